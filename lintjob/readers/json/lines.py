"""JSON Lines: a record a line."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.errors import Complaint, LintjobError
from lintjob.expression import Expression
from lintjob.layout import Layout
from lintjob.listing import Listing
from lintjob.readers.json import parser as jsontree
from lintjob.readers.record import record
from lintjob.readers.record.silent import Silent
from lintjob.readers.record.unmet import Unmet
from lintjob.readers.tree import Object
from lintjob.source import Source
from lintjob.stream import Stream

_BLANKS = Expression(r'[ \t\r\n]++')
_TOO_LONG = 'this line is too long to be read as one record'
_NO_OBJECT = 'this line is no record: an object, {...}, should stand here'


def read(stream: Stream, layout: Layout) -> Iterator[Listing | Complaint]:
    """The listings of a feed, line by line; each has the number of its record, from 0.

    Empty lines are no records. A line that can't be read is a complaint, and the rest is read all the same.
    """
    silent = Silent()
    unmet = Unmet(layout)
    for number, line in enumerate(_lines(stream)):
        if isinstance(line, Complaint):
            yield line
        else:
            try:
                node = _record(line)
                unmet.add(line, node)
                found = record.listing(line, node, number, layout)
            except LintjobError as error:
                yield from error.complaints
            else:
                if found:
                    yield found
                else:
                    yield from silent.add(line, node)
    yield from unmet.rest()
    yield from silent.rest()


def _record(line: Source) -> Object:
    node = jsontree.parse(line)
    if not isinstance(node, Object):
        raise LintjobError([line.complaint(node.span.start, _NO_OBJECT)])
    return node


def _lines(stream: Stream) -> Iterator[Source | Complaint]:
    """The lines that are not empty, each with its end; a complaint for one that is too long."""
    seen = 0  # how much of the line that begins at `at` is known to hold no line end
    while True:
        blanks = _BLANKS.match(stream.text, stream.at) if not seen else None
        if blanks:
            # All at once: a file may hold a million empty lines.
            stream.take(blanks.end())
        end = _line_end(stream.text, stream.at + seen)
        if end >= 0:
            yield stream.take(end)
            seen = 0
        elif stream.is_full:
            yield stream.complaint(stream.at, _TOO_LONG)
            _skip_line(stream)
            seen = 0
        else:
            seen = len(stream.text) - stream.at
            if not stream.more():
                if stream.at < len(stream.text):
                    yield stream.take(len(stream.text))
                return


def _skip_line(stream: Stream) -> None:
    while True:
        end = _line_end(stream.text, stream.at)
        stream.take(end if end >= 0 else len(stream.text))
        if end >= 0 or not stream.more():
            return


def _line_end(text: str, at: int) -> int:
    """Where the next line begins; -1 where it isn't known."""
    feed = text.find('\n', at)
    lone = text.find('\r', at, len(text) if feed < 0 else feed)
    if lone >= 0 and lone + 1 != feed:
        # The stream never parts a line end of two characters.
        return lone + 1
    return feed + 1 if feed >= 0 else -1
