"""A problem in a listing, as reporters get it."""

from __future__ import annotations

from enum import IntEnum

from lintjob.source import Span
from lintjob.typed import NamedTuple


class Level(IntEnum):
    """How much a problem matters. The greater is the worse."""

    SUGGESTION = 0
    WARNING = 1
    ERROR = 2

    def __str__(self) -> str:
        return self.name.lower()


LEVELS = {str(level): level for level in Level}


class About(NamedTuple):
    """What is so of all problems of one rule: ``says`` is its message before it is filled in, ``why`` why it matters.

    ``instead`` is what to write instead, ``link`` where more stands; both may be ''. ``languages`` is empty for any.
    """

    id: str
    level: Level
    says: str
    why: str
    instead: str = ''
    link: str = ''
    languages: tuple[str, ...] = ()


class Fix(NamedTuple):
    """How a problem is mended: the file's ``text[start:end]`` (decoded, in code points) becomes ``text``.

    ``text`` is as the file must hold it, with the escapes of its format. ``is_safe``: the mending takes no judgement.
    """

    start: int
    end: int
    text: str
    is_safe: bool


class Problem(NamedTuple):
    """One problem at its place. Problems sort by file, place and rule.

    Lines and columns count from 1, columns count code points; ``end_column`` is the column after
    the last character. ``match`` is what stands there as a reader sees it: entities and escapes
    decoded, without markup, on one line. ``listing`` is the number of the listing within the file,
    from 0. ``start`` and ``end`` are the same place as offsets into the file's text; ``span`` is it in the
    listing's view. ``fix`` mends it, where that is known.
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
    span: Span
    fix: Fix | None = None
