"""Sums of money as adverts write them: digits, separators, currencies, multipliers, and two figures as one range.

This is the grammar of money, much the same in every language. What a sum is for, ``lintjob.facts.pay`` tells.
"""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

import regex

from lintjob.expression import Expression
from lintjob.phrase import JOINER
from lintjob.source import Span

#: The currencies that a sign stands for in any country. ``$`` and ``kr`` are left to the place.
SIGNS = {
    '€': 'EUR',
    '£': 'GBP',
    '₹': 'INR',
    '¥': 'JPY',
    '￥': 'JPY',
    '₩': 'KRW',
    '₪': 'ILS',
    '₺': 'TRY',
    '₽': 'RUB',
    '₴': 'UAH',
    '₦': 'NGN',
    '₱': 'PHP',
    '₫': 'VND',
    '฿': 'THB',
    'R$': 'BRL',
    'US$': 'USD',
    'U$': 'USD',
    'USD$': 'USD',
    'C$': 'CAD',
    'CA$': 'CAD',
    'CAD$': 'CAD',
    'CAN$': 'CAD',
    'A$': 'AUD',
    'AU$': 'AUD',
    'AUD$': 'AUD',
    'NZ$': 'NZD',
    'NZD$': 'NZD',
    'S$': 'SGD',
    'SG$': 'SGD',
    'SGD$': 'SGD',
    'HK$': 'HKD',
    'HKD$': 'HKD',
    'NT$': 'TWD',
    'MX$': 'MXN',
    'Mex$': 'MXN',
    'Rs': 'INR',
    'Rs.': 'INR',
    'RM': 'MYR',
    'Rp': 'IDR',
    'zł': 'PLN',
    'zl': 'PLN',
    'Kč': 'CZK',
    'Ft': 'HUF',
    'lei': 'RON',
    'euro': 'EUR',
    'euros': 'EUR',
    'pound': 'GBP',
    'pounds': 'GBP',
    'rupees': 'INR',
    'reais': 'BRL',
    'francs': 'CHF',
    'SFr.': 'CHF',
    'Fr.': 'CHF',
    'sFr.': 'CHF',
    'CAN': 'CAD',
    'RMB': 'CNY',
    '$': '$',
    'dollar': '$',
    'dollars': '$',
    'US dollars': 'USD',
    'British pounds': 'GBP',
    'Canadian dollars': 'CAD',
    'Australian dollars': 'AUD',
    'kr': 'kr',
    'kr.': 'kr',
    'Kr': 'kr',
}
#: ISO 4217 codes that adverts use; written in capitals, or as ``Eur``, ``eur`` between blanks.
CODES = frozenset(
    [
        'AED',
        'ARS',
        'AUD',
        'BDT',
        'BGN',
        'BHD',
        'BRL',
        'CAD',
        'CHF',
        'CLP',
        'CNY',
        'COP',
        'CZK',
        'DKK',
        'EGP',
        'EUR',
        'GBP',
        'GHS',
        'HKD',
        'HUF',
        'IDR',
        'ILS',
        'INR',
        'ISK',
        'JPY',
        'KES',
        'KRW',
        'KWD',
        'LKR',
        'MAD',
        'MXN',
        'MYR',
        'NGN',
        'NOK',
        'NZD',
        'OMR',
        'PEN',
        'PHP',
        'PKR',
        'PLN',
        'QAR',
        'RON',
        'RSD',
        'RUB',
        'SAR',
        'SEK',
        'SGD',
        'THB',
        'TRY',
        'TWD',
        'UAH',
        'USD',
        'VND',
        'ZAR',
    ]
)
#: What a sign that several countries share means in each of them.
SHARED = {
    '$': {
        'US': 'USD',
        'PR': 'USD',
        'EC': 'USD',
        'CA': 'CAD',
        'AU': 'AUD',
        'NZ': 'NZD',
        'SG': 'SGD',
        'HK': 'HKD',
        'TW': 'TWD',
        'MX': 'MXN',
        'AR': 'ARS',
        'CL': 'CLP',
        'CO': 'COP',
    },
    'kr': {'SE': 'SEK', 'NO': 'NOK', 'DK': 'DKK', 'IS': 'ISK'},
}
#: What a figure is multiplied by. A million of any currency that adverts name is no one's pay.
SCALES = {
    'k': 1e3,
    'tsd': 1e3,
    'thousand': 1e3,
    'mil': 1e3,
    'mille': 1e3,
    'lpa': 1e5,
    'lac': 1e5,
    'lacs': 1e5,
    'lakh': 1e5,
    'lakhs': 1e5,
    'l': 1e5,
    'cr': 1e7,
    'crore': 1e7,
    'crores': 1e7,
    'm': 1e6,
    'mn': 1e6,
    'mm': 1e6,
    'mio': 1e6,
    'million': 1e6,
    'millions': 1e6,
    'millionen': 1e6,
    'milhões': 1e6,
    'b': 1e9,
    'bn': 1e9,
    'mrd': 1e9,
    'billion': 1e9,
    'billions': 1e9,
    'trillion': 1e12,
}
_INDIAN = frozenset(('lpa', 'lac', 'lacs', 'lakh', 'lakhs', 'l', 'cr', 'crore', 'crores'))

