"""A job listing inside a source: what a reader made of a file, before anyone asks what it states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from lintjob.expression import Expression
from lintjob.passage import Passage
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.source import Source, Span
from lintjob.typed import NamedTuple

BlockKind = Literal['heading', 'item', 'paragraph', 'row']

#: The names under which a reader files what stands beside an advert's text.
FIELD_NAMES = (
    'title',
    'company',
    'location',
    'city',
    'region',
    'country',
    'posted',
    'closes',
    'salary',
    'salary_minimum',
    'salary_maximum',
    'salary_currency',
    'salary_period',
    'workplace',
    'remote',
    'employment_type',
    'level',
    'experience',
    'language',
    'apply',
    'summary',
)


_LONGEST_HEAD = 80


class Field(NamedTuple):
    """A named value beside the text: where it stands in the view, and the name it was given there.

    ``label`` is the name as written (``workMode``); '' where the value stands without one, as the
    title does in the first line of a plain text. An empty value has an empty span at its place, or
    that of its name where the view has a place for it.
    """

    name: str
    value: str
    span: Span
    label: str = ''


class Property(NamedTuple):
    """A value of JobPosting data: the names that lead to it (``('baseSalary', 'currency')``), and its place in the view.

    ``is_text`` is False for a number, a flag or null, whose ``value`` is as written, '' for null.
    """

    path: tuple[str, ...]
    value: str
    span: Span
    is_text: bool = True


class Markup(NamedTuple):
    """What a page says of an advert to machines: its schema.org JobPosting.

    ``properties`` are its values, in the order of the source; ``names`` are those of all its properties, also of ones that
    hold others, by their paths, with the place of what stands there. ``span`` is where the data says what it is. ``description`` is the text of
    the description, without its tags. ``page`` is the part of the view that people see; None where the
    data stands alone, or where the page shows no advert. ``mistake`` says why the data can't be read, '' where it can.
    """

    properties: tuple[Property, ...]
    names: Mapping[tuple[str, ...], Span]
    span: Span
    description: str
    page: Span | None
    mistake: str = ''


class Block(NamedTuple):
    """A piece of the text: its span holds no list marker, no heading marks and no line end at its edges."""

    kind: BlockKind
    span: Span


class Listing:
    """One advert. ``text`` is the view that everything is matched against; spans are offsets into it.

    For plain text and Markdown the view has the length of the source: what is no prose (markup,
    code, addresses, the keys of front matter) is covered, character for character, by blanks or by
    the marks of ``lintjob.phrase``. For other formats it is woven of the texts in the source. ``place``
    leads from the view to the source.
    """

    __slots__ = (
        'blocks',
        'body',
        'comments',
        'fields',
        'is_record',
        'is_rendered',
        'markup',
        'number',
        'source',
        'text',
        'view',
    )

    def __init__(
        self,
        source: Source,
        view: str | Passage,
        blocks: Sequence[Block],
        fields: Mapping[str, Field],
        body: Span,
        number: int = 0,
        *,
        is_record: bool = False,
        markup: Markup | None = None,
        comments: Sequence[Span] = (),
        is_rendered: bool = False,
    ) -> None:
        """``body`` is the part of the view that holds the advert's own text, without its fields before it.

        A view given as a string stands in the source as it is. ``number`` counts the listings of a file from 0;
        ``is_record`` says that the file may hold more of them. ``comments`` are the places in the source of its
        comments to lintjob (``<!-- lintjob: ... -->``), from the first sign to the last.
        ``is_rendered``: the view holds entities and runs of blanks of which a reader sees nothing, as Markdown does.
        """
        self.source = source
        self.view = Passage(view) if isinstance(view, str) else view
        self.text = self.view.text
        self.blocks = tuple(blocks)
        self.fields = dict(fields)
        self.body = body
        self.number = number
        self.is_record = is_record
        self.markup = markup
        self.comments = tuple(comments)
        self.is_rendered = is_rendered

    def place(self, span: Span) -> Span:
        """Where a span of the view stands in the source."""
        return self.view.place(span)

    def words(self, span: Span) -> str:
        """A span of the view as its reader sees it: without markup, on one line; as it stands in the source if that is nothing."""
        seen = self.text[span.start : span.end].replace(JOINER, '').replace(HIDDEN, ' ').replace(LINK, ' ')
        if not seen.strip():
            start, end = self.place(span)
            seen = self.source.text[start:end]
        return ' '.join(seen.split())

    def field(self, name: str) -> str:
        """A field's value, '' where the listing has none."""
        found = self.fields.get(name)
        return found.value if found else ''

    @property
    def head(self) -> Span:
        """Where something that concerns the whole listing is reported: the title, else the first words."""
        title = self.fields.get('title')
        if title and title.value:
            return title.span
        if self.blocks:
            start, end = next(sentences(self.text, self.blocks[0].span), self.blocks[0].span)
            line = self.text.find('\n', start, min(end, start + _LONGEST_HEAD))
            if line < 0 and end - start > _LONGEST_HEAD:
                line = max(self.text.rfind(' ', start, start + _LONGEST_HEAD), start + 1)
            return Span(start, end if line < 0 else line)
        return Span(0, 0)

    def regions(self, scope: str) -> Iterator[Span]:
        """The parts of the view that a scope names.

        ``listing`` (all of it), ``title``, ``body``, ``heading``, ``item``, ``paragraph``,
        ``sentence``, or the name of a field.
        """
        if scope == 'listing':
            yield Span(0, len(self.text))
        elif scope == 'body':
            yield self.body
        elif scope in ('heading', 'item', 'paragraph'):
            yield from (block.span for block in self.blocks if block.kind == scope)
        elif scope == 'sentence':
            for block in self.blocks:
                yield from sentences(self.text, block.span)
        elif scope in self.fields and self.fields[scope].value:
            yield self.fields[scope].span


SCOPES = ('listing', 'title', 'body', 'heading', 'item', 'paragraph', 'sentence')

_ABBREVIATION = r'\b(?:e\.g|i\.e|approx|incl|excl|etc|vs|no|nr|ca|bzw|ggf|inkl|mind|max|min|ex|dr|mr|mrs|ms|st|z\.b|u\.a|d\.h|p\.a|[a-z])'
# A run of stops is tried once, at its first; the look-behinds are tried at stops alone, not at every character.
_BREAK = Expression(
    rf'(?<![.!?\u2026])[.!?\u2026](?:(?<=[!?\u2026])|(?=[.!?\u2026])|(?i:(?<!{_ABBREVIATION}\.)))'
    rf'[.!?\u2026]*+["\')\]\u201d\u2019]*+(?=[\s{HIDDEN}])'
    r'|(?<=[\p{Ll}\d)]{2})[.!?](?=(?!Js|Net)\p{Lu}\p{Ll}+[ \'\u2019])'
    rf'|\s[|\u2022\u00b7]\s|\n[^\S\n]*\n'
)


def sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences of ``text`` within ``span``, without blanks at their edges.

    A full stop, a bullet, a bar between blanks and an empty line end one; a common abbreviation does not.
    So does a stop that a word in capitals is glued to, as they are where line breaks were lost.
    """
    start, end = span
    while start < end:
        found = _BREAK.search(text, start, end)
        stop = found.end() if found else end
        trimmed = trim(text, Span(start, stop))
        if trimmed.start < trimmed.end:
            yield trimmed
        start = stop


def trim(text: str, span: Span) -> Span:
    """``span`` without blanks at its edges."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def is_prose(char: str) -> bool:
    """Whether a character of a view is an advert's own, not one that covers markup."""
    return char not in (HIDDEN, LINK)
