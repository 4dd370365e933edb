"""When an advert was posted and when it closes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span


class Dated(NamedTuple):
    """A date and where it stands."""

    day: date
    span: Span


class Dates(NamedTuple):
    """The dates of an advert; None for what it does not state."""

    posted: Dated | None
    closes: Dated | None


def read(listing: Listing, hits: Hits) -> Dates:
    """The dates that a listing states in its fields or in labelled words."""
    return Dates(None, None)
