"""Markdown: what its marks make of a text, and the view without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from lintjob.expression import Expression
from lintjob.phrase import HIDDEN
from lintjob.readers.text import inline
from lintjob.readers.text import lines as lines_
from lintjob.readers.text.blocks import Blocks, Rough
from lintjob.readers.text.lines import BareLine
from lintjob.readers.text.mask import Mask, tidy

_QUOTE = Expression(r'(?:[ \t]{0,3}>[ \t]?)+')
_HEADING = Expression(r'#{1,6}(?:\s+|$)|#{2,6}(?=[^\W\d_])')
_CLOSING = Expression(r'[ \t]#+$')
_DEFINITION = Expression(r'\[[^\[\]\n]{1,100}\]:[ \t]*(?:<[^<>\s]*>|(?:https?://|/|\.|#|mailto:)\S*)')
_HTML_BLOCK = Expression(r'<(li|h[1-6]|p|div|ul|ol|table|tr|td|th|section|dt|dd|br|hr)\b', regex.IGNORECASE)
_HEADING_TAGS = frozenset(('h1', 'h2', 'h3', 'h4', 'h5', 'h6'))
_LONGEST_HEADING = 120
_BEHIND_LETTER = (')', '')  # of an item: "a) ..."
_TABLE_RULE = frozenset('|:- \t')
_RULE = frozenset('-*_ \t')

_FENCE = Expression(r'(?<![^\r\n])[ \t>]{0,6}(```+|~~~+)[ \t]*(?![^\r\n])')

# Where text begins that is not prose, whatever lines it holds.
_RAW_MARKS = ('```', '~~~', '<!--', '{%', '<s')
_RAW = Expression(r'(?<![^\r\n])[ \t>]{0,6}(```+|~~~+)|<!--|\{%-?\s*(raw|highlight|comment)\b|<(script|style|svg)\b')


def scan(text: str) -> tuple[str, list[Rough]]:
    """The view of a Markdown text without front matter or header, as long as the text, and its blocks."""
    mask = Mask(text)
    cover_raw(mask, 0, len(text))
    view = mask.view()
    mask = Mask(view)
    found = blocks(mask, 0, len(view))
    inline.cover(mask, 0, len(view), plain=False)
    view = mask.view()
    return view, tidy(view, text, found)


def cover_raw(mask: Mask, start: int, end: int) -> None:
    """Cover fenced code, comments and the like, whatever stands within them."""
    for begin, stop in raw(mask.text, start, end):
        mask.cover(begin, stop, HIDDEN)


def raw(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where fenced code, comments and the like stand in a piece of a text, in their order."""
    # A sign is found much faster than a mark of several, and most texts have none of them.
    if not any(mark[0] in text and mark in text for mark in _RAW_MARKS):
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
            yield begin, start
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
        yield begin, stop
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


def blocks(mask: Mask, start: int, end: int) -> list[Rough]:
    """The blocks in a piece of Markdown."""
    return _Scan(mask, lines_.cut(mask.text, start, end)).run()


class _Scan(Blocks):
    """One pass over the lines, which covers the marks that make blocks of them."""

    def __init__(self, mask: Mask, lines: Sequence[BareLine]) -> None:
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
        if all(text[start : start + 1].isspace() for start, _, words in lines if words):
            self.indent = min((text.index(words[0], start) - start for start, _, words in lines if words), default=0)

    def run(self) -> list[Rough]:
        is_indented = self.indent > 0
        cover = self.mask.cover
        for number, (start, end, words) in enumerate(self.lines):
            if not words or (words[0] == HIDDEN and not words.strip(HIDDEN + ' \t>')):
                self.close()
                self.after_blank = True
                self.in_table = False
                continue
            # The commonest lines have no blanks around them and are words alone, or "- " and words: those
            # are read here, as they would be below, without all that is asked of a line there.
            if self.in_table or '|' in words or end - start != len(words) or is_indented:
                self.line(start, end, words, number)
            elif words[0].isalpha() and ':' not in words and words[1:2] not in _BEHIND_LETTER:
                self.in_code = False
                if self.kind is None or self.kind == 'row':
                    self.in_list = False
                    self.open('paragraph', start, end)
                self.end = end
                if words[-1] == '\\':
                    self.close()
            elif words[0] == '-' and words[1:2] == ' ' and words[2].isalnum():
                self.in_code = False
                self.in_list = True
                cover(start, start + 1)
                self.open('item', start + 2, end)
            else:
                self.line(start, end, words, number)
            self.after_blank = False
        self.close()
        return self.found

    def line(self, start: int, end: int, words: str, number: int) -> None:
        begin = start if end - start == len(words) else self.text.index(words[0], start)
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
        if char.isalpha() and words[1:2] not in _BEHIND_LETTER:
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
        words = self.lines[number + 1][2]
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
