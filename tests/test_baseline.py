"""The baseline: what is known is held back, what is new is shown, and never the one for the other."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from conftest import GOOD, ROOT
from hypothesis import given
from hypothesis import strategies as st

from lintjob import baseline
from lintjob.baseline import Baseline, Entry, Seen, noted, written
from lintjob.errors import LintjobError
from lintjob.fingerprint import Identity
from lintjob.listing import Block, Field, Listing
from lintjob.problem import Level, Problem
from lintjob.source import Source, Span

KEPT = '.lintjob-baseline.json'
FAULT = 'We offer a competitive salary.'
ALL = Seen(lambda folder: True, lambda path, rule: True, lambda path: False)

#: What sets adverts apart; together more than a thousand.
JOBS = ('Baker', 'Cook', 'Driver', 'Porter', 'Gardener', 'Plumber', 'Teacher', 'Nurse', 'Painter', 'Welder')
PLACES = ('Leeds', 'York', 'Hull', 'Bath', 'Derby', 'Truro', 'Ripon', 'Wells', 'Ely', 'Durham')
TEAMS = ('north', 'south', 'east', 'west', 'morning', 'evening', 'night', 'winter', 'summer', 'market')


def advert(number: int) -> dict[str, str]:
    """One of a thousand adverts; two of three have a fault or more."""
    job, place, team = JOBS[number % 10], PLACES[number // 10 % 10], TEAMS[number // 100 % 10]
    pay = (FAULT, 'Salary: £24,000 to £26,000 a year.', f'You get paid well. {FAULT}')[number % 3]
    text = f'You work on site in {place}, in the {team} team. {pay} Write to us by 31 May.'
    return {
        'title': f'{job} in the {team} team',
        'company': 'Example Works',
        'location': f'{place}, England',
        'description': text,
    }


def page(number: int) -> str:
    """An advert as a file of its own."""
    its = advert(number)
    return f'# {its["title"]}\n\n{its["company"]}, {its["location"]}\n\n{its["description"]}\n'


def feed(numbers: range) -> list[str]:
    """Adverts as the lines of a feed."""
    return [json.dumps(advert(number)) for number in numbers]


def new(out: str) -> list[tuple[str, int, str]]:
    """The file, the line and the rule of each problem in a JSON report."""
    return [(Path(each['path']).name, each['line'], each['rule']) for each in json.loads(out)]


# ---------------------------------------------------------------- a thousand listings


def test_a_thousand_listings(run, write, tmp_path):
    for number in range(500):
        write(f'jobs/{number % 7}/{number:03}.md', page(number))
    lines = feed(range(500, 1000))
    write('jobs/feed.jsonl', '\n'.join(lines) + '\n')
    code, out, err = run('baseline', 'jobs')
    assert (code, err) == (0, '')
    entries = json.loads((tmp_path / KEPT).read_text(encoding='utf-8'))['problems']
    recorded = sum(entry.get('count', 1) for entry in entries)
    assert recorded > 1000
    assert f'{recorded:,} problems in' in out
    assert run('check', 'jobs')[:2] == (
        0,
        f'Found no problems in 1,000 listings; {recorded:,} held back by the baseline.\n',
    )

    # A new file, a new sentence in an advert that is flagged already, a second equal fault, one in an advert that was
    # clean, a new record in the middle of a feed, a fault in a record; and much that is not to be told of.
    write('jobs/new.md', page(1).replace('Salary: £24,000 to £26,000 a year.', FAULT).replace('Cook', 'Clerk'))
    write('jobs/0/000.md', page(0).replace('Write to us', 'You get an attractive salary. Write to us'))
    write('jobs/3/003.md', page(3).replace('Write to us', f'{FAULT} Write to us'))
    write('jobs/1/001.md', page(1).replace('Write to us', f'{FAULT} Write to us'))
    write('jobs/5/005.md', page(5).replace('# ', 'An introduction that is new.\n\n# ').replace('\n', '\r\n'))
    write('jobs/6/006.md', page(6).replace('We offer', 'As ever we offer'))
    os.unlink(tmp_path / 'jobs/2/002.md')
    third = json.loads(lines[2])
    third['description'] = third['description'].replace('Write', 'We pay a competitive wage. Write')
    fresh = json.dumps({**advert(0), 'title': 'Clerk', 'location': 'Ely, England'})
    rows = [lines[2].replace(lines[2], json.dumps(third)), *reversed(lines[3:]), *lines[:2]]
    rows.insert(250, fresh)
    write('jobs/feed.jsonl', '\n'.join(rows) + '\n')
    code, out, _ = run('check', 'jobs', '--format', 'json')
    assert code == 1
    assert sorted(new(out)) == sorted([
        ('new.md', 1, 'salary.missing'), ('new.md', 5, 'salary.vague'), ('000.md', 5, 'salary.vague'),
        ('003.md', 5, 'salary.vague'), ('001.md', 5, 'salary.vague'), ('feed.jsonl', 251, 'salary.missing'),
        ('feed.jsonl', 251, 'salary.vague'), ('feed.jsonl', 1, 'salary.vague'),
    ])  # fmt: skip


FOLDER = os.environ.get('LINTJOB_CORPUS', '')


@pytest.mark.skipif(not FOLDER, reason='LINTJOB_CORPUS names no folder of real listings: passed by')
def test_real_listings(run, write, tmp_path):
    with open(Path(FOLDER) / 'listings.jsonl', encoding='utf-8') as file:
        rows = [json.loads(line) for line in file][::28]
    write('jobs.jsonl', ''.join(json.dumps(row, ensure_ascii=False) + '\n' for row in rows))
    assert run('baseline', 'jobs.jsonl')[0] == 0
    assert run('check', 'jobs.jsonl', '--format', 'json')[:2] == (0, '[]\n')
    turned = rows[::-1]
    turned.insert(
        100, {'title': 'Clerk', 'company': 'Example Works', 'text': 'You write letters in our shop. ' + FAULT}
    )
    write('jobs.jsonl', ''.join(json.dumps(row, ensure_ascii=False) + '\n' for row in turned))
    found = new(run('check', 'jobs.jsonl', '--format', 'json')[1])
    assert {line for _, line, _ in found} == {101}
    assert 'salary.vague' in {rule for _, _, rule in found}


# ---------------------------------------------------------------- what holds, what does not

BASE = page(0)


@pytest.mark.parametrize(
    ('text', 'rules'),
    [
        (BASE, []),
        (BASE.replace('You work', 'You learn a lot. You work'), []),
        (BASE.replace('We offer a', 'In our shop we offer a'), []),
        (BASE.replace('# Baker', '# Master Baker'), []),
        (BASE.replace('You work', 'You work here and\nyou work'), []),
        (BASE + '\n' + FAULT + '\n', ['salary.vague']),
        (BASE.replace('a competitive salary', 'an attractive salary'), ['salary.vague']),
        (BASE.replace('You work on site in', 'You work hybrid in'), ['workplace.unclear-hybrid']),
        (BASE.replace('We offer', FAULT + ' We offer') + '\n' + FAULT, ['salary.vague', 'salary.vague']),
    ],
    ids=['same', 'sentence before', 'same sentence', 'title', 'line', 'twice', 'other words', 'other rule', 'two more'],
)
def test_edits(run, write, text, rules):
    write('a.md', BASE)
    run('baseline', 'a.md')
    write('a.md', text)
    assert [rule for _, _, rule in new(run('check', 'a.md', '--format', 'json')[1])] == rules


def test_the_exact_one_is_held_and_the_new_one_shown(run, write):
    write('a.md', BASE)
    run('baseline', 'a.md')
    write('a.md', BASE.replace('You work on site', 'Here you get a competitive salary.\n\nYou work on site'))
    ((_, line, _),) = new(run('check', 'a.md', '--format', 'json')[1])
    assert line == 5


def test_adverts_that_are_called_the_same_each_have_their_own(run, write, tmp_path):
    records = [
        {**advert(1), 'description': f'You work on site with team {number}. {FAULT if number % 2 else "It is a team."}'}
        for number in range(8)
    ]
    for number in (5, 7):
        records[number]['description'] = records[number]['description'].replace('We', f'In team {number} we')
    write('feed.json', json.dumps(records))
    assert run('baseline')[0] == 0
    entries = json.loads((tmp_path / KEPT).read_text(encoding='utf-8'))['problems']
    assert all(entry['alike'] for entry in entries)
    assert run('check')[0] == 0
    before = records[2]['description']
    records[2]['description'] += f' In all, {FAULT}'
    write('feed.json', json.dumps(records))
    code, out, _ = run('check', '--format', 'json')
    assert code == 1
    assert [each['listing'] for each in json.loads(out)] == [2]
    assert run('baseline', '--prune')[0] == 0
    assert [each['listing'] for each in json.loads(run('check', '--format', 'json')[1])] == [2]
    # Once they are told apart, an edit of the sentence makes no new problem.
    records = [{**each, 'location': f'{place}, England'} for each, place in zip(records, PLACES, strict=False)]
    records[2]['description'] = before
    write('feed.json', json.dumps(records))
    assert run('baseline')[0] == 0
    assert '"alike"' not in (tmp_path / KEPT).read_text(encoding='utf-8')


def test_a_baseline_that_can_not_be_written(run, write):
    write('a.md', page(0))
    code, _, err = run('baseline', '--baseline', 'a.md/kept.json')
    assert code == 2
    assert err.startswith('a.md/kept.json: error: this could not be written: ')


def test_words_in_a_title_are_not_the_advert_as_a_whole(run, write):
    write('a.md', GOOD.replace('Baker', '# Baker IC3', 1))
    run('baseline', 'a.md')
    write('a.md', GOOD.replace('Baker', '# Baker IC4', 1))
    assert [rule for _, _, rule in new(run('check', 'a.md', '--format', 'json')[1])] == ['level.opaque']


def test_what_is_gone_is_counted_and_pruned(run, write, tmp_path):
    for number in (0, 2, 3):
        write(f'jobs/{number}.md', page(number))
    run('baseline', 'jobs')
    before = (tmp_path / KEPT).read_text(encoding='utf-8')
    write('jobs/0.md', page(0).replace(FAULT, 'Salary: £24,000 a year.'))
    os.unlink(tmp_path / 'jobs/3.md')
    assert run('check', 'jobs/2.md')[1] == 'Found no problems in 1 listing; 2 held back by the baseline.\n'
    assert '2 of the baseline are gone' in run('check', 'jobs/0.md')[1]
    assert '4 of the baseline are gone: run "lintjob baseline --prune"' in run('check', 'jobs')[1]
    assert 'gone' not in run('check', 'jobs', '--select', 'level')[1]
    assert '2 of the baseline are gone' in run('check', 'jobs', '--select', 'salary.vague')[1]
    assert run('baseline', 'jobs/2.md', '--prune')[1] == f'{KEPT}: nothing is gone; 6 problems in 3 files left.\n'
    assert (tmp_path / KEPT).read_text(encoding='utf-8') == before
    assert (
        run('baseline', 'jobs/0.md', '--prune')[1]
        == f'{KEPT}: 2 problems are gone and taken out; 4 problems in 2 files left.\n'
    )
    assert (
        run('baseline', 'jobs', '--prune')[1]
        == f'{KEPT}: 2 problems are gone and taken out; 2 problems in 1 file left.\n'
    )
    left = (tmp_path / KEPT).read_text(encoding='utf-8').splitlines()[1:-1]
    assert {line.rstrip(',') for line in left} < {line.rstrip(',') for line in before.splitlines()}


def test_pruning_records_nothing_new(run, write):
    write('a.md', BASE)
    run('baseline')
    write('a.md', BASE + '\nYou get an attractive salary.\n')
    run('baseline', '--prune')
    assert len(new(run('check', 'a.md', '--format', 'json')[1])) == 1


def test_pruning_without_a_baseline(run, write):
    write('a.md', BASE)
    code, _, err = run('baseline', '--prune')
    assert code == 2
    assert 'there is no such baseline' in err


def test_a_part_is_recorded_and_the_rest_stays(run, write, tmp_path):
    write('a.md', BASE)
    write('b.md', page(3))
    run('baseline')
    write('a.md', BASE + '\nYou get an attractive salary.\n')
    write('b.md', page(3) + '\nYou get an attractive salary.\n')
    assert '5 problems in 2 files recorded (before: 4)' in run('baseline', 'a.md')[1]
    assert {name for name, _, _ in new(run('check', '--format', 'json')[1])} == {'b.md'}
    assert '5 problems' in run('baseline', '--select', 'level')[1]
    os.unlink(tmp_path / 'b.md')
    assert '5 problems in 2 files' in run('baseline', 'a.md')[1]
    assert '3 problems in 1 file' in run('baseline')[1]


def test_a_file_that_moved_takes_its_problems_along(run, write, tmp_path):
    write('old/a.md', BASE)
    run('baseline')
    os.renames(tmp_path / 'old/a.md', tmp_path / 'new/b.md')
    assert run('check')[1] == 'Found no problems in 1 listing; 2 held back by the baseline.\n'
    run('baseline', '--prune')
    assert '"new/b.md"' in (tmp_path / KEPT).read_text(encoding='utf-8')
    assert run('check')[1] == 'Found no problems in 1 listing; 2 held back by the baseline.\n'


def test_a_copy_and_another_advert_are_new(run, write, tmp_path):
    write('a.md', BASE)
    run('baseline')
    write('b.md', BASE)
    assert {name for name, _, _ in new(run('check', '--format', 'json')[1])} == {'b.md'}
    os.unlink(tmp_path / 'a.md')
    write('b.md', page(3))
    assert len(new(run('check', '--format', 'json')[1])) == 2


def test_a_file_that_can_not_be_read_is_not_gone(run, write, tmp_path):
    lines = feed(range(9))
    write('feed.jsonl', '\n'.join(lines))
    run('baseline', 'feed.jsonl')
    before = (tmp_path / KEPT).read_text(encoding='utf-8')
    write('feed.jsonl', '\n'.join([*lines[:3], '{"title": ', *lines[4:]]))
    assert 'gone' not in run('check', 'feed.jsonl')[1]
    for more in ((), ('--prune',)):
        assert run('baseline', 'feed.jsonl', *more)[0] == 2
        assert (tmp_path / KEPT).read_text(encoding='utf-8') == before


def test_suppressed_problems_are_not_recorded(run, write):
    write('a.md', BASE.replace('You work', '<!-- lintjob: disable salary.vague: agreed -->\n\nYou work'))
    assert '1 problem in 1 file' in run('baseline')[1]


def test_where_it_is_written_and_found(run, write, tmp_path, monkeypatch):
    write('.lintjob.yaml', 'ignore: [level]\n')
    write('jobs/a.md', BASE)
    monkeypatch.chdir(tmp_path / 'jobs')
    assert run('baseline')[1].startswith(f'../{KEPT}: ')
    assert '"path": "jobs/a.md"' in (tmp_path / KEPT).read_text(encoding='utf-8')
    assert run('check')[0] == 0
    assert run('check', '--no-baseline')[0] == 1
    assert run('check', '--isolated')[0] == 1
    monkeypatch.chdir(tmp_path)
    assert run('check', str(tmp_path / 'jobs' / 'a.md'))[0] == 0
    run('baseline', '--output', 'known/b.json')
    assert '"path": "../jobs/a.md"' in (tmp_path / 'known/b.json').read_text(encoding='utf-8')
    os.unlink(tmp_path / KEPT)
    assert run('check', 'jobs')[0] == 1
    assert run('check', 'jobs', '--baseline', 'known/b.json')[0] == 0
    code, _, err = run('check', 'jobs', '--baseline', 'nowhere.json')
    assert (code, 'there is no such file' in err) == (2, True)


def test_standard_input_is_not_recorded(run):
    code, _, err = run('baseline', '-')
    assert code == 2
    assert 'standard input' in err


def test_the_file_is_made_to_be_merged(run, write, tmp_path):
    for number in (3, 0, 2):
        write(f'{number}.md', page(number) + FAULT)
    run('baseline')
    lines = (tmp_path / KEPT).read_text(encoding='utf-8').splitlines()
    entries = [json.loads(line.rstrip(',')) for line in lines[1:-1]]
    assert [entry['path'] for entry in entries] == sorted(entry['path'] for entry in entries)
    assert {entry['path'] for entry in entries} == {'0.md', '2.md', '3.md'}
    run('baseline')
    assert (tmp_path / KEPT).read_text(encoding='utf-8').splitlines() == lines


# ---------------------------------------------------------------- reading

ENTRY = '{"path": "a.md", "listing": "A #1", "rule": "salary.vague", "match": "x", "near": "y"}'


@pytest.mark.parametrize(
    ('text', 'line', 'said'),
    [
        ('', 1, 'no JSON'),
        ('{"version": 1, "problems": [\n', 2, 'no JSON'),
        ('[]', 1, '"version" and "problems"'),
        ('{"version": 2, "problems": []}', 1, 'the version should be 1'),
        ('{"version": true, "problems": []}', 1, 'the version should be 1'),
        ('{"version": 1,\n "problems": {}}', 2, 'should be a list'),
        ('{"version": 1, "problems": [], "more": 1}', 1, '"version" and "problems"'),
        (f'{{"version": 1, "problems": [\n{ENTRY},\n{ENTRY[:-1]}, "count": 0}}\n]}}', 3, '1 or more'),
        (f'{{"version": 1, "problems": [\n{ENTRY},\n{ENTRY[:-1]}, "line": 3}}\n]}}', 3, '"line" is nothing'),
        (f'{{"version": 1, "problems": [\n{ENTRY},\n"x"\n]}}', 3, 'should be a mapping'),
        ('{"version": 1, "problems": [\n\n{"path": 1}]}', 3, '"path" should be a text'),
        ('{"version": 1, "problems": [\n{"path": "a"}]}', 2, '"listing" is missing'),
        (
            f'{{"version": 1, "problems": [\n<<<<<<< mine\n{ENTRY}\n=======\n>>>>>>> theirs\n]}}',
            2,
            'a merge left its marks',
        ),
        ('[' * 100_000, 1, 'nested too deeply'),
        ('{"version": 1, "problems": [\0]}', 1, 'zero byte'),
    ],
)
def test_mistakes_are_located(run, write, text, line, said):
    write('a.md', GOOD)
    write(KEPT, text)
    for command in ('check',) if '<<<' in text else ('check', 'baseline'):
        code, out, err = run(command, 'a.md')
        assert (code, out) == (2, '')
        assert f'{KEPT}:{line}:' in err
        assert said in err


def test_a_merge_is_settled(run, write, tmp_path):
    for number in (0, 2, 3):
        write(f'{number}.md', page(number))
    run('baseline')
    whole = (tmp_path / KEPT).read_text(encoding='utf-8')
    first, *entries, last = whole.splitlines(keepends=True)
    mine, theirs = entries[:4], [*entries[:2], *entries[4:]]
    marked = ['<<<<<<< mine\n', *mine, '||||||| before\n', *entries[:2], '=======\n', *theirs, '>>>>>>> theirs\n']
    for more in ((), ('--prune',)):
        write(KEPT, ''.join([first, *marked, last]))
        assert run('check')[0] == 2
        assert run('baseline', *more)[0] == 0
        assert (tmp_path / KEPT).read_text(encoding='utf-8') == whole


def test_names_of_files_that_are_no_text_are_kept(tmp_path):
    known = Identity(os.fsdecode(b'\xe4.md'), 'Ä #1', 'salary.vague', 'gutes Gehalt für "alle"\u2028', 'x')
    path = tmp_path / 'b.json'
    path.write_bytes(written(Counter({known: 3})).encode())
    assert [(entry.identity, entry.count) for entry in Baseline.read(str(path)).entries()] == [(known, 3)]


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_whatever_it_holds_there_is_no_traceback(tmp_path, content):
    (tmp_path / 'b.json').write_bytes(content)
    try:
        Baseline.read(str(tmp_path / 'b.json'))
    except LintjobError as error:
        assert error.complaints


# ---------------------------------------------------------------- properties

WORDS = st.sampled_from(('red', 'green', 'blue'))


def listing_of(path: str, title: str, sentences: list[str], *, is_record: bool) -> Listing:
    """An advert with one sentence a paragraph."""
    text, blocks = f'{title}\n', [Block('heading', Span(0, len(title)))]
    for sentence in sentences:
        blocks.append(Block('paragraph', Span(len(text), len(text) + len(sentence))))
        text += f'{sentence}\n'
    fields = {'title': Field('title', title, Span(0, len(title)))}
    return Listing(Source(path, text), text, blocks, fields, Span(len(title) + 1, len(text)), is_record=is_record)


def problem_of(listing: Listing, number: int, rule: str) -> Problem:
    """A problem with the first word of a block; 0 is the title, and the problem one of the whole advert."""
    start, end = listing.blocks[number].span
    if number:
        end = start + len(listing.text[start:end].split()[0])
    match = listing.text[start:end]
    return Problem(
        listing.source.name, number + 1, 1, number + 1, 1 + end - start, rule, Level.WARNING,
        match if number else 'nothing', match, 0, start, end, Span(start, end),
    )  # fmt: skip


@st.composite
def runs(draw: st.DrawFn) -> list[tuple[Listing, list[Problem]]]:
    """What a run found: some adverts in some files, each with its problems."""
    found = []
    is_record = draw(st.booleans())
    for path in draw(st.lists(st.sampled_from(('a.md', 'b.md', 'c.md')), max_size=5, unique=not is_record)):
        sentences = draw(st.lists(st.builds('{} {}'.format, WORDS, WORDS), max_size=4))
        listing = listing_of(path, draw(WORDS), sentences, is_record=is_record)
        places = [(number, rule) for number in range(len(sentences) + 1) for rule in ('one', 'two')]
        chosen = draw(st.lists(st.sampled_from(places), max_size=6, unique=True))
        found.append((listing, [problem_of(listing, *place) for place in sorted(chosen)]))
    return found


def entries_of(found: list[tuple[Listing, list[Problem]]]) -> Counter[Identity]:
    """What a baseline in the working folder notes of a run."""
    return Counter(known for listing, problems in found for known in noted(listing, problems, os.getcwd()))


def kept(entries: Counter[Identity]) -> Baseline:
    """The baseline of some entries, in the working folder."""
    return Baseline(KEPT, [Entry(known, count) for known, count in entries.items()])


@given(runs())
def test_a_baseline_of_a_run_hides_exactly_that_run(found):
    known = kept(entries_of(found))
    assert [left for listing, problems in found for left in known.sift(listing, problems)] == []
    assert known.held == sum(len(problems) for _, problems in found)
    assert known.gone(ALL) == 0
    # One more of any of them is one too many.
    for listing, problems in found:
        if problems:
            assert known.sift(listing, problems[:1]) == problems[:1]


@given(runs(), runs())
def test_no_baseline_hides_what_it_does_not_name(before, now):
    entries = entries_of(before)
    known = kept(entries)
    shown = [(listing, known.sift(listing, problems)) for listing, problems in now]
    hidden = []
    for (listing, problems), (_, left) in zip(now, shown, strict=True):
        assert [each for each in problems if each in left] == left
        gone = [each for each in problems if each not in left]
        hidden += [(listing.is_record, each) for each in noted(listing, gone, os.getcwd())]
    # Never more than were recorded of the same rule, words and (in a feed) advert, in the same file or one that is no more.
    recorded: Counter[tuple[str, ...]] = Counter()
    for each, count in entries.items():
        recorded[_named(each, now[0][0].is_record if now else False)] += count
    assert not Counter(_named(each, is_record) for is_record, each in hidden) - recorded
    paths = {each.path for each in entries}
    at_place = Counter((each.path, *_named(each, is_record)) for is_record, each in hidden if each.path in paths)
    for (path, *names), count in at_place.items():
        assert count <= sum(
            number
            for each, number in entries.items()
            if each.path == path and _named(each, bool(names[2])) == tuple(names)
        )
    assert known.held == len(hidden)
    assert known.held + sum(entry.left for entry in known.entries()) == entries.total()


def _named(known: Identity, is_record: bool) -> tuple[str, ...]:
    """What must be the same at least: the rule, and the words unless it is said of the whole; the advert in a feed."""
    is_whole = known.near == baseline.WHOLE
    return (known.rule, 'title' if is_whole else known.match, known.listing if is_record else '')


# ---------------------------------------------------------------- the page


@pytest.mark.skipif(shutil.which('git') is None, reason='git is not installed: passed by')
def test_what_the_page_shows_is_so(run, write, tmp_path, monkeypatch):
    page = (ROOT / 'docs' / 'baseline.md').read_text(encoding='utf-8')
    files = dict(re.findall(r'^```markdown (\S+)\n(.*?)^```', page, re.MULTILINE | re.DOTALL))
    shown = re.findall(r'^```console\n\$ lintjob ([^\n]*)\n(.*?)^```', page, re.MULTILINE | re.DOTALL)
    for name, text in files.items():
        write(name, text)
    baker, porter = files['jobs/baker.md'], files['jobs/porter.md']
    grown = baker.replace('You will', 'We are growing.\n\nYou will')
    paid = porter.replace('We offer an attractive salary.', 'Salary: £24,000 to £26,000 a year.')

    def edit_first() -> None:
        write('jobs/baker.md', grown.replace('To apply', 'You get a competitive wage on top. To apply'))

    def state_pay() -> None:
        write('jobs/baker.md', grown)
        write('jobs/porter.md', paid)

    def take_pay_out() -> None:
        assert re.search(r'^```json\n(.*?)^```', page, re.MULTILINE | re.DOTALL)[1] == (tmp_path / KEPT).read_text()
        for name in [name for name in os.environ if name.startswith('GIT_')]:
            monkeypatch.delenv(name)
        who = ('-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.com')
        for words in (('init',), ('add', '-A'), (*who, 'commit', '-m', 'all')):
            subprocess.run(['git', *words], check=True, capture_output=True)
        write('jobs/porter.md', paid.replace(' Salary: £24,000 to £26,000 a year.', ''))

    before = {2: edit_first, 3: state_pay, 5: take_pay_out}
    assert len(shown) == 6
    for number, (command, output) in enumerate(shown):
        if number in before:
            before[number]()
        _, out, err = run(*command.split())
        assert (out, err) == (output, ''), command
