"""TOML as front matter uses it, with the place of every value: Python 3.10 has no reader, and later ones give no places."""

from __future__ import annotations

from typing import NoReturn

import regex

from lintjob.errors import Complaint, LintjobError
from lintjob.expression import Expression
from lintjob.readers.fields import Leaf
from lintjob.source import Source, Span

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


def read(source: Source, start: int, end: int) -> list[Leaf]:
    """The values in ``source.text[start:end]``, in order. Raises LintjobError at the first place that is no TOML."""
    return _Reader(source, start, end).document()


class _Reader:
    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.text = source.text
        self.at = start
        self.end = end
        self.leaves: list[Leaf] = []

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        place = self.source.position(min(self.at if at is None else at, len(self.text)))
        raise LintjobError([Complaint(self.source.name, place.line, place.column, f'this is no TOML: {message}')])

    def take(self, pattern: Expression) -> str:
        """What ``pattern`` finds here, stepped over; '' for nothing."""
        found = pattern.match(self.text, self.at, self.end)
        if not found:
            return ''
        self.at = found.end()
        return found[0]

    def sees(self, mark: str) -> bool:
        return self.text.startswith(mark, self.at) and self.at + len(mark) <= self.end

    def document(self) -> list[Leaf]:
        table: tuple[str, ...] = ()
        self.take(_SKIP)
        while self.at < self.end:
            if self.sees('['):
                mark = '[[' if self.sees('[[') else '['
                self.at += len(mark)
                table = self.key()
                self.expect(']' * len(mark))
            else:
                self.pair(table, 0)
            self.line_end()
            self.take(_SKIP)
        return self.leaves

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

    def key(self) -> tuple[str, ...]:
        parts = []
        while True:
            self.take(_BLANK)
            if self.sees('"') or self.sees("'"):
                parts.append(self.string()[0])
            else:
                part = self.take(_BARE_KEY)
                if not part:
                    self.fail('a key should stand here; one that holds blanks or other signs needs quotes')
                parts.append(part)
            self.take(_BLANK)
            if not self.sees('.'):
                return tuple(parts)
            self.at += 1

    def pair(self, path: tuple[str, ...], depth: int) -> None:
        key = self.key()
        self.expect('=')
        self.take(_BLANK)
        self.value((*path, *key), depth)

    def value(self, path: tuple[str, ...], depth: int) -> None:
        if depth > _DEEPEST:
            self.fail('this is nested too deeply')
        if self.sees('"') or self.sees("'"):
            is_basic = self.sees('"')
            value, span = self.string()
            self.leaves.append(Leaf(path, value.strip(), span, is_basic))
        elif self.sees('['):
            self.array(path, depth)
        elif self.sees('{'):
            self.inline_table(path, depth)
        else:
            start = self.at
            atom = self.take(_ATOM)
            if not atom or not _KNOWN_ATOM.fullmatch(atom):
                self.fail('a value should stand here: text in quotes, a number, a date, true or false', start)
            self.leaves.append(Leaf(path, atom, Span(start, self.at)))

    def array(self, path: tuple[str, ...], depth: int) -> None:
        self.at += 1
        count = len(self.leaves)
        self.take(_SKIP)
        while not self.sees(']'):
            self.value(path, depth + 1)
            self.take(_SKIP)
            if self.sees(','):
                self.at += 1
                self.take(_SKIP)
            elif not self.sees(']'):
                self.fail('"," or "]" should stand here')
        if count == len(self.leaves):
            self.leaves.append(Leaf(path, '', Span(self.at, self.at)))
        self.at += 1

    def inline_table(self, path: tuple[str, ...], depth: int) -> None:
        self.at += 1
        self.take(_BLANK)
        while not self.sees('}'):
            self.pair(path, depth + 1)
            self.take(_BLANK)
            if self.sees(','):
                self.at += 1
                self.take(_BLANK)
            elif not self.sees('}'):
                self.fail('"," or "}" should stand here')
        self.at += 1

    def string(self) -> tuple[str, Span]:
        """The text of a string and the place of its characters between the quotes."""
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
        return (self.unescape(raw, start) if quote == '"' else raw), span

    def long_string(self, quotes: str) -> tuple[str, Span]:
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
        while self.text.startswith(quotes[0], close + 3) and close + 3 < self.end:
            close += 1
        self.at = close + 3
        raw = self.text[start:close]
        span = Span(start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()))
        if span.start > span.end:
            span = Span(start, start)
        return (self.unescape(raw, start) if quotes == '"""' else raw), span

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
