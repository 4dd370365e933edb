"""Where the work is done, read from words."""

from itertools import pairwise

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from lintjob import readers, vocabulary
from lintjob.facts import Facts
from lintjob.facts.workplace import Workplace
from lintjob.facts.workplace.attendance import Spread, around, without_overlaps
from lintjob.source import Source, Span

INDEX = vocabulary.index(['en'])
MODES = {'onsite', 'hybrid', 'remote', 'choice', 'unstated'}


def facts(text: str, name: str = 'advert.txt') -> Facts:
    listing = readers.read(Source(name, text))[0]
    return Facts(listing, ('en',), INDEX.scan(listing.text))


def workplace(text: str, name: str = 'advert.txt') -> Workplace:
    return facts(text, name).workplace


@pytest.mark.parametrize('case', cases('workplace'))
def test_what_a_statement_says(case):
    text = case['text'] if '\n' in case['text'] else f'Clerk\n\n{case["text"]}'
    fact = facts(text)
    read = fact.workplace
    said = {
        'mode': read.mode,
        'days': read.days_in_office,
        'which': list(read.days),
        'amount': read.has_amount,
        'region': read.has_region,
        'offers': list(read.offers),
        'office': read.office,
        'decided': read.decided_by,
        'land': read.region,
        'zone': read.time_zone,
        'conflict': read.conflict,
        'at': fact.listing.text[slice(*read.span)],
    }
    asked = {name: value for name, value in case.items() if name not in ('name', 'text')}
    assert {name: said[name] for name in asked} == asked


