"""One figure with the currency and the multiplier that stand beside it."""

from __future__ import annotations

from functools import lru_cache

import regex

from lintjob.expression import Expression
from lintjob.facts.pay.currency import CODES, SHARED, SHARED_WORDS, SIGNS, code
from lintjob.facts.pay.figure import BLANKS, number
from lintjob.matcher import Hits
from lintjob.source import Span
from lintjob.typed import NamedTuple

#: What the signs for multipliers stand for; the words are vocabulary, ``money.scale``.
FACTORS = {'k': 1e3, 't': 1e3, 'lpa': 1e5, 'l': 1e5, 'cr': 1e7, 'm': 1e6, 'mn': 1e6, 'mm': 1e6, 'b': 1e9, 'bn': 1e9}
_WORD_FACTORS = {'thousand': 1e3, 'lakh': 1e5, 'crore': 1e7, 'million': 1e6, 'billion': 1e9}
_INDIAN = frozenset(('lpa', 'l', 'cr', 'lakh', 'crore'))
#: Multipliers that mean something else where no currency stands.
_NEEDS_CURRENCY = frozenset(('m', 'b', 'l', 'mm'))
#: A figure of this size has no such multiplier: what follows it means something else.
_MOST_SCALED = 10_000
_MOST_BLANKS = 3
#: A smaller figure with a dash behind it is rather the number of an item.
_LEAST_DASHED = 100


class Amount(NamedTuple):
    """One figure. ``currency`` is an ISO code, a sign that several countries share (``$``, ``kr``), or ''.

    ``value`` is the plain number (45k is 45000), ``number`` the number before any multiplier, ``factor``
    the multiplier (1 for none); ``span`` takes in the currency and the multiplier. ``is_yearly``: the
    multiplier says so (LPA, lakhs a year). ``is_large``: it is in millions. ``is_dashed``: a dash stands
    for its cents, 4.000,-.
    """

    value: float
    number: float
    factor: float
    currency: str
    span: Span
    is_yearly: bool
    is_large: bool
    is_dashed: bool

    @property
    def is_bare(self) -> bool:
        """Whether neither a currency nor a multiplier nor a dash for the cents says that the figure is money."""
        return not self.currency and self.factor == 1 and not self.is_dashed


class Names(NamedTuple):
    """Where words for currencies and multipliers stand in one text.

    ``starts`` and ``ends`` give the currency and the other end of its words, by where these begin and end;
    ``scales`` the name of a multiplier and its end, by where it begins.
    """

    hits: Hits
    starts: dict[int, tuple[str, int]]
    ends: dict[int, tuple[str, int]]
    scales: dict[int, tuple[str, int]]


#: How many words for currencies of a text are looked at: a bound for what is no advert.
_MOST_NAMES = 600


# The sums of one text are asked for several times.
@lru_cache(maxsize=1)
def names(hits: Hits) -> Names:
    """The words for currencies and multipliers of a text, a currency with the word beside it that says whose it is."""
    starts: dict[int, tuple[str, int]] = {}
    ends: dict[int, tuple[str, int]] = {}
    text = hits.text
    for span, name in hits.named('money.currency', _MOST_NAMES):
        currency, begin, end = SHARED_WORDS.get(name, name), span.start, span.end
        before = _WORD_BEFORE.search(text, max(0, begin - 20), begin)
        behind = _WORD_BEHIND.match(text, end)
        for word in (before, behind):
            nation = hits.sense('money.nation', word[1]) if word else None
            if word and nation and (currency in SHARED or nation == currency):
                currency, begin, end = nation, min(begin, word.start(1)), max(end, word.end(1))
                break
        starts[begin] = currency, end
        ends[end] = currency, begin
    scales = {span.start: (name, span.end) for span, name in hits.named('money.scale', _MOST_NAMES)}
    return Names(hits, starts, ends, scales)


_WORD_BEFORE = Expression(rf'(?<![^\W\d_])([^\W\d_][^\W\d_.]*\.?)[{BLANKS}-]\Z')
# "$ 12,000.00 M.N.", "$ 900.000 argentinos"
_OWNER = Expression(rf'[{BLANKS}]([^\W\d_]+(?:\.[^\W\d_]+\.?)*)')
_WORD_BEHIND = Expression(rf'[{BLANKS}]([^\W\d_]+)')

