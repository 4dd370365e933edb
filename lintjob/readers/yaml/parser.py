"""YAML as a tree, each of whose characters knows its place.

An alias stands for what its anchor holds, whose place is the anchor's. ``<<`` adds the keys of another mapping.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import regex
import yaml

from lintjob.errors import Complaint
from lintjob.expression import Expression
from lintjob.passage import Passage
from lintjob.readers.tree import Array, Entry, Node, Object, Value
from lintjob.readers.yaml import scalars
from lintjob.readers.yaml import slips as yamlslips
from lintjob.source import Source, Span
from lintjob.typed import NamedTuple

#: How deep values may stand within one another.
DEEPEST = 100
#: How many values aliases may repeat: a few lines can stand for billions.
MOST_REPEATED = 100_000

# The parser refuses a file for one of these, or takes it for a line end. Half a character is written so in JSON.
_REFUSED = Expression(
    r'[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]'
    r'|\\u[dD][89a-fA-F][0-9a-fA-F]{2}'
)
_PROPERTIES = Expression(r'(?:(?:!<[^>\s]*+>|[&!][^\s,\[\]{}]*+)(?:\s++|(?<=\s)#[^\r\n]*+)*+)*+')
_NULLS = ('', '~', 'null', 'Null', 'NULL')
_BARE = Expression(
    r'[-+]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?|0x[0-9a-fA-F]++|0o[0-7]++'
    r'|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|true|True|TRUE|false|False|FALSE'
)
_BARE_TAGS = tuple(f'tag:yaml.org,2002:{name}' for name in ('int', 'float', 'bool', 'null'))


class _Mark(Protocol):
    """A place in what the parser is shown."""

    @property
    def index(self) -> int: ...


class BrokenError(Exception):
    """A mistake in YAML: where, and what is said of it."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message


def complaint(source: Source, slip: BrokenError) -> Complaint:
    """What is said of a mistake in a source."""
    return source.complaint(slip.at, f'this is no YAML: {slip.message}')


class _Anchored(NamedTuple):
    """What an anchor holds, and how many values that are; None while it is being read."""

    node: Node | None
    size: int


