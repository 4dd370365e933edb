"""How a text without tags, plain or Markdown, takes other words: so that they are read as words, not as marks."""

from __future__ import annotations

from collections.abc import Sequence

from lintjob.expression import Expression
from lintjob.passage import Writing
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.readers.fields import Leaf
from lintjob.readers.text import inline
from lintjob.readers.text import lines as lines_
from lintjob.readers.text.mask import Mask
from lintjob.source import Span

_LINE_END = Expression(r'[\r\n]')
_SIGN = Expression(r'[\\\\`*_\[\]<>{}~|]')
_ENTITY = Expression(r'&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});')
_TAG = Expression(r'</?[A-Za-z!]')
# What ends a line, what no format takes, and what a view covers with.
_UNFIT = Expression(rf'[\x00-\x08\n-\x1f\x7f\ud800-\udfff\ufffe\uffff{JOINER}{HIDDEN}{LINK}]')
_EMPTY_LINE = Expression(r'(?:\r\n?|\n)[^\S\r\n]*+[\r\n]')
#: What front matter takes in a value of several lines, whatever its style is.
_HARMLESS = Expression(r'(?:[^\W_]|[ ,;.()/+-])*+')


def plain(writing: Writing) -> str | None:
    """A text as a file of plain text holds it; None where it would be read as a mark."""
    return writing.text if is_shown(writing.origin, writing.span, writing.text, plain=True) else None


def field(writing: Writing) -> str | None:
    """A text as prose in a field holds it, where entities and tags are looked for."""
    start, end = writing.span
    whole = writing.origin[:start] + writing.text + writing.origin[end:]
    if _makes(_ENTITY, writing) or ('<' in whole and _makes(_TAG, writing)):
        return None
    return plain(writing)


def markdown(writing: Writing) -> str | None:
    """A text as Markdown holds it: its signs escaped where they would be read as marks; None where that is no help."""
    if _makes(_ENTITY, writing):
        return None
    if is_shown(writing.origin, writing.span, writing.text, plain=False) and not _makes(_TAG, writing):
        return writing.text
    escaped = _SIGN.sub(r'\\\g<0>', writing.text)
    seen = _SIGN.sub(rf'{JOINER}\g<0>', writing.text)
    is_it = escaped != writing.text and is_shown(writing.origin, writing.span, escaped, plain=False, seen=seen)
    return escaped if is_it else None


def document(writing: Writing, leaves: Sequence[Leaf], front: int) -> str | None:
    """A text as a Markdown file holds it. ``leaves`` are the values of its front matter, ``front`` is where that ends."""
    start, end = writing.span
    if start >= front:
        return markdown(writing)
    place = next((leaf.span for leaf in leaves if leaf.span.start <= start and end <= leaf.span.end), None)
    return writing.text if place and _fits(writing, place) else None


def _fits(writing: Writing, place: Span) -> bool:
    """Whether a value of front matter, which stands in a place, may hold a text as it is."""
    origin, (start, end), text = writing.origin, writing.span, writing.text
    value = origin[slice(*place)]
    whole = origin[place.start : start] + text + origin[end : place.end]
    if not whole.strip() or whole != whole.strip() or not is_shown(origin, writing.span, text, plain=False):
        return False
    if '\\' in origin[max(start - 1, 0) : end] or '\\' in text:
        return False
    if _LINE_END.search(value):
        return _HARMLESS.fullmatch(text) is not None
    quote = origin[place.start - 1 : place.start]
    if quote in ('"', "'"):
        return quote not in text + origin[max(start, place.start) : end] and text.isprintable()
    if origin.lstrip().startswith('+++') or any(sign in text for sign in ',[]{}'):
        return False
    # Imported here: YAML is loaded where something is written into it.
    from lintjob.readers.yaml.writing import is_plain  # noqa: PLC0415

    return is_plain(whole)


def _makes(pattern: Expression, writing: Writing) -> bool:
    """Whether something is found in the new text, or across its edges, that is of a pattern."""
    start, end = _line(writing.origin, writing.span)
    line = writing.origin[start : writing.span.start] + writing.text + writing.origin[writing.span.end : end]
    first = writing.span.start - start
    last = first + len(writing.text)
    return any(found.start() < max(last, first + 1) and found.end() > first for found in pattern.finditer(line))


def is_shown(raw: str, span: Span, text: str, *, plain: bool, seen: str | None = None) -> bool:
    """Whether a reader of ``raw`` sees ``text`` in the place of a span, and all else of its line as before.

    ``plain``: as ``inline.cover`` takes it. ``seen``: what is seen of ``text``, where that is not itself.
    """
    if _UNFIT.search(text) or _EMPTY_LINE.search(raw, span.start, span.end):
        return False
    if not _may_join(raw, span):
        return False
    start, end = _line(raw, span)
    before, behind = raw[start : span.start], raw[span.end : end]
    line, made = raw[start:end], before + text + behind
    mask, its = _masked(line, plain=plain), _masked(made, plain=plain)
    if its != mask[: len(before)] + (text if seen is None else seen) + mask[len(line) - len(behind) :]:
        return False
    return _form(line) == _form(made) and _is_row_still(line, made) and _begins_alike(line, made)


def _may_join(raw: str, span: Span) -> bool:
    """Whether the lines that a span goes over may become one: the last of them does not begin with a mark."""
    if not _LINE_END.search(raw, *span):
        return True
    line = raw[slice(*_line(raw, Span(span.end, span.end)))].lstrip()
    return line[:1].isalnum() and not lines_.ITEM.match(line)


def _masked(line: str, *, plain: bool) -> str:
    mask = Mask(line)
    inline.cover(mask, 0, len(line), plain=plain)
    return mask.view()


def _form(line: str) -> tuple[object, ...]:
    """What a line is by its looks."""
    words = line.strip()
    if not words:
        return ()
    item = lines_.ITEM.match(words)
    return (
        len(line) - len(line.lstrip()),
        len(line) - len(line.rstrip()),
        item[0] if item else None,
        lines_.is_ruler(words),
        lines_.framed(words) is not None,
        lines_.is_bold(words),
    )


def _is_row_still(line: str, made: str) -> bool:
    """Whether a line is a label with its value as before; one whose label was no word for a sign in it may become one."""
    was, now = lines_.is_row(line.strip()), lines_.is_row(made.strip())
    is_same = len(line.split()) == len(made.split()) and all(line.count(sign) == made.count(sign) for sign in ':\uff1a')
    return was == now or (now and is_same)


def _begins_alike(line: str, made: str) -> bool:
    """Whether the first sign of a line makes the same of it as that of another: a letter makes nothing."""
    one, two = line.lstrip()[:1], made.lstrip()[:1]
    return one == two or (two.isalpha() and (one.isalnum() or not one.isascii())) or (two.isdigit() and one.isdigit())


def _line(text: str, span: Span) -> Span:
    """The lines in which a span stands."""
    start = max(text.rfind('\n', 0, span.start), text.rfind('\r', 0, span.start)) + 1
    found = _LINE_END.search(text, span.end)
    return Span(start, found.start() if found else len(text))
