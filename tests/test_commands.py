"""The commands beside ``check``: what was read from listings, and the rules themselves."""

from __future__ import annotations

import json
import re

from conftest import BAD, RULE

from lintjob.suppress.notices import NOTICES

# ---------------------------------------------------------------- facts

FACTS_KEYS = [
    'path',
    'listing',
    'language',
    'title',
    'company',
    'place',
    'posted',
    'closes',
    'pay',
    'workplace',
    'levels',
    'ending',
    'languages',
    'laws',
]


def test_facts_as_json(run, write):
    write('good.txt')
    code, out, err = run('facts', '--format', 'json', 'good.txt')
    (found,) = json.loads(out)
    assert (code, err, list(found)) == (0, '', FACTS_KEYS)
    pay, workplace, ending = found['pay'], found['workplace'], found['ending']
    assert {key: pay[key] for key in ('kind', 'minimum', 'maximum', 'currency', 'period')} == {
        'kind': 'range', 'minimum': 28000, 'maximum': 31000, 'currency': 'GBP', 'period': 'year',
    }  # fmt: skip
    assert (pay['line'], workplace['mode'], workplace['days']) == (5, 'onsite', [])
    assert ending['state'] == 'whole'
    assert found['title']['value'] == 'Baker'
    assert (found['path'], found['listing'], found['language'], found['levels']) == ('good.txt', 0, 'en', [])
    for name, fact in found.items():
        if isinstance(fact, dict):
            assert fact['line'] >= 1, name
            assert fact['column'] >= 1, name


def test_facts_that_are_absent_are_null(run, write):
    write('bare.txt', 'Baker\n\nYou will bake bread and cakes with us.\n')
    (found,) = json.loads(run('facts', '--format', 'json', 'bare.txt')[1])
    for name in ('company', 'place', 'posted', 'closes', 'pay', 'workplace'):
        assert found[name] is None
    assert found['levels'] == []
    assert found['ending']['sign'] is None


def test_facts_of_several_and_of_none(run, write):
    write('a.txt')
    write('b.txt', BAD)
    assert [item['path'] for item in json.loads(run('facts', '--format', 'json', 'b.txt', 'a.txt')[1])] == [
        'b.txt',
        'a.txt',
    ]
    code, out, err = run('facts', '--format', 'json', 'nowhere.txt')
    assert (code, json.loads(out), len(err.splitlines())) == (2, [], 1)


def test_facts_as_text(run, write):
    write('good.txt')
    code, out, _ = run('facts', 'good.txt')
    assert code == 0
    assert out.startswith(
        'good.txt:1:1: Baker\n  language   English\n  title      Baker (1:1)\n             Baker\n             ^^^^^\n'
    )
    assert (
        '  pay        range: 28,000 to 31,000 GBP a year (5:9)\n'
        '             Salary: £28,000 to £31,000 a year\n'
        '                     ^^^^^^^^^^^^^^^^^^^^^^^^^\n'
    ) in out
    assert '  closes     ' in out


def test_facts_that_are_absent_are_said_to_be_so(run, write):
    write('bare.txt', 'Baker\n\nYou will bake bread and cakes with us.\n')
    out = run('facts', 'bare.txt')[1]
    assert '  pay        not stated; it is missed here (1:1)\n             Baker\n             ^^^^^\n' in out
    assert '  company    not stated; it is looked for in a line below the title, or as "company"\n' in out
    assert '  level      no level code\n' in out
    write('slot.md', '---\ntitle: Baker\nsalary: competitive\n---\n\nYou will bake bread and cakes with us.\n')
    out = run('facts', 'slot.md')[1]
    assert '  pay        not stated, though this is the place for it (3:9)\n' in out


# ---------------------------------------------------------------- rules


def test_the_table_of_rules(run):
    code, out, err = run('rules')
    lines = out.splitlines()
    assert (code, err) == (0, '')
    assert lines[0].split() == ['id', 'level', 'languages', 'what', 'it', 'says']
    ids = [line.split()[0] for line in lines[1:]]
    assert ids == sorted(ids)
    assert {'truncated.marker', 'salary.vague', 'level.opaque', 'workplace.unclear-hybrid'} <= set(ids)


def test_all_of_one_rule(run):
    code, out, _ = run('rule', 'salary.vague')
    assert code == 0
    assert out.startswith('salary.vague (warning; en, de, fr, es, nl, pt, it; since 0.1)\n')
    for words in ('Flagged, between << and >>:', 'Left alone:', 'File: ', '<<'):
        assert words in out


