"""Problems that stand together: those of a file, or those of a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.problem import Level, Problem
from lintjob.reporters import Look
from lintjob.reporters.lines import INDENT, numbered, paint, visible


class Groups:
    """Puts headings over problems. Those of a rule are kept until the end, as text."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._file: str | None = None
        self._rules: dict[str, list[str]] = {}
        self._counts: dict[str, list[int]] = {}

    def put(self, problem: Problem, shown: Sequence[str]) -> Iterator[str]:
        """A problem of which some lines are to be shown."""
        indented = [INDENT + line for line in shown]
        if self._look.group == 'rule':
            self._rules.setdefault(problem.rule, []).extend(indented)
            self._counts.setdefault(problem.rule, [0] * len(Level))[problem.level] += 1
            return
        if problem.path != self._file:
            heading = paint(visible(problem.path, is_name=True), '1', self._look)
            yield ('' if self._file is None else '\n') + heading + '\n'
            self._file = problem.path
        yield from indented

    def end(self) -> Iterator[str]:
        """The rules, the one with the worst problems first, then the one with the most."""
        is_first = True
        for rule in sorted(self._rules, key=lambda rule: (*(-count for count in reversed(self._counts[rule])), rule)):
            heading = paint(rule, '1', self._look)
            yield f'{"" if is_first else chr(10)}{heading}: {numbered(sum(self._counts[rule]), "problem")}\n'
            about = self._look.rules.get(rule)
            if about and about.instead:
                yield f'{INDENT}{paint(visible(about.instead), "2", self._look)}\n'
            yield from self._rules[rule]
            is_first = False
