"""Writes what the documentation says of the rules: docs/rules.md and the marked parts of README.md.

usage: python docs/generate.py            write
       python docs/generate.py --check    write nothing; exit with 1 if anything is stale
       python docs/generate.py --command NAME    print a command that README.md marks
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import os
import re
import sys
from itertools import groupby
from pathlib import Path

from lintjob import ruleset
from lintjob.cli import main as lintjob
from lintjob.cli.rules import marked
from lintjob.problem import Level
from lintjob.rule import Example, Rule

ROOT = Path(__file__).resolve().parents[1]
RULES, README = ROOT / 'docs' / 'rules.md', ROOT / 'README.md'

PACKS = {
    'truncated': 'The text stops before the advert does.',
    'salary': 'What the job pays, as a figure, with a currency and a period.',
    'level': 'Codes for a job level that only the company can read.',
    'workplace': 'Where the work is done, and how often.',
    'clarity': 'How hard the text is to read.',
}

_HEAD = """\
# Rules

<!-- Made by docs/generate.py from the files in rules/. Change those, then run it again. -->

A rule has a level: an `error` or a `warning` makes `lintjob check` fail, a `suggestion` is only shown (`--fail-level` changes that).
In the examples `<<` and `>>` enclose what is flagged; they are no part of the text.
`lintjob rule ID` shows a rule in the terminal, and `lintjob test` runs all examples on this page.
[How to write a rule](writing-rules.md) explains the files.
"""


def shipped() -> list[Rule]:
    """All shipped rules, by id. Raises SystemExit with every mistake in them."""
    read, complaints = ruleset.contents([str(ROOT / 'rules')])
    found, mistakes = ruleset.build(read)
    if complaints or mistakes:
        raise SystemExit('\n'.join(map(str, (*complaints, *mistakes))))
    return list(found.rules)


def by_pack(rules: list[Rule]) -> list[tuple[str, list[Rule]]]:
    """The rules of each pack, the packs in the order of PACKS and those unknown to it last."""
    order = {pack: number for number, pack in enumerate(PACKS)}
    ordered = sorted(rules, key=lambda rule: (order.get(rule.pack, len(order)), rule.pack))
    return [(pack, list(its_rules)) for pack, its_rules in groupby(ordered, key=lambda rule: rule.pack)]


def reference(rules: list[Rule]) -> str:
    """The text of docs/rules.md."""
    parts = [_HEAD]
    for pack, its_rules in by_pack(rules):
        parts += [f'**{pack}**: {PACKS.get(pack, "")}\n', '| rule | level | message |', '|---|---|---|']
        parts += [
            f'| [`{rule.id}`](#{_anchor(rule.id)}) | {rule.level} | {_cell(rule.message)} |' for rule in its_rules
        ]
        parts.append('')
    for pack, its_rules in by_pack(rules):
        parts.append(f'## {pack}\n')
        parts += map(section, its_rules)
    return '\n'.join(parts)


def section(rule: Rule) -> str:
    """What docs/rules.md says of one rule."""
    about = [
        f'Level: {rule.level}',
        f'languages: {", ".join(rule.languages) or "any"}',
        f'since: {rule.since}',
        f'kind: [{rule.kind}](writing-rules.md#{rule.kind})',
    ]
    parts = [
        f'### {rule.id}\n',
        f'{" · ".join(about)}\n',
        f'> {rule.message}\n',
        f'{rule.description}\n',
        'Flagged:\n',
        *map(_block, rule.invalid),
        'Left alone:\n',
        *map(_block, rule.valid),
    ]
    if rule.link:
        parts.append(f'Source: <{rule.link}>\n')
    return '\n'.join(parts)


def table(rules: list[Rule]) -> str:
    """The table of rules in README.md."""
    rows = ['| pack | what it looks for | rules (in italics: suggestions) |', '|---|---|---|']
    for pack, its_rules in by_pack(rules):
        links = [f'[{rule.id.split(".")[1]}](docs/rules.md#{_anchor(rule.id)})' for rule in its_rules]
        shown = [
            f'*{link}*' if rule.level == Level.SUGGESTION else link for rule, link in zip(its_rules, links, strict=True)
        ]
        rows.append(f'| `{pack}` | {PACKS.get(pack, "")} | {", ".join(shown)} |')
    return '\n'.join(rows)


def said(path: str) -> str:
    """What ``lintjob check`` says of a file, as a terminal 100 columns wide shows it."""
    printed = io.StringIO()
    before, columns = Path.cwd(), os.environ.get('COLUMNS')
    try:
        os.chdir(ROOT)
        os.environ['COLUMNS'] = '100'
        with contextlib.redirect_stdout(printed):
            lintjob(['check', '--isolated', '--color', 'never', path])
    finally:
        os.chdir(before)
        if columns is None:
            del os.environ['COLUMNS']
        else:
            os.environ['COLUMNS'] = columns
    return printed.getvalue()


def filled(text: str, rules: list[Rule]) -> str:
    """README.md with its marked parts made anew: the table of rules, and the output of the commands it shows."""

    def output(found: re.Match[str]) -> str:
        return f'{found[1]}{said(found[2])}{found[3]}'

    text = re.sub(r'(```console\n\$ lintjob check (\S+)\n).*?(```)', output, text, flags=re.DOTALL)
    return re.sub(
        r'(<!-- rules -->\n).*?(<!-- end of rules -->)',
        lambda found: f'{found[1]}{table(rules)}\n{found[2]}',
        text,
        flags=re.DOTALL,
    )


def command(text: str, name: str) -> str:
    """The command line that README.md prints under the marker ``<!-- command: NAME -->``."""
    found = re.search(rf'<!-- command: {re.escape(name)} -->\n```\w+\n(.+)\n```', text)
    if not found:
        raise SystemExit(f'README.md marks no command "{name}" of one line')
    return found[1]


def _block(example: Example) -> str:
    text = marked(example).rstrip('\n')
    fence = '````' if '```' in text else '```'
    return f'{fence}text\n{text}\n{fence}\n'


def _anchor(rule_id: str) -> str:
    return rule_id.replace('.', '')


def _cell(text: str) -> str:
    return text.replace('|', '\\|')


def main() -> int:
    """Write the documents, or say which are stale."""
    options = argparse.ArgumentParser(description='Writes what the documentation says of the rules.')
    options.add_argument('--check', action='store_true', help='write nothing; exit with 1 if anything is stale')
    options.add_argument('--command', metavar='NAME', help='print a command that README.md marks')
    chosen = options.parse_args()
    readme = README.read_text(encoding='utf-8')
    if chosen.command:
        print(command(readme, chosen.command))
        return 0
    rules = shipped()
    stale = 0
    for path, text in ((RULES, reference(rules)), (README, filled(readme, rules))):
        old = path.read_text(encoding='utf-8') if path.exists() else ''
        if old == text:
            continue
        stale += 1
        if chosen.check:
            name = path.relative_to(ROOT).as_posix()
            lines = difflib.unified_diff(old.splitlines(True), text.splitlines(True), name, f'{name}, made anew')
            sys.stdout.writelines(list(lines)[:40])
            print(f'{name} is stale: run python docs/generate.py')
        else:
            path.write_text(text, encoding='utf-8', newline='\n')
            print(f'{path.relative_to(ROOT)} written')
    return 1 if stale and chosen.check else 0


if __name__ == '__main__':
    raise SystemExit(main())
