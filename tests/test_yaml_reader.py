"""YAML: its tree is what the parser composes, and every character of every text knows its place."""

from itertools import pairwise

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from lintjob import readers
from lintjob.readers.tree import Array, Node, Object, Value
from lintjob.readers.yaml import scalars
from lintjob.readers.yaml.parser import BrokenError, Parser
from lintjob.source import Source, Span
from lintjob.stream import Stream

# What the parser takes for a line end beside those that editors do, and what it refuses, stands in tests of its own.
CHARS = st.characters(
    min_codepoint=32, exclude_characters='\x7f\x85\u2028\u2029\ufeff\ufffe\uffff', exclude_categories=('Cs', 'Cc')
)
WORDS = st.text(CHARS | st.sampled_from('\n\n  \t\'"\\:#-'), max_size=40)
STYLES = st.sampled_from([None, "'", '"', '|', '>'])


def documents(text: str) -> list[Node]:
    return list(Parser(text).documents())


def composed(text: str) -> list[object]:
    """What PyYAML composes, as ``plain`` gives it."""

    def settled(node: yaml.Node, depth: int = 0) -> object:
        if depth > 50:
            raise RecursionError
        if isinstance(node, yaml.ScalarNode):
            is_null = not node.style and (node.value in ('', '~', 'null', 'Null', 'NULL'))
            return '' if is_null and (not node.tag or node.tag.endswith(':null')) else node.value
        if isinstance(node, yaml.SequenceNode):
            return tuple(settled(item, depth + 1) for item in node.value)
        return [
            (settled(key, depth + 1), settled(value, depth + 1))
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        ]

    found = [settled(node) for node in yaml.compose_all(text, Loader=yaml.CSafeLoader)]
    return [each for each in found if each != '']


def plain(node: Node) -> object:
    if isinstance(node, Value):
        return node.text
    if isinstance(node, Array):
        return tuple(map(plain, node.items))
    return [(entry.key, plain(entry.node)) for entry in node.entries]


def values(node: Node) -> list[Value]:
    if isinstance(node, Value):
        return [node]
    inner = node.items if isinstance(node, Array) else [entry.node for entry in node.entries]
    return [value for each in inner for value in values(each)]


def hold(text: str, value: Value) -> None:
    """Each character stands where it is written, one behind another, and nothing but blanks is left out."""
    style = text[value.span.start] if text[value.span.start : value.span.start + 1] in ('"', "'", '|', '>') else ''
    passage = value.passage
    inner = 1 if style in ('"', "'") else 0
    pieces = scalars.pieces(text, value.span.start + inner, value.span.end - inner, style, value.text)
    if value.is_text:
        assert ''.join(piece.text for piece in pieces) == value.text
    places = [passage.place(Span(number, number + 1)) for number in range(len(passage.text))]
    for char, place in zip(passage.text, places, strict=True):
        raw = text[slice(*place)]
        if char in ' \n' and raw.strip(' \t\\') != '' and raw.strip()[:1] not in ('\\', ''):
            raise AssertionError((char, raw))
        if char in ' \n' and not raw.strip():
            continue
        if raw[:1] == '\\' and style == '"':
            assert yaml.safe_load(f'"{raw}"') == char
        elif len(raw) == 2:
            assert (raw, char, style) == ("''", "'", "'")
        else:
            assert raw == char
    for (char, first), (_, second) in pairwise(zip(passage.text, places, strict=True)):
        assert first.end <= second.start or (first == second and char == '\n')
        between = text[first.end : second.start]
        assert not between.strip(' \t\r\n\\'), between
    if not value.text:
        assert places == []
    elif style in ('"', "'"):
        assert value.span.start < places[0].start
        assert places[-1].end < value.span.end
    else:
        assert value.span.start <= places[0].start


@given(WORDS, STYLES, st.integers(5, 80), st.booleans(), st.sampled_from(['\n', '\r\n', '\r']), st.integers(0, 2))
@example('\n a\n\nb', '>', 80, True, '\n', 1)
@example('x\n\n', '|', 80, True, '\r\n', 1)
def test_a_text_in_every_style(words, style, width, is_plain, line_end, depth):
    value: object = words
    for _ in range(depth):
        value = [{'text': value}]
    text = yaml.dump(value, default_style=style, width=width, allow_unicode=is_plain, line_break=line_end)
    try:
        expected = composed(text)
    except yaml.YAMLError:
        return  # PyYAML can't read all that it writes
    nodes = documents(text)
    assert [each for each in map(plain, nodes) if each] == expected
    for each in (value for node in nodes for value in values(node)):
        hold(text, each)


LINES = st.lists(
    st.sampled_from(
        [
            '',
            '',
            ' ',
            '   ',
            'words',
            'more words',
            '- item',
            ' further',
            '\tx',
            '# x',
            "it's",
            'a: b',
            ' a',
            '       b',
        ]
    ),
    max_size=8,
)
HEADERS = st.tuples(
    st.sampled_from('|>'), st.sampled_from(['', '', '1', '2', '4']), st.sampled_from(['', '+', '-'])
).map(''.join)


@given(
    LINES,
    HEADERS,
    st.sampled_from(['\n', '\r\n', '\r']),
    st.integers(0, 3),
    st.sampled_from(['text: ', '- ', '- text: ', '', '!!str ', 'text: &x ', 'text: !!str # x\n ']),
    st.booleans(),
    st.sampled_from(['', 'more: x', '# more']),
)
def test_blocks_by_hand(lines, header, line_end, indent, before, is_closed, after):
    blanks = ' ' * (indent + 1)
    text = (
        before.replace('\n', line_end)
        + header
        + line_end
        + line_end.join(blanks + line if line.strip() else line for line in lines)
    )
    text += line_end if is_closed else ''
    text += (after + line_end) if is_closed and before == 'text: ' else ''
    read(text)


