"""Which problems are left out of the report: those suppressed, those in the baseline, those in lines that did not change."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from lintjob.cli.plan import Plan
from lintjob.config import find
from lintjob.listing import Listing
from lintjob.paths import is_within
from lintjob.problem import Problem

if TYPE_CHECKING:
    # Each is imported where a run has something for it.
    from lintjob.baseline import Baseline, Seen
    from lintjob.changes import Changes
    from lintjob.cli.earlier import Earlier
    from lintjob.suppress.suppressions import Suppressions

IGNORE_FILES = ('.lintjob-ignore.yaml', '.lintjob-ignore.yml')
BASELINE_FILES = ('.lintjob-baseline.json',)


class Sieves:
    """What a run leaves out, in the order in which it is asked: suppressions, then the baseline, then unchanged lines."""

    def __init__(self, arguments: argparse.Namespace, plan: Plan) -> None:
        """Raises LintjobError where a file of suppressions or a baseline has mistakes, or git knows no such revision."""
        self._plan = plan
        self._today = plan.day
        self._paths: list[str] = arguments.paths or ['.']
        self._is_open = not arguments.no_suppress
        self._is_verbose: bool = arguments.verbose
        self._suppressions: Suppressions | None = None
        self._baseline: Baseline | None = None
        self._changes: Changes | None = None
        self._earlier: Earlier | None = None
        #: The real paths of files and folders that could not be read as a whole.
        self.broken: Container[str] = ()
        ignored = find('.', IGNORE_FILES) if self._is_open and not arguments.isolated else None
        if ignored:
            self._suppressions = self._suppressing(ignored)
        kept = arguments.baseline or (
            None if arguments.no_baseline or arguments.isolated else find('.', BASELINE_FILES)
        )
        if kept:
            from lintjob.baseline import Baseline  # noqa: PLC0415

            self._baseline = Baseline.read(kept)
            self._kept = os.path.realpath(kept)
        if arguments.since:
            from lintjob.changes import Changes  # noqa: PLC0415
            from lintjob.cli.earlier import Earlier  # noqa: PLC0415

            self._changes = Changes.read(arguments.since)
            self._earlier = Earlier(self._changes, plan, arguments.input_format or '')

    def is_wanted(self, path: str) -> bool:
        """Whether a file can hold problems that are reported."""
        if self._changes and not self._changes.has(path):
            return False
        if self._baseline:
            if os.path.realpath(path) == self._kept:
                return False
            self._baseline.see(path)
        return True

    def sift(self, listing: Listing, problems: Sequence[Problem]) -> list[Problem]:
        """The problems of a listing that are reported, and those of its suppressions, sorted."""
        left = list(problems)
        if self._suppressions is None and self._is_open and listing.comments:
            self._suppressions = self._suppressing(None)
        if self._suppressions:
            left = self._suppressions.sift(listing, left)
        return self._rest(listing, left)

    def finish(self) -> Iterator[tuple[Listing, list[Problem]]]:
        """The problems of the file of suppressions, which show when all is linted."""
        if self._suppressions:
            for listing, problems in self._suppressions.finish(self._covers):
                yield listing, self._rest(listing, problems)

    def _rest(self, listing: Listing, problems: list[Problem]) -> list[Problem]:
        if self._baseline:
            problems = self._baseline.sift(listing, problems)
        if self._changes:
            changes = self._changes
            problems = [
                each
                for each in problems
                if changes.touches(each.path, *_lines(each)) or (self._earlier and self._earlier.is_new(listing, each))
            ]
        return problems

    @property
    def suppressed(self) -> int:
        """How many problems were suppressed."""
        return self._suppressions.count if self._suppressions else 0

    @property
    def held(self) -> int:
        """How many problems the baseline held back."""
        return self._baseline.held if self._baseline else 0

    @property
    def gone(self) -> int:
        """How many problems of the baseline are no more."""
        return self._baseline.gone(self.seen) if self._baseline else 0

    @property
    def seen(self) -> Seen:
        """What the run looked at so far, by which is told what is gone."""
        from lintjob.baseline import Seen  # noqa: PLC0415

        return Seen(self._covers, lambda path, rule: self._plan.level(path, rule) is not None, self._is_broken)

    def _is_broken(self, path: str) -> bool:
        """Whether a file, or a folder it is in, could not be read as a whole."""
        real = os.path.realpath(path)
        while real not in self.broken:
            above = os.path.dirname(real)
            if above == real:
                return False
            real = above
        return True

    def _covers(self, folder: str) -> bool:
        """Whether all that a folder holds was asked to be linted."""
        inside = os.path.realpath(folder)
        reals = map(os.path.realpath, self._paths)
        return self._changes is None and any(os.path.isdir(real) and is_within(inside, real) for real in reals)

    def _suppressing(self, path: str | None) -> Suppressions:
        from lintjob.suppress.suppressions import Suppressions  # noqa: PLC0415

        tell = (lambda line: print(line, file=sys.stderr)) if self._is_verbose else None
        return Suppressions(path, self._plan.level, self._plan.abouts, self._today, tell)


def _lines(problem: Problem) -> tuple[int, int]:
    """The first and the last line of a problem."""
    last = problem.end_line
    # What ends before the first sign of a line does not stand in that line.
    return problem.line, last - 1 if problem.end_column == 1 and last > problem.line else last
