"""Fingerprints: what a problem is by its content."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest
from conftest import ROOT, lexicon, shipped, verdicts
from hypothesis import given
from hypothesis import strategies as st

from lintjob import readers
from lintjob.fingerprint import Fingerprints, Identity, called, digest, identity, inside
from lintjob.linter import Linter
from lintjob.ruleset import Ruleset
from lintjob.source import Source

ADVERT = """\
# Baker

Example Bread, Leeds, United Kingdom

We bake bread and cakes. We offer a competitive salary and a discount. You start at four.

You work on site. Write to us at jobs@example.com.
"""


def prints(text: str, name: str = 'baker.md', rules: Ruleset | None = None, home: str = '') -> dict[str, list[str]]:
    """The prints of the problems in a text, by rule."""
    linter = Linter(rules or shipped(), lexicon())
    made = Fingerprints(home)
    found: dict[str, list[str]] = {}
    for listing in readers.read(Source(name, text)):
        for problem in linter.lint(linter.facts(listing)).problems:
            found.setdefault(problem.rule, []).append(made.of(listing, problem))
    return found


BASE = prints(ADVERT)


def test_the_problems_that_all_below_is_about():
    assert {rule: len(each) for rule, each in BASE.items()} == {'salary.missing': 1, 'salary.vague': 1}


@pytest.mark.parametrize(
    'text',
    [
        ADVERT.replace('Example Bread', 'A new first paragraph about us.\n\nExample Bread'),
        ADVERT.replace('\n', '\r\n'),
        ADVERT.replace('offer a competitive', 'offer a\n  competitive'),
        ADVERT.replace('You start at four.', 'You start at five.'),
        ADVERT.replace('competitive salary', '**competitive salary**'),
    ],
    ids=['edit above', 'line ends', 'wrapped', 'next sentence', 'bold'],
)
def test_what_leaves_prints_as_they_are(text):
    assert text != ADVERT
    assert prints(text) == BASE


def test_what_makes_other_prints():
    other = prints(ADVERT.replace('and a discount', 'and free bread'))
    assert other['salary.vague'] != BASE['salary.vague']
    assert other['salary.missing'] == BASE['salary.missing']
    assert prints(ADVERT, 'cook.md')['salary.vague'] != BASE['salary.vague']


def test_a_print_does_not_hang_on_how_the_file_was_named():
    assert prints(ADVERT, os.path.join('.', 'baker.md')) == BASE
    assert prints(ADVERT, os.path.abspath('baker.md')) == BASE
    assert prints(ADVERT, os.path.abspath('jobs/baker.md'), home=os.path.abspath('jobs')) == BASE


def test_indented_html_is_the_same_text():
    page = '<html><body><h1>Baker</h1><p>We offer a competitive salary and a discount.</p></body></html>'
    indented = page.replace('<p>', '\n    <p>\n      ').replace('a competitive', 'a\n      competitive')
    assert prints(page, 'a.html')['salary.vague'] == prints(indented, 'a.html')['salary.vague']


def test_equal_problems_have_prints_of_their_own():
    twice = ADVERT + '\nWe bake bread and cakes. We offer a competitive salary and a discount. You start at four.\n'
    first, second = prints(twice)['salary.vague']
    assert first != second
    assert [first] == BASE['salary.vague']


def test_records_are_told_apart_and_may_change_places():
    row = '{{"title": "Baker", "company": "Example Bread", "location": "{}", "description": "We offer a competitive salary."}}\n'
    leeds, york = row.format('Leeds'), row.format('York')
    both, turned = prints(leeds + york, 'a.jsonl'), prints(york + leeds, 'a.jsonl')
    assert both['salary.vague'] == turned['salary.vague'][::-1]
    assert len(set(both['salary.vague'])) == 2


def test_what_an_export_adds_to_a_link_does_not_count():
    row = '{{"title": "Baker", "description": "We bake.", "applyUrl": "https://example.com/jobs{}"}}'

    def name(link: str) -> str:
        (listing,) = readers.read(Source('a.jsonl', row.format(link)))
        return called(listing)

    assert name('?id=1') == name('?id=1&utm_source=board#top') == name('?utm_medium=x&id=1')
    assert name('?id=1') != name('?id=2')


def test_the_message_is_no_part_of_it():
    rules = shipped()
    reworded = rules._replace(rules=tuple(rule._replace(message='Something else.') for rule in rules.rules))
    assert prints(ADVERT, rules=reworded) == BASE


def test_the_recipe_stays_as_it_is():
    # Prints are kept elsewhere (in GitLab, in GitHub): where this changes, VERSION must change as well.
    assert BASE['salary.vague'] == [
        digest('lintjob/1', 'baker.md', '', 'salary.vague', 'competitive salary',
               'We offer a competitive salary and a discount.', '0')[:32]
    ]  # fmt: skip
    assert digest('a', 'b') == hashlib.sha256(b'a\0b').hexdigest()
    assert BASE['salary.vague'] == ['12aad60ffa9cc063ab63a0ebd6b473d0']


def test_other_processes_give_the_same_prints(tmp_path):
    code = 'from lintjob.fingerprint import digest; print(digest("a", "\\udce4"))'
    made = set()
    for seed in ('1', '2'):
        environment = {**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONHASHSEED': seed}
        made.add(subprocess.run([sys.executable, '-c', code], capture_output=True, check=True, env=environment).stdout)
    assert len(made) == 1


TEXTS = st.lists(st.text(alphabet='ab #\udce4', max_size=3), min_size=1, max_size=4)


@given(TEXTS, TEXTS)
def test_other_texts_have_other_digests(one, other):
    assert (digest(*one) == digest(*other)) == (one == other)


def test_identity_says_all_five():
    (verdict,) = verdicts(Source('baker.md', ADVERT), shipped())
    (listing,) = readers.read(Source('baker.md', ADVERT))
    found = [identity(listing, problem) for problem in verdict.problems if problem.rule == 'salary.vague']
    around = 'We offer a competitive salary and a discount.'
    assert found == [Identity('baker.md', called(listing), 'salary.vague', 'competitive salary', around)]


def test_paths_are_seen_from_a_folder():
    home = os.path.abspath(os.path.join('x', 'y'))
    assert inside(os.path.join('x', 'y', 'z', 'a.md'), home) == 'z/a.md'
    assert inside(os.path.join('x', 'a.md'), home) == '../a.md'


@pytest.mark.skipif(os.name == 'nt', reason='links need rights here: passed by')
def test_a_path_through_a_link_is_the_same(tmp_path):
    (tmp_path / 'real').mkdir()
    (tmp_path / 'link').symlink_to('real')
    assert inside(str(tmp_path / 'link' / 'a.md'), str(tmp_path / 'real')) == 'a.md'
    assert inside(str(tmp_path / 'real' / 'a.md'), str(tmp_path / 'link')) == 'a.md'
