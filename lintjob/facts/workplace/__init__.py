"""Where the work is done."""

from __future__ import annotations

from collections.abc import Sequence

from lintjob.facts.workplace import attendance, conflict, fields, particulars
from lintjob.facts.workplace.attendance import Attendance
from lintjob.facts.workplace.mentions import REFUSED, Mention, is_whole
from lintjob.facts.workplace.mentions import read as read_mentions
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span
from lintjob.typed import NamedTuple

#: How long a line of particulars is at most.
_LINE = 60
#: Days a week at home that leave some for the office; four are as often all of a job in part time.
_PART = 3
#: Days a week in an office that make a job hybrid whose work is else remote.
_OFTEN = 0.5


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
    '' or what contradicts: ``remote-in-office``, ``days-do-not-add-up``, ``hybrid-all-office``,
    ``field-against-text`` or ``field-against-field``; at ``conflict_span``, and against the words
    ``contrary``. ``in_data``: the mode is that of JobPosting data. ``span`` is the statement of the mode,
    for ``unstated`` the place of a field that is empty, else the listing's head.
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
    in_data: bool
    span: Span

    @property
    def offers_hybrid(self) -> bool:
        """Whether one may work partly in an office and partly elsewhere."""
        return 'hybrid' in self.offers

    @property
    def has_region(self) -> bool:
        """Whether it says where a remote worker may live, or at least when one works; JobPosting data has rules of its own."""
        return bool(self.region or self.time_zone) or self.in_data


def read(listing: Listing, hits: Hits) -> Workplace:
    """The workplace of the job."""
    its_fields = [listing.fields[name] for name in fields.FIELDS if name in listing.fields]
    mentions = read_mentions(listing, hits)
    amounts = attendance.read(listing, hits, [each.span for each in mentions if each.mode == 'hybrid'])
    mode, offers, span = _decide(hits, _believed(listing, hits, mentions), amounts)
    if mode == 'unstated':
        slots = (each.span for each in its_fields if each.label and each.span.start < each.span.end)
        head = next(slots, listing.head)
        return Workplace(mode, (), None, (), False, '', '', '', '', bool(its_fields), '', '', head, False, head)
    # A span that a title or a bracket holds is as good a place as a sentence; the first is kept.
    is_partly = mode in ('hybrid', 'choice')
    counted = _counted(amounts)
    places = [*(each.span for each in counted), *(each.span for each in mentions if each.mode in ('hybrid', 'choice'))]
    in_office, days = (None, ()) if mode == 'remote' else _in_office(counted)
    clash = conflict.read(listing, hits, mode, mentions, counted)
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
        bool(its_fields),
        clash.kind if clash else '',
        clash.contrary if clash else '',
        clash.span if clash else span,
        _in_data(listing, span),
        span,
    )


def _in_data(listing: Listing, span: Span) -> bool:
    """Whether a statement is that of JobPosting data."""
    data = listing.markup.properties if listing.markup else ()
    return any(each.path[-1:] == ('jobLocationType',) and each.span.overlaps(span) for each in data)


def _believed(listing: Listing, hits: Hits, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The statements without those of remote work in the text, where a field says that the job is on site."""
    modes = {mode for said in fields.read(listing, hits) for mode in said.modes}
    if modes != {'onsite'}:
        return mentions
    return [each for each in mentions if each.mode != 'remote' or each.span.start < listing.body.start]


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
            and not conflict.is_staged(hits, amount.span)
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
    week = attendance.whole_week(amounts)
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
