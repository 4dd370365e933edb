"""The vocabularies are in order, and what is wrong with one has its place."""

from __future__ import annotations

import pytest
import yaml
from conftest import lexicon, vocabularies

from lintjob import vocabulary
from lintjob.errors import LintjobError
from lintjob.matcher import Phrases
from lintjob.vocabulary import Lexicon


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A function that writes a vocabulary beside no others."""
    monkeypatch.setattr(vocabulary, 'FOLDER', str(tmp_path))

    def write(text: str, language: str = 'en') -> None:
        (tmp_path / f'{language}.yaml').write_text(text, encoding='utf-8')

    return write


def test_english_is_there():
    assert 'en' in vocabularies()


@pytest.mark.parametrize('language', vocabulary.languages())
def test_each_is_in_order(language):
    sets = vocabulary.read(language)
    assert sets
    for name, phrases in sets.items():
        assert phrases, name
        assert not Phrases(phrases).can_be_empty, name


@pytest.mark.parametrize('language', vocabulary.languages())
def test_no_phrase_stands_twice_in_a_set(language):
    for name, phrases in vocabulary.read(language).items():
        twice = {phrase for phrase in phrases if phrases.count(phrase) > 1}
        assert not twice, name


def test_a_tree_becomes_paths(folder):
    folder('pay:\n  period: {hour: [an hour, hourly], year: yearly}\nother: [no, 12:30]\n')
    assert vocabulary.read('en') == {
        'pay.period.hour': ['an hour', 'hourly'],
        'pay.period.year': ['yearly'],
        'other': ['no', '12:30'],
    }


@pytest.mark.parametrize(
    ('text', 'said'),
    [
        ('a: [b\n', ['2:1: error: this is no YAML: did not find expected \',\' or \']\'']),
        ('a: [b]\na: [c]\n', ['2:1: error: the key "a" stands here again; it stood in line 1 before']),
        ('a: [b, [c]]\n', ['1:8: error: this should be text, not a list']),
        ('a: {b: [c, {d: e}]}\n', ['1:12: error: this should be text, not a mapping']),
        ('a: [b, ""]\n', ['1:8: error: this phrase is empty']),
        ('a:\n  b:\n', ['2:5: error: this phrase is empty']),
        ('a: [the #1 bakery]\n', ['2:1: error: this is no YAML: did not find expected \',\' or \']\'']),
        ('a:\n  - the #1 bakery\n', ['2:5: error: YAML takes "#1 bakery" for a comment; put the text in quotes, or a blank after the #']),
        ('a: [ok, "b("]\n', ['1:9: error: "b(" is no pattern: missing ) (at its character 3)']),
    ],
)  # fmt: skip
def test_mistakes_are_located(folder, tmp_path, text, said):
    folder(text)
    with pytest.raises(LintjobError) as caught:
        vocabulary.index(['en'])
    path = str(tmp_path / 'en.yaml')
    assert [str(complaint).removeprefix(f'{path}:') for complaint in caught.value.complaints] == said


def test_several_languages_are_one_index(folder):
    folder('pay: [salary]\n')
    folder('pay: [Gehalt]\nonly: [nur]\n', 'de')
    lexicon = Lexicon()
    text = 'Das Gehalt, the salary, nur'
    assert lexicon.of('de').scan(text)['pay'] == ((4, 10), (16, 22))
    assert lexicon.of('de').scan(text)['only'] == ((24, 27),)
    assert lexicon.of('en').scan(text)['pay'] == lexicon.of('fr').scan(text)['pay'] == ((16, 22),)
    assert lexicon.of('en').scan(text)['only'] == ()


def test_the_words_of_the_listings_own_language_come_first(folder):
    folder('pay: [salary]\n')
    folder('pay: [salary band]\n', 'de')
    assert Lexicon().of('de').scan('a salary band')['pay'] == ((2, 13),)


def test_a_vocabulary_is_made_ready_once(folder):
    folder('pay: [salary]\n')
    asked = []

    def load(languages: tuple[str, ...]) -> object:
        asked.append(languages)
        return vocabulary.index(languages)

    lexicon = Lexicon(load)
    assert lexicon.of('en') is lexicon.of('fr') is lexicon.of('en')
    assert asked == [('en',)]


@pytest.mark.parametrize('language', vocabulary.languages())
@pytest.mark.parametrize(
    'piece',
    [' ', '\n', 'a', '1', '. ', '- ', 'hybrid ', 'remote or ', '£', 'salary', '(', '\u00a0\t', 'days ', '3 days '],
)
def test_much_of_anything_is_looked_through(language, piece):
    """Blanks beside blanks in a phrase are the usual way to make it take for ever."""
    text = 'hybrid' + piece * (30_000 // len(piece)) + 'x'
    hits = lexicon().of(language).scan(text)
    for name in lexicon().of(language).phrases:
        if vocabulary.is_local(name):
            for start in (0, 6, 3000, len(text) - 120):
                list(hits.find(name, start, start + 120))
        else:
            hits[name]


@pytest.mark.parametrize('language', vocabulary.languages())
def test_each_reads_the_same_without_the_c_library(language):
    """PyYAML has a parser of its own where libyaml is missing, and it takes fewer plain words."""
    ((_, data),) = vocabulary.contents([language])
    assert yaml.load(data, yaml.BaseLoader) == yaml.load(data, yaml.CBaseLoader)  # noqa: S506