@pytest.mark.parametrize('number', [(1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')])
@pytest.mark.parametrize(
    ('form', 'in_office'),
    [
        ('Hybrid: {} days a week in the office.', True),
        ('Hybrid, {} days per week on site.', True),
        ('You spend {} days in our York office each week.', True),
        ('Hybrid ({} days at home)', False),
        ('You work {} days a week remotely.', False),
    ],
)
def test_number_words_are_figures(form, in_office, number):
    for written in number:
        read = workplace(f'Clerk\n\n{form.format(written)}')
        assert (read.mode, read.days_in_office) == ('hybrid', number[0] if in_office else 5 - number[0])


#: What a field says, in the spellings of people and of hiring systems.
SPELT = {
    'onsite': (
        *('workMode: On-site', 'workplaceType: ON_SITE', 'workplaceType: onSite', 'workplace: in_office'),
        *('workplace: In person', 'workplace: NOT_REMOTE', 'workplace: non-remote', 'on_site: true'),
        *('remote: false', 'isRemote: "No"', 'remote: none', 'remote_status: none', 'remote: 0%', 'remote: on-site'),
    ),
    'hybrid': (
        *('workMode: Hybrid', 'workplaceType: HYBRID', 'workplace: Hybrid Remote', 'remote: hybrid', 'hybrid: true'),
        *('remote_status: temporary', 'remote: partially', 'remoteFriendly: true', 'remote_ok: "yes"'),
        *('location: London (Hybrid)', 'workplace: 3 days in office', 'home office: "yes"'),
    ),
    'remote': (
        *('workMode: Remote', 'workplaceType: fullyRemote', 'workplace: FULLY_REMOTE', 'workplaceType: remote_only'),
        *(
            'remote: true',
            'remote: full',
            'remote: 100%',
            'remote: 100% remote',
            'isRemote: 1',
            'remote: work from home',
        ),
        *('remote: Remote - EU', 'remote: Europe', 'jobLocationType: TELECOMMUTE', 'remote_status: fully'),
        *('location: Remote - US', 'workplace: Remote (UK only)', 'telecommute: "yes"'),
    ),
    'choice': ('workplace: Remote, Hybrid', 'workplace: onsite/remote', 'workplace: [Remote, On-site]'),
    'unstated': (
        *('location: London', 'workMode: ""', 'workplaceType: unspecified', 'workplace: n/a', 'workplace: null'),
        *('hybrid: false', 'workplace: Not specified', 'remote: ""'),
    ),
}


@pytest.mark.parametrize(('mode', 'field'), [(mode, field) for mode, fields in SPELT.items() for field in fields])
def test_fields_of_front_matter(field, mode):
    read = workplace(f'---\ntitle: Clerk\n{field}\n---\n\nYou answer letters.\n', 'advert.md')
    assert (read.mode, read.has_slot) == (mode, not field.startswith('location'))


@pytest.mark.parametrize(
    ('field', 'text', 'mode'),
    [
        ('remote: false', 'Hybrid: two days a week in the office.', 'hybrid'),
        ('remote: true', 'Hybrid: two days a week in the office.', 'hybrid'),
        ('workplace: On-site', 'We are a remote-first company.', 'onsite'),
        ('workplace: unspecified', 'This is a fully remote job.', 'remote'),
        ('workplace: ""', 'This is a hybrid role.', 'hybrid'),
        ('workplace: Remote', 'We have offices in York and Leeds.', 'remote'),
    ],
)
def test_a_field_counts_beside_the_text(field, text, mode):
    assert workplace(f'---\ntitle: Clerk\n{field}\n---\n\n{text}\n', 'advert.md').mode == mode


@pytest.mark.parametrize(
    ('text', 'amount'), [('You answer letters.', False), ('You are in our York office two days a week.', True)]
)
def test_days_in_the_text_make_a_hybrid_field_plain(text, amount):
    fact = facts(f'---\ntitle: Clerk\nworkplaceType: HYBRID\n---\n\n{text}\n', 'advert.md')
    assert (fact.workplace.mode, fact.workplace.has_amount) == ('hybrid', amount)
    assert amount or fact.listing.text[slice(*fact.workplace.span)] == 'HYBRID'


def test_nothing_said_in_a_field_is_missed_there():
    fact = facts('---\ntitle: Clerk\nworkplace: unspecified\n---\n\nYou answer letters.\n', 'advert.md')
    assert fact.listing.text[slice(*fact.workplace.span)] == 'unspecified'


def test_an_absence_stands_at_the_title():
    fact = facts('Clerk\n\nYou answer letters.')
    assert fact.listing.text[slice(*fact.workplace.span)] == 'Clerk'


def test_a_contradiction_names_both_statements():
    fact = facts('Clerk\n\nThis is a fully remote job. You are in the office three days a week.')
    assert fact.workplace.contrary == 'fully remote'
    assert fact.listing.text[slice(*fact.workplace.conflict_span)] == 'office three days a week'


WORDS = [
    *[
        'Hybrid',
        'hybrid',
        'remote',
        'Remote',
        'REMOTE',
        'on-site',
        'onsite',
        'office',
        'home',
        'days',
        'day',
        'week',
        'month',
        'a',
        'per',
        'in',
        'the',
        'at',
        'from',
        'or',
        'and',
        '/',
        '|',
        '(',
        ')',
    ],
    *[
        '2',
        '3',
        '5',
        '2-3',
        '60%',
        'two',
        'three',
        'twice',
        'Monday',
        'Tuesday',
        'to',
        'Friday',
        'fully',
        'not',
        'working',
        'role',
        'cloud',
        'UK',
        'US',
        '.',
        ',',
        ':',
        '\n',
        '\n\n',
        '\u2060',
        '￼',
    ],
]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_words_give_a_fact_in_order(words):
    text = ' '.join(words)
    fact = facts(text)
    read = fact.workplace
    size = len(fact.listing.text)
    assert read.mode in MODES
    assert 0 <= read.span.start <= read.span.end <= size
    assert 0 <= read.conflict_span.start <= read.conflict_span.end <= size
    assert read.days_in_office is None or 0 <= read.days_in_office <= 5
    assert len(set(read.days)) == len(read.days) < 5
    assert (read.mode == 'unstated') == (read.offers == ())
    assert not read.has_amount or read.mode in ('hybrid', 'choice')
    assert bool(read.conflict) == bool(read.contrary)
    if read.mode == 'choice':
        assert len(read.offers) > 1


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert workplace(text).mode in MODES


@pytest.mark.parametrize(
    'piece',
    [
        '3 days office ',
        'Hybrid or remote, ',
        'Monday to ',
        '2-',
        'remote ',
        'home office ',
        '(',
        'on site\n',
        '50% ',
        'a',
        'work from ',
    ],
)
def test_long_odd_text_is_read(piece):
    fact = facts('Clerk\n\n' + piece * (100_000 // len(piece)))
    assert fact.workplace.mode in MODES


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=12), st.integers(0, 60), st.integers(0, 60))
def test_places_in_a_stretch(pairs, start, end):
    items = without_overlaps(sorted((Span(at, at + size), '') for at, size in pairs))
    assert all(not one.overlaps(other) for (one, _), (other, _) in pairwise(items))
    expected = [item for item in items if start <= item[0].start and item[0].end <= end]
    assert list(Spread(items).between(start, end)) == expected


def test_a_clause_ends_where_a_sentence_does():
    text = 'It is here. We are in the office 3 days. There is more.'
    at = text.index('3')
    assert text[slice(*around(text, Span(at, at + 1)))].strip() == 'We are in the office 3 days'
