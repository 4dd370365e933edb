"""``lintjob rules``, ``lintjob rule ID`` and ``lintjob test``."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from collections.abc import Sequence

from lintjob import cli, examples, ruleset
from lintjob.cli.settings import lexicon, rules, settings
from lintjob.cli.terminal import width
from lintjob.errors import Complaint, LintjobError, did_you_mean
from lintjob.rule import Example, Rule
from lintjob.rulefile import CLOSE, OPEN
from lintjob.ruleset import Ruleset

_WIDTH = 88


def run_table(arguments: argparse.Namespace) -> int:
    """Print a line for each rule; gives the exit code."""
    found, code = _load(arguments)
    rows = [('id', 'level', 'languages', 'what it says')]
    rows += [(rule.id, str(rule.level), ' '.join(rule.languages) or 'any', rule.message) for rule in found.rules]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        line = '  '.join([*(cell.ljust(size) for cell, size in zip(row, widths, strict=False)), row[3]])
        # A terminal would break the line and the table with it; what reads a pipe wants all of it.
        print(line if not sys.stdout.isatty() or len(line) <= width() else f'{line[: width() - 1]}…')
    return code


def run_one(arguments: argparse.Namespace) -> int:
    """Print all of one rule; gives the exit code."""
    found, code = _load(arguments)
    for rule in found.rules:
        if rule.id == arguments.id:
            print(page(rule))
            return code
    known = [rule.id for rule in found.rules]
    raise LintjobError([Complaint(arguments.id, 0, 0, f'there is no such rule{did_you_mean(arguments.id, known)}')])


def run_test(arguments: argparse.Namespace) -> int:
    """Run the examples of rules and print what differs; gives the exit code."""
    paths = arguments.paths or [ruleset.shipped_folder()]
    read, complaints = ruleset.contents(paths)
    found, mistakes = ruleset.build(read)
    for complaint in (*complaints, *mistakes):
        print(complaint, file=sys.stderr)
    words = lexicon(use_cache=True)
    wrong = [complaint for rule in found.rules for complaint in examples.check(rule, words)]
    for complaint in wrong:
        print(complaint)
    count = sum(len(rule.invalid) + len(rule.valid) for rule in found.rules)
    rules_tested = f'{len(found.rules)} rule{"" if len(found.rules) == 1 else "s"}'
    if found.rules:
        print(f'{count} examples of {rules_tested}: {f"{len(wrong)} wrong" if wrong else "all as marked"}.')
    return cli.FAILED if complaints or mistakes else cli.PROBLEMS if wrong else cli.CLEAN


def page(rule: Rule) -> str:
    """All of a rule, for a person at a terminal."""
    parts = [
        f'{rule.id} ({rule.level}; {", ".join(rule.languages) or "any language"}; since {rule.since})',
        _wrapped(rule.message),
        _wrapped(rule.description),
        'Flagged, between << and >>:\n' + _shown(rule.invalid),
        'Left alone:\n' + _shown(rule.valid),
        *([f'Source: {rule.link}'] if rule.link else []),
        f'File: {_from_here(rule.path)}',
    ]
    return '\n\n'.join(parts)


def _from_here(path: str) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:
        return path  # on another drive than this folder


def marked(example: Example) -> str:
    """An example's text with its marks."""
    text = example.text
    for start, end in reversed(example.spans):
        text = f'{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}'
    return text


def _shown(some: Sequence[Example]) -> str:
    return '\n\n'.join(textwrap.indent(marked(example).rstrip('\n'), '    ') for example in some)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, min(width(), _WIDTH))


def _load(arguments: argparse.Namespace) -> tuple[Ruleset, int]:
    config = settings(arguments)
    found, complaints = rules((*config.rules, *arguments.rules), use_cache=True)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return found, cli.FAILED if complaints else cli.CLEAN
