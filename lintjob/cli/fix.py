"""``lintjob check --fix`` and ``--diff``: what can be mended is mended in memory until nothing is left, then written or shown."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from lintjob import cli
from lintjob.cli import stop
from lintjob.cli.inputs import Inputs
from lintjob.cli.plan import Plan
from lintjob.cli.replacing import refusal, replace
from lintjob.cli.sieves import Sieves
from lintjob.errors import Complaint, LintjobError, Name
from lintjob.facts import Facts
from lintjob.mending import mended
from lintjob.problem import Fix, Problem
from lintjob.readers.format import PACKED_MARK

if TYPE_CHECKING:
    from lintjob.cli.progress import Progress

#: How often a file is mended and read again: a fix may uncover another problem, but not for ever.
MOST_PASSES = 10
#: What is mended is held in memory. In bytes.
LARGEST = 1 << 28


class Outcome(NamedTuple):
    """What mending came to: problems that are no more, files that were replaced, whether something could not be done."""

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
    for each in mender.run([path for path in arguments.paths or ['.'] if path != '-'], progress):
        # Nothing is half written, whoever breaks the run off.
        with stop.held:
            reason = replace(each.name, each.before, each.after)
        if reason:
            mender.refuse(each.name, reason)
        else:
            files += 1
            problems += each.problems
    if '-' in arguments.paths:
        mender.refuse(
            arguments.stdin_filename, 'standard input is no file that could be written; --diff shows what would change'
        )
    return Outcome(problems, files, mender.is_broken)


def show(arguments: argparse.Namespace, plan: Plan, progress: Progress | None = None) -> int:
    """Write to standard output how ``apply`` would change the files; gives the exit code."""
    mender = Mender(arguments, plan, is_silent=False)
    problems = files = 0
    for each in mender.run(arguments.paths or ['.'], progress):
        # Imported here: it is needed for this alone.
        from lintjob.cli.difference import unified  # noqa: PLC0415

        reason = '' if each.name in mender.given else refusal(each.name)
        if reason:
            mender.refuse(each.name, reason)
            continue
        files += 1
        problems += each.problems
        for line in unified(each.name, each.before, each.after):
            sys.stdout.write(line)
    sys.stdout.flush()
    if not arguments.quiet:
        said = f'{_numbered(problems, "problem")} in {_numbered(files, "file")}' if files else 'nothing'
        print(f'Would fix {said}.', file=sys.stderr)
    if mender.is_broken or plan.complaints:
        return cli.FAILED
    return cli.PROBLEMS if files else cli.CLEAN


def check_options(arguments: argparse.Namespace) -> None:
    """Raises LintjobError where ``--unsafe-fixes`` is given and there is nothing that it could widen."""
    if arguments.unsafe_fixes and not arguments.fix and not arguments.diff:
        message = 'goes with --fix, to mend more, or with --diff, to show more'
        raise LintjobError([Name('', '--unsafe-fixes').complaint(message)])


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
        self.counts: Counter[str] = Counter()
        self.said: dict[str, list[Complaint]] = {}
        sieves.broken = self.broken

    def again(self, name: str, data: bytes) -> Iterator[Facts]:
        """The listings of a file as it would be."""
        yield from self._read(name, [data])

    def _each(self, name: str, pieces: Iterable[bytes]) -> Iterator[Facts | Complaint]:
        self.contents[name] = b''
        kept = self._kept(name, pieces)
        self.counts[name] = 0
        said = self.said[name] = []
        for each in super()._each(name, kept):
            if isinstance(each, Complaint):
                said.append(each)
            else:
                self.counts[name] += 1
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


class _State:
    """A file between two passes."""

    def __init__(self, name: str, data: bytes, listings: int, said: Iterable[Complaint]) -> None:
        self.name = name
        self.before = self.good = self.data = data
        self.listings = listings
        self.said = Counter(complaint.message for complaint in said)
        self.problems = 0  # mended in ``data``
        self.good_problems = 0
        self.is_done = False

    def settle(self) -> None:
        """Take what the file is now for good."""
        self.good, self.good_problems = self.data, self.problems


class Mender:
    """Mends files in memory. ``is_broken``: something could not be done, which has been said."""

    def __init__(self, arguments: argparse.Namespace, plan: Plan, *, is_silent: bool) -> None:
        self._arguments = arguments
        self._plan = plan
        self._is_silent = is_silent
        self._takes_unsafe: bool = arguments.unsafe_fixes
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
        states = list(self._first(argparse.Namespace(**{**vars(self._arguments), 'paths': paths}), progress))
        for _ in range(MOST_PASSES - 1):
            states = self._again(states, is_last=False)
        self._again(states, is_last=True)
        for state in self._all:
            if state.good != state.before:
                yield Mending(state.name, state.before, state.good, state.good_problems)

    def _first(self, arguments: argparse.Namespace, progress: Progress | None) -> Iterator[_State]:
        """The files as they are, those with something to mend mended once."""
        self._all: list[_State] = []
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
        data = inputs.contents.pop(name)
        if not problems:
            return
        reason = '' if data is not None else f'it is too large (over {LARGEST:,} bytes)'
        if name not in self.given and _is_packed(name):
            reason = 'it is packed with gzip'
        if reason or data is None:
            self.refuse(name, reason)
            return
        state = _State(name, data, inputs.counts[name], inputs.said[name])
        self._all.append(state)
        self._mend(state, problems)
        if not state.is_done:
            yield state

    def _again(self, states: list[_State], *, is_last: bool) -> list[_State]:
        """Read mended files again and mend what is left in them; gives those that changed."""
        if not states:
            return []
        sieves = Sieves(self._arguments, self._plan)
        for state in states:
            inputs = _Read(self._arguments, self._plan, sieves, None, is_silent=True)
            problems = [
                problem
                for facts in inputs.again(state.name, state.data)
                for problem in self._fixes(facts, sieves, inputs)
            ]
            more = Counter(complaint.message for complaint in inputs.said[state.name]) - state.said
            if more or inputs.counts[state.name] != state.listings:
                why = f' ({next(iter(more))})' if more else ''
                self.refuse(state.name, f'it would not be read as before{why}; what was mended before stands')
                state.is_done = True
                continue
            state.settle()
            if problems and is_last:
                message = f'there is still something to mend after {MOST_PASSES} passes; run it again'
                print(Complaint(state.name, 0, 0, message), file=sys.stderr)
                state.is_done = True
            elif problems:
                self._mend(state, problems)
            else:
                state.is_done = True
        return [state for state in states if not state.is_done]

    def _fixes(self, facts: Facts, sieves: Sieves, inputs: _Read) -> Iterator[Problem]:
        """The problems of a listing that are reported and can be mended."""
        verdict = self._plan.linter(facts.listing.source.name).lint(facts)
        if verdict.complaints:
            inputs.spoil(facts.listing.source.name)
            if not self._is_silent:
                self.is_broken = True
                for complaint in verdict.complaints:
                    print(complaint, file=sys.stderr)
        for problem in sieves.sift(facts.listing, verdict.problems):
            if problem.fix and (problem.fix.is_safe or self._takes_unsafe):
                yield problem

    @staticmethod
    def _mend(state: _State, problems: list[Problem]) -> None:
        wanted: Counter[Fix] = Counter(problem.fix for problem in problems if problem.fix)
        data, made = mended(state.data, wanted)
        state.is_done = data == state.data
        state.data = data
        state.problems += sum(wanted[fix] for fix in made)


def _is_packed(name: str) -> bool:
    try:
        with open(name, 'rb') as file:
            return file.read(len(PACKED_MARK)) == PACKED_MARK
    except OSError:
        return False


def _numbered(count: int, noun: str) -> str:
    return f'{count:,} {noun}' if count == 1 else f'{count:,} {noun}s'
