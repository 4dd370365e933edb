"""``python -m lintjob`` is the same as ``lintjob``."""

from lintjob.cli import run

run()
