"""The country whose currency a sign stands for that several countries share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lintjob.expression import Expression
from lintjob.facts.pay.currency import SHARED
from lintjob.facts.pay.words import Words

if TYPE_CHECKING:
    from lintjob.facts.place import Place

# An American postcode behind its state.
_ZIP = Expression(r'\b[A-Z]{2},? \d{5}(?:-\d{4})?\b')


def country_of(words: Words, sign: str, find_place: Callable[[], Place | None]) -> str | None:
    """The country whose currency a shared sign stands for: the job's, else the one that the text speaks of."""
    if sign not in SHARED:
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
