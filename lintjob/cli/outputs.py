"""Where a run's output goes: standard output, and the files that ``--output`` names."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TextIO

from lintjob.cli.terminal import ELSEWHERE, takes_colour, width
from lintjob.errors import Complaint, LintjobError, Name
from lintjob.listing import Listing
from lintjob.problem import About, Problem
from lintjob.reporters import FOR_PEOPLE, FORMATS, Look, Reporter, Summary, reporter

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


def parsed(outputs: Iterable[str]) -> list[tuple[str, str]]:
    """The ``FORMAT=FILE`` of each ``--output``. Raises LintjobError for what is none."""
    found: list[tuple[str, str]] = []
    complaints = []
    named = set()
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
        else:
            named.add(os.path.realpath(path))
            found.append((form, path))
    if complaints:
        raise LintjobError(complaints)
    return found


class Outputs:
    """The reporters of a run. A file appears under its name when the run is over, whole."""

    def __init__(self, arguments: argparse.Namespace, rules: Mapping[str, About]) -> None:
        """Raises LintjobError for options that do not go together, and where a file can't be written."""
        files = parsed(arguments.output)
        form = chosen_format(arguments.format, [form for form, _ in files])
        group: str = arguments.group_by or ''
        # A format that the pipeline chose is no slip of who asks for groups.
        if group and {arguments.format, *(form for form, _ in files)}.isdisjoint({None, *FOR_PEOPLE}):
            raise LintjobError(
                [Name('', '--group-by').complaint(f'goes with {", ".join(FOR_PEOPLE)}, not with {form}')]
            )
        self.form = form
        self._look = Look(width(), takes_colour(arguments.color), arguments.quiet, rules, group)
        if form not in FOR_PEOPLE:
            self._look = self._look._replace(group='', root=_root())
        self._has_statistics: bool = arguments.statistics
        self.is_for_people = form in FOR_PEOPLE
        self._reporters: list[tuple[Reporter, TextIO]] = [(reporter(form, self._look), sys.stdout)]
        self._unfinished: list[tuple[str, str]] = []
        self._own = frozenset(os.path.realpath(path) for _, path in files)
        try:
            for form, path in files:
                is_plain = form not in FOR_PEOPLE
                plain = Look(
                    ELSEWHERE, colour=False, quiet=arguments.quiet, rules=rules, group='' if is_plain else group,
                    root=_root() if is_plain else '',
                )  # fmt: skip
                self._reporters.append((reporter(form, plain), self._opened(path)))
        except BaseException:
            self._give_up()
            raise

    def _opened(self, path: str) -> TextIO:
        """The file that becomes the one of a name when all is written. Raises LintjobError where it can't be."""
        folder, name = os.path.split(os.path.realpath(path))
        goes_there = os.path.exists(path) and not os.path.isfile(path)  # a pipe, or what stands for one
        # Hidden, so that a run that looks for listings in the folder finds nothing half written there.
        unfinished = path if goes_there else os.path.join(folder, f'.{name}.{os.getpid()}')
        try:
            os.makedirs(folder, exist_ok=True)
            # A line end is what the format says it is, on every platform.
            file = open(unfinished, 'w', encoding='utf-8', errors='surrogateescape', newline='\n')  # noqa: SIM115
        except (OSError, ValueError) as error:
            reason = getattr(error, 'strerror', None) or error
            raise LintjobError([Complaint(path, 0, 0, f'this could not be written: {reason}')]) from None
        if not goes_there:
            self._unfinished.append((unfinished, os.path.join(folder, name)))
        return file

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
            for _, file in self._reporters[1:]:
                file.close()
            while self._unfinished:
                os.replace(*self._unfinished[0])
                self._unfinished.pop(0)
        except BaseException:
            self._give_up()
            raise

    def _give_up(self) -> None:
        for _, file in self._reporters[1:]:
            with suppress(OSError):
                file.close()
        for unfinished, _ in self._unfinished:
            with suppress(OSError):
                os.unlink(unfinished)
        self._unfinished = []

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


def _root() -> str:
    """The folder of the repository that is checked out here; the working folder where there is none."""
    here = os.path.realpath('.')
    told = [os.path.realpath(folder) for name in _CHECKOUTS if (folder := os.environ.get(name))]
    told = [folder for folder in told if here == folder or here.startswith(folder.rstrip(os.sep) + os.sep)]
    above = here
    while not os.path.exists(os.path.join(above, '.git')):
        if above == os.path.dirname(above):
            return told[0] if told else here
        above = os.path.dirname(above)
    # Within a repository that the pipeline checked out there may be another, a part of it.
    return next((folder for folder in told if os.path.exists(os.path.join(folder, '.git'))), above)
