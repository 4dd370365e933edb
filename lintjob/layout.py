"""Layouts: what a file is made of, as far as its owner has said so."""

from __future__ import annotations

from collections.abc import Mapping

from lintjob.typed import NamedTuple

#: The formats that are read, by the names they go by.
FORMATS = ('text', 'markdown', 'html', 'json', 'jsonl', 'yaml', 'csv', 'tsv', 'xml')

#: The name of an advert's text among the fields of a layout.
DESCRIPTION = 'description'

#: The keys that lead to a value, from a record down; lists are gone through.
Path = tuple[str, ...]


class Layout(NamedTuple):
    """What is told of a file.

    ``format``: one of FORMATS; '' to tell by name and content. ``records``: the keys that lead from the top of the
    file to its listings; None to find them. ``fields``: where a field (a name of ``lintjob.listing.FIELD_NAMES``, or
    DESCRIPTION) stands in a record, one path or several; those that are not named are told by their names.
    """

    format: str = ''
    records: Path | None = None
    fields: Mapping[str, tuple[Path, ...]] = {}  # a named tuple's default, never written to


ANY = Layout()
