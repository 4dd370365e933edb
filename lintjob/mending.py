"""Mending: fixes put into the bytes of a file, of which every other byte stays as it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from lintjob.problem import Fix
from lintjob.source import Source
from lintjob.stream import Stream, encoding_of
from lintjob.typed import NamedTuple


class Mended(NamedTuple):
    """A file's bytes with some fixes in them; ``fixes`` are those that were put in, in order."""

    data: bytes
    fixes: tuple[Fix, ...]


def chosen(fixes: Iterable[Fix]) -> list[Fix]:
    """Fixes that can be made at once, in order: of two that overlap or touch, the one that begins first.

    Two that touch may depend on each other: each may take away the same one of two blanks. The others are for another time.
    """
    found: list[Fix] = []
    for fix in sorted(set(fixes)):
        if not found or fix.start > found[-1].end:
            found.append(fix)
    return found


def mended(data: bytes, fixes: Iterable[Fix]) -> Mended:
    """The bytes of a file with what ``chosen`` takes of some fixes put in; those that its encoding can't hold are left out.

    The offsets of the fixes count code points of the text that ``Stream`` makes of the bytes.
    """
    source = Stream('', [data]).whole()
    mark, encoding = encoding_of(data)
    text = _Bytes(source, encoding)
    if text.size(0, len(source.text)) + len(mark) != len(data):
        return Mended(data, ())  # broken pairs of UTF-16: which bytes a character has is not known
    parts = [mark]
    made: list[Fix] = []
    at, place = len(mark), 0
    expected: list[str] = []
    for fix in chosen(fixes):
        written = text.encoded(fix.text) if 0 <= fix.start <= fix.end <= len(source.text) else None
        if written is None:
            continue
        start = at + text.size(place, fix.start)
        parts += [data[at:start], written]
        expected += [source.text[place : fix.start], fix.text]
        at, place = start + text.size(fix.start, fix.end), fix.end
        made.append(fix)
    result = b''.join([*parts, data[at:]])
    # Bytes of Windows-1252 may come to stand so that they read as UTF-8.
    if Stream('', [result]).whole().text != ''.join([*expected, source.text[place:]]):
        return Mended(data, ())
    return Mended(result, tuple(made))


class _Bytes:
    """How the characters of a text are written in its file."""

    def __init__(self, source: Source, encoding: str) -> None:
        self._text = source.text
        self._strays: Sequence[int] = source.strays
        self._encoding = encoding
        self._written = encoding
        # A file that has no other characters is one of Windows-1252 as a whole.
        if source.strays and len(source.text) - len(source.text.encode('ascii', 'ignore')) == len(source.strays):
            self._written = 'cp1252'

    def size(self, start: int, end: int) -> int:
        """How many bytes a piece of the text has; such as is no UTF-8 has one for each character."""
        size = 0
        for stray in self._strays[bisect_left(self._strays, start) : bisect_left(self._strays, end)]:
            size += len(self._text[start:stray].encode(self._encoding)) + 1
            start = stray + 1
        return size + len(self._text[start:end].encode(self._encoding, 'surrogatepass'))

    def encoded(self, text: str) -> bytes | None:
        """The bytes of a new text, None where the file's encoding has none for it."""
        try:
            return text.encode(self._written)
        except UnicodeEncodeError:
            return None
