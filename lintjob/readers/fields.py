"""The fields of an advert, from the names under which people file them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Protocol, TypeVar

from lintjob.listing import Field
from lintjob.readers.names import BELOW, KEYS, NAMES, NOT_A_DATE, PROSE, WRAPPERS
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Leaf(NamedTuple):
    """A value somewhere in a tree of keys: the keys that lead to it as written, its text, and where its characters stand.

    ``is_escaped``: a backslash among the characters stands for something else.
    """

    path: tuple[str, ...]
    value: str
    span: Span
    is_escaped: bool = False


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name as it is compared: case, blanks, punctuation and marks on letters do not matter."""
    # Letters with marks are compared without them, so that both spellings of a name are one.
    return ''.join(filter(str.isalnum, name.casefold().translate(_UNMARKED)))


_UNMARKED = str.maketrans('àáâäãåçèéêëìíîïñòóôöõùúûü', 'aaaaaaceeeeiiiinooooouuuu')


@cache
def _fields() -> dict[str, tuple[str, int]]:
    return {folded(name): (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names.split(','))}


@cache
def _keys() -> dict[str, tuple[str, int]]:
    """The names of fields among keys: those of all texts, then those of data."""
    more = {
        folded(name): (field, len(NAMES[field].split(',')) + rank if field in NAMES else rank)
        for field, names in KEYS.items()
        for rank, name in enumerate(names.split(','))
    }
    return {**more, **_fields()}


@cache
def _prose_names() -> frozenset[str]:
    return frozenset(map(folded, PROSE.split(',')))


@cache
def _fields_below() -> dict[str, dict[str, str]]:
    return {
        parent: {folded(name): field for field, names in below.items() for name in names.split(',')}
        for parent, below in BELOW.items()
    }


def named(label: str) -> str:
    """The field that a label means, '' for none."""
    return _fields().get(folded(label), ('', 0))[0]


@lru_cache(maxsize=4096)
def is_prose(name: str) -> bool:
    """Whether what a name stands for is part of the advert's text."""
    return folded(name) in _prose_names()


@lru_cache(maxsize=4096)  # the records of a file have the same keys
def known(path: tuple[str, ...]) -> tuple[str, int]:
    """The field that a path of keys leads to, and how well its name says so; '' for none."""
    keys = [folded(key) for key in path]
    while len(keys) > 1 and keys[0] in WRAPPERS:
        del keys[0]
    if not keys:
        return '', 0
    field, rank = _keys().get(keys[0], ('', 0))
    if len(keys) == 1 or not field:
        return field, rank
    below = _fields_below().get(field)
    if below is None:
        return '', 0
    rest = [key for key in keys[1:] if key not in WRAPPERS] or keys[-1:]
    return below.get(rest[-1], ''), rank


Its = TypeVar('Its', bound='Told')


def renamed(leaves: Iterable[Leaf], told: Mapping[str, tuple[tuple[str, ...], ...]]) -> list[Leaf]:
    """Leaves whose paths their owner has named as fields, under names that everybody knows."""
    names = {path: (NAMES[field].split(',')[0],) for field, paths in told.items() if field in NAMES for path in paths}
    return [leaf._replace(path=names.get(leaf.path, leaf.path)) for leaf in leaves]


class Told(Protocol):
    """What is known of a value: the keys that lead to it, what it says, and its place among the others."""

    @property
    def path(self) -> tuple[str, ...]:
        """The keys as written."""

    @property
    def value(self) -> str:
        """The value's text, '' for none."""

    @property
    def span(self) -> Span:
        """Where it stands."""


def gather(text: str, leaves: Iterable[Leaf]) -> dict[str, Field]:
    """The fields that the leaves of a tree make, by name."""
    return {name: _joined(name, its_leaves) for name, its_leaves in choose(leaves).items()}


def choose(leaves: Iterable[Its]) -> dict[str, list[Its]]:
    """The leaves of a tree that make each field, by its name; empty ones only where there are no others."""
    groups: dict[str, dict[tuple[int, str], list[Its]]] = {}
    for leaf in leaves:
        name, rank = known(leaf.path)
        if not name or (name in ('posted', 'closes') and leaf.value.lower() in NOT_A_DATE):
            continue
        top = known(leaf.path[:1])[0] if len(leaf.path) > 1 else ''
        groups.setdefault(name, {}).setdefault((rank, leaf.path[0]), []).append(leaf)
        if top == 'location' and name in ('city', 'region', 'country'):
            groups.setdefault('location', {}).setdefault((rank, leaf.path[0]), []).append(leaf)
    _place_from_parts(groups)
    found = {}
    for name, group in groups.items():
        if len(group) == 1:
            (its_leaves,) = group.values()
        else:
            filled = {key: its_leaves for key, its_leaves in group.items() if any(leaf.value for leaf in its_leaves)}
            _, its_leaves = min((filled or group).items(), key=_rank)
        chosen = its_leaves
        if len(its_leaves) > 1:
            chosen = [leaf for leaf in its_leaves if leaf.value] or its_leaves[:1]
        found[name] = chosen[:1] if name in _SINGLE else chosen
    _split_salary(found, groups)
    return found


def _rank(entry: tuple[tuple[int, str], list[Its]]) -> int:
    return entry[0][0]


_SINGLE = frozenset(('title', 'salary_minimum', 'salary_maximum', 'salary_currency', 'salary_period'))


def _place_from_parts(groups: dict[str, dict[tuple[int, str], list[Its]]]) -> None:
    """Where a city and a country stand on their own, the location is made of them."""
    if 'location' not in groups:
        parts = [
            leaf for name in ('city', 'region', 'country') for its in groups.get(name, {}).values() for leaf in its
        ]
        if parts:
            groups['location'] = {(0, parts[0].path[0]): sorted(parts, key=lambda leaf: leaf.span)}


def _split_salary(found: dict[str, list[Its]], groups: dict[str, dict[tuple[int, str], list[Its]]]) -> None:
    """A list of two figures is a minimum and a maximum."""
    for its_leaves in groups.get('salary', {}).values():
        if len(its_leaves) == 2 and all(leaf.value.replace('.', '', 1).isdigit() for leaf in its_leaves):
            for name, leaf in zip(('salary_minimum', 'salary_maximum'), its_leaves, strict=True):
                found.setdefault(name, [leaf])
            if found['salary'][0] is its_leaves[0]:
                del found['salary']
            return


def _joined(name: str, leaves: list[Leaf]) -> Field:
    start, end = leaves[0].span.start, max(leaf.span.end for leaf in leaves)
    return Field(name, ', '.join(leaf.value for leaf in leaves), Span(start, end), '.'.join(leaves[0].path))
