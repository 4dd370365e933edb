"""Prose that stands in a field: the text of an advert as HTML, as Markdown or plain, by what it looks like."""

from __future__ import annotations

import regex

from lintjob.expression import Expression
from lintjob.listing import Block
from lintjob.passage import Masked, Passage, Weaver, Writing
from lintjob.readers.text import plain
from lintjob.readers.text.blocks import finished

# Headings as nobody writes them who does not mean Markdown. Its other marks are read in plain text as well.
_HEADING = Expression(r'^#{1,6} [^\s#]', regex.MULTILINE)
_BLOCK_TAG = Expression(r'<(?:p|div|ul|ol|li|h[1-6]|table)\b', regex.IGNORECASE)


def weave(weaver: Weaver, passage: Passage) -> list[Block]:
    """Append a text to what is being woven; gives its blocks, as spans of the woven text."""
    text = passage.text
    if '<' in text or '&' in text:
        # Imported here: most texts of a table are plain.
        from lintjob.readers.html import entities, fragment  # noqa: PLC0415

        if fragment.is_escaped_html(text):
            return fragment.weave(weaver, entities.unescape(passage))
        # There may be tags in Markdown as well.
        if fragment.is_html(text) and (_BLOCK_TAG.search(text) or not _is_markdown(text)):
            return fragment.weave(weaver, passage)
        if entities.has_closed(text):
            passage = entities.unescape(passage)
            text = passage.text
    if _is_markdown(text):
        from lintjob.readers.text import markdown  # noqa: PLC0415

        view, found = markdown.scan(text)
    else:
        view, found = plain.scan(text)
    if not found:
        return []
    # The view has the length of the text, so all of it is one piece, whose characters stand where the text's do.
    start, end = found[0][1], found[-1][2]
    weaver.turn(Masked(view, passage, _encode))
    shift = weaver.size - start
    weaver.put(view[start:end], start, end)
    return finished(found, shift)


def _encode(its: Writing) -> str | None:
    # Imported here: few files are written.
    from lintjob.readers.text import writing  # noqa: PLC0415

    return writing.field(its)


def _is_markdown(text: str) -> bool:
    return '# ' in text and _HEADING.search(text) is not None
