"""The GitHub Action's own scripts run in bash, with what GitHub would hand them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from conftest import BAD, GOOD, ROOT

BASH = shutil.which('bash')
pytestmark = pytest.mark.skipif(
    sys.platform == 'win32' or not BASH, reason='the scripts are run in a bash of this system'
)

ACTION = yaml.safe_load((ROOT / 'action.yml').read_text(encoding='utf-8'))
STEPS = {step['id']: step for step in ACTION['runs']['steps']}
FILLED = re.compile(r'\$\{\{ ([\w.-]+) \}\}')


class Done(NamedTuple):
    """What came of a step."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str


class Runner:
    """Runs steps of the action as GitHub's runner does: expressions filled in, a script in a file, results in files."""

    def __init__(self, home: Path) -> None:
        self.workspace = home / 'workspace'
        self.temp = home / 'temp'
        for folder in (self.workspace, self.temp):
            folder.mkdir()
        self.values: dict[str, str] = {}

    def run(self, name: str, **more: str) -> Done:
        """Run a step; ``self.values`` are the outputs of those before it and the inputs, by their expressions."""
        step = STEPS[name]
        inputs = {f'inputs.{key}': its.get('default', '') for key, its in ACTION['inputs'].items()}
        values = {**inputs, **self.values}
        script = self.temp / 'script.sh'
        script.write_text(step['run'], encoding='utf-8')
        output, summary = self.temp / 'output', self.temp / 'summary'
        output.write_text('')
        summary.write_text('')
        env = {
            **{key: os.environ[key] for key in ('PATH', 'HOME', 'XDG_CACHE_HOME', 'TMPDIR') if key in os.environ},
            **{key: FILLED.sub(lambda found: values[found[1]], text) for key, text in step['env'].items()},
            'CI': 'true', 'GITHUB_ACTIONS': 'true', 'GITHUB_WORKSPACE': str(self.workspace), 'RUNNER_OS': 'Linux',
            'RUNNER_TEMP': str(self.temp), 'GITHUB_OUTPUT': str(output), 'GITHUB_STEP_SUMMARY': str(summary),
            'GITHUB_ACTION_PATH': str(ROOT), **more,
        }  # fmt: skip
        done = subprocess.run(
            [str(BASH), '--noprofile', '--norc', '-eo', 'pipefail', str(script)], cwd=self.workspace, env=env, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, encoding='utf-8', timeout=120,
        )  # fmt: skip
        outputs = dict(line.split('=', 1) for line in output.read_text(encoding='utf-8').splitlines())
        return Done(done.returncode, done.stdout, outputs, summary.read_text(encoding='utf-8'))

    def lint(self, **inputs: str) -> Done:
        """Run the step that lints, with inputs (``_`` stands for ``-``) and this checkout as what was installed."""
        self.install()
        self.values |= {f'inputs.{key.replace("_", "-")}': value for key, value in inputs.items()}
        return self.run('lint')

    def install(self, lintjob: str = '') -> None:
        """Install this checkout, or a script in place of lintjob."""
        its = self.temp / 'bin'
        its.mkdir(exist_ok=True)
        python = f'PYTHONPATH="{ROOT}" exec "{sys.executable}"'
        for name, script in (('python', f'{python} "$@"'), ('lintjob', lintjob or f'{python} -m lintjob "$@"')):
            path = its / name
            path.write_text(f'#!/bin/sh\n{script}\n')
            path.chmod(0o755)
        self.values = {'steps.install.outputs.bin': str(its)}

    def write(self, name: str, text: str) -> None:
        """Write a file of the repository."""
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def annotations(log: str) -> list[str]:
    return re.findall(r'^::(?:error|warning|notice) .*$', log, re.MULTILINE)


def test_no_expression_stands_in_a_script() -> None:
    """What is filled in there would be run: it comes through the environment."""
    for step in STEPS.values():
        assert '${{' not in step.get('run', '')


def test_each_input_is_used_and_each_expression_leads_somewhere() -> None:
    used = set(re.findall(r'inputs\.([\w-]+)', yaml.safe_dump(ACTION['runs'])))
    assert used == set(ACTION['inputs'])
    written = set(re.findall(r"'([\w-]+)=%s", STEPS['lint']['run']))
    for name, its in ACTION['outputs'].items():
        assert its['value'] == f'${{{{ steps.lint.outputs.{name} }}}}'
        assert name in written


