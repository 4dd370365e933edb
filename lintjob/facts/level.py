"""Job level codes: "L60", "IC3", "Grade 7"."""

from __future__ import annotations

from typing import NamedTuple

from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span


class LevelCode(NamedTuple):
    """A level code in the text.

    ``scale``: the public scale it belongs to ("GS", "NHS Agenda for Change"), None for a code of the
    company's own. ``is_explained``: words, years, pay or a live link beside it say what it means.
    """

    code: str
    scale: str | None
    is_explained: bool
    span: Span


def read(listing: Listing, hits: Hits) -> tuple[LevelCode, ...]:
    """The level codes of a listing, in the order of the text."""
    return ()
