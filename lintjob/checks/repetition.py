"""``repetition``: the same word twice in a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.checks import action, reasons
from lintjob.checks.action import Action
from lintjob.checks.parts import ANY, Parts, Words
from lintjob.checks.scope import regions
from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.rule import Finding, Log, Mend, Reason
from lintjob.source import Span

KEYS = ('scope', 'tokens', 'exceptions', 'ignorecase', 'nonword', action.KEY)


class Repetition:
    """Finds two equal matches of ``tokens`` with nothing but blanks between them."""

    placeholders: frozenset[str] = frozenset()

    def __init__(
        self, owner: str, scope: str, tokens: Mapping[str, Phrases], exceptions: Mapping[str, Phrases],
        act: Action | None = None, *, ignorecase: bool, pairs: Mapping[str, Phrases] | None = None,
    ) -> None:  # fmt: skip
        """``pairs``, where all tokens are plain words, are these words twice, which are far fewer in a text than ``tokens``."""
        self.scope = scope
        self.action = act
        self._pairs = Words(owner, 'pairs', pairs) if pairs is not None else None
        self.ignorecase = ignorecase
        self._tokens = Words(owner, 'tokens', tokens if pairs is None else {})
        self._exceptions = Words(owner, 'exceptions', exceptions)
        self.phrases: Mapping[str, Phrases] = {
            **(self._pairs or self._tokens).phrases,
            **self._exceptions.phrases,
        }

    def find(self, facts: Facts, hits: Hits, log: Log | None = None) -> Iterator[Finding]:
        """A finding, from the first of the two to the end of the second, for each pair."""
        # Most texts hold none, and have many regions.
        may_stand = self._pairs is None or self._pairs.stand(facts, hits)
        for region in regions(facts, self.scope) if may_stand else ():
            for first, second in self._twice(facts, hits, region):
                pair = Span(first.start, second.end)
                if not (exception := self._exceptions.touch(facts, hits, pair)):
                    if log is not None:
                        log.append(Reason('this stands twice in a row', True, (pair,)))
                    yield Finding(pair, mend=self._mend(first, second))
                elif log is not None:
                    reasons.spared(log, pair, exception)
        if log is not None and not log:
            log.append(Reason(f'nothing stands twice in a row in {reasons.place(self.scope)}', False))

    def _twice(self, facts: Facts, hits: Hits, region: Span) -> Iterator[tuple[Span, Span]]:
        """The two of each pair."""
        if self._pairs is not None:
            for match in self._pairs.find(facts, hits, region):
                one, other = match.group().split()
                if one == other or self.ignorecase:
                    yield Span(match.start(), match.start() + len(one)), Span(match.end() - len(other), match.end())
            return
        before: tuple[str, Span] | None = None
        for match in self._tokens.find(facts, hits, region):
            text = match.group().casefold() if self.ignorecase else match.group()
            span = Span(*match.span())
            if before and before[0] == text and hits.text[before[1].end : span.start].isspace():
                yield before[1], span
                before = None
            else:
                before = (text, span)

    def _mend(self, first: Span, second: Span) -> Mend | None:
        """Without the second, and the blanks before it."""
        return self.action.replace(Span(first.end, second.end), '') if self.action else None


def _pairs(parts: Parts) -> dict[str, Phrases] | None:
    """The tokens twice, by language; None where some are more than a plain word."""
    node = parts.get('tokens')
    lists = {} if node is None else {ANY: node} if not node.is_mapping else node.mapping()
    texts = {language: value.texts() for language, value in lists.items()}
    if not all(text.isalpha() for its in texts.values() for text, _ in its):
        return None
    pairs = {
        language: parts.compile([(f'{text} {text}', its_node) for text, its_node in its], lists[language])
        for language, its in texts.items()
    }
    return {language: made for language, made in pairs.items() if made}


def parse(parts: Parts) -> Repetition:
    """The check that a rule file describes."""
    return Repetition(
        parts.owner,
        parts.scope(),
        parts.phrases('tokens'),
        parts.phrases('exceptions', needed=False),
        action.parse(parts, ('remove',)),
        ignorecase=parts.flag('ignorecase', default=True),
        pairs=_pairs(parts),
    )
