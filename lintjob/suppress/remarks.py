"""The comments to lintjob in one listing: which problems they suppress, and what is wrong with them."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence

from lintjob.errors import did_you_mean
from lintjob.expression import Expression
from lintjob.listing import Listing
from lintjob.phrase import HIDDEN, JOINER
from lintjob.problem import Problem
from lintjob.source import Span
from lintjob.suppress import notices
from lintjob.suppress.directives import DISABLE, ENABLE, FILE, NEXT_LINE, Directive, Mistake, parse
from lintjob.typed import NamedTuple

#: A notice before it has a level: its id, its message and its place in the source.
Note = tuple[str, str, Span]

_WORD = Expression(rf'[^\s{HIDDEN}{JOINER}]++')
#: A comment, a tag, an entity; or what is none of them and holds a letter or a digit.
_SOLID = Expression(r'(?s:<!--.*?-->)|</?[A-Za-z][^<>]*+>|&#?\w++;|([\p{L}\p{N}])')
_ALL = -1
_MOST_JUDGED = 200
#: How many names are compared with all rules, to say which was meant.
_MOST_UNKNOWN = 20

#: A directive's number, and that of one of its names; _ALL where it has none.
_Mark = tuple[int, int]


class _Reach(NamedTuple):
    """Where comments suppress a rule: in lines, and from one offset to another."""

    lines: dict[int, list[_Mark]]
    ranges: list[tuple[float, float, _Mark]]


class Remarks:
    """The comments of a listing. Those of a file that holds several listings suppress in all of them."""

    def __init__(self, listing: Listing) -> None:
        self.source = listing.source
        read = [parse(self.source.text, span) for span in listing.comments]
        self.directives = [each for each in read if isinstance(each, Directive)]
        self._mistakes = [each for each in read if isinstance(each, Mistake)]
        self._used: set[_Mark] = set()
        self._judged: list[Problem] = []  # the first of all problems
        self._reaches: dict[str, _Reach] = {}
        self._listing: Listing | None = None
        self._words: list[tuple[int, int]] = []
        self._lines: list[int] = []
        self.turn(listing)

    def turn(self, listing: Listing) -> None:
        """Judge the problems of another listing of the file."""
        if self._listing is listing:
            return
        self._listing = listing
        self._reaches = {}
        self._words = sorted(
            (listing.place(Span(*found.span())).start, found.start()) for found in _WORD.finditer(listing.text)
        )
        self._lines = sorted({self.source.position(place).line for place, _ in self._words})

    def holding(self, problem: Problem) -> list[Directive]:
        """The comments that suppress a problem."""
        reach = self._reaches.get(problem.rule)
        if reach is None:
            reach = self._reaches[problem.rule] = self._reach_of(problem.rule)
        if len(self._judged) < _MOST_JUDGED:
            self._judged.append(problem)
        start = problem.start - self.source.begin.offset
        found = list(reach.lines.get(problem.line, ()))
        found += [mark for begin, end, mark in reach.ranges if begin <= start < end]
        self._used.update(found)
        return [self.directives[number] for number, _ in found]

    def _reach_of(self, rule: str) -> _Reach:
        """Where a rule is suppressed. Of comments that say the same at a place, one counts: the last ``disable`` before it."""
        lines: dict[int, list[_Mark]] = {}
        files: dict[str, tuple[float, float, _Mark]] = {}
        ranges: list[tuple[float, float, _Mark]] = []
        open_: dict[str, tuple[int, _Mark]] = {}
        for number, each in enumerate(self.directives):
            marks = _named(each, rule)
            if each.verb == ENABLE and marks:
                ranges += [(start, each.span.start, mark) for start, mark in open_.values()]
                open_ = {}
                continue
            for at in marks:
                name = each.names[at].text if each.names else ''
                if each.verb == NEXT_LINE:
                    lines.setdefault(self._next_line(each), []).append((number, at))
                elif each.verb == FILE:
                    files.setdefault(name, (0, math.inf, (number, at)))
                else:
                    if name in open_:
                        start, mark = open_[name]
                        ranges.append((start, each.span.end, mark))
                    open_[name] = each.span.end, (number, at)
        return _Reach(lines, [*files.values(), *ranges, *((start, math.inf, mark) for start, mark in open_.values())])

    def _next_line(self, directive: Directive) -> int:
        """The next line that holds something, which is text or no part of it (code, say); 0 for none.

        Tags and other comments may stand between, and signs alone.
        """
        line = self.source.position(directive.span.end).line
        at = bisect_right(self._lines, line)
        # The rest of the comment's own line is not meant.
        start = self.source.text.find('\n', directive.span.end) + 1
        for found in _SOLID.finditer(self.source.text, start) if start else ():
            if found[1]:
                solid = self.source.position(found.start(1)).line
                return min(solid, self._lines[at]) if at < len(self._lines) else 0
        return self._lines[at] if at < len(self._lines) else 0

    def place(self, span: Span) -> Span:
        """The place in the listing's view that a comment stands before."""
        at = bisect_left(self._words, (span.end, 0))
        start = self._words[at][1] if at < len(self._words) else len(self._listing.text if self._listing else '')
        return Span(start, start)

    def mistakes(self, known: Collection[str]) -> Iterator[Note]:
        """What is wrong with the comments themselves; ``known`` are the ids of all rules."""
        for mistake in self._mistakes:
            yield notices.MALFORMED, mistake.message, mistake.span
        yield from self._idle()
        packs = {rule.split('.', 1)[0] for rule in known}
        unknown = 0
        for each in self.directives:
            for name in each.names:
                if not any(map(name.fits, known)):
                    unknown += 1
                    near = did_you_mean(name.text, {*known, *packs}) if unknown <= _MOST_UNKNOWN else ''
                    yield notices.UNKNOWN, f'no rule or pack is called "{name.text}"{near}', name.span
            if each.verb != ENABLE and not each.reason:
                yield (
                    notices.NO_REASON,
                    'this gives no reason; it stands behind ":" at the end of the comment',
                    each.span,
                )

    def _idle(self) -> Iterator[Note]:
        """What is enabled that nothing disabled."""
        open_: dict[str, None] = {}
        for each in self.directives:
            if each.verb == DISABLE:
                open_.update(dict.fromkeys(_texts(each)))
            if each.verb != ENABLE:
                continue
            for text, span in [(name.text, name.span) for name in each.names] or [('', each.span)]:
                if not any(_overlap(text, other) for other in open_):
                    said = f'"{text}" is enabled here, but not disabled before' if text else 'nothing is disabled here'
                    yield notices.MALFORMED, said, span
                open_ = {other: None for other in open_ if not other.startswith(text)}

    def unused(self, known: Collection[str], is_applied: Callable[[str], bool]) -> Iterator[Note]:
        """The comments that suppressed nothing, as far as all rules that they name are applied."""
        for number, each in enumerate(self.directives):
            if each.verb == ENABLE:
                continue
            idle = []
            numbers: Sequence[int] = range(len(each.names)) or (_ALL,)
            for at in numbers:
                rules = [rule for rule in known if at == _ALL or each.names[at].fits(rule)]
                if (number, at) not in self._used and rules and all(map(is_applied, rules)):
                    idle.append(at)
            if len(idle) == len(numbers):
                yield notices.UNUSED, f'this suppresses nothing{self._elsewhere(number, idle)}', each.span
                continue
            for at in idle:
                name = each.names[at]
                yield (
                    notices.UNUSED,
                    f'"{name.text}" suppresses nothing here{self._elsewhere(number, [at])}',
                    name.span,
                )

    def _elsewhere(self, number: int, idle: list[int]) -> str:
        """Where a problem is that somebody may have meant."""
        directive = self.directives[number]
        line = self.source.position(directive.span.start).line
        meant = (problem for problem in self._judged if set(_named(directive, problem.rule)) & set(idle))
        problem = min(meant, key=lambda problem: abs(problem.line - line), default=None)
        if problem is None:
            return ''
        where = f'; {problem.rule} is reported in line {problem.line}'
        if directive.verb == NEXT_LINE:
            next_ = self._next_line(directive)
            return (
                f'{where}, and the next line that holds text is {next_}' if next_ else f'{where}, and no text follows'
            )
        if problem.start - self.source.begin.offset < directive.span.start:
            return f'{where}, above it; disable-file is for the whole advert'
        return where


def _texts(directive: Directive) -> list[str]:
    return [name.text for name in directive.names] or ['']


def _named(directive: Directive, rule: str) -> list[int]:
    """The numbers of the names by which a directive means a rule; one that means all has no name."""
    if not directive.names:
        return [_ALL]
    return [number for number, name in enumerate(directive.names) if name.fits(rule)]


def _overlap(name: str, other: str) -> bool:
    """Whether two names can mean the same rule."""
    return name.startswith(other) or other.startswith(name)
