"""``concise``: one line a problem, ``path:line:column: level: message (rule.id)``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import Look, Summary

_COLOURS = {Level.ERROR: '31', Level.WARNING: '33', Level.SUGGESTION: '36'}


class Reporter:
    """Lines that editors and people can follow."""

    def __init__(self, look: Look) -> None:
        self.look = look

    def begin(self) -> Iterator[str]:
        """Nothing."""
        yield from ()

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """A line for each problem."""
        for problem in problems:
            yield line(problem, self.look) + '\n'

    def end(self, summary: Summary) -> Iterator[str]:
        """Nothing."""
        yield from ()


def line(problem: Problem, look: Look) -> str:
    """A problem on one line."""
    level = paint(str(problem.level), _COLOURS[problem.level], look)
    place = paint(visible(f'{problem.path}:{problem.line}:{problem.column}:'), '1', look)
    return f'{place} {level}: {visible(problem.message)} {paint(f"({problem.rule})", "2", look)}'


def paint(text: str, code: str, look: Look) -> str:
    """``text`` in a colour, where the output takes colours."""
    return f'\x1b[{code}m{text}\x1b[0m' if look.colour else text


def visible(text: str) -> str:
    """``text`` with each character that would steer a terminal or show nothing put as one blank."""
    if text.isprintable():
        return text
    return ''.join(' ' if unicodedata.category(char) in ('Cc', 'Cf', 'Zl', 'Zp') else char for char in text)
