"""Readers: what files are made of. A reader turns a source into listings and knows no rule.

A file of most formats is read whole. Feeds, which may be of any size, are read a record at a time:
JSON Lines, CSV and XML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from lintjob.errors import Complaint, LintjobError
from lintjob.layout import ANY, Layout
from lintjob.listing import Listing
from lintjob.readers import format as format_
from lintjob.source import Source
from lintjob.stream import LONGEST_WHOLE, Stream

#: The module that reads each format, below this package. Each gives listings and complaints by its ``read``.
READERS = {
    'text': 'text.plain',
    'markdown': 'text.document',
    'html': 'html.reader',
    'json': 'json.reader',
    'jsonl': 'json.lines',
    'yaml': 'yaml.reader',
    'csv': 'csv.reader',
    'tsv': 'csv.reader',
    'xml': 'xml.reader',
}
#: Formats whose reader takes a stream, and a record of it at a time.
FEEDS = frozenset(('jsonl', 'csv', 'tsv', 'xml'))


def listings(stream: Stream, layout: Layout = ANY) -> Iterator[Listing | Complaint]:
    """The listings of a file, one after another, and what is wrong with the rest of it, each mistake at its place.

    The format is the layout's, else that of the name, else what the text seems to be. Raises LintjobError
    where reading can't go on.
    """
    form = format_of(stream, layout)
    # Imported here: a file needs the reader of its own format, and no other.
    read_it: Callable[[Source | Stream, Layout], Iterator[Listing | Complaint]]
    read_it = import_module(f'lintjob.readers.{READERS[form]}').read
    yield from read_it(stream if form in FEEDS else stream.whole(LONGEST_WHOLE), layout._replace(format=form))
    if stream.error:
        yield from stream.error.complaints


#: What files of one name are at times: the format of the name, and that of the text.
_MISNAMED = frozenset((('json', 'jsonl'), ('xml', 'html')))


def format_of(stream: Stream, layout: Layout = ANY) -> str:
    """The format in which a file is read. Raises LintjobError for one that can't be."""
    if layout.format:
        return layout.format
    unread = format_.unread(stream.name)
    if unread:
        message = f'{unread} files are not read; give the advert as text, Markdown, HTML, JSON, YAML, CSV or XML'
        raise LintjobError([Complaint(stream.name, 0, 0, message)])
    form = format_.by_name(stream.name)
    if form in ('', 'json', 'jsonl', 'xml'):
        # A name that says nothing, or that people give to several formats.
        while len(stream.text) - stream.at < format_.HEAD and stream.more():
            pass
        head = stream.text[stream.at : stream.at + format_.HEAD]
        if form == 'jsonl':
            return 'json' if format_.is_spread(head) else form
        seen = format_.by_content(head)
        if not form or (form, seen) in _MISNAMED:
            return seen
    return form


def read(source: Source, layout: Layout = ANY) -> list[Listing]:
    """The listings in a text that is there as a whole. Raises LintjobError, with every mistake at its place."""
    found: list[Listing] = []
    complaints: list[Complaint] = []
    for each in listings(Stream.of(source), layout):
        if isinstance(each, Listing):
            found.append(each)
        else:
            complaints.append(each)
    if complaints:
        raise LintjobError(complaints)
    return found
