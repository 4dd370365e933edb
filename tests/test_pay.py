"""The pay of a listing: kind, figures, currency, period, and where it stands or belongs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import cases, lexicon
from hypothesis import given
from hypothesis import strategies as st

from lintjob import readers
from lintjob.facts import Facts, pay
from lintjob.source import Source


def facts_of(text: str, place: str = 'Leeds, England', front: str = '', suffix: str = 'txt') -> Facts:
    if front:
        whole = f'---\ntitle: Made-up Job\ncompany: Example Ltd\nlocation: {place}\n{front}\n---\n\n{text}\n'
        suffix = 'md'
    else:
        whole = f'Made-up Job\nExample Ltd\n{place}\n\n{text}\n'
    (listing,) = readers.read(Source(f'advert.{suffix}', whole))
    return Facts(listing, ('en',), lexicon().of('en').scan(listing.text))


@pytest.mark.parametrize('case', cases('pay'))
def test_reads(case):
    facts = facts_of(
        case['text'], case.get('place', 'Leeds, England'), case.get('front', ''), case.get('suffix', 'txt')
    )
    found = facts.pay
    assert list(found[:5]) == case['pay']
    assert found.is_reversed == case.get('reversed', False)
    source = facts.listing.source.text
    if 'at' in case:
        assert source[slice(*facts.listing.place(found.span))] == case['at']
    if 'slot' in case:
        assert found.has_slot == case['slot']
    if 'sign' in case:
        assert found.sign == case['sign']


def said(text: str) -> list[str]:
    facts = facts_of(text)
    return [facts.listing.text[slice(*span)].strip() for span in facts.pay_statements]


def test_statements_end_with_the_clause():
    assert said('You bake. We offer a fair salary and bread. You start at four.') == [
        'We offer a fair salary and bread.'.rstrip('.')
    ]
    assert said('Leeds | Salary negotiable | 40 hours') == ['Salary negotiable']
    assert said('- free bread\n- good pay\n- a bicycle') == ['good pay']


def test_statements_speak_of_the_pay_alone():
    assert not said('Salary sacrifice scheme, deferred compensation and sick pay. You pay attention to detail.')
    assert not said('Tell us your salary expectations. The Department of Energy (DOE) pays for our lab.')


def test_a_statement_holds_a_line_under_its_label():
    assert any('experience' in span for span in said('\nSalary:\n\nby experience\n'))


def test_a_statement_is_not_the_whole_of_a_flattened_text():
    text = 'word ' * 400 + 'Salary depends on you ' + 'word ' * 400
    (span,) = facts_of(text).pay_statements
    assert span.end - span.start < 300


def test_statements_are_in_order_and_apart():
    spans = facts_of('Pay: £30,000. Salary: £30,000 a year, pay reviewed yearly. Wages are paid weekly.').pay_statements
    assert all(one.end <= two.start for one, two in pairwise(spans))


PERIODS = {'per hour': 'hour', '/day': 'day', 'a week': 'week', 'p/m': 'month', 'per annum': 'year', 'annually': 'year'}


@given(
    st.integers(20, 90),
    st.integers(0, 90),
    st.sampled_from(sorted(PERIODS)),
    st.sampled_from(['Salary: ', 'The pay is ', 'Pay range - ']),
)
def test_a_statement_reads_back(number, more, period, label):
    low, high = number * 1000, (number + more) * 1000
    found = facts_of(f'You bake bread.\n\n{label}£{low:,} - £{high:,} {period}').pay
    assert found.kind == ('range' if more else 'fixed')
    assert (found.minimum, found.maximum, found.currency, found.period) == (low, high, 'GBP', PERIODS[period])


@given(st.text(alphabet='Salarypy: £$€k0123456789.,-\n|()toup+', max_size=300))
def test_nothing_breaks_it(text):
    facts = facts_of(text)
    found = facts.pay
    size = len(facts.listing.text)
    assert 0 <= found.span.start <= found.span.end <= size
    if found.minimum and found.maximum:
        assert found.minimum <= found.maximum
    assert all(0 <= span.start < span.end <= size for span in facts.pay_statements)


@pytest.mark.parametrize('piece', ['salary £40,000 - £45,000 a year ', 'salary: ', '£1 ', 'pay\n', 'up to £50k bonus '])
def test_much_of_anything_is_read(piece):
    facts = facts_of(piece * (100_000 // len(piece)))
    assert facts.pay
    facts.pay_statements  # noqa: B018


def test_spread():
    assert facts_of('Salary: £30,000 - £60,000 a year').pay.spread == 2
    assert facts_of('Salary: up to £60,000 a year').pay.spread is None
    assert pay.Pay._fields[:5] == ('kind', 'minimum', 'maximum', 'currency', 'period')
