"""What adverts state, in each language: the cases under ``cases/languages``."""

from __future__ import annotations

import pytest
from conftest import ROOT, cases, lexicon, shipped, vocabularies

from lintjob import readers, vocabulary
from lintjob.facts import language as detector
from lintjob.linter import Linter
from lintjob.source import Source

#: The languages that every fact and every pack is read in, beside English.
LANGUAGES = [language for language in vocabularies() if language != 'en']

CASES = [
    pytest.param(language, case.values[0], id=f'{language}-{case.id}')
    for language in LANGUAGES
    for case in cases(f'languages/{language}')
]


@pytest.mark.parametrize(('language', 'case'), CASES)
def test_reads(language, case):
    title, place = case.get('title', 'Made-up Job'), case.get('place', 'Example Town')
    whole = f'{title}\nExample Ltd\n{place}\n\n{case["text"]}\n'
    (listing,) = readers.read(Source('advert.txt', whole))
    # A single sentence is short for the detector of languages, which has cases of its own.
    linter = Linter(shipped(), lexicon(), case.get('language', language))
    facts = linter.facts(listing)
    assert set(case) <= {
        'name',
        'title',
        'place',
        'language',
        'text',
        'pay',
        'workplace',
        'ending',
        'levels',
        'problems',
    }
    if 'pay' in case:
        assert list(facts.pay[:5]) == case['pay']
    if 'workplace' in case:
        said = facts.workplace
        assert [said.mode, said.days_in_office, said.has_amount] == case['workplace']
    if 'ending' in case:
        assert facts.ending.state == case['ending']
    if 'levels' in case:
        assert [level.code for level in facts.levels if not (level.scale or level.is_explained)] == case['levels']
    if 'problems' in case:
        problems = linter.lint(facts).problems
        assert [f'{problem.rule}: {problem.match}' for problem in problems] == case['problems']


#: What belongs to one place in the world rather than to a language stands in the English file, which is always read.
OF_PLACES = (
    *('pay.dollar.', 'pay.overpay', 'money.currency.', 'money.nation.', 'money.scale.lakh', 'money.scale.crore'),
    *('level.scale.', 'level.grade_names', 'workplace.region', 'place.state_office', 'law.federal'),
)
#: What a language can do without: German writes no word within a date, French makes 17 of 10 and 7.
SPARED = {
    'de': {'dates.of', 'dates.ordinal'},
    'fr': {'money.numeral.17', 'money.numeral.18', 'money.numeral.19', 'pay.adjective.fortnight'},
}


def sets_of(language: str) -> set[str]:
    return {name for name in vocabulary.read(language) if not name.startswith(OF_PLACES)}


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_language_has_every_part(language):
    missing = sets_of('en') - sets_of(language) - SPARED.get(language, set())
    assert not missing, f'{language}.yaml lacks {sorted(missing)}'


@pytest.mark.parametrize('language', LANGUAGES)
def test_no_language_has_a_set_that_nothing_reads(language):
    odd = {
        name
        for name in sets_of(language) - sets_of('en')
        # A number has a set of its own where a language has a word of its own for it.
        if not name.startswith('money.numeral.')
    }
    assert not odd, f'{language}.yaml has {sorted(odd)}'


@pytest.mark.parametrize('language', LANGUAGES)
def test_a_language_can_be_told(language):
    assert language in detector.codes()
    assert len(cases(f'languages/{language}')) >= 40


def test_rules_speak_every_language_or_are_for_english_alone():
    for rule in shipped().rules:
        spoken = set(rule.languages)
        assert spoken in (set(), {'en'}, set(vocabularies())), rule.id
        if spoken == {'en'}:
            assert rule.pack == 'clarity', rule.id


def test_the_page_on_languages_names_them_all():
    page = (ROOT / 'docs' / 'languages.md').read_text('utf-8')
    first = page.split('\n\n')[1]
    for language in vocabularies():
        assert detector.name(language) in first
    for part in {name.partition('.')[0] for name in vocabulary.read('en')}:
        assert f'`{part}`' in page
