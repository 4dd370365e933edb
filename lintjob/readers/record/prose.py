"""Prose that stands in a field: the text of an advert as HTML, as Markdown or plain, by what it looks like."""

from __future__ import annotations

import regex

from lintjob.expression import Expression
from lintjob.listing import Block
from lintjob.passage import Passage, Weaver
from lintjob.readers.text import plain
from lintjob.source import Span

# Headings as nobody writes them who does not mean Markdown. Its other marks are read in plain text as well.
_HEADING = Expression(r'^#{1,6} [^\s#]', regex.MULTILINE)
_BLOCK_TAG = Expression(r'<(?:p|div|ul|ol|li|h[1-6]|table)\b', regex.IGNORECASE)


def weave(weaver: Weaver, passage: Passage) -> list[Block]:
    """Append a text to what is being woven; gives its blocks, as spans of the woven text."""
    text = passage.text
    if '<' in text or '&' in text:
        # Imported here: most texts of a table are plain.
        from lintjob.readers.html import reader as html  # noqa: PLC0415

        if html.is_escaped_html(text):
            return html.weave(weaver, html.unescape(passage))
        # There may be tags in Markdown as well.
        if html.is_html(text) and (_BLOCK_TAG.search(text) or not _is_markdown(text)):
            return html.weave(weaver, passage)
    if _is_markdown(text):
        from lintjob.readers.text import markdown  # noqa: PLC0415

        view, blocks = markdown.scan(text)
    else:
        view, blocks = plain.scan(text)
    if not blocks:
        return []
    # The view has the length of the text, so all of it is one piece, whose characters stand where the text's do.
    start, end = blocks[0].span.start, max(block.span.end for block in blocks)
    weaver.turn(passage)
    shift = weaver.size - start
    weaver.put(view[start:end], start, end)
    return [Block(kind, Span(span.start + shift, span.end + shift)) for kind, span in blocks]


def _is_markdown(text: str) -> bool:
    return '# ' in text and _HEADING.search(text) is not None