_ESCAPE = rf'[\\{JOINER}]?'
_CENTS = r'(?!\d)(?:{}\d{{1,2}}(?!\d))?'
# The regex package finds the first digit thirty times faster; it takes longer to compile, so the rest is left to re.
_NUMBER = Expression(
    r'(?<!\d)(?<!\d[.,])(?:'
    rf'\d{{1,3}}(?:,\d{{3}})+{_CENTS.format("[.]")}'
    rf'|\d{{1,3}}(?:\.\d{{3}})+{_CENTS.format(",")}'
    rf"|\d{{1,3}}(?:['\u2019]\d{{3}})+{_CENTS.format('[.,]')}"
    rf'|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}{_CENTS.format("[.]")}'
    rf'|\d{{1,3}}(?:[ \u00a0\u202f\u2009]\d{{3}})+{_CENTS.format("[.,]")}'
    rf'|\d+(?:{_ESCAPE}[.,]\d{{1,2}}(?!\d))?)',
    regex.ASCII,
)
_BLANKS = ' \u00a0\u202f\u2009'
_MARKS = frozenset(sign[-1] for sign in SIGNS if not sign[-1].isalpha() and sign[-1] != '.')
_LOWER_SIGNS = {sign.lower(): code for sign, code in SIGNS.items() if len(sign) > 2}
_MARK_CLASS = '[' + regex.escape(''.join(sorted(_MARKS))) + ']'
_BEFORE = Expression(
    rf'(?:(?<![^\W\d_])([^\W\d_]{{2,7}})[:.]?[{_BLANKS}])?(?:([^\W\d_]{{0,3}})({_MARK_CLASS})|([^\W\d_]+\.?)):?[{_BLANKS}*]{{0,2}}\Z'
)
# 4.000,- and 45.000, - and 4346.-
_DASHED = Expression(r'[.,] ?[-\u2013\u2014]{1,2}(?! ?(?:[A-Z]{0,3}[$€£₹]?|[A-Z]{3}) ?\d)|[.,](?= ?(?:€|EUR))')
_NAME = Expression(r'[^\W\d_]+')

# What stands between the two figures of a range: a dash or a word, after the first figure's own period.
_UNIT = r'(?:\s?(?:/|\b(?:per|an?|pro|par|por)\b)\s?[^\W\d_]{1,7}\.?|\s?\bp\.?/?[ahdwm]\.?(?![^\W\d_])|\s(?:gross|brutto|brut|pa|p\.a\.)(?![^\W\d_]))?'
_BETWEEN = Expression(
    rf'{_UNIT}(?:\.(?=-)|\s*)(?:{_ESCAPE}(?:[-\u2010-\u2015\u2212~]|->|\u2192)[->]?'
    r'|-?\s*(?:(?:up )?to|thru|through|until|till|bis(?: zu)?|à|a|ao?|até|hasta|al?|tot|til|do)(?![^\W\d_])'
    r'|,?\s?(?:and |to )?max(?:imum)?(?: of)?(?![^\W\d_]):?|\.\.\.?|…)\s*(?:up to\s)?',
    regex.IGNORECASE,
)
_JOINED = Expression(r'\s*(?:and|et|und|y|e|en|og|och|oraz)\s+', regex.IGNORECASE)
_OPENED = Expression(r'(?:between|from|entre|zwischen|tussen|mellan|mellem)[\s:*]+\Z', regex.IGNORECASE)
# A bare figure that counts something else: 22 - 40 hours.
_COUNTED = Expression(
    r'\s?(?:%|\+?\s?(?:percent|hours?|hrs?|days?|weeks?|months?|years?|yrs?|people|employees|minutes?|mins?|stunden|tage'
    r'|heures?|jours?|horas|dias)(?![^\W\d_]))',
    regex.IGNORECASE,
)


