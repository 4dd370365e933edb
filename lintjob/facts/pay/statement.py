"""A sum that is pay, with its kind, bounds and period."""

from __future__ import annotations

from lintjob.facts.pay.bound import bound_of, guess_at
from lintjob.facts.pay.money import Money
from lintjob.facts.pay.period import period_of
from lintjob.facts.pay.words import Clause, Words
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Statement(NamedTuple):
    """A sum that is pay. ``rank``: 0 a field, 1 a labelled line, 2 anything else."""

    kind: str
    rank: int
    span: Span
    minimum: float | None
    maximum: float | None
    money: Money
    period: str | None


def statement_of(words: Words, sum_: Money, clause: Clause, rank: int, period: str | None) -> Statement:
    """What a sum states, with a period that is known already or the one around it."""
    start, end = sum_.span
    minimum: float | None
    maximum: float | None
    if period is None:
        period, place = period_of(words, sum_, clause)
        if place and place.start >= end:
            end = place.end
    guess = guess_at(words, sum_, clause, end)
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
        bound, place = bound_of(words, sum_, clause)
        kind = 'open_ended' if bound else 'fixed'
        minimum, maximum = (None if bound == 'most' else sum_.low), (None if bound == 'least' else sum_.low)
        if place:
            start, end = min(start, place.start), max(end, place.end)
    return Statement(kind, rank, Span(start, end), minimum, maximum, sum_, period)
