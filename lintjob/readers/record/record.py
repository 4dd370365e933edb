"""Records: a listing in the tree of its fields, and the listings in the tree of a whole file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lintjob.errors import Complaint
from lintjob.layout import Layout
from lintjob.listing import Block, Listing, Markup
from lintjob.passage import Passage, Weaver
from lintjob.readers.record import contents, finding, jobposting, prose, rows, texts
from lintjob.readers.record.texts import Text
from lintjob.readers.text import header
from lintjob.readers.tree import Node, Object, Value
from lintjob.source import Source, Span


def listing(source: Source, node: Object, number: int, layout: Layout, is_record: bool = True) -> Listing | None:
    """The listing that a record is, None where it is no advert. ``is_record``: the file may hold more."""
    posting = _posting(node)
    if posting is not None:
        return _posted(source, posting, number, is_record)
    its = contents.read(node, layout)
    if not its.is_advert:
        postings = jobposting.postings(node)
        return _posted(source, postings[0], number, is_record) if len(postings) == 1 else None
    weaver = Weaver(Passage(source.text))
    shown = rows.weave(weaver, Passage(source.text), its.told)
    blocks, body = _weave_texts(weaver, its.texts)
    woven = weaver.done()
    if blocks:
        # Labelled lines at the beginning of the text are fields where the record has none of that name.
        body = header.complete(woven.text, woven.text, shown.fields, blocks, body.start)
    return Listing(source, woven, [*shown.blocks, *blocks], shown.fields, body, number, is_record=is_record)


def _posting(node: Object) -> Object | None:
    """The JobPosting that a record is, or that is all it holds."""
    while not jobposting.is_posting(node):
        if len(node.entries) != 1 or not isinstance(node.entries[0].node, Object):
            return None
        node = node.entries[0].node
    return node


_TEXT_PROPERTIES = frozenset(
    (
        'responsibilities',
        'qualifications',
        'skills',
        'educationRequirements',
        'jobBenefits',
        'workHours',
        'incentiveCompensation',
    )
)


def _posted(source: Source, node: Object, number: int, is_record: bool) -> Listing | None:
    weaver = Weaver(Passage(source.text))
    head = jobposting.head(weaver, Passage(source.text), node)
    found = [Text('main', '', 0, list(texts.pieces(head.description)))] if head.description else []
    found += [
        Text('part', entry.key, 0, its)
        for entry in node.entries
        if entry.key in _TEXT_PROPERTIES and (its := list(texts.pieces(entry.node)))
    ]
    start = weaver.size
    blocks, body = _weave_texts(weaver, found[:1])
    if not head.fields and body.start == body.end:
        return None
    view = weaver.size
    more, _ = _weave_texts(weaver, found[1:])
    woven = weaver.done()
    body = Span(body.start, weaver.size) if start < weaver.size else body
    markup = Markup(
        head.properties, head.names, head.span, woven.text[body.start : view] if head.description else '', None
    )
    return Listing(
        source, woven, [*head.blocks, *blocks, *more], head.fields, body, number, is_record=is_record, markup=markup
    )


def _weave_texts(weaver: Weaver, found: Iterable[Text]) -> tuple[list[Block], Span]:
    """Append texts; gives their blocks, and the part of the view that they are."""
    blocks: list[Block] = []
    body = -1
    was_item = False
    for text in found:
        for kind, node in text.pieces:
            if weaver.size:
                weaver.gap('\n' if kind == 'item' and was_item else '\n\n')
            start = weaver.size
            was_item = kind == 'item'
            blocks += _piece(weaver, kind, node)
            if body < 0 and weaver.size > start:
                body = start
        was_item = False
    return blocks, Span(body if body >= 0 else weaver.size, weaver.size)


def _piece(weaver: Weaver, kind: str, node: Value) -> list[Block]:
    start = weaver.size
    found = prose.weave(weaver, node.passage)
    if kind != 'text' and len(found) == 1 and weaver.size > start:
        return [Block('heading' if kind == 'heading' else 'item', found[0].span)]
    return found


def listings(source: Source, root: Node, layout: Layout) -> Iterator[Listing | Complaint]:
    """The listings in the tree of a file; a complaint where there is none."""
    found = finding.records(source, root, layout)
    if isinstance(found, Complaint):
        yield found
        return
    nodes = found.nodes
    if layout.fields:
        nodes = iter(every := list(nodes))
        yield from finding.wrong_fields(source, every, layout)
    read = shown = 0
    for number, node in enumerate(nodes):
        read += 1
        its = listing(source, node, number, layout, is_record=found.are_several) if isinstance(node, Object) else None
        if its is not None:
            shown += 1
            yield its
    if read and not shown:
        yield finding.complaint(source, root)
