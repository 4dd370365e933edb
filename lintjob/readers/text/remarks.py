"""Where comments to lintjob stand in Markdown: in its text, not in code that shows what one looks like."""

from __future__ import annotations

from bisect import bisect_right

from lintjob.expression import Expression
from lintjob.readers import comments
from lintjob.readers.text import frontmatter, markdown
from lintjob.readers.text import lines as lines_
from lintjob.source import Source, Span

#: What may stand before a comment that has its line to itself: it may be in a quote.
MARGIN = ' \t>'

_TICKS = Expression(r'(?:\r\n?|\n)[ \t]*+(?=[\r\n])|\\`|`++')
_LEAST_INDENT = 4
_MOST_LINES = 100


def find(source: Source) -> list[Span]:
    """The comments to lintjob of a Markdown file, without those in its front matter, which has none."""
    text = source.text
    front = frontmatter.read(source)
    start = front.end if front else 0
    found = [
        Span(begin, stop)
        for begin, stop in markdown.raw(text, start, len(text))
        if comments.is_one(text, begin) and not _is_indented_code(text, start, begin)
    ]
    if not found or '`' not in text:
        return found
    code = _code(text, start)
    begins = [span.start for span in code]
    return [span for span in found if not _is_within(span.start, code, begins)]


def _is_within(at: int, spans: list[Span], begins: list[int]) -> bool:
    number = bisect_right(begins, at)
    return bool(number) and at < spans[number - 1].end


def _code(text: str, start: int) -> list[Span]:
    """What stands between backticks, which pair within a paragraph."""
    found: list[Span] = []
    ticks: list[Span] = []
    for tick in _TICKS.finditer(text, start):
        if tick[0][0] == '`':
            ticks.append(Span(*tick.span()))
        elif tick[0][0] != '\\':
            found += _paired(ticks)
            ticks = []
    return found + _paired(ticks)


def _paired(ticks: list[Span]) -> list[Span]:
    """What stands between runs of backticks of one length, the first that come."""
    found = []
    open_ = 0
    lengths = [tick.end - tick.start for tick in ticks]
    last = {length: number for number, length in enumerate(lengths)}
    while open_ < len(ticks):
        length = lengths[open_]
        if last[length] > open_:
            close = lengths.index(length, open_ + 1)
            found.append(Span(ticks[open_].start, ticks[close].end))
            open_ = close
        open_ += 1
    return found


def _is_indented_code(text: str, start: int, at: int) -> bool:
    """Whether what begins at an offset is in a block of code by its indent, behind an empty line and outside of lists."""
    begin = _line_start(text, start, at)
    indent = text[begin:at].expandtabs(_LEAST_INDENT)
    if indent.strip() or len(indent) < _LEAST_INDENT:
        return False
    was_empty = False
    for _ in range(_MOST_LINES):
        if begin <= start:
            break
        end = begin - 1
        begin = _line_start(text, start, end)
        line = text[begin:end]
        if not line.strip():
            was_empty = True
        elif not line[0].isspace():
            return was_empty and not lines_.ITEM.match(line)
        else:
            was_empty = False
    return True


def _line_start(text: str, start: int, at: int) -> int:
    return max(text.rfind('\n', start, at), text.rfind('\r', start, at), start - 1) + 1
