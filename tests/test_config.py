"""The settings file: what it may say, where it is found, what is wrong with it."""

from __future__ import annotations

import os
import re

import pytest
import yaml
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from lintjob import config
from lintjob.config import Config, Section, reader
from lintjob.config.keys import KEYS
from lintjob.config.places import is_known, meant
from lintjob.errors import LintjobError, Name
from lintjob.facts import language
from lintjob.paths import from_here
from lintjob.problem import LEVELS, Level


@pytest.fixture
def write(tmp_path, monkeypatch):
    """A function that writes a settings file in the working folder and gives its path."""
    monkeypatch.chdir(tmp_path)

    def write_file(text: str | bytes, folder: str = '.', name: str = config.FILE_NAMES[0]) -> str:
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(os.path.abspath(folder), name)
        with open(path, 'wb') as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    return write_file


def said(path: str) -> list[str]:
    """What is said of a settings file, without its path."""
    shown = from_here(path)
    with pytest.raises(LintjobError) as caught:
        config.read(path)
    assert {complaint.path for complaint in caught.value.complaints} == {shown}
    return [
        str(complaint).removeprefix(f'{shown}:').replace(' error: ', ' ', 1).strip()
        for complaint in caught.value.complaints
    ]


def bare(value: object) -> object:
    """Settings without the places where they were said."""
    if isinstance(value, Name):
        return value.text
    if isinstance(value, Config):
        value = value._replace(path='', home='')
    return type(value).__name__, tuple(map(bare, value)) if isinstance(value, tuple) else value


@pytest.mark.parametrize('text', ['', '# nothing yet\n', '{}\n', '---\n'])
def test_nothing_is_said(write, text):
    path = write(text)
    assert config.read(path) == Config(home=os.path.dirname(path), path=path)


def test_everything_is_said(write):
    text = (
        'select: [salary, level.opaque]\nignore: salary.vague\nrules: [house, ../shared/rules]\nfail-level: suggestion\n'
        'language: de\nemployees: 50\nadverts: copy\nplace: US-NY\nlevels: {salary: error}\nexclude: [a/**]\n'
        'paths:\n- files: b/*.md\n  select: [level]\n'
    )
    path = write(text)

    def name(text: str, line: int, column: int) -> Name:
        return Name(text, from_here(path), line, column)

    assert config.read(path) == Config(
        Section(
            select=(name('salary', 1, 10), name('level.opaque', 1, 18)),
            ignore=(name('salary.vague', 2, 9),),
            levels=((name('salary', 9, 10), name('error', 9, 18)),),
            language=name('de', 5, 11),
            place=name('US-NY', 8, 8),
            employees=name('50', 6, 12),
            adverts=name('copy', 7, 10),
        ),
        (Section((name('b/*.md', 12, 10),), (name('level', 13, 12),)),),
        rules=(name('house', 3, 9), name(os.path.join('..', 'shared', 'rules'), 3, 16)),
        fail_level=name('suggestion', 4, 13),
        exclude=(name('a/**', 10, 11),),
        home=os.path.dirname(path),
        path=path,
    )


def test_every_key_is_read_by_something():
    assert {key.kind for key in KEYS} == {*reader.READERS}
    assert {key.name for key in KEYS if key.is_by_path} == {*Section._fields} - {'globs'}


@pytest.mark.parametrize('case', cases('config_errors'))
def test_mistakes(write, case):
    known = ', '.join(sorted(language.codes()))
    assert said(write(case['text'] + '\n')) == [each.replace('{languages}', known) for each in case['said']]


def test_what_is_no_text(write):
    assert said(write(b'select: [\xff]\n')) == ['1:10: this is not UTF-8 (byte 0xff); save the file as UTF-8']


@pytest.mark.parametrize('case', cases('config_toml'))
def test_settings_in_a_project_file(write, case):
    path = write(case['text'], name=config.PROJECT)
    if 'said' in case:
        assert said(path) == case['said']
    else:
        assert bare(config.read(path)) == bare(config.read(write(case['same'])))


def test_it_is_not_readable(write):
    assert said('nowhere.yaml') == [
        "nowhere.yaml: error: this can't be read: No such file or directory".partition('error: ')[2]
    ] or ("this can't be read" in said('nowhere.yaml')[0])
    os.mkdir('folder')
    assert "this can't be read: " in said('folder')[0]


# ---------------------------------------------------------------- where it is found


def test_it_is_found_upwards(write):
    path = write('language: de\n')
    os.makedirs('a/b/c')
    assert config.find('.') == config.find('a/b/c') == config.find('a') == path
    nearer = write('language: en\n', 'a/b')
    assert config.find('a/b/c') == config.find('a/b') == nearer
    assert config.find('a') == path


