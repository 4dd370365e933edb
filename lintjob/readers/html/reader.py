"""Pages, and pieces of them that stand in a file by themselves, with the JobPosting data that a page carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.errors import Complaint
from lintjob.layout import Layout
from lintjob.listing import Block, Field, Listing, Markup
from lintjob.passage import Passage, Weaver
from lintjob.readers import comments
from lintjob.readers.html import chrome, naming
from lintjob.readers.html import tags as tags_
from lintjob.readers.html.page import Page, Shown
from lintjob.readers.text import header, places
from lintjob.readers.text import lines as lines_
from lintjob.readers.text.lines import Line
from lintjob.readers.tree import Object
from lintjob.source import Source, Span

# A text shorter than this is what a page shows before its scripts have run.
_FAIR = 250
_MOST_HEADER = 12
_MOST_LINES = 40
_MOST_ABOVE = 4
_FEWEST_HEADER = 2
_LONGEST_HEADER = 120
_LONGEST_ITEM = 40
# Fields that a line is told to be by its form.
_TELLING = frozenset(('posted', 'employment_type', 'workplace', 'salary'))
_SHARE = 4  # a page that shows less than one part of so many of the data's description does not show the advert


def read(source: Source, layout: Layout) -> Iterator[Listing | Complaint]:
    """The listing of a page or a piece of one; several where its data holds several postings."""
    del layout  # a page has neither records nor named fields
    if comments.may_stand_in(source.text):
        tags = tags_.tags(source.text, 0, len(source.text))
        found = [Span(begin, stop) for begin, stop, name, _ in tags if not name and comments.is_one(source.text, begin)]
        if found:
            yield from comments.read_without(source, found, _listings)
            return
    yield from _listings(source)


def _listings(source: Source) -> Iterator[Listing | Complaint]:
    page = Page(source.text, is_whole=True)
    if 'JobPosting' not in source.text:
        yield _listing(source, page)
        return
    # Imported here: most pages hold no data.
    from lintjob.readers.html import ldjson  # noqa: PLC0415

    data = ldjson.read(source, page)
    if len(data.postings) > 1:
        for number, posting in enumerate(data.postings):
            yield _posted(source, posting, number)
    elif data.postings:
        yield _listing(source, page, data.postings[0])
    else:
        yield _listing(source, page, mistake=data.mistake)


def _listing(
    source: Source, page: Page, posting: Object | None = None, mistake: tuple[int, str] | None = None
) -> Listing:
    text = source.text
    passage = Passage(text)
    weaver = Weaver(passage)
    part, lines = page.main()
    title = next((line for line in lines if line.rank == 1), None)
    size = sum(len(line.words) for line in lines)
    head = markup = None
    description = ''
    if posting:
        from lintjob.readers.record import jobposting, prose  # noqa: PLC0415

        head = jobposting.head(weaver, passage, posting)
        if head.description:
            apart = Weaver(passage)
            prose.weave(apart, head.description.passage)
            description = apart.done().text
            if size < max(_FAIR, len(description) // _SHARE) and size < len(description):
                return _posted(source, posting)
    elif mistake:
        from lintjob.readers.record import rows  # noqa: PLC0415

        place = Span(min(mistake[0], len(text) - 1), min(mistake[0], len(text) - 1) + 1)
        markup = Markup((), {}, rows.hidden(weaver, passage, place), '', None, mistake[1])
    if title is None and not any(line.kind == 'row' and line.field() == 'title' for line in lines[:_MOST_LINES]):
        title = naming.title_line(page, lines, part, is_named=head is not None and 'title' in head.fields)
        if title and title not in lines:
            lines = [title, *lines]
    lines = chrome.without(lines, title, page.holder)
    if weaver.size and lines:
        weaver.gap('\n\n')
    start = weaver.size
    whole = Shown(passage, lines)
    blocks = whole.add(weaver)
    view = weaver.done()
    raw = view.text[:start] + whole.text
    found: dict[str, Field] = {}
    if title:
        at = start + whole.places[lines.index(title)]
        found['title'] = header.field(view.text, raw, 'title', Span(at, at + len(title.words)))
    else:
        found.update(_labelled_title(raw, view.text, blocks))
    body = header.complete(raw, view.text, found, blocks, start)
    body, blocks = _with_header(raw, view.text, found, blocks, body)
    body = _behind(found.get('title'), body, view.text)
    if head:
        markup = Markup(
            head.properties, head.names, head.span, description, Span(start, len(raw)) if size >= _FAIR else None
        )
        found = _agreed(found, head.fields)
        blocks = [*head.blocks, *blocks]
    elif markup and size >= _FAIR:
        markup = markup._replace(page=Span(start, len(raw)))
    return Listing(source, view, blocks, found, body, markup=markup)


def _labelled_title(raw: str, view: str, blocks: list[Block]) -> dict[str, Field]:
    """The title that a row says."""
    for block in blocks[:_MOST_LINES]:
        for name, value, label in header.labels(view, block.span) if block.kind == 'row' else ():
            if name == 'title':
                return {name: header.field(view, raw, name, value, label)}
    return {}


def _behind(title: Field | None, body: Span, view: str) -> Span:
    """The body, without the few lines above the title that it may begin with."""
    if not title or title.label or not body.start < title.span.end < body.end:
        return body
    above = title.span.start - body.start
    rest = len(view[title.span.end : body.end].lstrip())
    return Span(body.end - rest, body.end) if rest and _MOST_ABOVE * above <= rest else body


def _with_header(
    text: str, view: str, found: dict[str, Field], blocks: list[Block], body: Span
) -> tuple[Span, list[Block]]:
    """Add to the fields what the lines under the title say without labels; gives the body behind them, and the blocks."""
    title = found['title'].span if 'title' in found else None
    first = next((number for number, block in enumerate(blocks) if title and block.span.end >= title.end), len(blocks))
    last = first + 1
    while last < len(blocks) and last - first < _MOST_HEADER and _is_header(blocks[last]):
        last += 1
    if last - first < _FEWEST_HEADER:
        return body, blocks
    lines = [
        Line(block.span.start + at.start, block.span.start + at.end, at.words)
        for block in blocks[first:last]
        for at in lines_.split(view[block.span.start : block.span.end])
    ]
    end = blocks[last - 1].span.end
    head = header.read(view, text, [*lines, Line(end, end, '')])
    # Only lines whose form says what they are say what the others are.
    if not _TELLING & head.fields.keys() and not places.is_place(
        head.fields['location'].value if 'location' in head.fields else ''
    ):
        return body, blocks
    # An item without a label may be anything: "from May on", "38 hours".
    items = [block.span for block in blocks[first:last] if block.kind == 'item']
    for name, field in head.fields.items():
        if name == 'title' or (name == 'company' and any(field.span.overlaps(span) for span in items)):
            continue
        if name not in found or not found[name].value:
            found[name] = field
    end = lines[min(head.length, len(lines)) - 1].end
    blocks = [
        block._replace(kind='row')
        if first < number < last and block.span.end <= end and block.kind == 'paragraph'
        else block
        for number, block in enumerate(blocks)
    ]
    rest = len(view[end:].lstrip())
    return (Span(len(view) - rest, body.end) if body.start < end and rest else body), blocks


def _is_header(block: Block) -> bool:
    longest = {'paragraph': _LONGEST_HEADER, 'row': _LONGEST_HEADER, 'item': _LONGEST_ITEM}.get(block.kind, 0)
    return block.span.end - block.span.start <= longest


def _posted(source: Source, posting: Object, number: int = 0) -> Listing:
    """The listing of a page that does not show the advert: what its data says."""
    from lintjob.readers.record import jobposting, prose  # noqa: PLC0415

    passage = Passage(source.text)
    weaver = Weaver(passage)
    head = jobposting.head(weaver, passage, posting)
    blocks = list(head.blocks)
    start = weaver.size
    description = ''
    if head.description:
        if start:
            weaver.gap('\n\n')
        start = weaver.size
        blocks += prose.weave(weaver, head.description.passage)
    view = weaver.done()
    if head.description:
        description = view.text[start:]
    found = dict(head.fields)
    body = header.complete(view.text, view.text, found, blocks[len(head.blocks) :], start)
    markup = Markup(head.properties, head.names, head.span, description, None)
    return Listing(source, view, blocks, {**found, **head.fields}, body, number, markup=markup)


def _agreed(shown: Mapping[str, Field], data: Mapping[str, Field]) -> dict[str, Field]:
    """The fields of a page and of its data: where they say the same, that of the page, which people see."""
    found = {**shown, **{name: field for name, field in data.items() if field.value or name not in shown}}
    for name, field in shown.items():
        if name in data and data[name].value:
            mine, other = _folded(field.value), _folded(data[name].value)
            if mine and (mine in other or other in mine):
                found[name] = field
    return found


def _folded(words: str) -> str:
    return ''.join(filter(str.isalnum, words.casefold()))
