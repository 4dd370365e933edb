"""The listings a command is given: files, folders, standard input."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator

from lintjob import readers
from lintjob.errors import Complaint, LintjobError
from lintjob.facts import Facts
from lintjob.linter import Linter
from lintjob.source import Source, decode


class Inputs:
    """The listings at some paths, read one file at a time. What can't be read is said at once and counted.

    ``passed_over`` counts the files of folders that are no listings, ``failed`` those that could
    not be read.
    """

    def __init__(self, arguments: argparse.Namespace, linter: Linter) -> None:
        self.passed_over = 0
        self.failed = 0
        self._paths: list[str] = arguments.paths or ['.']
        self._stdin_name: str = arguments.stdin_filename
        self._verbose: bool = getattr(arguments, 'verbose', False)
        self._linter = linter

    def __iter__(self) -> Iterator[tuple[Source, list[Facts]]]:
        """Each file with the facts of its listings; a file that is named twice comes once."""
        done: set[str] = set()
        # A file that is named is linted, though a folder that is named as well would pass over it.
        named = {os.path.realpath(path) for path in self._paths if path != '-' and not os.path.isdir(path)}
        for path in self._paths:
            if path == '-':
                if path in done:
                    continue
                done.add(path)
                yield from self._read(self._stdin_name, _standard_input(), found=False)
            elif os.path.isdir(path):
                # Imported here: a hook names its files, and asking git for a folder's takes subprocess.
                from lintjob import finder  # noqa: PLC0415

                for found in finder.find(path):
                    if found.error is not None:
                        self.fail([Complaint(found.path, 0, 0, found.error)])
                    elif named and os.path.realpath(found.path) in named:
                        continue
                    elif found.reason is not None:
                        self._pass_over(found.path, found.reason)
                    elif _once(found.path, done):
                        yield from self._open(found.path, found=True)
            elif _once(path, done):
                yield from self._open(path, found=False)

    def _open(self, path: str, *, found: bool) -> Iterator[tuple[Source, list[Facts]]]:
        try:
            with open(path, 'rb') as file:
                data = file.read()
        except OSError as error:
            reason = 'there is no such file or folder' if isinstance(error, FileNotFoundError) else error.strerror
            self.fail([Complaint(path, 0, 0, f"this can't be read: {reason}")])
        else:
            yield from self._read(path, data, found=found)

    def _read(self, name: str, data: bytes, *, found: bool) -> Iterator[tuple[Source, list[Facts]]]:
        try:
            source = decode(name, data)
            read = [self._linter.facts(listing) for listing in readers.read(source)]
            reason = _no_advert(read) if found else None
        except LintjobError as error:
            self.fail(error.complaints)
        except TimeoutError:
            self.fail([given_up(name)])
        else:
            if reason is None:
                yield source, read
            else:
                self._pass_over(name, reason)

    def _pass_over(self, path: str, reason: str) -> None:
        self.passed_over += 1
        if self._verbose:
            print(f'{path}: passed over: {reason}', file=sys.stderr)

    def fail(self, complaints: tuple[Complaint, ...] | list[Complaint]) -> None:
        """Say what is wrong with a file, and count it."""
        self.failed += 1
        for complaint in complaints:
            print(complaint, file=sys.stderr)


def given_up(name: str) -> Complaint:
    """What is said of a file on which a pattern took too long."""
    return Complaint(name, 0, 0, 'this was given up: a pattern takes too long on it')


def _no_advert(read: list[Facts]) -> str | None:
    # Imported here: only what a folder holds is judged.
    from lintjob import advert  # noqa: PLC0415

    return advert.passed_over(read[0].listing, read[0].hits) if len(read) == 1 else None


def _once(path: str, done: set[str]) -> bool:
    real = os.path.realpath(path)
    if real in done:
        return False
    done.add(real)
    return True


def _standard_input() -> bytes:
    # A program can be started with its standard input closed; then there is nothing to read.
    return sys.stdin.buffer.read() if sys.stdin is not None else b''
