"""Which language a text is in, by its commonest words."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection
from functools import cache, lru_cache
from itertools import pairwise

from lintjob.expression import Expression
from lintjob.listing import Listing
from lintjob.source import Span
from lintjob.typed import NamedTuple

FILE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'data', 'languages.words')

_UNKNOWN = 'en'
# The line of words that are English wherever they stand.
_PLAIN = 'en*'

# What is looked at first, and how many telling words make a judgement of that.
_WINDOW = 3000
_ENOUGH = 25
_CLEAR = 1.5
_FEW = 4


class _Languages(NamedTuple):
    names: dict[str, str]
    words: dict[str, tuple[str, ...]]


def codes() -> tuple[str, ...]:
    """The languages that a text can be told to be in (ISO 639-1), those of more adverts first."""
    return _codes()


def name(code: str) -> str:
    """The English name of a language."""
    return next((name.capitalize() for name, its_code in _languages().names.items() if its_code == code), code)


def read(listing: Listing) -> str:
    """ISO 639-1 code of the listing's language: its language field, else what its words are; 'en' for no words."""
    stated = listing.field('language').strip()
    if stated:
        code = stated.replace('_', '-').split('-')[0].lower()
        if len(code) == 2 and code in _languages().names.values():
            return code
    start, end = _prose(listing)
    scores = _scores(listing.text, start, min(end, start + _WINDOW))
    if not _is_clear(scores) and end > start + _WINDOW:
        # Not the middle words of a long text: a listing in two languages has the second one at its end.
        for code, score in _scores(listing.text, start + _WINDOW, min(end, start + 4 * _WINDOW)).items():
            scores[code] = scores.get(code, 0) + score
    named = _languages().names.get(stated.casefold())
    # "Language: German" beside an English text is what the job asks for.
    if named and not (_is_clear(scores) and _best(scores) != named):
        return named
    return _best(scores)


def spoken(listing: Listing, known: Collection[str], main: str) -> tuple[str, ...]:
    """The languages of a listing, ``main`` first, then those of ``known`` that a good part of its text is in.

    An English advert with a German closing paragraph speaks both. English is everywhere and never a second one.
    """
    words = _languages().words
    text = listing.text
    start, end = _prose(listing)
    counted = _counted(text, start, min(end, start + _WINDOW))
    if end > start + _WINDOW:
        # Boilerplate of another language stands at the end as a rule.
        counted = counted + _counted(text, max(start + _WINDOW, end - _WINDOW // 2), end)
    telling: dict[str, int] = {}
    different: dict[str, int] = {}
    for word in words.keys() & counted.keys():
        codes = words[word]
        if main not in codes:
            for code in codes:
                telling[code] = telling.get(code, 0) + counted[word]
                different[code] = different.get(code, 0) + 1
    least = _SHARE * sum(counted.values())
    others = [
        (times, code)
        for code, times in telling.items()
        if times >= least and different[code] >= _DIFFERENT and code in known and code != _UNKNOWN
    ]
    return (main, max(others)[1]) if others else (main,)


def _prose(listing: Listing) -> Span:
    return listing.body if listing.body.end > listing.body.start else Span(0, len(listing.text))


#: The part of all words that the telling ones of a second language make at the least, and how many different ones.
#: Of any prose nearly half are such words, so this is a twentieth of the text.
_SHARE = 0.02
_DIFFERENT = 6

_WORD = Expression(r'[\p{L}\p{M}]+')


# The first words of a text are asked for twice: for its main language and for a second one.
@lru_cache(maxsize=2)
def _counted(text: str, start: int, end: int) -> Counter[str]:
    """How often each word stands in ``text[start:end]``, in lower case."""
    return Counter(_WORD.findall(text[start:end].lower()))


def _scores(text: str, start: int, end: int) -> dict[str, float]:
    """How many words of each language stand in ``text[start:end]``; a word of several languages counts for each.

    Beside words that only English adverts use a language needs several different words of its own:
    "Chef de Rang, Hotel de la Paix, competitive salary" is no French.
    """
    words = _languages().words
    counted = _counted(text, start, end)
    scores: dict[str, float] = {}
    others: dict[str, int] = {}
    different: dict[str, int] = {}
    for word in words.keys() & counted.keys():
        for code in words[word]:
            scores[code] = scores.get(code, 0) + counted[word]
            different[code] = different.get(code, 0) + 1
    for word, times in counted.items():
        if word > '\u0370':
            code = _of_script(word[0])
            others[code] = others.get(code, 0) + times * len(word)
    for code, number in different.items():
        if code == _PLAIN or (number < _FEW and code != _UNKNOWN and _PLAIN in different):
            del scores[code]
    for code, letters in others.items():
        # Writing without blanks makes one "word" of a sentence.
        if code and code not in scores:
            scores[code] = letters / 3
    return scores


_SCRIPTS = (
    ('\u0370', 'el'),
    ('\u0400', 'ru'),
    ('\u0530', ''),
    ('\u0590', 'he'),
    ('\u0600', 'ar'),
    ('\u0900', 'hi'),
    ('\u0980', ''),
    ('\u0e00', 'th'),
    ('\u0e80', ''),
    ('\u3040', 'ja'),
    ('\u3100', ''),
    ('\u4e00', 'zh'),
    ('\ua000', ''),
    ('\uac00', 'ko'),
    ('\ud7b0', ''),
)


def _of_script(char: str) -> str:
    """The language that a script stands for, '' for none."""
    for (first, code), (after, _) in pairwise(_SCRIPTS):
        if first <= char < after:
            return code
    return ''


def _ranked(scores: dict[str, float]) -> list[tuple[float, str]]:
    # The order of the file decides between equals: the languages of more adverts stand first.
    return sorted(((score, code) for code, score in scores.items()), key=lambda each: -each[0])


def _is_clear(scores: dict[str, float]) -> bool:
    ranked = _ranked(scores)
    if not ranked or ranked[0][0] < _ENOUGH:
        return False
    return len(ranked) == 1 or ranked[0][0] >= _CLEAR * ranked[1][0]


def _best(scores: dict[str, float]) -> str:
    """The language of most words. Japanese is written with Chinese signs among its own."""
    if scores.get('ja', 0) > 0.1 * scores.get('zh', 0) > 0:
        return 'ja'
    best = max(scores.values(), default=0)
    return next((code for code in _codes() if scores.get(code, 0) == best), _UNKNOWN) if best else _UNKNOWN


@cache
def _codes() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_languages().names.values()))


@cache
def _languages() -> _Languages:
    names: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    with open(FILE, encoding='utf-8') as file:
        lines = file.read().splitlines()
    for line in lines:
        if not line or line[0] == '#':
            continue
        head, _, tail = line.partition('|')
        code, _, its_names = head.partition(' ')
        for name in its_names.split(';') if code != _PLAIN else ():
            names[name.strip().casefold()] = code
        for word in set(tail.split()):
            words.setdefault(word, []).append(code)
    return _Languages(names, {word: tuple(codes) for word, codes in words.items()})
