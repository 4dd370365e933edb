"""Whether the text of a listing is whole."""

from __future__ import annotations

from typing import NamedTuple

from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span


class Ending(NamedTuple):
    """How the text ends.

    ``state``: ``whole``, ``cut`` or ``empty`` (no text at all). ``sign`` is the evidence of a cut:
    ``marker`` (words or dots that stand for missing text), ``word``, ``clause``, ``bracket`` or
    ``limit`` (it ends inside one, or at a length at which scrapers cut); '' where it is whole.
    ``span`` is the sign, or the last words.
    """

    state: str
    sign: str
    span: Span


def read(listing: Listing, hits: Hits) -> Ending:
    """How the text of a listing ends."""
    return Ending('whole', '', Span(listing.body.end, listing.body.end))
