"""The real pre-commit runs lintjob's hooks: what is bad blocks the commit, what is good passes, what can be mended is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

GOOD = """\
---
title: Gardener
company: Rowan Park Trust
location: Dundee, Scotland
workplace: On site
salary: £26,000 to £28,000 a year
---

# Gardener

You look after the rose beds and the kitchen garden of Rowan Park.
You work five days a week, in every weather.

- Plant, prune and water
- Teach our volunteers on Thursdays

Write to garden@example.com by the end of May.
"""
BAD = (
    GOOD.replace('salary: £26,000 to £28,000 a year\n', '')
    + '\nWe pay a competitive salary, depending on experience.\n'
)

#: What pip says where no package index answers. Whatever else goes wrong is a failure.
NO_INDEX = (
    'NameResolutionError', 'NewConnectionError', 'Temporary failure in name resolution', 'getaddrinfo failed',
    'Network is unreachable', 'Connection refused', 'ConnectTimeoutError', 'ReadTimeoutError', 'ProxyError',
)  # fmt: skip

Run = Callable[..., 'subprocess.CompletedProcess[str]']


def environment(home: Path) -> dict[str, str]:
    """The process's environment without what git takes from the user or from a hook that runs the suite."""
    taken = ('GIT_', 'PRE_COMMIT', 'GITHUB_ACTIONS', 'GITLAB_CI')
    kept = {name: value for name, value in os.environ.items() if not name.startswith(taken)}
    nothing = home / 'gitconfig'
    nothing.touch()
    return {
        **kept,
        'GIT_CONFIG_GLOBAL': str(nothing),
        'GIT_CONFIG_NOSYSTEM': '1',
        **{f'GIT_{who}_{what}': value for who in ('AUTHOR', 'COMMITTER')
           for what, value in (('NAME', 'lintjob tests'), ('EMAIL', 'tests@example.com'))},
        'PRE_COMMIT_HOME': str(home / 'pre-commit'),
        'PRE_COMMIT_COLOR': 'never',
        'PYTHONUTF8': '1',
    }  # fmt: skip


