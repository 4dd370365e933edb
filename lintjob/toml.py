"""TOML with the place of every value: Python 3.10 has no reader, and later ones give no places.

What is written is read first (``lines``); what it comes to is told apart (``tree``), so that front matter, which
people write by hand, is read even where a key stands twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import regex

from lintjob.errors import LintjobError
from lintjob.expression import Expression
from lintjob.source import Source, Span
from lintjob.typed import NamedTuple

_BLANK = Expression(r'[ \t]*')
_SKIP = Expression(r'(?:[ \t\r\n]+|#[^\r\n]*)*')
_LINE_END = Expression(r'[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n|\Z)')
_BARE_KEY = Expression(r'[A-Za-z0-9_-]+')
_ATOM = Expression(r'[A-Za-z0-9+\-_.:]+(?: \d\d:[0-9:.Z+-]+)?')
_KNOWN_ATOM = Expression(
    r'true|false|[+-]?(?:inf|nan)|[+-]?\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?|0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+'
    r'|\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d(?::\d\d(?:\.\d+)?)?'
)
_BASIC = Expression(r'(?:[^"\\\r\n]|\\.)*')
_ESCAPE = Expression(r'\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*(?:\r\n?|\n)\s*|.)')
_ESCAPES = {'b': '\b', 't': '\t', 'n': '\n', 'f': '\f', 'r': '\r', '"': '"', '\\': '\\', 'e': '\x1b'}
_DEEPEST = 20


class Key(NamedTuple):
    """One part of a key, and where it stands."""

    text: str
    start: int


class Value(NamedTuple):
    """A value as it is written: ``kind`` is ``text``, ``atom`` (a number, a date, a truth), ``list`` or ``table``.

    ``span`` is the place of its characters, for a text those between the quotes; ``start`` and ``end`` are the
    value's own. ``items`` are a list's, ``pairs`` an inline table's. ``is_escaped``: a backslash in it may stand for
    something else.
    """

    kind: str
    text: str
    span: Span
    start: int
    end: int
    is_escaped: bool = False
    items: tuple[Value, ...] = ()
    pairs: tuple[Pair, ...] = ()


class Pair(NamedTuple):
    """``a.b = 1``. As a line of a document it may be a header too: ``mark`` is ``[`` or ``[[`` then, and there is no value."""

    key: tuple[Key, ...]
    value: Value | None
    mark: str = ''


def lines(source: Source, start: int, end: int) -> list[Pair]:
    """The headers and pairs in ``source.text[start:end]``, in order. Raises LintjobError at the first place that is no TOML."""
    return _Reader(source, start, end).document()


class _Reader:
    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.text = source.text
        self.at = start
        self.end = end

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        _fail(self.source, message, self.at if at is None else at)

    def take(self, pattern: Expression) -> str:
        """What ``pattern`` finds here, stepped over; '' for nothing."""
        found = pattern.match(self.text, self.at, self.end)
        if not found:
            return ''
        self.at = found.end()
        return found[0]

    def sees(self, mark: str) -> bool:
        return self.text.startswith(mark, self.at) and self.at + len(mark) <= self.end

    def document(self) -> list[Pair]:
        found: list[Pair] = []
        self.take(_SKIP)
        while self.at < self.end:
            if self.sees('['):
                mark = '[[' if self.sees('[[') else '['
                self.at += len(mark)
                found.append(Pair(self.key(), None, mark))
                self.expect(']' * len(mark))
            else:
                found.append(self.pair(0))
            self.line_end()
            self.take(_SKIP)
        return found

    def expect(self, mark: str) -> None:
        self.take(_BLANK)
        if not self.sees(mark):
            self.fail(f'"{mark}" should stand here')
        self.at += len(mark)

    def line_end(self) -> None:
        found = _LINE_END.match(self.text, self.at, self.end)
        if not found:
            self.take(_BLANK)
            self.fail('the line should end here')
        self.at = found.end()

    def key(self) -> tuple[Key, ...]:
        parts = []
        while True:
            self.take(_BLANK)
            start = self.at
            if self.sees('"') or self.sees("'"):
                parts.append(Key(self.string().text, start))
            else:
                part = self.take(_BARE_KEY)
                if not part:
                    self.fail('a key should stand here; one that holds blanks or other signs needs quotes')
                parts.append(Key(part, start))
            self.take(_BLANK)
            if not self.sees('.'):
                return tuple(parts)
            self.at += 1

    def pair(self, depth: int) -> Pair:
        key = self.key()
        self.expect('=')
        self.take(_BLANK)
        return Pair(key, self.value(depth))

    def value(self, depth: int) -> Value:
        if depth > _DEEPEST:
            self.fail('this is nested too deeply')
        if self.sees('"') or self.sees("'"):
            return self.string()
        if self.sees('['):
            return self.array(depth)
        if self.sees('{'):
            return self.inline_table(depth)
        start = self.at
        atom = self.take(_ATOM)
        if not atom or not _KNOWN_ATOM.fullmatch(atom):
            self.fail('a value should stand here: text in quotes, a number, a date, true or false', start)
        return Value('atom', atom, Span(start, self.at), start, self.at)

    def array(self, depth: int) -> Value:
        start = self.at
        self.at += 1
        items = []
        self.take(_SKIP)
        while not self.sees(']'):
            items.append(self.value(depth + 1))
            self.take(_SKIP)
            if self.sees(','):
                self.at += 1
                self.take(_SKIP)
            elif not self.sees(']'):
                self.fail('"," or "]" should stand here')
        close = self.at
        self.at += 1
        return Value('list', '', Span(close, close), start, self.at, items=tuple(items))

    def inline_table(self, depth: int) -> Value:
        start = self.at
        self.at += 1
        pairs = []
        self.take(_BLANK)
        while not self.sees('}'):
            pairs.append(self.pair(depth + 1))
            self.take(_BLANK)
            if self.sees(','):
                self.at += 1
                self.take(_BLANK)
            elif not self.sees('}'):
                self.fail('"," or "}" should stand here')
        self.at += 1
        return Value('table', '', Span(start, self.at), start, self.at, pairs=tuple(pairs))

    def string(self) -> Value:
        quote = self.text[self.at]
        if self.sees(quote * 3):
            return self.long_string(quote * 3)
        opening = self.at
        self.at += 1
        start = self.at
        if quote == '"':
            self.take(_BASIC)
        else:
            close = self.text.find("'", start, self.end)
            self.at = (
                self.end if close < 0 or '\n' in self.text[start:close] or '\r' in self.text[start:close] else close
            )
        if not self.sees(quote):
            self.fail('this text is not closed in its line', opening)
        span = Span(start, self.at)
        self.at += 1
        raw = self.text[span.start : span.end]
        said = self.unescape(raw, start) if quote == '"' else raw
        return Value('text', said, span, opening, self.at, quote == '"')

    def long_string(self, quotes: str) -> Value:
        opening = self.at
        start = close = self.at + 3
        while True:
            close = self.text.find(quotes, close, self.end)
            if close < 0:
                self.fail('this text is not closed', opening)
            slashes = close
            while quotes == '"""' and slashes > start and self.text[slashes - 1] == '\\':
                slashes -= 1
            if (close - slashes) % 2 == 0:
                break
            close += 1
        # Up to two quotes may stand before the closing ones.
        for _ in range(2):
            if self.text.startswith(quotes[0], close + 3) and close + 3 < self.end:
                close += 1
        self.at = close + 3
        raw = self.text[start:close]
        span = Span(start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()))
        if span.start > span.end:
            span = Span(start, start)
        for newline in ('\r\n', '\n', '\r'):
            if raw.startswith(newline):
                # The line break after the opening quotes is none of the text's.
                start, raw = start + len(newline), raw[len(newline) :]
                break
        said = self.unescape(raw, start) if quotes == '"""' else raw
        return Value('text', said, span, opening, self.at, quotes == '"""')

    def unescape(self, raw: str, start: int) -> str:
        def replaced(found: regex.Match[str]) -> str:
            escape = found[1]
            if escape in _ESCAPES:
                return _ESCAPES[escape]
            if escape[0] in 'uU' and len(escape) > 1:
                code = int(escape[1:], 16)
                if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
                    return chr(code)
            elif escape[0].isspace():
                return ''
            return self.fail(f'"\\{escape}" is no escape', start + found.start())

        return _ESCAPE.sub(replaced, raw) if '\\' in raw else raw


# ---------------------------------------------------------------- what it comes to


class Mark:
    """A place in the text."""

    __slots__ = ('index',)

    def __init__(self, index: int) -> None:
        self.index = index


class Node:
    """A value with its place, shaped as PyYAML's nodes are: ``lintjob.yamlfile`` asks both with the same strictness."""

    __slots__ = ('_by_name', 'closed', 'end_mark', 'id', 'start_mark', 'style', 'value')

    def __init__(self, kind: str, value: list[Node] | list[tuple[Node, Node]] | str, start: int, end: int) -> None:
        self.id = kind
        self.value = value
        self.start_mark = Mark(start)
        self.end_mark = Mark(end)
        #: Not None: what follows in the line is no part of any value.
        self.style = 'toml'
        #: Whether no more may be added: by a header where one has named it (``header``), by anything (``all``).
        self.closed = ''
        self._by_name: dict[str, Node] = {}

    def get(self, name: str) -> Node | None:
        """The value of a key of a table."""
        return self._by_name.get(name)

    def add(self, key: Node, value: Node) -> None:
        """Put a pair into a table."""
        self.value.append((key, value))  # type: ignore[union-attr, arg-type]
        self._by_name[str(key.value)] = value


def tree(source: Source) -> Node:
    """The table that a whole file comes to. Raises LintjobError at the first place that is no TOML."""
    root = Node('mapping', [], 0, 0)
    table = root
    for key, value, mark in lines(source, 0, len(source.text)):
        if mark:
            table = _header(source, root, key, mark)
        elif value is not None:
            _set(source, table, key, value)
    return root


def _header(source: Source, root: Node, key: tuple[Key, ...], mark: str) -> Node:
    table = root
    for part in key[:-1]:
        table = _step(source, table, part, is_header=True)
    last = key[-1]
    found = table.get(last.text)
    if mark == '[[':
        if found is None:
            found = _add(table, last, Node('sequence', [], last.start, last.start))
            found.closed = 'header'
        elif found.id != 'sequence' or found.closed == 'all':
            _again(source, last)
        made = Node('mapping', [], last.start, last.start)
        made.closed = 'header'
        found.value.append(made)  # type: ignore[union-attr, arg-type]
        return made
    if found is None:
        found = _add(table, last, Node('mapping', [], last.start, last.start))
    elif found.id != 'mapping' or found.closed:
        _again(source, last)
    found.closed = 'header'
    return found


def _set(source: Source, table: Node, key: tuple[Key, ...], value: Value) -> None:
    for part in key[:-1]:
        table = _step(source, table, part, is_header=False)
    if table.get(key[-1].text) is not None:
        _again(source, key[-1])
    _add(table, key[-1], _made(source, value))


def _step(source: Source, table: Node, key: Key, *, is_header: bool) -> Node:
    """The table that a part of a key leads to, made where there is none."""
    found = table.get(key.text)
    if found is None:
        found = _add(table, key, Node('mapping', [], key.start, key.start))
        if not is_header:
            # What dotted keys have made, no header may open again.
            found.closed = 'dotted'
        return found
    if is_header and found.id == 'sequence' and found.closed == 'header':
        last: Node = found.value[-1]  # type: ignore[assignment]
        return last
    if found.id != 'mapping' or found.closed == 'all' or (not is_header and found.closed != 'dotted'):
        _again(source, key)
    return found


def _add(table: Node, key: Key, value: Node) -> Node:
    table.add(Node('scalar', key.text, key.start, key.start + len(key.text)), value)
    return value


def _made(source: Source, value: Value) -> Node:
    if value.kind == 'list':
        made = Node('sequence', [_made(source, item) for item in value.items], value.start, value.end)
    elif value.kind == 'table':
        made = Node('mapping', [], value.start, value.end)
        for key, its, _ in value.pairs:
            if its is not None:
                _set(source, made, key, its)
        _close(made)
    else:
        # A number may be written with underscores between its digits.
        is_number = value.kind == 'atom' and value.text.replace('_', '').lstrip('+-').isdecimal()
        made = Node('scalar', value.text.replace('_', '') if is_number else value.text, value.start, value.end)
    made.closed = 'all'
    return made


def _close(table: Node) -> None:
    """An inline table is whole, with all that is in it."""
    table.closed = 'all'
    inner: Iterable[tuple[Node, Node]] = table.value  # type: ignore[assignment]
    for _, value in inner:
        if value.id == 'mapping':
            _close(value)


def _again(source: Source, key: Key) -> NoReturn:
    _fail(source, f'"{key.text}" stands here again', key.start)


def _fail(source: Source, message: str, at: int) -> NoReturn:
    raise LintjobError([source.complaint(at, f'this is no TOML: {message}')])
