"""``lintjob check --fix`` and ``--diff``: what can be mended is mended in memory until nothing is left, then written or shown."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lintjob import cli
from lintjob.cli import stop
from lintjob.cli.inputs import Inputs
from lintjob.cli.plan import Plan
from lintjob.cli.replacing import refusal, replace
from lintjob.cli.sieves import Sieves
from lintjob.errors import Complaint, LintjobError, Name
from lintjob.facts import Facts
from lintjob.listing import Listing
from lintjob.mending import mended
from lintjob.problem import Problem
from lintjob.reporters.lines import numbered
from lintjob.typed import NamedTuple

if TYPE_CHECKING:
    from lintjob.cli.progress import Progress

#: How often a file is mended and read again: a fix may uncover another problem, but not for ever.
MOST_PASSES = 10
#: What is mended is held in memory. In bytes.
LARGEST = 1 << 28


class Outcome(NamedTuple):
    """What mending came to: problems that are no more, files that were replaced, whether something could not be done.

    ``problems`` counts those that a run without mending would show.
    """

    problems: int = 0
    files: int = 0
    failed: bool = False


class Mending(NamedTuple):
    """A file that has been mended in memory; ``problems`` is how many of its problems."""

    name: str
    before: bytes
    after: bytes
    problems: int


def apply(arguments: argparse.Namespace, plan: Plan, progress: Progress | None = None) -> Outcome:
    """Mend the files at the paths. What can't be mended is said; what can't be read is left to who lints afterwards.

    ``progress`` is told of what is read.
    """
    mender = Mender(arguments, plan, is_silent=True)
    problems = files = 0
    try:
        for each in mender.run([path for path in arguments.paths or ['.'] if path != '-'], progress):
            # Nothing is half written, whoever breaks the run off.
            with stop.held:
                reason = replace(each.name, each.before, each.after)
                files += not reason
            if reason:
                mender.refuse(each.name, reason)
            else:
                problems += each.problems
    except KeyboardInterrupt:
        stop.met()
        said = f'{numbered(files, "file")} {"was" if files == 1 else "were"} mended' if files else 'nothing was changed'
        print(f'Broken off; {said}.', file=sys.stderr)
        raise
    if '-' in arguments.paths:
        mender.refuse(
            arguments.stdin_filename, 'standard input is no file that could be written; --diff shows what would change'
        )
    return Outcome(problems, files, mender.is_broken)


def show(arguments: argparse.Namespace, plan: Plan, progress: Progress | None = None) -> int:
    """Write to standard output how ``apply`` would change the files; gives the exit code."""
    mender = Mender(arguments, plan, is_silent=False)
    problems = files = 0
    try:
        for each in mender.run(arguments.paths or ['.'], progress):
            # Imported here: it is needed for this alone.
            from lintjob.cli.difference import unified  # noqa: PLC0415

            reason = '' if each.name in mender.given else refusal(each.name)
            if reason:
                mender.refuse(each.name, reason)
                continue
            files += 1
            problems += each.problems
            for line in unified(each.name, each.before, each.after, is_exact=not sys.stdout.isatty()):
                sys.stdout.write(line)
        sys.stdout.flush()
    except KeyboardInterrupt:
        stop.met()
        print('Broken off; more may be to be fixed than is shown.', file=sys.stderr)
        raise
    if not arguments.quiet:
        said = f'{numbered(problems, "problem")} in {numbered(files, "file")}' if files else 'nothing'
        print(f'Would fix {said}.', file=sys.stderr)
    if mender.is_broken or plan.complaints:
        return cli.FAILED
    return cli.PROBLEMS if files and not arguments.exit_zero else cli.CLEAN


def check_options(arguments: argparse.Namespace) -> None:
    """Raises LintjobError for options that go with others or without them: ``--unsafe-fixes``, and those beside ``--diff``."""
    if arguments.unsafe_fixes and not arguments.fix and not arguments.diff:
        message = 'goes with --fix, to mend more, or with --diff, to show more'
        raise LintjobError([Name('', '--unsafe-fixes').complaint(message)])
    if arguments.diff:
        beside = {
            '--output': arguments.output,
            '--format': arguments.format not in (None, 'full'),
            '--statistics': arguments.statistics,
            '--group-by': arguments.group_by,
        }
        message = 'does not go with --diff, which writes what would change and no problems'
        given = [Name('', option).complaint(message) for option, value in beside.items() if value]
        if given:
            raise LintjobError(given)


class _Read(Inputs):
    """Inputs whose files are kept until somebody has judged them."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        plan: Plan,
        sieves: Sieves,
        progress: Progress | None,
        *,
        is_silent: bool,
    ) -> None:
        super().__init__(arguments, plan, sieves.is_wanted, progress)
        self._is_silent = is_silent
        #: The bytes of files; those too large to be kept are None.
        self.contents: dict[str, bytes | None] = {}
        self.readings: dict[str, _Reading] = {}
        sieves.broken = self.broken

    def again(self, name: str, data: bytes, before: _Reading) -> Iterator[Facts]:
        """The listings of a file as it would be, but for those that are as they were and had nothing to mend."""
        linter = self._plan.linter(name)
        for each in self._listings(name, [data]):
            if isinstance(each, Complaint) or not before.is_due(each):
                continue
            try:
                yield linter.facts(each)
            except TimeoutError:  # which the lint afterwards says
                self.spoil(name)

    def _listings(self, name: str, pieces: Iterable[bytes]) -> Iterator[Listing | Complaint]:
        self.contents[name] = b''
        reading = self.readings[name] = _Reading()
        for each in super()._listings(name, self._kept(name, pieces)):
            reading.note(each)
            yield each

    def _kept(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        held: list[bytes] | None = []
        size = 0
        for piece in pieces:
            size += len(piece)
            if held is not None:
                held.append(piece)
                if size > LARGEST:
                    held = None
                    self.contents[name] = None
            yield piece
        if held is not None:
            self.contents[name] = b''.join(held)

    def fail(self, complaints: Iterable[Complaint], *, count: bool = True) -> None:
        """Say what is wrong with a file, unless that is said again; and count it."""
        if not self._is_silent:
            super().fail(complaints, count=count)
            return
        self.failed += count
        for complaint in complaints:
            self.spoil(complaint.path)

    def _say(self, path: str, message: str) -> None:
        if not self._is_silent:
            super()._say(path, message)


class _Reading:
    """What was read of a file: how many listings, what each says, and what is wrong with the rest."""

    def __init__(self) -> None:
        self.listings = 0
        self.said: Counter[str] = Counter()
        self.faulty: set[int] = set()  # the numbers of listings in which a rule that mends found something
        self._texts: dict[int, int] = {}  # a hash of each listing's, by its number

    def note(self, each: Listing | Complaint) -> None:
        """Take in what was read next."""
        if isinstance(each, Complaint):
            self.said[each.message] += 1
        else:
            self.listings += 1
            self._texts[each.number] = hash(each.text)

    def is_due(self, listing: Listing) -> bool:
        """Whether a listing, as it is now, may have something to mend."""
        return listing.number in self.faulty or self._texts.get(listing.number) != hash(listing.text)


class _State:
    """A file between two passes."""

    def __init__(self, name: str, data: bytes, reading: _Reading, shown: int) -> None:
        """``shown`` is how many problems can be mended in the file as it is."""
        self.name = name
        self.before = self.good = self.data = data
        self.reading = reading  # of the last pass
        self.shown = shown
        self.left = shown  # of what can be mended in ``good``
        self.is_done = False

    @property
    def mended(self) -> int:
        """How many of the problems that were shown are no more."""
        return max(self.shown - self.left, 1)


class Mender:
    """Mends files in memory. ``is_broken``: something could not be done, which has been said."""

    def __init__(self, arguments: argparse.Namespace, plan: Plan, *, is_silent: bool) -> None:
        # What is suppressed is told by the lint afterwards.
        self._arguments = argparse.Namespace(**{**vars(arguments), 'verbose': arguments.verbose and not is_silent})
        self._takes_unsafe = takes_unsafe = bool(arguments.unsafe_fixes)
        self._plan = plan.only(
            rule.id for rule in plan.ruleset.rules if rule.fix == 'safe' or (rule.fix and takes_unsafe)
        )
        self._is_silent = is_silent
        self._sieves: list[Sieves] = []  # of each pass
        self.is_broken = False
        #: The names of what is no file.
        self.given: set[str] = set()

    def refuse(self, name: str, reason: str) -> None:
        """Say why a file is not mended."""
        self.is_broken = True
        print(Complaint(name, 0, 0, f'this was not mended: {reason}'), file=sys.stderr)

    def run(self, paths: list[str], progress: Progress | None = None) -> Iterator[Mending]:
        """The files that have something to mend, each as it is when nothing is left to mend in it."""
        if not paths:
            return
        if '-' in paths:
            self.given.add(self._arguments.stdin_filename)
        for state in self._first(argparse.Namespace(**{**vars(self._arguments), 'paths': paths}), progress):
            for number in range(MOST_PASSES):
                if not state.is_done:
                    self._again(state, number)
            if state.good != state.before:
                yield Mending(state.name, state.before, state.good, state.mended)

    def _first(self, arguments: argparse.Namespace, progress: Progress | None) -> Iterator[_State]:
        """The files as they are, those with something to mend mended once."""
        sieves = Sieves(arguments, self._plan)
        inputs = _Read(arguments, self._plan, sieves, progress, is_silent=self._is_silent)
        fixes: dict[str, list[Problem]] = {}
        for facts in inputs:
            name = facts.listing.source.name
            # What was read before it has been judged: most of it needs nothing.
            for other in [other for other in inputs.contents if other != name]:
                yield from self._begun(inputs, other, fixes.pop(other, []))
            fixes.setdefault(name, []).extend(self._fixes(facts, sieves, inputs))
            if progress:
                progress.listing()
        for other in list(inputs.contents):
            yield from self._begun(inputs, other, fixes.pop(other, []))
        if not self._is_silent and inputs.failed:
            self.is_broken = True

    def _begun(self, inputs: _Read, name: str, problems: list[Problem]) -> Iterator[_State]:
        data, reading = inputs.contents.pop(name), inputs.readings.pop(name)
        if not problems:
            return
        if data is None:
            self.refuse(name, f'it is too large (over {LARGEST:,} bytes)')
            return
        state = _State(name, data, reading, len(problems))
        self._mend(state, problems)
        yield state

    def _again(self, state: _State, number: int) -> None:
        """Read a mended file again and mend what is left in it. ``number`` is how often that was done before."""
        # What a baseline holds back is used up once in each pass through all files.
        if number == len(self._sieves):
            self._sieves.append(Sieves(self._arguments, self._plan))
        sieves = self._sieves[number]
        inputs = _Read(self._arguments, self._plan, sieves, None, is_silent=True)
        problems = [
            problem
            for facts in inputs.again(state.name, state.data, state.reading)
            for problem in self._fixes(facts, sieves, inputs)
        ]
        reading = inputs.readings[state.name]
        more = reading.said - state.reading.said
        if more or reading.listings != state.reading.listings:
            why = f' ({next(iter(more))})' if more else ''
            self.refuse(state.name, f'it would not be read as before{why}; what was mended before stands')
            state.is_done = True
            return
        state.good, state.left, state.reading = state.data, len(problems), reading
        if not problems:
            state.is_done = True
        elif number == MOST_PASSES - 1:
            message = f'there is still something to mend after {MOST_PASSES} passes; run it again'
            print(Complaint(state.name, 0, 0, message), file=sys.stderr)
            state.is_done = True
        else:
            self._mend(state, problems)

    def _fixes(self, facts: Facts, sieves: Sieves, inputs: _Read) -> Iterator[Problem]:
        """The problems of a listing that are reported and can be mended."""
        name, number = facts.listing.source.name, facts.listing.number
        verdict = inputs.judge(facts)
        if verdict.complaints:
            inputs.spoil(name)
            if not self._is_silent:
                self.is_broken = True
                for complaint in verdict.complaints:
                    print(complaint, file=sys.stderr)
        if verdict.problems:
            inputs.readings[name].faulty.add(number)
        for problem in sieves.sift(facts.listing, verdict.problems):
            if problem.fix and (problem.fix.is_safe or self._takes_unsafe):
                yield problem

    @staticmethod
    def _mend(state: _State, problems: list[Problem]) -> None:
        data = mended(state.data, [problem.fix for problem in problems if problem.fix]).data
        state.is_done = data == state.data
        state.data = data
