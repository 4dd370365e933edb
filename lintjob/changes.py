"""What changed in the working tree since a revision of git, line by line."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterator

from lintjob import git
from lintjob.errors import LintjobError, Name
from lintjob.expression import Expression

#: What is written for "since this branch left that one", as git writes it.
_LEFT = '...'
_DIFF = (
    *('diff-index', '--no-ext-diff', '--no-textconv', '--no-color', '--find-renames', '--ignore-submodules=none'),
    *('--submodule=short', '--src-prefix=a/', '--dst-prefix=b/'),
)
_HUNK = Expression(r'@@ -[0-9]+(?:,[0-9]+)? \+([0-9]+)(?:,([0-9]+))? @@.*')
_ESCAPE = Expression(r'\\(?:([0-7]{3})|(.))')
_ESCAPES = {'a': 7, 'b': 8, 't': 9, 'n': 10, 'v': 11, 'f': 12, 'r': 13}


class Lines:
    """The lines of a file that changed, as first and last ones; a gap, where lines were taken away, has its last before its first."""

    __slots__ = ('_firsts', '_spans')

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        """``spans`` are sorted, and none overlaps another."""
        self._spans = spans
        self._firsts = [last for _, last in spans]

    def touch(self, first: int, last: int) -> bool:
        """Whether some of the lines from first to last changed, or were parted by lines that are no more."""
        at = bisect_left(self._firsts, first)
        while at < len(self._spans):
            start, stop = self._spans[at]
            if start > last:
                return False
            # Of a gap, the line before and the line behind it must both be there.
            if (start <= stop) or (first <= stop and start <= last):
                return True
            at += 1
        return False


class Changes:
    """The changed lines of a repository's files. What git knows nothing of counts as changed, as a whole."""

    def __init__(self, home: str, commit: str) -> None:
        """``home`` is the top folder, ``commit`` the id of the revision's. Nothing is compared before it is asked for."""
        self._home = os.path.realpath(home)
        self._commit = commit
        self._lines: dict[str, Lines | bool] | None = None
        self._renamed: dict[str, str] = {}
        self._tracked: set[str] = set()
        self._known: dict[str, Lines | bool] = {}

    @classmethod
    def read(cls, revision: str, folder: str = '.') -> Changes:
        """The changes since a revision, in the repository that a folder is in.

        ``main...`` stands for where the current branch left main. Raises LintjobError where git knows no such revision, as
        all else here does where git can't tell.
        """
        home = _home(folder)
        return cls(home, _commit(home, revision))

    def _compared(self) -> dict[str, Lines | bool]:
        """The files that changed: the lines, or True for one that changed as a whole."""
        home = self._home
        lines: dict[str, Lines | bool] = {}
        for path, old, has_changed in _counts(_git(home, *_DIFF, '--numstat', '-z', self._commit, '--')):
            if has_changed:
                lines[os.path.normcase(path)] = True
            if old:
                self._renamed[os.path.normcase(path)] = old
        asked = (
            '-c',
            'core.quotePath=false',
            *_DIFF,
            '--unified=0',
            '--inter-hunk-context=0',
            '-p',
            self._commit,
            '--',
        )
        for path, spans in _hunks(_git(home, *asked)):
            lines[os.path.normcase(path)] = Lines(spans)
        for entry in _git(home, 'ls-files', '-z', '--unmerged').split(b'\0'):
            if entry:
                lines[os.path.normcase(os.fsdecode(entry.partition(b'\t')[2]))] = True
        tracked = _git(home, 'ls-files', '-z', '--cached').split(b'\0')
        self._tracked = {os.path.normcase(os.fsdecode(name)) for name in tracked if name}
        return lines

    def has(self, path: str) -> bool:
        """Whether something changed in a file."""
        return self._of(path) is not False

    def touches(self, path: str, first: int, last: int) -> bool:
        """Whether something changed in the lines of a file from first to last (they count from 1)."""
        lines = self._of(path)
        return lines if isinstance(lines, bool) else lines.touch(first, last)

    def before(self, path: str) -> bytes | None:
        """What a file held at the revision; None where it was not there."""
        inside = self._inside(path)
        old = self._renamed.get(os.path.normcase(inside), inside)
        return git.output(self._home, 'cat-file', 'blob', f'{self._commit}:{old}') if old else None

    def _of(self, path: str) -> Lines | bool:
        """What changed in a file: False for nothing, True for all."""
        if path not in self._known:
            self._known[path] = self._looked_up(path)
        return self._known[path]

    def _looked_up(self, path: str) -> Lines | bool:
        if self._lines is None:
            self._lines = self._compared()
        inside = os.path.normcase(self._inside(path))
        if inside in self._lines:
            return True if _has_old_line_ends(path) else self._lines[inside]
        if inside in self._tracked:
            return False
        # A submodule is one entry of its repository.
        above = os.path.dirname(inside)
        while above:
            if above in self._tracked:
                return above in self._lines
            above = os.path.dirname(above)
        return True

    def _inside(self, path: str) -> str:
        """A path as seen from the top folder, '' where no way leads there."""
        try:
            inside = os.path.relpath(os.path.realpath(path), self._home)
        except ValueError:  # another drive
            return ''
        return inside.replace(os.sep, '/')


