"""The figures of a text, however they are written."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

import regex

from lintjob.expression import Expression

#: How many figures of a text are looked at: no advert has more.
_MOST = 4000
_FIGURE = Expression(
    r"(?<![0-9])(?P<whole>[0-9]{1,3}(?:(?P<sign>[.,\u2019' \u00a0\u202f])[0-9]{3}(?:(?P=sign)[0-9]{3}){0,3}(?![0-9])"
    r'|(?:,[0-9]{2}){1,3},[0-9]{3}(?![0-9])|[0-9]{0,9}))'
    r'(?:[.,](?P<rest>[0-9]{1,2})(?![0-9]))?'
    r'(?:\s?(?P<scale>k|tsd|mil|tausend|thousand|lakhs?|lacs?|lpa|crore|m)(?!\w))?',
    regex.IGNORECASE,
)
#: "60-80k": the first figure has the multiplier of the second.
_TO_SECOND = Expression(
    r'\s?(?:-|\u2013|\u2014|to|bis|\u00e0|a|al|tot|y|and)\s?[\u20ac$\u00a3]?\s?[0-9]{2,3}\s?k(?!\w)', regex.IGNORECASE
)
_SCALES = {'m': 1e6, 'lakh': 1e5, 'lakhs': 1e5, 'lac': 1e5, 'lacs': 1e5, 'lpa': 1e5, 'crore': 1e7}


class Figures:
    """All figures of a text, as whatever they may mean. ``is_full``: there are more than are looked at."""

    def __init__(self, text: str) -> None:
        found: set[float] = set()
        count = 0
        for match in islice(_FIGURE.finditer(text), _MOST):
            count += 1
            found.update(_meanings(text, match))
        self._sorted = sorted(found)
        self.is_full = count == _MOST

    def has(self, amount: float, tolerance: float) -> bool:
        """Whether a figure is as large as ``amount``, but for ``tolerance`` times it."""
        at = bisect_left(self._sorted, amount * (1 - tolerance) - 0.005)
        return at < len(self._sorted) and self._sorted[at] <= amount * (1 + tolerance) + 0.005


def _meanings(text: str, match: regex.Match[str]) -> list[float]:
    whole, sign, rest, scale = match['whole'], match['sign'], match['rest'], match['scale']
    times = _SCALES.get(scale.lower(), 1e3) if scale else 1e3 if _TO_SECOND.match(text, match.end()) else 1.0
    digits = ''.join(filter(str.isdecimal, whole))
    found = [float(digits), float(f'{digits}.{rest or 0}') * times]
    if sign and not rest:
        head, _, tail = whole.rpartition(sign)
        # A point that parts thousands in one country begins the decimals in another.
        found.append(float(f'{"".join(filter(str.isdecimal, head))}.{tail}') * times)
        if sign.isspace():
            # "Level 3 45 000": the first figure may be one by itself.
            found.append(float(''.join(filter(str.isdecimal, whole.partition(sign)[2]))))
    return found
