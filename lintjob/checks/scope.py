"""Where in a listing a check looks."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.facts import Facts
from lintjob.listing import FIELD_NAMES, SCOPES
from lintjob.source import Span

#: All names a rule may give as its scope: parts of the listing, its fields, statements about a topic.
NAMES = (*SCOPES, 'pay', *(name for name in FIELD_NAMES if name not in SCOPES))

#: The scopes that hold all of the text.
EVERYWHERE = ('listing', 'body')


def regions(facts: Facts, scope: str) -> Iterator[Span]:
    """The spans a scope names, each a text that a match must lie within.

    ``listing`` and ``body`` are given block by block: no phrase runs from one list item into the next.
    """
    listing = facts.listing
    if scope == 'pay':
        yield from facts.pay_statements
    elif scope == 'body':
        yield from (block.span for block in listing.blocks if block.span.start >= listing.body.start)
    elif scope == 'listing':
        blocks = [block.span for block in listing.blocks]
        yield from blocks
        for field in listing.fields.values():
            if field.value and not any(span.start <= field.span.start < span.end for span in blocks):
                yield field.span
    else:
        yield from listing.regions(scope)
