"""What stands ready for pipelines is valid, and the page on them shows commands and options that exist."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import BAD, GOOD, ROOT

from lintjob.cli.arguments import parser

PAGE = ROOT / 'docs' / 'pipelines.md'
TEMPLATE = ROOT / 'templates' / 'lintjob.yml'
HOOKS = {hook['id']: hook for hook in yaml.safe_load((ROOT / '.pre-commit-hooks.yaml').read_text(encoding='utf-8'))}
ACTION = yaml.safe_load((ROOT / 'action.yml').read_text(encoding='utf-8'))
SPEC, JOBS = yaml.safe_load_all(TEMPLATE.read_text(encoding='utf-8'))

FENCE = re.compile(r'^```(\w*) ?(\S*)\n(.*?)^```', re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r'(?:^|[\s/\'"])(lintjob (?:check|baseline|test|facts|rules?|init|config|schema)\b[^\n|\'`]*)')


def snippets() -> list:
    """All that the page shows: language, name of the file, text."""
    found = FENCE.findall(PAGE.read_text(encoding='utf-8'))
    return [pytest.param(*each, id=f'{number}-{each[1] or each[0]}') for number, each in enumerate(found)]


def nodes(value: object) -> Iterator[dict]:
    """All mappings in a tree."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield value
    for each in inner:
        yield from nodes(each)


@pytest.mark.parametrize(('language', 'name', 'text'), snippets())
def test_a_snippet_is_well_formed(language: str, name: str, text: str) -> None:
    assert language in ('yaml', 'groovy', 'sh')
    assert bool(name) == (language != 'sh'), 'the name of the file stands behind the language'
    if language == 'yaml':
        assert isinstance(yaml.safe_load(text), dict)
    elif language == 'groovy':
        bare = re.sub(r"'[^'\n]*'", "''", text)
        for pair in ('{}', '[]', '()'):
            assert bare.count(pair[0]) == bare.count(pair[1])


@pytest.mark.parametrize(('language', 'name', 'text'), snippets())
def test_commands_in_a_snippet_are_understood(language: str, name: str, text: str) -> None:
    del language, name
    for command in COMMAND.findall(text):
        parser().parse_args(shlex.split(command)[1:])


def test_commands_are_found() -> None:
    """So that the test above has something to judge."""
    found = COMMAND.findall(PAGE.read_text(encoding='utf-8'))
    assert len(found) > 8
    with pytest.raises(SystemExit):
        parser().parse_args(shlex.split('lintjob check --no-such-option jobs')[1:])


@pytest.mark.parametrize(('language', 'name', 'text'), snippets())
def test_hooks_inputs_and_outputs_in_a_snippet_exist(language: str, name: str, text: str) -> None:
    if language != 'yaml':
        return
    tree = yaml.safe_load(text)
    for node in nodes(tree):
        if str(node.get('uses', '')).startswith('OWNER/REPOSITORY'):
            assert set(node.get('with', {})) <= set(ACTION['inputs'])
        if 'inputs' in node and ('component' in node or 'local' in node):
            assert set(node['inputs']) <= set(SPEC['spec']['inputs'])
            assert {key for key, its in SPEC['spec']['inputs'].items() if 'default' not in its} <= set(node['inputs'])
        if name == '.pre-commit-config.yaml' and 'id' in node:
            hook = HOOKS[node['id']]
            arguments = [*shlex.split(hook['entry'])[1:], *node.get('args', []), 'jobs/one.md']
            parser().parse_args(arguments)
            re.compile(node.get('files', hook.get('files', '')))
    assert set(re.findall(r'steps\.lintjob\.outputs\.([\w-]+)', text)) <= set(ACTION['outputs'])


