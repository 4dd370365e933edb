"""``lintjob rules``, ``lintjob rule ID`` and ``lintjob test``."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from lintjob import cli, examples, ruleset
from lintjob.cli.settings import lexicon, rules, settings
from lintjob.cli.terminal import width
from lintjob.errors import Complaint, LintjobError, did_you_mean
from lintjob.facts import language
from lintjob.paths import from_here
from lintjob.problem import About
from lintjob.reporters.lines import numbered
from lintjob.rule import Example, Rule
from lintjob.rulefile import CLOSE, OPEN, identify
from lintjob.ruleset import Ruleset
from lintjob.suppress.notices import NOTICES

_WIDTH = 88

#: What is said of a rule that can mend what it flags, by ``Rule.fix``.
FIXES = {
    'safe': 'lintjob check --fix mends it.',
    'unsafe': 'lintjob check --unsafe-fixes mends it; read what comes of it.',
}


def run_table(arguments: argparse.Namespace) -> int:
    """Print a line for each rule; gives the exit code."""
    found, code = _load(arguments)
    rows = [('id', 'level', 'languages', 'what it says')]
    abouts = sorted((*(rule.about for rule in found.rules), *NOTICES))
    rows += [(about.id, str(about.level), ' '.join(about.languages) or 'any', about.says) for about in abouts]
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
    for notice in NOTICES:
        if notice.id == arguments.id:
            print(notice_page(notice))
            return code
    known = [*(rule.id for rule in found.rules), *(notice.id for notice in NOTICES)]
    its = [each for each in known if each.startswith(f'{arguments.id.rstrip(".")}.')]
    what = (
        f'this is a pack of rules: {", ".join(its)}'
        if its
        else f'there is no such rule{did_you_mean(arguments.id, known)}'
    )
    raise LintjobError([Complaint(arguments.id, 0, 0, what)])


def run_test(arguments: argparse.Namespace) -> int:
    """Run the examples of rules and print what differs; gives the exit code."""
    paths = arguments.paths or [ruleset.shipped_folder()]
    read, complaints = ruleset.contents(paths)
    found, mistakes = ruleset.build(read)
    complaints += [*mistakes, *_clashes(name for name, _ in read), *_untold(found.rules)]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    words = lexicon(use_cache=True)
    wrong = [complaint for rule in found.rules for complaint in examples.check(rule, words)]
    for complaint in wrong:
        print(complaint)
    count = sum(len(rule.invalid) + len(rule.valid) for rule in found.rules)
    if found.rules:
        untested = len(read) - len(found.rules)
        rest = f' {numbered(untested, "file")} could not be tested.' if untested else ''
        verdict = f'{len(wrong)} wrong' if wrong else 'all as marked'
        print(f'{numbered(count, "example")} of {numbered(len(found.rules), "rule")}: {verdict}.{rest}')
    return cli.FAILED if complaints else cli.PROBLEMS if wrong else cli.CLEAN


def _clashes(names: Iterable[str]) -> Iterator[Complaint]:
    """A complaint for each file whose rule has the id of one that comes with lintjob: a check could not use it."""
    shipped = {identify(path): path for path in ruleset.files(ruleset.shipped_folder())}
    for name in names:
        its = identify(name)
        # Who works on lintjob tests its rules, which may be installed elsewhere too.
        source = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(name)))), 'lintjob')
        is_own = os.path.isfile(os.path.join(source, 'ruleset.py'))
        if its in shipped and not os.path.samefile(name, shipped[its]) and not is_own:
            yield Complaint(name, 1, 1, f'a rule "{its}" comes with lintjob; give this file or its folder another name')


def _untold(some: Iterable[Rule]) -> Iterator[Complaint]:
    """A complaint for each language of a rule that no listing is ever told to be in."""
    told = language.codes()
    for rule in some:
        for code in rule.languages:
            if code not in told:
                known = ', '.join(sorted(told))
                message = f'no listing is told to be in "{code}", so this rule is never used for it; known are {known}'
                yield Complaint(rule.path, *_place(rule.path, code), message)


def _place(path: str, code: str) -> tuple[int, int]:
    """The line and the column where a rule file names a language."""
    with open(path, encoding='utf-8') as file:
        is_list = False
        for number, line in enumerate(file, 1):
            is_list = line.startswith('languages') or (is_list and not line[:1].isalpha())
            at = line.find(code, len('languages') if line.startswith('languages') else 0)
            if is_list and at >= 0:
                return number, at + 1
    return 1, 1


def page(rule: Rule) -> str:
    """All of a rule, for a person at a terminal."""
    parts = [
        f'{rule.id} ({rule.level}; {", ".join(rule.languages) or "any language"}; since {rule.since})',
        _wrapped(rule.message),
        _wrapped(rule.description),
        *([_wrapped(f'Instead: {rule.instead}')] if rule.instead else []),
        *([FIXES[rule.fix]] if rule.fix else []),
        'Flagged, between << and >>:\n' + _shown(rule.invalid),
        *(['Mended:\n' + _indented(mended(rule))] if mended(rule) else []),
        'Left alone:\n' + _shown(rule.valid),
        *([f'Source: {rule.link}'] if rule.link else []),
        f'File: {from_here(rule.path)}',
    ]
    return '\n\n'.join(parts)


def notice_page(notice: About) -> str:
    """All of what lintjob says of suppressions in one case, for a person at a terminal."""
    says = [notice.says, notice.why, *([f'Instead: {notice.instead}'] if notice.instead else [])]
    return '\n\n'.join([f'{notice.id} ({notice.level})', *map(_wrapped, says)])


def marked(example: Example) -> str:
    """An example's text with its marks."""
    text = example.text
    for start, end in reversed(example.spans):
        text = f'{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}'
    return text


def mended(rule: Rule) -> list[str]:
    """What becomes of a rule's invalid examples, as far as its file says."""
    return [example.fixed for example in rule.invalid if example.fixed is not None]


def _shown(some: Sequence[Example]) -> str:
    return _indented(list(map(marked, some)))


def _indented(texts: Sequence[str]) -> str:
    return '\n\n'.join(textwrap.indent(text.rstrip('\n'), '    ') for text in texts)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, min(width(), _WIDTH))


def _load(arguments: argparse.Namespace) -> tuple[Ruleset, int]:
    config = settings(arguments)
    found, complaints = rules(config, arguments.rules, use_cache=True)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return found, cli.FAILED if complaints else cli.CLEAN
