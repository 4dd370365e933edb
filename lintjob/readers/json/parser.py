"""JSON text as a tree, each of whose characters knows its place.

Read as the standard says, but for what does no harm: NaN and Infinity, tabs within a text, a byte order mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from json import JSONDecodeError
from typing import cast

import regex

from lintjob.errors import LintjobError
from lintjob.expression import Expression
from lintjob.passage import Passage
from lintjob.readers.json import escapes, slips
from lintjob.readers.json.slips import SlipError
from lintjob.readers.tree import Array, Entry, Node, Object, Value
from lintjob.source import Source, Span

#: How deep values may stand within one another: they are gone through by recursion, which would end the process.
DEEPEST = 200

#: The types of values in exports of MongoDB.
_TYPES = frozenset(('$oid', '$date', '$numberInt', '$numberLong', '$numberDouble', '$numberDecimal', '$symbol'))
#: Longer texts are scanned by what is made for them.
_SHORT = 80
_BLANKS = r'[ \t\r\n]*'
_BARE = r'(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null|NaN|-?Infinity)'
_TEXT = rf'"([^"\\\x00-\x1f]{{0,{_SHORT}}})"'
# Not Expressions: `re` takes a third of the time that `regex` does, and most of the time is spent here. Each is
# optional from some place on, so that it is never gone back into.
#: A key, its value if it is a simple one, and what follows it.
_PAIR = re.compile(rf'{_BLANKS}{_TEXT}{_BLANKS}:{_BLANKS}(?:{_TEXT}{_BLANKS}|{_BARE}{_BLANKS}|)([,}}]?)')
#: The same without a key.
_ITEM = re.compile(rf'{_BLANKS}(?:{_TEXT}{_BLANKS}|{_BARE}{_BLANKS}|)([,\]]?)')
_SPACE = re.compile(_BLANKS)
_LONE = re.compile(_BARE)
#: Where text ends that may not be read beyond: its quote.
_CLOSED = Expression(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', regex.DOTALL)


def parse(source: Source, start: int = 0, end: int | None = None) -> Node:
    """The tree of the JSON in ``source.text[start:end]``; places are offsets of the source.

    Raises LintjobError, with the place and what is wrong there, for anything else.
    """
    try:
        return Parser(source.text, len(source.text) if end is None else end).whole(start)
    except SlipError as slip:
        raise LintjobError([slips.complaint(source, slip)]) from None


def _plain(typed: Object) -> Node:
    """The value that a database wrote with its type, ``{"$date": "2030-05-01"}``."""
    key, _, node = typed.entries[0]
    return node._replace(span=typed.span) if key in _TYPES and isinstance(node, Value) else typed


class Parser:
    """JSON being read, up to ``stop`` of the text."""

    __slots__ = ('_is_part', '_origin', '_stop', '_text')

    def __init__(self, text: str, stop: int) -> None:
        self._text = text
        self._stop = stop
        self._is_part = stop < len(text)
        self._origin = Passage(text)

    def whole(self, at: int) -> Node:
        """The value that begins at an offset, behind which nothing may stand."""
        at = self.begin(at)
        if at == self._stop:
            raise SlipError(at, 'nothing stands here that could be read as JSON')
        node = self.value(at, 0)
        at = self.skip(node.span.end)
        if at < self._stop:
            raise slips.behind(self._text, at)
        return node

    def begin(self, at: int) -> int:
        """Where the first value begins: a byte order mark is no part of it."""
        return self.skip(at + 1 if self._text.startswith('\ufeff', at, self._stop) else at)

    def skip(self, at: int) -> int:
        """Where the blanks at an offset end."""
        found = _SPACE.match(self._text, at, self._stop)
        return found.end() if found else at

    def value(self, at: int, depth: int) -> Node:
        """The value whose first character stands at an offset."""
        char = self._text[at : at + 1] if at < self._stop else ''
        if char == '"':
            value, end = self.text(at)
            return Value(escapes.passage(self._origin, at + 1, end - 1, value), Span(at, end))
        if char == '{':
            if depth >= DEEPEST:
                raise SlipError(at, f'this is nested more than {DEEPEST} levels deep')
            return self.object(at, depth)
        if char == '[':
            if depth >= DEEPEST:
                raise SlipError(at, f'this is nested more than {DEEPEST} levels deep')
            return self.array(at, depth)
        found = _LONE.match(self._text, at, self._stop)
        if not found:
            raise slips.no_value(self._text, at, self._stop)
        return self.bare(at, found[0])

    @staticmethod
    def bare(at: int, written: str) -> Value:
        """A number, true, false or null."""
        return Value(escapes.Bare('' if written == 'null' else written, at), Span(at, at + len(written)), is_text=False)

    def text(self, at: int) -> tuple[str, int]:
        """What a text says whose first quote stands at an offset, and where it ends."""
        if self._is_part and not _CLOSED.match(self._text, at, self._stop):
            raise slips.open_text(self._text, at, self._stop)
        try:
            return escapes.scan(self._text, at + 1)
        except JSONDecodeError as error:
            raise slips.in_text(self._text, at, error) from None

    def object(self, begin: int, depth: int) -> Node:
        """The object whose bracket stands at an offset."""
        text, stop, pair = self._text, self._stop, _PAIR.match
        entries: list[Entry] = []
        at = begin + 1
        while True:
            found = pair(text, at, stop)
            if found:
                key, short, bare, mark = found.groups()
                place = found.start(1)
                where = Span(place, place + len(key))
                if short is not None:
                    place = found.start(2)
                    node: Node = Value(escapes.Text(short, place), Span(place - 1, place + len(short) + 1))
                elif bare is not None:
                    node = self.bare(found.start(3), bare)
                elif mark:
                    raise slips.no_value(text, found.end() - 1, stop)
                else:
                    node = self.value(found.end(), depth + 1)
                at = found.end()
            else:
                at = self.skip(at)
                if not entries and text.startswith('}', at, stop):
                    return Object((), Span(begin, at + 1))
                key, where, at = self.key(begin, at)
                node = self.value(at, depth + 1)
                short = bare = None
            if short is None and bare is None:
                at = self.skip(node.span.end)
                mark = text[at : at + 1] if at < stop else ''
                at += 1
            entries.append(Entry(key, where, node))
            if mark != ',':
                if mark == '}':
                    if len(entries) > len({entry.key for entry in entries}):
                        # Of equal keys, the last one counts, as it does for all that read JSON.
                        entries = sorted(
                            {entry.key: entry for entry in entries}.values(), key=lambda entry: entry.place
                        )
                    made = Object(tuple(entries), Span(begin, at))
                    return _plain(made) if len(entries) == 1 and key[:1] == '$' else made
                raise slips.no_mark(text, begin, node.span, stop)

    def key(self, begin: int, at: int) -> tuple[str, Span, int]:
        """A key that is no plain one: what it says, its place, and where its value begins."""
        if not self._text.startswith('"', at, self._stop):
            raise slips.no_key(self._text, begin, at, self._stop)
        value, end = self.text(at)
        colon = self.skip(end)
        if not self._text.startswith(':', colon, self._stop):
            raise slips.no_colon(self._text, begin, colon, self._stop)
        return escapes.passage(self._origin, at + 1, end - 1, value).text, Span(at + 1, end - 1), self.skip(colon + 1)

    def array(self, begin: int, depth: int) -> Array:
        """The list whose bracket stands at an offset."""
        text, stop = self._text, self._stop
        item = cast('Callable[..., re.Match[str]]', _ITEM.match)  # it can match nothing at all
        items: list[Node] = []
        at = begin + 1
        while True:
            found = item(text, at, stop)
            short, bare, mark = found.groups()
            end = found.end()
            if short is not None:
                place = found.start(1)
                items.append(Value(escapes.Text(short, place), Span(place - 1, place + len(short) + 1)))
            elif bare is not None:
                items.append(self.bare(found.start(2), bare))
            elif mark == ']' and not items:
                return Array((), Span(begin, end))
            elif mark:
                raise slips.no_item(text, begin, end - 1, stop)
            else:
                node = self.value(end, depth + 1)
                items.append(node)
                end = self.skip(node.span.end)
                mark = text[end : end + 1] if end < stop else ''
                end += 1
            at = end
            if mark != ',':
                if mark == ']':
                    return Array(tuple(items), Span(begin, at))
                raise slips.no_mark(text, begin, items[-1].span, stop)
