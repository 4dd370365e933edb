"""``lintjob config``: what holds for a file or a folder, and where each value was said."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator

from lintjob import cli, ruleset
from lintjob.cli.plan import Plan
from lintjob.cli.sieves import BASELINE_FILES, IGNORE_FILES
from lintjob.config import Inputs, Settings, find
from lintjob.errors import Complaint, LintjobError, Name
from lintjob.paths import from_here
from lintjob.typed import NamedTuple

_WIDTH = 12


class Row(NamedTuple):
    """A value under its name: in words, as data, and where it was said ('' for nowhere).

    Of a list each item is a row of its own; ``is_list`` says so, and a list without any is a row with no data.
    """

    name: str
    says: str
    data: object
    origin: str = ''
    is_list: bool = False


#: What holds where nothing is said.
_DEFAULT = 'default'


def run(arguments: argparse.Namespace) -> int:
    """Print what holds for a path; gives the exit code."""
    path: str = arguments.path
    plan = Plan.of(arguments)
    for complaint in plan.complaints:
        print(complaint, file=sys.stderr)
    is_folder = os.path.isdir(path)
    if not is_folder and not os.path.exists(path):
        # It may be meant for a file that is yet to come; a slip of the pen should show all the same.
        parent = os.path.dirname(path) or '.'
        if not os.path.isdir(parent):
            raise LintjobError([Complaint(path, 0, 0, 'there is no such file or folder')])
    rows = list(_rows(plan, arguments, path, is_folder=is_folder))
    if arguments.format == 'json':
        print(json.dumps(_object(rows, path), ensure_ascii=False, indent=1))
    else:
        _print(rows, path, is_folder=is_folder, is_there=is_folder or os.path.exists(path))
    return cli.FAILED if plan.complaints else cli.CLEAN


# ---------------------------------------------------------------- what holds


def _rows(plan: Plan, arguments: argparse.Namespace, path: str, *, is_folder: bool) -> Iterator[Row]:
    config = plan.config
    its = _settings(plan, path, is_folder=is_folder)
    yield Row('settings', from_here(config.path) or 'none', from_here(config.path) or None)
    glob = config.excluding(path)
    yield Row('excluded', f'yes, by {glob.text}' if glob else 'no', glob is not None, where(glob))
    if is_folder:
        yield from _list('exclude', 'nothing', ((name.text, name.text, name) for name in config.exclude))
    else:
        fitting = [config.sections[number] for number in its.sections if config.sections[number].globs]
        globs = [[glob.text for glob in section.globs] for section in fitting]
        rows = zip(map(', '.join, globs), globs, (section.globs[0] for section in fitting), strict=True)
        yield from _list('sections', 'none', rows)
    yield from _list('select', 'all', ((name.text, name.text, name) for name in its.select))
    yield from _list('ignore', 'none', ((name.text, name.text, name) for name in its.ignore))
    levels = ((f'{name.text}: {level.text}', {name.text: level.text}, name) for name, level in its.levels)
    yield from _list('levels', 'as the rules say', levels)
    given = Name(arguments.fail_level, '--fail-level') if arguments.fail_level else config.fail_level
    yield _single('fail-level', given, 'warning', 'warning')
    yield _single('language', its.language, 'told by the words')
    yield _single('place', its.place, 'not known')
    yield _single('employees', its.employees, 'not known')
    yield _single('adverts', its.adverts, 'own', 'own')
    if not is_folder:
        yield _input(config.input(path))
    yield from _applied(plan, arguments, its)
    for name, names in (('suppressions', IGNORE_FILES), ('baseline', BASELINE_FILES)):
        found = find('.', names)
        yield Row(name, from_here(found) if found else 'none', from_here(found) if found else None)


def _settings(plan: Plan, path: str, *, is_folder: bool) -> Settings:
    if not is_folder:
        return plan.settings(path)
    # Of a folder: what holds for files that no section fits. Options, which have no globs, hold for all.
    config = plan.config
    return config.of(number for number, section in enumerate(config.sections) if not section.globs)


def _list(name: str, otherwise: str, items: Iterable[tuple[str, object, Name]]) -> Iterator[Row]:
    rows = [Row(name, says, data, where(said), is_list=True) for says, data, said in items]
    yield from rows or [Row(name, otherwise, None, _DEFAULT, is_list=True)]


def _single(name: str, said: Name | None, otherwise: str, data: object = None) -> Row:
    if said is None:
        return Row(name, otherwise, data, _DEFAULT)
    return Row(name, said.text, int(said.text) if name == 'employees' else said.text, where(said))


def _input(said: Inputs | None) -> Row:
    if said is None:
        return Row('inputs', 'told by name and content', None, _DEFAULT)
    layout = said.layout
    records = None if layout.records is None else '.'.join(layout.records)
    fields = {name: ['.'.join(path) for path in paths] for name, paths in layout.fields.items()}
    says = [f'format {layout.format}'] if layout.format else []
    says += [f'records in {records}'] if records else []
    says += [f'{name} in {" or ".join(paths)}' for name, paths in fields.items()]
    data = {'format': layout.format or None, 'records': records, 'fields': fields}
    return Row('inputs', '; '.join(says) or 'told by name and content', data, where(said.globs[0]))


def _applied(plan: Plan, arguments: argparse.Namespace, its: Settings) -> Iterator[Row]:
    rules = [rule.id for rule in plan.ruleset.rules if its.picks(rule.id)]
    total = len(plan.ruleset.rules)
    yield Row('rules', f'{len(rules)} of {total} are applied', {'applied': rules, 'known': total})
    folders = [
        (from_here(ruleset.shipped_folder()), 'shipped'),
        *((name.text, where(name)) for name in plan.config.rules),
        *((folder, '--rules') for folder in arguments.rules),
    ]
    for folder, origin in folders:
        yield Row('folders', folder, folder, origin, is_list=True)


def where(name: Name | None) -> str:
    """Where a value was said: an option, or a place in a file as seen from here; '' for nowhere."""
    return name.place if name else ''


# ---------------------------------------------------------------- how it is said


def _print(rows: list[Row], path: str, *, is_folder: bool, is_there: bool) -> None:
    what = 'files that no section fits' if is_folder else 'this file' if is_there else 'this file, which is not there'
    print(f'{path}: what holds for {what}')
    before = ''
    for row in rows:
        name = '' if row.is_list and row.name == before else row.name
        print(f'  {name:{_WIDTH}} {row.says}{f"  ({row.origin})" if row.origin else ""}')
        before = row.name


def _object(rows: list[Row], path: str) -> dict[str, object]:
    found: dict[str, object] = {'path': path}
    for row in rows:
        said = {'value': row.data, 'origin': row.origin or None}
        if row.is_list:
            its = found.setdefault(row.name, [])
            if isinstance(its, list) and row.data is not None:
                its.append(said)
        else:
            found[row.name] = said if row.name not in _PLAIN else row.data
    return found


#: What is found, not said.
_PLAIN = ('settings', 'rules', 'suppressions', 'baseline')
