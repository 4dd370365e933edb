"""The command line: arguments, files, exit codes. The only part that opens listings, prints and exits.

Exit codes: 0 nothing at or above the failing level, 1 problems, 2 something could not be done (it
is named on standard error, and all the rest is done).
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from lintjob.cli.arguments import parser
from lintjob.errors import Complaint, LintjobError

#: Exit codes.
CLEAN, PROBLEMS, FAILED = 0, 1, 2

_COLLECT_AFTER = 50_000


def run() -> NoReturn:
    """Run lintjob as a program: with the arguments of the process, ending it with the exit code."""
    # What is loaded lives as long as the run. To look it through for garbage, in between and at the
    # end, would take a tenth of the time that one listing takes.
    gc.set_threshold(_COLLECT_AFTER)
    code = main()
    gc.freeze()
    raise SystemExit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run lintjob with arguments (those of the process, if none are given); gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Listings hold every kind of letter; a terminal that can't show one must not end the run.
        if hasattr(stream, 'reconfigure'):
            stream.reconfigure(errors='replace' if stream.isatty() else 'surrogateescape', encoding='utf-8')
    arguments = parser().parse_args(argv)
    try:
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
        return 130
    return code


def _silence() -> None:
    """Let what is still to be written to standard output go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
