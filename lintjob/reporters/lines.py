"""Words for people: a problem on one line, counts, text that is safe to show."""

from __future__ import annotations

import unicodedata

from lintjob.problem import Level, Problem
from lintjob.reporters import Look

#: What stands before the lines of a group.
INDENT = '  '
_COLOURS = {Level.ERROR: '31', Level.WARNING: '33', Level.SUGGESTION: '36'}


def line(problem: Problem, look: Look) -> str:
    """A problem on one line. What the heading of its group says is not said again."""
    level = paint(str(problem.level), _COLOURS[problem.level], look)
    path = '' if look.group == 'file' else visible(problem.path, is_name=True) + ':'
    place = paint(f'{path}{problem.line}:{problem.column}:', '1', look)
    rule = '' if look.group == 'rule' else ' ' + paint(f'({problem.rule})', '2', look)
    return f'{place} {level}: {visible(problem.message)}{rule}'


def paint(text: str, code: str, look: Look) -> str:
    """``text`` in a colour, where the output takes colours."""
    return f'\x1b[{code}m{text}\x1b[0m' if look.colour else text


def visible(text: str, *, is_name: bool = False) -> str:
    """``text`` with each character that would steer a terminal or show nothing put as one blank.

    Halves of surrogate pairs, which can't be written, are shown as U+FFFD; in the name of a file they stand for its
    bytes, and are kept.
    """
    if text.isprintable():
        return text
    return ''.join(char if char.isprintable() else _stand_in(char, is_name=is_name) for char in text)


def _stand_in(char: str, *, is_name: bool) -> str:
    kind = unicodedata.category(char)
    if kind == 'Cs':
        return char if is_name and '\udc80' <= char <= '\udcff' else '\ufffd'
    return ' ' if kind in ('Cc', 'Cf', 'Zl', 'Zp') else char


def numbered(count: int, noun: str) -> str:
    """A count and what is counted, in the plural where it takes one."""
    return f'{count:,} {noun}{"" if count == 1 else "s"}'
