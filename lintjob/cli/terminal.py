"""What standard output leads to, and how wide it is; and whether somebody watches standard error."""

from __future__ import annotations

import os
import sys

#: The width of lines where nobody says how wide they may be: in a file, or through a pipe.
ELSEWHERE = 100


def width() -> int:
    """The columns of the terminal: what COLUMNS says, else what the terminal says, else ELSEWHERE."""
    columns = os.environ.get('COLUMNS', '')
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        # Not shutil's function of the same purpose: its import would be paid at each start.
        return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else ELSEWHERE
    except (OSError, ValueError):
        return ELSEWHERE


def takes_colour(wish: str) -> bool:
    """Whether output is coloured, by what is wished: ``always``, ``never``, or ``auto`` for a terminal that can."""
    if wish != 'auto':
        return wish == 'always'
    return sys.stdout.isatty() and not os.environ.get('NO_COLOR') and os.environ.get('TERM') != 'dumb'


def shows_progress() -> bool:
    """Whether somebody watches standard error: a terminal that can take a line back, and no pipeline's."""
    # A program can be started with its standard error closed.
    is_terminal = sys.stderr is not None and sys.stderr.isatty()
    return is_terminal and os.environ.get('TERM') != 'dumb' and os.environ.get('CI', 'false') in ('', 'false', '0')
