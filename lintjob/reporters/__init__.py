"""Reporters: what output looks like. They are given listings and their problems, and of rules what there is to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from lintjob.errors import Complaint
from lintjob.problem import About, Level, Problem
from lintjob.typed import NamedTuple

if TYPE_CHECKING:
    # The command line asks for the formats before it knows whether anything is to be read.
    from lintjob.listing import Listing


#: How much of what could not be done is kept for reports: a feed may be broken in every record.
MOST_COMPLAINTS = 1000


class Summary(NamedTuple):
    """What a run came to: listings that were linted, problems by level, files passed over, files that failed.

    ``unread`` are the listings in languages that no rule is written for, by the language's English name. ``rules`` are the
    problems by rule. ``suppressed`` were left out because somebody said so at the place or in .lintjob-ignore.yaml, ``held``
    because they stand in the baseline; ``gone`` are entries of the baseline whose problems are no more. ``fixed`` were mended.
    ``is_cut``: the run was broken off, and this is what it came to until then. ``excluded`` files were left alone because the settings say so.
    ``mended`` files hold what was fixed; ``fixable`` problems can be mended with no judgement, ``unsafely`` others with some.
    ``complaints`` say what could not be read or applied, the first MOST_COMPLAINTS of them.
    """

    listings: int
    counts: Mapping[Level, int]
    passed_over: int
    failed: int
    unread: Mapping[str, int] = {}
    rules: Mapping[str, int] = {}
    suppressed: int = 0
    held: int = 0
    gone: int = 0
    fixed: int = 0
    is_cut: bool = False
    excluded: int = 0
    mended: int = 0
    fixable: int = 0
    unsafely: int = 0
    complaints: Sequence[Complaint] = ()


class Look(NamedTuple):
    """What the output is for: the width of the window in characters, whether it takes colour.

    ``rules`` tells of the rules whose problems may come, by id. ``group``: what problems stand together by, ``file`` or
    ``rule``; '' for the order in which they come. ``root`` is the folder that the paths of formats start from whose
    programs know files by their place in the repository; '' for paths as they were given. ``failing`` is the lowest level
    that makes the run fail.
    """

    width: int
    colour: bool
    quiet: bool
    rules: Mapping[str, About] = {}
    group: str = ''
    root: str = ''
    failing: Level = Level.SUGGESTION


class Reporter(Protocol):
    """Gives the output piece by piece, as listings are linted; each piece ends with a line end or is empty."""

    def begin(self) -> Iterator[str]:
        """What stands before all else."""

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """What is said of one listing, whose problems are sorted."""

    def end(self, summary: Summary) -> Iterator[str]:
        """What closes the output."""


#: The formats, by the name of their module, which is imported when it is asked for.
FORMATS = (
    *('full', 'concise', 'json', 'jsonl', 'github', 'gitlab', 'sarif', 'junit', 'checkstyle', 'rdjsonl', 'markdown'),
    'html',
)

#: The formats that people read as they come, with what else is to be said behind.
FOR_PEOPLE = ('full', 'concise', 'markdown')


def reporter(name: str, look: Look) -> Reporter:
    """The reporter of a format (one of FORMATS)."""
    make: Callable[[Look], Reporter] = import_module(f'lintjob.reporters.{name}').Reporter
    return make(look)
