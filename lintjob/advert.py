"""Whether a text reads like a job advert.

A folder holds more than listings: the README, the licence, news, notes for interviewers. Words
that adverts address to a reader speak for one; words of licences, commands, diaries and
newspapers against it. What is doubtful is kept: a listing that is passed over is a miss.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import ahocorasick

from lintjob.expression import Expression
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.phrase import fold
from lintjob.typed import NamedTuple

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'data', 'advert.words')

REASON = 'it does not read like a job advert'

# What is weighed: a longer text has said by then what it is.
_WINDOW = 10_000

_FIELDS = {
    'company': 3,
    'location': 3,
    'salary': 5,
    'salary_minimum': 5,
    'workplace': 5,
    'remote': 3,
    'employment_type': 5,
    'level': 3,
    'experience': 3,
    'closes': 5,
    'apply': 3,
}
_ROLE = 6
_NO_ROLE = 12
_GUIDE = 200  # more than any words outweigh
_ENOUGH = 4

# Words that adverts use too weigh so much, and no more than this together.
_DOUBT = -3
_MOST_DOUBT = 12

# For every so many characters one more point is asked: a long text holds most words by chance.
_PER_POINT = 1000


class _Words(NamedTuple):
    single: dict[str, float]
    phrases: Any
    roles: frozenset[str]
    no_roles: frozenset[str]
    guides: frozenset[str]
    guide_ends: tuple[str, ...]


def passed_over(listing: Listing, hits: Hits) -> str | None:
    """Why a text that was found in a folder is no job advert; None if it reads like one."""
    return REASON if _weight(listing, hits) < 0 else None


def _weight(listing: Listing, hits: Hits) -> float:
    text = listing.text[:_WINDOW]
    weight = _of_words(text) - _ENOUGH - min(len(text), _WINDOW) / _PER_POINT
    weight += sum(points for name, points in _FIELDS.items() if listing.field(name))
    weight += _of_title(listing.field('title'))
    if hits['dates.closes.phrase'] or hits['pay.label']:
        weight += 2
    return weight


_WORD = Expression(r"[^\W_]+(?:['’][^\W_]+)?")


def _of_words(text: str) -> float:
    """What the words and phrases in a text weigh, each counted once."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = fold(text)
    words = _words()
    points_found = [words.single[word] for word in words.single.keys() & set(_WORD.findall(folded))]
    size = len(folded)
    found: set[str] = set()
    for last, (phrase, points) in words.phrases.iter(folded):
        if phrase in found:
            continue
        after = last + 1
        start = after - len(phrase)
        # Words end where they end, but a flattened text runs them together with a capital letter.
        if phrase[0].isalnum() and start and folded[start - 1].isalnum() and not text[start].isupper():
            continue
        if phrase[-1].isalnum() and after < size and folded[after].isalnum() and not text[after].isupper():
            continue
        found.add(phrase)
        points_found.append(points)
    doubt = -sum(points for points in points_found if points == _DOUBT)
    return sum(points for points in points_found if points != _DOUBT) - min(doubt, _MOST_DOUBT)


_TITLE_PIECE = Expression(r'\s*[:|–—]\s*|\s+-\s+')
_TITLE_WORD = Expression(r"[\p{L}\p{M}/·.()'’-]+")


def _of_title(title: str) -> float:
    folded = fold(title).strip(' #*_.!?:')
    words = _words()
    if any(piece.strip() in words.guides or piece.endswith(words.guide_ends) for piece in _TITLE_PIECE.split(folded)):
        return -_GUIDE
    if folded in words.no_roles:
        return -_NO_ROLE
    found = set(_WORD.findall(folded, 0, 120))
    found.update(word.strip("().'’-/") for word in _TITLE_WORD.findall(folded, 0, 120))
    return _ROLE if found & words.roles else 0


@cache
def _words() -> _Words:
    """The phrases of the data file; read when the first folder is searched, which takes about a millisecond."""
    automaton = ahocorasick.Automaton()
    single: dict[str, float] = {}
    sets: dict[str, set[str]] = {'roles': set(), 'no roles': set(), 'guides': set()}
    section, points = '', 0.0
    with open(FILE, encoding='utf-8') as file:
        lines = file.read().splitlines()
    for line in lines:
        if line.startswith('['):
            section = line.strip('[]')
            side, _, figure = section.partition(' ')
            points = 0.0 if section in sets else float(figure) * (1 if side == 'for' else -1)
        elif line and line[0] != '#':
            for phrase in line.split('; '):
                if section in sets:
                    sets[section].add(phrase)
                elif _WORD.fullmatch(phrase):
                    single[phrase] = points
                else:
                    automaton.add_word(phrase, (phrase, points))
    automaton.make_automaton()
    return _Words(
        single,
        automaton,
        frozenset(sets['roles']),
        frozenset(sets['no roles']),
        frozenset(sets['guides']),
        tuple(' ' + phrase for phrase in sets['guides']),
    )
