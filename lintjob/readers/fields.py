"""The fields of an advert, from the names under which people file them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import regex

from lintjob.expression import Expression
from lintjob.listing import Block, Field
from lintjob.phrase import HIDDEN, JOINER
from lintjob.readers.mask import Mask
from lintjob.readers.names import BELOW, NAMES, NOT_A_DATE, PROSE, WRAPPERS
from lintjob.source import Span


class Leaf(NamedTuple):
    """A value somewhere in a tree of keys: the keys that lead to it as written, its text, and where its characters stand.

    ``is_escaped``: a backslash among the characters stands for something else.
    """

    path: tuple[str, ...]
    value: str
    span: Span
    is_escaped: bool = False


def _folded(name: str) -> str:
    # Letters with marks are compared without them, so that both spellings of a name are one.
    return ''.join(filter(str.isalnum, name.casefold().translate(_UNMARKED)))


_UNMARKED = str.maketrans('àáâäãåçèéêëìíîïñòóôöõùúûü', 'aaaaaaceeeeiiiinooooouuuu')


@cache
def _fields() -> dict[str, tuple[str, int]]:
    return {
        _folded(name): (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names.split(','))
    }


@cache
def _prose_names() -> frozenset[str]:
    return frozenset(map(_folded, PROSE.split(',')))


@cache
def _fields_below() -> dict[str, dict[str, str]]:
    return {
        parent: {_folded(name): field for field, names in below.items() for name in names.split(',')}
        for parent, below in BELOW.items()
    }


def named(label: str) -> str:
    """The field that a label means, '' for none."""
    return _fields().get(_folded(label), ('', 0))[0]


def _known(path: Sequence[str]) -> tuple[str, int]:
    """The field that a path of keys leads to, and how well its name says so; '' for none."""
    keys = [_folded(key) for key in path]
    while len(keys) > 1 and keys[0] in WRAPPERS:
        del keys[0]
    if not keys:
        return '', 0
    field, rank = _fields().get(keys[0], ('', 0))
    if len(keys) == 1 or not field:
        return field, rank
    below = _fields_below().get(field)
    if below is None:
        return '', 0
    rest = [key for key in keys[1:] if key not in WRAPPERS] or keys[-1:]
    return below.get(rest[-1], ''), rank


def gather(text: str, leaves: Iterable[Leaf]) -> dict[str, Field]:
    """The fields that the leaves of a tree make, by name."""
    groups: dict[str, dict[tuple[int, str], list[Leaf]]] = {}
    for leaf in leaves:
        name, rank = _known(leaf.path)
        if not name or (name in ('posted', 'closes') and leaf.value.lower() in NOT_A_DATE):
            continue
        top = _known(leaf.path[:1])[0] if len(leaf.path) > 1 else ''
        groups.setdefault(name, {}).setdefault((rank, leaf.path[0]), []).append(leaf)
        if top == 'location' and name in ('city', 'region', 'country'):
            groups.setdefault('location', {}).setdefault((rank, leaf.path[0]), []).append(leaf)
    _place_from_parts(groups)
    found = {}
    for name, group in groups.items():
        filled = {key: its_leaves for key, its_leaves in group.items() if any(leaf.value for leaf in its_leaves)}
        _, its_leaves = min((filled or group).items(), key=lambda entry: entry[0][0])
        found[name] = _joined(name, its_leaves)
    _split_salary(found, groups)
    return found


def _place_from_parts(groups: dict[str, dict[tuple[int, str], list[Leaf]]]) -> None:
    """Where a city and a country stand on their own, the location is made of them."""
    if 'location' not in groups:
        parts = [
            leaf for name in ('city', 'region', 'country') for its in groups.get(name, {}).values() for leaf in its
        ]
        if parts:
            groups['location'] = {(0, parts[0].path[0]): sorted(parts, key=lambda leaf: leaf.span)}


def _split_salary(found: dict[str, Field], groups: dict[str, dict[tuple[int, str], list[Leaf]]]) -> None:
    """A list of two figures is a minimum and a maximum."""
    for its_leaves in groups.get('salary', {}).values():
        if len(its_leaves) == 2 and all(leaf.value.replace('.', '', 1).isdigit() for leaf in its_leaves):
            for name, leaf in zip(('salary_minimum', 'salary_maximum'), its_leaves, strict=True):
                found.setdefault(name, _joined(name, [leaf]))
            if found.get('salary') and found['salary'].span.start == its_leaves[0].span.start:
                del found['salary']
            return


def _joined(name: str, leaves: list[Leaf]) -> Field:
    filled = [leaf for leaf in leaves if leaf.value] or leaves[:1]
    if name in ('title', 'salary_minimum', 'salary_maximum', 'salary_currency', 'salary_period'):
        filled = filled[:1]
    start, end = filled[0].span.start, max(leaf.span.end for leaf in filled)
    return Field(name, ', '.join(leaf.value for leaf in filled), Span(start, end), '.'.join(filled[0].path))


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
        is_prose = _folded(leaf.path[-1]) in _prose_names() if leaf.path else False
        if start < at or start == stop or not (is_prose or _known(leaf.path)[0]):
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
