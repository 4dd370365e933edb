"""Folders of rule files become rules, and every mistake in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from lintjob.errors import Complaint, LintjobError, Name, did_you_mean
from lintjob.matcher import Index
from lintjob.problem import Level
from lintjob.rule import Rule
from lintjob.source import decode
from lintjob.typed import NamedTuple

SUFFIXES = ('.yaml', '.yml')


class Ruleset(NamedTuple):
    """Rules, ordered by id, and the index in which their phrases are looked for."""

    rules: tuple[Rule, ...]
    phrases: Index


def shipped_folder() -> str:
    """The folder of the rules that come with lintjob: inside the package, or beside it in a source tree."""
    package = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(package, 'rules')
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), 'rules')


def files(path: str) -> list[str]:
    """The rule files at a path, sorted: the path itself, or what a folder holds. Raises LintjobError for none."""
    if os.path.isfile(path):
        return [path]
    if not os.path.isdir(path):
        raise LintjobError([Complaint(path, 0, 0, 'there is no such file or folder of rules')])
    found = []
    unread: list[Complaint] = []
    for folder, folders, names in os.walk(
        path,
        onerror=lambda error: unread.append(Complaint(error.filename, 0, 0, f"this can't be read: {error.strerror}")),
    ):
        folders[:] = [name for name in folders if not name.startswith('.')]
        found += [os.path.join(folder, name) for name in names if name.endswith(SUFFIXES) and not name.startswith('.')]
    if unread:
        raise LintjobError(unread)
    if not found:
        raise LintjobError([Complaint(path, 0, 0, 'this folder holds no rules (*.yaml)')])
    return sorted(found)


def contents(paths: Iterable[str]) -> tuple[list[tuple[str, bytes]], list[Complaint]]:
    """The rule files at some paths with what is in them, and a complaint for each that can't be read."""
    read: list[tuple[str, bytes]] = []
    complaints: list[Complaint] = []
    seen: set[tuple[int, int]] = set()
    for path in paths:
        try:
            names = files(path)
        except LintjobError as error:
            complaints += error.complaints
            continue
        for name in names:
            try:
                with open(name, 'rb') as file:
                    status = os.fstat(file.fileno())
                    # A folder may be named twice: by the settings and as an option.
                    if (status.st_dev, status.st_ino) not in seen:
                        seen.add((status.st_dev, status.st_ino))
                        read.append((_with_folder(name), file.read()))
            except OSError as error:
                complaints.append(Complaint(name, 0, 0, f"this can't be read: {error.strerror}"))
    return read, complaints


def _with_folder(name: str) -> str:
    """A file's path with the name of its folder in it, which is half of the rule's id."""
    folder = os.path.basename(os.path.dirname(name))
    return name if folder.strip('.') else os.path.abspath(name)


def build(read: Iterable[tuple[str, bytes]]) -> tuple[Ruleset, list[Complaint]]:
    """The rules in files that were read, and every mistake in them. A bad file does not lose the others."""
    # Imported here: rules out of the cache need no part of what reads them.
    from lintjob import rulefile  # noqa: PLC0415

    rules: dict[str, Rule] = {}
    complaints: list[Complaint] = []
    for name, data in read:
        try:
            rule = rulefile.parse(decode(name, data))
        except LintjobError as error:
            complaints += error.complaints
            continue
        if rule.id in rules:
            complaints.append(Complaint(name, 1, 1, f'the rule "{rule.id}" stands in {rules[rule.id].path} already'))
        else:
            rules[rule.id] = rule
    return make(rules.values()), complaints


def make(rules: Iterable[Rule]) -> Ruleset:
    """A ruleset of rules."""
    ordered = tuple(sorted(rules, key=lambda rule: rule.id))
    return Ruleset(ordered, Index({name: made for rule in ordered for name, made in rule.check.phrases.items()}))


def unknown(ruleset: Ruleset, names: Iterable[Name], more: Callable[[], Iterable[str]] = tuple) -> list[Complaint]:
    """What is said of names that fit no rule. A rule is named by its id, its pack, or the beginning of its id.

    ``more`` gives ids that may be named as well; it is asked only where a name fits no rule.
    """
    strays = [name for name in names if not any(rule.id.startswith(name.text) for rule in ruleset.rules)]
    if not strays:
        return []
    others = tuple(more())
    known = {name for each in (*(rule.id for rule in ruleset.rules), *others) for name in (each, each.split('.', 1)[0])}
    complaints = {
        name.complaint(f'no rule or pack is called "{name.text}"{did_you_mean(name.text, known)}')
        for name in strays
        if not any(other.startswith(name.text) for other in others)
    }
    return sorted(complaints)


def choose(ruleset: Ruleset, picks: Callable[[str], bool], level: Callable[[str], Level | None]) -> Ruleset:
    """The rules whose ids ``picks`` takes, with the levels that ``level`` gives (None: its own), in the same index."""
    chosen = []
    for rule in ruleset.rules:
        if picks(rule.id):
            said = level(rule.id)
            chosen.append(rule if said is None or said == rule.level else rule._replace(level=said))
    return Ruleset(tuple(chosen), ruleset.phrases)
