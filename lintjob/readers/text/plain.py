"""Plain text: header lines, and blocks by the shape of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.layout import Layout
from lintjob.listing import Block, Listing
from lintjob.passage import Masked, Passage, Writing
from lintjob.readers.text import header, inline
from lintjob.readers.text import lines as lines_
from lintjob.readers.text.blocks import Blocks, Rough, finished, rough
from lintjob.readers.text.lines import BareLine, Line
from lintjob.readers.text.mask import Mask, tidy
from lintjob.source import Source, Span


def read(source: Source, layout: Layout) -> Iterator[Listing]:
    """The listing in a plain text; a layout has nothing to say of it."""
    text = source.text
    mask = Mask(text)
    inline.cover(mask, 0, len(text), plain=True)
    lines = [Line(*line) for line in _lines(text)]
    head = header.read(mask.view() if mask.covers else text, text, lines)
    found = rough(_unframed(mask, block) for block in head.blocks) + _Scan(mask, lines[head.length :]).read()
    view = mask.view()
    start = lines[head.length].start if head.length < len(lines) else len(text)
    rest = len(view[start:].lstrip())
    start = len(text) - rest if rest else 0
    shown = Masked(view, Passage(text), _encode)
    yield Listing(source, shown, finished(tidy(view, text, found)), head.fields, Span(start, len(text)))


def _encode(its: Writing) -> str | None:
    # Imported here: few files are written.
    from lintjob.readers.text import writing  # noqa: PLC0415

    return writing.plain(its)


def scan(text: str) -> tuple[str, list[Rough]]:
    """A text without a header: its view, which has the text's length, and its blocks."""
    mask = Mask(text)
    inline.cover(mask, 0, len(text), plain=True)
    found = _Scan(mask, _lines(text)).read()
    view = mask.view()
    return view, tidy(view, text, found)


def _lines(text: str) -> Sequence[BareLine]:
    lines = lines_.cut(text)
    if inline.has_literal_breaks(text):
        return [part for line in lines for part in _parts(line, text)]
    return lines


def _unframed(mask: Mask, block: Block) -> Block:
    """A line of the header; what is drawn around it is covered."""
    start, end = block.span
    found = lines_.framed(mask.text[start:end])
    if not found:
        return block
    mask.cover(start, start + found.start(2))
    mask.cover(start + found.end(2), end)
    return Block('heading', Span(start + found.start(2), start + found.end(2)))


def _parts(line: BareLine, text: str) -> Iterator[BareLine]:
    """The lines that a line was before its breaks became a backslash and an n."""
    start, end, _ = line
    at = text.find('\\n', start, end)
    while at >= 0:
        yield start, at, text[start:at].strip()
        start = at + 2
        at = text.find('\\n', start, end)
    yield start, end, text[start:end].strip()


_WRAPPED_AT = 110
_LONG = 50
_LONGEST_HEADING = 60
#: The same for one that a mark says is a heading.
_LONGEST_MARKED = 100


class _Scan(Blocks):
    """One pass over the lines of a text."""

    def __init__(self, mask: Mask, lines: Sequence[BareLine]) -> None:
        super().__init__()
        self.mask = mask
        self.lines = lines
        self.before = ''
        lengths = [len(words) for _, _, words in lines if words]
        # Where no line is long, prose was wrapped, and a long line goes on in the next.
        self.wrapped = (
            bool(lengths) and max(lengths) <= _WRAPPED_AT and 2 * sum(map(_LONG.__le__, lengths)) > len(lengths)
        )

    def read(self) -> list[Rough]:
        index = self.mask.text.index
        for number, (begin, _, words) in enumerate(self.lines):
            if not words:
                self.close()
                continue
            start = index(words[0], begin)
            end = start + len(words)
            if self.kind is None and len(words) > lines_.LONGEST_ROW and words[0].isalpha() and words[1] != ')':
                # No sign stands before it, and it is too long for a heading or a row.
                self.open('paragraph', start, end)
            elif words[:2] == '- ' and words[2].isalnum():
                # As good as all items are marked in this way.
                self.mask.cover(start, start + 2)
                self.open('item', start + 2, end)
            elif not self.line(words, start, end, number):
                continue
            self.before = words
        self.close()
        return self.found

    def line(self, words: str, start: int, end: int, number: int) -> bool:
        """Read a line; False for one that is drawn."""
        first = words[0]
        if first.isalpha():
            # No sign stands before it, so it can only be an item with a letter: "a) ...".
            item = lines_.ITEM.match(words) if words[1:2] == ')' else None
        elif self.drawn(words, start, end):
            return False
        else:
            item = lines_.ITEM.match(words)
        if item:
            self.mask.cover(start, start + item.end())
            self.open('item', start + item.end(), end)
        elif self.kind is not None and self.continues(words):
            self.end = end
        elif len(words) <= _LONGEST_MARKED and self.is_heading(words, number):
            marks = len(words) - len(words.lstrip('#')) if words[0] == '#' else 0
            self.mask.cover(start, start + marks)
            self.open('heading', start + marks, end)
            self.close()
        else:
            self.open('row' if lines_.is_row(words) else 'paragraph', start, end)
        return True

    def drawn(self, words: str, start: int, end: int) -> bool:
        """Read a line that is drawn, not written, or has something drawn around it; False for any other."""
        if lines_.is_ruler(words):
            if self.kind == 'paragraph' and words[0] in '=-~' and self.end - self.start <= _LONGEST_HEADING:
                self.kind = 'heading'
            self.close()
            self.mask.cover(start, end)
            return True
        framed = lines_.framed(words)
        if framed:
            self.mask.cover(start, start + framed.start(2))
            self.mask.cover(start + framed.end(2), end)
            self.open('heading', start + framed.start(2), start + framed.end(2))
            self.close()
        return framed is not None

    def continues(self, words: str) -> bool:
        """Whether a line goes on with the block above it."""
        if words[0].islower() or words[0] in ',;)':
            return self.wrapped or lines_.label(words) is None
        if self.kind == 'row' or lines_.is_row(words) or lines_.is_bold(words):
            return False
        return self.wrapped and len(self.before) >= _LONG and not words.isupper()

    def is_heading(self, words: str, number: int) -> bool:
        """Whether a line on its own is a heading: by its marks, its capitals, or what stands around it."""
        if lines_.is_bold(words) or (words[0] == '#' and words.lstrip('#')[:1] == ' '):
            return True
        bare = words.strip('*_ ')
        if len(bare) > _LONGEST_HEADING or not bare or not (bare[0].isalnum() or ord(bare[0]) > 0x2000):
            return False
        if bare[-1] == ':':
            return True
        if bare[-1] in '.,;!\u2026' or bare[0].islower():
            return False
        if bare.isupper() and (len(bare) >= 5 and bare.count(' ') < 9):
            return True
        return self.leads(bare, number)

    def leads(self, words: str, number: int) -> bool:
        """Whether a short line stands over a list, or alone over a paragraph."""
        if words.count(' ') > 6 or lines_.is_row(words):
            return False
        is_alone = self.kind is None
        behind = number + 1
        while behind < len(self.lines) and not self.lines[behind][2]:
            behind += 1
        if behind == len(self.lines):
            return False
        following = self.lines[behind][2]
        if lines_.ITEM.match(following):
            return True
        return is_alone and len(following) > _LONGEST_HEADING
