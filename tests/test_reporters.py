"""What output looks like: golden files, and what holds of any text.

After a wanted change of the output: UPDATE_GOLDEN=1 python -m pytest tests/test_reporters.py
"""

from __future__ import annotations

import json
import os
import unicodedata

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import FORMATS, Look, Summary, reporter
from lintjob.reporters.full import closing, excerpt
from lintjob.reporters.json import KEYS
from lintjob.source import Source, Span

GOLDEN = ROOT / 'tests' / 'golden'
LINE = ' '.join(f'word{number:03}' for number in range(500)) + ' end'
#: Texts with the match between << and >>, by what is odd about them.
TEXTS = {
    'plain.txt': 'Baker\n\nWe offer a <<competitive salary>> and a pension.\n',
    'start.txt': '<<Baker>> wanted\n',
    'end.txt': 'Baker\n\nYou will bake <<bread and>>',
    'whole.txt': 'Baker\n\n<<We offer a competitive salary>>\n',
    'indented.txt': 'Baker\n\n        - a <<competitive salary>>\n',
    'tabs.txt': 'Baker\n\n\tPay:\t<<competitive\tsalary>>\tand\tmore\n',
    'emoji.txt': 'Baker 🥐\n\n🎉🎉 Great: 💰 <<salary 💰 DOE>> 🎉\n',
    'accents.txt': 'Ba\u0301cker\n\ne\u0301te\u0301 <<sala\u0301rio>> fim\n',
    'wide.md': '# 面包师\n\n我们提供<<有竞争力的薪水>>和养老金。\n',
    'feed/long.txt': LINE.replace('word250', '<<word250>>', 1) + '\n',
    'feed/long-start.txt': LINE.replace('word001 word002', '<<word001 word002>>', 1) + '\n',
    'feed/long-end.txt': LINE.replace(' end', ' <<end>>', 1) + '\n',
    'feed/long-match.txt': LINE.replace('word200', '<<word200', 1).replace('word300', 'word300>>', 1) + '\n',
    'lines.txt': 'Baker\r\n\r\nA <<competitive\r\nsalary>> for you.\r\n',
    'empty-place.txt': 'Baker\n\nSalary: <<>>\n',
    'nothing.txt': '<<>>',
    'blank-line.txt': 'Baker\n<<>>\nText.\n',
    'control.txt': 'Baker \x1b[31mred\x07 <<pay \x9b32m\u200b\u202e>> end\n',
}


def problem_of(
    name: str, marked: str, level: Level = Level.WARNING, message: str | None = None
) -> tuple[Source, Problem]:
    """A source, and a problem at the place that is marked in it."""
    before, rest = marked.split('<<')
    match, after = rest.split('>>')
    source = Source(name, before + match + after)
    start, end = len(before), len(before) + len(match)
    said = f'"{" ".join(match.split())[:40]}" says nothing; say more' if message is None else message
    places = (*source.position(start), *source.position(end))
    return source, Problem(name, *places, 'pack.rule', level, said, match, 0, start, end)


def everything() -> list[tuple[Source, Problem]]:
    """A problem in each of the texts, of all levels in turn."""
    return [problem_of(name, text, list(Level)[number % 3]) for number, (name, text) in enumerate(TEXTS.items())]


def output(name: str, look: Look, found: list[tuple[Source, Problem]]) -> str:
    """All that a reporter says of problems."""
    report = reporter(name, look)
    counts = {level: sum(problem.level is level for _, problem in found) for level in Level}
    pieces = [*report.begin()]
    for source, problem in found:
        pieces += report.listing(Listing(source, source.text, [], {}, Span(0, len(source.text))), [problem])
    return ''.join([*pieces, *report.end(Summary(len(found), counts, 2, 1))])


def cells(text: str) -> int:
    """The columns that a terminal shows of a text."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in 'WF' else 1 for char in text
    )


@pytest.mark.parametrize(
    ('file', 'name', 'look'),
    [
        ('full.txt', 'full', Look(100, False, False)),
        ('full-narrow.txt', 'full', Look(50, False, False)),
        ('full-colour.txt', 'full', Look(80, True, True)),
        ('concise.txt', 'concise', Look(100, False, False)),
        ('concise-colour.txt', 'concise', Look(100, True, False)),
        ('problems.json', 'json', Look(100, False, False)),
    ],
)
def test_golden(file, name, look):
    said = output(name, look, everything())
    path = GOLDEN / file
    if os.environ.get('UPDATE_GOLDEN'):
        path.write_text(said, encoding='utf-8', newline='')
    with open(path, encoding='utf-8', newline='') as wanted:
        assert said == wanted.read()


def test_no_output_holds_what_steers_a_terminal():
    for name in ('full', 'concise'):
        said = output(name, Look(100, False, False), everything())
        assert not [char for char in said if unicodedata.category(char) in ('Cc', 'Cf') and char != '\n']
        hostile = problem_of('a\x1b]0;x\x07.txt', TEXTS['control.txt'], message='\x1b[2J\x9b1m gone\u202e')
        said = output(name, Look(100, False, False), [hostile])
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
         'Found 3 problems (1 error, 2 suggestions) in 2 listings; could not read 1 file.'),
        (Summary(12345, dict.fromkeys(Level, 1000), 0, 2),
         'Found 3,000 problems (1,000 errors, 1,000 warnings, 1,000 suggestions) in 12,345 listings; could not read 2 files.'),
    ],
)  # fmt: skip
def test_the_closing_line(summary, said):
    assert closing(summary) == said


def test_quiet_has_none():
    assert 'Found' in output('full', Look(100, False, False), everything())
    assert 'Found' not in output('full', Look(100, False, True), everything())


# ---------------------------------------------------------------- json


def test_json_has_the_documented_keys_and_all_that_is_in_a_match():
    found = json.loads(output('json', Look(100, False, False), everything()))
    assert KEYS == ('path', 'listing', 'line', 'column', 'end_line', 'end_column', 'rule', 'level', 'message', 'match')
    for item, (_, problem) in zip(found, everything(), strict=True):
        assert tuple(item) == KEYS
        assert item == {**{key: getattr(problem, key) for key in KEYS}, 'level': str(problem.level)}
        assert item['level'] in ('error', 'warning', 'suggestion')


@pytest.mark.parametrize('count', [0, 1, 2, 3])
def test_json_is_whole_however_many_there_are(count):
    said = output('json', Look(100, False, False), everything()[:count])
    assert len(json.loads(said)) == count
    assert said.endswith(']\n')
    assert len(said.splitlines()) == (count + 2 if count else 1)


def test_every_format_can_say_nothing():
    assert [output(name, Look(100, False, True), []) for name in FORMATS] == ['', '', '[]\n']
