"""``jsonl``: the objects of ``json``, one a line, for programs that read as lintjob writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.problem import Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.json import as_object
from lintjob.reporters.wire import as_json


class Reporter:
    """A line for each problem, and nothing else."""

    def __init__(self, look: Look) -> None:
        self.look = look

    def begin(self) -> Iterator[str]:
        """Nothing."""
        yield from ()

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """An object for each problem, on a line of its own."""
        for problem in problems:
            yield as_json(as_object(problem), exact=True) + '\n'

    def end(self, summary: Summary) -> Iterator[str]:
        """Nothing."""
        yield from ()
