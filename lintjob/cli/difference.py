"""The difference between two states of a file, as ``patch`` and people read it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from difflib import unified_diff

from lintjob.stream import Stream

#: A line with its end: for people, a carriage return that stands alone ends one as well.
_LINE = re.compile(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+')
#: For ``patch``, a line feed does and nothing else.
_EXACT_LINE = re.compile(r'[^\n]*\n|[^\n]+')
_UNENDED = '\n\\ No newline at end of file\n'
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def unified(name: str, before: bytes, after: bytes, *, is_exact: bool = False) -> Iterator[str]:
    """The lines that differ, each with its own line end, and three around them. Both states are shown as text.

    ``is_exact``: as ``patch`` takes them, with every byte that is no UTF-8 as Python's ``surrogateescape`` has it. What is
    UTF-16 is no text to ``patch``.
    """
    is_exact = is_exact and not before.startswith(_UTF_16)
    pattern = _EXACT_LINE if is_exact else _LINE
    old, new = (
        pattern.findall(data.decode(errors='surrogateescape') if is_exact else Stream(name, [data]).whole().text)
        for data in (before, after)
    )
    for line in unified_diff(old, new, name, name):
        yield line if line.endswith(('\n',) if is_exact else ('\n', '\r')) else line + _UNENDED
