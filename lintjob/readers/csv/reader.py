"""Tables: CSV and TSV, a row at a time.

The first row names the columns; each row below it is a record. What parts the cells is told from the header, or from
the line ``sep=;`` that spreadsheets put before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import regex

from lintjob.errors import Complaint
from lintjob.expression import Expression
from lintjob.layout import Layout
from lintjob.listing import Listing
from lintjob.readers import fields
from lintjob.readers.csv.cells import Dialect, Row, cut
from lintjob.readers.record import finding, record, texts
from lintjob.readers.record.silent import Silent
from lintjob.readers.tree import Entry, Object, Value
from lintjob.source import Source
from lintjob.stream import Stream
from lintjob.typed import NamedTuple

_DELIMITERS = ',;\t|'
_SHOWN = {'\t': 'a tab', ' ': 'a blank'}
# What a spreadsheet writes above the header.
_SEPARATOR = Expression(r'"?sep=([^\w\s"]|\t)"?[ \t,;]*+(?:\r\n?|\n|\Z)', regex.IGNORECASE)


_EMPTY = Expression(r'[\r\n]++')
_LINE_ENDS = ('\n', '\r')
_NEVER_CLOSED = 'this quote is never closed; within a quoted cell, a quote is written twice'
_TOO_LONG = 'this row is too long to be read'
_EXAMPLES = ('title', 'location', 'salary', 'description')


class _Head(NamedTuple):
    """The names of a table's columns, and how its cells are written."""

    names: tuple[str, ...]
    dialect: Dialect
    source: Source
    cells: list[Value]


class _Following(NamedTuple):
    """The next row, and what is wrong with it, '' for nothing."""

    row: Row
    mistake: str


def read(stream: Stream, layout: Layout) -> Iterator[Listing | Complaint]:
    """The listings of a table, row by row; each has the number of its row, from 0.

    Empty rows are no records. A row of fewer cells than the header is read as far as it goes. One of more, with text in
    the last of them, is a complaint: a cell was parted where it should not be, and all behind it would be taken for another
    column's. So is a quoted cell that is never closed; what follows is read again from the next line that has as many
    cells as the header.
    """
    found = _head(stream, layout)
    if isinstance(found, Complaint):
        yield found
    elif found:
        asked = _of_columns(layout, found.names)
        yield from finding.wrong_fields(found.source, [_object(found.names, found.cells)], asked)
        yield from _listings(stream, found, asked)


def _of_columns(layout: Layout, columns: Sequence[str]) -> Layout:
    """A layout whose paths of several keys are the names of columns, where these have dots: ``salary.min``."""
    names = set(map(fields.folded, columns))
    told = {
        field: tuple([(dotted,) if fields.folded(dotted := '.'.join(path)) in names else path for path in paths])
        for field, paths in layout.fields.items()
    }
    return layout._replace(fields=told)


def _head(stream: Stream, layout: Layout) -> _Head | Complaint | None:
    """The header, which is taken from the stream; None for an empty table."""
    separator = _separator(stream)
    delimiters = separator or ('\t' if layout.format == 'tsv' else _DELIMITERS)
    rows: list[tuple[Dialect, Row, str]] = []
    for delimiter in delimiters:
        dialect = Dialect(delimiter)
        following = _next(stream, dialect)
        if following and len(following.row.cells) > 1 and all(cell.text[:1] == ' ' for cell in following.row.cells[1:]):
            dialect = Dialect(delimiter, skips_blanks=True)
            following = _next(stream, dialect)
        if following is None:
            return None
        rows.append((dialect, *following))
    told = {
        fields.folded(name): name
        for paths in layout.fields.values()
        for path in paths
        if path
        for name in (path[0], '.'.join(path))
    }

    def score(candidate: tuple[Dialect, Row, str]) -> tuple[bool, int, int]:
        _, row, mistake = candidate
        return not mistake, sum(_is_known(cell.text, told.keys()) for cell in row.cells), len(row.cells)

    dialect, row, mistake = max(rows, key=score)
    columns = tuple([cell.text.strip() for cell in row.cells])
    if mistake:
        return stream.complaint(stream.at + max(row.opening, 0), mistake)
    if not any(_is_known(name, told.keys()) for name in columns):
        looked = ', '.join(f'"{name}"' for name in sorted(told.values()) or _EXAMPLES)
        message = f'the first row names no field of an advert (looked for names such as {looked}){_other(row.cells[0])}'
        return stream.complaint(stream.at, message)
    return _Head(columns, dialect, stream.take(stream.at + row.length), row.cells)


