"""Finding the records of adverts in the tree of a whole file: one, a list of them, or lists within lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lintjob.errors import Complaint
from lintjob.layout import Layout, Path
from lintjob.readers import fields
from lintjob.readers.fields import folded
from lintjob.readers.names import WRAPPERS
from lintjob.readers.record import contents, jobposting
from lintjob.readers.tree import Array, Node, Object, Value
from lintjob.source import Source
from lintjob.typed import NamedTuple

#: How many elements of a list are looked at to tell what it holds.
_SAMPLE = 12
_DEEPEST = 6
_MOST_CANDIDATES = 400
#: What each thing that a record holds says for it.
_WORTH = {'title': 3, 'company': 2, 'salary': 2, 'salary_minimum': 2, 'posted': 1, 'closes': 1, 'location': 1}
_WORTH_TEXT = 4
_WORTH_LIST = 2
_LISTS = frozenset(
    (
        *(
            'jobs',
            'postings',
            'jobpostings',
            'results',
            'data',
            'items',
            'content',
            'hits',
            'offers',
            'vacancies',
            'positions',
        ),
        *(
            'listings',
            'adverts',
            'openings',
            'entries',
            'records',
            'rows',
            'jobads',
            'stellen',
            'offres',
            'vacantes',
            'job',
        ),
    )
)
#: A step of a path: all values of an object.
_ANY = '*'
_FAIR = 200
_MOST_KEYS = 8
_LONGEST_KEY = 60


class Records(NamedTuple):
    """The records of a file. ``are_several``: it is made to hold more than one."""

    nodes: Iterator[Node]
    are_several: bool


#: Names of lists of listings.
_OF_LISTINGS = frozenset(
    (
        'jobs',
        'postings',
        'jobpostings',
        'positions',
        'offers',
        'vacancies',
        'listings',
        'results',
        'items',
        'entries',
        'records',
    )
)


def records(source: Source, root: Node, layout: Layout) -> Records | Complaint:
    """Where the records are, as the owner says, else as far as can be told."""
    if layout.records is not None:
        wrong = _wrong_step(source, root, layout.records)
        if wrong:
            return wrong
        return Records(_items(_at(root, tuple(map(folded, layout.records))), layout), are_several=True)
    if 'JobPosting' in source.text:
        postings = jobposting.postings(root)
        if postings:
            return Records(iter(postings), are_several=len(postings) > 1 or isinstance(root, Array))
    path = _best(root, layout)
    if path is None:
        return Records(iter(()), are_several=True) if _is_empty(root) else complaint(source, root)
    return Records(_at(root, path), are_several=bool(path) or isinstance(root, Array))


def complaint(source: Source, root: Node) -> Complaint:
    """What is said of a file without a listing."""
    keys = ''
    node = root
    if isinstance(node, Array):
        node = next((item for item in node.items if isinstance(item, Object)), node)
    if isinstance(node, Object):
        names = list(dict.fromkeys(entry.key for entry in node.entries))
        if names:
            keys = f'; there are {_some(names)}'
    message = (
        f'no listing is found here: a title with a text, a place, a company or the like{keys}.'
        ' Under "inputs" in .lintjob.yaml, "records" and "fields" say where they stand'
    )
    return source.complaint(root.span.start, message)


def _some(names: Sequence[str]) -> str:
    """Some keys, for a message."""
    shown = [name if len(name) <= _LONGEST_KEY else f'{name[:_LONGEST_KEY]}...' for name in names[:_MOST_KEYS]]
    return ', '.join([*shown, '...'] if len(names) > _MOST_KEYS else shown)


def _is_empty(root: Node) -> bool:
    """Whether this is a feed that has no listings just now."""
    if isinstance(root, Array):
        return not root.items
    return isinstance(root, Object) and any(
        isinstance(entry.node, Array) and not entry.node.items and folded(entry.key) in _OF_LISTINGS
        for entry in root.entries
    )


def _items(nodes: Iterator[Node], layout: Layout) -> Iterator[Node]:
    """The records at the end of a path that the owner gave: an object's values, where it holds records by their keys."""
    for node in nodes:
        if isinstance(node, Object) and not contents.read(node, layout).is_advert:
            values = [entry.node for entry in node.entries]
            if values and all(
                isinstance(value, Object) and contents.read(value, layout).is_advert for value in values[:_SAMPLE]
            ):
                yield from values
                continue
        yield node


def _at(node: Node, path: Path) -> Iterator[Node]:
    """The objects at a path (folded; ``*`` for any key), those of lists one by one."""
    if isinstance(node, Array):
        for item in node.items:
            yield from _at(item, path)
    elif not path:
        yield node
    elif isinstance(node, Object):
        for entry in node.entries:
            if path[0] == _ANY or folded(contents.local(entry.key)) == path[0]:
                yield from _at(entry.node, path[1:])


