"""How long 100 KB of odd text takes: the slowest of many repeated pieces, by part.

Linters are given whatever stands in a file. Nothing here is a pass or a failure: look at what is far above the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from lintjob import readers, ruleset, vocabulary
from lintjob.facts import Facts, language
from lintjob.linter import Linter
from lintjob.source import Source

SIZE = 100_000
PIECES = (
    *(
        ' ',
        '\n',
        '\t',
        'a',
        'A ',
        '1',
        '0,',
        '. ',
        '- ',
        '* ',
        '(',
        '[',
        '<!--',
        '`',
        '**',
        '"',
        "'",
        '\\',
        '|',
        '&amp;',
    ),
    *('£', '£1 ', '£1-', '$10k - ', 'pay\n', 'salary: ', 'up to ', '1,000,000 ', 'EUR 1.000,- ', 'per hour '),
    *('hybrid ', 'remote or ', 'days ', '3 days ', 'office ', 'from home ', 'L60 engineers ', 'Grade 7 ', 'level '),
    *('... ', '…\n', 'read more\n', 'and, ', 'London, ', 'Remote - US\n', '21 March 2026 ', '# a\n', '- a\n', 'a: b\n'),
    *('https://example.com/ ', 'a@example.com ', '\u00a0\t', '\u2060-', '\U0001f600 ', 'é', '漢字'),
)


def main() -> None:
    """Print the slowest pieces of each part."""
    lexicon = vocabulary.Lexicon()
    rules, _ = ruleset.build(ruleset.contents([ruleset.shipped_folder()])[0])
    linter = Linter(rules, lexicon)
    times: dict[str, list[tuple[float, str]]] = {}
    for piece in PIECES:
        text = f'Baker\n\n{piece * (SIZE // len(piece))}'
        for suffix in ('txt', 'md'):
            source = Source(f'odd.{suffix}', text)
            seconds, listings = timed(lambda source=source: readers.read(source))
            times.setdefault(f'reading .{suffix}', []).append((seconds, piece))
        listing = listings[0]
        index = lexicon.of('en')
        seconds, hits = timed(lambda index=index, listing=listing: index.scan(listing.text))
        times.setdefault('words', []).append((seconds, piece))
        facts = Facts(listing, ('en',), hits)
        for name in ('place', 'dates', 'pay', 'pay_statements', 'workplace', 'levels', 'ending'):
            seconds, _ = timed(lambda name=name, facts=facts: getattr(facts, name))
            times.setdefault(f'fact {name}', []).append((seconds, piece))
        seconds, _ = timed(lambda listing=listing: language.read(listing))
        times.setdefault('language', []).append((seconds, piece))
        seconds, _ = timed(lambda facts=facts: linter.lint(facts))
        times.setdefault('rules', []).append((seconds, piece))
    print(f'{SIZE:,} characters of one piece, the three slowest of {len(PIECES)} by part, milliseconds')
    for part, found in times.items():
        worst = sorted(found, reverse=True)[:3]
        print(f'  {part:20} ' + '   '.join(f'{seconds * 1e3:7.1f} {piece!r:14}' for seconds, piece in worst))


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """How many seconds of the processor's time a call takes, and what it gives."""
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


if __name__ == '__main__':
    main()
