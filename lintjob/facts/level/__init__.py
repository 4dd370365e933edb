"""Job level codes: "L60", "IC3", "Grade 7".

A code is read where a label announces it ("Pay Grade: E08"), where a mark such as "Grade" or "Band"
stands with it in a place that speaks of the job, or where it stands bare beside a job ("L60
engineers", "Engineer (E5)"). What looks the same and is none (tiers of support, qualifications,
postcodes, network layers) is kept out by the words around it.
"""

from __future__ import annotations

from itertools import islice

from lintjob.expression import Expression
from lintjob.facts.level.explanation import (
    HEADLINE,
    general_schedule,
    grade_names,
    is_defined,
    is_explained,
    scale_of,
    steps,
)
from lintjob.facts.surroundings import line_end, line_start, near, sentence
from lintjob.listing import Listing, trim
from lintjob.matcher import Hits
from lintjob.phrase import HIDDEN, JOINER
from lintjob.source import Span
from lintjob.typed import NamedTuple


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


class _Candidate(NamedTuple):
    """A code as it is reported, without "Grade" or the like before it, and where it stands with its label."""

    code: str
    bare: str
    span: Span


_FILL = rf'(?:[^\S\n]|[*_{HIDDEN}{JOINER}])*'
_LETTERED = r'[A-Z]{1,4}[- ]?\d{1,3}(?:\.\d)?(?:[A-Z](?![a-z]))?'
_NUMBERED = r'\d{1,3}(?:\.\d)?(?:[a-fA-F](?![a-zA-Z]))?'
_ROMAN = r'(?:IV|IX|VI{0,3}|I{1,3}|X)(?![A-Za-z])'
_ONE = rf'(?:{_LETTERED}|{_NUMBERED}|{_ROMAN})'
_CODES = Expression(rf'{_ONE}(?:\s*[-\u2013/]\s*(?:{_ONE}))?')
# Another code behind the first: a sign or a short word between them.
_NEXT = Expression(rf'(?:{_FILL}(?:(?P<word>\p{{L}}{{1,4}})\b|[-\u2013/&])|,(?=[ ])){_FILL}{_ONE}(?!\w)')
_FIRST = Expression(rf'(?>{_ONE})')
_FIRST_BEHIND_LABEL = Expression(rf'(?>{_ONE})(?<=[A-Z0-9a-f])')
_NOT_AFTER = Expression(r'\d|[a-z]|[.,]\d|%|\+|:\d')
_BRACKET = Expression(rf'{_FILL}\(')
_COLON = Expression(rf'{_FILL}(?P<colon>[:#=\u2013-]+)?{_FILL}\(?')
_AFTER_MARK = Expression(rf'{_FILL}(?P<colon>:)?{_FILL}')
_MARK_ENDS = Expression(rf'{_FILL}[:-]?{_FILL}')
_LETTER = Expression(rf"{_FILL}[:=]{_FILL}(?P<code>[A-Z]\d?)(?=[\s,;.)*{HIDDEN}]|\Z)(?!\.\w)(?! [a-z'])")
# No look-behind: it would be tried at each letter of the text. What stands before is looked at afterwards.
_BARE = Expression(
    r'[ILEPMTGBJ](?:CT?)?-?\d{1,2}[a-z]?(?:[/\-\u2013](?:ICT?|[LEPMTG])?-?\d{1,2}[a-z]?)?(?![\w+]|[.,]\d|-\w| \d[A-Z]{2}\b)'
)
_NOT_BEFORE = frozenset('.-/+#_')
_COMPANY_CODE = ('L', 'IC')
_NO_CODE = ('I-', *(f'I{digit}' for digit in range(10)), 'LC', 'EC', 'PC', 'MC', 'TC', 'GC', 'BC', 'JC')
_AFTER_JOB = Expression(r'(?:,| ?[-\u2013|:]| ?[(\[])? ?\Z')
# How many places in one text are looked at.
_MOST = 60
_LONGEST_LABEL = 60
_CEFR = Expression(r'[ABC][12](?:[+/.-].*)?')
_POSTCODE = Expression(r' \d[A-Z]{2}\b')
_SUPPORT_TIER = Expression(r'L[0-4](?:[/\-\u2013]L?[0-4])?')

_START_OF_LINE = Expression(r'(?:[^\n]*[|\u2022\u00b7])?[^\w\n]*\Z')


