"""The command line: arguments, files, exit codes. The only part that opens listings, prints and exits.

Exit codes: 0 nothing at or above the failing level, 1 problems, 2 something could not be done (it
is named on standard error, and all the rest is done), 130 broken off by Ctrl-C, 143 by the signal to end.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from lintjob.cli import stop
from lintjob.errors import Complaint, LintjobError

#: Exit codes.
CLEAN, PROBLEMS, FAILED, INTERRUPTED = 0, 1, 2, 130

_COLLECT_AFTER = 50_000


def run() -> NoReturn:
    """Run lintjob as a program: with the arguments of the process, ending it with the exit code."""
    # What is loaded lives as long as the run. To look it through for garbage, in between and at the
    # end, would take a tenth of the time that one listing takes.
    gc.set_threshold(_COLLECT_AFTER)
    code = _main(None)
    if code > stop.ENDED_BY:
        stop.ignore()
        # What has not been written by now never will be; who reads it may be gone, or not be reading.
        _silence()
    gc.freeze()
    raise SystemExit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run lintjob with arguments (those of the process, if none are given); gives the exit code."""
    try:
        return _main(argv)
    finally:
        stop.leave()


def _main(argv: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        # Listings hold every kind of letter; a terminal that can't show one must not end the run.
        if hasattr(stream, 'reconfigure'):
            stream.reconfigure(errors='replace' if stream.isatty() else 'surrogateescape', encoding='utf-8')
    try:
        stop.listen()
        # Imported here: Ctrl-C is met from the first moment on.
        from lintjob.cli.arguments import parser  # noqa: PLC0415

        arguments = parser().parse_args(argv)
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except LintjobError as error:
        for complaint in error.complaints:
            print(complaint, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader has seen enough (`lintjob check | head`); nothing is left to say to it.
        _silence()
        return FAILED
    except OSError as error:
        # What can't be read has been named by who reads it; this is a full disk, or a folder that is gone.
        _silence()
        reason = f'this could not be done: {error.strerror or error}'
        print(Complaint(str(error.filename or 'lintjob'), 0, 0, reason), file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return stop.code()
    return code


def _silence() -> None:
    """Let what is still to be written to standard output go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
