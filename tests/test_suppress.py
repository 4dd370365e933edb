"""Suppression: what comments and entries hide, what they never hide, and what is said of those that are wrong."""

from __future__ import annotations

import functools
import json
import os
import re

import pytest
from conftest import ADVICE, BAD, CASES, ROOT, cases, problems, shipped
from hypothesis import example, given
from hypothesis import strategies as st

from lintjob import readers
from lintjob.problem import About, Level, Problem
from lintjob.source import Source, Span
from lintjob.suppress import NOTICES
from lintjob.suppress.directives import VERBS, Directive, Mistake, parse
from lintjob.suppress.keys import ENTRY_KEYS
from lintjob.suppress.suppressions import Suppressions

RULES = {'made/oven': 'oven', 'made/cake': 'cake', 'trade/shop': 'shop'}
RULE = """\
extends: existence
message: '"{{match}}" is a word'
description: Why.
level: warning
since: '1'
tokens: [{word}]
examples: {{invalid: [a <<{word}>>], valid: [a house]}}
"""


@pytest.fixture
def with_rules(write):
    """Rules that flag one word each."""
    for name, word in RULES.items():
        write(f'.rules/{name}.yaml', RULE.format(word=word))


@pytest.mark.parametrize('case', cases('suppress'))
@pytest.mark.usefixtures('with_rules')
def test_a_run(case, run, write):
    for name, text in case['files'].items():
        write(name, text.replace('\n', '\r\n') if case.get('crlf') else text)
    options = [
        '--rules',
        '.rules',
        '--select',
        case.get('select', 'made,trade,suppression'),
        '--verbose',
        *case.get('options', ()),
    ]
    if 'ignore' in case:
        options += ['--ignore', case['ignore']]
    # Every file is named, since none of them reads like an advert, and the folder, so that all is covered.
    paths = case.get('paths') or ['.', *(name for name in case['files'] if not name.startswith('.'))]
    code, out, err = run('check', *options, '--format', 'json', *paths)
    found = json.loads(out) if out else []
    if 'found' in case:
        shown = [f'{each["path"].removeprefix("./")}:{each["line"]}:{each["column"]} {each["rule"]}' for each in found]
        assert shown == case['found'], '\n'.join(each['message'] for each in found)
    said = err + '\n'.join(each['message'] for each in found)
    for piece in case.get('says', ()):
        assert piece in said, said
    assert err.count(' is suppressed by ') == case.get('suppressed', 0)
    assert code == case.get('code', code)
    assert 'Traceback' not in err


# ---------------------------------------------------------------- what may never be


KNOWN = tuple(name.replace('/', '.') for name in RULES)
ABOUTS = {
    **{rule: About(rule, Level.WARNING, '', '') for rule in KNOWN},
    **{notice.id: notice for notice in NOTICES},
}
NAMES = st.sampled_from(('made', 'made.oven', 'made.c', 'trade.shop', 'trade', 'nothing'))


def suppressions(path: str | None = None, today: str = '2026-06-30') -> Suppressions:
    """Suppressions of a run in which all is applied."""
    return Suppressions(path, lambda _, rule: ABOUTS[rule].level, ABOUTS, today)


def words_of(listing) -> list[Problem]:
    """A problem for each of the words oven, cake and shop in a listing."""
    found = []
    for rule, word in zip(KNOWN, RULES.values(), strict=True):
        at = listing.text.find(word)
        while at >= 0:
            span = Span(at, at + len(word))
            start, end = listing.place(span)
            place = listing.source.position(start)
            found.append(
                Problem(
                    listing.source.name, *place, *listing.source.position(end), rule, Level.WARNING, word, word, 0, start, end, span
                )
            )  # fmt: skip
            at = listing.text.find(word, at + 1)
    return sorted(found)


COMMENT = st.tuples(st.sampled_from(VERBS), st.lists(NAMES, max_size=2))
LINE = st.one_of(COMMENT, st.lists(st.sampled_from(('an oven', 'a cake', 'the shop')), max_size=2))


def written(line) -> str:
    """A line of a made-up advert: a comment, or words."""
    if isinstance(line, tuple):
        verb, names = line
        return f'<!-- lintjob: {verb} {", ".join(names)}: a reason -->'
    return ' and '.join(line)


