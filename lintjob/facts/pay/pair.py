"""Two sums that words make a range of: "£30,000 minimum, £36,000 maximum", "from £30k (junior) to £36k"."""

from __future__ import annotations

import regex

from lintjob.expression import Expression
from lintjob.facts.pay.money import Money
from lintjob.facts.pay.words import TRIM, Words, between, first_after, has_letters, last_before
from lintjob.source import Span

#: No two sums of a range stand further apart, and none is so many times the other.
_WIDEST_GAP = 90
_WIDEST_SPREAD = 5
_WIDEST_PLACES = 2


def joined(words: Words, sums: list[Money]) -> list[Money]:
    """The ``sums`` of a text, those that words make one range of as one."""
    found: list[Money] = []
    for sum_ in sums:
        last = found[-1] if found else None
        if last and sum_.span.start - last.span.end <= _WIDEST_GAP and _is_pair(words, last, sum_):
            low, high = sorted((last.low, sum_.low))
            span = Span(last.span.start, sum_.span.end)
            found[-1] = Money(low, high, last.currency or sum_.currency, span, False, False, False, last.is_yearly)
        else:
            found.append(sum_)
    return found


def bound_before(words: Words, at: int) -> tuple[str, Span] | None:
    """The bound, ``least`` or ``most``, that stands directly before the sum at ``at``, and where."""
    if at not in words.bounds:
        words.bounds[at] = _bound_before(words, at)
    return words.bounds[at]


def _bound_before(words: Words, at: int) -> tuple[str, Span] | None:
    for name, bound in (('pay.upto', 'most'), ('pay.from', 'least')):
        word = words.last(name, max(0, at - 40), at)
        if word is None or at - word.end > 6:
            continue
        if not has_letters(words.text, word.end, at) and '\n\n' not in words.text[word.end : at]:
            return bound, word
    return None


def _is_pair(words: Words, one: Money, two: Money) -> bool:
    if one.high is not None or two.high is not None or one.is_large or two.is_large or one.is_bare or two.is_bare:
        return False
    if one.currency != two.currency and not (one.currency == '' or two.currency == ''):
        return False
    low, high = sorted((one.low, two.low))
    if not low or high > low * _WIDEST_SPREAD or high == low:
        return False
    text = words.text
    start, end = one.span.end, two.span.start
    gap = text[start:end]
    if any(char.isdigit() for char in gap) or words.is_topical(start, end) or words.is_target(start, two.span.end + 12):
        return False
    if one.low < two.low and _is_least(words, one.span) and _is_most(words, one.span, two.span):
        return _is_one_period(words, one.span, two.span)
    is_places = bool(_PLACES.fullmatch(gap)) and high <= low * _WIDEST_PLACES
    is_places = is_places and not between(words.periods, start, end) and not between(words.nouns, start, end)
    return is_places and last_before(words.pay, max(0, one.span.start - 40), one.span.start) is not None


# "£44k London / £40k Leeds": a place or a level for each figure.
_PLACES = Expression(r' (?:[^\W\d_]+ ){1,2}/ ?|\s?\([^()\n]{2,30}\) ?/ ?', regex.IGNORECASE)


def _is_least(words: Words, span: Span) -> bool:
    """Whether the words directly before or behind a sum mark it as the least."""
    direct = bound_before(words, span.start)
    return (
        (direct is not None and direct[0] == 'least')
        or _ends_before(words, 'pay.floor', span.start)
        or _begins_behind(words, 'pay.more', span.end)
    )


def _is_most(words: Words, one: Span, two: Span) -> bool:
    """Whether the sum ``two`` is marked as the most, in the clause of ``one`` or in one that is no more than its label."""
    text = words.text
    label = words.last('pay.ceiling', one.end, two.start)
    if label is None or text[label.end : two.start].strip(TRIM):
        label = None
        direct = bound_before(words, two.start)
        if direct and direct[0] == 'most' and direct[1].start >= one.end:
            label = direct[1]
        else:
            to = words.last('pay.towards', one.end, two.start)
            if to and not text[to.end : two.start].strip(TRIM):
                label = to
    if label is None and not _begins_behind(words, 'pay.most', two.end):
        return False
    edges = list(words.edges(one.end, two.start))
    if not edges:
        return True
    return label is not None and not text[edges[-1].end : label.start].strip(TRIM) and len(edges) < 3


def _ends_before(words: Words, name: str, at: int) -> bool:
    word = words.last(name, max(0, at - 60), at)
    return word is not None and not words.text[word.end : at].strip(TRIM)


def _begins_behind(words: Words, name: str, at: int) -> bool:
    word = words.first(name, at, at + 30)
    if word is None:
        return False
    gap = Span(at, word.start)
    period = first_after([span for span, _ in between(words.periods, at, word.start)], at, word.start)
    if period:
        gap = Span(period.end, word.start)
    return not words.text[slice(*gap)].strip(TRIM + '(')


def _is_one_period(words: Words, one: Span, two: Span) -> bool:
    """Whether no period beside the one sum contradicts that beside the other."""
    first = between(words.periods, one.end, two.start)
    second = between(words.periods, two.end, two.end + 20)
    return not (first and second) or first[-1][1] == second[0][1]
