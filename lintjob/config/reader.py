"""A file of settings becomes a Config, or every mistake in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from lintjob import toml
from lintjob.config import ADVERTS, PROJECT, Config, Inputs, LevelOf, Section
from lintjob.config.keys import BY_PATH, FILES, KEYS
from lintjob.config.places import is_known, meant
from lintjob.errors import Name
from lintjob.facts import language as languages
from lintjob.layout import DESCRIPTION, FORMATS, Layout, Path
from lintjob.listing import FIELD_NAMES
from lintjob.paths import from_here
from lintjob.problem import LEVELS
from lintjob.source import Position, Source, load
from lintjob.yamlfile import Node, Reading

#: What people write for a level where they mean that a rule is not to be used.
_OFF = ('off', 'none', 'ignore', 'disable', 'disabled', 'false', 'no', '0')


def read(path: str) -> Config:
    """The settings in a file. Raises LintjobError with every mistake in it, each at its place."""
    source = _source(path)
    reading = Reading(source)
    root = _table(reading) if os.path.basename(path) == PROJECT else reading.root()
    config = _Parser(source.name, reading).config(root) if root else Config()
    reading.raise_complaints()
    return config._replace(home=os.path.dirname(os.path.abspath(path)), path=path)


def has_table(path: str) -> bool:
    """Whether a ``pyproject.toml`` has settings of ours. Raises LintjobError where that can't be told."""
    return _table(Reading(_source(path))) is not None


def place_of_table(path: str) -> Position:
    """Where the settings of a ``pyproject.toml`` begin."""
    reading = Reading(_source(path))
    table = _table(reading)
    return reading.source.position(table.start if table else 0)


def _source(path: str) -> Source:
    return load(path, from_here(path))


def _table(reading: Reading) -> Node | None:
    tool = toml.tree(reading.source).get('tool')
    ours = tool.get('lintjob') if tool else None
    # Its nodes are shaped as PyYAML's.
    return Node(reading, cast('Any', ours)) if ours else None


#: The keys that may stand at the top only.
_AT_TOP = frozenset(key.name for key in KEYS if not key.is_by_path)

#: The keys of an entry under ``inputs``.
INPUT_KEYS = (FILES, 'format', 'records', 'fields')


