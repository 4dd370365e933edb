"""Job level codes: what is one, on which scale, explained or not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lintjob import readers, vocabulary
from lintjob.facts import level
from lintjob.source import Source

CASES = yaml.safe_load((Path(__file__).parent / 'cases' / 'level.yaml').read_text(encoding='utf-8'))
INDEX = vocabulary.index(['en'])


def levels(text: str, suffix: str = 'txt') -> list[tuple[level.LevelCode, str]]:
    listing = readers.read(Source(f'case.{suffix}', text))[0]
    found = level.read(listing, INDEX.scan(listing.text))
    return [(code, listing.text[code.span.start : code.span.end]) for code in found]


@pytest.mark.parametrize('case', CASES, ids=lambda case: case['text'].replace('\n', ' ')[-60:])
def test_case(case):
    found = levels(case['text'], case.get('suffix', 'txt'))
    assert [[code.code, code.scale or '', code.is_explained] for code, _ in found] == case.get('levels', [])


def test_span_holds_the_label_and_the_code():
    assert [words for _, words in levels('Clerk\n\nPay Grade: E08\n\nWe hire L60 engineers.')] == [
        'Pay Grade: E08',
        'L60',
    ]


def test_level_field_is_read_once():
    text = '---\ntitle: Clerk\nlevel: T4\n---\n\nYou keep the books.\n'
    assert [(code.code, code.is_explained) for code, _ in levels(text, 'md')] == [('T4', False)]


def test_link_explains_only_in_its_own_sentence():
    found = levels('Engineer\n\nWe hire L60 engineers.\n\nApply at https://example.com/apply')
    assert [code.is_explained for code, _ in found] == [False]


PIECES = st.sampled_from(
    [
        'Grade ',
        'Level ',
        'L60',
        ' (L5)',
        'Engineer',
        'IC3',
        'GS-12',
        ':',
        '\n',
        ' ',
        ' - ',
        '7',
        'Pay Grade: ',
        '(',
        ')',
        '£9',
        '\u2060',
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map(''.join) | st.text(max_size=200))
def test_codes_lie_in_order_and_never_overlap(text):
    found = [code.span for code, _ in levels(text)]
    assert found == sorted(found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(0 <= span.start < span.end <= len(text) for span in found)


@pytest.mark.parametrize(
    'piece', ['L60 engineers ', 'Grade 7 ', '(L5)', 'Pay Grade: ', 'I', '1', 'Level 3, ', 'GS-1', 'E', '\n']
)
def test_long_odd_text_is_read(piece):
    listing = readers.read(Source('long.txt', 'Clerk\n\n' + piece * (100_000 // len(piece))))[0]
    hits = INDEX.scan(listing.text)
    level.read(listing, hits)
