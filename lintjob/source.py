"""A file's text, and the only place where an offset becomes a line and a column."""

from __future__ import annotations

import codecs
from bisect import bisect_right

from lintjob.errors import Complaint, LintjobError
from lintjob.typed import NamedTuple


class Span(NamedTuple):
    """A half-open range of offsets, in code points: ``text[start:end]``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Position(NamedTuple):
    """A place as an editor shows it: line and column count from 1, columns count code points."""

    line: int
    column: int


class Start(NamedTuple):
    """Where a text begins in its file: the offset and the position of its first character."""

    offset: int = 0
    line: int = 1
    column: int = 1


_BEGINNING = Start()


class Source:
    """A named text: a file, or a record of one. The name is what problems are reported under: a path, or what stands for one.

    ``begin`` is where the text begins in the file. ``strays`` are the offsets of characters whose bytes were no UTF-8
    and were read as Windows-1252.
    """

    __slots__ = ('_starts', 'begin', 'name', 'strays', 'text')

    def __init__(self, name: str, text: str, begin: Start = _BEGINNING, strays: tuple[int, ...] = ()) -> None:
        self.name = name
        self.text = text
        self.begin = begin
        self.strays = strays
        self._starts: list[int] | None = None

    def position(self, offset: int) -> Position:
        r"""Where ``offset`` stands in the file. ``\n``, ``\r\n`` and ``\r`` end a line; nothing else does."""
        if self._starts is None:
            self._starts = line_starts(self.text)
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        _, above, before = self.begin
        return Position(line + above - 1, column + before - 1 if line == 1 else column)

    def complaint(self, offset: int, message: str) -> Complaint:
        """What is said of a mistake at an offset."""
        place = self.position(min(offset, len(self.text)))
        return Complaint(self.name, place.line, place.column, message)


def line_starts(text: str) -> list[int]:
    """The offsets at which the lines of ``text`` begin; the first is 0."""
    starts = [0]
    find = text.find
    at = find('\n')
    while at >= 0:
        starts.append(at + 1)
        at = find('\n', at + 1)
    at = find('\r')
    if at >= 0:
        lone = []
        while at >= 0:
            if text[at + 1 : at + 2] != '\n':
                lone.append(at + 1)
            at = find('\r', at + 1)
        starts = sorted(starts + lone)
    return starts


def load(path: str, name: str) -> Source:
    """The text of a file that somebody wrote for lintjob, under the name it is to be called by.

    Raises LintjobError where it can't be read, and as ``decode`` does.
    """
    try:
        with open(path, 'rb') as file:
            return decode(name, file.read())
    except OSError as error:
        raise LintjobError([Complaint(name, 0, 0, f"this can't be read: {error.strerror}")]) from None


def decode(name: str, data: bytes) -> Source:
    """The text in ``data``: UTF-8 with or without a byte order mark, or UTF-16 with one.

    The mark is no part of the text: an editor does not count it either. Raises LintjobError, with
    the line and column of the first byte that is wrong, for what is binary or in another encoding.
    """
    encoding, mark = 'utf-8', b''
    for candidate, its_mark in (
        ('utf-8', codecs.BOM_UTF8),
        ('utf-16-le', codecs.BOM_UTF16_LE),
        ('utf-16-be', codecs.BOM_UTF16_BE),
    ):
        if data.startswith(its_mark):
            encoding, mark = candidate, its_mark
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        before = Source(name, body[: error.start].decode(encoding, 'replace'))
        message = (
            'this is no text file'
            if b'\0' in body and encoding == 'utf-8'
            else f'this is not {encoding.upper()} (byte 0x{body[error.start]:02x}); save the file as UTF-8'
        )
        place = before.position(len(before.text))
        raise LintjobError([Complaint(name, place.line, place.column, message)]) from None
    if '\0' in text:
        place = Source(name, text).position(text.index('\0'))
        raise LintjobError([Complaint(name, place.line, place.column, 'this is no text file: it holds a zero byte')])
    return Source(name, text)
