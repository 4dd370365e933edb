"""Globs: patterns of paths, as they stand in settings."""

from __future__ import annotations

from functools import lru_cache

import regex


def matches(pattern: str, path: str) -> bool:
    """Whether a glob fits a path, which is given with ``/`` from the folder that the glob is written in.

    ``*`` stands for any characters of one name, ``?`` for one of them, ``**`` for any folders. A pattern without a
    slash fits a name in any folder; one that fits a folder fits all that it holds.
    """
    return bool(_compiled(_composed(pattern)).fullmatch(_composed(path)))


def _composed(text: str) -> str:
    """A text whose accents are parts of their letters: some systems keep names in the one way, editors write the other."""
    if text.isascii():
        return text
    # Imported here: most names are plain.
    import unicodedata  # noqa: PLC0415

    return unicodedata.normalize('NFC', text)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> regex.Pattern[str]:
    pattern = pattern.removeprefix('./')
    is_anchored = '/' in pattern.rstrip('/')  # a slash before or within it
    names = pattern.strip('/').split('/')
    parts = [] if is_anchored else ['(?:[^/]+/)*']
    for number, name in enumerate(names):
        is_last = number == len(names) - 1
        if name == '**':
            parts.append('.*' if is_last else '(?:[^/]+/)*')
        else:
            parts.append(''.join(_SIGNS.get(char) or regex.escape(char) for char in name) + ('' if is_last else '/'))
    return regex.compile(''.join(parts) + '(?:/.*)?', regex.DOTALL)


_SIGNS = {'*': '[^/]*', '?': '[^/]'}
