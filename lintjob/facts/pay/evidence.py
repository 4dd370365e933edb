"""How surely a sum is pay for this job: by the words around it, or by its size and where it stands."""

from __future__ import annotations

from lintjob.expression import Expression
from lintjob.facts.pay.bound import bound_of
from lintjob.facts.pay.money import Money
from lintjob.facts.pay.pair import bound_before
from lintjob.facts.pay.period import period_of
from lintjob.facts.pay.size import is_plausible, is_short, is_wage
from lintjob.facts.pay.words import Clause, Words, earliest, first_after, has_letters, last_before
from lintjob.listing import Listing
from lintjob.phrase import JOINER
from lintjob.source import Span

#: 401k, 403k: what American pension plans are called, not sums.
PENSIONS = frozenset((401_000.0, 403_000.0, 457_000.0))


def evidence_of(listing: Listing, words: Words, sum_: Money, clause: Clause) -> tuple[int | None, Span | None]:
    """How surely a sum is pay (1 labelled, 2 by its words or its looks, None not at all), and its label."""
    text = words.text
    start, end = sum_.span
    behind = min(clause.end, end + 45)
    near = words.apart(end, behind)
    pay_behind = earliest(first_after(words.pay, end, near), words.first('pay.behind', end, near))
    other_behind = earliest(words.first('pay.other', end, near), words.first('pay.topic', end, near))
    pay_before = last_before(words.pay, clause.start, start)
    other_before = words.last('pay.other', clause.start, start)
    topic = words.last('pay.topic', max(clause.start, start - 30), start)
    if topic and not _CLOSED.search(text, topic.end, start):
        other_before = max(filter(None, (other_before, topic)))
    if other_behind and not (pay_behind and pay_behind.start < other_behind.start):
        # A sum of a year's size keeps its own sense before a new item ("60,000 Bonus") and behind a pay word.
        is_item = (
            text[other_behind.start].isupper() and not text[other_behind.start + 1 : other_behind.start + 2].isupper()
        )
        if not (is_wage(sum_) and (is_item or (pay_before and start - pay_before.end < 25))):
            return None, None
    label = None
    if not has_letters(text, clause.start, _opening(words, start)):
        label = words.label_ending(clause.start)
    elif pay_before and (direct := words.label_ending(start)) and words.is_label(direct):
        label = direct
    if label:
        return 1, label
    if pay_before and not (other_before and other_before.start > pay_before.start):
        beside = words.last('pay.beside', clause.start, pay_before.start)
        if beside is None or pay_before.start - beside.end > 40:
            return (1 if words.is_label(pay_before) else 2), None
    # "... EUR 2,200 to EUR 2,500 gross" is pay whatever the clause before spoke of.
    is_confirmed = sum_.high is not None and pay_behind is not None and pay_behind.start - end < 4
    if other_before and not (is_confirmed and start - other_before.end > 20):
        return None, None
    if pay_behind or sum_.is_yearly:
        return 2, None
    return (2 if _looks_like_pay(listing, words, sum_, clause) else None), None


_CLOSED = Expression(r'[):|,]|\s[-\u2013\u2014]\s')


def _opening(words: Words, start: int) -> int:
    """Where a sum begins with the word that opens it, "from", "up to", "between"."""
    bound = bound_before(words, start)
    if bound:
        return bound[1].start
    word = words.last('money.between', max(0, start - 16), start)
    return word.start if word and not has_letters(words.text, word.end, start) else start


def _looks_like_pay(listing: Listing, words: Words, sum_: Money, clause: Clause) -> bool:
    """Whether a sum without any word for pay beside it is pay: by its size, its period and where it stands."""
    period, _ = period_of(words, sum_, clause)
    if not sum_.currency and not (
        period == 'year' and not has_letters(words.text, clause.start, _opening(words, sum_.span.start))
    ):
        return False
    is_first = not has_letters(words.text, clause.start, sum_.span.start)
    if not is_plausible(sum_, period or 'year'):
        return sum_.high is not None and is_first and is_short(sum_.high, sum_.currency, period)
    if period:
        return True
    if sum_.high is not None:
        return sum_.high <= 4 * sum_.low and is_wage(sum_)
    text = words.text
    is_alone = is_first or bool(bound_of(words, sum_, clause)[0])
    rest = text[sum_.span.end : clause.end].lstrip()
    is_last = not rest or rest[0] in '+(,&-\u2013*\\' or rest[0] == JOINER
    in_head = sum_.span.start - listing.body.start < 400 and rest[:1].isupper()
    return is_wage(sum_) and is_alone and (is_last or in_head)
