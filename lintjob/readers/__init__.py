"""Readers: what files are made of. A reader turns a source into listings and knows no rule."""

from __future__ import annotations

from lintjob.errors import Complaint, LintjobError
from lintjob.listing import Listing
from lintjob.readers import plain
from lintjob.source import Source

TEXT_SUFFIXES = ('.txt', '.text')
MARKDOWN_SUFFIXES = ('.md', '.markdown', '.mdown', '.mkd')
#: Formats in which an advert is no plain text: read as such, all that is said of them would be wrong.
OTHER_SUFFIXES = (
    *('.html', '.htm', '.xhtml', '.xml', '.rss', '.atom', '.json', '.jsonl', '.ndjson', '.yaml', '.yml', '.toml'),
    *('.csv', '.tsv', '.pdf', '.rtf', '.doc', '.docx', '.odt', '.xls', '.xlsx', '.gz', '.zip'),
)


def read(source: Source) -> list[Listing]:
    """The listings in a source, by the name's suffix: Markdown (``.md``, ``.markdown``), else plain text.

    Raises LintjobError, with every mistake at its place, for a source that can't be read.
    """
    name = source.name.lower()
    if name.endswith(MARKDOWN_SUFFIXES):
        # Imported here: it brings the front matter's formats along, which a plain text does not need.
        from lintjob.readers import markdown  # noqa: PLC0415

        return [markdown.read(source)]
    if name.endswith(OTHER_SUFFIXES):
        suffix = name[name.rindex('.') :]
        message = f'{suffix} files are not read yet; give the advert as plain text (.txt) or Markdown (.md)'
        raise LintjobError([Complaint(source.name, 0, 0, message)])
    return [plain.read(source)]
