"""Where output goes: files beside standard output, the format that suits a pipeline, groups and counts."""

from __future__ import annotations

import json
import os
import re
import threading
import xml.etree.ElementTree as ET
from html import unescape

import pytest
from conftest import ADVICE, BAD, GOOD, ROOT, python

from lintjob.cli import main, outputs
from lintjob.reporters import FORMATS, reporter
from lintjob.reporters.json import KEYS
from lintjob.reporters.sign import ENOUGH, is_report


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
    failures, others = root.findall('*/testcase/failure'), root.findall('*/testcase/system-out')
    assert len(failures) + len(others) == len(rules)
    assert len(others) == rules.count('workplace.unstated') > 0
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
    (tmp_path / 'out.json').write_text('[]\n' + ' ' * 100_000, encoding='utf-8')
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


# ---------------------------------------------------------------- what must stay


def reports(folder, *paths: str) -> None:
    """A report in every format, with problems and without, and in every group."""
    for name in FORMATS:
        main(['check', '--quiet', f'--output={name}={folder}/some-{name}', *paths])
        main(['check', f'--output={name}={folder}/none-{name}', '--select', 'truncated.unfinished', *paths])
    for name in ('full', 'concise', 'markdown'):
        for group in ('file', 'rule'):
            main(['check', f'--group-by={group}', f'--output={name}={folder}/{group}-{name}', *paths])


@pytest.fixture
def feed(adverts, write):
    """A feed of adverts."""
    texts = [BAD, GOOD, BAD]
    write('feed.jsonl', ''.join(json.dumps({'title': 'Baker', 'description': text}) + '\n' for text in texts))
    return 'feed.jsonl'


def test_a_report_is_known_by_its_beginning(feed, tmp_path, capsys):
    for paths in (['jobs'], ['feed.jsonl'], [str(tmp_path / 'jobs' / 'bad.txt')]):
        reports(tmp_path / 'out', *paths)
        written = sorted((tmp_path / 'out').iterdir())
        assert len(written) == 2 * len(FORMATS) + 6
        for path in written:
            first = path.read_bytes()[:ENOUGH]
            assert is_report(first) or not first, path.name
            assert is_report(first.replace(b'\n', b'\r\n')) or not first, path.name
        empty = {path.name for path in written if not path.read_bytes()}
        assert empty == {'none-concise', 'none-jsonl', 'none-rdjsonl'}
    capsys.readouterr()


def test_nothing_else_is_taken_for_a_report():
    files = [
        path for folder in ('examples', 'docs', 'tests', 'lintjob', 'rules') for path in (ROOT / folder).rglob('*.*')
    ]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    taken = {path.relative_to(ROOT) for path in files if path.is_file() and is_report(path.read_bytes()[:ENOUGH])}
    assert len(files) > 400
    assert all(path.parts[:2] == ('tests', 'golden') for path in taken), taken


@pytest.mark.parametrize('output', ['c.md', './c.md', 'deep/../c.md', 'link.md', 'jobs/bad.txt', 'rules/own.yaml'])
@pytest.mark.parametrize('paths', [['c.md'], ['jobs', 'c.md'], ['.'], ['-']])
@pytest.mark.parametrize('option', [[], ['--fix']])
def test_an_output_never_replaces_what_is_no_report(adverts, write, tmp_path, output, paths, option):
    """What would be lost is an advert that somebody wrote, or whatever else stands there."""
    write('c.md', '# Baker\n\nWe offer  a competitive salary and and a pension.\n')
    write('deep/x.md', 'x')
    write('rules/own.yaml', 'id: x\n')
    if output == 'link.md':
        if os.name == 'nt':
            pytest.skip('links need rights there')
        (tmp_path / 'link.md').symlink_to('c.md')
    before = {path: path.read_bytes() for path in tmp_path.rglob('*') if path.is_file()}
    code, out, err = adverts('check', *option, '--output', 'sarif=new.sarif', '--output', f'json={output}', *paths)
    assert (code, out) == (2, '')
    assert err.startswith(f'--output: error: {output} is ')
    assert {path: path.read_bytes() for path in tmp_path.rglob('*') if path.is_file()} == before


@pytest.mark.parametrize('content', [None, ''])
def test_an_output_is_none_of_the_files_to_be_linted(adverts, write, tmp_path, content):
    if content is not None:
        write('new.md', content)
    code, _, err = adverts('check', '--output', 'json=new.md', 'new.md')
    assert code == 2
    assert err == '--output: error: new.md is to be linted; name another file for the output\n'
    assert (tmp_path / 'new.md').exists() == (content is not None)