def test_problems_become_annotations_a_summary_and_sarif(runner: Runner) -> None:
    runner.write('jobs/baker.txt', BAD)
    runner.write('jobs/good one.txt', GOOD)
    done = runner.lint(paths='jobs', sarif='out/lintjob.sarif')
    assert done.code == 1, done.log
    found = annotations(done.log)
    assert len(found) == int(done.outputs['problems']) > 0
    assert any('file=jobs/baker.txt,line=5' in line and 'competitive salary' in line for line in found)
    assert 'competitive salary' in done.summary
    assert done.outputs['exit-code'] == '1'
    sarif = Path(done.outputs['sarif'])
    assert sarif == runner.workspace / 'out' / 'lintjob.sarif'
    (run,) = json.loads(sarif.read_text(encoding='utf-8'))['runs']
    assert len(run['results']) == len(found)


def test_the_name_of_a_file_gives_no_command(runner: Runner) -> None:
    """The runner takes what a line begins with, on standard error too; a stranger's pull request names files."""
    runner.write('::stop-commands::x.md', '\0')
    runner.write('a\n::add-mask::b.md', '\0')
    done = runner.lint(paths='::stop-commands::x.md "a\n::add-mask::b.md"')
    assert (done.code, done.outputs['exit-code']) == (2, '2')
    assert 'lintjob: ::stop-commands::x.md:1:1: error: ' in done.log
    commands = [line for line in done.log.splitlines() if line.strip().startswith('::')]
    assert [line.split(',')[0] for line in commands] == [
        '::error file=%3A%3Astop-commands%3A%3Ax.md', '::error file=a%0A%3A%3Aadd-mask%3A%3Ab.md',
    ]  # fmt: skip


def test_nothing_to_say(runner: Runner) -> None:
    runner.write('baker.txt', GOOD)
    done = runner.lint()
    assert (done.code, annotations(done.log)) == (0, []), done.log
    assert done.outputs == {'exit-code': '0', 'problems': '0', 'sarif': ''}


def test_options_reach_lintjob(runner: Runner) -> None:
    runner.write('my jobs/baker.txt', BAD)
    runner.write("it's.txt", BAD)
    done = runner.lint(
        paths='"my jobs/baker.txt"\n"it\'s.txt"', args="--select salary.vague --output 'html=a report.html'",
        fail_level='error', summary='false',
    )  # fmt: skip
    assert done.code == 0, done.log
    assert done.outputs['problems'] == '2'
    assert done.summary == ''
    assert (runner.workspace / 'a report.html').is_file()


def test_only_what_changed(runner: Runner) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ['git', '-c', 'user.name=t', '-c', 'user.email=t@example.com', *words], cwd=runner.workspace, check=True
        )

    runner.write('old.txt', BAD)
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '-m', 'x')
    runner.write('new.txt', BAD)
    done = runner.lint(since='HEAD')
    assert 'new.txt' in done.log
    assert 'old.txt' not in done.log
    assert runner.lint(since='--output=html=evil').code == 2
    assert not (runner.workspace / 'evil').exists()


def test_a_folder_of_its_own(runner: Runner) -> None:
    """The settings there hold; annotations name files as the repository knows them."""
    runner.write('site/jobs/baker.txt', BAD)
    runner.write('site/.lintjob.yaml', 'select: [salary.vague]\n')
    runner.write('baker.txt', BAD)
    done = runner.lint(working_directory='site')
    (line,) = annotations(done.log)
    assert 'file=site/jobs/baker.txt,' in line
    assert runner.lint(working_directory='nowhere').code == 2


HOSTILE = [
    '; touch evil',
    '$(touch evil)',
    '`touch evil`',
    '" ; touch evil ; "',
    "' ; touch evil ; '",
    '\n touch evil \n',
    '\\" ; touch evil',
    '${IFS}touch${IFS}evil',
    '"',
]


