"""Where a run's output goes: standard output, and the files that ``--output`` names."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from lintjob.cli.terminal import ELSEWHERE, takes_colour, width
from lintjob.errors import Complaint, LintjobError, Name
from lintjob.listing import Listing
from lintjob.paths import is_within
from lintjob.problem import About, Level, Problem
from lintjob.reporters import FOR_PEOPLE, FORMATS, Look, Reporter, Summary, reporter

if TYPE_CHECKING:
    from lintjob.cli.draft import Draft

#: The format that a pipeline makes most of, by the variable that says which pipeline this is.
_FITTING = {'GITHUB_ACTIONS': 'github', 'GITLAB_CI': 'gitlab'}
#: Where pipelines say that they put the repository.
_CHECKOUTS = ('GITHUB_WORKSPACE', 'CI_PROJECT_DIR')


def chosen_format(wish: str | None, files: Iterable[str]) -> str:
    """The format of standard output: what is wished, else what fits the pipeline, unless it goes to a file already."""
    if wish:
        return wish
    for variable, fitting in _FITTING.items():
        if os.environ.get(variable) == 'true' and fitting not in files:
            return fitting
    return 'full'


def parsed(outputs: Iterable[str], inputs: Iterable[str]) -> list[tuple[str, str]]:
    """The ``FORMAT=FILE`` of each ``--output``. Raises LintjobError for what is none, or is a file that must stay.

    ``inputs`` are the paths that are linted.
    """
    found: list[tuple[str, str]] = []
    complaints = []
    named = set()
    read = {os.path.realpath(path) for path in inputs if path != '-'} if outputs else set()
    for given in outputs:
        form, sign, path = given.partition('=')
        option = Name('', '--output')
        if not sign or not path:
            complaints.append(option.complaint(f'"{given}" should be FORMAT=FILE, as in sarif=lintjob.sarif'))
        elif form not in FORMATS:
            # Imported here: a run without a slip of the pen never needs it.
            from lintjob.errors import did_you_mean  # noqa: PLC0415

            near = did_you_mean(form, FORMATS) or f'; known are {", ".join(FORMATS)}'
            complaints.append(option.complaint(f'there is no format "{form}"{near}'))
        elif path == '-':
            complaints.append(option.complaint(f'writes to files; what is printed is chosen by --format {form}'))
        elif os.path.realpath(path) in named:
            complaints.append(option.complaint(f'{path} is named twice'))
        elif os.path.isdir(path):
            complaints.append(option.complaint(f'{path} is a folder; name a file in it'))
        elif reason := _stays(path, is_read=os.path.realpath(path) in read):
            complaints.append(option.complaint(f'{path} {reason}'))
        else:
            named.add(os.path.realpath(path))
            found.append((form, path))
    if complaints:
        raise LintjobError(complaints)
    return found


def _stays(path: str, *, is_read: bool) -> str:
    """Why what stands at a place must not be replaced; '' where nothing is lost: a report of an earlier run, or nothing.

    A slip of the pen must not cost anybody an advert, and which files are adverts is known only when they are read.
    """
    # Imported here: most runs write no files.
    from lintjob.reporters.sign import ENOUGH, is_report  # noqa: PLC0415

    first = b''
    if os.path.isfile(path):
        try:
            with open(path, 'rb') as file:
                first = file.read(ENOUGH)
        except OSError as error:
            return f"can't be read to see what it is: {error.strerror}"
    if first and is_report(first):
        return ''
    if is_read:
        return 'is to be linted; name another file for the output'
    return 'is there already and is no report of lintjob; name another file, or remove this one first' if first else ''


class Outputs:
    """The reporters of a run. A file appears under its name when the run is over, whole."""

    def __init__(self, arguments: argparse.Namespace, rules: Mapping[str, About], failing: Level) -> None:
        """``failing`` is the lowest level that makes the run fail.

        Raises LintjobError for options that do not go together, and where a file can't be written.
        """
        files = parsed(arguments.output, arguments.paths)
        form = chosen_format(arguments.format, [form for form, _ in files])
        group: str = arguments.group_by or ''
        # A format that the pipeline chose is no slip of who asks for groups.
        if group and {arguments.format, *(form for form, _ in files)}.isdisjoint({None, *FOR_PEOPLE}):
            raise LintjobError(
                [Name('', '--group-by').complaint(f'goes with {", ".join(FOR_PEOPLE)}, not with {form}')]
            )
        self.form = form
        self._look = Look(width(), takes_colour(arguments.color), arguments.quiet, rules, group, failing=failing)
        self._has_statistics: bool = arguments.statistics
        self.is_for_people = form in FOR_PEOPLE
        self._reporters: list[tuple[Reporter, TextIO]] = [(_made(form, self._look), sys.stdout)]
        self._drafts: list[Draft] = []
        self._own = frozenset(os.path.realpath(path) for _, path in files)
        elsewhere = self._look._replace(width=ELSEWHERE, colour=False)
        try:
            for form, path in files:
                self._reporters.append((_made(form, elsewhere), self._opened(path)))
        except BaseException:
            self._give_up()
            raise

    def _opened(self, path: str) -> TextIO:
        """The file that becomes the one of a name when all is written. Raises LintjobError where it can't be."""
        # Imported here: most runs write no files.
        from lintjob.cli.draft import Draft  # noqa: PLC0415

        try:
            if os.path.exists(path) and not os.path.isfile(path):  # a pipe, or what stands for one
                return open(path, 'w', encoding='utf-8', errors='surrogateescape', newline='\n')
            self._drafts.append(Draft(path))
        except (OSError, ValueError) as error:
            reason = getattr(error, 'strerror', None) or error
            raise LintjobError([Complaint(path, 0, 0, f'this could not be written: {reason}')]) from None
        return self._drafts[-1].file

    def __enter__(self) -> Outputs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the files their names; none where the run failed."""
        if kind is not None:
            self._give_up()
            return
        try:
            while self._drafts:
                self._drafts.pop(0).finish()
            for _, file in self._reporters[1:]:
                file.close()
        except BaseException:
            self._give_up()
            raise

    def _give_up(self) -> None:
        for _, file in self._reporters[1:]:
            with suppress(OSError):
                file.close()
        for draft in self._drafts:
            draft.drop()
        self._drafts = []

    def is_own(self, path: str) -> bool:
        """Whether a file is one that this run writes: what an earlier run left there is no listing."""
        return bool(self._own) and os.path.realpath(path) in self._own

    def begin(self) -> None:
        """Write what stands before all else."""
        self._write(report.begin() for report, _ in self._reporters)

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> None:
        """Write what is said of a listing."""
        self._write(report.listing(listing, problems) for report, _ in self._reporters)

    def end(self, summary: Summary) -> None:
        """Write what closes the output, and the statistics: for a program's eyes they would be no part of it."""
        self._write(report.end(summary) for report, _ in self._reporters)
        if self._has_statistics:
            # Imported here: most runs count nothing.
            from lintjob.reporters.statistics import statistics  # noqa: PLC0415

            look = self._look if self.is_for_people else self._look._replace(colour=False)
            for piece in statistics(summary, look, as_markdown=self.form == 'markdown'):
                (sys.stdout if self.is_for_people else sys.stderr).write(piece)

    def _write(self, said: Iterable[Iterator[str]]) -> None:
        for (_, file), pieces in zip(self._reporters, said, strict=True):
            for piece in pieces:
                file.write(piece)


def _made(form: str, look: Look) -> Reporter:
    """The reporter of a format. Programs take problems as they come, and know files by their place in the repository."""
    return reporter(form, look if form in FOR_PEOPLE else look._replace(group='', root=_root()))


def _root() -> str:
    """The folder of the repository that is checked out here; the working folder where there is none."""
    here = os.path.realpath('.')
    told = [os.path.realpath(folder) for name in _CHECKOUTS if (folder := os.environ.get(name))]
    told = [folder for folder in told if is_within(here, folder)]
    above = here
    while not os.path.exists(os.path.join(above, '.git')):
        if above == os.path.dirname(above):
            return told[0] if told else here
        above = os.path.dirname(above)
    # Within a repository that the pipeline checked out there may be another, a part of it.
    return next((folder for folder in told if os.path.exists(os.path.join(folder, '.git'))), above)
