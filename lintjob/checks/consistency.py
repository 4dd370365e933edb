"""``consistency``: two ways of writing the same, of which a listing should choose one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.checks import reasons
from lintjob.checks.parts import Parts
from lintjob.checks.scope import regions
from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.rule import Finding, Log, Reason
from lintjob.source import Span

KEYS = ('scope', 'either', 'ignorecase', 'nonword')


class Consistency:
    """Finds the first use of the form that comes second; ``{other}`` is the form that came first."""

    placeholders = frozenset({'other'})

    def __init__(self, owner: str, scope: str, either: list[tuple[Phrases, Phrases]]) -> None:
        self.scope = scope
        self._pairs = [(f'{owner}/either/{number}/a', f'{owner}/either/{number}/b') for number in range(len(either))]
        self.phrases: Mapping[str, Phrases] = {
            name: phrases
            for names, pair in zip(self._pairs, either, strict=True)
            for name, phrases in zip(names, pair, strict=True)
        }

    def find(self, facts: Facts, hits: Hits, log: Log | None = None) -> Iterator[Finding]:
        """A finding for each pair of which both forms are used."""
        spans = list(regions(facts, self.scope))
        for pair in self._pairs:
            firsts = []
            for name in pair:
                found = [match.span() for span in spans for match in hits.find(name, *span)]
                if found:
                    firsts.append(Span(*min(found)))
            if len(firsts) == len(pair):
                earlier, later = sorted(firsts)
                if log is not None:
                    log.append(Reason('one form comes first', None, (earlier,)))
                    log.append(Reason('the other form follows', True, (later,)))
                yield Finding(later, {'other': facts.listing.words(earlier)})
            elif firsts and log is not None:
                log.append(Reason('only this form of the two is used', False, tuple(firsts)))
        if log is not None:
            reasons.none_found(log, self.scope)


def parse(parts: Parts) -> Consistency:
    """The check that a rule file describes."""
    either = []
    node = parts.need('either')
    if node is not None:
        for observed, key, value in node.pairs():
            one = parts.compile([(observed, key)], key)
            other = parts.compile(value.texts(), value)
            if one and other:
                either.append((one, other))
        if node.is_mapping and not any(True for _ in node.pairs()):
            node.complain('this mapping is empty; it should hold at least one "this: that"')
    return Consistency(parts.owner, parts.scope(), either)
