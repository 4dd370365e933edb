"""Settings in a run: what they change, what ``lintjob config`` says of them, what ``lintjob init`` writes."""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from pathlib import Path

import pytest
from conftest import ADVICE, BAD, GOOD, RULE, lexicon

from lintjob import readers
from lintjob.circumstances import Circumstances
from lintjob.facts import Facts
from lintjob.source import Source

SETTINGS = """\
levels:
  salary.vague: error
exclude: ['*.draft.txt', archive]
paths:
- files: board/**
  ignore: [salary.vague]
  levels: {salary: suggestion}
- files: [board/own/**]
  levels: {salary: error}
"""


@pytest.fixture
def tree(write):
    """A folder with settings and adverts of all kinds."""
    write('.lintjob.yaml', SETTINGS)
    for name in ('a.txt', 'a.draft.txt', 'archive/b.txt', 'board/c.txt', 'board/own/d.txt'):
        write(name, BAD)


def found(run, *words: str) -> dict[str, set[tuple[str, str]]]:
    """The problems of a run: rules and levels by path."""
    problems: dict[str, set[tuple[str, str]]] = {}
    for problem in json.loads(run('check', '--format', 'json', *words)[1]):
        path = os.path.normpath(problem['path']).replace(os.sep, '/')
        problems.setdefault(path, set()).add((problem['rule'], problem['level']))
    return problems


@pytest.mark.usefixtures('tree')
class TestARun:
    """What the settings change in a run."""

    def test_sections_hold_for_their_files(self, run):
        assert found(run, '--select', 'salary') == {
            'a.txt': {('salary.vague', 'error'), ('salary.missing', 'warning')},
            'board/c.txt': {('salary.missing', 'suggestion')},
            'board/own/d.txt': {('salary.missing', 'error')},
        }

    def test_what_is_excluded_is_left_alone_though_it_is_named(self, run):
        code, out, err = run('check', '-v', 'a.draft.txt', 'archive', 'archive/b.txt')
        assert (code, out.splitlines()[-1].startswith('Found no problems in 0 listings')) == (0, True)
        assert err.splitlines() == [
            'a.draft.txt: left alone: "*.draft.txt" excludes it (.lintjob.yaml:3:11)',
            f'{Path("archive/b.txt")}: left alone: "archive" excludes it (.lintjob.yaml:3:26)',
        ]

    def test_standard_input_goes_by_its_name(self, run, monkeypatch):
        for name, count in (('x.draft.txt', 0), ('x.txt', 2), ('board/x.txt', 1)):
            monkeypatch.setattr(sys, 'stdin', io.TextIOWrapper(io.BytesIO(BAD.encode())))
            problems = json.loads(
                run('check', '--select', 'salary', '--format', 'json', '--stdin-filename', name, '-')[1]
            )
            assert len(problems) == count, name

    def test_options_come_before_all(self, run):
        assert found(run, '--select', 'salary.missing') == {
            'a.txt': {('salary.missing', 'warning')},
            'board/c.txt': {('salary.missing', 'suggestion')},
            'board/own/d.txt': {('salary.missing', 'error')},
        }
        assert found(run, '--select', 'salary', '--ignore', 'salary.missing') == {'a.txt': {('salary.vague', 'error')}}
        assert 'a.draft.txt' in found(run, '--isolated', '.')

    def test_an_explanation_says_that_a_rule_is_left_out_of_a_file(self, run):
        code, out, _ = run('check', '--explain', 'salary.vague', 'a.txt', 'board/c.txt')
        assert code == 1
        assert '- the settings leave this rule out of this file (.lintjob.yaml:6:12)' in out
        assert out.endswith('salary.vague flags 1 of 2 listings.\n')

    def test_facts_leave_alone_too(self, run):
        assert run('facts', '--format', 'json', 'a.draft.txt')[:2] == (0, '[]\n')


