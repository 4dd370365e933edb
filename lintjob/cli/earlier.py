"""What was wrong with whole adverts at an earlier revision: that pay is missing now shows in no line if its line was deleted."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob import readers
from lintjob.changes import Changes
from lintjob.cli.plan import Plan
from lintjob.errors import Complaint, LintjobError
from lintjob.fingerprint import called, is_whole
from lintjob.listing import Listing
from lintjob.problem import Problem
from lintjob.stream import Stream


class Earlier:
    """The problems of whole adverts before some changes; a file is linted as it was when it is asked for."""

    def __init__(self, changes: Changes, plan: Plan, form: str) -> None:
        """``form`` is the format that all files are read as; '' to tell by name and content."""
        self._changes = changes
        self._plan = plan
        self._form = form
        self._path = ''
        self._known: set[tuple[str, str]] | None = None

    def is_new(self, listing: Listing, problem: Problem) -> bool:
        """Whether a problem is of a whole advert that was changed and did not have it before.

        False also where the old file can't be read.
        """
        if not is_whole(listing, problem):
            return False
        source = listing.source
        lines = source.position(0).line, source.position(len(source.text)).line
        if not self._changes.touches(problem.path, *lines):
            return False
        if problem.path != self._path:
            self._path = problem.path
            try:
                self._known = set(self._problems(problem.path))
            except (LintjobError, TimeoutError):
                self._known = None
        return self._known is not None and (_name(listing), problem.rule) not in self._known

    def _problems(self, path: str) -> Iterator[tuple[str, str]]:
        """The adverts of a file as it was, each with each rule that had a problem with it."""
        content = self._changes.before(path)
        if content is None:
            return
        layout = self._plan.layout(path)
        if self._form:
            layout = layout._replace(format=self._form)
        linter = self._plan.linter(path)
        for each in readers.listings(Stream(path, iter((content,))), layout):
            if not isinstance(each, Complaint):
                for problem in linter.lint(linter.facts(each)).problems:
                    yield _name(each), problem.rule


def _name(listing: Listing) -> str:
    """What an advert is called among those of its file; that of a file of its own by nothing, for its title may change."""
    return called(listing) if listing.is_record else ''
