"""JobPosting data: what the rules of the pack say of pages and of data by itself."""

from __future__ import annotations

import json

import pytest
import yaml
from conftest import CASES, lexicon, rule_of, shipped, unmarked
from hypothesis import given
from hypothesis import strategies as st

from lintjob import readers
from lintjob.circumstances import Circumstances
from lintjob.errors import LintjobError
from lintjob.explain import explain
from lintjob.facts import CHOICES
from lintjob.facts.markup import values
from lintjob.facts.markup.figures import Figures
from lintjob.facts.pay.currency import CODES
from lintjob.facts.pay.iso import ISO
from lintjob.linter import Linter
from lintjob.ruleset import make
from lintjob.source import Source

RULE = """\
extends: fact
fact: markup
where: {kind: KIND}
message: it is so
description: Why.
level: error
since: '1'
examples: {invalid: [a <<b>>], valid: [c]}
"""
DATA = yaml.safe_load((CASES / 'markup.yaml').read_text('utf-8'))
RULES = [rule for rule in shipped().rules if rule.pack == 'markup']
TODAY = Circumstances('2026-11-22')


def linter(rules=RULES) -> Linter:
    return Linter(make(rules), lexicon(), circumstances=TODAY)


def posting(changes: dict | None) -> str:
    """The JobPosting of the cases, nothing wrong with it but for what is changed; null takes a property out."""
    made = {**DATA['posting'], **(changes or {})}
    return json.dumps({name: value for name, value in made.items() if value is not None}, ensure_ascii=False, indent=1)


def web_page(text: str, changes: dict | None) -> str:
    data = posting(changes)
    body = '\n'.join(f'<p>{line}</p>' for line in text.strip().split('\n'))
    return (
        f'<!DOCTYPE html>\n<html><head><title>Baker</title>\n<script type="application/ld+json">{data}</script></head>\n'
        f'<body><main><h1>Baker</h1>\n{body}\n{DATA["rest"]}</main></body></html>\n'
    )


def said(text: str, name: str, rules=RULES) -> list[str]:
    """The problems of the one listing in a text: rule and place."""
    (listing,) = readers.read(Source(name, text))
    found = linter(rules)
    verdict = found.lint(found.facts(listing))
    assert not verdict.complaints
    return [f'{each.rule.removeprefix("markup.")}: {text[each.start : each.end]}' for each in verdict.problems]


def ids(cases: list[dict]) -> list:
    return [pytest.param(case, id=f'{number}-{case.get("name", "")}') for number, case in enumerate(cases)]


@pytest.mark.parametrize('case', ids(DATA['data']))
def test_data_by_itself(case):
    assert said(posting(case['with']), 'advert.json') == case.get('problems', [])


@pytest.mark.parametrize('case', ids(DATA['pages']))
def test_data_against_its_page(case):
    assert said(web_page(case['page'], case.get('with')), 'advert.html') == case.get('problems', [])


@pytest.mark.parametrize('marked', DATA['titles'])
def test_titles(marked):
    title, spans = unmarked(marked)
    text = posting({'title': title, **DATA['employer']})
    at = text.index(json.dumps(title, ensure_ascii=False)) + 1
    (listing,) = readers.read(Source('advert.json', text))
    found = linter().lint(linter().facts(listing)).problems
    assert [(each.start - at, each.end - at) for each in found] == spans
    assert {each.rule for each in found} <= {'markup.title-clutter', 'markup.title-place'}


@pytest.mark.parametrize(('value', 'day'), DATA['days'])
def test_dates(value, day):
    assert values.day_of(value) == day


@pytest.mark.parametrize(('text', 'amounts', 'others'), DATA['figures'])
def test_figures_of_a_text(text, amounts, others):
    found = Figures(text)
    assert [amount for amount in amounts if not found.has(amount, 0)] == []
    assert [amount for amount in others if found.has(amount, 0)] == []


# ---------------------------------------------------------------- what holds of all


def test_every_kind_of_fault_has_a_rule_and_a_case():
    kinds = set(CHOICES['markup', 'kind'])
    assert {value for rule in RULES for value in rule.check.where['kind'].values} == kinds
    flagged = {
        problem.partition(':')[0]
        for part in ('data', 'pages')
        for case in DATA[part]
        for problem in case.get('problems', [])
    }
    assert flagged | {'title-clutter', 'title-place', 'unreadable'} == {
        rule.id.removeprefix('markup.') for rule in RULES
    }


def test_every_rule_names_its_source():
    assert [rule.id for rule in RULES if not rule.link] == []


def test_messages_say_what_to_write():
    text = posting({'employmentType': 'Full-time', 'datePosted': None, 'title': None})
    (listing,) = readers.read(Source('advert.json', text))
    found = linter().lint(linter().facts(listing)).problems
    assert [problem.message for problem in found] == [
        "the job data has no title or day it was posted (datePosted); Google's guidelines require it of every job",
        '"Full-time" is none of the employment types in Google\'s guidelines; write FULL_TIME',
    ]


