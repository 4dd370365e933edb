"""How often each rule found something: a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.reporters import Look, Summary
from lintjob.reporters.lines import paint


def statistics(summary: Summary, look: Look, *, as_markdown: bool = False) -> Iterator[str]:
    """A line for each rule that found something, the one that found most first: count, the rule's level, its id."""
    rows = [
        (f'{count:,}', str(look.rules[rule].level) if rule in look.rules else '', rule)
        for rule, count in sorted(summary.rules.items(), key=lambda item: (-item[1], item[0]))
        if count
    ]
    if as_markdown and rows:
        yield '\n| Problems | Level | Rule |\n| ---: | --- | --- |\n'
        yield from (f'| {count} | {level} | `{rule}` |\n' for count, level, rule in rows)
        return
    wide = max((len(count) for count, _, _ in rows), default=0)
    broad = max((len(level) for _, level, _ in rows), default=0)
    for count, level, rule in rows:
        yield f'{paint(count.rjust(wide), "1", look)}  {level.ljust(broad)}  {rule}\n'
