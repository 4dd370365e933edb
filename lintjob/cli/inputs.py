"""The listings a command is given: files, folders, standard input."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from lintjob import readers
from lintjob.cli.plan import Plan
from lintjob.errors import Complaint, LintjobError
from lintjob.facts import Facts
from lintjob.layout import ANY, Layout
from lintjob.linter import Verdict
from lintjob.listing import Listing
from lintjob.readers.format import PACKED_MARK
from lintjob.reporters import MOST_COMPLAINTS
from lintjob.source import Source
from lintjob.stream import PIECE, Stream

if TYPE_CHECKING:
    # Shown on a terminal only, and imported there.
    from lintjob.cli.progress import Progress

#: How many listings of a file that was found in a folder are looked at to tell whether it holds adverts.
_TELLING = 5


class Inputs:
    """The listings at some paths, read one at a time. What can't be read is said at once and counted.

    ``passed_over`` counts the files of folders that are no listings, ``excluded`` those that the settings leave
    alone, ``failed`` those that could not be read, or not all of them; ``broken`` are these, by their real paths.
    ``complaints`` say what is wrong with them, the first MOST_COMPLAINTS.
    """

    def __init__(
        self,
        arguments: argparse.Namespace,
        plan: Plan,
        is_wanted: Callable[[str], bool] | None = None,
        progress: Progress | None = None,
    ) -> None:
        """``is_wanted`` says of a path whether the file is to be read at all; None for every one.

        ``progress`` is told of what is read.
        """
        self.passed_over = 0
        self.excluded = 0
        self.failed = 0
        self.broken: set[str] = set()
        self.complaints: list[Complaint] = []
        self._paths: list[str] = arguments.paths or ['.']
        self._stdin_name: str = arguments.stdin_filename
        self._verbose: bool = getattr(arguments, 'verbose', False)
        self._format: str = arguments.input_format or ''
        self._plan = plan
        self._is_wanted = is_wanted
        self._progress = progress
        self._is_packed = False  # the file that is being read
        if progress:
            progress.expect(self._sizes)

    def __iter__(self) -> Iterator[Facts]:
        """Each listing's facts; a file that is named twice comes once."""
        done: set[str] = set()
        # A file that is named is linted, though a folder that is named as well would pass over it.
        named = {os.path.realpath(path) for path in self._paths if path != '-' and not os.path.isdir(path)}
        for path in self._paths:
            if path == '-':
                if path in done:
                    continue
                done.add(path)
                if not self._is_excluded(self._stdin_name, done):
                    yield from self._read(self._stdin_name, self._standard_input())
            elif os.path.isdir(path):
                yield from self._of_folder(path, named, done)
            elif self._is_due(path, done) and _once(path, done):
                yield from self._open(path, self._read)

    def _of_folder(self, folder: str, named: set[str], done: set[str]) -> Iterator[Facts]:
        """The facts of each listing in a folder; ``named`` are the files that are read for their own sake."""
        # Imported here: a hook names its files, and asking git for a folder's takes subprocess.
        from lintjob import finder  # noqa: PLC0415

        for found in finder.find(folder, self._is_asked):
            if not self._is_due(found.path, done):
                continue
            if found.error is not None:
                self.fail([Complaint(found.path, 0, 0, found.error)])
            elif named and os.path.realpath(found.path) in named:
                continue
            elif self._is_asked(found.path):
                if _once(found.path, done):
                    yield from self._open(found.path, self._read)
            elif found.reason is not None:
                self._pass_over(found.path, found.reason)
            elif _once(found.path, done):
                yield from self._open(found.path, self._look_over)

    def _is_due(self, path: str, done: set[str]) -> bool:
        """Whether a file is to be looked at: some of its problems may be reported, and the settings do not exclude it."""
        if self._is_excluded(path, done):
            return False
        return self._is_wanted is None or self._is_wanted(path) or not os.path.isfile(path)

    def _is_excluded(self, path: str, done: set[str]) -> bool:
        """Whether the settings exclude a file, which is then counted and said."""
        glob = self._plan.config.excluding(path)
        if glob and _once(path, done):
            self.excluded += 1
            self._say(path, f'left alone: "{glob.text}" excludes it ({glob.place})')
        return glob is not None

    def _sizes(self) -> Iterator[int]:
        """The sizes in bytes of the files that are read, found or named; 0 for what nobody knows the size of."""
        # Imported here: only who waits for long work asks.
        from lintjob import finder  # noqa: PLC0415

        for path in self._paths:
            for found in finder.find(path, self._is_asked) if os.path.isdir(path) else (finder.Found(path),):
                is_passed_over = found.reason is not None and not self._is_asked(found.path)
                if found.error is not None or is_passed_over or self._plan.is_excluded(found.path):
                    continue
                if self._is_wanted and not self._is_wanted(found.path):
                    continue
                try:
                    yield os.path.getsize(found.path)
                except OSError:
                    yield 0

    def _is_asked(self, path: str) -> bool:
        """Whether the settings say how a file is to be read: it is as good as named."""
        return self._plan.layout(path) is not ANY

    def _standard_input(self) -> Iterator[bytes]:
        # A program can be started with its standard input closed; then there is nothing to read.
        if sys.stdin is None:
            return iter(())
        file: BinaryIO = sys.stdin.buffer
        return self._unpacked(self._progress.reading(self._stdin_name, file) if self._progress else file)

    def _open(self, path: str, read: Callable[[str, Iterable[bytes]], Iterator[Facts]]) -> Iterator[Facts]:
        try:
            with open(path, 'rb') as file:
                yield from read(path, self._unpacked(self._progress.reading(path, file) if self._progress else file))
        except TimeoutError:  # which is an OSError too
            self.fail([given_up(path)])
        except OSError as error:
            reason = 'there is no such file or folder' if isinstance(error, FileNotFoundError) else error.strerror
            self.fail([Complaint(path, 0, 0, f"this can't be read: {reason}")])

    def _unpacked(self, file: BinaryIO) -> Iterator[bytes]:
        """The data of a file that is judged."""
        first = file.read(PIECE)
        self._is_packed = first.startswith(PACKED_MARK)
        yield from _pieces(first, file)

    def _read(self, name: str, pieces: Iterable[bytes]) -> Iterator[Facts]:
        """The listings of a file that was named."""
        complaints = 0
        for each in self._each(name, pieces):
            if isinstance(each, Facts):
                yield each
            else:
                # A feed may be broken in many places; the file counts once.
                self.fail([each], count=not complaints)
                complaints += 1

    def _look_over(self, name: str, pieces: Iterable[bytes]) -> Iterator[Facts]:
        """The listings of a file that was found, if it reads like adverts."""
        # Imported here: only what a folder holds is judged.
        from lintjob import advert  # noqa: PLC0415
        from lintjob.reporters.sign import is_report  # noqa: PLC0415

        rest = iter(pieces)
        try:
            begin = next(rest, b'')
        except LintjobError as error:
            self._pass_over(name, _unread(error.complaints))
            return
        if is_report(begin):
            self._pass_over(name, 'it is a report of problems')
            return
        each_of = self._each(name, chain((begin,), rest))
        first: list[Facts] = []
        complaints: list[Complaint] = []
        for each in each_of:
            if isinstance(each, Facts):
                first.append(each)
                if len(first) == _TELLING:
                    break
            else:
                complaints.append(each)
        reasons = [_no_text(facts) or advert.passed_over(facts.listing, facts.hits) for facts in first]
        if reasons and all(reasons):
            self._pass_over(name, str(reasons[0]))
        elif first or self._is_advert(name):
            if complaints:
                self.fail(complaints)
            yield from first
            for each in each_of:
                if isinstance(each, Facts):
                    yield each
                else:
                    self.fail([each], count=not complaints)
                    complaints.append(each)
        else:
            self._pass_over(name, _unread(complaints))

    def _is_advert(self, name: str) -> bool:
        """Whether a file in which no listing could be read is to be complained of: its bare text reads like an advert."""
        from lintjob import advert  # noqa: PLC0415

        try:
            with open(name, 'rb') as file:
                stream = Stream(name, _pieces(file.read(PIECE), file))
                stream.more()
            (listing,) = readers.read(Source(name, stream.text), Layout('text'))
            facts = self._plan.linter(name).facts(listing)
        except TimeoutError:
            return True
        except LintjobError:
            return False
        return advert.passed_over(facts.listing, facts.hits) is None

    def judge(self, facts: Facts) -> Verdict:
        """The problems of the listing that was read last. What is packed has no fixes: their places are not the file's."""
        verdict = self._plan.linter(facts.listing.source.name).lint(facts)
        if self._is_packed and any(problem.fix for problem in verdict.problems):
            return verdict._replace(problems=[problem._replace(fix=None) for problem in verdict.problems])
        return verdict

    def _each(self, name: str, pieces: Iterable[bytes]) -> Iterator[Facts | Complaint]:
        """The listings of a file and what is wrong with it."""
        linter = self._plan.linter(name)
        for each in self._listings(name, pieces):
            if isinstance(each, Complaint):
                yield each
                continue
            try:
                facts = linter.facts(each)
            except TimeoutError:
                yield given_up(name)
            else:
                yield facts

    def _listings(self, name: str, pieces: Iterable[bytes]) -> Iterator[Listing | Complaint]:
        layout = self._plan.layout(name)
        if self._format:
            layout = layout._replace(format=self._format)
        try:
            yield from readers.listings(Stream(name, pieces), layout)
        except LintjobError as error:
            yield from error.complaints
        except TimeoutError:
            yield given_up(name)

    def _pass_over(self, path: str, reason: str) -> None:
        self.passed_over += 1
        self._say(path, f'passed over: {reason}')

    def _say(self, path: str, message: str) -> None:
        if self._verbose:
            print(f'{path}: {message}', file=sys.stderr)

    def fail(self, complaints: Iterable[Complaint], *, count: bool = True) -> None:
        """Say what is wrong with a file, and count it."""
        self.failed += count
        for complaint in complaints:
            self.spoil(complaint.path)
            if len(self.complaints) < MOST_COMPLAINTS:
                self.complaints.append(complaint)
            print(complaint, file=sys.stderr)

    def spoil(self, path: str) -> None:
        """Note that not all of a file (or folder) could be judged."""
        self.broken.add(os.path.realpath(path))


