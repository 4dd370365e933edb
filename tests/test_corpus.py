"""Real listings in number: no crash, and every problem stands where it says.

LINTJOB_CORPUS names a folder with ``listings.jsonl`` (an object a line, with ``text``) and ``files/``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import is_within, shipped, verdicts

from lintjob.errors import LintjobError
from lintjob.source import Source, decode

FOLDER = os.environ.get('LINTJOB_CORPUS', '')
pytestmark = pytest.mark.skipif(not FOLDER, reason='LINTJOB_CORPUS names no folder of real listings: passed by')


def check(source: Source) -> int:
    """Lint a source, and see that each problem stands in it; gives how many there are."""
    count = 0
    for verdict in verdicts(source, shipped()):
        assert verdict.complaints == [], source.name
        for problem in verdict.problems:
            assert 0 <= problem.start <= problem.end <= len(source.text), problem
            assert is_within(problem.match, source.text[problem.start : problem.end]), problem
            assert (problem.line, problem.column) == tuple(source.position(problem.start)), problem
            assert (problem.end_line, problem.end_column) == tuple(source.position(problem.end)), problem
        count += len(verdict.problems)
    return count


def test_all_listings_as_text_files():
    with open(Path(FOLDER) / 'listings.jsonl', encoding='utf-8') as file:
        texts = [json.loads(line)['text'] for line in file]
    assert texts
    assert sum(check(Source(f'{number}.txt', text)) for number, text in enumerate(texts)) > len(texts) / 2


def test_all_markdown_and_text():
    paths = [
        path
        for path in sorted((Path(FOLDER) / 'files').rglob('*'))
        if path.suffix in ('.md', '.txt') and path.is_file()
    ]
    assert paths
    for path in paths:
        try:
            check(decode(path.name, path.read_bytes()))
        except LintjobError as error:
            assert all(complaint.path == path.name for complaint in error.complaints)
