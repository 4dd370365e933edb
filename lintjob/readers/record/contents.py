"""What a record holds of an advert: its fields, told by their names or by its system's shape, and its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from lintjob.layout import DESCRIPTION, Layout
from lintjob.passage import Passage, Table, Woven
from lintjob.readers import fields
from lintjob.readers.fields import folded
from lintjob.readers.names import WRAPPERS
from lintjob.readers.record import rows, systems, texts, wording
from lintjob.readers.record.rows import Told
from lintjob.readers.record.texts import Piece, Text
from lintjob.readers.tree import Array, Node, Object, Value
from lintjob.source import Span
from lintjob.typed import NamedTuple

_DEEPEST = 6
#: How many elements of a list are looked at for fields.
_MOST_ITEMS = 60
#: A text of this length is an advert's without a title; a field's value of this length is a text.
_FAIR = 200
_PROSE = frozenset(('experience', 'level', 'employment_type', 'workplace', 'location', 'salary', 'company'))
#: Fields that other things have as well.
_COMMON = frozenset(('title', 'apply', 'language', 'posted'))
_PAY = ('salary', 'salary_minimum', 'salary_maximum')
_EMPTY = Passage('')
#: Keys under which a value stands that has others beside it.
_ITSELF = frozenset(('name', 'label', 'value'))


#: The period that a word in the name of the pay says.
_PERIODS = {
    'hour': 'hour',
    'annual': 'year',
    'year': 'year',
    'month': 'month',
    'week': 'week',
    'daily': 'day',
    'dayrate': 'day',
    'stunden': 'hour',
    'jahres': 'year',
    'monats': 'month',
}
#: Keys of values that are HTML.
_MARKED_UP = frozenset(('rendered', 'html'))


class Contents(NamedTuple):
    """What a record holds of an advert: values by field, and texts."""

    told: dict[str, list[Told]]
    texts: list[Text]

    @property
    def is_advert(self) -> bool:
        """Whether this is enough for an advert."""
        size = sum(text.size for text in self.texts)
        title = next((leaf for leaf in self.told.get('title', ()) if leaf.value), None)
        if size >= _FAIR or title is None:
            return size >= _FAIR
        if any(leaf.value for name, its in self.told.items() if name not in _COMMON for leaf in its):
            return True
        # Many a thing has a name and a line that describes it.
        return size > 0 and folded(title.path[-1]) != 'name'


class _Leaf(NamedTuple):
    """A value in a record: the keys that lead to it as written, and as they are compared."""

    path: tuple[str, ...]
    names: tuple[str, ...]
    node: Value
    place: Span
    group: int


def read(node: Object, layout: Layout) -> Contents:
    """What a record holds of an advert."""
    inner, wrappers = _unwrapped(node)
    shape = _shape_of(tuple([entry.key for entry in inner.entries]))
    asked: dict[str, list[tuple[str, ...]]] = {}
    roots = shape.roots
    if layout.fields:
        asked = {name: [tuple(map(folded, path)) for path in paths] for name, paths in layout.fields.items()}
        roots = roots.union(path[0] for paths in asked.values() for path in paths if path)
    leaves = _Leaves(len(wrappers), roots)
    leaves.add(node, (), (), node.span, 0)
    told: dict[str, list[Told]] = {}
    for field, paths in asked.items():
        if field != DESCRIPTION:
            leaves.take(told, field, paths, 0)
    for field, its_paths in shape.fields.items():
        if field not in asked:
            leaves.take(told, field, its_paths, len(wrappers))
    _by_name(told, leaves, shape, inner)
    found = _texts(node, inner, asked.get(DESCRIPTION), shape)
    for field in _PROSE & told.keys():
        long = [leaf for leaf in told[field] if len(leaf.value) > _FAIR]
        if long:
            told[field] = [leaf for leaf in told[field] if len(leaf.value) <= _FAIR]
            if not told[field]:
                del told[field]
            found += (Text('part', field, 0, [Piece('text', leaf.node)]) for leaf in long if leaf.node.is_text)
    return Contents(told, found)


@lru_cache(maxsize=256)
def _shape_of(keys: tuple[str, ...]) -> systems.Shape:
    # The records of a file have the same keys.
    return systems.shape_of(frozenset([folded(local(key)) for key in keys]))


def local(key: str) -> str:
    """A key without the prefix of its namespace."""
    return key.rpartition(':')[2] if ':' in key else key


def _unwrapped(node: Object) -> tuple[Object, tuple[str, ...]]:
    """The object within that holds the fields, where a record only wraps it (``{"job": {...}}``), and the keys that lead there."""
    path: tuple[str, ...] = ()
    while len(path) < _DEEPEST:
        inner = None
        for key, _, its in node.entries:
            name = folded(local(key))
            if isinstance(its, Object):
                if name in WRAPPERS:
                    if inner is not None:
                        return node, path
                    inner, step = its, name
            elif fields.known((local(key),))[0] == 'title':
                return node, path
        if inner is None:
            return node, path
        node, path = inner, (*path, step)
    return node, path


def _is_marked_up(node: Object, key: str) -> bool:
    """Whether an XML element says of itself that its text is HTML, as those of Atom do."""
    return any(
        entry.key == key and isinstance(entry.node, Object) and _says_html(entry.node.get('@type'))
        for entry in node.entries
    )


def _says_html(node: Node | None) -> bool:
    return isinstance(node, Value) and node.text in ('html', 'xhtml')


class _Leaves:
    """The values of a record that can be fields, in the order of the source."""

    def __init__(self, depth: int, roots: frozenset[str]) -> None:
        """``depth``: how many keys wrap the fields. ``roots``: keys that are gone into whatever their names mean."""
        self.all: list[_Leaf] = []
        self.depth = depth
        self.roots = roots
        self.used: set[int] = set()
        self._paths: dict[tuple[str, ...], list[int]] | None = None

    def add(self, node: Node, path: tuple[str, ...], names: tuple[str, ...], place: Span, group: int) -> None:
        """Add what stands under a path of keys."""
        if isinstance(node, Value):
            self.all.append(_Leaf(path, names, node, place, group))
            return
        if not (node.items if isinstance(node, Array) else node.entries):
            if path:
                self.all.append(_Leaf(path, names, Value(_EMPTY, node.span, False), place, group))
            return
        if len(path) > _DEEPEST:
            return
        if isinstance(node, Array):
            for number, item in enumerate(node.items[:_MOST_ITEMS], 1):
                if not isinstance(item, Array):
                    self.add(item, path, names, place, number)
            return
        is_top = not names or all(name in WRAPPERS for name in names)
        for written, where, its in node.entries:
            key = local(written)
            name = folded(key)
            if isinstance(its, Value) and '&' in its.text:
                # Imported here: it is seldom that a field holds entities.
                from lintjob.readers.html import entities  # noqa: PLC0415

                is_marked_up = name in _MARKED_UP or _is_marked_up(node, written)
                if is_marked_up or ('<' not in its.text and '&lt;' not in its.text and entities.has_closed(its.text)):
                    its = its._replace(passage=entities.unescape(its.passage))  # noqa: PLW2901
            if not name:
                # The text of an XML element that has attributes.
                self.add(its, path, names, where, group)
            elif not is_top or name in self.roots or name in WRAPPERS or fields.known((key,))[0] not in ('', 'summary'):
                self.add(its, (*path, key), (*names, name), where, group)

    def told(self, field: str, number: int) -> Told:
        """A value as what a field is made of."""
        path, _, node, place, group = self.all[number]
        return Told(field, path, node.text.strip(), node, place, group, number)

    def take(self, told: dict[str, list[Told]], field: str, paths: Iterable[tuple[str, ...]], depth: int) -> None:
        """Take a field from the first of some paths that leads to a value, else the first that is there."""
        row = 'location' if field in rows.PARTS else field
        empty: list[Told] = []
        for path in paths:
            # What is asked for may also stand beside what is wrapped.
            its = [self.told(field, number) for number in self._at(path, depth) or (depth and self._at(path, 0)) or ()]
            self.used.update(leaf.number for leaf in its)
            filled = [leaf for leaf in its if leaf.value]
            if filled:
                told.setdefault(row, []).extend(filled)
                return
            empty = empty or its
        if empty:
            told.setdefault(row, []).extend(empty)

    def _at(self, path: tuple[str, ...], depth: int) -> list[int]:
        if self._paths is None:
            self._paths = {}
            for number, leaf in enumerate(self.all):
                names = leaf.names
                self._paths.setdefault(names, []).append(number)
                if names[-1] in _ITSELF:
                    self._paths.setdefault(names[:-1], []).append(number)
        if depth:
            # What wraps the fields is the same for all of them.
            found = [number for names, its in self._paths.items() if names[depth:] == path for number in its]
            return sorted(found)
        return self._paths.get(path, [])


def _by_name(told: dict[str, list[Told]], leaves: _Leaves, shape: systems.Shape, inner: Object) -> None:
    """Add the fields that are told by the names of their keys."""
    named: list[Told] = []
    flags: list[Told] = []
    depth = leaves.depth
    for number, leaf in enumerate(leaves.all):
        if number in leaves.used or (len(leaf.names) > depth and leaf.names[depth] in shape.not_read):
            continue
        field = fields.known(leaf.path)[0]
        if not field or field == 'summary':
            continue
        its = leaves.told(field, number)
        if wording.is_other(field, its.value):
            continue
        if field in ('workplace', 'remote') and wording.is_flag(its.value):
            flags.append(its)
        else:
            named.append(its)
    found = fields.choose(named)
    parts = [leaf for name in rows.PARTS for leaf in found.pop(name, ())]
    for field, its_leaves in found.items():
        if field not in told:
            told[field] = its_leaves
    if parts:
        place = told.setdefault('location', [])
        numbers = {leaf.number for leaf in place}
        place += (leaf for leaf in parts if leaf.number not in numbers)
    if 'location' in told:
        told['location'].sort(key=_in_place)
    _flags(told, flags)
    if not told.keys().isdisjoint(_PAY):
        if 'salary' not in told and not any(leaf.value for name in _PAY for leaf in told.get(name, ())):
            its_empty = told.get('salary_minimum') or told.get('salary_maximum')
            if its_empty:
                told['salary'] = [_whole_pay(its_empty[0], inner, depth)]
        _period_of_key(told)


def _whole_pay(empty: Told, inner: Object, depth: int) -> Told:
    """The pay that is there and says nothing: by the key of all of it, where its minimum has one of its own."""
    path = empty.path[: depth + 1]
    key = next((entry.place for entry in inner.entries if local(entry.key) == path[-1]), empty.place)
    return empty._replace(field='salary', path=path, place=key)


def _period_of_key(told: dict[str, list[Told]]) -> None:
    """The period that the name of the pay says: ``hourly_rate``, ``annual_salary``."""
    if any(leaf.value for leaf in told.get('salary_period', ())):
        return
    for name in _PAY:
        for leaf in told.get(name, ()):
            key = folded(leaf.path[-1])
            period = next((period for word, period in _PERIODS.items() if word in key), '')
            if period and leaf.value:
                place = leaf.place
                table = Table()
                table.add(0, _EMPTY, place.start, place.end)
                node = Value(Woven(period, lambda table=table: table), place)  # type: ignore[misc]
                told['salary_period'] = [Told('salary_period', leaf.path, period, node, place, 0, -1)]
                return


def _in_place(leaf: Told) -> tuple[bool, int, int, int]:
    """The order of a place's pieces: each place from the small to the large, then what holds for all of them."""
    size = (*rows.PARTS, leaf.field).index(leaf.field)
    return (
        leaf.group == 0 and leaf.field in rows.PARTS,
        leaf.group,
        size if leaf.field in rows.PARTS else -1,
        leaf.number,
    )


