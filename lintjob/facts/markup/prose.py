"""What JobPosting data says against the text that people read."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.facts.markup.fault import Data, Fault, Stated
from lintjob.facts.markup.required import is_remote
from lintjob.facts.workplace.conflict import is_said_of_job

#: A page says more than its description's text; much more means that the description is not all of the advert.
_PART = 1 / 3
#: Pages of fewer words may be nearly all headings.
_LEAST = 80
#: A description of more words may be all of an advert, and the rest of the page be about other jobs.
_MOST = 60
_NAMED = ('title', 'name')


def description(data: Data) -> Iterator[Fault]:
    """A description that only repeats the title."""
    said = _folded(data.markup.description or data.text('description'))
    title = data.text('title')
    if title and said == _folded(title):
        for each in data.at('description')[:1]:
            yield Fault('description-is-title', ('description',), title, '', '', each.span)


def length(data: Data, facts: Stated) -> Iterator[Fault]:
    """A description much shorter than what the page shows."""
    if data.markup.page is None:
        return
    said = len(data.markup.description.split())
    shown = len(facts.listing.text[data.markup.page.start : data.markup.page.end].split())
    is_title = _folded(data.markup.description) == _folded(data.text('title'))
    if data.at('description') and not is_title and shown >= _LEAST and said < min(_MOST, shown * _PART):
        each = data.at('description')[0]
        yield Fault('short-description', ('description',), f'{said:,}', '', f'{shown:,}', each.span)


def workplace(data: Data, facts: Stated) -> Iterator[Fault]:
    """Work from home in the data, and an office in the text."""
    if not is_remote(data):
        return
    stated = facts.prose.workplace
    each = data.at('jobLocationType')[0]
    if stated.mode not in ('onsite', 'hybrid'):
        return
    prose = facts.prose
    if is_said_of_job(prose.listing, prose.hits, stated.mode, has_amount=stated.has_amount):
        said = ' '.join(facts.listing.text[stated.span.start : stated.span.end].split())
        yield Fault('remote-contradiction', ('jobLocationType',), each.value, '', said, each.span)


def _folded(text: str) -> str:
    return ''.join(filter(str.isalnum, text.casefold()))
