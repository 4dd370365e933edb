"""Whether the text of a listing is whole.

The evidence comes in tiers: a marker that stands for missing text; an end inside a bracket, a
clause or a word; and, weakest, an end without a stop at a length at which scrapers are known to
cut. What a site puts below an advert (buttons, dates, notices of the board) is looked past.
"""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.expression import Expression
from lintjob.listing import Listing, trim
from lintjob.matcher import Hits
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Ending(NamedTuple):
    """How the text ends.

    ``state``: ``whole``, ``cut`` or ``empty`` (no text at all). ``sign`` is the evidence of a cut:
    ``marker`` (words or dots that stand for missing text), ``word``, ``clause``, ``bracket`` or
    ``limit`` (it ends inside one, or at a length at which scrapers cut); '' where it is whole.
    ``span`` is the sign, or the last words.
    """

    state: str
    sign: str
    span: Span


#: Lengths at which feeds, search interfaces and database columns are known to cut a text.
LIMITS = (
    *(
        100,
        150,
        155,
        156,
        157,
        158,
        159,
        160,
        200,
        250,
        255,
        256,
        300,
        400,
        500,
        512,
        800,
        1000,
        1024,
        2000,
        2048,
        3000,
    ),
    *(4000, 4096, 5000, 8000, 8192, 10000, 16384, 32767, 32768, 65535, 65536),
)
# A blank at the cut is often trimmed away.
_AT_LIMIT = frozenset(limit - less for limit in LIMITS for less in range(2))
# Below this length limits lie so close together that many a whole text ends at one: only the best known ones
# count there, and the end must look like a cut as well.
_SHORT = 700
_AT_SHORT_LIMIT = frozenset(limit - less for limit in (200, 250, 255, 256, 300, 400, 500, 512) for less in range(2))

# Excerpts of 500 characters lose a few more of them to markup that is taken out.
_ABOUT_EXCERPT = range(480, 502)
_LEAST_WORDS = 6

#: How much of the text may follow a marker in words, and how far back a marker is looked for.
_AFTER_MARKER = 600
_AFTER_LINES = 20
_TAIL = 1500
_MOST_FURNITURE = 30
_LONGEST_FURNITURE = 160

_LETTER = Expression(r'\p{L}')
_LETTER_OR_FIGURE = Expression(r'\p{L}|\d+')
_DOTS = Expression(r'(?:[\[(<{][^\S\n]*)?(?:\.{3,}|\u2026|\.(?:[^\S\n]\.){2,})\.*(?:[^\S\n]*[\])>}])?')
_LINE = Expression(r'[^\n]+')
_ENUMERATION = Expression(r'[,;/][^\S\n]*\Z')
_ADDRESS = Expression(rf'(?:https?:|www\.|{LINK})\S*\Z|\S*[@#/]\S*\Z|\S+\.(?:com|org|net|io|edu|gov|co)\b\S*\Z')
#: An address spelt out against robots: "jobs (at) example.com".
_SPELT = Expression(r'[(\[{<](?P<word>\p{L}{2,6})[)\]}>] ?\S+\Z')
_COVER = Expression(f'[{HIDDEN}{LINK}]')
_SENTENCE_END = Expression(r'[.!?][\p{Pf}"\')]?\s')
_WORD = Expression(r"[\p{L}\p{M}'\u2019]+")
_LAST_WORD = Expression(r"(?<![\w'\u2019-])\p{L}[\p{L}\p{M}'\u2019]*\Z")
_BULLET = Expression(r'[^\S\n]*(?:[-*\u2022\u00b7\u25cf\u25aa\u2013+]|\d{1,2}[.)])[^\S\n]')
_OPENING = {'(': ')', '[': ']'}
_NOT_TEXT = f' \t\r\n\f\v\u00a0\u200b\u200c\u200d\ufeff*_~#|>`\\{HIDDEN}{JOINER}'


