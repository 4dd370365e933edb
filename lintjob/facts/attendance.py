"""How much of the work is done in an office: days a week, which weekdays, shares of the time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import regex

from lintjob.expression import Expression
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span

PLACES = ('office', 'home')
WEEKDAYS = ('monday', 'tuesday', 'wednesday', 'thursday', 'friday')
WEEK = len(WEEKDAYS)

#: How many working weeks a stretch of time has.
_WEEKS_IN = {'week': 1, 'fortnight': 2, 'month': 4, 'quarter': 13, 'year': 52}

_NUMBERS = ('1', '2', '3', '4', '5', '50')

#: How many amounts of one text are read: no advert states more.
_MOST = 100
#: How far an amount may stand from its place and from its time, in characters.
_REACH = 70
#: What a comma, a bracket, a slash or a line end between two words counts for, in characters.
_FENCE = 30
#: A share is said with more words: "40% of your working time each month, based at the office".
_SHARE_REACH = 100
#: How far a place may stand from an amount that names no time: "2 days in the office".
_NEAR = 30

_STOP = Expression(r'[.!?](?=\s+\W*\p{Lu}|\s*$)|\n[^\S\n]*\n|\n(?=\s*[\w ]{2,30}:\s)|[|\u2022\u00b7;]|\n\s*[*+-]\s')
_FENCES = Expression(r'[,/(\n]')
_DASH = Expression(r'\s*[\\\u2060]?[-\u2010-\u2015]\s*')
_AND = Expression(r'\s*(?:[,/&+]\s*)*(?:\p{L}{1,3}\s+)?')


class Attendance(NamedTuple):
    """An amount of time in one place.

    ``place``: ``office`` or ``home``. ``low`` and ``high``: days a week of five, equal where no span
    is given. ``days``: the weekdays, where it names them. ``is_weekly``: it says so itself, or
    names weekdays. ``is_share``: a part of the time, in place of days. ``is_close``: its place stands right beside it. ``is_errand``: it is for
    visits or travel. ``span`` holds the amount and its place.
    """

    place: str
    low: float
    high: float
    days: tuple[str, ...]
    is_weekly: bool
    is_share: bool
    is_close: bool
    is_errand: bool
    span: Span


class _Amount(NamedTuple):
    low: float
    high: float
    days: tuple[str, ...]
    period: str
    is_share: bool
    span: Span
    is_bare: bool = False


class Spread:
    """Named places in a text, in order, of which those in a stretch are found without looking at all."""

    __slots__ = ('_ends', '_items', '_starts')

    def __init__(self, items: Sequence[tuple[Span, str]]) -> None:
        """``items`` are in order, and none overlaps another."""
        self._items = items
        self._starts = [span.start for span, _ in items]
        self._ends = [span.end for span, _ in items]

    def between(self, start: int, end: int) -> Sequence[tuple[Span, str]]:
        """Those that lie wholly in ``[start, end)``."""
        return self._items[bisect_left(self._starts, start) : bisect_right(self._ends, end)]


def read(listing: Listing, hits: Hits, hybrids: Sequence[Span]) -> list[Attendance]:
    """The amounts of time in the office and at home, in the order of the text.

    ``hybrids`` are words that speak of hybrid work, in order: an amount right beside one is in the office.
    """
    text = listing.text
    rooms = _rooms(
        [
            *hybrids,
            *(Span(*match.span()) for place in PLACES for match in islice(hits.find(f'workplace.at.{place}'), _MOST)),
        ]
    )
    beside = Spread([(span, '') for span in hybrids])
    amounts = sorted(
        (*islice(_stated(hits, rooms), _MOST), *islice(_weekdays(hits), _MOST)), key=lambda each: each.span
    )
    amounts = [each for number, each in enumerate(amounts) if not (each.is_bare and _has_neighbour(amounts, number))]
    found: list[Attendance] = []
    pending: _Amount | None = None
    last = 0
    for number, amount in enumerate(amounts):
        clause = around(text, amount.span)
        after = amounts[number + 1].span.start if number + 1 < len(amounts) else clause.end
        attendance = _placed(amount, Span(max(clause.start, last), min(clause.end, after)), hits, beside)
        last = amount.span.end
        if attendance is None and amount.days and found and amount.span.start - found[-1].span.end < 4:
            # The same days, named: "3 days a week in the office (Tuesday to Thursday)".
            named = found[-1]
            attendance = named._replace(low=amount.low, high=amount.high, days=amount.days, is_weekly=True)
        if attendance is None and amount.period:
            pending = amount
            continue
        if attendance:
            if pending and attendance.is_share and clause.start <= pending.span.start:
                # Said twice, with the place behind the share: "two days a week, or 40%, in the office".
                found.append(attendance._replace(low=pending.low, high=pending.high, is_weekly=True, is_share=False))
            found.append(attendance)
        pending = None
    return found


def _has_neighbour(amounts: Sequence[_Amount], number: int) -> bool:
    """Whether another amount stands near: then "each month" is the time of that one."""
    start, end = amounts[number].span
    return any(
        its.span.start - end < _REACH and start - its.span.end < _REACH
        for at in (number - 1, number + 1)
        if 0 <= at < len(amounts)
        for its in (amounts[at],)
    )


def without_overlaps(items: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Of places that overlap the longer: a home office is no office."""
    found: list[tuple[Span, str]] = []
    for item in items:
        span = item[0]
        if not found or not span.overlaps(found[-1][0]):
            found.append(item)
        elif span.end - span.start > found[-1][0].end - found[-1][0].start:
            found[-1] = item
    return found


