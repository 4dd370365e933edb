"""A page, or a piece of HTML: its tags, the part of it that holds its text, and that text put together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex

from lintjob.expression import Expression
from lintjob.listing import Block
from lintjob.passage import Passage, Table, Weaver, Woven, Writing
from lintjob.readers.html import chrome
from lintjob.readers.html import tags as tags_
from lintjob.readers.html.entities import encode
from lintjob.readers.html.flow import Flow, paired, settle
from lintjob.readers.html.shown import Line
from lintjob.readers.html.tags import Tag
from lintjob.readers.text import inline
from lintjob.readers.text.mask import Mask
from lintjob.source import Span

#: The names of elements that make blocks, as alternatives of a pattern.
BLOCKS = 'p|div|br|hr|ul|ol|li|h[1-6]|table|tbody|tr|td|th|blockquote|html|body|pre|dl'

# Elements that part what is written, and those that do so for lists alone.
_PARTING = Expression(r'<(?:p|div|br|h[1-6]|table|tr|td|blockquote|body|pre|dl)(?:\s[^<>]*+)?/?>', regex.IGNORECASE)
_LIST = Expression(r'<(?:ul|ol|li|hr)(?:\s[^<>]*+)?/?>', regex.IGNORECASE)
_EMPTY_LINE = Expression(r'[^>\s][^\S\n\r]*+(?:\r\n?|\n)[^\S\n\r]*+[\r\n]')
# What says that it is the main part; the best first.
_MAIN = Expression(
    r'itemtype\s*+=\s*+["\'][^"\'<>]*/JobPosting["\']|<main\b|role\s*+=\s*+["\']?main\b', regex.IGNORECASE
)
_ARTICLE = Expression(r'<article\b', regex.IGNORECASE)
_FAIR = 250  # characters of text
_MOST_PARTS = 2
_PROSE = ('p', 'li', 'h1', 'h2', 'h3')
_INPUTS = ('input', 'textarea')
_NAMED = frozenset(('div', 'section', 'ul', 'p', 'ol', 'a', 'span', 'table', 'td'))
_CLOSED_HEADINGS = frozenset(('/h1', '/h2', '/h3', '/h4', '/h5', '/h6', '/div', '/p', '/span'))
_LONGEST_ASIDE = 5000
_MOST_ASIDES = 10
_LONGEST_CHROME = 60_000
_MOST_FRAMES = 50
_SHOWS_COOKIES = Expression(r'>[^<]*\bcookies?\b', regex.IGNORECASE)
_HEADINGS = ('h1', 'h2')
#: What HTML does not show as it is written.
_UNSEEN = Expression(r'[\t\n\f\r\xad\u200b\ufeff\u2060]')
_NEAR = 64
_FARTHEST = 12  # tags from an element's first text to its own tag


class Page:
    """HTML, its tags, and where its elements end."""

    def __init__(self, text: str, *, is_whole: bool = False) -> None:
        """``is_whole``: it may show more than an advert: buttons, notices, other adverts."""
        self.text = text
        self.is_whole = is_whole
        self._frames = 0
        self._kinds: dict[str, str] = {}
        self.tags: list[Tag] = tags_.tags(text, 0, len(text))
        self._ends: dict[int, int] | None = None
        self._part = Span(0, len(text))
        self._asides = 0
        self._places: dict[tuple[str, ...], list[int]] = {}

    def ends(self) -> dict[int, int]:
        """Where each element ends, by where its tag begins."""
        if self._ends is None:
            self._ends = tags_.ends(self.tags, len(self.text))
        return self._ends

    def lines(self, start: int, end: int, *, leave_out: bool = True) -> list[Line]:
        """The lines of text that a part of it shows; with all that is hidden or stands beside it unless ``leave_out``."""
        tags = self.tags
        if start or end < len(self.text):
            tags = tags[bisect_left(tags, (start,)) : bisect_left(tags, (end,))]
        keep_lines = self._is_parted_by_lines(start, end)
        self._part = Span(start, end)
        skip = self._skip if leave_out else None
        lines = Flow(self.text, skip, keep_lines=keep_lines).run(tags, start, end)
        return settle(paired(lines) if self.is_whole else lines)

    def _is_parted_by_lines(self, start: int, end: int) -> bool:
        """Whether line ends make paragraphs in a part of the page, since no tags do."""
        text = self.text
        if text.find('\n', start, end) < 0 or _PARTING.search(text, start, end):
            return False
        return not _LIST.search(text, start, end) or _EMPTY_LINE.search(text, start, end) is not None

    def _skip(self, begin: int, name: str, attributes: str) -> int:
        """Where what begins with a tag ends, if it is not shown or stands beside the text; 0 for what is shown."""
        is_beside = tags_.is_beside(name, attributes)
        if not is_beside and name not in ('form', 'header'):
            return self._chrome(begin, name, attributes) if self.is_whole and name in _NAMED else 0
        part = self._part
        end = min(self.ends().get(begin, 0), part.end)
        if name == 'aside' and is_beside and end - begin <= _LONGEST_ASIDE and self._asides < _MOST_ASIDES:
            self._asides += 1
            stop = self.tags[bisect_left(self.tags, (begin,))][1]
            is_beside = not any(line.kind == 'row' and line.names_field() for line in self.lines(stop, end))
            self._part = part
        elif name == 'form':
            # One that holds most of a page is there for what runs on the server.
            is_beside = is_beside or (
                self._holds(_INPUTS, begin, end)
                and (2 * (end - begin) < part.end - part.start or not self._holds(_PROSE, begin, end))
            )
        elif name == 'header' and not is_beside:
            # That of a page, not that of its text.
            is_beside = part.start == 0 and self._holds(('body',), 0, begin) and not self._holds(('h1',), begin, end)
        return end if is_beside else 0

    def _chrome(self, begin: int, name: str, attributes: str) -> int:
        """Where an element ends that is named as something around the advert, and is so by what it holds; else 0."""
        kind = self._kinds.get(attributes)
        if kind is None:
            kind = self._kinds[attributes] = chrome.kind(attributes)
        part = self._part
        end = min(self.ends().get(begin, 0), part.end) if kind else 0
        if 2 * (end - begin) > part.end - part.start or end <= begin or self._holds(('h1',), begin, end):
            return 0
        if end - begin > _LONGEST_CHROME or self._frames >= _MOST_FRAMES:
            return 0
        self._frames += 1
        if kind == 'notice':
            return end if _SHOWS_COOKIES.search(self.text, begin, end) else 0
        if kind == 'others':
            # A heading says so to people, too.
            at = bisect_left(self.tags, (begin,))
            close = next((tag[1] for tag in self.tags[at : at + _FARTHEST] if tag[2] in _CLOSED_HEADINGS), 0)
            return end if close and any(map(chrome.leads_to_others, self._inner(self.tags[at][1], close))) else 0
        if end - begin > _LONGEST_ASIDE or self._holds(_HEADINGS, begin, end):
            return 0
        stop = self.tags[bisect_left(self.tags, (begin,))][1]
        return end if chrome.is_frame(self._inner(stop, end)) else 0

    def _inner(self, start: int, end: int) -> list[Line]:
        part = self._part
        lines = self.lines(start, end)
        self._part = part
        return lines

    def holder(self, place: int) -> tuple[int, int]:
        """The element of which the text at a place is the first; an empty span where none is."""
        ends = self.ends()
        at = bisect_left(self.tags, (place,)) - 1
        found = (place, place)
        behind = place
        for begin, stop, name, _ in reversed(self.tags[max(at - _FARTHEST, 0) : at + 1]):
            if (
                name[:1] == '/'
                or (not self.text[stop:behind].isspace() and stop < behind)
                or name in ('html', 'body', 'main')
            ):
                break
            if ends.get(begin, 0) > place:
                found = (begin, ends[begin])
            behind = begin
        return found

    def _holds(self, names: tuple[str, ...], begin: int, end: int) -> bool:
        """Whether a tag of one of some names stands in a place."""
        places = self._places.get(names)
        if places is None:
            # What a text area holds is no text for people: its tag has no name.
            is_raw = 'textarea' in names
            places = self._places[names] = [
                tag[0]
                for tag in self.tags
                if tag[2] in names or (is_raw and not tag[2] and self.text[tag[0] : tag[0] + 9].lower() == '<textarea')
            ]
        return bisect_left(places, begin) < bisect_left(places, end)

    def main(self) -> tuple[Span, list[Line]]:
        """The part of a page that holds its text, and its lines: the first of those that say so and have a fair amount of it."""
        for span in self._parts():
            lines = self.lines(*span)
            if sum(len(line.words) for line in lines) >= _FAIR:
                return span, lines
        whole = Span(0, len(self.text))
        lines = self.lines(*whole)
        if not lines and self.tags:
            # A page that is hidden until its scripts run.
            lines = self.lines(*whole, leave_out=False)
        return whole, lines

    def _parts(self) -> list[Span]:
        mains: list[Span] = []
        postings: list[Span] = []
        articles: list[Span] = []
        for begin, _, name, attributes in self.tags:
            if name == 'main' or (
                'main' in attributes and tags_.attributes(attributes).get('role', '').lower() == 'main'
            ):
                found = mains
            elif name == 'article':
                found = articles
            elif '/JobPosting' in attributes and 'itemtype' in tags_.attributes(attributes):
                found = postings
            else:
                continue
            span = self.element(begin)
            if span and len(found) < _MOST_PARTS:
                found.append(span)
        # Of several articles, none is the page's text.
        return [*postings, *mains, *(articles if len(articles) == 1 else ())]

    def element(self, begin: int) -> Span | None:
        """The element whose tag begins at an offset; None where no tag does."""
        at = bisect_left(self.tags, (begin,))
        if begin < 0 or at == len(self.tags) or self.tags[at][0] != begin or not self.tags[at][2]:
            return None
        end = self.ends().get(begin)
        return Span(begin, end) if end else None

    def skipped(self, begin: int) -> int | None:
        """Where something ends that holds no text for people and begins at an offset; None where no such thing does."""
        at = bisect_left(self.tags, (begin,))
        is_it = at < len(self.tags) and self.tags[at][0] == begin and not self.tags[at][2]
        return self.tags[at][1] if is_it else None

    def find(self, name: str, start: int = 0) -> tuple[int, Tag] | None:
        """The next tag of a name, and its number."""
        for number in range(start, len(self.tags)):
            if self.tags[number][2] == name:
                return number, self.tags[number]
        return None


class Shown:
    """Lines put together: their text, where each begins in it, and its blocks."""

    def __init__(self, passage: Passage, lines: Sequence[Line]) -> None:
        self.passage = passage
        self.lines = lines
        self.places: list[int] = []
        self.blocks: list[Block] = []
        parts: list[str] = []
        size = 0
        for line in lines:
            if parts:
                gap = '\n' if line.gap < 2 else '\n\n'
                parts.append(gap)
                size += len(gap)
            parts.append(line.words)
            self.places.append(size)
            end = size + len(line.words)
            if line.is_more and self.blocks:
                self.blocks[-1] = Block(self.blocks[-1].kind, Span(self.blocks[-1].span.start, end))
            else:
                self.blocks.append(Block(line.kind, Span(size, end)))
            size = end
        self.text = ''.join(parts)

    def add(self, weaver: Weaver) -> list[Block]:
        """Add the text, in which what is no prose is covered; gives the blocks where they stand then."""
        mask = Mask(self.text)
        inline.cover(mask, 0, len(self.text), plain=True)
        view = mask.view()
        start = weaver.size
        weaver.turn(Woven(view, self.table, self.encode))
        weaver.copy(0, len(view))
        if not start:
            return self.blocks
        return [Block(kind, Span(its.start + start, its.end + start)) for kind, its in self.blocks]

    def encode(self, its: Writing) -> str | None:
        """How HTML writes a text; None where tags stand within what it takes the place of, or it would be shown otherwise."""
        # Imported here: few files are written.
        from lintjob.readers.text import writing  # noqa: PLC0415

        start, end = its.span
        if '<' in its.was or self.text[start:end] != its.view[start:end] or _UNSEEN.search(its.text):
            return None
        if '  ' in self.text[start - 1 : start] + its.text + self.text[end : end + 1]:
            return None
        if not writing.is_shown(self.text, its.span, its.text, plain=True):
            return None
        is_behind_tag = its.origin[max(its.place.start - _NEAR, 0) : its.place.start].rstrip()[-1:] == '>'
        begins = (its.text + self.text[end:]).lstrip()[:1]
        if is_behind_tag and self.text[start:].lstrip()[:1].islower() and not begins.islower():
            # What is bold before a capital is a label.
            return None
        written = encode(its.text)
        if its.origin.rfind('<', 0, its.place.start) > its.origin.rfind('>', 0, its.place.start):
            # The value of an attribute, which a page is named by.
            written = written.replace('"', '&quot;').replace("'", '&#39;')
        return written

    def table(self) -> Table:
        """Where the text stands."""
        table = Table()
        for line, place in zip(self.lines, self.places, strict=True):
            if table.ends:
                end = table.ends[-1]
                table.add(place - (1 if line.gap < 2 else 2), self.passage, end, end)
            line.pieces(table, place, self.passage)
        return table
