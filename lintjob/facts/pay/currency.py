"""Currencies: the signs and codes that adverts write, and the country that tells a shared sign.

Words for currencies (euros, pounds) are vocabulary, ``money.currency``.
"""

from __future__ import annotations

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
    'SFr.': 'CHF',
    'Fr.': 'CHF',
    'sFr.': 'CHF',
    'SFr': 'CHF',
    'CAN': 'CAD',
    'RMB': 'CNY',
    'MN': 'MXN',
    'S/': 'PEN',
    'S/.': 'PEN',
    'U$S': 'USD',
    '$': '$',
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
        'DOP',
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
        'UYU',
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
        'UY': 'UYU',
        'SV': 'USD',
        'PA': 'USD',
    },
    'peso': {
        'MX': 'MXN',
        'AR': 'ARS',
        'CL': 'CLP',
        'CO': 'COP',
        'UY': 'UYU',
        'DO': 'DOP',
        'PH': 'PHP',
    },
    'kr': {'SE': 'SEK', 'NO': 'NOK', 'DK': 'DKK', 'IS': 'ISK'},
}
#: The signs that some of the words in ``money.currency`` stand for; the others are codes.
SHARED_WORDS = {'dollar': '$', 'crown': 'kr', 'peso': 'peso'}
_LOWER_SIGNS = {sign.lower(): code for sign, code in SIGNS.items() if len(sign) > 2}


def code(name: str) -> str:
    """The currency that ``name`` is a code or a sign of: a code in one case (EUR, eur, Eur), a sign as written."""
    upper = name.upper()
    if upper in CODES and (name == upper or name.lower() == name or name == name.capitalize()):
        return upper
    return SIGNS.get(name) or _LOWER_SIGNS.get(name.lower(), '')


def resolve(currency: str, country: str | None) -> str | None:
    """The ISO code of a currency as read, in a country (ISO 3166); None for a shared sign without one."""
    if currency in SHARED:
        return SHARED[currency].get(country or '')
    return currency or None