def test_a_report_is_replaced_even_by_one_of_another_format(adverts, tmp_path):
    for form in FORMATS:
        adverts('check', 'jobs', '--output', f'{form}=report')
        code, _, err = adverts('check', 'jobs', 'report', '--output', 'sarif=report')
        assert (code, err) == (1, ''), form
        assert (tmp_path / 'report').read_text(encoding='utf-8').startswith('{\n"$schema"')


def test_a_report_in_a_folder_is_passed_over(adverts, tmp_path):
    _, out, _ = adverts('check', 'jobs', '--format', 'json')
    first = json.loads(out)
    endings = {
        'github': 'txt',
        'full': 'txt',
        'concise': 'txt',
        'markdown': 'md',
        'html': 'html',
        'junit': 'xml',
        'checkstyle': 'xml',
    }
    named = {form: f'report-{form}.{endings.get(form, "jsonl" if form.endswith("l") else "json")}' for form in FORMATS}
    adverts('check', 'jobs', *(f'--output={form}=jobs/{name}' for form, name in named.items()))
    code, out, err = adverts('check', 'jobs', '--format', 'json', '--verbose')
    assert code == 1
    assert json.loads(out) == first
    passed = dict(line.split(': ', 1) for line in err.splitlines() if 'report-' in line)
    assert passed == {f'jobs/{name}': 'passed over: it is a report of problems' for name in named.values()}


@pytest.mark.skipif(not hasattr(os, 'geteuid') or os.geteuid() == 0, reason='a folder can be closed to no superuser')
def test_a_closed_folder(adverts, tmp_path):
    (tmp_path / 'closed').mkdir(mode=0o500)
    code, out, err = adverts('check', 'jobs', '--output', 'json=closed/a.json')
    assert (code, out) == (2, '')
    assert err.startswith('closed/a.json: error: this could not be written: ')


def test_nothing_is_left_of_a_run_that_fails(adverts, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, 'No space left on device', 'a.json')

    (tmp_path / 'a.json').write_text('[]', encoding='utf-8')
    monkeypatch.setattr(outputs.Outputs, 'end', fail)
    monkeypatch.setattr('lintjob.cli._silence', lambda: None)
    code, _, err = adverts('check', 'jobs', '--output', 'json=a.json')
    assert code == 2
    assert 'No space left' in err
    assert (tmp_path / 'a.json').read_text(encoding='utf-8') == '[]'
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


@pytest.mark.skipif(os.name == 'nt', reason='files have no such modes there')
def test_a_file_that_is_replaced_keeps_its_mode(adverts, tmp_path):
    for mode in (0o600, 0o644, 0o660):
        (tmp_path / 'a.json').write_text('[]', encoding='utf-8')
        (tmp_path / 'a.json').chmod(mode)
        adverts('check', 'jobs', '--output', 'json=a.json')
        assert found_in((tmp_path / 'a.json').read_text(encoding='utf-8'))
        assert (tmp_path / 'a.json').stat().st_mode & 0o777 == mode


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


# ---------------------------------------------------------------- what could not be read


def said_of(form: str, out: str) -> list:
    """What a format says of what could not be read: a file, a line (0 for none) and a message each."""
    if form == 'github':
        found = re.findall(
            r'^::error file=([^,]*),(?:line=(\d+),col=\d+,)?title=lintjob.failed::\S+ (.*) \(lint', out, re.MULTILINE
        )
        return [(path, int(line or 0), message) for path, line, message in found]
    if form == 'gitlab':
        found = [item for item in json.loads(out) if item['check_name'] == 'lintjob.failed']
        assert len({item['fingerprint'] for item in json.loads(out)}) == len(json.loads(out))
        return [(item['location']['path'], item['location']['lines']['begin'], item['description']) for item in found]
    if form == 'sarif':
        (invocation,) = json.loads(out)['runs'][0]['invocations']
        assert invocation['executionSuccessful'] is False
        places = [
            (note, note['locations'][0]['physicalLocation'])
            for note in invocation['toolExecutionNotifications']
            if 'locations' in note
        ]
        return [
            (at['artifactLocation']['uri'], at.get('region', {}).get('startLine', 0), note['message']['text'])
            for note, at in places
        ]
    if form == 'junit':
        root = ET.fromstring(out)  # noqa: S314
        suites = [suite for suite in root if suite.get('errors') != '0']
        assert all(suite.get('tests') == suite.get('errors') == str(len(suite)) for suite in suites)
        found = [(suite.get('name'), error) for suite in suites for error in suite.findall('testcase/error')]
        return [
            (name, int((re.search(r':(\d+):\d+: error: ', error.text) or [0, 0])[1]), error.get('message'))
            for name, error in found
        ]
    if form == 'checkstyle':
        root = ET.fromstring(out)  # noqa: S314
        errors = [(file, error) for file in root for error in file if error.get('source') == 'lintjob.failed']
        return [(file.get('name'), int(error.get('line')), error.get('message')) for file, error in errors]
    if form == 'rdjsonl':
        found = [json.loads(line) for line in out.splitlines()]
        found = [(each['location'], each['message']) for each in found if each['code']['value'] == 'lintjob.failed']
        return [(at['path'], at.get('range', {}).get('start', {}).get('line', 0), message) for at, message in found]
    if form == 'markdown':
        assert '## lintjob: ' in out
        assert 'not all could be checked' in out
        found = re.findall(r'^- <code>(.*)</code>(?: (\d+):\d+)?: (.*)$', out, re.MULTILINE)
        return [(path, int(line or 0), message) for path, line, message in found]
    assert 'Not all could be checked.' in out
    found = re.findall(r'<li><bdi>([^<]*)</bdi>(?:, line (\d+), column \d+)?: ([^<]*)</li>', out)
    return [(path, int(line or 0), message) for path, line, message in found]