def _wrong_step(source: Source, root: Node, path: Path) -> Complaint | None:
    """The first key of a path that leads nowhere."""
    nodes: list[Node] = [root]
    for number, step in enumerate(path):
        objects = [node for each in nodes for node in islice(_at(each, ()), _SAMPLE) if isinstance(node, Object)]
        below = [node for each in objects for node in _at(each, (folded(step),))]
        is_there = any(folded(contents.local(entry.key)) == folded(step) for each in objects for entry in each.entries)
        if not is_there:
            where = '.'.join(path[:number]) or 'the top'
            place = objects[0].span.start if objects else root.span.start
            message = f'"records" says {".".join(path)}, but {where} has no key "{step}"{_hint(step, objects)}'
            return source.complaint(place, message)
        nodes = below
    return None


def _hint(step: str, objects: Sequence[Object]) -> str:
    """What to write in place of a key that is not there."""
    # Imported here: a path is seldom wrong.
    from difflib import get_close_matches  # noqa: PLC0415

    names = list(dict.fromkeys(entry.key for each in objects for entry in each.entries))
    close = get_close_matches(step, names, 1, 0.6)
    return f'; did you mean "{close[0]}"?' if close else f'; there are {_some(names)}' if names else ''


def wrong_fields(source: Source, nodes: Sequence[Node], layout: Layout) -> Iterator[Complaint]:
    """What is said of paths to fields that lead nowhere, in none of the records."""
    records = [node for node in nodes if isinstance(node, Object)]
    for field, paths in layout.fields.items():
        if not records or not paths:
            continue
        folded_paths = [tuple(map(folded, path)) for path in paths]
        if any(next(contents.at(node, path), None) is not None for path in folded_paths for node in records):
            continue
        path = paths[0]
        for number in range(len(path)):
            below = [each for node in records[:_SAMPLE] for each in contents.at(node, folded_paths[0][:number])]
            objects = [each for node in below for each in _at(node, ()) if isinstance(each, Object)]
            if not any(next(contents.at(each, (folded(path[number]),)), None) is not None for each in objects):
                message = f'"{field}" is said to stand at {".".join(path)}, but no record has that'
                yield source.complaint(records[0].span.start, message + _hint(path[number], objects))
                break


# ---------------------------------------------------------------- what looks like records


def _best(root: Node, layout: Layout) -> Path | None:
    """The path of what looks most like adverts; () for the root itself, None where nothing does."""
    worth: dict[Path, list[int]] = {}
    budget = [_MOST_CANDIDATES]
    _weigh(root, (), worth, layout, budget, 0, is_list=isinstance(root, Array))
    best: Path | None = None
    most = 0.0
    for path, points in worth.items():
        good = [point for point in points if point]
        if not good or 2 * len(good) < len(points):
            continue
        mean = sum(good) / len(good)
        # Of two that are alike, the one that was found first, nearer to the top.
        if mean > most:
            best, most = path, mean
    return best


def _weigh(
    node: Node,
    path: Path,
    worth: dict[Path, list[int]],
    layout: Layout,
    budget: list[int],
    depth: int,
    *,
    is_list: bool,
) -> None:
    if isinstance(node, Array):
        for item in node.items[:_SAMPLE]:
            _weigh(item, path, worth, layout, budget, depth + 1, is_list=True)
        return
    if not isinstance(node, Object) or depth > _DEEPEST or budget[0] <= 0:
        return
    budget[0] -= 1
    points = _points(node, layout)
    if points and is_list and (not path or path[-1] in _LISTS):
        points += _WORTH_LIST
    worth.setdefault(path, []).append(points)
    objects = [entry for entry in node.entries if isinstance(entry.node, Object)]
    # Records by their keys: all values are objects, and the keys are no names of fields.
    are_keyed = len(objects) == len(node.entries) > 0 and not any(
        fields.known((entry.key,))[0] or folded(entry.key) in WRAPPERS for entry in objects
    )
    for number, entry in enumerate(node.entries):
        if isinstance(entry.node, Object) and are_keyed:
            if number < _SAMPLE:
                _weigh(entry.node, (*path, _ANY), worth, layout, budget, depth + 1, is_list=True)
        elif not isinstance(entry.node, Value):
            name = folded(contents.local(entry.key))
            _weigh(entry.node, (*path, name), worth, layout, budget, depth + 1, is_list=isinstance(entry.node, Array))


def _points(node: Object, layout: Layout) -> int:
    """How much an object looks like an advert; 0 for none."""
    if jobposting.is_posting(node):
        return 12
    its = contents.read(node, layout)
    if not its.is_advert:
        return 0
    title = next((leaf for leaf in its.told.get('title', ()) if leaf.value), None)
    points = sum(worth for name, worth in _WORTH.items() if any(leaf.value for leaf in its.told.get(name, ())))
    if title and folded(title.path[-1]) == 'name':
        points -= 2
    if sum(text.size for text in its.texts) >= _FAIR:
        points += _WORTH_TEXT
    elif title is None:
        return 0
    return points
