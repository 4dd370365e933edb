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


def facts_of(
    text: str, place: str = 'Leeds, England', front: str = '', suffix: str = 'txt', language: str = 'en'
) -> Facts:
    if front:
        whole = f'---\ntitle: Made-up Job\ncompany: Example Ltd\nlocation: {place}\n{front}\n---\n\n{text}\n'
        suffix = 'md'
    else:
        whole = f'Made-up Job\nExample Ltd\n{place}\n\n{text}\n'
    (listing,) = readers.read(Source(f'advert.{suffix}', whole))
    return Facts(listing, (language,), lexicon().of(language).scan(listing.text))


@pytest.mark.parametrize('case', cases('pay'))
def test_reads(case):
    facts = facts_of(
        case['text'],
        case.get('place', 'Leeds, England'),
        case.get('front', ''),
        case.get('suffix', 'txt'),
        case.get('language', 'en'),
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
    assert found.has_lost_thousands == case.get('lost', False)


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
    assert span.end - span.start < 450


def test_statements_are_in_order_and_apart():
    spans = facts_of('Pay: £30,000. Salary: £30,000 a year, pay reviewed yearly. Wages are paid weekly.').pay_statements
    assert all(one.end <= two.start for one, two in pairwise(spans))


def dotted(number: int) -> str:
    return f'{number:,}'.replace(',', '.')


def spaced(number: int) -> str:
    return f'{number:,}'.replace(',', '\u202f')


def apostrophed(number: int) -> str:
    return f'{number:,}'.replace(',', "'")


#: How adverts in each language write the pay: labels, figures, currencies, what joins two figures, periods.
STYLES = {
    'en': (
        ['Salary: ', 'The pay is ', 'Pay range - ', '- Compensation: ', '| Salary | '],
        ['{:,}'.format, '{:,}.00'.format, str],
        {
            '£{}': 'GBP',
            'GBP {}': 'GBP',
            '€{}': 'EUR',
            'EUR {}': 'EUR',
            '{} EUR': 'EUR',
            'US${}': 'USD',
            'CHF {}': 'CHF',
        },
        [' - ', '-', '–', ' to '],
        {
            ' per hour': 'hour',
            '/day': 'day',
            ' a week': 'week',
            ' p/m': 'month',
            ' per annum': 'year',
            ' annually': 'year',
        },
    ),
    'de': (
        ['Gehalt: ', 'Wir zahlen ein Gehalt von ', 'Vergütung: '],
        [dotted, apostrophed, '{:.0f},-'.format],
        {'{} €': 'EUR', '{}€': 'EUR', '€ {}': 'EUR', 'EUR {}': 'EUR', '{} Euro': 'EUR', 'CHF {}': 'CHF'},
        [' - ', '–', ' bis '],
        {
            ' pro Stunde': 'hour',
            '/Monat': 'month',
            ' brutto pro Jahr': 'year',
            ' brutto im Monat': 'month',
            ' p.a.': 'year',
        },
    ),
    'fr': (
        ['Salaire : ', 'Rémunération : '],
        [spaced, '{:,}'.format, str],
        {'{} €': 'EUR', '{}€': 'EUR', '{} euros': 'EUR', '{} EUR': 'EUR'},
        [' - ', '–', ' à '],
        {' par jour': 'day', ' brut par an': 'year', '/mois': 'month', ' bruts annuels': 'year', ' par mois': 'month'},
    ),
    'es': (
        ['Salario: ', 'Retribución: '],
        [dotted, str],
        {'{} €': 'EUR', '{}€': 'EUR', '{} euros': 'EUR', 'EUR {}': 'EUR'},
        [' - ', '–', ' a '],
        {' brutos al año': 'year', ' al mes': 'month', '/hora': 'hour', ' brutos anuales': 'year'},
    ),
    'pt': (
        ['Salário: ', 'Remuneração: '],
        [dotted, '{:.0f},00'.format],
        {'R$ {}': 'BRL', 'R${}': 'BRL', '{} €': 'EUR', '{} euros': 'EUR'},
        [' - ', '–', ' a '],
        {' por mês': 'month', '/mês': 'month', ' por ano': 'year', ' mensais': 'month', ' por hora': 'hour'},
    ),
    'nl': (
        ['Salaris: ', 'Een salaris van '],
        [dotted, lambda number: dotted(number) + ',-'],
        {'€ {}': 'EUR', '€{}': 'EUR', '{} euro': 'EUR', 'EUR {}': 'EUR'},
        [' - ', '–', ' tot '],
        {' per maand': 'month', ' bruto per maand': 'month', ' per jaar': 'year', ' per uur': 'hour'},
    ),
    'it': (
        ['Retribuzione: ', 'Stipendio: '],
        [dotted, str],
        {'{} €': 'EUR', '€ {}': 'EUR', '{} euro': 'EUR', 'EUR {}': 'EUR'},
        [' - ', '–', ' a '],
        {' lordi annui': 'year', ' al mese': 'month', " all'ora": 'hour', " lordi all'anno": 'year'},
    ),
}


@given(st.sampled_from(sorted(STYLES)).flatmap(lambda code: st.tuples(st.just(code), *map(st.sampled_from, (
    STYLES[code][0], STYLES[code][1], sorted(STYLES[code][2]), STYLES[code][3], sorted(STYLES[code][4])
)))), st.integers(20, 90), st.integers(0, 60))  # fmt: skip
def test_a_statement_reads_back(style, number, more):
    language, label, group, form, between, period = style
    low, high = number * 1000, (number + more) * 1000
    figures = form.format(group(low)) + (between + form.format(group(high)) if more else '')
    found = facts_of(f'..\n\n{label}{figures}{period}', language=language).pay
    assert found.kind == ('range' if more else 'fixed')
    currencies, periods = STYLES[language][2], STYLES[language][4]
    assert (found.minimum, found.maximum, found.currency, found.period) == (
        low,
        high,
        currencies[form],
        periods[period],
    )


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
