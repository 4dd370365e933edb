"""What holds of any text whatever: it is read, judged without a crash, and every problem stands where it says."""

from __future__ import annotations

import pytest
from conftest import is_within, lexicon, shipped, verdicts
from hypothesis import given, settings
from hypothesis import strategies as st

from lintjob import readers
from lintjob.cli.facts import as_object
from lintjob.errors import LintjobError
from lintjob.linter import Linter
from lintjob.listing import Listing
from lintjob.ruleset import make
from lintjob.source import Source

#: Pieces of adverts, of markup and of nonsense, so that what is put together often looks like something.
PIECES = st.one_of(
    st.sampled_from([
        'Baker', 'Senior Engineer II', ' L60', ' (IC3)', 'GS-12', 'Pay Grade: E08', '\n', '\n\n', '\r\n', '\r', ' ', '\t',
        'Salary: ', 'Location: ', 'Workplace: ', 'Company: ', '£30,000', ' to ', ' - ', '–', '£20k-£50k', ' a year', ' per hour',
        'up to ', 'from ', '$', '€', '45.000', '1,2,3', '99999999999999999999', 'competitive salary', 'depending on experience',
        'hybrid', 'remote', 'on-site', '3 days a week', ' in the office', 'two days from home', 'fully remote', 'Mondays',
        '...', '…', '(truncated, view full listing at source)', 'read more', 'and we are looki', ' (', '[', ']', ')', '. ',
        '# ', '## ', '- ', '* ', '1. ', '> ', '| a | b |', '|---|---|', '```', '`', '**', '_', '~~', '<!--', '-->', '<b>', '</b>',
        '[x](https://example.com/a_b)', '![x](y)', 'https://example.com', 'jobs@example.com', '---\n', '+++\n', 'title: Baker\n',
        'salary: ', '{{ x }}', '{% y %}', '\\', '\\-', '\\n', '&amp;', '&#8217;', '31/05/2026', 'Posted 3 days ago', '2026-02-30',
    ]),
    st.text(st.sampled_from('abz AZ09.,:;-–/()[]{}<>|#*_`~\'"!?$£€%&@\n\t\r\x0b\x0c\x1b\x85\u2028\u2029\u00a0\u200b\u2060\ufffc\ufff9é漢🎉\u0301ßİ'),
            max_size=12),
    st.text(max_size=6),
)  # fmt: skip
TEXT = (
    st.lists(PIECES, max_size=30)
    .map(''.join)
    .map(lambda text: text.replace('\0', '').encode('utf-8', 'ignore').decode())
)
NAMES = st.sampled_from(['advert.txt', 'advert.md'])


def read(source: Source) -> list[Listing]:
    """The listings of a source; none where its front matter is not in order, which is said at its place."""
    try:
        return readers.read(source)
    except LintjobError as error:
        last = tuple(source.position(len(source.text)))
        assert all((1, 1) <= (complaint.line, complaint.column) <= last for complaint in error.complaints)
        return []


def check_all(source: Source, code: str | None = None) -> list:
    """Lint a source with all rules; what is found is checked for what must hold of every problem."""
    everything = []
    for number, verdict in enumerate(verdicts(source, shipped(), code) if read(source) else ()):
        assert verdict.complaints == []
        assert verdict.problems == sorted(verdict.problems)
        places = [(problem.rule, problem.start, problem.end) for problem in verdict.problems]
        assert len(set(places)) == len(places)
        for problem in verdict.problems:
            assert 0 <= problem.start <= problem.end <= len(source.text)
            assert is_within(problem.match, source.text[problem.start : problem.end])
            assert problem.match == ' '.join(problem.match.split())
            assert (problem.line, problem.column) == tuple(source.position(problem.start))
            assert (problem.end_line, problem.end_column) == tuple(source.position(problem.end))
            assert (problem.path, problem.listing) == (source.name, number)
            assert problem.message
            assert len(problem.message.splitlines()) == 1
        everything += verdict.problems
    return everything


@settings(max_examples=250)
@given(TEXT, NAMES, st.sampled_from([None, 'en']))
def test_any_text_is_judged_and_every_problem_stands_in_it(text, name, code):
    source = Source(name, text)
    assert check_all(source, code) == check_all(source, code)


@settings(max_examples=120)
@given(TEXT, NAMES)
def test_any_text_has_facts_whose_places_stand_in_it(text, name):
    source = Source(name, text)
    linter = Linter(make(()), lexicon())
    last = tuple(source.position(len(text)))
    for listing in read(source):
        found = as_object(linter.facts(listing))
        for fact in [*found.values(), *found['levels']]:
            if isinstance(fact, dict):
                assert (1, 1) <= (fact['line'], fact['column']) <= last


@settings(max_examples=120)
@given(TEXT, NAMES)
def test_a_view_is_as_long_as_its_text(text, name):
    for listing in read(Source(name, text)):
        assert len(listing.text) == len(text)
        for block in listing.blocks:
            assert 0 <= block.span.start <= block.span.end <= len(text)
        for field in listing.fields.values():
            assert 0 <= field.span.start <= field.span.end <= len(text)


ADVERT = """\
---
title: Senior Engineer L60
company: Example Systems
salary: competitive
---

## What you will do

We offer a hybrid role with up to £60,000, depending on experience. You will read more... and

- build things
- mend things

Click here for the complete job list
"""


@given(st.data())
def test_nothing_hangs_on_where_a_text_is_cut(data):
    for name in ('advert.md', 'advert.txt'):
        check_all(Source(name, ADVERT[: data.draw(st.integers(0, len(ADVERT)))]))


def test_the_line_ends_of_another_system_change_no_problem():
    for name in ('advert.md', 'advert.txt'):
        plain, other = (check_all(Source(name, text)) for text in (ADVERT, ADVERT.replace('\n', '\r\n')))
        assert [problem[:8] for problem in plain] == [problem[:8] for problem in other]
        assert plain
    check_all(Source('advert.txt', ADVERT.replace('\n', '\r')))


@pytest.mark.parametrize(
    'piece',
    ['a', ' ', '\n', '(', '[', '*', '_', '`', '<', '&', '#', '- ', '\n- ', '> ', '|', '£', '£1 ', '1,', '.', '. ', '...', 'a. ', '\\', '{{',
     'hybrid ', 'remote or ', '3 days ', 'salary: ', 'L60 ', 'up to ', '![', '](', '<!--', '\u00a0', '\n\n', '---\n', 'a: b\n', '\t', '🎉', 'x@', '://'],
)  # fmt: skip
@pytest.mark.parametrize('name', ['advert.md', 'advert.txt'])
def test_much_of_anything_is_read(name, piece):
    """Whatever a text of 40,000 characters repeats; benchmarks/odd.py says how long that takes."""
    source = Source(name, 'Baker\n\n' + piece * (40_000 // len(piece)) + 'x')
    check_all(source, 'en')
