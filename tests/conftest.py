"""What several test modules need: cases as data, listings and rules made of text."""

from __future__ import annotations

import functools
import html
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, settings

from lintjob import readers, ruleset, vocabulary
from lintjob.cli import main
from lintjob.facts import language
from lintjob.linter import Linter
from lintjob.listing import Listing
from lintjob.passage import Passage
from lintjob.rule import Rule
from lintjob.rulefile import parse
from lintjob.ruleset import Ruleset, make
from lintjob.source import Source, Span
from lintjob.vocabulary import Lexicon

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / 'cases'
OPEN, CLOSE = '<<', '>>'

settings.register_profile(
    'lintjob',
    deadline=None,
    max_examples=60,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile('lintjob')


def cases(name: str) -> list:
    """The cases in ``tests/cases/NAME.yaml`` as pytest parameters, each called by its ``name``."""
    with open(CASES / f'{name}.yaml', encoding='utf-8') as file:
        return [pytest.param(case, id=case['name']) for case in yaml.safe_load(file)]


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its <<marks>>, and what they enclosed as offsets."""
    pieces, spans, size = [], [], 0
    for number, piece in enumerate(marked.replace(CLOSE, OPEN).split(OPEN)):
        if number % 2:
            spans.append((size, size + len(piece)))
        pieces.append(piece)
        size += len(piece)
    return ''.join(pieces), spans


def rule_of(text: str, name: str = 'rules/pack/made.yaml') -> Rule:
    """The rule in a text."""
    return parse(Source(name, text))


@functools.cache
def lexicon() -> Lexicon:
    """The vocabularies, made once."""
    return Lexicon()


@functools.cache
def shipped() -> Ruleset:
    """The rules that come with lintjob, which must be in order."""
    read, complaints = ruleset.contents([ruleset.shipped_folder()])
    found, mistakes = ruleset.build(read)
    assert not complaints
    assert not mistakes, '\n'.join(map(str, mistakes))
    return found


@functools.cache
def vocabularies() -> list[str]:
    """The languages that have words."""
    return vocabulary.languages()


def verdicts(source: Source, rules: Ruleset | Sequence[Rule], code: str | None = None) -> list:
    """The verdict on each listing of a source."""
    found = rules if isinstance(rules, Ruleset) else make(rules)
    linter = Linter(found, lexicon(), code)
    return [linter.lint(linter.facts(listing)) for listing in readers.read(source)]


def problems(text: str, rules: Ruleset | Sequence[Rule], name: str = 'advert.txt', code: str | None = None) -> list:
    """The problems of the one listing in a text."""
    (verdict,) = verdicts(Source(name, text), rules, code)
    assert not verdict.complaints
    return verdict.problems


def language_of(text: str) -> str:
    """The language a text is taken for."""
    return language.read(readers.read(Source('advert.txt', text))[0])


def python(*arguments: str, env: dict[str, str] | None = None, **options) -> subprocess.CompletedProcess:
    """Run this Python on the checkout, with a cache folder of its own if ``env`` says so."""
    environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1', **(env or {})}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, check=False, env=environment, timeout=60, **options
    )


@pytest.fixture(scope='session')
def cache_home(tmp_path_factory) -> Path:
    """One cache folder for the whole session: rules are compiled once."""
    return tmp_path_factory.mktemp('cache')


@pytest.fixture(autouse=True)
def own_cache(cache_home, monkeypatch):
    """No test reads or writes the cache of the user who runs it."""
    monkeypatch.setenv('XDG_CACHE_HOME', str(cache_home))
    monkeypatch.delenv('NO_COLOR', raising=False)
    for name in ('COLUMNS', 'GITHUB_ACTIONS', 'GITLAB_CI'):
        monkeypatch.delenv(name, raising=False)


#: Adverts with nothing wrong, with a warning, with a suggestion only.
GOOD = """\
Baker

Company: Example Bread
Location: Leeds, United Kingdom
Salary: £28,000 to £31,000 a year
Workplace: on site

You will bake bread and cakes in our shop in the old town, five days a week, from four in the morning. We are looking
for someone who has worked in a bakery before. You will work with two other bakers and an apprentice.

To apply, send us a letter by 31 May.
"""
BAD = GOOD.replace('£28,000 to £31,000 a year', 'competitive salary')
ADVICE = BAD.replace('competitive salary', '£28,000 to £31,000 a year').replace('Workplace: on site\n', '')
RULE = """\
extends: existence
message: '"{match}" is a word'
description: Why.
level: error
since: '1'
languages: [en]
tokens: [bakery]
examples: {invalid: [a <<bakery>>], valid: [a shop]}
"""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """A function that runs lintjob in a folder of the test's own; gives the exit code, the output and the errors."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        try:
            code = main(list(words))
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def write(tmp_path):
    """A function that writes a file in the test's folder."""

    def write_file(name: str, text: str | bytes = GOOD) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    return write_file


def is_within(match: str, written: str) -> bool:
    """Whether what a reader sees stands in what is written, or in what its entities mean: all letters and digits, in order."""
    for text in (written, html.unescape(html.unescape(written))):
        rest = iter(text)
        if all(char in rest for char in match if char.isalnum()):
            return True
    return False


def keeper(found: list) -> Callable[..., Listing]:
    """What stands in for the maker of listings: it keeps what it is handed, source, tree and number."""

    def listing(source, node, number, layout):
        found.append((source, node, number))
        return Listing(source, Passage(''), (), {}, Span(0, 0), number, is_record=True)

    return listing
