"""``rdjsonl``: reviewdog's diagnostic format, one problem a line, with what to write instead where that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.wire import FAILED, Paths, as_json, whole
from lintjob.source import Source

_SEVERITIES = {Level.ERROR: 'ERROR', Level.WARNING: 'WARNING', Level.SUGGESTION: 'INFO'}


class Reporter:
    """Lines for reviewdog."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._paths = Paths()

    def begin(self) -> Iterator[str]:
        """Nothing."""
        yield from ()

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """A line for each problem."""
        for problem in problems:
            yield as_json(self._object(listing.source, problem)) + '\n'

    def end(self, summary: Summary) -> Iterator[str]:
        """A line for each thing that could not be read. What column it is in bytes nobody knows."""
        for complaint in summary.complaints:
            location: dict[str, object] = {'path': whole(self._paths.of(complaint.path))}
            if complaint.line:
                location['range'] = {'start': {'line': complaint.line}}
            made = {
                'message': complaint.message,
                'location': location,
                'severity': 'ERROR',
                'source': {'name': 'lintjob'},
                'code': {'value': FAILED},
            }
            yield as_json(made) + '\n'

    def _object(self, source: Source, problem: Problem) -> dict[str, object]:
        about = self.look.rules.get(problem.rule)
        made: dict[str, object] = {
            'message': problem.message,
            'location': {
                'path': whole(self._paths.of(problem.path)),
                'range': _range(source, problem.start, problem.end),
            },
            'severity': _SEVERITIES[problem.level],
            'source': {'name': 'lintjob'},
            'code': {'value': problem.rule, **({'url': about.link} if about and about.link else {})},
        }
        fix = problem.fix
        if fix:
            place = _range(source, fix.start, fix.end)
            if all('column' in end for end in place.values()):
                made['suggestions'] = [{'range': place, 'text': fix.text}]
        return made


def _range(source: Source, start: int, end: int) -> dict[str, dict[str, int]]:
    """A place, whose end is the first character behind it. Without columns, both ends are whole lines."""
    first, last = _position(source, start), _position(source, end)
    if 'column' in first and 'column' in last:
        return {'start': first, 'end': last}
    return {'start': {'line': first['line']}, 'end': {'line': last['line']}}


def _position(source: Source, offset: int) -> dict[str, int]:
    """A place in lines and columns, which count bytes of UTF-8.

    Without a column where the text begins within a line: nobody knows how many bytes are before it.
    """
    at = offset - source.begin.offset
    line, column = source.position(at)
    if line == source.begin.line and source.begin.column > 1:
        return {'line': line}
    before = source.text[at - column + 1 : at]
    return {'line': line, 'column': len(before.encode('utf-8', 'surrogatepass')) + 1}
