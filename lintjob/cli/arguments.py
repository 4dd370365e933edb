"""The words of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any, NoReturn

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


class Command(argparse.ArgumentParser):
    """The parser of a command. Nothing is in it before it is asked to parse: to make all nine takes longer than one listing."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401
        # What this leaves undone is done in ``make``.
        self._given = given
        self._add: Callable[[Command], None] | None = None
        self._run: Callable[[argparse.Namespace], int] | None = None

    def be(self, run: Callable[[argparse.Namespace], int], add: Callable[[Command], None]) -> None:
        """Say what the command does, and what adds its arguments."""
        self._run, self._add = run, add

    def make(self) -> None:
        """Become a whole parser."""
        if self._add:
            super().__init__(**self._given)
            self.set_defaults(run=self._run)
            self._add(self)
            self._add = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        """Parse as argparse does; it calls this when the command is the one that is asked for."""
        self.make()
        found, rest = super().parse_known_args(args, namespace)
        if 'paths' in found:
            # Paths may stand on both sides of an option; argparse takes those of one side only.
            found.paths += [word for word in rest if not word.startswith('-') or word == '-']
        unknown = [word for word in rest if word.startswith('-') and word != '-']
        if unknown or (rest and 'paths' not in found):
            # Imported here: a run without a slip of the pen never needs it.
            from lintjob.errors import did_you_mean  # noqa: PLC0415

            words = unknown or rest
            known = [option for action in self._actions for option in action.option_strings]
            self.error(f'unrecognized arguments: {" ".join(words)}{did_you_mean(words[0].partition("=")[0], known)}')
        return found, []

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and where to read on; the exit code is 2."""
        self.exit(2, f'{self.prog}: error: {message}\n"{self.prog} --help" lists what there is.\n')


def parser() -> argparse.ArgumentParser:
    """The parser of all commands. What it gives holds ``run``, the function to call with it."""
    top = argparse.ArgumentParser(
        prog='lintjob',
        allow_abbrev=False,
        description='Finds what makes job listings useless to their readers: text that is cut off, pay that is missing\n'
        'or vague, level codes nobody outside the company knows, hybrid terms that leave the days open.',
        epilog=f'"lintjob COMMAND --help" says more of a command.\n\n{_EXIT_CODES}',
        formatter_class=_Help,
    )
    top.add_argument('--version', action='version', version=f'lintjob {__version__}')
    # Without a prog of its own argparse formats a usage line at each start, to find it out.
    commands = top.add_subparsers(
        prog='lintjob', metavar='COMMAND', required=True, title='commands', parser_class=Command
    )
    for name, run, add, about, epilog in _COMMANDS:
        made = commands.add_parser(
            name, help=about[0].lower() + about[1:].rstrip('.'), description=about, epilog=epilog, formatter_class=_Help,
            allow_abbrev=False,
        )  # fmt: skip
        made.be(_running(run), add)
    return top


def _add_check(check: Command) -> None:
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
    _add_folders(check)
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


def _add_baseline(kept: Command) -> None:
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
    _add_folders(kept)
    _add_common(kept)
    kept.add_argument('--no-cache', action='store_true', help='neither read nor write the cache of compiled rules')
    amount = kept.add_mutually_exclusive_group()
    amount.add_argument('--quiet', '-q', action='store_true', help='say nothing of what was recorded')
    amount.add_argument('--verbose', '-v', action='store_true', help='say which files were passed over, and why')


def _add_facts(facts: Command) -> None:
    _add_paths(facts)
    facts.add_argument(
        '--format', choices=('text', 'json'), default='text', help='for people or for programs (default: text)'
    )
    _add_common(facts)
    facts.add_argument('--no-cache', action='store_true', help='neither read nor write the cache of compiled words')
    _add_color(facts)


def _add_rules(table: Command) -> None:
    _add_folders(table)
    table.add_argument('--isolated', action='store_true', help='read no configuration')


def _add_rule(one: Command) -> None:
    one.add_argument('id', metavar='ID', help='the id of a rule, as in salary.missing')
    _add_rules(one)


def _add_test(test: Command) -> None:
    test.add_argument(
        'paths', metavar='PATH', nargs='*', help='rule files or folders of them (default: the shipped rules)'
    )


def _add_config(shown: Command) -> None:
    shown.add_argument('path', metavar='PATH', nargs='?', default='.', help='a file or folder (default: this folder)')
    shown.add_argument(
        '--format', choices=('text', 'json'), default='text', help='for people or for programs (default: text)'
    )
    for option in ('--select', '--ignore', '--rules'):
        shown.add_argument(option, action='append', default=[], metavar='NAME', help='as of check')
    shown.add_argument('--fail-level', choices=LEVELS, metavar='LEVEL', help='as of check')
    _add_common(shown)
    shown.add_argument('--no-cache', action='store_true', help='neither read nor write the cache of compiled rules')


def _add_init(init: Command) -> None:
    init.add_argument('folder', metavar='DIR', nargs='?', default='.', help='where to (default: this folder)')
    init.add_argument('--no-schema', dest='schema', action='store_false', help='write no schema')


def _add_schema(schema: Command) -> None:
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


def _add_folders(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        '--rules', metavar='DIR', action='append', default=[], help='a folder of more rules; may be repeated'
    )


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


def _running(place: str) -> Callable[[argparse.Namespace], int]:
    """What runs a command. Its module is imported when it is called: the others' would only delay it."""
    module, _, name = place.partition('.')

    def run(arguments: argparse.Namespace) -> int:
        code: int = getattr(import_module(f'lintjob.cli.{module}'), name)(arguments)
        return code

    return run


#: The commands: name, the function that runs it, what adds its arguments, what it does, what more its help says.
_COMMANDS = (
    (
        'check', 'check.run', _add_check,
        'Report the problems of listings, each at its place.',
        (f'A file that is named is linted. A folder is searched for listings: what git ignores and what\n'
         f'does not read like a job advert is passed over.\n\n{_EXIT_CODES}'),
    ),
    (
        'baseline', 'baseline.run', _add_baseline,
        'Record the problems of today, so that check shows only new ones.',
        ('They are written to the nearest .lintjob-baseline.json, to a new one where there is none: beside the\n'
         'settings file, else here. Of files that are not among PATHS what was recorded stays.'),
    ),
    (
        'facts', 'facts.run', _add_facts,
        'Show what lintjob read from each listing, with the words underlined that it was read from.',
        ('The facts: language, title, company, place, dates, pay, workplace, level codes, how the text ends,\n'
         'and the laws on pay in adverts that hold for its place. What is not stated is said to be so, with\n'
         'the place where a rule would miss it.'),
    ),
    ('rules', 'rules.run_table', _add_rules, 'List the rules: id, level, languages and what they say.', ''),
    ('rule', 'rules.run_one', _add_rule, 'Show all of one rule: message, why, examples, source.', ''),
    ('test', 'rules.run_test', _add_test, 'Run the examples of rules: is flagged what is marked, and nothing else?', ''),
    (
        'config', 'config.run', _add_config,
        'Show which settings hold for a file or a folder, and where each was said.', '',
    ),
    (
        'init', 'init.run', _add_init,
        'Write a settings file in which every key stands, commented out.',
        ('Beside .lintjob.yaml it writes .lintjob.schema.json, by which editors complete and check the\n'
         'settings. A settings file that is there already is left as it is.'),
    ),
    (
        'schema', 'schema.run', _add_schema,
        'Print the JSON Schema of a file that people write.',
        'config: .lintjob.yaml; rule: a rule file; ignore: .lintjob-ignore.yaml',
    ),
)  # fmt: skip
