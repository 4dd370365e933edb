"""The lines of text that a piece of HTML shows, and what each of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import ClassVar

from lintjob.expression import Expression
from lintjob.readers.html import tags as tags_
from lintjob.readers.html.shown import Line, shown
from lintjob.readers.html.tags import Tag
from lintjob.readers.text import lines as lines_
from lintjob.readers.text import places
from lintjob.readers.text.header import label_field

# A line's end, and what makes it a paragraph's.
_LINE_END = Expression(r'(?:\r\n?|\n)((?:[ \t\f]*+(?:\r\n?|\n))++)?+')
# The bullets of lists that were pasted from a word processor.
_PASTED_BULLET = Expression(r'[o\xa7](?:\xa0 ?){2,}')

# What stands between the parts of a line that is put together: "Leeds | Full-time".
_PARTS = Expression(r'\s[|\xb7\u2022\xbb\u203a]\s')
_LONGEST_HEADING = 60
_LONGEST_TITLE = 160
_LONGEST_ROW = 300
_LONGEST_BOLD = 90
_MOST_BOLD = 12
_SIGNS = 0x2000
_SHORTEST_CAPITALS = 5
_MOST_CAPITALS = 9
_MOST_LEADING = 6
_SHORTEST_LABEL = 3
_LONGEST_LABEL = 30
_FEWEST_PAIRED = 4
_EMPTY_LINE = 2
# As in plain text.
_WRAPPED_AT = 110
_LONG = 50

_NO_ROW = -1
_LAYOUT = -2
# Signs that may stand alone without being bullets.
_NO_BULLETS = '-\u2013\u2014+*('
_ENDING_FIGURES = '0123456789)'
_CAPITAL = Expression(r'(?:<[A-Za-z][^<>]{0,300}+>){1,4}+[\p{Lu}\u00a3$\u20ac]')
_NO_WORDS = frozenset(('', ':'))
_INLINE_NAMES = (
    'a abbr acronym bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output progress q ruby s '
    'samp small span strike sub sup time tt u var wbr img input link meta source picture body html head tbody thead tfoot'
)
_INLINE = frozenset(('', *_INLINE_NAMES.split(), *(f'/{name}' for name in _INLINE_NAMES.split())))
_BLOCK_NAMES = (
    'p div section article main header footer aside nav dialog form fieldset legend blockquote address figure figcaption '
    'details center caption hr hgroup search'
)
_BLOCKS = (*_BLOCK_NAMES.split(), *(f'/{name}' for name in _BLOCK_NAMES.split()), '/dd')


class Flow:
    """One pass over tags, which gathers the lines of text between them."""

    def __init__(self, text: str, skip: Callable[[int, str, str], int] | None, *, keep_lines: bool) -> None:
        """``skip`` says where what a tag begins ends if it is not to be shown, 0 if it is; None shows all.

        It is given where the tag stands, its name and its attributes. ``keep_lines``: line ends of the source are shown.
        """
        self.text = text
        self.lines: list[Line] = []
        self._skip = skip
        self._keep = int(keep_lines)
        # The line that is being gathered.
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._gap = 2
        self._bold = 0
        self._is_plain = False  # some of it is not bold
        self._label = 0  # how many of its parts are a bold beginning
        self._rank = 0
        self._is_item = False  # it is the first of a list's item
        self._is_broken = False  # the line before it was ended by a line break alone
        self._at = 0  # where the tag begins
        # What it stands in.
        self._lists = 0
        self._list_start = 0
        self._row = _NO_ROW  # the first line of a table's row
        self._cell = 0
        self._is_head = False  # a row begins with a cell that is a heading
        self._tables: list[bool] = []
        self._table_start = 0

    def run(self, tags: Iterable[Tag], start: int, end: int) -> list[Line]:
        """The lines of ``text[start:end]``, whose tags are given."""
        text = self.text
        inline, actions, skip = _INLINE, self._actions, self._skip
        at = start
        for begin, stop, name, attributes in tags:
            if begin < at:
                continue
            if begin > at:
                piece = text[at:begin]
                if self._keep:
                    self._written(piece, at)
                elif self._parts or not piece.isspace():
                    self._parts.append(piece)
                    self._starts.append(at)
                    if not self._bold and not self._is_plain and piece.strip() not in _NO_WORDS:
                        self._is_plain = True
            at = stop
            if not attributes and name in inline:
                continue
            if skip and (attributes or name in tags_.BESIDE):
                after = skip(begin, name, attributes)
                if after:
                    if name not in inline:
                        self._end()
                    at = after
                    continue
            action = actions.get(name)
            if action:
                self._at = begin
                action(self, name)
        if end > at:
            self._written(text[at:end], at)
        self._end()
        self._end_row()
        return self.lines

    def _written(self, piece: str, at: int) -> None:
        """Take text; where line ends are kept, each ends a line."""
        begin = 0
        if self._keep:
            for found in _LINE_END.finditer(piece):
                self._take(piece[begin : found.start()], at + begin)
                self._break('br')
                if found[1]:
                    self._gap, self._is_broken = 2, False
                begin = found.end()
        self._take(piece[begin:], at + begin)

    def _take(self, piece: str, at: int) -> None:
        if piece and (self._parts or not piece.isspace()):
            self._parts.append(piece)
            self._starts.append(at)
            if not self._bold and not self._is_plain and piece.strip() not in _NO_WORDS:
                self._is_plain = True

    def _flush(self) -> bool:
        """End the line that is being gathered; False where there is none to be seen."""
        parts = self._parts
        if not parts:
            return False
        words = shown(parts[0] if len(parts) == 1 else ''.join(parts))
        if words:
            line = Line('paragraph', words, parts, self._starts, self._gap)
            line.cell = self._cell
            line.is_kept = self._keep > 0
            is_seen = self._tell(line)
            if is_seen:
                self.lines.append(line)
                self._gap = 0
        else:
            is_seen = False
        self._parts = []
        self._starts = []
        self._is_plain = False
        self._label = 0
        return is_seen

    def _tell(self, line: Line) -> bool:
        """Find out what a line is; False where it is drawn, not written."""
        words = line.words
        before = self.lines[-1] if self._is_broken and line.gap == 1 and self.lines else None
        if self._rank:
            if len(words) <= _LONGEST_TITLE or words[-1] != '.':
                line.kind, line.rank = 'heading', self._rank
                line.is_more = before is not None and before.rank > 0
            return True
        mark = None
        if not words[0].isalpha() or words[1:2] in (')', '\xa0'):
            mark = lines_.ITEM.match(words) or _PASTED_BULLET.match(words)
        if self._is_item:
            line.kind = 'item'
            if mark and not words[0].isalnum() and words[0] != '(':
                line.cut_off(mark.end())
            self._is_item = not line.words
            return bool(line.words)
        if lines_.is_ruler(words):
            self._gap = 2
            return False
        if mark:
            line.kind = 'item'
            line.cut_off(mark.end())
            if not line.words and words[0] not in _NO_BULLETS and not words[0].isalnum():
                # A bullet in a cell or a column of its own.
                self._is_item = True
                if self.lines and self.lines[-1].kind == 'item':
                    self._gap = 1
            return bool(line.words)
        if (
            before
            and before.kind != 'heading'
            and (
                (before.kind == 'item' and self._lists)
                or ((words[0].islower() or words[0] in ',;)') and lines_.label(words) is None)
            )
        ):
            line.kind = before.kind
            line.is_more = True
        elif not self._is_plain and self._is_title(words):
            line.kind = 'heading'
        elif lines_.is_row(words):
            line.kind = 'row'
        elif self._label and self._label < len(line.parts):
            line.part_label(self._label)
        return True

    def _is_title(self, words: str) -> bool:
        """Whether a line that is bold from end to end is a heading that was not marked as one."""
        if len(words) > _LONGEST_BOLD or words[-1] in '.,;' or words.count(' ') >= _MOST_BOLD:
            return False
        label = lines_.label(words) if lines_.is_row(words) else None
        return label is None or not label_field(label[1])

    def _end(self, name: str = '') -> None:
        """End a block."""
        if (self._parts and self._flush()) or not self._is_item:
            self._gap = 2
        self._is_broken = False

    def _end_heading(self, name: str) -> None:
        if (self._parts and self._flush()) or not self._is_item:
            self._gap = 2
        self._is_broken = False
        self._rank = 0

    def _break(self, name: str) -> None:
        if self._flush():
            self._gap = 1
            self._is_broken = True
        else:
            self._gap = min(self._gap + 1, 2)

    def _heading(self, name: str) -> None:
        self._end()
        self._rank = int(name[1]) if name[0] == 'h' else 6

    def _part(self, name: str) -> None:
        """Part what stands side by side in elements of its own: ``<span>Hybrid</span><span>Leeds</span>``."""
        text, begin = self.text, self._at
        parts = self._parts
        if parts and text.startswith(('</span>', '</a>'), text.rfind('<', 0, begin)):
            before = parts[-1][-1]
            if (before.islower() or before in _ENDING_FIGURES) and _CAPITAL.match(text, begin):
                parts.append(' ')
                self._starts.append(begin)

    def _embolden(self, name: str) -> None:
        self._bold += 1

    def _unbolden(self, name: str) -> None:
        if self._bold:
            self._bold -= 1
            if not self._bold and not self._is_plain:
                self._label = len(self._parts)

    def _list(self, name: str) -> None:
        self._end_heading(name)
        if not self._lists:
            self._list_start = len(self.lines)
        self._lists += 1

    def _end_list(self, name: str) -> None:
        self._end_heading(name)
        self._is_item = False
        if self._lists:
            self._lists -= 1

    def _item(self, name: str) -> None:
        self._end_heading(name)
        self._is_item = True
        lines = self.lines
        if lines and (
            (len(lines) > self._list_start and lines[-1].kind != 'heading') if self._lists else lines[-1].kind == 'item'
        ):
            self._gap = 1

    def _end_item(self, name: str) -> None:
        self._end_heading(name)
        self._is_item = False

    def _keep_lines(self, name: str) -> None:
        self._end()
        self._keep += 1

    def _collapse_lines(self, name: str) -> None:
        self._end()
        self._keep = max(self._keep - 1, 0)

    def _table(self, name: str) -> None:
        self._end_heading(name)
        self._tables.append(self._row != _NO_ROW)
        self._row = _NO_ROW
        self._table_start = len(self.lines)

    def _terms(self, name: str) -> None:
        self._end_of_row(name)
        self._table_start = len(self.lines)

    def _end_table(self, name: str) -> None:
        self._end_heading(name)
        self._end_row()
        # A row that holds another table is there for the layout alone.
        self._row = _LAYOUT if self._tables and self._tables.pop() else _NO_ROW

    def _begin_row(self, name: str) -> None:
        self._end_heading(name)
        self._end_row()
        self._row = len(self.lines)
        self._cell = 0
        self._is_head = name == 'dt'

    def _end_of_row(self, name: str) -> None:
        self._end_heading(name)
        self._end_row()

    def _begin_cell(self, name: str) -> None:
        self._end_heading(name)
        if self._row == _NO_ROW:
            self._row = len(self.lines)
            self._cell = 0
            self._is_head = False
        self._cell += 1
        self._is_head = self._is_head or (name == 'th' and self._cell == 1)

    def _end_row(self) -> None:
        """Make one line of a row's cells, where each of them is one line."""
        start, self._row = self._row, _NO_ROW
        if start < 0 or len(self.lines) - start < 2:
            return
        cells = tuple(self.lines[start:])
        numbers = {cell.cell for cell in cells}
        if (
            len(numbers) < len(cells)
            or any(cell.rank for cell in cells)
            or sum(len(cell.words) for cell in cells) > _LONGEST_ROW
        ):
            if self._is_head and len(cells[0].words) <= _LONGEST_HEADING:
                cells[0].kind = 'heading'
            return
        row = Line('row', '', [], [], 1 if start > self._table_start else cells[0].gap)
        row.hold(cells, is_labelled=self._is_head)
        self.lines[start:] = [row]

    _actions: ClassVar[dict[str, Callable[[Flow, str], None]]] = {
        **dict.fromkeys(_BLOCKS, _end),
        **dict.fromkeys(('br', '/br'), _break),
        **dict.fromkeys(('h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary'), _heading),
        **dict.fromkeys(('/h1', '/h2', '/h3', '/h4', '/h5', '/h6', '/summary'), _end_heading),
        **dict.fromkeys(('/section', '/article', '/div', '/td', '/th', '/dt'), _end_heading),
        **dict.fromkeys(('b', 'strong'), _embolden),
        **dict.fromkeys(('/b', '/strong'), _unbolden),
        **dict.fromkeys(('ul', 'ol', 'menu', 'dir'), _list),
        **dict.fromkeys(('/ul', '/ol', '/menu', '/dir'), _end_list),
        'li': _item,
        '/li': _end_item,
        'pre': _keep_lines,
        '/pre': _collapse_lines,
        'table': _table,
        '/table': _end_table,
        **dict.fromkeys(('tr', 'dt'), _begin_row),
        **dict.fromkeys(('/tr', '/dl'), _end_of_row),
        **dict.fromkeys(('td', 'th', 'dd'), _begin_cell),
        'dl': _terms,
        **dict.fromkeys(('a', 'span'), _part),
    }