def expected(lines: list, number: int, rule: str) -> bool:
    """Whether the comments among some lines ask for a rule to be left alone in one of them."""

    def means(names: list[str]) -> bool:
        return not names or any(rule.startswith(name) for name in names)

    is_off = is_next = False
    for at, line in enumerate(lines):
        if isinstance(line, tuple):
            verb, names = line
            if means(names):
                if verb == 'disable-file':
                    return True
                if at < number:
                    is_off = verb == 'disable' or (is_off and verb != 'enable')
                    is_next = is_next or verb == 'disable-next-line'
        elif line and at < number:
            is_next = False
    return is_off or is_next


@given(
    lines=st.lists(LINE, max_size=12),
    form=st.sampled_from(('advert.md', 'advert.html')),
    end=st.sampled_from(('\n', '\r\n')),
)
@example([('disable-next-line', []), [], ('enable', []), ['an oven']], 'advert.md', '\n')
def test_comments_hide_what_they_name_and_nothing_else(lines, form, end):
    lines = [['You work here'], *lines]
    text = end.join(map(written, lines))
    for listing in readers.read(Source(form, text)):
        before = words_of(listing)
        left = suppressions().sift(listing, before) if listing.comments else before
        left = [problem for problem in left if problem.rule in KNOWN]
        assert left == [problem for problem in before if not expected(lines, problem.line - 1, problem.rule)]


@given(lines=st.lists(LINE, max_size=12))
def test_a_comment_is_unused_if_the_rest_does_as_well_without_all_that_are(lines):
    lines = [['You work here'], *lines]

    def left_of(some: list) -> tuple[list, list]:
        (listing,) = readers.read(Source('advert.md', '\n'.join(map(written, some))))
        left = suppressions().sift(listing, words_of(listing)) if listing.comments else words_of(listing)
        words = [(problem.rule, written(some[problem.line - 1])) for problem in left if problem.rule in KNOWN]
        whole = [problem.line - 1 for problem in left if problem.rule == 'suppression.unused' and problem.column == 1]
        return words, whole

    words, unused = left_of(lines)
    assert left_of([line for number, line in enumerate(lines) if number not in unused])[0] == words


ENTRY = st.fixed_dictionaries(
    {
        'path': st.sampled_from(('a.md', 'jobs/a.md', 'jobs/*.md', '**', 'jobs', '*.html', './a.md')),
        'rule': st.one_of(NAMES, st.lists(NAMES, min_size=1, max_size=2)),
        'reason': st.just('a reason'),
    },
    optional={
        'text': st.sampled_from(('oven', ' oven', 'ove', 'Oven', 'cake')),
        'until': st.sampled_from(('2026-06-29', '2026-06-30', '2026-07-01')),
    },
)
#: Which paths each glob above is for.
FITS = {
    'a.md': ('a.md', 'jobs/a.md'), 'jobs/a.md': ('jobs/a.md',), 'jobs/*.md': ('jobs/a.md',), 'jobs': ('jobs/a.md',),
    '**': ('a.md', 'jobs/a.md', 'b.html'), '*.html': ('b.html',), './a.md': ('a.md', 'jobs/a.md'),
}  # fmt: skip


@given(entries=st.lists(ENTRY, max_size=5))
def test_entries_hide_what_they_name_and_nothing_else(tmp_path, monkeypatch, entries):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / '.lintjob-ignore.yaml'
    path.write_text(json.dumps(entries), encoding='utf-8')
    made = suppressions(str(path))

    def names(entry: dict) -> list[str]:
        return entry['rule'] if isinstance(entry['rule'], list) else [entry['rule']]

    def holds(entry: dict, problem: Problem) -> bool:
        return (
            problem.path in FITS[entry['path']]
            and any(map(problem.rule.startswith, names(entry)))
            and entry.get('text', problem.match).strip() == problem.match
            and entry.get('until', '9') >= '2026-06-30'
        )

    hidden = 0
    used: set[tuple[int, str]] = set()
    for name in ('a.md', 'jobs/a.md', 'b.html'):
        (listing,) = readers.read(Source(name, 'An oven, a cake and an oven.'))
        before = words_of(listing)
        left = made.sift(listing, before)
        assert left == [problem for problem in before if not any(holds(entry, problem) for entry in entries)]
        hidden += len(before) - len(left)
        used |= {
            (number, rule)
            for number, entry in enumerate(entries)
            for problem in before
            if holds(entry, problem)
            for rule in names(entry)
            if problem.rule.startswith(rule)
        }
    assert made.count == hidden
    said = [problem for _, problems in made.finish(lambda _: True) for problem in problems]
    ids = [problem.rule for problem in said]
    assert ids.count('suppression.expired') == sum(entry.get('until') == '2026-06-29' for entry in entries)
    unused = ids.count('suppression.unused')
    known = [[name for name in names(entry) if name.startswith(('made', 'trade'))] for entry in entries]
    idle = [[name for name in those if (number, name) not in used] for number, those in enumerate(known)]
    # An entry of which nothing is of use is said once, else each of its names that is of none.
    assert unused == sum(
        (min(len(idle[number]), 1) if len(idle[number]) == len(known[number]) else len(idle[number]))
        * (entry.get('until') != '2026-06-29')
        for number, entry in enumerate(entries)
    )


