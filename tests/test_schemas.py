"""The JSON Schemas: fresh, and of one mind with the readers of the files that they describe."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from conftest import ROOT, cases

from lintjob import schemas
from lintjob.checks.kinds import KINDS
from lintjob.cli import main
from lintjob.cli.init import text as started
from lintjob.config.keys import KEYS

jsonschema = pytest.importorskip('jsonschema', reason='the schemas are checked with jsonschema')

_BASE = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)


class Loader(_BASE):
    """YAML 1.2, as editors read it: no is a text, and so is a day."""

    yaml_implicit_resolvers: ClassVar[dict] = {}


for _tag, _pattern, _first in (
    ('null', r'^(?:~|null|)$', ['~', 'n', '']),
    ('bool', r'^(?:true|false)$', [*'tf']),
    ('int', r'^[-+]?[0-9]+$', [*'-+0123456789']),
    ('float', r'^[-+]?[0-9]+\.[0-9]+$', [*'-+0123456789']),
):
    Loader.add_implicit_resolver(f'tag:yaml.org,2002:{_tag}', re.compile(_pattern), _first)


def mistakes(name: str, text: str) -> list[str]:
    """What the schema of a name says of a file."""
    validator = jsonschema.Draft7Validator(schemas.made(name))
    return [error.message for error in validator.iter_errors(yaml.load(text, Loader))]  # noqa: S506


def shown(*pages: str, name: str = '') -> list[tuple[str, str]]:
    """The YAML files that pages of the documentation show."""
    text = ''.join(
        (ROOT / 'docs' / page).read_text(encoding='utf-8') for page in pages if (ROOT / 'docs' / page).exists()
    )
    found = re.findall(r'^```yaml (\S+)\n(.*?)^```', text, re.MULTILINE | re.DOTALL)
    return [each for each in found if name in each[0]]


@pytest.mark.parametrize('name', schemas.SCHEMAS)
def test_it_is_a_schema_and_fresh(name):
    """If this fails: python docs/generate.py."""
    jsonschema.Draft7Validator.check_schema(schemas.made(name))
    assert Path(schemas.path(name)).read_text(encoding='utf-8') == schemas.text(name)


def enums(schema: object) -> list[list]:
    """All that is an enum in a schema."""
    if isinstance(schema, list):
        return [each for item in schema for each in enums(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema['enum']] if isinstance(schema.get('enum'), list) else []
    return own + [each for item in schema.values() for each in enums(item)]


@pytest.mark.parametrize('name', schemas.SCHEMAS)
def test_no_enum_names_a_value_twice(name):
    """Editors refuse a whole schema for that."""
    found = enums(schemas.made(name))
    assert found
    assert all(len(each) == len(set(each)) for each in found)


@pytest.mark.parametrize('name', schemas.SCHEMAS)
def test_the_command_prints_it(name, capsys):
    assert main(['schema', name]) == 0
    assert capsys.readouterr().out == schemas.text(name)


@pytest.mark.parametrize(
    'path', sorted((ROOT / 'rules').rglob('*.yaml')), ids=lambda path: f'{path.parent.name}.{path.stem}'
)
def test_shipped_rules_fit(path):
    assert mistakes('rule', path.read_text(encoding='utf-8')) == []


def test_shipped_rules_name_their_schema():
    for path in (ROOT / 'rules').rglob('*.yaml'):
        named = path.read_text(encoding='utf-8').splitlines()[0].partition('$schema=')[2]
        assert (path.parent / named).resolve() == Path(schemas.path('rule')).resolve(), path


@pytest.mark.parametrize(('name', 'text'), shown('writing-rules.md'))
def test_rules_that_are_shown_fit(name, text):
    assert mistakes('rule', text) == []


@pytest.mark.parametrize(
    ('name', 'text'), shown('configuration.md', 'formats.md', 'pipelines.md', 'laws.md', name='.lintjob.yaml')
)
def test_settings_that_are_shown_fit(name, text):
    assert mistakes('config', text) == []


@pytest.mark.parametrize(('name', 'text'), shown('suppressing.md', name='.lintjob-ignore.yaml'))
def test_suppressions_that_are_shown_fit(name, text):
    assert mistakes('ignore', text) == []


@pytest.mark.parametrize('case', [case for case in cases('config_toml') if 'same' in case.values[0]])
def test_settings_that_are_read_fit(case):
    assert mistakes('config', case['same']) == []


def test_what_init_writes_fits():
    text = started('x')
    assert mistakes('config', text) == []
    lines = [line.removeprefix('#') for line in text.splitlines() if not re.match(r'# \S', line)]
    assert mistakes('config', '\n'.join(lines)) == []


@pytest.mark.parametrize('case', [case for case in cases('config_errors') if 'unseen' not in case.values[0]])
def test_settings_that_are_refused_do_not_fit(case):
    """A schema sees what YAML makes of a file, not how it is written: some mistakes it can't know of."""
    assert mistakes('config', case['text'])


