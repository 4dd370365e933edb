"""Reasons that several kinds of checks give, in the same words."""

from __future__ import annotations

from collections.abc import Iterable

from lintjob.checks.parts import Words
from lintjob.checks.scope import EVERYWHERE
from lintjob.facts import Facts
from lintjob.facts import language as languages
from lintjob.matcher import Hits
from lintjob.rule import Log, Reason
from lintjob.source import Span

#: What a phrase that is flagged is called.
FLAGGED = 'this is a phrase of the rule'


def no_words(log: Log, facts: Facts) -> None:
    """The rule has no phrases for the listing's language."""
    log.append(Reason(f'the rule has no phrases for listings in {languages.name(facts.language)}', False))


def other_words(log: Log, facts: Facts, words: Words) -> None:
    """The rule has no phrases for the listing's language, but those for English are looked for in any."""
    if words.name(facts.language) is None:
        name = languages.name(facts.language)
        log.append(Reason(f'the rule has no phrases for listings in {name}, only those for English mixed in', None))


def spared(log: Log, span: Span, exception: Span) -> None:
    """A phrase was found, and an exception overlaps it."""
    log.append(Reason(f'{FLAGGED}, but an exception leaves it alone', False, (span,)))
    log.append(Reason('this is the exception', None, (exception,)))


def outside(log: Log, facts: Facts, hits: Hits, scope: str, words: Words, seen: Iterable[Span]) -> None:
    """The phrases that stand where the rule does not look."""
    known = set(seen)
    for match in words.find(facts, hits, Span(0, len(facts.listing.text))):
        span = Span(*match.span())
        if span not in known and not any(span.overlaps(other) for other in known):
            where = (
                'it runs from one part of the text into the next'
                if scope in EVERYWHERE
                else f'the rule looks at {scope} only'
            )
            log.append(Reason(f'{FLAGGED}, but {where}', False, (span,)))


def none_found(log: Log, scope: str) -> None:
    """Nothing was found at all."""
    if all(reason.speaks is None for reason in log):
        log.append(Reason(f'no phrase of the rule stands in {place(scope)}', False))


def place(scope: str) -> str:
    """A scope in words."""
    return 'the text' if scope in EVERYWHERE else f'the scope "{scope}"'
