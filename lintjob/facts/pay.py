"""The pay that a listing states."""

from __future__ import annotations

from typing import NamedTuple

from lintjob.facts.place import Place
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span


class Pay(NamedTuple):
    """What the advert says of the pay for this job, in figures.

    ``kind``: ``range``, ``fixed``, ``open_ended``, ``estimate`` or ``none``. ``minimum`` and
    ``maximum`` are plain numbers of ``currency`` (ISO 4217; None where it can't be told) for one
    ``period`` (hour, day, week, fortnight, month, year; None where none is stated).
    ``has_slot``: the listing has a place for the pay, a field or a labelled line. ``span`` is the
    statement; for ``none`` the place where the pay belongs. ``is_reversed``: the greater figure
    stood first.
    """

    kind: str
    minimum: float | None
    maximum: float | None
    currency: str | None
    period: str | None
    span: Span
    has_slot: bool
    is_reversed: bool

    @property
    def spread(self) -> float | None:
        """The maximum over the minimum."""
        return self.maximum / self.minimum if self.minimum and self.maximum else None


def read(listing: Listing, hits: Hits, place: Place | None) -> Pay:
    """The best statement of pay: a range before a fixed sum, an open-ended one, an estimate."""
    return Pay('none', None, None, None, None, listing.head, False, False)


def statements(listing: Listing, hits: Hits) -> tuple[Span, ...]:
    """The clauses and lines that speak of the pay for this job."""
    return ()
