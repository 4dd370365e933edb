"""The settings file: what it may say, where it is found, what is wrong with it."""

from __future__ import annotations

import os

import pytest

from lintjob import config
from lintjob.config import Config
from lintjob.errors import LintjobError, Name
from lintjob.facts import language
from lintjob.problem import Level


@pytest.fixture
def write(tmp_path, monkeypatch):
    """A function that writes the settings file of the working folder and gives its path."""
    monkeypatch.chdir(tmp_path)

    def write_file(text: str | bytes, folder: str = '.') -> str:
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(os.path.abspath(folder), config.FILE_NAMES[0])
        with open(path, 'wb') as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    return write_file


KNOWN = ', '.join(sorted(language.codes()))


def said(path: str) -> list[str]:
    """What is said of a settings file, without its path."""
    with pytest.raises(LintjobError) as caught:
        config.read(path)
    assert {complaint.path for complaint in caught.value.complaints} == {path}
    return [str(complaint).removeprefix(f'{path}:').removeprefix(' ') for complaint in caught.value.complaints]


@pytest.mark.parametrize('text', ['', '# nothing yet\n', '{}\n', '---\n'])
def test_nothing_is_said(write, text):
    path = write(text)
    assert config.read(path) == Config(home=os.path.dirname(os.path.abspath(path)))


def test_everything_is_said(write):
    text = 'select: [salary, level.opaque]\nignore: salary.vague\nrules: [house, ../shared/rules]\nfail-level: suggestion\nlanguage: de\n'
    text += 'employees: 50\nadverts: copy\n'
    path = write(text)
    assert config.read(path) == Config(
        (Name('salary', path, 1, 10), Name('level.opaque', path, 1, 18)),
        (Name('salary.vague', path, 2, 9),),
        ('house', os.path.join('..', 'shared', 'rules')),
        Level.SUGGESTION,
        'de',
        50,
        'copy',
        home=os.path.dirname(os.path.abspath(path)),
    )


@pytest.mark.parametrize(
    ('text', 'complaints'),
    [
        ('- a\n', ['1:1: error: this should be a mapping (key: value), not a list']),
        ('salary\n', ['1:1: error: this should be a mapping (key: value), not text']),
        ('selct: [a]\n', ['1:1: error: unknown key "selct"; did you mean "select"?']),
        ('zzz: 1\n', ['1:1: error: unknown key "zzz"; known are adverts, employees, fail-level, ignore, inputs, language, rules, select']),
        ('select: [a]\nselect: [b]\n', ['2:1: error: the key "select" stands here again; it stood in line 1 before']),
        ('fail-level: warn\n', ['1:13: error: unknown level "warn"; did you mean "warning"?']),
        ('fail-level:\n', ['1:12: error: unknown level ""; expected one of suggestion, warning, error']),
        ('employes: 5\n', ['1:1: error: unknown key "employes"; did you mean "employees"?']),
        ('employees: many\n', ['1:12: error: "many" should be a whole number']),
        ('employees: 0\n', ['1:12: error: "0" should be 1 or more']),
        ('employees: 2.5\n', ['1:12: error: "2.5" should be a whole number']),
        ('adverts: copies\n', ['1:10: error: unknown adverts "copies"; did you mean "copy"?']),
        ('language: english\n', [f'1:11: error: "english" is no language that is known (ISO 639-1): {KNOWN}']),
        ('language: xx\n', [f'1:11: error: "xx" is no language that is known (ISO 639-1): {KNOWN}']),
        ('rules: {a: b}\n', ['1:8: error: this should be a list, not a mapping']),
        ('ignore: [[a]]\n', ['1:10: error: this should be text, not a list']),
        ('select: [a\n', ["2:1: error: this is no YAML: did not find expected ',' or ']'"]),
        ('select: [""]\n', ['1:10: error: this name is empty']),
        ('rules:\n', ['1:7: error: this name is empty']),
        ('# é🎉\nselct: [a]\nlanguage: 7\nfail-level: [error]\n', [
            '2:1: error: unknown key "selct"; did you mean "select"?',
            f'3:11: error: "7" is no language that is known (ISO 639-1): {KNOWN}',
            '4:13: error: this should be text, not a list',
        ]),
        (b'select: [\xff]\n', ['1:10: error: this is not UTF-8 (byte 0xff); save the file as UTF-8']),
    ],
)  # fmt: skip
def test_mistakes(write, text, complaints):
    assert said(write(text)) == complaints


def test_it_is_not_readable(write):
    assert said('nowhere.yaml') == ["error: this can't be read: No such file or directory"]
    os.mkdir('folder')
    assert said('folder')[0].startswith("error: this can't be read: ")


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
    assert config.find('.') is None


def test_folders_of_rules_are_meant_from_where_the_file_stands(write, monkeypatch):
    path = write('rules: [house, ../shared, /absolute]\n', 'a')
    assert config.read(path).rules == ('a/house', 'shared', '/absolute')
    os.makedirs('a/b')
    monkeypatch.chdir('a/b')
    assert config.read(config.find('.')).rules == ('../house', '../../shared', '/absolute')
