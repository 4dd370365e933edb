"""The keys of the settings: one table, from which they are read, explained, and described to editors."""

from __future__ import annotations

from lintjob.typed import NamedTuple


class Key(NamedTuple):
    """One key. ``kind`` says what its value is (a key of ``lintjob.config.reader.READERS``).

    ``says`` is what it is for, ``otherwise`` what holds where it is not there, both for the table of the documentation;
    ``short`` is the same in one line, ``example`` a value as YAML, both for the file that ``lintjob init`` writes.
    ``is_by_path``: it may stand in a section under ``paths`` too.
    """

    name: str
    kind: str
    says: str
    otherwise: str
    short: str
    example: str
    is_by_path: bool = False


KEYS = (
    Key(
        'select', 'names',
        'only these rules are used: ids, packs or the beginnings of ids',
        'all',
        'Only these rules: ids, packs or the beginnings of ids.',
        '[salary, level.opaque]', True,
    ),
    Key(
        'ignore', 'names',
        'these are not',
        'none',
        'All but these rules.',
        '[clarity]', True,
    ),
    Key(
        'levels', 'levels',
        'levels of rules: ids, packs or the beginnings of ids, each with `error`, `warning` or `suggestion`; of several '
        'names that fit a rule the longest holds',
        'each rule has its own',
        'Levels of rules: error, warning or suggestion. The longest name that fits holds.',
        '\n  salary.missing: error\n  damage: suggestion', True,
    ),
    Key(
        'fail-level', 'level',
        '`error`, `warning` or `suggestion`: the least level that makes the exit code 1',
        '`warning`',
        'The least level that makes the exit code 1: error, warning or suggestion.',
        'warning',
    ),
    Key(
        'rules', 'folders',
        'folders of [your own rules](writing-rules.md), seen from the folder of the file; the shipped ones stay',
        'none',
        'Folders of more rules, seen from this file.',
        '[our-rules]',
    ),
    Key(
        'exclude', 'globs',
        'globs of files that are left alone, even where they are named, as by a hook',
        'none',
        'Files to leave alone, even where a hook names them.',
        "[archive, '*.draft.md']",
    ),
    Key(
        'language', 'language',
        'the language of listings that do not say it themselves, as a code of two letters (ISO 639-1)',
        'told by their words',
        'The language of listings that do not say it themselves (ISO 639-1).',
        'en', True,
    ),
    Key(
        'place', 'place',
        'where the jobs are of which the advert names no place: a country or a region as of ISO 3166, `GB` or `US-NY`; '
        'it decides [which law is asked](laws.md)',
        'not known',
        'Where the jobs are of which the advert names no place (ISO 3166), as in US-NY.',
        'GB', True,
    ),
    Key(
        'employees', 'count',
        'how many employees the employer has, in all; a law that asks larger ones only says nothing then '
        '([what laws ask](laws.md))',
        'not known: what holds for larger ones only is a suggestion',
        'How many employees the employer has: some laws on pay in adverts ask large ones only.',
        '50', True,
    ),
    Key(
        'adverts', 'adverts',
        '`own`, or `copy` where the adverts are copies of what others wrote, as on a board that gathers them; an '
        'employer does not answer for copies, so what a law asks is a suggestion',
        '`own`',
        'Whose adverts these are: own, or copy where others wrote them.',
        'own', True,
    ),
    Key(
        'inputs', 'inputs',
        'what files are made of: formats and where fields stand, by glob '
        '([settings for other shapes](formats.md#settings-for-other-shapes))',
        'told by names and content',
        'What files are made of, where neither name nor content shows it.',
        '\n  - files: [exports/*.json]\n    format: json\n    records: data.jobs\n    fields: {title: role.name}',
    ),
    Key(
        'paths', 'paths',
        'what holds for some files only ([below](#settings-for-some-files))',
        'the same holds for all',
        'What holds for some files only. Later sections win.',
        '\n  - files: [board/**]\n    adverts: copy\n    ignore: [clarity]',
    ),
)  # fmt: skip

#: The key of a section that says for which files it is.
FILES = 'files'

#: The keys that may stand in a section, beside FILES.
BY_PATH = tuple(key.name for key in KEYS if key.is_by_path)


def table() -> str:
    """The keys as a table in Markdown."""
    rows = ['| key | what | if it is not there |', '|---|---|---|']
    rows += [f'| `{key.name}` | {key.says} | {key.otherwise} |' for key in KEYS]
    return '\n'.join(rows)
