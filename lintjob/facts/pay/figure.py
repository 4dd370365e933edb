"""Figures: the digits of a number and how they are grouped, 1,250.50 or 1.250,50 or 1 250 or 12,50,000."""

from __future__ import annotations

import regex

from lintjob.expression import Expression
from lintjob.phrase import JOINER

#: Blanks that stand between groups of digits, or between a figure and its currency.
BLANKS = ' \u00a0\u202f\u2009'

_ESCAPE = rf'[\\{JOINER}]?'
_CENTS = r'(?!\d)(?:{}\d{{1,2}}(?!\d))?'
#: A number with its groups and decimals.
FIGURE = Expression(
    r'(?<!\d)(?<!\d[.,])(?:'
    rf'\d{{1,3}}(?:,\d{{3}})+{_CENTS.format("[.]")}'
    rf'|\d{{1,3}}(?:\.\d{{3}})+{_CENTS.format(",")}'
    rf"|\d{{1,3}}(?:['\u2019]\d{{3}})+{_CENTS.format('[.,]')}"
    rf'|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}{_CENTS.format("[.]")}'
    rf'|\d{{1,3}}(?:[{BLANKS}]\d{{3}})+{_CENTS.format("[.,]")}'
    rf'|\d+(?:{_ESCAPE}[.,]\d{{1,2}}(?!\d))?)',
    regex.ASCII,
)
_NOISE = {ord(char): None for char in f"'\u2019\\{JOINER}{BLANKS}"}


def number(text: str, *, is_scaled: bool) -> float:
    """The number that a figure stands for. ``is_scaled``: a multiplier follows it, so 1.500 may be one and a half."""
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