def test_the_tables_on_the_page_are_whole() -> None:
    page = PAGE.read_text(encoding='utf-8')
    rows = re.findall(r'^\| `([\w-]+)` \| (.*?) \|', page, re.MULTILINE)
    assert [name for name, _ in rows] == [*HOOKS, *ACTION['inputs'], *ACTION['outputs']]
    defaults = dict(re.findall(r'^\| `([\w-]+)` \| .* \| `([^`|]+)` \|$', page, re.MULTILINE))
    for name, default in defaults.items():
        assert ACTION['inputs'][name]['default'] == default
    for hook, said in rows[: len(HOOKS)]:
        assert f'`{HOOKS[hook]["entry"]}`' in said
    (inputs,) = re.findall(r'^The inputs are (`.*)$', page, re.MULTILINE)
    assert [name for name in re.findall(r'`(\w+)`', inputs) if name not in ('full', 'concise')] == sorted(
        SPEC['spec']['inputs'], key=lambda name: inputs.index(f'`{name}`')
    )


def test_the_page_names_no_address() -> None:
    page = PAGE.read_text(encoding='utf-8')
    assert re.findall(r'https?://\S+', page) == []
    for line in re.findall(r'^.*pip install .*$', page, re.MULTILINE):
        assert 'git+ADDRESS@COMMIT' in line


def test_the_lines_for_azure_do_what_they_say(tmp_path: Path) -> None:
    (script,) = [node['bash'] for _, _, text in FENCE.findall(PAGE.read_text(encoding='utf-8'))
                 if 'task.logissue' in text for node in nodes(yaml.safe_load(text)) if 'bash' in node]  # fmt: skip
    code = re.search(r"<<'END'\n(.*)^END$", script, re.MULTILINE | re.DOTALL)[1]
    (tmp_path / 'a;b].txt').write_text(BAD, encoding='utf-8')
    env = {**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1'}
    subprocess.run(
        [sys.executable, '-m', 'lintjob', 'check', '--exit-zero', '--format', 'jsonl', '--output', 'jsonl=lintjob.jsonl', '.'],
        cwd=tmp_path, env=env, check=True, capture_output=True,
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, '-c', code], cwd=tmp_path, env=env, check=True, capture_output=True, encoding='utf-8'
    )
    lines = done.stdout.splitlines()
    assert len(lines) == len((tmp_path / 'lintjob.jsonl').read_text(encoding='utf-8').splitlines()) > 0
    for line in lines:
        kind = r'##vso\[task\.logissue type=(error|warning);'
        assert re.fullmatch(
            rf'{kind}sourcepath=[^;\]]*a%3Bb%5D\.txt;linenumber=\d+;columnnumber=\d+;code=[\w.-]+\].+', line
        )


# ---------------------------------------------------------------- the GitLab template


def filled(inputs: dict[str, str]) -> dict:
    """The template's jobs with inputs filled in, as GitLab does: in values, after they were parsed."""
    values = {key: its.get('default') for key, its in SPEC['spec']['inputs'].items()} | inputs

    def fill(value: object) -> object:
        if isinstance(value, str):
            return re.sub(r'\$\[\[ inputs\.(\w+) \]\]', lambda found: values[found[1]], value)
        if isinstance(value, dict):
            return {fill(key): fill(each) for key, each in value.items()}
        return [fill(each) for each in value] if isinstance(value, list) else value

    return fill(JOBS)


def test_the_template_uses_all_its_inputs() -> None:
    used = re.findall(r'\$\[\[ inputs\.(\w+) \]\]', TEMPLATE.read_text(encoding='utf-8'))
    assert sorted(used) == sorted(SPEC['spec']['inputs'])
    (job,) = filled({'install': 'x'}).values()
    for script in (*job['script'], *job['before_script']):
        assert '$[[' not in script, 'what is filled in there would be run'


