"""Whether a line names a place, by its form: ``Madison, WI``, ``Remote - US``, ``London (Hybrid)``."""

from __future__ import annotations

import regex

from lintjob.expression import Expression
from lintjob.gazetteer import folded, gazetteer

_ASIDE = Expression(r'\([^()]{0,80}\)')
_SEPARATOR = Expression(r'\s*[,/;|]\s*|\s+[-\u2013\u2014&]\s+|\s+(?:or|and|und|oder|et|ou)\s+|\s*[-\u2013]\s*$')
_REMOTE = Expression(
    r'(?:100% |fully |full |us |uk |eu )?(?:remote|hybrid|anywhere(?: in the world)?|worldwide|work from home|home-based|home based|telework|teletravail|t\u00e9l\u00e9travail)\b',
    regex.IGNORECASE,
)
_NUMBERS = Expression(r'\b(?:[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}|[A-Z]{1,2}-?\d{4,6}|\d{4,6}(?:-\d{4})?)\b')
_LONGEST = 120
_LONGEST_LIST = 3000


def is_place(words: str) -> bool:
    """Whether a short line or piece of one is the name of a place, or says that the work is done anywhere."""
    if not 2 <= len(words) <= _LONGEST or (words[0].islower() and not words.lower().startswith(('remote', 'hybrid'))):
        return False
    remote = _REMOTE.match(words)
    if remote and words.count(' ') < 12 and words[-1] != '.':
        rest = words[remote.end() :].strip(' ()-\u2013,:/')
        return (
            not rest or words.count(' ') <= 1 or any(map(_is_name, _SEPARATOR.split(rest.strip('()')))) or '(' in words
        )
    plain = _ASIDE.sub(' ', words).strip()
    parts = [part for part in _SEPARATOR.split(_NUMBERS.sub(' ', plain)) if part.strip()]
    if not parts:
        return False
    if len(parts) > 8:
        return _are_names(parts)
    if len(parts) == 1:
        return _is_name(parts[0].strip())
    return any(_is_name(part.strip()) or part.strip() in gazetteer().codes for part in parts[1:]) or (
        _is_name(parts[0].strip()) and all(part.strip()[:1].isupper() and part.count(' ') < 4 for part in parts)
    )


def is_list(words: str) -> bool:
    """Whether a line says that the work is done anywhere, or in any of the countries that it lists."""
    if len(words) > _LONGEST_LIST or words.count(',') < 2:
        return False
    parts = words.split(',')
    if not _REMOTE.match(words):
        return len(parts) > 3 and _are_names(parts)
    return sum(1 for part in parts if part.strip().count(' ') <= 4 and '.' not in part) >= len(parts) - 2


def _are_names(parts: list[str]) -> bool:
    """Whether all parts are written like names, and half of them are names of places."""
    words = [part.strip() for part in parts if part.strip()]
    return all(word[0].isupper() and word.count(' ') < 4 and len(word) <= 40 for word in words) and 2 * sum(
        _is_name(word) or word in gazetteer().codes for word in words
    ) >= len(words)


def _is_name(part: str) -> bool:
    places = gazetteer()
    name = folded(part.strip())
    return name in places.wide or any(not sense.weak for sense in places.names.get(name, ()))
