"""What formats for programs have in common: JSON on one line, XML that any parser takes, paths from a root."""

from __future__ import annotations

import json
import os

from lintjob.paths import inside, is_outside
from lintjob.problem import Fix, Problem

#: What stands in the place of a rule where something could not be read, or a rule not be applied.
FAILED = 'lintjob.failed'
#: What a strict reader of lines would take for the end of one, though JSON lets it stand.
_LINE_ENDS = {ord(char): f'\\u{ord(char):04x}' for char in '\x85\u2028\u2029'}
_MARKUP = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;'}
_ILLEGAL = '\ufffd'
_XML = {
    **dict.fromkeys((*range(32), 0xFFFE, 0xFFFF), _ILLEGAL),
    **{ord(char): entity for char, entity in _MARKUP.items()},
}


def whole(text: str) -> str:
    """``text`` without halves of surrogate pairs, which no encoding has bytes for: U+FFFD stands for each."""
    if text.isascii():
        return text
    return text.encode('utf-16-le', 'surrogatepass').decode('utf-16-le', 'replace')


def as_json(value: object, *, exact: bool = False) -> str:
    """A value as JSON on one line, whatever is taken for the end of a line.

    ``exact`` keeps halves of surrogate pairs, as escapes, which strict parsers refuse; otherwise U+FFFD stands for them.
    """
    said = json.dumps(value, ensure_ascii=False)
    if said.isascii():
        return said
    if exact and not _is_whole(said):
        return json.dumps(value)
    return whole(said).translate(_LINE_ENDS)


def as_xml(text: str, *, keeps_lines: bool = False) -> str:
    """``text`` for an attribute; U+FFFD stands for what XML has no way to write. ``keeps_lines``: for between tags."""
    made = whole(text).translate(_XML)
    return made.replace('&#10;', '\n') if keeps_lines else made


def fix_as_object(fix: Fix | None) -> dict[str, object] | None:
    """A fix as the object that stands for it: what to put in the place of which characters of the file's text."""
    if fix is None:
        return None
    return {'start': fix.start, 'end': fix.end, 'text': fix.text, 'safe': fix.is_safe}


def last_line(problem: Problem) -> int:
    """The last line that holds some of a problem: one that ends before the first character of a line has nothing of it."""
    if problem.end_line > problem.line and problem.end_column == 1:
        return problem.end_line - 1
    return problem.end_line


def _is_whole(text: str) -> bool:
    return whole(text) == text


class Paths:
    """Paths as formats for programs have them: from a root, if one is given, with ``/``."""

    def __init__(self, root: str = '') -> None:
        self._root = root
        self._last = ('', '')

    def of(self, path: str) -> str:
        """A path from the root; as it is, with ``/`` and no ``./``, where it leads out of it or there is no root."""
        # The listings of a file come one behind the other.
        if self._last[0] != path:
            self._last = (path, self._made(path))
        return self._last[1]

    def _made(self, path: str) -> str:
        made = path.replace(os.sep, '/')
        if self._root:
            # The same way as in prints, also through links.
            seen = inside(path, self._root)
            if not is_outside(seen):
                made = seen
        # Programs compare paths by their letters.
        while made.startswith('./'):
            made = made[2:].lstrip('/')
        return made