def test_a_folder_of_its_name_is_none(write):
    path = write('')
    os.makedirs(f'a/{config.FILE_NAMES[0]}')
    assert config.find('a') == path


def test_there_is_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config.os.path, 'isfile', lambda path: False)
    assert config.find_settings('.') is None


def test_a_project_file_counts_where_it_has_our_table(write):
    above = write('language: de\n')
    write('[project]\nname = "a"\n', 'a', config.PROJECT)
    assert config.find_settings('a') == above
    write('# see tool.lintjob in the folder above\n[tool.other]\n', 'a', config.PROJECT)
    assert config.find_settings('a') == above
    ours = write('[tool.lintjob]\n', 'a', config.PROJECT)
    assert config.find_settings('a') == ours
    assert config.find('a') == above
    own = write('', 'a')
    assert config.find_settings('a') == own


def test_a_project_file_of_others_is_not_read(write, monkeypatch):
    write('[tool.other\nthis is no TOML\n', name=config.PROJECT)
    monkeypatch.setattr(config.os.path, 'dirname', lambda path: path)
    monkeypatch.setattr(reader, 'has_table', None)
    assert config.find_settings('.') is None


def test_folders_of_rules_are_meant_from_where_the_file_stands(write, monkeypatch):
    path = write('rules: [house, ../shared, /absolute]\n', 'a')

    def rules(path: str) -> list[str]:
        return [name.text.replace(os.sep, '/') for name in config.read(path).rules]

    assert rules(path) == ['a/house', 'shared', '/absolute']
    os.makedirs('a/b')
    monkeypatch.chdir('a/b')
    assert rules(config.find('.')) == ['../house', '../../shared', '/absolute']


# ---------------------------------------------------------------- what holds for a file


SECTIONS = """\
language: en
levels: {salary: error, salary.vague: warning}
ignore: [clarity]
select: [salary, clarity, damage]
exclude: [archive, '*.draft.md']
paths:
- files: [boards/**]
  adverts: copy
  levels: {salary: suggestion, damage.entity: error}
- files: [boards/de/**, '*.de.md']
  language: de
  ignore: [salary.vague]
  select: [salary]
"""


@pytest.mark.parametrize(
    ('path', 'sections', 'expected'),
    [
        ('a.md', (), {'language': 'en', 'adverts': None, 'ignore': ['clarity'], 'select': ['salary', 'clarity', 'damage']}),
        ('boards/a.md', (0,), {'language': 'en', 'adverts': 'copy', 'ignore': ['clarity']}),
        ('boards/de/a.md', (0, 1), {'language': 'de', 'adverts': 'copy', 'ignore': ['clarity', 'salary.vague'], 'select': ['salary']}),
        ('./b/../x/a.de.md', (1,), {'language': 'de', 'adverts': None}),
        ('boardsX/a.md', (), {}),
    ],
)  # fmt: skip
def test_what_holds_for_a_file(write, path, sections, expected):
    held = config.read(write(SECTIONS)).at(path)
    assert held.sections == sections
    for key, value in expected.items():
        found = getattr(held, key)
        found = found.text if isinstance(found, Name) else found and [name.text for name in found]
        assert found == value, key


@pytest.mark.parametrize(
    ('path', 'rule', 'level'),
    [
        ('a.md', 'salary.missing', Level.ERROR),
        ('a.md', 'salary.vague', Level.WARNING),
        ('a.md', 'damage.entity', None),
        ('boards/a.md', 'salary.missing', Level.SUGGESTION),
        ('boards/a.md', 'salary.vague', Level.WARNING),
        ('boards/a.md', 'damage.entity', Level.ERROR),
    ],
)
def test_the_longest_name_decides_the_level(write, path, rule, level):
    assert config.read(write(SECTIONS)).at(path).level(rule) == level


@pytest.mark.parametrize(
    ('path', 'glob'),
    [
        ('archive/2020/a.md', 'archive'),
        ('x/a.draft.md', '*.draft.md'),
        ('a.md', None),
        ('archives/a.md', None),
    ],
)
def test_what_is_excluded(write, path, glob):
    found = config.read(write(SECTIONS)).excluding(path)
    assert (found and found.text) == glob


def test_globs_are_seen_from_the_settings_not_from_here(write, monkeypatch):
    path = write(SECTIONS)
    os.makedirs('boards/de')
    monkeypatch.chdir('boards/de')
    settings = config.read(path)
    assert settings.fitting('a.md') == (0, 1)
    assert settings.fitting('../../a.md') == ()
    assert settings.fitting(os.path.abspath('a.md')) == (0, 1)


