"""``lintjob facts``: what was read from each listing."""

from __future__ import annotations

import argparse
import json
import sys

from lintjob import cli
from lintjob.cli.inputs import Inputs, given_up
from lintjob.cli.plan import Plan, with_options
from lintjob.cli.settings import settings
from lintjob.cli.statements import Object, as_object, as_text
from lintjob.cli.terminal import takes_colour, width
from lintjob.reporters import Look
from lintjob.ruleset import make


def run(arguments: argparse.Namespace) -> int:
    """Print the facts of the listings at the paths; gives the exit code."""
    inputs = Inputs(arguments, Plan(arguments, with_options(settings(arguments), arguments), make(())))
    look = Look(width(), takes_colour(arguments.color), quiet=False)
    is_json = arguments.format == 'json'
    first = True
    write = sys.stdout.write
    for facts in inputs:
        found: Object = {}
        text = ''
        try:
            if is_json:
                found = as_object(facts)
            else:
                text = ''.join(as_text(facts, look))
        except TimeoutError:
            inputs.fail([given_up(facts.listing.source.name)])
            continue
        if is_json:
            write(('[\n ' if first else ',\n ') + json.dumps(found, ensure_ascii=False))
        else:
            write(('' if first else '\n') + text)
        first = False
    if is_json:
        write('[]\n' if first else '\n]\n')
    return cli.FAILED if inputs.failed else cli.CLEAN
