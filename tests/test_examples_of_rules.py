"""Every shipped rule does what its examples say, and is written as a rule should be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import lexicon, problems, rule_of, shipped

from lintjob import examples, readers, ruleset
from lintjob.rule import Example, Rule

RULES = [pytest.param(rule, id=rule.id) for rule in shipped().rules]
EXAMPLES = [
    pytest.param(rule, example, id=f'{rule.id}:{example.line}')
    for rule in shipped().rules
    for example in (*rule.invalid, *rule.valid)
]


def test_every_file_is_a_rule():
    files = ruleset.files(ruleset.shipped_folder())
    assert len(files) == len(RULES)
    assert {Path(file).stem for file in files} == {rule.id.split('.')[1] for rule in shipped().rules}


@pytest.mark.parametrize('rule', RULES)
def test_a_rule_does_what_its_examples_say(rule: Rule):
    assert rule.invalid
    assert rule.valid
    assert [str(complaint) for complaint in examples.check(rule, lexicon())] == []


@pytest.mark.parametrize('rule', RULES)
def test_a_rule_is_written_for_a_reader(rule: Rule):
    assert re.match(r'[^A-Z]|"', rule.message), 'a message starts in lower case or with a quote'
    assert not rule.message.endswith('.')
    assert len(rule.message) < 200
    sentences = re.findall(r'[.!?](?:\s|$)', rule.description)
    assert 2 <= len(sentences) <= 6, 'a description says why it matters and what to write instead'
    assert re.search(r'[.!?"}]$', rule.instead), 'instead says what to write, in a sentence'
    assert 30 < len(rule.instead) < 400
    assert not rule.link or rule.link.startswith('https://')
    assert rule.since


@pytest.mark.parametrize(('rule', 'example'), EXAMPLES)
def test_an_example_stands_alone(rule: Rule, example: Example):
    assert example.text.strip()
    assert '<<' not in example.text
    assert '>>' not in example.text
    assert [example.text[span.start : span.end].strip() for span in example.spans].count('') == 0


# ---------------------------------------------------------------- the judge

BASE = """\
extends: existence
message: '"{match}" is a word'
description: Why.
level: error
since: '1'
tokens: [bakery]
"""


def judged(invalid: str, valid: str = 'a shop', more: str = '') -> list[str]:
    """What is said of the examples of a rule on the word bakery."""
    rule = rule_of(
        f'{BASE}{more}examples:\n  invalid: [{invalid!r}]\n  valid: [{valid!r}]\n'.replace('\\n', '\n\n    ')
    )
    return [str(complaint).removeprefix('rules/pack/made.yaml:') for complaint in examples.check(rule, lexicon())]


def test_examples_that_are_right():
    assert judged('a <<bakery>> and a <<Bakery>>', 'a shop') == []


@pytest.mark.parametrize(
    ('invalid', 'valid', 'said'),
    [
        ('a <<shop>>', 'x', 'this example is not flagged but marked at 1:3 "shop"'),
        (
            'a <<bakery>> or bakery',
            'x',
            'this example is flagged at 1:3 "bakery", 1:13 "bakery" but marked at 1:3 "bakery"',
        ),
        ('<<a bakery>>', 'x', 'this example is flagged at 1:3 "bakery" but marked at 1:1 "a bakery"'),
        ('a <<bakery>>', 'one bakery', 'this example is flagged at 1:5 "bakery" but marked nowhere'),
    ],
)
def test_examples_that_are_wrong(invalid, valid, said):
    (found,) = judged(invalid, valid)
    assert found.endswith(f'error: {said} (pack.made)')


MENDING = BASE + 'action: {name: %s}\n'


@pytest.mark.parametrize(
    ('rule', 'fixed', 'said'),
    [
        ('remove', 'a and b', ''),
        ('remove', 'a  and b', 'this example is mended to "a and b" but "fixed" has "a  and b"'),
        ('replace, params: [shop]', 'a shop and b', ''),
        ('replace, params: [bakery shop]', '', 'this example is still flagged after mending, at 1:3 "bakery"'),
        ('none', 'a bakery and b', ''),
        ('none', 'a shop and b', 'this example is mended to "a bakery and b" but "fixed" has "a shop and b"'),
    ],
)
def test_examples_are_mended(rule, fixed, said):
    more = f"examples:\n  invalid: ['a <<bakery>> and b']\n  fixed: ['{fixed}']\n  valid: ['x']\n"
    found = [str(complaint) for complaint in examples.check(rule_of(MENDING % rule + more), lexicon())]
    assert [complaint.partition('error: ')[2] for complaint in found] == ([f'{said} (pack.made)'] if said else [])


def test_a_rule_that_mends_shows_it():
    for rule in shipped().rules:
        if rule.fix:
            assert all(example.fixed is not None for example in rule.invalid), rule.id
    assert {rule.fix for rule in shipped().rules} >= {'', 'safe'}
    assert rule_of(MENDING % 'remove' + 'examples:\n  invalid: [<<bakery>>]\n  valid: [x]\n').fix == 'unsafe'


def test_an_example_is_read_in_a_language_that_the_rule_speaks():
    assert judged('<<bakery>>', 'boulangerie', 'languages: [fr]\n') == []


@pytest.mark.parametrize(
    ('text', 'title'),
    [
        ('---\ntitle: Baker\n---\n\nText.\n', 'Baker'),
        ('# Baker\n\nText.\n', 'Baker'),
        ('Baker\n\nText.\n', 'Baker'),
        ('<h1>Baker</h1><p>Text.</p>\n', 'Baker'),
        ('{"title": "Baker", "description": "Text that is long enough to be one."}\n', 'Baker'),
    ],
)
def test_an_example_is_read_as_what_it_looks_like(text, title):
    (listing,) = readers.read(examples.read(Example(text, (), 1, 1)))
    assert listing.field('title') == title


def test_an_example_in_another_encoding():
    source = examples.read(Example('caf\xe9 and \x80', (), 1, 1, 'utf-16'))
    assert (source.text, source.strays) == ('caf\xe9 and \x80', ())
    source = examples.read(Example('caf\xe9', (), 1, 1, 'windows-1252'))
    assert (source.text, source.strays) == ('caf\xe9', (3,))


def test_an_example_that_can_not_be_read_is_a_complaint():
    rule = rule_of(
        BASE
        + 'examples:\n  invalid: [<<bakery>>]\n  valid:\n    - |\n      ---\n      title: [x\n      ---\n      text\n'
    )
    (found,) = examples.check(rule, lexicon())
    assert str(found).startswith('rules/pack/made.yaml:10:7: error: in this example: ')


def test_all_rules_together_find_what_each_finds_alone():
    text = 'Senior Engineer II L60\n\nWe offer a competitive salary of up to £60,000. Hybrid working is possible, and we will\n'
    alone = [problem for rule in shipped().rules for problem in problems(text, [rule], code='en')]
    assert sorted(alone) == problems(text, shipped(), code='en')
    assert len(alone) > 3
