"""Job level codes: "L60", "IC3", "Grade 7".

A code is read where a label announces it ("Pay Grade: E08"), where a mark such as "Grade" or "Band"
stands with it in a place that speaks of the job, or where it stands bare beside a job ("L60
engineers", "Engineer (E5)"). What looks the same and is none (tiers of support, qualifications,
postcodes, network layers) is kept out by the words around it.
"""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

import regex

from lintjob.expression import Expression
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.source import Span


class LevelCode(NamedTuple):
    """A level code in the text.

    ``scale``: the public scale it belongs to ("GS", "NHS Agenda for Change"), None for a code of the
    company's own. ``is_explained``: words, years, pay or a live link beside it say what it means.
    ``span`` holds the label as well, where there is one.
    """

    code: str
    scale: str | None
    is_explained: bool
    span: Span


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
    _Scale('nhs', 'NHS Agenda for Change', Expression(r'(?i:band|afc)?\W*[1-9](?:[a-dA-D])?'), _FAR),
    _Scale('civil_service', 'UK Civil Service', Expression(r'(?:(?i:grade)|G)\W*[67](?:/[67])?'), _FAR),
    _Scale('local_government', 'NJC', Expression(r'.*'), 120),
    _Scale('tariff', 'public-sector tariff', Expression(r'.*'), 60),
    _Scale('un', 'UN', Expression(r'(?:P|D|G|GS|IICA|LICA|SB)-?\d{1,2}'), _FAR),
    _Scale('eu', 'EU institutions', Expression(r'(?:AD|AST|SC|FG)\W*(?:\d{1,2}|[IV]{1,3})'), _FAR),
    _Scale('military', 'military ranks', Expression(r'(?:E|O|W|OR|OF)-?\d{1,2}'), 80),
    _Scale('sfia', 'SFIA', Expression(r'.*'), 40),
)
# Codes that name their scale themselves; a mark or a hyphen keeps the standard GS1 out.
_GENERAL_SCHEDULE = Expression(
    r'(?<![\w-])(?:GS(?:-\d{4})?[- ]\d{1,2}|GS\d{2})(?:(?:[/,.]| ?[-\u2013] ?| to | or )[ ]?(?:GS-?)?\d{1,2})*(?![\w-]|[.,]\d)'
)

_FILL = rf'(?:[^\S\n]|[*_{HIDDEN}{JOINER}])*'
_LETTERED = r'[A-Z]{1,4}[- ]?\d{1,3}(?:\.\d)?(?:[A-Z](?![a-z]))?'
_NUMBERED = r'\d{1,3}(?:\.\d)?(?:[a-fA-F](?![a-zA-Z]))?'
_ROMAN = r'(?:IV|IX|VI{0,3}|I{1,3}|X)(?![A-Za-z])'
_ONE = rf'(?:{_LETTERED}|{_NUMBERED}|{_ROMAN})'
_MORE = rf'(?:(?:{_FILL}(?:[-\u2013/&]|\b(?:to|or|and)\b)|,(?=[ ])){_FILL}{_ONE}(?!\w))*'
_CODE_END = (
    r'(?!\d|[a-z]|[.,]\d|%|\+|:\d|'
    r'\s?(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|km|kg|k\b|[\u00a3$\u20ac]|per\b|an?\b hour|x\b|out of))'
)
_LABELLED = Expression(
    rf'(?:{_FILL}\((?:for )?internal(?: use)?(?: only)?\))?{_FILL}(?P<colon>[:#=\u2013-]+)?{_FILL}\(?'
    rf'(?:(?i:band|level|grade|tier|scale){_FILL}[:-]?{_FILL})?'
    rf'(?P<code>(?>{_ONE})(?:(?<=[A-Z0-9a-f]){_MORE})){_CODE_END}'
)
_LABELLED_LETTER = Expression(rf"{_FILL}[:=]{_FILL}(?P<code>[A-Z]\d?)(?=[\s,;.)*{HIDDEN}]|\Z)(?!\.\w)(?! [a-z'])")
_MARKED = Expression(rf'{_FILL}(?P<colon>:)?{_FILL}(?P<code>(?>{_ONE}){_MORE}){_CODE_END}(?!-[a-z])')
# No look-behind: it would be tried at each letter of the text. What stands before is looked at afterwards.
_BARE = Expression(
    r'[ILEPMTGBJ](?:CT?)?-?\d{1,2}[a-z]?(?:[/\-\u2013](?:ICT?|[LEPMTG])?-?\d{1,2}[a-z]?)?(?![\w+]|[.,]\d|-\w| \d[A-Z]{2}\b)'
)
_NOT_BEFORE = frozenset('.-/+#_')
_COMPANY_CODE = ('L', 'IC')
_NO_CODE = ('I-', *(f'I{digit}' for digit in range(10)), 'LC', 'EC', 'PC', 'MC', 'TC', 'GC', 'BC', 'JC')
_AFTER_JOB = Expression(r'(?:,| ?[-\u2013|:]| ?[(\[])? ?\Z')
_HEADLINE = 80
# How much of a line is looked at to either side, and how many places in one text.
_REACH = 400
_MOST = 120
_LONGEST_WORD = 24
_LONGEST_LABEL = 60
_CEFR = Expression(r'[ABC][12](?:[+/.-].*)?')
_POSTCODE = Expression(r' \d[A-Z]{2}\b')
_SUPPORT_TIER = Expression(r'L[0-4](?:[/\-\u2013]L?[0-4])?')

