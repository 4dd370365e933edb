"""Plain text."""

from __future__ import annotations

from lintjob.listing import Block, Field, Listing
from lintjob.source import Source, Span


def read(source: Source) -> Listing:
    """The listing in a plain text."""
    text = source.text
    end = text.find('\n')
    end = len(text) if end < 0 else end
    return Listing(
        source,
        text,
        [Block('paragraph', Span(0, len(text)))],
        {'title': Field('title', text[:end], Span(0, end))},
        Span(0, len(text)),
    )
