"""Markdown: front matter, and the blocks of the text after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from lintjob.expression import Expression
from lintjob.layout import Layout
from lintjob.listing import Block, Field, Listing
from lintjob.phrase import HIDDEN
from lintjob.readers import fields
from lintjob.readers.text import frontmatter, header, inline
from lintjob.readers.text import lines as lines_
from lintjob.readers.text.blocks import Blocks
from lintjob.readers.text.lines import Line
from lintjob.readers.text.mask import Mask, tidy
from lintjob.readers.tree import Object
from lintjob.source import Source, Span

_QUOTE = Expression(r'(?:[ \t]{0,3}>[ \t]?)+')
_HEADING = Expression(r'#{1,6}(?:\s+|$)|#{2,6}(?=[^\W\d_])')
_CLOSING = Expression(r'[ \t]#+$')
_DEFINITION = Expression(r'\[[^\[\]\n]{1,100}\]:[ \t]*(?:<[^<>\s]*>|(?:https?://|/|\.|#|mailto:)\S*)')
_HTML_BLOCK = Expression(r'<(li|h[1-6]|p|div|ul|ol|table|tr|td|th|section|dt|dd|br|hr)\b', regex.IGNORECASE)
_HEADING_TAGS = frozenset(('h1', 'h2', 'h3', 'h4', 'h5', 'h6'))
_LONGEST_HEADING = 120
_TABLE_RULE = frozenset('|:- \t')
_RULE = frozenset('-*_ \t')

_FENCE = Expression(r'(?<![^\r\n])[ \t>]{0,6}(```+|~~~+)[ \t]*(?![^\r\n])')

# Where text begins that is not prose, whatever lines it holds.
_RAW_MARKS = ('```', '~~~', '<!--', '{%', '<s')
_RAW = Expression(r'(?<![^\r\n])[ \t>]{0,6}(```+|~~~+)|<!--|\{%-?\s*(raw|highlight|comment)\b|<(script|style|svg)\b')


def read(source: Source, layout: Layout) -> Iterator[Listing]:
    """The listing in a Markdown file. Raises LintjobError for front matter that does not parse."""
    yield _listing(source, layout)


def _listing(source: Source, layout: Layout) -> Listing:
    text = source.text
    front = frontmatter.read(source)
    mask = Mask(text)
    found: dict[str, Field] = {}
    blocks: list[Block] = []
    start = 0
    inner: list[Span] = []
    if front:
        start = front.end
        leaves = fields.renamed(front.leaves, layout.fields) if layout.fields else front.leaves
        found = fields.gather(text, leaves)
        blocks, inner = frontmatter.show(mask, front.end, leaves)
    _cover_raw(mask, start, len(text))
    text = mask.view()
    mask = Mask(text)
    for block in blocks:
        inline.cover(mask, *block.span, plain=False)
    for span in inner:
        blocks += _blocks(mask, *span)
        inline.cover(mask, *span, plain=False)
    body_blocks = _blocks(mask, start, len(text))
    inline.cover(mask, start, len(text), plain=False)
    view = mask.view()
    body_blocks = tidy(view, source.text, body_blocks)
    blocks = tidy(view, source.text, blocks)
    body = header.complete(source.text, view, found, body_blocks, start)
    if body.start == body.end and front and isinstance(front.tree, Object):
        # All that the file says stands in its front matter: it is a record like any other, which most are not.
        from lintjob.readers.record import record  # noqa: PLC0415

        told = record.listing(source, front.tree, 0, layout, is_record=False)
        if told:
            return told
    if body.start == body.end:
        summary = found.get('summary')
        body = summary.span if summary else inner[-1] if inner else body
    return Listing(source, view, [*blocks, *body_blocks], found, body)


def scan(text: str) -> tuple[str, list[Block]]:
    """The view of a Markdown text without front matter or header, as long as the text, and its blocks."""
    mask = Mask(text)
    _cover_raw(mask, 0, len(text))
    view = mask.view()
    mask = Mask(view)
    blocks = _blocks(mask, 0, len(view))
    inline.cover(mask, 0, len(view), plain=False)
    view = mask.view()
    return view, tidy(view, text, blocks)


def _cover_raw(mask: Mask, start: int, end: int) -> None:
    """Cover fenced code, comments and the like, whatever stands within them."""
    text = mask.text
    if not any(mark in text for mark in _RAW_MARKS):
        return
    missing: set[str] = set()
    while True:
        found = _RAW.search(text, start, end)
        if not found:
            return
        begin, start = found.span()
        fence = found[1]
        if fence:
            start = _fence_end(text, start, end, fence)
            mask.cover(begin, start, HIDDEN)
            continue
        closing = '-->' if found[0] == '<!--' else f'</{found[3]}' if found[3] else f'end{found[2]}'
        stop = -1 if closing in missing else text.find(closing, start, end)
        if stop >= 0:
            stop += len(closing)
            if closing != '-->':
                tail = text.find('>' if found[3] else '%}', stop, end)
                stop = stop if tail < 0 else tail + (1 if found[3] else 2)
        elif closing == '-->' and _opens_line(text, begin):
            stop = end  # a comment that opens a line and is never closed hides the rest
        else:
            missing.add(closing)
            continue
        mask.cover(begin, stop, HIDDEN)
        start = stop


def _opens_line(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at].rstrip(' ')
    return before[-1:] in ('\n', '\r') or (not before and at < 4)


def _fence_end(text: str, start: int, end: int, fence: str) -> int:
    """Where fenced code ends: at a fence of the same sign, at least as long; else with the text."""
    for found in _FENCE.finditer(text, start, end):
        if found[1].startswith(fence):
            return found.end()
    return end


def _blocks(mask: Mask, start: int, end: int) -> list[Block]:
    """The blocks in a piece of Markdown. Their edges may still hold marks that are covered in the view."""
    return _Scan(mask, lines_.split(mask.text, start, end)).run()


class _Scan(Blocks):
    """One pass over the lines, which covers the marks that make blocks of them."""

    def __init__(self, mask: Mask, lines: Sequence[Line]) -> None:
        super().__init__()
        self.mask = mask
        self.text = mask.text
        self.lines = lines
        self.after_blank = True
        self.in_list = False
        self.in_code = False
        self.in_table = False
        # A piece of front matter is indented as a whole.
        text = mask.text
        self.indent = 0
        if all(text[line.start : line.start + 1].isspace() for line in lines if line.words):
            self.indent = min((self.begin(line) - line.start for line in lines if line.words), default=0)

    def begin(self, line: Line) -> int:
        return self.text.index(line.words[0], line.start)

    def run(self) -> list[Block]:
        for number, line in enumerate(self.lines):
            if line.words and (line.words[0] != HIDDEN or line.words.strip(HIDDEN + ' \t>')):
                self.line(line, number)
                self.after_blank = False
            else:
                self.close()
                self.after_blank = True
                self.in_table = False
        self.close()
        return self.blocks

    def line(self, line: Line, number: int) -> None:
        start, end, words = line
        begin = start if end - start == len(words) else self.begin(line)
        indent = begin - start - self.indent
        if indent > 0 and '\t' in self.text[start:begin]:
            indent += 3
        if words[0] == '>':
            quote = _QUOTE.match(self.text, start, end)
            if quote:
                self.mask.cover(start, quote.end())
                words = self.text[quote.end() : end].strip()
                if not words:
                    self.close()
                    return
                begin = self.text.index(words[0], quote.end())
        stop = begin + len(words)
        self.in_code = indent >= 4 and self.kind is None and (self.in_code or (self.after_blank and not self.in_list))
        if self.in_code:
            self.mask.cover(begin, stop, HIDDEN)
        elif self.in_table or ('|' in words and self.opens_table(number)):
            self.table(words, begin, stop)
        elif not self.marked(words, begin, stop):
            self.prose(words, begin, stop, indent)

    def marked(self, words: str, begin: int, stop: int) -> bool:
        """Read a line that a mark makes what it is; False for any other."""
        char = words[0]
        if char.isalpha() and words[1:2] not in (')', ''):
            return False
        if char in '#<[':
            return {'#': self.heading, '<': self.tag, '[': self.definition}[char](words, begin, stop)
        if char in '-=*_' and self.rule(words, char, begin, stop):
            return True
        if char in '*_' and lines_.is_bold(words):
            self.in_list = False
            self.open('heading', begin, stop)
            self.close()
            return True
        item = lines_.ITEM.match(words)
        if item:
            self.mask.cover(begin, begin + item.end())
            self.open('item', begin + item.end(), stop)
            self.in_list = True
        return bool(item)

    def heading(self, words: str, begin: int, stop: int) -> bool:
        mark = _HEADING.match(words)
        if not mark:
            return False
        self.mask.cover(begin, begin + mark.end())
        closing = _CLOSING.search(words) if words[-1] == '#' else None
        if closing:
            self.mask.cover(begin + closing.start(), stop)
            stop = begin + closing.start()
        self.in_list = False
        self.open('heading', begin + mark.end(), stop)
        self.close()
        return True

    def tag(self, words: str, begin: int, stop: int) -> bool:
        tag = _HTML_BLOCK.match(words)
        if not tag:
            return False
        name = tag[1].lower()
        self.open('item' if name == 'li' else 'heading' if name in _HEADING_TAGS else 'paragraph', begin, stop)
        if name != 'p':
            self.close()
        return True

    def definition(self, words: str, begin: int, stop: int) -> bool:
        """Read the address that a link's name stands for."""
        if not _DEFINITION.match(words):
            return False
        self.close()
        self.mask.cover(begin, stop, HIDDEN)
        return True

    def rule(self, words: str, char: str, begin: int, stop: int) -> bool:
        """Read a line that is drawn: one under a heading, or one between parts."""
        if words[-1] not in _RULE and char != '=':
            return False
        if words.strip('=') if char == '=' else not set(words) <= _RULE:
            return False
        if char in '-=' and ' ' not in words and self.kind == 'paragraph' and self.end - self.start <= _LONGEST_HEADING:
            self.kind = 'heading'
        elif words.count(char) < 3:
            return False
        self.mask.cover(begin, stop)
        self.close()
        self.in_list = False
        return True

    def opens_table(self, number: int) -> bool:
        if number + 1 >= len(self.lines):
            return False
        words = self.lines[number + 1].words
        return '-' in words and '|' in words and set(words) <= _TABLE_RULE

    def table(self, words: str, begin: int, stop: int) -> None:
        self.in_table = True
        self.close()
        if set(words) <= _TABLE_RULE:
            self.mask.cover(begin, stop)
            return
        if words[0] == '|':
            self.mask.cover(begin, begin + 1)
        if words[-1] == '|' and len(words) > 1:
            self.mask.cover(stop - 1, stop)
        self.open('row', begin, stop)
        self.close()

    def prose(self, words: str, begin: int, stop: int, indent: int) -> None:
        if ':' in words and lines_.is_row(words) and (self.kind in (None, 'row') or words[0] in '*_'):
            self.open('row', begin, stop)
        elif self.kind in (None, 'row'):
            self.in_list = self.in_list and indent >= 2
            self.open('paragraph', begin, stop)
        self.end = stop
        if self.text[stop : stop + 2] == '  ' or words[-1] == '\\':
            self.close()
