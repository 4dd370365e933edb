"""Comments to lintjob, read: ``<!-- lintjob: disable-next-line salary.missing: paid by the hour -->``."""

from __future__ import annotations

from lintjob.errors import did_you_mean
from lintjob.expression import Expression
from lintjob.source import Span
from lintjob.suppress.notices import PACK
from lintjob.typed import NamedTuple

NEXT_LINE, DISABLE, ENABLE, FILE = 'disable-next-line', 'disable', 'enable', 'disable-file'
VERBS = (NEXT_LINE, DISABLE, ENABLE, FILE)

_OPENING = Expression(r'<!--\s*+[Ll]intjob\s*+(:?)')
_VERB = Expression(r'\s*+([^\s:,]*+)')
_NAME = Expression(r'[^\s,:]++')
_SHAPE = 'as in "disable-next-line salary.missing, level: the reason"'


class Named(NamedTuple):
    """A name of rules, and where it stands in its file."""

    text: str
    span: Span

    def fits(self, rule: str) -> bool:
        """Whether a rule is meant: by its id, its pack or the beginning of its id."""
        return rule.startswith(self.text)


class Directive(NamedTuple):
    """What a comment asks for. Without names all rules are meant; ``span`` is the whole comment's in its file."""

    verb: str
    names: tuple[Named, ...]
    reason: str
    span: Span


class Mistake(NamedTuple):
    """Why a comment, or a part of it, can't be understood."""

    message: str
    span: Span


def parse(text: str, span: Span) -> Directive | Mistake:
    """The directive of the comment at a place of a text that is one to lintjob."""
    opening = _OPENING.match(text, *span)
    if not opening or not opening[1]:
        return Mistake(f'":" is missing behind "lintjob", {_SHAPE}', span)
    if not text.endswith('-->', opening.end(), span.end):
        return Mistake('"-->" is missing: all that follows is taken for a part of this comment', span)
    end = span.end - len('-->')
    found = _VERB.match(text, opening.end(), end)
    verb = found[1] if found else ''
    if not found or not verb:
        return Mistake(f'nothing is asked for; known are {", ".join(VERBS)}', span)
    if verb.lower() not in VERBS:
        near = did_you_mean(verb.lower(), VERBS) or f'; known are {", ".join(VERBS)}'
        return Mistake(f'"{verb}" means nothing to lintjob{near}', Span(*found.span(1)))
    colon = text.find(':', found.end(), end)
    reason = '' if colon < 0 else ' '.join(text[colon + 1 : end].split())
    names = _names(text, found.end(), end if colon < 0 else colon)
    return names if isinstance(names, Mistake) else Directive(verb.lower(), names, reason, span)


def _names(text: str, start: int, end: int) -> tuple[Named, ...] | Mistake:
    """The names in a piece of a comment, which are separated by commas."""
    if not text[start:end].strip():
        return ()
    names = []
    for part in text[start:end].split(','):
        found = list(_NAME.finditer(text, start, start + len(part)))
        if not found:
            return Mistake('a rule is missing beside ","', Span(start, min(start + 1, end)))
        if len(found) > 1:
            place = Span(found[0].start(), found[-1].end())
            return Mistake(f'rules are separated by commas, and ":" stands before the reason, {_SHAPE}', place)
        name = Named(found[0][0], Span(*found[0].span()))
        if name.text.startswith(PACK):
            return Mistake(f"problems of {PACK} can't be suppressed, but left out by ignore in the settings", name.span)
        names.append(name)
        start += len(part) + 1
    return tuple(names)
