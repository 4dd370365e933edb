r"""YAML's scalars: which characters of the file each character of a text comes from.

YAML writes a text in five ways: plain, in single or double quotes, as lines (``|``) and as folded lines (``>``).
Whatever says what a text is (the parser), the functions here say where its pieces stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lintjob.expression import Expression
from lintjob.passage import Passage, Table, Woven, Writing
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Piece(NamedTuple):
    """``text`` stands for the characters from ``start`` to ``end`` of the file; of the same length, one for one."""

    text: str
    start: int
    end: int


_BREAK = r'(?:\r\n?|\n)'
#: A line end with the blanks on both sides of it, and the empty lines behind it.
_FOLD = rf'[ \t]*+{_BREAK}(?:[ \t]*+{_BREAK})*+[ \t]*+'
_IN_PLAIN = Expression(_FOLD)
_IN_SINGLE = Expression(rf"''|{_FOLD}")
_IN_DOUBLE = Expression(
    rf'\\(?:{_BREAK}(?:[ \t]*+{_BREAK})*+[ \t]*+|x[0-9a-fA-F]{{2}}|U[0-9a-fA-F]{{8}}'
    r'|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^\r\n])'
    rf'|{_FOLD}'
)
_LINE_END = Expression(_BREAK)
_NOT_FEED = Expression(r'[^\n]')
_ESCAPES = dict(zip('0abtnvfreN_LP', '\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029', strict=True))


class _Plain(Passage):
    """What a scalar in one line says that stands there as it is, without quotes."""

    __slots__ = ()
    style = ''

    def encoded(self, span: Span, text: str) -> str | None:
        """How a scalar of this style writes a text; None where it can't."""
        return _encode(self.style, Writing(self.text, span, text, self.text, span))


class _Single(_Plain):
    """What such a scalar says between single quotes."""

    __slots__ = ()
    style = "'"


class _Double(_Plain):
    """What such a scalar says between double quotes."""

    __slots__ = ()
    style = '"'


_KINDS = {'': _Plain, "'": _Single, '"': _Double}


def _encode(style: str, writing: Writing) -> str | None:
    # Imported here: few files are written.
    from lintjob.readers.yaml import writing as its  # noqa: PLC0415

    return its.encode(style, writing)


def passage(origin: Passage, start: int, end: int, style: str, value: str | None) -> Passage:
    """The text of the scalar that is written in ``origin.text[start:end]``, without its anchor and tag.

    ``style``: '' for plain, ``'``, ``"``, ``|`` or ``>``. ``value`` is what it says; None to find out, which
    can't be done for the last two, where it is needed to tell the indentation.
    """
    inner = 1 if style in ('"', "'") else 0
    start, end = start + inner, end - inner
    text = origin.text
    if value is None:
        value = ''.join(piece.text for piece in pieces(text, start, end, style, ''))
    if style not in ('|', '>') and len(value) == end - start and text.startswith(value, start):
        return _KINDS[style](value, start)
    encode = partial(_encode, style)
    return Woven(value, lambda: _table(origin, start, end, style, value), encode)


def _table(origin: Passage, start: int, end: int, style: str, value: str) -> Table:
    table = Table()
    size = 0
    for text, begin, stop in pieces(origin.text, start, end, style, value):
        if text:
            table.add(size, origin, begin, stop)
            size += len(text)
    if size != len(value):
        table = Table()  # never wrong, if not exact
        table.add(0, origin, start, end)
    return table


def pieces(text: str, start: int, end: int, style: str, value: str) -> Iterator[Piece]:
    """The pieces of a scalar, in order, without its quotes."""
    if style == '|':
        return _literal(text, start, value)
    if style == '>':
        return _folded(text, start, value)
    return _flow(text, start, end, style)


def _flow(text: str, start: int, end: int, style: str) -> Iterator[Piece]:
    """A scalar that is plain or in quotes."""
    pattern = _IN_DOUBLE if style == '"' else _IN_SINGLE if style else _IN_PLAIN
    at = start
    for found in pattern.finditer(text, start, end):
        begin, stop = found.span()
        if begin > at:
            yield Piece(text[at:begin], at, begin)
        yield Piece(_meant(found[0]), begin, stop)
        at = stop
    if at < end:
        yield Piece(text[at:end], at, end)


def _meant(written: str) -> str:
    r"""What an escape or a fold says."""
    if written == "''":
        return "'"
    sign = written[1:2]
    if written[0] != '\\' or sign in '\r\n':
        feeds = written.count('\n') + written.count('\r') - written.count('\r\n')
        # An escaped line end is none; else one is a blank, and the first of several none.
        return '\n' * (feeds - 1) or ('' if written[0] == '\\' else ' ')
    if len(written) == 2:
        return _ESCAPES.get(sign, sign)
    if len(written) == 12:
        high, low = (int(half, 16) for half in (written[2:6], written[8:12]))
        return chr(0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF))
    code = int(written[2:], 16)  # noqa: FURB166 - YAML's prefix, not Python's
    return '\ufffd' if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


class _Line(NamedTuple):
    """A line of a block: where its text begins, where it ends, and where the next line begins."""

    start: int
    end: int
    next: int


def _lines(text: str, start: int, value: str) -> Iterator[_Line]:
    """The lines of a block scalar, without its indentation. An empty line begins where it ends."""
    header = _LINE_END.search(text, start)
    at = header.end() if header else len(text)
    begins = _NOT_FEED.search(value)
    indent = -1
    skip = begins.start() if begins else -1  # empty lines before the first that is not
    while at < len(text):
        found = _LINE_END.search(text, at)
        end, after = found.span() if found else (len(text), len(text))
        if skip == 0:
            # How far the block is indented shows in its first line.
            line = text[at:end]
            words = value[begins.start() :] if begins else ''
            indent = _blanks(line) - _blanks(words)
        skip -= 1
        yield _Line(end if indent < 0 else min(at + indent, end), end, after)
        at = after


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(' '))


def _literal(text: str, start: int, value: str) -> Iterator[Piece]:
    left = len(value)
    for line in _lines(text, start, value):
        if line.end > line.start and left > 0:
            yield Piece(text[line.start : line.end], line.start, line.end)
            left -= line.end - line.start
        if left <= 0:
            return
        if line.next > line.end:
            yield Piece('\n', line.end, line.next)
            left -= 1


def _folded(text: str, start: int, value: str) -> Iterator[Piece]:
    left = len(value)
    words = len(value.rstrip('\n'))
    read = 0
    before: _Line | None = None  # the last line that is not empty
    breaks: list[Piece] = []
    for line in _lines(text, start, value):
        if line.end > line.start and read < words:
            for piece in _joint(text, before, line, breaks):
                yield piece
                read += len(piece.text)
            yield Piece(text[line.start : line.end], line.start, line.end)
            read += line.end - line.start
            before = line
            breaks = []
        if line.next > line.end:
            breaks.append(Piece('\n', line.end, line.next))
        if read >= words and read + len(breaks) >= left:
            break
    yield from breaks[: left - read]


def _joint(text: str, before: _Line | None, line: _Line, breaks: list[Piece]) -> list[Piece]:
    """What stands between two lines that are not empty. One that is indented further is not folded."""
    if before is None or text[before.start] in ' \t' or text[line.start] in ' \t':
        return breaks
    return [Piece('\n' * (len(breaks) - 1) or ' ', breaks[0].start, line.start)]