def read(listing: Listing, hits: Hits) -> Ending:
    """How the text of a listing ends."""
    text, body = listing.text, trim(listing.text, listing.body)
    if not _LETTER.search(text, body.start, body.end):
        title = listing.fields.get('title')
        if not (title and _LETTER.search(title.value)):
            end = text.find('\n')
            return Ending('empty', '', Span(0, len(text) if end < 0 else end))
        # A title with a name of its own stands beside the text; one without is the text's first line.
        return Ending('empty', '', title.span) if title.label else Ending('whole', '', Span(body.end, body.end))
    start = max(body.start, body.end - _TAIL)
    end = _without_furniture(text, hits, start, body.end)
    marker = _marker(listing, hits, start, end, body.end)
    if marker:
        return Ending('cut', 'marker', marker)
    sign, span = _unfinished(listing, hits, start, end)
    if sign:
        return Ending('cut', sign, span)
    return Ending('whole', '', _last_words(text, start, end))


# ---------------------------------------------------------------- what a site puts below


def _without_furniture(text: str, hits: Hits, start: int, end: int) -> int:
    """The end of the advert's own text: lines below it that only hold a site's buttons and notices are left out."""
    end = _bare_end(text, start, end)
    for _ in range(_MOST_FURNITURE):
        line = max(start, text.rfind('\n', start, end) + 1)
        if line == start or not _is_furniture(text, hits, line, end):
            break
        end = _bare_end(text, start, line)
    return end


def _bare_end(text: str, start: int, end: int) -> int:
    r"""``end`` without blanks, marks of emphasis, hidden markup and line ends written as ``\n``."""
    while end > start:
        if text[end - 1] in _NOT_TEXT or text[end - 1].isspace():
            end -= 1
        elif text[end - 1] == 'n' and text[end - 2 : end - 1] == '\\' and end - 2 >= start:
            end -= 2
        else:
            break
    return end


def _is_furniture(text: str, hits: Hits, start: int, end: int) -> bool:
    """Whether nothing with a letter stands in ``text[start:end]`` but a site's own phrases."""
    if end - start > _LONGEST_FURNITURE:
        return False
    if text.find(LINK, start, end) >= 0:
        return False
    at = start
    while begin := _LETTER_OR_FIGURE.search(text, at, end):
        found = hits.at('ending.furniture', begin.start(), end)
        if found and found.end() > begin.start():
            at = found.end()
        elif begin[0].isalpha():
            return False
        else:
            at = begin.end()
    return True


# ---------------------------------------------------------------- markers


def _marker(listing: Listing, hits: Hits, start: int, end: int, body_end: int) -> Span | None:
    """What stands for missing text, ``end`` being the end of the advert's own text."""
    text = listing.text
    for found in _backwards(hits, 'ending.marker', start, body_end):
        if _may_follow(text, found.end, body_end):
            return _with_dots(text, start, found)
        break
    dots = _last_dots(text, start, end)
    if dots and not _is_style(listing, hits, start, dots):
        return dots
    for found in _backwards(hits, 'ending.elsewhere', max(start, end - _LONGEST_FURNITURE), end):
        pointed = _with_dots(text, start, found)
        if text[pointed.start] in '.\u2026' and not _LETTER.search(text, found.end, end):
            return pointed
    toggle = next(_backwards(hits, 'ending.toggle', start, body_end), None)
    if toggle and _is_toggle(text, hits, start, toggle, body_end):
        return None if any(hits.find('ending.opened', start, body_end)) else _with_dots(text, start, toggle)
    return None


def _backwards(hits: Hits, name: str, start: int, end: int) -> Iterator[Span]:
    return reversed([Span(*found.span()) for found in hits.find(name, start, end)])


def _may_follow(text: str, start: int, end: int) -> bool:
    """Whether so little follows a marker that it can be what a site puts below."""
    return end - start <= _AFTER_MARKER and len(_LINE.findall(text, start, end)) <= _AFTER_LINES


def _with_dots(text: str, start: int, span: Span) -> Span:
    """``span`` with its bracket and the dots before it."""
    begin, end = span
    if text[begin - 1 : begin] in _OPENING and begin > start:
        close = text.find(_OPENING[text[begin - 1]], end, end + 60)
        begin -= 1
        end = close + 1 if close >= 0 else end
    before = trim(text, Span(start, begin)).end
    dots = _last_dots(text, start, before)
    return Span(dots.start if dots else begin, end)


