"""Words in their place: a line of the text, cut to the width of the window, and carets beneath the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from lintjob.problem import Problem
from lintjob.reporters.lines import visible
from lintjob.source import Source, Span

#: What stands for text that is left out.
MORE = '…'
_LEAST = 40


def excerpt(source: Source, span: Span, width: int) -> tuple[str, str] | None:
    """The line of ``span``, cut to a window of ``width`` columns around it, and carets under it.

    Of a span that runs over several lines the first line is shown. None where there is no text.
    """
    start, stop = _line(source, span.start)
    begin, end = span.start, max(min(span.end, stop), span.start)
    if not source.text[begin:end].strip() and not source.text[start:stop].strip():
        return None
    # Cells rather than characters: an emoji takes two columns, a combining accent none.
    room = max(width, _LEAST) - 2 * len(MORE)
    while end > begin + 1 and cells(source.text[begin:end]) > room:
        end -= max(1, (cells(source.text[begin:end]) - room) // 2)
    left, right = begin, end
    used = cells(source.text[begin:end])
    grew = True
    while grew:
        grew = False
        # Two characters before for one behind: what leads up to a fault explains it best.
        for step in (-1, -1, 1):
            if step < 0 and left > start and used + cells(source.text[left - 1]) <= room:
                left -= 1
                used += cells(source.text[left])
                grew = True
            elif step > 0 and right < stop and used + cells(source.text[right]) <= room:
                used += cells(source.text[right])
                right += 1
                grew = True
    before = (MORE if left > start else '') + visible(source.text[left:begin])
    after = visible(source.text[end:right]) + (MORE if right < stop else '')
    if not before.strip(MORE).strip() and not left > start:
        before = before.lstrip()
    match = visible(source.text[begin:end])
    return f'{before}{match}{after}'.rstrip(), ' ' * cells(before) + '^' * max(1, cells(match))


def excerpt_of(source: Source, problem: Problem, width: int) -> tuple[str, str] | None:
    """The words of a problem in their place. See ``excerpt``."""
    begin = source.begin.offset
    return excerpt(source, Span(problem.start - begin, problem.end - begin), width)


def lines(source: Source, span: Span) -> Iterator[Span]:
    """``span`` line by line, without the blanks at the edges of each; all of it where it holds nothing else."""
    text = source.text
    at = span.start
    found = False
    while at < span.end:
        stop = min(_line(source, at)[1], span.end)
        words = text[at:stop]
        if words.strip():
            found = True
            yield Span(at + len(words) - len(words.lstrip()), at + len(words.rstrip()))
        at = stop + 1
    if not found:
        yield span


def cells(text: str) -> int:
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


def _line(source: Source, offset: int) -> tuple[int, int]:
    """Where the line of an offset begins, and where it stops, before its line end."""
    text = source.text
    # A record may begin within a line; what is before it is not at hand.
    start = max(offset - (source.position(offset).column - 1), 0)
    return start, min((at for end in '\r\n' if (at := text.find(end, offset)) >= 0), default=len(text))
