"""``substitution``: words for which better ones are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.checks import action, reasons
from lintjob.checks.action import Action
from lintjob.checks.parts import Parts
from lintjob.checks.scope import regions
from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.rule import Finding, Log, Mend, Reason
from lintjob.source import Span

KEYS = ('scope', 'swap', 'ignorecase', 'nonword', action.KEY)


class Substitution:
    """Finds the phrases on the left of ``swap``; ``{replacement}`` is what stands on the right."""

    placeholders = frozenset({'replacement'})

    def __init__(
        self, owner: str, scope: str, swap: list[tuple[Phrases, str]], act: Action | None, *, ignorecase: bool
    ) -> None:
        self.scope = scope
        self.action = act
        self.ignorecase = ignorecase
        self._replacements = {f'{owner}/swap/{number}': better for number, (_, better) in enumerate(swap)}
        self.phrases: Mapping[str, Phrases] = {
            f'{owner}/swap/{number}': phrases for number, (phrases, _) in enumerate(swap)
        }

    def find(self, facts: Facts, hits: Hits, log: Log | None = None) -> Iterator[Finding]:
        """A finding for each match that is not already the better word; of overlapping ones the first and longest.

        Capitals make no difference, ``Email`` is the better word of ``email``, unless ``ignorecase`` is false.
        """
        for region in regions(facts, self.scope):
            matches = sorted(
                (match.start(), -match.end(), match.group(), better)
                for name, better in self._replacements.items()
                for match in hits.find(name, *region)
            )
            reached = region.start
            for start, minus_end, text, better in matches:
                if start < reached:
                    continue
                reached = -minus_end
                span = Span(start, reached)
                if (text.casefold() != better.casefold()) if self.ignorecase else (text != better):
                    if log is not None:
                        log.append(Reason(f'for this the rule has "{better}"', True, (span,)))
                    yield Finding(span, {'replacement': better}, mend=self._mend(hits.text, span, better))
                elif log is not None:
                    log.append(Reason('this is what the rule asks for', False, (span,)))
        if log is not None:
            reasons.none_found(log, self.scope)

    def _mend(self, text: str, span: Span, better: str) -> Mend | None:
        if self.action is None or not action.is_own(text, span):
            return None
        words = text[span.start : span.end]
        return self.action.replace(span, alike(words, better) if self.ignorecase else better)


def alike(words: str, better: str) -> str:
    """``better`` with the capitals of ``words``: all of them, or the first. Capitals of its own it keeps."""
    letters = [char for char in words if char.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return better.upper()
    if letters and letters[0].isupper() and words[:1].isupper():
        return better[:1].upper() + better[1:]
    return better


def parse(parts: Parts) -> Substitution:
    """The check that a rule file describes."""
    swap = []
    node = parts.need('swap')
    if node is not None:
        for observed, key, value in node.pairs():
            better = value.text()
            phrases = parts.compile([(observed, key)], key)
            if phrases and better is not None:
                swap.append((phrases, better))
        if node.is_mapping and not any(True for _ in node.pairs()):
            node.complain('this mapping is empty; it should hold at least one "observed: better"')
    act = action.parse(parts, ('replace',), default=Action('replace'), params=False)
    return Substitution(parts.owner, parts.scope(), swap, act, ignorecase=parts.flag('ignorecase', default=True))
