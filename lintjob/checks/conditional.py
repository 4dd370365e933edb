"""``conditional``: something that calls for something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import regex

from lintjob.checks import reasons
from lintjob.checks.parts import Parts, Words
from lintjob.checks.scope import regions
from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.rule import Finding, Log, Reason
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
        self._first = Words(owner, 'first', first)
        self._second = Words(owner, 'second', second)
        self._exceptions = Words(owner, 'exceptions', exceptions)
        self.phrases: Mapping[str, Phrases] = {
            **self._first.phrases,
            **self._second.phrases,
            **self._exceptions.phrases,
        }

    def find(self, facts: Facts, hits: Hits, log: Log | None = None) -> Iterator[Finding]:
        """A finding for each match of ``first`` that is left alone."""
        if self._second.name(facts.language) is None:
            if log is not None:
                reasons.no_words(log, facts)
            return
        spans = list(regions(facts, self.scope))
        seconds = [match for span in spans for match in self._second.find(facts, hits, span)]
        answers = {_key(match) for match in seconds}
        for span in spans:
            for match in self._first.find(facts, hits, span):
                place = Span(*match.span())
                key = _key(match)
                answered = key in answers if key is not None and None not in answers else bool(answers)
                if answered:
                    if log is not None:
                        log.append(Reason('this calls for something else, which the text has', False, (place,)))
                        given = [Span(*each.span()) for each in seconds if _key(each) in (key, None) or key is None]
                        log.append(Reason('it is here', None, tuple(given)))
                elif not (exception := self._exceptions.touch(facts, hits, place)):
                    if log is not None:
                        says = f'this calls for something else, which does not stand in {reasons.place(self.scope)}'
                        log.append(Reason(says, True, (place,)))
                    yield Finding(place)
                elif log is not None:
                    reasons.spared(log, place, exception)
        if log is not None:
            reasons.none_found(log, self.scope)


def _key(match: regex.Match[str]) -> str | None:
    return next((group.casefold() for group in match.groups() if group), None)


def parse(parts: Parts) -> Conditional:
    """The check that a rule file describes."""
    return Conditional(
        parts.owner,
        parts.scope(),
        parts.phrases('first'),
        parts.phrases('second'),
        parts.phrases('exceptions', needed=False),
    )
