"""Pay that a field states, against pay that the text states."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from lintjob.expression import Expression
from lintjob.facts.pay.currency import SHARED
from lintjob.facts.pay.fields import FIELDS, field_currency
from lintjob.facts.pay.size import is_plausible, is_short
from lintjob.facts.pay.statement import Statement
from lintjob.facts.pay.words import Words
from lintjob.facts.stated import called, is_markup
from lintjob.listing import Listing
from lintjob.source import Span
from lintjob.typed import NamedTuple

#: How many of a period a year of work has, the least and the most: 13 or 14 salaries, weeks of 35 hours and of 45.
_IN_YEAR = {
    'hour': (1500.0, 2350.0),
    'day': (200.0, 265.0),
    'week': (44.0, 53.0),
    'fortnight': (22.0, 26.5),
    'month': (12.0, 14.5),
    'year': (1.0, 1.0),
}
#: What rounding may do to a figure: 45k for 46,800.
_ROUNDING = 1.05
#: How far around a figure a word may stand that makes it another than the base pay, in characters.
_NEAR = 60
#: How far around it a word may stand that says when it holds.
_STAGE = 80
#: A field whose figures lack their thousands.
_THOUSAND = 1000.0


#: "0.6 of full time", "at 80 %", "10% bonus": a share of something, be it of the hours or of the pay.
_SHARE = Expression(r'(?<![0-9.,])0[.,][1-9][0-9]?(?![0-9])|[0-9]\s?%')


class Conflict(NamedTuple):
    """A statement at ``span`` that contradicts the words ``contrary``: by its ``amount``, its ``currency`` or its ``period``."""

    kind: str
    contrary: str
    span: Span


def read(listing: Listing, words: Words, statements: Sequence[Statement]) -> Conflict | None:
    """The statement in the text that can't be so if what a field states is."""
    fields = [each for each in statements if each.rank == 0 and not is_markup(listing, each.span)]
    # A labelled line of the text is a field of its own where no other one is.
    before = [each for each in fields if each.span.start < listing.body.start]
    inside = before or fields
    text = [each for each in statements if each.rank > 0 or (each in fields and each not in inside)]
    if not inside or not text:
        return None
    sign = field_currency(listing, words)
    stated = [
        each if each.money.currency else each._replace(money=each.money._replace(currency=sign)) for each in inside
    ]
    # Of what the text says nothing may agree with a field, and all must agree with one another: several rates
    # are for several places or levels.
    if any(not _clash(one, other) for one in stated for other in text):
        return None
    if any(_clash(one, other) for one, other in combinations(text, 2)):
        return None
    is_other_pay = any(is_other(words, each.span) for each in (*stated, *text)) or any(
        words.hits.find('workplace.part')
    )
    for each in text:
        kind = _clash(stated[0], each)
        # In another currency, or for another period, the same figures are wrong whatever they are made of.
        if (kind == 'amount' and is_other_pay) or each.kind == 'estimate' or not _is_of_job(listing, words, each):
            continue
        more = {'currency': ('salary_currency',), 'period': ('salary_period',)}.get(kind, ())
        names = FIELDS[1:] if _is_parted(listing, stated[0]) else ()
        return Conflict(kind, called(listing, stated[0].span, *names, *more), each.span)
    return None


def _is_parted(listing: Listing, statement: Statement) -> bool:
    """Whether a statement is made of a minimum and a maximum."""
    field = listing.fields.get('salary')
    return not (field and field.value and field.span.overlaps(statement.span))


def _clash(one: Statement, other: Statement) -> str:
    """By what two statements contradict each other; '' where both may be so."""
    first, second = one.money.currency, other.money.currency
    if first and second and first != second and not (_may_be(first, second) or _may_be(second, first)):
        return 'currency'
    if _is_same_bound(one, other):
        return 'period'
    if _overlap(_bounds(one), _bounds(other)) and (one.period == other.period or not (one.period and other.period)):
        return ''
    for its in _periods(one):
        for others in _periods(other):
            mine, yours = _bounds(one), _bounds(other)
            if its != others:
                mine, yours = _of_year(mine, its), _of_year(yours, others)
            if _overlap(mine, yours):
                return ''
    if _is_thousandth(one, other) or _is_thousandth(other, one):
        return ''
    is_period = one.period != other.period and _overlap(_bounds(one), _bounds(other))
    return 'period' if is_period else 'amount'


def _is_same_bound(one: Statement, other: Statement) -> bool:
    """Whether the same figure is the least, or the most, for two periods."""
    return (
        one.kind == other.kind == 'open_ended'
        and (one.minimum, one.maximum) == (other.minimum, other.maximum)
        and bool(one.period and other.period)
        and one.period != other.period
    )


def _may_be(shared: str, currency: str) -> bool:
    """Whether a sign that several countries share can stand for a currency."""
    return shared in SHARED and (currency in SHARED[shared].values() or currency in SHARED)


def _periods(statement: Statement) -> tuple[str, ...]:
    """The periods that a statement can be for."""
    if statement.period:
        return (statement.period,)
    return tuple(period for period in _IN_YEAR if is_plausible(statement.money, period)) or tuple(_IN_YEAR)


def _bounds(statement: Statement) -> tuple[float, float]:
    low, high = statement.minimum, statement.maximum
    return (low or 0.0) / _ROUNDING, (high if high is not None else float('inf')) * _ROUNDING


def _of_year(bounds: tuple[float, float], period: str) -> tuple[float, float]:
    least, most = _IN_YEAR[period]
    return bounds[0] * least, bounds[1] * most


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _is_thousandth(one: Statement, other: Statement) -> bool:
    """Whether a statement lacks the thousands that the other one has: 45 to 55 for 45,000 to 55,000."""
    low, high = _bounds(one)
    sign = one.money.currency
    is_small = is_short(one.maximum or one.minimum or 0, sign, one.period) if one.period else high < _THOUSAND
    is_for_year = one.period in (None, 'year') and (not one.period or other.period in (None, 'year'))
    return is_small and is_for_year and _overlap((low * _THOUSAND, high * _THOUSAND), _bounds(other))


def is_other(words: Words, span: Span) -> bool:
    """Whether words beside a statement make it another than the base pay: net, in part time, with a bonus."""
    start, end = max(0, span.start - _NEAR), min(len(words.text), span.end + _NEAR)
    begin, stop = words.clause_around(span, _NEAR)
    start, end = max(start, begin), min(end, stop)
    return (
        bool(_SHARE.search(words.text, start, end))
        or any(any(words.hits.find(f'pay.{name}', start, end)) for name in ('net', 'partial', 'whole', 'target'))
        or any(words.hits.find('workplace.stage', *_line_around(words.text, span)))
    )


def _line_around(text: str, span: Span) -> tuple[int, int]:
    """The line of a statement, as far as a word in it may be about the statement."""
    least, most = max(0, span.start - _STAGE), span.end + _STAGE
    start, stop = text.rfind('\n', least, span.start) + 1, text.find('\n', span.end, most)
    return start or least, stop if stop >= 0 else most


def _is_of_job(listing: Listing, words: Words, statement: Statement) -> bool:
    """Whether a statement in the text is plainly the pay of this job: labelled, beside a word for pay, in the title."""
    title = listing.fields.get('title')
    if statement.rank < 2 or (title and title.span.overlaps(statement.span)):
        return True
    start, end = words.clause_around(statement.span)
    is_other = words.last('pay.other', start, statement.span.start) is not None
    return not is_other and any(start <= word.start and word.end <= end for word in words.pay)
