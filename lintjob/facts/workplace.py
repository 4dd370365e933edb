"""Where the work is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from lintjob.expression import Expression
from lintjob.facts import attendance
from lintjob.facts.attendance import Attendance, Spread, around
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span

#: How much of a text after its title is the head, where a bare word states the workplace, in characters.
_HEAD = 400

#: How many statements of a kind are read: no advert makes more.
_MOST = 40
#: The weight of the words that refuse remote work.
_REFUSED = 4
#: How far before a statement the word that denies it may stand, in characters.
_DENIAL = 40
#: How far around two statements a word may stand that says when each holds.
_STAGE = 120

_YES = frozenset({'true', 'yes', 'y', '1', 'full', 'fully', 'remote'})
_NO = frozenset({'false', 'no', 'n', '0', 'none', 'never'})

_MARKUP = r'[^\S\n]*[*_"\'\\\u201c\u201d`\u2060]*[^\S\n]*'
#: What stands before and after a word that stands alone: an edge of a line, a bracket, a bar, a label's colon.
_ALONE_BEFORE = Expression(rf'(?:\A|\n|[^\w\s*_"\'\\\u201c\u201d`]){_MARKUP}\Z')
_ALONE_AFTER = Expression(rf'{_MARKUP}(?:\Z|\n|[^\w\s*_"\'\u201c\u201d`&])')
_LINE_BEFORE = Expression(rf'(?:\A|\n|[#|:\u2022\u00b7]|\s[-\u2013\u2014]|\p{{Lu}}[\w.]*,?\s?\(){_MARKUP}\Z')
_LINE_AFTER = Expression(rf'{_MARKUP}(?:\Z|[\n|)])')
#: A header whose bars run on into the text: "Berlin | In-office We build ...".
_BAR_BEFORE = Expression(r'[|\u2022\u00b7]\s*\Z')
_RUN_ON_AFTER = Expression(r'\s+\p{Lu}')

_NAME_BEFORE = Expression(rf'(?:{_ALONE_BEFORE.source}|\p{{Lu}}[\w.]*\s\Z)')
_NAME_AFTER = Expression(rf'(?:{_ALONE_AFTER.source}|\s+\p{{Lu}})')

#: What joins two workplaces without a word: "onsite / hybrid", "Hybrid | Remote", "hybrid (US), remote".
_JOINED = Expression(r'\s*(?:\([^()\n]{1,40}\))?\s*[/|,(]\s*')
#: What follows remote where a place is offered beside it: "remote (US) or Boston".
_OR_PLACE = Expression(r'\)?\s*(?:\([^()\n]{1,40}\))?,?\s*\p{Ll}{1,3}\s+(?:\p{Ll}{2,4}\s+)?\p{Lu}')
#: A place right behind remote, by its shape: "Remote - CO", "remote/Leeds".
_PLACE_AFTER = Expression(r'\s?(?:[(,\u2013-]\s?\p{Lu}{2,3}\b|/\s?\p{Lu}\p{Ll}+)')
_SIGN = Expression(r'[^\w\s,-]')
_STOPPED = Expression(r'[.;!?\n]')


class Workplace(NamedTuple):
    """What the advert says of where the work is done.

    ``mode``: ``onsite``, ``hybrid``, ``remote``, ``choice`` (several are offered) or ``unstated``.
    ``offers``: the modes one may work in, for ``choice`` those that are named. ``days_in_office``: a
    week, None where it is neither stated nor computable from a five-day week. ``days``: which
    weekdays are in the office, in English, lower case. ``has_amount``: it says how much is in the
    office (days, which days, a share). ``has_region``: it says where a remote worker may live.
    ``has_slot``: the listing has a field for the workplace. ``conflict``: '' or what contradicts:
    ``remote-in-office``, ``days-do-not-add-up`` or ``hybrid-all-office``; at ``conflict_span``, and against the words ``contrary``. ``span`` is the statement of the mode,
    for ``unstated`` the listing's head.
    """

    mode: str
    offers: tuple[str, ...]
    days_in_office: float | None
    days: tuple[str, ...]
    has_amount: bool
    has_region: bool
    has_slot: bool
    conflict: str
    contrary: str
    conflict_span: Span
    span: Span

    @property
    def offers_hybrid(self) -> bool:
        """Whether one may work partly in an office and partly elsewhere."""
        return 'hybrid' in self.offers


class _Mention(NamedTuple):
    """Words that state a workplace. ``weight``: 3 in a field, 2 said outright, 1 a possibility, 0 in mid-sentence."""

    span: Span
    mode: str
    weight: int


class _Conflict(NamedTuple):
    kind: str
    contrary: str
    span: Span


def read(listing: Listing, hits: Hits) -> Workplace:
    """The workplace of the job."""
    head = listing.head
    slot = any(name in listing.fields for name in ('workplace', 'remote'))
    mentions = _mentions(listing, hits)
    amounts = attendance.read(listing, hits, [each.span for each in mentions if each.mode == 'hybrid'])
    mode, offers, span = _decide(hits, mentions, amounts)
    if mode == 'unstated':
        return Workplace(mode, (), None, (), False, False, slot, '', '', head, head)
    # A span that a title or a bracket holds is as good a place as a sentence; the first is kept.
    is_partly = mode in ('hybrid', 'choice')
    counted = _counted(amounts)
    in_office, days = (None, ()) if mode == 'remote' else _in_office(counted)
    conflict = _conflict(listing.text, hits, mode, mentions, counted) or _Conflict('', '', span)
    return Workplace(
        mode,
        offers,
        in_office,
        days,
        is_partly and bool(counted),
        'remote' in offers and _has_region(listing, hits, mentions),
        slot,
        conflict.kind,
        conflict.contrary,
        conflict.span,
        span,
    )


def _mentions(listing: Listing, hits: Hits) -> list[_Mention]:
    """All statements of a workplace, in the order of the text."""
    fields = [listing.fields[name].span for name in ('workplace', 'location', 'title') if name in listing.fields]
    top = listing.body.start + _HEAD
    found = _fields(listing)
    matches = [
        (mode, match)
        for mode in ('hybrid', 'remote', 'onsite')
        for match in islice(hits.find(f'workplace.{mode}'), _MOST)
    ]
    refused = [_Mention(span, 'onsite', _REFUSED) for span in _spans(hits, 'refused')]
    # What is said of home is dear to look for, and most listings don't have the word.
    is_home = any(hits.find('workplace.at.home'))
    partly, choices = (_spans(hits, name) if is_home else [] for name in ('partly', 'choice'))
    parts = Spread([(span, '') for span in partly])
    stated = [Span(*match.span()) for mode, match in matches if mode != 'onsite']
    denials = _denials(hits, [*stated, *partly, *(_spans(hits, 'at.home') if is_home else [])])
    words: list[_Mention] = []
    for mode, match in matches:
        # A statement ends with its line: "Hybrid" at the end of one is not the "job number" of the next.
        span = Span(match.start(), match.start() + len(match.group().partition('\n')[0].rstrip()))
        if _is_other(hits, span) or (mode == 'remote' and _is_in(parts, span)):
            continue
        if any(span.overlaps(denied) for denied in denials):
            continue
        weight = 2
        if any(its.start <= span.start and span.end <= its.end for its in fields):
            weight = 3
        elif match.groupdict().get('bare'):
            weight = _weight(listing.text, span, mode, top)
        words.append(_Mention(span, mode, weight))
    found += refused
    found += (_Mention(span, 'onsite', _REFUSED) for span in denials)
    found += (
        _Mention(span, 'hybrid', 1)
        for span in partly
        if not _is_other(hits, span) and not any(span.overlaps(denied) for denied in denials)
    )
    found += (_Mention(span, 'choice', 2) for span in choices)
    words.sort(key=lambda each: each.span)
    found += _choices(listing.text, hits, words)
    found += (each for each in words if each.weight)
    return sorted(found, key=lambda each: (each.span.start, -each.weight))


def _spans(hits: Hits, name: str) -> list[Span]:
    return [Span(*match.span()) for match in islice(hits.find(f'workplace.{name}'), _MOST)]


def _denials(hits: Hits, spans: Iterable[Span]) -> list[Span]:
    """Those of the words for a hybrid or remote job that are denied: "we can't offer hybrid working"."""
    text = hits.text
    found: list[Span] = []
    for start, end in sorted(spans):
        is_denied = any(
            (_is_filled(hits, 'workplace.denied.offering', match.end(), start) and _ends_there(hits, end))
            for match in hits.find('workplace.denied.not', max(0, start - _DENIAL), start)
        ) or any(
            _is_filled(hits, 'workplace.denied.about', end, match.start())
            for match in hits.find('workplace.denied.off', end, end + 2 * _DENIAL)
        )
        # "not hybrid or remote" denies both.
        joined = found and 0 < start - found[-1].end < 12 and _ends_in_or(hits, found[-1].end, start)
        if not is_denied and not (joined and _ends_there(hits, end)):
            continue
        clause = around(text, Span(start, end))
        if not any(hits.find('workplace.denied.if', max(clause.start, start - 2 * _DENIAL), start)):
            found.append(Span(start, end))
    return found


def _is_filled(hits: Hits, name: str, start: int, end: int) -> bool:
    """Whether nothing but words of a set stands between two offsets."""
    text = hits.text
    for match in hits.find(name, start, end):
        if text[start : match.start()].strip():
            return False
        start = match.end()
    # A capital on a new line begins something else.
    return not text[start:end].strip() and not ('\n' in text[start:end] and text[end : end + 1].isupper())


def _ends_there(hits: Hits, end: int) -> bool:
    """Whether the words up to ``end`` are not part of a longer name: "remote support"."""
    following = hits.text[end : end + 20].lstrip('*_"\u201d\u2019')
    if following[:1] in (':', '?'):
        return False
    word = following.lstrip()[:1]
    return not (word.islower() or word.isdigit()) or any(
        match.start() - end < 3 for name in ('offered', 'or') for match in hits.find(f'workplace.{name}', end, end + 20)
    )


def _is_other(hits: Hits, span: Span) -> bool:
    """Whether words look like a statement and are none: "hybrid cloud"; or refuse what they name."""
    return any(
        match.start() < span.end and span.start < match.end()
        for name in ('other', 'refused')
        for match in hits.find(f'workplace.{name}', max(0, span.start - 40), span.end + 40)
    )


def _is_in(spread: Spread, span: Span) -> bool:
    return any(span.overlaps(its_span) for its_span, _ in spread.between(span.start - 120, span.end + 120))


def _weight(text: str, span: Span, mode: str, top: int) -> int:
    """What a bare word weighs: nothing in mid-sentence, something where it stands alone."""
    start, end = span
    before = max(0, start - 12)
    if _BAR_BEFORE.search(text, before, start) and _RUN_ON_AFTER.match(text, end, end + 12):
        return 2
    is_name = mode == 'hybrid' and start < top and text[start].isupper()
    if is_name and _NAME_BEFORE.search(text, max(0, start - 30), start) and _NAME_AFTER.match(text, end, end + 12):
        # A header without signs between its parts: "Contract London Hybrid £400 a day".
        return 2
    if not (_ALONE_BEFORE.search(text, before, start) and _ALONE_AFTER.match(text, end, end + 12)):
        return 0
    if start < top:
        return 3
    if mode == 'onsite' and not _LINE_AFTER.match(text, end, end + 12):
        return 0
    return 2 if mode == 'hybrid' or _LINE_BEFORE.search(text, before, start) else 0


def _choices(text: str, hits: Hits, words: Sequence[_Mention]) -> Iterator[_Mention]:
    """Two workplaces joined by "or" or a slash; a place or remote."""
    for number, word in enumerate(words):
        start, end = word.span
        ends_well = bool(_ALONE_AFTER.match(text, end, end + 12) or _RUN_ON_AFTER.match(text, end, end + 12)) or any(
            found.start() - end < 3 for found in hits.find('workplace.offered', end, end + 20)
        )
        previous = words[number - 1] if number else None
        if previous and previous.mode != word.mode and start - previous.span.end < 50 and ends_well:
            between = text[previous.span.end : start]
            if _JOINED.fullmatch(between) or _ends_in_or(hits, previous.span.end, start):
                yield _Mention(Span(previous.span.start, end), 'choice', 2)
                yield from (each._replace(weight=2) for each in (previous, word) if not each.weight)
                continue
        if word.mode != 'remote':
            continue
        in_bracket = text[start - 1 : start] == '(' and _is_whole(hits, word)
        # Something stands before the "or" in its line: the place.
        line = text.rfind('\n', max(0, start - 40), start) + 2
        follows_or = start > 12 and (
            _ends_in_or(hits, max(line, start - (40 if in_bracket else 12)), start, 30 if in_bracket else 12)
        )
        leads_or = _OR_PLACE.match(text, end, end + 60) and any(hits.find('workplace.or', end, end + 50))
        if (ends_well and follows_or) or leads_or:
            yield _Mention(word.span, 'choice', 2)
            yield word._replace(weight=2)


def _ends_in_or(hits: Hits, start: int, end: int, reach: int = 12) -> bool:
    """Whether an "or" stands between two offsets, ``reach`` characters before the second at most."""
    text = hits.text
    return not _STOPPED.search(text, start, end) and any(
        end - found.end() < reach and not _SIGN.search(text, found.end(), end - 1)
        for found in hits.find('workplace.or', start, end)
    )


def _fields(listing: Listing) -> list[_Mention]:
    """A field ``remote`` that is true or false."""
    field = listing.fields.get('remote')
    value = field.value.strip().lower() if field else ''
    if field and value in _YES:
        return [_Mention(field.span, 'remote', 3)]
    if field and value in _NO:
        return [_Mention(field.span, 'onsite', 3)]
    return []


def _decide(
    hits: Hits, mentions: Sequence[_Mention], amounts: Sequence[Attendance]
) -> tuple[str, tuple[str, ...], Span]:
    """The mode, what it offers, and the statement of it."""
    first: dict[str, _Mention] = {}
    for mention in mentions:
        known = first.get(mention.mode)
        if known is None or mention.weight > known.weight:
            first[mention.mode] = mention
    split = next((each for each in amounts if _is_rule(each) and each.low < attendance.WEEK), None)
    if split is None and {each.place for each in _counted(amounts)} == set(attendance.PLACES):
        split = amounts[0]
    choice, hybrid, remote, onsite = (first.get(each) for each in ('choice', 'hybrid', 'remote', 'onsite'))
    if choice:
        offers = tuple(each for each in ('onsite', 'hybrid', 'remote') if each in first)
        return 'choice', offers if len(offers) > 1 else ('onsite', *offers), choice.span
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
        return 'remote', ('remote',), remote.span
    if split:
        return 'hybrid', ('hybrid',), split.span
    if hybrid and not (onsite and onsite.weight == _REFUSED):
        return 'hybrid', ('hybrid',), hybrid.span
    if onsite:
        return 'onsite', ('onsite',), onsite.span
    whole = next((each for each in amounts if _is_rule(each) and each.low == attendance.WEEK), None)
    if whole and whole.place == 'office':
        return 'onsite', ('onsite',), whole.span
    return 'unstated', (), Span(0, 0)


def _is_rule(amount: Attendance) -> bool:
    """Whether an amount says where the work is done without any word for it beside."""
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


def _conflict(
    text: str, hits: Hits, mode: str, mentions: Sequence[_Mention], amounts: Sequence[Attendance]
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
        whole = next((each for each in mentions if each.mode == 'remote' and _is_whole(hits, each)), None)
        if whole and not _is_staged(hits, whole.span, office.span):
            return _Conflict('remote-in-office', _quote(text, whole.span), office.span)
    if mode == 'remote':
        return None
    is_odd_week = any(hits.find('workplace.part'))
    for one, other in pairwise(amounts):
        if is_odd_week or {one.place, other.place} != {'office', 'home'} or one.is_share != other.is_share:
            continue
        if other.span.start - one.span.end > 60 or not (one.low == one.high and other.low == other.high):
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


def _is_whole(hits: Hits, mention: _Mention) -> bool:
    return mention.weight == 3 or any(hits.find('workplace.fully', *mention.span))


def _quote(text: str, span: Span) -> str:
    return ' '.join(text[span.start : span.end].split())


def _has_region(listing: Listing, hits: Hits, mentions: Iterable[_Mention]) -> bool:
    """Whether it says where a remote worker may live, beside the word or as a condition."""
    if any(hits.find('workplace.resident')):
        return True
    text = listing.text
    location = listing.fields.get('location')
    if location and any(hits.find('workplace.region', *location.span)):
        return True
    return any(
        any(hits.find('workplace.region', *around(text, each.span)))
        or _PLACE_AFTER.match(text, each.span.end, each.span.end + 20)
        for each in mentions
        if each.mode in ('remote', 'choice')
    )