_STEP = Expression(r'(?P<ladder>\p{L}*)[^\p{L}\d\n]{0,4}(?P<step>\d{1,3}(?:\.\d)?\p{L}?)(?!\w)')
# How many mentions of a code are looked at for its meaning, and how many lines of a block of particulars for its pay.
_MOST_MENTIONS = 20
_LINES_AROUND = 3
# How far behind "means" or "is our" a word of seniority may stand.
_REACH_OF_VERB = 50

_STOP = Expression(r'[.!?](?=\s)|\n|\s[|\u2022\u00b7]\s')
_MONEY = Expression(
    r'[\u00a3$\u20ac\u20b9]\s?\d|\b(?:USD|EUR|GBP|CHF|CAD|AUD|INR|SGD|PLN|SEK|NOK|DKK|AED)\s?\d|\d\s?(?:USD|EUR|GBP|CHF|CAD|AUD|\u20ac|\u00a3)'
)
_YEARS = Expression(
    r'\d{1,2}\+?(?:\s?[-\u2013]\s?\d{1,2})?\+?\s?(?:years?|yrs?)\b|\b(?:two|three|four|five|six|seven|eight|ten)\+? years\b'
)
_ADDRESS = Expression(rf'{LINK}|https?://|\bwww\.')
_WORD = Expression(r'\p{L}{3,}')
_IN_BRACKETS = Expression(rf'(?:\s\p{{L}}+){{0,3}}[\s*_{HIDDEN}]*[(\[]([^()\[\]\n]{{3,200}})[)\]]')
_GLOSS = Expression(
    r'(?:\s\p{L}+)?\s*(?:[:=]|[\u2013\u2014]|\s-\s|,?\s(?:i\.e\.|which (?:means|is)|meaning|that is|equivalent to|equals)\s)\s*'
)
_START_OF_LINE = Expression(r'(?:[^\n]*[|\u2022\u00b7])?[^\w\n]*\Z')


def read(listing: Listing, hits: Hits) -> tuple[LevelCode, ...]:
    """The level codes of a listing, in the order of the text."""
    found: list[LevelCode] = []
    taken: list[Span] = []
    explained: set[str] = set()
    for code, span in _candidates(listing, hits):
        if len(taken) == _MOST or any(span.overlaps(other) for other in taken):
            continue
        taken.append(span)
        scale = _scale(listing, hits, code, span)
        level = LevelCode(code, scale, _is_explained(listing, hits, span), span)
        if level.is_explained:
            explained |= _steps(listing.text, span)
        found.append(level)
    unclear = {step for level in found if not level.is_explained for step in _steps(listing.text, level.span)}
    explained |= {step for step in unclear - explained if _is_defined(listing.text, hits, step)}
    return tuple(sorted((_as_elsewhere(level, listing.text, explained) for level in found), key=_by_place))


def _by_place(level: LevelCode) -> Span:
    return level.span


def _as_elsewhere(level: LevelCode, text: str, explained: set[str]) -> LevelCode:
    """A code whose every step is explained at some place of the text is explained."""
    return level._replace(is_explained=level.is_explained or _steps(text, level.span) <= explained)


