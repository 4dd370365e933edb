"""``existence``: words that should not stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.checks import action, reasons
from lintjob.checks.action import Action
from lintjob.checks.parts import Parts, Words
from lintjob.checks.scope import regions
from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.rule import Finding, Log, Mend, Reason
from lintjob.source import Span

KEYS = ('scope', 'tokens', 'exceptions', 'ignorecase', 'nonword', action.KEY)


class Existence:
    """Finds every phrase of ``tokens`` that no phrase of ``exceptions`` overlaps."""

    placeholders: frozenset[str] = frozenset()

    def __init__(
        self, owner: str, scope: str, tokens: Mapping[str, Phrases], exceptions: Mapping[str, Phrases],
        act: Action | None = None,
    ) -> None:  # fmt: skip
        self.scope = scope
        self.action = act
        self._tokens = Words(owner, 'tokens', tokens)
        self._exceptions = Words(owner, 'exceptions', exceptions)
        self.phrases: Mapping[str, Phrases] = {**self._tokens.phrases, **self._exceptions.phrases}

    def find(self, facts: Facts, hits: Hits, log: Log | None = None) -> Iterator[Finding]:
        """A finding for each match."""
        seen = []
        for region in regions(facts, self.scope):
            for match in self._tokens.find(facts, hits, region):
                span = Span(*match.span())
                seen.append(span)
                if not (exception := self._exceptions.touch(facts, hits, span)):
                    if log is not None:
                        log.append(Reason(reasons.FLAGGED, True, (span,)))
                    yield Finding(span, mend=self._mend(hits.text, span, region))
                elif log is not None:
                    reasons.spared(log, span, exception)
        if log is not None:
            reasons.other_words(log, facts, self._tokens)
            reasons.outside(log, facts, hits, self.scope, self._tokens, seen)
            reasons.none_found(log, self.scope)

    def _mend(self, text: str, span: Span, region: Span) -> Mend | None:
        if self.action is None or not action.is_own(text, span):
            return None
        if self.action.name == 'remove':
            return self.action.remove(span, text, region)
        return self.action.replace(span)


def parse(parts: Parts) -> Existence:
    """The check that a rule file describes."""
    return Existence(
        parts.owner,
        parts.scope(),
        parts.phrases('tokens'),
        parts.phrases('exceptions', needed=False),
        action.parse(parts, ('replace', 'remove')),
    )
