"""Settings that a team keeps beside its listings, found from the working folder upwards.

They stand in ``.lintjob.yaml`` or under ``[tool.lintjob]`` in ``pyproject.toml``. What reads them is imported where
there is a file (``lintjob.config.reader``), for most runs have none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from lintjob.circumstances import Circumstances
from lintjob.errors import Name
from lintjob.layout import ANY, Layout
from lintjob.problem import LEVELS, Level
from lintjob.typed import NamedTuple

#: Whose adverts these may be: the employer's own, or copies of what others wrote.
ADVERTS = ('own', 'copy')

FILE_NAMES = ('.lintjob.yaml', '.lintjob.yml')
PROJECT = 'pyproject.toml'
#: A project's file without these bytes has no settings of ours, and is not read.
TABLE = b'tool.lintjob'

#: A level for all rules that a name fits: the name, and the name of the level.
LevelOf = tuple[Name, Name]


class Inputs(NamedTuple):
    """What the files that one of some globs fits are made of."""

    globs: tuple[Name, ...]
    layout: Layout


class Section(NamedTuple):
    """What is said of some files: of those that one of ``globs`` fits, of all where there are none.

    Every value is a ``Name``, so it knows where it was said. ``select`` None: nothing is said of it.
    """

    globs: tuple[Name, ...] = ()
    select: tuple[Name, ...] | None = None
    ignore: tuple[Name, ...] = ()
    levels: tuple[LevelOf, ...] = ()
    language: Name | None = None
    place: Name | None = None
    employees: Name | None = None
    adverts: Name | None = None


class Settings(NamedTuple):
    """What holds for one file: what is said of all, and of it by the sections that fit (their numbers, from 0).

    ``select`` is empty for all rules. ``language`` (ISO 639-1) is that of listings that do not say it themselves; None to
    tell by their words. ``place`` (ISO 3166) is where jobs are of which the advert names no place. ``employees``: how
    many the employer has; None for unknown. ``adverts``: one of ADVERTS; None for the employer's own.
    """

    select: tuple[Name, ...] = ()
    ignore: tuple[Name, ...] = ()
    levels: tuple[LevelOf, ...] = ()
    language: Name | None = None
    place: Name | None = None
    employees: Name | None = None
    adverts: Name | None = None
    sections: tuple[int, ...] = ()

    def picks(self, rule: str) -> bool:
        """Whether a rule is applied, by its id."""
        return (not self.select or any(rule.startswith(name.text) for name in self.select)) and not any(
            rule.startswith(name.text) for name in self.ignore
        )

    def level(self, rule: str) -> Level | None:
        """The level that is said of a rule, by the longest name that fits its id; None where nothing is."""
        best = max((pair for pair in self.levels if rule.startswith(pair[0].text)), key=_length, default=None)
        return LEVELS[best[1].text] if best else None

    def circumstances(self, today: str) -> Circumstances:
        """What is so of the adverts of such a file. ``today`` is an ISO date, '' for the clock's."""
        return Circumstances(
            today,
            int(self.employees.text) if self.employees else None,
            self.adverts is not None and self.adverts.text == 'copy',
            self.place.text if self.place else '',
        )


def _length(pair: LevelOf) -> int:
    return len(pair[0].text)


class Config(NamedTuple):
    """What a run is told once instead of at each call.

    ``every`` is what is said of all files, ``sections`` of some; those that come later come first. ``rules`` are folders
    of more rules, as paths that the program can open from where it runs. ``inputs`` say what files are made of, the
    first that fits holds; files that a glob of ``exclude`` fits are left alone. Globs are those of ``home``, the
    folder of the settings; ``path`` is their file, '' for none.
    """

    every: Section = Section()
    sections: tuple[Section, ...] = ()
    rules: tuple[Name, ...] = ()
    fail_level: Name | None = None
    inputs: tuple[Inputs, ...] = ()
    exclude: tuple[Name, ...] = ()
    home: str = ''
    path: str = ''

    def layout(self, path: str) -> Layout:
        """What the settings say of the make of a file."""
        found = self.input(path)
        return found.layout if found else ANY

    def input(self, path: str) -> Inputs | None:
        """The entry that says what a file is made of; None where none does."""
        if not self.inputs:
            return None
        inside = _inside(path, self.home)
        return next((each for each in self.inputs if _fits(each.globs, inside)), None)

    def excluding(self, path: str) -> Name | None:
        """The glob that leaves a file out; None where none does."""
        if not self.exclude:
            return None
        inside = _inside(path, self.home)
        return next((glob for glob in self.exclude if _fits((glob,), inside)), None)

    def fitting(self, path: str) -> tuple[int, ...]:
        """The sections that hold for a file, by number."""
        if not self.sections:
            return ()
        inside = _inside(path, self.home)
        return tuple(
            number for number, section in enumerate(self.sections) if not section.globs or _fits(section.globs, inside)
        )

    def at(self, path: str) -> Settings:
        """What holds for a file."""
        return self.of(self.fitting(path))

    def of(self, sections: Iterable[int] = ()) -> Settings:
        """What holds where some sections fit (by number), beside what is said of all.

        Later sections win: a single value and ``select`` replace those before, a level that of the same name;
        what is left out is added.
        """
        numbers = tuple(sections)
        said = [self.every, *(self.sections[number] for number in numbers)]
        select: tuple[Name, ...] = ()
        levels: dict[str, LevelOf] = {}
        ignore: dict[str, Name] = {}
        for each in said:
            select = select if each.select is None else each.select
            for name in each.ignore:
                ignore.setdefault(name.text, name)
            for pair in each.levels:
                levels[pair[0].text] = pair
        language, place, employees, adverts = (
            next((value for each in reversed(said) if (value := getattr(each, field)) is not None), None)
            for field in ('language', 'place', 'employees', 'adverts')
        )
        return Settings(
            select, tuple(ignore.values()), tuple(levels.values()), language, place, employees, adverts, numbers
        )


def _inside(path: str, home: str) -> str:
    """A path as globs see it."""
    # Imported here, as what follows: most runs have no globs.
    from lintjob import paths  # noqa: PLC0415

    return paths.inside(path, home or os.getcwd())


def _fits(globs: Iterable[Name], inside: str) -> bool:
    from lintjob import pathglob  # noqa: PLC0415

    return any(pathglob.matches(glob.text, inside) for glob in globs)


def find(folder: str, names: Iterable[str] = FILE_NAMES) -> str | None:
    """The file of one of some names that holds for a folder: its own, or that of the nearest folder above.

    A ``pyproject.toml`` among the names counts only where it has settings of ours.
    """
    names = tuple(names)
    folder = os.path.abspath(folder)
    while True:
        for name in names:
            path = os.path.join(folder, name)
            # A link that leads nowhere is no file that is not there: who reads it will say so.
            if os.path.lexists(path) and not os.path.isdir(path) and (name != PROJECT or _is_ours(path)):
                return path
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def find_settings(folder: str) -> str | None:
    """The file of the settings that hold for a folder."""
    return find(folder, (*FILE_NAMES, PROJECT))


def _is_ours(path: str) -> bool:
    try:
        with open(path, 'rb') as file:
            if TABLE not in file.read():
                return False
    except OSError:
        return False
    from lintjob.config.reader import has_table  # noqa: PLC0415

    return has_table(path)


def read(path: str) -> Config:
    """The settings in a file. Raises LintjobError with every mistake in it, each at its place."""
    from lintjob.config import reader  # noqa: PLC0415

    return reader.read(path)