def paired(lines: list[Line]) -> list[Line]:
    """The lines, where labels that stand over their values, two or more in turn, are rows with them."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        end = at
        while _is_pair(lines, end):
            end += 2
        if end - at >= _FEWEST_PAIRED:
            for number in range(at, end, 2):
                row = Line('row', '', [], [], lines[number].gap)
                row.hold((lines[number], lines[number + 1]), is_labelled=True)
                found.append(row)
            at = end
        else:
            found.append(lines[at])
            at += 1
    return found


def _is_pair(lines: list[Line], at: int) -> bool:
    if at + 1 >= len(lines):
        return False
    label, value = lines[at], lines[at + 1]
    return (
        _SHORTEST_LABEL <= len(label.words) <= _LONGEST_LABEL
        and len(value.words) <= _LONGEST_HEADING
        and not label.rank
        and label.kind in ('paragraph', 'heading')
        and value.kind == 'paragraph'
        and not (label.is_more or value.is_more)
        and value.words[-1] not in '.:!?'
        and bool(label_field(label.words))
        and not label_field(value.words)
    )


def settle(lines: list[Line]) -> list[Line]:
    """The lines, where short ones that stand over a list or alone over a paragraph, or end in a colon, are headings."""
    _join_wrapped([line for line in lines if line.is_kept])
    for line, after in zip(lines, (*lines[1:], None), strict=False):
        if line.kind == 'paragraph' and not line.is_more and not (after and after.is_more) and _leads(line, after):
            line.kind = 'heading'
    return lines


def _join_wrapped(lines: Sequence[Line]) -> None:
    """Where no line that is kept is long, prose was wrapped, and a long line goes on in the next."""
    lengths = [len(line.words) for line in lines]
    if not lengths or max(lengths) > _WRAPPED_AT or 2 * sum(map(_LONG.__le__, lengths)) <= len(lengths):
        return
    for before, line in pairwise(lines):
        if (
            line.kind == 'paragraph'
            and line.gap < _EMPTY_LINE
            and len(before.words) >= _LONG
            and before.kind != 'heading'
        ):
            line.kind = before.kind
            line.is_more = True


def _leads(line: Line, after: Line | None) -> bool:
    words = line.words
    if len(words) > _LONGEST_HEADING or not (words[0].isalnum() or ord(words[0]) > _SIGNS):
        return False
    if words[-1] == ':':
        return True
    if words[-1] in '.,;!\u2026' or words[0].islower():
        return False
    spaces = words.count(' ')
    if words.isupper() and len(words) >= _SHORTEST_CAPITALS and spaces < _MOST_CAPITALS:
        return True
    if after is None or spaces > _MOST_LEADING:
        return False
    is_alone = line.gap == _EMPTY_LINE == after.gap
    if after.kind != 'item' and not (is_alone and len(after.words) > _LONGEST_HEADING):
        return False
    return not _PARTS.search(words) and not places.is_place(words)
