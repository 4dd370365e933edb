"""What docs/accuracy.md says is what comes out; needs real listings with labels (LINTJOB_CORPUS)."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
from conftest import ROOT

FOLDER = os.environ.get('LINTJOB_CORPUS', '')
PAGE = ROOT / 'docs' / 'accuracy.md'


def program():
    spec = importlib.util.spec_from_file_location('accuracy', ROOT / 'benchmarks' / 'accuracy.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not FOLDER, reason='LINTJOB_CORPUS names no folder of real listings: passed by')
def test_the_figures_are_what_comes_out():
    """If this fails: python benchmarks/accuracy.py --into docs/accuracy.md."""
    accuracy = program()
    text = PAGE.read_text('utf-8')
    assert accuracy.filled(text, accuracy.tables(accuracy.answers(Path(FOLDER)))) == text


def test_answers_are_counted():
    accuracy = program()
    cases = {question: [] for question in (*accuracy.PROBLEMS, *accuracy.FACTS)}
    cases['level.opaque'] = [
        accuracy.Case('a', 'en', True, True, ''),
        accuracy.Case('b', 'en', True, False, ''),
        accuracy.Case('c', 'de', False, True, ''),
    ]
    cases['kind of pay'] = [accuracy.Case('a', 'en', True, True, ''), accuracy.Case('c', 'de', True, False, '')]
    lines = accuracy.tables(cases).splitlines()
    assert '| level.opaque | all | 1 | 1 | 1 | 0.50 | 0.50 |' in lines
    assert '| level.opaque | en | 1 | 0 | 1 | 1.00 | 0.50 |' in lines
    assert '| level.opaque | de | 0 | 1 | 0 | 0.00 |  |' in lines
    assert '| kind of pay | 1 of 2 | 1 of 1 | 0 of 1 |' in lines


def test_figures_go_between_the_marks():
    accuracy = program()
    assert accuracy.filled('a\n<!-- figures -->\nold\n<!-- end of figures -->\nb', 'new') == (
        'a\n<!-- figures -->\n\nnew\n\n<!-- end of figures -->\nb'
    )
    with pytest.raises(SystemExit):
        accuracy.filled('a', 'new')


def test_nothing_to_measure_is_said(monkeypatch, capsys):
    monkeypatch.delenv('LINTJOB_CORPUS', raising=False)
    assert program().main([]) == 2
    assert 'LINTJOB_CORPUS' in capsys.readouterr().err
