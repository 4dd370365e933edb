"""The places that adverts name, and what each name can mean."""

from __future__ import annotations

import os
from collections.abc import Callable

from lintjob.typed import NamedTuple

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'data', 'places.txt')


class Sense(NamedTuple):
    """One thing that a name can mean."""

    country: str
    region: str | None
    kind: str  # country, region, code, city
    weak: bool


class Gazetteer(NamedTuple):
    """All that is known of places. Names are ``folded``, codes in capitals; the other words stand about names."""

    names: dict[str, tuple[Sense, ...]]
    codes: dict[str, tuple[Sense, ...]]
    doubtful: frozenset[str]
    wide: frozenset[str]
    around: frozenset[str]
    no_town: frozenset[str]
    about: frozenset[str]
    joining: frozenset[str]
    before: frozenset[str]
    county: frozenset[str]


#: The countries where the letters of a state stand for it beside any town: "Madison, WI".
LETTERED = ('US', 'CA', 'AU')


def folded(name: str) -> str:
    """A name as it is looked up."""
    return name.casefold().replace('.', '').replace('’', "'").replace('saint ', 'st ')


_ready: list[Gazetteer] = []
_ways: list[Callable[[], Gazetteer]] = []


def gazetteer() -> Gazetteer:
    """The places of the data file, read when the first place is looked for."""
    if not _ready:
        _ready.append((_ways[-1] if _ways else parse)())
    return _ready[0]


def get_by(way: Callable[[], Gazetteer]) -> None:
    """Have the places read in another way than by ``parse``, which takes some three milliseconds: from a cache."""
    _ways.append(way)


def parse() -> Gazetteer:
    """The places of the data file."""
    names: dict[str, list[Sense]] = {}
    codes: dict[str, list[Sense]] = {}
    words: dict[str, set[str]] = {name: set() for name in _WORDS}
    section = ''
    with open(FILE, encoding='utf-8') as file:
        lines = file.read().splitlines()
    for line in lines:
        if line.startswith('['):
            section = line[1:-1]
        elif line and line[0] != '#':
            code, _, rest = line.partition(' ')
            if section in _AS_WRITTEN:
                words[section].update(rest.split('; '))
            elif section in words:
                words[section].update(folded(rest).split('; '))
            else:
                _gather(section, code, rest, names, codes)
    return Gazetteer(
        {name: tuple(senses) for name, senses in names.items()},
        {code: tuple(senses) for code, senses in codes.items()},
        *(frozenset(words[name]) for name in _WORDS),
    )


_WORDS = ('doubtful codes', 'wide', 'around', 'no town', 'about', 'joining', 'before', 'county')
# Of these words the capitals count.
_AS_WRITTEN = ('doubtful codes', 'before', 'county')
_KINDS = {'countries': 'country', 'regions': 'region', 'cities': 'city'}


def _gather(section: str, code: str, rest: str, names: dict[str, list[Sense]], codes: dict[str, list[Sense]]) -> None:
    country, _, letters = code.partition('-')
    region = code if letters else None
    kind = _KINDS[section]
    if kind == 'country':
        codes.setdefault(code, []).append(Sense(code, None, 'code', False))
    elif kind == 'region' and letters.isalpha():
        codes.setdefault(letters, []).append(Sense(country, code, 'code', country not in LETTERED))
    firm, weak = Sense(country, region, kind, False), Sense(country, region, kind, True)
    for name in folded(rest).split('; '):
        if name[0] == '~':
            names.setdefault(name[1:], []).append(weak)
        else:
            names.setdefault(name, []).append(firm)