def around(text: str, span: Span) -> Span:
    """The clause in which ``span`` stands, a hundred characters to each side at most."""
    start, end = max(0, span.start - 100), min(len(text), span.end + 100)
    for stop in _STOP.finditer(text, start, span.start):
        start = stop.end()
    following = _STOP.search(text, span.end, end)
    return Span(start, following.start() if following else end)


def _placed(amount: _Amount, room: Span, hits: Hits, hybrids: Spread) -> Attendance | None:
    """The amount with the place it is spent in: one inside it, else the nearest in ``room``."""
    text = hits.text
    reach = _SHARE_REACH if amount.is_share else _NEAR if amount.days else _REACH
    best, distance, place = amount.span, reach + 1, ''
    for span, name in without_overlaps(_found(hits, 'workplace.at', PLACES, room)):
        inside = span.overlaps(amount.span)
        gap = 0 if inside else _gap(text, amount.span, span)
        # A place before an amount without a time needs to be next to it: "in the office: 2 days".
        if gap < distance and (inside or amount.period or amount.is_share or span.start > amount.span.start or gap < 5):
            best, distance, place = (amount.span if inside else span), gap, name
    period = amount.period
    if not (period or amount.is_share):
        end = max(amount.span.end, best.end)
        period, end = _period(hits, Span(end, min(end + _REACH, room.end)))
    if not place or (distance > _NEAR and not period and not amount.is_share):
        place = ''
        for span, _ in hybrids.between(room.start, room.end):
            if _gap(text, amount.span, span) <= 2 * _NEAR:
                best, place = span, 'office'
                break
    if amount.is_bare and not any(hits.find('workplace.premises', *best)):
        return None
    weeks = _WEEKS_IN[period or 'week']
    if not place or period == 'year' or amount.low / weeks > WEEK:
        return None
    span = Span(min(amount.span.start, best.start), max(amount.span.end, best.end))
    near = Span(max(room.start, span.start - 12), min(room.end, span.end + 15))
    if any(_found(hits, 'workplace.errand', ('occasion',), near)):
        return None
    near = Span(max(room.start, span.start - 30), near.end)
    is_errand = any(_found(hits, 'workplace.errand', ('visit',), near))
    low, high = amount.low / weeks, min(WEEK, amount.high / weeks)
    is_weekly = bool(period) and not amount.is_bare
    return Attendance(place, low, high, amount.days, is_weekly, amount.is_share, distance <= _NEAR, is_errand, span)


