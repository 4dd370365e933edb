"""How many listings a second one process lints, and where the time goes.

usage: python benchmarks/throughput.py [--count N] [--rounds N] [--others]

LINTJOB_CORPUS names a folder with real listings (listings.jsonl); those of 3 to 5 KB are measured too.
--others also runs the linters for prose that are installed, each in a process of its own over the same files.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from listings import generated, real

from lintjob import readers, ruleset
from lintjob.facts import Facts
from lintjob.linter import Linter
from lintjob.source import decode
from lintjob.vocabulary import Lexicon

FACTS = ('pay', 'pay_statements', 'workplace', 'levels', 'ending', 'place', 'dates')

#: The least a linter could do: find five patterns with the standard library.
FLOOR = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r'\.\.\.\s*\Z', r'competitive salary', r'\bL\d{1,2}\b', r'\bhybrid\b', r'[£$€]\s?\d[\d,.]*k?')
]

#: Linters for prose, with the arguments that make them lint a folder, and the suffix of files they take.
OTHERS = {
    'vale': ['--no-exit', '.'],
    'proselint': ['check', '.'],
    'codespell': ['.'],
    'typos': ['.'],
    'alex': ['.'],
    'write-good': ['*.md'],
    'textlint': ['.'],
}

Texts = Sequence[tuple[str, bytes]]


def best(rounds: int, work: Callable[[], object]) -> float:
    """The least time that ``work`` took in some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def floor(texts: Texts) -> int:
    """Five patterns over each text."""
    return sum(1 for _, data in texts for pattern in FLOOR for _ in pattern.finditer(data.decode()))


def lint(linter: Linter, texts: Texts) -> int:
    """All that a run does with files that are in memory, but for the output."""
    return sum(
        len(linter.lint(linter.facts(listing)).problems)
        for name, data in texts
        for listing in readers.read(decode(name, data))
    )


def parts(linter: Linter, texts: Texts, rounds: int) -> dict[str, float]:
    """The seconds that each part of the work takes over all texts, the least of some rounds."""
    least: dict[str, float] = {}
    for _ in range(rounds):
        times: dict[str, float] = {}

        def timed(name: str, work: Callable[[], object], times: dict[str, float] = times) -> object:
            began = time.perf_counter()
            result = work()
            times[name] = times.get(name, 0.0) + time.perf_counter() - began
            return result

        for name, data in texts:
            read = timed('reading', lambda name=name, data=data: readers.read(decode(name, data)))
            for listing in read:
                facts: Facts = timed('words of facts', lambda listing=listing: linter.facts(listing))
                for fact in FACTS:
                    timed(f'fact {fact}', lambda facts=facts, fact=fact: getattr(facts, fact))
                hits = timed('words of rules', lambda listing=listing: linter.ruleset.phrases.scan(listing.text))
                for rule in linter.ruleset.rules:
                    if rule.speaks(facts.language):
                        timed(rule.id, lambda rule=rule, facts=facts, hits=hits: list(rule.check.find(facts, hits)))
        for name, took in times.items():
            least[name] = min(took, least.get(name, took))
    return least


def report(title: str, linter: Linter, texts: Texts, rounds: int) -> None:
    """Measure some listings and print."""
    count, size = len(texts), sum(len(data) for _, data in texts)
    problems = lint(linter, texts)
    took, least = best(rounds, lambda: lint(linter, texts)), best(rounds, lambda: floor(texts))
    print(f'\n{title}: {count:,} listings, {size / count:,.0f} bytes each, {problems / count:.1f} problems each')
    print(f'  {count / took:,.0f} listings a second, {took / count * 1000:.2f} ms each; ', end='')
    print(f'{took / least:.0f} times five patterns of the standard library')
    found = parts(linter, texts, max(1, rounds // 2))
    total = sum(found.values())
    for name, seconds in sorted(found.items(), key=lambda pair: -pair[1]):
        print(f'  {name:26} {seconds / count * 1000:7.3f} ms {seconds / total:6.1%}')


def others(texts: Texts) -> None:
    """Run lintjob and what else is installed over the same files, each as a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in texts:
            Path(folder, name).write_bytes(data)
        check = [sys.executable, '-m', 'lintjob', 'check', '--isolated', '--format', 'concise', '.']
        commands = {'lintjob': check}
        for name, arguments in OTHERS.items():
            program = shutil.which(name)
            if program:
                files = [
                    found.name
                    for argument in arguments
                    for found in (sorted(Path(folder).glob(argument)) if '*' in argument else [Path(argument)])
                ]
                commands[name] = [program, *(files or arguments)] if '*' in arguments[-1] else [program, *arguments]
        print(f'\nside by side over {len(texts)} files, whole processes, the least of 3')
        times = {name: best(3, lambda command=command: _run(command, folder)) for name, command in commands.items()}
        for name, took in sorted(times.items(), key=lambda pair: pair[1]):
            print(f'  {name:12} {took:7.2f} s {took / times["lintjob"]:7.1f} times lintjob')
        missing = [name for name in OTHERS if name not in commands]
        if missing:
            print(f'  not installed here: {", ".join(missing)}')


def _run(command: list[str], folder: str) -> None:
    subprocess.run(command, cwd=folder, check=False, capture_output=True, stdin=subprocess.DEVNULL)


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description='Listings a second in one process, and where the time goes.')
    options.add_argument('--count', type=int, default=300, help='how many listings (default: 300)')
    options.add_argument('--rounds', type=int, default=5, help='how often; the least time counts (default: 5)')
    options.add_argument('--others', action='store_true', help='run the other linters that are installed, too')
    chosen = options.parse_args()
    rules, complaints = ruleset.build(ruleset.contents([ruleset.shipped_folder()])[0])
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    linter = Linter(rules, Lexicon())
    print(f'{len(rules.rules)} rules, Python {sys.version.split()[0]}, one process')
    made = [(name, text.encode()) for name, text in generated(chosen.count)]
    report('made up', linter, made, chosen.rounds)
    found = [(name, text.encode()) for name, text in real()[: chosen.count]]
    if found:
        report('real', linter, found, chosen.rounds)
    if chosen.others:
        others(made)
    return 0


if __name__ == '__main__':
    raise SystemExit(main())
