"""Laws on pay in adverts: which hold where and when, what an advert lacks for them, and the table itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, shipped

from lintjob import circumstances, cli, gazetteer, laws, readers
from lintjob.circumstances import Circumstances
from lintjob.errors import LintjobError
from lintjob.linter import Linter
from lintjob.ruleset import make
from lintjob.source import Source
from lintjob.vocabulary import Lexicon

CASES = yaml.safe_load((Path(__file__).parent / 'cases' / 'law.yaml').read_text('utf-8'))
TODAY = Circumstances('2026-11-22')
LEXICON = Lexicon()
RULE = [rule for rule in shipped().rules if rule.id == 'salary.law']


def linter(of: Circumstances = TODAY) -> Linter:
    return Linter(make(RULE), LEXICON, circumstances=of)


def facts(location: str = '', pay: str = '', posted: str = '', text: str = '', of: Circumstances = TODAY):
    fields = ''.join(f'{key}: "{value}"\n' for key, value in (('location', location), ('posted', posted)) if value)
    advert = f'---\ntitle: Baker\n{fields}---\n\nYou bake bread from four in the morning.\n\n{text}\n{pay}\n\nWrite to jobs@example.com.\n'
    return linter(of).facts(readers.read(Source('advert.md', advert))[0])


def said(*args, of: Circumstances = TODAY, **named):
    return linter(of).lint(facts(*args, of=of, **named)).problems


@pytest.mark.parametrize(('location', 'pay', 'wanted'), CASES['holds'])
def test_what_holds_and_what_is_missing(location, pay, wanted):
    found = facts(location, pay)
    assert [f'{law.jurisdiction} {law.missing or "nothing"}' for law in found.laws] == wanted
    assert bool(found.law.missing) == any(not each.endswith(' nothing') for each in wanted)
    for law in found.laws:
        assert found.listing.text[law.span.start : law.span.end] == location


@pytest.mark.parametrize(('text', 'wanted'), CASES['texts'])
def test_places_in_the_text(text, wanted):
    assert [law.jurisdiction for law in facts(text=text).laws] == wanted


@pytest.mark.parametrize(('text', 'wanted'), CASES['federal'])
def test_jobs_of_the_federal_government(text, wanted):
    assert [law.jurisdiction for law in facts('Washington, DC', text=text).laws] == wanted


@pytest.mark.parametrize(('location', 'posted', 'today', 'wanted'), CASES['days'])
def test_the_day_that_is_judged(location, posted, today, wanted):
    assert [law.jurisdiction for law in facts(location, posted=posted, of=Circumstances(today)).laws] == wanted


@pytest.mark.parametrize(('location', 'employees', 'copy', 'level'), CASES['whom'])
def test_whom_it_is_asked_of(location, employees, copy, level):
    of = Circumstances('2026-11-22', int(employees) if employees else None, copy == 'yes')
    assert ''.join(str(problem.level) for problem in said(location, of=of)) == level


def test_the_message_says_which_law_asks_it_of_whom():
    (problem,) = said('Denver, CO')
    assert problem.message == (
        "the advert gives no pay range; Colorado's Equal Pay for Equal Work Act has required it of every employer"
        ' since 2021-01-01'
    )
    (problem,) = said('Sacramento, CA')
    assert problem.message == (
        "the advert gives no pay range; California's Labor Code has required it of employers with 15 or more"
        ' employees since 2023-01-01; but the size of the employer is not known'
    )
    (problem,) = said('Toronto, ON', 'Salary: CAD 80,000 - 140,000 a year')
    assert problem.match == 'CAD 80,000 - 140,000'
    assert problem.message.startswith(
        "the pay range is wider than asked; Ontario's Employment Standards Act has required no more than"
        ' CAD 50,000 a year between its ends of employers with 25 or more employees since 2026-01-01'
    )


def test_many_laws_are_one_problem():
    (problem,) = said('Denver, CO; New York, NY; Chicago, IL; Newark, NJ; Seattle, WA')
    assert problem.message.count(' has required it of ') == 3
    assert problem.message.startswith("the advert gives no pay range; Colorado's ")
    assert '3 more require it as well' in problem.message


def test_no_message_judges_the_employer():
    for location in ('Denver, CO', 'Vienna, Austria', 'Singapore', 'Toronto, ON'):
        for pay in ('', 'Pay: up to CAD 70,000 a year', 'Salary: SGD 4,000 - 90,000 a month'):
            for problem in said(location, pay):
                assert not re.search('illegal|complian|violat|unlawful', problem.message)


def test_a_text_that_is_cut_proves_little():
    source = Source(
        'advert.md', '---\ntitle: Baker\nlocation: Denver, CO\n---\n\nYou bake bread from four in the mor...\n'
    )
    run = linter()
    (problem,) = run.lint(run.facts(readers.read(source)[0])).problems
    assert str(problem.level) == 'suggestion'
    assert 'the text is cut' in problem.message


def test_the_options(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / 'a.md').write_text(
        '---\ntitle: Baker\nlocation: Denver, CO; Boston, MA\n---\n\nYou bake bread.\n', 'utf-8'
    )

    def run(*options: str) -> str:
        cli.main(['check', '--select', 'salary.law', '--format', 'concise', '--quiet', 'a.md', *options])
        return capsys.readouterr().out

    assert 'warning' in run()
    assert 'Massachusetts' in run()
    assert 'Massachusetts' not in run('--employees', '24')
    assert 'Massachusetts' not in run('--today', '2025-01-01')
    assert 'suggestion' in run('--copies')
    (tmp_path / '.lintjob.yaml').write_text('employees: 24\nadverts: copy\n', 'utf-8')
    assert 'Massachusetts' not in run()
    assert 'suggestion' in run()
    assert 'Massachusetts' in run('--employees', '25')
    assert 'warning' in run('--isolated')
    cli.main(['facts', '--today', '2021-01-01', '--isolated', '--format', 'json', 'a.md'])
    (found,) = json.loads(capsys.readouterr().out)
    assert [(law['jurisdiction'], law['since'], law['employees'], law['missing']) for law in found['laws']] == [
        ('US-CO', '2021-01-01', 1, 'pay')
    ]


@pytest.mark.parametrize(
    'options', [('--today', '2026-02-30'), ('--today', 'now'), ('--employees', '0'), ('--employees', 'many')]
)
def test_options_that_can_not_be(options, capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(['check', *options])
    assert caught.value.code == cli.FAILED
    assert f'argument {options[0]}: "{options[1]}" ' in capsys.readouterr().err


# ---------------------------------------------------------------- the table

TABLE = laws.parse()


def test_the_rows_are_in_order():
    ids = [row.id for row in TABLE.rows]
    assert len(ids) == len(set(ids)) >= 70
    known = {sense.country for senses in gazetteer.gazetteer().names.values() for sense in senses}
    regions = {sense.region for senses in gazetteer.gazetteer().names.values() for sense in senses if sense.region}
    for row in TABLE.rows:
        assert row.id in (known | regions | {'EU'}) or row.region in regions, row.id
        assert row.place, row.id
        assert row.basis == 'memory' or row.sources, row.id
        assert row.since <= '2028', row.id
        assert not row.until or row.since < row.until, row.id
        assert row.status != 'in force' or not row.is_sure or row.since <= TABLE.as_of, row.id
        assert row.status != 'enacted' or not row.since or row.since > TABLE.as_of, row.id
        assert (row.status == 'ended') == bool(row.until), row.id
        assert row.basis != 'memory' or not row.is_sure, row.id
    assert circumstances.is_day(TABLE.as_of)


def test_what_is_used_is_sure():
    used = {row.id for row in TABLE.rows if row.is_sure and row.holds('2026-11-22')}
    assert {'US-CO', 'US-CA', 'US-NY-NYC', 'CA-ON', 'AT', 'SG', 'LT'} <= used
    assert not used & {'US-ME', 'US-NY-ALB', 'US-NJ-JCY', 'US-NV', 'EU', 'IT', 'SK', 'PL', 'JP', 'AU', 'US-DE'}


def row(**changed: str) -> str:
    values = {
        'place': 'Oz', 'law': 'Code', 'status': 'in force', 'since': '2021-01-01', 'asks': 'range', 'employees': '1',
        'basis': 'sourced', 'sources': '[https://example.com]', **changed,
    }  # fmt: skip
    lines = ''.join(f'    {key.replace("_", "-")}: {value}\n' for key, value in values.items() if value)
    return f'as-of: 2026-01-31\njurisdictions:\n  US-CO:\n{lines}'


@pytest.mark.parametrize(
    ('text', 'complaint'),
    [
        ('', '1:1: error: this table is empty'),
        ('as-of: 2026-02-30\njurisdictions: {}\n', '1:8: error: "2026-02-30" is no date; it is written as in 2026-01-31'),
        ('jurisdictions: {}\n', '1:1: error: the key "as-of" is missing'),
        (row(status='inforce'), '6:13: error: unknown status "inforce"; did you mean "in force"?'),
        (row(since=''), '4:5: error: a rule that is in force needs the day since when ("since")'),
        (row(sources=''), '4:5: error: a rule in force needs a source'),
        (row(employees=''), '4:5: error: a rule in force needs the number of employees ("employees")'),
        (row(employees='0'), '9:16: error: "0" should be 1 or more'),
        (row(since='2021-1-1'), '7:12: error: "2021-1-1" is no date; it is written as in 2026-01-31'),
        (row(asks=''), '4:5: error: the key "asks" is missing'),
        (row(treshold='1'), '12:5: error: unknown key "treshold"'),
        (row(widest='{amount: 5, currency: CAD}'), '12:13: error: the key "period" is missing'),
        (row(widest='{amount: 5, currency: cad, period: year}'), '12:35: error: "cad" is no code of a currency (ISO 4217)'),
        (row(unsure='[since, foo]'), '12:21: error: unknown unsure "foo"'),
        (row(sources='[example]'), '11:15: error: "example" is no address'),
        (row().replace('US-CO', 'us'), '3:3: error: "us" is no code of a country, a state or a city in one'),
        (row().replace('US-CO', 'US-NY-NYC'), '4:5: error: a city needs the names that mean it ("cities")'),
    ],
)  # fmt: skip
def test_mistakes_in_a_table(text, complaint):
    with pytest.raises(LintjobError) as caught:
        laws.read(Source('laws.yaml', text))
    assert any(str(each).startswith(f'laws.yaml:{complaint}') for each in caught.value.complaints), str(caught.value)


def test_the_table_is_read_where_it_is_needed_only(monkeypatch):
    def fail():
        raise AssertionError

    monkeypatch.setattr(laws, 'table', fail)
    monkeypatch.setattr('lintjob.facts.law.table', fail)
    found = facts('Denver, CO', 'Pay: $31 an hour')
    assert not found.law.missing
    assert not facts().law.missing


@pytest.mark.parametrize('day', ['2024-02-29', '2000-02-29', '1999-12-31', '2026-11-30'])
def test_days(day):
    assert circumstances.is_day(day)


@pytest.mark.parametrize(
    'text',
    ['', '2026', '2026-2-3', '26-02-03', '2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31',
     '2026-01-00', '٢٠٢٦-01-01', '2026-01-01T00', 'today'],
)  # fmt: skip
def test_no_days(text):
    assert not circumstances.is_day(text)


def test_the_page_tells_the_day_and_all_rows():
    page = (ROOT / 'docs' / 'laws.md').read_text('utf-8')
    assert TABLE.as_of in page
    assert 'no legal advice' in page
    assert set(re.findall(r'^\| `([A-Z-]+)`', page, re.MULTILINE)) == {each.id for each in TABLE.rows}
