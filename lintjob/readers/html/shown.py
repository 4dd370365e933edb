"""A line of text as a browser shows it, and where its characters stand."""

from __future__ import annotations

import regex

from lintjob.expression import Expression
from lintjob.listing import BlockKind
from lintjob.passage import Passage, Table
from lintjob.readers.html.entities import ENTITY, decode
from lintjob.readers.text import lines as lines_
from lintjob.readers.text.header import label_field

_BLANK = r'[\t\n\f\r ]'
_INVISIBLE = '\xad\u200b\ufeff\u2060'
_WRITTEN_BLANK = r'&(?:#(?:0*+(?:9|1[0-3]|32)|[xX]0*+(?:[9a-dA-D]|20))(?:;|(?![0-9a-fA-F]))|Tab;|NewLine;)'

# What is not shown as it is written: blanks, unless it is one space; entities; what has no width.
_SPECIAL = Expression(rf'((?:{_BLANK}|{_WRITTEN_BLANK}){{2,}}+|[\t\n\f\r]|{_WRITTEN_BLANK})|{ENTITY}|[{_INVISIBLE}]')
_WRITTEN = Expression(_WRITTEN_BLANK)
_ENTITY = Expression(ENTITY)
# The entities that texts are full of; none of their characters can be part of another one.
_COMMON = (('&nbsp;', '\xa0'), ('&#8217;', '\u2019'), ('&rsquo;', '\u2019'), ('&#39;', "'"), ('&quot;', '"'))

_LONGEST_LABEL = 40
_PAIR = 2
# What parts the cells of a row, and a label from its value.
_CELLS = '   '
_LABELLED = ': '


class Line:
    """A line of text, or a row of a table with a line in each of its cells.

    ``parts`` are the pieces of the source that it is made of, ``starts`` where they begin; ``cut`` is how much of the
    beginning is no text but a mark. ``gap`` is how it is parted from the line before: by a line feed or by two.
    ``is_kept``: it ends where it does in the source. ``is_more``: it goes on with the block of the line before.
    ``rank`` is that of a heading's tag, 0 for others.
    """

    __slots__ = (
        'cell',
        'cells',
        'cut',
        'gap',
        'is_kept',
        'is_more',
        'kind',
        'parting',
        'parts',
        'rank',
        'starts',
        'words',
    )

    def __init__(self, kind: BlockKind, words: str, parts: list[str], starts: list[int], gap: int) -> None:
        self.kind: BlockKind = kind
        self.words = words
        self.parts = parts
        self.starts = starts
        self.gap = gap
        self.cut = 0
        self.rank = 0
        self.is_kept = False
        self.is_more = False
        self.cell = 0
        self.cells: tuple[Line, ...] = ()
        self.parting = _CELLS

    def cut_off(self, size: int) -> None:
        """Cut off a mark that the line begins with."""
        self.cut += size
        self.words = self.words[size:]

    def hold(self, cells: tuple[Line, ...], *, is_labelled: bool = False) -> None:
        """Be the row of some cells; a label is parted from its value as in a text."""
        label = cells[0].words
        if len(cells) == _PAIR and len(label) <= _LONGEST_LABEL:
            if label[-1] == ':':
                self.parting = ' '
            elif is_labelled or label_field(label):
                self.parting = _LABELLED
        self.kind = 'row'
        self.cells = cells
        self.words = self.parting.join(cell.words for cell in cells)

    def names_field(self) -> bool:
        """Whether a row begins with a label that names a field."""
        return bool(self.field())

    def field(self) -> str:
        """The name of the field that a row's label names, '' where it names none."""
        if self.cells:
            return label_field(self.cells[0].words.rstrip(': '))
        label = lines_.label(self.words)
        return label_field(label[1]) if label else ''

    def part_label(self, count: int) -> None:
        """Part the label that the first parts are from its value, if it is one."""
        label = shown(''.join(self.parts[:count]))
        value = shown(''.join(self.parts[count:]))
        if not label or not value or label[-1] == ':' or not (value[0].isalnum() and not value[0].islower()):
            return
        if label_field(label):
            first = Line('row', label, self.parts[:count], self.starts[:count], 0)
            second = Line('row', value, self.parts[count:], self.starts[count:], 0)
            self.kind = 'row'
            self.cells = (first, second)
            self.words = self.parting.join((label, value))

    def pieces(self, table: Table, size: int, passage: Passage) -> int:
        """Add the line's pieces to a table, in which it begins at ``size``; returns where it ends."""
        if not self.cells:
            return _pieces(self, table, size, passage)
        for number, cell in enumerate(self.cells):
            if number:
                end = table.ends[-1]
                table.add(size, passage, end, end)
                size += len(self.parting)
            size = cell.pieces(table, size, passage)
        return size


def shown(raw: str) -> str:
    """What a browser shows of a text without tags: blanks are one space, entities what they stand for."""
    words = raw
    if '&' in words:
        if _WRITTEN.search(words):
            return _SPECIAL.sub(_shown, raw).strip()
        for token, char in _COMMON:
            words = words.replace(token, char)
        if '&' in words:
            words = _ENTITY.sub(_shown_entity, words)
    if not words.isascii() and ('\xad' in words or '\u200b' in words or '\ufeff' in words or '\u2060' in words):
        return _SPECIAL.sub(_shown, raw).strip()
    if '\n' in words:
        words = words.replace('\n', ' ')
    if '\t' in words:
        words = words.replace('\t', ' ')
    if '\r' in words:
        words = words.replace('\r', ' ')
    if '\f' in words:
        words = words.replace('\f', ' ')
    while '  ' in words:
        words = words.replace('  ', ' ')
    return words.strip()


def _shown_entity(found: regex.Match[str]) -> str:
    token = found[0]
    chars, used = decode(token)
    return chars + token[used:]


def _shown(found: regex.Match[str]) -> str:
    if found[1]:
        return ' '
    token = found[0]
    if token[0] != '&':
        return ''
    chars, used = decode(token)
    return token[used:] if chars in _INVISIBLE else chars + token[used:]


def _pieces(line: Line, table: Table, size: int, passage: Passage) -> int:
    raw = ''.join(line.parts)
    stops = []
    at = 0
    for part in line.parts:
        at += len(part)
        stops.append(at)
    whole = _SPECIAL.sub(_shown, raw)
    skip = len(whole) - len(whole.lstrip()) + line.cut
    stop = size + len(line.words)
    at = number = 0
    size -= skip
    begin = stop - len(line.words)

    def source(offset: int, number: int) -> int:
        return line.starts[number] + offset - (stops[number - 1] if number else 0)

    def copy(start: int, end: int) -> None:
        nonlocal size, number
        while start < end:
            while stops[number] <= start:
                number += 1
            till = min(end, stops[number])
            first, last = max(start, start + begin - size), min(till, start + stop - size)
            if first < last:
                place = source(first, number)
                table.add(size + first - start, passage, place, place + last - first)
            size += till - start
            start = till

    for found in _SPECIAL.finditer(raw):
        start, end = found.span()
        chars = ' '
        if not found[1]:
            chars = ''
            end = start + 1
            if raw[start] == '&':
                chars, used = decode(found[0])
                if not used:
                    continue
                end = start + used
        copy(at, start)
        at = end
        if chars in _INVISIBLE:
            continue
        if begin <= size and size + len(chars) <= stop:
            while stops[number] <= start:
                number += 1
            last = number
            while stops[last] < end:
                last += 1
            table.add(size, passage, source(start, number), source(end - 1, last) + 1)
        size += len(chars)
    copy(at, len(raw))
    return stop
