"""Markdown files: front matter, and the text after it."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.errors import Complaint
from lintjob.layout import Layout
from lintjob.listing import Field, Listing
from lintjob.passage import Masked, Passage, Writing
from lintjob.readers import comments, fields
from lintjob.readers.fields import Leaf
from lintjob.readers.text import frontmatter, header, inline, markdown
from lintjob.readers.text.blocks import Rough, finished, rough
from lintjob.readers.text.mask import Mask, tidy
from lintjob.readers.tree import Object
from lintjob.source import Source, Span


def read(source: Source, layout: Layout) -> Iterator[Listing | Complaint]:
    """The listing in a Markdown file. Raises LintjobError for front matter that does not parse."""
    if comments.may_stand_in(source.text):
        # Imported here: few files hold comments to lintjob.
        from lintjob.readers.text import remarks  # noqa: PLC0415

        found = remarks.find(source)
        if found:
            yield from comments.read_without(source, found, lambda bare: [_listing(bare, layout)], remarks.MARGIN)
            return
    yield _listing(source, layout)


def _listing(source: Source, layout: Layout) -> Listing:
    text = source.text
    front = frontmatter.read(source)
    mask = Mask(text)
    found: dict[str, Field] = {}
    blocks: list[Rough] = []
    start = 0
    inner: list[Span] = []
    if front:
        start = front.end
        leaves = fields.renamed(front.leaves, layout.fields) if layout.fields else front.leaves
        found = fields.gather(text, leaves)
        shown, inner = frontmatter.show(mask, front.end, leaves)
        blocks = rough(shown)
    markdown.cover_raw(mask, start, len(text))
    text = mask.view()
    mask = Mask(text)
    for _, its_start, its_end in blocks:
        inline.cover(mask, its_start, its_end, plain=False)
    for span in inner:
        blocks += markdown.blocks(mask, *span)
        inline.cover(mask, *span, plain=False)
    found_below = markdown.blocks(mask, start, len(text))
    inline.cover(mask, start, len(text), plain=False)
    view = mask.view()
    body_blocks = finished(tidy(view, source.text, found_below))
    body = header.complete(source.text, view, found, body_blocks, start)
    if body.start == body.end and front and isinstance(front.tree, Object):
        # All that the file says stands in its front matter: it is a record like any other, which most are not.
        from lintjob.readers.record import record  # noqa: PLC0415

        told = record.listing(source, front.tree, 0, layout, is_record=False)
        if told:
            return told
    if body.start == body.end:
        summary = found.get('summary')
        body = summary.span if summary else inner[-1] if inner else body
    leaves, end = (front.leaves, front.end) if front else ([], 0)
    its_view = Masked(view, Passage(source.text), lambda its: _encode(its, leaves, end))
    return Listing(
        source, its_view, [*finished(tidy(view, source.text, blocks)), *body_blocks], found, body, is_rendered=True
    )


def _encode(its: Writing, leaves: list[Leaf], end: int) -> str | None:
    # Imported here: few files are written.
    from lintjob.readers.text import writing  # noqa: PLC0415

    return writing.document(its, leaves, end)
