"""Languages, told by their commonest words."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lintjob.facts import language
from lintjob.listing import Field, Listing
from lintjob.source import Source, Span

CASES = yaml.safe_load((Path(__file__).parent / 'cases' / 'language.yaml').read_text('utf-8'))


def listing(text, stated='', title=''):
    view = f'{title}\n{text}'
    fields = {'language': Field('language', stated, Span(0, 0))} if stated else {}
    return Listing(Source('x.txt', view), view, [], fields, Span(len(title) + 1, len(view)))


@pytest.mark.parametrize(('code', 'text'), CASES.items(), ids=list(CASES))
def test_languages(code, text):
    assert language.read(listing(text)) == code
    assert language.read(listing('\n'.join([text] * 30))) == code


@pytest.mark.parametrize('code', ['de', 'fr', 'nl', 'pt'])
def test_an_english_title_changes_nothing(code):
    assert language.read(listing(CASES[code], title='Head of Kitchen for the House by the Sea')) == code


def test_of_two_languages_the_one_with_more_words_counts():
    assert language.read(listing(CASES['en'] + '\n' + CASES['de'] * 3)) == 'de'
    assert language.read(listing(CASES['en'] * 3 + '\n' + CASES['de'])) == 'en'


def test_a_german_advert_full_of_english_terms():
    text = 'Als Senior Software Engineer (m/w/d) entwickelst du Microservices mit Kubernetes im Cloud Team und für das Business.'
    assert language.read(listing(text)) == 'de'


@pytest.mark.parametrize(
    ('stated', 'code'),
    [
        ('de', 'de'),
        ('de-AT', 'de'),
        ('pt_BR', 'pt'),
        ('EN', 'en'),
        ('German', 'de'),
        ('français', 'fr'),
        ('xx', 'en'),
        ('Go', 'en'),
    ],
)
def test_a_field_says_it(stated, code):
    assert language.read(listing('Kitchen 2026', stated)) == code


def test_a_language_that_the_job_asks_for_is_not_the_text_s():
    assert language.read(listing(CASES['en'] * 3, 'German')) == 'en'
    assert language.read(listing(CASES['en'] * 3, 'de')) == 'de'


@pytest.mark.parametrize('text', ['', '   ', '12345', '€€€', 'x'])
def test_no_words_are_english(text):
    assert language.read(listing(text)) == 'en'


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text):
    assert len(language.read(listing(text))) == 2


def test_much_of_anything_is_read():
    for text in ('a ' * 50_000, 'the ' * 25_000, '字' * 100_000):
        language.read(listing(text))


ALL = ('de', 'en', 'es', 'fr', 'it', 'nl', 'pt')


@pytest.mark.parametrize('code', [code for code in ALL if code != 'en'])
def test_a_second_language_is_spoken_where_a_paragraph_is_in_it(code):
    english = '\n'.join([CASES['en']] * 12)
    assert language.spoken(listing(f'{english}\n{CASES[code]}'), ALL, 'en') == ('en', code)
    assert language.spoken(listing(f'{CASES[code]}\n{english}'), ALL, 'en') == ('en', code)
    assert language.spoken(listing(english), ALL, 'en') == ('en',)
    assert language.spoken(listing('\n'.join([CASES[code]] * 12)), ALL, code) == (code,)


def test_a_second_language_is_one_that_has_a_vocabulary():
    assert language.spoken(listing(CASES['en'] * 3 + CASES['de']), ('en', 'fr'), 'en') == ('en',)


def test_a_name_makes_no_second_language():
    text = CASES['en'] * 3 + ' You work at the Café de la Gare in Rue de la Paix and at Los Amigos del Sur.'
    assert language.spoken(listing(text), ALL, 'en') == ('en',)
