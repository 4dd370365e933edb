"""Words in their place: the text of a piece, cut where a highlight begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.phrase import HIDDEN
from lintjob.problem import Problem
from lintjob.reporters.html.words import clipped, escaped, is_seen, shown
from lintjob.source import Span
from lintjob.typed import NamedTuple

_LONGEST_UNSEEN = 90
_COVERED = re.compile(f'{HIDDEN}+')
# Of an advert, one that a person writes to or opens; what else is covered is markup.
_ADDRESS = re.compile(r'^[\w.+-]{1,80}@[\w.-]{1,80}$|^(?:https?://|www\.)\S{1,200}$')
#: What stands where something is missing.
_CARET = '<span class="caret" aria-hidden="true">‸</span>'


class Note(NamedTuple):
    """A problem on the page: its number in the whole report, and the one that is shown, counted from 1 within its advert."""

    id: int
    number: int
    problem: Problem


def marked(listing: Listing, piece: Span, notes: Sequence[Note], own: Sequence[Note]) -> Iterator[str]:
    """The text of a piece with the words of ``notes`` highlighted; behind those of ``own`` stands the number of the note.

    What several problems share is one highlight that belongs to all of them.
    """
    spans = {note.id: _within(note.problem.span, piece) for note in notes}
    unseen = {note.id for note in notes if not is_seen(listing.text[slice(*note.problem.span)])}
    owned = {note.id for note in own}
    lasts = owned.intersection(spans)
    edges = sorted({piece.start, piece.end, *(edge for span in spans.values() for edge in span)})
    for number, start in enumerate(edges):
        for note in notes:
            if spans[note.id] == (start, start):
                yield _mark('', [note], 'missing', _CARET)
                if note.id in lasts:
                    yield _reference(note)
        if number + 1 == len(edges):
            break
        end = edges[number + 1]
        here = [note for note in notes if spans[note.id].start <= start and end <= spans[note.id].end]
        text = listing.text[start:end]
        if not here:
            yield escaped(_prose(listing, Span(start, end)))
        elif unseen.issuperset(note.id for note in here) and shown(text).strip(' ') == '' and text.strip():
            words = clipped(shown(listing.words(Span(start, end))), _LONGEST_UNSEEN)
            yield _mark(escaped(words), here, 'unseen' if words else 'blank')
        else:
            yield _mark(escaped(_prose(listing, Span(start, end))), here, '' if is_seen(text) else 'blank')
        for note in here:
            if spans[note.id].end == end and note.id in lasts:
                yield _reference(note)


def _prose(listing: Listing, span: Span) -> str:
    """A part of the view as its reader sees it: an address that was covered is one of the words."""
    text = listing.text[slice(*span)]
    if HIDDEN not in text:
        return shown(text)

    def uncovered(run: re.Match[str]) -> str:
        start, end = listing.place(Span(span.start + run.start(), span.start + run.end()))
        return found[0] if (found := _ADDRESS.search(listing.source.text[start:end])) else ' '

    return shown(_COVERED.sub(uncovered, text))


def _within(span: Span, piece: Span) -> Span:
    start = min(max(span.start, piece.start), piece.end)
    return Span(start, max(min(span.end, piece.end), start))


def _mark(text: str, notes: Sequence[Note], kind: str, inner: str = '') -> str:
    worst = max(note.problem.level for note in notes)
    ids = ' '.join(str(note.id) for note in notes)
    return f'<mark class="{f"{worst} {kind}".rstrip()}" data-p="{ids}">{text}{inner}</mark>'


def _reference(note: Note) -> str:
    level = note.problem.level
    return (
        f'<a class="ref {level}" id="r{note.id}" href="#p{note.id}" data-p="{note.id}"'
        f' aria-label="{level} {note.number}" lang="en">{note.number}</a>'
    )
