"""Masks: a view of a text in which what is no prose is covered, character for character."""

from __future__ import annotations

from lintjob.expression import Expression

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
