"""The files of hiring systems: each read whole, each planted fault at its place in the raw file."""

import functools
from pathlib import Path

import pytest
import yaml
from conftest import lexicon, shipped

from lintjob import readers
from lintjob.facts import Facts
from lintjob.linter import Linter
from lintjob.listing import Listing
from lintjob.readers.record import systems
from lintjob.source import Source, Span

FOLDER = Path(__file__).parent / 'fixtures' / 'systems'
EXPECTED = yaml.safe_load((FOLDER / 'expected.yaml').read_text(encoding='utf-8'))
CASES = [
    pytest.param(name, number, id=f'{name}-{number}') for name, its in EXPECTED.items() for number in range(len(its))
]
#: The rules whose faults are all told in the expectations.
RULES = {fault[0] for its in EXPECTED.values() for one in its for fault in one['faults']}


def text_of(name: str) -> str:
    """A fixture's text with its line ends."""
    with open(FOLDER / name, encoding='utf-8', newline='') as file:
        return file.read()


@functools.cache
def read(name: str) -> list[Listing]:
    return readers.read(Source(name, text_of(name)))


@functools.cache
def linter() -> Linter:
    return Linter(shipped(), lexicon(), None)


@functools.cache
def facts_of(name: str, number: int) -> Facts:
    return linter().facts(read(name)[number])


def test_every_fixture_is_expected():
    there = {path.name for path in FOLDER.iterdir() if path.name != 'expected.yaml'}
    assert there == set(EXPECTED)


@pytest.mark.parametrize('name', EXPECTED)
def test_all_records_are_found(name):
    found = read(name)
    assert len(found) == len(EXPECTED[name])
    assert [listing.number for listing in found] == list(range(len(found)))


@pytest.mark.parametrize(('name', 'number'), CASES)
def test_fields(name, number):
    listing, case = read(name)[number], EXPECTED[name][number]
    values = {its: field.value for its, field in listing.fields.items() if its not in ('apply', 'language')}
    assert {its: value for its, value in values.items() if value} == case['fields']
    assert sorted(its for its, value in values.items() if not value) == sorted(case.get('empty', ()))
    raw = listing.source.text
    for field in listing.fields.values():
        place = listing.place(field.span)
        assert field.span.start < field.span.end
        if name.endswith('.csv') and not field.value:
            continue  # a cell without a character, and its key stands in another line
        assert raw[slice(*place)].strip(), field
        if not field.value:
            # The key stands there: what is missing can be pointed at.
            assert raw[slice(*place)].strip('"<>/') in (*field.label.split('.'), 'null', 'N/A')


@pytest.mark.parametrize(('name', 'number'), CASES)
def test_facts(name, number):
    facts, case = facts_of(name, number), EXPECTED[name][number]
    pay = facts.pay
    assert [pay.kind, pay.minimum, pay.maximum, pay.currency, pay.period] == case['pay']
    assert facts.workplace.mode == case['mode']
    assert [each and each.day.isoformat() for each in facts.dates] == case['dates']


@pytest.mark.parametrize(('name', 'number'), CASES)
def test_body(name, number):
    listing, case = read(name)[number], EXPECTED[name][number]
    body = listing.text[slice(*listing.body)].split()
    assert body[:5] == case['begins'].split()
    assert body[-5:] == case['ends'].split()
    for kind, span in listing.blocks:
        assert kind in ('heading', 'item', 'paragraph', 'row')
        assert 0 <= span.start < span.end <= len(listing.text)
        assert listing.text[slice(*span)].strip() == listing.text[slice(*span)]


@pytest.mark.parametrize('name', EXPECTED)
def test_faults_stand_at_their_place(name):
    raw = text_of(name)
    for number, case in enumerate(EXPECTED[name]):
        found = [
            (problem.rule, problem.line, problem.column, problem.end_line, problem.end_column)
            for problem in linter().lint(facts_of(name, number)).problems
            if problem.rule in RULES
        ]
        expected = []
        whole = Source(name, raw)
        for rule, words, *which in case['faults']:
            at = -1
            for _ in range(which[0] if which else 1):
                at = raw.index(words, at + 1)
            expected.append((rule, *whole.position(at), *whole.position(at + len(words))))
        assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ('name', 'words'),
    [
        ('ashby.json', 'Platform'),
        ('greenhouse_board.json', 'gdpr'),
        ('greenhouse_job.json', 'What we pay in Colorado'),
        ('indeed.xml', 'food'),
        ('jobposting.json', 'logo.png'),
        ('jsonfeed.json', 'Mend nets ...'),
        ('jsonresume.json', 'Dogs'),
        ('personio.xml', 'attraktives Gehalt'),
        ('recruitee.json', 'bicycle-mechanic'),
        ('seek.json', 'Watch the water'),
        ('smartrecruiters.json', 'Krankenhaus'),
        ('teamtailor.json', 'glass'),
        ('workable.json', 'Maritime'),
    ],
)
def test_what_is_no_advert_is_not_seen(name, words):
    assert words in text_of(name)
    assert not any(words in listing.text for listing in read(name))


def test_systems_are_told_by_their_keys():
    for system in systems.SYSTEMS:
        for signs in system.signs:
            shape = systems.shape_of(frozenset(map(systems.folded, (*signs, 'id', 'nothing'))))
            assert shape.texts, system.name
    assert systems.shape_of(frozenset(('title', 'description', 'company'))) is systems.NO_SYSTEM


def test_escaped_place_is_whole():
    """Entities and escapes: the place holds all that makes the character."""
    listing = read('greenhouse_board.json')[0]
    at = listing.text.index('\u2019ll do')
    assert text_of('greenhouse_board.json')[slice(*listing.place(Span(at, at + 1)))] == '&amp;rsquo;'
