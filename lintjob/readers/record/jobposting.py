"""schema.org JobPosting data: where it stands in a tree, and its values as the head of a listing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.listing import Block, Field, Property
from lintjob.passage import Passage, Weaver
from lintjob.readers.record import rows
from lintjob.readers.tree import Array, Node, Object, Value
from lintjob.source import Span
from lintjob.typed import NamedTuple

_TYPE = 'JobPosting'
_DEEPEST = 40
_MOST = 500  # values of one posting

#: The field that a property is, by the names that lead to it.
_FIELDS: dict[tuple[str, ...], str] = {
    ('title',): 'title',
    ('hiringOrganization',): 'company',
    ('hiringOrganization', 'name'): 'company',
    ('jobLocation',): 'location',
    ('jobLocation', 'name'): 'location',
    ('jobLocation', 'address'): 'location',
    ('jobLocation', 'address', 'addressLocality'): 'city',
    ('jobLocation', 'address', 'addressRegion'): 'region',
    ('jobLocation', 'address', 'addressCountry'): 'country',
    ('jobLocation', 'address', 'addressCountry', 'name'): 'country',
    ('jobLocationType',): 'workplace',
    ('employmentType',): 'employment_type',
    ('experienceRequirements',): 'experience',
    ('experienceRequirements', 'monthsOfExperience'): 'experience',
    ('baseSalary',): 'salary',
    ('baseSalary', 'value'): 'salary',
    ('baseSalary', 'value', 'value'): 'salary',
    ('baseSalary', 'minValue'): 'salary_minimum',
    ('baseSalary', 'value', 'minValue'): 'salary_minimum',
    ('baseSalary', 'maxValue'): 'salary_maximum',
    ('baseSalary', 'value', 'maxValue'): 'salary_maximum',
    ('baseSalary', 'currency'): 'salary_currency',
    ('baseSalary', 'value', 'currency'): 'salary_currency',
    ('salaryCurrency',): 'salary_currency',
    ('baseSalary', 'unitText'): 'salary_period',
    ('baseSalary', 'value', 'unitText'): 'salary_period',
    ('datePosted',): 'posted',
    ('validThrough',): 'closes',
}
#: Where those who apply may live.
_WIDE = (('applicantLocationRequirements',), ('applicantLocationRequirements', 'name'))


class Head(NamedTuple):
    """The values of a posting, woven as rows: ``span`` is the place of what says that it is one.

    ``description`` is the text of the advert, which is left to be woven by whoever asked for the head.
    """

    fields: dict[str, Field]
    blocks: list[Block]
    properties: tuple[Property, ...]
    names: Mapping[tuple[str, ...], Span]
    span: Span
    description: Value | None


def postings(node: Node) -> list[Object]:
    """The postings in a tree, in its order, wherever they stand; none is looked for within another."""
    return list(_postings(node, 0))


def _postings(node: Node, depth: int) -> Iterator[Object]:
    if isinstance(node, Value) or depth > _DEEPEST:
        return
    if isinstance(node, Array):
        for item in node.items:
            yield from _postings(item, depth + 1)
    elif _type(node):
        yield node
    else:
        for entry in node.entries:
            yield from _postings(entry.node, depth + 1)


def is_posting(node: Object) -> bool:
    """Whether an object says that it is a JobPosting."""
    return _type(node) is not None


def _type(node: Object) -> Value | None:
    """The value that says that an object is a JobPosting."""
    for key, _, its in node.entries:
        if key in ('@type', 'type', 'rdf:type'):
            for value in its.items if isinstance(its, Array) else (its,):
                # "schema:JobPosting" and "https://schema.org/JobPosting" are the same type.
                if isinstance(value, Value) and _name(value.text.strip()) == _TYPE:
                    return value
    return None


class _Item(NamedTuple):
    """A value of a posting; ``node`` is None for one that holds others."""

    path: tuple[str, ...]
    node: Value | None
    place: Span  # of the key
    group: int  # the element of a list that it is in


def head(weaver: Weaver, passage: Passage, posting: Object) -> Head:
    """Append the values of a posting: those that are fields as rows, then a place for each of the others.

    ``passage`` is the source's text, of which all places are offsets.
    """
    items = list(_items(posting, (), posting.span, 0, 0))
    shown = rows.weave(weaver, passage, _told(items))
    names: dict[tuple[str, ...], Span] = {}
    properties: list[Property] = []
    for number, (path, node, place, _) in enumerate(items[:_MOST]):
        span = shown.spans.get(number)
        if span is None:
            span = rows.stand_in(weaver, passage, node, place)
        names.setdefault(path, span)
        if node is not None:
            properties.append(Property(path, node.text, span, node.is_text))
    its_type = _type(posting)
    span = rows.stand_in(weaver, passage, its_type, posting.span)
    description = next((item.node for item in items if item.path == ('description',) and item.node), None)
    return Head(shown.fields, shown.blocks, tuple(properties), names, span, description)


def _told(items: list[_Item]) -> dict[str, list[rows.Told]]:
    """The values that are fields, by the row that they belong to."""
    told: dict[str, list[rows.Told]] = {}
    wide: list[rows.Told] = []
    for number, (path, node, place, group) in enumerate(items[:_MOST]):
        name = _FIELDS.get(path)
        if name and node:
            row = 'location' if name in rows.PARTS else name
            told.setdefault(row, []).append(rows.Told(name, path, node.text.strip(), node, place, group, number))
        elif node and path in _WIDE:
            wide.append(rows.Told('location', path, node.text.strip(), node, place, group, number))
    if 'location' not in told and wide:
        # Where there is no place of work, those who apply live somewhere.
        told['location'] = wide
    return told


def _items(node: Node, path: tuple[str, ...], place: Span, group: int, depth: int) -> Iterator[_Item]:
    if isinstance(node, Value):
        yield _Item(path, node, place, group)
    elif depth > _DEEPEST:
        return
    elif isinstance(node, Array):
        if path and not node.items:
            yield _Item(path, None, place, group)
        for number, item in enumerate(node.items, 1):
            yield from _items(item, path, place, number, depth + 1)
    else:
        if path:
            yield _Item(path, None, place, group)
        for key, where, its in node.entries:
            yield from _items(its, (*path, _name(key)), where, group, depth + 1)


def _name(key: str) -> str:
    """A name without the vocabulary before it: ``schema:title``, ``https://schema.org/title``."""
    return key.rpartition('/')[2].rpartition(':')[2] if ':' in key else key