def _unread(complaints: Sequence[Complaint]) -> str:
    """Why a file that was found is passed over where no listing could be read in it."""
    return 'no listing can be read in it' + (f': {complaints[0].message}' if complaints else '')


def _no_text(facts: Facts) -> str | None:
    """Why a record that was found is no advert, if it has no text: a table of people has titles and places too."""
    listing = facts.listing
    is_bare = listing.is_record and not listing.text[slice(*listing.body)].strip()
    return 'its records have no text' if is_bare else None


def given_up(name: str) -> Complaint:
    """What is said of a file on which a pattern took too long."""
    return Complaint(name, 0, 0, 'this was given up: a pattern takes too long on it')


def _once(path: str, done: set[str]) -> bool:
    real = os.path.realpath(path)
    if real in done:
        return False
    done.add(real)
    return True


def _pieces(first: bytes, file: BinaryIO) -> Iterator[bytes]:
    """The data of a file from its ``first`` piece on, unpacked where it is packed with gzip. Raises LintjobError where that fails."""
    if not first.startswith(PACKED_MARK):
        while first:
            yield first
            first = file.read(PIECE)
        return
    # Imported here: few files are packed.
    import zlib  # noqa: PLC0415

    unpacked = zlib.decompressobj(_GZIP)
    try:
        while first:
            yield unpacked.decompress(first, PIECE)
            if unpacked.eof:
                # Files that were packed one by one and then joined are one file; zeros may fill up the last block.
                first = (unpacked.unused_data or file.read(PIECE)).lstrip(b'\0')
                if first:
                    unpacked = zlib.decompressobj(_GZIP)
            else:
                first = unpacked.unconsumed_tail or file.read(PIECE)
        yield unpacked.flush()
        reason = '' if unpacked.eof else 'it breaks off'
    except zlib.error as error:
        reason = str(error)
    if reason:
        raise LintjobError([Complaint(_name(file), 0, 0, f'this is packed with gzip, and broken: {reason}')])


_GZIP = 31  # what zlib calls the format


def _name(file: BinaryIO) -> str:
    return str(getattr(file, 'name', 'stdin'))
