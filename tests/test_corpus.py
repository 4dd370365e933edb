"""Real listings in number: no crash, and every problem stands where it says.

LINTJOB_CORPUS names a folder with ``listings.jsonl`` (an object a line, with ``text``) and ``files/``.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from conftest import is_within, lexicon, shipped

from lintjob import readers
from lintjob.errors import LintjobError
from lintjob.linter import Linter
from lintjob.listing import Listing
from lintjob.readers.format import by_name
from lintjob.stream import PIECE, Stream

FOLDER = os.environ.get('LINTJOB_CORPUS', '')
pytestmark = pytest.mark.skipif(not FOLDER, reason='LINTJOB_CORPUS names no folder of real listings: passed by')


def check(name: str, data: bytes) -> tuple[int, int]:
    """Lint all listings of a file, and see that each problem stands in it; gives how many listings and problems there are."""
    linter = Linter(shipped(), lexicon())
    whole = Stream(name, [data]).whole()
    listings = problems = 0
    for each in readers.listings(Stream(name, [data[at : at + PIECE] for at in range(0, len(data), PIECE)])):
        assert isinstance(each, Listing), str(each)
        assert each.number == listings
        listings += 1
        verdict = linter.lint(linter.facts(each))
        assert verdict.complaints == [], name
        for problem in verdict.problems:
            assert 0 <= problem.start <= problem.end <= len(whole.text), problem
            assert is_within(problem.match, read_out(whole.text[problem.start : problem.end])), problem
            assert (problem.line, problem.column) == tuple(whole.position(problem.start)), problem
            assert (problem.end_line, problem.end_column) == tuple(whole.position(problem.end)), problem
        problems += len(verdict.problems)
    return listings, problems


def read_out(written: str) -> str:
    """A piece of a file, followed by what its escapes mean, in JSON and the like."""
    return written + re.sub(r'\\u([0-9a-fA-F]{4})', lambda found: chr(int(found[1], 16)), written)


def test_all_listings_as_text_files():
    with open(Path(FOLDER) / 'listings.jsonl', encoding='utf-8') as file:
        texts = [json.loads(line)['text'] for line in file]
    assert texts
    assert sum(check(f'{number}.txt', text.encode())[1] for number, text in enumerate(texts)) > len(texts) / 2


def test_all_listings_as_a_feed():
    data = (Path(FOLDER) / 'listings.jsonl').read_bytes()
    listings, problems = check('listings.jsonl', data)
    assert listings == len(data.splitlines())
    assert problems > listings / 2


def test_all_files():
    paths = [path for path in sorted((Path(FOLDER) / 'files').rglob('*')) if path.is_file() and by_name(path.name)]
    assert {by_name(path.name) for path in paths} >= {'markdown', 'html', 'json', 'xml'}
    for path in paths:
        try:
            listings, _ = check(path.name, path.read_bytes())
            assert listings, path
        except LintjobError as error:
            assert all(complaint.path == path.name for complaint in error.complaints)
