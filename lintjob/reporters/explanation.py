"""Explanations: why listings were, or were not, flagged by a rule, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lintjob.explain import Explanation
from lintjob.listing import Listing
from lintjob.reporters import Look
from lintjob.reporters.excerpt import excerpt, lines
from lintjob.reporters.json import as_object as problem_as_object
from lintjob.reporters.lines import line, paint, visible
from lintjob.source import Source, Span

_INDENT = '    '
#: What speaks for a problem, against one, for neither.
_MARKS = {True: '+', False: '-', None: ' '}
_MOST_LINES = 3


def heading(listing: Listing, look: Look) -> str:
    """Where a listing begins, and its title: ``jobs/baker.md:2:8: Baker``."""
    place = listing.place(listing.head)
    at = listing.source.position(place.start)
    title = listing.words(listing.head)
    return (
        f'{paint(visible(f"{listing.source.name}:{at.line}:{at.column}:"), "1", look)} {visible(title) or "(no text)"}'
    )


def underlined(source: Source, span: Span, indent: str, look: Look) -> Iterator[str]:
    """The lines of a place in a source, each with carets below the words; of a long place the first few."""
    for number, piece in enumerate(lines(source, span)):
        if number == _MOST_LINES:
            yield f'{indent}…\n'
            return
        shown = excerpt(source, piece, look.width - len(indent))
        if shown:
            yield f'{indent}{shown[0]}\n{indent}{paint(shown[1], "1;32", look)}\n'


def as_text(explanation: Explanation, look: Look) -> Iterator[str]:
    """An explanation for a person: the verdict, then what the rule looked at, each with its words underlined."""
    listing, rule = explanation.listing, explanation.rule
    count = len(explanation.problems)
    verdict = f'flagged by {rule.id}' if count else f'not flagged by {rule.id}'
    if explanation.complaints:
        verdict = f'{rule.id} was given up'
    elif count > 1:
        verdict += f', {count} times'
    yield f'{heading(listing, look)}\n  {paint(verdict, "1", look)}\n'
    for reason in explanation.reasons:
        yield f'  {_MARKS[reason.speaks]} {visible(reason.says)}\n'
        for span in reason.spans:
            yield from underlined(listing.source, listing.place(span), f'  {_INDENT}', look)
    for problem in explanation.problems:
        yield f'  -> {line(problem, look)}\n'


def as_object(explanation: Explanation) -> dict[str, object]:
    """An explanation as the object that stands for it."""
    listing = explanation.listing
    head = at(listing, listing.head)
    return {
        'path': listing.source.name,
        'listing': listing.number,
        'line': head['line'],
        'column': head['column'],
        'title': head['text'],
        'rule': explanation.rule.id,
        'flagged': bool(explanation.problems),
        'reasons': [
            {'says': reason.says, 'speaks': reason.speaks, 'places': [at(listing, span) for span in reason.spans]}
            for reason in explanation.reasons
        ],
        'problems': [problem_as_object(problem) for problem in explanation.problems],
    }


def as_json(explanation: Explanation) -> str:
    """An explanation as JSON, on one line."""
    return json.dumps(as_object(explanation), ensure_ascii=False)


def at(listing: Listing, span: Span) -> dict[str, object]:
    """A place of a listing for programs: line and column, offsets in the file's text, the words on one line."""
    start, end = listing.place(span)
    first, last = listing.source.position(start), listing.source.position(end)
    return {
        'line': first.line,
        'column': first.column,
        'end_line': last.line,
        'end_column': last.column,
        'start': listing.source.begin.offset + start,
        'end': listing.source.begin.offset + end,
        'text': listing.words(span),
    }