@pytest.mark.parametrize(
    ('settings', 'said'),
    [
        ('select: [salry]', '1:10: error: no rule or pack is called "salry"; did you mean "salary"?'),
        ('ignore: salary.vage', '1:9: error: no rule or pack is called "salary.vage"; did you mean "salary.vague"?'),
        ('levels: {salry: error}', '1:10: error: no rule or pack is called "salry"; did you mean "salary"?'),
        ('paths: [{files: a, ignore: [levle]}]', '1:29: error: no rule or pack is called "levle"; did you mean "level"?'),
        ('paths: [{files: a, levels: {suppresion: error}}]',
         '1:29: error: no rule or pack is called "suppresion"; did you mean "suppression"?'),
        ('select: [salary]\nignore: [salary]', '2:10: error: no rule is left to apply'),
        ('select: [salary]\npaths:\n- files: a\n  ignore: [salary]',
         '4:12: error: no rule is left to apply here; to leave files alone, name them under "exclude"'),
        ('ignore: [suppression.unused]\nlevels: {suppression: error}', ''),
        ('select: [suppression]', ''),
        ('select: [suppression]\nignore: [suppression]', '2:10: error: no rule is left to apply'),
    ],
)  # fmt: skip
def test_names_of_rules(run, write, settings, said):
    write('a.txt')
    write('.lintjob.yaml', settings + '\n')
    code, _, err = run('check', 'a.txt')
    assert err == (f'.lintjob.yaml:{said}\n' if said else '')
    assert code == (2 if said else 0)


def test_all_wrong_names_are_said_at_once(run, write):
    write('.lintjob.yaml', 'select: [aaa]\nlevels: {bbb: error}\npaths:\n- {files: a, ignore: [ccc]}\n')
    code, _, err = run('check', '--ignore', 'ddd')
    assert (code, err.count('no rule or pack is called')) == (2, 4)


def test_a_folder_of_rules_is_missed_where_it_is_named(run, write):
    write('.lintjob.yaml', 'rules: [house, nothere]\n')
    write('house/pack/word.yaml', RULE)
    write('a.txt')
    code, _, err = run('check', 'a.txt')
    assert (code, err) == (2, '.lintjob.yaml:1:16: error: nothere: there is no such file or folder of rules\n')
    assert run('rules')[2] == err


def test_why_a_rule_that_is_named_is_not_there(run, write):
    write('.lintjob.yaml', 'rules: house\nlevels: {pack.word: error}\n')
    write('house/pack/word.yaml', RULE.replace('message:', 'mesage:'))
    write('a.txt')
    code, _, err = run('check', 'a.txt')
    lines = err.splitlines()
    assert code == 2
    assert 'unknown key "mesage"; did you mean "message"?' in err
    assert lines[-1] == '.lintjob.yaml:2:10: error: no rule or pack is called "pack.word"'


def test_a_pack_is_no_rule(run):
    code, _, err = run('rule', 'salary')
    assert code == 2
    assert err.startswith('salary: error: this is a pack of rules: salary.')


def test_settings_behind_a_link_that_leads_nowhere(run, write, tmp_path):
    try:
        os.symlink('nowhere', tmp_path / '.lintjob.yaml')
    except OSError:
        pytest.skip('links can not be made here')
    write('a.txt')
    code, _, err = run('check', 'a.txt')
    assert code == 2
    assert err.startswith(".lintjob.yaml: error: this can't be read: ")


def test_a_glob_fits_however_accents_are_kept(run, write):
    write('.lintjob.yaml', f'exclude: ["{unicodedata.normalize("NFC", "Köln")}"]\n')
    write(f'{unicodedata.normalize("NFD", "Köln")}/a.txt', BAD)
    assert run('check')[0] == 0


def test_rules_of_ones_own_have_levels_too(run, write):
    write('house/pack/word.yaml', RULE)
    write(
        '.lintjob.yaml',
        'rules: house\nlevels: {pack: suggestion}\npaths:\n- {files: b.txt, levels: {pack.word: error}}\n',
    )
    write('a.txt')
    write('b.txt')
    problems = found(run, '--select', 'pack')
    assert problems == {'a.txt': {('pack.word', 'suggestion')}, 'b.txt': {('pack.word', 'error')}}


def test_settings_in_a_project_file(run, write):
    write('pyproject.toml', '[project]\nname = "x"\n[tool.lintjob]\nignore = ["salary", "workplace"]\n')
    write('a.txt', BAD)
    assert run('check', 'a.txt')[0] == 0
    write('pyproject.toml', '[tool.lintjob]\nignore = ["salry"]\n')
    code, _, err = run('check', 'a.txt')
    assert code == 2
    assert err.endswith('pyproject.toml:2:11: error: no rule or pack is called "salry"; did you mean "salary"?\n')
    write('pyproject.toml', '[tool.lintjob\n')
    assert run('check', 'a.txt')[0] == 2


# ---------------------------------------------------------------- the place of the settings


PLACELESS = GOOD.replace('Location: Leeds, United Kingdom\n', '')


def placed(text: str, place: str) -> Facts:
    (listing,) = readers.read(Source('advert.txt', text))
    return Facts(listing, ('en',), lexicon().of('en').scan(listing.text), Circumstances(place=place))


