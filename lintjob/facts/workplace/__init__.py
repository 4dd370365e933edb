"""Where the work is done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from lintjob.facts.workplace import attendance, particulars
from lintjob.facts.workplace.attendance import Attendance, around
from lintjob.facts.workplace.mentions import REFUSED, Mention, is_whole
from lintjob.facts.workplace.mentions import read as read_mentions
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span

#: How long a line of particulars is at most.
_LINE = 60
#: Days a week at home that leave some for the office; four are as often all of a job in part time.
_PART = 3
#: Days a week in an office that make a job hybrid whose work is else remote.
_OFTEN = 0.5
#: How far two amounts may stand apart that belong together, in characters.
_BESIDE = 60
#: How far around two statements a word may stand that says when each holds.
_STAGE = 120


class Workplace(NamedTuple):
    """What the advert says of where the work is done.

    ``mode``: ``onsite``, ``hybrid``, ``remote``, ``choice`` (several are offered) or ``unstated``.
    ``offers``: the modes one may work in, for ``choice`` those that are named. ``days_in_office``: a
    week, None where it is neither stated nor computable from a five-day week. ``days``: which
    weekdays are in the office, in English, lower case. ``has_amount``: it says how much is in the
    office (days, which days, a share). ``office``: the town of the office. ``decided_by``: who
    chooses the days, ``employee``, ``team``, ``manager`` or ``employer``. ``region``: the words that
    say where a remote worker may live. ``time_zone``: those that say when one works. All four are
    '' where nothing is said. ``has_slot``: the listing has a field for the workplace. ``conflict``:
    '' or what contradicts: ``remote-in-office``, ``days-do-not-add-up`` or ``hybrid-all-office``; at
    ``conflict_span``, and against the words ``contrary``. ``span`` is the statement of the mode, for
    ``unstated`` the listing's head.
    """

    mode: str
    offers: tuple[str, ...]
    days_in_office: float | None
    days: tuple[str, ...]
    has_amount: bool
    office: str
    decided_by: str
    region: str
    time_zone: str
    has_slot: bool
    conflict: str
    contrary: str
    conflict_span: Span
    span: Span

    @property
    def offers_hybrid(self) -> bool:
        """Whether one may work partly in an office and partly elsewhere."""
        return 'hybrid' in self.offers

    @property
    def has_region(self) -> bool:
        """Whether it says where a remote worker may live, or at least when one works."""
        return bool(self.region or self.time_zone)


class _Conflict(NamedTuple):
    kind: str
    contrary: str
    span: Span


def read(listing: Listing, hits: Hits) -> Workplace:
    """The workplace of the job."""
    head = listing.head
    slot = any(name in listing.fields for name in ('workplace', 'remote'))
    mentions = read_mentions(listing, hits)
    amounts = attendance.read(listing, hits, [each.span for each in mentions if each.mode == 'hybrid'])
    mode, offers, span = _decide(hits, mentions, amounts)
    if mode == 'unstated':
        return Workplace(mode, (), None, (), False, '', '', '', '', slot, '', '', head, head)
    # A span that a title or a bracket holds is as good a place as a sentence; the first is kept.
    is_partly = mode in ('hybrid', 'choice')
    counted = _counted(amounts)
    places = [*(each.span for each in counted), *(each.span for each in mentions if each.mode in ('hybrid', 'choice'))]
    in_office, days = (None, ()) if mode == 'remote' else _in_office(counted)
    conflict = _conflict(listing.text, hits, mode, mentions, counted) or _Conflict('', '', span)
    return Workplace(
        mode,
        offers,
        in_office,
        days,
        is_partly and bool(counted),
        particulars.office(hits, places) if is_partly else '',
        particulars.decided_by(hits, places) if is_partly else '',
        particulars.region(listing, hits, [each.span for each in mentions if each.mode in ('remote', 'choice')])
        if 'remote' in offers
        else '',
        particulars.time_zone(hits) if 'remote' in offers else '',
        slot,
        conflict.kind,
        conflict.contrary,
        conflict.span,
        span,
    )


def _decide(
    hits: Hits, mentions: Sequence[Mention], amounts: Sequence[Attendance]
) -> tuple[str, tuple[str, ...], Span]:
    """The mode, what it offers, and the statement of it."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.mode == 'remote' and any(_is_part(hits.text, mention, each) for each in amounts):
            continue
        known = first.get(mention.mode)
        if known is None or mention.weight > known.weight:
            first[mention.mode] = mention
    split = next((each for each in amounts if _is_rule(hits, each) and each.low < attendance.WEEK), None)
    if split is None and {each.place for each in _counted(amounts)} == set(attendance.PLACES):
        split = amounts[0]
    choice, hybrid, remote, onsite = (first.get(each) for each in ('choice', 'hybrid', 'remote', 'onsite'))
    if choice:
        offers = tuple(each for each in ('onsite', 'hybrid', 'remote') if each in first)
        if len(offers) < 2:
            offers = ('onsite', 'hybrid') if offers == ('hybrid',) else ('onsite', 'remote')
        return 'choice', offers, choice.span
    if hybrid and hybrid.weight > 1:
        return 'hybrid', ('hybrid',), hybrid.span
    if remote:
        for each in amounts:
            # "fully remote, or two days a week in the office"
            gap = each.span.start - remote.span.end
            if (
                each.place == 'office'
                and 0 < gap < 40
                and any(hits.find('workplace.or', remote.span.end, each.span.start))
            ):
                return 'choice', ('hybrid', 'remote'), Span(remote.span.start, each.span.end)
        often = next((each for each in amounts if each.place == 'office' and _is_often(each)), None)
        if often and not is_whole(hits, remote):
            return 'hybrid', ('hybrid',), often.span
        return 'remote', ('remote',), remote.span
    if split:
        return 'hybrid', ('hybrid',), split.span
    if hybrid and not (onsite and onsite.weight == REFUSED):
        return 'hybrid', ('hybrid',), hybrid.span
    if onsite:
        return 'onsite', ('onsite',), onsite.span
    whole = next((each for each in amounts if _is_rule(hits, each) and each.low == attendance.WEEK), None)
    if whole and whole.place == 'office':
        return 'onsite', ('onsite',), whole.span
    return 'unstated', (), Span(0, 0)


