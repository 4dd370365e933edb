"""Lines: how a text falls into them, and what the shape of one says."""

from __future__ import annotations

from itertools import starmap

import regex

from lintjob.expression import Expression
from lintjob.typed import NamedTuple

_END = Expression(r'\r\n?|\n')


class Line(NamedTuple):
    """A line without its end: where it stands, and its words without blanks at the edges ('' for an empty one)."""

    start: int
    end: int
    words: str


#: A line as a bare tuple, of which a pass over a whole text takes its lines: a named one takes twice as long to make.
BareLine = tuple[int, int, str]


def cut(text: str, start: int = 0, end: int | None = None) -> list[BareLine]:
    """The lines of ``text[start:end]``: a line feed, a carriage return or both end one."""
    end = len(text) if end is None else end
    lines: list[BareLine] = []
    add = lines.append
    piece = text[start:end]
    if '\r' in piece:
        at = 0
        for found in _END.finditer(piece):
            add((start + at, start + found.start(), piece[at : found.start()].strip()))
            at = found.end()
        add((start + at, end, piece[at:].strip()))
        return lines
    for line in piece.split('\n'):
        stop = start + len(line)
        add((start, stop, line.strip()))
        start = stop + 1
    return lines


def split(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The same lines, each by its name."""
    return list(starmap(Line, cut(text, start, end)))


_BULLETS = '•·▪▫◦‣●○■□►▶➢➤➔→✓✔✅☑⁃∙\u25aa\u2714\uf0b7\uf0a7'

#: A list marker at the beginning of a line's words, with the blanks after it.
ITEM = Expression(
    rf'[-*+](?=\s|$)\s*(?:\[[ xX]\]\s+)?|[-\u2013\u2014](?:\s+|(?=[^\W\d_]))|[{_BULLETS}]\ufe0f?\s*'
    r'|\(?\d{1,2}[.)](?:\s+|$)|\(?[a-z][)]\s+'
)

_RULER = frozenset('-=_*~#\u2014\u2013\u2015\u2500 ')

_FRAMED = Expression(r'([=\-~#]{2,})\s*([^=~#\s].{0,98}?)\s*([=\-~#]{2,})$')

_BOLD = Expression(r'(?:\*{2,4}|__)\s?([^*\s][^*]{0,90})(?:\*{2,4}|__):?$')

_LABEL = Expression(r'[*_]{0,3}([^\W\d_](?:[^\W_]|[ /&()\'\u2019.-]){1,30}?)[*_]{0,3}\s?[:\uff1a][*_]{0,3}(?=\s|$)')


#: The longest line that is a label and its value.
LONGEST_ROW = 120


def is_ruler(words: str) -> bool:
    """Whether a line is drawn, not written: ``-----``."""
    return len(words) >= 3 and words[0] == words[-1] and words[0] in _RULER and set(words) <= _RULER


def framed(words: str) -> regex.Match[str] | None:
    """A line such as ``=== JOB DETAILS ===``; group 2 is what stands within."""
    return _FRAMED.match(words) if words[-1:] in '=-~#' and words[:2] in ('==', '--', '~~', '##') else None


def is_bold(words: str) -> bool:
    """Whether a short line is bold from end to end, and so a heading that was not marked as one."""
    if words[:2] not in ('**', '__'):
        return False
    found = _BOLD.match(words)
    return found is not None and not found[1].rstrip().endswith(('.', ',', ';')) and found[1].count(' ') < 12


def label(words: str) -> regex.Match[str] | None:
    """What a line begins with if that is a label, ``Location:``; group 1 is the label's own words."""
    return _LABEL.match(words) if ':' in words[:48] or '\uff1a' in words[:48] else None


def is_row(words: str) -> bool:
    """Whether a line is a label and its value, not a sentence."""
    if len(words) > LONGEST_ROW:
        return False
    found = label(words)
    return found is not None and found.end() < len(words) and found[1].count(' ') < 4
