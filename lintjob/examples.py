"""Whether each rule does what its examples say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lintjob import readers
from lintjob.errors import Complaint, LintjobError
from lintjob.facts import language
from lintjob.linter import Linter
from lintjob.problem import Problem
from lintjob.rule import Example, Rule
from lintjob.ruleset import make
from lintjob.source import Source
from lintjob.stream import Stream
from lintjob.vocabulary import Lexicon


def check(rule: Rule, lexicon: Lexicon) -> Iterator[Complaint]:
    """A complaint for each example that is flagged elsewhere than it is marked."""
    for example in (*rule.invalid, *rule.valid):
        yield from _judge(rule, example, lexicon)


def read(example: Example) -> Source:
    """An example as a source, whose format is told by how it begins: ``---`` or ``# `` for Markdown, ``<`` for HTML."""
    if not example.encoding:
        return Source('example', example.text)
    return Stream('example', [example.text.encode(example.encoding)]).whole()


def _judge(rule: Rule, example: Example, lexicon: Lexicon) -> Iterator[Complaint]:
    source = read(example)
    try:
        listing = readers.read(source)[0]
    except LintjobError as error:
        for complaint in error.complaints:
            yield Complaint(rule.path, example.line, example.column, f'in this example: {complaint.message}')
        return
    code = language.read(listing)
    linter = Linter(make([rule]), lexicon, code if rule.speaks(code) else rule.languages[0])
    problems, complaints = linter.lint(linter.facts(listing))
    for complaint in complaints:
        yield Complaint(rule.path, example.line, example.column, f'in this example: {complaint.message}')
    flagged = [(problem.start, problem.end) for problem in problems]
    marked = [tuple(span) for span in example.spans]
    if flagged != marked:
        said = f'is flagged at {_places(source, flagged)}' if flagged else 'is not flagged'
        wanted = f'marked at {_places(source, marked)}' if marked else 'marked nowhere'
        yield Complaint(rule.path, example.line, example.column, f'this example {said} but {wanted} ({rule.id})')
    elif problems:
        yield from _judge_mending(rule, example, linter, problems)


#: As many rounds as ``--fix`` makes of a file at least: what is mended by then is.
_ROUNDS = 5


def _judge_mending(rule: Rule, example: Example, linter: Linter, problems: Sequence[Problem]) -> Iterator[Complaint]:
    """What is wrong with an example that is as it is marked, after its problems were mended."""
    count = sum(problem.fix is None for problem in problems)
    text, left = example.text, list(problems)
    for _ in range(_ROUNDS):
        if not any(problem.fix for problem in left):
            break
        text = mended(text, left)
        try:
            listing = readers.read(read(example._replace(text=text)))[0]
        except LintjobError as error:
            says = f'after mending: {error.complaints[0].message}'
            yield Complaint(rule.path, example.line, example.column, f'in this example, {says}')
            return
        left = linter.lint(linter.facts(listing)).problems
    if len(left) > count or any(problem.fix for problem in left):
        places = _places(Source('example', text), [(problem.start, problem.end) for problem in left])
        says = f'this example is still flagged after mending, at {places} ({rule.id})'
        yield Complaint(rule.path, example.line, example.column, says)
    elif example.fixed is not None and text != example.fixed:
        says = f'this example is mended to {_quoted(text)} but "fixed" has {_quoted(example.fixed)} ({rule.id})'
        yield Complaint(rule.path, example.line, example.column, says)


def mended(text: str, problems: Iterable[Problem]) -> str:
    """A text with its problems mended; of two mends that touch, the first."""
    pieces, at = [], 0
    for fix in sorted(problem.fix for problem in problems if problem.fix):
        if fix.start >= at:
            pieces += [text[at : fix.start], fix.text]
            at = fix.end
    return ''.join([*pieces, text[at:]])


def _quoted(text: str) -> str:
    """A text on one line, in quotes, so that it can be told from another by its blanks."""
    return '"' + text.replace('\n', '\\n') + '"'


def _places(source: Source, spans: Sequence[tuple[int, ...]]) -> str:
    said = []
    for start, end in spans:
        line, column = source.position(start)
        said.append(f'{line}:{column} "{" ".join(source.text[start:end].split())}"')
    return ', '.join(said)
