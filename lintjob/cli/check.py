"""``lintjob check``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from lintjob import cli
from lintjob.cli import stop
from lintjob.cli.inputs import Inputs
from lintjob.cli.outputs import Outputs, parsed
from lintjob.cli.plan import Plan
from lintjob.cli.settings import fail_level
from lintjob.cli.sieves import Sieves
from lintjob.cli.terminal import shows_progress
from lintjob.errors import Complaint
from lintjob.facts import Facts, language
from lintjob.linter import Verdict
from lintjob.problem import Level, Problem
from lintjob.reporters import MOST_COMPLAINTS, Summary
from lintjob.reporters.lines import numbered

if TYPE_CHECKING:
    from lintjob.cli.progress import Progress


def run(arguments: argparse.Namespace) -> int:
    """Report the problems of the listings at the paths, or explain what one rule makes of them; gives the exit code."""
    if arguments.explain is not None:
        # Imported here: who wants to know why asks once in a while.
        from lintjob.cli import explain  # noqa: PLC0415

        return explain.run(arguments)
    plan = Plan.of(arguments)
    for complaint in plan.complaints:
        print(complaint, file=sys.stderr)
    sieves = Sieves(arguments, plan)
    fixed = mended = 0
    is_broken = False
    if arguments.fix or arguments.unsafe_fixes or arguments.diff:
        # Imported here: most runs mend nothing.
        from lintjob.cli import fix  # noqa: PLC0415

        fix.check_options(arguments)
        parsed(arguments.output, arguments.paths)
        with watched(arguments) as progress:
            if arguments.diff:
                return fix.show(arguments, plan, progress)
            fixed, mended, is_broken = fix.apply(arguments, plan, progress)
    tally = Tally()
    failing = fail_level(arguments, plan.config)
    with watched(arguments) as progress, stop.held, Outputs(arguments, plan.abouts, failing) as outputs:
        inputs = Inputs(arguments, plan, lambda path: sieves.is_wanted(path) and not outputs.is_own(path), progress)
        sieves.broken = inputs.broken
        outputs.begin()
        is_cut = False
        try:
            for facts, verdict in stop.breakable(_judged(inputs)):
                tally.add(plan, facts, verdict.complaints)
                if verdict.complaints:
                    inputs.spoil(facts.listing.source.name)
                problems = sieves.sift(facts.listing, verdict.problems)
                tally.count(problems)
                outputs.listing(facts.listing, problems)
                if progress:
                    progress.listing()
            for listing, problems in sieves.finish():
                tally.count(problems)
                outputs.listing(listing, problems)
        except KeyboardInterrupt:
            stop.met()
            is_cut = True
            if progress:
                print(file=sys.stderr)  # the terminal has shown ^C
        summary = Summary(
            tally.listings, tally.levels, inputs.passed_over, inputs.failed, tally.unread, tally.rules,
            sieves.suppressed, sieves.held, 0 if is_cut else sieves.gone, fixed, is_cut, inputs.excluded,
            mended, tally.fixable, tally.unsafely,
            (*plan.complaints, *inputs.complaints, *tally.complaints)[:MOST_COMPLAINTS],
        )  # fmt: skip
        outputs.end(summary)
    if is_cut:
        if outputs.form != 'full' or arguments.quiet:  # whose closing line says it
            were = 'was' if mended == 1 else 'were'
            files = f'; {numbered(mended, "file")} {were} mended before' if mended else ''
            print(f'Broken off after {numbered(tally.listings, "listing")}{files}.', file=sys.stderr)
        return stop.code()
    if plan.complaints or tally.given_up or inputs.failed or is_broken:
        return cli.FAILED
    bad = any(count and level >= failing for level, count in tally.levels.items())
    return cli.PROBLEMS if bad and not arguments.exit_zero else cli.CLEAN


def watched(arguments: argparse.Namespace) -> AbstractContextManager[Progress | None]:
    """What tells whoever waits at a terminal how far the run is; None where nobody waits, or wants to be told."""
    if arguments.quiet or not shows_progress():
        return nullcontext()
    # Imported here: most runs are over before anybody waits, or run where nobody does.
    from lintjob.cli.progress import Progress  # noqa: PLC0415

    return Progress()


def _judged(inputs: Inputs) -> Iterator[tuple[Facts, Verdict]]:
    for facts in inputs:
        yield facts, inputs.judge(facts)


class Tally:
    """What a run has come to so far."""

    def __init__(self) -> None:
        self.listings = 0
        self.given_up = 0
        self.levels = dict.fromkeys(Level, 0)
        self.rules: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.fixable = self.unsafely = 0
        self.complaints: list[Complaint] = []

    def add(self, plan: Plan, facts: Facts, complaints: list[Complaint]) -> None:
        """Count a listing, and say which rules could not be applied to it."""
        self.listings += 1
        if not plan.speaks(facts):
            self.unread[language.name(facts.language)] += 1
        self.complaints += complaints[: MOST_COMPLAINTS - len(self.complaints)]
        self.given_up += len(complaints)
        for complaint in complaints:
            print(complaint, file=sys.stderr)

    def count(self, problems: list[Problem]) -> None:
        """Count problems that are reported."""
        for problem in problems:
            self.levels[problem.level] += 1
            self.rules[problem.rule] += 1
            if problem.fix:
                self.fixable += problem.fix.is_safe
                self.unsafely += not problem.fix.is_safe