MARKS = (
    'lintjob:',
    'Lintjob',
    '-->',
    '--',
    '<!--',
    ':',
    ',',
    ' ',
    '\n',
    '\r',
    'disable',
    'made.oven',
    '`',
    '>',
    'ü',
    '\0',
    '   - ',
)


@given(
    st.lists(st.one_of(st.sampled_from((*MARKS, *VERBS)), st.text(max_size=4)), max_size=12),
    st.sampled_from(('a.md', 'a.html')),
)
def test_no_comment_is_too_odd(pieces, name):
    comment = f'<!-- lintjob: {"".join(pieces)}-->'
    for text in (comment, f'An oven.\n{comment}\nA cake.', f'- an oven {comment} a cake\n\n{comment}', comment[:-3]):
        assert isinstance(parse(text, Span(0, len(text))), Directive | Mistake)
        for listing in readers.read(Source(name, text)):
            before = words_of(listing)
            if listing.comments:
                left = suppressions().sift(listing, before)
                assert sorted(left) == left
                for problem in left:
                    assert text[problem.start : problem.end] or problem.start == problem.end
                    assert listing.source.position(problem.start) == (problem.line, problem.column)


# ---------------------------------------------------------------- a comment changes nothing of what is read

ADVERTS = {
    'plain.md': BAD.replace('Baker\n', '# Baker\n', 1),
    'front.md': '---\ntitle: Senior Baker (m/f)\ncompany: Example Bread\n---\n\n' + ADVICE.partition('\n')[2],
    'lists.md': """\
# Baker L4

**Location:** Leeds

- You are a rockstar  who bakes.
- You have 5+ years of experience,
  and more.
    - An ovn &amp; a cake

> Apply until 31 May , at the
> latest.

| Pay | Where |
|-----|-------|
| competitive salary | Leeds |

We offer a competitive
salary and a
great deal more. Read the the
[page](https://example.com) of our shop.
""",
    'page.html': """\
<html><head><title>Baker</title></head>
<body>
<h1>Baker
 L4</h1>
<p>Company: Example Bread</p>
<ul>
<li>You are a <b>rockstar</b>
who bakes &amp;amp; more.</li>
<li>A competitive
salary</li>
</ul>
<pre>
Pay: up to 30k
</pre>
<p>You will bake bread and cakes in our shop in the old town, five days a week.</p>
</body></html>
""",
}
SAYINGS = ('disable-next-line made: a reason', 'enable', 'odd', 'disable\nmade.oven: a\n  reason')


@functools.cache
def judged(name: str, text: str) -> list[Problem]:
    """The problems of an advert."""
    return problems(text, shipped(), name)


@given(data=st.data(), name=st.sampled_from(sorted(ADVERTS)))
def test_a_comment_in_a_line_of_its_own_changes_no_problem(data, name):
    text = ADVERTS[name]
    lines = text.splitlines(keepends=True)
    first = 4 if name == 'front.md' else 0
    places = data.draw(st.lists(st.integers(first, len(lines)), min_size=1, max_size=4, unique=True))
    indent = data.draw(st.sampled_from(('', ' ', '  ')))
    parts: list[str] = []
    shift = {}
    size = 0
    for number, line in enumerate([*lines, '']):
        if number in places:
            said = data.draw(st.sampled_from(SAYINGS))
            parts.append(f'{indent}<!-- lintjob: {said} -->\n')
            size += parts[-1].count('\n')
        shift[number + 1] = number + 1 + size
        parts.append(line)
    before = readers.read(Source(name, text))
    after = readers.read(Source(name, ''.join(parts)))
    assert [listing.text for listing in after] == [listing.text for listing in before]
    assert [len(listing.comments) for listing in after] == [len(places)]
    moved = [
        each._replace(line=shift[each.line], end_line=shift[each.end_line], start=0, end=0, fix=None)
        for each in judged(name, text)
    ]
    assert moved
    assert [each._replace(start=0, end=0, fix=None) for each in judged(name, ''.join(parts))] == moved


