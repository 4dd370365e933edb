"""Where a job is: country, region and city."""

from __future__ import annotations

from typing import NamedTuple

from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span


class Place(NamedTuple):
    """A place: ISO 3166-1 alpha-2 ``country``, ISO 3166-2 ``region`` (``US-CO``), ``city`` as written; None for unknown."""

    country: str | None
    region: str | None
    city: str | None
    span: Span


def read(listing: Listing, hits: Hits) -> Place | None:
    """The place of the job, from its location field or line; None where neither names one."""
    return None
