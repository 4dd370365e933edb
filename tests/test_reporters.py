"""What output looks like: golden files, and what holds of any text.

After a wanted change of the output: UPDATE_GOLDEN=1 python -m pytest tests/test_reporters.py
"""

from __future__ import annotations

import os
import unicodedata

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from reports import RULES, TEXTS, everything, output, problem_of, report, run

from lintjob import __version__
from lintjob.problem import Level
from lintjob.reporters import FORMATS, Look, Summary
from lintjob.reporters.excerpt import excerpt
from lintjob.reporters.full import closing
from lintjob.reporters.statistics import statistics

GOLDEN = ROOT / 'tests' / 'golden'
PLAIN = Look(100, colour=False, quiet=False)
TOLD = PLAIN._replace(rules=RULES)


def cells(text: str) -> int:
    """The columns that a terminal shows of a text."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in 'WF' else 1 for char in text
    )


@pytest.mark.parametrize(
    ('file', 'name', 'look'),
    [
        ('full.txt', 'full', PLAIN),
        ('full-narrow.txt', 'full', Look(50, colour=False, quiet=False)),
        ('full-colour.txt', 'full', Look(80, colour=True, quiet=True)),
        ('full-by-file.txt', 'full', TOLD._replace(group='file')),
        ('full-by-rule.txt', 'full', TOLD._replace(group='rule')),
        ('concise.txt', 'concise', PLAIN),
        ('concise-colour.txt', 'concise', PLAIN._replace(colour=True)),
        ('concise-by-file.txt', 'concise', TOLD._replace(group='file')),
        ('concise-by-rule.txt', 'concise', TOLD._replace(group='rule')),
        ('problems.json', 'json', PLAIN),
        ('problems.jsonl', 'jsonl', PLAIN),
        ('github.txt', 'github', PLAIN),
        ('gitlab.json', 'gitlab', PLAIN),
        ('problems.sarif', 'sarif', TOLD),
        ('junit.xml', 'junit', PLAIN),
        ('checkstyle.xml', 'checkstyle', PLAIN),
        ('problems.rdjsonl', 'rdjsonl', TOLD),
        ('markdown.md', 'markdown', TOLD),
        ('markdown-by-rule.md', 'markdown', TOLD._replace(group='rule')),
    ],
)
def test_golden(file, name, look):
    said = report(name, look, run()).replace(__version__, 'VERSION')
    path = GOLDEN / file
    if os.environ.get('UPDATE_GOLDEN'):
        path.write_bytes(said.encode())
    assert said.encode() == path.read_bytes()


def test_no_output_holds_what_steers_a_terminal():
    for name in ('full', 'concise'):
        said = output(name, PLAIN, everything())
        assert not [char for char in said if unicodedata.category(char) in ('Cc', 'Cf') and char != '\n']
        hostile = problem_of('a\x1b]0;x\x07.txt', TEXTS['control.txt'], message='\x1b[2J\x9b1m gone\u202e')
        said = output(name, PLAIN, [hostile])
        assert not [char for char in said if unicodedata.category(char) in ('Cc', 'Cf') and char != '\n']


@pytest.mark.parametrize('width', [44, 45, 60, 79, 80, 81, 100, 200])
def test_the_text_fits_the_width_and_the_carets_stand_beneath_the_match(width):
    for source, problem in everything():
        shown = excerpt(source, problem, width - 4)
        if shown is None:
            assert not problem.match.strip()
            continue
        text, carets = shown
        assert cells(text) <= width - 4
        assert len(carets) <= max(width - 4, 1)
        assert set(carets.lstrip(' ')) == {'^'}
        above = match_above(text, carets)
        first = problem.match.splitlines()[0] if problem.match else ''
        assert squeezed(first).startswith(squeezed(above))
        assert above or not first


def match_above(text: str, carets: str) -> str:
    """What stands above the carets."""
    at, shown = 0, ''
    for char in text:
        width = cells(char)
        if carets[at : at + 1] == '^' or (not width and carets[at - 1 : at] == '^'):
            shown += char
        at += width
    return shown


def squeezed(text: str) -> str:
    """A text without its blanks and what is shown as a blank."""
    return ''.join(char for char in text if not char.isspace() and unicodedata.category(char) not in ('Cc', 'Cf'))


@given(
    st.text(st.sampled_from('ab é漢🎉\u0301\u200b\t\n\r\x1b\u2028'), max_size=150),
    st.integers(0, 150),
    st.integers(0, 60),
    st.integers(40, 90),
)
def test_any_text_is_shown_within_the_width(text, start, length, width):
    start = min(start, len(text))
    end = min(start + length, len(text))
    source, problem = problem_of('x', f'{text[:start]}<<{text[start:end]}>>{text[end:]}')
    shown = excerpt(source, problem, width)
    if shown is not None:
        line, carets = shown
        assert '\n' not in line + carets
        assert cells(line) <= width
        assert len(carets) <= width
        assert '^' in carets


# ---------------------------------------------------------------- the closing line


@pytest.mark.parametrize(
    ('summary', 'said'),
    [
        (Summary(1, {}, 0, 0), 'Found no problems in 1 listing.'),
        (Summary(0, {}, 3, 0), 'Found no problems in 0 listings; passed over 3 files that are no listings.'),
        (Summary(2, {Level.WARNING: 1}, 1, 0), 'Found 1 problem (1 warning) in 2 listings; passed over 1 file that is no listing.'),
        (Summary(2, {Level.SUGGESTION: 2, Level.WARNING: 0, Level.ERROR: 1}, 0, 1),
         'Found 3 problems (1 error, 2 suggestions) in 2 listings; could not read 1 file, or not all of it.'),
        (Summary(12345, dict.fromkeys(Level, 1000), 0, 2),
         'Found 3,000 problems (1,000 errors, 1,000 warnings, 1,000 suggestions) in 12,345 listings; could not read 2 files, or not all of them.'),
        (Summary(3, {}, 0, 0, fixed=5, mended=2, fixable=3, unsafely=1),
         'Found no problems in 3 listings; fixed 5 problems in 2 files; 3 can be fixed with --fix (1 more with --unsafe-fixes).'),
        (Summary(3, {}, 0, 0, fixed=1, mended=1, fixable=1),
         'Found no problems in 3 listings; fixed 1 problem in 1 file; 1 can be fixed with --fix.'),
        (Summary(3, {}, 0, 0, unsafely=4), 'Found no problems in 3 listings; 4 can be fixed with --fix --unsafe-fixes.'),
        (Summary(3, {}, 0, 0, suppressed=1), 'Found no problems in 3 listings; 1 suppressed.'),
        (Summary(3, {}, 0, 0, suppressed=1200, held=3000, gone=1, fixed=2),
         ('Found no problems in 3 listings; fixed 2 problems; 1,200 suppressed; 3,000 held back by the baseline; '
          '1 of the baseline is gone: run "lintjob baseline --prune".')),
        (Summary(3, {}, 1, 1, {'Dutch': 1, 'Czech': 2}, {}, 0, 1, 2, 0, False, 2),
         ('Found no problems in 3 listings; 2 of them are in Czech, for which only the rules of any language hold; '
         '1 of them is in Dutch, for which only the rules of any language hold; 1 held back by the baseline; '
         '2 of the baseline are gone: run "lintjob baseline --prune"; passed over 1 file that is no listing; '
         'left alone 2 files that the settings exclude; could not read 1 file, or not all of it.')),
    ],
)  # fmt: skip
def test_the_closing_line(summary, said):
    assert closing(summary) == said


def test_quiet_has_none():
    assert 'Found' in output('full', PLAIN, everything())
    assert 'Found' not in output('full', PLAIN._replace(quiet=True), everything())


def test_a_run_that_was_broken_off_says_so_first():
    cut = Summary(7, {Level.ERROR: 1}, 0, 0, is_cut=True)
    assert closing(cut) == 'Broken off: found 1 problem (1 error) in 7 listings so far.'
    for name in ('full', 'github', 'markdown'):
        assert 'Broken off: found 1 problem' in report(name, PLAIN, [], cut)


def test_every_format_can_say_nothing():
    quiet = PLAIN._replace(quiet=True)
    said = {name: report(name, quiet, []) for name in FORMATS if name != 'html'}
    assert [name for name, text in said.items() if not text] == [
        'full',
        'concise',
        'jsonl',
        'github',
        'rdjsonl',
        'markdown',
    ]
    assert said['json'] == said['gitlab'] == '[]\n'


# ---------------------------------------------------------------- groups


@pytest.mark.parametrize('name', ['full', 'concise'])
@pytest.mark.parametrize('group', ['file', 'rule'])
def test_a_group_holds_what_is_said_without_groups(name, group):
    alone = report(name, TOLD, run())
    together = report(name, TOLD._replace(group=group), run())
    for _, problems in run():
        for problem in problems:
            place = f'{problem.line}:{problem.column}: {problem.level}: '
            assert alone.count(place) == together.count(place)
    assert carets(alone) == carets(together)


def carets(said: str) -> int:
    """How many lines point at words."""
    return sum(set(line.strip()) == {'^'} for line in said.splitlines())


def test_groups_by_rule_begin_with_the_worst():
    heads = [line for line in report('concise', TOLD._replace(group='rule'), run()).splitlines() if line[:1].strip()]
    assert heads == ['pack.rule: 21 problems', 'pack.other: 3 problems']
    only = run()[-6:]
    heads = [line for line in report('concise', TOLD._replace(group='rule'), only).splitlines() if line[:1].strip()]
    assert heads == ['pack.other: 2 problems', 'pack.rule: 3 problems']


# ---------------------------------------------------------------- statistics


def test_statistics_count_by_rule_the_most_first():
    counted = Summary(
        1, {}, 0, 0, rules={'pack.quiet': 2, 'pack.rule': 1200, 'pack.other': 2, 'pack.none': 0, 'own.rule': 1}
    )
    assert ''.join(statistics(counted, TOLD)) == (
        '1,200  warning     pack.rule\n'
        '    2  error       pack.other\n'
        '    2  suggestion  pack.quiet\n'
        '    1              own.rule\n'
    )
    assert ''.join(statistics(counted, TOLD, as_markdown=True)).splitlines()[1:4] == [
        '| Problems | Level | Rule |', '| ---: | --- | --- |', '| 1,200 | warning | `pack.rule` |',
    ]  # fmt: skip
    assert not ''.join(statistics(Summary(1, {}, 0, 0), TOLD))