class _Parser:
    def __init__(self, path: str, reading: Reading) -> None:
        self._path = path
        self._reading = reading

    def config(self, root: Node) -> Config:
        values = root.mapping(key.name for key in KEYS)
        read: dict[str, Any] = {
            key.name: READERS[key.kind](self, values[key.name]) for key in KEYS if key.name in values
        }
        return Config(
            _section(read), read.get('paths', ()), read.get('rules', ()), read.get('fail-level'),
            read.get('inputs', ()), read.get('exclude', ()),
        )  # fmt: skip

    # ---------------------------------------------------------------- values, by kind

    def name(self, node: Node, text: str) -> Name:
        """A text with the place where it stands."""
        return Name(text, self._path, *self._reading.source.position(self._reading.offset + node.start))

    def names(self, node: Node) -> tuple[Name, ...]:
        found = []
        for text, its_node in node.texts():
            if text.strip():
                found.append(self.name(its_node, text))
            else:
                its_node.complain('this name is empty')
        return tuple(found)

    def globs(self, node: Node) -> tuple[Name, ...]:
        found = self.names(node)
        for name in found:
            if '\\' in name.text or '..' in name.text.split('/'):
                message = f'"{name.text}" should be a glob of files below the folder of this file, with / between names'
                self._reading.complaints.append(name.complaint(message))
        if node.is_list and not any(True for _ in node.items()):
            node.complain('this list is empty; it should hold at least one glob')
        return found

    def levels(self, node: Node) -> tuple[LevelOf, ...]:
        found = []
        for text, key, value in node.pairs():
            if not text.strip():
                key.complain('this name is empty')
            elif value.is_text and (said := value.text()) in _OFF:
                value.complain(f'"{said}" is no level; to leave {text} out, name it under "ignore"')
            elif level := self.choice(value, LEVELS, 'level'):
                found.append((self.name(key, text), level))
        return tuple(found)

    def choice(self, node: Node, choices: Mapping[str, object] | tuple[str, ...], what: str) -> Name | None:
        text = node.choice(choices, what)
        return None if text is None else self.name(node, text)

    def level(self, node: Node) -> Name | None:
        return self.choice(node, LEVELS, 'level')

    def adverts(self, node: Node) -> Name | None:
        return self.choice(node, ADVERTS, 'adverts')

    def language(self, node: Node) -> Name | None:
        text = node.text()
        if text is not None and text not in languages.codes():
            known = ', '.join(sorted(languages.codes()))
            node.complain(f'"{text}" is no language that is known (ISO 639-1): {known}')
        return None if text is None else self.name(node, text)

    def place(self, node: Node) -> Name | None:
        text = node.text()
        if text is not None and not is_known(text):
            near = meant(text)
            hint = f'; did you mean "{near}"?' if near else ', as in GB or US-NY'
            node.complain(f'"{text}" is no code of a country or region that is known (ISO 3166){hint}')
        return None if text is None else self.name(node, text)

    def count(self, node: Node) -> Name | None:
        number = node.number(int)
        if number is not None and number < 1:
            node.complain(f'"{number}" should be 1 or more')
        return None if number is None else self.name(node, str(number))

    def folders(self, node: Node) -> tuple[Name, ...]:
        home = os.path.dirname(self._path)
        return tuple(name._replace(text=os.path.normpath(os.path.join(home, name.text))) for name in self.names(node))

    def inputs(self, node: Node) -> tuple[Inputs, ...]:
        return tuple(self._input(each) for each in node.items())

    def _input(self, node: Node) -> Inputs:
        values = node.mapping(INPUT_KEYS)
        globs = self._files(node, values)
        form = values['format'].choice(FORMATS, 'format') if 'format' in values else None
        records = _path(values['records']) if 'records' in values else None
        fields: dict[str, tuple[Path, ...]] = {}
        its_fields = values['fields'].mapping((*FIELD_NAMES, DESCRIPTION)) if 'fields' in values else {}
        for name, its_node in its_fields.items():
            nodes = list(its_node.items()) if its_node.is_list else [its_node]
            fields[name] = tuple(path for each in nodes if (path := _path(each)))
        return Inputs(globs, Layout(form or '', records, fields))

    def _files(self, node: Node, values: Mapping[str, Node]) -> tuple[Name, ...]:
        """The globs of the files that an entry is about."""
        if FILES in values:
            return self.globs(values[FILES])
        if node.is_mapping:
            node.complain(f'"{FILES}" is missing: the globs of the files that this is about')
        return ()

    def paths(self, node: Node) -> tuple[Section, ...]:
        return tuple(self._sections(node))

    def _sections(self, node: Node) -> Iterator[Section]:
        kinds = {key.name: key.kind for key in KEYS}
        for each in node.items():
            misplaced = {name: key for name, key, _ in each.pairs() if name in _AT_TOP} if each.is_mapping else {}
            for name, key in misplaced.items():
                key.complain(f'"{name}" holds for all files, so it stands at the top, not in a section')
            values = each.mapping((FILES, *BY_PATH), misplaced)
            globs = self._files(each, values)
            read = {name: READERS[kinds[name]](self, value) for name, value in values.items() if name in BY_PATH}
            yield _section(read)._replace(globs=globs)


#: What reads a value, by the kind of its key.
READERS: dict[str, Callable[[_Parser, Node], Any]] = {
    'names': _Parser.names,
    'levels': _Parser.levels,
    'level': _Parser.level,
    'folders': _Parser.folders,
    'globs': _Parser.globs,
    'language': _Parser.language,
    'place': _Parser.place,
    'count': _Parser.count,
    'adverts': _Parser.adverts,
    'inputs': _Parser.inputs,
    'paths': _Parser.paths,
}


def _section(read: Mapping[str, Any]) -> Section:
    return Section((), **{name: read[name] for name in BY_PATH if name in read})


def _path(node: Node) -> Path | None:
    """Keys that lead to a value, written with dots between them: ``job.pay.minimum``."""
    text = node.text()
    if text is None:
        return None
    keys = tuple(key.strip() for key in text.split('.'))
    if not all(keys):
        node.complain(f'"{text}" is no path; it is written as the keys that lead to a value, as in job.pay.minimum')
        return None
    return keys
