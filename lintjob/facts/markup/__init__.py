"""What is wrong with the JobPosting data of a page, or of a file that holds nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.facts.markup import dates, prose, required, salary, title, values
from lintjob.facts.markup.fault import Data, Fault, Stated

__all__ = ['Fault', 'read']


def read(facts: Stated) -> tuple[Fault, ...]:
    """The faults of a listing's JobPosting data, in the order of their places."""
    markup = facts.listing.markup
    if markup is None:
        return ()
    if markup.mistake:
        return (Fault('unreadable', (), '', markup.mistake, '', markup.span),)
    return tuple(sorted(_faults(Data(facts.listing, markup), facts), key=_by_place))


def _by_place(fault: Fault) -> tuple[int, int, str]:
    return (*fault.span, fault.kind)


def _faults(data: Data, facts: Stated) -> Iterator[Fault]:
    yield from required.faults(data, facts)
    yield from values.faults(data, facts.hits)
    yield from dates.faults(data, lambda: facts.circumstances.day)
    yield from salary.faults(data)
    yield from title.faults(data, facts.hits)
    yield from prose.description(data)
    yield from prose.length(data, facts)
    yield from prose.workplace(data, facts)
    yield from salary.against(data, facts)
