"""Reporters: what output looks like. They are given listings and their problems, and know nothing of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lintjob.problem import Level, Problem

if TYPE_CHECKING:
    # The command line asks for the formats before it knows whether anything is to be read.
    from lintjob.listing import Listing


class Summary(NamedTuple):
    """What a run came to: listings that were linted, problems by level, files passed over, files that failed.

    ``unread`` are the listings in languages that no rule is written for, by the language's English name.
    """

    listings: int
    counts: dict[Level, int]
    passed_over: int
    failed: int
    unread: dict[str, int] = {}  # noqa: RUF012


class Look(NamedTuple):
    """What the output is for: the width of the window in characters, whether it takes colour."""

    width: int
    colour: bool
    quiet: bool


class Reporter(Protocol):
    """Gives the output piece by piece, as listings are linted; each piece ends with a line end or is empty."""

    def begin(self) -> Iterator[str]:
        """What stands before all else."""

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """What is said of one listing, whose problems are sorted."""

    def end(self, summary: Summary) -> Iterator[str]:
        """What closes the output."""


#: The formats, by the name of their module, which is imported when it is asked for.
FORMATS = ('full', 'concise', 'json')


def reporter(name: str, look: Look) -> Reporter:
    """The reporter of a format (one of FORMATS)."""
    make: Callable[[Look], Reporter] = import_module(f'lintjob.reporters.{name}').Reporter
    return make(look)
