"""Tables: rows equal those of Python's csv.reader, each character at its place, whatever the file holds."""

import csv as standard
import io

import pytest
from conftest import cases, keeper
from hypothesis import given
from hypothesis import strategies as st

from lintjob.errors import Complaint
from lintjob.layout import Layout
from lintjob.readers.csv import reader as csv
from lintjob.readers.csv.cells import Dialect, Row, cut
from lintjob.source import Span
from lintjob.stream import Stream

DIALECTS = st.builds(Dialect, st.sampled_from(',;\t|'), st.booleans())
ODD = st.text(st.sampled_from('"",;\t| \r\nab\u20ac\U0001f600'), max_size=60)


@pytest.fixture
def records(monkeypatch):
    """What is handed over to be made a listing of: source, tree and number of each record."""
    found = []
    monkeypatch.setattr(csv.record, 'listing', keeper(found))
    return found


def complaints(text, layout=None, size=0):
    data = text.encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)] if size else [data]
    return [
        str(each) for each in csv.read(Stream('x.csv', pieces), layout or Layout('csv')) if isinstance(each, Complaint)
    ]


def values(record):
    _, node, _ = record
    return [(entry.key, entry.node.text) for entry in node.entries]


def rows(text, dialect):
    """All rows of a text, each with where it begins."""
    at = 0
    while at < len(text):
        row = cut(text, at, dialect)
        yield at, row
        at += row.length


def expected(text, dialect):
    reader = standard.reader(
        io.StringIO(text, newline=''), delimiter=dialect.delimiter, skipinitialspace=dialect.skips_blanks
    )
    return list(reader)


def shown(row: Row):
    words = [cell.text for cell in row.cells]
    return [] if words == [''] and not row.cells[0].span.end else words


def hold(text, at, row):
    """Each character of each cell stands where it is said to, and the cell within its own span."""
    for cell in row.cells:
        assert 0 <= cell.span.start <= cell.span.end <= row.length
        for number, char in enumerate(cell.text):
            start, end = cell.passage.place(Span(number, number + 1))
            assert cell.span.start <= start < end <= cell.span.end
            assert text[at + start : at + end] in (char, '""' if char == '"' else char)


@pytest.mark.parametrize('case', cases('reader_csv'))
def test_case(case, records):
    layout = Layout(case.get('format', 'csv'), None, {name: ((key,),) for name, key in case.get('fields', {}).items()})
    assert complaints(case['text'], layout) == [f'x.csv:{line}' for line in case.get('complaints', [])]
    assert [dict(values(record)) for record in records] == case.get('rows', [])
    if 'numbers' in case:
        assert [number for _, _, number in records] == case['numbers']
    if 'lines' in case:
        assert [source.position(node.span.start).line for source, node, _ in records] == case['lines']


@given(ODD, DIALECTS)
def test_any_text_is_cut_as_csv_reader_cuts_it(text, dialect):
    found = list(rows(text, dialect))
    wanted = expected(text, dialect)
    open_ = next((number for number, (_, row) in enumerate(found) if row.opening >= 0), None)
    if open_ is not None:
        at, last = found[open_]
        assert text[at + last.opening] == '"'
        assert [cell.text for cell in last.cells] == wanted[open_][: len(last.cells)]
        del found[open_:], wanted[open_:]
    assert [shown(row) for _, row in found] == wanted
    for at, row in found:
        hold(text, at, row)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters='\0'), max_size=12), min_size=1, max_size=5), max_size=6
    ),
    st.sampled_from(',;\t|'),
    st.sampled_from(['\n', '\r\n', '\r']),
    st.sampled_from([standard.QUOTE_ALL, standard.QUOTE_MINIMAL]),
)
def test_what_a_writer_wrote_is_read(table, delimiter, ending, quoting):
    if quoting == standard.QUOTE_MINIMAL:
        ending = '\r\n'  # the writer quotes a cell with a line end in it only for this one
    out = io.StringIO(newline='')
    standard.writer(out, delimiter=delimiter, lineterminator=ending, quoting=quoting).writerows(table)
    text = out.getvalue()
    found = list(rows(text, Dialect(delimiter)))
    assert [[cell.text for cell in row.cells] for _, row in found] == table
    for at, row in found:
        hold(text, at, row)


@given(
    st.lists(st.lists(ODD, min_size=3, max_size=3), max_size=5),
    st.integers(1, 9),
    st.sampled_from(['\n', '\r\n', '\r']),
)
def test_a_stream_of_any_pieces_gives_the_same(table, size, ending):
    out = io.StringIO(newline='')
    writer = standard.writer(out, lineterminator=ending, quoting=standard.QUOTE_ALL)
    writer.writerows([['title', 'company', 'description'], *table])
    text = out.getvalue()
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv.record, 'listing', keeper(found))
        assert not complaints(text, size=size)
    assert [[word for _, word in values(record)] for record in found] == [row for row in table if any(row)]
    for source, node, _ in found:
        offset = source.begin.offset
        assert text[offset : offset + len(source.text)] == source.text
        for entry in node.entries:
            for number, char in enumerate(entry.node.text):
                start, end = entry.node.passage.place(Span(number, number + 1))
                assert text[offset + start : offset + end] in (char, '""')


@given(st.text(st.sampled_from('"",\r\nat'), max_size=80), st.integers(1, 7))
def test_no_text_raises(text, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv.record, 'listing', keeper([]))
        whole = complaints('title,text\n' + text)
        assert complaints('title,text\n' + text, size=size) == whole
        complaints(text, size=size)


def test_a_row_that_never_ends_is_one_complaint(records, monkeypatch):
    monkeypatch.setattr('lintjob.stream.LONGEST_RECORD', 1000)
    good = 'Baker,We bake bread.\n'
    text = 'title,description\n' + good + 'Cook,"never closed\n' + good * 200 + 'Waiter,' + 'x' * 2000 + '\n' + good
    found = complaints(text, size=100)
    assert [line.split(' error: ')[0] for line in found] == ['x.csv:3:6:', 'x.csv:204:1:']
    assert [dict(values(record))['title'] for record in records] == ['Baker'] * 202
    assert [number for _, _, number in records] == [0, *range(2, 202), 203]


def test_rows_that_are_no_listings_are_named(monkeypatch):
    monkeypatch.setattr(csv.record, 'listing', lambda *_: None)
    found = complaints('name,age\n' + 'A,1\n' * 6)
    assert [line.split(': error: ')[0] for line in found] == ['x.csv:2:1', 'x.csv:3:1', 'x.csv:4:1', 'x.csv:7:1']
    assert found[-1].endswith('no listing is found in 3 more records, the last of them here')
