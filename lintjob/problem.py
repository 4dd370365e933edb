"""A problem in a listing, as reporters get it."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Level(IntEnum):
    """How much a problem matters. The greater is the worse."""

    SUGGESTION = 0
    WARNING = 1
    ERROR = 2

    def __str__(self) -> str:
        return self.name.lower()


LEVELS = {str(level): level for level in Level}


class Problem(NamedTuple):
    """One problem at its place. Problems sort by file, place and rule.

    Lines and columns count from 1, columns count code points; ``end_column`` is the column after
    the last character. ``match`` is what stands there as a reader sees it: entities and escapes
    decoded, without markup, on one line. ``listing`` is the number of the listing within the file,
    from 0. ``start`` and ``end`` are the same place as offsets into the file's text.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    level: Level
    message: str
    match: str
    listing: int
    start: int
    end: int
