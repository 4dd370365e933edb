"""``full``: each problem with the text around it, and a count at the end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from lintjob.problem import Level, Problem
from lintjob.reporters import Summary, concise
from lintjob.reporters.concise import line, paint, visible
from lintjob.source import Source

_INDENT = '    '
_MORE = '…'
_LEAST = 40


class Reporter(concise.Reporter):
    """Output for a person: the problem, the words in their place, carets beneath them."""

    def file(self, source: Source, problems: Sequence[Problem]) -> Iterator[str]:
        """Three lines for each problem; one where there are no words to show."""
        for problem in problems:
            yield line(problem, self.look) + '\n'
            shown = excerpt(source, problem, max(self.look.width - len(_INDENT), _LEAST))
            if shown:
                text, carets = shown
                yield f'{_INDENT}{text}\n{_INDENT}{paint(carets, "1;32", self.look)}\n'

    def end(self, summary: Summary) -> Iterator[str]:
        """The count by level."""
        if not self.look.quiet:
            yield closing(summary) + '\n'


def excerpt(source: Source, problem: Problem, width: int) -> tuple[str, str] | None:
    """The problem's line, cut to a window of ``width`` columns around the match, and carets under the match.

    Of a match that runs over several lines the first line is shown. None where there is no text.
    """
    start = problem.start - (problem.column - 1)
    stop = min((at for end in '\r\n' if (at := source.text.find(end, problem.start)) >= 0), default=len(source.text))
    begin, end = problem.start, max(min(problem.end, stop), problem.start)
    if not source.text[begin:end].strip() and not source.text[start:stop].strip():
        return None
    # Cells rather than characters: an emoji takes two columns, a combining accent none.
    room = width - 2 * len(_MORE)
    while end > begin + 1 and _cells(source.text[begin:end]) > room:
        end -= max(1, (_cells(source.text[begin:end]) - room) // 2)
    left, right = begin, end
    used = _cells(source.text[begin:end])
    grew = True
    while grew:
        grew = False
        # Two characters before for one behind: what leads up to a fault explains it best.
        for step in (-1, -1, 1):
            if step < 0 and left > start and used + _cells(source.text[left - 1]) <= room:
                left -= 1
                used += _cells(source.text[left])
                grew = True
            elif step > 0 and right < stop and used + _cells(source.text[right]) <= room:
                used += _cells(source.text[right])
                right += 1
                grew = True
    before = (_MORE if left > start else '') + visible(source.text[left:begin])
    after = visible(source.text[end:right]) + (_MORE if right < stop else '')
    if not before.strip(_MORE).strip() and not left > start:
        before = before.lstrip()
    match = visible(source.text[begin:end])
    return f'{before}{match}{after}'.rstrip(), ' ' * _cells(before) + '^' * max(1, _cells(match))


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


def _cells(text: str) -> int:
    """How many columns of a terminal ``text`` takes, by Unicode's East Asian width."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(char) or '\ufe00' <= char <= '\ufe0f'
        else 2
        if unicodedata.east_asian_width(char) in 'WF'
        else 1
        for char in text
    )
