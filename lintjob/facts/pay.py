"""The pay that a listing states: which of its sums are wages for this job, and of what kind they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import regex

from lintjob.expression import Expression
from lintjob.facts import money, pairs
from lintjob.facts.money import Money
from lintjob.facts.paywords import (
    APART,
    HEADS,
    MOST,
    TRIM,
    Clause,
    Words,
    between,
    clause_around,
    earliest,
    first_after,
    has_letters,
    last_before,
    skip,
    without,
)
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.phrase import JOINER
from lintjob.source import Span

if TYPE_CHECKING:
    from lintjob.facts.place import Place


class Pay(NamedTuple):
    """What the advert says of the pay for this job, in figures.

    ``kind``: ``range``, ``fixed``, ``open_ended``, ``estimate`` or ``none``. ``minimum`` and
    ``maximum`` are plain numbers of ``currency`` (ISO 4217; None where it can't be told) for one
    ``period`` (hour, day, week, fortnight, month, year; None where none is stated).
    ``has_slot``: the listing has a place for the pay, a field or a labelled line. ``span`` is the
    statement with its bounds and period; for ``none`` the place where the pay belongs.
    ``is_reversed``: the greater figure stood first. ``figures_span`` is the span of the figures and
    their currency alone. ``sign``: the currency as far as it was written: a code, a sign that
    several countries share (``$``, ``kr``), or '' for none.
    """

    kind: str
    minimum: float | None
    maximum: float | None
    currency: str | None
    period: str | None
    span: Span
    has_slot: bool
    is_reversed: bool
    figures_span: Span
    sign: str

    @property
    def spread(self) -> float | None:
        """The maximum over the minimum."""
        return self.maximum / self.minimum if self.minimum and self.maximum else None


_ORDER = ('range', 'fixed', 'open_ended', 'estimate')


class _Statement(NamedTuple):
    """A sum that is pay. ``rank``: 0 a field, 1 a labelled line, 2 anything else."""

    kind: str
    rank: int
    span: Span
    minimum: float | None
    maximum: float | None
    money: Money
    period: str | None


def read(listing: Listing, hits: Hits, place: Callable[[], Place | None]) -> Pay:
    """The best statement of pay: a range before a fixed sum, an open-ended one, an estimate."""
    words = Words(listing, hits)
    found = [*_in_fields(listing, words), *_in_text(listing, words)]
    slot = _slot(listing, words)
    if not found:
        span = slot or listing.head
        return Pay('none', None, None, None, None, span, slot is not None, False, span, '')
    best = min(found, key=lambda each: (_ORDER.index(each.kind), each.rank, each.span.start))
    sign = best.money.currency or _field_currency(listing)
    period = best.period or next((each.period for each in found if each.period and _is_same(each, best)), None)
    return Pay(
        best.kind,
        best.minimum,
        best.maximum,
        money.resolve(sign, _country(words, sign, place)),
        period,
        best.span,
        slot is not None or best.rank < 2,
        best.money.is_reversed,
        best.money.span,
        sign,
    )


def _is_same(one: _Statement, two: _Statement) -> bool:
    """Whether two statements are of the same figures."""
    first, second = one.money, two.money
    is_one_currency = first.currency == second.currency or not (first.currency and second.currency)
    return is_one_currency and (first.low, first.high) == (second.low, second.high)


def statements(listing: Listing, hits: Hits) -> tuple[Span, ...]:
    """The clauses and lines that speak of the pay for this job, in order, none overlapping another."""
    text = listing.text
    words = Words(listing, hits)
    spans = [field.span for name in _FIELDS if (field := listing.fields.get(name)) and field.value and field.label]
    last = -1
    for word in words.pay:
        if word.start < last:
            continue
        start, end = clause_around(text, word)
        if not text[word.end : end].strip(TRIM) and words.is_label(word):
            end = clause_around(text, Span(skip(text, word.end), skip(text, word.end) + 1))[1]
        spans.append(Span(start, end))
        last = end
    spans.extend(Span(*clause_around(text, each.span)) for each in _in_text(listing, words))
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)


# ---------------------------------------------------------------- fields

_FIELDS = ('salary', 'salary_minimum', 'salary_maximum')


def _in_fields(listing: Listing, words: Words) -> Iterator[_Statement]:
    period = _field_period(listing, words)
    field = listing.fields.get('salary')
    if field and field.value and field.label:
        for sum_ in pairs.joined(words, money.find(listing.text, *field.span, bare=True)):
            if sum_.is_large or not sum_.low or _is_year(sum_):
                continue
            # The label says the period at times: Annual salary, Hourly rate.
            line = listing.text.rfind('\n', max(0, field.span.start - 60), field.span.start) + 1
            clause = Clause(line or field.span.start, field.span.end, None)
            yield _statement(words, sum_, clause, 0, period)
            break
    ends = []
    for name in ('salary_minimum', 'salary_maximum'):
        field = listing.fields.get(name)
        sums = pairs.joined(words, money.find(listing.text, *field.span, bare=True)) if field and field.value else []
        ends.append(sums[0] if sums and sums[0].low else None)
    low, high = ends
    for each in ends:
        if each and not period:
            edge = listing.text.find('\n', each.span.end)
            period, _ = _period(words, each, Clause(each.span.start, edge if edge >= 0 else len(listing.text), None))
    if low and low.high and not high:
        yield _Statement('range', 0, low.span, low.low, low.high, low, period)
    elif low and high:
        one, two = low.low, high.high or high.low
        span = Span(min(low.span.start, high.span.start), max(low.span.end, high.span.end))
        both = Money(
            min(one, two), max(one, two), low.currency or high.currency, span, one > two, low.is_bare, False, False
        )
        kind = 'range' if one != two else 'fixed'
        yield _Statement(kind, 0, span, both.low, both.high, both, period)
    elif low:
        yield _Statement('open_ended', 0, low.span, low.low, None, low, period)
    elif high:
        yield _Statement('open_ended', 0, high.span, None, high.low, high, period)


def _field_period(listing: Listing, words: Words) -> str | None:
    field = listing.fields.get('salary_period')
    if not field or not field.value:
        return None
    for prefix in ('pay.period', 'pay.adjective'):
        for span, name in words.hits.named(prefix):
            if field.span.start <= span.start and span.end <= field.span.end:
                return name
    return None


def _field_currency(listing: Listing) -> str:
    value = listing.field('salary_currency').strip()
    return money.code(value) if value else ''


# ---------------------------------------------------------------- sums in the text


def _in_text(listing: Listing, words: Words) -> list[_Statement]:
    text = listing.text
    found = []
    fields = [field.span for name in _FIELDS if (field := listing.fields.get(name)) and field.value and field.label]
    sums = pairs.joined(words, money.find(text)[:MOST])
    floor = 0
    for number, sum_ in enumerate(sums):
        ahead = sums[number + 1].span.start if number + 1 < len(sums) else len(text)
        is_money = not sum_.is_large and sum_.low > 0 and (sum_.currency or sum_.low not in _PENSIONS)
        if is_money and not any(sum_.span.overlaps(span) for span in fields):
            start, end = clause_around(text, sum_.span)
            # What stands before the last sum spoke of that one, unless it is a label far back.
            clause = Clause(max(start, floor), min(end, ahead), None)
            rank, label = _evidence(listing, words, sum_, clause)
            if rank is not None:
                found.append(_statement(words, sum_, clause._replace(label=label), rank, None))
        floor = sum_.span.end
    return found or list(_bare_sums(listing, words))


def _bare_sums(listing: Listing, words: Words) -> Iterator[_Statement]:
    """Figures without a currency: pay only directly behind a label."""
    text = listing.text
    floor = 0
    for label in words.labels:
        if label.start < floor or not words.is_label(label):
            continue
        head = HEADS.match(text, label.end)
        start = head.end() if head else label.end
        end = clause_around(text, Span(skip(text, start), skip(text, start)))[1]
        for sum_ in money.find(text, start, min(end, start + 60), bare=True)[:1]:
            gap = text[start : sum_.span.start].strip(TRIM + '(~')
            clause = Clause(start, end, label)
            if sum_.low > 0 and not _is_year(sum_) and len(gap) < 24:
                stated = _statement(words, sum_, clause, 1, None)
                if sum_.low >= 1000 or stated.period:
                    yield stated
                    floor = sum_.span.end


def _is_year(sum_: Money) -> bool:
    return sum_.is_bare and 1980 <= sum_.low <= 2040 and (sum_.high is None or sum_.high <= 2040)


#: 401k, 403k: what American pension plans are called, not sums.
_PENSIONS = frozenset((401_000.0, 403_000.0, 457_000.0))


def _evidence(listing: Listing, words: Words, sum_: Money, clause: Clause) -> tuple[int | None, Span | None]:
    """How surely a sum is pay (1 labelled, 2 by its words or its looks, None not at all), and its label."""
    text = words.text
    start, end = sum_.span
    behind = min(clause.end, end + 45)
    apart = APART.search(text, end, behind)
    near = apart.start() if apart else behind
    pay_behind = earliest(first_after(words.pay, end, near), first_after(words.behind, end, near))
    other_behind = earliest(first_after(words.other, end, near), first_after(words.topic, end, near))
    pay_before = last_before(words.pay, clause.start, start)
    other_before = last_before(words.other, clause.start, start)
    topic = last_before(words.topic, max(clause.start, start - 30), start)
    if topic and not _CLOSED.search(text, topic.end, start):
        other_before = max(filter(None, (other_before, topic)))
    if other_behind and not (pay_behind and pay_behind.start < other_behind.start):
        # A sum of a year's size keeps its own sense before a new item ("60,000 Bonus") and behind a pay word.
        is_wage = sum_.low >= _SALARY * _WORTH.get(sum_.currency, 1)
        is_item = (
            text[other_behind.start].isupper() and not text[other_behind.start + 1 : other_behind.start + 2].isupper()
        )
        if not (is_wage and (is_item or (pay_before and start - pay_before.end < 25))):
            return None, None
    label = None
    if not has_letters(text, clause.start, start):
        label = words.label_ending(clause.start)
    elif pay_before and (direct := words.label_ending(start)) and words.is_label(direct):
        label = direct
    if label:
        return 1, label
    if pay_before and not (other_before and other_before.start > pay_before.start):
        beside = last_before(words.hits['pay.beside'], clause.start, pay_before.start)
        if beside is None or pay_before.start - beside.end > 40:
            return (1 if words.is_label(pay_before) else 2), None
    if other_before:
        return None, None
    if pay_behind or sum_.is_yearly:
        return 2, None
    return (2 if _looks_like_pay(listing, words, sum_, clause) else None), None


_CLOSED = Expression(r'[):|,]|\s[-\u2013\u2014]\s')
#: A sum of this size is plausible as a year's pay and as little else in an advert.
_SALARY = 12_000


#: What a unit of a currency is worth against a euro, where it is far from one: for telling wages from other sums.
_WORTH = {
    'INR': 15,
    'JPY': 100,
    'KRW': 1000,
    'HUF': 300,
    'CZK': 20,
    'SEK': 9,
    'NOK': 9,
    'DKK': 6,
    'kr': 6,
    'RUB': 50,
    'PHP': 25,
    'VND': 10000,
    'IDR': 8000,
    'PKR': 100,
    'BRL': 1,
    'ZAR': 8,
    'THB': 15,
    'TWD': 25,
    'CNY': 4,
    'PLN': 1,
}
#: The least and the most that a job pays for a period, in euros or thereabouts.
_WAGES = {
    'hour': (4.0, 500.0),
    'day': (40.0, 4000.0),
    'week': (150.0, 10_000.0),
    'fortnight': (300.0, 20_000.0),
    'month': (400.0, 50_000.0),
    'year': (7_000.0, 900_000.0),
}


def _looks_like_pay(listing: Listing, words: Words, sum_: Money, clause: Clause) -> bool:
    """Whether a sum without any word for pay beside it is pay: by its size, its period and where it stands."""
    if not sum_.currency:
        return False
    worth = _WORTH.get(sum_.currency, 1)
    period, _ = _period(words, sum_, clause)
    low, high = _WAGES[period or 'year']
    if not (low * worth <= sum_.low and (sum_.high or sum_.low) <= high * worth):
        return False
    if period:
        return True
    if sum_.high is not None:
        return sum_.high <= 4 * sum_.low and sum_.low >= _SALARY * worth
    text = words.text
    is_alone = not has_letters(text, clause.start, sum_.span.start) or bool(_bound(words, sum_, clause)[0])
    rest = text[sum_.span.end : clause.end].lstrip()
    is_last = not rest or rest[0] in '+(,&-\u2013*\\' or rest[0] == JOINER
    in_head = sum_.span.start - listing.body.start < 400 and rest[:1].isupper()
    return sum_.low >= _SALARY * worth and is_alone and (is_last or in_head)


# ---------------------------------------------------------------- period, bounds, kind


def _statement(words: Words, sum_: Money, clause: Clause, rank: int, period: str | None) -> _Statement:
    start, end = sum_.span
    minimum: float | None
    maximum: float | None
    if period is None:
        period, place = _period(words, sum_, clause)
        if place and place.start >= end:
            end = place.end
    guess = _estimate(words, sum_, clause, end)
    if guess:
        start, end = min(start, guess.start), max(end, guess.end)
        if words.text[end : end + 1] == ')':
            end += 1
        kind = 'estimate'
        minimum, maximum = sum_.low, sum_.high or sum_.low
    elif sum_.high is not None:
        kind = 'range' if sum_.high > sum_.low else 'fixed'
        minimum, maximum = sum_.low, sum_.high
    else:
        bound, place = _bound(words, sum_, clause)
        kind = 'open_ended' if bound else 'fixed'
        minimum, maximum = (None if bound == 'most' else sum_.low), (None if bound == 'least' else sum_.low)
        if place:
            start, end = min(start, place.start), max(end, place.end)
    return _Statement(kind, rank, Span(start, end), minimum, maximum, sum_, period)


# Between a sum and its period may stand: brackets, footnote marks, "gross", "base salary"; no new matter.
_TO_PERIOD = Expression(rf'\+?[\s(*\u204e/,.{JOINER}\\-]*(?:[^\W\d_]+[\s*/.,-]+){{0,2}}(?:[^\W\d_]+[\s*/.,-]*)?')
_ASIDE = Expression(r'\s?\([^()\n]{1,60}\)\s?')
_TO_NOUN = Expression(r'[\s(*/-]*(?:[^\W\d_]{1,2}\s)?')
_GLUED = Expression(r'\s?p\.?/?\s?(?P<unit>a|hr?|d|w|m|cm|day|hour|week|month|annum|year)\b\.?', regex.IGNORECASE)
_GLUED_UNITS = {'a': 'year', 'h': 'hour', 'd': 'day', 'w': 'week', 'm': 'month', 'c': 'month', 'y': 'year'}


def _period(words: Words, sum_: Money, clause: Clause) -> tuple[str | None, Span | None]:
    """The period that is stated for a sum, and where it stands."""
    if sum_.is_yearly:
        return 'year', None
    text = words.text
    start, end = sum_.span
    glued = _GLUED.match(text, end)
    if glued:
        return _GLUED_UNITS[glued['unit'][0].lower()], Span(*glued.span())
    candidates = words.periods
    for span, name in between(candidates, end, end + 45):
        gap = text[end : span.start]
        if not _TO_PERIOD.fullmatch(gap) or words.is_other(end, span.start) or '\n\n' in gap:
            break
        if gap.strip() and words.is_other(span.end, span.end + 12):
            break
        return name, span
    aside = _ASIDE.match(text, end)
    if aside:
        near = aside.end()
        for span, name in between(candidates, near, near + 1) + between(words.nouns, near, near + 4):
            if _TO_NOUN.fullmatch(text[near : span.start]) and not words.is_other(span.end, span.end + 12):
                return name, span
    nouns = words.nouns
    for span, name in between(nouns, end, end + 20):
        if not _TO_NOUN.fullmatch(text[end : span.start]) or words.is_other(span.end, span.end + 20):
            break
        return name, span
    # Between the two figures of a range: 25/hr - 35.
    for span, name in between(candidates, start, end):
        return name, span
    begin = clause.label.start if clause.label else clause.start
    for span, name in reversed([*between(candidates, begin, start), *between(nouns, begin, start)]):
        if span.end > start:
            continue
        word = first_after(words.pay, span.start, min(start, span.end + 26))
        label = first_after(words.labels, span.start - 20, start)
        if word or (label and label.end >= span.end) or not text[span.end : start].strip(TRIM):
            return name, span
    return None, None


def _bound(words: Words, sum_: Money, clause: Clause) -> tuple[str, Span | None]:
    """Which end of the pay a single figure is: ``least``, ``most`` or '' for neither, and the words that say so."""
    text = words.text
    start, end = sum_.span
    hits = words.hits
    begin = clause.label.start if clause.label else clause.start
    # A line may end, or bold type begin, between the word and the figure.
    direct = pairs.bound_before(words, start)
    if direct:
        return direct
    for name, bound in (('pay.ceiling', 'most'), ('pay.floor', 'least')):
        word = last_before(hits[name], begin, start)
        if word:
            return bound, None
    more = first_after(hits['pay.more'], end, min(clause.end, end + 30))
    if more and len(text[end : more.start].strip(TRIM + '(/')) <= 3:
        return 'least', more
    most = first_after(hits['pay.most'], end, min(clause.end, end + 30))
    if most and len(text[end : most.start].strip(TRIM + '(/')) == 0:
        return 'most', most
    follows = between(words.periods, end + 1, end + 3)
    if text[end : end + 1] == '+' and (follows or not has_letters(text, end + 1, min(clause.end, end + 12))):
        return 'least', Span(end, end + 1)
    target = first_after(hits['pay.target'], end, min(clause.end, end + 25)) or last_before(
        hits['pay.target'], max(begin, start - 25), start
    )
    if target:
        return 'most', target
    if hits['pay.overpay']:
        return 'least', None
    return '', None


def _estimate(words: Words, sum_: Money, clause: Clause, end: int) -> Span | None:
    """Where it is said that a sum is a board's guess."""
    text = words.text
    guesses = words.hits['pay.estimate']
    behind = first_after(guesses, end, end + 30)
    if behind:
        gap = text[end : behind.start]
        if _GUESSED.match(gap) and '\n\n' not in gap:
            return behind
    before = last_before(guesses, max(clause.start - 1, sum_.span.start - 40), sum_.span.start)
    if before and not has_letters(text, before.end, sum_.span.start) and _begins_value(text, before.start):
        return before
    return None


_GUESSED = Expression(rf'[\s\\{JOINER}]*[(\u2013\u2014-]')


def _begins_value(text: str, at: int) -> bool:
    """Whether what stands at ``at`` is the first of a field's or a label's value."""
    head = text[max(0, at - 6) : at].rstrip(' "\'(*')
    return not head or head[-1] in ':\n|' or text[at].isupper()


# ---------------------------------------------------------------- the place for the pay, the country of a dollar


def _slot(listing: Listing, words: Words) -> Span | None:
    """Where a listing has a place for its pay: a field, a labelled line, a sentence with the pay as its subject."""
    field = listing.fields.get('salary')
    if field and field.label:
        return field.span if field.value else (_written_label(listing, field.span, field.label) or listing.head)
    text = words.text
    for label in words.labels:
        if words.is_label(label) and (':' in text[label.end : label.end + 8] or _is_line(text, label)):
            return label
    subjects = without(words.hits['pay.subject'], words.hits['pay.not'])
    return subjects[0] if subjects else None


def _is_line(text: str, span: Span) -> bool:
    start = text.rfind('\n', max(0, span.start - 60), span.start) + 1
    end = text.find('\n', span.end, span.end + 60)
    return not text[start : span.start].strip(TRIM) and end >= 0 and not text[span.end : end].strip(TRIM)


def _written_label(listing: Listing, span: Span, label: str) -> Span | None:
    """The name of an empty field, where it stands before its value in the source."""
    if label:
        for back in range(8):
            start = span.start - back - len(label)
            if start < 0:
                break
            place = Span(start, start + len(label))
            if listing.source.text[slice(*listing.place(place))] == label:
                return place
    return None


# An American postcode behind its state.
_ZIP = Expression(r'\b[A-Z]{2},? \d{5}(?:-\d{4})?\b')


def _country(words: Words, sign: str, find_place: Callable[[], Place | None]) -> str | None:
    """The country whose currency a shared sign stands for: the job's, else the one that the text speaks of."""
    if sign not in money.SHARED:
        return None
    place = find_place()
    if place and place.country:
        return place.country
    if sign == '$':
        if _ZIP.search(words.text):
            return 'US'
        named = {name for _, name in words.hits.named('pay.dollar')}
        if len(named) == 1:
            return named.pop()
    return None