@pytest.mark.parametrize(
    ('text', 'is_default'),
    [
        (PLACELESS, True),
        (PLACELESS.replace('Workplace: on site', 'Location: Hybrid, two days a week in our office'), True),
        (PLACELESS.replace('Workplace: on site', 'Location: Hybrid, Nowhere-on-Sea'), False),
        (PLACELESS.replace('Workplace: on site', 'Location: zzz'), False),
        (GOOD, False),
        (PLACELESS.replace('Baker\n', 'Baker (Denver, CO)\n'), False),
        (PLACELESS.replace('Company', 'Location: Nowhere-on-Sea\nCompany'), False),
        (PLACELESS.replace('Company', 'Location: Berlin / Vienna\nCompany'), False),
        (PLACELESS.replace('our shop', 'our shop. The job is based in Boston, Massachusetts'), False),
    ],
)
def test_the_place_of_the_settings_is_for_adverts_that_name_none(text, is_default):
    facts = placed(text, 'US-CO')
    (place,) = [place for place in facts.places if place.is_default] or [None]
    assert (place is not None) == is_default
    if place:
        assert (place.country, place.region, place.city) == ('US', 'US-CO', None)
        assert place.span.start == place.span.end
    assert facts.place is None or not facts.place.is_default
    assert not any(place.is_default for place in placed(text, '').places)


def test_a_law_is_asked_by_it_and_an_explanation_says_so(run, write):
    write('a.txt', PLACELESS.replace('Salary: £28,000 to £31,000 a year\n', ''))
    assert 'not flagged by salary.law' in run('check', '--explain', 'salary.law', 'a.txt')[1]
    write('.lintjob.yaml', 'place: US-CO\nemployees: 50\n')
    out = run('check', '--explain', 'salary.law', 'a.txt')[1]
    assert 'no place of the job was read' in out
    assert 'the settings say that it is US-CO where the advert names no place' in out
    assert 'Colorado' in out
    assert '  place      not stated; US-CO by the settings\n' in run('facts', 'a.txt')[1]
    (facts,) = json.loads(run('facts', '--format', 'json', 'a.txt')[1])
    assert facts['place'] == {
        'country': 'US', 'region': 'US-CO', 'city': None, 'default': True, 'line': 1, 'column': 1, 'end_line': 1,
        'end_column': 1, 'start': 0, 'end': 0, 'text': '',
    }  # fmt: skip


def test_it_can_differ_by_file(run, write):
    text = PLACELESS.replace('Salary: £28,000 to £31,000 a year\n', '')
    write('a.txt', text)
    write('de/a.txt', text)
    write('.lintjob.yaml', 'place: US-CO\npaths:\n- {files: de, place: GB}\n')
    problems = found(run, '--select', 'salary.law')
    assert {*problems} == {'a.txt'}


# ---------------------------------------------------------------- lintjob config


@pytest.mark.usefixtures('tree')
class TestConfig:
    """What holds, and where it was said."""

    def test_of_a_file(self, run):
        code, out, err = run('config', 'board/own/d.txt', '--ignore', 'clarity')
        assert (code, err) == (0, '')
        assert out.splitlines()[:9] == [
            'board/own/d.txt: what holds for this file',
            '  settings     .lintjob.yaml',
            '  excluded     no',
            '  sections     board/**  (.lintjob.yaml:5:10)',
            '               board/own/**  (.lintjob.yaml:8:11)',
            '  select       all  (default)',
            '  ignore       salary.vague  (.lintjob.yaml:6:12)',
            '               clarity  (--ignore)',
            '  levels       salary.vague: error  (.lintjob.yaml:2:3)',
        ]

    def test_of_a_folder(self, run):
        out = run('config')[1].splitlines()
        assert out[0] == '.: what holds for files that no section fits'
        assert '  exclude      *.draft.txt  (.lintjob.yaml:3:11)' in out

    def test_as_data(self, run, write):
        write('.lintjob-ignore.yaml', '[]\n')
        write('.lintjob-baseline.json', '{}\n')
        held = json.loads(run('config', 'a.draft.txt', '--format', 'json', '--employees', '7')[1])
        assert held['excluded'] == {'value': True, 'origin': '.lintjob.yaml:3:11'}
        assert held['employees'] == {'value': 7, 'origin': '--employees'}
        assert held['levels'] == [{'value': {'salary.vague': 'error'}, 'origin': '.lintjob.yaml:2:3'}]
        assert held['select'] == []
        assert held['fail-level'] == {'value': 'warning', 'origin': 'default'}
        assert (held['suppressions'], held['baseline']) == ('.lintjob-ignore.yaml', '.lintjob-baseline.json')
        assert held['rules']['known'] == len(held['rules']['applied'])
        assert held['folders'][0]['origin'] == 'shipped'

    def test_of_what_is_not_there(self, run):
        assert run('config', 'board/new.txt')[1].startswith(
            'board/new.txt: what holds for this file, which is not there\n'
        )
        assert run('config', 'nowhere/new.txt')[::2] == (2, 'nowhere/new.txt: error: there is no such file or folder\n')

    def test_without_settings(self, run):
        out = run('config', '--isolated', 'a.txt')[1]
        assert '  settings     none\n' in out
        assert '(.lintjob' not in out


