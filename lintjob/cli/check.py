"""``lintjob check``."""

from __future__ import annotations

import argparse
import sys

from lintjob import cli
from lintjob.cli.inputs import Inputs
from lintjob.cli.settings import circumstances, fail_level, lexicon, names, rules, settings
from lintjob.cli.terminal import takes_colour, width
from lintjob.facts import language
from lintjob.linter import Linter
from lintjob.problem import Level
from lintjob.reporters import Look, Summary, reporter
from lintjob.ruleset import choose


def run(arguments: argparse.Namespace) -> int:
    """Report the problems of the listings at the paths; gives the exit code."""
    config = settings(arguments)
    found, complaints = rules((*config.rules, *arguments.rules), use_cache=not arguments.no_cache)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    select = names(arguments.select, '--select') or config.select
    chosen = choose(found, select, (*config.ignore, *names(arguments.ignore, '--ignore')))
    linter = Linter(
        chosen, lexicon(use_cache=not arguments.no_cache), config.language, circumstances(arguments, config)
    )
    report = reporter(arguments.format, Look(width(), takes_colour(arguments.color), arguments.quiet))
    inputs = Inputs(arguments, linter, config.layout)
    counts = dict.fromkeys(Level, 0)
    listings = given_up = 0
    spoken = {code for rule in chosen.rules for code in rule.languages}
    unread: dict[str, int] = {}
    write = sys.stdout.write
    for piece in report.begin():
        write(piece)
    for facts in inputs:
        listings += 1
        if spoken and facts.language not in spoken:
            name = language.name(facts.language)
            unread[name] = unread.get(name, 0) + 1
        verdict = linter.lint(facts)
        given_up += len(verdict.complaints)
        for complaint in verdict.complaints:
            print(complaint, file=sys.stderr)
        for problem in verdict.problems:
            counts[problem.level] += 1
        for piece in report.listing(facts.listing, verdict.problems):
            write(piece)
    for piece in report.end(Summary(listings, counts, inputs.passed_over, inputs.failed, unread)):
        write(piece)
    if complaints or given_up or inputs.failed:
        return cli.FAILED
    failing = fail_level(arguments, config)
    bad = any(count and level >= failing for level, count in counts.items())
    return cli.PROBLEMS if bad and not arguments.exit_zero else cli.CLEAN