def _candidates(listing: Listing, hits: Hits) -> list[tuple[str, Span]]:
    """Codes with their spans; of two that overlap the first is the better one."""
    text = listing.text
    found = _announced(listing, hits)
    found += [(match[0], Span(*match.span())) for match in _GENERAL_SCHEDULE.finditer(text)] if 'GS' in text else []
    found += _bare(listing, hits)
    found += _field(listing)
    if hits['level.grade_names'] and hits['level.scale.civil_service']:
        found += [(text[span.start : span.end], span) for span in hits['level.grade_names']]
    return found


# ---------------------------------------------------------------- where codes stand


def _announced(listing: Listing, hits: Hits) -> list[tuple[str, Span]]:
    """Codes after a label ("Pay Grade: E08"), or after "Grade", "Band" or "Level" where these speak of the job."""
    text = listing.text
    found = []
    for at in islice(hits.find('level.mark'), _MOST):
        mark = Span(*at.span())
        match = _LABELLED.match(text, mark.end) or _LABELLED_LETTER.match(text, mark.end)
        if not match or _POSTCODE.match(text, match.end()):
            continue
        start = max(_line_start(text, mark.start), mark.start - _LONGEST_LABEL)
        label = next((span for span in _near(hits, 'level.label', start, mark.end) if span.end == mark.end), None)
        if label:
            found.append((match['code'], Span(label.start, match.end())))
            continue
        alone = _MARKED.match(text, mark.end)
        if not alone:
            continue
        span = Span(mark.start, alone.end())
        if _is_level_of_job(listing, hits, mark, alone) and not _is_other(hits, span):
            found.append((alone['code'] if alone['colon'] else text[span.start : span.end], span))
    return found


def _is_level_of_job(listing: Listing, hits: Hits, mark: Span, match: regex.Match[str]) -> bool:
    """Whether a mark without a label, with the code that ``match`` has read, stands for the job's level."""
    span = Span(mark.start, match.end())
    if mark in _near(hits, 'level.alone.grade', *mark):
        return _is_grade_of_job(listing, hits, span, has_colon=bool(match['colon']))
    if mark not in _near(hits, 'level.alone.level', *mark) or _CEFR.fullmatch(match['code']):
        return False
    text = listing.text
    if _is_in_title(listing, span):
        return _is_after_job_name(hits, span) and not _near(hits, 'level.support', *_title(listing))
    if match['colon'] and not text[_line_start(text, span.start) : span.start].strip(f' \t-*_#{HIDDEN}'):
        return not text[span.end : span.end + 2].strip(' \t')
    return any(role.start - span.end <= 1 for role in _near(hits, 'level.role', span.end, span.end + 14))


def _is_grade_of_job(listing: Listing, hits: Hits, span: Span, *, has_colon: bool) -> bool:
    text = listing.text
    if has_colon or _is_in_title(listing, span) or _is_after_job_name(hits, span):
        return True
    before = text[_line_start(text, span.start) : span.start]
    if _START_OF_LINE.match(before) and _line_end(text, span.end) - span.end <= 60:
        return True
    start, end = _sentence(text, span)
    return bool(_near(hits, 'level.role', max(start, span.start - 60), min(end, span.end + 40)))


def _is_after_job_name(hits: Hits, span: Span) -> bool:
    return any(0 <= span.start - job.end <= 4 for job in _near(hits, 'level.job', span.start - 40, span.start))


def _bare(listing: Listing, hits: Hits) -> list[tuple[str, Span]]:
    """Codes without a word that announces them, beside a job: "Engineer (E5)", "L60 engineers", "IC3"."""
    text = listing.text
    found = []
    for match in islice(_BARE.finditer(text), _MOST):
        span = Span(*match.span())
        before = text[span.start - 1 : span.start]
        if before.isalnum() or before in _NOT_BEFORE or match[0].startswith(_NO_CODE):
            continue
        if (_is_after_job(listing, hits, span) or _is_in_prose(hits, text, match[0], span)) and not _is_other(
            hits, span
        ):
            found.append((match[0], span))
    return found


