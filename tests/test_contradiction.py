"""A field against the text: workplace.contradiction and salary.contradiction."""

from __future__ import annotations

import functools

import pytest
from conftest import ROOT, cases, lexicon, rule_of
from hypothesis import given
from hypothesis import strategies as st

from lintjob import readers
from lintjob.linter import Linter
from lintjob.listing import Field, Listing, Markup
from lintjob.ruleset import Ruleset, make
from lintjob.source import Source, Span

RULES = ('workplace', 'salary')
BOTH = ['salary.contradiction', 'workplace.contradiction']


@functools.cache
def rules() -> Ruleset:
    paths = [ROOT / 'rules' / pack / 'contradiction.yaml' for pack in RULES]
    return make([rule_of(path.read_text('utf-8'), f'rules/{path.parent.name}/contradiction.yaml') for path in paths])


def verdict(front: str, text: str, title: str = 'Clerk', language: str = 'en') -> list:
    (listing,) = readers.read(Source('advert.md', f'---\ntitle: {title}\n{front}\n---\n\n{text}\n'))
    linter = Linter(rules(), lexicon(), language)
    return linter.lint(linter.facts(listing)).problems


@pytest.mark.parametrize('case', cases('contradiction'))
def test_contradictions(case):
    problems = verdict(
        case['front'], case.get('text', 'You bake.'), case.get('title', 'Clerk'), case.get('language', 'en')
    )
    assert [f'{problem.rule}: {problem.match}' for problem in problems] == case.get('flags', [])
    if 'contrary' in case:
        assert problems[0].message.startswith(f'"{problems[0].match}" contradicts "{case["contrary"]}"')


PERIODS = {'hour': 'an hour', 'month': 'a month', 'year': 'a year'}


@given(st.integers(12, 90), st.integers(0, 40), st.sampled_from(sorted(PERIODS)), st.sampled_from(['£', '€']))
def test_what_agrees_is_left_alone(low, more, period, sign):
    scale = {'hour': 1, 'month': 200, 'year': 1000}[period]
    low, high = low * scale, (low + more) * scale
    text = (
        f'Salary: {sign}{low:,} to {sign}{high:,} {PERIODS[period]}.'
        if more
        else f'Salary: {sign}{low:,} {PERIODS[period]}.'
    )
    currency = {'£': 'GBP', '€': 'EUR'}[sign]
    front = f'salary_min: {low}\nsalary_max: {high}\nsalary_currency: {currency}\nsalary_period: {period}'
    assert not verdict(front, text)
    other = 'year' if period == 'hour' else 'hour'
    (problem,) = verdict(front.replace(f'period: {period}', f'period: {other}'), text)
    assert problem.rule == 'salary.contradiction'
    (problem,) = verdict(front.replace(currency, 'CHF'), text)
    assert 'CHF' in problem.message


@given(
    st.sampled_from(['Remote', 'Hybrid', 'On-site', 'true', 'false', 'none', 'unspecified', '']),
    st.sampled_from(['Remote', 'Hybrid', 'On-site', 'true', 'false', '']),
    st.lists(
        st.sampled_from(
            [
                'hybrid role',
                'fully remote position',
                'on-site job',
                'two days a week',
                'in the office',
                'at home',
                'or',
                'not',
                '.',
                '\n',
            ]
        ),
        max_size=12,
    ),
)
def test_any_fields_and_words_give_one_problem_at_most(workplace, remote, words):
    problems = verdict(f'workplace: "{workplace}"\nremote: "{remote}"', ' '.join(words))
    assert len(problems) <= 1
    assert all(problem.match and ' contradicts "' in problem.message for problem in problems)


def marked_up(page: Span | None) -> Listing:
    """A listing whose field for the workplace is in JobPosting data before ``page``."""
    text = 'TELECOMMUTE\n25000\n\nClerk\n\nYou are in our office three days a week. Salary: £40,000 a year.'
    source = Source('page.html', text)
    fields = {
        'workplace': Field('workplace', 'TELECOMMUTE', Span(0, 11), 'jobLocationType'),
        'salary_minimum': Field('salary_minimum', '25000', Span(12, 17), 'baseSalary.value.minValue'),
        'salary_maximum': Field('salary_maximum', '25000', Span(12, 17), 'baseSalary.value.maxValue'),
        'title': Field('title', 'Clerk', Span(19, 24)),
    }
    markup = Markup((), {}, Span(0, 0), '', page) if page != Span(0, 0) else None
    return Listing(source, text, [], fields, Span(19, len(text)), markup=markup)


@pytest.mark.parametrize(
    ('page', 'found'),
    [(Span(0, 0), BOTH), (None, []), (Span(19, 88), [])],
)
def test_markup_has_rules_of_its_own(page, found):
    linter = Linter(rules(), lexicon(), 'en')
    assert sorted(problem.rule for problem in linter.lint(linter.facts(marked_up(page))).problems) == found