def _is_part(text: str, mention: Mention, amount: Attendance) -> bool:
    """Whether a word for remote work is one of an amount of it: "60 % remote"."""
    if amount.place != 'home' or amount.low > _PART or not amount.span.overlaps(mention.span):
        return False
    return amount.is_share or ',' not in text[amount.span.start : amount.span.end]


def _is_often(amount: Attendance) -> bool:
    return amount.is_weekly and _OFTEN <= amount.low < attendance.WEEK


def _is_rule(hits: Hits, amount: Attendance) -> bool:
    """Whether an amount says where the work is done without any word for it beside."""
    if amount.place == 'home' and amount.is_close and any(hits.find('workplace.telework', *amount.span)):
        return not amount.is_errand
    if amount.place == 'office' and amount.is_close and not (amount.is_share or amount.is_weekly or amount.is_errand):
        # "3 days in the office", all that a line says.
        text, (start, end) = hits.text, amount.span
        line = text.rfind('\n', 0, start) + 1
        stop = text.find('\n', end)
        return (
            (len(text) if stop < 0 else stop) - line <= _LINE
            and any(hits.find('workplace.premises', start, end))
            and not _is_staged(hits, amount.span)
        )
    said = amount.is_share or len(amount.days) > 1 if amount.is_share or amount.days else amount.is_weekly
    return said and amount.is_close and not amount.is_errand


def _counted(amounts: Sequence[Attendance]) -> list[Attendance]:
    """The amounts that can be a rule: errands only where nothing else is stated, a whole week only right beside."""
    near = [each for each in amounts if each.low < attendance.WEEK or each.is_close]
    return [each for each in near if not each.is_errand] or near


