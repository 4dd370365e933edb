"""Rule files: what they become, and every mistake in them at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import cases, problems, rule_of
from hypothesis import given, settings
from hypothesis import strategies as st

from lintjob import ruleset
from lintjob.checks.kinds import KINDS
from lintjob.errors import LintjobError
from lintjob.problem import Level
from lintjob.rule import Example
from lintjob.rulefile import identify, parse
from lintjob.source import Source, Span

BASE = """\
extends: existence
message: 'say more than "{match}"'
description: Why it matters.
level: warning
languages: [en]
tokens: [good pay]
examples:
  invalid: ['We offer <<good pay>>.']
  valid: ['Pay: £9 an hour.']
"""


def complaints_of(text: str, path: str = 'rules/pay/missing.yaml') -> list[str]:
    """What is said of a rule file, without its path."""
    try:
        parse(Source(path, text))
    except LintjobError as error:
        return [str(complaint).removeprefix(f'{path}:') for complaint in error.complaints]
    return []


@pytest.mark.parametrize('case', cases('rulefile_errors'))
def test_complaints(case):
    text = case.get('text', BASE)
    changes = [case['replace']] if 'replace' in case else []
    changes += [('tokens: [good pay]', case['own_keys'])] if 'own_keys' in case else []
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    if 'message' in case:
        text = text.replace('say more than "{match}"', case['message'])
    if 'text' not in case:
        text += (f'{case["add"]}\n' if 'add' in case else '') + "since: '0.1'\n"
    said = complaints_of(text, case.get('path', 'rules/pay/missing.yaml'))
    if 'complaints' in case:
        assert said == case['complaints']
    for expected in case.get('complaints_hold', ()):
        assert [line for line in said if line.startswith(expected)]


def test_every_complaint_of_the_parser_has_a_case():
    said = [line for case in cases('rulefile_errors') for line in case.values[0].get('complaints', ())]
    for words in (
        'is missing', 'is empty', 'unknown key', 'unknown kind of check', 'unknown level', 'unknown scope', 'unknown word',
        "can't be filled in", 'one line', 'stands for itself', 'no invalid example', 'no valid example', 'marks nothing',
        'not closed', 'not opened', 'should mark what', 'should mark nothing', 'is no pattern', 'empty text',
        'not among the rule', 'two letters', 'needs "min"', 'is greater', 'or more', 'no place of', 'unknown attribute',
        'unknown fact', 'condition is empty', 'compare with a number', 'whole number', 'file is empty', 'two words',
    ):  # fmt: skip
        assert any(words in line for line in said), words


def test_a_rule_as_its_file_gives_it():
    rule = rule_of(
        BASE.replace('Why it matters.', '>\n  Why it\n  matters.\n\n  And how.')
        + "link: https://example.com\nsince: '0.1'\n",
        'somewhere/pay/vague-words.yml',
    )
    assert (rule.id, rule.pack, rule.path) == ('pay.vague-words', 'pay', 'somewhere/pay/vague-words.yml')
    assert (rule.level, rule.kind, rule.languages) == (Level.WARNING, 'existence', ('en',))
    assert (rule.message, rule.description) == ('say more than "{match}"', 'Why it matters. And how.')
    assert (rule.link, rule.since) == ('https://example.com', '0.1')
    assert rule.invalid == (Example('We offer good pay.', (Span(9, 17),), 12, 13),)
    assert rule.valid == (Example('Pay: £9 an hour.', (), 13, 11),)
    assert rule.speaks('en')
    assert not rule.speaks('de')


def test_a_rule_without_languages_speaks_all():
    rule = rule_of(BASE.replace('languages: [en]\n', '') + 'since: 1\n')
    assert rule.languages == ()
    assert rule.speaks('pt')


def test_several_marks_of_an_example():
    rule = rule_of(BASE.replace('We offer <<good pay>>.', '<<good pay>> and <<good pay>>') + 'since: 1\n')
    assert rule.invalid[0].text == 'good pay and good pay'
    assert rule.invalid[0].spans == (Span(0, 8), Span(13, 21))


@pytest.mark.parametrize(
    ('path', 'name'),
    [
        ('rules/salary/missing.yaml', 'salary.missing'),
        ('/a/b-c/d.yml', 'b-c.d'),
        ('salary/missing.yaml', 'salary.missing'),
    ],
)
def test_an_id_is_the_folder_and_the_name(path, name):
    assert identify(path) == name


def test_there_is_a_module_for_every_kind():
    assert sorted(KINDS) == [
        'conditional', 'consistency', 'existence', 'fact', 'metric', 'occurrence', 'repetition', 'substitution',
    ]  # fmt: skip


# ---------------------------------------------------------------- damage

FILES = [Path(name) for name in ruleset.files(ruleset.shipped_folder())]
ADVERT = """\
Senior Baker L60

Company: Example Bread
Location: Leeds

We offer a competitive salary, depending on experience, up to £30,000. Hybrid working is possible.

- Bake bread bread
- Work in Leeds

The role is based on site and fully remote, and you will read more...
"""
DAMAGE = st.one_of(
    st.just(''),
    st.text(st.sampled_from('ab:-[]{}?#&*!|>\'"%@ \n\t\r.,<>é🎉\x85\u2028\x00'), max_size=6),
    st.sampled_from(
        ['- ', '{match}', '{', '<<', '>>', "'", '(?', '[', '\n\n', 'extends: fact\n', '> ', '(?i)', '\\', ': ']
    ),
)


@settings(max_examples=150)
@given(st.sampled_from(FILES), st.data())
def test_a_damaged_rule_is_complained_of_or_still_a_rule(path, data):
    text = path.read_text(encoding='utf-8')
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 30)))
        text = text[:start] + data.draw(DAMAGE) + text[end:]
    source = Source(str(path), text)
    try:
        rule = parse(source)
    except LintjobError as error:
        last = source.position(len(text))
        assert error.complaints
        for complaint in error.complaints:
            assert complaint.path == str(path)
            assert (1, 1) <= (complaint.line, complaint.column) <= tuple(last)
            assert len(str(complaint).splitlines()) == 1
    else:
        for problem in problems(ADVERT, [rule], code='en'):
            assert ADVERT[problem.start : problem.end] == problem.match
