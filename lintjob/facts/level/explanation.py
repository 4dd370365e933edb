"""What a level code means: the public scale it belongs to, the words, years or pay that explain it."""

from __future__ import annotations

from itertools import islice

import regex

from lintjob.expression import Expression
from lintjob.facts.surroundings import line_end, line_start, near, sentence
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.phrase import HIDDEN, LINK
from lintjob.source import Span
from lintjob.typed import NamedTuple

#: How long a line of particulars or a headline is at most.
HEADLINE = 80


class _Scale(NamedTuple):
    """A public scale: the vocabulary's name for the words that show it, and the codes it has.

    ``reach`` is how far from a code those words may stand, in characters; 0 for anywhere.
    """

    key: str
    name: str
    codes: Expression
    reach: int


_FAR = 0
_SCALES = (
    _Scale('general_schedule', 'GS', Expression(r'(?:GS[- ]?)?\d{1,2}'), 60),
    _Scale('federal_wage', 'US federal', Expression(r'(?:WG|WL|WS|NF|NA|FS|FP|SV|ZP|GG)-?\d{1,2}'), _FAR),
    _Scale('north_carolina', 'North Carolina state', Expression(r'(?:AT|CS|DP|GN|IT|LE|MH|NC)-?\d{2}'), _FAR),
    _Scale('nhs', 'NHS Agenda for Change', Expression(r'[1-9](?:[a-dA-D])?'), _FAR),
    _Scale('civil_service', 'UK Civil Service', Expression(r'(?:G\W*)?[67](?:/[67])?'), _FAR),
    _Scale('local_government', 'NJC', Expression(r'.*'), 120),
    _Scale('tariff', 'public-sector tariff', Expression(r'.*'), 80),
    _Scale('un', 'UN', Expression(r'(?:P|D|G|GS|IICA|LICA|SB)-?\d{1,2}'), _FAR),
    _Scale('eu', 'EU institutions', Expression(r'(?:AD|AST|SC|FG)\W*(?:\d{1,2}|[IV]{1,3})'), _FAR),
    _Scale('military', 'military ranks', Expression(r'(?:E|O|W|OR|OF)-?\d{1,2}'), 80),
    _Scale('sfia', 'SFIA', Expression(r'.*'), 40),
)
# Codes that name their scale themselves; a mark or a hyphen keeps the standard GS1 out.
_GENERAL_SCHEDULE = Expression(
    r'(?<![\w-])(?:GS(?:-\d{4})?[- ]\d{1,2}|GS\d{2})(?:(?:[/,.]| ?[-\u2013] ?| \p{Ll}{2} )[ ]?(?:GS-?)?\d{1,2})*(?![\w-]|[.,]\d)'
)

_STEP = Expression(r'(?P<ladder>\p{L}*)[^\p{L}\d\n]{0,4}(?P<step>\d{1,3}(?:\.\d)?\p{L}?)(?!\w)')
# How many mentions of a code are looked at for its meaning, and how many lines of a block of particulars for its pay.
_MOST_MENTIONS = 20
_LINES_AROUND = 3
# How far behind "means" or "is our" a word of seniority may stand.
_REACH_OF_VERB = 50

_MONEY = Expression(
    r'[\u00a3$\u20ac\u20b9]\s?\d|\b(?:USD|EUR|GBP|CHF|CAD|AUD|INR|SGD|PLN|SEK|NOK|DKK|AED|BRL)\s?\d|\d\s?(?:USD|EUR|GBP|CHF|CAD|AUD|\u20ac|\u00a3)'
)
_ADDRESS = Expression(rf'{LINK}|https?://|\bwww\.')
_WORD = Expression(r'\p{L}{3,}')
_IN_BRACKETS = Expression(rf'(?:\s\p{{L}}+){{0,3}}[\s*_{HIDDEN}]*[(\[]([^()\[\]\n]{{3,200}})[)\]]')
#: What leads to an explanation: a colon or a dash, or the place where words such as "i.e." stand.
_GLOSS = Expression(r'(?:\s\p{L}+)?\s*(?:[:=]|[\u2013\u2014]|\s-\s)\s*')
_BEFORE_WORDS = (Expression(r'\s?[,(]?\s?(?=\p{L})'), Expression(r'\s\p{L}+\s?,?\s(?=\p{L})'))


def general_schedule(text: str) -> list[tuple[str, Span]]:
    """The codes of the General Schedule, which name their scale: "GS-12"."""
    return [(match[0], Span(*match.span())) for match in _GENERAL_SCHEDULE.finditer(text)] if 'GS' in text else []


def grade_names(hits: Hits) -> tuple[Span, ...]:
    """The grades of a civil service that have names and no number, where the text speaks of it."""
    return hits['level.grade_names'] if hits['level.grade_names'] and hits['level.scale.civil_service'] else ()