def _in_office(amounts: Sequence[Attendance]) -> tuple[float | None, tuple[str, ...]]:
    """Days a week in the office, the lower number of a span, and which days."""
    office = [each for each in amounts if each.place == 'office']
    home = [each for each in amounts if each.place == 'home']
    days = next((each.days for each in office if each.days), ())
    week = _whole_week(amounts)
    if week:
        return sum(each.low for each in week if each.place == 'office'), days
    at_home = next((each.days for each in home if each.days), ())
    if not days and at_home:
        days = tuple(day for day in attendance.WEEKDAYS if day not in at_home)
    for is_share in (False, True):
        for each in office:
            if each.is_share == is_share:
                return each.low, days
        for each in home:
            if each.is_share == is_share:
                return attendance.WEEK - each.high, days
    return None, days


def _whole_week(amounts: Sequence[Attendance]) -> Sequence[Attendance]:
    """Three amounts or more, side by side, that make a week: "one day here, one with clients, three at home"."""
    for number in range(len(amounts) - 2):
        for count in range(3, min(len(amounts) - number, attendance.WEEK) + 1):
            these = amounts[number : number + count]
            if any(each.is_share or each.low != each.high or each.days for each in these):
                break
            if any(second.span.start - first.span.end > _BESIDE for first, second in pairwise(these)):
                break
            if sum(each.low for each in these) == attendance.WEEK:
                return these
    return ()


def _conflict(
    text: str, hits: Hits, mode: str, mentions: Sequence[Mention], amounts: Sequence[Attendance]
) -> _Conflict | None:
    """Two statements that can't both be so."""
    office = next(
        (
            each
            for each in amounts
            if each.place == 'office' and each.is_weekly and each.low >= 1 and not _is_optional(text, hits, each.span)
        ),
        None,
    )
    if mode == 'remote' and office and not office.is_errand:
        whole = next((each for each in mentions if each.mode == 'remote' and is_whole(hits, each)), None)
        if whole and not _is_staged(hits, whole.span, office.span):
            return _Conflict('remote-in-office', _quote(text, whole.span), office.span)
    if mode == 'remote':
        return None
    is_odd_week = any(hits.find('workplace.part')) or _whole_week(amounts)
    for one, other in pairwise(amounts):
        if is_odd_week or {one.place, other.place} != {'office', 'home'} or one.is_share != other.is_share:
            continue
        if other.span.start - one.span.end > _BESIDE or not (one.low == one.high and other.low == other.high):
            continue
        total = one.low + other.low
        if (
            min(one.low, other.low) < 1
            or total == attendance.WEEK
            or (total < attendance.WEEK and one.days + other.days)
        ):
            continue
        if _has_total(hits, one, other) or _is_staged(hits, one.span, other.span):
            continue
        if not any(hits.find('workplace.limit', max(0, one.span.start - 20), other.span.end)):
            return _Conflict('days-do-not-add-up', _quote(text, one.span), other.span)
    hybrid = next((each for each in mentions if each.mode == 'hybrid'), None)
    is_all = office and office.low == attendance.WEEK and len(amounts) == 1
    if mode == 'hybrid' and hybrid and office and is_all and not _is_staged(hits, hybrid.span, office.span):
        return _Conflict('hybrid-all-office', _quote(text, hybrid.span), office.span)
    return None


def _is_optional(text: str, hits: Hits, span: Span) -> bool:
    """Whether the clause says that one may, or that it was so once."""
    return any(hits.find('workplace.voluntary', *around(text, span)))


def _is_staged(hits: Hits, *spans: Span) -> bool:
    """Whether words beside one of the statements say that they hold one after another."""
    return any(any(hits.find('workplace.stage', max(0, span.start - _STAGE), span.end + _STAGE)) for span in spans)


def _has_total(hits: Hits, one: Attendance, other: Attendance) -> bool:
    """Whether the days that two amounts add up to are stated: "three days a week: two in the office, one at home"."""
    total = one.low + other.low
    return any(
        attendance.figure(hits, match) == total
        for match in hits.find('workplace.amount', max(0, one.span.start - _STAGE), other.span.end + _STAGE)
        if not (one.span.overlaps(Span(*match.span())) or other.span.overlaps(Span(*match.span())))
    )


def _quote(text: str, span: Span) -> str:
    return ' '.join(text[span.start : span.end].split())
