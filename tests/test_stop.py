"""Ctrl-C and the signal to end: what was found so far is reported whole, and there is never a traceback."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BAD, GOOD, ROOT

from lintjob.cli import main, stop

posix = pytest.mark.skipif(sys.platform == 'win32', reason='signals are sent as POSIX systems do')
LISTINGS = 1000
BROKEN_OFF = re.compile(r'Broken off after [\d,]+ listings?\.\n')
#: Says when it is ready to be stopped, then runs lintjob.
READY = """
from lintjob import cli
def listen(before=cli.stop.listen):
    before()
    print("ready", flush=True)
cli.stop.listen = listen
cli.run()
"""


@pytest.fixture(scope='module')
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many listings, each with problems, and the same ones as a feed."""
    home = tmp_path_factory.mktemp('many')
    (home / 'jobs').mkdir()
    for number in range(LISTINGS):
        (home / 'jobs' / f'{number:04}.txt').write_text(BAD.replace('Baker', f'Baker {number}'), encoding='utf-8')
    with open(home / 'feed.csv', 'w', encoding='utf-8', newline='') as file:
        rows = csv.writer(file)
        rows.writerow(['title', 'description'])
        rows.writerows([f'Baker {number}', BAD.replace('\n', ' ')] for number in range(LISTINGS))
    return home


