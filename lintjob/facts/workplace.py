"""Where the work is done."""

from __future__ import annotations

from typing import NamedTuple

from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span


class Workplace(NamedTuple):
    """What the advert says of where the work is done.

    ``mode``: ``onsite``, ``hybrid``, ``remote``, ``choice`` (several are offered) or ``unstated``.
    ``days_in_office``: a week, None where it is neither stated nor computable from a five-day
    week. ``days``: which weekdays are in the office, in English, lower case. ``has_amount``: a
    hybrid mode says how much (days, which days, a share). ``has_region``: it says where a remote
    worker may live. ``conflict``: '' or what contradicts (``remote-in-office``, ``days-do-not-add-up``),
    at ``conflict_span``. ``span`` is the statement of the mode, for ``unstated`` the listing's head.
    """

    mode: str
    days_in_office: float | None
    days: tuple[str, ...]
    has_amount: bool
    has_region: bool
    conflict: str
    conflict_span: Span
    span: Span


def read(listing: Listing, hits: Hits) -> Workplace:
    """The workplace of the job."""
    return Workplace('unstated', None, (), False, False, '', listing.head, listing.head)
