"""What each kind of check finds, as cases; and what a metric costs."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
import yaml
from conftest import cases, problems, python, rule_of, unmarked
from hypothesis import given
from hypothesis import strategies as st

from lintjob import examples
from lintjob.checks import metric
from lintjob.checks.condition import Condition, as_text
from lintjob.checks.kinds import KINDS
from lintjob.rule import Rule

COMMON = {
    'message': 'found "{match}"',
    'description': 'Why.',
    'level': 'warning',
    'since': '1',
    'examples': {'invalid': ['<<x>>'], 'valid': ['y']},
}


def made(own: dict) -> Rule:
    """A rule with the keys that matter, and the others filled in."""
    return rule_of(yaml.safe_dump({**COMMON, **own}, allow_unicode=True, sort_keys=False))


@pytest.mark.parametrize('case', cases('checks'))
def test_check(case):
    text, spans = unmarked(case['text'])
    found = problems(text, [made(case['rule'])], 'advert.md', case.get('code', 'en'))
    if case.get('anywhere'):
        assert found
    elif case.get('around'):  # a fact's place is tested with the fact
        assert [
            problem.start <= start and end <= problem.end for problem, (start, end) in zip(found, spans, strict=True)
        ]
    else:
        assert [(problem.start, problem.end) for problem in found] == spans
    if 'messages' in case:
        assert [problem.message for problem in found] == case['messages']
    if 'mended' in case:
        assert examples.mended(text, found) == case['mended']
        assert {problem.fix.is_safe for problem in found if problem.fix} <= {case.get('safe', False)}
    if 'levels' in case:
        assert [str(problem.level) for problem in found] == case['levels']


def test_every_kind_has_cases_that_find_and_that_do_not():
    finds = {kind: set() for kind in KINDS}
    for parameter in cases('checks'):
        (case,) = parameter.values
        finds[case['rule']['extends']].add('<<' in case['text'])
    assert all(both == {True, False} for both in finds.values()), finds


def test_a_check_survives_being_kept():
    for parameter in cases('checks'):
        (case,) = parameter.values
        rule = pickle.loads(pickle.dumps(made(case['rule'])))
        text, spans = unmarked(case['text'])
        if spans and 'around' not in case:
            found = problems(text, [rule], 'advert.md', case.get('code', 'en'))
            assert [(problem.start, problem.end) for problem in found] == spans


# ---------------------------------------------------------------- conditions


@pytest.mark.parametrize(
    ('values', 'value', 'holds'),
    [
        (('range',), 'range', True),
        (('range',), 'fixed', False),
        (('range', 'fixed'), 'fixed', True),
        (('stated',), 'range', True),
        (('stated',), 0, True),
        (('stated',), False, True),
        (('stated',), None, False),
        (('stated',), '', False),
        (('stated',), (), False),
        (('unstated',), None, True),
        (('unstated',), '', True),
        (('unstated',), (), True),
        (('unstated',), 0.0, False),
        (('unstated', 'EUR'), 'EUR', True),
        (('true',), True, True),
        (('true',), False, False),
        (('false',), False, True),
        (('40,000',), 40000.0, True),
        (('monday and tuesday',), ('monday', 'tuesday'), True),
    ],
)
def test_values(values, value, holds):
    assert Condition(values, '', 0.0).holds(value) is holds


@pytest.mark.parametrize(
    ('sign', 'value', 'holds'),
    [('>', 3, True), ('>', 2.0, False), ('>=', 2, True), ('<', 1.5, True), ('<', 2, False), ('<=', 2, True),
     ('>', None, False), ('<', None, False), ('>', 'three', False), ('<', (), False)],
)  # fmt: skip
def test_comparisons(sign, value, holds):
    assert Condition((), sign, 2.0).holds(value) is holds


@pytest.mark.parametrize(
    ('value', 'text'),
    [(True, 'true'), (40000.0, '40,000'), (2.5, '2.5'), (12.25, '12.25'), (7, '7'), (None, ''), ('GBP', 'GBP'), (('a', 'b'), 'a and b')],
)  # fmt: skip
def test_attributes_as_words(value, text):
    assert as_text(value) == text


# ---------------------------------------------------------------- metrics

MEASURE = """
import json, socket, sys
def refuse(*arguments, **options): raise OSError('no network here')
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
sys.path.insert(0, {tests!r})
from conftest import problems, shipped
from lintjob.checks import metric
before = 'textstat' in sys.modules
problems('# Baker\\n\\nYou will bake bread in our shop in Leeds every day. We pay you well.\\n', shipped(), 'a.md')
short = 'textstat' in sys.modules
prose = 'You will bake the daily bread of a whole town with us. It is hard but honest work.'
figures = {{name: metric._measure(name, prose) for name in metric.METRICS}}
print(json.dumps([before, short, figures, 'textstat' in sys.modules]))
"""


def test_textstat_is_imported_when_it_is_needed_and_works_offline(tmp_path):
    code = MEASURE.format(tests=str(Path(__file__).parent))
    done = python('-c', code, env={'HOME': str(tmp_path), 'XDG_CACHE_HOME': str(tmp_path)})
    assert done.returncode == 0, done.stderr.decode()
    before, short, figures, after = json.loads(done.stdout)
    assert (before, short, after) == (False, False, True)
    assert sorted(figures) == sorted(metric.METRICS)
    assert all(-10 < value < 40 for value in figures.values()), figures


@given(st.text(st.sampled_from('ab ABé漢🎉.!?…\n\ufffc\ufff9\u20601,;:-"'), max_size=80))
def test_any_prose_is_measured(prose):
    for name in metric.METRICS:
        assert isinstance(metric._measure(name, prose), float)
