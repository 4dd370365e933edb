"""The difference between two states of a file, as ``patch`` and people read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from lintjob.stream import Stream

#: A line with its end: a line feed ends it, as for all who read differences, and a carriage return that stands alone.
_LINE = re.compile(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+')
_UNENDED = '\n\\ No newline at end of file\n'


def unified(name: str, before: bytes, after: bytes) -> Iterator[str]:
    """The lines that differ, each with its own line end, and three around them. Both states are shown as text."""
    old, new = (_LINE.findall(Stream(name, [data]).whole().text) for data in (before, after))
    for line in unified_diff(old, new, name, name):
        yield line if line.endswith(('\n', '\r')) else line + _UNENDED
