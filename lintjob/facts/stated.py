"""What a listing states in a field, as against what its text says."""

from __future__ import annotations

from lintjob.listing import Listing
from lintjob.source import Span


def is_markup(listing: Listing, span: Span) -> bool:
    """Whether a field's value is one of JobPosting data, which has rules of its own against the text."""
    if listing.markup is None:
        return False
    page = listing.markup.page
    return span.start < listing.body.start if page is None else not page.start <= span.start <= page.end


def in_field(listing: Listing, span: Span) -> bool:
    """Whether a place in the view is in a field's value, not in the advert's own text."""
    return any(
        field.value and field.span.overlaps(span) for field in listing.fields.values() if field.name != 'summary'
    )


def called(listing: Listing, span: Span, *more: str) -> str:
    """What stands at a place as a message names it: a field's value with its name, and the fields ``more`` beside it."""
    named = [
        f'{field.label}: {listing.words(field.span)}'
        for field in sorted(listing.fields.values(), key=lambda field: field.span)
        if field.label and field.value and (field.span.overlaps(span) or field.name in more)
    ]
    return ', '.join(dict.fromkeys(named)) or listing.words(span)
