"""The words around a place in a text: its line, its sentence, what stands near."""

from __future__ import annotations

from lintjob.expression import Expression
from lintjob.matcher import Hits
from lintjob.source import Span

# How much of a line is looked at to either side.
_REACH = 400
_LONGEST_WORD = 24

_STOP = Expression(r'[.!?](?=\s)|\n|\s[|\u2022\u00b7]\s')


def near(hits: Hits, name: str, start: int, end: int) -> list[Span]:
    """The places of a set in a window; a word that crosses its edge is looked at as a whole."""
    text = hits.text
    start, end = max(0, start), min(len(text), end)
    for _ in range(_LONGEST_WORD):
        if end < len(text) and text[end].isalnum():
            end += 1
    return [Span(*found.span()) for found in hits.find(name, start, end)]


def line_start(text: str, at: int) -> int:
    """Where the line of ``at`` begins, at most some hundred characters before."""
    begin = max(0, at - _REACH)
    found = text.rfind('\n', begin, at)
    return begin if found < 0 else found + 1


def line_end(text: str, at: int) -> int:
    """Where the line of ``at`` ends, at most some hundred characters after."""
    stop = min(len(text), at + _REACH)
    found = text.find('\n', at, stop)
    return stop if found < 0 else found


def sentence(text: str, span: Span) -> Span:
    """The sentence or line around a span, at most some hundred characters to either side."""
    start = line_start(text, span.start)
    for stop in _STOP.finditer(text, start, span.start):
        start = stop.end()
    end = line_end(text, span.end)
    stop_after = _STOP.search(text, span.end, end + 1)
    return Span(start, stop_after.start() if stop_after else end)
