"""``full``: each problem with the text around it, and a count at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import Look, Summary, concise
from lintjob.reporters.concise import line, paint, visible
from lintjob.reporters.excerpt import MORE, excerpt
from lintjob.source import Span

_INDENT = '    '
_LONGEST_TITLE = 100


class Reporter(concise.Reporter):
    """Output for a person: the problem, the words in their place, carets beneath them."""

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """Three lines for each problem; one where there are no words to show. Records are told apart by their titles."""
        source = listing.source
        if problems and listing.is_record:
            yield record(listing, self.look) + '\n'
        for problem in problems:
            yield line(problem, self.look) + '\n'
            span = Span(problem.start - source.begin.offset, problem.end - source.begin.offset)
            shown = excerpt(source, span, self.look.width - len(_INDENT))
            if shown:
                text, carets = shown
                yield f'{_INDENT}{text}\n{_INDENT}{paint(carets, "1;32", self.look)}\n'

    def end(self, summary: Summary) -> Iterator[str]:
        """The count by level."""
        if not self.look.quiet:
            yield closing(summary) + '\n'


def record(listing: Listing, look: Look) -> str:
    """Which record of a file a listing is: its number, counted from 1 as people do, and its title."""
    title = listing.field('title') or listing.words(listing.head)
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rstrip() + MORE
    return f'{paint(f"#{listing.number + 1}", "1", look)} {visible(title) or "(no text)"}'


def closing(summary: Summary) -> str:
    """The count: problems by level, listings, files passed over and files that could not be read."""
    total = sum(summary.counts.values())
    listings = _number(summary.listings, 'listing')
    if total:
        by_level = ', '.join(
            _number(summary.counts[level], str(level)) for level in reversed(Level) if summary.counts.get(level)
        )
        said = f'Found {_number(total, "problem")} ({by_level}) in {listings}'
    else:
        said = f'Found no problems in {listings}'
    for language, count in sorted(summary.unread.items()):
        are = 'is' if count == 1 else 'are'
        said += f'; {count:,} of them {are} in {language}, for which only the rules of any language hold'
    if summary.passed_over:
        said += f'; passed over {_number(summary.passed_over, "file")} that {"is" if summary.passed_over == 1 else "are"} no listing{"" if summary.passed_over == 1 else "s"}'
    if summary.failed:
        said += f'; could not read {_number(summary.failed, "file")}'
    return said + '.'


def _number(count: int, noun: str) -> str:
    return f'{count:,} {noun}{"" if count == 1 else "s"}'