@pytest.mark.parametrize('jobs', [[], ['jobs']])
@pytest.mark.parametrize('form', ['github', 'gitlab', 'sarif', 'junit', 'checkstyle', 'rdjsonl', 'markdown', 'html'])
def test_what_could_not_be_read_is_in_the_report(adverts, write, form, jobs):
    """Nobody who reads the report alone may think that all is well."""
    write('bin.md', b'\x00\x01\x02')
    record = json.dumps({'title': 'Baker', 'description': GOOD})
    write('feed.jsonl', f'{record}\n{{"title": \n{record}\n{{"title": \n')
    code, out, err = adverts('check', '--format', form, *jobs, 'bin.md', 'feed.jsonl', 'missing.md')
    assert code == 2
    complaints = [line.partition(': error: ')[::2] for line in err.splitlines()]
    assert [place.split(':')[0] for place, _ in complaints] == ['bin.md', 'feed.jsonl', 'feed.jsonl', 'missing.md']
    least = 1 if form in ('gitlab', 'checkstyle') else 0
    wanted = [
        (path, int((line or '0').split(':')[0] or 0) or least)
        for path, _, line in (place.partition(':') for place, _ in complaints)
    ]
    found = said_of(form, out)
    assert [(path, line) for path, line, _ in found] == wanted
    for (_, _, said), (_, message) in zip(found, complaints, strict=True):
        assert re.sub(r'\W', '', unescape(said)) == re.sub(r'\W', '', message)


def test_what_could_not_be_read_has_its_room_in_markdown(run, write):
    write('feed.jsonl', '{"title": \n' * 400)
    code, out, _ = run('check', '--format', 'markdown', '--quiet', 'feed.jsonl')
    assert code == 2
    assert len(out) < 6_000
    shown = out.count('- <code>')
    assert re.search(r'^- and (\d+) more$', out, re.MULTILINE)[1] == str(400 - shown)
    assert shown > 10


@pytest.mark.parametrize(('level', 'failures'), [('error', 0), ('warning', 1), ('suggestion', 2)])
def test_only_what_fails_the_run_is_a_test_that_failed(adverts, level, failures):
    out = adverts(
        'check', '--format', 'junit', '--fail-level', level, '--select', 'salary.vague,workplace.unstated', 'jobs'
    )[1]
    root = ET.fromstring(out)  # noqa: S314
    assert sum(int(suite.get('failures')) for suite in root) == len(root.findall('*/testcase/failure')) == failures
    assert len(root.findall('*/testcase/system-out')) == 2 - failures


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


@pytest.mark.skipif(os.name == 'nt', reason='links need rights there')
@pytest.mark.parametrize('name', ['gitlab', 'sarif'])
def test_places_and_prints_are_the_same_from_any_folder(adverts, tmp_path, monkeypatch, name):
    def said(folder, *where):
        monkeypatch.chdir(folder)
        out = adverts('check', '--format', name, '--quiet', *where)[1]
        return paths_in(name, out), re.findall(r'"(?:fingerprint|lintjob/1)": "(\w+)"', out)

    (tmp_path / '.git').mkdir()
    link = tmp_path.parent / f'{tmp_path.name}-link'
    link.symlink_to(tmp_path)
    first = said(tmp_path, 'jobs')
    assert first[0] == {'jobs/bad.txt', 'jobs/advice.txt'}
    assert len(set(first[1])) == len(first[1]) > 2
    assert said(tmp_path / 'jobs') == first
    assert said(tmp_path / 'jobs', '../jobs') == first
    assert said(tmp_path / 'jobs', str(tmp_path)) == first
    assert said(link, str(link / 'jobs')) == first
    assert said(tmp_path, str(link)) == first
    assert said(link / 'jobs', './') == first


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
