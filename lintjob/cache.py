"""Rules and vocabularies made ready once and kept, so that a run starts in milliseconds.

What is kept are compiled patterns, as a pickle: that is code, so it lives in the user's own cache
folder, readable by nobody else, never in a repository. An entry carries all that it was made of
(the versions of Python, regex and lintjob, and every byte of the files) and is used only where
that is the same: a stale or a planted entry is not loaded.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import pickle
import stat
import sys
import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

import ahocorasick
import regex

from lintjob import __version__

T = TypeVar('T')

#: How many entries are kept; the oldest go.
MOST_ENTRIES = 32


def folder() -> str:
    """The folder of lintjob's cache for this user, by the custom of the platform. It need not exist."""
    home = os.path.expanduser('~')
    if sys.platform == 'win32':
        base = os.environ.get('LOCALAPPDATA') or os.path.join(home, 'AppData', 'Local')
    elif sys.platform == 'darwin':
        base = os.path.join(home, 'Library', 'Caches')
    else:
        base = os.environ.get('XDG_CACHE_HOME', '')
        # The standard has it that a relative path is none.
        base = base if os.path.isabs(base) else os.path.join(home, '.cache')
    return os.path.join(base, 'lintjob')


def made(files: Iterable[tuple[str, bytes]], build: Callable[[], T], *, use: bool = True) -> T:
    """What ``build`` makes of ``files`` (names with what is in them), from the cache where it is there.

    One function makes one kind of thing: its name tells it from what others make of the same files.
    ``use`` false leaves the cache alone. No fault of the cache is ever an error: then it is built.
    """
    if not use:
        return build()
    home = folder()
    # Without a home the path would lead into the folder that is being linted.
    if not os.path.isabs(home):
        return build()
    what = f'{build.__module__}.{build.__qualname__}'
    key = (what, sys.version, regex.__version__, __version__, *_program(), *(part for pair in files for part in pair))
    path = os.path.join(home, f'{zlib.crc32(marshal.dumps(key)):08x}.bin')
    kept = _read(path, key)
    if kept is not None:
        # The file is the user's own (see _read). Whatever else is wrong with it, it is built anew.
        with contextlib.suppress(Exception):
            return pickle.loads(kept)  # type: ignore[no-any-return]  # noqa: S301
    fresh = build()
    _write(path, marshal.dumps((key, pickle.dumps(fresh, pickle.HIGHEST_PROTOCOL))))
    return fresh


#: The folders of the package whose code decides what is kept.
FOLDERS = (
    (),
    ('checks',),
    ('facts',),
    ('facts', 'level'),
    ('facts', 'markup'),
    ('facts', 'pay'),
    ('facts', 'workplace'),
    ('readers',),
    ('readers', 'csv'),
    ('readers', 'html'),
    ('readers', 'json'),
    ('readers', 'record'),
    ('readers', 'text'),
    ('readers', 'xml'),
    ('readers', 'yaml'),
)


@lru_cache
def _program() -> tuple[str, ...]:
    """What tells two states of the program apart while it is being worked on."""
    package = os.path.dirname(os.path.abspath(__file__))
    # What it keeps of other packages' making is theirs to read again, of the same build.
    status = os.stat(ahocorasick.__file__)
    found = [f'ahocorasick {status.st_size} {status.st_mtime_ns}']
    for folder in FOLDERS:
        place = os.path.join(package, *folder)
        for entry in os.scandir(place):
            if entry.name.endswith('.py'):
                status = entry.stat()
                found.append(f'{entry.name} {status.st_size} {status.st_mtime_ns}')
    return tuple(sorted(found))


def _is_private(status: os.stat_result) -> bool:
    if sys.platform == 'win32':
        return True
    return status.st_uid == os.getuid() and not stat.S_IMODE(status.st_mode) & 0o077


def _read(path: str, key: tuple[object, ...]) -> bytes | None:
    # Whatever is wrong with the file, its content is made anew; marshal raises whatever it stumbles over.
    with contextlib.suppress(Exception):
        if not _is_private(os.lstat(os.path.dirname(path))):
            return None
        with open(path, 'rb') as file:
            if not _is_private(os.fstat(file.fileno())):
                return None
            its_key, kept = marshal.loads(file.read())  # noqa: S302
        if its_key == key and isinstance(kept, bytes):
            return kept
    return None


def _write(path: str, data: bytes) -> None:
    home = os.path.dirname(path)
    with contextlib.suppress(OSError):
        os.makedirs(home, mode=0o700, exist_ok=True)
        if not _is_private(os.lstat(home)):
            return
        unfinished = f'{path}.{os.getpid()}'
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), 'wb') as file:
            file.write(data)
        os.replace(unfinished, path)
        entries = sorted(os.scandir(home), key=lambda entry: entry.stat().st_mtime)
        for entry in entries[:-MOST_ENTRIES]:
            os.unlink(entry.path)