def read(listing: Listing, hits: Hits) -> tuple[LevelCode, ...]:
    """The level codes of a listing, in the order of the text."""
    text = listing.text
    found: list[LevelCode] = []
    taken: list[Span] = []
    explained: set[str] = set()
    for code, bare, span in _candidates(listing, hits):
        if len(taken) == _MOST or any(span.overlaps(other) for other in taken):
            continue
        taken.append(span)
        is_clear = is_explained(listing, hits, span, in_title=_is_in_title(listing, span))
        if is_clear:
            explained |= steps(text, span)
        found.append(LevelCode(code, scale_of(hits, bare, span), is_clear, span))
    unclear = {step for level in found if not level.is_explained for step in steps(text, level.span)}
    explained |= {step for step in unclear - explained if is_defined(text, hits, step)}
    return tuple(sorted((_as_elsewhere(level, text, explained) for level in found), key=_by_place))


def _by_place(level: LevelCode) -> Span:
    return level.span


def _as_elsewhere(level: LevelCode, text: str, explained: set[str]) -> LevelCode:
    """A code whose every step is explained at some place of the text is explained."""
    return level._replace(is_explained=level.is_explained or steps(text, level.span) <= explained)


def _candidates(listing: Listing, hits: Hits) -> list[_Candidate]:
    """Codes with their spans; of two that overlap the first is the better one."""
    text = listing.text
    found = _announced(listing, hits)
    found += (_Candidate(code, code, span) for code, span in general_schedule(text))
    found += _bare(listing, hits)
    found += _field(listing, hits)
    names = ((text[span.start : span.end], span) for span in grade_names(hits))
    found += (_Candidate(name, name, span) for name, span in names)
    return found


def _announced(listing: Listing, hits: Hits) -> list[_Candidate]:
    """Codes after a label ("Pay Grade: E08"), or after "Grade", "Band" or "Level" where these speak of the job."""
    text = listing.text
    found = []
    for at in islice(hits.find('level.mark'), _MOST):
        mark = Span(*at.span())
        code = _labelled(text, hits, mark.end)
        if not code or _POSTCODE.match(text, code.end):
            continue
        start = max(line_start(text, mark.start), mark.start - _LONGEST_LABEL)
        label = next((span for span in near(hits, 'level.label', start, mark.end) if span.end == mark.end), None)
        if label:
            words = text[code.start : code.end]
            found.append(_Candidate(words, words, Span(label.start, code.end)))
            continue
        behind = _AFTER_MARK.match(text, mark.end)
        code = _code(text, hits, behind.end(), _FIRST) if behind else None
        if (
            not behind
            or not code
            or (text[code.end : code.end + 1] == '-' and text[code.end + 1 : code.end + 2].islower())
        ):
            continue
        span = Span(mark.start, code.end)
        has_colon = bool(behind['colon'])
        bare = text[code.start : code.end]
        if _is_level_of_job(listing, hits, mark, bare, span, has_colon=has_colon) and not _is_other(hits, span):
            found.append(_Candidate(bare if has_colon else text[span.start : span.end], bare, span))
    return found


def _labelled(text: str, hits: Hits, at: int) -> Span | None:
    """The code that stands behind a label which ends at ``at``."""
    start = at
    opening = _BRACKET.match(text, at)
    internal = hits.at('level.internal', opening.end()) if opening else None
    if internal and text[internal.end() : internal.end() + 1] == ')':
        at = internal.end() + 1
    behind = _COLON.match(text, at)
    if behind:
        at = behind.end()
    mark = hits.at('level.mark', at)
    after = _MARK_ENDS.match(text, mark.end()) if mark else None
    code = _code(text, hits, after.end() if after else at, _FIRST_BEHIND_LABEL)
    if code:
        return code
    letter = _LETTER.match(text, start)
    return Span(*letter.span('code')) if letter else None


def _code(text: str, hits: Hits, start: int, first: Expression) -> Span | None:
    """The code, or the codes that are joined, at ``start``; no figure that counts something."""
    one = first.match(text, start)
    if not one:
        return None
    ends = [one.end()]
    while more := _NEXT.match(text, ends[-1]):
        word = more.span('word')
        if word[0] >= 0 and not hits.at('level.between', *word):
            break
        ends.append(more.end())
    for end in reversed(ends):
        unit = end + text.startswith((' ', '\u00a0'), end)
        if not _NOT_AFTER.match(text, end) and not hits.at('level.unit', unit):
            return Span(start, end)
    return None


