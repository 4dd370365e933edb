"""What the documentation says is so: samples are run, tables compared, links followed."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lintjob import cli, config, layout
from lintjob.checks.fact import attributes
from lintjob.checks.kinds import KINDS
from lintjob.checks.metric import METRICS
from lintjob.checks.scope import NAMES as SCOPES
from lintjob.cli.arguments import parser
from lintjob.facts import CHOICES, FACTS
from lintjob.listing import FIELD_NAMES
from lintjob.readers.format import SUFFIXES
from lintjob.reporters import FORMATS
from lintjob.reporters.json import KEYS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / 'docs'
PAGES = sorted(
    [ROOT / 'README.md', ROOT / 'CHANGELOG.md', *(ROOT / '.github').glob('*.md'), *DOCS.glob('*.md'),
     *(ROOT / 'benchmarks').glob('*.md')]
)  # fmt: skip


def read(path: Path) -> str:
    return path.read_text(encoding='utf-8')


def section(page: str, heading: str) -> str:
    """What stands below a heading, as far as the next of any rank."""
    found = re.search(rf'^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)', page, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def samples(page: str) -> list[tuple[str, str]]:
    """The YAML files that a page shows: names and texts."""
    return re.findall(r'^```yaml (\S+)\n(.*?)^```', page, re.MULTILINE | re.DOTALL)


def code(text: str) -> set[str]:
    """All that stands between backticks."""
    return set(re.findall(r'`([^`\n]+)`', text))


def options(command: str) -> set[str]:
    commands = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    made = commands.choices[command]
    made.make()
    return {
        option
        for action in made._actions
        for option in action.option_strings
        if option.startswith('--') and option != '--help'
    }


def test_what_is_made_from_the_rules_is_fresh() -> None:
    """If this fails: python docs/generate.py."""
    done = subprocess.run(
        [sys.executable, 'docs/generate.py', '--check'], cwd=ROOT, check=False, capture_output=True,
        encoding='utf-8', env={**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1'},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize('path', PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r'\]\((?!https?:)([^)\s]+)\)', re.sub(r'```.*?```', '', read(path), flags=re.DOTALL)):
        name, _, anchor = target.partition('#')
        page = (path.parent / name).resolve() if name else path
        assert page.exists(), target
        if anchor:
            headings = re.findall(r'^#+ (.+)$', read(page), re.MULTILINE)
            assert anchor in {re.sub(r'[^\w\- ]', '', each).lower().replace(' ', '-') for each in headings}, target


def test_the_sample_rules_do_what_they_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = samples(read(DOCS / 'writing-rules.md'))
    for name, text in shown:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding='utf-8')
    assert cli.main(['test', str(tmp_path)]) == 0, capsys.readouterr()
    assert f'of {len(shown)} rules' in capsys.readouterr().out


def test_each_kind_has_a_sample() -> None:
    page = read(DOCS / 'writing-rules.md')
    assert {re.search(r'^extends: (\w+)$', text, re.MULTILINE)[1] for _, text in samples(page)} == {*KINDS}


@pytest.mark.parametrize('kind', KINDS)
def test_each_key_of_a_kind_is_explained(kind: str) -> None:
    keys = re.search(r'^Keys: (.*)$', section(read(DOCS / 'writing-rules.md'), kind), re.MULTILINE)
    assert keys
    assert {*KINDS[kind].keys} <= code(keys[1])


def test_scopes_metrics_and_attributes_are_all_listed() -> None:
    page = read(DOCS / 'writing-rules.md')
    rows = re.findall(r'^\| (`[^|]+) \|', section(page, 'Scopes'), re.MULTILINE)
    assert set().union(*map(code, rows)) == {*SCOPES}
    assert {*METRICS} <= code(section(page, 'metric'))
    for fact in FACTS:
        row = re.search(rf'^\| `{fact}` \| (.*) \|$', section(page, 'fact'), re.MULTILINE)
        assert row, fact
        assert {*attributes(fact)} <= code(row[1])
        for (its_fact, _), values in CHOICES.items():
            assert its_fact != fact or {*values} <= code(row[1])


def test_the_sample_settings_are_read(tmp_path: Path) -> None:
    page = read(DOCS / 'configuration.md')
    shown = [
        text
        for each in (page, read(DOCS / 'formats.md'))
        for name, text in samples(each)
        if name == config.FILE_NAMES[0]
    ]
    assert len(shown) > 2
    for text in shown:
        path = tmp_path / config.FILE_NAMES[0]
        path.write_text(text, encoding='utf-8')
        assert config.read(str(path)) != config.Config()
    for text in re.findall(r'^```toml\n(.*?)^```', page, re.MULTILINE | re.DOTALL):
        path = tmp_path / config.PROJECT
        path.write_text(text, encoding='utf-8')
        assert config.read(str(path)).sections


def test_what_the_page_on_settings_shows_of_a_file_is_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = section(read(DOCS / 'configuration.md'), 'Settings for some files')
    ((name, text),) = samples(page)
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(text, encoding='utf-8')
    Path('board/berlin').mkdir(parents=True)
    Path('board/berlin/baker.md').write_text('Baker', encoding='utf-8')
    shown = re.search(r'\$ lintjob (config \S+)\n(.*?)```', read(DOCS / 'configuration.md'), re.DOTALL)
    assert shown
    assert cli.main(shown[1].split()) == 0
    assert capsys.readouterr().out.startswith(shown[2])


def test_the_options_are_all_listed() -> None:
    listed = re.findall(r'^\| `(--[a-z-]+)', read(DOCS / 'configuration.md'), re.MULTILINE)
    assert sorted(listed) == sorted(options('check'))


def test_the_readme_tells_formats_and_exit_codes() -> None:
    readme = read(ROOT / 'README.md')
    assert {*FORMATS} <= code(section(readme, 'Output'))
    assert {*FORMATS, *KEYS} <= code(read(DOCS / 'output.md'))
    codes = re.findall(r'^\| (\d+) \|', section(readme, 'Exit codes'), re.MULTILINE)
    assert codes == [str(value) for value in (cli.CLEAN, cli.PROBLEMS, cli.FAILED, cli.INTERRUPTED)]


def test_the_page_on_formats_names_all_formats_suffixes_and_fields() -> None:
    page = read(DOCS / 'formats.md')
    assert {*layout.FORMATS} <= code(section(page, 'Formats'))
    assert {ending for endings in SUFFIXES.values() for ending in endings} <= code(section(page, 'Formats'))
    assert {*FIELD_NAMES, layout.DESCRIPTION} <= code(section(page, 'Settings for other shapes'))


def test_the_readme_shows_real_output() -> None:
    """That it is what lintjob prints today is what the generator's --check holds."""
    assert re.search(r'```console\n\$ lintjob check examples/\S+\n.+\(salary\.', read(ROOT / 'README.md'), re.DOTALL)


def test_options_that_pages_speak_of_exist() -> None:
    commands = ('check', 'facts', 'rules', 'rule', 'test', 'baseline', 'init', 'config', 'schema')
    known = set().union(*map(options, commands))
    for page in (
        'README.md',
        *(f'docs/{name}.md' for name in ('configuration', 'writing-rules', 'architecture', 'formats', 'output')),
        *(f'docs/{name}.md' for name in ('suppressing', 'baseline', 'fixing', 'pipelines')),
    ):
        for line in re.findall(rf'lintjob (?:{"|".join(commands)})\b[^\n`]*', read(ROOT / page)):
            assert {*re.findall(r'--[a-z-]+', line)} <= known, line
