"""Settings that a team keeps beside its listings: ``.lintjob.yaml``, found from the working folder upwards."""

from __future__ import annotations

import os
from typing import NamedTuple

from lintjob import pathglob
from lintjob.errors import Complaint, LintjobError, Name
from lintjob.facts import language as languages
from lintjob.layout import ANY, DESCRIPTION, FORMATS, Layout, Path
from lintjob.listing import FIELD_NAMES
from lintjob.problem import LEVELS, Level
from lintjob.source import decode
from lintjob.yamlfile import Node, Reading

#: Whose adverts these may be: the employer's own, or copies of what others wrote.
ADVERTS = ('own', 'copy')

FILE_NAMES = ('.lintjob.yaml', '.lintjob.yml')


class Inputs(NamedTuple):
    """What the files that one of some globs fits are made of."""

    globs: tuple[str, ...]
    layout: Layout


class Config(NamedTuple):
    """What a run is told once instead of at each call. The command line's own options come before it.

    ``language`` (ISO 639-1) is that of listings that do not say it themselves; None to tell by their
    words. ``employees``: how many the employer has; None for unknown. ``adverts``: one of ADVERTS; None
    for the employer's own. ``rules`` are folders of more rules, as paths that the program can open from where it runs.
    ``inputs`` say what files are made of, the first that fits holds; globs are those of ``home``, the folder of the settings.
    """

    select: tuple[Name, ...] = ()
    ignore: tuple[Name, ...] = ()
    rules: tuple[str, ...] = ()
    fail_level: Level | None = None
    language: str | None = None
    employees: int | None = None
    adverts: str | None = None
    inputs: tuple[Inputs, ...] = ()
    home: str = ''

    def layout(self, path: str) -> Layout:
        """What the settings say of the make of a file."""
        if not self.inputs:
            return ANY
        inside = os.path.relpath(os.path.abspath(path), self.home).replace(os.sep, '/')
        for each in self.inputs:
            if any(pathglob.matches(glob, inside) for glob in each.globs):
                return each.layout
        return ANY


def find(folder: str) -> str | None:
    """The settings file that holds for a folder: its own, or that of the nearest folder above."""
    folder = os.path.abspath(folder)
    while True:
        for name in FILE_NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                return path
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def read(path: str) -> Config:
    """The settings in a file. Raises LintjobError with every mistake in it, each at its place."""
    try:
        with open(path, 'rb') as file:
            source = decode(path, file.read())
    except OSError as error:
        raise LintjobError([Complaint(path, 0, 0, f"this can't be read: {error.strerror}")]) from None
    reading = Reading(source)
    root = reading.root()
    lists: dict[str, tuple[Name, ...]] = {'select': (), 'ignore': (), 'rules': ()}
    fail_level = language = employees = adverts = None
    inputs: tuple[Inputs, ...] = ()
    values = root.mapping((*lists, 'fail-level', 'language', 'employees', 'adverts', 'inputs')) if root else {}
    for name, node in values.items():
        if name in lists:
            texts = node.texts()
            for text, its_node in texts:
                if not text.strip():
                    its_node.complain('this name is empty')
            lists[name] = tuple(Name(text, path, *source.position(its_node.start)) for text, its_node in texts)
        elif name == 'language':
            language = node.text()
            if language is not None and language not in languages.codes():
                known = ', '.join(sorted(languages.codes()))
                node.complain(f'"{language}" is no language that is known (ISO 639-1): {known}')
        elif name == 'employees':
            employees = node.number(int)
            if employees is not None and employees < 1:
                node.complain(f'"{employees}" should be 1 or more')
        elif name == 'adverts':
            adverts = node.choice(ADVERTS, name)
        elif name == 'inputs':
            inputs = tuple(_inputs(each) for each in node.items())
        else:
            choice = node.choice(LEVELS, 'level')
            fail_level = LEVELS[choice] if choice else None
    reading.raise_complaints()
    home = os.path.dirname(os.path.abspath(path))
    rules = tuple(os.path.normpath(os.path.join(os.path.relpath(home), folder.text)) for folder in lists['rules'])
    return Config(lists['select'], lists['ignore'], rules, fail_level, language, employees, adverts, inputs, home)


def _inputs(node: Node) -> Inputs:
    """One entry under ``inputs``: which files, and what they are made of."""
    values = node.mapping(('files', 'format', 'records', 'fields'))
    if 'files' not in values and node.is_mapping:
        node.complain('"files" is missing: the globs of the files that this is about')
    globs = tuple(text for text, _ in values['files'].texts()) if 'files' in values else ()
    form = values['format'].choice(FORMATS, 'format') if 'format' in values else None
    records = _path(values['records']) if 'records' in values else None
    fields: dict[str, tuple[Path, ...]] = {}
    for name, its_node in values['fields'].mapping((*FIELD_NAMES, DESCRIPTION)).items() if 'fields' in values else ():
        nodes = list(its_node.items()) if its_node.is_list else [its_node]
        fields[name] = tuple(path for each in nodes if (path := _path(each)))
    return Inputs(globs, Layout(form or '', records, fields))


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