def start(folder: Path, *words: str, code: str = '') -> subprocess.Popen:
    env = {**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1'}
    return subprocess.Popen(
        [sys.executable, *(['-c', code] if code else ['-m', 'lintjob']), *words], cwd=folder, env=env, bufsize=0,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def end(process: subprocess.Popen) -> tuple[str, str]:
    out, errors = process.communicate(timeout=60)
    return out.decode(), errors.decode()


def began(process: subprocess.Popen, until: str = '') -> str:
    """The first that a process writes, when it has written that."""
    text = process.stdout.read(1)
    while until.encode() not in text:
        text += process.stdout.read(1000)
    return text.decode()


FILES = {
    'json': lambda text: len(json.loads(text)),
    'jsonl': lambda text: len([json.loads(line) for line in text.splitlines()]),
    'sarif': lambda text: len(json.loads(text)['runs'][0]['results']),
    'gitlab': lambda text: len(json.loads(text)),
    'junit': lambda text: len(ET.fromstring(text).findall('.//failure')),  # noqa: S314
    'checkstyle': lambda text: len(ET.fromstring(text).findall('.//error')),  # noqa: S314
    'rdjsonl': lambda text: len([json.loads(line) for line in text.splitlines()]),
}


@posix
@pytest.mark.parametrize(('sent', 'code'), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize('path', ['jobs', 'feed.csv'])
def test_what_was_found_so_far_is_reported_whole(
    folder: Path, tmp_path: Path, path: str, sent: signal.Signals, code: int
) -> None:
    outputs = [word for form in FILES for word in ('--output', f'{form}={tmp_path / form}')]
    process = start(folder, 'check', path, '--format', 'concise', *outputs)
    first = began(process, 'salary.vague')
    process.send_signal(sent)
    # Some send it twice: the terminal to all its programs, and the one that started this to it once more.
    time.sleep(0.02)
    process.send_signal(sent)
    rest, errors = end(process)
    assert process.returncode == code
    assert BROKEN_OFF.fullmatch(errors)
    lines = (first + rest).splitlines()
    assert 0 < sum('(salary.vague)' in line for line in lines) < LISTINGS
    assert {path.name for path in tmp_path.iterdir()} == set(FILES)
    counts = {form: read((tmp_path / form).read_text(encoding='utf-8')) for form, read in FILES.items()}
    problems = sum(line.startswith(path) for line in lines)
    # Test cases that fail and annotations may stand for several problems of a listing.
    assert {count for form, count in counts.items() if form != 'junit'} == {problems}
    assert 0 < counts['junit'] <= problems


@posix
def test_a_format_for_programs_is_whole_on_standard_output(folder: Path) -> None:
    process = start(folder, 'check', 'jobs', '--format', 'json')
    first = began(process, 'salary.vague')
    process.send_signal(signal.SIGINT)
    rest, errors = end(process)
    assert process.returncode == 130
    assert 0 < len({each['path'] for each in json.loads(first + rest)}) < LISTINGS
    assert BROKEN_OFF.fullmatch(errors)


@posix
def test_whoever_asks_again_waits_for_nothing(folder: Path, tmp_path: Path) -> None:
    """Standard output is a pipe that nobody reads, so the run stands still in the middle of a line."""
    process = start(folder, 'check', 'jobs', '--format', 'full', '--output', f'json={tmp_path / "out.json"}')
    began(process)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    time.sleep(0.7)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert process.stderr.read() == b''
    assert list(tmp_path.iterdir()) == []
    process.stdout.close()
    process.stderr.close()


@posix
@pytest.mark.parametrize('delay', [0.0, 0.03, 0.1, 0.3, 0.6])
def test_starting_up_can_be_broken_off(folder: Path, delay: float) -> None:
    """Without a cache all rules are compiled, which takes longer than this."""
    process = start(folder, 'check', 'jobs', '--format', 'concise', '--no-cache', code=READY)
    assert began(process) == 'r'
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, errors = end(process)
    assert (process.returncode, errors) == (130, '')


@posix
@pytest.mark.parametrize(
    'words', [['facts', 'jobs'], ['check', 'jobs', '--explain', 'salary.vague'], ['test'], ['baseline', 'jobs']]
)
def test_other_commands_end_quietly(folder: Path, words: list[str]) -> None:
    process = start(folder, *words, code=READY)
    began(process)
    time.sleep(0.4)
    process.send_signal(signal.SIGINT)
    _, errors = end(process)
    assert process.returncode == 130
    # Of what it would have written it says that it has not; before it has begun there is nothing to say.
    assert errors in ('', *(['Broken off; nothing was recorded.\n'] if 'baseline' in words else []))
    assert [path.name for path in folder.iterdir() if path.name.startswith('.')] == []


@posix
def test_files_that_are_mended_are_whole(tmp_path: Path) -> None:
    before = GOOD + 'We bake bread for the the town.\n' * 5
    for number in range(200):
        (tmp_path / f'{number:03}.txt').write_text(before, encoding='utf-8')
    process = start(tmp_path, 'check', '.', '--fix', '--quiet', code=READY)
    began(process)
    while process.poll() is None and (tmp_path / '000.txt').read_text(encoding='utf-8') == before:
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    _, errors = end(process)
    assert process.returncode == 130
    assert len(list(tmp_path.iterdir())) == 200
    after = (tmp_path / '000.txt').read_text(encoding='utf-8')
    states = [path.read_text(encoding='utf-8') for path in tmp_path.iterdir()]
    assert set(states) <= {before, after}
    assert after != before
    mended = states.count(after)
    said = re.search(r'(\d+) files? w(?:as|ere) mended', errors)
    assert said, errors
    assert int(said[1]) == mended


@posix
def test_a_reader_that_has_seen_enough_ends_the_run_quietly(folder: Path) -> None:
    process = start(folder, 'check', 'jobs')
    began(process)
    process.stdout.close()
    assert process.stderr.read() == b''
    assert process.wait(timeout=60) == 2
    process.stderr.close()


@posix
def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    """As that of Ctrl-C is for what runs in the background of a shell."""
    for number in range(300):
        (tmp_path / f'{number}.txt').write_text(BAD, encoding='utf-8')
    ignore = f'import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n{READY}'
    process = start(tmp_path, 'check', '.', '--format', 'concise', code=ignore)
    began(process)
    process.send_signal(signal.SIGINT)
    out, _ = end(process)
    assert process.returncode == 1
    assert out.count('(salary.vague)') == 300


# ---------------------------------------------------------------- how it is held off


@pytest.fixture
def listening() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    stop.listen()
    yield
    stop.leave()
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures('listening')
class TestHeld:
    """What a signal breaks off, and when."""

    def test_what_is_held_is_done_first(self) -> None:
        done = []

        def work() -> None:
            with stop.held:
                signal.raise_signal(signal.SIGINT)
                done.append(1)

        with pytest.raises(KeyboardInterrupt):
            work()
        assert done == [1]
        assert stop.code() == 130

    def test_what_is_made_between_is_not(self) -> None:
        def numbers() -> Iterator[int]:
            yield 1
            signal.raise_signal(signal.SIGINT)
            yield 2

        seen = []

        def work() -> None:
            seen.extend(stop.breakable(numbers()))

        with stop.held:
            with pytest.raises(KeyboardInterrupt):
                work()
            stop.met()
        assert seen == [1]

    def test_nor_is_the_next_one_made(self) -> None:
        seen = []

        def work() -> None:
            for number in stop.breakable(iter([1, 2])):
                seen.append(number)
                signal.raise_signal(signal.SIGINT)

        with stop.held:
            with pytest.raises(KeyboardInterrupt):
                work()
            stop.met()
        assert seen == [1]

    def test_the_second_comes_through(self, monkeypatch: pytest.MonkeyPatch) -> None:
        now = [100.0]
        monkeypatch.setattr(stop.time, 'monotonic', lambda: now[0])
        with stop.held:
            for later in (0, 0.2, 0.2):
                now[0] += later
                signal.raise_signal(signal.SIGINT)
            now[0] += 0.2
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
            with pytest.raises(KeyboardInterrupt):
                stop.met()


def test_signals_are_left_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    assert main(['rules']) == 0
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
