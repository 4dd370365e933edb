"""Dates: when an advert was posted and when it closes."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lintjob import readers, vocabulary
from lintjob.facts import dates
from lintjob.listing import Field, Listing
from lintjob.source import Source, Span

CASES = yaml.safe_load((Path(__file__).parent / 'cases' / 'dates.yaml').read_text('utf-8'))
INDEX = vocabulary.index(['en'])


def read(text, **fields):
    view, placed = '', {}
    for name, value in fields.items():
        placed[name] = Field(name, value, Span(len(view), len(view) + len(value)))
        view += value + '\n'
    view += text
    listing = Listing(Source('x.txt', view), view, [], placed, Span(len(view) - len(text), len(view)))
    return dates.read(listing, INDEX.scan(view)), view


def days(found):
    return tuple(str(dated.day) if dated else '' for dated in found)


@pytest.mark.parametrize(('text', 'posted', 'closes'), CASES['texts'])
def test_labelled_dates(text, posted, closes):
    for around in ('{}', 'Cook, Leeds\n{}\n\nMore text.'):
        found, view = read(around.format(text))
        assert days(found) == (posted, closes)
        for dated in found:
            assert dated is None or str(dated.day.day) in view[dated.span.start : dated.span.end]


@pytest.mark.parametrize(('fields', 'posted', 'closes'), CASES['fields'])
def test_dates_in_fields(fields, posted, closes):
    assert days(read('Text.', **fields)[0]) == (posted, closes)


def test_a_field_comes_before_a_line():
    assert days(read('Closing date: 1 May 2026', closes='2 May 2026')[0]) == ('', '2026-05-02')
    assert days(read('Closing date: 1 May 2026', closes='soon')[0]) == ('', '2026-05-01')


def test_a_date_that_is_glued_to_the_town():
    listing = readers.read(Source('x.txt', 'Harbour Cook\n\nFernhill\nMadridPosted 4 May 2026\n\nWe cook.\n'))[0]
    found = dates.read(listing, INDEX.scan(listing.text))
    assert days(found) == ('2026-05-04', '')
    assert listing.text[found.posted.span.start : found.posted.span.end] == '4 May 2026'


@given(st.text(alphabet=st.sampled_from('Posted: March21/.-,0359 \nthMayClosing date'), max_size=80))
def test_no_text_is_too_odd(text):
    found, view = read('Closing date: ' + text, posted=text)
    for dated in found:
        assert dated is None or 0 <= dated.span.start < dated.span.end <= len(view)


def test_much_of_anything_is_read():
    for text in (
        'Posted ' * 15_000,
        'Deadline: May ' * 7000,
        '1/2/2026 ' * 11_000,
        'Closing date: 1 May 2026\n' * 4000,
    ):
        read(text)