_MARKS = frozenset(sign[-1] for sign in SIGNS if not sign[-1].isalpha() and sign[-1] not in './')
_MARK_CLASS = '[' + regex.escape(''.join(sorted(_MARKS))) + ']'
_BEFORE = Expression(
    rf'(?:(?<![^\W\d_])([^\W\d_]{{2,7}})[:.]?[{BLANKS}])?(?:([^\W\d_]{{0,3}})({_MARK_CLASS})|(U\$S|S/\.?|[^\W\d_]+\.?)):?[{BLANKS}*]{{0,4}}\Z'
)
# 4.000,- and 45.000, - and 4346.-
_DASHED = Expression(r'[.,] ?[-\u2013\u2014]{1,2}(?! ?(?:[A-Z]{0,3}[$€£₹]?|[A-Z]{3}) ?\d)|[.,](?= ?(?:€|EUR))')
# A dash for the cents, which says without a currency that a figure is money.
_CENTS = Expression(r',[-\u2013\u2014]{1,2}(?![^\W_])')
_GROSS = Expression(rf'(?<![^\W_])([A-Z]{{3}}|{_MARK_CLASS})[{BLANKS}]([^\W\d_]+)[{BLANKS}]{{1,2}}\Z')
_NAME = Expression(r'[^\W\d_]+')
_AFTER_POINT = frozenset('-\u2013\u2014 €E')
_BEFORE_FIGURE = frozenset(BLANKS + '*:.')


def is_priced(text: str, known: Names, floor: int, first: int, after: int, end: int) -> bool:
    """Whether a currency or a multiplier may stand beside the figure in ``text[first:after]``: a quick look."""
    at = after + _blank(text, after, end)
    if at < end:
        char = text[at]
        if char in _MARKS or (char in ',.' and text[at + 1 : at + 2] in _AFTER_POINT):
            return True
        if char.isalpha():
            if at in known.starts or at in known.scales:
                return True
            found = _NAME.match(text, at, min(end, at + 12))
            word = found[0] if found else ''
            if word.lower() in FACTORS or word[:3] in CODES or code(word) or word == 'TEUR':
                return True
            if char in 'kK' and not word[1:2].islower():
                return True
            if (
                at == after
                and len(word) > 2
                and (known.hits.sense('money.currency', word) or known.hits.sense('money.scale', word))
            ):
                return True
    at = first
    while at > floor and first - at < 5 and text[at - 1] in _BEFORE_FIGURE:
        at -= 1
    begin = at
    if at > floor and text[at - 1] in _MARKS:
        return True
    if at in known.ends or text[max(floor, at - 2) : at] in ('S/', '$S'):
        return True
    while begin > floor and at - begin < 16 and text[begin - 1].isalpha():
        begin -= 1
    word = text[begin:at]
    return bool(word) and (
        bool(code(word)) or word[-3:] in CODES or word == 'R' or word + '.' in SIGNS or _is_gross(known, begin, at)
    )


def plain_at(text: str, floor: int, first: int, after: int) -> Amount | None:
    """A bare figure; None for the end of a code such as L60."""
    if first > floor and (text[first - 1].isalpha() or text[first - 1] == '_'):
        return None
    value = number(text[first:after], is_scaled=False)
    return Amount(value, value, 1, '', Span(first, after), is_yearly=False, is_large=False, is_dashed=False)


def amount_at(text: str, known: Names, floor: int, first: int, after: int, end: int) -> Amount | None:
    """The figure in ``text[first:after]`` with what stands beside it; None for the end of a code such as L60."""
    begin, before = _currency_before(text, known, floor, first, after)
    if (
        not before
        and (gross := _GROSS.search(text, max(floor, first - 24), first))
        and _is_gross(known, *gross.span(2))
    ):
        # "EUR brutto 3.800"
        before = code(gross[1]) or SIGNS.get(gross[1], '')
        begin = gross.start() if before else begin
    last, scale, behind = _behind(text, known, after, end)
    # The code behind a figure says which dollar stands before it.
    currency = behind if behind and before in ('', *SHARED) else before
    if currency in SHARED and (owner := _OWNER.match(text, last, end)) and owner[1]:
        nation = known.hits.sense('money.nation', owner[1])
        currency, last = (nation, owner.end()) if nation else (currency, last)
    is_glued = begin == first and first > floor and (text[first - 1].isalpha() or text[first - 1] == '_')
    if is_glued and not (currency and after - first > 3):
        return None
    if not currency and scale in _NEEDS_CURRENCY:
        scale, last = '', after
    if scale in _INDIAN and not currency:
        currency = 'INR'
    factor = FACTORS.get(scale) or _WORD_FACTORS.get(scale, 1)
    value = number(text[first:after], is_scaled=bool(scale))
    if factor >= 1e5 and value >= _MOST_SCALED:
        factor, scale = 1, ''
    is_large = factor >= 1e6 and scale not in _INDIAN
    is_dashed = value >= _LEAST_DASHED and _CENTS.match(text, after, end) is not None
    return Amount(value * factor, value, factor, currency, Span(begin, last), scale == 'lpa', is_large, is_dashed)


