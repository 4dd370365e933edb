"""``markdown``: tables for the summary of a job or a comment on a pull request."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from lintjob.errors import Complaint
from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.full import closing
from lintjob.reporters.lines import numbered, visible

#: How long the output gets, in characters. GitHub takes 65,536 in a comment and refuses a longer one as a whole; others
#: may stand in the same one.
LONGEST = 60_000
#: How many problems are shown without a click.
_OPEN = 20
#: Characters kept for what stands around all, and at the end of a table.
_AROUND, _CLOSING = 6_000, 20
#: How much of that is for what could not be read.
_UNREAD = 3_500
#: More problems than there are, to know how much room a heading may take.
_MANY = 999_999_999
#: The longest message, path or name in a table.
_LONGEST_CELL = 600

_SIGNS = {
    **{ord(char): f'\\{char}' for char in '\\`*_[]|~$'},
    **{ord(char): html.escape(char) for char in '&<>'},
}
#: What hosts make mentions, references, emoji and links of. Nobody is to be called by an advert.
_REFERENCES = re.compile(r'(?<=[@#!%])(?=\w)|(?<=:)(?=[a-z+/-])|(?<=www)(?=\.)', re.IGNORECASE)
#: What of it is made within code too.
_LINKS = re.compile(r'(?<=:)(?=//)|(?<=www)(?=\.)', re.IGNORECASE)
_NOTHING = '&#8203;'
_NAME = re.compile(r'[a-z0-9.-]+')


class Reporter:
    """A heading with the count, then a table for each file, or each rule.

    The heading comes first and the length is limited, so rows are kept until the end: never more of them than are shown.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self._links: dict[str, str] = {}
        self._kept = Kept(
            LONGEST - _AROUND, lambda key: len(''.join(self._heading(key, _MANY, _MANY, is_long=True))) + _CLOSING
        )

    def begin(self) -> Iterator[str]:
        """Nothing."""
        yield from ()

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """Nothing yet."""
        by_rule = self.look.group == 'rule'
        record = escaped(f'#{listing.number + 1}') + ', ' if listing.is_record else ''
        for problem in problems:
            place = f'{record}{problem.line}:{problem.column}'
            if by_rule:
                cells = [f'{code(problem.path)} {place}', level(problem), escaped(problem.message)]
            else:
                cells = [place, level(problem), escaped(problem.message), self._named(problem.rule)]
            self._kept.put(problem.rule if by_rule else problem.path, problem.level, f'| {" | ".join(cells)} |\n')
        yield from ()

    def end(self, summary: Summary) -> Iterator[str]:
        """All of it."""
        total = sum(summary.counts.values())
        if self.look.quiet and not total and not summary.complaints:
            return
        found = numbered(total, 'problem') if total else 'no problems'
        if summary.complaints:
            found = f'{found}, but not all could be checked' if total else 'not all could be checked'
        yield f'## lintjob: {found}\n'
        if not self.look.quiet:
            yield f'\n{escaped(closing(summary))}\n'
        yield from _unread(summary.complaints)
        groups = self._kept.groups()
        is_long = sum(map(len, groups.values())) > _OPEN
        for key, rows in groups.items():
            yield from self._heading(key, len(rows), self._kept.total(key), is_long=is_long)
            yield from rows
            if is_long:
                yield '\n</details>\n'
        if self._kept.left_out:
            yield (
                f'\n{numbered(self._kept.left_out, "more problem")} {"is" if self._kept.left_out == 1 else "are"} '
                'left out here, the least of them first; lintjob shows them all in the log and in its other formats.\n'
            )
        links = ''.join(self._links.values())
        if links:
            yield f'\n{links}'

    def _heading(self, key: str, count: int, total: int, *, is_long: bool) -> Iterator[str]:
        """What stands over the rows of a file, or of a rule."""
        if is_long:
            said = numbered(total, 'problem') + (f', {count:,} of them here' if count < total or total == _MANY else '')
            yield f'\n<details>\n<summary><code>{html.escape(_cut(visible(key)))}</code>: {said}</summary>\n'
        else:
            yield f'\n### {code(key)}\n'
        is_rule = self.look.group == 'rule'
        about = self.look.rules.get(key) if is_rule else None
        if about:
            yield from (f'\n{escaped(text)}\n' for text in (about.why, about.instead) if text.strip())
        yield f'\n| Place | Level | Problem |{"" if is_rule else " Rule |"}\n|{" --- |" * (3 if is_rule else 4)}\n'

    def _named(self, rule: str) -> str:
        """The id of a rule, a link where more stands of it. Where the links lead is said once, at the end."""
        if rule not in self._links:
            about = self.look.rules.get(rule)
            link = about.link if about else ''
            is_sound = link.startswith(('https://', 'http://')) and link.isprintable() and not set(link) & set(' <>|\\')
            self._links[rule] = f'[`{rule}`]: <{link}>\n' if is_sound and _NAME.fullmatch(rule) else ''
            self._kept.take(len(self._links[rule]))
        return f'[`{rule}`]' if self._links[rule] else code(rule)