def test_a_rule_that_is_not_there(run):
    assert run('rule', 'salary.vage') == (
        2,
        '',
        'salary.vage: error: there is no such rule; did you mean "salary.vague"?\n',
    )
    assert run('rule', 'zzz') == (2, '', 'zzz: error: there is no such rule\n')


def test_rules_of_ones_own_are_shown(run, write):
    write('house/words/bakery.yaml', RULE)
    assert 'words.bakery  ' in run('rules', '--rules', 'house')[1]
    assert 'a <<bakery>>' in run('rule', '--rules', 'house', 'words.bakery')[1]


def test_the_examples_of_the_shipped_rules(run):
    code, out, err = run('test')
    assert (code, err) == (0, '')
    assert re.fullmatch(r'\d+ examples of \d+ rules: all as marked\.\n', out)


def test_examples_that_are_wrong(run, write):
    write('house/words/bakery.yaml', RULE.replace('a <<bakery>>', '<<a>> bakery').replace('a shop', 'one bakery'))
    code, out, err = run('test', 'house')
    assert (code, err) == (1, '')
    assert out.splitlines() == [
        'house/words/bakery.yaml:8:22: error: this example is flagged at 1:3 "bakery" but marked at 1:1 "a" (words.bakery)',
        'house/words/bakery.yaml:8:45: error: this example is flagged at 1:5 "bakery" but marked nowhere (words.bakery)',
        '2 examples of 1 rule: 2 wrong.',
    ]


def test_a_rule_file_is_tested_from_within_its_folder(run, write, monkeypatch):
    write('words/bakery.yaml', RULE)
    monkeypatch.chdir('words')
    assert run('test', 'bakery.yaml')[0] == 0


def test_rules_that_can_not_be_tested(run, write):
    write('house/words/bakery.yaml', RULE + 'zzz: 1\n')
    write('house/words/shop.yaml', RULE)
    code, out, err = run('test', 'house', 'nowhere')
    assert code == 2
    assert [line.split(': error: ')[0] for line in err.splitlines()] == ['nowhere', 'house/words/bakery.yaml:9:1']
    assert out == '2 examples of 1 rule: all as marked. 1 file could not be tested.\n'


def test_rules_that_could_not_be_used(run, write):
    """Each is told, with its place, and the others are tested."""
    write('house/level/opaque.yaml', RULE)
    write('house/words/bakery.yaml', RULE.replace('[en]', '\n  - en\n  - xx'))
    write('house/Of Words/bakery.yaml', RULE)
    write('house/words/shop.yaml', RULE.split('examples')[0])
    write('other/words/bakery.yaml', RULE)
    code, out, err = run('test', 'house', 'other')
    assert code == 2
    assert [line.split('; ')[0] for line in err.splitlines()] == [
        'house/Of Words/bakery.yaml:1:1: error: "Of Words.bakery" should be two words of small letters and hyphens: folder/name.yaml',
        'house/words/shop.yaml:1:1: error: the key "examples" is missing',
        'other/words/bakery.yaml:1:1: error: the rule "words.bakery" stands in house/words/bakery.yaml already',
        'house/level/opaque.yaml:1:1: error: a rule "level.opaque" comes with lintjob',
        'house/words/bakery.yaml:8:5: error: no listing is told to be in "xx", so this rule is never used for it',
    ]
    assert out == '4 examples of 2 rules: all as marked. 3 files could not be tested.\n'


def test_a_folder_without_rules(run, write):
    write('empty/readme.md', 'x')
    assert run('test', 'empty') == (2, '', 'empty: error: this folder holds no rules (*.yaml)\n')


def test_whoever_works_on_lintjob_tests_its_rules_though_others_are_installed(run, write):
    write('lintjob/ruleset.py', '')
    write('rules/level/opaque.yaml', RULE)
    assert run('test', 'rules') == (0, '2 examples of 1 rule: all as marked.\n', '')


def test_what_is_said_of_suppressions_is_listed_and_shown(run):
    for notice in NOTICES:
        assert f'\n{notice.id}  ' in run('rules')[1]
        code, out, err = run('rule', notice.id)
        assert (code, err) == (0, '')
        assert all(
            ' '.join(text.split()) in ' '.join(out.split()) for text in (notice.says, notice.why, notice.instead)
        )
