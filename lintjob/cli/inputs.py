"""The listings a command is given: files, folders, standard input."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from lintjob import readers
from lintjob.errors import Complaint, LintjobError
from lintjob.facts import Facts
from lintjob.layout import ANY, Layout
from lintjob.linter import Linter
from lintjob.readers.format import PACKED_MARK
from lintjob.source import Source
from lintjob.stream import PIECE, Stream

#: How many listings of a file that was found in a folder are looked at to tell whether it holds adverts.
_TELLING = 5


class Inputs:
    """The listings at some paths, read one at a time. What can't be read is said at once and counted.

    ``passed_over`` counts the files of folders that are no listings, ``failed`` those that could
    not be read, or not all of them.
    """

    def __init__(self, arguments: argparse.Namespace, linter: Linter, layout: Callable[[str], Layout]) -> None:
        """``layout`` says of a path what the file is made of, as far as somebody has said so."""
        self.passed_over = 0
        self.failed = 0
        self._paths: list[str] = arguments.paths or ['.']
        self._stdin_name: str = arguments.stdin_filename
        self._verbose: bool = getattr(arguments, 'verbose', False)
        self._format: str = arguments.input_format or ''
        self._layout = layout
        self._linter = linter

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
                yield from self._read(self._stdin_name, _standard_input())
            elif os.path.isdir(path):
                # Imported here: a hook names its files, and asking git for a folder's takes subprocess.
                from lintjob import finder  # noqa: PLC0415

                for found in finder.find(path, self._is_asked):
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
            elif _once(path, done):
                yield from self._open(path, self._read)

    def _is_asked(self, path: str) -> bool:
        """Whether the settings say how a file is to be read: it is as good as named."""
        return self._layout(path) is not ANY

    def _open(self, path: str, read: Callable[[str, Iterable[bytes]], Iterator[Facts]]) -> Iterator[Facts]:
        try:
            with open(path, 'rb') as file:
                yield from read(path, _pieces(file))
        except TimeoutError:  # which is an OSError too
            self.fail([given_up(path)])
        except OSError as error:
            reason = 'there is no such file or folder' if isinstance(error, FileNotFoundError) else error.strerror
            self.fail([Complaint(path, 0, 0, f"this can't be read: {reason}")])

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

        each_of = self._each(name, pieces)
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
            why = f': {complaints[0].message}' if complaints else ''
            self._pass_over(name, f'no listing can be read in it{why}')

    def _is_advert(self, name: str) -> bool:
        """Whether a file in which no listing could be read is to be complained of: its bare text reads like an advert."""
        from lintjob import advert  # noqa: PLC0415

        try:
            with open(name, 'rb') as file:
                stream = Stream(name, _pieces(file))
                stream.more()
            (listing,) = readers.read(Source(name, stream.text), Layout('text'))
            facts = self._linter.facts(listing)
        except TimeoutError:
            return True
        except LintjobError:
            return False
        return advert.passed_over(facts.listing, facts.hits) is None

    def _each(self, name: str, pieces: Iterable[bytes]) -> Iterator[Facts | Complaint]:
        """The listings of a file and what is wrong with it."""
        layout = self._layout(name)
        if self._format:
            layout = layout._replace(format=self._format)
        try:
            for each in readers.listings(Stream(name, pieces), layout):
                if isinstance(each, Complaint):
                    yield each
                    continue
                try:
                    facts = self._linter.facts(each)
                except TimeoutError:
                    yield given_up(name)
                else:
                    yield facts
        except LintjobError as error:
            yield from error.complaints
        except TimeoutError:
            yield given_up(name)

    def _pass_over(self, path: str, reason: str) -> None:
        self.passed_over += 1
        if self._verbose:
            print(f'{path}: passed over: {reason}', file=sys.stderr)

    def fail(self, complaints: Iterable[Complaint], *, count: bool = True) -> None:
        """Say what is wrong with a file, and count it."""
        self.failed += count
        for complaint in complaints:
            print(complaint, file=sys.stderr)


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


def _standard_input() -> Iterator[bytes]:
    # A program can be started with its standard input closed; then there is nothing to read.
    return _pieces(sys.stdin.buffer) if sys.stdin is not None else iter(())


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The data of a file, unpacked where it is packed with gzip. Raises LintjobError where that fails."""
    first = file.read(PIECE)
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
