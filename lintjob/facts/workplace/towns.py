"""Towns and countries in the words beside a workplace: "our Leeds office", "1 day a week in York"."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.expression import Expression
from lintjob.gazetteer import folded, gazetteer
from lintjob.source import Span

# A name of up to three words in capitals, small words between them: "Frankfurt am Main".
_NAME = r"\p{Lu}[\p{L}'\u2019-]+(?:\.?[ -](?:\p{Ll}{1,3}[ -]){0,2}\p{Lu}[\p{L}'\u2019-]+){0,2}"
_NAMES = Expression(rf'(?<![\p{{L}}\d]){_NAME}')
_WORD = Expression(r'[ -](?:\p{Ll}{1,3}[ -]){0,2}')
_BEFORE = Expression(
    rf'(?<![\p{{L}}\d])(?P<name>{_NAME})[^\S\n]*\**[^\S\n]*[-\u2013\u2014,(|:\\\u2060]{{0,3}}[^\S\n]*\**[^\S\n]*\(?\Z'
)
_AFTER = Expression(rf'[^\S\n]*[,:(\u2013-]?[^\S\n]*\(?(?:\p{{L}}{{1,4}}[^\S\n]+){{0,2}}(?P<name>{_NAME})')
_REACH = 40


def before(text: str, at: int, kinds: tuple[str, ...] = ('city',)) -> Span | None:
    """The town whose name ends right before an offset, a dash or a bracket between them."""
    found = _BEFORE.search(text, max(0, at - _REACH), at)
    return _known(text, Span(*found.span('name')), kinds, from_end=True) if found else None


def after(text: str, at: int, end: int, kinds: tuple[str, ...] = ('city',)) -> Span | None:
    """The town whose name stands behind an offset, a small word or two between them: "in York"."""
    found = _AFTER.match(text, at, min(end, at + _REACH))
    return _known(text, Span(*found.span('name')), kinds) if found else None


def within(text: str, start: int, end: int, kinds: tuple[str, ...]) -> Iterator[Span]:
    """All places of some kinds that are named in ``text[start:end]``."""
    for found in _NAMES.finditer(text, start, end):
        known = _known(text, Span(*found.span()), kinds)
        if known:
            yield known


def _known(text: str, span: Span, kinds: tuple[str, ...], *, from_end: bool = False) -> Span | None:
    """The longest part of a name, from its beginning or its end, that is a place."""
    names = gazetteer().names
    gaps = [Span(*gap.span()) for gap in _WORD.finditer(text, *span)]
    if from_end:
        parts = [span, *(Span(gap.end, span.end) for gap in gaps)]
    else:
        parts = [span, *(Span(span.start, gap.start) for gap in reversed(gaps))]
    for part in parts:
        senses = names.get(folded(text[part.start : part.end]), ())
        if any(sense.kind in kinds and not sense.weak for sense in senses):
            return part
    return None
