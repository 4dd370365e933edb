"""What holds for a run, and for each file of it: the rules that are applied, and what they are told."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lintjob.cli.settings import lexicon, names, rules, settings
from lintjob.config import Config, Section, Settings
from lintjob.errors import Complaint, LintjobError, Name
from lintjob.facts import Facts
from lintjob.layout import Layout
from lintjob.linter import Linter
from lintjob.problem import About, Level
from lintjob.rule import Rule
from lintjob.ruleset import Ruleset, choose, make, unknown
from lintjob.typed import NamedTuple

#: What the ids of notices begin with: what is said of suppressions, not of adverts.
_NOTICES = 'suppression.'


class _Part(NamedTuple):
    """What holds for the files that the same sections fit."""

    settings: Settings
    linter: Linter
    languages: frozenset[str]


class Plan:
    """The settings file and the options of a command that lints: which rules judge a file, and what they are told.

    ``complaints`` are mistakes in rule files; the rules without mistakes are applied all the same. ``abouts`` tell of all
    rules and notices.
    """

    def __init__(
        self, arguments: argparse.Namespace, config: Config, ruleset: Ruleset, complaints: Sequence[Complaint] = ()
    ) -> None:
        """``ruleset`` are the rules from which the settings choose; ``config`` holds the options already (``with_options``)."""
        self.config = config
        self.ruleset = ruleset
        self.complaints = tuple(complaints)
        self._today: str = arguments.today or ''
        self._lexicon = lexicon(use_cache=not arguments.no_cache)
        self._parts: dict[tuple[int, ...], _Part] = {}
        self._last: tuple[str, _Part] | None = None
        self.abouts: Mapping[str, About] = Abouts(ruleset, config.of().level)

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> Plan:
        """The plan of a command that applies the rules which the settings and the options choose.

        Raises LintjobError for names that fit no rule, and where no rule is left to apply.
        """
        config = with_options(settings(arguments), arguments)
        found, complaints = rules(config, arguments.rules, use_cache=not arguments.no_cache)
        try:
            check(config, found)
        except LintjobError as error:
            # A rule of that name may be among those that could not be read.
            raise LintjobError([*complaints, *error.complaints]) from None
        return cls(arguments, config, found, complaints)

    def only(self, wanted: Iterable[str]) -> Plan:
        """The same plan, with some rules alone."""
        ids = frozenset(wanted)
        found = make(each for each in self.ruleset.rules if each.id in ids)
        made = Plan.__new__(Plan)
        made.__dict__.update(self.__dict__, ruleset=found, _parts={}, _last=None)
        return made

    def settings(self, path: str) -> Settings:
        """What holds for a file."""
        return self._part(path).settings

    def linter(self, path: str) -> Linter:
        """The linter that judges the listings of a file."""
        return self._part(path).linter

    def is_used(self, rule: str) -> bool:
        """Whether a rule is applied to some file."""
        return any(self.config.of(fitting).picks(rule) for fitting in _fittings(self.config))

    def layout(self, path: str) -> Layout:
        """What is said of the make of a file."""
        return self.config.layout(path)

    def is_excluded(self, path: str) -> bool:
        """Whether a file is to be left alone, even where it is named."""
        return self.config.excluding(path) is not None

    def level(self, path: str, rule: str) -> Level | None:
        """The level of a rule's (or a notice's) problems in a file; None where it is not applied there."""
        its = self.settings(path)
        if not its.picks(rule) or rule not in self.abouts:
            return None
        said = its.level(rule)
        return self.abouts[rule].level if said is None else said

    @property
    def day(self) -> str:
        """The day of the run, an ISO date."""
        return self.config.of().circumstances(self._today).day

    def speaks(self, facts: Facts) -> bool:
        """Whether some rule that is applied is written for the language of a listing, if rules name languages at all."""
        languages = self._part(facts.listing.source.name).languages
        return not languages or facts.language in languages

    def _part(self, path: str) -> _Part:
        # A file may hold a hundred thousand listings.
        if self._last and self._last[0] == path:
            return self._last[1]
        fitting = self.config.fitting(path)
        part = self._parts.get(fitting)
        if part is None:
            its = self.config.of(fitting)
            chosen = choose(self.ruleset, its.picks, its.level)
            linter = Linter(
                chosen, self._lexicon, its.language.text if its.language else None, its.circumstances(self._today)
            )
            languages = frozenset(code for rule in chosen.rules for code in rule.languages)
            part = self._parts[fitting] = _Part(its, linter, languages)
        self._last = path, part
        return part


class Abouts(Mapping[str, About]):
    """What there is to say of all rules, whether or not they are applied, and of all notices, by id.

    The notices are asked for where one is named. Levels are those for files that no section fits.
    """

    def __init__(self, ruleset: Ruleset, level: Callable[[str], Level | None]) -> None:
        self._rules: dict[str, Rule] = {rule.id: rule for rule in ruleset.rules}
        self._level = level

    def __getitem__(self, rule: str) -> About:
        if rule in self._rules:
            about = self._rules[rule].about
        elif rule.startswith(_NOTICES):
            about = {each.id: each for each in notices()}[rule]
        else:
            raise KeyError(rule)
        said = self._level(rule)
        return about if said is None else about._replace(level=said)

    def __iter__(self) -> Iterator[str]:
        yield from self._rules
        yield from (each.id for each in notices())

    def __len__(self) -> int:
        return len(self._rules) + len(notices())


def notices() -> tuple[About, ...]:
    """What may be said of suppressions, as if by rules."""
    # Imported here: most runs have none to speak of.
    from lintjob.suppress.notices import NOTICES  # noqa: PLC0415

    return tuple(NOTICES)


def with_options(config: Config, arguments: argparse.Namespace) -> Config:
    """The settings with the options of the command line, which come before all that a file says."""
    select = tuple(names(getattr(arguments, 'select', ()), '--select'))
    ignore = tuple(names(getattr(arguments, 'ignore', ()), '--ignore'))
    employees, copies = arguments.employees, arguments.copies
    if not (select or ignore or copies or employees is not None):
        return config
    said = Section(
        select=select or None,
        ignore=ignore,
        employees=None if employees is None else Name(str(employees), '--employees'),
        adverts=Name('copy', '--copies') if copies else None,
    )
    return config._replace(sections=(*config.sections, said))


def _fittings(config: Config) -> list[tuple[int, ...]]:
    """The sections that hold for files which none is about, and for those which one is: what options say holds for all."""
    numbers = range(len(config.sections))
    always = tuple(number for number in numbers if not config.sections[number].globs)
    return [always, *((number, *always) for number in numbers if number not in always)]


def check(config: Config, found: Ruleset) -> None:
    """Raise LintjobError for names of rules that fit none, and where no rule is left to apply."""
    said = (config.every, *config.sections)
    named = [
        name for each in said for name in (*(each.select or ()), *each.ignore, *(level for level, _ in each.levels))
    ]
    complaints = unknown(found, named, lambda: (each.id for each in notices()))
    if not complaints:
        for number, fitting in enumerate(_fittings(config)):
            its = config.of(fitting)
            if any(its.picks(rule.id) for rule in found.rules):
                continue
            # To look at suppressions alone is a wish too, where it is said.
            if not (its.select and any(its.picks(each.id) for each in notices())):
                last = (*its.select, *its.ignore)[-1]
                hint = ' here; to leave files alone, name them under "exclude"' if number else ''
                complaints.append(last.complaint(f'no rule is left to apply{hint}'))
                break
    if complaints:
        raise LintjobError(complaints)
