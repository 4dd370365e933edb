"""The baseline: problems that are known and left for later, by what they are and not by where they stand.

A file of JSON with an entry a line, sorted, so that a change of it reads well and two of them merge.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from lintjob.errors import Complaint, LintjobError
from lintjob.fingerprint import Identity, around, called, digest, is_whole
from lintjob.listing import Listing
from lintjob.paths import inside
from lintjob.problem import Problem
from lintjob.source import Source, decode
from lintjob.typed import NamedTuple

#: The number of what is written here.
VERSION = 1

#: What stands for the words around a problem that is shown at the title, or what else stands for the whole advert.
WHOLE = 'title'

_LONGEST_MATCH, _DIGITS = 80, 12
_TEXTS = ('path', 'listing', 'rule', 'match', 'near')
_MORE = ('count', 'alike')
_CONFLICT = ('<<<<<<< ', '>>>>>>> ', '||||||| ')


class Entry:
    """A problem that is known. ``count``: how many equal ones there are, ``left``: how many of them no problem was found for.

    ``path`` is where the last one was found, which is another file where the advert has moved. ``is_alike``: several
    adverts of the file are called the same, and it may be of any of them.
    """

    __slots__ = ('count', 'identity', 'is_alike', 'left', 'path')

    def __init__(self, identity: Identity, count: int, *, is_alike: bool = False) -> None:
        self.identity = identity
        self.path = identity.path
        self.count = count
        self.left = count
        self.is_alike = is_alike


class Seen(NamedTuple):
    """What a run looked at, by which is told what is gone. All ask for paths as the program can open them.

    ``covers``: whether all that a folder holds was asked to be linted; ``is_applied``: whether a rule was, to a file;
    ``is_broken``: whether a file could not be read, or not all of it.
    """

    covers: Callable[[str], bool]
    is_applied: Callable[[str, str], bool]
    is_broken: Callable[[str], bool]


class Baseline:
    """The entries of a file, and what they hold back of the problems of a run. ``held`` counts those.

    One entry never holds back more problems than it counts.
    """

    def __init__(self, path: str, entries: Iterable[Entry] = ()) -> None:
        """``path`` is the file; the paths of entries are seen from its folder."""
        self.path = path
        self.home = os.path.dirname(os.path.abspath(path))
        self.held = 0
        self._entries: dict[str, dict[str, list[Entry]]] = {}
        self._seen: set[str] = set()
        self._met: Counter[tuple[str, str]] = Counter()
        self._lost: dict[str, list[Entry]] | None = None
        for entry in entries:
            adverts = self._entries.setdefault(entry.identity.path, {})
            adverts.setdefault(entry.identity.listing, []).append(entry)

    @classmethod
    def read(cls, path: str, *, is_merging: bool = False) -> Baseline:
        """The baseline in a file. Raises LintjobError with every mistake in it, each at its place.

        ``is_merging``: where a merge left its marks in it, the entries of both sides are taken.
        """
        return cls(path, _read(path, is_merging=is_merging))

    def entries(self) -> Iterator[Entry]:
        """All entries."""
        for adverts in self._entries.values():
            yield from chain.from_iterable(adverts.values())

    def see(self, path: str) -> None:
        """Note that a file is linted, whether listings are found in it or not."""
        self._seen.add(inside(path, self.home))

    def meet(self, listing: Listing) -> None:
        """Note an advert, whether it has problems or not, so that those that are called the same are told by ``alike``."""
        if listing.is_record:
            self._met[inside(listing.source.name, self.home), called(listing)] += 1

    def alike(self) -> set[tuple[str, str]]:
        """What several adverts of a file are called: files and names, as far as they were met; of other files as it was."""
        before = {
            (its.path, its.listing)
            for entry in self.entries()
            if entry.is_alike and (its := entry.identity).path not in self._seen
        }
        return before | {named for named, count in self._met.items() if count > 1}

    def sift(self, listing: Listing, problems: Sequence[Problem]) -> list[Problem]:
        """The problems of a listing that are not known, in their order."""
        path = inside(listing.source.name, self.home)
        self._seen.add(path)
        if not problems:
            return []
        adverts = self._entries.get(path)
        if adverts is None:
            entries = self._of_moved(listing)
        elif listing.is_record:
            entries = adverts.get(called(listing), [])
        else:
            entries = list(chain.from_iterable(adverts.values()))
        if not entries:
            return list(problems)
        left = list(zip(problems, noted(listing, problems, self.home), strict=True))
        # What stands as it did goes first; then what was flagged in words that were edited around it; then what is said of
        # the whole advert and stands at its title only for want of a better place.
        left = _without(left, entries, lambda mine, its: mine.near == its.near and mine.match == its.match)
        # Of adverts that are called the same each must find its own: what is not word for word the same in this one may be so
        # in one that comes later.
        entries = [entry for entry in entries if not entry.is_alike]
        if adverts is not None and entries:
            left = _without(
                left, entries, lambda mine, its: mine.match == its.match and WHOLE not in {mine.near, its.near}
            )
            whole = [each for each in left if each[1].near == WHOLE and is_whole(listing, each[0])]
            if whole:
                still = _without(whole, entries, lambda mine, its: its.near == WHOLE)
                left = [each for each in left if each in still or each not in whole]
        self.held += len(problems) - len(left)
        return [problem for problem, _ in left]

    def gone(self, seen: Seen) -> int:
        """How many known problems are no more, as far as the run can tell."""
        return sum(entry.left for entry in self.entries() if entry.left and self._is_gone(entry, seen))

    def pruned(self, seen: Seen) -> Counter[Identity]:
        """What is known, without what is gone; a problem of an advert that has moved stands at its new place."""
        kept: Counter[Identity] = Counter()
        for entry in self.entries():
            found = entry.count - entry.left
            kept[entry.identity._replace(path=entry.path)] += found
            if entry.left and not self._is_gone(entry, seen):
                kept[entry.identity] += entry.left
        return +kept

    def renewed(self, found: Counter[Identity], seen: Seen) -> Counter[Identity]:
        """What a run found, and what is known of files and rules that it did not look at."""
        kept: Counter[Identity] = Counter()
        for entry in self.entries():
            if entry.left and not self._is_gone(entry, seen):
                # Those that were found are among the others already.
                kept[entry.identity] += entry.left
        return found + kept

    def _is_gone(self, entry: Entry, seen: Seen) -> bool:
        path = os.path.join(self.home, entry.identity.path)
        if seen.is_broken(path) or not seen.is_applied(path, entry.identity.rule):
            return False
        if entry.identity.path in self._seen:
            return True
        return not os.path.lexists(path) and seen.covers(os.path.dirname(path))

    def _of_moved(self, listing: Listing) -> list[Entry]:
        """The entries of the same advert, by title and all, in files that are no more: this may be its new place."""
        if self._lost is None:
            self._lost = {}
            for path, adverts in self._entries.items():
                if not os.path.lexists(os.path.join(self.home, path)):
                    for name, entries in adverts.items():
                        self._lost.setdefault(name, []).extend(entries)
        name = called(listing) if self._lost else ''
        return [] if name.startswith('#') else self._lost.get(name, [])


def _without(
    problems: list[tuple[Problem, Identity]], entries: list[Entry], fits: Callable[[Identity, Identity], bool]
) -> list[tuple[Problem, Identity]]:
    """The problems for which there is no entry left that fits; those that fit are used up."""
    left = []
    for problem, mine in problems:
        for entry in entries:
            its = entry.identity
            if entry.left and mine.rule == its.rule and fits(mine, its):
                entry.left -= 1
                entry.path = mine.path
                break
        else:
            left.append((problem, mine))
    return left


def noted(listing: Listing, problems: Sequence[Problem], home: str) -> list[Identity]:
    """What a baseline notes of the problems of a listing, their file seen from a folder (an absolute path).

    Long words are cut, with digits that stand for the rest; of the words around there are but digits, or ``WHOLE``.
    """
    if not problems:
        return []
    path, name, head = inside(listing.source.name, home), called(listing), listing.head
    found = []
    for problem in problems:
        match = problem.match
        if len(match) > _LONGEST_MATCH:
            match = f'{match[: _LONGEST_MATCH - _DIGITS]}... #{digest(match)[:_DIGITS]}'
        near = WHOLE if problem.span == head else digest(around(listing, problem.span))[:_DIGITS]
        found.append(Identity(path, name, problem.rule, match, near))
    return found


# ---------------------------------------------------------------- the file


def written(entries: Counter[Identity], alike: Container[tuple[str, str]] = ()) -> str:
    """A file of some entries and how many there are of each; ``alike`` are the names that several adverts of a file have."""
    # Imported here: a run without a baseline never needs it.
    import json  # noqa: PLC0415

    lines = []
    for known, count in sorted(entries.items()):
        if count > 0:
            entry: dict[str, object] = known._asdict()
            if count > 1:
                entry['count'] = count
            if (known.path, known.listing) in alike:
                entry['alike'] = True
            line = json.dumps(entry, ensure_ascii=False)
            # A name of a file that is no text can only be written with escapes.
            lines.append(line if _is_text(line) else json.dumps(entry))
    inner = ',\n'.join(lines)
    return f'{{"version": {VERSION}, "problems": [\n{inner}{chr(10) if lines else ""}]}}\n'


def _is_text(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _read(path: str, *, is_merging: bool) -> list[Entry]:
    try:
        with open(path, 'rb') as file:
            source = decode(path, file.read())
    except OSError as error:
        reason = (
            'there is no such file' if isinstance(error, FileNotFoundError) else f"it can't be read: {error.strerror}"
        )
        raise LintjobError([Complaint(path, 0, 0, f'this should be a baseline, and {reason}')]) from None
    if not is_merging or _marks(source.text) is None:
        return _parsed(source)
    # Of entries that stand on both sides, or on one with another count, the greater number holds.
    both: Counter[Identity] = Counter()
    alike = set()
    for line in source.text.split('\n'):
        if line.startswith('{"path"'):
            alone = f'{{"version": {VERSION}, "problems": [\n{line.rstrip().rstrip(",")}]}}'
            read = _parsed(Source(path, alone))
            both |= Counter({entry.identity: entry.count for entry in read})
            alike |= {entry.identity for entry in read if entry.is_alike}
    return [Entry(known, count, is_alike=known in alike) for known, count in both.items()]


def _parsed(source: Source) -> list[Entry]:
    """The entries in a text."""
    # Imported here: a run without a baseline never needs it.
    import json  # noqa: PLC0415

    try:
        content = json.loads(source.text)
    except ValueError as error:
        raise LintjobError([_broken(source, getattr(error, 'pos', 0), getattr(error, 'msg', str(error)))]) from None
    except RecursionError:
        raise LintjobError([source.complaint(0, 'this is no baseline: it is nested too deeply')]) from None
    if not isinstance(content, dict) or set(content) != {'version', 'problems'}:
        raise LintjobError(
            [source.complaint(0, 'a baseline holds "version" and "problems"; "lintjob baseline" writes one')]
        )
    if content['version'] != VERSION or isinstance(content['version'], bool):
        at = max(source.text.find('"version"'), 0)
        message = f'the version should be {VERSION}; delete the file and record it anew with "lintjob baseline"'
        raise LintjobError([source.complaint(at, message)])
    if not isinstance(content['problems'], list):
        raise LintjobError([source.complaint(max(source.text.find('"problems"'), 0), '"problems" should be a list')])
    mistakes = [(number, mistake) for number, each in enumerate(content['problems']) if (mistake := _mistake(each))]
    if mistakes:
        starts = _starts(source.text)
        raise LintjobError([source.complaint(starts.get(number, 0), mistake) for number, mistake in mistakes])
    return [
        Entry(Identity(*(each[name] for name in _TEXTS)), each.get('count', 1), is_alike=each.get('alike', False))
        for each in content['problems']
    ]


def _marks(text: str) -> int | None:
    """Where the marks begin that a merge left; None where it left none."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.startswith(_CONFLICT):
            return at
        at += len(line)
    return None