def _is_level_of_job(listing: Listing, hits: Hits, mark: Span, code: str, span: Span, *, has_colon: bool) -> bool:
    """Whether a mark without a label, with a ``code`` behind it, stands for the job's level; ``span`` holds both."""
    if mark in near(hits, 'level.alone.grade', *mark):
        return _is_grade_of_job(listing, hits, span, has_colon=has_colon)
    if mark not in near(hits, 'level.alone.level', *mark) or _CEFR.fullmatch(code):
        return False
    text = listing.text
    if _is_in_title(listing, span):
        return _is_after_job_name(hits, span) and not near(hits, 'level.support', *_title(listing))
    if has_colon and not text[line_start(text, span.start) : span.start].strip(f' \t-*_#{HIDDEN}'):
        return not text[span.end : span.end + 2].strip(' \t')
    return any(role.start - span.end <= 1 for role in near(hits, 'level.role', span.end, span.end + 14))


def _is_grade_of_job(listing: Listing, hits: Hits, span: Span, *, has_colon: bool) -> bool:
    text = listing.text
    if has_colon or _is_in_title(listing, span) or _is_after_job_name(hits, span):
        return True
    before = text[line_start(text, span.start) : span.start]
    if _START_OF_LINE.match(before) and line_end(text, span.end) - span.end <= 60:
        return True
    start, end = sentence(text, span)
    return bool(near(hits, 'level.role', max(start, span.start - 60), min(end, span.end + 40)))


def _is_after_job_name(hits: Hits, span: Span) -> bool:
    return any(0 <= span.start - job.end <= 4 for job in near(hits, 'level.job', span.start - 40, span.start))


def _bare(listing: Listing, hits: Hits) -> list[_Candidate]:
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
            found.append(_Candidate(match[0], match[0], span))
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
    if not any(job.end == job_end for job in near(hits, 'level.job', job_end - 20, job_end)):
        return False
    is_low = _SUPPORT_TIER.fullmatch(text, *span)
    return not (is_low and _speaks_of(hits, 'level.support', text, span, 80))


def _is_headline(text: str, span: Span) -> bool:
    return line_end(text, span.end) - line_start(text, span.start) <= HEADLINE


def _is_in_prose(hits: Hits, text: str, code: str, span: Span) -> bool:
    """Whether a sentence speaks of a code such as "L60" or "IC3" as of a job's level."""
    if not code.startswith(_COMPANY_CODE):
        return False
    named = near(hits, 'level.named', span.start - 20, span.end + 20)
    if any(name.start - span.end <= 1 and span.start - name.end <= 1 for name in named):
        return True
    if code.startswith('IC'):
        return True
    return not _SUPPORT_TIER.fullmatch(code) and (bool(named) or _speaks_of(hits, 'level.job', text, span, 40))


def _field(listing: Listing, hits: Hits) -> list[_Candidate]:
    """The code in a level field of its own."""
    field = listing.fields.get('level')
    if not field or not field.value:
        return []
    text, value = listing.text, trim(listing.text, field.span)
    mark = hits.at('level.mark', value.start, value.end)
    start = trim(text, Span(mark.end(), value.end)).start if mark else value.start
    match = _CODES.fullmatch(text, start, value.end)
    return [_Candidate(text[value.start : value.end], match[0], field.span)] if match else []


def _is_other(hits: Hits, span: Span) -> bool:
    """Whether the words right beside a code make it something else than a job level."""
    beside = Span(span.start - 1, span.end + 1)
    return any(other.overlaps(beside) for other in near(hits, 'level.other', span.start - 80, span.end + 80))


def _speaks_of(hits: Hits, name: str, text: str, span: Span, reach: int) -> bool:
    start, end = sentence(text, span)
    return bool(near(hits, name, max(start, span.start - reach), min(end, span.end + reach)))


def _title(listing: Listing) -> Span:
    title = listing.fields.get('title')
    return title.span if title else Span(0, 0)


def _is_in_title(listing: Listing, span: Span) -> bool:
    title = _title(listing)
    return title.start <= span.start and span.end <= title.end
