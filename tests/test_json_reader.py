"""JSON: its tree is what the standard library reads, and every character of every text knows its place."""

import json

import pytest
from conftest import cases
from hypothesis import example, given
from hypothesis import strategies as st

from lintjob.errors import LintjobError
from lintjob.passage import Passage
from lintjob.readers.json import parser as jsontree
from lintjob.readers.tree import Array, Object, Value
from lintjob.source import Source, Span

ESCAPES = {'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
LONE = st.sampled_from(['\\ud83d', '\\uDE00', '\\ud83d\\u0041', '\\ud83d\\ud83d\\ude00'])

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
)
blanks = st.text(' \t\n\r', max_size=3)


@st.composite
def written(draw: st.DrawFn, value: object) -> str:
    """A value as JSON, each text escaped in its own way, blanks wherever they may stand."""
    gap = draw(blanks)
    if isinstance(value, str):
        return f'"{"".join(draw(character(char)) for char in value)}"'
    if isinstance(value, list):
        return f'[{gap}{",".join(gap + draw(written(item)) + gap for item in value)}]'
    if isinstance(value, dict):
        pairs = (f'{gap}{draw(written(key))}{gap}:{gap}{draw(written(item))}{gap}' for key, item in value.items())
        return f'{{{gap}{",".join(pairs)}}}'
    return json.dumps(value)


def character(char: str) -> st.SearchStrategy[str]:
    """The ways to write a character in a text."""
    halves = char.encode('utf-16-be')
    ways = [''.join(f'\\u{halves[at]:02x}{halves[at + 1]:02X}' for at in range(0, len(halves), 2))]
    ways += [f'\\{short}' for short, meant in ESCAPES.items() if meant == char]
    if char in '"\\/':
        ways.append(f'\\{char}')
    if char >= ' ' and char not in '"\\':
        ways += [char] * 3
    return st.sampled_from(ways)


