"""What holds for a run: options, the settings file, the rules and the words made ready."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from importlib import import_module

from lintjob import cache, config, gazetteer, laws, readers, ruleset, vocabulary
from lintjob.errors import Complaint, LintjobError, Name
from lintjob.expression import Expression
from lintjob.matcher import Index
from lintjob.problem import LEVELS, Level
from lintjob.ruleset import Ruleset
from lintjob.vocabulary import Lexicon


def settings(arguments: argparse.Namespace) -> config.Config:
    """The settings of the nearest file of them; none at all for an isolated run."""
    path = None if arguments.isolated else config.find_settings('.')
    return config.read(path) if path else config.Config()


def rules(chosen: config.Config, folders: Iterable[str], *, use_cache: bool) -> tuple[Ruleset, list[Complaint]]:
    """The shipped rules, those of the settings and those in more folders, with every mistake in them.

    Raises LintjobError where no rule at all is left: then nothing could be judged.
    """
    named = {name.text: name for name in chosen.rules}
    read, complaints = ruleset.contents((ruleset.shipped_folder(), *named, *folders))
    # What is wrong with a folder as a whole is wrong where it was named.
    complaints = [
        named[each.path].complaint(f'{each.path}: {each.message}') if each.path in named and not each.line else each
        for each in complaints
    ]
    found, mistakes = cache.made(read, lambda: ruleset.build(read), use=use_cache)
    complaints += mistakes
    if not found.rules:
        raise LintjobError(complaints or [Complaint('rules', 0, 0, 'there are no rules')])
    return found, complaints


def lexicon(*, use_cache: bool) -> Lexicon:
    """The vocabularies, each made ready when it is needed, and with them the program's own expressions."""
    if use_cache:
        Expression.prime(cache.made((), _expressions))
        gazetteer.get_by(_places)
        laws.get_by(_laws)

    def load(languages: tuple[str, ...]) -> Index:
        files = vocabulary.contents(languages)
        return cache.made(files, lambda: vocabulary.index(languages), use=use_cache)

    return Lexicon(load)


def _expressions() -> dict[tuple[str, int], bytes]:
    # Imported here: most runs ask for neither, but what is kept should hold their expressions.
    from lintjob.facts import dates, encoding, law, markup, place  # noqa: F401, PLC0415

    for name in readers.READERS.values():
        import_module(f'lintjob.readers.{name}')
    return Expression.compiled()


def _places() -> gazetteer.Gazetteer:
    with open(gazetteer.FILE, 'rb') as file:
        return cache.made([(gazetteer.FILE, file.read())], gazetteer.parse)


def _laws() -> laws.Table:
    with open(laws.FILE, 'rb') as file:
        return cache.made([(laws.FILE, file.read())], laws.parse)


def fail_level(arguments: argparse.Namespace, chosen: config.Config) -> Level:
    """The level from which a problem makes a run fail, by its options and the settings file."""
    if arguments.fail_level:
        return LEVELS[arguments.fail_level]
    return Level.WARNING if chosen.fail_level is None else LEVELS[chosen.fail_level.text]


def names(options: Iterable[str], option: str) -> list[Name]:
    """The names given with an option that takes several, separated by commas."""
    return [Name(name.strip(), option) for given in options for name in given.split(',') if name.strip()]
