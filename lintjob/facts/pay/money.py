"""Sums of money as adverts write them: one figure, or two as one range.

This is the grammar of money, much the same in every language. What a sum is for, ``lintjob.facts.pay`` tells.
"""

from __future__ import annotations

from itertools import islice

import regex

from lintjob.expression import Expression
from lintjob.facts.pay.amount import Amount, Names, amount_at, is_priced, names, plain_at
from lintjob.facts.pay.figure import FIGURE
from lintjob.facts.pay.numeral import Written, written_in
from lintjob.matcher import Hits
from lintjob.phrase import JOINER
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Money(NamedTuple):
    """One sum, or a range of two: ``low`` and ``high`` in the order of size, ``high`` None for a single sum.

    ``is_reversed``: the greater figure stood first. ``is_bare``: neither a currency nor a multiplier
    says that these figures are money. ``is_large``: a figure is in millions. ``is_yearly``: the
    multiplier says so (LPA, lakhs a year).
    """

    low: float
    high: float | None
    currency: str
    span: Span
    is_reversed: bool
    is_bare: bool
    is_large: bool
    is_yearly: bool


#: How many figures and sums of a text are looked at: a bound for what is no advert.
_MOST_FIGURES = 3000
_MOST_SUMS = 120
#: No connection between two figures of a range is longer.
_WIDEST_GAP = 40
#: Nor does it hold more words.
_MOST_WORDS = 5


def sums_in(hits: Hits, start: int = 0, end: int | None = None, *, bare: bool = False) -> list[Money]:
    """The sums in ``hits.text[start:end]``, in order. With ``bare``, also figures without currency or multiplier."""
    text = hits.text
    end = len(text) if end is None else end
    known = names(hits)
    found: list[Money] = []
    last: Amount | None = None
    last_plain: tuple[int, int] | None = None
    floor = start
    for match in islice(FIGURE.finditer(text, start, end), _MOST_FIGURES):
        first, after = match.span()
        if first < floor:
            continue
        if len(found) > _MOST_SUMS:
            break
        amount = None
        if is_priced(text, known, floor, first, after, end):
            amount = amount_at(text, known, floor, first, after, end)
            if amount is None:
                continue
        if amount is None or amount.is_bare:
            # A bare figure matters only beside money: it is read when its neighbour asks for it.
            if last is None and not bare:
                last_plain, floor = (first, after), after
                continue
            if last is not None and first - last.span.end > _WIDEST_GAP and not bare:
                if not last.is_bare:
                    found.append(_money(last))
                last, last_plain, floor = None, (first, after), after
                continue
            amount = amount or plain_at(text, floor, first, after)
            if amount is None:
                continue
        if last is None and last_plain is not None and amount.span.start - last_plain[1] <= _WIDEST_GAP:
            last = plain_at(text, start, *last_plain)
        last_plain = None
        floor = amount.span.end
        pair = _pair(known, last, amount) if last is not None else None
        if pair is not None:
            found.append(pair)
            last = None
            continue
        if last is not None and (bare or not last.is_bare):
            found.append(_money(last))
        last = amount
    if last is not None and (bare or not last.is_bare):
        found.append(_money(last))
    written = [_written(sum_) for sum_ in written_in(known, start, end)]
    return sorted(found + written, key=lambda sum_: sum_.span) if written else found


# The signs between the two figures of a range.
_DASH = Expression(
    rf'\.?\s*(?:[\\{JOINER}]?(?:[-\u2010-\u2015\u2212~]|->|\u2192)[->]?|\.\.\.?|\u2026)\s*',
)
# The first figure's own period: /hr, p.a., /Std.
_UNIT = Expression(r'\s?/\s?[^\W\d_]{1,9}\.?|\s?p\.?/?[ahdwm]\.?(?![^\W\d_])', regex.IGNORECASE)
_BLANK = Expression(r'[\s:*,.]*')
_PERIODS = ('year', 'hour', 'month', 'day', 'week', 'fortnight')


def connects(known: Names, first: Span, second: Span) -> bool:
    """Whether what stands between two figures makes a range of them: a dash, "to", the second half of "between"."""
    hits, text = known.hits, known.hits.text
    at, end = first.end, second.start
    for _ in range(3):
        dash = _DASH.match(text, at, end)
        if dash:
            at = dash.end()
            return at == end or _ends(known, at, end)
        start = _skip(text, at, end)
        if _ends(known, start, end):
            return True
        both = hits.at('money.and', start, end)
        if both and _skip(text, both.end(), end) == end:
            return _is_opened(known, first.start)
        if both and _ends(known, _skip(text, both.end(), end), end):
            return True
        unit = _UNIT.match(text, at, end) or hits.at('money.gross', start, end)
        if unit is None and text.count(' ', at, end) > _MOST_WORDS:
            return False
        if unit is None:
            period, unit = _period_at(hits, start, end)
            other, _ = _period_at(hits, _skip(text, second.end, len(text)), len(text))
            if other and period != other:
                return False
        if unit is None or unit.end() == at:
            return False
        at = unit.end()
    return False


