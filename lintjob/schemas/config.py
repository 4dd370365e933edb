"""The schema of the settings."""

from __future__ import annotations

from collections.abc import Callable

from lintjob import ruleset
from lintjob.config import ADVERTS
from lintjob.config.keys import BY_PATH, FILES, KEYS, Key
from lintjob.config.places import codes
from lintjob.config.reader import INPUT_KEYS
from lintjob.facts import language
from lintjob.layout import DESCRIPTION, FORMATS
from lintjob.listing import FIELD_NAMES
from lintjob.problem import LEVELS
from lintjob.rulefile import identify
from lintjob.schemas.parts import WORDS, Schema, mapping, one_of, plain, some
from lintjob.suppress.notices import NOTICES


def schema() -> Schema:
    """The schema of .lintjob.yaml; an empty file is one too."""
    return {
        **mapping({key.name: _described(key) for key in KEYS}),
        'type': ['object', 'null'],
        'definitions': _shared(),
    }


def _described(key: Key) -> Schema:
    otherwise = f' If it is not there: {plain(key.otherwise)}.'
    return {'description': f'{plain(key.says)[0].upper()}{plain(key.says)[1:]}.{otherwise}', **_VALUES[key.kind]()}


def known_names() -> list[str]:
    """The names of shipped rules, of their packs, and of notices, which editors complete."""
    ids = [identify(path) for path in ruleset.files(ruleset.shipped_folder())] + [about.id for about in NOTICES]
    return sorted({name for each in ids for name in (each, each.split('.', 1)[0])})


def _shared() -> Schema:
    return {
        'name': {'anyOf': [one_of(known_names()), WORDS]},
        'level': one_of(LEVELS),
        # Below the folder of the file, with / between names.
        'glob': {'type': 'string', 'pattern': r'^(?!(.*/)?\.\.(/|$))[^\\]*[^\\\s][^\\]*$'},
        'path': {'type': 'string', 'pattern': r'^\s*[^.\s][^.]*(\.\s*[^.\s][^.]*)*$'},
    }


_NAME = {'$ref': '#/definitions/name'}
_LEVEL = {'$ref': '#/definitions/level'}
_PATH = {'$ref': '#/definitions/path'}
_GLOB = {'$ref': '#/definitions/glob'}


def _levels() -> Schema:
    return {
        'type': 'object',
        'properties': dict.fromkeys(known_names(), _LEVEL),
        'additionalProperties': _LEVEL,
        'propertyNames': {'pattern': r'\S'},
    }


def _place() -> Schema:
    known = codes()
    parted = {code.partition('-')[0] for code in known if '-' in code}
    open_ = '|'.join(code for code in known if '-' not in code and code not in parted)
    return {'anyOf': [one_of(known), {'type': 'string', 'pattern': f'^({open_})-[A-Z0-9]{{1,3}}$'}]}


def _inputs() -> Schema:
    fields = mapping(dict.fromkeys((*FIELD_NAMES, DESCRIPTION), some(_PATH)))
    values = {FILES: some(_GLOB, 1), 'format': one_of(FORMATS), 'records': _PATH, 'fields': fields}
    return {'type': 'array', 'items': mapping({name: values[name] for name in INPUT_KEYS}, [FILES])}


def _paths() -> Schema:
    files = {'description': 'Globs of the files that this is about.', **some(_GLOB, 1)}
    its = {key.name: _described(key) for key in KEYS if key.name in BY_PATH}
    return {'type': 'array', 'items': mapping({FILES: files, **its}, [FILES])}


_VALUES: dict[str, Callable[[], Schema]] = {
    'names': lambda: some(_NAME),
    'levels': _levels,
    'level': lambda: one_of(LEVELS),
    'folders': lambda: some(WORDS),
    'globs': lambda: some(_GLOB, 1),
    'language': lambda: one_of(sorted(language.codes())),
    'place': _place,
    'count': lambda: {'type': 'integer', 'minimum': 1},
    'adverts': lambda: one_of(ADVERTS),
    'inputs': _inputs,
    'paths': _paths,
}
