"""All that a run suppresses: by comments in adverts, and by the entries of .lintjob-ignore.yaml."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lintjob.errors import did_you_mean
from lintjob.listing import Listing
from lintjob.problem import About, Level, Problem
from lintjob.source import Source, Span
from lintjob.suppress import notices
from lintjob.suppress.directives import Named
from lintjob.suppress.entries import Entries, Entry, one_line, read
from lintjob.suppress.remarks import Note, Remarks

#: How many words of the problems of a rule in a file are kept, to be proposed where an entry quotes none of them.
_MOST_OTHERS = 50
#: How many of the files that a glob fits are asked whether its rules are applied there.
_MOST_SEEN = 100
_MOST_FILES = 1000


class Suppressions:
    """What is asked to be left alone. ``count`` is how many problems were suppressed so far."""

    def __init__(
        self,
        path: str | None,
        level: Callable[[str, str], Level | None],
        abouts: Mapping[str, About],
        today: str,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        """``path`` is the file of entries; ``level`` gives that of a rule or notice in a file, None where it is not applied.

        ``abouts`` has all rules that there are, by id; ``today`` is an ISO date. ``tell`` is given a line for each problem that
        is suppressed. Raises LintjobError with every mistake in the file of entries.
        """
        self.count = 0
        self._entries = read(path) if path else Entries(Source('', ''), '', ())
        self._level = level
        self._abouts = abouts
        self._today = today
        self._tell = tell
        self._known: tuple[str, ...] = ()
        self._remarks: Remarks | None = None
        self._open: list[tuple[Remarks, Listing]] = []  # of files that may hold more listings
        self._path: str | None = None
        self._applied: dict[str, bool] = {}  # the rules that are applied to this file
        self._fitting: dict[str, list[int]] = {}  # the entries whose path fits this file, by the words they quote
        self._seen: dict[int, list[str]] = {}  # the files that each entry fits
        self._files: set[str] = set()  # to be proposed where a path fits none
        self._used: set[tuple[int, str]] = set()  # entries by number, and those of their names that were of use
        self._others: dict[tuple[str, str], list[str]] = {}  # words that are not suppressed, by file and rule

    @property
    def known(self) -> tuple[str, ...]:
        """The ids of all rules."""
        if not self._known:
            self._known = tuple(rule for rule in self._abouts if not rule.startswith(f'{notices.PACK}.'))
        return self._known

    def sift(self, listing: Listing, problems: Sequence[Problem]) -> list[Problem]:
        """The problems of a listing that nobody suppressed, with what is wrong with its comments, sorted."""
        path = listing.source.name
        if path != self._path:
            self._turn(path)
        is_new = False
        remarks = None
        if listing.comments:
            remarks = self._remarks
            if remarks is None or remarks.source is not listing.source:
                is_new = True
                remarks = self._remarks = Remarks(listing)
            remarks.turn(listing)
        left = [problem for problem in problems if not self._is_suppressed(problem, remarks)]
        if not remarks:
            return left
        found: list[Note] = list(remarks.mistakes(self.known)) if is_new else []
        if listing.markup and listing.markup.page is None:
            # A page whose data stands alone: it may hold several postings, and the comments are for all of them.
            if is_new:
                self._open.append((remarks, listing))
        else:
            found += remarks.unused(self.known, self._is_applied)
        return sorted([*left, *self._problems(found, listing, remarks.place)])

    def finish(self, covers: Callable[[str], bool]) -> Iterator[tuple[Listing, list[Problem]]]:
        """What shows when all is linted: the suppressions of whole files that were of no use, and what is wrong with entries.

        ``covers`` says of a folder whether all that it holds was linted.
        """
        for remarks, listing in self._open:
            self._path, self._applied = listing.source.name, {}
            found = remarks.unused(self.known, self._is_applied)
            problems = self._problems(found, listing, remarks.place)
            if problems:
                yield listing, problems
        self._open = []
        if self._entries.entries:
            source = self._entries.source
            listing = Listing(source, source.text, (), {}, Span(0, len(source.text)))
            problems = self._problems(self._judged(self._entries, covers), listing, lambda span: span)
            if problems:
                yield listing, sorted(problems)

    def _turn(self, path: str) -> None:
        self._path = path
        self._applied = {}
        self._fitting = {}
        inside = self._entries.inside(path) if self._entries.entries else None
        if inside is None:
            return
        if len(self._files) < _MOST_FILES:
            self._files.add(inside)
        for number, entry in enumerate(self._entries.entries):
            if entry.fits(inside):
                seen = self._seen.setdefault(number, [])
                if len(seen) < _MOST_SEEN:
                    seen.append(path)
                if not entry.is_over(self._today):
                    self._fitting.setdefault(entry.text, []).append(number)

    def _is_applied(self, rule: str) -> bool:
        found = self._applied.get(rule)
        if found is None:
            found = self._applied[rule] = self._level(self._path or '', rule) is not None
        return found

    def _is_suppressed(self, problem: Problem, remarks: Remarks | None) -> bool:
        if problem.rule.startswith(f'{notices.PACK}.'):
            return False
        reasons = [(remarks.source, each.span, each.reason) for each in remarks.holding(problem)] if remarks else []
        match = one_line(problem.match)
        for number in (*self._fitting.get('', ()), *(self._fitting.get(match, ()) if match else ())):
            entry = self._entries.entries[number]
            if entry.names_rule(problem.rule):
                self._used.update((number, name.text) for name in entry.names if name.fits(problem.rule))
                reasons.append((self._entries.source, entry.span, entry.reason))
        if not reasons:
            if self._fitting:
                others = self._others.setdefault((problem.path, problem.rule), [])
                if len(others) < _MOST_OTHERS:
                    others.append(match)
            return False
        self.count += 1
        if self._tell:
            self._tell(_told(problem, *reasons[0]))
        return True

    def _judged(self, entries: Entries, covers: Callable[[str], bool]) -> Iterator[Note]:
        """What is wrong with the entries. Those that are about files which this run did not look at are not judged."""
        packs = {rule.split('.', 1)[0] for rule in self.known}
        for number, entry in enumerate(entries.entries):
            unknown = [name for name in entry.names if not any(map(name.fits, self.known))]
            for name in unknown:
                near = did_you_mean(name.text, {*self.known, *packs})
                yield notices.UNKNOWN, f'no rule or pack is called "{name.text}"{near}', name.span
            seen = self._seen.get(number, [])
            is_covered = covers(os.path.join(entries.home, entry.folder))
            is_file = not entry.is_glob and os.path.isfile(os.path.join(entries.home, entry.path))
            if not is_covered and not (seen and is_file):
                continue
            if entry.is_over(self._today):
                yield (
                    notices.EXPIRED,
                    f'this entry held until {entry.until}, and suppresses nothing since',
                    entry.until_span,
                )
            else:
                idle = [name for name in entry.names if name not in unknown and (number, name.text) not in self._used]
                if idle and len(idle) + len(unknown) == len(entry.names):
                    yield from self._unused(entry, seen)
                else:
                    yield from self._idle(idle, seen)

    def _unused(self, entry: Entry, seen: Sequence[str]) -> Iterator[Note]:
        said = 'this suppresses nothing'
        if not seen:
            where = os.path.join(self._entries.home, entry.path)
            why = f'no listing was read in {entry.path}'
            if entry.is_glob:
                why = f'no file that was linted fits {entry.path}'
            elif not os.path.exists(where):
                why = f'there is no {entry.path}{self._near(entry.path)}'
            yield notices.UNUSED, f'{said}: {why}', entry.span
            return
        rules = [rule for rule in self.known if entry.names_rule(rule)]
        if any(self._level(path, rule) is None for path in seen for rule in rules):
            return
        others = [words for path in seen for rule in rules for words in self._others.get((path, rule), ())]
        why = ''
        if entry.text and others:
            other = did_you_mean(entry.text, others)
            if not other and len(set(others)) == 1:
                other = f'; its words are "{others[0]}"'
            why = f': what is reported there has other words than "{entry.text}"{other}'
        yield notices.UNUSED, f'{said}{why}', entry.span

    def _idle(self, names: Iterable[Named], seen: Sequence[str]) -> Iterator[Note]:
        """Names of an entry that is of use for others of its names."""
        for name in names:
            rules = [rule for rule in self.known if name.fits(rule)]
            if not any(self._level(path, rule) is None for path in seen for rule in rules):
                yield notices.UNUSED, f'"{name.text}" suppresses nothing here', name.span

    def _near(self, path: str) -> str:
        """A file that may have been meant, by its name: it may have gone to another folder."""
        names = {file.rpartition('/')[2]: file for file in sorted(self._files)}
        near = did_you_mean(path.rpartition('/')[2], names)
        return next((f'; did you mean "{file}"?' for name, file in names.items() if f'"{name}"' in near), '')

    def _problems(self, found: Iterable[Note], listing: Listing, place: Callable[[Span], Span]) -> list[Problem]:
        """Notices as the problems that they are, where they are not to be left out."""
        source: Source = listing.source
        problems = []
        for notice, message, span in found:
            level = self._level(source.name, notice)
            if level is None:
                continue
            start, end = source.position(span.start), source.position(span.end)
            begin = source.begin.offset
            problems.append(
                Problem(
                    source.name, *start, *end, notice, level, message, one_line(source.text[slice(*span)]),
                    listing.number, begin + span.start, begin + span.end, place(span),
                )
            )  # fmt: skip
        return problems


def _told(problem: Problem, source: Source, span: Span, reason: str) -> str:
    """A line on a problem that is suppressed, and by what."""
    line = source.position(span.start).line
    why = f': {one_line(reason)}' if reason else ''
    return f'{problem.path}:{problem.line}:{problem.column}: {problem.rule} is suppressed by {source.name}:{line}{why}'
