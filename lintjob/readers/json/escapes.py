r"""Texts with escapes: ``\n`` and ``\u00e9`` of a JSON string, each standing for one character.

The text is made at once, its table of places when one is asked for.
"""

from __future__ import annotations

import json
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

import regex

from lintjob.expression import Expression
from lintjob.passage import Passage, Table, Woven, Writing
from lintjob.source import Span

# Two escapes that make one character come before those that stand alone.
_ESCAPE = Expression(r'\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)', regex.DOTALL)
_HALVES = Expression(r'[\ud800-\udfff]')


def scan(text: str, at: int) -> tuple[str, int]:
    """The JSON string whose first character is ``text[at]``: what it says, and where the text behind its quote begins.

    Raises JSONDecodeError where it is wrong.
    """
    try:
        value, end = scanstring(text, at, True)
    except JSONDecodeError as error:
        # A tab or the like is read, though JSON wants it written as an escape; a line end may be a quote forgotten.
        if text[error.pos : error.pos + 1] in ('', '\n', '\r') or 'control' not in error.msg:
            raise
        value, end = scanstring(text, at, False)
    return value, end


class Text(Passage):
    """What a JSON string says that stands in the source without escapes."""

    __slots__ = ()

    def encoded(self, span: Span, text: str) -> str | None:
        """How a JSON string writes a text."""
        del span
        return written(text, is_ascii=False)


class Bare(Passage):
    """A number, true, false or null: nothing else can be written in its place."""

    __slots__ = ()

    def encoded(self, span: Span, text: str) -> str | None:
        """None."""
        del span, text
        return None


def written(text: str, *, is_ascii: bool) -> str:
    """A text as a JSON string writes it, without its quotes; what is closed in a page by ``</`` is not."""
    return json.dumps(text, ensure_ascii=is_ascii)[1:-1].replace('</', '<\\/')


def _encode(writing: Writing) -> str | None:
    # A file that writes all other characters as escapes goes on so.
    return written(writing.text, is_ascii=writing.origin.isascii())


def passage(origin: Passage, start: int, end: int, value: str) -> Passage:
    """What a JSON string says, whose characters stand in ``origin.text[start:end]``."""
    if len(value) == end - start:
        return Text(value, start)
    if '\\ud' in origin.text[start:end] or '\\uD' in origin.text[start:end]:
        # Half a character can't be put out; what it should have been nobody knows.
        value = _HALVES.sub('\ufffd', value)
    return Woven(value, lambda: table(origin, start, end), _encode)


def table(origin: Passage, start: int, end: int) -> Table:
    """The pieces of the text that stands with its escapes in ``origin.text[start:end]``."""
    pieces = Table()
    size, at = 0, start
    for found in _ESCAPE.finditer(origin.text, start, end):
        begin, stop = found.span()
        if begin > at:
            pieces.add(size, origin, at, begin)
            size += begin - at
        pieces.add(size, origin, begin, stop)
        size += 1
        at = stop
    if at < end:
        pieces.add(size, origin, at, end)
    return pieces