def _last_dots(text: str, start: int, end: int) -> Span | None:
    """The ellipsis at the end of ``text[start:end]``, with its brackets; quotation marks may follow it."""
    while end > start and text[end - 1] in '"\u201d\u2019\'':
        end -= 1
    for found in _DOTS.finditer(text, max(start, end - 12), end):
        if found.end() == end and found.start() > start:
            return Span(*found.span())
    return None


def _is_style(listing: Listing, hits: Hits, start: int, dots: Span) -> bool:
    """Whether an ellipsis at the end is the writer's own: it shortens a link, a list, or trails off."""
    text = listing.text
    before = trim(text, Span(start, dots.start)).end
    line = max(start, text.rfind('\n', start, dots.start) + 1)
    if before <= line:
        return before == start
    token = text[max(line, text.rfind(' ', line, before) + 1) : before]
    if before == dots.start and _ADDRESS.search(token):
        return True
    if text[dots.start] in '[({<' or _length_at_limit(listing, dots.end):
        return False
    if _ENUMERATION.search(text, line, before):
        return True
    if _ends_in(hits, 'ending.style', max(line, before - 60), before):
        return True
    return bool(_BULLET.match(text, line)) and text.count(',', line, before) >= 2 and before - line < 160


def _is_toggle(text: str, hits: Hits, start: int, span: Span, end: int) -> bool:
    """Whether a "read more" stands for itself, at the end of all but a site's own phrases."""
    if LINK in text[span.end : end]:
        return False
    rest = [Span(*line.span()) for line in _LINE.finditer(text, span.end, end)]
    if len(rest) > _MOST_FURNITURE or not all(_is_furniture(text, hits, *line) for line in rest):
        return False
    before = text[start : span.start].rstrip(' \t\u00a0*_([')
    return not before or before[-1] in '\n.!?\u2026:>|\u2022\u00bb"\u201d)'


# ---------------------------------------------------------------- unfinished ends


def _unfinished(listing: Listing, hits: Hits, start: int, end: int) -> tuple[str, Span]:
    """Inside what the text ends, and the words to underline; ('', ...) for an end that may be one."""
    text = listing.text
    nothing = '', Span(end, end)
    line = max(start, text.rfind('\n', start, end) + 1)
    last = text[end - 1]
    token = Span(max(line, text.rfind(' ', line, end) + 1), end)
    if _ADDRESS.search(text, max(line, token.start - 8), end) or _is_spelt_address(
        text, hits, max(line, token.start - 10), end
    ):
        return nothing
    if _COVER.search(text, max(line, end - 25), listing.body.end):
        return nothing
    if not (last.isalpha() or last in ",-&([\u2010\u2011'\u2019" or last.isdigit()):
        return nothing
    words = len(_WORD.findall(text, max(line, end - 300), end))
    length = _length_at_limit(listing, end)
    at_limit = length >= _SHORT or (length > 0 and words >= 8 and _is_new_word(text, hits, listing.body.start, end))
    bracket = _open_bracket(text, max(line, end - 200), end)
    if bracket is not None and (at_limit or words >= 3):
        return 'bracket', Span(bracket, end)
    if last in ',&':
        is_farewell = _ends_in(hits, 'ending.farewell', max(line, end - 40), end - 1)
        is_prose = words >= 10 and not _BULLET.match(text, line) and last == ','
        return ('clause', token) if (at_limit or is_prose) and not is_farewell else nothing
    if (
        words >= 3
        and _ends_in(hits, 'ending.open', max(line, end - 40), end)
        and not _ends_in(hits, 'ending.complete', max(line, end - 40), end)
    ):
        return 'clause', _last_words(text, start, end)
    if last in '-\u2010\u2011' and end - token.start > 1 and words >= 5 and text[end - 2].isalpha():
        return 'word', token
    if words >= 6 and _is_stump(text, hits, line, end):
        return 'word', token
    if at_limit and (last.isalpha() or last in '-([') and words >= 2:
        return 'limit', token
    own = trim(text, listing.body).start
    if last.islower() and end - own in _ABOUT_EXCERPT and _breaks_off(text, line, end):
        return 'limit', token
    return nothing


