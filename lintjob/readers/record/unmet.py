"""What is said of fields that the owner of a feed looks for where no record has them: once a file."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.errors import Complaint
from lintjob.layout import Layout
from lintjob.readers.fields import folded
from lintjob.readers.record import contents, finding
from lintjob.readers.tree import Object
from lintjob.source import Source


class Unmet:
    """The fields of a layout that no record of a feed has had so far."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._left = {
            field: [tuple(map(folded, path)) for path in paths] for field, paths in layout.fields.items() if paths
        }
        self._first: tuple[Source, Object] | None = None

    def add(self, source: Source, node: Object) -> None:
        """Look at a record."""
        if not self._left:
            return
        if self._first is None:
            self._first = source, node
        met = [
            field
            for field, paths in self._left.items()
            if any(next(contents.at(node, path), None) is not None for path in paths)
        ]
        for field in met:
            del self._left[field]

    def rest(self) -> Iterator[Complaint]:
        """What is to be said at the end of the file, by its first record."""
        if self._first and self._left:
            source, node = self._first
            fields = {field: self._layout.fields[field] for field in self._left}
            yield from finding.wrong_fields(source, [node], self._layout._replace(fields=fields))
