"""Files come in pieces: what is read, and where it stands, does not hang on where they part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintjob import stream as streams
from lintjob.errors import LintjobError
from lintjob.source import Source
from lintjob.stream import Stream

TEXT = st.text(st.sampled_from('ab é€🎉\r\n\t—'), max_size=40)
ENCODINGS = ('utf-8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'utf-16-be')


def pieces(data: bytes, size: int) -> list[bytes]:
    """Data in pieces of so many bytes."""
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(TEXT, st.sampled_from(ENCODINGS), st.integers(1, 7))
def test_a_whole_file_is_its_text(text, encoding, size):
    text = 'ab' + text  # which tells UTF-16 without a mark from UTF-8
    source = Stream('x', pieces(text.encode(encoding), size)).whole()
    assert (source.text, source.strays, source.begin) == (text, (), (0, 1, 1))


@given(TEXT, st.integers(1, 7), st.integers(1, 5))
def test_records_stand_where_they_stand_in_the_file(text, size, length):
    whole, stream = Source('x', text), Stream('x', pieces(text.encode(), size))
    read, going = '', True
    while going:
        going = stream.more()
        while len(stream.text) - stream.at >= length or (not going and stream.at < len(stream.text)):
            # Nobody ends a record within a line end.
            end = min(stream.at + length, len(stream.text))
            if stream.text[end - 1 : end + 1] == '\r\n':
                end += 1
            source = stream.take(end)
            assert source.begin.offset == len(read)
            for at in range(len(source.text)):
                assert source.position(at) == whole.position(len(read) + at)
            read += source.text
    assert read == text


@given(TEXT, st.integers(1, 7), st.data())
def test_a_mistake_stands_where_it_stands_in_the_file(text, size, data):
    whole, stream = Source('x', text), Stream('x', pieces(text.encode(), size))
    while stream.more():
        pass
    taken = data.draw(st.integers(0, len(text)))
    if text[taken - 1 : taken + 1] == '\r\n':
        taken += 1
    stream.take(taken)
    at = data.draw(st.integers(taken, len(text)))
    if text[at - 1 : at + 1] != '\r\n':
        assert stream.complaint(at, 'no')[1:3] == whole.position(at)


@given(
    st.lists(
        st.sampled_from([b'a', 'é'.encode(), '🎉'.encode(), b'\xe9', b'\x93', b'\x81', b'\n', b'\xf0\x9f']), max_size=12
    ),
    st.integers(1, 5),
)
def test_bytes_that_are_no_utf_8_are_windows_1252_one_by_one(parts, size):
    data = b''.join(parts)
    source = Stream('x', pieces(data, size)).whole()
    known, strays, at = '', [], 0
    while at < len(data):
        for length in (1, 2, 3, 4):
            try:
                char = data[at : at + length].decode()
            except UnicodeDecodeError:
                continue
            if len(char) == 1:
                break
        else:
            char, length = data[at : at + 1].decode('cp1252', 'replace'), 1
            strays.append(len(known))
        known += char
        at += length
    assert (source.text, list(source.strays)) == (known, strays)


def test_strays_go_with_their_record():
    stream = Stream('x', [b'caf\xe9\nth\xe9\n\xe9\n'])
    stream.more()
    assert [(each.text, each.strays) for each in (stream.take(5), stream.take(9), stream.take(11))] == [
        ('café\n', (3,)), ('thé\n', (2,)), ('é\n', (0,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ('data', 'place'),
    [
        (b'text\nwith\0nul', '2:5'),
        (b'\0', '1:1'),
        (b'a\n' * 9 + b'\0', '10:1'),
        ('\ufeffab'.encode('utf-32-le'), '1:1'),
    ],
)
@pytest.mark.parametrize('size', [1, 3, 100])
def test_a_zero_byte_is_no_text(data, place, size):
    if size < 4 and data.startswith(b'\xff\xfe'):
        size = 4
    with pytest.raises(LintjobError) as caught:
        Stream('x', pieces(data, size)).whole()
    stream = Stream('x', pieces(data, size))
    while stream.more():
        pass
    assert '\0' not in stream.text
    assert stream.error
    for error in (caught.value, stream.error):
        (complaint,) = error.complaints
        assert str(complaint) == f'x:{place}: error: this is no text file: it holds a zero byte'


def test_a_file_that_is_too_large_to_be_read_whole():
    with pytest.raises(LintjobError, match='over 10 bytes'):
        Stream('x', [b'a' * 6, b'b' * 6]).whole(10)
    assert Stream('x', [b'a' * 6, b'b' * 4]).whole(10).text == 'aaaaaabbbb'


def test_what_is_left_is_the_rest_of_the_file():
    stream = Stream('x', [b'one\ntwo\n', b'three\n'])
    stream.more()
    stream.take(4)
    rest = stream.whole()
    assert (rest.text, rest.begin, rest.position(4)) == ('two\nthree\n', (4, 2, 1), (3, 1))


def test_a_record_that_never_ends_is_seen(monkeypatch):
    monkeypatch.setattr(streams, 'LONGEST_RECORD', 10)
    stream = Stream('x', [b'a' * 8] * 3)
    stream.more()
    assert not stream.is_full
    stream.more()
    assert stream.is_full


def test_an_empty_file():
    assert Stream('x', []).whole().text == ''
    stream = Stream('x', [])
    assert not stream.more()
    assert not stream.more()
