"""Currencies of JobPosting data, which are codes of ISO 4217."""

from __future__ import annotations

from lintjob.facts.pay.currency import SHARED_WORDS, SIGNS, code
from lintjob.facts.pay.iso import ISO
from lintjob.matcher import Hits

_LONGEST = 40
_SAID = 'as in EUR or USD'


def expected(value: str, hits: Hits) -> str:
    """What should stand in place of a value that is no code: the code that it means, else how codes look."""
    upper = value.upper()
    if upper in ISO:
        return upper
    found = code(value[:_LONGEST]) or hits.sense('money.currency', value[:_LONGEST]) or ''
    return found if found in ISO else f'a code of three letters, {_SAID}'


def is_shared(sign: str, currency: str) -> bool:
    """Whether a sign in a text may stand for a currency: ``$`` for any dollar, ``kr`` for any crown."""
    if sign == '$':
        return currency.endswith('D') or currency in ('ARS', 'CLP', 'COP', 'MXN', 'UYU', 'BRL')
    if sign == 'kr':
        return currency in ('SEK', 'NOK', 'DKK', 'ISK', 'CZK')
    if sign == 'peso':
        return currency in ('ARS', 'CLP', 'COP', 'CUP', 'DOP', 'MXN', 'PHP', 'UYU')
    return False


def signs_of(currency: str) -> tuple[str, ...]:
    """How a text may write a currency, but for its name."""
    return (currency, *(sign for sign, its in SIGNS.items() if its == currency and sign not in SHARED_WORDS.values()))
