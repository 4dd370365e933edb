"""``github``: workflow commands, of which GitHub Actions makes annotations in the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.full import closing
from lintjob.reporters.wire import FAILED, Paths, last_line, whole

_COMMANDS = {Level.ERROR: 'error', Level.WARNING: 'warning', Level.SUGGESTION: 'notice'}


class Reporter:
    """A command a line. A line that is no command, as the last, shows in the log alone."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._paths = Paths(look.root)

    def begin(self) -> Iterator[str]:
        """Nothing."""
        yield from ()

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """A command for each problem. The place is said in words too: the log shows nothing else of it."""
        for problem in problems:
            last = last_line(problem)
            places = {'line': problem.line, 'endLine': last}
            if last == problem.end_line == problem.line:
                # Columns of a place that runs over lines are ignored, with a warning in the log.
                places |= {'col': problem.column, 'endColumn': problem.end_column}
            said = f':{problem.line}:{problem.column}: {problem.message} ({problem.rule})'
            yield self._command(_COMMANDS[problem.level], problem.path, places, problem.rule, said)

    def end(self, summary: Summary) -> Iterator[str]:
        """What could not be read, and the count, for the reader of the log."""
        for path, line, column, message in summary.complaints:
            places = {'line': line, 'col': column} if line else {}
            said = (f':{line}:{column}' if line else '') + f': {message} ({FAILED})'
            yield self._command('error', path, places, FAILED, said)
        if not self.look.quiet:
            yield closing(summary) + '\n'

    def _command(self, command: str, path: str, places: Mapping[str, int], title: str, said: str) -> str:
        """``said`` stands behind the path."""
        file = self._paths.of(path)
        given = {'file': file, **places, 'title': title}
        properties = ','.join(f'{name}={escaped_property(str(value))}' for name, value in given.items())
        return f'::{command} {properties}::{escaped(file + said)}\n'


def escaped(text: str) -> str:
    """``text`` as the message of a command."""
    return whole(text).replace('%', '%25').replace('\r', '%0D').replace('\n', '%0A')


def escaped_property(text: str) -> str:
    """``text`` as the value of a property of a command."""
    return escaped(text).replace(':', '%3A').replace(',', '%2C')
