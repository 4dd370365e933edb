"""``--since``: problems in lines that changed since a revision of git."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from conftest import GOOD
from hypothesis import given
from hypothesis import strategies as st

from lintjob import git
from lintjob.changes import Changes, Lines
from lintjob.errors import LintjobError

pytestmark = pytest.mark.skipif(shutil.which('git') is None, reason='git is not installed: passed by')

FAULT = 'We offer a competitive salary.'
PAGE = f"""\
# Baker

Example Bread, Leeds, England

You bake bread on site in our shop.

{FAULT}

Salary: £24,000 to £26,000 a year.

Write to us by 31 May.
"""


@pytest.fixture
def repo(tmp_path, monkeypatch):
    """A function that runs git in the test's folder, which is a repository with nobody's settings."""
    (tmp_path.parent / 'nobody').mkdir(exist_ok=True)
    for name in list(os.environ):
        if name.startswith('GIT_'):
            monkeypatch.delenv(name)
    monkeypatch.setenv('GIT_CONFIG_GLOBAL', os.devnull)
    monkeypatch.setenv('GIT_CONFIG_NOSYSTEM', '1')
    for who in ('AUTHOR', 'COMMITTER'):
        monkeypatch.setenv(f'GIT_{who}_NAME', 'Somebody')
        monkeypatch.setenv(f'GIT_{who}_EMAIL', 'somebody@example.com')

    def call(*words: str, folder: os.PathLike[str] = tmp_path) -> str:
        done = subprocess.run(['git', *words], cwd=folder, capture_output=True, check=False, encoding='utf-8')
        assert done.returncode == 0, done.stderr
        return done.stdout

    call('init', '-b', 'main')
    return call


@pytest.fixture
def commit(repo):
    """A function that commits all there is."""

    def call(message: str = 'a change') -> None:
        repo('add', '-A')
        repo('commit', '--allow-empty', '-m', message)

    return call


def lines(run, *words: str, since: str = 'HEAD') -> list[tuple[str, int, str]]:
    """The file, the line and the rule of each problem that is reported."""
    code, out, err = run('check', '--since', since, '--format', 'json', '--no-baseline', *words)
    assert err == ''
    assert code in (0, 1)
    return [(os.path.normpath(each['path']), each['line'], each['rule']) for each in json.loads(out)]


def test_nothing_changed(run, write, commit):
    write('a.md', PAGE)
    commit()
    assert run('check', '--since', 'HEAD')[:2] == (0, 'Found no problems in 0 listings.\n')


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        (PAGE.replace(FAULT, f'As ever: {FAULT}'), [7]),
        (PAGE.replace('You bake', 'Here you bake'), []),
        (PAGE.replace('You bake', 'An attractive salary is yours. You bake'), [5]),
        (PAGE.replace('# Baker', 'Our shop is new.\n\n# Baker'), []),
        (PAGE + f'\n{FAULT}\n', [13]),
        (PAGE.replace('\nExample Bread', f'\n{FAULT}\n\nExample Bread'), [3]),
    ],
    ids=['its line', 'another line', 'a new fault', 'above', 'at the end', 'before the old one'],
)
def test_lines_that_changed(run, write, commit, text, found):
    write('a.md', PAGE)
    commit()
    write('a.md', text)
    assert [line for _, line, _ in lines(run)] == found


def test_since_an_older_revision(run, write, commit):
    write('a.md', PAGE)
    commit()
    write('a.md', PAGE + f'\n{FAULT}\n')
    commit()
    assert lines(run) == []
    assert [line for _, line, _ in lines(run, since='HEAD~1')] == [13]


def test_since_a_branch_left_another(run, write, commit, repo):
    write('a.md', PAGE)
    write('b.md', PAGE)
    commit()
    repo('checkout', '-b', 'mine')
    write('a.md', PAGE + f'\n{FAULT}\n')
    commit()
    repo('checkout', 'main')
    write('b.md', PAGE.replace(FAULT, 'We pay well.'))
    commit()
    repo('checkout', 'mine')
    assert lines(run, since='main') == [('a.md', 13, 'salary.vague'), ('b.md', 7, 'salary.vague')]
    assert lines(run, since='main...') == lines(run, since='main...HEAD') == [('a.md', 13, 'salary.vague')]


def test_what_git_does_not_know_changed_as_a_whole(run, write, commit, repo, tmp_path):
    write('.gitignore', 'ignored.md\n')
    write('a.md', PAGE)
    commit()
    for name in ('new.md', 'ignored.md', 'staged.md'):
        write(name, PAGE)
    repo('add', 'staged.md')
    assert {name for name, _, _ in lines(run)} == {'new.md', 'staged.md'}
    assert {name for name, _, _ in lines(run, 'ignored.md', 'a.md')} == {'ignored.md'}


NAMES = ['with blank.md', "it's.md", 'Bäcker ☕.md', '-x.md', 'b a.md', 'a[1].md', '+++ b.md']
if os.name != 'nt':
    NAMES += ['say "hi".md', 'back\\slash.md', 'tab\there.md', 'line\nend.md', '"quoted".md']


@pytest.mark.parametrize('name', NAMES)
def test_names_of_files(run, write, commit, name):
    write(f'jobs/{name}', PAGE)
    commit()
    write(f'jobs/{name}', PAGE + f'\n{FAULT}\n')
    assert lines(run, 'jobs') == [(os.path.join('jobs', name), 13, 'salary.vague')]


@pytest.mark.skipif(sys.platform != 'linux', reason='names of files are texts here: passed by')
def test_a_name_that_is_no_text(run, write, commit):
    name = os.fsdecode(b'b\xe4cker.md')
    write(name, PAGE)
    commit()
    write(name, PAGE + f'\n{FAULT}\n')
    assert lines(run) == [(name, 13, 'salary.vague')]


def test_a_renamed_file_is_compared_with_what_it_was(run, write, commit, repo):
    write('a.md', PAGE)
    commit()
    repo('mv', 'a.md', 'b "c" ü.md' if os.name != 'nt' else 'b ü.md')
    assert lines(run) == []
    (name,) = (each for each in os.listdir() if each.startswith('b'))
    write(name, PAGE + f'\n{FAULT}\n')
    assert lines(run) == [(name, 13, 'salary.vague')]
    write(name, PAGE.replace('Salary: £24,000 to £26,000 a year.\n\n', ''))
    assert lines(run) == [(name, 1, 'salary.missing')]


def test_lines_that_were_taken_away_from_within(write, commit, tmp_path):
    write('a.md', PAGE)
    commit()
    write('a.md', PAGE.replace('\nWrite to us', 'Write to us'))
    changes = Changes.read('HEAD', str(tmp_path))
    assert changes.touches(str(tmp_path / 'a.md'), 9, 10)
    assert not changes.touches(str(tmp_path / 'a.md'), 9, 9)
    assert not changes.touches(str(tmp_path / 'a.md'), 10, 12)


def test_what_the_deletion_of_a_line_brought_about(run, write, commit):
    write('a.md', PAGE)
    write('old.md', PAGE.replace('Salary: £24,000 to £26,000 a year.\n', ''))
    commit()
    write('a.md', PAGE.replace('Salary: £24,000 to £26,000 a year.\n', ''))
    write('old.md', PAGE.replace('Salary: £24,000 to £26,000 a year.\n', '').replace('by 31 May', 'soon'))
    assert lines(run) == [('a.md', 1, 'salary.missing')]


def test_records_of_a_feed(run, write, commit):
    def row(place: str, text: str) -> str:
        return json.dumps({'title': 'Baker', 'company': 'Example Bread', 'location': place, 'description': text})

    rows = [row(place, f'You bake on site. {FAULT}') for place in ('Leeds', 'York', 'Hull')]
    write('feed.jsonl', '\n'.join(rows) + '\n')
    commit()
    write('feed.jsonl', '\n'.join([rows[0], row('Bath', f'You bake on site. {FAULT}'), *rows[1:]]) + '\n')
    assert {line for _, line, _ in lines(run)} == {2}


def test_files_for_which_git_counts_no_lines(run, write, commit):
    text = PAGE.replace('\n', '\r\n')
    write('wide.md', text.encode('utf-16'))
    write('old.md', PAGE.replace('\n', '\r'))
    write('windows.md', text)
    commit()
    write('wide.md', text.replace('Write', 'Do write').encode('utf-16'))
    write('old.md', PAGE.replace('Write', 'Do write').replace('\n', '\r'))
    write('windows.md', text.replace('Write', 'Do write'))
    assert {name for name, _, _ in lines(run)} == {'wide.md', 'old.md'}


def test_in_a_folder_below_the_top(run, write, commit, monkeypatch, tmp_path):
    write('jobs/a.md', PAGE)
    write('b.md', PAGE)
    commit()
    write('jobs/a.md', PAGE + f'\n{FAULT}\n')
    write('b.md', PAGE + f'\n{FAULT}\n')
    monkeypatch.chdir(tmp_path / 'jobs')
    assert lines(run) == [('a.md', 13, 'salary.vague')]
    above = [os.path.join('..', 'b.md'), os.path.join('..', 'jobs', 'a.md')]
    assert lines(run, '..') == [(path, 13, 'salary.vague') for path in above]


def test_the_settings_of_git_change_nothing(run, write, commit, repo, monkeypatch):
    write('.gitattributes', '*.md diff=own\n')
    write('a ü.md', PAGE)
    commit()
    write('a ü.md', PAGE.replace('You bake', 'Here you bake') + f'\n{FAULT}\n')
    for name, value in {
        'diff.noprefix': 'true', 'diff.mnemonicPrefix': 'true', 'color.ui': 'always', 'diff.context': '9',
        'diff.interHunkContext': '9', 'core.quotePath': 'true', 'diff.external': 'touch ran', 'diff.own.command': 'touch ran',
        'diff.own.textconv': 'touch ran;', 'diff.own.xfuncname': '^.*$', 'core.fsmonitor': 'touch ran;', 'diff.renames': 'false',
    }.items():  # fmt: skip
        repo('config', name, value)
    monkeypatch.setenv('GIT_EXTERNAL_DIFF', 'touch ran')
    monkeypatch.setenv('GIT_DIFF_OPTS', '--unified=9')
    assert lines(run) == [('a ü.md', 13, 'salary.vague')]
    assert not os.path.exists('ran')


def test_in_a_hook_git_s_variables_point_elsewhere(run, write, commit, monkeypatch, tmp_path_factory):
    write('a.md', PAGE)
    commit()
    write('a.md', PAGE + f'\n{FAULT}\n')
    other = tmp_path_factory.mktemp('other')
    monkeypatch.setenv('GIT_DIR', str(other))
    monkeypatch.setenv('GIT_WORK_TREE', str(other))
    monkeypatch.setenv('GIT_INDEX_FILE', str(other / 'index'))
    assert [line for _, line, _ in lines(run)] == [13]


def test_a_submodule_is_one_thing(run, write, commit, repo, tmp_path):
    inner = tmp_path / 'part'
    inner.mkdir()
    repo('init', folder=inner)
    write('part/a.md', PAGE)
    repo('add', '-A', folder=inner)
    repo('commit', '-m', 'one', folder=inner)
    commit()
    assert lines(run) == []
    write('part/a.md', PAGE + f'\n{FAULT}\n')
    assert {7, 13} <= {line for _, line, _ in lines(run)}


def test_a_file_in_conflict_changed_as_a_whole(run, write, commit, repo):
    write('a.md', PAGE)
    commit()
    repo('checkout', '-b', 'mine')
    write('a.md', PAGE.replace('Write', 'Do write'))
    commit()
    repo('checkout', 'main')
    write('a.md', PAGE.replace('Write', 'Please write'))
    commit()
    subprocess.run(['git', 'merge', 'mine'], capture_output=True, check=False)
    assert ('a.md', 7, 'salary.vague') in lines(run)


def test_with_a_baseline(run, write, commit):
    write('a.md', PAGE)
    write('b.md', PAGE)
    run('baseline')
    commit()
    write('a.md', PAGE.replace(FAULT, f'As ever: {FAULT}') + '\nYou get an attractive salary.\n')
    _, out, _ = run('check', '--since', 'HEAD', '--format', 'json')
    assert [each['line'] for each in json.loads(out)] == [13]
    assert 'gone' not in run('check', '--since', 'HEAD')[1]


# ---------------------------------------------------------------- what can't be done


@pytest.mark.parametrize(
    'revision', ['nope', '-x', '--output=x', 'HEAD~9', '', ' ', 'a b', ':/nothing', 'HEAD:a.md', '\u2028']
)
def test_an_unknown_revision(run, write, commit, revision):
    write('a.md', GOOD)
    commit()
    code, out, err = run('check', f'--since={revision}', 'a.md')
    assert not os.path.exists('x')
    if revision == '':
        assert code == 0
    else:
        assert (code, out) == (2, '')
        assert err.startswith('--since: error: git knows no revision')


@pytest.mark.parametrize('revision', ['HEAD~1..HEAD', '..HEAD', 'a..b', 'main...mine'])
def test_a_range_is_none(run, commit, revision):
    commit()
    code, _, err = run('check', f'--since={revision}')
    assert code == 2
    assert 'is a range' in err


def test_no_repository(run, monkeypatch, tmp_path):
    monkeypatch.setenv('GIT_CEILING_DIRECTORIES', str(tmp_path.parent))
    code, _, err = run('check', '--since', 'HEAD')
    assert code == 2
    assert 'is in no git repository' in err


def test_no_commit_yet(run, repo):
    code, _, err = run('check', '--since', 'HEAD')
    assert (code, err) == (2, '--since: error: there is no commit yet\n')


def test_no_git(run, monkeypatch, tmp_path):
    monkeypatch.setenv('PATH', str(tmp_path))
    code, _, err = run('check', '--since', 'HEAD')
    assert (code, err) == (2, '--since: error: this takes git, which is not installed here\n')


def test_a_shallow_clone_is_named(run, write, commit, repo, tmp_path, monkeypatch):
    for text in (GOOD, PAGE):
        write('a.md', text)
        commit()
    repo('clone', '--depth', '1', tmp_path.as_uri(), 'copy')
    monkeypatch.chdir(tmp_path / 'copy')
    for revision in ('HEAD~1', 'HEAD~1...'):
        code, _, err = run('check', '--since', revision)
        assert code == 2
        assert 'git fetch --unshallow' in err


def test_what_git_says_is_passed_on(commit, monkeypatch, tmp_path):
    commit()
    changes = Changes.read('HEAD', str(tmp_path))
    monkeypatch.setattr(git, 'ask', lambda *words: git.Answer(b'', 'fatal: something is wrong'))
    with pytest.raises(LintjobError, match='git can not tell what changed: fatal: something is wrong'):
        changes.has('a.md')


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 4)), max_size=6), st.integers(1, 40), st.integers(0, 6))
def test_lines_touch_as_one_by_one(found, first, more):
    spans, last = [], first + more
    for start, count in sorted(found):
        # As git gives them: sorted, with a line that did not change between any two.
        if not spans or start > max(spans[-1]) + 1:
            spans.append((start, start + count - 1))
    expected = any(
        (start <= stop and set(range(start, stop + 1)) & set(range(first, last + 1)))
        or (start > stop and first <= stop and start <= last)
        for start, stop in spans
    )
    assert Lines(spans).touch(first, last) == expected
