"""The place that a listing has for its pay: a field, a labelled line, a sentence with the pay as its subject."""

from __future__ import annotations

from lintjob.facts.pay.fields import FIELDS
from lintjob.facts.pay.words import TRIM, Words
from lintjob.listing import Listing
from lintjob.source import Span


def slot_of(listing: Listing, words: Words) -> Span | None:
    """Where a listing has a place for its pay: a field, a labelled line, a sentence with the pay as its subject."""
    for name in FIELDS:
        field = listing.fields.get(name)
        if field and field.label:
            # A record's empty field has a place of its own; that of front matter stands behind its name.
            if field.value or field.span.start < field.span.end:
                return field.span
            return _written_label(listing, field.span, field.label) or listing.head
    text = words.text
    for label in words.labels:
        if words.is_label(label) and (':' in text[label.end : label.end + 8] or _is_line(text, label)):
            return label
    subjects = words.said('pay.subject')
    return subjects[0] if subjects else None


def _is_line(text: str, span: Span) -> bool:
    start = text.rfind('\n', max(0, span.start - 60), span.start) + 1
    end = text.find('\n', span.end, span.end + 60)
    return not text[start : span.start].strip(TRIM) and end >= 0 and not text[span.end : end].strip(TRIM)


def _written_label(listing: Listing, span: Span, label: str) -> Span | None:
    """The name of an empty field, where it stands before its value in the source."""
    if label:
        for back in range(8):
            start = span.start - back - len(label)
            if start < 0:
                break
            place = Span(start, start + len(label))
            if listing.source.text[slice(*listing.place(place))] == label:
                return place
    return None
