"""The same advert in every format yields the same problems with the same words, each where it stands in the file."""

from __future__ import annotations

import gzip
import html
import json
import re

import pytest
from adverts import ADVERTS, Advert, files
from conftest import lexicon, shipped

from lintjob import readers
from lintjob.cli.statements import as_object
from lintjob.linter import Linter
from lintjob.listing import Listing
from lintjob.problem import Problem
from lintjob.source import Source
from lintjob.stream import Stream

NAMES = tuple(files(ADVERTS[0]))
#: What data alone can have, or lack.
MARKUP = 'markup.'


def listing_in(name: str, data: bytes) -> Listing:
    """The one listing of a file."""
    if name.endswith('.gz'):
        data = gzip.decompress(data)
    (listing,) = readers.listings(Stream(name, [data[at : at + 100] for at in range(0, len(data), 100)]))
    assert isinstance(listing, Listing)
    return listing


def problems_in(listing: Listing) -> list[Problem]:
    """The problems of a listing, by all shipped rules but those on data for machines."""
    linter = Linter(shipped(), lexicon())
    problems, complaints = linter.lint(linter.facts(listing))
    assert complaints == []
    return [problem for problem in problems if not problem.rule.startswith(MARKUP)]


def seen(text: str) -> str:
    """A piece of a file as its reader would see it, whatever it is written in: letters and digits alone."""
    text = re.sub(r'\\u([0-9a-fA-F]{4})', lambda found: chr(int(found[1], 16)), text)
    text = text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')
    text = re.sub(r'\\[nrt]', ' ', text)
    text = re.sub(r'<[^<>]*>', '', html.unescape(html.unescape(text)))
    return ''.join(filter(str.isalnum, text))


@pytest.mark.parametrize('advert', ADVERTS, ids=[advert.title for advert in ADVERTS])
@pytest.mark.parametrize('name', NAMES)
def test_the_same_problems(name: str, advert: Advert):
    known = sorted(
        (problem.rule, problem.match, problem.message)
        for problem in problems_in(listing_in('plain.txt', files(advert)['plain.txt']))
    )
    data = files(advert)[name]
    found = problems_in(listing_in(name, data))
    assert sorted((problem.rule, problem.match, problem.message) for problem in found) == known


@pytest.mark.parametrize('advert', ADVERTS, ids=[advert.title for advert in ADVERTS])
@pytest.mark.parametrize('name', NAMES)
def test_each_where_it_stands(name: str, advert: Advert):
    data = files(advert)[name]
    whole = Stream(name, [gzip.decompress(data) if name.endswith('.gz') else data]).whole()
    places = Source(name, whole.text)
    for problem in problems_in(listing_in(name, data)):
        written = whole.text[problem.start : problem.end]
        assert seen(written) == seen(problem.match), (problem.rule, written)
        # From the first to the last character of the words, and no further.
        assert written == written.strip()
        assert places.position(problem.start) == (problem.line, problem.column)
        assert places.position(problem.end) == (problem.end_line, problem.end_column)


@pytest.mark.parametrize('advert', ADVERTS, ids=[advert.title for advert in ADVERTS])
@pytest.mark.parametrize('name', NAMES)
def test_the_same_facts(name: str, advert: Advert):
    linter = Linter(shipped(), lexicon())

    def stated(name: str) -> str:
        found = as_object(linter.facts(listing_in(name, files(advert)[name])))
        keys = ('title', 'company', 'place', 'pay', 'workplace', 'levels', 'ending', 'languages')
        without = {'line', 'column', 'end_line', 'end_column', 'start', 'end', 'text'}
        return json.dumps(_bare({key: found[key] for key in keys}, without), indent=1)

    assert stated(name) == stated('plain.txt')


def _bare(value: object, without: set[str]) -> object:
    if isinstance(value, dict):
        return {key: _bare(inner, without) for key, inner in value.items() if key not in without}
    return [_bare(inner, without) for inner in value] if isinstance(value, list) else value


def test_there_are_problems_to_compare():
    rules = {
        problem.rule
        for advert in ADVERTS
        for problem in problems_in(listing_in('plain.txt', files(advert)['plain.txt']))
    }
    assert {
        'salary.vague',
        'salary.missing',
        'workplace.unclear-hybrid',
        'level.opaque',
        'truncated.unfinished',
    } <= rules
