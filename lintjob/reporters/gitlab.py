"""``gitlab``: a code quality report, which GitLab shows in merge requests."""

from __future__ import annotations

from lintjob.fingerprint import Fingerprints
from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import Look, json
from lintjob.reporters.wire import Paths, last_line, whole

_SEVERITIES = {Level.ERROR: 'major', Level.WARNING: 'minor', Level.SUGGESTION: 'info'}


class Reporter(json.Reporter):
    """An array of issues, written as listings are linted; an empty one says that there are none."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._paths = Paths(look.root)
        self._prints = Fingerprints(look.root)

    def object(self, listing: Listing, problem: Problem) -> dict[str, object]:
        """A problem as an issue. By the fingerprint GitLab knows it again in another commit, wherever it stands."""
        return {
            'type': 'issue',
            'check_name': problem.rule,
            'description': whole(problem.message),
            'categories': ['Clarity'],
            'severity': _SEVERITIES[problem.level],
            'fingerprint': self._prints.of(listing, problem),
            'location': {
                'path': whole(self._paths.of(problem.path)),
                'lines': {'begin': problem.line, 'end': last_line(problem)},
            },
        }
