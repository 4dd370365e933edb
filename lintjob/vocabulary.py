"""The words of a language: one YAML file each, from which all facts are read.

A file is a tree of names whose leaves are lists of phrases (``lintjob.matcher`` says how a phrase
is written); a set of phrases is asked for by its path, ``pay.period.hour``. Adding a phrase needs
no Python; adding a language is adding a file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from lintjob.matcher import Index, PatternError, Phrases
from lintjob.source import decode
from lintjob.yamlfile import Node, Reading

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'languages')


def languages() -> list[str]:
    """The codes (ISO 639-1) of the languages that have a vocabulary."""
    return sorted(name[:-5] for name in os.listdir(FOLDER) if name.endswith('.yaml'))


def contents(wanted: Iterable[str]) -> list[tuple[str, bytes]]:
    """The vocabulary files of some languages, with what is in them."""
    read_files = []
    for language in wanted:
        path = os.path.join(FOLDER, f'{language}.yaml')
        with open(path, 'rb') as file:
            read_files.append((path, file.read()))
    return read_files


def read(language: str) -> dict[str, list[str]]:
    """The sets of phrases of one language, by path. Raises LintjobError for a file that is not in order."""
    [(path, data)] = contents([language])
    reading = Reading(decode(path, data))
    sets: dict[str, list[str]] = {}
    root = reading.root()
    if root is not None:
        _gather(root, '', sets)
    reading.raise_complaints()
    return sets


def _gather(node: Node, path: str, sets: dict[str, list[str]]) -> None:
    if node.is_mapping:
        for name, _, value in node.pairs():
            _gather(value, f'{path}.{name}' if path else name, sets)
    else:
        sets[path] = [text for text, _ in node.texts()]


def index(wanted: Iterable[str]) -> Index:
    """The vocabularies of several languages as one index, the first language's phrases first."""
    merged: dict[str, list[str]] = {}
    for language in wanted:
        for name, phrases in read(language).items():
            merged.setdefault(name, []).extend(phrases)
    compiled = {}
    for name, phrases in merged.items():
        try:
            compiled[name] = Phrases(phrases)
        except PatternError as error:
            raise ValueError(f'vocabulary {name}: "{phrases[error.number]}": {error}') from None
    return Index(compiled)


class Lexicon:
    """The vocabularies a run needs, each made ready when a listing in its language comes."""

    def __init__(self, load: Callable[[tuple[str, ...]], Index] = index) -> None:
        """``load`` gives the index of some languages."""
        self._load = load
        self._known = frozenset(languages())
        self._ready: dict[tuple[str, ...], Index] = {}

    def of(self, language: str) -> Index:
        """The index for a listing in ``language``: its own vocabulary and the English one, which adverts mix in."""
        wanted = tuple(dict.fromkeys(code for code in (language, 'en') if code in self._known))
        if wanted not in self._ready:
            self._ready[wanted] = self._load(wanted)
        return self._ready[wanted]
