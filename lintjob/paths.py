"""Paths as people read them: from where they are, and from the folder of a file that speaks of others."""

from __future__ import annotations

import os
from functools import lru_cache


def from_here(path: str) -> str:
    """A path as seen from the working folder, where that is the shorter way to say it."""
    if not path:
        return ''
    try:
        seen = os.path.relpath(path)
    except ValueError:
        return path  # on another drive
    return seen if len(seen) < len(os.path.abspath(path)) else path


@lru_cache(maxsize=64)
def inside(path: str, home: str) -> str:
    """A path as seen from a folder (an absolute path), with ``/``; as it is from the root where no way leads there."""
    try:
        seen = os.path.relpath(path, home)
        if is_outside(seen):
            # A path that goes through a link may lead there all the same.
            real = os.path.relpath(os.path.realpath(path), os.path.realpath(home))
            seen = seen if is_outside(real) else real
    except ValueError:  # another drive
        seen = os.path.abspath(path)
    return seen.replace(os.sep, '/')


def is_outside(seen: str) -> bool:
    """Whether a path that is seen from a folder leads out of it."""
    return os.path.isabs(seen) or seen.replace(os.sep, '/').partition('/')[0] == os.pardir


def is_within(path: str, folder: str) -> bool:
    """Whether a path is that of a folder or of something in it; both are absolute."""
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
