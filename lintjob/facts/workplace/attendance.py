"""How much of the work is done in an office: days a week, which weekdays, shares of the time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, zip_longest

import regex

from lintjob.expression import Expression
from lintjob.facts.workplace import towns
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span
from lintjob.typed import NamedTuple

PLACES = ('office', 'home')
WEEKDAYS = ('monday', 'tuesday', 'wednesday', 'thursday', 'friday')
WEEK = len(WEEKDAYS)

#: How many working weeks a stretch of time has.
_WEEKS_IN = {'week': 1, 'fortnight': 2, 'month': 4, 'quarter': 13, 'year': 52}

_NUMBERS = ('1', '2', '3', '4', '5', '50')

_OFTEN = ('week', 'fortnight', 'month')

#: How much of a text after its title is the head, in characters.
_HEAD = 250
#: The least share of the working time that is a rule, in per cent.
_LEAST_SHARE = 10
#: How far before an amount its time may stand.
_BEFORE = 16
#: How many amounts of one text are read: no advert states more.
_MOST = 100
#: How far before an amount that what it is for may stand, whatever there is between them.
_BESIDE = 12
#: How far two amounts may stand apart that make a week together, in characters.
_TOGETHER = 60
#: How far an amount may stand from its place and from its time, in characters.
_REACH = 70
#: What a comma, a bracket, a slash or a line end between two words counts for, in characters.
_FENCE = 30
#: A share is said with more words: "40% of your working time each month, based at the office".
_SHARE_REACH = 100
#: How far around a place its amount is looked for.
_ROOM = 150
#: How far a place may stand from an amount that names no time: "2 days in the office".
_NEAR = 30

_STOP = Expression(r'[.!?](?=\s+\W*\p{Lu}|\s*$)|\n[^\S\n]*\n|\n(?=\s*[\w ]{2,30}:\s)|[|\u2022\u00b7;]|\n\s*[*+-]\s')
_SHORTENED = Expression(r'(?<!\p{L})(?P<word>\p{L}+)\.\s*\Z')
_FENCES = Expression(r'[,/(\n]')
_BREAK = Expression(r'[,;:()/\n]')
#: A figure behind a dash, a comma or a bracket, as behind a town: "York - 2 days a week".
_AFTER_TOWN = Expression(r'\p{L}\**[^\S\n]?[-\u2013\u2014,(|:\\\u2060]{1,3}[^\S\n]?[1-4](?![\d.,:/])')
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
    is_trip: bool = False


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
    top = Span(listing.body.start, min(listing.body.start + _HEAD, listing.body.end))
    location = listing.fields.get('location')
    homes = hits['workplace.at.home'][:_MOST]
    is_telework = bool(hybrids or homes)
    offices = [Span(*match.span()) for match in islice(hits.find('workplace.at.office'), _MOST)]
    if not is_telework:
        # Where nothing is said of home, days with clients or in a lab are no rule.
        offices = [span for span in offices if any(hits.find('workplace.premises', *span))]
    towns_before = (Span(*match.span()) for match in _AFTER_TOWN.finditer(text, *top))
    rooms = _rooms([*towns_before, *hybrids, *homes, *offices])
    if not rooms:
        return []
    beside = Spread([(span, '') for span in hybrids])
    heads = (top, location.span) if location else (top,)
    amounts = sorted(
        (*islice(_stated(hits, rooms), _MOST), *islice(_weekdays(hits), _MOST)), key=lambda each: each.span
    )
    amounts = [each for number, each in enumerate(amounts) if not (each.is_bare and _has_neighbour(amounts, number))]
    found: list[Attendance] = []
    pending: _Amount | None = None
    last = 0
    for number, amount in enumerate(amounts):
        clause = around(text, _with_abbreviation(hits, amount.span))
        after = amounts[number + 1].span.start if number + 1 < len(amounts) else clause.end
        room = Span(max(clause.start, last), min(clause.end, after))
        attendance = _placed(amount, room, hits, beside)
        # "mostly remote, with one day a week in York": the town is nearer than the word before.
        is_before = attendance is not None and attendance.place == 'home' and attendance.span.end <= amount.span.end
        if (attendance is None or is_before) and not amount.is_share:
            is_head = attendance is None and any(its.start <= amount.span.start < its.end for its in heads)
            attendance = _in_town(amount, room, hits, is_telework=is_telework, is_head=is_head) or attendance
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


def whole_week(amounts: Sequence[Attendance]) -> Sequence[Attendance]:
    """Three amounts or more, side by side, that make a week: "one day here, one with clients, three at home"."""
    for number in range(len(amounts) - 2):
        for count in range(3, min(len(amounts) - number, WEEK) + 1):
            these = amounts[number : number + count]
            if any(each.is_share or each.low != each.high or each.days for each in these):
                break
            if any(second.span.start - first.span.end > _TOGETHER for first, second in pairwise(these)):
                break
            if sum(each.low for each in these) == WEEK:
                return these
    return ()


def _in_town(amount: _Amount, room: Span, hits: Hits, *, is_telework: bool, is_head: bool) -> Attendance | None:
    """An amount with a town for its place: "York, 2 days a week" in a head, "one day a week in York"."""
    text = hits.text
    period = amount.period
    town = None
    if is_head and period == 'week':
        town = towns.before(text, amount.span.start)
    if town is None and is_telework:
        town = towns.after(text, amount.span.end, room.end)
        if town and not period:
            period, _ = _period(hits, Span(town.end, min(town.end + _NEAR, room.end)))
    if town is None or period not in _OFTEN or amount.is_bare:
        return None
    weeks = _WEEKS_IN[period]
    if amount.low / weeks >= WEEK or any(hits.find('workplace.part')):
        return None
    span = Span(min(town.start, amount.span.start), max(town.end, amount.span.end))
    near = Span(max(room.start, span.start - 30), min(room.end, span.end + 15))
    if any(_found(hits, 'workplace.errand', ('occasion',), near)):
        return None
    is_errand = any(_found(hits, 'workplace.errand', ('visit',), near))
    low, high = amount.low / weeks, min(WEEK, amount.high / weeks)
    return Attendance('office', low, high, amount.days, True, False, True, is_errand, span)


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


def _with_abbreviation(hits: Hits, span: Span) -> Span:
    """``span`` with the shortened word before it, whose stop ends no sentence: "max. 3 days"."""
    found = _SHORTENED.search(hits.text, max(0, span.start - _BEFORE), span.start)
    word = hits.at('pay.abbreviation', *found.span('word')) if found else None
    return Span(word.start(), span.end) if found and word and word.end() == found.end('word') else span


def _placed(amount: _Amount, room: Span, hits: Hits, hybrids: Spread) -> Attendance | None:
    """The amount with the place it is spent in: one inside it, else the nearest in ``room``."""
    text = hits.text
    reach = _SHARE_REACH if amount.is_share else _NEAR if amount.days else _REACH
    best, distance, place = amount.span, reach + 1, ''
    own = _own_place(hits, amount.span.end, room.end)
    for span, name in without_overlaps(_found(hits, 'workplace.at', PLACES, room)):
        inside = span.overlaps(amount.span)
        gap = 0 if inside or span.start == own else _gap(text, amount.span, span)
        # A place before an amount without a time needs to be next to it: "in the office: 2 days".
        if amount.is_trip and name == 'home':
            continue
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
                best = span
                place = 'home' if any(hits.find('workplace.at.home', *span)) else 'office'
                break
    if amount.is_trip and place == 'home':
        return None
    if amount.is_bare and not any(hits.find('workplace.premises', *best)):
        return None
    weeks = _WEEKS_IN[period or 'week']
    if not place or period == 'year' or amount.low / weeks > WEEK:
        return None
    span = Span(min(amount.span.start, best.start), max(amount.span.end, best.end))
    near = Span(max(room.start, span.start - 30), min(room.end, span.end + 15))
    if any(
        its.start >= span.start - _BESIDE or not _BREAK.search(text, its.end, span.start)
        for its, _ in _found(hits, 'workplace.errand', ('occasion',), near)
    ):
        return None
    is_errand = any(_found(hits, 'workplace.errand', ('visit',), near))
    low, high = amount.low / weeks, min(WEEK, amount.high / weeks)
    is_weekly = bool(period) and not amount.is_bare
    return Attendance(place, low, high, amount.days, is_weekly, amount.is_share, distance <= _NEAR, is_errand, span)


def _own_place(hits: Hits, end: int, limit: int) -> int:
    """Where the place stands that the phrase behind an amount names: "2 days a week in our lively York office"; -1."""
    text = hits.text
    into = hits.at('workplace.into', end + text.startswith((' ', '\u00a0'), end))
    if not into:
        return -1
    limit = min(limit, into.end() + _NEAR + _BEFORE)
    line = text.find('\n', into.end(), limit)
    named = _found(hits, 'workplace.at', PLACES, Span(into.start(), limit if line < 0 else line))
    return without_overlaps(named)[0][0].start if named else -1


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


def _period_before(hits: Hits, at: int) -> str:
    """The time whose words stand right before an amount: "each week: two days"."""
    text = hits.text
    found = _found(hits, 'workplace.per', _WEEKS_IN, Span(max(0, at - _BEFORE), at))
    return found[-1][1] if found and not text[found[-1][0].end : at].strip(' :,') else ''


def _rooms(spans: Sequence[Span]) -> list[Span]:
    """The stretches around words for a place: an amount elsewhere is one of something else."""
    rooms: list[Span] = []
    for start, end in sorted(spans):
        room = Span(max(0, start - _ROOM), end + _ROOM)
        if rooms and room.start <= rooms[-1].end:
            room = Span(rooms.pop().start, room.end)
        rooms.append(room)
    return rooms


def _stated(hits: Hits, rooms: Sequence[Span]) -> Iterator[_Amount]:
    """Days, times, weeks and shares."""
    text = hits.text
    last = -_REACH - 1
    until = 0
    in_rooms = (match for room in rooms for match in hits.find('workplace.amount', *room))
    matches = list(islice(in_rooms, 2 * _MOST))
    for match, following in zip_longest(matches, matches[1:]):
        groups = match.groupdict()
        if following and groups.get('weeks') and _is_time_of(hits, match, following):
            continue
        low = _number(hits, match, 'low', 1.0)
        high = _number(hits, match, 'high', low)
        span = Span(*match.span())
        if not 0 < high >= low or span.start < until:
            continue
        last, previous = span.end, last
        if groups.get('share'):
            # Less than a day in two weeks is a share of something else, as is "17,05 %".
            is_part = (
                text[span.start - 1 : span.start] in (',', '.') and text[span.start - 2 : span.start - 1].isdigit()
            )
            if _LEAST_SHARE <= low <= high < 100 and not is_part:
                yield _Amount(low / 100 * WEEK, high / 100 * WEEK, (), '', True, span)
        elif groups.get('weeks'):
            of = _number(hits, match, 'of', _WEEKS_IN['month'])
            if of >= low:
                yield _Amount(low * WEEK / of, low * WEEK / of, (), 'week', False, span)
        else:
            if groups.get('rest') is not None and span.start - previous > _REACH:
                continue
            period, end = _period(hits, Span(span.end, span.end + _NEAR))
            if not period:
                period = _period_before(hits, span.start)
            is_bare = bool(groups.get('every'))
            if period or not (groups.get('times') or is_bare):
                until = end
                yield _Amount(low, high, (), period, False, Span(span.start, end), is_bare, bool(groups.get('trip')))


def _is_time_of(hits: Hits, weeks: regex.Match[str], following: regex.Match[str]) -> bool:
    """Whether weeks are the time of the amount that follows them: "every other week one day"."""
    return (
        not (following.groupdict().get('weeks') or following.groupdict().get('share'))
        and not hits.text[weeks.end() : following.start()].strip(' :,')
        and _period_before(hits, following.start()) == 'fortnight'
    )


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
    is_range = False
    for span, day in [*hits.named('workplace.weekday'), (Span(len(text), len(text)), '')]:
        if run and day and span.start - end < 12:
            between = text[end : span.start]
            first, last = WEEKDAYS.index(run[-1]), WEEKDAYS.index(day)
            is_dash = span.start < end  # the hyphen is part of both
            if last > first and (
                is_dash or _DASH.fullmatch(between) or any(hits.find('workplace.through', end, span.start))
            ):
                run += WEEKDAYS[first + 1 : last + 1]
                end, is_range = span.end, True
                continue
            # "Monday to Wednesday, Thursday and Friday ..." are two runs: else it were Monday to Thursday.
            is_next = is_range and last == first + 1
            if _AND.fullmatch(between) and not is_next and len({*run, day}) < WEEK:
                run.append(day)
                end, is_range = span.end, False
                continue
        days = tuple(name for name in WEEKDAYS if name in run)
        if 0 < len(days) < WEEK:
            yield _Amount(len(days), len(days), days, 'week', False, Span(start, end))
        run, (start, end), is_range = [day], span, False
