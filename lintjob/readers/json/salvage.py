"""Broken JSON, read as far as it goes: what is wrong with one job of a list is no reason to lose the others."""

from __future__ import annotations

import re

from lintjob.passage import Passage
from lintjob.readers.json import slips
from lintjob.readers.json.parser import Parser
from lintjob.readers.json.slips import SlipError
from lintjob.readers.tree import Array, Entry, Node, Object, Value
from lintjob.source import Span

#: Where more than this is wrong, guessing where an element begins does more harm than good.
MOST = 20

_BLANKS = r'[ \t\r\n]*'
_KEY = re.compile(rf'\{{{_BLANKS}("[^"\\\r\n]{{1,80}}")')
_LIST = re.compile(rf'\[{_BLANKS}\{{')


class Salvage(Parser):
    """JSON whose list of objects, at the top or one level below it, may have broken elements. ``slips``: what is wrong."""

    __slots__ = ('_is_over', 'slips')

    def __init__(self, text: str) -> None:
        super().__init__(text, len(text))
        self.slips: list[SlipError] = []
        self._is_over = False

    def root(self) -> Node | None:
        """What can be read; None where that is not even one element of a list. A broken element is read as null."""
        at = self.begin(0)
        node: Array | Object | None = None
        lists: list[Node] = []
        if _LIST.match(self._text, at):
            node = self._elements(at)
            lists = [node]
        elif self._text.startswith('{', at):
            node = self._members(at)
            lists = [entry.node for entry in node.entries]
        whole = any(isinstance(each, Array) and any(isinstance(item, Object) for item in each.items) for each in lists)
        return node if whole else None

    def _members(self, begin: int) -> Object:
        """The object around the list."""
        entries: list[Entry] = []
        at = begin + 1
        try:
            while not self._is_over:
                key, place, at = self.key(begin, self.skip(at))
                node = self._elements(at) if _LIST.match(self._text, at) else self.value(at, 1)
                entries.append(Entry(key, place, node))
                at = self.skip(node.span.end)
                if not self._text.startswith(',', at):
                    break
                at += 1
            if not self._is_over:
                self._close(begin, entries[-1].node, at)
        except SlipError as slip:
            self.slips.append(slip)
        return Object(tuple(entries), Span(begin, len(self._text)))

    def _close(self, begin: int, last: Node, at: int) -> None:
        if not self._text.startswith('}', at):
            raise slips.no_mark(self._text, begin, last.span, self._stop)
        at = self.skip(at + 1)
        if at < self._stop:
            raise slips.behind(self._text, at)

    def _elements(self, begin: int) -> Array:
        """The list."""
        text = self._text
        items: list[Node] = []
        at = first = self.skip(begin + 1)
        while True:
            node: Node | None = None
            try:
                node = self.value(at, 2)
                items.append(node)
                at = self.skip(node.span.end)
                if text.startswith(']', at):
                    return Array(tuple(items), Span(begin, at + 1))
                if not text.startswith(',', at):
                    raise slips.no_mark(text, begin, node.span, self._stop)
                at = self.skip(at + 1)
                if text.startswith(']', at):
                    raise slips.no_item(text, begin, at, self._stop)
            except SlipError as slip:
                self.slips.append(slip)
                since = node.span.end if node else at + 1
                if not node:
                    items.append(Value(Passage('', at), Span(at, at), is_text=False))
                at = self._next(first, since, slip.at) if len(self.slips) < MOST else -1
                if at < 0:
                    self._is_over = True
                    return Array(tuple(items), Span(begin, self._stop))

    def _next(self, first: int, since: int, slip: int) -> int:
        """Where the element begins that comes after a mistake; -1 where that can't be told."""
        text = self._text
        line = max(text.rfind('\n', 0, first), text.rfind('\r', 0, first))
        indent = text[line + 1 : first]
        if line >= 0 and not indent.strip(' \t'):
            # Elements begin lines: the next is the next line that begins as the first did.
            found = text.find(f'{text[line]}{indent}{{', max(since - 1, slip - len(indent) - 1))
            return found + len(indent) + 1 if found >= 0 else -1
        key = _KEY.match(text, first)
        if not key:
            return -1
        # They stand one after another: the next begins with the key that the first began with.
        again = re.compile(rf'\}}{_BLANKS},?{_BLANKS}(?=\{{{_BLANKS}{re.escape(key[1])})')
        behind = again.search(text, max(since - 1, slip - 1))
        return behind.end() if behind else -1