def _broken(source: Source, offset: int, reason: str) -> Complaint:
    """What is said of a file that does not parse."""
    marks = _marks(source.text)
    if marks is not None:
        message = 'a merge left its marks here; "lintjob baseline" takes the entries of both sides and those of today'
        return source.complaint(marks, message)
    return source.complaint(offset, f'this is no JSON: {reason[:1].lower()}{reason[1:]}')


def _mistake(entry: Any) -> str:  # noqa: ANN401
    """What is wrong with an entry, '' for nothing."""
    if not isinstance(entry, dict):
        return 'an entry should be a mapping: {"path": ..., "listing": ..., "rule": ..., "match": ..., "near": ...}'
    for name in _TEXTS:
        if name not in entry:
            return f'"{name}" is missing'
        if not isinstance(entry[name], str):
            return f'"{name}" should be a text'
    for name in entry:
        if name not in _TEXTS and name not in _MORE:
            return f'"{name}" is nothing that an entry holds: {", ".join((*_TEXTS, *_MORE))}'
    count = entry.get('count', 1)
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        return '"count" should be a whole number, 1 or more'
    if not isinstance(entry.get('alike', False), bool):
        return '"alike" should be true or false'
    return ''


def _starts(text: str) -> dict[int, int]:
    """Where each entry of a file that parses begins."""
    import json  # noqa: PLC0415

    decoder = json.JSONDecoder()
    at = text.find('[', text.find('"problems"')) + 1
    starts: dict[int, int] = {}
    while at:
        while at < len(text) and (text[at].isspace() or text[at] == ','):
            at += 1
        if text[at : at + 1] in (']', ''):
            break
        starts[len(starts)] = at
        try:
            _, at = decoder.raw_decode(text, at)
        except ValueError:
            break
    return starts