def test_what_files_are_made_of(run, write):
    write('.lintjob.yaml', 'inputs:\n- files: [x.json]\n  format: json\n  records: a.b\n  fields: {title: [c.d, e]}\n')
    out = run('config', 'x.json')[1]
    assert '  inputs       format json; records in a.b; title in c.d or e  (.lintjob.yaml:2:11)\n' in out
    held = json.loads(run('config', 'x.json', '--format', 'json')[1])
    assert held['inputs']['value'] == {'format': 'json', 'records': 'a.b', 'fields': {'title': ['c.d', 'e']}}


# ---------------------------------------------------------------- lintjob init


def test_init_writes_settings_that_change_nothing(run, write):
    write('a.txt', ADVICE)
    before = run('check', '--format', 'json', 'a.txt')
    code, out, _ = run('init')
    assert code == 0
    assert 'lintjob config' in out
    assert run('check', '--format', 'json', 'a.txt') == before
    text = Path('.lintjob.yaml').read_text(encoding='utf-8')
    schema = text.splitlines()[0].partition('$schema=')[2]
    assert json.loads(Path(schema).read_text(encoding='utf-8'))['title'] == 'lintjob: config'


def test_init_says_what_holds_no_longer(run, write):
    write('.lintjob.yaml', 'ignore: salary\n')
    os.mkdir('in')
    assert '.lintjob.yaml: holds no longer in in, for the nearest settings hold alone' in run('init', 'in')[1]


def test_init_without_a_schema(run):
    assert run('init', '--no-schema')[0] == 0
    assert os.listdir() == ['.lintjob.yaml']
    assert '$schema' not in Path('.lintjob.yaml').read_text(encoding='utf-8')


@pytest.mark.parametrize(
    ('name', 'text', 'place'),
    [
        ('.lintjob.yaml', '', ':1:1'),
        ('.lintjob.yml', 'language: de\n', ':1:1'),
        ('.lintjob.schema.json', '{}', ':1:1'),
        ('pyproject.toml', '[project]\n[tool.lintjob]\n', ':2:7'),
    ],
)
def test_init_writes_over_nothing(run, write, name, text, place):
    write(f'in/{name}', text)
    code, out, err = run('init', 'in')
    assert (code, out) == (2, '')
    assert err.startswith(f'{Path("in") / name}{place}: error: ')
    assert os.listdir('in') == [name]
    assert (Path('in') / name).read_text(encoding='utf-8') == text


@pytest.mark.skipif(os.name == 'nt', reason='needs links')
def test_init_writes_through_no_link(run):
    os.symlink('elsewhere', '.lintjob.yaml')
    assert run('init')[0] == 2
    assert not Path('elsewhere').exists()


def test_init_needs_a_folder(run):
    assert run('init', 'nowhere')[::2] == (2, 'nowhere: error: there is no such folder\n')


def test_init_twice_in_two_folders_shares_nothing(run, write):
    write('a/x.txt')
    assert run('init')[0] == run('init', 'a')[0] == 0
    # A schema of the same content may be there already.
    os.unlink('.lintjob.yaml')
    assert run('init')[0] == 0


def test_a_section_gives_the_same_verdicts_as_a_run_of_its_own(run, write):
    """What a section says of its files is what a settings file without sections would say of them."""
    said = 'language: en\nselect: [salary]\nlevels: {salary: error}\n'
    write('a.txt', BAD)
    write('b.txt', BAD)
    write('.lintjob.yaml', said)
    whole = found(run, 'a.txt')['a.txt']
    write(
        '.lintjob.yaml',
        'ignore: [level]\npaths:\n- files: a.txt\n' + ''.join(f'  {line}\n' for line in said.splitlines()),
    )
    parts = found(run, 'a.txt', 'b.txt')
    assert parts['a.txt'] == whole
    assert parts['b.txt'] != whole
