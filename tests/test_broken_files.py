"""JSON, JSON Lines and YAML files: what is read of them where something is wrong, and what is said of it."""

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from lintjob import readers
from lintjob.errors import Complaint
from lintjob.layout import Layout
from lintjob.listing import Listing
from lintjob.source import Source
from lintjob.stream import Stream

SUFFIXES = ('json', 'jsonl', 'yaml')


def read(name: str, text: str) -> list[Listing | Complaint]:
    return list(readers.listings(Stream.of(Source(name, text)), Layout(format=name.rpartition('.')[2])))


def compare(case: dict, name: str) -> None:
    found = read(case.get('file', name), case['text'])
    said = [f'{each.line}:{each.column}: {each.message}' for each in found if isinstance(each, Complaint)]
    assert said == case.get('errors', [])
    listings = []
    for each in found:
        if isinstance(each, Listing):
            title = each.fields['title']
            place = each.source.position(each.place(title.span).start)
            listings.append([each.number, title.value, f'{place.line}:{place.column}'])
    assert listings == case.get('listings', [])


@pytest.mark.parametrize('case', cases('reader_jsonfiles'))
def test_json(case):
    compare(case, 'jobs.json')


@pytest.mark.parametrize('case', cases('reader_yaml'))
def test_yaml(case):
    compare(case, 'jobs.yaml')


JOB = '{"title": "Baker", "company": "Crumb", "description": "You bake.\\nAt night."}'
PIECES = st.sampled_from(
    [
        *(
            JOB,
            JOB,
            '{"title": "Baker"}',
            '{',
            '}',
            '[',
            ']',
            ',',
            ':',
            '"',
            "'",
            '\\',
            ' ',
            '\n',
            '\n  ',
            '\r',
            '\r\n',
        ),
        *(
            '{"jobs": [',
            '"jobs":',
            'null',
            '1',
            'x',
            '- title: Baker',
            '- ',
            'title: Baker',
            '---\n',
            '&a ',
            '*a',
            '|\n',
        ),
    ]
)


@pytest.mark.parametrize('suffix', SUFFIXES)
@given(text=st.lists(PIECES, max_size=14).map(''.join))
def test_never_an_error(suffix, text):
    lines = text.replace('\r\n', '\n').replace('\r', '\n').split('\n')
    for each in read(f'jobs.{suffix}', text):
        if isinstance(each, Complaint):
            assert 1 <= each.line <= len(lines)
            assert 1 <= each.column <= len(lines[each.line - 1]) + 1
        else:
            start, end = each.place(each.body)
            assert 0 <= start <= end <= len(each.source.text)


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.sampled_from(['\n', '\n  ', ' ', '']))
def test_what_is_whole_is_read(are_whole, gap):
    items = [JOB if is_whole else JOB.replace('"company":', '"company"') for is_whole in are_whole]
    found = read('jobs.json', f'[{gap}{f",{gap}".join(items)}]')
    assert [each.number for each in found if isinstance(each, Listing)] == [
        number for number, is_whole in enumerate(are_whole) if is_whole
    ]
    assert len([each for each in found if isinstance(each, Complaint)]) == are_whole.count(False)


@given(st.lists(st.sampled_from([JOB, JOB[:-1], '{"id": 1}', '[1]', '']), max_size=12), st.integers(1, 50))
def test_the_size_of_the_pieces_does_not_matter(lines, size):
    data = '\r\n'.join(lines).encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]

    def shown(found: object) -> list[object]:
        return [
            each
            if isinstance(each, Complaint)
            else (each.number, each.text, each.source.position(each.place(each.body).start))
            for each in found
        ]

    layout = Layout(format='jsonl')
    piecewise = readers.listings(Stream('jobs.jsonl', iter(pieces)), layout)
    assert shown(piecewise) == shown(readers.listings(Stream('jobs.jsonl', iter([data])), layout))


def test_a_line_that_is_too_long(monkeypatch):
    monkeypatch.setattr('lintjob.stream.LONGEST_RECORD', 200)
    monkeypatch.setattr('lintjob.stream.PIECE', 16)
    data = f'{JOB}\n{{"title": "{"x" * 1000}"}}\n{JOB}\n'.encode()
    pieces = (data[at : at + 16] for at in range(0, len(data), 16))
    found = list(readers.listings(Stream('jobs.jsonl', pieces), Layout(format='jsonl')))
    assert [each.number for each in found if isinstance(each, Listing)] == [0, 2]
    (complaint,) = (each for each in found if isinstance(each, Complaint))
    assert str(complaint) == 'jobs.jsonl:2:1: error: this line is too long to be read as one record'


@pytest.mark.parametrize('suffix', ['json', 'yaml'])
def test_mistakes_without_end(suffix):
    text = '[\n' + '  {"title": [}},\n' * 1000 + ']\n' if suffix == 'json' else '- a: b: c\n' * 1000
    found = read(f'jobs.{suffix}', text)
    assert len(found) == 21
    assert found[-1].message == 'so much is wrong here that the rest was not read'
