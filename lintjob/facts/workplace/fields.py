"""The workplace that a field of a listing states: ``workplace: ON_SITE``, ``remote: false``, ``hybrid: true``."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.expression import Expression
from lintjob.listing import Field, Listing
from lintjob.matcher import Hits
from lintjob.source import Span
from lintjob.typed import NamedTuple

#: The fields that are for the workplace and for nothing else.
FIELDS = ('workplace', 'remote')

#: A longer value is a sentence, which is read as the text is.
_LONGEST = 60
_PARTS = Expression(r'\s*[,/|;+&]\s*')
_BETWEEN = Expression(r'(?<=\p{Ll})(?=\p{Lu})|[\s_.\u2010-\u2015-]+')
_EDGES = ' ()[]{}"\'\u2060*#!'


class Said(NamedTuple):
    """What a field states.

    ``modes``: those of ``onsite``, ``hybrid`` and ``remote`` that it names, several where it offers a choice;
    none where it says that nothing is stated. ``is_partly``: hybrid work is only a possibility.
    ``is_refusal``: it only says that the job is not a remote one (``remote: false``). ``is_flag``: it is a yes
    or no, whose sense is in its name.
    """

    modes: tuple[str, ...]
    span: Span
    is_partly: bool = False
    is_refusal: bool = False
    is_flag: bool = False


def read(listing: Listing, hits: Hits) -> Iterator[Said]:
    """What the fields for the workplace state, as far as their whole values are known words."""
    for name in FIELDS:
        field = listing.fields.get(name)
        if field and field.value:
            said = _said(hits, name, field)
            if said:
                yield said


def _said(hits: Hits, name: str, field: Field) -> Said | None:
    value = field.value.strip()
    if not 0 < len(value) <= _LONGEST:
        return None
    flag = _flag(hits, value)
    if flag is not None:
        return _flagged(hits, name, field, flag=flag)
    modes: list[str] = []
    for part in [value] if _sense(hits, value) else _PARTS.split(value):
        mode = _sense(hits, part)
        if mode is None:
            # Such as "remote": "Europe".
            is_region = name == 'remote' and value[:1].isupper() and hits.at('workplace.region', *field.span)
            return Said(('remote',), field.span) if is_region else None
        modes.append(mode)
    stated = tuple(mode for mode in ('onsite', 'hybrid', 'remote') if mode in modes)
    if not stated and 'partly' in modes:
        return Said(('hybrid',), field.span, is_partly=True)
    return Said(stated, field.span)


def _flagged(hits: Hits, name: str, field: Field, *, flag: bool) -> Said:
    """What a yes or no says, by the field's name: ``isRemote: true``, ``hybrid: true``, ``remote_status: none``."""
    label = field.label.rpartition('.')[2].removeprefix('is')
    mode = _sense(hits, label) or ('remote' if name == 'remote' else '')
    if mode == 'partly':
        return Said(('hybrid',) if flag else (), field.span, is_partly=True, is_flag=True)
    if not flag:
        is_remote = mode == 'remote' or 'remote' in label.lower()
        return Said(('onsite',) if is_remote else (), field.span, is_refusal=is_remote, is_flag=True)
    # "Home office: yes", "Télétravail : oui" promise no more than that it is possible.
    if mode == 'remote' and name == 'workplace':
        return Said(('hybrid',), field.span, is_partly=True, is_flag=True)
    return Said((mode,) if mode in ('onsite', 'hybrid', 'remote') else (), field.span, is_flag=True)


def _flag(hits: Hits, value: str) -> bool | None:
    """Whether a value is a yes or a no; None for anything else."""
    return {'yes': True, 'no': False}.get(_sense(hits, value) or '')


def _sense(hits: Hits, value: str) -> str | None:
    words = ' '.join(_BETWEEN.split(value.strip(_EDGES))).strip()
    return hits.sense('workplace.field', words) if words else None
