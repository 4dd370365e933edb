"""``lintjob check --explain RULE``: why listings were, or were not, flagged by a rule."""

from __future__ import annotations

import argparse
import sys

from lintjob import cli
from lintjob.cli.inputs import Inputs
from lintjob.cli.plan import Plan
from lintjob.cli.settings import fail_level
from lintjob.cli.terminal import takes_colour, width
from lintjob.errors import LintjobError, Name, did_you_mean
from lintjob.explain import Explanation, explain
from lintjob.facts import Facts
from lintjob.reporters import Look
from lintjob.reporters.explanation import as_json, as_text
from lintjob.rule import Reason, Rule
from lintjob.ruleset import Ruleset


def run(arguments: argparse.Namespace) -> int:
    """Explain what one rule makes of the listings at the paths; gives the exit code of a check by that rule alone."""
    wanted = Name(arguments.explain, '--explain')
    if arguments.format not in (None, 'full', 'json'):
        raise LintjobError([Name('', '--explain').complaint('explanations are shown as text (full) or as json')])
    every = Plan.of(arguments)
    for complaint in every.complaints:
        print(complaint, file=sys.stderr)
    rule = _rule(wanted, every.ruleset)
    _need(wanted, rule, every)
    plan = every.only((rule.id,))
    inputs = Inputs(arguments, plan)
    look = Look(width(), takes_colour(arguments.color), arguments.quiet)
    is_json = arguments.format == 'json'
    failing = fail_level(arguments, plan.config)
    listings = flagged = given_up = 0
    bad = False
    write = sys.stdout.write
    for facts in inputs:
        linter = plan.linter(facts.listing.source.name)
        made = explain(linter, facts) if linter.ruleset.rules else _left_out(rule, facts, plan)
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
    if plan.complaints or given_up or inputs.failed:
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


def _need(wanted: Name, rule: Rule, plan: Plan) -> None:
    """Raise LintjobError where the run would not use the rule on any file."""
    if plan.is_used(rule.id):
        return
    for name in plan.config.of(range(len(plan.config.sections))).ignore:
        if rule.id.startswith(name.text):
            raise LintjobError([name.complaint(f'"{name.text}" leaves out the rule {rule.id}, so no run uses it')])
    chosen = [each.id for each in plan.ruleset.rules if plan.is_used(each.id)]
    near = did_you_mean(wanted.text, chosen)
    raise LintjobError([wanted.complaint(f'the rule {rule.id} is not among those that are selected{near}')])


def _left_out(rule: Rule, facts: Facts, plan: Plan) -> Explanation:
    """What is said of a listing in a file for which the settings leave the rule out."""
    its = plan.settings(facts.listing.source.name)
    name = next((name for name in its.ignore if rule.id.startswith(name.text)), its.select[0] if its.select else None)
    where = f' ({name.place})' if name else ''
    says = f'the settings leave this rule out of this file{where}'
    return Explanation(rule, facts.listing, [], [Reason(says, False)], [])
