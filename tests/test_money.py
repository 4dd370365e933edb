"""Sums of money: what adverts write reads back as what was meant."""

from __future__ import annotations

import pytest
from conftest import cases, lexicon
from hypothesis import given
from hypothesis import strategies as st

from lintjob.facts.pay import currency as currencies
from lintjob.facts.pay import money


def find(text: str, language: str = 'en', *, bare: bool = False) -> list[money.Money]:
    return money.sums_in(lexicon().of(language).scan(text), bare=bare)


@pytest.mark.parametrize('case', cases('money'))
def test_reads(case):
    found = find(case['text'], case.get('language', 'en'))
    assert [[each.low, each.high, each.currency] for each in found] == case['sums']
    assert any(each.is_reversed for each in found) == case.get('reversed', False)
    assert any(each.is_large for each in found) == case.get('large', False)
    for each in found:
        assert each.span.start < each.span.end <= len(case['text'])


def indian(number: int) -> str:
    head, tail = divmod(number, 1000)
    pairs = []
    while head > 99:
        head, pair = divmod(head, 100)
        pairs.insert(0, f'{pair:02}')
    return ','.join([str(head), *pairs, f'{tail:03}']) if number >= 1000 else str(number)


GROUPINGS = {
    'plain': str,
    'commas': lambda number: f'{number:,}',
    'dots': lambda number: f'{number:,}'.replace(',', '.'),
    'apostrophes': lambda number: f'{number:,}'.replace(',', "'"),
    'blanks': lambda number: f'{number:,}'.replace(',', ' '),
    'narrow blanks': lambda number: f'{number:,}'.replace(',', '\u202f'),
    'Indian': indian,
    'cents': lambda number: f'{number:,}.00',
    'dashes': lambda number: f'{number:,}'.replace(',', '.') + ',-',
}
WRITTEN = {
    '£{}': 'GBP',
    '€{}': 'EUR',
    '€ {}': 'EUR',
    '{} €': 'EUR',
    '{}€': 'EUR',
    'EUR {}': 'EUR',
    '{} EUR': 'EUR',
    '${}': '$',
    'US${}': 'USD',
    '${} USD': 'USD',
    'CA${}': 'CAD',
    '₹{}': 'INR',
    'INR {}': 'INR',
    'CHF {}': 'CHF',
    'R$ {}': 'BRL',
    '{} kr': 'kr',
    '{} SEK': 'SEK',
    '{} zł': 'PLN',
}
BETWEEN = [' - ', '-', '–', ' – ', ' — ', ' to ', '\\-']
AROUND = ['{}', 'Salary: {}', 'We pay {} per year.', '| {} |', '({})', 'Pay\n{}\nmore', '**{}** + bonus']

groupings = st.sampled_from(sorted(GROUPINGS)).map(GROUPINGS.__getitem__)
signs = st.sampled_from(sorted(WRITTEN.items()))
figures = st.integers(10, 499_999)


@given(figures, groupings, signs, st.sampled_from(AROUND))
def test_a_sum_reads_back(number, group, currency, around):
    form, code = currency
    written = form.format(group(number))
    text = around.format(written)
    (found,) = find(text)
    assert (found.low, found.high, found.currency) == (number, None, code)
    assert text[slice(*found.span)] == written


@given(figures, st.integers(0, 300), groupings, signs, st.sampled_from(BETWEEN), st.sampled_from(AROUND))
def test_a_range_reads_back(number, more, group, currency, between, around):
    form, code = currency
    other = number + number * more // 100
    written = form.format(group(number)) + between + form.format(group(other))
    text = around.format(written)
    (found,) = find(text)
    assert (found.low, found.high, found.currency) == (number, other, code)
    assert text[slice(*found.span)] == written
    assert not found.is_reversed


@given(st.integers(10, 400), st.integers(0, 100), st.sampled_from(['£{}k-£{}k', '£{}-{}k', '{}–{} k£', '£{} to £{}K']))
def test_thousands_read_back(number, more, form):
    (found,) = find(form.format(number, number + more))
    assert (found.low, found.high, found.currency) == (number * 1000, (number + more) * 1000, 'GBP')


ONES = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen',
        'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']  # fmt: skip
TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']


def spelt(number: int) -> str:
    if number >= 1000:
        rest = spelt(number % 1000)
        return f'{spelt(number // 1000)} thousand' + (
            f' {rest}' if number % 1000 >= 100 else f' and {rest}' if rest else ''
        )
    if number >= 100:
        return f'{ONES[number // 100]} hundred' + (f' and {spelt(number % 100)}' if number % 100 else '')
    return ONES[number] if number < 20 else TENS[number // 10] + ('-' + ONES[number % 10] if number % 10 else '')


@given(st.integers(5, 199_999))
def test_a_sum_in_words_reads_back(number):
    text = f'We pay {spelt(number)} pounds.'
    (found,) = find(text)
    assert (found.low, found.high, found.currency) == (number, None, 'GBP')
    assert text[slice(*found.span)] == f'{spelt(number)} pounds'


@given(st.text(alphabet='0123456789.,kKmLP$€£- EURto%\n/', max_size=200))
def test_nothing_breaks_it(text):
    for found in find(text, bare=True):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.high is None or found.low <= found.high


@pytest.mark.parametrize('piece', ['1 ', '$1 - $2 ', '10k - ', '1,', '1.000.', 'EUR ', '$', '9', 'a', '£1k to '])
def test_much_of_anything_is_read(piece):
    text = piece * (100_000 // len(piece))
    find(text)


def test_a_shared_sign_needs_a_country():
    assert currencies.resolve('$', 'US') == 'USD'
    assert currencies.resolve('$', 'GB') is None
    assert currencies.resolve('$', None) is None
    assert currencies.resolve('kr', 'NO') == 'NOK'
    assert currencies.resolve('EUR', 'US') == 'EUR'
    assert currencies.resolve('', 'US') is None
