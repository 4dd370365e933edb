"""Where output goes: files beside standard output, the format that suits a pipeline, groups and counts."""

from __future__ import annotations

import json
import os
import re
import threading
import xml.etree.ElementTree as ET

import pytest
from conftest import ADVICE, BAD, GOOD, ROOT, python

from lintjob.cli import main, outputs
from lintjob.reporters import FORMATS, reporter
from lintjob.reporters.json import KEYS


def found_in(text: str) -> list[str]:
    """The rules in the json output."""
    return [item['rule'] for item in json.loads(text)]


@pytest.fixture
def adverts(run, write):
    """The function ``run``, in a folder with adverts."""
    write('jobs/bad.txt', BAD)
    write('jobs/good.txt', GOOD)
    write('jobs/advice.txt', ADVICE)
    return run


def test_several_outputs_of_one_run(adverts, tmp_path):
    code, out, err = adverts(
        'check', 'jobs', '--format', 'concise', '--output', 'json=out/all.json', '--output', 'sarif=out/a/b.sarif',
        '--output', 'junit=j.xml', '--output', 'full=full.txt',
    )  # fmt: skip
    assert (code, err) == (1, '')
    rules = found_in((tmp_path / 'out' / 'all.json').read_text(encoding='utf-8'))
    assert len(out.splitlines()) == len(rules) > 2
    (found,) = json.loads((tmp_path / 'out' / 'a' / 'b.sarif').read_text(encoding='utf-8'))['runs']
    assert [result['ruleId'] for result in found['results']] == rules
    root = ET.parse(tmp_path / 'j.xml').getroot()  # noqa: S314
    assert len(root.findall('*/testcase/failure')) == len(rules)
    full = (tmp_path / 'full.txt').read_text(encoding='utf-8')
    assert full.splitlines()[-1].startswith(f'Found {len(rules)} problems')
    left = sorted(path.name for path in tmp_path.rglob('*') if path.is_file())
    assert left == ['advice.txt', 'all.json', 'b.sarif', 'bad.txt', 'full.txt', 'good.txt', 'j.xml']


def test_every_format_is_written_to_a_file(adverts, tmp_path):
    named = [f'--output={name}=out/{name}' for name in FORMATS]
    code, _, err = adverts('check', 'jobs', '--quiet', *named)
    assert (code, err) == (1, '')
    for name in FORMATS:
        text = (tmp_path / 'out' / name).read_text(encoding='utf-8')
        assert 'salary.vague' in text
        assert '\x1b' not in text


def test_files_have_no_colour_and_their_own_width(adverts, tmp_path):
    _, out, _ = adverts('check', 'jobs', '--color', 'always', '--output', 'full=full.txt')
    assert '\x1b[' in out
    assert '\x1b' not in (tmp_path / 'full.txt').read_text(encoding='utf-8')


def test_a_file_is_replaced_as_a_whole(adverts, tmp_path):
    (tmp_path / 'out.json').write_text('[' * 100_000, encoding='utf-8')
    adverts('check', 'jobs', '--output', 'json=out.json')
    assert found_in((tmp_path / 'out.json').read_text(encoding='utf-8'))


def test_what_a_run_writes_is_no_listing(adverts, tmp_path):
    """A report in the folder that is searched shows the adverts; the next run would lint it."""
    told = ('check', '.', '--output', 'full=report.txt', '--output', 'junit=jobs/report.xml', '--format', 'json')
    first = adverts(*told)
    assert 'competitive salary' in (tmp_path / 'report.txt').read_text(encoding='utf-8')
    assert adverts(*told) == first
    assert not [item for item in json.loads(first[1]) if 'report' in item['path']]


@pytest.mark.parametrize(
    ('given', 'said'),
    [
        ('sarif', '--output: error: "sarif" should be FORMAT=FILE, as in sarif=lintjob.sarif'),
        ('sarif=', '--output: error: "sarif=" should be FORMAT=FILE, as in sarif=lintjob.sarif'),
        ('=a.txt', 'there is no format ""'),
        ('sariff=a.txt', '--output: error: there is no format "sariff"; did you mean "sarif"?'),
        ('xml=a.txt', 'there is no format "xml"'),
        ('json=-', '--output: error: writes to files; what is printed is chosen by --format json'),
        ('json=jobs', 'jobs is a folder; name a file in it'),
        ('json=jobs/bad.txt/a.json', 'jobs/bad.txt/a.json: error: this could not be written'),
    ],
)
def test_an_output_that_can_not_be_is_said_before_anything_is_done(adverts, tmp_path, given, said):
    code, out, err = adverts('check', 'jobs', '--output', 'github=first.txt', '--output', given)
    assert (code, out) == (2, '')
    assert said in err
    assert 'Traceback' not in err
    assert {path.name for path in tmp_path.iterdir()} == {'jobs'}


def test_all_mistakes_are_named_at_once(adverts):
    code, _, err = adverts('check', 'jobs', '--output', 'x', '--output', 'json=a', '--output', 'sarif=./a')
    assert code == 2
    assert len(err.splitlines()) == 2
    assert './a is named twice' in err


