"""The pay that stands in fields of a listing: salary, salary_minimum, salary_maximum."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.expression import Expression
from lintjob.facts.pay.currency import SHARED, SHARED_WORDS, code
from lintjob.facts.pay.iso import ISO
from lintjob.facts.pay.money import Money, is_count, sums_in
from lintjob.facts.pay.pair import joined
from lintjob.facts.pay.period import period_in_field, period_of
from lintjob.facts.pay.size import is_wage
from lintjob.facts.pay.statement import Statement, statement_of
from lintjob.facts.pay.words import Clause, Words, has_letters
from lintjob.listing import Listing
from lintjob.source import Span

#: Less than this without a currency is pay only if a period, or nothing at all, stands beside it.
_LEAST_BARE = 1000
#: A row of nines that is so great stands for no limit.
_LEAST_FILLER = 999_999
FIELDS = ('salary', 'salary_minimum', 'salary_maximum')


def in_fields(listing: Listing, words: Words) -> Iterator[Statement]:
    """What the fields state."""
    period = period_in_field(listing, words)
    field = listing.fields.get('salary')
    if field and field.value and field.label:
        for sum_ in joined(words, sums_in(words.hits, *field.span, bare=True)):
            if not _is_pay(words, field.span, sum_, is_told=bool(period or field_currency(listing, words))):
                continue
            # The label says the period at times: Annual salary, Hourly rate.
            line = listing.text.rfind('\n', max(0, field.span.start - 60), field.span.start) + 1
            clause = Clause(line or field.span.start, field.span.end, None)
            found = statement_of(words, sum_, clause, 0, None)
            yield found if found.period else found._replace(period=period)
            break
    ends = []
    for name in ('salary_minimum', 'salary_maximum'):
        field = listing.fields.get(name)
        sums = joined(words, sums_in(words.hits, *field.span, bare=True)) if field and field.value else []
        ends.append(sums[0] if sums and not _is_nothing(sums[0]) else None)
    low, high = ends
    for each in ends:
        if each and not period:
            edge = listing.text.find('\n', each.span.end)
            period, _ = period_of(words, each, Clause(each.span.start, edge if edge >= 0 else len(listing.text), None))
    if low and low.high and not high:
        yield Statement('range', 0, low.span, low.low, low.high, low, period)
    elif low and high:
        one, two = low.low, high.high or high.low
        if one < _LEAST_BARE and two >= 10 * _LEAST_BARE and low.is_bare and one * 1000 <= two:
            one *= 1000  # a minimum of 50, a maximum of 65k
        span = Span(min(low.span.start, high.span.start), max(low.span.end, high.span.end))
        both = Money(
            min(one, two), max(one, two), low.currency or high.currency, span, one > two, low.is_bare, False, False
        )
        kind = 'range' if one != two else 'fixed'
        yield Statement(kind, 0, span, both.low, both.high, both, period)
    elif low:
        yield Statement('open_ended', 0, low.span, low.low, None, low, period)
    elif high:
        yield Statement('open_ended', 0, high.span, None, high.low, high, period)


def _is_pay(words: Words, value: Span, sum_: Money, *, is_told: bool) -> bool:
    """Whether a sum in a field for the pay is it: no bonus, no year, no number of something else."""
    if sum_.is_large or _is_nothing(sum_) or (is_year(sum_) and not is_told):
        return False
    start, end = sum_.span
    if not is_wage(sum_) and (
        words.last('pay.other', value.start, start) or words.is_other(end, min(end + 25, value.end))
    ):
        return False
    if not sum_.is_bare or sum_.low >= _LEAST_BARE or is_told:
        return True
    is_all = not has_letters(words.text, value.start, start) and not has_letters(words.text, end, value.end)
    if is_count(words.hits, end):
        return False
    return is_all or period_of(words, sum_, Clause(start, value.end, None))[0] is not None


def field_currency(listing: Listing, words: Words) -> str:
    """The currency that a field of its own states, by code, sign or name; '' where none does."""
    value = listing.field('salary_currency').strip()
    if not value:
        return ''
    found = code(value) or (value.upper() if value.upper() in ISO else '')
    pieces = _PIECES.findall(value)
    for piece in (value, *pieces) if not found else ():
        name = words.hits.sense('money.currency', piece)
        found = code(piece) or (SHARED_WORDS.get(name, name) if name else '')
        if found:
            break
    # "US Dollar": the word beside it says whose it is.
    for piece in pieces if found in SHARED else ():
        nation = words.hits.sense('money.nation', piece)
        if nation and nation in SHARED[found].values():
            return nation
    return found


_PIECES = Expression(r'[^\W\d_]+|[^\w\s.,()]')


def _is_nothing(sum_: Money) -> bool:
    """Whether a figure in a field only fills it: 0, 1, 999999."""
    highest = sum_.high or sum_.low
    return highest <= 1 or (sum_.is_bare and highest >= _LEAST_FILLER and set(f'{highest:.0f}') == {'9'})


def is_year(sum_: Money) -> bool:
    """Whether what was read as a sum is rather a year."""
    return sum_.is_bare and 1980 <= sum_.low <= 2040 and (sum_.high is None or sum_.high <= 2040)
