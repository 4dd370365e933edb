"""All kinds of checks, by the name a rule gives as ``extends``."""

from __future__ import annotations

from collections.abc import Callable

from lintjob.checks import (
    conditional,
    consistency,
    existence,
    fact,
    metric,
    occurrence,
    repetition,
    substitution,
)
from lintjob.checks.parts import Parts
from lintjob.rule import Check
from lintjob.typed import NamedTuple


class Kind(NamedTuple):
    """A kind of check: the keys it reads, and how a check is made of them."""

    keys: tuple[str, ...]
    parse: Callable[[Parts], Check]


#: All kinds, by the name a rule gives as ``extends``.
KINDS: dict[str, Kind] = {
    'existence': Kind(existence.KEYS, existence.parse),
    'substitution': Kind(substitution.KEYS, substitution.parse),
    'occurrence': Kind(occurrence.KEYS, occurrence.parse),
    'conditional': Kind(conditional.KEYS, conditional.parse),
    'repetition': Kind(repetition.KEYS, repetition.parse),
    'consistency': Kind(consistency.KEYS, consistency.parse),
    'metric': Kind(metric.KEYS, metric.parse),
    'fact': Kind(fact.KEYS, fact.parse),
}
