"""The words of the command line."""

from __future__ import annotations

import argparse
from typing import Any

from lintjob import __version__
from lintjob.circumstances import is_day
from lintjob.cli import terminal
from lintjob.layout import FORMATS as INPUT_FORMATS
from lintjob.problem import LEVELS
from lintjob.reporters import FORMATS

_EXIT_CODES = """\
exit codes:
  0  nothing at or above the failing level
  1  problems
  2  something could not be done: no such file, not readable, a broken rule or option;
     it is named on standard error, and the rest is linted and reported all the same
  130, 143  broken off by Ctrl-C, or told to end; what was found until then is reported
"""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as it is written, in lines that suit the terminal."""

    def __init__(self, prog: str) -> None:
        # Without a width argparse imports shutil at each start to ask for one, help or no help.
        super().__init__(prog, max_help_position=28, width=min(terminal.width(), terminal.ELSEWHERE))


def parser() -> argparse.ArgumentParser:
    """The parser of all commands. What it gives holds ``run``, the function to call with it."""
    top = argparse.ArgumentParser(
        prog='lintjob',
        description='Finds what makes job listings useless to their readers: text that is cut off, pay that is missing\n'
        'or vague, level codes nobody outside the company knows, hybrid terms that leave the days open.',
        epilog=f'"lintjob COMMAND --help" says more of a command.\n\n{_EXIT_CODES}',
        formatter_class=_Help,
    )
    top.add_argument('--version', action='version', version=f'lintjob {__version__}')
    # Without a prog of its own argparse formats a usage line at each start, to find it out.
    commands = top.add_subparsers(prog='lintjob', metavar='COMMAND', required=True, title='commands')
    _add_check(commands)
    _add_baseline(commands)
    _add_facts(commands)
    _add_rules(commands)
    _add_settings(commands)
    return top


def _command(commands: Any, name: str, run: Any, about: str, epilog: str = '') -> argparse.ArgumentParser:  # noqa: ANN401
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=about[0].lower() + about[1:].rstrip('.'), description=about, epilog=epilog,
        formatter_class=_Help,
    )  # fmt: skip
    made.set_defaults(run=run)
    return made


def _add_check(commands: Any) -> None:  # noqa: ANN401
    check = _command(
        commands, 'check', _run_check, 'Report the problems of listings, each at its place.',
        f'A file that is named is linted. A folder is searched for listings: what git ignores and what\n'
        f'does not read like a job advert is passed over.\n\n{_EXIT_CODES}',
    )  # fmt: skip
    _add_paths(check)
    check.add_argument(
        '--format', choices=FORMATS, metavar='FORMAT',
        help=f'how problems are shown: {", ".join(FORMATS)} (default: full; in GitHub Actions github,\n'
        'in GitLab CI gitlab)',
    )  # fmt: skip
    check.add_argument(
        '--output', metavar='FORMAT=FILE', action='append', default=[],
        help='write the problems to a file as well, in a format of its own; may be repeated',
    )  # fmt: skip
    check.add_argument('--group-by', choices=('file', 'rule'), help='show problems of a file, or of a rule, together')
    check.add_argument('--statistics', action='store_true', help='count the problems by rule')
    check.add_argument('--fix', action='store_true', help='mend what can be mended with no judgement')
    check.add_argument('--unsafe-fixes', action='store_true', help='mend also what somebody should look at afterwards')
    check.add_argument(
        '--diff', action='store_true', help='show what would be mended and change nothing; exit code 1 if anything'
    )
    check.add_argument(
        '--no-suppress', action='store_true', help='show also what comments and .lintjob-ignore.yaml hide'
    )
    kept = check.add_mutually_exclusive_group()
    kept.add_argument(
        '--baseline', metavar='FILE', help='problems to hold back (default: the nearest .lintjob-baseline.json)'
    )
    kept.add_argument('--no-baseline', action='store_true', help='hold nothing back')
    check.add_argument(
        '--since', metavar='REV', help='only problems in lines that changed since a revision of git, as in HEAD or main'
    )
    check.add_argument(
        '--select', metavar='RULE', action='append', default=[],
        help='only these rules: ids, packs or the beginnings of ids, separated by commas; may be repeated',
    )  # fmt: skip
    check.add_argument('--ignore', metavar='RULE', action='append', default=[], help='all but these rules')
    check.add_argument(
        '--explain', metavar='RULE',
        help='say of each listing why this rule flags it, or why not: what it looked at, with the words\n'
        'underlined; exit code as for this rule alone; with --format full or json',
    )  # fmt: skip
    check.add_argument(
        '--rules', metavar='DIR', action='append', default=[], help='a folder of more rules; may be repeated'
    )
    check.add_argument(
        '--fail-level', choices=LEVELS, metavar='LEVEL',
        help='the least level that makes the exit code 1: error, warning or suggestion (default: warning)',
    )  # fmt: skip
    check.add_argument('--exit-zero', action='store_true', help='exit with 0 though there are problems')
    _add_common(check)
    check.add_argument('--no-cache', action='store_true', help='neither read nor write the cache of compiled rules')
    _add_color(check)
    amount = check.add_mutually_exclusive_group()
    amount.add_argument('--quiet', '-q', action='store_true', help='problems only, no closing line')
    amount.add_argument('--verbose', '-v', action='store_true', help='say which files were passed over, and why')


def _add_baseline(commands: Any) -> None:  # noqa: ANN401
    kept = _command(
        commands, 'baseline', _run_baseline, 'Record the problems of today, so that check shows only new ones.',
        'They are written to the nearest .lintjob-baseline.json, to a new one where there is none: beside the\n'
        'settings file, else here. Of files that are not among PATHS what was recorded stays.',
    )  # fmt: skip
    _add_paths(kept)
    kept.add_argument('--prune', action='store_true', help='record nothing new; take out the problems that are no more')
    kept.add_argument('--baseline', '--output', metavar='FILE', help='the file to write')
    kept.add_argument(
        '--select',
        metavar='RULE',
        action='append',
        default=[],
        help='only these rules; of others what was recorded stays',
    )
    kept.add_argument('--ignore', metavar='RULE', action='append', default=[], help='all but these rules')
    kept.add_argument(
        '--rules', metavar='DIR', action='append', default=[], help='a folder of more rules; may be repeated'
    )
    _add_common(kept)
    kept.add_argument('--no-cache', action='store_true', help='neither read nor write the cache of compiled rules')
    amount = kept.add_mutually_exclusive_group()
    amount.add_argument('--quiet', '-q', action='store_true', help='say nothing of what was recorded')
    amount.add_argument('--verbose', '-v', action='store_true', help='say which files were passed over, and why')


def _add_facts(commands: Any) -> None:  # noqa: ANN401
    facts = _command(
        commands, 'facts', _run_facts,
        'Show what lintjob read from each listing, with the words underlined that it was read from.',
        'The facts: language, title, company, place, dates, pay, workplace, level codes, how the text ends,\n'
        'and the laws on pay in adverts that hold for its place. What is not stated is said to be so, with\n'
        'the place where a rule would miss it.',
    )  # fmt: skip
    _add_paths(facts)
    facts.add_argument(
        '--format', choices=('text', 'json'), default='text', help='for people or for programs (default: text)'
    )
    _add_common(facts)
    facts.add_argument('--no-cache', action='store_true', help='neither read nor write the cache of compiled words')
    _add_color(facts)


def _add_rules(commands: Any) -> None:  # noqa: ANN401
    table = _command(commands, 'rules', _run_rules, 'List the rules: id, level, languages and what they say.')
    one = _command(commands, 'rule', _run_rule, 'Show all of one rule: message, why, examples, source.')
    one.add_argument('id', metavar='ID', help='the id of a rule, as in salary.missing')
    for made in (table, one):
        made.add_argument(
            '--rules', metavar='DIR', action='append', default=[], help='a folder of more rules; may be repeated'
        )
        made.add_argument('--isolated', action='store_true', help='read no configuration')
    test = _command(
        commands, 'test', _run_test,
        'Run the examples of rules: is flagged what is marked, and nothing else?',
    )  # fmt: skip
    test.add_argument(
        'paths', metavar='PATH', nargs='*', help='rule files or folders of them (default: the shipped rules)'
    )


def _add_settings(commands: Any) -> None:  # noqa: ANN401
    shown = _command(
        commands, 'config', _run_config, 'Show which settings hold for a file or a folder, and where each was said.'
    )
    shown.add_argument('path', metavar='PATH', nargs='?', default='.', help='a file or folder (default: this folder)')
    shown.add_argument(
        '--format', choices=('text', 'json'), default='text', help='for people or for programs (default: text)'
    )
    for option in ('--select', '--ignore', '--rules'):
        shown.add_argument(option, action='append', default=[], metavar='NAME', help='as of check')
    shown.add_argument('--fail-level', choices=LEVELS, metavar='LEVEL', help='as of check')
    _add_common(shown)
    shown.add_argument('--no-cache', action='store_true', help='neither read nor write the cache of compiled rules')
    init = _command(
        commands, 'init', _run_init, 'Write a settings file in which every key stands, commented out.',
        'Beside .lintjob.yaml it writes .lintjob.schema.json, by which editors complete and check the\n'
        'settings. A settings file that is there already is left as it is.',
    )  # fmt: skip
    init.add_argument('folder', metavar='DIR', nargs='?', default='.', help='where to (default: this folder)')
    init.add_argument('--no-schema', dest='schema', action='store_false', help='write no schema')
    schema = _command(
        commands, 'schema', _run_schema, 'Print the JSON Schema of a file that people write.',
        'config: .lintjob.yaml; rule: a rule file; ignore: .lintjob-ignore.yaml',
    )  # fmt: skip
    schema.add_argument('name', metavar='NAME', choices=('config', 'rule', 'ignore'), help='config, rule or ignore')


def _add_paths(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        'paths', metavar='PATH', nargs='*', help='files, folders, or - for standard input (default: this folder)'
    )
    made.add_argument(
        '--stdin-filename',
        metavar='NAME',
        default='stdin',
        help='what standard input is called, and by its suffix read as',
    )
    made.add_argument(
        '--input-format', choices=INPUT_FORMATS, metavar='FORMAT',
        help=f'what all files are read as: {", ".join(INPUT_FORMATS)} (default: by name and content)',
    )  # fmt: skip


def _add_color(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        '--color', choices=('auto', 'always', 'never'), default='auto', help='colour (default: on a terminal)'
    )


def _add_common(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        '--isolated', action='store_true',
        help='find no settings (.lintjob.yaml), no .lintjob-ignore.yaml and no baseline',
    )  # fmt: skip
    made.add_argument(
        '--employees', metavar='N', type=_number, help='how many employees the employer has: whom a law on pay asks'
    )
    made.add_argument('--copies', action='store_true', help='the adverts are copies of what others wrote')
    made.add_argument(
        '--today', metavar='DATE', type=_day,
        help='the day on which adverts that do not say when they were posted are judged, as in 2026-01-31',
    )  # fmt: skip


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise argparse.ArgumentTypeError(f'"{text}" should be a whole number, 1 or more')
    return int(text)


def _day(text: str) -> str:
    if not is_day(text):
        raise argparse.ArgumentTypeError(f'"{text}" is no date; it is written as in 2026-01-31')
    return text


# A command's module is imported when it runs: the others' would only delay it.


def _run_check(arguments: argparse.Namespace) -> int:
    if arguments.explain is not None:
        from lintjob.cli import explain  # noqa: PLC0415

        return explain.run(arguments)
    from lintjob.cli import check  # noqa: PLC0415

    return check.run(arguments)


def _run_baseline(arguments: argparse.Namespace) -> int:
    from lintjob.cli import baseline  # noqa: PLC0415

    return baseline.run(arguments)


def _run_facts(arguments: argparse.Namespace) -> int:
    from lintjob.cli import facts  # noqa: PLC0415

    return facts.run(arguments)


def _run_rules(arguments: argparse.Namespace) -> int:
    from lintjob.cli import rules  # noqa: PLC0415

    return rules.run_table(arguments)


def _run_rule(arguments: argparse.Namespace) -> int:
    from lintjob.cli import rules  # noqa: PLC0415

    return rules.run_one(arguments)


def _run_test(arguments: argparse.Namespace) -> int:
    from lintjob.cli import rules  # noqa: PLC0415

    return rules.run_test(arguments)


def _run_config(arguments: argparse.Namespace) -> int:
    from lintjob.cli import config  # noqa: PLC0415

    return config.run(arguments)


def _run_init(arguments: argparse.Namespace) -> int:
    from lintjob.cli import init  # noqa: PLC0415

    return init.run(arguments)


def _run_schema(arguments: argparse.Namespace) -> int:
    from lintjob.cli import schema  # noqa: PLC0415

    return schema.run(arguments)
