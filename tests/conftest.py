"""What several test modules need: cases as data, listings and rules made of text."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, settings

from lintjob import readers, ruleset, vocabulary
from lintjob.facts import language
from lintjob.linter import Linter
from lintjob.rule import Rule
from lintjob.rulefile import parse
from lintjob.ruleset import Ruleset, make
from lintjob.source import Source
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
    monkeypatch.delenv('COLUMNS', raising=False)