class Kept:
    """Rows of tables, as many as there is room for. Where there is none, the least of them are given up."""

    def __init__(self, room: int, heading: Callable[[str], int]) -> None:
        """``room`` is in characters; ``heading`` gives how many of them the heading of a group takes."""
        self._room = room
        self._heading = heading
        self._rows: list[tuple[str, str] | None] = []
        self._levels: dict[Level, list[int]] = {each: [] for each in Level}
        self._keys: dict[str, int] = {}
        self._totals: Counter[str] = Counter()
        self.left_out = 0

    def take(self, room: int) -> None:
        """Keep room for something else."""
        self._room -= room

    def total(self, key: str) -> int:
        """How many rows came of a group."""
        return self._totals[key]

    def put(self, key: str, level: Level, row: str) -> None:
        """Keep a row of the group ``key``, at the expense of rows of lower levels if there must be any."""
        self._totals[key] += 1
        self._room -= len(row) + self._hold(key)
        self._levels[level].append(len(self._rows))
        self._rows.append((key, row))
        while self._room < 0:
            self._drop(next(each for each in Level if self._levels[each]))

    def groups(self) -> Mapping[str, list[str]]:
        """The rows by group, both in the order in which they came."""
        found: dict[str, list[str]] = {}
        for each in self._rows:
            if each:
                found.setdefault(each[0], []).append(each[1])
        return found

    def _hold(self, key: str) -> int:
        """What the heading of a group takes, if this row is its first."""
        self._keys[key] = self._keys.get(key, 0) + 1
        return self._heading(key) if self._keys[key] == 1 else 0

    def _drop(self, level: Level) -> None:
        number = self._levels[level].pop()
        row = self._rows[number]
        if row:
            key, text = row
            self._keys[key] -= 1
            self._room += len(text)
            if not self._keys[key]:
                del self._keys[key]
                self._room += self._heading(key)
        self._rows[number] = None
        self.left_out += 1
        while self._rows and self._rows[-1] is None:
            self._rows.pop()


def _unread(complaints: Sequence[Complaint]) -> Iterator[str]:
    """A list of what could not be read, as much of it as there is room for."""
    room = _UNREAD
    for number, (path, line, column, message) in enumerate(complaints):
        place = f' {line}:{column}' if line else ''
        item = f'- {code(path)}{place}: {escaped(message)}\n'
        room -= len(item)
        if room < 0:
            yield f'- and {len(complaints) - number:,} more\n'
            return
        yield ('' if number else '\n') + item


def escaped(text: str) -> str:
    """``text`` as text, on one line: no markup, no mention, no reference, no link comes of it."""
    return _parted(text, _REFERENCES)


def code(text: str) -> str:
    """``text`` as a name."""
    return f'<code>{_parted(text, _LINKS)}</code>'


def level(problem: Problem) -> str:
    """The level of a problem; an error stands out."""
    return f'**{problem.level}**' if problem.level is Level.ERROR else str(problem.level)


def _parted(text: str, places: re.Pattern[str]) -> str:
    """``text`` on one line, its signs escaped, with something that does not show at places that would mean something."""
    line = _cut(' '.join(visible(text).split()))
    return _NOTHING.join(part.translate(_SIGNS) for part in places.split(line))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL].rstrip() + '…'
