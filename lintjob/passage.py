"""Passages: a text that was read out of a source, and where each of its characters stands there.

A view of a listing, a string of a JSON file without its escapes, a paragraph of HTML without its
tags and entities: each is a text made of pieces of other texts, down to the source itself. This is
the one way in which places are kept, for all formats.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from lintjob.source import Span
from lintjob.typed import NamedTuple


class Writing(NamedTuple):
    """What is to be written: ``text`` in the place of ``view[span]``, which stands in ``origin[place]``."""

    view: str
    span: Span
    text: str
    origin: str
    place: Span

    @property
    def was(self) -> str:
        """What stands in the origin now."""
        return self.origin[self.place.start : self.place.end]


#: How a text is written into the origin, with its escapes; None where it can't be.
Encode = Callable[[Writing], str | None]


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

    def write(self, span: Span, text: str) -> tuple[Span, str] | None:
        """What to put where in the source so that the text's ``span`` reads ``text``; None where it can't be written.

        An empty ``text`` takes the span away. What is given has the escapes of all that the text is made of.
        """
        written = self.encoded(span, text)
        return None if written is None else (self.place(span), written)

    def encoded(self, span: Span, text: str) -> str | None:
        """How the source writes ``text`` in the place of a span; None where it can't. Kinds of passages say it in their way."""
        del span
        return text

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

    __slots__ = ('_encode', '_make', '_table')

    def __init__(self, text: str, make: Callable[[], Table], encode: Encode | None = None) -> None:
        """``make`` gives the pieces; it is called when a place is asked for, which for most texts is never.

        ``encode`` says how a text is written into the origin of the pieces; without it, as it is, and only in the place
        of what stands there as it is.
        """
        super().__init__(text)
        self._make = make
        self._encode = encode
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

    def write(self, span: Span, text: str) -> tuple[Span, str] | None:
        """What to put where in the source so that the text's ``span`` reads ``text``. See ``Passage.write``.

        None where the span is more than whole pieces that stand side by side in one origin, or where one of them says
        something in other words.
        """
        found = self._stretch(span)
        if found is None:
            return None
        origin, place = found
        encode = self._encode or _as_it_is
        written = encode(Writing(self.text, span, text, origin.text, place))
        return None if written is None else origin.write(place, written)

    def _stretch(self, span: Span) -> tuple[Passage, Span] | None:
        """The one place in one origin where all of a span stands; None where there is none."""
        table = self.table
        if not table.starts or not 0 <= span.start <= span.end <= len(self.text):
            return None
        number = max(bisect_right(table.starts, span.start) - 1, 0)
        origin = table.origins[number]
        first = last = -1
        while number < len(table.starts) and (first < 0 or table.starts[number] < span.end):
            start, place, end = table.starts[number], table.places[number], table.ends[number]
            stop = table.starts[number + 1] if number + 1 < len(table.starts) else len(self.text)
            at, until = max(span.start, start), max(min(span.end, stop), span.start)
            if stop - start == end - place:
                begin, close = place + at - start, place + until - start
                if not self._is_same(Span(at, until), table.origins[number].text[begin:close]):
                    return None
            elif self._encode and (at, until) == (start, stop) and start < stop and place < end:
                begin, close = place, end
            else:
                return None
            if table.origins[number] is not origin or (first >= 0 and begin != last):
                return None
            first = begin if first < 0 else first
            last = close
            number += 1
        return origin, Span(first, last)

    def _is_same(self, span: Span, written: str) -> bool:
        """Whether what is written is what the text shows; where it has a way of writing, a blank for another is."""
        words = self.text[span.start : span.end]
        if words == written or not self._encode:
            return words == written
        pairs = zip(words, written, strict=False)
        return len(words) == len(written) and all(one == two or (one in ' \n' and two.isspace()) for one, two in pairs)

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


def _as_it_is(writing: Writing) -> str | None:
    """A text among others is one line of them, of which the edges are no blanks."""
    view, (start, end), text = writing.view, writing.span, writing.text
    if '\n' in text or '\r' in text:
        return None
    before, behind = view[max(start - 1, 0) : start], view[end : end + 1]
    is_first, is_last = before in ('', '\n'), behind in ('', '\n')
    left = (text or behind)[:1] if is_first else 'x'
    right = (text or before)[-1:] if is_last else 'x'
    return None if left.isspace() or right.isspace() or not left or not right else text


class Masked(Passage):
    """A text of which some characters are covered by others: each stands where the origin's does."""

    __slots__ = ('_encode', '_origin')

    def __init__(self, text: str, origin: Passage, encode: Encode) -> None:
        """``encode`` says how a text is written into the origin, so that none of it is covered."""
        super().__init__(text)
        self._origin = origin
        self._encode = encode

    def place(self, span: Span) -> Span:
        """Where a span of the text stands in the source. See ``Passage.place``."""
        return self._origin.place(span)

    def write(self, span: Span, text: str) -> tuple[Span, str] | None:
        """What to put where in the source so that the text's ``span`` reads ``text``; None also where it is covered."""
        origin = self._origin.text
        if self.text[span.start : span.end] != origin[span.start : span.end]:
            return None
        written = self._encode(Writing(self.text, span, text, origin, span))
        return None if written is None else self._origin.write(span, written)

    def find(self, offset: int) -> int | None:
        """The character of the text that an offset of the source belongs to, None for no one's."""
        return self._origin.find(offset)

    @property
    def extent(self) -> Span:
        """The part of the source within which all of the text stands."""
        return self._origin.extent


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
