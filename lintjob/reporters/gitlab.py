"""``gitlab``: a code quality report, which GitLab shows in merge requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lintjob.fingerprint import Fingerprints, digest
from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import Look, Summary, json
from lintjob.reporters.wire import FAILED, Paths, last_line, whole

_SEVERITIES = {Level.ERROR: 'major', Level.WARNING: 'minor', Level.SUGGESTION: 'info'}


class Reporter(json.Reporter):
    """An array of issues, written as listings are linted; an empty one says that there are none."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._paths = Paths(look.root)
        self._prints = Fingerprints(look.root)
        self._seen: Counter[str] = Counter()

    def object(self, listing: Listing, problem: Problem) -> dict[str, object]:
        """A problem as an issue. By the fingerprint GitLab knows it again in another commit, wherever it stands."""
        fingerprint = self._prints.of(listing, problem)
        lines = (problem.line, last_line(problem))
        return self._issue(problem.rule, problem.message, _SEVERITIES[problem.level], fingerprint, problem.path, lines)

    def end(self, summary: Summary) -> Iterator[str]:
        """What could not be read, and the closing bracket."""
        for complaint in summary.complaints:
            known = digest(FAILED, self._paths.of(complaint.path), complaint.message)
            # One broken record of a feed is like another; each takes a print of its own.
            self._seen[known] += 1
            fingerprint = digest(known, str(self._seen[known]))[: len(known) // 2]
            lines = (max(complaint.line, 1),) * 2
            yield self.item(self._issue(FAILED, complaint.message, 'blocker', fingerprint, complaint.path, lines))
        yield from super().end(summary)

    def _issue(
        self, name: str, says: str, severity: str, fingerprint: str, path: str, lines: tuple[int, int]
    ) -> dict[str, Any]:
        return {
            'type': 'issue',
            'check_name': name,
            'description': whole(says),
            'categories': ['Clarity'],
            'severity': severity,
            'fingerprint': fingerprint,
            'location': {'path': whole(self._paths.of(path)), 'lines': {'begin': lines[0], 'end': lines[1]}},
        }
