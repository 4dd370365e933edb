"""The pay that a listing states: which of its sums are wages for this job, and of what kind they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from lintjob.facts.pay import conflict
from lintjob.facts.pay.country import country_of
from lintjob.facts.pay.currency import resolve
from lintjob.facts.pay.evidence import PENSIONS, evidence_of
from lintjob.facts.pay.fields import FIELDS, field_currency, in_fields, is_year
from lintjob.facts.pay.money import is_count, sums_in
from lintjob.facts.pay.pair import joined
from lintjob.facts.pay.size import is_short
from lintjob.facts.pay.slot import slot_of
from lintjob.facts.pay.statement import Statement, statement_of
from lintjob.facts.pay.words import HEADS, TRIM, Clause, Words, skip
from lintjob.facts.pay.words import words as words_of
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span
from lintjob.typed import NamedTuple

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
    several countries share (``$``, ``kr``), or '' for none. ``has_lost_thousands``: figures for a year
    or a month that no job pays, "48 to 55 euros a year"; they are given as they stand. ``conflict``: by what
    the text contradicts a field, ``amount``, ``currency`` or ``period``, '' where it doesn't; at ``conflict_span``,
    and against the words ``contrary``.
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
    has_lost_thousands: bool
    conflict: str
    contrary: str
    conflict_span: Span

    @property
    def spread(self) -> float | None:
        """The maximum over the minimum."""
        return self.maximum / self.minimum if self.minimum and self.maximum else None


_ORDER = ('range', 'fixed', 'open_ended', 'estimate')


def read(listing: Listing, hits: Hits, place: Callable[[], Place | None]) -> Pay:
    """The best statement of pay: a range before a fixed sum, an open-ended one, an estimate."""
    words = words_of(hits)
    found = [*in_fields(listing, words), *_in_text(listing, words)]
    slot = slot_of(listing, words)
    if not found:
        span = slot or listing.head
        return Pay('none', None, None, None, None, span, slot is not None, False, span, '', False, '', '', span)
    best = min(found, key=lambda each: (_ORDER.index(each.kind), each.rank, each.span.start))
    same = [each for each in found if _is_same(each, best)]
    sign = best.money.currency or field_currency(listing, words)
    sign = sign or next((each.money.currency for each in same if each.money.currency), '')
    period = best.period or next((each.period for each in same if each.period), None)
    clash = conflict.read(listing, words, found) if found[0].rank == 0 else None
    return Pay(
        best.kind,
        best.minimum,
        best.maximum,
        resolve(sign, country_of(words, sign, place)),
        period,
        best.span,
        slot is not None or best.rank < 2,
        best.money.is_reversed,
        best.money.span,
        sign,
        is_short(best.maximum or best.minimum or 0, sign, period),
        clash.kind if clash else '',
        clash.contrary if clash else '',
        clash.span if clash else best.span,
    )


def _is_same(one: Statement, two: Statement) -> bool:
    """Whether two statements are of the same figures."""
    first, second = one.money, two.money
    is_one_currency = first.currency == second.currency or not (first.currency and second.currency)
    return is_one_currency and (first.low, first.high) == (second.low, second.high)


#: How far from its word for pay a statement goes, in characters: conditions stand at its far end.
_REACH = 200


def statements(listing: Listing, hits: Hits) -> tuple[Span, ...]:
    """The clauses and lines that speak of the pay for this job, in order, none overlapping another."""
    text = listing.text
    words = words_of(hits)
    spans = [field.span for name in FIELDS if (field := listing.fields.get(name)) and field.value and field.label]
    last = -1
    for word in words.pay:
        if word.start < last:
            continue
        start, end = words.clause_around(word, _REACH)
        if not text[word.end : end].strip(TRIM) and words.is_label(word):
            end = words.clause_around(Span(skip(text, word.end), skip(text, word.end) + 1), _REACH)[1]
        spans.append(Span(start, end))
        last = end
    spans.extend(Span(*words.clause_around(each.span)) for each in _in_text(listing, words))
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)


# The pay and its statements are asked for one after the other.
@lru_cache(maxsize=1)
def _in_text(listing: Listing, words: Words) -> list[Statement]:
    text = listing.text
    found = []
    fields = [field.span for name in FIELDS if (field := listing.fields.get(name)) and field.value and field.label]
    sums = joined(words, sums_in(words.hits))
    floor = 0
    for number, sum_ in enumerate(sums):
        ahead = sums[number + 1].span.start if number + 1 < len(sums) else len(text)
        is_money = not sum_.is_large and sum_.low > 0 and (sum_.currency or sum_.low not in PENSIONS)
        if is_money and not any(sum_.span.overlaps(span) for span in fields):
            start, end = words.clause_around(sum_.span)
            # What stands before the last sum spoke of that one, unless it is a label far back.
            clause = Clause(max(start, floor), min(end, ahead), None)
            rank, label = evidence_of(listing, words, sum_, clause)
            if rank is not None:
                found.append(statement_of(words, sum_, clause._replace(label=label), rank, None))
        floor = sum_.span.end
    return found or list(_bare_sums(listing, words))


def _bare_sums(listing: Listing, words: Words) -> Iterator[Statement]:
    """Figures without a currency: pay only directly behind a label."""
    text = listing.text
    floor = 0
    for label in words.labels:
        is_head = words.is_label(label)
        # "RAL 30.000": without a colon, the figure stands right behind the word.
        if label.start < floor or not (is_head or text[label.end : label.end + 4].lstrip()[:1].isdigit()):
            continue
        head = HEADS.match(text, label.end)
        start = head.end() if head else label.end
        end = words.clause_around(Span(skip(text, start), skip(text, start)))[1]
        for sum_ in sums_in(words.hits, start, min(end, start + 60), bare=True)[:1]:
            gap = text[start : sum_.span.start].strip(TRIM + '(~')
            clause = Clause(start, end, label)
            is_other_count = sum_.is_bare and (sum_.low < 1000 or not is_head) and is_count(words.hits, sum_.span.end)
            if sum_.low > 0 and not is_year(sum_) and not is_other_count and len(gap) < 24:
                stated = statement_of(words, sum_, clause, 1, None)
                if stated.period or sum_.low >= (1000 if is_head else 10_000):
                    yield stated
                    floor = sum_.span.end
