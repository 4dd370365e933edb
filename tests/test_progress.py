"""The line that says how far long work is: when it shows, what it says, and that it is gone before anything else is written."""

from __future__ import annotations

import contextlib
import io
import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import BAD, ROOT
from hypothesis import given
from hypothesis import strategies as st

from lintjob.cli import terminal
from lintjob.cli.progress import Progress, columns, cut, line

ALL = (2790, 4_000_000)


class Clock:
    """Time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


class Window(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError

    def shown(self) -> list[str]:
        """Its lines as somebody sees them."""
        lines = []
        for written in self.getvalue().split('\n'):
            cells: list[str] = []
            for piece in written.split('\r'):
                cells[: len(piece)] = piece
            lines.append(''.join(cells).rstrip())
        return lines


@contextlib.contextmanager
def window() -> Iterator[Window]:
    """A terminal that both standard output and standard error lead to."""
    made = Window()
    with contextlib.redirect_stdout(made), contextlib.redirect_stderr(made):
        yield made


def read(progress: Progress, name: str, size: int) -> None:
    progress.reading(name, io.BytesIO(b'x' * size)).read()


def test_short_work_shows_nothing_and_asks_for_no_sizes() -> None:
    clock = Clock()

    def sizes() -> Iterator[int]:
        pytest.fail('nobody waits')
        yield 0

    with window() as seen, Progress(clock) as progress:
        progress.expect(sizes)
        for _ in range(9):
            clock.now += 0.1
            progress.listing()
    assert seen.getvalue() == ''


def test_long_work_shows_a_line_ten_times_a_second() -> None:
    clock = Clock()
    with window() as seen:
        with Progress(clock) as progress:
            progress.expect(lambda: [1000] * 10)
            for number in range(10):
                read(progress, f'jobs/{number}.txt', 1000)
                clock.now += 0.5
                for _ in range(20):
                    progress.listing()
            assert seen.shown() == ['[####################] 99%  10 of 10 files  181 listings  jobs/9.txt']
            assert seen.getvalue().count('%') == 9
        assert seen.shown() == ['']


def test_it_goes_before_anything_is_written_and_comes_back() -> None:
    clock = Clock()
    with window() as seen:
        with Progress(clock) as progress:
            progress.expect(lambda: [1000] * 2)
            clock.now += 2
            read(progress, 'one.txt', 1000)
            sys.stdout.write('a problem\n')
            sys.stderr.write('a complaint\n')
            assert seen.shown() == ['a problem', 'a complaint', '']
            clock.now += 1
            progress.listing()
            assert seen.shown()[-1] == '[##########..........] 50%  1 of 2 files  1 listing  one.txt'
        assert seen.shown() == ['a problem', 'a complaint', '']
        assert sys.stdout is seen
        assert sys.stderr is seen


def test_a_shorter_line_leaves_nothing_of_a_longer_one() -> None:
    clock = Clock()
    with window() as seen, Progress(clock) as progress:
        for name in ('a-long-name-of-a-file.txt', 'b.txt'):
            clock.now += 2
            read(progress, name, 10)
        assert seen.shown() == ['1 kB  0 listings  b.txt']


def test_output_that_goes_elsewhere_is_left_alone() -> None:
    elsewhere = io.StringIO()
    with window() as seen, contextlib.redirect_stdout(elsewhere), Progress(Clock()):
        assert sys.stdout is elsewhere
        assert sys.stderr is not seen


@pytest.mark.parametrize(
    ('files', 'size', 'all_of', 'listings', 'name', 'width', 'said'),
    [
        (1, 0, ALL, 0, 'a.txt', 79, '[....................]  0%  1 of 2,790 files  0 listings  a.txt'),
        (1204, 2_000_000, ALL, 3045, 'jobs/a.txt', 79, '[##########..........] 50%  1,204 of 2,790 files  3,045 listings  jobs/a.txt'),
        (1204, 2_000_000, ALL, 3045, 'a/very/long/way/to/jobs/a.txt', 79, '[##########..........] 50%  1,204 of 2,790 files  3,045 listings  …o/jobs/a.txt'),
        (1204, 2_000_000, ALL, 3045, 'a.txt', 40, '1,204 of 2,790 files  3,045 listings'),
        (1204, 2_000_000, ALL, 3045, 'a.txt', 10, '3,045 list'),
        (1, 12_300_000, (1, 24_600_000), 9, 'feed.csv', 79, '[##########..........] 50%  12.3 MB of 24.6 MB  9 listings  feed.csv'),
        (1, 12_300_000, (1, 0), 9, 'stdin', 79, '12.3 MB  9 listings  stdin'),
        (1, 999, (1, 0), 1, 'stdin', 79, '1 kB  1 listing  stdin'),
        (3, 5_000_000, ALL, 1, 'a.txt', 0, ''),
        (3, 9_000_000, ALL, 1, 'a.txt', 79, '[####################] 99%  3 of 2,790 files  1 listing  a.txt'),
    ],
)  # fmt: skip
def test_what_it_says(
    files: int, size: int, all_of: tuple[int, int], listings: int, name: str, width: int, said: str
) -> None:
    assert line(files, size, all_of, listings, name, width) == said


@pytest.mark.parametrize(
    ('name', 'width', 'said'),
    [
        ('jobs/a.txt', 10, 'jobs/a.txt'),
        ('jobs/ab.txt', 10, '…bs/ab.txt'),
        ('\x1b[2Jevil\n.txt', 20, '?[2Jevil?.txt'),
        ('求人/ベーカリー.txt', 12, '…カリー.txt'),
        ('café\u0301.txt', 9, 'café\u0301.txt'),
    ],
)
def test_a_name_is_cut_to_the_columns_it_has(name: str, width: int, said: str) -> None:
    assert cut(name, width).replace('\u0301', '') == said.replace('\u0301', '')


@given(st.text(), st.integers(8, 60))
def test_a_name_never_takes_more_and_moves_no_cursor(name: str, width: int) -> None:
    shown = cut(name, width)
    assert columns(shown) <= width
    assert all(char.isprintable() for char in shown)


@given(
    st.integers(0, 10**6), st.integers(0, 10**12), st.tuples(st.integers(0, 10**6), st.integers(0, 10**12)),
    st.integers(0, 10**7), st.text(), st.integers(0, 200),
)  # fmt: skip
def test_a_line_never_takes_more(
    files: int, size: int, all_of: tuple[int, int], listings: int, name: str, width: int
) -> None:
    assert columns(line(files, size, all_of, listings, name, width)) <= width


@pytest.mark.parametrize(
    ('is_terminal', 'env', 'shows'),
    [
        (True, {'TERM': 'xterm'}, True),
        (True, {'TERM': 'dumb'}, False),
        (True, {'CI': 'true'}, False),
        (True, {'CI': '1'}, False),
        (True, {'CI': 'false'}, True),
        (True, {'NO_COLOR': '1'}, True),
        (False, {'TERM': 'xterm'}, False),
    ],
)
def test_where_it_shows(monkeypatch: pytest.MonkeyPatch, is_terminal: bool, env: dict[str, str], shows: bool) -> None:
    for name in ('TERM', 'CI'):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, 'stderr', Window() if is_terminal else io.StringIO())
    assert terminal.shows_progress() is shows


def test_a_program_without_standard_error_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, 'stderr', None)
    assert not terminal.shows_progress()


# ---------------------------------------------------------------- a real terminal

#: lintjob whose work is long from the start.
HASTY = (
    'from lintjob.cli import progress; progress._FIRST = 0.0; progress._NEXT = 0.0; from lintjob.cli import run; run()'
)


def on_a_terminal(folder: Path, *words: str, out: str = '', **more: str) -> str:
    """What lintjob writes to a terminal of 70 columns; with ``out``, standard output goes to that file."""
    import fcntl
    import pty
    import termios

    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 70, 0, 0))
    env = {**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1', 'TERM': 'xterm', **more}
    if not more:
        env.pop('CI', None)
    with open(out or os.devnull, 'wb') as file:
        process = subprocess.Popen(
            [sys.executable, '-c', HASTY, *words], cwd=folder, env=env, stdin=subprocess.DEVNULL,
            stdout=file if out else side, stderr=side,
        )  # fmt: skip
    os.close(side)
    written = b''
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([main], [], [], 0.05)[0]:
            try:
                data = os.read(main, 1 << 16)
            except OSError:
                break
            if not data:
                break
            written += data
        elif process.poll() is not None:
            break
    os.close(main)
    process.wait(timeout=60)
    return written.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(30):
        (tmp_path / f'{number:02}.txt').write_text(BAD, encoding='utf-8')
    return tmp_path


pytty = pytest.mark.skipif(sys.platform == 'win32', reason='there are no pseudo-terminals')


@pytty
def test_on_a_terminal_nothing_of_it_stays(folder: Path) -> None:
    plain = subprocess.run(
        [sys.executable, '-m', 'lintjob', 'check', '--format', 'concise'], cwd=folder, capture_output=True, check=False,
        env={**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1'}, encoding='utf-8',
    ).stdout.splitlines()  # fmt: skip
    written = on_a_terminal(folder, 'check', '--format', 'concise', '--color', 'never')
    assert re.search(r'\[#+\.+\] +\d+%  \d+ of 30 files  \d+ listings?  ', written)
    seen = Window(written.replace('\r\n', '\n'))
    assert [each for each in seen.shown() if each] == [each for each in plain if each]
    assert max(columns(piece) for piece in re.split(r'[\r\n]', written) if '%  ' in piece) <= 69


@pytty
def test_a_feed_counts_by_its_size_and_output_in_a_file_is_plain(tmp_path: Path) -> None:
    text = BAD.replace('\n', ' ').replace('"', "'")
    (tmp_path / 'feed.csv').write_text('title,description\n' + f'Baker,"{text}"\n' * 2000, encoding='utf-8')
    written = on_a_terminal(tmp_path, 'check', 'feed.csv', '--format', 'concise', out=str(tmp_path / 'out'))
    assert re.search(r'\[#+\.+\] +\d+%  [\d.]+ [kM]B of [\d.]+ [kM]B  [\d,]+ listings  feed\.csv', written)
    out = (tmp_path / 'out').read_text(encoding='utf-8')
    assert '\r' not in out
    assert '%  ' not in out
    assert out.count('(salary.vague)') == 2000


@pytty
@pytest.mark.parametrize(('words', 'env'), [(['--quiet'], {}), ([], {'TERM': 'dumb'}), ([], {'CI': 'true'})])
def test_nobody_who_does_not_want_it_gets_it(folder: Path, words: list[str], env: dict[str, str]) -> None:
    written = on_a_terminal(folder, 'check', '--format', 'concise', *words, **env)
    assert '%  ' not in written
    assert 'salary.vague' in written


def test_it_is_not_imported_where_nobody_watches(folder: Path) -> None:
    code = (
        'import sys; from lintjob.cli import main; main(["check", "--quiet"]); '
        'sys.exit("lintjob.cli.progress" in sys.modules)'
    )
    env = {**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1'}
    assert (
        subprocess.run([sys.executable, '-c', code], cwd=folder, capture_output=True, check=False, env=env).returncode
        == 0
    )
