"""The files of a folder that may hold listings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from lintjob import git
from lintjob.expression import Expression
from lintjob.readers.format import PACKED, SUFFIXES
from lintjob.typed import NamedTuple

_SUFFIXES = tuple(ending + packed for endings in SUFFIXES.values() for ending in endings for packed in ('', PACKED))

EMPTY = 'it is empty'
NAMED = 'its name says that it is no advert'


class Found(NamedTuple):
    """A file in a folder.

    ``path`` is the folder as it was given, joined with the way from there, which alone it is in the working folder. ``reason`` says why the
    file is passed over, None for one to be read. ``error`` says why a folder could not be searched
    (``path`` is then that folder's).
    """

    path: str
    reason: str | None = None
    error: str | None = None


# "licensed-electrician.md", "security-guard.txt" and "requirements-analyst.md" are adverts: only
# words that no job begins with may be followed by anything, the rest must be the whole name.
_NO_ADVERTS = Expression(
    r'(?i:(?:readme|changelog|code[-_ ]of[-_ ]conduct|(?:pull_request|issue|bug_report)_template)(?:[^\p{L}].*)?'
    r'|(?:requirements|constraints)(?:[-_.](?:dev|development|test|tests|testing|docs?|prod|production|base|lint|ci|build'
    r'|optional|extras?|local|min|all|typing|frozen|lock))?'
    r'|(?:licen[cs]e|copying|contributing|contributors|authors|maintainers|notice|security|news|changes|history|install'
    r'|installation|upgrading|todo|codeowners|agents|claude|cmakelists|robots|humans|llms|top_level|governance|roadmap)'
    r'(?:\.\p{L}{2})?)'
    r'|(?:LICEN[CS]E|COPYING|CONTRIBUTING|AUTHORS|NOTICE)[-_.].*'
)
_NO_FOLDERS = frozenset(('node_modules', '__pycache__', 'site-packages'))


def _nobody(path: str) -> bool:
    """Nothing was said of any file."""
    del path
    return False


def find(folder: str, is_asked: Callable[[str], bool] = _nobody) -> Iterator[Found]:
    """The files in a format that is read of ``folder`` and the folders in it, in the order of their paths.

    Left out without a word are files that git ignores, hidden files and folders, ``node_modules``,
    virtual environments and folders that are links. The folder itself is searched whatever it is.
    ``is_asked`` tells of a path whether somebody has said how it is to be read, whatever its name.
    """
    entries = _known_to_git(folder)
    if entries is None:
        yield from _walk(folder, is_asked)
        return
    seen_environments: dict[str, bool] = {}
    for entry in entries:
        parts = entry.rstrip('/').split('/')
        path = _joined(folder, *parts)
        if any(_is_left_out(part) for part in parts) or _is_in_environment(folder, parts[:-1], seen_environments):
            continue
        # What git lists as one entry though it is a folder is another repository.
        if os.path.isdir(path):
            if not os.path.islink(path) and not _is_environment(path):
                yield from find(path, is_asked)
        elif (_is_wanted(parts[-1]) or is_asked(path)) and os.path.isfile(path):
            yield _found(path)


def _walk(folder: str, is_asked: Callable[[str], bool]) -> Iterator[Found]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, error=f"this folder can't be read: {error.strerror}")
        return
    for entry in entries:
        if _is_left_out(entry.name):
            continue
        path = _joined(folder, entry.name)
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError:
            continue
        if is_folder:
            if not entry.is_symlink() and not _is_environment(path):
                yield from (find if os.path.exists(os.path.join(path, '.git')) else _walk)(path, is_asked)
        elif is_file and (_is_wanted(entry.name) or is_asked(path)):
            yield _found(path)


def _joined(folder: str, *parts: str) -> str:
    """The path of something in a folder; without a word of the working folder, which everybody knows."""
    return os.path.join('' if folder in (os.curdir, os.curdir + os.sep) else folder, *parts)


def _is_left_out(name: str) -> bool:
    return name.startswith('.') or name in _NO_FOLDERS or name.endswith(('.egg-info', '.dist-info'))


def _is_environment(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, 'pyvenv.cfg'))


def _is_in_environment(folder: str, parts: list[str], seen: dict[str, bool]) -> bool:
    for part in parts:
        folder = os.path.join(folder, part)
        if folder not in seen:
            seen[folder] = _is_environment(folder)
        if seen[folder]:
            return True
    return False


def _is_wanted(name: str) -> bool:
    return name.lower().endswith(_SUFFIXES)


def _found(path: str) -> Found:
    stem = os.path.splitext(os.path.basename(path))[0]
    if _NO_ADVERTS.fullmatch(stem):
        return Found(path, NAMED)
    try:
        is_empty = os.path.getsize(path) == 0
    except OSError:
        is_empty = False  # whoever opens it will say what is wrong
    return Found(path, EMPTY if is_empty else None)


def _known_to_git(folder: str) -> list[str] | None:
    """The files in ``folder`` that git does not ignore, as paths from there; None where git has no say."""
    files = git.output(folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
    if files is None:
        return None
    # In a folder that is ignored as a whole git sees nothing; who names it wants it searched.
    if not files and git.output(folder, 'check-ignore', '-q', '.') is not None:
        return None
    return sorted({os.fsdecode(name) for name in files.split(b'\0') if name}, key=lambda name: name.split('/'))
