"""Sums written in words: "forty thousand pounds", "between thirty and forty thousand euros".

The words that numbers are made of are vocabulary, ``money.numeral``, by value; here they are put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lintjob.expression import Expression
from lintjob.facts.pay.amount import Names
from lintjob.matcher import Hits
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Written(NamedTuple):
    """A sum in words; ``high`` is None for a single one."""

    low: float
    high: float | None
    currency: str
    span: Span


class _Word(NamedTuple):
    """A word of a written number: its parts as values, or a sign of what it joins (``and``, ``to``)."""

    span: Span
    values: tuple[float, ...]
    joins: str


#: How many words for currencies of a text are looked at, and how many words before each.
_MOST_CURRENCIES = 40
_MOST_WORDS = 14
_LEAST = 5
_LONGEST_WORD = 40
_BEFORE = Expression(r'(?<![^\W_-])([^\W\d_]+(?:-[^\W\d_]+){0,5})(?:-\s?|[ \u00a0\n])\Z')


def written_in(known: Names, start: int, end: int) -> Iterator[Written]:
    """The sums in words in ``text[start:end]``."""
    for begin, (currency, last) in islice(known.starts.items(), _MOST_CURRENCIES):
        if start <= begin and last <= end:
            words = _words(known.hits, start, begin)
            sum_ = _sum(known.hits, words, Span(begin, last), currency) if words else None
            if sum_:
                yield sum_


def _words(hits: Hits, start: int, at: int) -> list[_Word]:
    """The words of a number that ends at ``at``, in order."""
    found: list[_Word] = []
    for _ in range(_MOST_WORDS):
        match = _BEFORE.search(hits.text, max(start, at - _LONGEST_WORD - 3), at)
        word = _word(hits, Span(*match.span(1))) if match else None
        if word is None:
            break
        found.insert(0, word)
        at = word.span.start
    while found and found[0].joins:
        found.pop(0)
    return found


def _word(hits: Hits, span: Span) -> _Word | None:
    text = hits.text[slice(*span)]
    values = _parts(hits, text)
    if values:
        return _Word(span, values, '')
    if hits.sense('money.numeral', text) == 'and' or hits.at('money.and', span.start, span.end):
        return _Word(span, (), 'and')
    to = hits.at('money.to', span.start, span.end)
    return _Word(span, (), 'to') if to and to.end() == span.end else None


def _parts(hits: Hits, word: str) -> tuple[float, ...]:
    """The values that a word is put together of, "fünf", "und", "vierzig", "tausend"; none for any other word."""
    whole = hits.sense('money.numeral', word)
    if whole:
        return (float(whole),) if whole.isdigit() else ()
    if '-' in word:
        return _joined(hits, word.split('-'))
    # What ends as no numeral does is none: this is asked of any word before "Euro".
    if not any(hits.sense('money.numeral', word[-size:]) for size in range(3, min(len(word), 10))):
        return ()
    return _taken_apart(hits, word, 0, set())


def _joined(hits: Hits, pieces: list[str]) -> tuple[float, ...]:
    """The values of pieces between hyphens, "quatre-vingt" "dix" or "forty" "five"."""
    values: tuple[float, ...] = ()
    at = 0
    while at < len(pieces):
        for end in range(len(pieces), at, -1):
            name = hits.sense('money.numeral', '-'.join(pieces[at:end]))
            its = (
                ((float(name),) if name.isdigit() else ())
                if name
                else _parts(hits, pieces[at])
                if end == at + 1
                else None
            )
            if its or name:
                values += its or ()
                at = end
                break
        else:
            return ()
    return values


def _taken_apart(hits: Hits, word: str, at: int, failed: set[int]) -> tuple[float, ...]:
    if at in failed:
        return ()
    for end in range(len(word), at + 1, -1):
        if end - at > 12:
            continue
        name = hits.sense('money.numeral', word[at:end])
        if name is None:
            continue
        values = (float(name),) if name.isdigit() else ()
        if end == len(word):
            if values:
                return values
            continue
        rest = _taken_apart(hits, word, end, failed)
        if rest:
            return values + rest
    failed.add(at)
    return ()


def _sum(hits: Hits, words: list[_Word], currency: Span, code: str) -> Written | None:
    spans = Span(words[0].span.start, currency.end)
    for number, word in enumerate(words):
        if word.joins == 'to' or (word.joins == 'and' and _is_opened(hits, words[0].span.start)):
            low, high = _value(words[:number]), _value(words[number + 1 :])
            if not (low and high):
                continue
            if low < high / 1000 and high % 1000 == 0:
                low *= 1000  # "thirty to forty thousand"
            if _LEAST <= low < high <= 20 * low:
                return Written(low, high, code, spans)
    last = max((number for number, word in enumerate(words) if word.joins == 'to'), default=-1)
    value = _value(words[last + 1 :])
    if value < _LEAST:
        return None
    return Written(value, None, code, Span(words[last + 1].span.start, currency.end))


def _is_opened(hits: Hits, start: int) -> bool:
    return any(
        not hits.text[word.end() : start].strip() for word in hits.find('money.between', max(0, start - 16), start)
    )


def _value(words: list[_Word]) -> float:
    total = current = 0.0
    for value in (value for word in words for value in word.values):
        if value >= 1000:
            total += max(current, 1) * value
            current = 0
        elif value == 100:
            current = max(current, 1) * 100
        else:
            current += value
    return total + current
