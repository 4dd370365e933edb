"""Statements of where the work is done that can't both be so: in the text, and between a field and the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lintjob.expression import Expression
from lintjob.facts.stated import called, in_field, is_markup
from lintjob.facts.workplace import attendance, fields
from lintjob.facts.workplace.attendance import Attendance, around
from lintjob.facts.workplace.fields import Said
from lintjob.facts.workplace.mentions import REFUSED, Mention, is_alone, is_whole
from lintjob.facts.workplace.mentions import read as read_mentions
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span
from lintjob.typed import NamedTuple

#: How far apart two amounts may stand that belong together, in characters.
_BESIDE = 60
#: How far around two statements a word may stand that says when each holds.
_STAGE = 120
#: How far before and behind a statement a word for the job may stand.
_BEFORE, _BEHIND = 40, 20
#: How much of a text's beginning is its head, where a line of its own speaks of the job, in characters.
_HEAD = 300
#: What a value of a label, a tag, or a note behind a town begins with.
_LABELLED = Expression(r'(?:[:(|#]|\([^()\n]{1,30},)[\s*_\u2060]*\Z')
#: A place that is no more than the word for remote work, with a country at most.
_ONLY_REMOTE = Expression(r'[^,;/|&+]{0,40}\Z')

#: The weight of what the text says outright.
_OUTRIGHT = 2
#: That of a field's value.
_IN_FIELD = 3

_MODES = ('onsite', 'hybrid', 'remote')


class Conflict(NamedTuple):
    """A statement at ``span`` that contradicts the words ``contrary``."""

    kind: str
    contrary: str
    span: Span


def read(
    listing: Listing, hits: Hits, mode: str, mentions: Sequence[Mention], amounts: Sequence[Attendance]
) -> Conflict | None:
    """Two statements that can't both be so, the first such pair."""
    if mode == 'choice':
        return None
    office = next(
        (
            each
            for each in amounts
            if each.place == 'office' and each.is_weekly and each.low >= 1 and not _is_optional(hits, each.span)
        ),
        None,
    )
    return _in_text(listing, hits, mode, mentions, amounts, office) or _of_fields(
        listing, hits, mentions, amounts, office
    )


# ---------------------------------------------------------------- within the text


def _in_text(
    listing: Listing,
    hits: Hits,
    mode: str,
    mentions: Sequence[Mention],
    amounts: Sequence[Attendance],
    office: Attendance | None,
) -> Conflict | None:
    if mode == 'remote':
        if office and not office.is_errand:
            whole = next(
                (
                    each
                    for each in mentions
                    if each.mode == 'remote' and is_whole(hits, each) and not is_markup(listing, each.span)
                ),
                None,
            )
            text = [each for each in mentions if each.span.start >= listing.body.start]
            is_field = whole and whole.weight == _IN_FIELD
            if is_field and _may_be_of_others(hits, text, amounts, office):
                return None
            if whole and not is_staged(hits, whole.span, office.span):
                return Conflict('remote-in-office', _named(listing, whole.span), office.span)
        return None
    is_odd_week = any(hits.find('workplace.part')) or attendance.whole_week(amounts)
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
        if _has_total(hits, one, other) or is_staged(hits, one.span, other.span):
            continue
        if not any(hits.find('workplace.limit', max(0, one.span.start - 20), other.span.end)):
            return Conflict('days-do-not-add-up', listing.words(one.span), other.span)
    hybrid = next((each for each in mentions if each.mode == 'hybrid' and not is_markup(listing, each.span)), None)
    is_all = office and office.low == attendance.WEEK and len(amounts) == 1
    if mode == 'hybrid' and hybrid and office and is_all and not is_staged(hits, hybrid.span, office.span):
        return Conflict('hybrid-all-office', _named(listing, hybrid.span), office.span)
    return None


def _named(listing: Listing, span: Span) -> str:
    """A statement as a message names it; a title speaks for itself."""
    title = listing.fields.get('title')
    return listing.words(span) if title and title.span.overlaps(span) else called(listing, span)


# ---------------------------------------------------------------- a field against the rest


def _of_fields(
    listing: Listing, hits: Hits, mentions: Sequence[Mention], amounts: Sequence[Attendance], office: Attendance | None
) -> Conflict | None:
    said = [
        each
        for each in fields.read(listing, hits)
        if len(each.modes) == 1 and not each.is_partly and not is_markup(listing, each.span)
    ]
    if not said:
        return None
    for one, other in pairwise(sorted(said, key=lambda each: each.span)):
        if _excludes(one, other.modes[0]) and _excludes(other, one.modes[0]):
            # A message that quotes "true" says little: the yes or no is the one that is named.
            at, against = (one, other) if other.is_flag else (other, one)
            return Conflict('field-against-field', called(listing, against.span), at.span)
    # "workplace: Hybrid" says more than the "remote: true" beside it.
    field = min(said, key=lambda each: (each.is_flag, each.span))
    name = called(listing, field.span)
    found = next(_beside(listing, mentions, field), None)
    if found:
        return Conflict('field-against-field', name, found)
    text = [each for each in mentions if each.span.start >= listing.body.start and not in_field(listing, each.span)]
    found = _against(listing, hits, field, text, amounts, office)
    return Conflict('field-against-text', name, found) if found else None


