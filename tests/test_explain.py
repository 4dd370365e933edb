"""Explanations: each kind of check says why, and never something else than what it finds."""

from __future__ import annotations

import functools
import json
import os
import re
from pathlib import Path

import pytest
import yaml
from conftest import ADVICE, BAD, GOOD, ROOT, cases, is_within, lexicon, rule_of, shipped

from lintjob import examples, readers
from lintjob.checks.kinds import KINDS
from lintjob.cli import main
from lintjob.cli.statements import as_object, as_text, statements
from lintjob.explain import Explanation, explain
from lintjob.facts import Facts, language
from lintjob.linter import Linter
from lintjob.reporters import Look, explanation
from lintjob.reporters.excerpt import lines
from lintjob.reporters.json import KEYS
from lintjob.ruleset import Ruleset, make
from lintjob.source import Source, Span

GOLDEN = ROOT / 'tests' / 'golden'
FOLDER = os.environ.get('LINTJOB_CORPUS', '')
LOOK = Look(width=100, colour=False, quiet=False)
SPEAKS = {'for': True, 'against': False, 'beside': None}
COMMON = {'message': 'found', 'description': 'Why.', 'level': 'warning', 'since': '1'}


@functools.cache
def rulesets() -> list[Ruleset]:
    """Each shipped rule alone."""
    return [make([rule]) for rule in shipped().rules]


def facts_of(source: Source, code: str | None = None) -> Facts:
    """The facts of the first listing of a source."""
    return Linter(make(()), lexicon(), code).facts(readers.read(source)[0])


def agreed(ruleset: Ruleset, facts: Facts) -> Explanation:
    """What the one rule of a set makes of a listing, after a look whether it says what the verdict says."""
    linter = Linter(ruleset, lexicon())
    made = explain(linter, facts)
    hold_together(made, facts, linter)
    return made


def hold_together(made: Explanation, facts: Facts, linter: Linter) -> None:
    """See that an explanation says what the verdict says."""
    rule, reasons = made.rule, made.reasons
    assert reasons, rule.id
    assert made.problems == linter.lint(facts).problems
    for reason in reasons:
        assert reason.says
        for span in reason.spans:
            assert 0 <= span.start <= span.end <= len(facts.listing.text)
    speaking = [reason for reason in reasons if reason.speaks]
    against = [reason for reason in reasons if reason.speaks is False]
    if made.problems:
        assert speaking, rule.id
    elif rule.kind != 'fact' or len({id(fact) for fact in facts.all(rule.check.fact)}) < 2:
        assert against, (rule.id, reasons)
    if not rule.speaks(facts.language):
        return
    hits = linter.ruleset.phrases.scan(facts.listing.text)
    found = [finding.span for finding in rule.check.find(facts, hits)]
    assert found == [finding.span for finding in rule.check.find(facts, hits, [])]
    if rule.kind in ('existence', 'substitution', 'conditional', 'repetition', 'consistency'):
        assert [span for reason in speaking for span in reason.spans] == found
    elif rule.kind == 'metric':
        assert bool(found) == (not against)
    elif rule.kind == 'occurrence':
        assert bool(found) == bool(speaking)
    elif rule.kind == 'fact' and len(facts.all(rule.check.fact)) == 1:
        assert bool(found) == (not against)


# ---------------------------------------------------------------- each kind


@pytest.mark.parametrize('case', cases('explain'))
def test_reasons(case):
    more = {'examples': {'invalid': ['<<x>>'], 'valid': ['y']}}
    rule = rule_of(yaml.safe_dump({**COMMON, **more, **case['rule']}, allow_unicode=True, sort_keys=False))
    facts = facts_of(Source('advert.md', case['text']), case.get('code', 'en'))
    made = agreed(make([rule]), facts)
    said = []
    for reason in made.reasons:
        key = next(key for key, value in SPEAKS.items() if value is reason.speaks)
        words = [facts.listing.text[span.start : span.end] for span in reason.spans]
        said.append({key: reason.says, **({'words': words} if words else {})})
    assert said == case['reasons']


def test_every_kind_has_cases():
    assert {case.values[0]['rule']['extends'] for case in cases('explain')} == {*KINDS}


def test_verdict_and_explanation_agree_on_all_examples():
    for source in listings():
        facts = facts_of(source, language.read(readers.read(source)[0]))
        for ruleset in rulesets():
            agreed(ruleset, facts)


@pytest.mark.skipif(not FOLDER, reason='LINTJOB_CORPUS names no folder of real listings: passed by')
def test_they_agree_on_real_listings():
    with open(Path(FOLDER) / 'listings.jsonl', encoding='utf-8') as file:
        texts = [json.loads(line)['text'] for line in file][::25]
    assert texts
    for number, text in enumerate(texts):
        facts = facts_of(Source(f'{number}.txt', text))
        for ruleset in rulesets():
            agreed(ruleset, facts)