RULE = """\
extends: existence
message: m
description: d
level: warning
since: '1'
tokens: [a]
examples: {invalid: [<<a>>], valid: [b]}
"""


@pytest.mark.parametrize(
    ('old', 'new'),
    [
        ('extends: existence', 'extends: existance'),
        ('extends: existence\n', ''),
        ('message: m\n', ''),
        ('message: m', "message: ''"),
        ('level: warning', 'level: warn'),
        ('tokens: [a]\n', ''),
        ('tokens: [a]', 'tokens: []'),
        ('tokens: [a]', 'tokens: {english: [a]}'),
        ('tokens: [a]', 'tokens: [a]\nswap: {a: b}'),
        ('tokens: [a]', 'tokns: [a]'),
        ('tokens: [a]', 'tokens: [a]\nscope: everywhere'),
        ('tokens: [a]', 'tokens: [a]\nignorecase: maybe'),
        ('tokens: [a]', 'tokens: [a]\nlanguages: [english]'),
        ('valid: [b]', 'vald: [b]'),
        (', valid: [b]', ''),
        ('extends: existence', 'extends: occurrence'),
        ('extends: existence', 'extends: occurrence\nmin: 0'),
        ('extends: existence\n', 'extends: metric\nmetric: lix\ncondition: 60\n'),
        ('extends: existence\n', 'extends: fact\nfact: pay\nwhere: {kind: ranges}\n'),
        ('extends: existence\n', 'extends: fact\nfact: pay\nwhere: {knd: range}\n'),
        ('extends: existence\n', 'extends: fact\nfact: money\nwhere: {kind: range}\n'),
    ],
)
def test_rules_that_are_refused_do_not_fit(old, new):
    assert mistakes('rule', RULE) == []
    assert old in RULE
    assert mistakes('rule', RULE.replace(old, new, 1))


def test_every_key_of_every_kind_is_described():
    described = schemas.made('rule')['properties']
    for kind in KINDS.values():
        assert {*kind.keys} <= {*described}
    assert all(value.get('description') for value in described.values())
    assert [*schemas.made('config')['properties']] == [key.name for key in KEYS]


ENTRY = "- {path: 'jobs/*.txt', rule: salary.missing, reason: paid by the hour, until: 2026-12-31}"


@pytest.mark.parametrize(
    ('old', 'new'),
    [
        ('path: ', 'pth: '),
        ("'jobs/*.txt'", '/jobs'),
        ("'jobs/*.txt'", '../jobs'),
        ("'jobs/*.txt'", "'jobs\\a'"),
        ('rule: salary.missing, ', ''),
        ('salary.missing', '[]'),
        ('salary.missing', 'suppression.unused'),
        ('paid by the hour', "''"),
        ('2026-12-31', 'soon'),
        ('2026-12-31', '2026-13-01'),
        ('- {', '{'),
    ],
)
def test_suppressions_that_are_refused_do_not_fit(old, new):
    assert mistakes('ignore', ENTRY) == mistakes('ignore', '') == []
    assert mistakes('ignore', ENTRY.replace(old, new, 1))
