"""Findings become problems: once, in order, in words, none lost."""

from __future__ import annotations

from typing import ClassVar

import pytest
from conftest import lexicon, problems, rule_of, shipped, verdicts

from lintjob import matcher, readers
from lintjob.facts import Facts
from lintjob.linter import Linter
from lintjob.problem import Level, Problem
from lintjob.rule import Finding
from lintjob.ruleset import make
from lintjob.source import Source, Span

RULE = """\
extends: existence
message: 'found "{{match}}"'
description: Why.
level: {level}
since: '1'
tokens: [{tokens}]
examples: {{invalid: [<<x>>], valid: [y]}}
"""


def word(tokens: str, name: str = 'pack.word', level: str = 'warning'):
    """A rule on words."""
    return rule_of(RULE.format(tokens=tokens, level=level), f'rules/{name.replace(".", "/")}.yaml')


class Finder:
    """A check that finds what it is told to."""

    placeholders = frozenset({'other'})
    phrases: ClassVar[dict] = {}

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings

    def find(self, facts: Facts, hits: matcher.Hits):
        yield from self.findings


def told(*findings: Finding, message: str = '{match}', level: Level = Level.WARNING):
    """A rule that finds what it is told to."""
    return word('x')._replace(check=Finder(*findings), message=message, level=level)


def test_a_problem_is_all_that_a_reporter_needs():
    text = 'Baker\r\n\r\nWe are 🎉 rockstars\r\nof bread.\r\n'
    (found,) = problems(text, [word('rockstars of')], 'jobs/advert.txt')
    assert found == Problem(
        'jobs/advert.txt',
        3,
        10,
        4,
        3,
        'pack.word',
        Level.WARNING,
        'found "rockstars of"',
        'rockstars of',
        0,
        18,
        31,
        Span(18, 31),
    )
    assert text[found.start : found.end].split() == found.match.split()


def test_problems_stand_in_the_order_of_the_text():
    found = problems('Baker\n\nc b a\nb\n', [word('a', 'z.a'), word('b', 'm.b'), word('c', 'a.c'), word('a', 'b.a')])
    assert [(problem.line, problem.column, problem.rule) for problem in found] == [
        (3, 1, 'a.c'), (3, 3, 'm.b'), (3, 5, 'b.a'), (3, 5, 'z.a'), (4, 1, 'm.b'),
    ]  # fmt: skip


def test_a_rule_has_one_problem_at_a_place():
    span = Span(0, 5)
    found = problems('Baker\n', [told(Finding(span, {'other': 'a'}), Finding(span, {'other': 'b'}), message='{other}')])
    assert [problem.message for problem in found] == ['a']


def test_two_rules_may_have_one_each():
    assert [problem.rule for problem in problems('Baker\n', [word('baker', 'a.a'), word('baker', 'b.b')])] == [
        'a.a',
        'b.b',
    ]


def test_a_message_stays_on_one_line():
    text = 'Baker\n\ngood\npay\twas\u2028here\n'
    words = {'other': 'two\nlines'}
    (found,) = problems(text, [told(Finding(Span(7, len(text)), words), message='"{match}" and {other} {{x}}')])
    assert found.message == '"good pay was here" and two lines {x}'


def test_braces_in_a_text_are_text():
    (found,) = problems('Baker {match} {0}\n', [told(Finding(Span(0, 17)))])
    assert found.message == 'Baker {match} {0}'


def test_a_long_match_is_shortened_in_the_message_alone():
    text = 'word ' * 100
    (found,) = problems(text, [told(Finding(Span(0, 499)))])
    assert found.match == text[:499]
    assert found.message == 'word word word word word word word word … word word word word'
    assert len(found.message) <= 62


def test_what_is_just_short_enough_is_left_alone():
    text = 'x' * 60
    (found,) = problems(text, [told(Finding(Span(0, 60)))])
    assert found.message == text


@pytest.mark.parametrize(
    ('own', 'lowered', 'level'),
    [
        (Level.ERROR, Level.SUGGESTION, 'suggestion'),
        (Level.SUGGESTION, Level.WARNING, 'suggestion'),
        (Level.ERROR, None, 'error'),
    ],
)
def test_a_finding_may_lower_the_level_never_raise_it(own, lowered, level):
    (found,) = problems('Baker\n', [told(Finding(Span(0, 5), {}, lowered, '; because'), level=own)])
    assert (str(found.level), found.message) == (level, 'Baker; because')


def test_an_empty_place_has_an_empty_match():
    (found,) = problems('Baker\n', [told(Finding(Span(5, 5)))])
    assert (found.line, found.column, found.end_line, found.end_column, found.match) == (1, 6, 1, 6, '')


# ---------------------------------------------------------------- languages


def spoken(code: str | None, text: str = 'Bäcker\n\nWir suchen für unsere Bäckerei in Köln einen Bäcker.\n') -> str:
    """The language in which a listing is read."""
    listing = readers.read(Source('advert.md', text))[0]
    return Linter(make(()), lexicon(), code).facts(listing).language


def test_the_language_is_told_by_the_words():
    assert spoken(None) == 'de'
    assert spoken(None, 'Baker\n\nWe are looking for a baker who will work with us in our shop.\n') == 'en'


def test_or_by_the_settings():
    assert spoken('fr') == 'fr'


def test_but_a_listing_that_says_it_knows_best():
    assert spoken('fr', '---\ntitle: Baker\nlanguage: en\n---\n\nText.\n') == 'en'


# ---------------------------------------------------------------- patterns that run for ever


def test_a_rule_that_takes_too_long_is_named_and_loses_no_other(monkeypatch):
    monkeypatch.setattr(matcher, 'TIME_LIMIT', 0.05)
    rules = [word('"(?:a|b|ab)*c"', 'bad.slow'), word('baker', 'good.fast')]
    ((found, complaints),) = verdicts(Source('advert.txt', 'Baker\n\n' + 'ab' * 60 + 'd c\n'), rules)
    assert [problem.rule for problem in found] == ['good.fast']
    assert [str(complaint) for complaint in complaints] == [
        'advert.txt: error: the rule bad.slow (rules/bad/slow.yaml) was given up: its pattern takes too long on this text'
    ]


def test_what_it_found_before_is_kept(monkeypatch):
    monkeypatch.setattr(matcher, 'TIME_LIMIT', 0.05)
    text = 'Baker\n\nx ac ac\n\n' + 'ab' * 60 + 'd c\n'
    ((found, complaints),) = verdicts(Source('advert.txt', text), [word('"(?:a|b|ab)*c"')])
    assert complaints
    assert {problem.match for problem in found} <= {'ac', 'c'}
    assert [problem.match for problem in found][:2] == ['ac', 'ac']


def test_the_linter_is_not_changed_by_a_listing():
    first = problems('Baker\n\nWe offer a competitive salary.\n', shipped())
    problems('Other\n\nMore.\n', shipped())
    assert problems('Baker\n\nWe offer a competitive salary.\n', shipped()) == first