def _has_old_line_ends(path: str) -> bool:
    """Whether a carriage return alone ends a line somewhere, which for git is no end."""
    try:
        with open(path, 'rb') as file:
            return b'\r' in file.read().replace(b'\r\n', b'')
    except OSError:
        return False


# ---------------------------------------------------------------- asking


def _fail(message: str) -> LintjobError:
    return LintjobError([Name('', '--since').complaint(message)])


def _git(home: str, *arguments: str) -> bytes:
    answer = git.ask(home, *arguments)
    if answer is None:
        raise _fail('this takes git, which is not installed here')
    if answer.trouble:
        raise _fail(f'git can not tell what changed: {answer.trouble}')
    return answer.output


def _home(folder: str) -> str:
    """The top folder of the repository."""
    answer = git.ask(folder, 'rev-parse', '--show-toplevel')
    if answer is None:
        raise _fail('this takes git, which is not installed here')
    if not answer.trouble:
        return os.fsdecode(answer.output.removesuffix(b'\n'))
    if 'not a git repository' in answer.trouble:
        raise _fail(f'{os.path.abspath(folder)} is in no git repository, so there is no revision to compare with')
    raise _fail(f'git can not tell what changed: {answer.trouble}')


def _commit(home: str, revision: str) -> str:
    """The id of the commit that a revision names."""
    start, left, end = revision.partition(_LEFT)
    if '..' in revision and (not left or end not in ('', 'HEAD')):
        raise _fail(
            f'"{revision}" is a range; give where it begins, as in main, or "main..." for where this branch left main'
        )
    commit = _resolved(home, start or 'HEAD')
    if not left:
        return commit
    answer = git.ask(home, 'merge-base', commit, 'HEAD')
    if answer is None or answer.trouble:
        raise _fail(f'this branch and "{start}" have no commit in common{_shallow(home)}')
    return os.fsdecode(answer.output).split()[0]


def _resolved(home: str, revision: str) -> str:
    # A name that begins with a dash would be taken for an option; git gives none of them to a revision.
    if revision and not revision.startswith('-') and '\0' not in revision:
        answer = git.ask(home, 'rev-parse', '--verify', '--quiet', f'{revision}^{{commit}}')
        if answer is not None and not answer.trouble:
            return os.fsdecode(answer.output).strip()
    said = (
        'there is no commit yet'
        if git.output(home, 'rev-parse', '--verify', '--quiet', 'HEAD') is None
        else (f'git knows no revision "{revision}"')
    )
    raise _fail(f'{said}{_shallow(home)}')


def _shallow(home: str) -> str:
    """What more is said where a clone holds a part of the history."""
    if (git.output(home, 'rev-parse', '--is-shallow-repository') or b'').strip() != b'true':
        return ''
    return (
        '; this clone holds only the last commits: "git fetch --unshallow" gets all (in GitHub Actions fetch-depth: 0)'
    )


# ---------------------------------------------------------------- reading


def _counts(output: bytes) -> Iterator[tuple[str, str, bool]]:
    """Of each file that differs: its path, its old path if it had another, whether what it holds changed."""
    parts = iter(output.split(b'\0'))
    for part in parts:
        if not part:
            continue
        added, removed, path = part.split(b'\t', 2)
        if not path:  # renamed: the old path and the new one follow
            old = next(parts, b'')
            path = next(parts, b'')
        else:
            old = b''
        # Of what is no text for git it counts no lines.
        yield os.fsdecode(path), os.fsdecode(old), (added, removed) != (b'0', b'0')


def _hunks(output: bytes) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The lines that changed in each file of a diff without context."""
    path = None
    spans: list[tuple[int, int]] = []
    is_head = True
    for line in output.split(b'\n'):
        if line.startswith(b'diff '):
            if path is not None and spans:
                yield path, spans
            path, spans, is_head = None, [], True
        elif is_head and line.startswith(b'+++ '):
            path = _path(line[4:])
        elif line.startswith(b'@@ '):
            is_head = False
            found = _HUNK.fullmatch(line.decode('utf-8', 'replace'))
            if found:
                first, count = int(found[1]), int(found[2] or 1)
                # Where nothing was put in, git names the line before the gap.
                spans.append((first, first + count - 1) if count else (first + 1, first))
    if path is not None and spans:
        yield path, spans


def _path(name: bytes) -> str | None:
    """The path in a line of a diff; None for that of no file. Names with signs that git does not print are in quotes."""
    name = name.removesuffix(b'\t')
    if name.startswith(b'"'):
        text = name[1:].removesuffix(b'"').decode('latin-1')
        name = _ESCAPE.sub(
            lambda found: chr(int(found[1], 8) if found[1] else _ESCAPES.get(found[2], ord(found[2]))), text
        ).encode('latin-1')
    return os.fsdecode(name[2:]) if name.startswith(b'b/') else None
