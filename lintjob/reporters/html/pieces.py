"""An advert in pieces, as a page shows it: its blocks, and what stands between them where that is to be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lintjob.listing import Block, BlockKind, Listing, trim
from lintjob.problem import Problem
from lintjob.reporters.html.words import is_seen
from lintjob.source import Span
from lintjob.typed import NamedTuple

_EMPTY_LINE = re.compile(r'\n[^\S\n]*\n')


class Piece(NamedTuple):
    """A part of the view, and the kind of element it becomes; ``label`` is the name of the field that it is, or ''."""

    kind: str
    span: Span
    label: str


def pieces(listing: Listing, problems: Sequence[Problem]) -> Iterator[Piece]:
    """The pieces of an advert in their order. They share no character, and each problem touches at least one of them."""
    labels = {field.span: field.label or field.name.replace('_', ' ') for field in listing.fields.values()}
    for name, field in listing.fields.items():
        if name == 'title':
            labels.pop(field.span, None)
    blocks = list(_apart(listing.blocks))
    strays = sorted(problem.span for problem in problems if not any(touches(problem.span, span) for _, span in blocks))
    at = 0
    for kind, span in [*blocks, (None, Span(len(listing.text), len(listing.text)))]:
        own = [stray for stray in strays if stray.start <= span.start]
        strays = strays[len(own) :]
        yield from _between(listing, Span(at, span.start), own)
        is_marked = kind and any(touches(problem.span, span) for problem in problems)
        if kind and (is_marked or is_seen(listing.text[slice(*span)])):
            # What stands behind a label is a row; the advert's own text has no labels.
            yield Piece(kind, span, labels.get(span, '') if kind == 'row' else '')
        at = span.end


def touches(problem: Span, piece: Span) -> bool:
    """Whether a problem is to be marked in a piece; an empty one is marked at its edges too."""
    if problem.start == problem.end:
        return piece.start <= problem.start <= piece.end
    return problem.overlaps(piece)


def _apart(blocks: Iterable[Block]) -> Iterator[tuple[BlockKind, Span]]:
    """Blocks in their order, each without what the one before it holds."""
    at = 0
    for block in sorted(blocks, key=lambda block: block.span):
        span = Span(max(block.span.start, at), block.span.end)
        if span.start < span.end:
            yield block.kind, span
            at = span.end


def _between(listing: Listing, gap: Span, own: Sequence[Span]) -> Iterator[Piece]:
    """What stands between two blocks, in paragraphs, where there is something to read or a problem of its own."""
    text = listing.text
    start = gap.start
    while start < gap.end or own:
        found = _EMPTY_LINE.search(text, start, gap.end)
        stop = found.start() if found else gap.end
        mine = [span for span in own if span.start <= stop]
        own = own[len(mine) :]
        end = max(stop, min(max((span.end for span in mine), default=0), gap.end))
        near = trim(text, Span(start, end))
        if mine and is_seen(text[start:end]):
            first = max(min(near.start, mine[0].start), start)
            yield Piece('paragraph', Span(first, max(near.end, *(min(span.end, end) for span in mine))), '')
        elif mine:
            yield from (Piece('row', span, _label(listing, span)) for span in _parted(mine, Span(start, end)))
        elif any(char.isalnum() for char in text[start:end]):
            yield Piece('paragraph', near, '')
        start = max(found.end() if found else gap.end, end)


def _parted(places: Iterable[Span], within: Span) -> Iterator[Span]:
    """Places without what an earlier one holds already."""
    at = within.start - 1
    for place in places:
        span = Span(max(place.start, at, within.start), min(place.end, within.end))
        if span.start < span.end or span.start == span.end == place.start != at:
            yield span
            at = span.end


def _label(listing: Listing, span: Span) -> str:
    """What a place without words is: the name of a value of the page's job data, or of a field."""
    if listing.markup:
        for value in listing.markup.properties:
            if value.span == span:
                return '.'.join(value.path)
        for path, place in listing.markup.names.items():
            if place == span:
                return '.'.join(path)
        if listing.markup.span == span:
            return 'job data'
    return next((field.label or field.name for field in listing.fields.values() if field.span == span), 'not shown')
