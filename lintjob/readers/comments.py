"""Comments to lintjob: taken out before a text is read, so that they change nothing of what is read there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from lintjob.errors import Complaint
from lintjob.expression import Expression
from lintjob.listing import Listing
from lintjob.passage import Passage
from lintjob.source import Position, Source, Span

# Without it no text holds such a comment. A colon that was forgotten is seen where what follows is a directive.
_SIGN = 'intjob'
_OPENING = Expression(r'<!--\s*+[Ll]intjob(?:\s*+:|[\s-]++(?:dis|en)able)')
_BLANKS = ' \t'
_LINE_ENDS = ('\n', '\r')


def may_stand_in(text: str) -> bool:
    """Whether a text may hold comments to lintjob: most hold none, and need not be looked through."""
    return _SIGN in text


def is_one(text: str, at: int) -> bool:
    """Whether a comment to lintjob begins at an offset."""
    return _OPENING.match(text, at) is not None


def read_without(
    source: Source,
    comments: Sequence[Span],
    read: Callable[[Source], Iterable[Listing | Complaint]],
    margin: str = _BLANKS,
) -> Iterator[Listing | Complaint]:
    """What ``read`` makes of a source whose comments are taken out; every place is one in the source with them.

    ``margin`` are the signs that may stand before a comment which has its line to itself: such a line is gone as a whole.
    """
    cuts = Cuts(_pieces(source.text, comments, margin))
    for each in read(_Bare(source, cuts)):
        if isinstance(each, Listing):
            each.source = source
            each.view = _Apart(each.view, cuts)
            each.comments = tuple(comments)
        yield each


def _pieces(text: str, comments: Sequence[Span], margin: str) -> Iterator[Span]:
    """What is taken out of a text: the lines that hold nothing else, or the comments with a blank beside them."""
    number = 0
    while number < len(comments):
        start, end = comments[number]
        number += 1
        while number < len(comments) and not text[end : comments[number].start].strip(_BLANKS):
            end = comments[number].end
            number += 1
        begin = max(map(text.rfind, _LINE_ENDS, (0, 0), (start, start))) + 1
        stop = min((at for at in map(text.find, _LINE_ENDS, (end, end)) if at >= 0), default=len(text))
        before, behind = text[begin:start], text[end:stop]
        if not before.strip(margin) and not behind.strip(_BLANKS):
            stop += 2 if text.startswith('\r\n', stop) else 1
            yield Span(begin, min(stop, len(text)))
        elif before[-1:] in _BLANKS and before and (not behind or behind[0] in _BLANKS):
            yield Span(start - 1, end)
        elif not before and behind[:1] in _BLANKS:
            yield Span(start, end + 1)
        else:
            yield Span(start, end)


class Cuts:
    """Pieces that are taken out of a text, and so the offsets of what is left in the whole and in the rest."""

    def __init__(self, pieces: Iterable[Span]) -> None:
        """``pieces`` do not overlap and come in their order."""
        self.pieces = list(pieces)
        self._starts = [piece.start for piece in self.pieces]
        self._ends: list[int] = []  # where each is gone, in the rest
        self._sizes = [0]
        for start, end in self.pieces:
            self._ends.append(start - self._sizes[-1])
            self._sizes.append(self._sizes[-1] + end - start)

    def rest(self, text: str) -> str:
        """The text without the pieces."""
        edges = [0, *(edge for piece in self.pieces for edge in piece), len(text)]
        return ''.join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))

    def whole(self, offset: int) -> int:
        """Where what begins at an offset of the rest begins in the whole."""
        return offset + self._sizes[bisect_right(self._ends, offset)]

    def end(self, offset: int) -> int:
        """Where what ends at an offset of the rest ends in the whole."""
        return offset + self._sizes[bisect_left(self._ends, offset)]

    def span(self, span: Span) -> Span:
        """A span of the rest as one of the whole, with all that stands within it."""
        start = self.whole(span.start)
        return Span(start, max(start, self.end(span.end)))

    def find(self, offset: int) -> int | None:
        """The offset in the rest of a character of the whole; None for one that is taken out."""
        number = bisect_right(self._starts, offset)
        if number and offset < self.pieces[number - 1].end:
            return None
        return offset - self._sizes[number]

    def is_within(self, span: Span) -> bool:
        """Whether something is taken out between the first and the last character of a span of the rest."""
        return bisect_right(self._ends, span.start) < bisect_left(self._ends, span.end)


class _Bare(Source):
    """A source without pieces of it, whose positions are those of the whole."""

    __slots__ = ('_cuts', '_whole')

    def __init__(self, source: Source, cuts: Cuts) -> None:
        strays = (cuts.find(stray) for stray in source.strays)
        super().__init__(
            source.name, cuts.rest(source.text), source.begin, tuple(stray for stray in strays if stray is not None)
        )
        self._whole = source
        self._cuts = cuts

    def position(self, offset: int) -> Position:
        """Where an offset stands in the file. See ``Source.position``."""
        return self._whole.position(min(self._cuts.whole(offset), len(self._whole.text)))


class _Apart(Passage):
    """A view of a text without pieces of it, as a view of the whole."""

    __slots__ = ('_cuts', '_view')

    def __init__(self, view: Passage, cuts: Cuts) -> None:
        super().__init__(view.text)
        self._view = view
        self._cuts = cuts

    def place(self, span: Span) -> Span:
        """Where a span of the text stands in the source. See ``Passage.place``."""
        return self._cuts.span(self._view.place(span))

    def encoded(self, span: Span, text: str) -> str | None:
        """How the source writes a text. A comment that stands within the span would be lost: then it can't."""
        return None if self._cuts.is_within(self._view.place(span)) else self._view.encoded(span, text)

    def find(self, offset: int) -> int | None:
        """The character of the text that an offset of the source belongs to, None for no one's."""
        at = self._cuts.find(offset)
        return None if at is None else self._view.find(at)

    @property
    def extent(self) -> Span:
        """The part of the source within which all of the text stands."""
        return self._cuts.span(self._view.extent)