def _is_after_job(listing: Listing, hits: Hits, span: Span) -> bool:
    """Whether a code follows the name of a job, in brackets anywhere, without them in a title or headline."""
    text = listing.text
    separator = _AFTER_JOB.search(text, max(0, span.start - 3), span.start)
    if not separator or separator.start() == separator.end():
        return False
    if '(' not in separator[0] and '[' not in separator[0]:
        is_company_code = text.startswith(_COMPANY_CODE, span.start)
        if not is_company_code and separator[0] != ' ':
            return False
        if not _is_in_title(listing, span) and not (is_company_code and _is_headline(text, span)):
            return False
    elif text[span.end : span.end + 1] not in (')', ']'):
        return False
    job_end = separator.start()
    if not any(job.end == job_end for job in _near(hits, 'level.job', job_end - 20, job_end)):
        return False
    is_low = _SUPPORT_TIER.fullmatch(text, *span)
    return not (is_low and _speaks_of(hits, 'level.support', text, span, 80))


def _is_headline(text: str, span: Span) -> bool:
    return _line_end(text, span.end) - _line_start(text, span.start) <= _HEADLINE


def _is_in_prose(hits: Hits, text: str, code: str, span: Span) -> bool:
    """Whether a sentence speaks of a code such as "L60" or "IC3" as of a job's level."""
    if not code.startswith(_COMPANY_CODE):
        return False
    named = _near(hits, 'level.named', span.start - 20, span.end + 20)
    if any(name.start - span.end <= 1 and span.start - name.end <= 1 for name in named):
        return True
    if code.startswith('IC'):
        return True
    return not _SUPPORT_TIER.fullmatch(code) and (bool(named) or _speaks_of(hits, 'level.job', text, span, 40))


def _field(listing: Listing) -> list[tuple[str, Span]]:
    """The code in a level field of its own."""
    field = listing.fields.get('level')
    if not field or not field.value:
        return []
    match = regex.fullmatch(
        rf'(?:(?i:grade|level|band|tier)\s*)?(?:{_ONE})(?:\s*[-\u2013/]\s*(?:{_ONE}))?', field.value.strip()
    )
    return [(match[0], field.span)] if match else []


def _near(hits: Hits, name: str, start: int, end: int) -> list[Span]:
    """The places of a set in a window; a word that crosses its edge is looked at as a whole."""
    text = hits.text
    start, end = max(0, start), min(len(text), end)
    for _ in range(_LONGEST_WORD):
        if end < len(text) and text[end].isalnum():
            end += 1
    return [Span(*found.span()) for found in hits.find(name, start, end)]


def _is_other(hits: Hits, span: Span) -> bool:
    """Whether the words right beside a code make it something else than a job level."""
    beside = Span(span.start - 1, span.end + 1)
    return any(other.overlaps(beside) for other in _near(hits, 'level.other', span.start - 80, span.end + 80))


def _speaks_of(hits: Hits, name: str, text: str, span: Span, reach: int) -> bool:
    start, end = _sentence(text, span)
    return bool(_near(hits, name, max(start, span.start - reach), min(end, span.end + reach)))


def _title(listing: Listing) -> Span:
    title = listing.fields.get('title')
    return title.span if title else Span(0, 0)


def _is_in_title(listing: Listing, span: Span) -> bool:
    title = _title(listing)
    return title.start <= span.start and span.end <= title.end


def _line_start(text: str, at: int) -> int:
    """Where the line of ``at`` begins, at most _REACH characters before."""
    begin = max(0, at - _REACH)
    found = text.rfind('\n', begin, at)
    return begin if found < 0 else found + 1


def _line_end(text: str, at: int) -> int:
    """Where the line of ``at`` ends, at most _REACH characters after."""
    stop = min(len(text), at + _REACH)
    found = text.find('\n', at, stop)
    return stop if found < 0 else found


def _sentence(text: str, span: Span) -> Span:
    """The sentence or line around a span, at most _REACH characters to either side."""
    start = _line_start(text, span.start)
    for stop in _STOP.finditer(text, start, span.start):
        start = stop.end()
    end = _line_end(text, span.end)
    stop_after = _STOP.search(text, span.end, end + 1)
    return Span(start, stop_after.start() if stop_after else end)


# ---------------------------------------------------------------- what codes mean


def _scale(listing: Listing, hits: Hits, code: str, span: Span) -> str | None:
    """The public scale that a code belongs to."""
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
    in_service = hits['level.scale.civil_service'] and span in hits['level.grade_names']
    return 'UK Civil Service' if in_service else None


