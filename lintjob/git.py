"""Asking git, safely: nothing that a repository names is run, and the variables of hooks lead nowhere."""

from __future__ import annotations

import os

from lintjob.typed import NamedTuple

#: In a hook these point at the repository of the commit, which need not be the folder's that is asked about; the last two
#: change what a diff looks like.
_MISLEADING = frozenset(
    (
        *('GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_OBJECT_DIRECTORY', 'GIT_COMMON_DIR'),
        *('GIT_EXTERNAL_DIFF', 'GIT_DIFF_OPTS'),
    )
)


class Answer(NamedTuple):
    """What git said: its output, and its own words (in English) where it could not do what was asked, '' where it could."""

    output: bytes
    trouble: str


def ask(folder: str, *arguments: str) -> Answer | None:
    """What git answers about a folder; None where there is no git."""
    # Imported here: a run on named files never needs it, and it costs milliseconds.
    import subprocess  # noqa: PLC0415

    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    environment['LC_ALL'] = 'C'
    # A repository may name a program that git is to run before it lists files; it must not run from here.
    command = ['git', '--no-optional-locks', '-c', 'core.fsmonitor=false', '-C', folder, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment, stdin=subprocess.DEVNULL)  # noqa: S603
    except OSError:
        return None
    if done.returncode == 0:
        return Answer(done.stdout, '')
    said = done.stderr.decode('utf-8', 'replace').strip()
    return Answer(done.stdout, said or f'git ends with exit code {done.returncode}')


def output(folder: str, *arguments: str) -> bytes | None:
    """What git prints; None where it is missing, fails or knows no work tree here."""
    answer = ask(folder, *arguments)
    return None if answer is None or answer.trouble else answer.output