class Amount(NamedTuple):
    """One figure. ``currency`` is an ISO code, a sign that several countries share (``$``, ``kr``), or ''.

    ``value`` is the plain number (45k is 45000), ``number`` the number before any multiplier, ``scale``
    the multiplier as written, in lower case; ``span`` takes in the currency and the multiplier.
    """

    value: float
    number: float
    scale: str
    currency: str
    span: Span


class Money(NamedTuple):
    """One sum, or a range of two: ``low`` and ``high`` in the order of size, ``high`` None for a single sum.

    ``is_reversed``: the greater figure stood first. ``is_bare``: neither a currency nor a multiplier
    says that these figures are money. ``is_large``: a figure is in millions. ``is_yearly``: the
    multiplier says so (LPA, lakhs a year).
    """

    low: float
    high: float | None
    currency: str
    span: Span
    is_reversed: bool
    is_bare: bool
    is_large: bool
    is_yearly: bool


def find(text: str, start: int = 0, end: int | None = None, *, bare: bool = False) -> list[Money]:
    """The sums in ``text[start:end]``, in order. With ``bare``, also figures without currency or multiplier."""
    end = len(text) if end is None else end
    found: list[Money] = []
    last: Amount | None = None
    last_plain: tuple[int, int] | None = None
    floor = start
    for match in islice(_NUMBER.finditer(text, start, end), _MOST_FIGURES):
        first, after = match.span()
        if first < floor:
            continue
        amount = None
        if _may_be_money(text, floor, first, after, end):
            amount = _amount(text, floor, first, after, end)
            if amount is None:
                continue
        if amount is None or not (amount.currency or amount.scale):
            # A bare figure matters only beside money: it is read when its neighbour asks for it.
            if last is None and not bare:
                last_plain, floor = (first, after), after
                continue
            if last is not None and first - last.span.end > _WIDEST_GAP and not bare:
                if last.currency or last.scale:
                    found.append(_money(last))
                last, last_plain, floor = None, (first, after), after
                continue
            amount = amount or _plain(text, floor, first, after)
            if amount is None:
                continue
        if last is None and last_plain is not None and amount.span.start - last_plain[1] <= _WIDEST_GAP:
            last = _plain(text, start, *last_plain)
        last_plain = None
        floor = amount.span.end
        pair = _pair(text, last, amount) if last is not None else None
        if pair is not None:
            found.append(pair)
            last = None
            continue
        if last is not None and (bare or last.currency or last.scale):
            found.append(_money(last))
        last = amount
    if last is not None and (bare or last.currency or last.scale):
        found.append(_money(last))
    return found


#: How many figures of a text are looked at: a bound for what is no advert.
_MOST_FIGURES = 3000
#: No connection between two figures of a range is longer.
_WIDEST_GAP = 28


def _may_be_money(text: str, floor: int, first: int, after: int, end: int) -> bool:
    """Whether a currency or a multiplier stands beside the figure in ``text[first:after]``: a quick look."""
    at = after + _blank(text, after, end)
    if at < end:
        char = text[at]
        if char in _MARKS or (char in ',.' and text[at + 1 : at + 2] in _AFTER_POINT):
            return True
        if char.isalpha():
            word = text[at : at + 12]
            if not word.isalpha() and (name := _NAME.match(word)):
                word = name[0]
            if word.lower() in SCALES or code(word) or word[:3] in CODES or word in _OWNERS:
                return True
            if char in 'kK' and not word[1:2].islower():
                return True
    at = first
    while at > floor and first - at < 4 and text[at - 1] in _BEFORE_FIGURE:
        at -= 1
    begin = at
    if at > floor and text[at - 1] in _MARKS:
        return True
    while begin > floor and at - begin < 16 and text[begin - 1].isalpha():
        begin -= 1
    word = text[begin:at]
    return bool(word) and (bool(code(word)) or word[-3:] in CODES or word == 'R' or word + '.' in SIGNS)


