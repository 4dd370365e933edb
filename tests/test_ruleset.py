"""Folders of rule files: which are read, what is lost, which are chosen."""

from __future__ import annotations

import os

import pytest
from conftest import shipped

from lintjob import ruleset
from lintjob.config import Config, Section
from lintjob.errors import Name
from lintjob.problem import Level

RULE = """\
extends: existence
message: '"{match}" is a word'
description: Why.
level: warning
since: '1'
tokens: [%s]
examples: {invalid: [<<%s>>], valid: [none of them]}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A function that writes files into a folder, in which the test runs."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding='utf-8')

    return write


def ids(*paths: str) -> tuple[list[str], list[str]]:
    """The ids of the rules at some paths, and what is said of them."""
    read, complaints = ruleset.contents(paths)
    found, mistakes = ruleset.build(read)
    return [rule.id for rule in found.rules], [str(complaint) for complaint in (*complaints, *mistakes)]


def rule(word: str = 'word') -> str:
    """A rule file on a word."""
    return RULE % (word, word)


def test_a_folder_is_searched_for_both_suffixes(folder):
    folder({
        'mine/pay/b.yaml': rule('b'), 'mine/pay/a.yml': rule('a'), 'mine/deep/er/c.yaml': rule('c'),
        'mine/pay/.hidden.yaml': 'x', 'mine/.git/config.yaml': 'x', 'mine/pay/notes.txt': 'x', 'mine/README.md': 'x',
    })  # fmt: skip
    assert ids('mine') == (['er.c', 'pay.a', 'pay.b'], [])


def test_one_file_is_enough(folder):
    folder({'mine/pay/b.yaml': rule('b'), 'mine/pay/a.yaml': rule('a')})
    assert ids('mine/pay/b.yaml') == (['pay.b'], [])


def test_a_rule_is_called_by_its_folder_from_within_too(folder, monkeypatch):
    folder({'pay/b.yaml': rule('b')})
    monkeypatch.chdir('pay')
    assert ids('b.yaml')[0] == ids('.')[0] == ids('./b.yaml')[0] == ids('../pay/b.yaml')[0] == ['pay.b']


def test_no_rules_are_a_mistake(folder):
    folder({'empty/notes.txt': 'x'})
    assert ids('empty', 'nowhere') == ([], [
        'empty: error: this folder holds no rules (*.yaml)',
        'nowhere: error: there is no such file or folder of rules',
    ])  # fmt: skip


def test_a_bad_file_does_not_lose_the_others(folder):
    folder({'mine/pay/a.yaml': 'extends: [', 'mine/pay/b.yaml': rule('b'), 'mine/pay/d.yaml': rule('d') + 'levle: x\n'})
    with open('mine/pay/c.yaml', 'wb') as file:
        file.write(b'\xff\xfe\x00')
    found, said = ids('mine')
    assert found == ['pay.b']
    assert [line.split(': error:')[0] for line in said] == [
        'mine/pay/a.yaml:1:11',
        'mine/pay/c.yaml:1:1',
        'mine/pay/d.yaml:8:1',
    ]


@pytest.mark.skipif(not hasattr(os, 'geteuid') or os.geteuid() == 0, reason='the superuser can read everything')
def test_nor_does_one_that_is_not_readable(folder):
    folder({'mine/pay/a.yaml': rule('a'), 'mine/pay/b.yaml': rule('b'), 'mine/shut/c.yaml': rule('c')})
    os.chmod('mine/pay/a.yaml', 0)
    assert ids('mine') == (['pay.b', 'shut.c'], ["mine/pay/a.yaml: error: this can't be read: Permission denied"])


def test_a_link_to_nowhere_is_said(folder):
    folder({'mine/pay/b.yaml': rule('b')})
    os.symlink('nowhere', 'mine/pay/a.yaml')
    assert ids('mine') == (['pay.b'], ["mine/pay/a.yaml: error: this can't be read: No such file or directory"])


def test_an_id_stands_for_one_rule(folder):
    folder({'one/pay/a.yaml': rule('one'), 'two/pay/a.yaml': rule('two')})
    assert ids('one', 'two') == (
        ['pay.a'],
        ['two/pay/a.yaml:1:1: error: the rule "pay.a" stands in one/pay/a.yaml already'],
    )


def test_a_folder_that_is_named_twice_is_read_once(folder):
    folder({'mine/pay/a.yaml': rule()})
    assert ids('mine', './mine', os.path.abspath('mine'), 'mine/pay/a.yaml') == (['pay.a'], [])


def test_the_shipped_rules_are_there():
    found = shipped()
    packs = {rule.pack for rule in found.rules}
    assert {'truncated', 'salary', 'level', 'workplace', 'clarity'} <= packs
    assert [rule.id for rule in found.rules] == sorted(rule.id for rule in found.rules)


def names(texts, option='--select'):
    return [Name(text, option) for text in texts]


def chosen(select: list[str], ignore: list[str]) -> list[str]:
    """The ids of the shipped rules that are chosen."""
    its = Config(Section(select=tuple(names(select)), ignore=tuple(names(ignore)))).of()
    return [rule.id for rule in ruleset.choose(shipped(), its.picks, its.level).rules]


def test_choose_nothing_is_all():
    assert chosen([], []) == [rule.id for rule in shipped().rules]


def test_choose_by_id_pack_and_beginning():
    every = chosen([], [])
    assert chosen(['salary.vague'], []) == ['salary.vague']
    assert chosen(['salary'], []) == [name for name in every if name.startswith('salary.')]
    assert chosen(['workplace.unclear'], []) == ['workplace.unclear-hybrid', 'workplace.unclear-remote']
    assert chosen(['salary', 'level.opaque'], ['salary.no-', 'salary.vague']) == [
        name
        for name in every
        if name == 'level.opaque' or (name.startswith('salary.') and name[7:10] != 'no-' and name != 'salary.vague')
    ]
    assert chosen([], ['salary']) == [name for name in every if not name.startswith('salary.')]


def test_what_is_chosen_has_the_levels_that_are_said_and_the_same_index():
    levels = ((Name('salary', ''), Name('suggestion', '')), (Name('salary.vague', ''), Name('error', '')))
    its = Config(Section(select=tuple(names(['salary', 'level'])), levels=levels)).of()
    found = ruleset.choose(shipped(), its.picks, its.level)
    assert found.phrases is shipped().phrases
    for rule in found.rules:
        own = next(each for each in shipped().rules if each.id == rule.id)
        if rule.id == 'salary.vague':
            assert rule.level == Level.ERROR
        elif rule.pack == 'salary':
            assert rule.level == Level.SUGGESTION
        else:
            assert rule is own


@pytest.mark.parametrize(
    ('given', 'said'),
    [
        (['salary.vage'], ['--select: error: no rule or pack is called "salary.vage"; did you mean "salary.vague"?']),
        (['salery'], ['--select: error: no rule or pack is called "salery"; did you mean "salary"?']),
        (['zzzz', 'salary', 'sal', 'notice', 'notice.of'], ['--select: error: no rule or pack is called "zzzz"']),
        (['notice.off'], ['--select: error: no rule or pack is called "notice.off"; did you mean "notice.often"?']),
        (['salary', 'trunkated', 'levle', 'levle'], [
            '--select: error: no rule or pack is called "levle"; did you mean "level"?',
            '--select: error: no rule or pack is called "trunkated"; did you mean "truncated"?',
        ]),
    ],
)  # fmt: skip
def test_names_of_what_is_not_there(given, said):
    complaints = ruleset.unknown(shipped(), names(given), lambda: ['notice.often'])
    assert [str(complaint) for complaint in complaints] == said


def test_other_names_are_asked_for_only_where_a_name_fits_no_rule():
    assert ruleset.unknown(shipped(), names(['salary', 'level.opaque']), None) == []
