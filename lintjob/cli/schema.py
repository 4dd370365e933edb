"""``lintjob schema NAME``: the JSON Schema of a file that people write."""

from __future__ import annotations

import argparse
import sys

from lintjob import cli, schemas


def run(arguments: argparse.Namespace) -> int:
    """Print a schema; gives the exit code."""
    with open(schemas.path(arguments.name), encoding='utf-8') as file:
        sys.stdout.write(file.read())
    return cli.CLEAN
