"""The JobPosting data of a page: what its scripts of type ``application/ld+json`` hold."""

from __future__ import annotations

from lintjob.expression import Expression
from lintjob.readers.html.page import Page
from lintjob.readers.json.parser import Parser
from lintjob.readers.json.slips import SlipError
from lintjob.readers.record.jobposting import postings
from lintjob.readers.tree import Object, Value
from lintjob.source import Source
from lintjob.typed import NamedTuple

_TYPE = 'ld+json'
_NAME = 'JobPosting'
# What hides a script from what is older than scripts.
_WRAPPED = Expression(r'\s*+(?://\s*+)?(?:<!--|(?:/\*\s*+)?<!\[CDATA\[(?:\s*+\*/)?)')
_WRAPPING = Expression(r'(?://\s*+)?(?:-->|(?:/\*\s*+)?\]\]>(?:\s*+\*/)?)\s*+\Z')


class Data(NamedTuple):
    """The postings of a page, without those that say the same again; and where and why data can't be read, if none can."""

    postings: tuple[Object, ...]
    mistake: tuple[int, str] | None = None


NONE = Data(())


def read(source: Source, page: Page) -> Data:
    """The JobPosting data of a page. What is no JSON counts only if it means to be a posting."""
    text = source.text
    found: dict[tuple[str, ...], Object] = {}
    mistake = None
    at = text.find(_TYPE)
    while at >= 0:
        begin = text.rfind('<', 0, at)
        start = text.find('>', at) + 1
        stop = page.skipped(begin)
        at = text.find(_TYPE, at + 1)
        if stop is None or not 0 < start < stop:
            continue
        end = text.rfind('</', start, stop)
        end = stop if end < 0 else end
        if text.find(_NAME, start, end) < 0:
            continue
        wrapped = _WRAPPED.match(text, start, end)
        if wrapped:
            start = wrapped.end()
            wrapping = _WRAPPING.search(text, start, end)
            end = wrapping.start() if wrapping else end
        try:
            for posting in postings(Parser(text, end).whole(start)):
                said = (posting.get(key) for key in ('title', 'description'))
                found.setdefault(tuple(its.text.strip() if isinstance(its, Value) else '' for its in said), posting)
        except SlipError as slip:
            mistake = mistake or (slip.at, slip.message)
    return Data(tuple(found.values()), None if found else mistake)