@pytest.mark.skipif(not hasattr(os, 'geteuid') or os.geteuid() == 0, reason='a folder can be closed to no superuser')
def test_a_closed_folder(adverts, tmp_path):
    (tmp_path / 'closed').mkdir(mode=0o500)
    code, out, err = adverts('check', 'jobs', '--output', 'json=closed/a.json')
    assert (code, out) == (2, '')
    assert err.startswith('closed/a.json: error: this could not be written: ')


def test_nothing_is_left_of_a_run_that_fails(adverts, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, 'No space left on device', 'a.json')

    (tmp_path / 'a.json').write_text('before', encoding='utf-8')
    monkeypatch.setattr(outputs.Outputs, 'end', fail)
    monkeypatch.setattr('lintjob.cli._silence', lambda: None)
    code, _, err = adverts('check', 'jobs', '--output', 'json=a.json')
    assert code == 2
    assert 'No space left' in err
    assert (tmp_path / 'a.json').read_text(encoding='utf-8') == 'before'
    assert {path.name for path in tmp_path.iterdir()} == {'jobs', 'a.json'}


def test_a_reporter_that_can_not_be_made_leaves_nothing(adverts, tmp_path, monkeypatch):
    def made(name, look):
        if name == 'sarif':
            raise RuntimeError
        return reporter(name, look)

    monkeypatch.setattr(outputs, 'reporter', made)
    with pytest.raises(RuntimeError):
        adverts('check', 'jobs', '--output', 'json=a.json', '--output', 'sarif=b.sarif')
    assert {path.name for path in tmp_path.iterdir()} == {'jobs'}


@pytest.mark.skipif(not hasattr(os, 'mkfifo'), reason='there are no pipes with names here')
def test_a_pipe_is_written_to_and_not_replaced(adverts, tmp_path):
    os.mkfifo(tmp_path / 'pipe')
    read = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / 'pipe').read_text(encoding='utf-8')), daemon=True)
    reader.start()
    adverts('check', 'jobs', '--output', 'json=pipe')
    reader.join(timeout=10)
    assert found_in(read[0])
    assert not (tmp_path / 'pipe').is_file()


@pytest.mark.skipif(os.name == 'nt', reason='links need rights there')
def test_what_a_link_leads_to_is_replaced_not_the_link(adverts, tmp_path):
    (tmp_path / 'reports').mkdir()
    (tmp_path / 'link.json').symlink_to(tmp_path / 'reports' / 'a.json')
    adverts('check', 'jobs', '--output', 'json=link.json')
    assert (tmp_path / 'link.json').is_symlink()
    assert found_in((tmp_path / 'reports' / 'a.json').read_text(encoding='utf-8'))


# ---------------------------------------------------------------- the format of a pipeline


@pytest.mark.parametrize(
    ('variables', 'options', 'start'),
    [
        ({}, [], 'jobs/bad.txt:'),
        ({'GITHUB_ACTIONS': 'true'}, [], '::warning file=jobs/bad.txt,'),
        ({'GITLAB_CI': 'true'}, [], '[\n {"type": "issue"'),
        ({'GITHUB_ACTIONS': 'false'}, [], 'jobs/bad.txt:'),
        ({'GITHUB_ACTIONS': 'true'}, ['--format', 'full'], 'jobs/bad.txt:'),
        ({'GITLAB_CI': 'true'}, ['--output', 'gitlab=gl.json'], 'jobs/bad.txt:'),
        ({'GITLAB_CI': 'true'}, ['--output', 'sarif=a.sarif'], '[\n {"type": "issue"'),
    ],
)
def test_the_format_that_suits_the_pipeline(adverts, monkeypatch, variables, options, start):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    code, out, _ = adverts('check', 'jobs/bad.txt', *options)
    assert code == 1
    assert out.startswith(start)


def paths_in(name: str, out: str) -> set[str]:
    """The paths that an output for a program names."""
    if name == 'gitlab':
        return {issue['location']['path'] for issue in json.loads(out)}
    if name == 'sarif':
        places = [result['locations'][0]['physicalLocation'] for result in json.loads(out)['runs'][0]['results']]
        return {place['artifactLocation']['uri'] for place in places}
    return {line.split('file=', 1)[1].split(',', 1)[0] for line in out.splitlines() if line.startswith('::')}


@pytest.mark.parametrize('name', ['github', 'gitlab', 'sarif'])
def test_paths_start_from_the_repository(adverts, tmp_path, monkeypatch, name):
    def paths(*where):
        return paths_in(name, adverts('check', '--format', name, '--quiet', *where)[1])

    monkeypatch.chdir(tmp_path / 'jobs')
    assert paths('bad.txt', str(tmp_path / 'jobs' / 'bad.txt')) == {'bad.txt'}
    monkeypatch.setenv('CI_PROJECT_DIR', str(tmp_path))
    assert paths('.') == {'jobs/bad.txt', 'jobs/advice.txt'}
    (tmp_path / '.git').mkdir()
    assert paths('./bad.txt') == {'jobs/bad.txt'}
    # A part that is a repository of its own, within the one that is checked out.
    (tmp_path / 'jobs' / '.git').mkdir()
    assert paths('bad.txt') == {'jobs/bad.txt'}
    monkeypatch.delenv('CI_PROJECT_DIR')
    assert paths('bad.txt') == {'bad.txt'}