def _is_gross(known: Names, begin: int, end: int) -> bool:
    """Whether a word such as "gross" fills ``begin`` to ``end``, behind a currency."""
    before = known.hits.text[max(0, begin - 2) : begin]
    if len(before) < 2 or before[1] not in BLANKS or not (before[0] in _MARKS or before[0].isupper()):
        return False
    word = known.hits.at('money.gross', begin, end)
    return word is not None and word.end() == end


def _currency_before(text: str, known: Names, floor: int, first: int, after: int) -> tuple[int, str]:
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
    word = known.ends.get(match.end(4))
    if word and word[1] >= floor:
        return word[1], word[0]
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


def _behind(text: str, known: Names, after: int, end: int) -> tuple[int, str, str]:
    """What belongs to the figure that ends at ``after``: its new end, the multiplier and the currency."""
    at = last = after
    dashed = _DASHED.match(text, at, end)
    if dashed:
        at = dashed.end()
        if '-' in dashed[0] or '\u2013' in dashed[0] or '\u2014' in dashed[0]:
            last = at
    last, scale = _scale(text, known, at, end, last)
    at = max(at, last)
    start = at + _blank(text, at, end)
    char = text[start : start + 1]
    if start < end and char in _MARKS and not (start > at and text[start + 1 : start + 2].isdigit()):
        return start + 1, scale, SIGNS.get(char, '')
    word = known.starts.get(start)
    if word and word[1] <= end:
        return word[1], scale, word[0]
    name = _NAME.match(text, start, end)
    if name:
        found = name[0]
        if text[name.end() : name.end() + 1] == '$' and found + '$' in SIGNS:
            return name.end() + 1, scale, SIGNS[found + '$']
        if found == 'TEUR':
            return name.end(), 'k', 'EUR'
        currency = code(found)
        if currency and not (found in ('Fr', 'RM', 'Rp', 'Rs') and start > at):
            return name.end(), scale, currency
        if found[:3] in CODES and len(found) > 4 and found[3].isupper() and found[4].islower():
            return start + 3, scale, found[:3]
        if start == after and len(found) > 2 and (shared := known.hits.sense('money.currency', found)):
            return name.end(), scale, SHARED_WORDS.get(shared, shared)
    return last, scale, ''


def _scale(text: str, known: Names, at: int, end: int, last: int) -> tuple[int, str]:
    """The multiplier at ``at`` and its end; ``last`` and '' where none stands there."""
    start = at + _blank(text, at, end)
    word = known.scales.get(start)
    if word and word[1] <= end:
        return word[1] + _has_stop(text, known, word[1], end), word[0]
    name = _NAME.match(text, start, end)
    if name is None:
        return last, ''
    found = name[0]
    lower = found.lower()
    if lower in FACTORS:
        if lower == 't':
            return (name.end(), 'k') if found == 'T' and text[name.end() : name.end() + 1] == '€' else (last, '')
        if len(found) > 1 or found in 'kK' or start == at:
            return name.end(), lower
    elif found[0] in 'kK' and not found[1].islower():
        return start + 1, 'k'
    elif start == at and len(found) > 2 and (scale := known.hits.sense('money.scale', found)):
        return name.end(), scale
    return last, ''


def _has_stop(text: str, known: Names, at: int, end: int) -> bool:
    """Whether the full stop behind an abbreviation stands at ``at``, with a currency behind it: 50 Tsd. Euro."""
    start = at + 1 + _blank(text, at + 1, end)
    return text[at : at + 1] == '.' and (
        text[start : start + 1] in _MARKS or start in known.starts or text[start : start + 3] in CODES
    )


def _blank(text: str, at: int, end: int) -> int:
    """How many blanks stand at ``at``: one, or few more by a slip."""
    size = 0
    while size < _MOST_BLANKS and at + size < end and text[at + size] in BLANKS:
        size += 1
    return size
