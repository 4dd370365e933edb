"""Strict YAML: every scalar is text, every node knows its place, nothing is lost in silence.

Plain YAML reads ``no`` as false, ``12:30`` as 750 and ``We are the #1 bakery`` as ``We are the``.
Here a scalar is the text that was written, duplicate keys and a comment that swallows half of a
sentence are refused, and every mistake is a Complaint with its line and column.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from lintjob.errors import Complaint, LintjobError, did_you_mean
from lintjob.expression import Expression
from lintjob.source import Source

if TYPE_CHECKING:
    import yaml

T = TypeVar('T')

#: How deep a document may be nested: the C loader goes down by recursion, which would end the process.
_DEEPEST = 100
#: With no more signs of nesting than this, a document is not looked through for its depth.
_UNCHECKED = 1000


# Python's own reading takes more for a number: 1_000, inf, the digits of every script.
_NUMBER = Expression(r'[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?')


class _TooDeepError(Exception):
    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


# What the parser says of a text that begins with or holds one of YAML's own signs.
_UNQUOTED = ('did not find expected comment or line break', 'mapping values are not allowed in this context')


class Reading:
    """One YAML document being read: the text and the complaints gathered so far."""

    def __init__(self, source: Source, offset: int = 0) -> None:
        """``offset`` is where the document begins in the source; positions count from the source's start."""
        self.source = source
        self.offset = offset
        self.complaints: list[Complaint] = []

    def root(self, text: str | None = None) -> Node | None:
        """The document's root node; None for an empty document or one that does not parse (a complaint)."""
        # Imported here: where the rules come from the cache and a listing has no front matter, no YAML is read.
        import yaml  # noqa: PLC0415

        text = self.source.text[self.offset :] if text is None else text
        loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
        try:
            # Each level takes a bracket, a dash, a question mark or a line of its own.
            if sum(map(text.count, ('[', '{', '-', '?', '\n '))) > _UNCHECKED:
                _check_depth(yaml.parse(text, Loader=loader))
            node = yaml.compose(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = str(error.problem or error.context)
            hint = '; put the text in single quotes' if problem in _UNQUOTED else ''
            self.complain(f'this is no YAML: {problem}{hint}', mark.index if mark else 0)
            return None
        except yaml.reader.ReaderError as error:
            # The C loader counts bytes, the other one characters; the character itself is the same.
            at = text.find(chr(error.character)) if isinstance(error.character, int) else -1
            self.complain(f'this is no YAML: {error.reason}', max(at, 0))
            return None
        except _TooDeepError as error:
            self.complain(f'this YAML is nested more than {_DEEPEST} levels deep', error.offset)
            return None
        found = None if node is None else Node(self, node)
        return None if found and found.is_text and not found.style and not found.composed.value else found

    def complain(self, message: str, offset: int) -> None:
        """Note a mistake at an offset within the document."""
        place = self.source.position(min(self.offset + offset, len(self.source.text)))
        self.complaints.append(Complaint(self.source.name, place.line, place.column, message))

    def raise_complaints(self) -> None:
        """Raise LintjobError with all complaints, each once, if there are any."""
        if self.complaints:
            raise LintjobError(sorted(set(self.complaints)))


def _check_depth(events: Iterable[yaml.Event]) -> None:
    depth = 0
    for event in events:
        name = type(event).__name__
        depth += name.endswith('StartEvent') - name.endswith('EndEvent')
        if depth > _DEEPEST:
            raise _TooDeepError(event.start_mark.index if event.start_mark else 0)


class Node:
    """A YAML node with its place. What it should have been is asked for by name; a wrong shape is a complaint."""

    def __init__(self, reading: Reading, node: yaml.Node) -> None:
        self._reading = reading
        self._node = node

    @property
    def composed(self) -> yaml.Node:
        """The node as PyYAML gives it, for a reader of what people write, who is not as strict."""
        return self._node

    @property
    def start(self) -> int:
        """The offset of the node within its document."""
        return int(self._node.start_mark.index)

    @property
    def end(self) -> int:
        """The offset after the node within its document."""
        return int(self._node.end_mark.index)

    @property
    def style(self) -> str | None:
        """How a scalar is written: None (plain), ``'``, ``"``, ``|`` or ``>``."""
        return getattr(self._node, 'style', None) or None

    @property
    def _kind(self) -> str:
        return str(getattr(self._node, 'id', ''))

    @property
    def is_text(self) -> bool:
        """Whether this is a scalar."""
        return self._kind == 'scalar'

    @property
    def is_list(self) -> bool:
        """Whether this is a sequence."""
        return self._kind == 'sequence'

    @property
    def is_mapping(self) -> bool:
        """Whether this is a mapping."""
        return self._kind == 'mapping'

    def complain(self, message: str) -> None:
        """Note a mistake at this node."""
        self._reading.complain(message, self.start)

    def text(self) -> str | None:
        """The scalar's text, as written."""
        if not self.is_text:
            self.complain(f'this should be text, not {self._shape()}')
            return None
        value = str(self._node.value)
        if self.style is None:
            rest = self._rest_of_line()
            if rest[:1] in (' ', '\t') and rest[1:2] == '#' and rest[2:3].strip():
                self.complain(
                    f'YAML takes "{rest.strip()}" for a comment; put the text in quotes, or a blank after the #'
                )
        return value

    def items(self) -> Iterator[Node]:
        """The nodes of a sequence."""
        if not self.is_list:
            self.complain(f'this should be a list, not {self._shape()}')
            return
        for node in self._node.value:
            yield Node(self._reading, node)

    def pairs(self) -> Iterator[tuple[str, Node, Node]]:
        """The pairs of a mapping: the key's text, the key, the value. A key that comes twice is a complaint."""
        if not self.is_mapping:
            self.complain(f'this should be a mapping (key: value), not {self._shape()}')
            return
        seen: dict[str, Node] = {}
        for key_node, value_node in self._node.value:
            key = Node(self._reading, key_node)
            if not key.is_text:
                key.complain('a key should be text')
                continue
            name = str(key_node.value)
            if name in seen:
                first = self._reading.source.position(self._reading.offset + seen[name].start)
                key.complain(f'the key "{name}" stands here again; it stood in line {first.line} before')
                continue
            seen[name] = key
            yield name, key, Node(self._reading, value_node)

    def mapping(self, known: Iterable[str] | None = None, passed: Container[str] = ()) -> dict[str, Node]:
        """The values of a mapping by key. With ``known``, any other key is a complaint, but for those ``passed`` over."""
        allowed = None if known is None else list(known)
        found = {}
        for name, key, value in self.pairs():
            if name in passed:
                continue
            if allowed is not None and name not in allowed:
                near = did_you_mean(name, allowed) or f'; known are {", ".join(sorted(allowed))}'
                key.complain(f'unknown key "{name}"{near}')
            else:
                found[name] = value
        return found

    def texts(self) -> list[tuple[str, Node]]:
        """The texts of a sequence of scalars, each with its node. A lone scalar counts as a sequence of one."""
        nodes = [self] if self.is_text else list(self.items())
        return [(text, node) for node in nodes if (text := node.text()) is not None]

    def choice(self, choices: Iterable[str], what: str = 'value') -> str | None:
        """The scalar's text, which must be one of ``choices``."""
        text = self.text()
        allowed = list(choices)
        if text is not None and text not in allowed:
            near = did_you_mean(text, allowed) or f'; expected one of {", ".join(allowed)}'
            self.complain(f'unknown {what} "{text}"{near}')
            return None
        return text

    def flag(self) -> bool | None:
        """True or false, written ``true`` or ``false``."""
        text = self.choice(('true', 'false'))
        return None if text is None else text == 'true'

    def number(self, read: Callable[[str], T]) -> T | None:
        """A number, read by ``int`` or ``float``."""
        text = self.text()
        if text is None:
            return None
        try:
            if _NUMBER.fullmatch(text):
                return read(text)
        except ValueError:
            pass  # a half where a whole number is wanted
        self.complain(f'"{text}" should be a {"whole " if read is int else ""}number')
        return None

    def _rest_of_line(self) -> str:
        text = self._reading.source.text
        start = self._reading.offset + self.end
        stop = text.find('\n', start)
        return text[start : len(text) if stop < 0 else stop]

    def _shape(self) -> str:
        return 'a list' if self.is_list else 'a mapping' if self.is_mapping else 'text'
