"""The codes of countries and regions that settings may name."""

from __future__ import annotations

import string

from lintjob.gazetteer import folded, gazetteer

_LETTERS = frozenset(string.ascii_uppercase)
_REGION = _LETTERS | frozenset(string.digits)


def codes() -> list[str]:
    """The codes of all countries (ISO 3166-1) and of the regions that are told apart (ISO 3166-2), sorted."""
    known: set[str] = set()
    for senses in (*gazetteer().names.values(), *gazetteer().codes.values()):
        for sense in senses:
            known.update(code for code in (sense.country, sense.region) if code)
    return sorted(known)


def is_known(text: str) -> bool:
    """Whether a text is the code of a country, or of a region of one.

    Where no regions of a country are known, what has the form of one will do: no law is known that asks by it.
    """
    known = set(codes())
    if text in known:
        return True
    country, dash, region = text.partition('-')
    return (
        bool(dash)
        and country in known
        and 1 <= len(region) <= 3
        and set(region) <= _REGION
        and not any(code.startswith(f'{country}-') for code in known)
    )


def meant(text: str) -> str:
    """The code that somebody means who writes a name ("Germany", "UK") or small letters; '' where that can't be told."""
    code = text.strip().upper().replace('_', '-')
    if is_known(code) and code != text:
        return code
    senses = [sense for sense in gazetteer().names.get(folded(text.strip()), ()) if sense.kind in ('country', 'region')]
    meanings = {sense.region or sense.country for sense in senses}
    return meanings.pop() if len(meanings) == 1 else ''