def _flags(told: dict[str, list[Told]], flags: list[Told]) -> None:
    """What values that say yes or no tell of the workplace, where no words do."""
    flags += [leaf for leaf in told.get('remote', ()) if wording.is_flag(leaf.value)]
    if not flags:
        return
    is_said = any(wording.worded('workplace', leaf.path[-1], leaf.value) for leaf in told.get('workplace', ()))
    is_set = [leaf for leaf in flags if wording.is_set(leaf.value)]
    told.pop('remote', None)
    if is_said:
        return
    if is_set:
        told.pop('workplace', None)
        name = 'remote' if all(leaf.field == 'remote' for leaf in is_set) else 'workplace'
        told[name] = is_set
    else:
        told.setdefault('remote', [leaf for leaf in flags if leaf.field == 'remote'][:1] or flags[:1])


def _texts(node: Object, inner: Object, asked: list[tuple[str, ...]] | None, shape: systems.Shape) -> list[Text]:
    """The texts of a record, as its owner says, as its system has them, or by the names of their keys."""
    if asked:
        said = [Text('main', '.'.join(path), 0, its) for path in asked if (its := _pieces_at(node, path))]
        if said:
            return said
    found: list[Text] = []
    for number, variants in enumerate(shape.texts):
        there = [
            Text('main', str(number), rank, its)
            for rank, path in enumerate(variants)
            if (its := _pieces_at(inner, path))
        ]
        found += texts.chosen(there)
    if found:
        return found
    named = []
    for entry in (*inner.entries, *(() if inner is node else node.entries)):
        name = folded(local(entry.key))
        if name not in shape.not_read and entry.node is not inner:
            text = texts.of_name(name, entry.node)
            if text:
                named.append(text)
    return texts.chosen(named)


def at(node: Node, path: tuple[str, ...]) -> Iterator[Node]:
    """What stands at a path (folded) below a node; lists are gone through."""
    if isinstance(node, Array):
        for item in node.items:
            yield from at(item, path)
    elif not path:
        yield node
    elif isinstance(node, Object):
        key, is_condition, value = path[0].partition('=')
        if is_condition:
            its = next((entry.node for entry in node.entries if folded(local(entry.key)) == key), None)
            if isinstance(its, Value) and folded(its.text) == value:
                yield from at(node, path[1:])
            return
        for entry in node.entries:
            if folded(local(entry.key)) == path[0]:
                if len(path) == 1:
                    yield entry.node
                else:
                    yield from at(entry.node, path[1:])


def _pieces_at(node: Node, path: tuple[str, ...]) -> list[Piece]:
    return [piece for its in at(node, path) for piece in texts.pieces(its)]