def _breaks_off(text: str, line: int, end: int) -> bool:
    """Whether a line of whole sentences ends in one that has no end."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, line, end)]
    return bool(ends) and len(_WORD.findall(text, ends[-1], end)) >= _LEAST_WORDS


def _ends_in(hits: Hits, name: str, start: int, end: int) -> bool:
    """Whether one of a set of phrases stands at the end of ``text[start:end]``."""
    return any(found.end() == end for found in hits.find(name, start, end))


def _is_spelt_address(text: str, hits: Hits, start: int, end: int) -> bool:
    found = _SPELT.search(text, start, end)
    return bool(found and hits.at('ending.spelt', *found.span('word')))


def _is_new_word(text: str, hits: Hits, start: int, end: int) -> bool:
    """Whether the text ends in a word that it holds nowhere else, as the pieces of cut words are."""
    word = _LAST_WORD.search(text, max(start, end - 40), end)
    if not word or not word[0][-1].islower() or _ends_in(hits, 'ending.short', end - 4, end):
        return False
    return not any(found[0] == word[0] for found in _WORD.finditer(text, start, word.start()))


def _is_stump(text: str, hits: Hits, start: int, end: int) -> bool:
    """Whether the last word is one or two small letters that are no word."""
    word = _LAST_WORD.search(text, max(start, end - 4), end)
    if not word or len(word[0]) > 2 or not word[0].islower() or text[word.start() - 1] != ' ':
        return False
    found = hits.at('ending.short', word.start(), end)
    return not (found and found.end() == end)


def _open_bracket(text: str, start: int, end: int) -> int | None:
    """Where the bracket opens that is not closed before ``end``."""
    if not any(text.find(opening, start, end) >= 0 for opening in _OPENING):
        return None
    depth = dict.fromkeys(_OPENING, 0)
    for at in range(end - 1, start - 1, -1):
        char = text[at]
        for opening, closing in _OPENING.items():
            if char == closing:
                depth[opening] += 1
            elif char == opening:
                if depth[opening] == 0:
                    return None if text[at - 1 : at] in (':', ';', '-') else at
                depth[opening] -= 1
    return None


def _length_at_limit(listing: Listing, end: int) -> int:
    """How long the text up to ``end`` is, if that is a limit of scrapers; else 0.

    Where a reader has made fields of the lines above the text, these may have counted as well: the
    text is also measured from the first empty line, and from the start of a block that is most of it.
    """
    text, body = listing.text, listing.body
    begins = {body.start, trim(text, body).start}
    head = text.find('\n\n', 0, body.start + 2)
    if head >= 0:
        begins |= {head + 2, trim(text, Span(head, end)).start}
    for block in listing.blocks[-1:]:
        if 2 * (block.span.end - block.span.start) > body.end - body.start:
            begins.add(block.span.start)
    ends = {end}
    if not _LETTER.search(text, end, body.end):
        ends |= {body.end, trim(text, body).end}
    lengths = (stop - begin for begin in begins for stop in ends)
    own = trim(text, body).start
    at = [length for length in lengths if length >= _SHORT and length in _AT_LIMIT]
    at += [stop - own for stop in ends if stop - own < _SHORT and stop - own in _AT_SHORT_LIMIT]
    return max(at, default=0)


def _last_words(text: str, start: int, end: int) -> Span:
    """The last words, three at most, of the last line."""
    line = max(start, text.rfind('\n', start, end) + 1)
    begin = end
    for _ in range(3):
        at = text.rfind(' ', line, max(line, begin - 1))
        if at < 0:
            return trim(text, Span(max(line, end - 60), end))
        begin = at
    return trim(text, Span(max(begin, end - 60), end))
