"""What is said of input that can't be used: one located line a mistake, never a traceback."""

from __future__ import annotations

from collections.abc import Iterable

from lintjob.typed import NamedTuple


class Complaint(NamedTuple):
    """A mistake in a file that lintjob was given: a rule, a setting, a listing that can't be read.

    ``line`` and ``column`` count from 1, in code points; both are 0 where the mistake has no place
    (a file that does not exist).
    """

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f'{self.path}:{self.line}:{self.column}' if self.line else self.path
        return f'{place}: error: {" ".join(self.message.splitlines())}'


class Name(NamedTuple):
    """A name that somebody gave for something, and where: in an option (line and column 0) or in a file."""

    text: str
    path: str
    line: int = 0
    column: int = 0

    @property
    def place(self) -> str:
        """Where it was given, in words."""
        return f'{self.path}:{self.line}:{self.column}' if self.line else self.path

    def complaint(self, message: str) -> Complaint:
        """What is said of a name that fits nothing."""
        return Complaint(self.path, self.line, self.column, message)


class LintjobError(Exception):
    """Something could not be done; ``complaints`` says what and where, a line each."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__('\n'.join(map(str, self.complaints)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A closing phrase that names the known word nearest to ``word``: '; did you mean "x"?', or ''."""
    # Imported here: a run without a slip of the pen never needs it, and it costs milliseconds.
    from difflib import get_close_matches  # noqa: PLC0415

    names = sorted(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6) or get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ''
