"""What people get wrong in JSON, and how to say so."""

from __future__ import annotations

from json import JSONDecodeError

from lintjob.errors import Complaint
from lintjob.expression import Expression
from lintjob.source import Source, Span

_WORD = Expression(r'[+.\w-]{1,20}')
_SCRIPT = Expression(r'(?:(?:var|let|const|export|return|module|window)\b|[\w.$]{1,60}\s*+[(=])')
_CLOSERS = {'{': '}', '[': ']'}
_CURLY = '\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019'
_AS_WRITTEN = {
    **dict.fromkeys(('True', 'TRUE', 'yes', 'Yes'), 'true'),
    **dict.fromkeys(('False', 'FALSE', 'no', 'No'), 'false'),
    **dict.fromkeys(('None', 'Null', 'NULL', 'undefined', 'nil'), 'null'),
}


class SlipError(Exception):
    """A mistake in JSON: where, and what is said of it. ``is_behind``: JSON that is right ends before it."""

    def __init__(self, at: int, message: str, *, is_behind: bool = False) -> None:
        super().__init__(message)
        self.at = at
        self.message = message
        self.is_behind = is_behind


def complaint(source: Source, slip: SlipError) -> Complaint:
    """What is said of a mistake in a source."""
    return source.complaint(slip.at, f'this is no JSON: {slip.message}')


def behind(text: str, at: int) -> SlipError:
    """Something stands behind the end."""
    return _comment(text, at) or SlipError(at, 'what stands before this is complete already', is_behind=True)


def no_value(text: str, at: int, stop: int) -> SlipError:
    """No value stands where one should."""
    char = text[at : at + 1] if at < stop else ''
    if not char:
        return SlipError(at, 'it ends where a value should stand')
    word = _WORD.match(text, at, stop)
    if char.isdigit() or (char in '+-.' and word):
        return _no_number(at, word[0] if word else char)
    if word and word[0] in _AS_WRITTEN:
        return SlipError(at, f'{word[0]} is written {_AS_WRITTEN[word[0]]} here')
    if char == '<':
        return SlipError(at, 'it looks like HTML or XML; if that is right, "--input-format" says so')
    if word and not text[:at].strip('\ufeff \t\r\n') and _SCRIPT.match(text, at, stop):
        return SlipError(at, 'it looks like JavaScript: leave out what stands around the outermost brackets')
    hint = '; a text stands in double quotes' if word else ''
    return _comment(text, at) or _quote(char, at) or SlipError(at, f'a value should stand here{hint}')


def no_item(text: str, begin: int, at: int, stop: int) -> SlipError:
    """A comma or the closing bracket stands in a list where a value should."""
    if text.startswith(']', at, stop):
        return _trailing(text, begin, at)
    return no_value(text, at, stop)


def no_key(text: str, begin: int, at: int, stop: int) -> SlipError:
    """No key stands where one should."""
    char = text[at : at + 1] if at < stop else ''
    if not char:
        return _open(text, begin)
    if char == '}':
        return _trailing(text, begin, at)
    if char == "'":
        return SlipError(at, 'a key stands in double quotes, not in single ones')
    if char.isalpha() or char in '_$':
        return SlipError(at, 'a key stands in double quotes')
    return (
        _comment(text, at) or _quote(char, at) or _crossed(text, begin, at) or SlipError(at, 'a key should stand here')
    )


def no_colon(text: str, begin: int, at: int, stop: int) -> SlipError:
    """No colon stands behind a key."""
    if at >= stop:
        return _open(text, begin)
    return _comment(text, at) or SlipError(at, 'a colon should stand here, between the key and its value')


def no_mark(text: str, begin: int, value: Span, stop: int) -> SlipError:
    """Neither a comma nor the closing bracket stands behind a value."""
    at = value.end
    if at < stop and text[value.start] not in '"[{':
        word = _WORD.match(text, value.start, stop)
        if word and word.end() > at:
            return _no_number(value.start, word[0])
    while at < stop and text[at] in ' \t\r\n':
        at += 1
    if at >= stop:
        return _open(text, begin)
    closer = _CLOSERS[text[begin]]
    hint = ''
    if at == value.end and text[at - 1] == '"' and (text[at].isalnum() or text[at] in '_\\'):
        hint = ', or the quote before it is part of the text and lacks its backslash'
    return (
        _comment(text, at) or _crossed(text, begin, at) or SlipError(at, f'a comma or {closer} should stand here{hint}')
    )


def open_text(text: str, at: int, stop: int) -> SlipError:
    """A text that is not closed."""
    line = min((place for place in (text.find('\n', at, stop), text.find('\r', at, stop)) if place >= 0), default=-1)
    within = ' in its line; a line end within a text is written \\n' if line >= 0 else ''
    return SlipError(at, f'this text is not closed{within}')


def in_text(text: str, at: int, error: JSONDecodeError) -> SlipError:
    """Something is wrong in the text that begins at an offset; the scanner says what."""
    if 'escape' not in error.msg:
        return open_text(text, at, len(text))
    place = max(text.rfind('\\', at, error.pos + 1), at)
    if text.startswith('\\u', place):
        return SlipError(place, 'four hexadecimal digits should stand behind \\u')
    return SlipError(place, f'no escape {text[place : place + 2]} is known; a backslash is written \\\\')


def _no_number(at: int, written: str) -> SlipError:
    if written[0].isalpha():
        return SlipError(at, 'a value should stand here; a text stands in double quotes')
    return SlipError(at, f'{written} is no number; in double quotes it would be a text')


def _open(text: str, begin: int) -> SlipError:
    return SlipError(begin, f'this {text[begin]} is not closed')


def _trailing(text: str, begin: int, at: int) -> SlipError:
    comma = text.rfind(',', begin, at)
    return SlipError(max(comma, begin), f'nothing follows this comma but {text[at]}: leave the comma out')


def _crossed(text: str, begin: int, at: int) -> SlipError | None:
    if text[at] not in '}]':
        return None
    closer = _CLOSERS[text[begin]]
    return SlipError(at, f'a {closer} should stand here, since a {text[begin]} is to be closed')


def _comment(text: str, at: int) -> SlipError | None:
    if text.startswith(('//', '/*', '#'), at):
        return SlipError(at, 'no comment can stand in it; leave this one out')
    return None


def _quote(char: str, at: int) -> SlipError | None:
    if char in _CURLY or char in "'`":
        return SlipError(at, 'texts stand in straight double quotes (")')
    return None
