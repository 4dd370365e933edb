"""What does not belong into the title of JobPosting data, which names the job and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import regex

from lintjob.expression import Expression
from lintjob.facts.markup.fault import Data, Fault
from lintjob.facts.pay.money import sums_in
from lintjob.matcher import Hits
from lintjob.source import Span

_Piece = tuple[str, int, int]

_LONGEST = 300


def faults(data: Data, hits: Hits) -> Iterator[Fault]:
    """Each piece of the title that is something else than the job: ``other`` says what it is."""
    for each in data.at('title')[:1]:
        title = each.value[:_LONGEST]
        taken: list[tuple[int, int]] = []
        pieces: list[Callable[[Data, str, Hits, Span], Iterable[_Piece]]] = [_code, _date, _pay, _company, _clutter]
        for find in pieces:
            for what, start, end in find(data, title, hits, data.part(each, 0, len(title))):
                if not any(start < stop and begin < end for begin, stop in taken):
                    taken.append((start, end))
                    yield Fault('title-clutter', ('title',), title[start:end], '', what, data.part(each, start, end))
        for start, end, name in _places(data, title):
            if not any(start < stop and begin < end for begin, stop in taken):
                yield Fault('title-place', ('title',), title[start:end], '', name, data.part(each, start, end))
                break


# ---------------------------------------------------------------- codes

_CODES = [
    # A word for it before the code, which holds two digits at least.
    Expression(
        r'(?<!\w)(?:(?:job|req|requisition|posting|vacancy|position|stellen|ref|r\u00e9f|kenn)[\s-]?)?'
        r'(?:req|requisition|ref|r\u00e9f|reference|r\u00e9f\u00e9rence|referenz|referencia|jr|id|kennziffer|kennung'
        r'|chiffre|stellennummer|job\s?(?:id|no|nr|number|code))'
        r'(?:\s?(?:id|no|nr|number|n\u00b0|code|#))?\.?\s?[:#.]?\s?[-_]?\s?(?=[\w/.-]{0,12}[0-9][\w/.-]?[0-9])[\w/.-]{2,24}(?<=\w)',
        regex.IGNORECASE,
    ),
    Expression(r'(?<!\w)#\s?[0-9]{3,10}(?!\w)'),
    Expression(r'(?<![\w/-])(?:REQ|JR|R|JOB|ID|REF|VAC|POS)[-_]?[0-9]{4,10}(?![\w/-])'),
    # Five digits or more in brackets, or behind a dash or a bar at an end of the title.
    Expression(r'(?<=[(\[])[0-9]{5,10}(?=[)\]])'),
    Expression(r'\A[0-9]{5,10}(?=\s*[-\u2013\u2014|:]\s)'),
    Expression(r'(?<=\s[-\u2013\u2014|]\s)[0-9]{5,10}\Z'),
]


def _code(data: Data, title: str, hits: Hits, span: Span) -> Iterator[_Piece]:
    own = {each.value for each in data.below('identifier') if each.path[-1] in ('identifier', 'value')}
    for value in sorted(each for each in own if len(each) > 3 and _has_digit(each)):
        at = title.find(value)
        if at >= 0 and not title[at - 1 : at].isalnum() and not title[at + len(value) :][:1].isalnum():
            yield 'the code of the job', at, at + len(value)
    for form in _CODES:
        for found in form.finditer(title):
            yield 'the code of the job', *found.span()


def _has_digit(text: str) -> bool:
    return any(map(str.isdecimal, text))


# ---------------------------------------------------------------- dates

_FIGURES = Expression(
    r'(?<![0-9./-])(?:[0-9]{1,2}([./-])[0-9]{1,2}\1(?:20)?[0-9]{2}|20[0-9]{2}([./-])[0-9]{1,2}\2[0-9]{1,2})(?![0-9]|[./-][0-9])'
)
_DAY_BEFORE = Expression(r'(?<![0-9.,:/-])[0-9]{1,2}(?:st|nd|rd|th|\.|er|\u00ba)?\s(?:de\s)?\Z', regex.IGNORECASE)
_AFTER = Expression(
    r'(?:\s(?:de\s)?[0-9]{1,2}(?:st|nd|rd|th)?,?(?![\w:]))?(?:,?\s(?:de\s|del\s)?20[0-9]{2}(?!\w))?', regex.IGNORECASE
)
_MONTHS = 'dates.month'


def _date(data: Data, title: str, hits: Hits, span: Span) -> Iterator[_Piece]:
    for found in _FIGURES.finditer(title):
        yield 'a date', *found.span()
    if not any(map(str.isdecimal, title)) or span.end - span.start != len(title):
        return
    for name in ('january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'):  # fmt: skip
        for month in hits.find(f'{_MONTHS}.{name}', *span):
            start, end = month.start() - span.start, month.end() - span.start
            before = _DAY_BEFORE.search(title, 0, start)
            after = _AFTER.match(title, end)
            stop = after.end() if after else end
            if before or stop > end:
                yield 'a date', before.start() if before else start, stop


# ---------------------------------------------------------------- pay

_LEAST_PAY = 5


def _pay(data: Data, title: str, hits: Hits, span: Span) -> Iterator[_Piece]:
    if span.end - span.start != len(title):
        return
    for sum_ in sums_in(hits, *span):
        start, end = sum_.span.start - span.start, sum_.span.end - span.start
        # "SAP S/4HANA" is no four soles.
        is_word = title[start - 1 : start].isalnum() or title[end : end + 1].isalpha()
        if sum_.low >= _LEAST_PAY and not (sum_.is_large or sum_.is_bare or is_word):
            yield 'a sum of money', start, end


# ---------------------------------------------------------------- company

_LEGAL = Expression(
    r'[\s,]+(?:ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|co|gmbh|ag|se|kg|ohg|ug|e\.?\s?v|mbh|gmbh & co\.? kg'
    r'|s\.?\s?a|s\.?\s?l|s\.?\s?r\.?\s?l|s\.?\s?p\.?\s?a|sas|sarl|b\.?\s?v|n\.?\s?v|ab|as|oy|aps|a/s|pty|ltda|lda)\.?\Z',
    regex.IGNORECASE,
)
_BEFORE = Expression(
    r'(?:\A|[-\u2013\u2014|:@(\[,]\s*|\b(?:at|bei|bij|chez|for|with|f\u00fcr|presso|em|na|en)\s)\Z', regex.IGNORECASE
)
_BEHIND = Expression(
    r'\s*(?:\Z|[-\u2013\u2014|:)\],](?:\s|\Z))|\s(?:is|sucht|seeks|hiring|recrute|busca)\b', regex.IGNORECASE
)


def _company(data: Data, title: str, hits: Hits, span: Span) -> Iterator[_Piece]:
    name = data.text('hiringOrganization', 'name') or data.text('hiringOrganization')
    whole = name
    while shorter := _LEGAL.sub('', name):
        if shorter == name:
            break
        name = shorter
    for candidate in dict.fromkeys((whole, name)):
        if len(candidate) < 3:
            continue
        for start, end in _said(candidate, title):
            is_apart = _BEFORE.search(title, max(0, start - 10), start) and _BEHIND.match(title, end)
            is_at_end = start == 0 and end == len(title)
            if is_apart and not is_at_end:
                yield 'the name of the company', start, end
                return


def _said(name: str, title: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in the title as words of their own."""
    low, wanted = title.casefold(), name.casefold()
    if len(low) != len(title):
        return
    at = low.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not low[at - 1 : at].isalnum() and not low[end : end + 1].isalnum():
            yield at, end
        at = low.find(wanted, at + 1)


