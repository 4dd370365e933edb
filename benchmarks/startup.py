"""How long one warm run of ``lintjob check`` on one file takes, next to a Python that does nothing.

usage: python benchmarks/startup.py [--runs N] [FILE]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from listings import generated


def seconds(command: list[str], env: dict[str, str]) -> float:
    """How long a command takes; whatever it says or finds is of no account."""
    began = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL, env=env)
    took = time.perf_counter() - began
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode(errors='replace'))
    return took


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description='Start-up of lintjob, next to a Python that does nothing.')
    options.add_argument('--runs', type=int, default=21, help='how often each is run, by turns (default: 21)')
    options.add_argument('file', nargs='?', help='the listing to check (default: one that is made up, about 5 KB)')
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(chosen.file) if chosen.file else Path(folder, 'listing.md')
        if not chosen.file:
            path.write_text(max((text for _, text in generated(20)), key=len), encoding='utf-8')
        nothing = [sys.executable, '-c', 'pass']
        check = [sys.executable, '-m', 'lintjob', 'check', '--isolated', '--format', 'concise', str(path)]
        env = {**os.environ}
        if env.pop('PYTHONDONTWRITEBYTECODE', None):
            # Warm means compiled, as it is where lintjob is installed.
            env['PYTHONPYCACHEPREFIX'] = str(Path(folder, 'bytecode'))
        for _ in range(2):  # the first run fills the caches
            seconds(nothing, env)
            seconds(check, env)
        pairs = [(seconds(nothing, env), seconds(check, env)) for _ in range(chosen.runs)]
        size = path.stat().st_size
    floors, checks = zip(*pairs, strict=True)
    print(f'one file of {size:,} bytes, Python {sys.version.split()[0]}, {chosen.runs} runs by turns, warm')
    print(f'{"":22} {"minimum":>9} {"median":>9}')
    for name, values in (('python -c pass', floors), ('lintjob check', checks)):
        print(f'{name:22} {min(values) * 1000:6.1f} ms {statistics.median(values) * 1000:6.1f} ms')
    ratios = [check / floor for floor, check in pairs]
    print(f'{"ratio":22} {min(checks) / min(floors):9.1f} {statistics.median(ratios):9.1f}')
    return 0


if __name__ == '__main__':
    raise SystemExit(main())
