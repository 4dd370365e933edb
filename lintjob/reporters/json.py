"""``json``: one array of objects, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.problem import Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.wire import as_json, fix_as_object

#: The keys of an object, in their order.
KEYS = ('path', 'listing', 'line', 'column', 'end_line', 'end_column', 'rule', 'level', 'message', 'match', 'fix')


class Reporter:
    """An array that is written as listings are linted: one object a line."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._any = False

    def begin(self) -> Iterator[str]:
        """The opening bracket."""
        yield '['

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """An object for each problem."""
        for problem in problems:
            yield self.item(self.object(listing, problem))

    def end(self, summary: Summary) -> Iterator[str]:
        """The closing bracket."""
        yield '\n]\n' if self._any else ']\n'

    def item(self, value: dict[str, object]) -> str:
        """The next object of the array."""
        before = ',\n ' if self._any else '\n '
        self._any = True
        return before + as_json(value, exact=True)

    def object(self, listing: Listing, problem: Problem) -> dict[str, object]:
        """What stands for a problem of a listing."""
        return as_object(problem)


def as_object(problem: Problem) -> dict[str, object]:
    """A problem as the object that stands for it."""
    found = {key: getattr(problem, key) for key in KEYS}
    return {**found, 'level': str(problem.level), 'fix': fix_as_object(problem.fix)}
