"""The kinds of checks: a small closed set, one module each.

A kind is a module with the keys of a rule file that are its own (``KEYS``) and ``parse``, which
makes a check of them. A check is a pure generator of findings and knows nothing of files, levels
or output.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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
