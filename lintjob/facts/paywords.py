"""The words that say what a sum in an advert is for, and the clauses in which they hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

import regex

from lintjob.expression import Expression
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.source import Span


class Clause(NamedTuple):
    """What stands around a sum: the clause's limits and the label before it, if it has one."""

    start: int
    end: int
    label: Span | None


# ---------------------------------------------------------------- clauses

_REACH = 120
# Where a clause ends. A full stop after a common abbreviation does not end one.
EDGE = Expression(
    r'[.!?](?<!\bmin.)(?<!\bmax.)(?<!\bmind.)(?<!\bca.)(?<!\bapprox.)(?<!\bincl.)(?<!\best.)(?<!p\.a.)(?<!\bRs.)'
    r'["\')\]\u201d\u2019]*\s+(?=[^\W\d_a-z]|[(*\u2022-])'
    rf'|[\n\t|\u2022\u00b7\u25aa\u25cf\u2023\u25e6{HIDDEN}]|;\s|    '
)
TRIM = f' \t\r\n|*_#:=-\u2013\u2014\u2022\u00b7\\"\'{JOINER}{HIDDEN}{LINK}'


def clause_around(text: str, span: Span) -> tuple[int, int]:
    """The clause around ``span``: to a sentence's end, a bar, a bullet, a line's end, or at most _REACH away."""
    start = max(0, span.start - _REACH)
    for edge in EDGE.finditer(text, start, span.start):
        start = edge.end()
    end = min(len(text), span.end + _REACH)
    found = EDGE.search(text, span.end, end)
    return start, found.start() if found else end


def skip(text: str, at: int) -> int:
    """The next place after ``at`` where words can stand."""
    limit = min(len(text), at + 60)
    while at < limit and text[at] in TRIM:
        at += 1
    return at


# ---------------------------------------------------------------- words


#: How many pay words, labels and sums of a text are looked at: a bound for what is no advert.
MOST = 300


class Words:
    """The words of one listing that say what its sums are for."""

    def __init__(self, listing: Listing, hits: Hits) -> None:
        self.hits = hits
        self.text = listing.text
        nots = hits['pay.not']
        self.pay = without(hits['pay.word'], nots)[:MOST]
        self.labels = without(hits['pay.label'], nots)[:MOST]
        self._label_at = {span.end: span for span in self.labels}

    @cached_property
    def other(self) -> tuple[Span, ...]:
        """Where words for other money than pay stand."""
        return self.hits['pay.other']

    @cached_property
    def topic(self) -> tuple[Span, ...]:
        """Where words stand that are for other money, or for what a job is about."""
        return self.hits['pay.topic']

    @cached_property
    def behind(self) -> tuple[Span, ...]:
        """Where words stand that confirm a sum before them as pay."""
        return self.hits['pay.behind']

    @cached_property
    def periods(self) -> list[tuple[Span, str]]:
        """Where a period stands that needs no other word beside it."""
        return self.hits.named('pay.period')

    @cached_property
    def nouns(self) -> list[tuple[Span, str]]:
        """Where a period stands that counts only directly beside a sum or a pay word."""
        return self.hits.named('pay.adjective')

    def is_other(self, start: int, end: int) -> bool:
        """Whether a word for other money than pay begins in ``start`` to ``end``, before anything new does."""
        apart = APART.search(self.text, start, end)
        if apart:
            end = apart.start()
        return bool(first_after(self.other, start, end) or first_after(self.topic, start, end))

    def is_topical(self, start: int, end: int) -> bool:
        """Whether any word for other money than pay stands in ``start`` to ``end``."""
        return bool(first_after(self.other, start, end) or first_after(self.topic, start, end))

    def is_target(self, start: int, end: int) -> bool:
        """Whether a word for earnings that hold only if all goes well stands in ``start`` to ``end``."""
        return bool(first_after(self.hits['pay.target'], start, end))

    def label_ending(self, at: int) -> Span | None:
        """The label that ends at ``at`` but for blanks, colons and markup."""
        floor = max(0, at - 40)
        while at > floor and self.text[at - 1] in TRIM:
            at -= 1
        return self._label_at.get(at)

    def is_label(self, span: Span) -> bool:
        """Whether a pay word heads what follows: a colon or its like after it, or a line of its own."""
        return bool(HEADS.match(self.text, span.end)) and _begins(self.text, span.start)


# What makes a label of a word: "Salary:", "Pay range (gross) -", "Compensation |", a line of its own.
HEADS = Expression(
    rf'(?:\s?\([^()\n]{{1,40}}\))?[\s*_\\{JOINER}"\']{{0,6}}(?::|\s[-\u2013\u2014]\s|\||=)|[ *_]*(?:\n|\Z)'
)


def _begins(text: str, at: int) -> bool:
    """Whether what stands at ``at`` begins a line or a clause, or was glued there by flattening."""
    head = text[max(0, at - 4) : at].rstrip(' *_')
    return not head or not head[-1].isalnum() or text[at].isupper()


def without(spans: tuple[Span, ...], nots: tuple[Span, ...]) -> list[Span]:
    """The ``spans`` that none of ``nots`` overlaps."""
    if not nots:
        return list(spans)
    starts = [span.start for span in nots]
    kept = []
    for span in spans:
        at = bisect_left(starts, span.end)
        if not (at and nots[at - 1].end > span.start):
            kept.append(span)
    return kept


def last_before(spans: list[Span] | tuple[Span, ...], start: int, end: int) -> Span | None:
    """The last of ``spans`` that lies in ``start`` to ``end``."""
    at = bisect_right(spans, (end, end)) - 1
    while at >= 0 and spans[at].start >= start:
        if spans[at].end <= end:
            return spans[at]
        at -= 1
    return None


def first_after(spans: list[Span] | tuple[Span, ...], start: int, end: int) -> Span | None:
    """The first of ``spans`` that begins in ``start`` to ``end``."""
    at = bisect_left(spans, (start, start))
    return spans[at] if at < len(spans) and spans[at].start < end else None


#: What follows these after a sum is a matter of its own: "+ bonus", "plus a pension", "(with equity)".
APART = Expression(r'[+(,&;:\d]|[.!?]\s|\s\s|\s[-\u2013\u2014]\s|\b(?:plus|and|with|including|or)\b', regex.IGNORECASE)


def earliest(one: Span | None, two: Span | None) -> Span | None:
    """The one that stands first, of those there are."""
    return min(filter(None, (one, two)), default=None)


def has_letters(text: str, start: int, end: int) -> bool:
    """Whether a letter or a digit stands in ``start`` to ``end``."""
    return any(char.isalnum() for char in text[start:end])


def between(spans: list[tuple[Span, str]], start: int, end: int) -> list[tuple[Span, str]]:
    """Those of ``spans`` that begin in ``start`` to ``end``."""
    first = bisect_left(spans, (Span(start, start), ''))
    last = bisect_left(spans, (Span(end, end), ''))
    return spans[first:last]
