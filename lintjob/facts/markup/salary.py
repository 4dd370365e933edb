"""The pay in JobPosting data: its shape, and whether the page says the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from lintjob.expression import Expression
from lintjob.facts.markup.currency import is_shared, signs_of
from lintjob.facts.markup.fault import Data, Fault, Stated
from lintjob.facts.markup.figures import Figures
from lintjob.facts.markup.values import unit
from lintjob.facts.pay.conflict import is_other
from lintjob.facts.pay.iso import ISO
from lintjob.facts.pay.words import words
from lintjob.listing import Property
from lintjob.typed import NamedTuple

if TYPE_CHECKING:
    from lintjob.facts.pay import Pay

_SALARY = 'baseSalary'
_AMOUNTS = ('value', 'minValue', 'maxValue')
#: A number of JSON, as programs write it that divide or that know large figures: 2166.6666666666665, 3.0E7.
_NUMBER = Expression(r'[0-9]{1,15}(?:\.[0-9]{1,20})?(?:[eE]\+?[0-9]{1,2})?')

#: How many of one period make one of another: as few and as many as may be meant.
_RATIOS = {
    ('year', 'month'): (12, 14.5),
    ('year', 'fortnight'): (26, 26),
    ('year', 'week'): (48, 52.2),
    ('year', 'day'): (200, 261),
    ('year', 'hour'): (1500, 2190),
    ('month', 'fortnight'): (2, 2.2),
    ('month', 'week'): (4, 4.4),
    ('month', 'day'): (17, 23),
    ('month', 'hour'): (125, 190),
    ('fortnight', 'week'): (2, 2),
    ('fortnight', 'day'): (10, 10),
    ('fortnight', 'hour'): (60, 84),
    ('week', 'day'): (4, 6),
    ('week', 'hour'): (30, 48),
    ('day', 'hour'): (6, 12),
}
#: How far two figures may be apart that are the same, of which one was rounded.
_ROUNDING = 0.03


class _Stated(NamedTuple):
    """The pay that the data states. ``first`` is where its figures begin."""

    low: float
    high: float
    currency: str
    period: str
    first: Property


def faults(data: Data) -> Iterator[Fault]:
    """What is wrong with the pay by itself."""
    for each in data.at(_SALARY):
        yield Fault('bare-salary', (_SALARY,), each.value, '', '', each.span)
    amounts = _amounts(data)
    figures = [(each, _figure(each)) for each in amounts]
    for each, figure in figures:
        if figure is None:
            yield Fault('salary-amount', ('.'.join(each.path),), each.value, '', '', each.span)
    if figures and all(figure == 0 for _, figure in figures):
        yield Fault('salary-amount', ('.'.join(amounts[0].path),), amounts[0].value, '', '', amounts[0].span)


def against(data: Data, facts: Stated) -> Iterator[Fault]:
    """What the pay of the data has against what the text says; only of a page it can be said that it shows none."""
    stated = _stated(data)
    if stated is None:
        return
    text = facts.prose.listing.text
    figures = Figures(text)
    if figures.is_full:
        return
    names = ('.'.join(stated.first.path),)
    pay = facts.prose.pay
    if pay.kind == 'estimate' or pay.has_lost_thousands:
        return
    if pay.kind == 'none':
        if data.markup.page is not None and not _is_shown(data, stated, figures):
            yield Fault('salary-unshown', names, _words(stated), '', '', stated.first.span)
        return
    said = ' '.join(text[pay.span.start : pay.span.end].split())
    currency = next((each for each in data.below(_SALARY) if each.path[-1] == 'currency'), None)
    if currency and _is_other_currency(stated, pay, text):
        yield Fault('salary-contradiction', ('.'.join(currency.path),), currency.value, '', said, currency.span)
    elif _is_other_period(stated, pay):
        each = next(each for each in data.below(_SALARY) if each.path[-1] == 'unitText')
        yield Fault('salary-contradiction', ('.'.join(each.path),), each.value, '', said, each.span)
    elif _is_other_amount(stated, pay, figures, _line(text, pay)) and not _is_of_other_hours(data, stated, facts, pay):
        yield Fault('salary-contradiction', names, _words(stated), '', said, stated.first.span)


# ---------------------------------------------------------------- what the data states


def _amounts(data: Data) -> list[Property]:
    return [each for each in data.below(_SALARY) if len(each.path) > 1 and each.path[-1] in _AMOUNTS]


def _figure(each: Property) -> float | None:
    """The number that a value is; None for what a program would have to guess at."""
    return float(each.value) if _NUMBER.fullmatch(each.value) else None


def _stated(data: Data) -> _Stated | None:
    """The one pay that the data states; None where it states none, several, or one that can't be read."""
    amounts = _amounts(data)
    figures = {each.path[-1]: figure for each in amounts if (figure := _figure(each))}
    if not figures or len(amounts) != len({each.path[-1] for each in amounts}):
        return None
    low = figures.get('minValue', figures.get('value', figures.get('maxValue', 0)))
    high = figures.get('maxValue', figures.get('value', low))
    if low > high:
        return None
    said = {each.path[-1]: each.value for each in data.below(_SALARY)}
    first = next(each for each in amounts if _figure(each))
    return _Stated(low, high, said.get('currency', '').upper(), unit(said.get('unitText', '')).lower(), first)