def test_lists_of_names_are_given_whole():
    (problem,) = [
        problem
        for listing in readers.read(Source('advert.json', posting({'employmentType': 'Permanent'})))
        for problem in linter().lint(linter().facts(listing)).problems
    ]
    assert problem.message.endswith('CONTRACTOR, TEMPORARY, INTERN, VOLUNTEER, PER_DIEM or OTHER')


def test_a_listing_without_data_has_no_faults_and_needs_no_reading():
    (listing,) = readers.read(Source('advert.txt', 'Baker\n\nYou bake bread and cakes.\n'))
    facts = linter().facts(listing)
    assert facts.markup == ()
    assert facts.prose is facts


def test_currencies_are_codes_and_hold_those_that_adverts_write():
    assert {code for code in ISO if len(code) != 3 or not code.isupper()} == set()
    assert CODES <= ISO


def test_what_is_unlike_any_data_is_no_trouble():
    for changes in (
        {'baseSalary': [[], {}, {'value': []}], 'jobLocation': [[{'address': None}]], 'title': ['a', 'b']},
        {'hiringOrganization': [], 'title': {'@value': 'Baker'}, 'datePosted': {'@value': '2026-01-01'}},
        {'baseSalary': {'value': {'minValue': '9' * 400, 'maxValue': '1e9'}}, 'validThrough': '2' * 5000},
        {'title': '#1 ' * 3000, 'description': {'a': {'b': 1}}, 'employmentType': {'name': 'FULL_TIME'}},
    ):
        for listing in readers.read(Source('advert.json', posting(changes))):
            linter().lint(linter().facts(listing))


NAMES = st.sampled_from(
    [
        'title',
        'description',
        'datePosted',
        'validThrough',
        'baseSalary',
        'value',
        'minValue',
        'maxValue',
        'currency',
        'unitText',
        'employmentType',
        'name',
        'hiringOrganization',
        'jobLocation',
        'address',
        'addressCountry',
        'addressLocality',
        'jobLocationType',
        'identifier',
        '@id',
        '@type',
    ]
)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 10**6), st.text(max_size=20),
    st.sampled_from(['TELECOMMUTE', '2026-01-31', 'GBP', '€ 3', 'YEAR', '28,000', 'Leeds', 'Baker #123 (Leeds)']),
)  # fmt: skip
TREES = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4))


@given(st.dictionaries(NAMES, TREES, max_size=8), st.booleans())
def test_no_data_is_any_trouble_and_each_fault_has_a_place(changes, is_page):
    changes.pop('@type', None)
    text = web_page(DATA['shown'], changes) if is_page else posting(changes)
    for listing in readers.read(Source('advert.html' if is_page else 'advert.json', text)):
        facts = linter().facts(listing)
        for fault in facts.markup:
            start, end = listing.place(fault.span)
            assert 0 <= start < end <= len(text)
            assert fault.kind in CHOICES['markup', 'kind']


def test_where_the_data_can_not_be_read():
    text = web_page(DATA['shown'], None).replace('"title": "Baker",', '"title": "Baker"')
    (found,) = said(text, 'advert.html')
    assert found.startswith('unreadable: ')


def test_a_rule_may_only_speak_of_faults_that_there_are():
    text = RULE.replace('KIND', 'salary-unshow')
    with pytest.raises(LintjobError) as raised:
        rule_of(text)
    assert [str(each) for each in raised.value.complaints] == [
        'rules/pack/made.yaml:3:15: error: "salary-unshow" is no kind of markup; did you mean "salary-unshown"?'
    ]
    assert rule_of(RULE.replace('KIND', 'expired')).check.fact == 'markup'


def test_an_explanation_says_what_was_found_and_what_was_not():
    rule = next(rule for rule in RULES if rule.id == 'markup.employment-type')
    for changes, says in (
        ({'employmentType': 'Full-time'}, 'kind is employment-type; the rule flags: employment-type'),
        ({'datePosted': 'soon'}, 'there is no JobPosting data, or not this fault in it'),
    ):
        (listing,) = readers.read(Source('advert.json', posting(changes)))
        found = linter([rule])
        reasons = explain(found, found.facts(listing)).reasons
        assert says in [reason.says for reason in reasons]


def test_one_fault_is_one_problem_whatever_rule_speaks_of_it():
    for changes, found in (
        ({'minValue': 31000, 'maxValue': 28000}, ['salary.reversed']),
        ({'minValue': 28000, 'maxValue': 31000}, []),
    ):
        salary = {'currency': 'GBP', 'value': {**changes, 'unitText': 'YEAR'}}
        problems = said(web_page(DATA['shown'], {'baseSalary': salary}), 'advert.html', shipped().rules)
        assert [each.partition(':')[0] for each in problems if not each.startswith('workplace.')] == found
