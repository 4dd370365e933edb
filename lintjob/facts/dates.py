"""When an advert was posted and when it closes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import regex

from lintjob.expression import Expression
from lintjob.facts import place
from lintjob.listing import Field, Listing
from lintjob.matcher import Hits
from lintjob.phrase import HIDDEN
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Dated(NamedTuple):
    """A date and where it stands."""

    day: date
    span: Span


class Dates(NamedTuple):
    """The dates of an advert; None for what it does not state."""

    posted: Dated | None
    closes: Dated | None


class _Written(NamedTuple):
    """A date as it is written: no year where none is, ``is_open`` where day and month may be either way round."""

    year: int | None
    month: int
    day: int
    is_open: bool
    span: Span


#: Where 12/11/2025 is 11 December, and where it is 12 November; elsewhere it is no date.
_MONTH_FIRST = frozenset(('US',))
_DAY_FIRST = frozenset(('GB', 'IE', 'AU', 'NZ', 'IN', 'FR', 'ES', 'IT', 'PT', 'BR', 'NL', 'BE', 'DE', 'AT', 'CH'))

# A closing date without a year lies this near after the posting date, or it tells no year.
_LONGEST_OPEN = timedelta(days=270)

# How far after a label a date may end.
_REACH = 60

# More labels than this are a list of adverts, or no text at all.
_MOST_LABELS = 40


def read(listing: Listing, hits: Hits) -> Dates:
    """The dates that a listing states in its fields or in labelled words.

    A date without a year is none, but for a closing date that follows a posting date. One that
    could be read two ways (12/11/2025) counts where another date or the place says which.
    """
    posted = list(chain(_of_field(listing, hits, 'posted'), _labelled(hits, 'posted')))
    closes = list(chain(_of_field(listing, hits, 'closes'), _labelled(hits, 'closes')))
    if not posted and not closes:
        return Dates(None, None)
    is_month_first = _order(listing, hits, posted + closes)
    first = next((dated for written in posted if (dated := _dated(written, is_month_first, None))), None)
    after = first.day if first else None
    last = next((dated for written in closes if (dated := _dated(written, is_month_first, after))), None)
    return Dates(first, last)


def _dated(written: _Written, is_month_first: bool | None, after: date | None) -> Dated | None:
    year, month, day, is_open, span = written
    if is_open:
        if is_month_first is None:
            return None
        if is_month_first:
            month, day = day, month
    if year is not None:
        found = _date(year, month, day)
        return Dated(found, span) if found else None
    if after is None:
        return None
    for candidate in (_date(after.year, month, day), _date(after.year + 1, month, day)):
        if candidate and timedelta(0) <= candidate - after <= _LONGEST_OPEN:
            return Dated(candidate, span)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    if not 1990 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _order(listing: Listing, hits: Hits, written: list[_Written]) -> bool | None:
    """Whether the month stands first in dates such as 12/11/2025; None where nothing says so."""
    if not any(each.is_open for each in written):
        return None
    orders = {found for each in written if (found := _shown_order(listing.text, each)) is not None}
    if len(orders) == 1:
        return orders.pop()
    where = place.read(listing, hits)
    country = where.country if where else None
    return True if country in _MONTH_FIRST else False if country in _DAY_FIRST else None


def _shown_order(text: str, written: _Written) -> bool | None:
    """The order that a date shows by itself: 12/25/2025 can only be read one way."""
    found = _NUMERIC.fullmatch(text, *written.span)
    if written.is_open or not found or found['sign'] != '/':
        return None
    return int(found['first']) == written.month and written.month != written.day


# ---------------------------------------------------------------- where a date stands


def _of_field(listing: Listing, hits: Hits, name: str) -> Iterator[_Written]:
    field: Field | None = listing.fields.get(name)
    if not (field and field.value):
        return
    span = Span(field.span.start, min(field.span.end, field.span.start + 200))
    coded = _CODED.fullmatch(hits.text, *span)
    month = hits.sense('dates.month', coded['name']) if coded and coded['name'] else coded and coded['month']
    if coded and month:
        number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
        yield _Written(int(coded['year']), number, int(coded['day']), False, Span(*coded.span('date')))
    else:
        yield from _dates_in(hits, *span)


# As systems write a date: 20260501, 20260501T090000Z, 1-May-2026.
_CODED = Expression(
    r'\s*(?P<date>(?P<year>20[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?:T[0-9]{4,6}Z?)?'
    r'|(?P<day>[0-9]{1,2})-(?P<name>\p{L}{3,10})-(?P<year>20[0-9]{2}))\s*'
)
_GAP_AFTER_LABEL = Expression(rf'[\s:：.,|*_{HIDDEN}–—-]{{0,8}}(?:\p{{L}}{{2,12}}\.?,? ){{0,2}}')
_TIME = Expression(r'[0-9]{1,2}(?:[:.][0-9]{2}){0,2} ?[ap]\.?m\b\.?|[0-9]{1,2}[:.][0-9]{2}\b', regex.IGNORECASE)
_GAP_AFTER_PHRASE = Expression(rf"[\s:：.,|()*_{HIDDEN}–—-]*(?:[\p{{L}}']+[\s:,()*_–—-]*){{0,4}}")
_BEFORE_LABEL = Expression(rf'(?:\A|[\n.!?;:|•·*_{HIDDEN}–—)-]|[0-9%])[^\w\n]{{0,6}}\Z')


def _labelled(hits: Hits, name: str) -> Iterator[_Written]:
    text = hits.text
    for label in hits[f'dates.{name}.phrase'][:_MOST_LABELS]:
        written = next(_dates_in(hits, label.end, min(len(text), label.end + _REACH)), None)
        if written:
            gap = _TIME.sub(' ', text[label.end : written.span.start])
            if _GAP_AFTER_PHRASE.fullmatch(gap):
                yield written
    for label in hits[f'dates.{name}.label'][:_MOST_LABELS]:
        if _BEFORE_LABEL.search(text, max(0, label.start - 8), label.start):
            yield from _right_after(hits, label)


def _right_after(hits: Hits, label: Span) -> Iterator[_Written]:
    text = hits.text
    written = next(_dates_in(hits, label.end, min(len(text), label.end + _REACH)), None)
    if written and _GAP_AFTER_LABEL.fullmatch(text, label.end, written.span.start):
        yield written


# ---------------------------------------------------------------- how a date is written

_ISO = Expression(
    r'(?<![0-9])(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})(?![0-9])'
)
_NUMERIC = Expression(
    r'(?<![0-9./-])(?P<first>[0-9]{1,2})(?P<sign>[/.-])(?P<second>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4}|[0-9]{2})(?![0-9]|[/.-][0-9])'
)
_DAY_BEFORE = Expression(
    r'(?<![0-9.,:/-])([0-9]{1,2})(?P<ordinal>\p{L}{1,3}|\.|[ºª°])?(?:,?\s{1,2}|\s?-\s?)(?:(?P<of>\p{L}{2,3})\s)?\Z'
)
_YEAR_AFTER = Expression(r'[\s,.-]{0,3}(?:(?P<of>\p{L}{2,3})\s)?(?P<year>[0-9]{4})(?![0-9]|:[0-9])')
_DAY_AFTER = Expression(r'\s{0,2}([0-9]{1,2})(?P<ordinal>\p{L}{1,3}|[ºª°])?(?![0-9]|[:.][0-9]|\p{L})')
_MONTHS = (
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
)


def _dates_in(hits: Hits, start: int, end: int) -> Iterator[_Written]:
    """The dates that are written in ``text[start:end]``, in order."""
    found = [*_in_figures(hits.text, start, end), *_in_words(hits, start, end)]
    yield from sorted(found, key=lambda written: written.span)


def _in_figures(text: str, start: int, end: int) -> Iterator[_Written]:
    for match in _ISO.finditer(text, start, end):
        yield _Written(int(match['year']), int(match['month']), int(match['day']), False, Span(*match.span()))
    for match in _NUMERIC.finditer(text, start, end):
        first, second, year = int(match['first']), int(match['second']), int(match['year'])
        year += 2000 if year < 100 else 0
        if match['sign'] == '.' or first > 12 or first == second:
            yield _Written(year, second, first, False, Span(*match.span()))
        elif second > 12:
            yield _Written(year, first, second, False, Span(*match.span()))
        else:
            yield _Written(year, second, first, True, Span(*match.span()))


def _in_words(hits: Hits, start: int, end: int) -> Iterator[_Written]:
    text = hits.text
    for number, name in enumerate(_MONTHS, 1):
        months = hits[f'dates.month.{name}']
        for at in range(bisect_left(months, (start, 0)), len(months)):
            month = months[at]
            if month.end > end:
                break
            before = _DAY_BEFORE.search(text, max(start, month.start - 12), month.start)
            if before and _is_date_word(hits, before):
                year = _year(hits, month.end, end)
                span = Span(before.start(), year.end() if year else month.end)
                yield _Written(int(year['year']) if year else None, number, int(before[1]), False, span)
                continue
            after = _DAY_AFTER.match(text, month.end, end)
            if after and _is_date_word(hits, after):
                year = _year(hits, after.end(), end)
                span = Span(month.start, year.end() if year else after.end())
                yield _Written(int(year['year']) if year else None, number, int(after[1]), False, span)


def _year(hits: Hits, start: int, end: int) -> regex.Match[str] | None:
    year = _YEAR_AFTER.match(hits.text, start, end)
    return year if year and _is_date_word(hits, year) else None


def _is_date_word(hits: Hits, match: regex.Match[str]) -> bool:
    """Whether the words in a match are those that stand in a date: "4th", "3 de mayo"."""
    words = match.groupdict()
    ordinal, of = words.get('ordinal') or '', words.get('of') or ''
    return (not ordinal.isalpha() or hits.sense('dates', ordinal) == 'ordinal') and (
        not of or hits.sense('dates', of) == 'of'
    )
