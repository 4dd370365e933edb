"""Faults of JobPosting data, and the data itself in a shape that is easy to ask."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from lintjob.circumstances import Circumstances
from lintjob.listing import Listing, Markup, Property
from lintjob.matcher import Hits
from lintjob.source import Span
from lintjob.typed import NamedTuple

if TYPE_CHECKING:
    from lintjob.facts.ending import Ending
    from lintjob.facts.pay import Pay
    from lintjob.facts.workplace import Workplace


class Stated(Protocol):
    """What a listing states, as far as its data is held against it: ``lintjob.facts.Facts``."""

    listing: Listing
    hits: Hits
    circumstances: Circumstances

    @property
    def pay(self) -> Pay:
        """The pay."""

    @property
    def workplace(self) -> Workplace:
        """Where the work is done."""

    @property
    def ending(self) -> Ending:
        """Whether the text is whole."""

    @property
    def prose(self) -> Stated:
        """What is stated in the text that people read."""


class Fault(NamedTuple):
    """Something that is wrong with JobPosting data.

    ``kind``: one of ``lintjob.facts.CHOICES``. ``property``: the names of the properties it is about, those of one that
    holds others with dots between them. ``value`` is what stands there, '' for nothing; ``expected`` what should, in
    words; ``other`` what it is not at one with. ``span`` is the place of the value; where nothing stands, that of
    what should hold it.
    """

    kind: str
    property: tuple[str, ...]
    value: str
    expected: str
    other: str
    span: Span


def one_of(names: tuple[str, ...]) -> str:
    """Names as a message gives them: ``HOUR, DAY or WEEK``."""
    return ' or '.join(filter(None, (', '.join(names[:-1]), names[-1])))


_PREFIXES = ('schema:', 'https://schema.org/', 'http://schema.org/')
_INNER = '@value'


class Data:
    """The values of a JobPosting. Paths are without the prefixes that some write before each name."""

    def __init__(self, listing: Listing, markup: Markup) -> None:
        self.listing = listing
        self.markup = markup

    @cached_property
    def properties(self) -> list[Property]:
        """All values that say something, in the order of the source."""
        return [
            each._replace(path=_plain(each.path), value=each.value.strip())
            for each in self.markup.properties
            if each.value.strip()
        ]

    @cached_property
    def _places(self) -> dict[tuple[str, ...], Span]:
        places: dict[tuple[str, ...], Span] = {}
        for path, span in self.markup.names.items():
            places.setdefault(_plain(path), span)
        return places

    def place(self, *path: str) -> Span:
        """Where a property stands, or the data as a whole where it is missing."""
        return self._places.get(path) or next((each.span for each in self.below(*path)), self.markup.span)

    def below(self, *path: str) -> Iterator[Property]:
        """The values under a path, and at it."""
        size = len(path)
        return (each for each in self.properties if each.path[:size] == path)

    def at(self, *path: str) -> list[Property]:
        """The values that stand right at a path: several of a list."""
        return [each for each in self.properties if each.path == path]

    def text(self, *path: str) -> str:
        """The first value at a path, '' where there is none."""
        return next((each.value for each in self.properties if each.path == path), '')

    def says(self, *path: str) -> bool:
        """Whether anything stands under a path beside the name of its type."""
        return any(each.path[-1] != '@type' for each in self.below(*path))

    def is_elsewhere(self, *path: str) -> bool:
        """Whether a path leads to what stands at another place of the page, by its ``@id``."""
        return any(each.path[-1] == '@id' for each in self.below(*path))

    def part(self, value: Property, start: int, end: int) -> Span:
        """The place of a piece of a value; that of all of it where it does not stand in the view as it is."""
        raw = self.listing.text[value.span.start : value.span.end]
        at = raw.find(value.value)
        return Span(value.span.start + at + start, value.span.start + at + end) if at >= 0 else value.span


def _plain(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path without prefixes, and without the names that only hold a value with its language."""
    names = tuple(next((name[len(each) :] for each in _PREFIXES if name.startswith(each)), name) for name in path)
    return names[:-1] if len(names) > 1 and names[-1] == _INNER else names
