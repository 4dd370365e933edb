"""Folders: what is found in them, in real git repositories too."""

import os
import shutil
import subprocess
import sys

import pytest

from lintjob import finder

AS_ROOT = hasattr(os, 'geteuid') and os.geteuid() == 0


@pytest.fixture
def git(tmp_path, monkeypatch):
    """Run git as nobody in particular, whatever this machine's settings are."""
    home = tmp_path / 'home'
    home.mkdir()
    for name in [name for name in os.environ if name.startswith('GIT_')]:
        monkeypatch.delenv(name)
    settings = {
        'HOME': str(home),
        'XDG_CONFIG_HOME': str(home),
        'GIT_CONFIG_NOSYSTEM': '1',
        'GIT_CONFIG_GLOBAL': os.devnull,
        'GIT_AUTHOR_NAME': 'Nobody',
        'GIT_AUTHOR_EMAIL': 'nobody@example.com',
        'GIT_COMMITTER_NAME': 'Nobody',
        'GIT_COMMITTER_EMAIL': 'nobody@example.com',
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    def run(folder, *arguments):
        subprocess.run(['git', '-C', str(folder), *arguments], check=True, capture_output=True)

    return run


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / 'jobs'
    found.mkdir()
    return found


def put(folder, *names, text='Cook wanted.\n'):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')


def found(folder):
    """The ways from the folder to the files that are to be read."""
    start = len(str(folder)) + 1
    return [each.path[start:].replace(os.sep, '/') for each in finder.find(str(folder)) if each.reason is None]


def test_what_can_be_read_in_the_order_of_their_paths(folder):
    put(
        folder,
        'b.md',
        'a/z.txt',
        'a/b/c.markdown',
        'a.MD',
        'd.text',
        'e.mkd',
        'f.mdown',
        'g.json',
        'h.py',
        'i',
        'a-b/x.md',
        'j.jsonl.gz',
        'k.docx',
        'l.xml',
    )
    assert found(folder) == [
        'a/b/c.markdown', 'a/z.txt', 'a-b/x.md', 'a.MD', 'b.md', 'd.text', 'e.mkd', 'f.mdown', 'g.json', 'j.jsonl.gz', 'l.xml',
    ]  # fmt: skip


def test_paths_are_joined_to_the_folder_as_it_was_given(folder, monkeypatch):
    put(folder, 'a/b.md')
    monkeypatch.chdir(folder.parent)
    assert [each.path for each in finder.find('jobs')] == [os.path.join('jobs', 'a', 'b.md')]
    assert [each.path for each in finder.find('jobs' + os.sep)] == [os.path.join('jobs' + os.sep, 'a', 'b.md')]
    monkeypatch.chdir(folder)
    for here in ('.', './'):
        assert [each.path for each in finder.find(here)] == [os.path.join('a', 'b.md')]


def test_hidden_and_foreign_folders_are_left_out(folder):
    put(
        folder,
        '.git-notes/a.md',
        '.b.md',
        'node_modules/x/y.md',
        'x.egg-info/requires.txt',
        'venv/pyvenv.cfg',
        'venv/lib/n.md',
        'c.md',
    )
    assert found(folder) == ['c.md']


def test_the_folder_itself_may_be_hidden(tmp_path):
    put(tmp_path / '.jobs', 'a.md')
    assert found(tmp_path / '.jobs') == ['a.md']


def test_an_empty_file_is_passed_over_with_a_reason(folder):
    put(folder, 'a.md', text='')
    assert [each.reason for each in finder.find(str(folder))] == ['it is empty']


def test_an_empty_folder_holds_nothing(folder, git):
    assert list(finder.find(str(folder))) == []
    git(folder, 'init')
    assert list(finder.find(str(folder))) == []


@pytest.mark.parametrize(
    'name',
    [
        'README.md', 'readme.txt', 'README.de.md', 'README_zh.md', 'LICENSE.txt', 'LICENCE.md', 'LICENSE-MIT.txt', 'COPYING.txt',
        'CHANGELOG.md', 'CHANGES.md', 'NEWS.md', 'CONTRIBUTING.md', 'CODE_OF_CONDUCT.md', 'SECURITY.md', 'AUTHORS.txt', 'NOTICE.txt',
        'requirements.txt', 'requirements-dev.txt', 'PULL_REQUEST_TEMPLATE.md', 'robots.txt', 'CMakeLists.txt',
    ],
)  # fmt: skip
def test_names_that_say_no_advert(folder, name):
    put(folder, name)
    [each] = finder.find(str(folder))
    assert each.reason is not None
    assert 'name' in each.reason


@pytest.mark.parametrize(
    'name',
    [
        'security-engineer.md', 'News Editor.txt', 'licensed-electrician.md', 'license-manager.md', 'changes-manager.md',
        'authors-relations-lead.md', 'readmission-nurse.md', 'requirements-analyst.txt', 'requirements engineer.md', 'notice-board-editor.md', 'cook.md',
    ],
)  # fmt: skip
def test_names_of_jobs_are_found(folder, name):
    put(folder, name)
    assert found(folder) == [name]


def test_what_git_ignores_is_left_out(folder, git):
    git(folder, 'init')
    put(folder, '.gitignore', text='build/\n*.draft.md\n')
    put(folder, 'a.md', 'build/b.md', 'c.draft.md', 'new/d.md')
    git(folder, 'add', 'a.md')
    assert found(folder) == ['a.md', 'new/d.md']
    assert found(folder / 'new') == ['d.md']


def test_git_in_a_folder_below_the_top(folder, git):
    git(folder, 'init')
    put(folder, '.gitignore', text='x.md\n')
    put(folder, 'a.md', 'sub/b.md', 'sub/x.md')
    assert found(folder / 'sub') == ['b.md']


def test_an_ignored_folder_that_is_named_is_searched(folder, git):
    git(folder, 'init')
    put(folder, '.gitignore', text='build/\n')
    put(folder, 'build/a.md', 'build/deep/b.md')
    assert found(folder) == []
    assert found(folder / 'build') == ['a.md', 'deep/b.md']
    assert found(folder / 'build' / 'deep') == ['b.md']


def test_names_beyond_ascii(folder, git):
    git(folder, 'init')
    put(folder, 'köchin.md', 'ein koch.md')
    git(folder, 'add', '.')
    assert found(folder) == ['ein koch.md', 'köchin.md']


def test_a_deleted_file_that_is_tracked_does_not_count(folder, git):
    git(folder, 'init')
    put(folder, 'a.md', 'b.md')
    git(folder, 'add', '.')
    (folder / 'a.md').unlink()
    assert found(folder) == ['b.md']


def test_a_file_in_conflict_comes_once(folder, git):
    git(folder, 'init', '-b', 'main')
    put(folder, 'a.md', text='one\n')
    git(folder, 'add', '.')
    git(folder, 'commit', '-m', 'one')
    git(folder, 'checkout', '-b', 'other')
    put(folder, 'a.md', text='two\n')
    git(folder, 'commit', '-am', 'two')
    git(folder, 'checkout', 'main')
    put(folder, 'a.md', text='three\n')
    git(folder, 'commit', '-am', 'three')
    with pytest.raises(subprocess.CalledProcessError):
        git(folder, 'merge', 'other')
    assert found(folder) == ['a.md']


def test_a_nested_repository_is_a_folder_of_its_own(folder, git):
    git(folder, 'init')
    put(folder, 'a.md', 'nested/.gitignore', text='c.md\n')
    git(folder / 'nested', 'init')
    put(folder, 'nested/b.md', 'nested/c.md')
    assert found(folder) == ['a.md', 'nested/b.md']


def test_repositories_in_a_folder_that_is_none(folder, git):
    put(folder, 'a.md', 'inner/.gitignore', text='c.md\n')
    git(folder / 'inner', 'init')
    put(folder, 'inner/b.md', 'inner/c.md')
    assert found(folder) == ['a.md', 'inner/b.md']


def test_a_submodule_and_one_that_was_never_fetched(folder, git, tmp_path):
    other = tmp_path / 'other'
    put(other, 'x.md')
    git(other, 'init')
    git(other, 'add', '.')
    git(other, 'commit', '-m', 'one')
    git(folder, 'init')
    put(folder, 'a.md')
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', 'add', str(other), 'sub')
    git(folder, 'add', '.')
    git(folder, 'commit', '-m', 'one')
    assert found(folder) == ['a.md', 'sub/x.md']
    shutil.rmtree(folder / 'sub')
    (folder / 'sub').mkdir()
    assert found(folder) == ['a.md']


def test_in_a_hook_git_s_variables_point_elsewhere(folder, git, monkeypatch, tmp_path):
    git(folder, 'init')
    put(folder, '.gitignore', text='x.md\n')
    put(folder, 'a.md', 'x.md')
    elsewhere = tmp_path / 'elsewhere'
    elsewhere.mkdir()
    git(elsewhere, 'init')
    monkeypatch.setenv('GIT_DIR', str(elsewhere / '.git'))
    monkeypatch.setenv('GIT_WORK_TREE', str(elsewhere))
    monkeypatch.setenv('GIT_INDEX_FILE', str(elsewhere / 'index'))
    assert found(folder) == ['a.md']


@pytest.mark.skipif(os.name == 'nt', reason='a program that git runs is a shell script')
def test_a_repository_s_own_program_is_not_run(folder, git, tmp_path):
    git(folder, 'init')
    put(folder, 'a.md')
    mark = tmp_path / 'ran'
    program = tmp_path / 'program'
    program.write_text(f'#!/bin/sh\ntouch {mark}\n')
    program.chmod(0o755)
    git(folder, 'config', 'core.fsmonitor', str(program))
    assert found(folder) == ['a.md']
    assert not mark.exists()


def test_without_git_all_files_are_found(folder, git, monkeypatch, tmp_path):
    git(folder, 'init')
    put(folder, '.gitignore', text='x.md\n')
    put(folder, 'a.md', 'x.md')
    monkeypatch.setenv('PATH', str(tmp_path))
    assert found(folder) == ['a.md', 'x.md']


@pytest.mark.skipif(sys.platform == 'win32', reason='links need rights there')
def test_linked_folders_are_not_followed(folder, git, tmp_path):
    put(tmp_path / 'far', 'x.md')
    put(folder, 'a.md')
    (folder / 'loop').symlink_to(folder, target_is_directory=True)
    (folder / 'far').symlink_to(tmp_path / 'far', target_is_directory=True)
    (folder / 'dangling.md').symlink_to(tmp_path / 'nowhere.md')
    assert found(folder) == ['a.md']
    git(folder, 'init')
    git(folder, 'add', '.')
    assert found(folder) == ['a.md']


@pytest.mark.skipif(AS_ROOT or os.name == 'nt', reason='everything is open to this user')
def test_a_folder_that_is_closed_is_an_error_and_the_rest_goes_on(folder):
    put(folder, 'a.md', 'closed/b.md', 'z.md')
    (folder / 'closed').chmod(0)
    try:
        each = list(finder.find(str(folder)))
    finally:
        (folder / 'closed').chmod(0o755)
    assert [bool(one.error) for one in each] == [False, True, False]


def test_a_folder_that_can_t_be_listed_is_an_error(folder, monkeypatch):
    put(folder, 'a.md', 'closed/b.md', 'z.md')
    scandir = os.scandir

    def guarded(path):
        if str(path).endswith('closed'):
            raise PermissionError(13, 'Permission denied', path)
        return scandir(path)

    monkeypatch.setattr(os, 'scandir', guarded)
    each = list(finder.find(str(folder)))
    assert [os.path.basename(one.path) for one in each] == ['a.md', 'closed', 'z.md']
    assert each[1].error == "this folder can't be read: Permission denied"
    assert each[0].error is None