# ---------------------------------------------------------------- the command


def test_exit_codes_are_those_of_the_rule_alone(run, write):
    write('bad.txt', BAD)
    write('advice.txt', ADVICE)
    for name in ('bad.txt', 'advice.txt', 'nowhere.txt'):
        for rule in ('salary.vague', 'workplace.unstated'):
            for more in ([], ['--fail-level', 'suggestion'], ['--exit-zero']):
                code = run('check', '--explain', rule, *more, name)[0]
                assert code == run('check', '--select', rule, *more, name)[0], (name, rule, more)


def test_several_listings_are_counted(run, write):
    write('good.txt', GOOD)
    write('bad.txt', BAD)
    code, out, err = run('check', '--explain', 'salary.vague', 'good.txt', 'bad.txt')
    assert (code, err) == (1, '')
    assert out.endswith('\nsalary.vague flags 1 of 2 listings.\n')
    assert '  not flagged by salary.vague\n' in out
    assert '  flagged by salary.vague\n' in out
    assert 'flags' not in run('check', '--quiet', '--explain', 'salary.vague', 'good.txt', 'bad.txt')[1]


@pytest.mark.parametrize(
    ('arguments', 'said'),
    [
        (['--explain', 'salary.vage'], '--explain: error: no rule is called "salary.vage"; did you mean "salary.vague"?'),
        (['--explain', 'zzz'], '--explain: error: no rule is called "zzz"'),
        (['--explain', ''], '--explain: error: no rule is called ""'),
        (['--explain', 'clarity'], '--explain: error: "clarity" is a pack; one rule is explained at a time: clarity.readability'),
        (['--explain', 'salary.vague', '--ignore', 'salary'], '--ignore: error: "salary" leaves out the rule salary.vague, so no run uses it'),
        (['--explain', 'salary.vague', '--select', 'level'], '--explain: error: the rule salary.vague is not among those that are selected'),
        (['--explain', 'salary.vague', '--format', 'concise'], '--explain: error: explanations are shown as text (full) or as json'),
    ],
)  # fmt: skip
def test_a_rule_that_can_not_be_explained(run, write, arguments, said):
    write('good.txt')
    assert run('check', *arguments, 'good.txt') == (2, '', said + '\n')


def test_the_settings_may_leave_a_rule_out(run, write):
    write('.lintjob.yaml', 'ignore: [salary.vague]\n')
    write('good.txt')
    assert run('check', '--explain', 'salary.vague', 'good.txt')[2].endswith(
        '.lintjob.yaml:1:10: error: "salary.vague" leaves out the rule salary.vague, so no run uses it\n'
    )


def test_as_json(run, write):
    write('bad.txt', BAD)
    code, out, err = run('check', '--format', 'json', '--explain', 'salary.vague', 'bad.txt')
    (made,) = json.loads(out)
    assert (code, err) == (1, '')
    assert list(made) == ['path', 'listing', 'line', 'column', 'title', 'rule', 'flagged', 'reasons', 'problems']
    assert (made['path'], made['title'], made['rule'], made['flagged']) == ('bad.txt', 'Baker', 'salary.vague', True)
    (reason,) = made['reasons']
    assert reason['speaks'] is True
    (place,) = reason['places']
    assert BAD[place['start'] : place['end']] == place['text'] == 'competitive salary'
    assert tuple(made['problems'][0]) == KEYS
    code, out, _ = run('check', '--format', 'json', '--explain', 'salary.vague', 'nowhere.txt')
    assert (code, json.loads(out)) == (2, [])


def test_what_takes_too_long_is_said(run, write, monkeypatch):
    def never(*_: object) -> None:
        raise TimeoutError

    write('bad.txt', BAD)
    monkeypatch.setattr('lintjob.facts.place.every', never)
    code, out, err = run('check', '--explain', 'salary.law', 'bad.txt')
    assert (code, out.splitlines()[1]) == (2, '  salary.law was given up')
    assert 'the rule salary.law' in err
    monkeypatch.setattr('lintjob.checks.reasons.none_found', never)
    code, out, _ = run('check', '--explain', 'salary.vague', 'bad.txt')
    assert code == 1
    assert 'what else there is was given up' in out


def test_what_steers_a_terminal_is_not_shown(run, write):
    write('a.txt', 'Baker\x1b[31m\n\nWe offer a competitive\x9b32m salary and a competitive salary.\n')
    for arguments in (['check', '--explain', 'salary.vague'], ['facts']):
        assert re.search('[\x1b\x9b]', run(*arguments, 'a.txt')[1]) is None
    assert '\x1b[1;32m' in run('facts', '--color', 'always', 'a.txt')[1]


# ---------------------------------------------------------------- underlined words


