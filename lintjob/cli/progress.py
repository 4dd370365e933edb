"""A line on a terminal's standard error that says how far long work has come; it goes before anything else is written."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable
from io import BufferedIOBase
from types import TracebackType
from typing import Any, BinaryIO, TextIO, cast

from lintjob.reporters.lines import numbered

#: Short work needs no line, and a line that changes faster can't be read. In seconds.
_FIRST, _NEXT = 1.0, 0.1
_BAR = 20
_LEAST_NAME = 8


class Progress:
    """How far a run has come, told of each listing that is done and of what is read.

    A context manager: within it, what is written to the same terminal comes in place of the line, not behind it.
    The time is looked at when something has happened, so there is no thread, and a line may stand still.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.listings = 0
        self._clock = clock
        self._due = clock() + _FIRST
        self._shown = 0  # columns that the line takes
        self._name = ''
        self._files = self._read = 0
        self._sizes: Callable[[], Iterable[int]] = tuple
        self._all: tuple[int, int] | None = None  # files and bytes; None while nobody has looked
        self._error: TextIO = sys.stderr
        self._wrapped: list[tuple[str, TextIO]] = []

    def __enter__(self) -> Progress:
        for name in ('stdout', 'stderr'):
            stream: TextIO = getattr(sys, name)
            if stream.isatty():
                self._wrapped.append((name, stream))
                setattr(sys, name, _Clearing(stream, self.clear))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()
        for name, stream in self._wrapped:
            setattr(sys, name, stream)

    def expect(self, sizes: Callable[[], Iterable[int]]) -> None:
        """Name who knows the sizes of all files that will be read; asked once, and only if the work is long."""
        self._sizes = sizes

    def reading(self, name: str, file: BinaryIO) -> BinaryIO:
        """The file that is read from now on, as one that tells how much of it was."""
        self._files += 1
        self._name = name
        return cast('BinaryIO', _Counted(file, self._count))

    def listing(self) -> None:
        """Tell that a listing is done."""
        self.listings += 1
        self._tick()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            # Blanks, since not every terminal knows a sign for this; and over the ^C that it may show behind the line.
            self._say(f'\r{" " * min(self._shown + 2, _width(self._error) - 1)}\r')
            self._shown = 0

    def _count(self, size: int) -> None:
        self._read += size
        self._tick()

    def _tick(self) -> None:
        now = self._clock()
        if now < self._due:
            return
        if self._all is None:
            sizes = list(self._sizes())
            self._all = len(sizes), sum(sizes)
        self._due = self._clock() + _NEXT
        # The last column is left free: some terminals go on to the next line when it is written to.
        text = line(self._files, self._read, self._all, self.listings, self._name, _width(self._error) - 1)
        size = columns(text)
        # Over the last one, not in place of it: a line that goes and comes back flickers.
        self._say(f'\r{text}{" " * (self._shown - size)}')
        self._shown = size

    def _say(self, text: str) -> None:
        # A terminal that went away ends nothing.
        with contextlib.suppress(OSError):
            self._error.write(text)
            self._error.flush()


def line(files: int, read: int, all_of: tuple[int, int], listings: int, name: str, width: int) -> str:
    """What is shown: how much was read of all files (their number and bytes), listings so far, the name, cut to a width."""
    count, size = all_of
    said = []
    if size:
        share = min(read / size, 1.0)
        done = round(share * _BAR)
        # What has not come to its end is not shown as if it had.
        said.append(f'[{"#" * done}{"." * (_BAR - done)}] {min(int(share * 100), 99):2}%')
    if count > 1:
        said.append(f'{min(files, count):,} of {count:,} files')
    else:
        said.append(f'{_amount(read)} of {_amount(size)}' if size else _amount(read))
    said.append(numbered(listings, 'listing'))
    text = '  '.join(said)
    while len(said) > 1 and len(text) > width:
        said.pop(0)
        text = '  '.join(said)
    left = width - len(text) - 2
    return f'{text}  {cut(name, left)}' if left >= _LEAST_NAME and name else text[: max(width, 0)]


def _amount(size: int) -> str:
    for unit, step in (('GB', 10**9), ('MB', 10**6)):
        if size >= step:
            return f'{size / step:.1f} {unit}'
    return f'{max(size // 1000, 1) if size else 0} kB'


def cut(name: str, width: int) -> str:
    """The end of a name, which tells more than its beginning, in so many columns; nothing in it moves the cursor."""
    plain = ''.join(char if char.isprintable() else '?' for char in name)
    if columns(plain) <= width:
        return plain
    while plain and columns(plain) > width - 1:
        plain = plain[1:]
    return f'\u2026{plain}'


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: letters of some scripts take two, accents that stand alone none."""
    if text.isascii():
        return len(text)
    # Imported here: most names are plain.
    import unicodedata  # noqa: PLC0415

    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in 'WF' else 1 for char in text
    )


def _width(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _UNKNOWN
    except (OSError, ValueError):
        return _UNKNOWN


_UNKNOWN = 80


class _Counted(BufferedIOBase):
    """A file that tells how much was read of it."""

    def __init__(self, file: BinaryIO, count: Callable[[int], None]) -> None:
        self._file = file
        self._tell = count
        self.name = getattr(file, 'name', '')

    def read(self, size: int | None = -1) -> bytes:
        data = self._file.read(-1 if size is None else size)
        self._tell(len(data))
        return data


class _Clearing:
    """A terminal's stream from which the line is taken away before anything is written."""

    def __init__(self, stream: TextIO, clear: Callable[[], None]) -> None:
        self._stream = stream
        self._clear = clear

    def write(self, text: str) -> int:
        """Write to the stream."""
        self._clear()
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._stream, name)
