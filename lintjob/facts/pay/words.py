"""The words that say what a sum in an advert is for, and the clauses in which they hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice

from lintjob.expression import Expression
from lintjob.matcher import Hits
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Clause(NamedTuple):
    """What stands around a sum: the clause's limits and the label before it, if it has one."""

    start: int
    end: int
    label: Span | None


# ---------------------------------------------------------------- clauses

_REACH = 120
# The signs after which something new begins: "+ bonus", "(with equity)". Words for it are vocabulary, ``pay.apart``.
_APART = Expression(r'[+(,&;:\d]|[.!?]\s|\s\s|\s[-\u2013\u2014]\s')
_LONGEST_ABBREVIATION = 6
#: No phrase that is looked for around a sum is longer.
_LONGEST = 60
# Where a clause can end: a full stop does if a new sentence follows and no abbreviation ends with it.
_EDGE = Expression(rf'[.!?\n\t|\u2022\u00b7\u25aa\u25cf\u2023\u25e6{HIDDEN};]|(?<=\S)    ')
_NEXT = Expression(r'[.!?]["\')\]\u201d\u2019]*\s+(?=[^\W\d_a-z]|[(*\u2022-])')
TRIM = f' \t\r\n|*_#:=-\u2013\u2014\u2022\u00b7\\"\'{JOINER}{HIDDEN}{LINK}'


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

    def __init__(self, hits: Hits) -> None:
        self.hits = hits
        self.text = hits.text
        self.pay = self.said('pay.word')
        self.labels = self.said('pay.label')
        #: What was found of bounds before sums, which are asked for several times.
        self.bounds: dict[int, tuple[str, Span] | None] = {}
        self._label_at = {span.end: span for span in self.labels}
        for span in self.labels:
            # "Salary\nMin £40,000": the label is a line of its own.
            line = self.text.find('\n', *span)
            if line >= 0:
                self._label_at[line] = Span(span.start, line)

    def said(self, name: str) -> list[Span]:
        """The phrases of a set in the whole text, but for those in another sense; the first MOST of them."""
        spans = self._some(name)
        return without(spans, self._some('pay.not', spans[-1].end + _LONGEST)) if spans else []

    def _some(self, name: str, end: int | None = None) -> tuple[Span, ...]:
        return tuple(Span(*found.span()) for found in islice(self.hits.find(name, 0, end), MOST))

    def first(self, name: str, start: int, end: int) -> Span | None:
        """The first phrase of a set that begins in ``start`` to ``end``."""
        found = next(self.hits.find(name, start, min(len(self.text), end + _LONGEST)), None) if start < end else None
        return Span(*found.span()) if found and found.start() < end else None

    def last(self, name: str, start: int, end: int) -> Span | None:
        """The last phrase of a set that lies in ``start`` to ``end``."""
        last = None
        for found in self.hits.find(name, start, end) if start < end else ():
            last = found
        return Span(*last.span()) if last else None

    @cached_property
    def periods(self) -> list[tuple[Span, str]]:
        """Where a period stands that needs no other word beside it."""
        return self.hits.named('pay.period', MOST)

    @cached_property
    def nouns(self) -> list[tuple[Span, str]]:
        """Where a period stands that counts only directly beside a sum or a pay word."""
        return self.hits.named('pay.adjective', MOST)

    def edges(self, start: int, end: int) -> Iterator[Span]:
        """Where clauses end in ``start`` to ``end``, each with what stands between it and the next one."""
        text = self.text
        for edge in _EDGE.finditer(text, start, end):
            at = edge.start()
            char = text[at]
            if char in '.!?':
                stop = _NEXT.match(text, at)
                if stop and not (char == '.' and self._is_abbreviation(at)):
                    yield Span(at, stop.end())
            elif char != ';' or text[at + 1 : at + 2].isspace():
                yield Span(*edge.span())

    def _is_abbreviation(self, stop: int) -> bool:
        begin = stop
        while begin and stop - begin <= _LONGEST_ABBREVIATION and self.text[begin - 1].isalpha():
            begin -= 1
        size = stop - begin
        if not size or size > _LONGEST_ABBREVIATION or self.text[stop] != '.':
            return False
        if size == 1:
            return self.text[begin].islower()  # p.a., z.B.
        word = self.hits.at('pay.abbreviation', begin, stop)
        return word is not None and word.end() == stop

    def clause_around(self, span: Span, reach: int = _REACH) -> tuple[int, int]:
        """The clause around ``span``: to a sentence's end, a bar, a bullet, a line's end, or at most ``reach`` away."""
        start = max(0, span.start - reach)
        for edge in self.edges(start, span.start):
            start = edge.end
        end = min(len(self.text), span.end + reach)
        found = next(self.edges(span.end, end), None)
        return min(start, span.start), found.start if found else end

    def apart(self, start: int, end: int) -> int:
        """Where in ``start`` to ``end`` something new begins behind a sum; ``end`` if nothing does."""
        sign = _APART.search(self.text, start, end)
        if sign:
            end = sign.start()
        word = next(self.hits.find('pay.apart', start, end), None)
        return word.start() if word else end

    def is_other(self, start: int, end: int) -> bool:
        """Whether a word for other money than pay begins in ``start`` to ``end``, before anything new does."""
        return self.is_topical(start, self.apart(start, end))

    def is_topical(self, start: int, end: int) -> bool:
        """Whether any word for other money than pay stands in ``start`` to ``end``."""
        return (self.first('pay.other', start, end) or self.first('pay.topic', start, end)) is not None

    def is_target(self, start: int, end: int) -> bool:
        """Whether a word for earnings that hold only if all goes well stands in ``start`` to ``end``."""
        return self.first('pay.target', start, end) is not None

    def label_ending(self, at: int) -> Span | None:
        """The label that ends at ``at`` but for blanks, colons and markup."""
        floor = max(0, at - 40)
        while at > floor and (self.text[at - 1] in TRIM or self.text[at - 1] == '?'):
            at -= 1
        return self._label_at.get(at)

    def is_label(self, span: Span) -> bool:
        """Whether a pay word heads what follows: a colon or its like after it, or a line of its own."""
        return bool(HEADS.match(self.text, span.end)) and _begins(self.text, span.start)


# What makes a label of a word: "Salary:", "Pay range (gross) -", "Compensation |", a line of its own.
HEADS = Expression(
    rf'(?:\s?\([^()\n]{{1,40}}\))?[\s*_\\{JOINER}"\']{{0,6}}(?::|\s[-\u2013\u2014]\s|\||=)|[ *_]*(?:\n|\Z)'
)


# The pay and the statements of one listing are asked for one after the other.
@lru_cache(maxsize=1)
def words(hits: Hits) -> Words:
    """The words of one listing."""
    return Words(hits)


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
