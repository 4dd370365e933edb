"""How YAML's scalars write a text in the place of another."""

from __future__ import annotations

import yaml

from lintjob.expression import Expression
from lintjob.passage import Writing

_LINE_END = Expression(r'[\r\n]')
_FLOW = frozenset(',[]{}')
_SHORT = {'"': '\\"', '\\': '\\\\', '\t': '\\t'}


def encode(style: str, writing: Writing) -> str | None:
    """The text as a scalar of a style writes it; None where that would change what the scalar says beside it.

    ``style`` is that of ``scalars.passage``. A scalar without quotes takes nothing that needs them.
    """
    text = writing.text
    if _LINE_END.search(text):
        return None
    if style == '"':
        text = ''.join(_SHORT.get(char) or (char if char.isprintable() else _escaped(char)) for char in text)
    elif not all(char.isprintable() or char == '\xa0' for char in text):
        return None
    elif style == "'":
        text = text.replace("'", "''")
    elif not style and not _stays_plain(writing):
        return None
    return text if _keeps_lines(writing, text) else None


def is_plain(words: str) -> bool:
    """Whether a scalar may stand without quotes, and is read as these words and nothing else."""
    try:
        return bool(yaml.safe_load(f'key: {words}') == {'key': words})
    except (yaml.YAMLError, ValueError):
        return False


def _escaped(char: str) -> str:
    code = ord(char)
    return f'\\x{code:02x}' if code < 0x100 else f'\\u{code:04x}' if code < 0x10000 else f'\\U{code:08x}'


def _stays_plain(writing: Writing) -> bool:
    start, end = writing.span
    was = writing.view[start:end]
    if any(sign in writing.text and sign not in was for sign in _FLOW):
        return False
    return is_plain(' '.join((writing.view[:start] + writing.text + writing.view[end:]).splitlines()))


def _keeps_lines(writing: Writing, text: str) -> bool:
    """Whether the edges of the line keep their blanks, of which YAML makes much, and something is left between them."""
    origin, (start, end) = writing.origin, writing.place
    first = max(origin.rfind('\n', 0, start), origin.rfind('\r', 0, start)) + 1
    found = _LINE_END.search(origin, end)
    stop = found.start() if found else len(origin)
    if _LINE_END.search(writing.was):
        return False
    before, after = origin[first:stop], origin[first:start] + text + origin[end:stop]
    if not after.strip():
        return False
    return all(
        len(line) - len(strip(line)) == len(other) - len(strip(other))
        for line, other, strip in ((before, after, str.lstrip), (before, after, str.rstrip))
    )
