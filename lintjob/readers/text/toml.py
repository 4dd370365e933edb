"""TOML as front matter uses it: its values under the keys that lead to them."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob import toml
from lintjob.readers.fields import Leaf
from lintjob.source import Source
from lintjob.toml import Value


def read(source: Source, start: int, end: int) -> list[Leaf]:
    """The values in ``source.text[start:end]``, in order. Raises LintjobError at the first place that is no TOML."""
    table: tuple[str, ...] = ()
    found: list[Leaf] = []
    for key, value, _ in toml.lines(source, start, end):
        path = tuple(part.text for part in key)
        if value is None:
            table = path
        else:
            found += _leaves((*table, *path), value)
    return found


def _leaves(path: tuple[str, ...], value: Value) -> Iterator[Leaf]:
    if value.kind == 'list':
        inner = [leaf for item in value.items for leaf in _leaves(path, item)]
        yield from inner or [Leaf(path, '', value.span)]
    elif value.kind == 'table':
        for key, its, _ in value.pairs:
            if its is not None:
                yield from _leaves((*path, *(part.text for part in key)), its)
    else:
        yield Leaf(path, value.text.strip() if value.kind == 'text' else value.text, value.span, value.is_escaped)
