"""Trees: what JSON, YAML, a row of a table and an XML element have in common, with the place of all in the source."""

from __future__ import annotations

from lintjob.passage import Passage
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Value(NamedTuple):
    """A text, number, flag or null.

    ``passage`` holds the value as it is meant, without quotes and escapes; that of null is empty.
    ``span`` is where the value stands in the source, as it is written.
    """

    passage: Passage
    span: Span
    is_text: bool = True

    @property
    def text(self) -> str:
        """The value as it is meant."""
        return self.passage.text


class Entry(NamedTuple):
    """A key and what stands under it; ``place`` is where the key's characters stand in the source."""

    key: str
    place: Span
    node: Node


class Object(NamedTuple):
    """Keys and what stands under them, in the order of the source; the same key may come twice, as in XML."""

    entries: tuple[Entry, ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """What stands under a key the first time, None where it is missing."""
        return next((entry.node for entry in self.entries if entry.key == key), None)


class Array(NamedTuple):
    """Several of a kind, in the order of the source."""

    items: tuple[Node, ...]
    span: Span


Node = Value | Object | Array
