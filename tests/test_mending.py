"""Fixes in the bytes of a file: which of them are made at once, and that nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintjob.mending import chosen, mended
from lintjob.problem import Fix
from lintjob.stream import Stream


def fix(start: int, end: int, text: str = '') -> Fix:
    return Fix(start, end, text, is_safe=True)


def decoded(data: bytes) -> str:
    return Stream('x', [data]).whole().text


def test_of_two_that_overlap_the_first_is_made():
    assert chosen([fix(5, 9), fix(0, 6), fix(12, 13)]) == [fix(0, 6), fix(12, 13)]


def test_two_that_touch_are_not_made_at_once():
    assert chosen([fix(0, 4), fix(4, 8), fix(8, 9), fix(10, 11)]) == [fix(0, 4), fix(8, 9), fix(10, 11)]
    assert chosen([fix(3, 3, 'a'), fix(3, 3, 'b')]) == [fix(3, 3, 'a')]


def test_the_same_fix_is_made_once():
    assert chosen([fix(1, 2, 'x'), fix(1, 2, 'x')]) == [fix(1, 2, 'x')]


@pytest.mark.parametrize(
    ('before', 'fixes', 'after'),
    [
        (b'one two', [fix(4, 7, '2')], b'one 2'),
        (b'\xef\xbb\xbfone two', [fix(0, 3, '1')], b'\xef\xbb\xbf1 two'),
        ('é🎉 two\r\nx\r\n'.encode(), [fix(1, 2, 'ü'), fix(3, 6, '2')], 'éü 2\r\nx\r\n'.encode()),
        (b'\xff\xfe' + 'é🎉 two'.encode('utf-16-le'), [fix(1, 2)], b'\xff\xfe' + 'é two'.encode('utf-16-le')),
        (b'\xfe\xff' + 'é🎉 two'.encode('utf-16-be'), [fix(0, 1, '🎉')], b'\xfe\xff' + '🎉🎉 two'.encode('utf-16-be')),
        ('one two'.encode('utf-16-le'), [fix(0, 3, 'é')], 'é two'.encode('utf-16-le')),
        # Stray bytes of Windows-1252, among UTF-8 and alone.
        (b'caf\xe9 \xc3\xa9 two', [fix(7, 10, '\u20ac')], b'caf\xe9 \xc3\xa9 \xe2\x82\xac'),
        (b'caf\xe9 two', [fix(5, 8, '\u20ac')], b'caf\xe9 \x80'),
        (b'caf\xe9 two', [fix(3, 4, 'e')], b'cafe two'),
        (b'\x81caf\xe9 two\x80', [fix(6, 9, '2')], b'\x81caf\xe9 2\x80'),
        # What the encoding has no sign for is left out.
        (b'caf\xe9 two', [fix(0, 1, 'C'), fix(5, 8, '\u0107')], b'Caf\xe9 two'),
        # What would be read as other signs is, too.
        (b'a\xc3b\xa9', [fix(2, 3)], b'a\xc3b\xa9'),
        (b'one', [fix(2, 9, 'x')], b'one'),
        (b'', [], b''),
    ],
)
def test_every_other_byte_stays(before: bytes, fixes: list[Fix], after: bytes):
    assert mended(before, fixes).data == after


def test_broken_pairs_are_left_alone():
    data = b'\xff\xfe' + b'a\x00' + b'\x00\xd8' + b'b\x00'
    assert mended(data, [fix(0, 1, 'x')]).data in (data, data.replace(b'a', b'x'))


TEXTS = st.text(st.characters(codec='utf-8', exclude_characters='\0\ufeff'), max_size=30)
ENCODINGS = st.sampled_from([('', 'utf-8'), ('\ufeff', 'utf-8'), ('\ufeff', 'utf-16-le'), ('\ufeff', 'utf-16-be')])


@given(TEXTS, ENCODINGS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), TEXTS), max_size=5))
def test_any_fixes_of_any_text(text: str, encoding: tuple[str, str], places: list[tuple[int, int, str]]):
    mark, name = encoding
    data = (mark + text).encode(name)
    assert decoded(data) == text
    fixes = [Fix(min(at, len(text)), min(at + size, len(text)), words, True) for at, size, words in places]
    result = mended(data, fixes)
    expected = text
    for each in reversed(result.fixes):
        expected = expected[: each.start] + each.text + expected[each.end :]
    assert decoded(result.data) == expected
    assert result.data.startswith(mark.encode(name))
    assert list(result.fixes) == chosen(fixes)


@given(st.binary(max_size=40).map(lambda data: data.replace(b'\0', b'x')), st.integers(0, 40), st.integers(0, 3))
def test_any_bytes(data: bytes, at: int, size: int):
    text = decoded(data)
    place = fix(min(at, len(text)), min(at + size, len(text)), 'new')
    result = mended(data, [place])
    assert decoded(result.data) == (text[: place.start] + 'new' + text[place.end :] if result.fixes else text)
    assert result.fixes or result.data == data
