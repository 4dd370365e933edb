"""Readers: what files are made of. A reader turns a source into listings and knows no rule."""

from __future__ import annotations

from lintjob.listing import Listing
from lintjob.readers import markdown, plain
from lintjob.source import Source

MARKDOWN_SUFFIXES = ('.md', '.markdown', '.mdown', '.mkd')


def read(source: Source) -> list[Listing]:
    """The listings in a source, by the name's suffix: Markdown (``.md``, ``.markdown``), else plain text.

    Raises LintjobError, with every mistake at its place, for a source that can't be read.
    """
    if source.name.lower().endswith(MARKDOWN_SUFFIXES):
        return [markdown.read(source)]
    return [plain.read(source)]
