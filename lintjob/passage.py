"""Passages: a text that was read out of a source, and where each of its characters stands there.

A view of a listing, a string of a JSON file without its escapes, a paragraph of HTML without its
tags and entities: each is a text made of pieces of other texts, down to the source itself. This is
the one way in which places are kept, for all formats.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from lintjob.source import Span


class Passage:
    """A text and its places. ``text[start:end]`` stands in the source at ``place(Span(start, end))``.

    Made as it is here, the text stands in the source in one piece: its first character at ``shift``.
    """

    __slots__ = ('shift', 'text')

    def __init__(self, text: str, shift: int = 0) -> None:
        self.text = text
        self.shift = shift

    def place(self, span: Span) -> Span:
        """Where a span of the text stands in the source: from its first character to its last, with all between.

        An empty span stands before the character that it stands before.
        """
        return Span(span.start + self.shift, span.end + self.shift)

    def find(self, offset: int) -> int | None:
        """The character of the text that an offset of the source belongs to, None for no one's."""
        at = offset - self.shift
        return at if 0 <= at < len(self.text) else None

    @property
    def extent(self) -> Span:
        """The part of the source within which all of the text stands."""
        return Span(self.shift, self.shift + len(self.text))


class Table:
    """The pieces of a text: ``starts`` where each begins in it, ``places`` and ``ends`` where it stands in its origin.

    A piece as long as its place stands there character for character; any other as a whole.
    """

    __slots__ = ('ends', 'origins', 'places', 'starts')

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.origins: list[Passage] = []
        self.places: list[int] = []
        self.ends: list[int] = []

    def add(self, start: int, origin: Passage, place: int, end: int) -> None:
        """Note a piece; pieces come in the order of the text."""
        self.starts.append(start)
        self.origins.append(origin)
        self.places.append(place)
        self.ends.append(end)


class Woven(Passage):
    """A text made of pieces of other passages."""

    __slots__ = ('_make', '_table')

    def __init__(self, text: str, make: Callable[[], Table]) -> None:
        """``make`` gives the pieces; it is called when a place is asked for, which for most texts is never."""
        super().__init__(text)
        self._make = make
        self._table: Table | None = None

    @property
    def table(self) -> Table:
        """The pieces."""
        if self._table is None:
            self._table = self._make()
        return self._table

    def place(self, span: Span) -> Span:
        """Where a span of the text stands in the source. See ``Passage.place``."""
        first = self._around(span.start)
        if span.end <= span.start:
            at = first.end if span.start >= len(self.text) else first.start
            return Span(at, at)
        last = self._around(span.end - 1)
        # Pieces that were put together in another order than they stand in: there is no text between them.
        return Span(first.start, last.end if last.end >= first.start else first.end)

    def find(self, offset: int) -> int | None:
        """The character of the text that an offset of the source belongs to, None for no one's."""
        for start, stop, place in self._pieces():
            if place.start <= offset < place.end:
                return next((at for at in range(start, stop) if offset < self._around(at).end), start)
        return None

    @property
    def extent(self) -> Span:
        """The part of the source within which all of the text stands."""
        places = [place for _, _, place in self._pieces()]
        return Span(min((place.start for place in places), default=0), max((place.end for place in places), default=0))

    def _pieces(self) -> Iterator[tuple[int, int, Span]]:
        """Where each piece begins and ends in the text, and its place in the source."""
        starts = self.table.starts
        for number, start in enumerate(starts):
            stop = starts[number + 1] if number + 1 < len(starts) else len(self.text)
            yield start, stop, self.place(Span(start, stop))

    def _around(self, offset: int) -> Span:
        """The place of the character at an offset, or of all that stands as one with it."""
        table = self.table
        if not table.starts:
            return Span(0, 0)
        number = max(bisect_right(table.starts, offset) - 1, 0)
        start, place, end = table.starts[number], table.places[number], table.ends[number]
        stop = table.starts[number + 1] if number + 1 < len(table.starts) else len(self.text)
        origin = table.origins[number]
        if stop - start == end - place:
            at = place + min(offset, stop) - start
            return origin.place(Span(at, min(at + 1, end)))
        return origin.place(Span(place, end))


class Weaver:
    """A text that is being put together. ``size`` is its length so far."""

    __slots__ = ('_origin', '_parts', '_table', 'size')

    def __init__(self, origin: Passage) -> None:
        """``origin`` is what pieces are taken from until another is named."""
        self.size = 0
        self._parts: list[str] = []
        self._table = Table()
        self._origin = origin

    def turn(self, origin: Passage) -> None:
        """Take what follows from another passage."""
        self._origin = origin

    def copy(self, start: int, end: int) -> None:
        """Add the origin's own characters, ``text[start:end]``."""
        self.put(self._origin.text[start:end], start, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Add ``text``, which stands for the origin's ``text[start:end]``; of the same length, character for character."""
        if text:
            self._table.add(self.size, self._origin, start, end)
            self._parts.append(text)
            self.size += len(text)

    def gap(self, text: str) -> None:
        """Add characters that stand nowhere: what parts two texts. Their place is the end of what is before them."""
        if text:
            end = self._table.ends[-1] if self._table.ends else 0
            origin = self._table.origins[-1] if self._table.origins else self._origin
            self._table.add(self.size, origin, end, end)
            self._parts.append(text)
            self.size += len(text)

    def done(self) -> Woven:
        """What was put together."""
        table = self._table
        return Woven(''.join(self._parts), lambda: table)