def _is_explained(listing: Listing, hits: Hits, span: Span) -> bool:
    """Whether words, years, pay or a live link beside a code say what it means."""
    text = listing.text
    start, end = _sentence(text, span)
    if _is_equated(text, hits, span):
        return True
    if _is_in_title(listing, span):
        return False
    if _ADDRESS.search(text, max(start, span.start - 120), end):
        return True
    if _YEARS.search(text, start, min(end, span.end + 160)) or _has_pay(text, span):
        return True
    return _has_gloss(text, hits, span, end)


def _steps(text: str, span: Span) -> set[str]:
    """The steps of a ladder that a code names, as they can be compared: "L4/5" gives L4 and L5."""
    steps = set()
    ladder = ''
    for part in _STEP.finditer(text, *span):
        ladder = part['ladder'].casefold() or ladder
        steps.add(f'{ladder} {part["step"].casefold()}')
    return steps or {text[span.start : span.end].casefold()}


def _is_defined(text: str, hits: Hits, step: str) -> bool:
    """Whether words explain a step at any place, be it read as a code there or not: "L5 means senior"."""
    ladder, _, number = step.partition(' ')
    if not ladder or not number:
        return False
    wanted = regex.compile(rf'(?<!\w){regex.escape(ladder)}[- ]?{regex.escape(number)}(?!\w)', regex.IGNORECASE)
    for match in islice(wanted.finditer(text), _MOST_MENTIONS):
        span = Span(*match.span())
        _, end = _sentence(text, span)
        if _is_equated(text, hits, span) or _has_gloss(text, hits, span, end):
            return True
    return False


def _is_equated(text: str, hits: Hits, span: Span) -> bool:
    """Whether a word of seniority stands right beside a code: "Senior (L5)", "L5/Senior"."""
    for word in _near(hits, 'level.seniority', span.start - 30, span.end + 30):
        between = text[word.end : span.start] if word.end <= span.start else text[span.end : word.start]
        if len(between) <= 5 and not any(char.isalnum() or char in '\n.' for char in between):
            return True
    return False


def _has_pay(text: str, span: Span) -> bool:
    """Whether money stands in the line of a code, or near it in a block of short lines that holds both."""
    start, end = _line_start(text, span.start), _line_end(text, span.end)
    if _MONEY.search(text, max(start, span.start - 100), min(end, span.end + 120)):
        return True
    if end - start > _HEADLINE:
        return False
    return _has_money_before(text, start) or _has_money_after(text, end)


def _has_money_before(text: str, start: int) -> bool:
    """Whether money stands in one of the short lines that end at ``start``."""
    for _ in range(_LINES_AROUND):
        end = start - 1
        start = _line_start(text, max(0, end))
        if not _is_particular(text, start, end):
            return False
        if _MONEY.search(text, start, end):
            return True
    return False


def _has_money_after(text: str, end: int) -> bool:
    """Whether money stands in one of the short lines that begin at ``end``."""
    for _ in range(_LINES_AROUND):
        start = end + 1
        end = _line_end(text, min(len(text), start))
        if not _is_particular(text, start, end):
            return False
        if _MONEY.search(text, start, end):
            return True
    return False


def _is_particular(text: str, start: int, end: int) -> bool:
    return 0 < end - start <= _HEADLINE and not text[start:end].isspace()


def _has_gloss(text: str, hits: Hits, span: Span, end: int) -> bool:
    """Whether words in a bracket or after a colon or dash explain a code."""
    bracket = _IN_BRACKETS.match(text, span.end)
    if bracket and _says_something(text, hits, Span(*bracket.span(1))):
        return True
    gloss = _GLOSS.match(text, span.end, end)
    if gloss and _says_something(text, hits, Span(gloss.end(), end)):
        return True
    verb = next(
        (word for word in _near(hits, 'level.means', span.end, span.end + 12) if word.start - span.end == 1), None
    )
    return verb is not None and bool(_near(hits, 'level.seniority', verb.end, min(end, verb.end + _REACH_OF_VERB)))


def _says_something(text: str, hits: Hits, span: Span) -> bool:
    if _near(hits, 'level.seniority', *span):
        return True
    if _near(hits, 'level.no_gloss', *span):
        return False
    return len(_WORD.findall(text, *span)) >= 3