def _period_at(hits: Hits, start: int, end: int) -> tuple[str, regex.Match[str] | None]:
    for branch in ('pay.period', 'pay.adjective'):
        for name in _PERIODS:
            found = hits.at(f'{branch}.{name}', start, end)
            if found:
                return name, found
    return '', None


def _ends(known: Names, at: int, end: int) -> bool:
    """Whether "to" or "up to" fills ``at`` to ``end``."""
    text = known.hits.text
    for name in ('money.to', 'pay.upto'):
        word = known.hits.at(name, at, end)
        if word is None:
            continue
        rest = _skip(text, word.end(), end)
        more = known.hits.at('pay.upto', rest, end) if rest < end else None
        if rest == end or (more and _skip(text, more.end(), end) == end):
            return True
    return False


def _is_opened(known: Names, start: int) -> bool:
    words = list(known.hits.find('money.between', max(0, start - 16), start))
    return bool(words) and _skip(known.hits.text, words[-1].end(), start) == start


def _skip(text: str, at: int, end: int) -> int:
    found = _BLANK.match(text, at, end)
    return found.end() if found else at


def _pair(known: Names, first: Amount, second: Amount) -> Money | None:
    gap = known.hits.text[first.span.end : second.span.start]
    # The dash of "45.000,- 60.000,- EUR" stood for the cents and for "to" at once.
    is_run = first.is_dashed and second.is_dashed and not gap.strip(' ,-\u2013') and first.value < second.value
    # "35/40 k€"
    is_slashed = gap.strip() == '/' and not second.is_bare and first.number < second.number <= 1.6 * first.number
    if len(gap) > _WIDEST_GAP or not (is_run or is_slashed or connects(known, first.span, second.span)):
        return None
    currency = first.currency or second.currency
    if first.currency and second.currency and first.currency != second.currency:
        if '$' not in (first.currency, second.currency):
            return None
        currency = first.currency if second.currency == '$' else second.currency
    if second.is_bare and is_count(known.hits, second.span.end):
        return None
    one, two = first.value, second.value
    # "£80 - £100k": the multiplier at the end is for both, and so is one at the beginning ("60k - 80").
    if second.factor > 1 and first.factor == 1 and one <= second.number:
        one *= second.factor
    elif first.factor > 1 and second.factor == 1 and first.number <= two < 1000:
        two *= first.factor
    elif first.factor == second.factor == 1 and 10 <= one < 1000 and two >= 10_000 and one * 1000 < two <= one * 3000:
        one *= 1000  # "$50-56,000"
    low, high = min(one, two), max(one, two)
    if low <= 0 or high / low > 20:
        return None
    if one > two and not (first.currency and second.currency) and not (first.factor > 1 and second.factor > 1):
        return None
    return Money(
        low,
        high,
        currency,
        Span(first.span.start, second.span.end),
        one > two,
        first.is_bare and second.is_bare,
        first.is_large or second.is_large,
        first.is_yearly or second.is_yearly,
    )


_GLUED = Expression(r'[^\W\d_]+(?:[/.][^\W\d_]+)*')


def is_count(hits: Hits, at: int) -> bool:
    """Whether what follows a bare figure says that it counts something else: 22 - 40 hours, 38,5h."""
    text = hits.text
    glued = _GLUED.match(text, at)
    if glued:
        return hits.sense('pay.period', glued[0]) is None
    start = at + (text[at : at + 1] == '+')
    return hits.at('money.counted', start + text[start : start + 1].isspace()) is not None


def _money(amount: Amount) -> Money:
    return Money(
        amount.value,
        None,
        amount.currency,
        amount.span,
        is_reversed=False,
        is_bare=amount.is_bare,
        is_large=amount.is_large,
        is_yearly=amount.is_yearly,
    )


def _written(sum_: Written) -> Money:
    return Money(
        sum_.low,
        sum_.high,
        sum_.currency,
        sum_.span,
        is_reversed=False,
        is_bare=False,
        is_large=max(sum_.low, sum_.high or 0) >= 1e6,
        is_yearly=False,
    )