# ---------------------------------------------------------------- what calls for attention

#: A star between letters or behind a bracket is a way of meaning all genders, or a note.
_CLUTTER = Expression(
    r'!{2,}|\*{2,}|(?<![\w*)\]/])\*(?=\w[^*]{1,30}\w?\*(?!\w))|[+~#=_$]{3,}|>{2,}|<{2,}'
    r'|[\u2600-\u263f\u2641\u2643-\u26a1\u26aa-\u26b1\u26b3-\u26ff\u2705\u2728\u274c\u2757\u27a1\u2b50\u2b55\U0001f300-\U0001faff]+'
)


def _clutter(data: Data, title: str, hits: Hits, span: Span) -> Iterator[_Piece]:
    for found in _CLUTTER.finditer(title):
        yield 'a call for attention', *found.span()
        return


# ---------------------------------------------------------------- places

_IN_PLACE = Expression(
    r'(?:[-\u2013\u2014|:@(\[,/]\s*|\b(?:in|near|\u00e0|in der n\u00e4he von|en|a|em|te|bei)\s)\Z', regex.IGNORECASE
)
_PLACE_ENDS = Expression(r'\s*(?:\Z|[-\u2013\u2014|:)\],/])')


def _places(data: Data, title: str) -> Iterator[tuple[int, int, str]]:
    """The job's own place, set apart from the rest of the title."""
    for each in data.below('jobLocation'):
        if each.path[-1] not in ('addressLocality', 'addressRegion', 'streetAddress', 'postalCode'):
            continue
        name = each.value
        if len(name) < 3:
            continue
        for start, end in _said(name, title):
            if start and _IN_PLACE.search(title, max(0, start - 20), start) and _PLACE_ENDS.match(title, end):
                yield start, end, name