def test_others_have_paths_as_they_are_given(adverts, tmp_path, monkeypatch):
    (tmp_path / '.git').mkdir()
    monkeypatch.chdir(tmp_path / 'jobs')
    for name in ('json', 'rdjsonl', 'checkstyle', 'concise'):
        assert 'jobs/bad.txt' not in adverts('check', '--format', name, 'bad.txt')[1]


# ---------------------------------------------------------------- groups and counts


def test_groups(adverts):
    _, out, _ = adverts('check', 'jobs', '--format', 'concise', '--group-by', 'file')
    assert [line for line in out.splitlines() if line[:1].strip()] == ['jobs/advice.txt', 'jobs/bad.txt']
    _, out, _ = adverts('check', 'jobs', '--group-by', 'rule')
    heads = [line for line in out.splitlines() if line[:1].strip()]
    assert heads[0].endswith('1 problem')
    assert heads[-1].startswith('Found ')


def test_groups_are_for_people(adverts, monkeypatch):
    code, out, err = adverts('check', 'jobs', '--format', 'json', '--group-by', 'rule')
    assert (code, out) == (2, '')
    assert err == '--group-by: error: goes with full, concise, markdown, not with json\n'
    code, out, err = adverts('check', 'jobs', '--format', 'json', '--group-by', 'rule', '--output', 'markdown=a.md')
    assert (code, err) == (1, '')
    assert found_in(out)
    monkeypatch.setenv('GITHUB_ACTIONS', 'true')
    code, out, err = adverts('check', 'jobs', '--group-by', 'rule')
    assert (code, err) == (1, '')
    assert out.startswith('::')


def test_statistics_stand_behind_what_people_read_and_beside_what_programs_do(adverts):
    plain = adverts('check', 'jobs')[1]
    _, out, err = adverts('check', 'jobs', '--statistics')
    assert out.startswith(plain)
    assert err == ''
    counted = out[len(plain) :].splitlines()
    assert counted == sorted(counted, key=lambda line: -int(line.split()[0]))
    assert [line.split() for line in counted if 'salary.vague' in line] == [['1', 'warning', 'salary.vague']]
    _, out, err = adverts('check', 'jobs', '--statistics', '--format', 'json', '--color', 'always')
    assert found_in(out)
    assert err.splitlines() == counted
    _, out, _ = adverts('check', 'jobs', '--statistics', '--format', 'markdown')
    assert '| 1 | warning | `salary.vague` |' in out


def test_the_shell_reads_utf_8(adverts, tmp_path):
    """Files are UTF-8 with plain line ends, whatever the platform and its settings."""
    (tmp_path / 'jobs' / 'bad.txt').write_text(BAD.replace('Baker', 'Bäcker 🥐'), encoding='utf-8')
    for name in ('json', 'checkstyle', 'markdown'):
        words = ['-m', 'lintjob', 'check', '--format', name, '--output', f'{name}=out', 'jobs']
        done = python(*words, env={'PYTHONIOENCODING': 'latin-1', 'PYTHONUTF8': '0'}, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (1, b'')
        written = (tmp_path / 'out').read_bytes()
        assert b'\r' not in written
        assert done.stdout.replace(b'\r\n', b'\n') == written
        written.decode()


# ---------------------------------------------------------------- the page on output

PAGE = ROOT / 'docs' / 'output.md'


def test_the_samples_of_the_page_are_so(monkeypatch, capsys):
    """After a wanted change of the output: UPDATE_GOLDEN=1 python -m pytest tests/test_outputs.py."""
    monkeypatch.chdir(ROOT)

    def printed(found: re.Match) -> str:
        main(['check', '--isolated', *found[1].split()[1:]])
        return f'{found[1]}\n{capsys.readouterr().out}'

    page = PAGE.read_text(encoding='utf-8')
    again = re.sub(r'(?<=```console\n\$ lintjob )(check [^\n]*)\n.*?(?=```)', printed, page, flags=re.DOTALL)
    if os.environ.get('UPDATE_GOLDEN'):
        PAGE.write_text(again, encoding='utf-8', newline='')
    assert again == PAGE.read_text(encoding='utf-8')
    assert page.count('```console') >= 7


def test_the_page_names_all_formats_and_keys():
    page = PAGE.read_text(encoding='utf-8')
    assert re.findall(r'^\| `(\w+)` \| (?!`)', page.split('## Options')[0], re.MULTILINE) == list(FORMATS)
    keys = page.split('## For programs')[1].split('## GitHub')[0]
    assert [
        key for row in re.findall(r'^\| (`[^|]*`) \|', keys, re.MULTILINE) for key in re.findall(r'`(\w+)`', row)
    ] == list(KEYS)
