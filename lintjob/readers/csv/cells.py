"""Cells: a row of a table, cut as Python's ``csv.reader`` cuts it, with the place of each character.

It differs in one thing: where a quoted cell goes over several lines and what ends it looks like the beginning of
another cell (``,"Bread``), the quote was forgotten, and the cell is one that is not closed.
"""

from __future__ import annotations

from functools import cache

import regex

from lintjob.expression import Expression
from lintjob.passage import Passage, Table, Weaver, Woven, Writing
from lintjob.readers.tree import Value
from lintjob.source import Span
from lintjob.typed import NamedTuple

# How far a row without quotes is looked for by its line end alone. Where a file has no line feeds, the search for one
# must not go through all of it for each row.
_NEAR = 1 << 12
# All that may part cells, whichever of them a table has.
_PARTING = Expression(r'[,;|\t\r\n"]')


class Dialect(NamedTuple):
    """How cells are written: what parts them, and whether blanks behind that are none of the cell's."""

    delimiter: str
    skips_blanks: bool = False


class Quoted(Passage):
    """What a cell says that stands between quotes."""

    __slots__ = ()

    def encoded(self, span: Span, text: str) -> str | None:
        """How such a cell writes a text."""
        del span
        return text.replace('"', '""')


class Bare(Passage):
    """What a cell says that stands without quotes: a text that needs them can't be written in its place."""

    __slots__ = ()

    def encoded(self, span: Span, text: str) -> str | None:
        """The text itself, None where it holds what may part cells or where blanks would stand at an edge."""
        whole = self.text[: span.start] + text + self.text[span.end :]
        if _PARTING.search(text) or (whole.strip(' ') != whole and self.text.strip(' ') == self.text):
            return None
        return text


class Row(NamedTuple):
    """A row of a text; places count from its beginning.

    ``length`` includes the line end. ``is_cut``: the text ended before the row did. ``opening`` is the quote of a cell that
    is not closed, -1 for none.
    """

    cells: list[Value]
    length: int
    is_cut: bool = False
    opening: int = -1


@cache
def _cell(dialect: Dialect) -> Expression:
    delimiter = regex.escape(dialect.delimiter)
    blanks = ' *+' if dialect.skips_blanks else ''
    return Expression(
        rf'{blanks}(?:"([^"]*+(?:""[^"]*+)*+)("?))?+([^{delimiter}\r\n]*+)({delimiter}|\r\n?|\n|\Z)',
    )


def cut(text: str, at: int, dialect: Dialect) -> Row:
    """The row that begins at an offset of a text."""
    delimiter = dialect.delimiter
    end = text.find('\n', at, at + _NEAR)
    if end >= 0 and not dialect.skips_blanks and text.find('"', at, end) < 0:
        stop = end
        back = text.find('\r', at, end)
        if back < 0 or back == end - 1:
            stop = end if back < 0 else back
            cells = []
            start = 0
            for word in text[at:stop].split(delimiter):
                behind = start + len(word)
                cells.append(Value(Bare(word, start), Span(start, behind)))
                start = behind + 1
            return Row(cells, end + 1 - at)
    return _scan(text, at, dialect)


def _scan(text: str, at: int, dialect: Dialect) -> Row:
    """The row at an offset, whatever is in it."""
    cells = []
    for found in _cell(dialect).finditer(text, at):
        inner, closing, rest, mark = found.groups()
        stop = found.start(4) - at
        if inner is None:
            start = stop - len(rest)
            cells.append(Value(Bare(rest, start), Span(start, stop)))
        else:
            start = found.start(1) - 1 - at
            if not mark and not closing:
                return Row(cells, len(text) - at, is_cut=True, opening=start)
            if rest and _is_opening(inner, dialect):
                return Row(cells, found.end() - at, opening=start)
            passage = _woven(inner, rest, start + 1) if rest or '"' in inner else Quoted(inner, start + 1)
            cells.append(Value(passage, Span(start, stop)))
        if not mark:
            return Row(cells, len(text) - at, is_cut=True)
        if mark[0] in '\r\n':
            return Row(cells, found.end() - at)
    return Row(cells, len(text) - at, is_cut=True)


def _is_opening(inner: str, dialect: Dialect) -> bool:
    """Whether the quote at the end of a quoted text, with words behind it, rather begins another cell."""
    before = inner.rstrip(' ') if dialect.skips_blanks else inner
    return before.endswith((dialect.delimiter, '\n', '\r')) and ('\n' in inner or '\r' in inner)


def _woven(inner: str, rest: str, place: int) -> Woven:
    """What is meant by ``inner``, which stands between quotes, and ``rest`` behind them."""

    def table() -> Table:
        weaver = Weaver(Passage(f'{inner}"{rest}', place))
        at = 0
        quote = inner.find('"')
        while quote >= 0:
            weaver.copy(at, quote)
            weaver.put('"', quote, quote + 2)
            at = quote + 2
            quote = inner.find('"', at)
        weaver.copy(at, len(inner))
        weaver.copy(len(inner) + 1, len(inner) + 1 + len(rest))
        return weaver.done().table

    def encode(writing: Writing) -> str | None:
        return writing.text.replace('"', '""') if writing.place.end <= len(inner) else None

    return Woven(inner.replace('""', '"') + rest, table, encode)
