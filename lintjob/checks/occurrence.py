"""``occurrence``: something that must stand there often enough, and not too often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.checks.parts import Parts, Words
from lintjob.checks.scope import regions
from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.problem import Level
from lintjob.rule import Finding
from lintjob.source import Span

KEYS = ('scope', 'tokens', 'min', 'max', 'ignorecase', 'nonword')

#: What is added to a message about something missing in a text that was cut.
CUT = '; but the text is cut, so it may stand in the part that is missing'


class Occurrence:
    """Counts the phrases of ``tokens`` in the whole listing or body, or in each region of another scope.

    Fewer than ``min``: a finding at the region, or at the listing's head. More than ``max``: a
    finding at the first one too many. ``{count}`` is how many there are.
    """

    placeholders = frozenset({'count', 'min', 'max'})

    def __init__(
        self, owner: str, scope: str, tokens: Mapping[str, Phrases], least: int | None, most: int | None
    ) -> None:
        self.scope = scope
        self.least = least
        self.most = most
        self._tokens = Words(owner, 'tokens', tokens)
        self.phrases: Mapping[str, Phrases] = self._tokens.phrases

    def find(self, facts: Facts, hits: Hits) -> Iterator[Finding]:
        """A finding for each region with too few or too many."""
        if self._tokens.name(facts.language) is None or facts.ending.state == 'empty':
            return
        spans = list(regions(facts, self.scope))
        if self.scope in ('listing', 'body') or not spans:
            found = sorted({Span(*match.span()) for span in spans for match in self._tokens.find(facts, hits, span)})
            yield from self._judge(found, facts.listing.head, facts)
        else:
            for span in spans:
                found = [Span(*match.span()) for match in self._tokens.find(facts, hits, span)]
                yield from self._judge(found, span, facts)

    def _judge(self, found: list[Span], place: Span, facts: Facts) -> Iterator[Finding]:
        words = {'count': str(len(found)), 'min': str(self.least), 'max': str(self.most)}
        if self.least is not None and len(found) < self.least:
            cut = facts.ending.state == 'cut'
            yield Finding(place, words, Level.SUGGESTION if cut else None, CUT if cut else '')
        if self.most is not None and len(found) > self.most:
            yield Finding(found[self.most], words)


def parse(parts: Parts) -> Occurrence:
    """The check that a rule file describes."""
    least, most = _limit(parts, 'min', 1), _limit(parts, 'max', 0)
    if least is not None and most is not None and least > most:
        parts.root.complain('"min" is greater than "max"')
    if parts.get('min') is None and parts.get('max') is None:
        parts.root.complain('an occurrence needs "min" or "max", or both')
    return Occurrence(parts.owner, parts.scope(), parts.phrases('tokens'), least, most)


def _limit(parts: Parts, key: str, lowest: int) -> int | None:
    node = parts.get(key)
    limit = node.number(int) if node else None
    if node and limit is not None and limit < lowest:
        node.complain(f'"{key}" should be {lowest} or more')
        return None
    return limit
