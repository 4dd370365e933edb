"""``lintjob baseline``: the problems of today are recorded, or those that are gone taken out of the record."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter

from lintjob import cli
from lintjob.baseline import Baseline, noted, written
from lintjob.cli.check import watched
from lintjob.cli.draft import Draft
from lintjob.cli.inputs import Inputs
from lintjob.cli.plan import Plan
from lintjob.cli.sieves import BASELINE_FILES, Sieves
from lintjob.config import find
from lintjob.errors import LintjobError, Name
from lintjob.fingerprint import Identity
from lintjob.listing import Listing
from lintjob.paths import from_here
from lintjob.problem import Problem
from lintjob.reporters.lines import numbered


def run(arguments: argparse.Namespace) -> int:
    """Record, or prune; gives the exit code, 2 where not all could be read (what could be read is recorded)."""
    if '-' in arguments.paths:
        raise LintjobError([Name('', '-').complaint('standard input has no place in a baseline, which is of files')])
    plan = Plan.of(arguments)
    for complaint in plan.complaints:
        print(complaint, file=sys.stderr)
    path = arguments.baseline or (None if arguments.isolated else find('.', BASELINE_FILES)) or _new_place(plan)
    if arguments.prune and not os.path.isfile(path):
        raise LintjobError([Name('', path).complaint('there is no such baseline, so nothing can be taken out of it')])
    old = Baseline.read(path, is_merging=True) if os.path.isfile(path) else Baseline(path)
    everything = argparse.Namespace(
        **{**vars(arguments), 'baseline': None, 'no_baseline': True, 'since': None, 'no_suppress': False}
    )
    sieves = Sieves(everything, plan)
    found: Counter[Identity] = Counter()
    given_up = 0

    def is_wanted(name: str) -> bool:
        if os.path.realpath(name) == os.path.realpath(path):
            return False
        old.see(name)
        return True

    def note(listing: Listing, problems: list[Problem]) -> None:
        old.sift(listing, problems)
        found.update(noted(listing, problems, old.home))

    try:
        with watched(arguments) as progress:
            inputs = Inputs(arguments, plan, is_wanted, progress)
            sieves.broken = inputs.broken
            for facts in inputs:
                listing = facts.listing
                verdict = plan.linter(listing.source.name).lint(facts)
                for complaint in verdict.complaints:
                    inputs.spoil(complaint.path)
                    print(complaint, file=sys.stderr)
                given_up += len(verdict.complaints)
                old.meet(listing)
                note(listing, sieves.sift(listing, verdict.problems))
                if progress:
                    progress.listing()
            for listing, problems in sieves.finish():
                note(listing, problems)
    except KeyboardInterrupt:
        print('Broken off; nothing was recorded.', file=sys.stderr)
        raise
    made = old.pruned(sieves.seen) if arguments.prune else old.renewed(found, sieves.seen)
    _write(path, written(made, old.alike()))
    if not arguments.quiet:
        print(_said_pruned(path, made, old) if arguments.prune else _said(path, made, old))
    return cli.FAILED if plan.complaints or given_up or inputs.failed else cli.CLEAN


def _new_place(plan: Plan) -> str:
    """Where a first baseline goes: beside the settings, which are found from the same folders; else here."""
    return os.path.join(plan.config.home or '.', BASELINE_FILES[0])


def _write(path: str, text: str) -> None:
    try:
        draft = Draft(path)
        try:
            draft.file.write(text)
            draft.finish()
        finally:
            draft.drop()
    except OSError as error:
        raise LintjobError([Name('', path).complaint(f'this could not be written: {error.strerror}')]) from None


def _said(path: str, made: Counter[Identity], old: Baseline) -> str:
    before = sum(entry.count for entry in old.entries())
    was = f' (before: {before:,})' if before else ''
    return f'{_shown(path)}: {_amount(made)} recorded{was}.'


def _said_pruned(path: str, made: Counter[Identity], old: Baseline) -> str:
    gone = sum(entry.count for entry in old.entries()) - made.total()
    took = f'{gone:,} {"problem is" if gone == 1 else "problems are"} gone and taken out' if gone else 'nothing is gone'
    return f'{_shown(path)}: {took}; {_amount(made)} left.'


def _shown(path: str) -> str:
    return from_here(path).replace(os.sep, '/')


def _amount(made: Counter[Identity]) -> str:
    return f'{numbered(made.total(), "problem")} in {numbered(len({known.path for known in made}), "file")}'
