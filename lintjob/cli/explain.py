"""``lintjob check --explain RULE``: why listings were, or were not, flagged by a rule."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from lintjob import cli
from lintjob.cli.inputs import Inputs
from lintjob.cli.settings import circumstances, fail_level, lexicon, names, rules, settings
from lintjob.cli.terminal import takes_colour, width
from lintjob.errors import LintjobError, Name, did_you_mean
from lintjob.explain import explain
from lintjob.linter import Linter
from lintjob.reporters import Look
from lintjob.reporters.explanation import as_json, as_text
from lintjob.rule import Rule
from lintjob.ruleset import Ruleset, choose, make


def run(arguments: argparse.Namespace) -> int:
    """Explain what one rule makes of the listings at the paths; gives the exit code of a check by that rule alone."""
    config = settings(arguments)
    wanted = Name(arguments.explain, '--explain')
    if arguments.format == 'concise':
        raise LintjobError([Name('', '--explain').complaint('explanations are shown as text (full) or as json')])
    found, complaints = rules((*config.rules, *arguments.rules), use_cache=not arguments.no_cache)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    select = names(arguments.select, '--select') or config.select
    ignore = (*config.ignore, *names(arguments.ignore, '--ignore'))
    rule = _rule(wanted, found)
    _need(wanted, rule, choose(found, select, ignore), ignore)
    linter = Linter(
        make([rule]), lexicon(use_cache=not arguments.no_cache), config.language, circumstances(arguments, config)
    )
    inputs = Inputs(arguments, linter, config.layout)
    look = Look(width(), takes_colour(arguments.color), arguments.quiet)
    is_json = arguments.format == 'json'
    failing = fail_level(arguments, config)
    listings = flagged = given_up = 0
    bad = False
    write = sys.stdout.write
    for facts in inputs:
        made = explain(linter, facts)
        for complaint in made.complaints:
            print(complaint, file=sys.stderr)
        if is_json:
            write(('[\n ' if not listings else ',\n ') + as_json(made))
        else:
            write('\n' if listings else '')
            for piece in as_text(made, look):
                write(piece)
        listings += 1
        flagged += bool(made.problems)
        given_up += len(made.complaints)
        bad = bad or any(problem.level >= failing for problem in made.problems)
    if is_json:
        write('\n]\n' if listings else '[]\n')
    elif listings > 1 and not arguments.quiet:
        write(f'\n{rule.id} flags {flagged:,} of {listings:,} listings.\n')
    if complaints or given_up or inputs.failed:
        return cli.FAILED
    return cli.PROBLEMS if bad and not arguments.exit_zero else cli.CLEAN


def _rule(wanted: Name, found: Ruleset) -> Rule:
    """The rule of that id. Raises LintjobError, and names what may have been meant, where there is none."""
    for rule in found.rules:
        if rule.id == wanted.text:
            return rule
    of_pack = [rule.id for rule in found.rules if rule.pack == wanted.text.rstrip('.')]
    if of_pack:
        raise LintjobError(
            [wanted.complaint(f'"{wanted.text}" is a pack; one rule is explained at a time: {", ".join(of_pack)}')]
        )
    near = did_you_mean(wanted.text, [rule.id for rule in found.rules])
    raise LintjobError([wanted.complaint(f'no rule is called "{wanted.text}"{near}')])


def _need(wanted: Name, rule: Rule, chosen: Ruleset, ignore: Iterable[Name]) -> None:
    """Raise LintjobError where the run would not use the rule."""
    if rule in chosen.rules:
        return
    for name in ignore:
        if rule.id.startswith(name.text):
            raise LintjobError([name.complaint(f'"{name.text}" leaves out the rule {rule.id}, so no run uses it')])
    near = did_you_mean(wanted.text, [each.id for each in chosen.rules])
    raise LintjobError([wanted.complaint(f'the rule {rule.id} is not among those that are selected{near}')])
