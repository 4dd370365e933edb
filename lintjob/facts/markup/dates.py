"""The days of JobPosting data: over already, or before they begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lintjob.facts.markup.fault import Data, Fault
from lintjob.facts.markup.values import day_of


def faults(data: Data, today: Callable[[], str]) -> Iterator[Fault]:
    """What is wrong with the end of the advert, which is told by the day that ``today`` gives."""
    posted = day_of(data.text('datePosted'))
    for each in data.at('validThrough')[:1]:
        ends = day_of(each.value)
        if ends and posted and ends < posted:
            yield Fault('ends-before', ('validThrough',), each.value, '', posted, each.span)
        elif ends and ends < today():
            yield Fault('expired', ('validThrough',), each.value, '', ends, each.span)