_AFTER_POINT = frozenset('-\u2013\u2014 €E')
_BEFORE_FIGURE = frozenset(_BLANKS + '*:.')
_OWNERS = frozenset(('US', 'Canadian', 'Australian', 'British'))


def _plain(text: str, floor: int, first: int, after: int) -> Amount | None:
    """A bare figure; None for the end of a code such as L60."""
    if first > floor and (text[first - 1].isalpha() or text[first - 1] == '_'):
        return None
    value = _number(text[first:after], is_scaled=False)
    return Amount(value, value, '', '', Span(first, after))


def _amount(text: str, floor: int, first: int, after: int, end: int) -> Amount | None:
    begin, before = _currency_before(text, floor, first, after)
    last, scale, behind = _after(text, after, end)
    # The code behind a figure says which dollar stands before it.
    currency = behind if behind and before in ('', *SHARED) else before
    is_glued = begin == first and first > floor and (text[first - 1].isalpha() or text[first - 1] == '_')
    if is_glued and not (currency and after - first > 3):
        return None  # the end of a code: L60, Q3
    if not currency and scale in _NEEDS_CURRENCY:
        scale, last = '', after
    if scale in _INDIAN and not currency:
        currency = 'INR'
    number = _number(text[first:after], bool(scale))
    return Amount(number * SCALES.get(scale, 1), number, scale, currency, Span(begin, last))


#: Multipliers that mean something else where no currency stands.
_NEEDS_CURRENCY = frozenset(('m', 'b', 'l', 'mm', 'mil'))


def _currency_before(text: str, floor: int, first: int, after: int) -> tuple[int, str]:
    """Where a figure with its currency begins, and the currency; ``first`` and '' where none stands before it."""
    match = _BEFORE.search(text, max(floor, first - 18), first)
    if match is None:
        return first, ''
    earlier, head, mark, name = match.groups()
    if mark:
        currency = SIGNS.get(head + mark) or SIGNS.get(head.upper() + mark, '')
        begin = match.start(2)
        if not currency:
            currency, begin = SIGNS.get(mark, ''), match.start(3)
        if currency in SHARED and earlier and code(earlier) not in ('', *SHARED):
            return match.start(1), code(earlier)
        while begin > floor and text[begin - 1] == mark:
            begin -= 1
        return begin, currency
    currency = code(name)
    begin = match.start(4)
    if not currency:
        # Flattened adverts glue a code to the word before it: SalaryEUR 50,000.
        tail = name[-3:]
        if tail in CODES and name[:-3][-1:].islower():
            return match.end(4) - 3, tail
        if name == 'R' and after - first >= 5 and first - begin <= 2:
            return begin, 'ZAR'
        return first, ''
    return begin, currency


def _after(text: str, after: int, end: int) -> tuple[int, str, str]:
    """What belongs to the figure that ends at ``after``: its new end, the multiplier and the currency."""
    scale = ''
    at = last = after
    dashed = _DASHED.match(text, at, end)
    if dashed:
        at = dashed.end()
        if '-' in dashed[0] or '\u2013' in dashed[0] or '\u2014' in dashed[0]:
            last = at
    name = _NAME.match(text, at + _blank(text, at, end), end)
    if name:
        word = name[0]
        if word.lower() in SCALES and (len(word) > 1 or word in 'kK' or name.start() == at):
            scale = word.lower()
            at = last = name.end()
            if scale == 'tsd' and text[at : at + 1] == '.':
                at = last = at + 1
        elif word[0] in 'kK' and not word[1].islower():
            scale = 'k'
            at = last = name.start() + 1
    start = at + _blank(text, at, end)
    char = text[start : start + 1]
    if start < end and char in _MARKS and not (start > at and text[start + 1 : start + 2].isdigit()):
        return start + 1, scale, SIGNS.get(char, '')
    name = _NAME.match(text, start, end)
    if name:
        word = name[0]
        if text[name.end() : name.end() + 1] == '$' and word + '$' in SIGNS:
            return name.end() + 1, scale, SIGNS[word + '$']
        currency = code(word)
        if currency and not (word in ('Fr', 'RM', 'Rp', 'Rs') and start > at):
            return name.end(), scale, currency
        if word[:3] in CODES and len(word) > 4 and word[3].isupper() and word[4].islower():
            return start + 3, scale, word[:3]
        if word in _OWNERS and (phrase := _TWO_WORDS.match(text, start, min(end, start + 24))):
            return phrase.end(), scale, _LOWER_SIGNS.get(phrase[0].lower(), '')
    return last, scale, ''


