"""``full``: each problem with the text around it, and a count at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lintjob.listing import Listing
from lintjob.problem import Level, Problem
from lintjob.reporters import Look, Summary, concise
from lintjob.reporters.excerpt import MORE, excerpt_of
from lintjob.reporters.lines import INDENT, line, numbered, paint, visible

_INDENT = '    '
_LONGEST_TITLE = 100


class Reporter(concise.Reporter):
    """Output for a person: the problem, the words in their place, carets beneath them."""

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """Three lines for each problem; one where there are no words to show. Records are told apart by their titles."""
        if problems and listing.is_record and not self.look.group:
            yield record(listing, self.look) + '\n'
        yield from super().listing(listing, problems)

    def end(self, summary: Summary) -> Iterator[str]:
        """The count by level."""
        yield from super().end(summary)
        if not self.look.quiet:
            parted = self.look.group and sum(summary.counts.values())
            yield ('\n' if parted else '') + closing(summary) + '\n'

    def shown(self, listing: Listing, problem: Problem) -> list[str]:
        """The line of a problem, and its words with carets."""
        lines = [line(problem, self.look) + '\n']
        if words := excerpt_of(
            listing.source, problem, self.look.width - len(_INDENT) - (len(INDENT) if self.look.group else 0)
        ):
            text, carets = words
            lines += [f'{_INDENT}{text}\n', f'{_INDENT}{paint(carets, "1;32", self.look)}\n']
        return lines


def record(listing: Listing, look: Look) -> str:
    """Which record of a file a listing is, for a person."""
    number, _, title = which(listing).partition(' ')
    return f'{paint(number, "1", look)} {title}'


def which(listing: Listing) -> str:
    """Which record of a file a listing is: its number, counted from 1 as people do, and its title."""
    title = listing.field('title') or listing.words(listing.head)
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rstrip() + MORE
    return f'#{listing.number + 1} {visible(title) or "(no text)"}'


def closing(summary: Summary) -> str:
    """The count: problems by level, listings, what was left out and why, what could not be read."""
    total = sum(summary.counts.values())
    listings = numbered(summary.listings, 'listing')
    if total:
        by_level = ', '.join(
            numbered(summary.counts[level], str(level)) for level in reversed(Level) if summary.counts.get(level)
        )
        said = f'Found {numbered(total, "problem")} ({by_level}) in {listings}'
    else:
        said = f'Found no problems in {listings}'
    if summary.is_cut:
        said = f'Broken off: f{said[1:]} so far'
    parts = [said]
    for language, count in sorted(summary.unread.items()):
        parts.append(f'{count:,} of them {_are(count)} in {language}, for which only the rules of any language hold')
    if summary.fixed:
        where = f' in {numbered(summary.mended, "file")}' if summary.mended else ''
        parts.append(f'fixed {numbered(summary.fixed, "problem")}{where}')
    if summary.fixable:
        more = f' ({summary.unsafely:,} more with --unsafe-fixes)' if summary.unsafely else ''
        parts.append(f'{summary.fixable:,} can be fixed with --fix{more}')
    elif summary.unsafely:
        parts.append(f'{summary.unsafely:,} can be fixed with --fix --unsafe-fixes')
    if summary.suppressed:
        parts.append(f'{summary.suppressed:,} suppressed')
    if summary.held:
        parts.append(f'{summary.held:,} held back by the baseline')
    if summary.gone:
        parts.append(f'{summary.gone:,} of the baseline {_are(summary.gone)} gone: run "lintjob baseline --prune"')
    if summary.passed_over:
        kind = 'is no listing' if summary.passed_over == 1 else 'are no listings'
        parts.append(f'passed over {numbered(summary.passed_over, "file")} that {kind}')
    if summary.excluded:
        parts.append(f'left alone {numbered(summary.excluded, "file")} that the settings exclude')
    if summary.failed:
        rest = 'it' if summary.failed == 1 else 'them'
        parts.append(f'could not read {numbered(summary.failed, "file")}, or not all of {rest}')
    return '; '.join(parts) + '.'


def _are(count: int) -> str:
    return 'is' if count == 1 else 'are'
