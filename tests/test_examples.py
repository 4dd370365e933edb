"""The listings in examples/ show every headline rule, and one of them shows what a good advert looks like.

tests/golden/examples.txt is all that is said of them, one problem a line. After a wanted change:
lintjob check --isolated --format concise examples > tests/golden/examples.txt
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lintjob.cli import main

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / 'tests' / 'golden' / 'examples.txt'
LISTINGS = sorted(path.name for path in (ROOT / 'examples').iterdir() if path.name != 'README.md')

HEADLINE_RULES = {
    'truncated.marker', 'truncated.unfinished',
    'salary.missing', 'salary.vague', 'salary.open-ended', 'salary.estimate', 'salary.no-currency',
    'salary.no-period', 'salary.reversed', 'salary.too-wide',
    'level.opaque', 'level.numeral',
    'workplace.unclear-hybrid', 'workplace.unclear-remote', 'workplace.unstated', 'workplace.contradiction',
    'clarity.readability',
    'markup.employment-type', 'markup.remote-contradiction',
}  # fmt: skip


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(ROOT)
    assert main(['check', '--isolated', '--format', 'concise', 'examples']) == 1
    out, err = capsys.readouterr()
    assert err == ''
    return out.splitlines()


def test_what_is_said_of_them(said: list[str]) -> None:
    assert said == GOLDEN.read_text(encoding='utf-8').splitlines()


def test_they_show_every_headline_rule(said: list[str]) -> None:
    assert {re.search(r'\(([\w.-]+)\)$', line)[1] for line in said} == HEADLINE_RULES


def test_there_are_eight_and_seven_are_flawed(said: list[str]) -> None:
    assert len(LISTINGS) == 8
    assert {Path(line.split(':')[0]).name for line in said} == {*LISTINGS} - {'baker.md'}


def test_the_exemplary_one_has_no_problem_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['check', '--isolated', '--fail-level', 'suggestion', str(ROOT / 'examples' / 'baker.md')]) == 0
    assert capsys.readouterr().out == 'Found no problems in 1 listing.\n'


@pytest.mark.parametrize('name', LISTINGS)
def test_each_is_as_long_as_a_real_one(name: str) -> None:
    words = (ROOT / 'examples' / name).read_text(encoding='utf-8').split()
    assert (250 if name.endswith(('.md', '.txt')) else 150) <= len(words) <= 600