class Parser:
    """YAML being read: the text from ``start`` to ``end``. Places are offsets of all the text."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        if text.startswith('\ufeff', start):
            start += 1
        self._text = text
        self._start = start
        self._origin = Passage(text)
        whole = text[start:end]
        clean = _REFUSED.sub(_cleaned, whole) if _REFUSED.search(whole) else whole
        #: Whether the parser is shown something else than what is written.
        self._is_cleaned = clean is not whole
        self._clean = clean
        self._anchors: dict[str, _Anchored] = {}
        self._size = 0
        self._repeated = 0
        self._events: Iterator[yaml.Event] = iter(())
        #: Of the document that is being read: the items so far of the list at its top, or of the first list of objects
        #: below a key; where that list begins if it is being read, else -1; and how deep it stands.
        self.items: list[Node] = []
        self.list = -1
        self.depth = 0

    def documents(self) -> Iterator[Node]:
        """The documents that are not empty, one after another. Raises BrokenError at a mistake."""
        loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
        self._events = yaml.parse(self._clean, Loader=loader)
        try:
            for event in self._events:
                if isinstance(event, yaml.DocumentStartEvent):
                    self._anchors = {}
                    node = self._node(next(self._events), 0)
                    self.items, self.list = [], -1
                    if node.span.start < node.span.end:
                        yield node
        except yaml.MarkedYAMLError as error:
            raise BrokenError(*yamlslips.told(self._text, self._start, error)) from None

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        anchor: str | None = getattr(event, 'anchor', None)
        if anchor is not None:
            self._anchors[anchor] = _Anchored(None, 0)
        before = self._size
        self._size += 1
        if isinstance(event, yaml.ScalarEvent):
            node: Node = self._scalar(event)
        elif depth >= DEEPEST:
            raise BrokenError(self._begin(event), f'this is nested more than {DEEPEST} levels deep')
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, depth)
        elif isinstance(event, yaml.MappingStartEvent):
            node = self._mapping(event, depth)
        else:
            raise BrokenError(self._begin(event), 'a value should stand here')
        if anchor is not None:
            self._anchors[anchor] = _Anchored(node, self._size - before)
        return node

    def _alias(self, event: yaml.AliasEvent) -> Node:
        at = self._begin(event)
        held = self._anchors.get(event.anchor or '')
        if held is None:
            raise BrokenError(at, f'no anchor &{event.anchor} stands before this alias')
        if held.node is None:
            raise BrokenError(at, f'this alias stands within what its anchor &{event.anchor} holds')
        self._repeat(held.size, at)
        return held.node

    def _repeat(self, size: int, at: int) -> None:
        self._size += size
        self._repeated += size
        if self._repeated > MOST_REPEATED:
            raise BrokenError(at, f'aliases repeat more than {MOST_REPEATED:,} values up to here')

    def _scalar(self, event: yaml.ScalarEvent) -> Value:
        style = event.style or ''
        start, end = self._begin(event), self._at(event.end_mark)
        tag = None if event.tag == '!' else event.tag
        if not style and not event.value:
            return Value(Passage('', end), Span(end, end), is_text=tag is not None)
        value: str | None = event.value
        if self._is_cleaned and self._text[start:end] != self._clean[start - self._start : end - self._start]:
            value = None if style not in ('|', '>') else self._restored(start, style, event.value)
        if style in ('|', '>'):
            end = start + len(self._text[start:end].rstrip())
        passage = scalars.passage(self._origin, start, end, style, value)
        is_bare = not style and (event.value in _NULLS or _BARE.fullmatch(event.value) is not None)
        is_text = tag not in _BARE_TAGS if tag else not is_bare
        if not is_text and event.value in _NULLS:
            passage = Passage('', start)
        return Value(passage, Span(start, end), is_text)

    def _restored(self, start: int, style: str, value: str) -> str:
        """A block scalar with the characters that the parser was not shown."""
        return ''.join(
            self._text[begin:stop] if len(piece) == stop - begin and not piece.isspace() else piece
            for piece, begin, stop in scalars.pieces(self._text, start, len(self._text), style, value)
        )

    def _sequence(self, event: yaml.SequenceStartEvent, depth: int) -> Array:
        items: list[Node] = []
        start = end = self._begin(event)
        if depth < 2 and not event.flow_style and not any(isinstance(item, Object) for item in self.items):
            self.items, self.list, self.depth = items, start, depth
        for following in self._events:
            if isinstance(following, yaml.SequenceEndEvent):
                if event.flow_style:
                    end = self._at(following.end_mark)
                break
            items.append(self._node(following, depth + 1))
            end = max(end, self._end(following, items[-1]))
        if start == self.list:
            self.list = -1
        return Array(tuple(items), Span(start, max(end, start + 1)))

    def _mapping(self, event: yaml.MappingStartEvent, depth: int) -> Object:
        entries: list[Entry] = []
        merged: list[Entry] = []
        start = end = self._begin(event)
        for following in self._events:
            if isinstance(following, yaml.MappingEndEvent):
                if event.flow_style:
                    end = self._at(following.end_mark)
                break
            key = self._node(following, depth + 1)
            at = self._begin(following)
            value_event = next(self._events)
            node = self._node(value_event, depth + 1)
            end = max(end, self._end(following, key), self._end(value_event, node))
            if isinstance(key, Value):
                if key.text == '<<' and not getattr(following, 'style', None) and not isinstance(node, Value):
                    merged += self._merged(node, at)
                else:
                    entries.append(Entry(key.text, key.passage.place(Span(0, len(key.text))), node))
        if merged:
            names = {entry.key for entry in entries}
            for entry in merged:
                if entry.key not in names:
                    names.add(entry.key)
                    entries.append(entry)
        return Object(tuple(entries), Span(start, max(end, start + 1)))

    def _merged(self, node: Node, at: int) -> list[Entry]:
        """The entries that ``<<`` adds."""
        nodes = node.items if isinstance(node, Array) else (node,)
        found = [entry for each in nodes if isinstance(each, Object) for entry in each.entries]
        self._repeat(len(found), at)
        return found

    def _at(self, mark: _Mark | None) -> int:
        return self._start + (mark.index if mark else 0)

    def _begin(self, event: yaml.Event) -> int:
        """Where a value begins, behind its anchor and tag."""
        begin, end = self._at(event.start_mark), self._at(event.end_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            # Of a list that is not indented, the parser gives the place behind its first dash.
            is_behind = isinstance(event, yaml.SequenceStartEvent) and not self._text.startswith('-', end)
            return end - 1 if event.flow_style or is_behind else end
        if getattr(event, 'anchor', None) is None and getattr(event, 'tag', None) is None:
            return begin
        found = None if isinstance(event, yaml.AliasEvent) else _PROPERTIES.match(self._text, begin, end)
        return found.end() if found else begin

    def _end(self, event: yaml.Event, node: Node) -> int:
        """Where what an event began ends in the text: of an alias, the alias."""
        return self._at(event.end_mark) if isinstance(event, yaml.AliasEvent) else node.span.end


def _cleaned(found: regex.Match[str]) -> str:
    written = found[0]
    return '\ufffd' if len(written) == 1 else '\\ufffd'
