"""Damage: what is found of it, that nothing whole is taken for it, and what becomes of it by mending."""

from __future__ import annotations

import re
from functools import cache

import pytest
from conftest import cases, lexicon, shipped, unmarked
from hypothesis import given
from hypothesis import strategies as st

from lintjob import examples, readers
from lintjob.facts import CHOICES, Facts, damage
from lintjob.linter import Linter
from lintjob.problem import Problem
from lintjob.ruleset import make
from lintjob.source import Source

KINDS = CHOICES['damage', 'kind']


@cache
def linter(only: str = '') -> Linter:
    """A linter with the rules on damage that mend, or one of them."""
    rules = [rule for rule in shipped().rules if rule.pack == 'damage' and rule.fix and (not only or rule.id == only)]
    assert rules
    return Linter(make(rules), lexicon(), 'en')


def problems_of(text: str, form: str = 'txt', only: str = '') -> list[Problem]:
    its = linter(only)
    (listing,) = readers.read(Source(f'advert.{form}', text))
    return its.lint(its.facts(listing)).problems


def fixed(text: str, form: str = 'txt') -> tuple[str, list[Problem]]:
    """What a text becomes when it is mended until nothing is left to mend, and what is still flagged then."""
    for _ in range(10):
        found = problems_of(text, form)
        if not any(problem.fix for problem in found):
            return text, found
        text = examples.mended(text, found)
    raise AssertionError(f'mending does not end: {text!r}')


@pytest.mark.parametrize('case', cases('damage'))
def test_damage(case):
    form = case.get('format', 'txt')
    text, marked = unmarked(case['text'])
    marked = [span for span in marked if text[slice(*span)] != case.get('skip')]
    if case.get('narrow'):
        marked = [(start + text[start:end].rfind(' ') + 1, end) for start, end in marked]
    found = problems_of(text, form, f'damage.{case["kind"]}')
    assert [text[each.start : each.end] for each in found] == [text[slice(*span)] for span in marked]
    assert [(each.start, each.end) for each in found] == marked
    assert examples.mended(text, found) == case.get('mended', text)
    # Mended once, there is nothing more to mend.
    again = problems_of(case.get('mended', text), form, f'damage.{case["kind"]}')
    assert not [each for each in again if each.fix]


def test_there_are_cases_of_each_kind_that_find_and_that_do_not():
    seen = {kind: set() for kind in KINDS}
    for parameter in cases('damage'):
        (case,) = parameter.values
        seen[case['kind']].add('<<' in case['text'])
    assert all(both == {True, False} for both in seen.values()), seen


def test_there_is_a_rule_for_each_kind():
    assert {f'damage.{kind}' for kind in KINDS} < {rule.id for rule in shipped().rules}


@pytest.mark.parametrize('text', ['Baker\n\nYou bake bread for us.\n', 'Bäcker\n\nKöchin für Öfen, groß: 5 €.\n'])
def test_a_whole_text_costs_no_import(text, monkeypatch):
    def refuse(listing: object) -> None:
        raise AssertionError(listing)

    monkeypatch.setattr(damage, 'read', refuse)
    (listing,) = readers.read(Source('a.txt', text))
    assert Facts(listing, ('en',), None).damage == ()


PIECES = st.sampled_from(
    [
        *('the ', 'bread', 'You', ' ', '  ', '\n', ' ,', ' .', '.', ', ', '&amp;', '&lt;', '&', 'amp;', ';', '&#39;'),
        *(
            'Â',
            'Ã',
            '©',
            'â€™',
            '£',
            'Ã©',
            '\xa0',
            '\u200b',
            '\ufeff',
            '\u200d',
            'ß',
            '«',
            '»',
            '“',
            '\u2060',
            '*',
            '`',
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map(''.join)


@given(TEXTS, st.sampled_from(['txt', 'md']))
def test_mending_ends_and_leaves_nothing_to_mend(text, form):
    before = f'Baker\n\nBread. {text} rolls\n'
    after, left = fixed(before, form)
    assert not [problem for problem in left if problem.fix]
    # Letters of words are never lost, but those of a word that stood there twice.
    was, now = (set(re.findall('[a-z]{3,}', re.sub(r'&\w+;|&|;|amp|lt', '', state))) for state in (before, after))
    assert now >= was - {'the'} or 'the' in before


@given(st.text(st.characters(codec='utf-8', exclude_categories=['Cs', 'Cc']), max_size=30))
def test_what_is_read_wrongly_is_read_rightly_again_or_left_alone(text):
    broken = text.encode('utf-8').decode('cp1252', 'replace')
    (listing,) = readers.read(Source('a.txt', f'Baker\n\nBread. {broken} rolls\n'))
    for each in damage.read(listing):
        assert each.kind in KINDS
        assert 0 <= each.span.start < each.span.end <= len(listing.text)
        assert each.mended != listing.text[each.span.start : each.span.end]


SPOKEN = [
    'Nous recherchons un(e) boulanger·ère : « à l’œuvre » dès l’été, où ça ? À Noël… pâte brisée, maïs, aïeul, CAFÉ»',
    'Padeiro: pão, coração, avó, às 6h, já não há… MANHÃ, “IRMÔ, «ÓRGÃO», açúcar',
    'Thợ làm bánh tại Huế: bánh mì, phở, “Việt Nam”, lương thỏa thuận, nghỉ lễ, đãi ngộ tốt — «là đây»',
    'Bäcker gesucht: Öfen, Äpfel, Süßes, „Größe“ … Brötchen à 0,50 €, 20 °C',
    'Panadero: ¿año? ¡Sí! Ñoquis, “está”… «allá», pingüino, 1.º y 2.ª',
    'Panettiere: è, perché, città, «più», caffè… l’età, 5 €',
    'Bakker: één, geïnteresseerd, reünie, ’s ochtends, €\xa015',
    'Piekarz: chleb żytni, gęś, łódź, ćma, „święta”; Pekař: příští, čtyři, žádné; Brutar: înghețată, și, țară',
    'Пекарь: хлеб, ёлка; Αρτοποιός: ψωμί, «είναι»',
]


@pytest.mark.parametrize('text', SPOKEN)
def test_languages_are_no_damage(text):
    assert problems_of(f'{text[:6]}\n\n{text}.\n') == []


@pytest.mark.parametrize('text', SPOKEN)
def test_what_is_read_wrongly_is_mostly_mended(text):
    """Of a text whose UTF-8 was read as Windows-1252 most words come back; none of them becomes another."""
    broken = ''.join(bytes([byte]).decode('cp1252', 'ignore') or chr(byte) for byte in text.encode())
    after, _ = fixed(f'Baker\n\n{broken}.\n')
    was, words = text.split(), after.split('\n\n')[1].rstrip('.\n').split()
    odd = [word for word in was if not word.isascii()]
    back = [word for word in odd if word in words]
    assert len(back) >= len(odd) / 2, (odd, after)