def _words(stated: _Stated) -> str:
    low, high = (f'{figure:,.2f}'.removesuffix('.00') for figure in (stated.low, stated.high))
    period = f' a {stated.period}' if stated.period else ''
    sums = low if low == high else f'{low} to {high}'
    return f'{stated.currency} {sums}{period}'.strip().replace(' a hour', ' an hour')


# ---------------------------------------------------------------- what the page states


_UNSEEN = Expression(r'<(?:script|style|template)\b|<!--', regex.IGNORECASE)


def _rest(text: str) -> str:
    """The text of a page with its tags, but without scripts, styles and comments."""
    pieces = []
    low = text.lower()
    at = 0
    while found := _UNSEEN.search(text, at):
        name = low[found.start() + 1 : found.end()]
        end = low.find('-->' if name == '!--' else f'</{name}', found.end())
        pieces.append(text[at : found.start()])
        if end < 0:
            return ' '.join(pieces)
        at = end
    return ' '.join([*pieces, text[at:]])


def _is_shown(data: Data, stated: _Stated, figures: Figures) -> bool:
    """Whether the page shows one of the figures, be it for another period, or beside its text."""
    wanted = {stated.low, stated.high}
    if any(figures.has(amount, _ROUNDING / 10) for amount in wanted):
        return True
    scales = [ratio for pair in _RATIOS if stated.period in pair for ratio in _scales(stated.period, pair)]
    if any(figures.has(amount * scale, 0.001) for amount in wanted for scale in scales):
        return True
    # What a reader takes for no part of the advert may show it all the same: a table at the side, a form.
    rest = Figures(_rest(data.listing.source.text))
    return rest.is_full or any(rest.has(amount, 0) for amount in wanted)


def _scales(period: str, pair: tuple[str, str]) -> list[float]:
    low, high = _RATIOS[pair]
    return [1 / low, 1 / high] if pair[0] == period else [low, high]


def _is_other_currency(stated: _Stated, pay: Pay, text: str) -> bool:
    if stated.currency not in ISO or not pay.sign or pay.currency == stated.currency:
        return False
    if is_shared(pay.sign, stated.currency):
        return False
    return not any(sign in text for sign in signs_of(stated.currency))


def _is_other_period(stated: _Stated, pay: Pay) -> bool:
    """Whether the same figures are given for another time."""
    if not stated.period or not pay.period or stated.period == pay.period:
        return False
    ends = (pay.minimum or pay.maximum or 0, pay.maximum or pay.minimum or 0)
    return any(_is_near(stated.low, end, 0.001) or _is_near(stated.high, end, 0.001) for end in ends)


def _is_other_amount(stated: _Stated, pay: Pay, figures: Figures, line: str) -> bool:
    """Whether an end of the pay lies outside what the page states, and stands nowhere on it either."""
    least, most = _ratio(stated.period, pay.period)
    floor = pay.minimum * least * (1 - _ROUNDING) if pay.minimum else 0.0
    roof = pay.maximum * most * (1 + _ROUNDING) if pay.maximum else float('inf')
    if pay.kind == 'fixed' and stated.low * (1 - _ROUNDING) <= roof and floor <= stated.high * (1 + _ROUNDING):
        return False
    shown = [
        amount
        for amount in (stated.low, stated.high)
        if floor <= amount <= roof or figures.has(amount, 0.005) or _is_sum(amount, pay, line)
    ]
    if len(shown) == 2:
        return False
    if stated.period and pay.period:
        return True
    # Without a period the figures may be for any, but for those that are about as large.
    sizes = (stated.high, pay.maximum or pay.minimum or 0)
    return max(sizes) < 2 * min(sizes) or not any(
        floor <= amount * scale <= roof
        for amount in (stated.low, stated.high)
        for pair in _RATIOS
        for scale in (*_RATIOS[pair], *(1 / ratio for ratio in _RATIOS[pair]))
    )


def _line(text: str, pay: Pay) -> str:
    """The line of the text that the pay stands in."""
    start, end = text.rfind('\n', 0, pay.span.start) + 1, text.find('\n', pay.span.end)
    return text[start : end if end >= 0 else len(text)]


def _is_sum(amount: float, pay: Pay, line: str) -> bool:
    """Whether the pay and another figure of its line make an amount: "£26,000 plus £5,000 for shifts"."""
    rests = {amount - end for end in (pay.minimum, pay.maximum) if end and amount > end}
    return bool(rests) and any(Figures(line).has(rest, 0.01) for rest in rests)


def _is_of_other_hours(data: Data, stated: _Stated, facts: Stated, pay: Pay) -> bool:
    """Whether one of the two may be for full time, or with a bonus, or net, and the other not."""
    if stated.period != 'hour' and any('part' in each.value.lower() for each in data.at('employmentType')):
        return True
    return is_other(words(facts.prose.hits), pay.span)


def _ratio(period: str, other: str | None) -> tuple[float, float]:
    """As few and as many as one of ``period`` makes of ``other``; 1 where they are the same or not known."""
    if not period or not other or period == other:
        return 1.0, 1.0
    if (period, other) in _RATIOS:
        return _RATIOS[period, other]
    low, high = _RATIOS.get((other, period), (1.0, 1.0))
    return 1 / high, 1 / low


def _is_near(one: float, two: float, tolerance: float) -> bool:
    return abs(one - two) <= tolerance * max(one, two)
