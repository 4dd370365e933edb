"""``checkstyle``: the XML of Checkstyle, which many services and editors read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.wire import FAILED, Paths, as_xml

#: The version of the format.
_VERSION = '4.3'
_SEVERITIES = {Level.ERROR: 'error', Level.WARNING: 'warning', Level.SUGGESTION: 'info'}
#: What stands before the ids of rules: one service's reports hold those of many programs.
PREFIX = 'lintjob.'


class Reporter:
    """An element for each file that has problems, written as listings are linted."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._paths = Paths()
        self._open: str | None = None

    def begin(self) -> Iterator[str]:
        """The root."""
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="{_VERSION}">\n'

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """An element for each problem, in that of its file."""
        for problem in problems:
            severity = _SEVERITIES[problem.level]
            yield from self._error(
                problem.path, problem.line, problem.column, severity, problem.message, PREFIX + problem.rule
            )

    def end(self, summary: Summary) -> Iterator[str]:
        """What could not be read, and what was opened is closed."""
        for path, line, column, message in summary.complaints:
            yield from self._error(path, max(line, 1), max(column, 1), 'error', message, FAILED)
        yield from self._close()
        yield '</checkstyle>\n'

    def _error(self, named: str, line: int, column: int, severity: str, message: str, source: str) -> Iterator[str]:
        """An error, in the element of its file."""
        path = self._paths.of(named)
        if path != self._open:
            yield from self._close()
            yield f'  <file name="{as_xml(path)}">\n'
            self._open = path
        yield (
            f'    <error line="{line}" column="{column}" severity="{severity}" '
            f'message="{as_xml(message)}" source="{as_xml(source)}"/>\n'
        )

    def _close(self) -> Iterator[str]:
        if self._open is not None:
            yield '  </file>\n'
