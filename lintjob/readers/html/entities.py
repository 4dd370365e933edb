"""Entities: ``&amp;``, ``&#8364;``, ``&nbsp`` and all others, read as browsers read them."""

from __future__ import annotations

from functools import lru_cache
from html import unescape as _decoded
from html.entities import html5

from lintjob.expression import Expression
from lintjob.passage import Passage, Table, Woven, Writing

#: What an entity looks like. Whether it is one, ``decode`` says: not every name stands for something.
ENTITY = r'&(?:#(?:[xX][0-9a-fA-F]++|[0-9]++);?|[A-Za-z][A-Za-z0-9]{1,31}+;?)'

_ENTITY = Expression(ENTITY)
_CLOSED = Expression(r'&(?:#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7})|[A-Za-z][A-Za-z0-9]{1,31});')
_MOST_DIGITS = 10
_UNKNOWN = '\ufffd'
# Those that escaped HTML is full of; none of their characters can be part of another entity.
_COMMON = (('&lt;', '<'), ('&gt;', '>'), ('&quot;', '"'), ('&#39;', "'"), ('&nbsp;', '\xa0'))


@lru_cache(2048)
def decode(token: str) -> tuple[str, int]:
    """What a token of the form of ENTITY stands for, and how many of its characters do; ('', 0) if it is no entity."""
    if token[1] == '#':
        if len(token) > _MOST_DIGITS + 4:
            return _UNKNOWN, len(token)
        return _decoded(token), len(token)
    name = token[1:]
    if name[-1] == ';' and name in html5:
        return html5[name], len(token)
    # Some of the oldest need no semicolon, also where letters follow.
    for size in range(len(name), 1, -1):
        if name[:size] in html5:
            return html5[name[:size]], size + 1
    return '', 0


def has_closed(text: str) -> bool:
    """Whether a text that is no HTML holds entities: with their semicolon, so that ``&copy=1`` in an address is none."""
    return '&' in text and any(decode(found[0])[0] for found in _CLOSED.finditer(text))


def unescape(passage: Passage) -> Passage:
    """The text of a passage with its entities decoded."""
    text = passage.text
    if '&' not in text:
        return passage
    plain = text
    for token, char in _COMMON:
        plain = plain.replace(token, char)
    if '&' in plain:
        plain = _ENTITY.sub(_meant, plain)
    return Woven(plain, lambda: _table(passage), _encode)


def encode(text: str) -> str:
    """A text as it stands between tags."""
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


def _encode(writing: Writing) -> str | None:
    return encode(writing.text)


def _meant(found: object) -> str:
    token: str = found[0]  # type: ignore[index]
    chars, used = decode(token)
    return chars + token[used:]


def _table(passage: Passage) -> Table:
    table = Table()
    text = passage.text
    size = at = 0
    for found in _ENTITY.finditer(text):
        chars, used = decode(found[0])
        if not used:
            continue
        start = found.start()
        if start > at:
            table.add(size, passage, at, start)
            size += start - at
        at = start + used
        if chars:
            table.add(size, passage, start, at)
            size += len(chars)
    if at < len(text):
        table.add(size, passage, at, len(text))
    return table
