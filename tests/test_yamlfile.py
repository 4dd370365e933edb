"""Strict YAML: text stays text, nothing is lost in silence, each mistake has its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintjob import yamlfile
from lintjob.errors import LintjobError
from lintjob.source import Source
from lintjob.yamlfile import Node, Reading


def read(text: str) -> tuple[Reading, Node]:
    """A document and its root."""
    reading = Reading(Source('x.yaml', text))
    root = reading.root()
    assert root is not None, reading.complaints
    return reading, root


def said(reading: Reading) -> list[str]:
    """The complaints, as they are printed."""
    try:
        reading.raise_complaints()
    except LintjobError as error:
        return [str(complaint).removeprefix('x.yaml:') for complaint in error.complaints]
    return []


@pytest.mark.parametrize(
    'scalar',
    ['no', 'yes', 'true', '12:30', '1_000', '0x10', '010', 'null', '~', '2026-01-31', '1e3', '.inf', '!', '<<', '=', '60%'],
)  # fmt: skip
def test_a_scalar_is_the_text_that_was_written(scalar):
    reading, root = read(f'a: [{scalar}, "{scalar}"]\nb: {scalar}\n')
    values = root.mapping()
    assert [text for text, _ in values['a'].texts()] == ([scalar] * 2 if scalar != '!' else ['', '!'])
    assert values['b'].text() == (scalar if scalar != '!' else '')
    assert said(reading) == []


def test_what_stands_nowhere_is_empty_text():
    reading, root = read('a:\nb: ""\n')
    assert [value.text() for value in root.mapping().values()] == ['', '']
    assert said(reading) == []


@pytest.mark.parametrize(
    ('text', 'swallowed'),
    [
        ('a: We are the #1 bakery\n', '1:4: error: YAML takes "#1 bakery" for a comment'),
        ('- ok\n- We are the #1 bakery\n', '2:3: error: YAML takes "#1 bakery" for a comment'),
        ('a: We are the\t#1 bakery\n', '1:4: error: YAML takes "#1 bakery" for a comment'),
        ('a: We are\n  the #1 bakery', '1:4: error: YAML takes "#1 bakery" for a comment'),
        ('a: We are\n\n  the #1 bakery', '1:4: error: YAML takes "#1 bakery" for a comment'),
        ('é🎉: a #b\r\n', '1:5: error: YAML takes "#b" for a comment'),
    ],
)
def test_a_comment_that_swallows_prose(text, swallowed):
    reading, root = read(text)
    for node in root.items() if root.is_list else root.mapping().values():
        node.text()
        node.text()
    assert said(reading) == [f'{swallowed}; put the text in quotes, or a blank after the #']


@pytest.mark.parametrize(
    'text',
    ['a: b # a comment\n', 'a: b  #\n', 'a: "b" #1\n', "a: 'We are the #1 bakery'\n", 'a: b#1\n', 'a: |\n  the #1 bakery\n', 'a: >\n  b #1\n'],
)  # fmt: skip
def test_a_comment_that_is_one(text):
    reading, root = read(text)
    root.mapping()['a'].text()
    assert said(reading) == []


@pytest.mark.parametrize(
    ('text', 'complaints'),
    [
        ('a: b\nc: d\na: e\n', ['3:1: error: the key "a" stands here again; it stood in line 1 before']),
        ('a: b\na: c\na: d\n', [
            '2:1: error: the key "a" stands here again; it stood in line 1 before',
            '3:1: error: the key "a" stands here again; it stood in line 1 before',
        ]),
        ('[a]: b\n', ['1:1: error: a key should be text']),
        ('? {a: b}\n: c\n', ['1:3: error: a key should be text']),
        ('- a\n', ['1:1: error: this should be a mapping (key: value), not a list']),
        ('text\n', ['1:1: error: this should be a mapping (key: value), not text']),
        ('🎉: a\nlevle: b\n', ['2:1: error: unknown key "levle"; did you mean "level"?']),
        ('zzz: a\n', ['1:1: error: unknown key "zzz"; known are level, 🎉']),
    ],
)  # fmt: skip
def test_mappings(text, complaints):
    reading, root = read(text)
    root.mapping(['level', '🎉'] if 'zz' in text or 'lev' in text else None)
    root.mapping(['level', '🎉'] if 'zz' in text or 'lev' in text else None)
    assert said(reading) == complaints


def test_the_first_of_a_key_that_comes_twice_counts():
    _, root = read('a: b\na: c\n')
    assert root.mapping()['a'].text() == 'b'


def test_wrong_shapes_all_at_once():
    reading, root = read('a: {x: y}\nb: [1, [2]]\nc: text\nd: []\ne: {}\n')
    values = root.mapping()
    assert values['a'].texts() == []
    assert [text for text, _ in values['b'].texts()] == ['1']
    assert list(values['c'].items()) == []
    assert [text for text, _ in values['c'].texts()] == ['text']
    assert list(values['c'].pairs()) == []
    assert values['d'].text() is None
    assert values['e'].text() is None
    assert said(reading) == [
        '1:4: error: this should be a list, not a mapping',
        '2:8: error: this should be text, not a list',
        '3:4: error: this should be a list, not text',
        '3:4: error: this should be a mapping (key: value), not text',
        '4:4: error: this should be text, not a list',
        '5:4: error: this should be text, not a mapping',
    ]


def test_values_that_are_asked_for_by_kind():
    reading, root = read(
        'level: warnin\nscope: zzz\nnonword: yes\nflag: true\nmin: 3\nmax: three\nshare: 0.5\nhuge: 1_000\nodd: ٣\nbig: inf\n'
    )
    values = root.mapping()
    assert values['level'].choice(['error', 'warning'], 'level') is None
    assert values['scope'].choice(['title', 'body'], 'scope') is None
    assert values['nonword'].flag() is None
    assert values['flag'].flag() is True
    assert values['min'].number(int) == 3
    assert values['max'].number(int) is None
    assert values['share'].number(float) == 0.5
    assert values['huge'].number(int) is None
    assert values['odd'].number(int) is None
    assert values['big'].number(float) is None
    assert said(reading) == [
        '1:8: error: unknown level "warnin"; did you mean "warning"?',
        '2:8: error: unknown scope "zzz"; expected one of title, body',
        '3:10: error: unknown value "yes"; expected one of true, false',
        '6:6: error: "three" should be a whole number',
        '8:7: error: "1_000" should be a whole number',
        '9:6: error: "٣" should be a whole number',
        '10:6: error: "inf" should be a number',
    ]


@pytest.mark.parametrize(
    ('text', 'complaint'),
    [
        ('a: [b\n', "2:1: error: this is no YAML: did not find expected ',' or ']'"),
        ('é🎉: ok\na: "b\n', '3:1: error: this is no YAML: found unexpected end of stream'),
        ('a: b\n\tc: d\n', '2:1: error: this is no YAML: found a tab character that violates indentation'),
        ('a:\n\t- b\n', '2:1: error: this is no YAML: found character that cannot start any token'),
        ('a: *nothing\n', '1:4: error: this is no YAML: found undefined alias'),
        ('é🎉: a\x07b\n', '1:6: error: this is no YAML: control characters are not allowed'),
        (
            'a: b: c\n',
            '1:5: error: this is no YAML: mapping values are not allowed in this context; put the text in single quotes',
        ),
        ('a: @b\n', '1:4: error: this is no YAML: found character that cannot start any token'),
        ('a: b\n---\nc: d\n', '2:1: error: this is no YAML: but found another document'),
    ],
)
def test_what_is_no_yaml(text, complaint):
    reading = Reading(Source('x.yaml', text))
    assert reading.root() is None
    assert said(reading) == [complaint]


@pytest.mark.parametrize('text', ['', '\n', '# only a comment\n', '---\n', '---\n...\n'])
def test_an_empty_document_has_no_root(text):
    reading = Reading(Source('x.yaml', text))
    root = reading.root()
    assert root is None or root.text() == ''
    assert said(reading) == []


@pytest.mark.parametrize(
    'text',
    ['[' * 100_000, '{a: ' * 100_000, '- ' * 100_000, '? ' * 100_000, '[' * 50_000 + ']' * 50_000,
     '\n'.join(' ' * depth + 'a:' for depth in range(1500)), '[{a: ' * 1000],
)  # fmt: skip
def test_deep_nesting_ends_in_a_complaint(text):
    reading = Reading(Source('x.yaml', text))
    assert reading.root() is None
    (complaint,) = said(reading)
    assert complaint.endswith('error: this YAML is nested more than 100 levels deep')


def test_much_that_is_not_deep_is_read():
    reading, root = read('a:\n' + '  - [b, {c: d}]\n' * 2000)
    assert len(list(root.mapping()['a'].items())) == 2000
    assert said(reading) == []


def test_places_count_from_the_start_of_the_source():
    reading = Reading(Source('x.md', '---\r\na: [b]\r\n---\r\ntext\r\n'), 5)
    root = reading.root('a: [b]\r\n')
    assert root is not None
    root.mapping()['a'].text()
    with pytest.raises(LintjobError, match=r'x\.md:2:4: error: this should be text, not a list'):
        reading.raise_complaints()


@given(st.text(st.sampled_from('ab:-[]{}?#&*!|>\'"% \n\t\r.,é🎉\x85\u2028\ufeff\x07'), max_size=40))
def test_any_text_is_read_or_complained_of(text):
    reading = Reading(Source('x.yaml', text))
    root = reading.root()
    if root is not None:
        list(root.pairs()), root.texts()
    places = Source('x.yaml', text)
    last = places.position(len(text))
    for complaint in reading.complaints:
        assert (1, 1) <= (complaint.line, complaint.column) <= tuple(last)
        assert '\n' not in str(complaint)


def test_the_loader_is_the_fast_one():
    import yaml

    assert hasattr(yaml, 'CSafeLoader'), 'without it, a run takes three times as long'
    assert yamlfile._DEEPEST < 1000
