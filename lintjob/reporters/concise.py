"""``concise``: one line a problem, ``path:line:column: level: message (rule.id)``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lintjob.listing import Listing
from lintjob.problem import Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.lines import line

if TYPE_CHECKING:
    from lintjob.reporters.groups import Groups


class Reporter:
    """Lines that editors and people can follow."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._groups: Groups | None = None
        if look.group:
            # Imported here: most runs take problems as they come.
            from lintjob.reporters.groups import Groups  # noqa: PLC0415

            self._groups = Groups(look)

    def begin(self) -> Iterator[str]:
        """Nothing."""
        yield from ()

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """What is shown of each problem; by rule, it is kept until the end."""
        for problem in problems:
            shown = self.shown(listing, problem)
            if self._groups:
                yield from self._groups.put(problem, shown)
            else:
                yield from shown

    def end(self, summary: Summary) -> Iterator[str]:
        """The groups, where the problems of a rule stand together."""
        if self._groups:
            yield from self._groups.end()

    def shown(self, listing: Listing, problem: Problem) -> list[str]:
        """The lines of a problem: one."""
        return [line(problem, self.look) + '\n']