_TWO_WORDS = Expression(r'(?:US|Canadian|Australian) dollars|British pounds', regex.IGNORECASE)


def _blank(text: str, at: int, end: int) -> int:
    return 1 if at < end and text[at] in _BLANKS else 0


def resolve(currency: str, country: str | None) -> str | None:
    """The ISO code of a currency as read, in a country (ISO 3166); None for a shared sign without one."""
    if currency in SHARED:
        return SHARED[currency].get(country or '')
    return currency or None


def _pair(text: str, first: Amount, second: Amount) -> Money | None:
    gap = text[first.span.end : second.span.start]
    if len(gap) > _WIDEST_GAP:
        return None
    if not _BETWEEN.fullmatch(gap) and not (
        _JOINED.fullmatch(gap) and _OPENED.search(text, max(0, first.span.start - 12), first.span.start)
    ):
        return None
    currency = first.currency or second.currency
    if first.currency and second.currency and first.currency != second.currency:
        if '$' not in (first.currency, second.currency):
            return None
        currency = first.currency if second.currency == '$' else second.currency
    if not (second.currency or second.scale) and _COUNTED.match(text, second.span.end):
        return None
    one, two = first.value, second.value
    # "£80 - £100k": the multiplier at the end is for both, and so is one at the beginning ("60k - 80").
    if second.scale and not first.scale and one <= second.number:
        one *= SCALES[second.scale]
    elif first.scale and not second.scale and first.number <= two < 1000:
        two *= SCALES[first.scale]
    elif not (first.scale or second.scale) and 10 <= one < 1000 and two >= 10_000 and one * 1000 < two <= one * 3000:
        one *= 1000  # "$50-56,000"
    low, high = min(one, two), max(one, two)
    is_bare = not (first.currency or second.currency or first.scale or second.scale)
    if low <= 0 or high / low > 20:
        return None
    if one > two and not (first.currency and second.currency) and not (first.scale and second.scale):
        return None
    return Money(
        low,
        high,
        currency,
        Span(first.span.start, second.span.end),
        one > two,
        is_bare,
        _is_large(first) or _is_large(second),
        'lpa' in (first.scale, second.scale),
    )


def _money(amount: Amount) -> Money:
    is_bare = not (amount.currency or amount.scale)
    yearly = amount.scale == 'lpa'
    return Money(amount.value, None, amount.currency, amount.span, False, is_bare, _is_large(amount), yearly)


def _is_large(amount: Amount) -> bool:
    return amount.scale not in _INDIAN and SCALES.get(amount.scale, 1) >= 1e6


def code(name: str) -> str:
    """The currency that a word names: a code in one case (EUR, eur, Eur), a sign as written, a name in any case."""
    upper = name.upper()
    if upper in CODES and (name == upper or name.lower() == name or name == name.capitalize()):
        return upper
    return SIGNS.get(name) or _LOWER_SIGNS.get(name.lower(), '')


def _number(text: str, is_scaled: bool) -> float:
    digits = text.translate(_NOISE)
    dot, comma = digits.rfind('.'), digits.rfind(',')
    if dot >= 0 and comma >= 0:
        digits = digits.replace(',', '') if dot > comma else digits.replace('.', '').replace(',', '.')
    elif dot >= 0 or comma >= 0:
        mark = '.' if dot >= 0 else ','
        decimals = len(digits) - max(dot, comma) - 1
        is_grouped = digits.count(mark) > 1 or (decimals == 3 and not (is_scaled and max(dot, comma) < 3))
        digits = digits.replace(mark, '' if is_grouped else '.')
    return float(digits) if len(digits) < 16 else 0.0


_NOISE = {ord(char): None for char in f"'\u2019 \u00a0\u202f\u2009\\{JOINER}"}
