"""Writes docs/rules.md, docs/laws.md and the JSON Schemas, and the marked parts of README.md and other pages.

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

from lintjob import laws, ruleset, schemas
from lintjob.cli import main as lintjob
from lintjob.cli.rules import marked, mended
from lintjob.config import keys
from lintjob.facts import law
from lintjob.problem import About, Level
from lintjob.rule import Rule
from lintjob.suppress.notices import NOTICES

ROOT = Path(__file__).resolve().parents[1]
RULES, LAWS, README = ROOT / 'docs' / 'rules.md', ROOT / 'docs' / 'laws.md', ROOT / 'README.md'
READING, SETTINGS = ROOT / 'docs' / 'formats.md', ROOT / 'docs' / 'configuration.md'

PACKS = {
    'truncated': 'The text stops before the advert does.',
    'salary': 'What the job pays, as a figure, with a currency and a period.',
    'level': 'Codes for a job level that only the company can read.',
    'workplace': 'Where the work is done, and how often.',
    'clarity': 'How hard the text is to read.',
    'markup': 'The JobPosting data that a page gives to search engines.',
    'damage': 'What was broken on the way into the file.',
}

_HEAD = """\
# Rules

<!-- Made by docs/generate.py from the files in rules/. Change those, then run it again. -->

A rule has a level: an `error` or a `warning` makes `lintjob check` fail, a `suggestion` is only shown (`--fail-level` changes that).
In the examples `<<` and `>>` enclose what is flagged; they are no part of the text.
`lintjob check --fix` mends what takes no judgement to mend, `--unsafe-fixes` also what should be read again; a rule says here if it can be mended so.
`lintjob rule ID` shows a rule in the terminal, and `lintjob test` runs all examples on this page.
[How to write a rule](writing-rules.md) explains the files.
"""

_NOTICES = """\
## suppression

What is wrong with a comment or an entry that leaves problems alone; see [suppressing](suppressing.md).
No rule file makes these; they are selected and ignored like rules.
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
    parts += [_NOTICES, *map(notice, NOTICES)]
    return '\n'.join(parts)


def notice(about: About) -> str:
    """What docs/rules.md says of a notice, which no rule file makes."""
    parts = [
        f'### {about.id}\n',
        f'Level: {about.level} · languages: any\n',
        f'> {about.says}\n',
        f'{_text(about.why)}\n',
        *([f'Instead: {_text(about.instead)}\n'] if about.instead else []),
    ]
    return '\n'.join(parts)


