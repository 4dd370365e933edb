"""Why a listing was, or was not, flagged by a rule."""

from __future__ import annotations

from lintjob.errors import Complaint
from lintjob.facts import Facts, language
from lintjob.linter import Linter
from lintjob.listing import Listing
from lintjob.problem import Problem
from lintjob.rule import Log, Reason, Rule
from lintjob.typed import NamedTuple


class Explanation(NamedTuple):
    """What one rule made of one listing: the problems it reports, and what it looked at, in order.

    The reasons come out of the very search that gives the problems. ``complaints`` say that the
    rule could not be applied.
    """

    rule: Rule
    listing: Listing
    problems: list[Problem]
    reasons: list[Reason]
    complaints: list[Complaint]


def explain(linter: Linter, facts: Facts) -> Explanation:
    """What the one rule of ``linter`` makes of a listing."""
    (rule,) = linter.ruleset.rules
    verdict = linter.lint(facts)
    log: Log = []
    if not rule.speaks(facts.language):
        meant = ', '.join(map(language.name, rule.languages))
        log.append(
            Reason(f'the rule is for listings in {meant}; this one is in {language.name(facts.language)}', False)
        )
    elif not verdict.complaints:
        try:
            for _ in rule.check.find(facts, linter.ruleset.phrases.scan(facts.listing.text), log):
                pass
        except TimeoutError:
            # The verdict stands; what is looked at for the explanation alone took too long.
            log.append(Reason('what else there is was given up: a pattern takes too long on this text'))
    return Explanation(rule, facts.listing, verdict.problems, log, verdict.complaints)
