"""Which format a file is in: by its name, else by how it begins."""

from __future__ import annotations

from lintjob.expression import Expression

#: The endings of names, by format; lower case.
SUFFIXES = {
    'text': ('.txt', '.text'),
    'markdown': ('.md', '.markdown', '.mdown', '.mkd'),
    'html': ('.html', '.htm', '.xhtml'),
    'json': ('.json', '.jsonld'),
    'jsonl': ('.jsonl', '.ndjson'),
    'yaml': ('.yaml', '.yml'),
    'csv': ('.csv',),
    'tsv': ('.tsv', '.tab'),
    'xml': ('.xml', '.rss', '.atom'),
}
#: Formats in which an advert is no text: read as such, all that is said of them would be wrong.
UNREAD = (
    *('.toml', '.pdf', '.rtf', '.doc', '.docx', '.odt', '.xls', '.xlsx', '.ods', '.ppt', '.pptx', '.parquet'),
    *('.zip', '.bz2', '.xz', '.zst', '.7z', '.tar', '.png', '.jpg', '.jpeg', '.gif', '.webp'),
)
#: The ending of a name that says that all is compressed; what the file holds is said before it.
PACKED = '.gz'
#: What data compressed so begins with.
PACKED_MARK = b'\x1f\x8b'

_HTML = Expression(
    r'(?i:\s*+(?:<!--.{0,2000}?-->\s*+)*+<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table|span|script|style|header|strong|b|br)\b)'
)
_XML = Expression(r'\s*+(?:<!--.{0,2000}?-->\s*+)*+<(?:\?xml\b|rss\b|feed\b|source\b|workzag-jobs\b|jobs?\b|channel\b)')
_MARKDOWN = Expression(r'\s*+(?:<!--.{0,2000}?-->\s*+)*+(?:(?:---|\+\+\+)[ \t]*[\r\n]|#{1,6} )')
_JSON = Expression(r'\s*+(?:\{\s*+["}]|\[\s*+[{\["\]])')
#: A whole object on the first line, and another one behind it.
_LINES = Expression(r'\s*+\{[^\r\n]*\}[ \t]*(?:\r\n?|\n)\s*+\{')

#: An opening bracket that has its line to itself, so that the value goes on in the next.
_SPREAD = Expression(r'\s*+[\[{][ \t]*+[\r\n]')

#: A list whose items have keys, alone or under one.
_YAML = Expression(
    r'(?:%YAML |(?:---[ \t]*[\r\n]+)?(?:\w+:[ \t]*[\r\n]+)?[ \t]*- [\w"\'][\w "\'-]{0,40}:[ \t].*[\r\n]+[ \t]+[\w"\'][\w "\'-]{0,40}:(?=\s))'
)

#: How much of a text is looked at, in characters.
HEAD = 1 << 16


def by_name(name: str) -> str:
    """The format that a file's name says, '' where it says none."""
    name = name.lower().removesuffix(PACKED)
    return next((form for form, endings in SUFFIXES.items() if name.endswith(endings)), '')


def unread(name: str) -> str:
    """The ending of a name that says that the file is in a format that can't be read, '' for any other."""
    name = name.lower().removesuffix(PACKED)
    return next((ending for ending in UNREAD if name.endswith(ending)), '')


def by_content(text: str) -> str:
    """The format that a text seems to be in by how it begins; ``text`` where nothing speaks for another."""
    if _JSON.match(text):
        return 'jsonl' if _LINES.match(text) else 'json'
    if _XML.match(text):
        return 'xml'
    if _HTML.match(text):
        return 'html'
    if _YAML.match(text):
        return 'yaml'
    table = _table(text)
    if table:
        return table
    return 'markdown' if _MARKDOWN.match(text) else 'text'


_LONGEST_NAME = 40
_FEWEST_NAMES = 3


def _table(text: str) -> str:
    """The format of a table, by the names of fields in its first row; '' for no table."""
    first = text.lstrip().split('\n', 1)[0].rstrip('\r')
    for mark, form in (('\t', 'tsv'), (';', 'csv'), (',', 'csv')):
        cells = [cell.strip(' "') for cell in first.split(mark)]
        if len(cells) >= _FEWEST_NAMES and all(0 < len(cell) <= _LONGEST_NAME for cell in cells):
            # Imported here: the names are asked for where nothing else tells the format.
            from lintjob.readers import fields  # noqa: PLC0415

            if sum(1 for cell in cells if fields.known((cell,))[0] or fields.is_prose(cell)) >= _FEWEST_NAMES:
                return form
    return ''


def is_spread(text: str) -> bool:
    """Whether a JSON text goes over several lines by how it begins, so that it is no JSON Lines whatever its name says."""
    return bool(_SPREAD.match(text))