def is_said_of_job(listing: Listing, hits: Hits, mode: str, *, has_amount: bool) -> bool:
    """Whether the text says of this job that it is ``onsite`` or ``hybrid``, and nowhere that all of it is remote.

    Where it says how much is in the office, or names no mode, it speaks of this job.
    """
    mentions = [each for each in read_mentions(listing, hits) if each.weight > 1]
    if any(each.mode == 'remote' and not _is_refused(each) and is_whole(hits, each) for each in mentions):
        return False
    named = [each for each in mentions if each.mode == mode]
    return (
        has_amount
        or not named
        or any(
            not _is_of_region(hits, each)
            if _is_refused(each)
            else each.weight > _OUTRIGHT or _is_of_job(listing, hits, each)
            for each in named
        )
    )


def _excludes(field: Said, mode: str) -> bool:
    """Whether what a field states leaves no room for a mode."""
    if mode == field.modes[0]:
        return False
    if field.is_refusal:
        return mode == 'remote'
    # "remote: true" is written of hybrid jobs too.
    return not (field.is_flag and field.modes[0] == 'remote' and mode == 'hybrid')


def _beside(listing: Listing, mentions: Sequence[Mention], field: Said) -> Iterator[Span]:
    """What the title or the place says against a field: "Clerk (Remote)"."""
    text = listing.text
    for name in ('title', 'location'):
        its = listing.fields.get(name)
        if not its or is_markup(listing, its.span):
            continue
        inside = [
            each
            for each in mentions
            if each.weight == 3 and its.span.start <= each.span.start and each.span.end <= its.span.end
        ]
        if len({each.mode for each in inside}) != 1 or not _excludes(field, inside[0].mode):
            continue
        start, end = inside[0].span
        if name == 'title':
            is_plain = start > its.span.start and is_alone(text, inside[0].span)
        else:
            is_plain = start == its.span.start and bool(_ONLY_REMOTE.match(text, end, its.span.end))
        if is_plain:
            yield inside[0].span


def _against(
    listing: Listing,
    hits: Hits,
    field: Said,
    text: Sequence[Mention],
    amounts: Sequence[Attendance],
    office: Attendance | None,
) -> Span | None:
    """What the text says against a field."""
    (mode,) = field.modes
    is_asked = office and not office.is_errand and office.is_close and not is_staged(hits, office.span)
    if mode == 'remote' and office and is_asked and not _may_be_of_others(hits, text, amounts, office):
        return office.span
    if any(each.mode in (mode, 'choice') and each.weight > 1 and not _is_refused(each) for each in text):
        # The text says both, or what the field says: whatever else stands there, is about something else.
        return None
    if mode == 'hybrid' and (amounts or any(each.mode == 'hybrid' for each in text)):
        return None
    for each in text:
        if each.mode not in _MODES or each.weight < 2 or not _excludes(field, each.mode):
            continue
        if _is_refused(each):
            # "No remote work" is against a field that says remote, and against no other.
            if mode == 'remote' and not _is_of_region(hits, each):
                return each.span
        elif _is_of_job(listing, hits, each):
            return each.span
    if mode == 'onsite' and not field.is_refusal:
        home = next((each for each in amounts if _is_rule(hits, each)), None)
        return home.span if home else None
    return None


def _may_be_of_others(hits: Hits, text: Sequence[Mention], amounts: Sequence[Attendance], office: Attendance) -> bool:
    """Whether days in an office may be those of other people, as the text says of the job that it is remote."""
    is_remote = any(
        each.mode == 'remote' and each.weight == _OUTRIGHT and not any(each.span.overlaps(its.span) for its in amounts)
        for each in text
    )
    return is_remote and not any(hits.find('workplace.job', *around(hits.text, office.span)))


def _is_rule(hits: Hits, amount: Attendance) -> bool:
    """Whether an amount says plainly that some days of each week are spent elsewhere."""
    return (
        amount.place == 'home'
        and amount.is_weekly
        and amount.is_close
        and 1 <= amount.low <= amount.high < attendance.WEEK
        and not amount.is_errand
        and not _is_optional(hits, amount.span)
        and not is_staged(hits, amount.span)
    )


def _is_refused(mention: Mention) -> bool:
    return mention.weight == REFUSED


def _is_of_region(hits: Hits, mention: Mention) -> bool:
    """Whether a statement is of some countries alone: "no remote work from outside Spain"."""
    return any(hits.find('workplace.region', *around(hits.text, mention.span)))


def _is_of_job(listing: Listing, hits: Hits, mention: Mention) -> bool:
    """Whether a statement in the text is plainly about this job: behind a label, in a bracket, with a word for the job."""
    text, (start, end) = listing.text, mention.span
    clause = around(text, mention.span)
    if _is_optional(hits, mention.span) or any(hits.find('workplace.stage', *clause)):
        return False
    if is_alone(text, mention.span):
        line = text[text.rfind('\n', 0, start) + 1 : start].strip(' *_#-\u2022\u00b7\u2060')
        is_plain = start < listing.body.start + _HEAD or any(hits.find('workplace.fully', *mention.span))
        if (not line and is_plain) or ':' in text[start:end] or _LABELLED.search(text, max(0, start - 40), start):
            return True
    near = Span(max(clause.start, start - _BEFORE), min(clause.end, end + _BEHIND))
    return any(hits.find('workplace.job', *near))


def _is_optional(hits: Hits, span: Span) -> bool:
    """Whether the clause says that one may, or that it was so once."""
    return any(hits.find('workplace.voluntary', *around(hits.text, span)))


def is_staged(hits: Hits, *spans: Span) -> bool:
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