def _other(cell: Value) -> str:
    """What a file looks like that is no table, by its first cell."""
    begin = cell.text.lstrip()[:1]
    return '; it looks like JSON' if begin in ('{', '[') else '; it looks like HTML or XML' if begin == '<' else ''


def _separator(stream: Stream) -> str:
    """What the line above the header says of it, '' where there is none; that line, and empty ones, are taken."""
    while True:
        _skip_empty(stream)
        if stream.text.find('\n', stream.at) >= 0 or stream.is_full or not stream.more():
            break
    told = _SEPARATOR.match(stream.text, stream.at)
    if not told:
        return ''
    stream.take(told.end())
    return str(told[1])


def _is_known(name: str, told: Set[str]) -> bool:
    """Whether a column may hold something of an advert."""
    key = fields.folded(name)
    return key in told or bool(fields.named(name)) or bool(texts.kind_of(key)[0])


def _listings(stream: Stream, head: _Head, layout: Layout) -> Iterator[Listing | Complaint]:
    """The listings of the rows below the header."""
    width = len(head.names)
    number = 0
    silent = Silent()
    is_lost = False  # behind a mistake: what is read next may be within a cell
    while (following := _next(stream, head.dialect)) is not None:
        row, mistake = following
        if is_lost and (mistake or len(row.cells) != width):
            _skip_line(stream)
            continue
        is_lost = bool(mistake)
        if mistake:
            stream.take(stream.at + max(row.opening, 0))
            yield stream.complaint(stream.at, mistake)
            _skip_line(stream)
        else:
            source = stream.take(stream.at + row.length)
            if not any(cell.passage.text for cell in row.cells):
                continue
            mistake = _too_wide(row, head)
            if mistake:
                yield source.complaint(row.cells[width].span.start, mistake)
            else:
                node = _object(head.names, row.cells)
                listing = record.listing(source, node, number, layout)
                if listing is not None:
                    yield listing
                else:
                    yield from silent.add(source, node)
        number += 1
    yield from silent.rest()


def _too_wide(row: Row, head: _Head) -> str:
    """What is said of a row of more cells than the header, '' where they are empty."""
    width = len(head.names)
    if not any(cell.text.strip() for cell in row.cells[width:]):
        return ''
    mark = _SHOWN.get(head.dialect.delimiter, f'"{head.dialect.delimiter}"')
    return f'this row has {len(row.cells)} cells, the header has {width}: put quotes around a cell with {mark} in it'


def _object(columns: Sequence[str], cells: Sequence[Value]) -> Object:
    """A row as a tree. The name of a column stands in the header, in another source: its place is that of the cell."""
    entries = tuple([Entry(name, cell.span, cell) for name, cell in zip(columns, cells, strict=False)])
    return Object(entries, cells[0].span._replace(end=cells[-1].span.end))


def _next(stream: Stream, dialect: Dialect) -> _Following | None:
    """The row that comes next, which is left in the window; None where the table ends."""
    while True:
        if stream.text[stream.at : stream.at + 1] in _LINE_ENDS:
            _skip_empty(stream)
        row = cut(stream.text, stream.at, dialect)
        if not row.is_cut:
            return _Following(row, _NEVER_CLOSED if row.opening >= 0 else '')
        if stream.is_full and stream.more():
            return _Following(row, _NEVER_CLOSED if row.opening >= 0 else _TOO_LONG)
        if stream.is_full or not stream.double():
            return _Following(row, _NEVER_CLOSED if row.opening >= 0 else '') if row.length else None


def _skip_empty(stream: Stream) -> None:
    """Go on behind empty lines."""
    while found := _EMPTY.match(stream.text, stream.at):
        stream.take(found.end())
        if stream.at < len(stream.text) or not stream.more():
            return


def _skip_line(stream: Stream) -> None:
    """Go on at the next line."""
    while True:
        text, at = stream.text, stream.at
        feed = text.find('\n', at)
        back = text.find('\r', at, feed if feed >= 0 else len(text))
        if back >= 0 and back != feed - 1:
            feed = back
        if feed >= 0:
            stream.take(feed + 1)
            return
        stream.take(len(text))
        if not stream.more():
            return