def runner(folder: Path, env: Mapping[str, str]) -> Run:
    def run(*command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command, cwd=folder, env=dict(env), check=False, encoding='utf-8', errors='replace',
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert not check or done.returncode == 0, f'{command}:\n{done.stdout}'
        return done

    return run


def checkout_files() -> list[str]:
    """The files of this checkout, committed or not, without those git ignores."""
    listed = subprocess.run(
        ['git', 'ls-files', '--cached', '--others', '--exclude-standard', '-z'],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode != 0:
        pytest.skip('this is no git checkout, so there is no repository to take the hook from')
    return [name for name in listed.stdout.split('\0') if name and (ROOT / name).is_file()]


@pytest.fixture(scope='module')
def repository(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A scratch repository with the hook installed from a copy of this checkout."""
    home = tmp_path_factory.mktemp('hook')
    hooks, scratch = home / 'lintjob', home / 'scratch'
    for name in checkout_files():
        (hooks / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, hooks / name)
    scratch.mkdir()
    env = environment(home)
    run = runner(hooks, env)
    run('git', 'init', '--quiet')
    run('git', 'add', '--all')
    run('git', 'commit', '--quiet', '--message', 'As it is')
    revision = run('git', 'rev-parse', 'HEAD').stdout.strip()
    run = runner(scratch, env)
    run('git', 'init', '--quiet')
    (scratch / '.pre-commit-config.yaml').write_text(
        f'repos:\n- repo: "{hooks.as_posix()}"\n  rev: {revision}\n  hooks:\n  - id: lintjob\n    files: ^jobs/\n'
        '  - id: lintjob\n    alias: feeds\n    files: ^feeds/\n    types_or: [text]\n'
        '  - id: lintjob-fix\n    files: ^mend/\n'
        '  - id: lintjob-rules\n'
    )
    run('git', 'add', '.pre-commit-config.yaml')
    pre_commit = (sys.executable, '-m', 'pre_commit')
    installed = run(*pre_commit, 'install', '--install-hooks', check=False)
    if installed.returncode != 0:
        reason = next((sign for sign in NO_INDEX if sign in installed.stdout), None)
        if reason:
            pytest.skip(f'no package index answers ({reason}), so pre-commit cannot build the environment of the hook')
        pytest.fail(installed.stdout)
    return scratch, run


def commit(repository: tuple[Path, Run], files: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    scratch, run = repository
    # What an earlier commit left behind, because it was blocked, is no part of this one.
    run('git', 'reset', '--quiet')
    run('git', 'add', '.pre-commit-config.yaml')
    for name, text in files.items():
        (scratch / name).parent.mkdir(exist_ok=True, parents=True)
        (scratch / name).write_text(text, encoding='utf-8')
        run('git', 'add', name)
    return run('git', 'commit', '--message', 'A listing', check=False)


def head(run: Run) -> str:
    return run('git', 'rev-parse', '--verify', '--quiet', 'HEAD', check=False).stdout


def test_a_bad_listing_blocks_the_commit_and_a_good_one_passes(repository: tuple[Path, Run]) -> None:
    _, run = repository
    before = head(run)
    blocked = commit(repository, {'jobs/gardener.md': BAD, 'jobs/good.md': GOOD})
    assert blocked.returncode == 1, blocked.stdout
    assert head(run) == before
    assert 'lint job listings' in blocked.stdout
    assert 'Failed' in blocked.stdout
    line = BAD[: BAD.index('competitive')].count('\n') + 1
    assert f'jobs/gardener.md:{line}:10: warning: ' in blocked.stdout
    assert '(salary.vague)' in blocked.stdout
    assert '(salary.missing)' in blocked.stdout
    assert 'jobs/good.md:' not in blocked.stdout

    passed = commit(repository, {'jobs/gardener.md': GOOD})
    assert passed.returncode == 0, passed.stdout
    assert 'Passed' in passed.stdout
    assert head(run) != before


def test_other_files_are_left_alone(repository: tuple[Path, Run]) -> None:
    """Neither another format nor a folder the configuration leaves out."""
    passed = commit(repository, {'jobs/notes.py': f'"""{BAD}"""\n', 'README.md': BAD})
    assert passed.returncode == 0, passed.stdout
    assert 'no files to check' in passed.stdout


def test_the_manifest_is_valid(tmp_path: Path) -> None:
    run = runner(ROOT, environment(tmp_path))
    run(sys.executable, '-m', 'pre_commit', 'validate-manifest', '.pre-commit-hooks.yaml')


def test_files_of_all_formats_are_linted_where_the_hook_is_told_so(repository: tuple[Path, Run]) -> None:
    advert = {
        'title': 'Gardener',
        'location': 'Dundee',
        'description': 'You prune roses for a competitive salary, on site.',
    }
    blocked = commit(repository, {'feeds/jobs.json': json.dumps([advert])})
    assert blocked.returncode == 1, blocked.stdout
    column = json.dumps([advert]).index('competitive') + 1
    assert f'feeds/jobs.json:1:{column}: warning: "competitive salary" says nothing' in blocked.stdout


def test_a_file_that_the_settings_exclude_is_left_alone_though_it_is_named(repository: tuple[Path, Run]) -> None:
    passed = commit(repository, {'.lintjob.yaml': 'exclude: [jobs/old]\n', 'jobs/old/gardener.md': BAD})
    assert passed.returncode == 0, passed.stdout
    blocked = commit(repository, {'.lintjob.yaml': 'exclude: [jobs/older]\n', 'jobs/old/gardener.md': f'{BAD}\n'})
    assert blocked.returncode == 1, blocked.stdout
    commit(repository, {'jobs/old/gardener.md': GOOD})


def test_what_can_be_mended_is_and_the_commit_waits_for_a_look(repository: tuple[Path, Run]) -> None:
    scratch, run = repository
    before = head(run)
    doubled = GOOD.replace('the rose beds', 'the the rose beds')
    blocked = commit(repository, {'mend/gardener.md': doubled, 'mend/good.md': GOOD})
    assert blocked.returncode == 1, blocked.stdout
    assert head(run) == before
    assert 'mend job listings' in blocked.stdout
    assert 'files were modified by this hook' in blocked.stdout
    assert (scratch / 'mend' / 'gardener.md').read_text(encoding='utf-8') == GOOD
    run('git', 'add', 'mend')
    passed = run('git', 'commit', '--message', 'Mended', check=False)
    assert passed.returncode == 0, passed.stdout
    assert head(run) != before


def test_what_cannot_be_mended_is_reported_by_the_hook_that_mends(repository: tuple[Path, Run]) -> None:
    blocked = commit(repository, {'mend/gardener.md': BAD})
    assert blocked.returncode == 1, blocked.stdout
    assert '(salary.vague)' in blocked.stdout
    assert 'files were modified' not in blocked.stdout
    assert commit(repository, {'mend/gardener.md': f'{GOOD}\n'}).returncode == 0


RULE = """\
extends: existence
message: '"{match}" says little'
description: Readers want to know more.
level: warning
since: '1'
tokens: [roses]
examples: {invalid: [Some <<roses>>.], valid: [Some tulips.]}
"""


def test_rules_of_a_team_are_tested(repository: tuple[Path, Run]) -> None:
    wrong = RULE.replace('Some tulips', 'Some roses and tulips')
    files = {
        'our-rules/garden/roses.yaml': wrong,
        'our-rules/garden/broken.yaml': 'extends: nothing\n',
        'other.yaml': 'a: 1\n',
    }
    blocked = commit(repository, files)
    assert blocked.returncode == 1, blocked.stdout
    assert 'test rules for job listings' in blocked.stdout
    place = wrong[: wrong.rindex('Some')].splitlines()
    assert f'our-rules/garden/roses.yaml:{len(place)}:{len(place[-1]) + 1}: error: ' in blocked.stdout
    assert 'our-rules/garden/broken.yaml:1:10: error: ' in blocked.stdout
    assert 'other.yaml' not in blocked.stdout
    passed = commit(repository, {'our-rules/garden/roses.yaml': RULE})
    assert passed.returncode == 0, passed.stdout
    assert 'Passed' in passed.stdout
