"""``repetition``: the same word twice in a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.checks import reasons
from lintjob.checks.parts import Parts, Words
from lintjob.checks.scope import regions
from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.rule import Finding, Log, Reason
from lintjob.source import Span

KEYS = ('scope', 'tokens', 'exceptions', 'ignorecase', 'nonword')


class Repetition:
    """Finds two equal matches of ``tokens`` with nothing but blanks between them."""

    placeholders: frozenset[str] = frozenset()

    def __init__(
        self, owner: str, scope: str, tokens: Mapping[str, Phrases], exceptions: Mapping[str, Phrases],
        *, ignorecase: bool,
    ) -> None:  # fmt: skip
        self.scope = scope
        self.ignorecase = ignorecase
        self._tokens = Words(owner, 'tokens', tokens)
        self._exceptions = Words(owner, 'exceptions', exceptions)
        self.phrases: Mapping[str, Phrases] = {**self._tokens.phrases, **self._exceptions.phrases}

    def find(self, facts: Facts, hits: Hits, log: Log | None = None) -> Iterator[Finding]:
        """A finding, from the first of the two to the end of the second, for each pair."""
        for region in regions(facts, self.scope):
            before: tuple[str, Span] | None = None
            for match in self._tokens.find(facts, hits, region):
                text = match.group().casefold() if self.ignorecase else match.group()
                span = Span(*match.span())
                if before and before[0] == text and hits.text[before[1].end : span.start].isspace():
                    pair = Span(before[1].start, span.end)
                    if not (exception := self._exceptions.touch(facts, hits, pair)):
                        if log is not None:
                            log.append(Reason('this stands twice in a row', True, (pair,)))
                        yield Finding(pair)
                    elif log is not None:
                        reasons.spared(log, pair, exception)
                    before = None
                else:
                    before = (text, span)
        if log is not None and not log:
            log.append(Reason(f'nothing stands twice in a row in {reasons.place(self.scope)}', False))


def parse(parts: Parts) -> Repetition:
    """The check that a rule file describes."""
    return Repetition(
        parts.owner,
        parts.scope(),
        parts.phrases('tokens'),
        parts.phrases('exceptions', needed=False),
        ignorecase=parts.flag('ignorecase', default=True),
    )