def _found(hits: Hits, prefix: str, names: Iterable[str], room: Span) -> list[tuple[Span, str]]:
    return sorted((Span(*match.span()), name) for name in names for match in hits.find(f'{prefix}.{name}', *room))


def _gap(text: str, amount: Span, place: Span) -> int:
    first, second = sorted((amount, place))
    gap = second.start - first.end + _FENCE * len(_FENCES.findall(text, first.end, second.start))
    # "... in an office" at the end of a line has nothing to do with the next line's "80% standing".
    return gap + (_SHARE_REACH if first is place and '\n' in text[first.end : second.start] else 0)


def _period(hits: Hits, room: Span) -> tuple[str, int]:
    """The time that an amount is for, and where its words end."""
    found = _found(hits, 'workplace.per', _WEEKS_IN, room)
    return (found[0][1], found[0][0].end) if found else ('', room.start)


def _rooms(spans: Sequence[Span]) -> list[Span]:
    """The stretches around words for a place: an amount elsewhere is one of something else."""
    rooms: list[Span] = []
    for start, end in sorted(spans):
        room = Span(max(0, start - 2 * _SHARE_REACH), end + 2 * _SHARE_REACH)
        if rooms and room.start <= rooms[-1].end:
            room = Span(rooms.pop().start, room.end)
        rooms.append(room)
    return rooms


def _stated(hits: Hits, rooms: Sequence[Span]) -> Iterator[_Amount]:
    """Days, times, weeks and shares."""
    for match in (match for room in rooms for match in hits.find('workplace.amount', *room)):
        groups = match.groupdict()
        low = _number(hits, match, 'low', 1.0)
        high = _number(hits, match, 'high', low)
        span = Span(*match.span())
        if not 0 < high >= low:
            continue
        if groups.get('share'):
            if 0 < low <= high < 100:
                yield _Amount(low / 100 * WEEK, high / 100 * WEEK, (), '', True, span)
        elif groups.get('weeks'):
            of = _number(hits, match, 'of', _WEEKS_IN['month'])
            if of >= low:
                yield _Amount(low * WEEK / of, low * WEEK / of, (), 'week', False, span)
        else:
            period, end = _period(hits, Span(span.end, span.end + 20))
            is_bare = bool(groups.get('every'))
            if period or not (groups.get('times') or is_bare):
                yield _Amount(low, high, (), period, False, Span(span.start, end), is_bare)


def figure(hits: Hits, match: regex.Match[str]) -> float:
    """The number that a match of ``workplace.amount`` begins with."""
    return _number(hits, match, 'low', 1.0)


def _number(hits: Hits, match: regex.Match[str], group: str, default: float) -> float:
    text = match.groupdict().get(group)
    if not text:
        return default
    if text.isascii() and text.isdigit():
        return float(text)
    span = Span(*match.span(group))
    return next((float(name) for _, name in _found(hits, 'workplace.number', _NUMBERS, span)), default)


def _weekdays(hits: Hits) -> Iterator[_Amount]:
    """Runs of weekdays: "Tuesday to Thursday", "Mondays and Fridays"; not the whole week."""
    text = hits.text
    run: list[str] = []
    start = end = 0
    for span, day in [*hits.named('workplace.weekday'), (Span(len(text), len(text)), '')]:
        if run and day and span.start - end < 12:
            between = text[end : span.start]
            first, last = WEEKDAYS.index(run[-1]), WEEKDAYS.index(day)
            is_dash = span.start < end  # the hyphen is part of both
            if last > first and (
                is_dash or _DASH.fullmatch(between) or any(hits.find('workplace.through', end, span.start))
            ):
                run += WEEKDAYS[first + 1 : last + 1]
                end = span.end
                continue
            if _AND.fullmatch(between):
                run.append(day)
                end = span.end
                continue
        days = tuple(name for name in WEEKDAYS if name in run)
        if 0 < len(days) < WEEK:
            yield _Amount(len(days), len(days), days, 'week', False, Span(start, end))
        run, (start, end) = [day], span