def shown_words(text: str, carets: str) -> str:
    return ''.join(char for char, mark in zip(text, carets.ljust(len(text)), strict=False) if mark == '^')


def listings() -> list[Source]:
    """The listings in examples/, and all examples of rules."""
    paths = sorted(path for path in (ROOT / 'examples').iterdir() if path.name != 'README.md')
    return [
        *(Source(path.name, path.read_text(encoding='utf-8')) for path in paths),
        *(examples.read(example) for rule in shipped().rules for example in (*rule.invalid, *rule.valid)),
    ]


def test_the_underlined_words_are_those_of_the_fact():
    linter = Linter(make(()), lexicon())
    for source in listings():
        facts = linter.facts(readers.read(source)[0])
        listing = facts.listing
        wide = Look(width=20_000, colour=False, quiet=False)
        for _, _, span in statements(facts):
            if span is None:
                continue
            place = listing.place(span)
            if not source.text[place.start : place.end].strip():
                continue
            out = ''.join(explanation.underlined(source, place, '', wide)).splitlines()
            words = [shown_words(*pair) for pair in zip(out[::2], out[1::2], strict=False)]
            wanted = [source.text[piece.start : piece.end].replace('\t', ' ') for piece in lines(source, place)]
            assert words
            assert words == wanted[: len(words)]
        said = list(as_text(facts, LOOK))
        assert max(map(len, ''.join(said[1:]).splitlines())) < 300


def test_json_places_are_those_of_the_words():
    linter = Linter(make(()), lexicon())
    for source in listings():
        found = as_object(linter.facts(readers.read(source)[0]))
        facts = [fact for value in found.values() for fact in (value if isinstance(value, list) else [value])]
        for fact in facts:
            if isinstance(fact, dict):
                written = source.text[fact['start'] : fact['end']]
                # A word of machines is put in other words: TELECOMMUTE.
                assert written.isupper() or is_within(fact['text'], written)
                assert tuple(source.position(fact['start'])) == (fact['line'], fact['column'])
                assert tuple(source.position(fact['end'])) == (fact['end_line'], fact['end_column'])


@pytest.mark.parametrize(
    ('text', 'span', 'pieces'),
    [
        ('one two', (0, 7), ['one two']),
        ('one\ntwo', (0, 7), ['one', 'two']),
        ('one \r\n\r\n  two\r\n', (0, 14), ['one', 'two']),
        ('one', (1, 1), ['']),
        ('\n\n', (0, 2), ['\n\n']),
        ('', (0, 0), ['']),
    ],
)
def test_a_place_line_by_line(text, span, pieces):
    assert [text[piece.start : piece.end] for piece in lines(Source('x', text), Span(*span))] == pieces


# ---------------------------------------------------------------- golden output


@pytest.mark.parametrize(
    ('file', 'arguments'),
    [
        ('facts.txt', ['facts', '--isolated', '--today', '2026-11-22', 'examples']),
        ('facts.json', ['facts', '--isolated', '--today', '2026-11-22', '--format', 'json', 'examples/baker.md']),
        ('explain-words.txt', ['check', '--isolated', '--explain', 'salary.vague', 'examples']),
        ('explain-fact.txt', ['check', '--isolated', '--explain', 'workplace.unclear-hybrid', 'examples']),
        ('explain-metric.txt', ['check', '--isolated', '--explain', 'clarity.readability', 'examples']),
    ],
)
def test_golden(file, arguments, capsys, monkeypatch):
    """After a wanted change: UPDATE_GOLDEN=1 python -m pytest tests/test_explain.py."""
    monkeypatch.chdir(ROOT)
    main(arguments)
    said = capsys.readouterr().out
    if os.environ.get('UPDATE_GOLDEN'):
        (GOLDEN / file).write_text(said, encoding='utf-8', newline='')
    assert said == (GOLDEN / file).read_text(encoding='utf-8')


def commands() -> list[tuple[str, str]]:
    """The commands that docs/configuration.md shows of examples, and what it says they print."""
    page = (ROOT / 'docs' / 'configuration.md').read_text(encoding='utf-8')
    return re.findall(r'^```console\n\$ lintjob ([^\n]* examples/[^\n]+)\n(.*?)^```', page, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(('command', 'shown'), commands())
def test_the_documentation_shows_real_output(command, shown, capsys, monkeypatch):
    """After a wanted change: UPDATE_GOLDEN=1 python -m pytest tests/test_explain.py."""
    monkeypatch.chdir(ROOT)
    main(command.split())
    said = capsys.readouterr().out
    path = ROOT / 'docs' / 'configuration.md'
    if os.environ.get('UPDATE_GOLDEN'):
        page = path.read_text(encoding='utf-8')
        head = f'```console\n$ lintjob {command}\n'
        path.write_text(page.replace(f'{head}{shown}', f'{head}{said}'), encoding='utf-8')
        return
    assert shown == said
