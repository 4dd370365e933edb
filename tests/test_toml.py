"""The reader of TOML, beside the one that comes with Python."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintjob import toml
from lintjob.errors import LintjobError
from lintjob.source import Source

tomllib = pytest.importorskip('tomllib', reason='Python 3.10 has no reader to compare with')

PIECES = st.sampled_from([
    'a', 'b', 'c', 'a.b', '"d e"', ' = ', '=', '1', "'x'", '"y"', '"\\u00e9"', 'true', '2026-01-31', '-1', '1.5', '[', ']', '[[', ']]',
    '{', '}', ', ', '\n', '\n', '\n[a]\n', '\n[a.b]\n', '\n[[b]]\n', '\n[[a.b]]\n', '\na.b = 1\n', '\nc = {a = 1}\n', ' # c\n',
    "'''\nq\n'''", '"""r\\\n  s"""', '.', '"""a\\"""b"""', "b = ['x', 'y',]\n", 'a = [\n1, # one\n2]\n', '\t', '\r\n',
])  # fmt: skip


def plain(node: toml.Node) -> object:
    """What a node comes to, with every value as text."""
    if node.id == 'mapping':
        return {key.value: plain(value) for key, value in node.value}
    return [plain(item) for item in node.value] if node.id == 'sequence' else node.value


def as_text(value: object) -> object:
    """What Python's reader gives, with every value as text; None for a value that is written in more than one way."""
    if isinstance(value, dict):
        return {key: as_text(its) for key, its in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else str(value)


@given(st.lists(PIECES, max_size=14).map(''.join))
def test_what_python_reads_is_read_alike(text):
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert plain(toml.tree(Source('a.toml', text))) == as_text(expected)


REFUSED = [
    'a = 1\na = 2', 'a = 1\n[a]', '[a]\n[a]', 'a.b = 1\n[a]', 'a = {b = 1}\n[a.c]', 'a = {b = 1}\na.c = 2', 'a = [1]\n[[a]]',
    '[[a]]\n[a]', '[a]\n[[a]]', '[a.b]\n[a]\nb.c = 1', 'a = 1\na.b = 2', '[a]\nb = 1\n[a.b]', 'a', 'a =', '= 1', '[a', 'a = [1', 'a = {b = 1',
    'a = "x', "a = 'x", 'a = """x', 'a = nope', 'a b = 1', 'a = 1 b = 2', 'a = "\\q"', 'a = "\\ud800"', 'a = {b = {c = 1}}\na.b.d = 2',
]  # fmt: skip


@pytest.mark.parametrize('text', REFUSED)
def test_what_python_refuses_is_refused(text):
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    with pytest.raises(LintjobError) as caught:
        toml.tree(Source('a.toml', text))
    (complaint,) = caught.value.complaints
    assert 1 <= complaint.line <= text.count('\n') + 1


@given(st.text(max_size=80))
def test_any_text_is_read_or_complained_of(text):
    try:
        toml.tree(Source('a.toml', text))
    except LintjobError as error:
        assert math.prod(place.line for place in error.complaints) >= 1


def test_every_value_knows_its_place():
    text = '[tool.x]\nkey = \'value\'\nlist = [1, "two"]\ntable = {a.b = 3}\n'
    table = toml.tree(Source('a.toml', text)).get('tool').get('x')
    places = {}

    def walk(node: toml.Node, name: str) -> None:
        places[name] = text[node.start_mark.index : node.end_mark.index]
        for key, value in node.value if node.id == 'mapping' else ():
            places[f'{name}.{key.value}:'] = text[key.start_mark.index : key.end_mark.index]
            walk(value, f'{name}.{key.value}')
        for number, value in enumerate(node.value if node.id == 'sequence' else ()):
            walk(value, f'{name}.{number}')

    walk(table, '')
    assert places['.key:'] == 'key'
    assert places['.key'] == "'value'"
    assert places['.list'] == '[1, "two"]'
    assert places['.list.1'] == '"two"'
    assert places['.table.a.b'] == '3'
