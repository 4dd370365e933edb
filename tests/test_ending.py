"""Whether a text is whole, and by which sign it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lintjob import readers, vocabulary
from lintjob.facts import ending
from lintjob.source import Source

CASES = yaml.safe_load((Path(__file__).parent / 'cases' / 'ending.yaml').read_text(encoding='utf-8'))
INDEX = vocabulary.index(['en'])


def read(text: str, suffix: str = 'txt') -> tuple[ending.Ending, str]:
    listing = readers.read(Source(f'case.{suffix}', text))[0]
    found = ending.read(listing, INDEX.scan(listing.text))
    return found, listing.text[found.span.start : found.span.end]


def padded(length: int) -> str:
    """A listing whose text of ``length`` characters stops without a full stop."""
    return (
        'Baker\n\n' + ('You plan the shifts of our shop in the old town by the river. ' * 100)[: length - 6] + ' breas'
    )


def closed(length: int) -> str:
    """A listing whose text of ``length`` characters ends in a whole sentence without a full stop."""
    close = 'Come and join us'
    filling = ('You plan the shifts of our shop in the old town by the river. ' * 100)[: length - len(close) - 3]
    return f'Baker\n\n{filling}x. {close}'


def source(case: dict) -> str:
    if 'text' in case:
        return case['text']
    return padded(case['pad']) if 'pad' in case else closed(case['prose'])


@pytest.mark.parametrize('case', CASES, ids=lambda case: source(case).replace('\n', ' ')[-60:])
def test_case(case):
    found, words = read(source(case), case.get('suffix', 'txt'))
    sign = case.get('sign', '')
    assert (found.state, found.sign) == ('cut' if sign else 'whole', sign)
    if 'span' in case:
        assert words == case['span']


@pytest.mark.parametrize('text', ['', '\n', '* * *', '---', ' \n\n 12 \n'])
def test_no_letters_is_empty(text):
    assert read(text)[0].state == 'empty'


def test_a_title_alone_is_not_empty():
    assert read('Baker\n')[0].state == 'whole'


@pytest.mark.parametrize('body', ['', '\n* * *\n', '\n12\n'])
def test_front_matter_without_a_text_is_empty(body):
    found, words = read(f'---\ntitle: Baker\nsalary: £30,000 a year\n---\n{body}', 'md')
    assert (found.state, words) == ('empty', 'Baker')


@pytest.mark.parametrize('length', range(100, 420))
def test_a_last_sentence_without_a_full_stop_is_whole_at_any_length(length):
    assert read(closed(length))[0].state == 'whole'


PIECES = st.sampled_from(
    [
        '...',
        '…',
        '(',
        ')',
        '[',
        ' ',
        '\n',
        'Read more',
        'Show less',
        'Apply now',
        'the',
        'ou',
        ',',
        '-',
        '\\n',
        'https://example.com',
        '•',
        'a@example.com',
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map(''.join) | st.text(max_size=200))
def test_every_text_has_an_ending_inside_it(text):
    found, _ = read(text)
    assert found.state in ('whole', 'cut', 'empty')
    assert bool(found.sign) == (found.state == 'cut')
    assert 0 <= found.span.start <= found.span.end <= len(text)


@settings(max_examples=50, deadline=None)
@given(st.integers(20, 300))
def test_what_was_cut_in_mid_word_and_marked_is_cut(length):
    text = ('You plan the shifts of our shop in the old town by the river. ' * 6)[:length]
    assert read(f'Baker\n\n{text} ... (truncated, view full listing at source)')[0].sign == 'marker'


@pytest.mark.parametrize(
    'piece', ['(', '.', '…', 'for the complete job ', 'Read more\n', 'Apply now\n', 'the ', 'a', ' ', '\\n', '\n']
)
def test_long_odd_text_is_read(piece):
    listing = readers.read(Source('long.txt', 'Clerk\n\n' + piece * (100_000 // len(piece))))[0]
    hits = INDEX.scan(listing.text)
    ending.read(listing, hits)
