"""Whether a listing's bytes are what they should be."""

from __future__ import annotations

from bisect import bisect_left

from lintjob.listing import Listing
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Encoding(NamedTuple):
    """A byte that was no UTF-8: ``char`` is what it was read as, in Windows-1252; ``span`` the word it stands in."""

    char: str
    span: Span


#: How many such characters are looked up in the view; the first that it shows is the one to name.
_MOST = 100


def read(listing: Listing) -> tuple[Encoding, ...]:
    """The first such byte of what a listing shows, if there is one."""
    strays = listing.source.strays
    extent = listing.view.extent
    for stray in strays[bisect_left(strays, extent.start) : bisect_left(strays, extent.end)][:_MOST]:
        at = listing.view.find(stray)
        if at is not None and listing.text[at] == listing.source.text[stray]:
            return (Encoding(listing.text[at], _word(listing.text, at)),)
    return ()


_LONGEST = 40


def _word(text: str, at: int) -> Span:
    """The word around a character, so that the reader sees what it is about."""
    start, end = at, at + 1
    while start > max(0, at - _LONGEST) and not text[start - 1].isspace():
        start -= 1
    while end < min(len(text), at + _LONGEST) and not text[end].isspace():
        end += 1
    return Span(start, end)
