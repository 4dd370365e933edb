"""``conditional``: something that calls for something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.checks.parts import Parts, chosen, named
from lintjob.checks.scope import regions
from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.rule import Finding
from lintjob.source import Span

KEYS = ('scope', 'first', 'second', 'exceptions', 'ignorecase', 'nonword')


class Conditional:
    r"""Finds ``first`` where ``second`` stands nowhere in the scope.

    Where both have a group, the two must agree but for case: ``first: ([A-Z]{3})``, ``second: \(([A-Z]{3})\)``
    finds the abbreviations that are nowhere given in brackets.
    """

    placeholders: frozenset[str] = frozenset()

    def __init__(
        self, owner: str, scope: str, first: Mapping[str, Phrases], second: Mapping[str, Phrases],
        exceptions: Mapping[str, Phrases],
    ) -> None:  # fmt: skip
        self.scope = scope
        self._first, sets = named(owner, 'first', first)
        self._second, more = named(owner, 'second', second)
        self._exceptions, most = named(owner, 'exceptions', exceptions)
        self.phrases: Mapping[str, Phrases] = {**sets, **more, **most}

    def find(self, facts: Facts, hits: Hits) -> Iterator[Finding]:
        """A finding for each match of ``first`` that is left alone."""
        first, second = chosen(self._first, facts.language), chosen(self._second, facts.language)
        if first is None or second is None:
            return
        exceptions = chosen(self._exceptions, facts.language)
        spans = list(regions(facts, self.scope))
        answers = {_key(match) for span in spans for match in hits.find(second, *span)}
        for span in spans:
            for match in hits.find(first, *span):
                place = Span(*match.span())
                spared = exceptions and any(place.overlaps(other) for other in hits[exceptions])
                key = _key(match)
                answered = key in answers if key is not None and None not in answers else bool(answers)
                if not spared and not answered:
                    yield Finding(place)


def _key(match: object) -> str | None:
    groups = match.groups()  # type: ignore[attr-defined]
    return next((group.casefold() for group in groups if group), None)


def parse(parts: Parts) -> Conditional:
    """The check that a rule file describes."""
    return Conditional(
        parts.owner,
        parts.scope(),
        parts.phrases('first'),
        parts.phrases('second'),
        parts.phrases('exceptions', needed=False),
    )