@pytest.mark.skipif(not hasattr(os, 'symlink') or os.name == 'nt', reason='needs links')
def test_a_way_round_through_a_link_leads_to_the_same(write, tmp_path):
    path = write(SECTIONS, 'repository')
    os.symlink(tmp_path / 'repository', tmp_path / 'link')
    assert config.read(path).fitting('link/boards/a.md') == (0,)


# ---------------------------------------------------------------- any settings


NAMES = st.lists(
    st.sampled_from(['salary', 'salary.vague', 'level', 'damage', 'clarity']).map(lambda text: Name(text, 'x')),
    max_size=3,
)
SAID = st.builds(
    Section,
    globs=st.just((Name('*', 'x'),)),
    select=st.none() | NAMES.map(tuple),
    ignore=NAMES.map(tuple),
    levels=st.lists(st.tuples(NAMES.filter(bool).map(lambda names: names[0]), st.sampled_from([Name(level, 'x') for level in LEVELS])), max_size=3).map(tuple),
    language=st.none() | st.sampled_from([Name('de', 'x'), Name('en', 'x')]),
)  # fmt: skip
RULES = ('salary.vague', 'salary.missing', 'level.opaque', 'damage.entity', 'clarity.hard')


@given(SAID, st.lists(SAID, max_size=4))
def test_the_algebra_of_sections(every, sections):
    """An empty section changes nothing, the last word counts, and what is left out stays left out."""
    every = every._replace(globs=())
    made = Config(every, tuple(sections))
    held = made.of(range(len(sections)))
    padded = Config(every, (*sections, Section((Name('*', 'x'),)))).of(range(len(sections) + 1))
    assert padded._replace(sections=()) == held._replace(sections=())
    assert held.language == next((each.language for each in reversed((every, *sections)) if each.language), None)
    for rule in RULES:
        if any(rule.startswith(name.text) for each in (every, *sections) for name in each.ignore):
            assert not held.picks(rule)
        last = next((each for each in reversed((every, *sections)) if each.select is not None), None)
        chosen = last is None or not last.select or any(rule.startswith(name.text) for name in last.select)
        assert held.picks(rule) <= chosen
    if sections:
        # To say a section twice is to say it once.
        twice = Config(every, (*sections, sections[-1])).of(range(len(sections) + 1))
        assert twice._replace(sections=()) == held._replace(sections=())


PIECES = st.sampled_from([
    *(f'{key.name}:' for key in KEYS), *(f'{key.name} = ' for key in KEYS), 'files: ', '[tool.lintjob]\n', '[[tool.lintjob.paths]]\n',
    '\n', '\n  ', '- ', '[', ']', '{', '}', '"', "'", '#', ' ', ',', ': ', '.', 'salary', 'error', 'off', '50', 'GB', 'de', '*', '&a', '\t', '\\', 'é',
])  # fmt: skip


@given(st.lists(PIECES, max_size=25).map(''.join), st.sampled_from([config.FILE_NAMES[0], config.PROJECT]))
def test_whatever_stands_there_it_is_read_or_complained_of_in_its_place(tmp_path_factory, text, name):
    # A folder of its own: settings above those of other tests would hold for them.
    folder = tmp_path_factory.getbasetemp() / 'any-settings'
    folder.mkdir(exist_ok=True)
    path = str(folder / name)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    try:
        made = config.read(path)
    except LintjobError as error:
        lines = text.split('\n')
        for complaint in error.complaints:
            assert 1 <= complaint.line <= len(lines) + 1
            assert complaint.column >= 1
    else:
        assert made.at('a/b.md').circumstances('').day


# ---------------------------------------------------------------- places


@pytest.mark.parametrize('code', ['GB', 'US', 'DE', 'US-NY', 'CA-ON', 'FR-IDF', 'GB-SCT'])
def test_codes_of_places(code):
    assert is_known(code)


@pytest.mark.parametrize(
    ('text', 'code'),
    [
        ('gb', 'GB'),
        ('UK', 'GB'),
        ('us_ny', 'US-NY'),
        ('New York', 'US-NY'),
        ('Deutschland', 'DE'),
        ('US-XX', ''),
        ('', ''),
        ('XX-A', ''),
    ],
)
def test_what_is_meant_by_a_name(text, code):
    assert not is_known(text)
    assert meant(text) == code


def test_the_start_that_init_writes_is_settings(write):
    from lintjob.cli.init import text

    started = text('.lintjob.schema.json')
    assert config.read(write(started)) == Config(home=os.getcwd(), path=os.path.abspath(config.FILE_NAMES[0]))
    # Without the signs that comment it out, every key is there and right.
    lines = [line.removeprefix('#') for line in started.splitlines() if not re.match(r'# \S', line)]
    assert [*yaml.safe_load('\n'.join(lines))] == [key.name for key in KEYS]
    config.read(write('\n'.join(lines)))
