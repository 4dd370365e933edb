"""``html``: one page with each advert, what is wrong in it, and what to write instead. It needs nothing but a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.problem import Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.html.advert import Entry, article, entry
from lintjob.reporters.html.marks import Note
from lintjob.reporters.html.page import head, tail


class Reporter:
    """A page that is written as listings are linted; what it keeps of them is a line each, for the index at the end."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._flagged: list[Entry] = []
        self._clean: list[Entry] = []
        self._count = 0

    def begin(self) -> Iterator[str]:
        """The head of the page."""
        yield ''.join(head())

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """The advert with its highlights and notes; nothing yet of an advert without problems."""
        if not problems:
            self._clean.append(entry(0, listing, problems))
            return
        shown = entry(len(self._flagged) + 1, listing, problems)
        self._flagged.append(shown)
        notes = [
            Note(self._count + number, number, problem)
            for number, problem in enumerate(sorted(problems, key=lambda problem: problem.span.start), 1)
        ]
        self._count += len(notes)
        yield ''.join(article(shown, listing, notes, self.look.rules))

    def end(self, summary: Summary) -> Iterator[str]:
        """The summary, the controls and the index, which the page shows before the adverts."""
        yield ''.join(tail(summary, self._flagged, self._clean, self.look.rules))
