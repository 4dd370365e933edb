"""What reads like an advert is kept, what stands beside adverts is passed over."""

from pathlib import Path

import pytest
import yaml

from lintjob import advert, readers, vocabulary
from lintjob.source import Source

CASES = yaml.safe_load((Path(__file__).parent / 'cases' / 'advert.yaml').read_text('utf-8'))
INDEX = vocabulary.index(['en'])


def passed_over(name, text):
    listing = readers.read(Source(name, text))[0]
    return advert.passed_over(listing, INDEX.scan(listing.text))


@pytest.mark.parametrize(('name', 'text'), CASES['passed_over'].items(), ids=list(CASES['passed_over']))
def test_other_texts_are_passed_over(name, text):
    reason = passed_over(name, text)
    assert reason
    assert 'advert' in reason


@pytest.mark.parametrize(('name', 'text'), CASES['read'].items(), ids=list(CASES['read']))
def test_adverts_are_read(name, text):
    assert passed_over(name, text) is None


def test_much_of_anything_is_read():
    for text in ('we are looking for ' * 6000, 'a' * 100_000, '\n' * 100_000, '((((' * 25_000):
        passed_over('x.txt', text)


def test_phrases_are_written_as_they_are_compared():
    # A phrase with capitals or blanks at its edge would never be found.
    section = ''
    for line in Path(advert.FILE).read_text('utf-8').splitlines():
        if line.startswith('['):
            section = line
        elif line and not line.startswith('#'):
            for phrase in line.split('; '):
                assert phrase == phrase.strip().lower(), (section, phrase)
                assert phrase
