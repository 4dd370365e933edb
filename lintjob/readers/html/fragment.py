"""HTML that stands in a field: whether it is HTML, and what it shows."""

from __future__ import annotations

import regex

from lintjob.expression import Expression
from lintjob.listing import Block
from lintjob.passage import Passage, Weaver
from lintjob.readers.html.page import BLOCKS, Page, Shown

_INLINE = 'b|strong|i|em|u|a|span|font'
_HTML = Expression(
    rf'<(?:(?:{BLOCKS})(?:\s[^<>]*+)?/?>|/(?:{BLOCKS}|{_INLINE})>|a\s[^<>]*+href|!doctype|!--)', regex.IGNORECASE
)
_ESCAPED = Expression(
    rf'&lt;(?:(?:{BLOCKS})(?:\s(?:(?!&[lg]t;)[^<>])*+)?/?&gt;|/(?:{BLOCKS}|{_INLINE})&gt;|a\s(?:(?!&[lg]t;)[^<>])*+href)',
    regex.IGNORECASE,
)


def is_html(text: str) -> bool:
    """Whether a text is HTML, by its tags: not so for ``<company name>``, which is left to be filled in."""
    return '<' in text and _HTML.search(text) is not None


def is_escaped_html(text: str) -> bool:
    """Whether a text is HTML whose tags were escaped: ``&lt;p&gt;``."""
    return '&lt;' in text and _ESCAPED.search(text) is not None and not is_html(text)


def weave(weaver: Weaver, passage: Passage) -> list[Block]:
    """Add the text that the HTML in a passage shows; gives its blocks, as places in what is being woven."""
    text = passage.text
    return Shown(passage, Page(text).lines(0, len(text))).add(weaver)
