"""Files that are replaced: wholly or not at all, with their mode and owner, and never through a link out of the tree."""

from __future__ import annotations

import os
import stat

from lintjob.cli.draft import Draft
from lintjob.paths import is_within

_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def refusal(path: str) -> str:
    """Why a file is not to be replaced, '' where it may be: it leads out of the tree, is read-only or no file at all."""
    real = os.path.realpath(path)
    here = os.path.realpath('.')
    # A file that is named and stands elsewhere may lead no further than its own folder.
    tree = here if is_within(os.path.abspath(path), here) else os.path.realpath(os.path.dirname(os.path.abspath(path)))
    if not is_within(real, tree):
        return f'it is a link, or stands behind one, that leads out of {tree}'
    try:
        mode = os.stat(real).st_mode
    except OSError as error:
        return f'it is gone: {error.strerror}'
    if not stat.S_ISREG(mode):
        return 'it is no regular file'
    if not mode & _WRITE or not os.access(real, os.W_OK):
        return 'it is read-only'
    return ''


def replace(path: str, before: bytes, after: bytes) -> str:
    """Put ``after`` in the place of a file's ``before``; gives why that could not be done, '' where it was.

    Who reads the file meanwhile sees the one or the other. Of a link within the tree, what it leads to is replaced.
    """
    reason = refusal(path)
    if reason:
        return reason
    try:
        draft = Draft(path)
        try:
            draft.file.buffer.write(after)
            with open(path, 'rb') as file:
                if file.read() != before:
                    return 'it was changed by somebody else meanwhile'
            draft.finish()
        finally:
            draft.drop()
    except OSError as error:
        return error.strerror or str(error)
    return ''
