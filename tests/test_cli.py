"""The command line from end to end: exit codes, messages, and that nothing is lost when something is bad."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ADVICE, BAD, GOOD, ROOT, RULE, python

from lintjob import __version__, matcher
from lintjob.cli import arguments
from lintjob.reporters.json import KEYS

COMMANDS = ('check', 'facts', 'rules', 'rule', 'test', 'baseline', 'config', 'init', 'schema')


def rules_in(out: str) -> list[str]:
    """The ids in concise output."""
    return re.findall(r'\(([a-z-]+\.[a-z-]+)\)$', out, re.MULTILINE)


# ---------------------------------------------------------------- exit codes


def test_nothing_wrong(run, write):
    write('good.txt')
    assert run('check', 'good.txt') == (0, 'Found no problems in 1 listing.\n', '')


def test_problems(run, write):
    write('bad.txt', BAD)
    code, out, err = run('check', '--format', 'concise', 'bad.txt')
    assert (code, err) == (1, '')
    assert 'bad.txt:5:9: warning: ' in out
    assert 'salary.vague' in rules_in(out)


@pytest.mark.parametrize(
    ('options', 'code'),
    [
        ([], 0),
        (['--fail-level', 'suggestion'], 1),
        (['--fail-level', 'warning'], 0),
        (['--fail-level', 'error'], 0),
        (['--fail-level', 'suggestion', '--exit-zero'], 0),
    ],
)
def test_suggestions_fail_where_they_are_asked_to(run, write, options, code):
    write('advice.txt', ADVICE)
    found, out, _ = run('check', *options, 'advice.txt')
    assert 'suggestion' in out
    assert found == code


@pytest.mark.parametrize(
    ('options', 'code'), [([], 1), (['--fail-level', 'error'], 0), (['--exit-zero'], 0), (['--ignore', 'salary'], 0)]
)
def test_warnings_fail_unless_they_are_asked_not_to(run, write, options, code):
    write('bad.txt', BAD)
    assert run('check', *options, 'bad.txt')[0] == code


def test_what_can_not_be_done_is_worse_than_problems(run, write):
    write('bad.txt', BAD)
    assert run('check', 'bad.txt', 'nowhere.txt')[0] == 2
    assert run('check', '--exit-zero', 'bad.txt', 'nowhere.txt')[0] == 2


# ---------------------------------------------------------------- bad input, of which nothing loses the rest

BROKEN = [
    ('nowhere.txt', None, "nowhere.txt: error: this can't be read: there is no such file or folder"),
    ('image.txt', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image.txt:3:1: error: this is no text file'),
    ('zero.txt', b'Baker\n\nWe b\0ke.\n', 'zero.txt:3:5: error: this is no text file: it holds a zero byte'),
    ('front.md', '---\ntitle: [Baker\n---\n\nText.\n', 'front.md:2:8: error: '),
]


@pytest.mark.parametrize('command', ['check', 'facts'])
@pytest.mark.parametrize(('name', 'data', 'said'), BROKEN, ids=[name for name, _, _ in BROKEN])
def test_a_file_that_is_not_in_order(run, write, command, name, data, said):
    write('a.txt', BAD)
    write('z.txt', BAD)
    if data is not None:
        write(name, data)
    code, out, err = run(command, 'a.txt', name, 'z.txt')
    assert code == 2
    assert err.startswith(said)
    assert 'Traceback' not in err
    assert len(err.splitlines()) == 1
    assert 'a.txt' in out
    assert 'z.txt' in out
    if command == 'check':
        assert '; could not read 1 file, or not all of it.' in out


@pytest.mark.skipif(not hasattr(os, 'geteuid') or os.geteuid() == 0, reason='the superuser can read everything')
def test_a_file_that_may_not_be_read(run, write):
    write('shut.txt')
    os.chmod('shut.txt', 0)
    assert run('check', 'shut.txt')[0::2] == (2, "shut.txt: error: this can't be read: Permission denied\n")


@pytest.mark.parametrize('text', ['', '\n', ' \n\t\n', '\ufeff', '---\n---\n'])
def test_an_empty_file_is_a_problem_not_a_crash(run, write, text):
    write('empty.md', text)
    code, out, err = run('check', '--format', 'concise', 'empty.md')
    assert (code, err) == (1, '')
    assert rules_in(out) == ['truncated.empty']
    assert run('facts', 'empty.md')[0] == 0


def test_a_pattern_that_runs_for_ever_is_named(run, write, monkeypatch):
    monkeypatch.setattr(matcher, 'TIME_LIMIT', 0.05)
    write('house/slow/down.yaml', RULE.replace('[bakery]', '["(?:a|b|ab)*c"]'))
    write('a.txt', BAD + '\n' + 'ab' * 60 + 'd c\n')
    write('b.txt', BAD)
    code, out, err = run('check', '--format', 'concise', '--rules', 'house', 'a.txt', 'b.txt')
    assert code == 2
    assert err == (
        'a.txt: error: the rule slow.down (house/slow/down.yaml) was given up: its pattern takes too long on this text\n'
    )
    assert out.count('(salary.vague)') == 2


@pytest.mark.parametrize('command', ['check', 'facts'])
@pytest.mark.parametrize('what', ['facts.pay.read', 'facts.language.read', 'advert.passed_over'])
def test_so_is_a_file_on_which_a_word_of_a_vocabulary_does(run, write, monkeypatch, command, what):
    def never(*_: object) -> None:
        raise TimeoutError

    write('jobs/a.txt', BAD)
    monkeypatch.setattr(f'lintjob.{what}', never)
    code, _, err = run(command, 'jobs')
    assert code == 2
    assert re.match(r'jobs/a\.txt: error: .*takes too long on', err)


def test_rules_that_are_not_in_order(run, write):
    write('house/mine/a.yaml', RULE)
    write('house/mine/b.yaml', RULE.replace('level:', 'levle:'))
    write('house/mine/c.yaml', RULE.replace('[bakery]', '["a("]'))
    write('house/mine/d.yaml', RULE.replace('examples:', '#'))
    write('bad.txt', BAD)
    code, out, err = run('check', '--format', 'concise', '--rules', 'house', 'bad.txt')
    assert code == 2
    assert [line.split(': error: ')[0] for line in err.splitlines()] == [
        'house/mine/b.yaml:1:1', 'house/mine/b.yaml:4:1', 'house/mine/c.yaml:7:10', 'house/mine/d.yaml:1:1',
    ]  # fmt: skip
    assert {'mine.a', 'salary.vague'} <= set(rules_in(out))


def test_a_folder_of_rules_that_is_not_there(run, write):
    write('bad.txt', BAD)
    code, out, err = run('check', '--rules', 'nowhere', 'bad.txt')
    assert (code, err) == (2, 'nowhere: error: there is no such file or folder of rules\n')
    assert 'salary.vague' in out


# ---------------------------------------------------------------- standard input


def stdin(monkeypatch, data: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr(sys, 'stdin', io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input(run, monkeypatch):
    stdin(monkeypatch, BAD.encode())
    code, out, _ = run('check', '--format', 'concise', '-')
    assert code == 1
    assert out.startswith('stdin:')


def test_standard_input_is_read_by_its_name(run, monkeypatch):
    for name, is_code in (('jobs/a.md', True), ('jobs/a.txt', False)):
        stdin(monkeypatch, b'Baker\n\nWe offer a `competitive salary` in Leeds.\n')
        _, out, _ = run('check', '--format', 'concise', '--stdin-filename', name, '-')
        assert out.startswith(f'{name}:1:')
        assert ('salary.vague' not in rules_in(out)) is is_code


def test_standard_input_is_read_once(run, monkeypatch):
    stdin(monkeypatch, GOOD.encode())
    assert run('check', '-', '-')[1] == 'Found no problems in 1 listing.\n'


def test_standard_input_that_is_no_text(run, monkeypatch):
    stdin(monkeypatch, b'\xff\xff\n\0')
    assert run('check', '-')[0::2] == (2, 'stdin:2:1: error: this is no text file: it holds a zero byte\n')


# ---------------------------------------------------------------- folders


@pytest.fixture
def jobs(run, write):
    """A folder with two adverts, and what stands beside them."""
    write('jobs/good.md', '# ' + GOOD)
    write('jobs/deep/bad.txt', BAD)
    write('jobs/README.md', '# Jobs\n\nPut a file here to advertise a job.\n')
    write('jobs/notes.txt', 'Milk, eggs and flour.\n')
    write('jobs/data.py', 'a = b\n')
    return run


def test_a_folder_is_searched(jobs):
    code, out, err = jobs('check', 'jobs')
    assert (code, err) == (1, '')
    assert 'jobs/deep/bad.txt:5:9: ' in out
    assert out.splitlines()[-1].endswith(' in 2 listings; passed over 2 files that are no listings.')


def test_the_working_folder_is_where_to_search(jobs, monkeypatch):
    monkeypatch.chdir('jobs')
    assert ' in 2 listings; passed over 2 files' in jobs('check')[1]


def test_verbose_says_what_was_passed_over_and_why(jobs):
    _, _, err = jobs('check', '--verbose', 'jobs')
    assert sorted(line.split(': passed over: ')[0] for line in err.splitlines()) == ['jobs/README.md', 'jobs/notes.txt']
    assert all(line.split(': passed over: ')[1] for line in err.splitlines())


def test_a_file_that_is_named_is_linted_whatever_it_is(jobs):
    assert 'in 1 listing' in jobs('check', 'jobs/README.md')[1]
    for paths in (['jobs', 'jobs/README.md'], ['jobs/README.md', 'jobs']):
        _, out, _ = jobs('check', '--format', 'full', *paths)
        assert ' in 3 listings; passed over 1 file that is no listing.' in out
        assert 'jobs/README.md:' in out


def test_a_file_that_is_named_twice_comes_once(jobs):
    assert ' in 2 listings' in jobs('check', 'jobs', 'jobs/good.md', 'jobs/./good.md', os.path.abspath('jobs'))[1]


def test_what_git_ignores_is_left_out(jobs, write):
    write('.gitignore', 'deep/\n')
    subprocess.run(['git', 'init', '-q'], check=True)
    code, out, _ = jobs('check', 'jobs')
    assert code == 0
    assert 'in 1 listing;' in out
    assert jobs('check', 'jobs/deep/bad.txt')[0] == 1


def test_a_folder_without_listings(run, write):
    write('empty/data.py', 'a')
    assert run('check', 'empty') == (0, 'Found no problems in 0 listings.\n', '')


# ---------------------------------------------------------------- which rules


def test_select_and_ignore(run, write):
    write('bad.txt', BAD.replace('Workplace: on site\n', ''))
    every = set(rules_in(run('check', '--format', 'concise', 'bad.txt')[1]))
    assert {'salary.vague', 'salary.missing', 'workplace.unstated'} <= every

    def found(*options: str) -> set[str]:
        return set(rules_in(run('check', '--format', 'concise', *options, 'bad.txt')[1]))

    assert found('--select', 'salary.vague') == {'salary.vague'}
    assert found('--select', 'salary.vague, workplace') == {'salary.vague', 'workplace.unstated'}
    assert found('--select', 'salary.vague', '--select', 'workplace.unst') == {'salary.vague', 'workplace.unstated'}
    assert found('--ignore', 'salary') == {name for name in every if not name.startswith('salary.')}
    assert found('--select', 'salary', '--ignore', 'salary.vague') == {
        name for name in every if name.startswith('salary.') and name != 'salary.vague'
    }


@pytest.mark.parametrize(
    ('options', 'said'),
    [
        (['--select', 'salery'], '--select: error: no rule or pack is called "salery"; did you mean "salary"?\n'),
        (
            ['--ignore', 'level.opaqe'],
            '--ignore: error: no rule or pack is called "level.opaqe"; did you mean "level.opaque"?\n',
        ),
        (['--select', 'salary', '--ignore', 'salary'], '--ignore: error: no rule is left to apply\n'),
    ],
)
def test_a_slip_in_a_name(run, write, options, said):
    write('bad.txt', BAD)
    assert run('check', *options, 'bad.txt') == (2, '', said)


def test_rules_of_ones_own(run, write):
    write('house/words/bakery.yaml', RULE)
    write('good.txt')
    code, out, _ = run('check', '--rules', 'house', '--format', 'concise', 'good.txt')
    assert (code, rules_in(out)) == (1, ['words.bakery'])
    assert run('check', '--rules', 'house', '--select', 'words', '--rules', './house', 'good.txt')[2] == ''


# ---------------------------------------------------------------- settings


def test_the_settings_hold_and_options_come_before_them(run, write):
    write('bad.txt', BAD)
    write('.lintjob.yaml', 'select: [workplace]\n')
    assert run('check', 'bad.txt')[0] == 0
    assert run('check', '--isolated', 'bad.txt')[0] == 1
    assert run('check', '--select', 'salary', 'bad.txt')[0] == 1
    write('.lintjob.yaml', 'fail-level: error\n')
    assert run('check', 'bad.txt')[0] == 0
    assert run('check', '--fail-level', 'warning', 'bad.txt')[0] == 1
    write('.lintjob.yaml', 'ignore: [salary.vague]\n')
    assert 'salary.vague' not in run('check', 'bad.txt')[1]
    assert 'salary' not in run('check', '--ignore', 'salary', 'bad.txt')[1]


def test_rules_of_the_settings(run, write, monkeypatch):
    write('house/words/bakery.yaml', RULE)
    write('.lintjob.yaml', 'rules: [house]\n')
    write('jobs/good.txt')
    monkeypatch.chdir('jobs')
    assert 'words.bakery' in run('check', 'good.txt')[1]
    assert 'words.bakery' in run('rules')[1]
    assert run('check', '--isolated', 'good.txt')[0] == 0


@pytest.mark.parametrize('command', [['check', 'good.txt'], ['facts', 'good.txt'], ['rules'], ['rule', 'salary.vague']])
def test_settings_that_are_not_in_order(run, write, command):
    write('good.txt')
    write('.lintjob.yaml', 'selct: [salary]\n')
    code, out, err = run(*command)
    assert (code, out) == (2, '')
    assert err.endswith('.lintjob.yaml:1:1: error: unknown key "selct"; did you mean "select"?\n')
    assert run(command[0], '--isolated', *command[1:])[0] == 0


def test_the_language_of_the_settings(run, write):
    write('a.txt', BAD)
    write('.lintjob.yaml', 'language: fi\n')
    assert 'language   Finnish' in run('facts', 'a.txt')[1]
    assert 'salary.vague' not in run('check', 'a.txt')[1]


# ---------------------------------------------------------------- output


def test_formats(run, write):
    write('bad.txt', BAD)
    full = run('check', 'bad.txt')[1]
    concise = run('check', '--format', 'concise', 'bad.txt')[1]
    found = json.loads(run('check', '--format', 'json', 'bad.txt')[1])
    assert '    Salary: competitive salary\n            ^^^^^^^^^^^^^^^^^^\n' in full
    assert full.startswith(concise.splitlines()[0])
    assert 'Found' not in concise
    assert [tuple(item) for item in found] == [KEYS] * len(concise.splitlines())
    assert [item['rule'] for item in found] == rules_in(concise)
    lines = BAD.split('\n')
    assert all(lines[item['line'] - 1][item['column'] - 1 : item['end_column'] - 1] == item['match'] for item in found)


def test_json_is_whole_when_a_file_is_bad(run, write):
    write('bad.txt', BAD)
    code, out, err = run('check', '--format', 'json', 'nowhere.txt', 'bad.txt')
    assert (code, len(err.splitlines())) == (2, 1)
    assert json.loads(out)


def test_quiet(run, write):
    write('bad.txt', BAD)
    write('good.txt')
    assert run('check', '--quiet', 'good.txt') == (0, '', '')
    assert 'Found' not in run('check', '-q', 'bad.txt')[1]
    assert 'salary.vague' in run('check', '-q', 'bad.txt')[1]


def test_the_width_is_that_of_the_terminal(run, write, monkeypatch):
    write('a.txt', BAD.replace('competitive salary', 'competitive salary ' + 'and more ' * 100))
    for columns in ('60', '120'):
        monkeypatch.setenv('COLUMNS', columns)
        texts = [line for line in run('check', 'a.txt')[1].splitlines() if line.startswith('    ')]
        assert int(columns) - 10 <= max(map(len, texts)) <= int(columns)
    for columns in ('0', '-5', 'wide', ''):
        monkeypatch.setenv('COLUMNS', columns)
        texts = [line for line in run('check', 'a.txt')[1].splitlines() if line.startswith('    ')]
        assert 90 <= max(map(len, texts)) <= 100


@pytest.mark.parametrize(
    ('options', 'environment', 'terminal', 'coloured'),
    [
        ([], {}, True, True),
        ([], {}, False, False),
        ([], {'NO_COLOR': '1'}, True, False),
        ([], {'NO_COLOR': ''}, True, True),
        ([], {'TERM': 'dumb'}, True, False),
        (['--color', 'always'], {'NO_COLOR': '1'}, False, True),
        (['--color', 'never'], {}, True, False),
        (['--color', 'auto'], {}, True, True),
    ],
)
def test_colour(run, write, monkeypatch, options, environment, terminal, coloured):
    write('bad.txt', BAD)
    monkeypatch.setenv('TERM', 'xterm')
    monkeypatch.setenv('COLUMNS', '80')
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, 'isatty', lambda: terminal, raising=False)
    assert ('\x1b[' in run('check', *options, 'bad.txt')[1]) is coloured


# ---------------------------------------------------------------- help, slips, streams


def test_version(run):
    assert run('--version') == (0, f'lintjob {__version__}\n', '')


@pytest.mark.parametrize('command', ['', *COMMANDS])
def test_help(run, command):
    code, out, err = run(*([command] if command else []), '--help')
    assert (code, err) == (0, '')
    assert out.startswith('usage: lintjob')
    assert 'lintjob' in out
    for word in COMMANDS if not command else ():
        assert word in out
    if command in ('', 'check'):
        assert 'exit codes:' in out
    assert max(map(len, out.splitlines())) <= 100


def test_every_option_has_help():
    top = arguments.parser()
    (commands,) = (action for action in top._actions if action.choices)
    assert set(commands.choices) == set(COMMANDS)
    for name, command in commands.choices.items():
        command.make()
        for action in command._actions:
            assert action.help, f'{name} {action.option_strings or action.dest}'


@pytest.mark.parametrize(
    'words',
    [[], ['chekc'], ['check', '--format', 'xml'], ['check', '--fail-level', 'fatal'], ['check', '-q', '-v'], ['rule']],
)
def test_a_slip_in_the_options(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, '')
    assert err.startswith('usage: lintjob' if words in ([], ['chekc']) else f'lintjob {words[0]}: error: ')


def lintjob(*words: str, **options) -> subprocess.CompletedProcess:
    """Run lintjob as a process."""
    return python('-m', 'lintjob', *words, **options)


def test_as_a_module(tmp_path, write):
    write('bad.txt', BAD)
    done = lintjob('check', 'bad.txt', cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, b'')
    assert 'Found ' in done.stdout.decode()


def test_a_listing_on_a_stream_in_another_encoding(tmp_path):
    done = lintjob(
        'check', '--format', 'concise', '-', cwd=tmp_path, input='Bäcker 🥐 L60\n\nWe offer a “competitive salary”.\n'.encode(),
        env={'PYTHONUTF8': '0', 'PYTHONIOENCODING': 'ascii', 'LC_ALL': 'C'},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == b''
    assert '"competitive salary"' in done.stdout.decode('utf-8')


@pytest.mark.skipif(sys.platform in ('win32', 'darwin'), reason='file names are any bytes on Linux alone')
def test_a_name_that_is_no_text(tmp_path):
    name = b'caf\xe9.txt'
    Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text(BAD, encoding='utf-8')
    done = subprocess.run(
        [sys.executable, '-m', 'lintjob', 'check', '--format', 'concise', name],
        capture_output=True, check=False, cwd=tmp_path, env={**os.environ, 'PYTHONPATH': str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith(name + b':')


def test_a_reader_that_has_seen_enough(tmp_path, write):
    for number in range(300):
        write(f'bad{number}.txt', BAD)
    command = [sys.executable, '-m', 'lintjob', 'check', *(f'bad{number}.txt' for number in range(300))]
    environment = {**os.environ, 'PYTHONPATH': str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b''
        assert process.wait(60) in (1, 2)


@pytest.mark.skipif(not os.path.exists('/dev/full'), reason='no device that is always full')
def test_a_disk_that_is_full(tmp_path, write):
    write('bad.txt', BAD)
    with open('/dev/full', 'wb') as full:
        done = subprocess.run(
            [sys.executable, '-m', 'lintjob', 'check', 'bad.txt'],
            stdout=full, stderr=subprocess.PIPE, check=False, cwd=tmp_path, env={**os.environ, 'PYTHONPATH': str(ROOT)},
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == b'lintjob: error: this could not be done: No space left on device\n'


def test_runs_are_the_same(tmp_path, write):
    write('a.txt', BAD)
    write('b.txt', ADVICE)
    outputs = {lintjob('check', '.', cwd=tmp_path, env={'PYTHONHASHSEED': seed}).stdout for seed in ('0', '1', '2')}
    assert len(outputs) == 1


def test_a_slip_in_the_settings_has_its_place(run, write):
    write('.lintjob.yaml', 'ignore:\n  - level\n  - salry.vague\n')
    write('advert.txt', 'Baker\n\nWe bake.\n')
    code, out, err = run('check', 'advert.txt')
    assert (code, out) == (2, '')
    assert err.endswith(
        '.lintjob.yaml:3:5: error: no rule or pack is called "salry.vague"; did you mean "salary.vague"?\n'
    )


FINNISH = 'Leipuri\n\nEtsimme leipuria ja myyjää, joka on valmis oppimaan, sekä maksamme hyvää palkkaa. Meillä työ ei ole tylsää.\n'


def test_a_listing_in_a_language_without_rules_is_counted(run, write):
    write('advert.txt', FINNISH)
    code, out, _ = run('check', 'advert.txt')
    assert code == 0
    assert out == (
        'Found no problems in 1 listing; 1 of them is in Finnish, for which only the rules of any language hold.\n'
    )


@pytest.mark.parametrize(
    'text',
    [
        'Chef de Rang\nHotel de la Paix\nLondon\nSalary: competitive\n',
        'SAP Consultant\nDie Marke GmbH, Berlin\nSalary: competitive\n',
    ],
)
def test_foreign_names_make_no_foreign_advert(run, write, text):
    write('advert.txt', text)
    assert 'salary.vague' in rules_in(run('check', '--format', 'concise', 'advert.txt')[1])


def test_standard_input_may_be_closed(run, monkeypatch):
    monkeypatch.setattr('sys.stdin', None)
    assert run('check', '--format', 'concise', '-')[0] == 1


def test_paths_may_stand_on_both_sides_of_an_option(run, tmp_path):
    for name in ('a', 'b'):
        (tmp_path / f'{name}.txt').write_text('Baker\n\nWe offer a competitive salary.\n', encoding='utf-8')
    code, out, _ = run('check', 'a.txt', '--format', 'concise', '--select', 'salary.vague', 'b.txt')
    assert (code, [line.split(':')[0] for line in out.splitlines()]) == (1, ['a.txt', 'b.txt'])


@pytest.mark.parametrize(
    ('given', 'said'),
    [
        (['check', '--fromat', 'json'], 'lintjob check: error: unrecognized arguments: --fromat; did you mean "--format"?'),
        (['check', '--selct=salary'], 'unrecognized arguments: --selct=salary; did you mean "--select"?'),
        (['schema', 'rule', 'more'], 'lintjob schema: error: unrecognized arguments: more'),
        (['check', '--form', 'json'], 'unrecognized arguments: --form'),
    ],
)  # fmt: skip
def test_a_misspelt_option_is_said_with_what_was_meant(run, given, said):
    code, out, err = run(*given)
    assert (code, out) == (2, '')
    assert said in err
