"""How often lintjob is right on listings that people have read and labelled, by question and language.

usage: python benchmarks/accuracy.py [--misses QUESTION] [--into FILE]

The folder LINTJOB_CORPUS holds ``listings.jsonl`` (an object a line: id, lang, title, company, location, text) and
``labelled.jsonl`` (id and what its reader found: docs/accuracy.md names the labels). ``--into`` puts the tables
between the marks of a Markdown file.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lintjob import readers, ruleset
from lintjob.facts import Facts
from lintjob.linter import Linter
from lintjob.problem import Level, Problem
from lintjob.source import Source, Span
from lintjob.vocabulary import Lexicon

BEGIN, END = '<!-- figures -->', '<!-- end of figures -->'
Row = Mapping[str, Any]


class Reading(NamedTuple):
    """A labelled listing, and what lintjob says of it. ``offset`` is where its text begins in what was linted."""

    row: Row
    facts: Facts
    problems: list[Problem]
    offset: int


class Case(NamedTuple):
    """One answer: of a listing, in a language; was it wanted, was it given, and in what words it differs."""

    id: str
    language: str
    wanted: bool
    given: bool
    said: str


def rows(folder: Path) -> Iterator[Row]:
    """The labelled listings with their labels."""
    lines = (folder / 'listings.jsonl').read_text(encoding='utf-8').splitlines()
    texts = {row['id']: row for row in map(json.loads, lines)}
    for line in (folder / 'labelled.jsonl').read_text(encoding='utf-8').splitlines():
        label = json.loads(line)
        yield {**texts[label['id']], **label}


def readings(folder: Path) -> Iterator[Reading]:
    """What lintjob says of each labelled listing, read as a text file with its particulars in the first lines."""
    read, _ = ruleset.contents([ruleset.shipped_folder()])
    linter = Linter(ruleset.build(read)[0], Lexicon())
    for row in rows(folder):
        particulars = f'{row["title"] or "Job"}\n{row["company"] or ""}\n{row["location"] or ""}\n\n'.replace('\r', ' ')
        (listing,) = readers.read(Source(f'{row["id"]}.txt', particulars + row['text']))
        facts = linter.facts(listing)
        yield Reading(row, facts, linter.lint(facts).problems, len(particulars))


# ---------------------------------------------------------------- questions


def flags(
    wanted: Callable[[Row], bool | None], *prefixes: str, least: Level = Level.SUGGESTION
) -> Callable[[Reading], Iterator[Case]]:
    """Whether a listing is flagged by rules; a listing for which ``wanted`` is None is left out."""

    def ask(reading: Reading) -> Iterator[Case]:
        truth = wanted(reading.row)
        if truth is not None:
            found = [each for each in reading.problems if each.rule.startswith(prefixes) and each.level >= least]
            yield _case(reading, wanted=truth, given=bool(found), said='; '.join(each.match for each in found))

    return ask


def places(label: str, rule: str) -> Callable[[Reading], Iterator[Case]]:
    """Whether each labelled phrase is flagged, and nothing else in the text."""

    def ask(reading: Reading) -> Iterator[Case]:
        text = reading.row['text']
        quotes = [Span(at, at + len(each)) for each in reading.row[label] if (at := text.find(each)) >= 0]
        found = [
            Span(each.start - reading.offset, each.end - reading.offset)
            for each in reading.problems
            if each.rule == rule and each.end > reading.offset
        ]
        for span in found:
            yield _case(reading, wanted=any(map(span.overlaps, quotes)), given=True, said=text[slice(*span)])
        for span in quotes:
            if not any(map(span.overlaps, found)):
                yield _case(reading, wanted=True, given=False, said=text[slice(*span)])

    return ask


def values(of: Callable[[Row, Facts], tuple[object, object] | None]) -> Callable[[Reading], Iterator[Case]]:
    """Whether a fact is read as labelled; a listing for which ``of`` is None is left out."""

    def ask(reading: Reading) -> Iterator[Case]:
        both = of(reading.row, reading.facts)
        if both:
            label, read = both
            yield _case(reading, wanted=True, given=label == read, said=f'labelled {label}, read {read}')

    return ask


def _case(reading: Reading, *, wanted: bool, given: bool, said: str) -> Case:
    return Case(reading.row['id'], reading.row['lang'], wanted, given, said)


def _paid(row: Row) -> bool:
    return row['is_listing'] and row['pay'] in ('range', 'fixed', 'open_ended')


PROBLEMS: dict[str, Callable[[Reading], Iterator[Case]]] = {
    'truncated.*': flags(
        lambda row: None if row['truncated'] == 'unsure' else row['truncated'] == 'yes',
        'truncated.',
        least=Level.WARNING,
    ),
    'salary.missing, salary.estimate': flags(
        lambda row: row['pay'] in ('none', 'estimate') if row['is_listing'] else None,
        'salary.missing',
        'salary.estimate',
    ),
    'salary.vague': places('vague_pay_quotes', 'salary.vague'),
    'workplace.unclear-hybrid': flags(lambda row: row['hybrid'] == 'unclear', 'workplace.unclear-hybrid'),
    'level.opaque': places('opaque_level_quotes', 'level.opaque'),
}
FACTS: dict[str, Callable[[Reading], Iterator[Case]]] = {
    'kind of pay': values(lambda row, facts: (row['pay'], facts.pay.kind) if row['is_listing'] else None),
    'figures': values(
        lambda row, facts: (
            ((row['pay_min'], row['pay_max']), (facts.pay.minimum, facts.pay.maximum)) if _paid(row) else None
        )
    ),
    'currency': values(
        lambda row, facts: (
            (row['pay_currency'], facts.pay.currency or '?') if _paid(row) and row['pay_currency'] else None
        )
    ),
    'period': values(lambda row, facts: (row['pay_period'], facts.pay.period or '') if _paid(row) else None),
    'workplace': values(lambda row, facts: (row['workplace'], facts.workplace.mode) if row['is_listing'] else None),
    'days in the office': values(
        lambda row, facts: (
            (row['hybrid_days_in_office'], facts.workplace.days_in_office)
            if row['is_listing'] and row['hybrid_days_in_office'] is not None
            else None
        )
    ),
}


# ---------------------------------------------------------------- tables


def tables(cases: Mapping[str, list[Case]]) -> str:
    """The answers as two Markdown tables: problems with precision and recall, facts with the part read right."""
    counts = {
        language: sum(each.language == language for each in cases['kind of pay'])
        for language in ('en', 'de', 'fr', *sorted({each.language for its in cases.values() for each in its}))
    }
    named = [language for language in counts if counts[language]]
    lines = [
        '| rule | language | right | false alarms | missed | precision | recall |',
        '|---|---|--:|--:|--:|--:|--:|',
    ]
    for question in PROBLEMS:
        for language in ('all', *named):
            its = [each for each in cases[question] if language in ('all', each.language)]
            right = sum(each.wanted and each.given for each in its)
            false = sum(each.given and not each.wanted for each in its)
            missed = sum(each.wanted and not each.given for each in its)
            figures = f'{_part(right, right + false)} | {_part(right, right + missed)}'
            lines.append(f'| {question} | {language} | {right} | {false} | {missed} | {figures} |')
    lines += ['', f'| fact | {" | ".join(("all", *named))} |', f'|---|{"--:|" * (len(named) + 1)}']
    for question in FACTS:
        parts = []
        for language in ('all', *named):
            its = [each for each in cases[question] if language in ('all', each.language)]
            parts.append(f'{sum(each.given for each in its)} of {len(its)}' if its else '')
        lines.append(f'| {question} | {" | ".join(parts)} |')
    return '\n'.join(lines)


def _part(of: int, whole: int) -> str:
    return f'{of / whole:.2f}' if whole else ''


def filled(text: str, figures: str) -> str:
    """A Markdown text with the tables between its marks."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f'the marks {BEGIN} and {END} are missing')
    return f'{head}{begin}\n\n{figures}\n\n{end}{tail}'


