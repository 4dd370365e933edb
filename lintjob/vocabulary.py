"""The words of a language: one YAML file each, from which all facts are read.

A file is a tree of names whose leaves are lists of phrases (``lintjob.matcher`` says how a phrase
is written); a set of phrases is asked for by its path, ``pay.period.hour``. Adding a phrase needs
no Python; adding a language is adding a file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from lintjob.matcher import Index, Phrases
from lintjob.phrase import PatternError
from lintjob.source import decode
from lintjob.yamlfile import Node, Reading

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'languages')

#: Sets that are only asked for in a few characters around something else: small words, which stand everywhere.
#: The name of a branch stands for all sets in it.
LOCAL = frozenset(
    {
        'dates.of',
        'dates.ordinal',
        'money.and',
        'money.between',
        'money.counted',
        'money.gross',
        'money.nation',
        'money.numeral',
        'money.to',
        'pay.abbreviation',
        'place.glued',
        'place.state_office',
        'pay.apart',
        'pay.behind',
        'pay.beside',
        'pay.from',
        'pay.more',
        'pay.most',
        'pay.net',
        'pay.partial',
        'pay.whole',
        'workplace.field',
        'workplace.job',
        'pay.target',
        'pay.towards',
        'pay.upto',
        'ending.complete',
        'ending.farewell',
        'ending.furniture',
        'ending.open',
        'ending.short',
        'ending.spelt',
        'ending.style',
        'level.alone',
        'level.between',
        'level.internal',
        'level.job',
        'level.label',
        'level.means',
        'level.named',
        'level.no_gloss',
        'level.other',
        'level.role',
        'level.seniority',
        'level.support',
        'level.that_is',
        'level.unit',
        'level.years',
        'workplace.denied.about',
        'workplace.denied.if',
        'workplace.denied.offering',
        'workplace.errand',
        'workplace.fully',
        'workplace.into',
        'workplace.limit',
        'workplace.number',
        'workplace.offered',
        'workplace.or',
        'workplace.per',
        'workplace.premises',
        'workplace.region',
        'workplace.stage',
        'workplace.telework',
        'workplace.through',
        'workplace.voluntary',
    }
)

#: No advert says anything so often.
_MOST = 3000


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


def read(language: str, *, one_by_one: bool = False) -> dict[str, list[str]]:
    """The sets of phrases of one language, by path. Raises LintjobError for a file that is not in order.

    ``one_by_one``: each phrase is tried as well, to say where one that is no pattern stands.
    """
    [(path, data)] = contents([language])
    reading = Reading(decode(path, data))
    sets: dict[str, list[str]] = {}
    root = reading.root()
    if root is not None:
        _gather(root, '', sets, one_by_one)
    reading.raise_complaints()
    return sets


def _gather(node: Node, path: str, sets: dict[str, list[str]], one_by_one: bool) -> None:
    if node.is_mapping:
        for name, _, value in node.pairs():
            _gather(value, f'{path}.{name}' if path else name, sets, one_by_one)
        return
    texts = node.texts()
    for text, its_node in texts:
        if not text.strip():
            its_node.complain('this phrase is empty')
        elif one_by_one:
            try:
                Phrases([text])
            except PatternError as error:
                its_node.complain(f'"{text}" is no pattern: {error} (at its character {error.position + 1})')
    sets[path] = [text for text, _ in texts]


def index(wanted: Iterable[str]) -> Index:
    """The vocabularies of several languages as one index, the first language's phrases first.

    Raises LintjobError for a file that is not in order.
    """
    codes = tuple(wanted)
    merged: dict[str, list[str]] = {}
    for language in codes:
        for name, phrases in read(language).items():
            merged.setdefault(name, []).extend(phrases)
    try:
        return Index({name: Phrases(phrases, local=is_local(name)) for name, phrases in merged.items()}, _MOST)
    except PatternError:
        for language in codes:
            read(language, one_by_one=True)
        raise


def is_local(name: str) -> bool:
    """Whether a set is only asked for in a few characters around something else."""
    return name in LOCAL or name.rpartition('.')[0] in LOCAL


class Lexicon:
    """The vocabularies a run needs, each made ready when a listing in its language comes."""

    def __init__(self, load: Callable[[tuple[str, ...]], Index] = index) -> None:
        """``load`` gives the index of some languages."""
        self._load = load
        #: The codes (ISO 639-1) of the languages that have a vocabulary.
        self.known = frozenset(languages())
        self._ready: dict[tuple[str, ...], Index] = {}

    def of(self, *spoken: str) -> Index:
        """The index for a listing that speaks some languages, the main one first.

        The English vocabulary is always among them, since adverts of any language mix it in.
        """
        wanted = tuple(dict.fromkeys(code for code in (*spoken, 'en') if code in self.known))
        if wanted not in self._ready:
            self._ready[wanted] = self._load(wanted)
        return self._ready[wanted]
