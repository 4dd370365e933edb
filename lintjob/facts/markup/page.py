"""The part of a page that people see, as a listing of its own."""

from __future__ import annotations

from lintjob.listing import Listing
from lintjob.source import Span


def shown(listing: Listing, page: Span) -> Listing:
    """A listing without what its data says, whose offsets are those of ``listing``."""
    start, end = page
    text = (' ' * (start - 1) + '\n' if start else '') + listing.text[start:end]
    blocks = [block for block in listing.blocks if start <= block.span.start and block.span.end <= end]
    fields = {
        name: field
        for name, field in listing.fields.items()
        if field.value and start <= field.span.start and field.span.end <= end
    }
    body = Span(min(max(listing.body.start, start), end), max(min(listing.body.end, end), start))
    return Listing(listing.source, text, blocks, fields, body, listing.number)
