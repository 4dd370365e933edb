"""``occurrence``: something that must stand there often enough, and not too often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.checks import reasons
from lintjob.checks.parts import Parts, Words
from lintjob.checks.scope import EVERYWHERE, regions
from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.problem import Level
from lintjob.rule import Finding, Log, Reason
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

    def find(self, facts: Facts, hits: Hits, log: Log | None = None) -> Iterator[Finding]:
        """A finding for each region with too few or too many."""
        if self._tokens.name(facts.language) is None:
            if log is not None:
                reasons.no_words(log, facts)
            return
        if facts.ending.state == 'empty':
            if log is not None:
                log.append(Reason('the listing has no text', False, (facts.ending.span,)))
            return
        spans = list(regions(facts, self.scope))
        if self.scope in ('listing', 'body') or not spans:
            found = sorted({Span(*match.span()) for span in spans for match in self._tokens.find(facts, hits, span)})
            yield from self._judge(found, facts.listing.head, facts, log)
        else:
            for span in spans:
                found = [Span(*match.span()) for match in self._tokens.find(facts, hits, span)]
                yield from self._judge(found, span, facts, log)

    def _judge(self, found: list[Span], place: Span, facts: Facts, log: Log | None) -> Iterator[Finding]:
        is_few = self.least is not None and len(found) < self.least
        is_many = self.most is not None and len(found) > self.most
        if log is not None:
            self._explain(log, found, place, is_faulty=is_few or is_many)
        words = {'count': str(len(found)), 'min': str(self.least), 'max': str(self.most)}
        if is_few:
            cut = facts.ending.state == 'cut'
            if cut and log is not None:
                log.append(Reason(f'a suggestion only{CUT}', None, (facts.ending.span,)))
            yield Finding(place, words, Level.SUGGESTION if cut else None, CUT if cut else '')
        if self.most is not None and is_many:
            yield Finding(found[self.most], words)

    def _explain(self, log: Log, found: list[Span], place: Span, *, is_faulty: bool) -> None:
        limits = [f'at least {_times(self.least)}'] if self.least is not None else []
        limits += [f'at most {_times(self.most)}'] if self.most is not None else []
        where = '' if self.scope in EVERYWHERE else f' in this {self.scope}'
        says = f'the rule wants its phrases {" and ".join(limits)}{where}; here they stand {_times(len(found))}'
        log.append(Reason(says, is_faulty, tuple(found) or (place,)))


def _times(count: int) -> str:
    return ('never', 'once')[count] if count < 2 else f'{count} times'


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
