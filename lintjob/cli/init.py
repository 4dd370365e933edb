"""``lintjob init``: a start for the settings of a team."""

from __future__ import annotations

import argparse
import os
import textwrap

from lintjob import cli, schemas
from lintjob.config import FILE_NAMES, PROJECT, find, find_settings
from lintjob.config.keys import KEYS, Key
from lintjob.config.reader import place_of_table
from lintjob.errors import Complaint, LintjobError
from lintjob.paths import from_here

SCHEMA_NAME = '.lintjob.schema.json'
_WIDTH = 100


def run(arguments: argparse.Namespace) -> int:
    """Write a settings file, and the schema by which editors complete it; gives the exit code."""
    folder: str = arguments.folder
    if not os.path.isdir(folder):
        raise LintjobError([Complaint(folder, 0, 0, 'there is no such folder')])
    path = os.path.join(folder, FILE_NAMES[0])
    beside = os.path.join(folder, SCHEMA_NAME)
    schema = _shipped() if arguments.schema else ''
    for there in (*(os.path.join(folder, name) for name in FILE_NAMES), *([beside] if schema else [])):
        if os.path.lexists(there) and not (there == beside and _holds(beside, schema)):
            raise LintjobError([Complaint(there, 1, 1, 'this is there already, and is left as it is')])
    project = find(folder, (PROJECT,))
    if project and os.path.dirname(project) == os.path.abspath(folder):
        says = 'the settings stand here already, under [tool.lintjob]; a file of their own would come before them'
        raise LintjobError([Complaint(os.path.join(folder, PROJECT), *place_of_table(project), says)])
    above = find_settings(os.path.join(os.path.abspath(folder), os.pardir))
    if schema and not os.path.lexists(beside):
        _write(beside, schema)
        print(f'{beside}: written; editors complete and check the settings by it')
    _write(path, text(SCHEMA_NAME if schema else ''))
    print(f'{path}: written; every key stands in it behind a #, with what it is for')
    if above:
        print(f'{from_here(above)}: holds no longer in {folder}, for the nearest settings hold alone')
    print('Take the # away from what you want, then run: lintjob config')
    return cli.CLEAN


def _shipped() -> str:
    with open(schemas.path('config'), encoding='utf-8') as file:
        return file.read()


def _holds(path: str, content: str) -> bool:
    try:
        with open(path, encoding='utf-8') as file:
            return file.read() == content
    except (OSError, UnicodeDecodeError):
        return False


def _write(path: str, content: str) -> None:
    # Never over what is there, nor through a link.
    with open(path, 'x', encoding='utf-8', newline='\n') as file:
        file.write(content)


def text(schema: str = '') -> str:
    """A settings file in which every key stands, commented out. ``schema`` is where its schema is, '' for none."""
    head = [f'# yaml-language-server: $schema={schema}', ''] if schema else []
    head += [
        '# Settings of lintjob for this folder and all below. What is commented out is not in force;',
        '# "lintjob config FILE" shows what holds for a file, and where it was said.',
    ]
    return '\n'.join([*head, *map(_entry, KEYS), ''])


def _entry(key: Key) -> str:
    about = textwrap.wrap(key.short, _WIDTH, initial_indent='# ', subsequent_indent='# ')
    value = f'{key.name}:{key.example}' if key.example.startswith('\n') else f'{key.name}: {key.example}'
    # No blank after the # of a key, so that what is to be taken away is one sign.
    return '\n'.join(['', *about, *(f'#{line}' for line in value.split('\n'))])