def unescaped(raw: str) -> list[tuple[str, str]]:
    """The characters of a text, each with what it is written as; one after another, by hand."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(raw):
        size = 1 if raw[at] != '\\' else 6 if raw[at + 1] == 'u' else 2
        char = raw[at]
        if size == 6:
            char = chr(int(raw[at + 2 : at + 6], 16))
            follows = raw[at + 6 : at + 8] == '\\u' and int(raw[at + 8 : at + 12], 16)
            if '\ud800' <= char <= '\udbff' and follows and 0xDC00 <= follows <= 0xDFFF:
                char = chr(0x10000 + (ord(char) - 0xD800) * 0x400 + follows - 0xDC00)
                size = 12
            elif '\ud800' <= char <= '\udfff':
                char = '\ufffd'
        elif size == 2:
            char = ESCAPES.get(raw[at + 1], raw[at + 1])
        found.append((char, raw[at : at + size]))
        at += size
    return found


def hold(source: Source, node: object) -> None:
    """Each character of each text stands where it is written, and nothing stands outside of what holds it."""
    text = source.text
    if isinstance(node, Value):
        raw = text[slice(*node.span)]
        if node.is_text:
            assert raw[0] == raw[-1] == '"'
            hold_text(source, node.passage, Span(node.span.start + 1, node.span.end - 1))
        else:
            assert node.text == ('' if raw == 'null' else raw)
    elif isinstance(node, Array):
        assert (text[node.span.start], text[node.span.end - 1]) == ('[', ']')
        for item in node.items:
            assert node.span.start < item.span.start < item.span.end < node.span.end
            hold(source, item)
    elif isinstance(node, Object):
        assert (text[node.span.start], text[node.span.end - 1]) == ('{', '}')
        for entry in node.entries:
            assert node.span.start < entry.place.start <= entry.place.end < entry.node.span.start
            assert entry.node.span.end < node.span.end
            assert entry.key == ''.join(char for char, _ in unescaped(text[slice(*entry.place)]))
            hold(source, entry.node)


def hold_text(source: Source, passage: Passage, inner: Span) -> None:
    expected = unescaped(source.text[slice(*inner)])
    assert passage.text == ''.join(char for char, _ in expected)
    passage.text.encode()
    at = inner.start
    for number, (_, raw) in enumerate(expected):
        assert passage.place(Span(number, number + 1)) == Span(at, at + len(raw))
        at += len(raw)
    assert passage.place(Span(0, len(expected))) == inner


def plain(node: object) -> object:
    """A tree as the standard library gives it; pairs for an object."""
    if isinstance(node, Object):
        return [(entry.key, plain(entry.node)) for entry in node.entries]
    if isinstance(node, Array):
        return tuple(map(plain, node.items))
    return node.text if node.is_text else json.loads(node.text or 'null')


class Pairs(tuple):
    """The pairs of an object."""

    __slots__ = ()


def expected(text: str) -> object:
    """What the standard library reads, in the same shape."""

    def settled(value: object) -> object:
        if isinstance(value, Pairs):
            return [(settled(key), settled(item)) for key, item in value]
        if isinstance(value, list):
            return tuple(map(settled, value))
        if isinstance(value, str):
            return ''.join('\ufffd' if '\ud800' <= char <= '\udfff' else char for char in value)
        return value

    return settled(json.loads(text, object_pairs_hook=Pairs, strict=False))


def check(text: str) -> None:
    """A text is read as the standard library reads it, or refused at a place within it."""
    source = Source('jobs.json', text)
    try:
        node = jsontree.parse(source)
    except LintjobError as error:
        (complaint,) = error.complaints
        lines = text.replace('\r\n', '\n').replace('\r', '\n').split('\n')
        assert 1 <= complaint.line <= len(lines)
        assert 1 <= complaint.column <= len(lines[complaint.line - 1]) + 1
        with pytest.raises(ValueError):  # noqa: PT011
            json.loads(text)
    else:
        hold(source, node)
        assert repr(plain(node)) == repr(expected(text))  # NaN is not equal to itself


@given(st.data(), values)
def test_any_value(data, value):
    text = data.draw(blanks) + data.draw(written(value)) + data.draw(blanks)
    node = jsontree.parse(Source('jobs.json', text))
    hold(Source('jobs.json', text), node)
    assert repr(plain(node)) == repr(expected(text))


PIECES = st.sampled_from(
    [
        *('{', '}', '[', ']', ',', ':', '"', '\\', '/', "'", '//', '/*', '#', ' ', '\n', '\r', '\t', '\x00', '\x1f'),
        *('true', 'false', 'null', 'NaN', '-Infinity', 'True', 'None', '0', '1', '-', '.', 'e', '+', '01', '1.5e3'),
        *('"a"', '"a":', '\\u', '\\ud83d', '\\ude00', '\\u00e9', '\\n', '\\"', '\\x', 'x', 'é', '\u2028', '\u201c'),
        *('{"a": 1}', '[1, "b"]', '{"a": "b", ', '"' + 'long ' * 30, '"' + 'long ' * 30 + '"', '\ufeff'),
    ]
)


@given(st.lists(PIECES, max_size=12).map(''.join))
@example('{"a":1}{"b":2}')
@example('"\\ud83d\\ude0"')
def test_any_text(text):
    check(text.lstrip('\ufeff'))


@given(st.data(), values, PIECES)
def test_a_slip_somewhere(data, value, piece):
    text = data.draw(written(value))
    at = data.draw(st.integers(0, len(text)))
    check((text[:at] + piece + text[at + data.draw(st.integers(0, 2)) :]).lstrip('\ufeff'))


@given(st.data(), values, st.text(max_size=5), st.text(max_size=5))
def test_a_part_of_a_text(data, value, before, after):
    inner = data.draw(written(value))
    text = before + inner + after
    node = jsontree.parse(Source('page.html', text), len(before), len(before) + len(inner))
    assert repr(plain(node)) == repr(expected(inner))
    hold(Source('page.html', text), node)


@given(st.lists(PIECES, max_size=12).map(''.join), st.lists(PIECES, max_size=12).map(''.join))
def test_nothing_behind_the_part_is_read(inner, after):
    def outcome(text: str) -> object:
        try:
            return plain(jsontree.parse(Source('page.html', text), 0, len(inner)))
        except LintjobError:
            return 'refused'

    assert repr(outcome(inner)) == repr(outcome(inner + after))


@given(LONE, st.text(max_size=3), st.text(max_size=3))
def test_half_a_character(half, before, after):
    text = json.dumps(before)[:-1] + half + json.dumps(after)[1:]
    node = jsontree.parse(Source('jobs.json', f'{{{text}: {text}}}'))
    hold(Source('jobs.json', f'{{{text}: {text}}}'), node)
    node.entries[0].key.encode()


def test_the_same_key_twice():
    node = jsontree.parse(Source('jobs.json', '{"a": 1, "a": "x"}'))
    # The last one holds, as in all that reads JSON.
    assert [(entry.key, entry.node.text) for entry in node.entries] == [('a', 'x')]
    assert node.entries[0].place == (10, 11)


@pytest.mark.parametrize('case', cases('reader_json'))
def test_slips(case):
    source = Source('jobs.json', case['text'])
    with pytest.raises(LintjobError) as caught:
        jsontree.parse(source)
    (complaint,) = caught.value.complaints
    said = complaint.message.removeprefix('this is no JSON: ')
    assert f'{complaint.line}:{complaint.column}: {said}' == case['error']


@pytest.mark.parametrize('piece', ['[', '{"a":', '[{"a":[', '{"a": [1, '])
def test_what_is_too_deep(piece):
    with pytest.raises(LintjobError, match='nested more than 200 levels deep'):
        jsontree.parse(Source('jobs.json', piece * 100_000))


def test_as_deep_as_may_be():
    jsontree.parse(Source('jobs.json', '[' * 200 + ']' * 200))
