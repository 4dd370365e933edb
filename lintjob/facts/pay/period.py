"""The period that a sum of pay is for: an hour, a month, a year."""

from __future__ import annotations

from lintjob.expression import Expression
from lintjob.facts.pay.money import Money
from lintjob.facts.pay.words import TRIM, Clause, Words, between, first_after, last_before
from lintjob.listing import Listing
from lintjob.phrase import JOINER
from lintjob.source import Span

# Between a sum and its period may stand: brackets, footnote marks, "gross", "base salary"; no new matter.
_TO_PERIOD = Expression(rf'\+?[\s(*\u204e/,.{JOINER}\\-]*(?:[^\W\d_]+[\s*/.,(-]+){{0,2}}(?:[^\W\d_]+[\s*/.,(-]*)?')
_ASIDE = Expression(r'\s?\([^()\n]{1,60}\)\s?')
# What opens a bracket behind a pay word, with the period in it.
_OPEN = Expression(r'\s?\([^()\n]{0,30}')
#: No period further behind a sum is its own.
_FAR = 90
_TO_NOUN = Expression(r'[\s(*/-]*(?:[^\W\d_]{1,2}\s)?')
# Without a blank behind the figure: 35,000pa, £12.50phr, 450p/d.
_GLUED = Expression(r'[^\W\d_]{1,12}(?:[/.][^\W\d_]{1,8})*')


def period_of(words: Words, sum_: Money, clause: Clause) -> tuple[str | None, Span | None]:
    """The period that is stated for a sum, and where it stands."""
    if sum_.is_yearly:
        return 'year', None
    # The second place is between the two figures of a range: 25/hr - 35.
    inside = between(words.periods, *sum_.span)[:1]
    found = _behind(words, sum_.span.end) or next(iter(inside), None) or _past_hours(words, sum_.span.end, clause.end)
    if found is None:
        found = _before(words, clause.label.start if clause.label else clause.start, sum_.span.start)
    return (found[1], found[0]) if found else (None, None)


def _behind(words: Words, end: int) -> tuple[Span, str] | None:
    """The period behind a sum: glued to it, as words, behind an aside in brackets, as a bare noun."""
    text = words.text
    glued = _GLUED.match(text, end)
    name = words.hits.sense('pay.period', glued[0]) if glued else None
    if glued and name:
        return Span(end, glued.end() + (text[glued.end() : glued.end() + 1] == '.' and '.' in glued[0])), name
    for found in between(words.periods, end, end + 45)[:1]:
        gap = text[end : found[0].start]
        is_own = _TO_PERIOD.fullmatch(gap) and '\n\n' not in gap and not words.is_other(end, found[0].start)
        if is_own and not (gap.strip() and words.is_other(found[0].end, found[0].end + 12)):
            return found
    aside = _ASIDE.match(text, end)
    if aside:
        near = aside.end()
        for found in between(words.periods, near, near + 1) + between(words.nouns, near, near + 4):
            if _TO_NOUN.fullmatch(text[near : found[0].start]) and not words.is_other(found[0].end, found[0].end + 12):
                return found
    # "EUR 3,900 gross a month"
    gross = words.hits.at('money.gross', end + text[end : end + 1].isspace())
    for near in (end, gross.end()) if gross else (end,):
        for found in between(words.nouns, near, near + 20)[:1]:
            if _TO_NOUN.fullmatch(text[near : found[0].start]) and not words.is_other(found[0].end, found[0].end + 20):
                return found
    return None


def _past_hours(words: Words, end: int, limit: int) -> tuple[Span, str] | None:
    """The period past a clause on the hours: "... for 36 hours, gross per month"."""
    for found in between(words.periods, end + 1, min(limit, end + _FAR)):
        start = found[0].start
        gross = words.last('money.gross', max(end, start - 12), start)
        if gross and not words.text[gross.end : start].strip(TRIM) and not words.is_topical(end, start):
            return found
    return None


def _before(words: Words, begin: int, start: int) -> tuple[Span, str] | None:
    """The period before a sum, in a pay word or beside one."""
    text = words.text
    for found in reversed([*between(words.periods, begin, start), *between(words.nouns, begin, start)]):
        span = found[0]
        if span.end > start:
            continue
        word = first_after(words.pay, span.start, min(start, span.end + 26))
        label = first_after(words.labels, span.start - 20, start)
        head = last_before(words.pay, begin, span.start)
        is_aside = head is not None and bool(_OPEN.fullmatch(text, head.end, span.start))
        if word or is_aside or (label and label.end >= span.end) or not text[span.end : start].strip(TRIM):
            return found
    return None


def period_in_field(listing: Listing, words: Words) -> str | None:
    """The period that a field of its own states, in words or as a code: ``YEAR``, ``per-hour-wage``, ``hour(ly)``."""
    value = listing.field('salary_period')
    pieces = _PIECES.findall(value)[:_MOST_PIECES]
    # The longest run of words first: of "bi-weekly" the week alone is wrong.
    for size in range(len(pieces), 0, -1):
        for at in range(len(pieces) - size + 1):
            run = pieces[at : at + size]
            for name in (' '.join(run), '-'.join(run), f'/{run[0]}' if size == 1 else ''):
                for branch in ('pay.period', 'pay.adjective') if name else ():
                    period = words.hits.sense(branch, name)
                    if period:
                        return period
    return None


_PIECES = Expression(r'\p{Lu}?\p{Ll}+(?:\.\p{Ll}\.?)*|\p{Lu}+(?!\p{Ll})')
_MOST_PIECES = 8
