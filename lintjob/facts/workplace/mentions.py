"""Words that state where the work is done: each with its mode and what it weighs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from lintjob.expression import Expression
from lintjob.facts.workplace import fields as fields_of
from lintjob.facts.workplace import towns
from lintjob.facts.workplace.attendance import Spread, around
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span
from lintjob.typed import NamedTuple

#: How much of a text after its title is the head, where a bare word states the workplace, in characters.
_HEAD = 400

#: How many statements of a kind are read: no advert makes more.
_MOST = 40
#: The weight of the words that refuse remote work.
REFUSED = 4
#: How far before a statement the word that denies it may stand, in characters.
_DENIAL = 40
_MARKUP = r'[^\S\n]*[*_"\'\\\u201c\u201d`\u2060]*[^\S\n]*'
#: What stands before and after a word that stands alone: an edge of a line, a bracket, a bar, a label's colon.
_ALONE_BEFORE = Expression(rf'(?:\A|\n|[^\w\s*_"\'\\\u201c\u201d`]){_MARKUP}\Z')
_ALONE_AFTER = Expression(rf'{_MARKUP}(?:\Z|\n|[^\w\s*_"\'\u201c\u201d`&])')
_LINE_BEFORE = Expression(rf'(?:\A|\n|[#|:\u2022\u00b7]|\s[-\u2013\u2014]|\p{{Lu}}[\w.]*,?\s?\(){_MARKUP}\Z')
_LINE_AFTER = Expression(rf'{_MARKUP}(?:\Z|[\n|)])')
#: A header whose bars run on into the text: "Berlin | In-office We build ...".
_BAR_BEFORE = Expression(r'[|\u2022\u00b7]\s*\Z')
_RUN_ON_AFTER = Expression(r'\s+\p{Lu}')

_NAME_BEFORE = Expression(rf'(?:{_ALONE_BEFORE.source}|\p{{Lu}}[\w.]*\s\Z)')
_NAME_AFTER = Expression(rf'(?:{_ALONE_AFTER.source}|\s+\p{{Lu}})')

#: What follows a workplace behind a town in a headline: "York hybrid - sales", "York onsite to £30k".
_AFTER_TOWN = Expression(rf'{_ALONE_AFTER.source}|\s+(?:\p{{Ll}}{{2,5}}\s+)?[\u00a3$\u20ac\d]')
#: What joins two workplaces without a word: "onsite / hybrid", "Hybrid | Remote", "hybrid (US), remote".
_JOINED = Expression(r'\s*(?:\([^()\n]{1,40}\))?\s*[/|,(]\s*')
#: What stands between the workplaces of a list.
_LISTED = Expression(r'[^\S\n]*(?:[,/|][^\S\n]*(?:\p{L}{1,3}[^\S\n]+)?|\p{L}{1,3}[^\S\n]+)')
#: What follows remote where a place is offered beside it: "remote (US) or Boston".
_OR_PLACE = Expression(r'\)?\s*(?:\([^()\n]{1,40}\))?,?\s*\p{Ll}{1,3}\s+(?:\p{Ll}{2,4}\s+)?\p{Lu}')
_SIGN = Expression(r'[^\w\s,-]')
_STOPPED = Expression(r'[.;!?\n]')


class Mention(NamedTuple):
    """Words that state a workplace. ``weight``: 3 in a field, 2 said outright, 1 a possibility, 0 in mid-sentence."""

    span: Span
    mode: str
    weight: int


def read(listing: Listing, hits: Hits) -> list[Mention]:
    """All statements of a workplace, in the order of the text."""
    names = (*fields_of.FIELDS, 'location', 'title')
    fields = [listing.fields[name].span for name in names if name in listing.fields]
    top = listing.body.start + _HEAD
    said = list(fields_of.read(listing, hits))
    found = list(_of_fields(said))
    matches = [
        (mode, match)
        for mode in ('hybrid', 'remote', 'onsite')
        for match in islice(hits.find(f'workplace.{mode}'), _MOST)
    ]
    refused = [Mention(span, 'onsite', REFUSED) for span in _spans(hits, 'refused')]
    # What is said of home is dear to look for, and most listings don't have the word.
    is_home = bool(hits['workplace.at.home'])
    partly, choices = (_spans(hits, name) if is_home else [] for name in ('partly', 'choice'))
    parts = Spread([(span, '') for span in partly])
    stated = [Span(*match.span()) for mode, match in matches if mode != 'onsite']
    denials = _denials(hits, [*stated, *partly, *hits['workplace.at.home'][:_MOST]])
    words: list[Mention] = []
    for mode, match in matches:
        # A statement ends with its line: "Hybrid" at the end of one is not the "job number" of the next.
        span = Span(match.start(), match.start() + len(match.group().partition('\n')[0].rstrip()))
        if _is_other(hits, span) or (mode == 'remote' and _is_in(hits, parts, span)):
            continue
        if any(span.overlaps(its) for its in denials) or any(span.overlaps(its.span) for its in said):
            continue
        weight = 2
        if any(its.start <= span.start and span.end <= its.end for its in fields):
            weight = 3
        elif match.groupdict().get('bare'):
            weight = _weight(listing.text, span, mode, top)
        words.append(Mention(span, mode, weight))
    found += refused
    found += (Mention(span, 'onsite', REFUSED) for span in denials)
    found += (
        Mention(span, 'hybrid', 1)
        for span in partly
        if not _is_other(hits, span) and not any(span.overlaps(denied) for denied in denials)
    )
    # "100 % remote possible" leaves a choice only where there is an office.
    is_office = any(hits.find('workplace.at.office')) if choices else False
    found += (
        Mention(span, 'choice' if is_office or not any(hits.find('workplace.fully', *span)) else 'remote', 2)
        for span in choices
    )
    words.sort(key=lambda each: each.span)
    found += _choices(listing.text, hits, words)
    found += (each for each in words if each.weight)
    return sorted(found, key=lambda each: (each.span.start, -each.weight))


def _spans(hits: Hits, name: str) -> list[Span]:
    return [Span(*match.span()) for match in islice(hits.find(f'workplace.{name}'), _MOST)]


def _denials(hits: Hits, spans: Iterable[Span]) -> list[Span]:
    """Those of the words for a hybrid or remote job that are denied: "we can't offer hybrid working"."""
    text = hits.text
    found: list[Span] = []
    for start, end in sorted(spans):
        is_denied = any(
            (_is_filled(hits, 'workplace.denied.offering', match.end(), start) and _ends_there(hits, end))
            for match in hits.find('workplace.denied.not', max(0, start - _DENIAL), start)
        ) or any(
            _is_filled(hits, 'workplace.denied.about', end, match.start())
            for match in hits.find('workplace.denied.off', end, end + 2 * _DENIAL)
        )
        # "not hybrid or remote" denies both.
        joined = found and 0 < start - found[-1].end < 12 and _ends_in_or(hits, found[-1].end, start)
        if not is_denied and not (joined and _ends_there(hits, end)):
            continue
        clause = around(text, Span(start, end))
        if not any(hits.find('workplace.denied.if', max(clause.start, start - 2 * _DENIAL), start)):
            found.append(Span(start, end))
    return found


def _is_filled(hits: Hits, name: str, start: int, end: int) -> bool:
    """Whether nothing but words of a set stands between two offsets."""
    text = hits.text
    for match in hits.find(name, start, end):
        if text[start : match.start()].strip():
            return False
        start = match.end()
    # A capital on a new line begins something else.
    return not text[start:end].strip() and not ('\n' in text[start:end] and text[end : end + 1].isupper())


def _ends_there(hits: Hits, end: int) -> bool:
    """Whether the words up to ``end`` are not part of a longer name: "remote support"."""
    following = hits.text[end : end + 20].lstrip('*_"\u201d\u2019')
    if following[:1] in (':', '?'):
        return False
    word = following.lstrip()[:1]
    return not (word.islower() or word.isdigit()) or any(
        match.start() - end < 3 for name in ('offered', 'or') for match in hits.find(f'workplace.{name}', end, end + 20)
    )


def _is_other(hits: Hits, span: Span) -> bool:
    """Whether words look like a statement and are none: "hybrid cloud"; or refuse what they name."""
    return any(
        match.start() < span.end and span.start < match.end()
        for name in ('other', 'refused')
        for match in hits.find(f'workplace.{name}', max(0, span.start - 40), span.end + 40)
    )


def _is_in(hits: Hits, parts: Spread, span: Span) -> bool:
    """Whether words for a remote job are some that offer a part of it; "100 % home office" says more than these."""
    over = [its for its, _ in parts.between(span.start - 120, span.end + 120) if span.overlaps(its)]
    if over and all(span.start <= its.start and its.end <= span.end for its in over):
        return not any(hits.find('workplace.fully', *span))
    return bool(over)


def _weight(text: str, span: Span, mode: str, top: int) -> int:
    """What a bare word weighs: nothing in mid-sentence, something where it stands alone."""
    start, end = span
    before = max(0, start - 12)
    if _BAR_BEFORE.search(text, before, start) and _RUN_ON_AFTER.match(text, end, end + 12):
        return 2
    is_name = mode == 'hybrid' and start < top and text[start].isupper()
    if is_name and _NAME_BEFORE.search(text, max(0, start - 30), start) and _NAME_AFTER.match(text, end, end + 12):
        # A header without signs between its parts: "Contract London Hybrid £400 a day".
        return 2
    if start < top and _AFTER_TOWN.match(text, end, end + 12) and towns.before(text, start):
        return 2
    if not is_alone(text, span):
        return 0
    if start < top:
        return 3
    if mode == 'onsite' and not _LINE_AFTER.match(text, end, end + 12):
        return 0
    return 2 if mode == 'hybrid' or _LINE_BEFORE.search(text, before, start) else 0


def _choices(text: str, hits: Hits, words: Sequence[Mention]) -> Iterator[Mention]:
    """Two workplaces joined by "or" or a slash; a place or remote."""
    for number, word in enumerate(words):
        start, end = word.span
        if number > 1 and _is_list(text, words[number - 2 : number + 1]):
            # All of them: "remote, hybrid and on-site roles".
            yield Mention(Span(words[number - 2].span.start, end), 'choice', 2)
            yield from (each._replace(weight=2) for each in words[number - 2 : number + 1])
            continue
        ends_well = bool(_ALONE_AFTER.match(text, end, end + 12) or _RUN_ON_AFTER.match(text, end, end + 12)) or any(
            found.start() - end < 3 for found in hits.find('workplace.offered', end, end + 20)
        )
        previous = words[number - 1] if number else None
        if previous and previous.mode != word.mode and start - previous.span.end < 50 and ends_well:
            between = text[previous.span.end : start]
            if _JOINED.fullmatch(between) or _ends_in_or(hits, previous.span.end, start):
                yield Mention(Span(previous.span.start, end), 'choice', 2)
                yield from (each._replace(weight=2) for each in (previous, word) if not each.weight)
                continue
        if word.mode != 'remote':
            continue
        in_bracket = text[start - 1 : start] == '(' and is_whole(hits, word)
        # Something stands before the "or" in its line: the place.
        line = text.rfind('\n', max(0, start - 40), start) + 2
        follows_or = start > 12 and (
            _ends_in_or(hits, max(line, start - (40 if in_bracket else 12)), start, 30 if in_bracket else 12)
        )
        leads_or = _OR_PLACE.match(text, end, end + 60) and any(hits.find('workplace.or', end, end + 50))
        # "remote or in our office"
        leads_or = leads_or or any(
            found.start() - end < 3 and any(hits.find('workplace.at.office', found.end(), found.end() + 20))
            for found in hits.find('workplace.or', end, end + 10)
        )
        if (ends_well and follows_or) or leads_or:
            yield Mention(word.span, 'choice', 2)
            yield word._replace(weight=2)


def _is_list(text: str, words: Sequence[Mention]) -> bool:
    """Whether words for all three workplaces stand beside one another."""
    return len({word.mode for word in words}) == len(words) and all(
        _LISTED.fullmatch(text, first.span.end, second.span.start) for first, second in pairwise(words)
    )


def _ends_in_or(hits: Hits, start: int, end: int, reach: int = 12) -> bool:
    """Whether an "or" stands between two offsets, ``reach`` characters before the second at most."""
    text = hits.text
    return any(
        end - found.end() < reach
        and not _STOPPED.search(text, start, found.start())
        and not _STOPPED.search(text, found.end(), end)
        and not _SIGN.search(text, found.end(), end - 1)
        for found in hits.find('workplace.or', start, end)
    )


def _of_fields(said: Iterable[fields_of.Said]) -> Iterator[Mention]:
    """What fields whose values are known words state."""
    for each in said:
        if len(each.modes) > 1:
            yield Mention(each.span, 'choice', 3)
        for mode in each.modes:
            yield Mention(each.span, mode, 1 if each.is_partly else 3)


def is_alone(text: str, span: Span) -> bool:
    """Whether words stand between edges of a line, brackets, bars, or behind a colon."""
    start, end = span
    return bool(_ALONE_BEFORE.search(text, max(0, start - 12), start) and _ALONE_AFTER.match(text, end, end + 12))


def is_whole(hits: Hits, mention: Mention) -> bool:
    """Whether a mention says that all of the work is done in its place."""
    return mention.weight == 3 or any(hits.find('workplace.fully', *mention.span))
