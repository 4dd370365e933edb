"""Front matter: the YAML (``---``) or TOML (``+++``) before the text of a Markdown file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import regex

from lintjob.expression import Expression
from lintjob.readers import toml
from lintjob.readers.fields import Leaf
from lintjob.source import Source, Span
from lintjob.yamlfile import Reading

if TYPE_CHECKING:
    # PyYAML is loaded where YAML is read, and nowhere else.
    import yaml

_OPENING = Expression(r'\s*(---|\+\+\+)[ \t]*(?:\r\n?|\n)')
_YAML_CLOSING = Expression(r'(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)')
_TOML_CLOSING = Expression(r'\+\+\+[ \t]*(?=[\r\n]|\Z)')
_KEY = Expression(r'\s*+(?:#[^\r\n]*+\s++)*+(?:[\w"\'][\w\"\' ./()&-]{0,60}:(?=\s|\Z)|- |[{\[])')
_LINE = Expression(r'[^\r\n]*(?:\r\n?|\n)?')
_DEEPEST = 20
_NULLS = ('~', 'null', 'Null', 'NULL')
_KINDS = {'ScalarNode': 'scalar', 'SequenceNode': 'list', 'MappingNode': 'mapping'}


class FrontMatter(NamedTuple):
    """``leaves``: the values, in order. ``end``: where the text after it begins."""

    leaves: list[Leaf]
    end: int


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
    reading = Reading(source, start)
    if stop < 0:
        reading.complain(f'front matter begins here, and no line "{opening[1]}" ends it', opening.start(1) - start)
        reading.raise_complaints()
    if not is_yaml:
        return FrontMatter(toml.read(source, start, stop), end)
    leaves = plain(text, start, stop)
    if leaves is not None:
        return FrontMatter(leaves, end)
    root = reading.root(text[start:stop])
    reading.raise_complaints()
    if root is None:
        return FrontMatter([], end)
    return FrontMatter(list(_leaves(text, start, root.composed, (), set())), end)


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


def _leaves(text: str, offset: int, node: yaml.Node, path: tuple[str, ...], seen: set[int]) -> Iterator[Leaf]:
    # A node that is pointed at again (*alias) is read once: it stands in one place.
    if id(node) in seen or len(path) > _DEEPEST:
        return
    seen.add(id(node))
    start, end = offset + node.start_mark.index, offset + node.end_mark.index
    kind = _KINDS[type(node).__name__]
    if kind == 'scalar':
        style = getattr(node, 'style', None)
        value = str(node.value).strip()
        is_null = not style and value in _NULLS
        yield Leaf(path, '' if is_null else value, _place(text, start, end, style), style == '"')
    elif not node.value:
        yield Leaf(path, '', Span(start, start))
    elif kind == 'list':
        for child in node.value:
            yield from _leaves(text, offset, child, path, seen)
    else:
        for key, child in node.value:
            if _KINDS[type(key).__name__] == 'scalar':
                yield from _leaves(text, offset, child, (*path, str(key.value)), seen)


def _place(text: str, start: int, end: int, style: str | None) -> Span:
    """Where a scalar's own characters stand, without quotes, block marks and blanks at the edges."""
    if style in ('"', "'"):
        return Span(start + 1, max(start + 1, end - 1))
    if style in ('|', '>'):
        line = _LINE.match(text, start, end)
        start = line.end() if line else start
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
