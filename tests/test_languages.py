"""What adverts state, in each language: the cases under ``cases/languages``."""

from __future__ import annotations

import pytest
from conftest import cases, lexicon, shipped, vocabularies

from lintjob import readers
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
    assert set(case) <= {'name', 'title', 'place', 'language', 'text', 'pay', 'workplace', 'ending', 'levels', 'problems'}
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
