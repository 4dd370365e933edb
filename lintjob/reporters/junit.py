"""``junit``: the XML of test runners, which build servers show as tests that failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lintjob.listing import Listing
from lintjob.problem import Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.excerpt import excerpt_of
from lintjob.reporters.full import which
from lintjob.reporters.lines import line
from lintjob.reporters.wire import FAILED, Paths, as_xml

_WIDTH = 100
_PLAIN = Look(_WIDTH, colour=False, quiet=True)


class Reporter:
    """A suite for each file. A problem that makes the run fail is a test that failed, all else one that passed.

    A suite names its counts before its tests, so the tests of one file are kept, as text, until the next begins.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self._paths = Paths()
        self._path: str | None = None
        self._cases: list[str] = []
        self._failures = self._errors = 0

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
            said = f'<system-out>{as_xml(told, keeps_lines=True)}</system-out>'
            if problem.level >= self.look.failing:
                self._failures += 1
                said = f'<failure type="{problem.level}" message="{as_xml(problem.message)}">{as_xml(told, keeps_lines=True)}</failure>'
            self._cases.append(f'{start}{as_xml(name)}">\n      {said}\n    </testcase>\n')

    def end(self, summary: Summary) -> Iterator[str]:
        """The last suite, and one for each file that could not be read, or not all of it."""
        yield from self._suite()
        for path, complaints in groupby(summary.complaints, lambda complaint: self._paths.of(complaint.path)):
            self._path = path
            for number, complaint in enumerate(complaints, 1):
                self._errors += 1
                self._cases.append(
                    f'    <testcase classname="{as_xml(path)}" name="{FAILED} #{number}">\n'
                    f'      <error type="error" message="{as_xml(complaint.message)}">{as_xml(str(complaint), keeps_lines=True)}</error>\n'
                    '    </testcase>\n'
                )
            yield from self._suite()
        yield '</testsuites>\n'

    def _suite(self) -> Iterator[str]:
        if self._path is None:
            return
        counts = f'tests="{len(self._cases)}" failures="{self._failures}" errors="{self._errors}"'
        yield f'  <testsuite name="{as_xml(self._path)}" {counts}>\n'
        yield from self._cases
        yield '  </testsuite>\n'
        self._cases = []
        self._failures = self._errors = 0
