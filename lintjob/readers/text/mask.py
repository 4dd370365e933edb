"""Masks: a view of a text in which what is no prose is covered, character for character."""

from __future__ import annotations

from collections.abc import Sequence

from lintjob.expression import Expression
from lintjob.listing import Block, trim
from lintjob.phrase import HIDDEN
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
        parts = []
        at = 0
        for start, end, mark in sorted(self.covers):
            if end <= at:
                continue
            if start > at:
                parts.append(text[at:start])
                at = start
            piece = text[at:end]
            parts.append(_INK.sub(mark, piece) if '\n' in piece or '\r' in piece else mark * (end - at))
            at = end
        parts.append(text[at:])
        return ''.join(parts)


def tidy(view: str, text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without blanks and tags at their edges, and without those in which nothing is to be read."""
    tidied = []
    for block in blocks:
        start, end = block.span
        if start >= end:
            continue
        if view[start] in _EDGES or view[end - 1] in _EDGES or view[start].isspace() or view[end - 1].isspace():
            start, end = _tidy(view, text, block.span)
            if start < end:
                tidied.append(Block(block.kind, Span(start, end)))
        else:
            tidied.append(block)
    return tidied


_EDGES = frozenset(f'\u200b{HIDDEN}')


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
