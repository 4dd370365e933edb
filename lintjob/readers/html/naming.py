"""The title of a page: in its text, else in its head."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from lintjob.expression import Expression
from lintjob.readers.html.page import Page
from lintjob.readers.html.shown import Line, shown
from lintjob.readers.text.header import is_title
from lintjob.source import Span
from lintjob.typed import NamedTuple

_LONGEST = 200
_MOST_LINES = 10
_MOST_TAGS = 300
_OG = Expression(r'\bog:(title|site_name)\b')
_CONTENT = Expression(r'\bcontent\s*+=\s*+(?:"([^"]*+)"|\'([^\']*+)\')', regex.IGNORECASE)
_TITLE = Expression(r'<title\b[^>]{0,500}>([^<]{1,1000})', regex.IGNORECASE)
# What parts the title from the company's or the site's name.
_PARTING = Expression(r'\s+(?:[|\-\u2013\u2014\xb7\u2022:\xbb]|at|@|bei|chez|en|bij|presso)\s+', regex.IGNORECASE)


class Names(NamedTuple):
    """What a page's head says it is called: places of the page's text, None for what it does not say."""

    og: Span | None
    site: Span | None
    title: Span | None

    @classmethod
    def of(cls, page: Page) -> Names:
        """The names in a page's head."""
        text = page.text
        found: dict[str, Span] = {}
        title = None
        for begin, stop, name, attributes in page.tags[:_MOST_TAGS]:
            if name == 'body':
                break
            if name == 'meta' and 'og:' in attributes:
                kind, content = _OG.search(attributes), _CONTENT.search(text, begin, stop)
                if kind and content:
                    found.setdefault(kind[1], Span(*content.span(1 if content[1] is not None else 2)))
            elif not name and title is None:
                its = _TITLE.match(text, begin, stop)
                title = Span(*its.span(1)) if its else None
        return cls(found.get('title'), found.get('site_name'), title)

    def best(self, text: str) -> Span | None:
        """The name of what the page is about: without the site's name behind it."""
        for span in (self.og, self.title):
            if span and shown(text[span.start : span.end]):
                return self._cut(text, span)
        return None

    def _cut(self, text: str, span: Span) -> Span:
        site = shown(text[self.site.start : self.site.end]).casefold() if self.site else ''
        if not site:
            return span
        words = text[span.start : span.end]
        for parting in _PARTING.finditer(words):
            before, behind = shown(words[: parting.start()]).casefold(), shown(words[parting.end() :]).casefold()
            if before and behind and site in behind:
                return Span(span.start, span.start + parting.start())
            if behind and before == site:
                return Span(span.start + parting.end(), span.end)
        return span


def title_line(page: Page, lines: Sequence[Line], part: Span, *, is_named: bool) -> Line | None:
    """The line that is a page's title though no first heading is in its main part, ``part``, whose ``lines`` are given.

    It is one of them, or stands elsewhere in the page: as a heading or, unless the data names the advert (``is_named``),
    in its head. None where the page does not say.
    """
    names = Names.of(page)
    known = [shown(page.text[span.start : span.end]).casefold() for span in (names.og, names.title) if span]
    at = 0
    while (found := page.find('h1', at)) is not None:
        at, tag = found[0] + 1, found[1]
        span = page.element(tag[0])
        if span and not part.start <= span.start < part.end:
            its_lines = page.lines(*span)
            words = its_lines[0].words.casefold() if its_lines else ''
            if words and (any(words in name for name in known) or not known):
                return its_lines[0]
    best = None if is_named else names.best(page.text)
    if not best:
        return None
    raw = page.text[best.start : best.end]
    words = shown(raw)
    for line in lines[:_MOST_LINES]:
        if line.kind == 'heading' and _is_end(words.casefold(), line.words.casefold()):
            return line
    shown_ = _among(words, lines[:_MOST_LINES])
    if shown_:
        shown_.kind, shown_.rank = 'heading', 1
        return shown_
    line = Line('heading', words[:_LONGEST], [raw], [best.start], 2)
    line.rank = 1
    return line


def _among(name: str, lines: Sequence[Line]) -> Line | None:
    """The one of the first lines that is a part of a name: the title, without the site's name behind it."""
    parts = {part.casefold() for part in _PARTING.split(name)}
    found = [line for line in lines if line.kind == 'paragraph' and line.words.casefold() in parts]
    return found[0] if len({line.words.casefold() for line in found}) == 1 and is_title(found[0].words) else None


def _is_end(words: str, part: str) -> bool:
    """Whether a name begins or ends with a part of it."""
    return words.startswith(part) or words.endswith(part)
