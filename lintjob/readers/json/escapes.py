r"""Texts with escapes: ``\n`` and ``\u00e9`` of a JSON string, each standing for one character.

The text is made at once, its table of places when one is asked for.
"""

from __future__ import annotations

from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

import regex

from lintjob.expression import Expression
from lintjob.passage import Passage, Table, Woven

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


def passage(origin: Passage, start: int, end: int, value: str) -> Passage:
    """What a JSON string says, whose characters stand in ``origin.text[start:end]``."""
    if len(value) == end - start:
        return Passage(value, start)
    if '\\ud' in origin.text[start:end] or '\\uD' in origin.text[start:end]:
        # Half a character can't be put out; what it should have been nobody knows.
        value = _HALVES.sub('\ufffd', value)
    return Woven(value, lambda: table(origin, start, end))


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
