"""What is said of a feed's records that are no listings: the first few one by one, the others in one line."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.errors import Complaint
from lintjob.readers.record import finding
from lintjob.readers.tree import Object
from lintjob.source import Position, Source

_MOST = 3


class Silent:
    """The records of a file that gave no listing."""

    def __init__(self) -> None:
        self._count = 0
        self._last: tuple[str, Position] | None = None

    def add(self, source: Source, node: Object) -> Iterator[Complaint]:
        """Note a record."""
        self._count += 1
        if self._count <= _MOST:
            yield finding.complaint(source, node)
        else:
            self._last = source.name, source.position(node.span.start)

    def rest(self) -> Iterator[Complaint]:
        """What is to be said at the end of the file."""
        if self._last:
            name, place = self._last
            more = self._count - _MOST
            records = 'record' if more == 1 else 'records'
            yield Complaint(name, *place, f'no listing is found in {more} more {records}, the last of them here')
