"""Masks: a view of a text in which what is no prose is covered, character for character."""

from __future__ import annotations

from collections.abc import Iterable

from lintjob.expression import Expression
from lintjob.listing import trim
from lintjob.phrase import HIDDEN
from lintjob.readers.text.blocks import Rough
from lintjob.source import Span

BLANK = ' '

_INK = Expression(r'[^\r\n]')


class Mask:
    """What is to be covered in one text, gathered in any order.

    A cover never moves anything: the view has the length of the text, and line ends stay.
    """

    __slots__ = ('covers', 'text')

    def __init__(self, text: str) -> None:
        self.text = text
        self.covers: list[tuple[int, int, str]] = []

    def cover(self, start: int, end: int, mark: str = BLANK) -> None:
        """Cover ``text[start:end]`` with ``mark``. Where two covers overlap, the one that begins first wins."""
        if start < end:
            self.covers.append((start, end, mark))

    def view(self) -> str:
        """The text with all covers laid over it."""
        text = self.text
        if not self.covers:
            return text
        parts: list[str] = []
        add = parts.append
        at = 0
        for start, end, mark in sorted(self.covers):
            if end <= at:
                continue
            if start > at:
                add(text[at:start])
                at = start
            piece = text[at:end]
            add(_INK.sub(mark, piece) if '\n' in piece or '\r' in piece else mark * (end - at))
            at = end
        add(text[at:])
        return ''.join(parts)


def tidy(view: str, text: str, blocks: Iterable[Rough]) -> list[Rough]:
    """The blocks without blanks and tags at their edges, and without those in which nothing is to be read."""
    tidied = []
    edges = _EDGES
    for block in blocks:
        kind, start, end = block
        if start >= end:
            continue
        if view[start] in edges or view[end - 1] in edges:
            start, end = _tidy(view, text, Span(start, end))
            if start < end:
                tidied.append((kind, start, end))
        else:
            tidied.append(block)
    return tidied


# All that ``isspace`` holds for, and what is no blank but shows nothing.
_SPACES = '\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000' + ''.join(
    map(chr, range(0x2000, 0x200B))
)
_EDGES = frozenset(f'{_SPACES}\u200b{HIDDEN}')


def _tidy(view: str, text: str, span: Span) -> Span:
    start, end = trim(view, span)
    while start < end and view[start] == HIDDEN and text[start] == '<':
        while start < end and view[start] == HIDDEN:
            start += 1
        start, end = trim(view, Span(start, end))
    while start < end and view[end - 1] == HIDDEN and text[end - 1] == '>':
        while start < end and view[end - 1] == HIDDEN:
            end -= 1
        start, end = trim(view, Span(start, end))
    if start < end and view[start] == HIDDEN and not view[start:end].strip(HIDDEN + ' \t\r\n'):
        return Span(start, start)
    return Span(start, end)