def section(rule: Rule) -> str:
    """What docs/rules.md says of one rule."""
    about = [
        f'Level: {rule.level}',
        f'languages: {", ".join(rule.languages) or "any"}',
        f'since: {rule.since}',
        f'kind: [{rule.kind}](writing-rules.md#{rule.kind})',
        *([f'fix: {rule.fix}'] if rule.fix else []),
    ]
    parts = [
        f'### {rule.id}\n',
        f'{" · ".join(about)}\n',
        f'> {rule.message}\n',
        f'{rule.description}\n',
        *([f'Instead: {_text(rule.instead)}\n'] if rule.instead else []),
        'Flagged:\n',
        *(_block(marked(example)) for example in rule.invalid),
        *(['Mended:\n', *map(_block, mended(rule))] if mended(rule) else []),
        'Left alone:\n',
        *(_block(marked(example)) for example in rule.valid),
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


_LAW_HEAD = """\
# What laws ask of the pay in an advert

<!-- Made by docs/generate.py from lintjob/data/pay_laws.yaml. Change that, then run it again. -->

This is what [`salary.law`](rules.md#salarylaw) judges by, as it was looked up on {as_of}.
It is no legal advice: laws change, sources err, and whom a law binds (how many employees, which jobs, whose advert) is not in an advert.
A problem says what an advert does not state and which law asks it of whom, never that an employer does wrong.

An advert is judged by the day on which it was posted, else by the day of the run (`--today DATE`).
Its place is what its location, its labels, its title or a sentence such as "the role is based in" say; several places are several rows.
A remote job is judged where the place is named and the law is known to reach that far.
Below the number of employees nothing is said; where the [settings](configuration.md) do not tell the number, or the adverts are copies, it is a suggestion.
"""

_NOT_USED = """\
Rules that do not ask it of the advert, are not made yet, bind some employers only, or are not known well enough: where the last column but one names something, that is to be looked up again.
"""

_OPEN_ENDED = {'refused': 'one end alone is not enough', 'allowed': 'one end is enough', 'unclear': ''}


def law_page() -> str:
    """The text of docs/laws.md."""
    table = laws.parse()
    used = [row for row in table.rows if row.is_sure and row.since and row.status in ('in force', 'enacted')]
    used = [row for row in used if row.asks != 'nothing']
    parts = [
        _LAW_HEAD.format(as_of=table.as_of),
        '## In use\n',
        '| code | law | since | asks for | of employers with | remote jobs | sources |',
        '|---|---|---|---|---|---|---|',
        *map(_law, used),
        '',
        '## Not used\n',
        _NOT_USED,
        '| code | law | state | not sure | sources |',
        '|---|---|---|---|---|',
        *(_unused(row) for row in table.rows if row not in used),
        '',
    ]
    return '\n'.join(parts)


def _law(row: laws.Row) -> str:
    asks = {'range': 'a range', 'range or sum': 'a range or a fixed sum', 'minimum': 'the minimum'}[row.asks]
    width = f'a top of at most {row.widest_ratio:g} times the bottom' if row.widest_ratio else ''
    if row.widest:
        width = f'at most {row.widest.currency} {row.widest.amount:,.0f} a {row.widest.period} wide'
    above = row.not_above
    beyond = f'nothing above {above.currency} {above.amount:,.0f} a {above.period}' if above else ''
    one_end = '' if 'open' in row.unsure else _OPEN_ENDED[row.open_ended]
    also = f'{" and ".join(row.also)} as well (not looked at)' if row.also else ''
    only = f'only of {row.only}' if row.only else ''
    counted = f', {row.counted}' if row.counted not in ('unclear', 'anywhere') and row.employees != 1 else ''
    until = f' to {row.until}' if row.until else ''
    remote = 'not judged' if 'remote' in row.unsure or row.remote not in law.REACHES else row.remote
    what = '; '.join(filter(None, (asks, one_end, width, beyond, also, only)))
    return (
        f'| `{row.id}` | {_law_name(row)} | {row.since}{until} | {what} | {row.employees} or more{counted} | {remote} |'
        f' {_links(row)} |'
    )


def _unused(row: laws.Row) -> str:
    since = f' since {row.since}' if row.since else ''
    unsure = ', '.join(row.unsure) or ('from memory' if row.basis == 'memory' else '')
    return f'| `{row.id}` | {_law_name(row)} | {row.status}{since} | {unsure} | {_links(row)} |'


def _law_name(row: laws.Row) -> str:
    place = row.place[0].upper() + row.place[1:]
    return _cell(f'{place}: {row.law}' + (f' ({row.reference})' if row.reference else ''))


def _links(row: laws.Row) -> str:
    return ' '.join(f'[{number}]({address})' for number, address in enumerate(row.sources, 1))


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
    """A page with its marked parts made anew: the table of rules, and the output of the commands it shows."""

    def output(found: re.Match[str]) -> str:
        return f'{found[1]}{said(found[2])}{found[3]}'

    text = re.sub(r'(```console\n\$ lintjob check (\S+)\n).*?(```)', output, text, flags=re.DOTALL)
    return re.sub(
        r'(<!-- rules -->\n).*?(<!-- end of rules -->)',
        lambda found: f'{found[1]}{table(rules)}\n{found[2]}',
        text,
        flags=re.DOTALL,
    )


def with_keys(text: str) -> str:
    """A page with its table of the keys of settings made anew."""
    return re.sub(
        r'(<!-- keys -->\n).*?(<!-- end of keys -->)',
        lambda found: f'{found[1]}{keys.table()}\n{found[2]}',
        text,
        flags=re.DOTALL,
    )


def command(text: str, name: str) -> str:
    """The command line that README.md prints under the marker ``<!-- command: NAME -->``."""
    found = re.search(rf'<!-- command: {re.escape(name)} -->\n```\w+\n(.+)\n```', text)
    if not found:
        raise SystemExit(f'README.md marks no command "{name}" of one line')
    return found[1]


def _block(text: str) -> str:
    text = text.rstrip('\n')
    fence = '````' if '```' in text else '```'
    return f'{fence}text\n{text}\n{fence}\n'


def _text(text: str) -> str:
    """Plain text as Markdown shows it: comments and entities in it are words."""
    return re.sub(r'<!--.*?-->', lambda found: f'`{found[0]}`', text)


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
    reading = filled(READING.read_text(encoding='utf-8'), rules)
    made = (
        (RULES, reference(rules)), (LAWS, law_page()), (README, filled(readme, rules)), (READING, reading),
        (SETTINGS, with_keys(SETTINGS.read_text(encoding='utf-8'))),
        *((Path(schemas.path(name)), schemas.text(name)) for name in schemas.SCHEMAS),
    )  # fmt: skip
    for path, text in made:
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