@given(data=st.data(), name=st.sampled_from(sorted(ADVERTS)))
def test_nor_does_one_within_a_line(data, name):
    text = ADVERTS[name]
    first = text.index('\n\n', 4) if name == 'front.md' else text.index('</h1>') if name == 'page.html' else 0
    gaps = [
        at for at in range(first, len(text)) if text[at] == ' ' and text[at - 1].isalpha() and text[at + 1].isalpha()
    ]
    at = data.draw(st.sampled_from([gap for gap in gaps if text.rfind('<', 0, gap) <= text.rfind('>', 0, gap)]))
    changed = f'{text[:at]} <!-- lintjob: enable -->{text[at:]}'
    assert [each.text for each in readers.read(Source(name, changed))] == [
        each.text for each in readers.read(Source(name, text))
    ]
    size = len(changed) - len(text)
    for old, new in zip(judged(name, text), judged(name, changed), strict=True):
        assert (old.rule, old.message, old.match, old.span) == (new.rule, new.message, new.match, new.span)
        assert new.start == old.start + size * (old.start > at)
        assert new.end == old.end + size * (old.end > at)


def test_a_text_without_such_a_comment_is_read_as_it_is():
    (listing,) = readers.read(Source('a.md', '# Baker\n\n<!-- a note: lintjob: -->\n\nlintjob: disable\n'))
    assert listing.comments == ()
    assert type(listing.view).__name__ != '_Apart'


def test_a_mending_does_not_swallow_a_comment():
    text = '# Baker\n\nYou bake\n<!-- lintjob: enable -->\nbread and rolls.\n'
    (listing,) = readers.read(Source('a.md', text))
    at = listing.text.index('bake')
    span = Span(at, at + 4)
    place, said = listing.view.write(span, 'fry')
    assert (text[slice(*place)], said) == ('bake', 'fry')
    assert listing.view.write(Span(at, listing.text.index('bread') + 5), 'fry rolls') is None


def test_a_mistake_in_a_page_keeps_its_place(run, write):
    write('a.md', '<!-- lintjob: disable-file -->\n---\ntitle: [Baker\n---\n\nYou bake.\n')
    code, _, err = run('check', 'a.md')
    assert code == 2
    assert err.startswith('a.md:')
    assert 'Traceback' not in err


def test_all_cases_have_names_of_their_own():
    names = [case.id for case in cases('suppress')]
    assert len(names) == len(set(names)), CASES


PAGE = ROOT / 'docs' / 'suppressing.md'


def test_the_page_shows_what_is_printed(run, write):
    """With ``LINTJOB_WRITE_DOCS`` set, the page is written anew."""
    page = PAGE.read_text(encoding='utf-8')
    for name, text in re.findall(r'^```\w+ (\S+)\n(.*?)^```', page, re.MULTILINE | re.DOTALL):
        write(name, text)
    shown = re.findall(r'^```console\n\$ lintjob (.*)\n((?:.*\n)*?)```', page, re.MULTILINE)
    assert len(shown) == 2
    for command, said in shown:
        _, out, err = (
            run(*command.split(), '--today', '2026-06-30') if '--today' not in command else run(*command.split())
        )
        if os.environ.get('LINTJOB_WRITE_DOCS'):
            page = page.replace(f'$ lintjob {command}\n{said}```', f'$ lintjob {command}\n{err}{out}```')
            PAGE.write_text(page, encoding='utf-8')
        else:
            assert err + out == said


def test_the_page_names_all_that_there_is():
    page = PAGE.read_text(encoding='utf-8')
    rows = set(re.findall(r'^\| `([^`]+)`', page, re.MULTILINE))
    assert rows == {*VERBS, *ENTRY_KEYS, *(notice.id for notice in NOTICES)}