def read(text: str) -> None:
    """A text is read as PyYAML reads it, or refused at a place within it."""
    try:
        expected: list[object] | None = composed(text)
    except (yaml.YAMLError, RecursionError) as error:
        if 'duplicate anchor' in str(error):
            return  # as YAML 1.2 has it, the last one counts
        expected = None
    try:
        nodes = documents(text)
    except BrokenError as slip:
        assert 0 <= slip.at <= len(text)
        assert expected is None
        return
    assert expected is not None
    assert [plain(node) for node in nodes if plain(node) != ''] == expected
    for node in nodes:
        for value in values(node):
            hold(text, value)


PIECES = st.sampled_from(
    [
        *(
            'title',
            'a',
            ': ',
            ':',
            ' ',
            '  ',
            '\n',
            '\n',
            '\n  ',
            '\r\n',
            '\r',
            '"',
            "'",
            '#',
            ' #',
            '- ',
            '-',
            '[',
            ']',
            '{',
            '}',
        ),
        *(
            ', ',
            ',',
            '|\n',
            '>\n',
            '|-\n ',
            '>+\n  ',
            '&x ',
            '*x',
            '! ',
            '!!str ',
            '!a ',
            '%',
            '@',
            '`',
            '\\',
            '\\n',
            '\\x41',
            '\t',
            '~',
        ),
        *(
            'null',
            '12',
            '? ',
            '...\n',
            '---\n',
            'é',
            '\U0001f600',
            "''",
            '\\\n',
            'x y',
            '"a b"',
            "'c\n d'",
            '"e\\\n  f"',
        ),
    ]
)


@given(st.lists(PIECES, max_size=12).map(''.join))
def test_any_text(text):
    read(text)


@given(
    st.lists(
        PIECES | st.sampled_from(['\x00', '\x85', '\u2028', '\ufeff', '\x07', '\\ud83d', '\\ude00', '<<: ']),
        max_size=12,
    ).map(''.join)
)
def test_never_another_error(text):
    for _ in readers.listings(Stream.of(Source('job.yaml', text))):
        pass


@pytest.mark.parametrize('char', ['\x07', '\x0b', '\x7f', '\x85', '\x92', '\u2028', '\ufeff', '\ufffe'])
@pytest.mark.parametrize('style', ['{}', "'{}'", '"{}"', '|-\n  {}', '>-\n  {}'])
def test_characters_that_the_parser_refuses(char, style):
    text = f'title: {style.format(f"Baker{char}s at night")}\nmore: x\n'
    (node,) = documents(text)
    (value, _) = values(node)
    assert value.text == f'Baker{char}s at night'
    for at, its in enumerate(value.text):
        assert text[slice(*value.passage.place(Span(at, at + 1)))] == its


def test_two_halves_of_a_character():
    text = 'a: "x\\ud83d\\ude00y"\nb: "\\ud83dz"\n'
    (node,) = documents(text)
    first, second = values(node)
    assert (first.text, second.text) == ('x\U0001f600y', '\ufffdz')
    assert text[slice(*first.passage.place(Span(1, 2)))] == '\\ud83d\\ude00'
    assert text[slice(*second.passage.place(Span(0, 1)))] == '\\ud83d'


def test_places_of_what_holds_others():
    text = '- &a [x, !!map {y: z}] # c\n- &b\n  # d\n  k: &c\n  l: [ ]\n  m:\n  - - n\n'
    (node,) = documents(text)

    def written(node: Node) -> list[str]:
        inner = node.items if isinstance(node, Array) else [entry.node for entry in getattr(node, 'entries', ())]
        return [text[slice(*node.span)], *(each for its in inner for each in written(its))]

    assert written(node) == [
        text.rstrip(),
        *('[x, !!map {y: z}]', 'x', '{y: z}', 'z'),
        *('k: &c\n  l: [ ]\n  m:\n  - - n', '', '[ ]', '- - n', '- n', 'n'),
    ]


def test_kinds_of_values():
    (node,) = documents('[text, 12, 1.5e3, true, ~, "12", !!str 12, !!int "12", 2026-05-01, yes, 1_000]')
    assert isinstance(node, Array)
    found = [(item.text, item.is_text) for item in node.items if isinstance(item, Value)]
    assert [text for text, is_text in found if not is_text] == ['12', '1.5e3', 'true', '', '12']


def test_aliases_stand_where_their_anchors_do():
    text = 'base: &b {city: Leeds, title: x}\njob:\n  title: Baker\n  <<: *b\n'
    (node,) = documents(text)
    assert isinstance(node, Object)
    job = node.get('job')
    assert plain(job) == [('title', 'Baker'), ('city', 'Leeds')]
    assert text[slice(*job.get('city').span)] == 'Leeds'
    assert text[slice(*job.span)] == 'title: Baker\n  <<: *b'


def test_aliases_of_several_mappings():
    (node,) = documents('- &a {x: 1}\n- &b {x: 2, y: 3}\n- {<<: [*a, *b], y: 4}\n')
    assert plain(node)[2] == [('y', '4'), ('x', '1')]


def test_no_file_is_blown_up_by_aliases():
    names = 'abcdefghijklmnop'
    text = 'a: &a [x, x]\n' + ''.join(f'{b}: &{b} [{", ".join([f"*{a}"] * 20)}]\n' for a, b in pairwise(names))
    with pytest.raises(BrokenError, match='aliases repeat more than 100,000 values'):
        documents(text)


@pytest.mark.parametrize('text', ['[' * 100_000, '- ' * 100_000, '{a: ' * 100_000, '? ' * 100_000])
def test_what_is_too_deep(text):
    with pytest.raises(BrokenError, match='nested more than 100 levels deep'):
        documents(text)
