"""How a report of lintjob is known again: by what stands at its beginning, whatever its name."""

from __future__ import annotations

#: How many bytes of a file tell.
ENOUGH = 4096

_XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'
#: What reports begin with, and what stands a little later in those whose beginning alone others could have too.
_BEGINNINGS = (
    (b'<!doctype html>', b'<meta name="generator" content="lintjob">'),
    (_XML + b'<testsuites name="lintjob">', b''),
    (_XML + b'<checkstyle version="', b''),
    (b'{\n"$schema": "https://docs.oasis-open.org/sarif/', b'"fullName": "lintjob '),
    (b'[\n {"path": "', b', "end_column": '),
    (b'{"path": "', b', "end_column": '),
    (b'[\n {"type": "issue", "check_name": "', b''),
    (b'{"message": "', b', "location": {"path": "'),
    (b'## lintjob: ', b''),
    *((b'::' + command + b' file=', b',title=') for command in (b'error', b'warning', b'notice')),
    (b'Found no problems in ', b''),
    (b'Broken off: found ', b''),
)
_LEVELS = (b': error: ', b': warning: ', b': suggestion: ')
#: A heading, and what to write instead, may stand before the first problem.
_LINES = 3


def is_report(first: bytes) -> bool:
    """Whether a file whose first bytes these are (``ENOUGH``, if it has as many) is a report, in any format.

    An empty array is one: it says that there are no problems.
    """
    begin = first[:ENOUGH].replace(b'\r\n', b'\n')
    for words, later in _BEGINNINGS:
        if begin.startswith(words) and later in begin:
            return True
    return begin.strip() == b'[]' or any(_is_problem(line) for line in begin.split(b'\n', _LINES)[:_LINES])


def _is_problem(line: bytes) -> bool:
    """Whether a line is ``path:line:column: level: message``, perhaps without the path."""
    for level in _LEVELS:
        place, found, _ = line.partition(level)
        if found:
            numbers = place.strip().rsplit(b':', 2)[-2:]
            return len(numbers) > 1 and all(number.isdigit() for number in numbers)
    return False
