"""Front matter: the YAML (``---``) or TOML (``+++``) before the text of a Markdown file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from lintjob.errors import LintjobError
from lintjob.expression import Expression
from lintjob.listing import Block
from lintjob.phrase import HIDDEN, JOINER
from lintjob.readers import fields
from lintjob.readers.fields import Leaf
from lintjob.readers.text import toml
from lintjob.readers.text.mask import Mask
from lintjob.readers.tree import Array, Node, Object, Value
from lintjob.source import Source, Span
from lintjob.typed import NamedTuple

_OPENING = Expression(r'\s*(---|\+\+\+)[ \t]*(?:\r\n?|\n)')
_YAML_CLOSING = Expression(r'(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)')
_TOML_CLOSING = Expression(r'\+\+\+[ \t]*(?=[\r\n]|\Z)')
_KEY = Expression(r'\s*+(?:#[^\r\n]*+\s++)*+(?:[\w"\'][\w\"\' ./()&-]{0,60}:(?=\s|\Z)|- |[{\[])')
_LINE = Expression(r'[^\r\n]*(?:\r\n?|\n)?')
_DEEPEST = 20
_NULLS = ('~', 'null', 'Null', 'NULL')


class FrontMatter(NamedTuple):
    """``leaves``: the values, in order. ``end``: where the text after it begins.

    ``tree``: what a parser makes of it; None where none was needed: each value is then plain and stands on one line.
    """

    leaves: list[Leaf]
    end: int
    tree: Node | None = None


def read(source: Source) -> FrontMatter | None:
    """The front matter of a file; None where there is none. Raises LintjobError where it does not parse."""
    text = source.text
    opening = _OPENING.match(text)
    if not opening:
        return None
    start = opening.end()
    is_yaml = opening[1] == '---'
    if is_yaml and not _KEY.match(text, start):
        closing = _YAML_CLOSING.match(text, start)
        return FrontMatter([], closing.end()) if closing else None  # rulers around prose
    stop, end = _closing(text, start, _YAML_CLOSING if is_yaml else _TOML_CLOSING)
    if stop < 0:
        message = f'front matter begins here, and no line "{opening[1]}" ends it'
        raise LintjobError([source.complaint(opening.start(1), message)])
    if not is_yaml:
        return FrontMatter(toml.read(source, start, stop), end)
    leaves = plain(text, start, stop)
    if leaves is not None:
        return FrontMatter(leaves, end)
    tree = parsed(source, start, stop)
    return FrontMatter([] if tree is None else list(_leaves(text, tree, (), set())), end, tree)


def parsed(source: Source, start: int, stop: int) -> Node | None:
    """What a parser makes of YAML; None for nothing. Raises LintjobError, at the mistake, where it does not parse."""
    # Imported here: PyYAML is loaded where YAML is read that takes a parser, and nowhere else.
    from lintjob.readers.yaml import parser as yamltree  # noqa: PLC0415

    try:
        return next(yamltree.Parser(source.text, start, stop).documents(), None)
    except yamltree.BrokenError as slip:
        raise LintjobError([yamltree.complaint(source, slip)]) from None


# A line of the plainest YAML: a key and a scalar that no sign of YAML's own is in.
_PLAIN_LINE = Expression(
    r"""(?:
        (?P<key>[A-Za-z_][\w-]*):
        (?:[ ]+(?:
            "(?P<double>[^"\\\r\n]*)"
          | '(?P<single>[^'\r\n]*)'
          | (?P<plain>[^\s\-?:,\[\]{}\#&*!|>'"%@`](?:[^\s:\#]|:(?=[^\s])|\#(?<=[^\s]\#)|[ ](?=[^\s\#]))*)
        ))
      | \#[^\r\n]*
    )?[ ]*(?:\r\n?|\n|\Z)""",
    regex.VERBOSE,
)


def plain(text: str, start: int, stop: int) -> list[Leaf] | None:
    """The values of front matter that is nothing but plain lines, ``key: value``; None for any other.

    Most is, and to import a YAML parser takes longer than all else that is done with a listing. A
    property test holds what is read here to what the parser reads.
    """
    leaves: list[Leaf] = []
    at = start
    while at < stop:
        found = _PLAIN_LINE.match(text, at, stop)
        if not found or found.end() == at:
            return None
        at = found.end()
        key = found['key']
        if key is not None:
            name = next(name for name in ('double', 'single', 'plain') if found[name] is not None)
            value = found[name]
            if not value.isprintable():
                return None
            is_null = name == 'plain' and value in _NULLS
            leaves.append(Leaf((key,), '' if is_null else value.strip(), Span(*found.span(name)), name == 'double'))
    return leaves


def _closing(text: str, start: int, mark: Expression) -> tuple[int, int]:
    """Where the line that ends front matter begins and ends; -1 where none does."""
    at = start
    while True:
        found = mark.match(text, at)
        if found:
            return at, found.end()
        line = [place + 1 for place in (text.find('\n', at), text.find('\r', at)) if place >= 0]
        if not line:
            return -1, len(text)
        at = min(line)


def _leaves(text: str, node: Node, path: tuple[str, ...], seen: set[int]) -> Iterator[Leaf]:
    # A node that is pointed at again (*alias) is read once: it stands in one place.
    if id(node) in seen or len(path) > _DEEPEST:
        return
    seen.add(id(node))
    if isinstance(node, Value):
        yield Leaf(path, node.text.strip(), _place(text, node), text.startswith('"', node.span.start))
    elif isinstance(node, Array):
        if not node.items:
            yield Leaf(path, '', Span(node.span.start, node.span.start))
        for item in node.items:
            yield from _leaves(text, item, path, seen)
    elif isinstance(node, Object):
        if not node.entries:
            yield Leaf(path, '', Span(node.span.start, node.span.start))
        for entry in node.entries:
            yield from _leaves(text, entry.node, (*path, entry.key), seen)


def _place(text: str, value: Value) -> Span:
    """Where a value's own characters stand, without quotes, block marks and blanks at the edges."""
    start, end = value.span
    sign = text[start:end][:1]
    if sign in ('"', "'"):
        return Span(start + 1, max(start + 1, end - 1))
    if sign in ('|', '>'):
        line = _LINE.match(text, start, end)
        start = line.end() if line else start
    return Span(start, end)


_ESCAPED = Expression(r'\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)', regex.DOTALL)


def show(mask: Mask, end: int, leaves: Iterable[Leaf]) -> tuple[list[Block], list[Span]]:
    """Cover all before ``end`` but the values that belong to the advert.

    Gives those of one line as blocks; and the places of longer ones, whose blocks are to be read.
    """
    blocks: list[Block] = []
    longer: list[Span] = []
    at = 0
    for leaf in sorted(leaves, key=lambda leaf: leaf.span):
        start, stop = leaf.span
        is_prose = fields.is_prose(leaf.path[-1]) if leaf.path else False
        if start < at or start == stop or not (is_prose or fields.known(leaf.path)[0]):
            continue
        mask.cover(at, start, HIDDEN)
        at = stop
        if leaf.is_escaped:
            _cover_escapes(mask, leaf.span)
        if '\n' in mask.text[start:stop] or '\r' in mask.text[start:stop]:
            longer.append(leaf.span)
        else:
            blocks.append(Block('item' if is_prose else 'row', leaf.span))
    mask.cover(at, end, HIDDEN)
    return blocks, longer


def _cover_escapes(mask: Mask, span: Span) -> None:
    for found in _ESCAPED.finditer(mask.text, *span):
        if found[0][1] in '"\'\\/':
            mask.cover(found.start(), found.start() + 1, JOINER)
        else:
            mask.cover(*found.span())