@pytest.mark.parametrize('name', [name for name in ACTION['inputs'] if name != 'python-version'])
@pytest.mark.parametrize('text', HOSTILE)
def test_no_input_is_run(runner: Runner, name: str, text: str) -> None:
    """It is handed on as it is, or refused."""
    runner.write('baker.txt', GOOD)
    runner.install(f'printf "%s\\0" "$@" > "{runner.temp}/words"')
    runner.values[f'inputs.{name}'] = text
    done = runner.run('lint')
    assert not (runner.workspace / 'evil').exists()
    assert not (runner.temp / 'evil').exists()
    assert set(done.outputs) <= set(ACTION['outputs'])
    assert done.code == int(done.outputs['exit-code']) in (0, 2), done.log
    if done.code == 0 and name in ('since', 'fail-level'):
        assert f'--{name}={text}' in (runner.temp / 'words').read_text().split('\0')


@pytest.mark.parametrize(
    ('given', 'words'),
    [
        ('a b', ['a', 'b']),
        ('"a b" c', ['a b', 'c']),
        ("x' y'z", ['x yz']),
        ('a\n  b\n', ['a', 'b']),
        ('jobs\\new #1', ['jobs\\new', '#1']),
        ('*.md $HOME ~', ['*.md', '$HOME', '~']),
        ('café/ñ', ['café/ñ']),
        ('', []),
        ('""', ['']),
    ],
)
def test_words_are_parted_by_blanks_and_held_together_by_quotes(runner: Runner, given: str, words: list[str]) -> None:
    runner.install(f'printf "%s\\0" "$@" > "{runner.temp}/words"')
    runner.values['inputs.paths'] = given
    runner.run('lint')
    handed = (runner.temp / 'words').read_text(encoding='utf-8').split('\0')
    assert handed[handed.index('--') + 1 : -1] == words


def test_an_input_can_write_no_other_output(runner: Runner) -> None:
    runner.write('baker.txt', GOOD)
    done = runner.lint(sarif='a\nproblems=0')
    assert (done.code, done.outputs) == (2, {'exit-code': '2'})


def test_paths_are_no_options(runner: Runner) -> None:
    runner.write('baker.txt', BAD)
    done = runner.lint(paths='--exit-zero baker.txt')
    assert done.code == 2
    assert '--exit-zero: error: this can' in done.log


def test_a_long_report_is_not_put_in_the_summary(runner: Runner) -> None:
    """GitHub shows none of a summary that is too long."""
    runner.write('baker.txt', BAD)
    runner.install(
        f'head -c 1500000 /dev/zero | tr "\\0" x > "{runner.temp}/lintjob.md"\n'
        f'printf "{{}}\\n{{}}\\n" > "{runner.temp}/lintjob.jsonl"\nexit 1'
    )
    done = runner.run('lint')
    assert done.code == 1
    assert done.outputs['problems'] == '2'
    assert done.summary.startswith('lintjob reported 2 problems')


STUB = """\
#!/bin/sh
echo "$@" >> "$0.log"
if [ "$2" = venv ]; then mkdir -p "$3/{folder}"; cp "$0" "$3/{folder}/python"; fi
{more}
"""


@pytest.mark.parametrize('folder', ['bin', 'Scripts'])
def test_it_is_installed_once_in_an_environment_of_its_own(runner: Runner, folder: str) -> None:
    python = runner.temp / 'python'
    python.write_text(STUB.format(folder=folder, more=''))
    python.chmod(0o755)
    runner.values = {'steps.python.outputs.python-path': str(python)}
    first = runner.run('install')
    home = Path(first.outputs['bin'])
    assert home.parent.parent == runner.temp
    assert home.name == folder
    installs = (home / 'python.log').read_text()
    assert installs.split() == ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', str(ROOT)]
    assert runner.run('install').outputs == first.outputs
    assert (home / 'python.log').read_text() == installs
    assert runner.run('install', GITHUB_ACTION_PATH='/other').outputs != first.outputs


def test_an_install_that_fails_ends_the_step_and_is_tried_again(runner: Runner) -> None:
    python = runner.temp / 'python'
    python.write_text(STUB.format(folder='bin', more='[ "$2" != pip ]'))
    python.chmod(0o755)
    runner.values = {'steps.python.outputs.python-path': str(python)}
    for _ in range(2):
        done = runner.run('install')
        assert done.code != 0
        assert 'bin' not in done.outputs
