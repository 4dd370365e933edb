"""YAML files: the listings in one, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from lintjob.errors import Complaint
from lintjob.expression import Expression
from lintjob.layout import Layout
from lintjob.listing import Listing
from lintjob.passage import Passage
from lintjob.readers.record import record
from lintjob.readers.tree import Array, Node, Value
from lintjob.readers.yaml import parser as yamltree
from lintjob.readers.yaml.parser import BrokenError, Parser
from lintjob.source import Source, Span

_DOCUMENT = Expression(r'(?<=[\r\n])---(?=\s)')
#: Where more than this is wrong, guessing where an item begins does more harm than good.
_MOST_SLIPS = 20


def read(source: Source, layout: Layout) -> Iterator[Listing | Complaint]:
    """The listings in a YAML file, and what is wrong with it.

    Several documents are read as a list of them. Where an item of a list at the top is broken, the others are read all
    the same.
    """
    nodes, slips = _read(source.text)
    if len(nodes) == 1 and not slips:
        yield from record.listings(source, nodes[0], layout)
    else:
        items = [item for node in nodes for item in (node.items if isinstance(node, Array) else (node,))]
        for found in record.listings(source, Array(tuple(items), Span(0, len(source.text))), layout):
            # That there is none is no wonder where something is broken.
            if isinstance(found, Listing) or not slips:
                yield found
    for slip in slips:
        yield yamltree.complaint(source, slip)
    if len(slips) == _MOST_SLIPS:
        yield source.complaint(slips[-1].at, 'so much is wrong here that the rest was not read')


def _read(text: str) -> tuple[list[Node], list[BrokenError]]:
    """The documents, or as much of them as can be read, and the mistakes. A broken item of a list is read as null."""
    nodes: list[Node] = []
    slips: list[BrokenError] = []
    start, end = 0, len(text)
    while start >= 0 and len(slips) < _MOST_SLIPS:
        parser = Parser(text, start, end)
        start = -1
        try:
            for node in parser.documents():
                nodes.append(node)  # noqa: PERF402 - what comes before a mistake is kept
        except BrokenError as slip:
            slips.append(slip)
            nodes += parser.items
            if parser.list >= 0:
                nodes.append(Value(Passage('', slip.at), Span(slip.at, slip.at), is_text=False))
                start = _next(text, parser, slip.at, end)
            if start < 0:
                document = _DOCUMENT.search(text, slip.at)
                start, end = document.start() if document else -1, len(text)
            elif parser.depth:
                end = _list_end(text, start, parser.list)
    return nodes, slips


def _next(text: str, parser: Parser, slip: int, end: int) -> int:
    """The beginning of the line on which the list goes on behind a mistake; -1 where it doesn't."""
    dash = f'{text[_line(text, parser.list) : parser.list]}-'
    broken = parser.list
    if parser.items:
        broken = text.find(f'\n{dash}', parser.items[-1].span.end - 1) + 1
    if dash.strip(' ') != '-' or (parser.items and not broken):
        return -1
    # The mistake may have been seen only where the next item begins.
    at = text.find(f'\n{dash}', max(broken, _line(text, slip) - 1), end) + 1
    return at or -1


def _list_end(text: str, start: int, begin: int) -> int:
    """Where a list that begins at an offset, and goes on at another, ends: at a line that is indented less, or has no dash."""
    indent = begin - _line(text, begin)
    found = regex.search(rf'(?<=[\r\n])(?! {{{indent}}}[ -]|[ \t]*(?:#|[\r\n]|\Z))', text, pos=start + 1)
    return found.start() if found else len(text)


def _line(text: str, at: int) -> int:
    """Where the line begins in which an offset stands."""
    return text.rfind('\n', 0, at) + 1