def answers(folder: Path) -> dict[str, list[Case]]:
    """All answers, by question."""
    cases: dict[str, list[Case]] = defaultdict(list)
    for reading in readings(folder):
        for question, ask in {**PROBLEMS, **FACTS}.items():
            cases[question] += ask(reading)
    return cases


def main(words: Iterable[str] | None = None) -> int:
    """Measure, print the tables, and what was wrong in a question."""
    parser = argparse.ArgumentParser(description=(__doc__ or '').partition('\n')[0])
    parser.add_argument('--misses', metavar='QUESTION', choices=[*PROBLEMS, *FACTS])
    parser.add_argument('--into', metavar='FILE', type=Path)
    arguments = parser.parse_args(None if words is None else list(words))
    folder = os.environ.get('LINTJOB_CORPUS')
    if not folder:
        print('LINTJOB_CORPUS names no folder of labelled listings: nothing to measure', file=sys.stderr)
        return 2
    cases = answers(Path(folder))
    figures = tables(cases)
    print(figures)
    for case in cases[arguments.misses] if arguments.misses else ():
        if case.wanted != case.given:
            print(
                f'{case.id} [{case.language}] {"missed" if case.wanted else "false alarm"}: {" ".join(case.said.split())}'
            )
    if arguments.into:
        arguments.into.write_text(filled(arguments.into.read_text(encoding='utf-8'), figures), encoding='utf-8')
    return 0


if __name__ == '__main__':
    raise SystemExit(main())