@pytest.mark.skipif(sys.platform == 'win32', reason='the job runs in the shell of its image')
def test_the_job_writes_a_code_quality_report(tmp_path: Path) -> None:
    (name, job), = filled({'install': 'x', 'paths': 'jobs *.md', 'args': '--select salary $(touch evil); touch evil', 'job': 'mine'}).items()  # fmt: skip
    assert name == 'mine'
    (tmp_path / 'jobs').mkdir()
    (tmp_path / 'jobs' / 'baker.txt').write_text(BAD, encoding='utf-8')
    (tmp_path / 'good.md').write_text(GOOD, encoding='utf-8')
    lintjob = tmp_path / 'lintjob'
    lintjob.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m lintjob "$@"\n')
    lintjob.chmod(0o755)
    script = '\n'.join(job['script']).replace('/tmp/lintjob/bin/lintjob', str(lintjob))  # noqa: S108
    script = script.replace('/tmp/lintjob/bin/python', sys.executable)  # noqa: S108

    def run(**more: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, **job['variables'], 'GITLAB_CI': 'true', 'CI_PROJECT_DIR': str(tmp_path), **more}
        return subprocess.run(
            ['/bin/sh', '-e', '-c', script], cwd=tmp_path, env=env, check=False, capture_output=True, encoding='utf-8'
        )

    hostile = run()
    assert hostile.returncode == 2
    assert not (tmp_path / 'evil').exists()
    done = run(LINTJOB_ARGS='--select salary', LINTJOB_PATHS='jobs good.md')
    assert done.returncode == 1, done.stderr
    assert 'competitive salary' in done.stdout
    report = json.loads((tmp_path / 'gl-code-quality-report.json').read_text(encoding='utf-8'))
    assert {each['location']['path'] for each in report} == {'jobs/baker.txt'}
    (tmp_path / 'old jobs').mkdir()
    (tmp_path / 'old jobs' / "cook's.txt").write_text(BAD, encoding='utf-8')
    done = run(LINTJOB_ARGS='--select "salary.vague, salary.missing"', LINTJOB_PATHS='"old jobs/cook\'s.txt"')
    assert (done.returncode, done.stderr) == (1, '')
    assert "old jobs/cook's.txt:5:" in done.stdout
    broken = run(LINTJOB_ARGS='', LINTJOB_PATHS='"old jobs')
    assert broken.returncode == 1
    assert broken.stderr == 'a quote in "paths" or "args" is not closed\n'


def test_a_quote_in_an_input_ends_no_value_of_the_template() -> None:
    """Some versions of GitLab fill in the text of the template, and parse it then."""
    inputs = {key: its.get('default', '') for key, its in SPEC['spec']['inputs'].items()}
    inputs |= {'paths': '"old jobs" jobs', 'args': "--select 'salary.vague': x # y", 'install': 'x'}
    text = re.sub(r'\$\[\[ inputs\.(\w+) \]\]', lambda found: inputs[found[1]], TEMPLATE.read_text(encoding='utf-8'))
    _, jobs = yaml.safe_load_all(text)
    assert jobs['lintjob']['variables']['LINTJOB_PATHS'] == inputs['paths']
    assert jobs['lintjob']['variables']['LINTJOB_ARGS'] == inputs['args']


# ---------------------------------------------------------------- published schemas


def schema(name: str) -> dict:
    """A published schema that the package of check-jsonschema brings along."""
    package = pytest.importorskip(
        'check_jsonschema', reason='check-jsonschema, which brings the schemas, is not installed'
    )
    path = Path(package.__file__).parent / 'builtin_schemas' / 'vendor' / f'{name}.json'
    return json.loads(path.read_text(encoding='utf-8'))


def assert_valid(value: object, name: str) -> None:
    its = schema(name)
    jsonschema = pytest.importorskip('jsonschema')
    jsonschema.validators.validator_for(its)(its).validate(value)


def test_the_action_is_valid() -> None:
    assert_valid(ACTION, 'github-actions')


def test_the_template_is_valid() -> None:
    assert_valid(SPEC, 'gitlab-ci')
    assert_valid(filled({'install': 'git+ADDRESS'}), 'gitlab-ci')


SCHEMAS = {'.github/workflows/listings.yml': 'github-workflows', '.gitlab-ci.yml': 'gitlab-ci', 'azure-pipelines.yml': 'azure-pipelines'}  # fmt: skip


@pytest.mark.parametrize(('language', 'name', 'text'), snippets())
def test_a_snippet_is_valid(language: str, name: str, text: str) -> None:
    del language
    if name in SCHEMAS:
        # A key "on" is true for YAML 1.1, which is what the parser here knows.
        tree = {'on' if key is True else key: value for key, value in yaml.safe_load(text).items()}
        assert_valid(tree, SCHEMAS[name])
