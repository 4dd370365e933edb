"""``checkstyle``: the XML of Checkstyle, which many services and editors read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.wire import Paths, as_xml

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
            path = self._paths.of(problem.path)
            if path != self._open:
                yield from self._close()
                yield f'  <file name="{as_xml(path)}">\n'
                self._open = path
            yield (
                f'    <error line="{problem.line}" column="{problem.column}" severity="{_SEVERITIES[problem.level]}" '
                f'message="{as_xml(problem.message)}" source="{as_xml(PREFIX + problem.rule)}"/>\n'
            )

    def end(self, summary: Summary) -> Iterator[str]:
        """What was opened is closed."""
        yield from self._close()
        yield '</checkstyle>\n'

    def _close(self) -> Iterator[str]:
        if self._open is not None:
            yield '  </file>\n'
