"""Text out of bytes, and places out of offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintjob.errors import LintjobError
from lintjob.source import Source, Span, decode, line_starts

TEXT = st.text(alphabet=st.sampled_from('ab é漢🎉\u0301\u2028\x85\x0b\x0c\t\n\r'), max_size=60)


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, character by character."""
    lines, line = [], ''
    for at, char in enumerate(text):
        line += char
        if char == '\n' or (char == '\r' and text[at + 1 : at + 2] != '\n'):
            lines.append(line)
            line = ''
    return [*lines, line]


@pytest.mark.parametrize(
    ('text', 'places'),
    [
        ('', [(1, 1)]),
        ('ab', [(1, 1), (1, 2), (1, 3)]),
        ('a\nb', [(1, 1), (1, 2), (2, 1), (2, 2)]),
        ('a\r\nb', [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]),
        ('a\rb', [(1, 1), (1, 2), (2, 1), (2, 2)]),
        ('\r\r\n\n', [(1, 1), (2, 1), (2, 2), (3, 1), (4, 1)]),
        ('\n', [(1, 1), (2, 1)]),
        ('a\u2028b\x0cc\x85d', [(1, column) for column in range(1, 9)]),
        ('🎉é\n漢', [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]),
    ],
)
def test_positions(text, places):
    source = Source('x', text)
    assert [tuple(source.position(offset)) for offset in range(len(text) + 1)] == places


@given(TEXT)
def test_a_position_leads_back_to_its_offset(text):
    source, lines = Source('x', text), lines_of(text)
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        assert sum(map(len, lines[: line - 1])) + column - 1 == offset
        assert 1 <= column <= len(lines[line - 1]) + (line == len(lines))


@given(TEXT)
def test_lines_start_where_lines_end(text):
    starts = line_starts(text)
    assert starts == sorted(set(starts))
    assert len(starts) == len(lines_of(text))


@pytest.mark.parametrize(
    ('data', 'text'),
    [
        (b'', ''),
        ('naïve 🎉'.encode(), 'naïve 🎉'),
        (b'\xef\xbb\xbfab', 'ab'),
        ('\ufeffaé🎉'.encode('utf-16-le'), 'aé🎉'),
        ('\ufeffaé🎉'.encode('utf-16-be'), 'aé🎉'),
        (b'\xef\xbb\xbf', ''),
        (b'a\r\nb\rc', 'a\r\nb\rc'),
    ],
)
def test_decode(data, text):
    source = decode('x.txt', data)
    assert (source.name, source.text) == ('x.txt', text)


@pytest.mark.parametrize(
    ('data', 'said'),
    [
        (b'\xff', 'x:1:1: error: this is not UTF-8 (byte 0xff); save the file as UTF-8'),
        (b'ab\ncaf\xe9 x', 'x:2:4: error: this is not UTF-8 (byte 0xe9); save the file as UTF-8'),
        ('é🎉\r\n'.encode() + b'\x80', 'x:2:1: error: this is not UTF-8 (byte 0x80); save the file as UTF-8'),
        (b'cut \xc3', 'x:1:5: error: this is not UTF-8 (byte 0xc3); save the file as UTF-8'),
        (b'\xef\xbb\xbfa\xff', 'x:1:2: error: this is not UTF-8 (byte 0xff); save the file as UTF-8'),
        (b'\xff\xfea\0\n\0b', 'x:2:1: error: this is not UTF-16-LE (byte 0x62); save the file as UTF-8'),
        (b'\xff\xfea\0\0\xd8b\0', 'x:1:2: error: this is not UTF-16-LE (byte 0x00); save the file as UTF-8'),
        (b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'x:1:1: error: this is no text file'),
        (b'text\nwith\0nul', 'x:2:5: error: this is no text file: it holds a zero byte'),
        ('no mark'.encode('utf-16-le'), 'x:1:2: error: this is no text file: it holds a zero byte'),
        ('\ufeffab'.encode('utf-32-le'), 'x:1:1: error: this is no text file: it holds a zero byte'),
    ],
)
def test_what_is_no_text_is_located(data, said):
    with pytest.raises(LintjobError) as caught:
        decode('x', data)
    assert [str(complaint) for complaint in caught.value.complaints] == [said]


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_a_complaint(data):
    try:
        source = decode('x', data)
    except LintjobError as error:
        (complaint,) = error.complaints
        assert complaint.line >= 1
        assert complaint.column >= 1
    else:
        assert '\0' not in source.text
        source.text.encode()


def test_spans_overlap_by_a_character():
    assert Span(1, 3).overlaps(Span(2, 5))
    assert Span(2, 3).overlaps(Span(0, 9))
    assert not Span(1, 3).overlaps(Span(3, 5))
    assert not Span(3, 5).overlaps(Span(1, 3))
