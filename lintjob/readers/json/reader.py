"""JSON files: the listings in one, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.errors import Complaint
from lintjob.layout import Layout
from lintjob.listing import Listing
from lintjob.readers.json import lines as jsonl
from lintjob.readers.json import parser as jsontree
from lintjob.readers.json import salvage, slips
from lintjob.readers.json.parser import Parser
from lintjob.readers.json.salvage import Salvage
from lintjob.readers.json.slips import SlipError
from lintjob.readers.record import record
from lintjob.readers.tree import Array, Node
from lintjob.source import Source, Span
from lintjob.stream import Stream

parse = jsontree.parse


def read(source: Source, layout: Layout) -> Iterator[Listing | Complaint]:
    """The listings in a JSON file, and what is wrong with it.

    Where an element of a list is broken, the others are read all the same. Values that stand one after another are
    read as if they were a list.
    """
    try:
        root = Parser(source.text, len(source.text)).whole(0)
    except SlipError as slip:
        yield from _broken(source, slip, layout)
    else:
        yield from record.listings(source, root, layout)


def _broken(source: Source, slip: SlipError, layout: Layout) -> Iterator[Listing | Complaint]:
    """What can be read of a file that is no JSON."""
    if slip.is_behind and source.text[slip.at] in '{[':
        if _is_by_line(source.text, slip.at):
            yield from jsonl.read(Stream.of(source), layout)
        else:
            yield from _several(source, layout)
        return
    reading = Salvage(source.text)
    root = reading.root()
    if root is not None:
        # That there is none is no wonder where something is broken.
        yield from (found for found in record.listings(source, root, layout) if isinstance(found, Listing))
    for each in reading.slips or [slip]:
        yield slips.complaint(source, each)
    if len(reading.slips) == salvage.MOST:
        yield source.complaint(reading.slips[-1].at, 'so much is wrong here that the rest was not read')


def _is_by_line(text: str, at: int) -> bool:
    """Whether the first value, behind which another begins at an offset, has a line to itself."""
    value = text[:at].strip()
    behind = text[:at].rstrip(' \t')[-1:]
    return behind in ('\n', '\r') and '\n' not in value and '\r' not in value


def _several(source: Source, layout: Layout) -> Iterator[Listing | Complaint]:
    """The listings in values that stand one after another."""
    parser = Parser(source.text, len(source.text))
    nodes: list[Node] = []
    broken: SlipError | None = None
    try:
        at = parser.begin(0)
        while at < len(source.text):
            nodes.append(parser.value(at, 0))
            at = parser.skip(nodes[-1].span.end)
    except SlipError as slip:
        broken = slip
    yield from record.listings(source, Array(tuple(nodes), Span(0, len(source.text))), layout)
    if broken:
        yield slips.complaint(source, broken)
