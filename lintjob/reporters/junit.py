"""``junit``: the XML of test runners, which build servers show as tests that failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.problem import Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.excerpt import excerpt_of
from lintjob.reporters.full import which
from lintjob.reporters.lines import line
from lintjob.reporters.wire import Paths, as_xml

_WIDTH = 100
_PLAIN = Look(_WIDTH, colour=False, quiet=True)


class Reporter:
    """A suite for each file. A problem is a test that failed, a listing without any is one that passed.

    A suite names its counts before its tests, so the tests of one file are kept, as text, until the next begins.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self._paths = Paths()
        self._path: str | None = None
        self._cases: list[str] = []
        self._failures = 0

    def begin(self) -> Iterator[str]:
        """The root."""
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lintjob">\n'

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """The suite of the file before, if a new one begins."""
        path = self._paths.of(listing.source.name)
        if path != self._path:
            yield from self._suite()
            self._path = path
        record = f'{which(listing)}: ' if listing.is_record else ''
        start = f'    <testcase classname="{as_xml(path)}" name="'
        if not problems:
            self._cases.append(f'{start}{as_xml(record)}no problems"/>\n')
        for problem in problems:
            name = f'{record}{problem.rule} at {problem.line}:{problem.column}'
            told = '\n'.join([line(problem, _PLAIN), *(excerpt_of(listing.source, problem, _WIDTH) or ())])
            self._cases.append(
                f'{start}{as_xml(name)}">\n'
                f'      <failure type="{problem.level}" message="{as_xml(problem.message)}">{as_xml(told, keeps_lines=True)}</failure>\n'
                '    </testcase>\n'
            )
        self._failures += len(problems)

    def end(self, summary: Summary) -> Iterator[str]:
        """The last suite."""
        yield from self._suite()
        yield '</testsuites>\n'

    def _suite(self) -> Iterator[str]:
        if self._path is None:
            return
        counts = f'tests="{len(self._cases)}" failures="{self._failures}" errors="0"'
        yield f'  <testsuite name="{as_xml(self._path)}" {counts}>\n'
        yield from self._cases
        yield '  </testsuite>\n'
        self._cases = []
        self._failures = 0
