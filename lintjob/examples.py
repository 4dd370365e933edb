"""Whether each rule does what its examples say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob import readers
from lintjob.errors import Complaint, LintjobError
from lintjob.facts import language
from lintjob.linter import Linter
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


def _places(source: Source, spans: Sequence[tuple[int, ...]]) -> str:
    said = []
    for start, end in spans:
        line, column = source.position(start)
        said.append(f'{line}:{column} "{" ".join(source.text[start:end].split())}"')
    return ', '.join(said)
