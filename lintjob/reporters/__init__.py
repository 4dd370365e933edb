"""Reporters: what output looks like. They are given problems and know nothing of rules or listings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple, Protocol

from lintjob.problem import Level, Problem
from lintjob.source import Source


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
    """Gives the output piece by piece, as files are linted; each piece ends with a line end or is empty."""

    def begin(self) -> Iterator[str]:
        """What stands before all else."""

    def file(self, source: Source, problems: Sequence[Problem]) -> Iterator[str]:
        """What is said of one file, whose problems are sorted."""

    def end(self, summary: Summary) -> Iterator[str]:
        """What closes the output."""


#: The formats, by the name of their module, which is imported when it is asked for.
FORMATS = ('full', 'concise', 'json')


def reporter(name: str, look: Look) -> Reporter:
    """The reporter of a format (one of FORMATS)."""
    make: Callable[[Look], Reporter] = import_module(f'lintjob.reporters.{name}').Reporter
    return make(look)