def scale_of(hits: Hits, code: str, span: Span) -> str | None:
    """The public scale that a code (without "Grade" or the like before it) belongs to."""
    if _GENERAL_SCHEDULE.search(code):
        return 'GS'
    for scale in _SCALES:
        names = hits[f'level.scale.{scale.key}']
        if not names or not scale.codes.fullmatch(code):
            continue
        if not scale.reach or any(
            name.start - span.end <= scale.reach and span.start - name.end <= scale.reach for name in names
        ):
            return scale.name
    return 'UK Civil Service' if span in grade_names(hits) else None


def is_explained(listing: Listing, hits: Hits, span: Span, *, in_title: bool) -> bool:
    """Whether words, years, pay or a live link beside a code say what it means."""
    text = listing.text
    start, end = sentence(text, span)
    if _is_equated(text, hits, span):
        return True
    if in_title:
        return False
    if _ADDRESS.search(text, max(start, span.start - 120), end):
        return True
    if near(hits, 'level.years', start, min(end, span.end + 160)) or _has_pay(text, span):
        return True
    return _has_gloss(text, hits, span, end)


def steps(text: str, span: Span) -> set[str]:
    """The steps of a ladder that a code names, as they can be compared: "L4/5" gives L4 and L5."""
    found = set()
    ladder = ''
    for part in _STEP.finditer(text, *span):
        ladder = part['ladder'].casefold() or ladder
        found.add(f'{ladder} {part["step"].casefold()}')
    return found or {text[span.start : span.end].casefold()}


def is_defined(text: str, hits: Hits, step: str) -> bool:
    """Whether words explain a step at any place, be it read as a code there or not: "L5 means senior"."""
    ladder, _, number = step.partition(' ')
    if not ladder or not number:
        return False
    wanted = regex.compile(rf'(?<!\w){regex.escape(ladder)}[- ]?{regex.escape(number)}(?!\w)', regex.IGNORECASE)
    for match in islice(wanted.finditer(text), _MOST_MENTIONS):
        span = Span(*match.span())
        _, end = sentence(text, span)
        if _is_equated(text, hits, span) or _has_gloss(text, hits, span, end):
            return True
    return False


def _is_equated(text: str, hits: Hits, span: Span) -> bool:
    """Whether a word of seniority stands right beside a code: "Senior (L5)", "L5/Senior"."""
    for word in near(hits, 'level.seniority', span.start - 30, span.end + 30):
        between = text[word.end : span.start] if word.end <= span.start else text[span.end : word.start]
        if len(between) <= 5 and not any(char.isalnum() or char in '\n.' for char in between):
            return True
    return False


def _has_pay(text: str, span: Span) -> bool:
    """Whether money stands in the line of a code, or near it in a block of short lines that holds both."""
    start, end = line_start(text, span.start), line_end(text, span.end)
    if _MONEY.search(text, max(start, span.start - 100), min(end, span.end + 120)):
        return True
    if end - start > HEADLINE:
        return False
    return _has_money_before(text, start) or _has_money_after(text, end)


def _has_money_before(text: str, start: int) -> bool:
    """Whether money stands in one of the short lines that end at ``start``."""
    for _ in range(_LINES_AROUND):
        end = start - 1
        start = line_start(text, max(0, end))
        if not _is_particular(text, start, end):
            return False
        if _MONEY.search(text, start, end):
            return True
    return False


def _has_money_after(text: str, end: int) -> bool:
    """Whether money stands in one of the short lines that begin at ``end``."""
    for _ in range(_LINES_AROUND):
        start = end + 1
        end = line_end(text, min(len(text), start))
        if not _is_particular(text, start, end):
            return False
        if _MONEY.search(text, start, end):
            return True
    return False


def _is_particular(text: str, start: int, end: int) -> bool:
    return 0 < end - start <= HEADLINE and not text[start:end].isspace()


def _has_gloss(text: str, hits: Hits, span: Span, end: int) -> bool:
    """Whether words in a bracket, after a colon or dash, or after "i.e." explain a code."""
    bracket = _IN_BRACKETS.match(text, span.end)
    if bracket and _says_something(text, hits, Span(*bracket.span(1))):
        return True
    gloss = _gloss(text, hits, span.end, end)
    # The stops of "i.e." end no sentence.
    if gloss is not None and _says_something(text, hits, Span(gloss, max(end, sentence(text, Span(gloss, gloss)).end))):
        return True
    verb = next(
        (word for word in near(hits, 'level.means', span.end, span.end + 12) if word.start - span.end == 1), None
    )
    return verb is not None and bool(near(hits, 'level.seniority', verb.end, min(end, verb.end + _REACH_OF_VERB)))


def _gloss(text: str, hits: Hits, start: int, end: int) -> int | None:
    """Where the explanation begins that stands behind a code which ends at ``start``."""
    sign = _GLOSS.match(text, start, end)
    if sign:
        return sign.end()
    for before in _BEFORE_WORDS:
        blank = before.match(text, start, end)
        words = hits.at('level.that_is', blank.end()) if blank else None
        if words:
            return words.end()
    return None


def _says_something(text: str, hits: Hits, span: Span) -> bool:
    if near(hits, 'level.seniority', *span):
        return True
    if near(hits, 'level.no_gloss', *span):
        return False
    return len(_WORD.findall(text, *span)) >= 3
