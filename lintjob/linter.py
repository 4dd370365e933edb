"""A listing and rules become problems."""

from __future__ import annotations

from lintjob.circumstances import Circumstances
from lintjob.errors import Complaint
from lintjob.facts import Facts, language
from lintjob.listing import Listing
from lintjob.problem import Fix, Problem
from lintjob.rule import Finding, Mend, Rule
from lintjob.ruleset import Ruleset
from lintjob.typed import NamedTuple
from lintjob.vocabulary import Lexicon

#: How much of a matched text a message shows, in characters.
_SHOWN = 60
#: Words of a finding that are our own, not the text's.
_WHOLE = ('lack', 'asked', 'expected', 'property')


class Verdict(NamedTuple):
    """What came of linting one listing: its problems, sorted, and the rules that could not be applied."""

    problems: list[Problem]
    complaints: list[Complaint]


class Linter:
    """Rules and the words that facts are read by, applied to one listing after another."""

    def __init__(
        self, ruleset: Ruleset, lexicon: Lexicon, code: str | None = None, circumstances: Circumstances | None = None
    ) -> None:
        """``code`` is the language (ISO 639-1) of listings that do not say it; None to tell by their words."""
        self.ruleset = ruleset
        self.lexicon = lexicon
        self.code = code
        self.circumstances = circumstances or Circumstances()

    def facts(self, listing: Listing) -> Facts:
        """The facts of a listing, read in its languages."""
        main = self.code if self.code and not listing.field('language') else language.read(listing)
        spoken = language.spoken(listing, self.lexicon.known, main)
        return Facts(listing, spoken, self.lexicon.of(*spoken).scan(listing.text), self.circumstances)

    def lint(self, facts: Facts) -> Verdict:
        """The problems of a listing, sorted by place; at most one of a rule at one place."""
        listing = facts.listing
        hits = self.ruleset.phrases.scan(listing.text)
        problems: dict[tuple[str, int, int], Problem] = {}
        complaints = []
        for rule in self.ruleset.rules:
            if not rule.speaks(facts.language):
                continue
            try:
                for finding in rule.check.find(facts, hits):
                    problem = _problem(rule, finding, listing)
                    problems.setdefault((rule.id, problem.start, problem.end), problem)
            except TimeoutError:
                message = f'the rule {rule.id} ({rule.path}) was given up: its pattern takes too long on this text'
                complaints.append(Complaint(listing.source.name, 0, 0, message))
        return Verdict(sorted(problems.values()), complaints)


def _problem(rule: Rule, finding: Finding, listing: Listing) -> Problem:
    source = listing.source
    span = listing.place(finding.span)
    start, end = source.position(span.start), source.position(span.end)
    match = listing.words(finding.span)
    said = {**finding.words, 'match': match}
    words = {name: word if name in _WHOLE else _shortened(word) for name, word in said.items()}
    message = rule.message.format_map(words) + finding.note
    level = rule.level if finding.level is None else min(rule.level, finding.level)
    return Problem(
        source.name, *start, *end, rule.id, level, message, match, listing.number,
        source.begin.offset + span.start, source.begin.offset + span.end, finding.span,
        _fix(finding.mend, listing) if finding.mend else None,
    )  # fmt: skip


def _fix(mend: Mend, listing: Listing) -> Fix | None:
    """A mending of the view as one of the file; None where what stands there is more than its own text (markup, say)."""
    written = listing.view.write(mend.span, mend.text)
    if written is None:
        return None
    (start, end), text = written
    begin = listing.source.begin.offset
    return Fix(begin + start, begin + end, text, mend.is_safe)


def _shortened(text: str) -> str:
    """A match as a message shows it: on one line, its middle left out where it is long."""
    line = ' '.join(text.split())
    if len(line) <= _SHOWN:
        return line
    return f'{line[: _SHOWN * 2 // 3].rstrip()} … {line[-_SHOWN // 3 :].lstrip()}'
