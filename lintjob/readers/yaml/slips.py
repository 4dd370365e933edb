"""What people get wrong in YAML, and how to say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

_QUOTED = '; put the text in quotes'

#: What the parser says, whether at the place where it began to read rather than where it stopped, and our words.
_SAID: dict[str, tuple[bool, str]] = {
    'mapping values are not allowed': (
        False,
        f'a colon with a blank behind it makes a key of what is before it{_QUOTED}',
    ),
    "could not find expected ':'": (
        True,
        f'a key stands here without its colon; a text of several lines is indented{_QUOTED}',
    ),
    'found unexpected end of stream': (True, 'this quote is never closed'),
    'found unexpected document indicator': (True, 'this quote is not closed before a line of --- or ...'),
    'found unknown escape character': (
        False,
        'no such escape is known within double quotes; a backslash is written \\\\',
    ),
    'did not find expected hexdecimal number': (False, 'hexadecimal digits should stand behind \\x, \\u and \\U'),
    'found undefined tag handle': (False, f'a word that begins with ! is a tag{_QUOTED}'),
    'did not find expected whitespace or line break': (
        False,
        f'a blank should stand behind a tag or an anchor{_QUOTED}',
    ),
    'did not find expected alphabetic or numeric character': (
        True,
        f"what begins with * or & is a name of YAML's own{_QUOTED}",
    ),
    'did not find expected comment or line break': (False, f'nothing may stand behind | or > in its line{_QUOTED}'),
    'found character that cannot start any token': (False, f'no text can begin with this character{_QUOTED}'),
    'block sequence entries are not allowed': (False, f'a list begins on a line of its own{_QUOTED}'),
    'block mapping entries are not allowed': (False, f"a key can't stand here{_QUOTED}"),
    'mapping keys are not allowed': (False, f"a key can't stand here{_QUOTED}"),
    "did not find expected '-' indicator": (False, 'a dash should stand here, as before the other items of the list'),
    "did not find expected ',' or ']'": (False, 'a comma or ] should stand here'),
    "did not find expected ',' or '}'": (False, 'a comma or } should stand here'),
    'did not find expected key': (False, 'a key should stand here, indented as the keys above it'),
    'did not find expected node content': (False, f'a value should stand here{_QUOTED}'),
    'did not find expected <document start>': (
        False,
        'what stands before this is complete already; a line of --- parts two documents',
    ),
    'found a tab character': (False, 'a tab stands here where blanks should indent'),
    'found duplicate anchor': (False, 'this anchor stands for something already'),
}


def told(text: str, start: int, error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Where a mistake stands in the text, of which the parser read what is behind ``start``, and what is said of it."""
    problem = str(error.problem or error.context)
    is_begin, words = next((said for key, said in _SAID.items() if problem.startswith(key)), (False, problem))
    context = start + error.context_mark.index if error.context_mark else -1
    at = start + error.problem_mark.index if error.problem_mark else max(context, start)
    closer = problem.removeprefix("did not find expected ',' or ")
    if context >= 0 and (is_begin or (closer != problem and _has_line_end(text, context, at))):
        # A bracket that is not closed in its line.
        words = words if is_begin else f'this {text[context : context + 1]} is not closed'
        at = context
    at = min(at, len(text))
    return at, _closer(text, at, problem) or words


def _closer(text: str, at: int, problem: str) -> str:
    """What can be said of a mistake from what stands around it, '' for nothing."""
    line = text[max(text.rfind('\n', 0, at), text.rfind('\r', 0, at)) + 1 : at]
    if problem.startswith('found character that cannot') and text.startswith('\t', at):
        return 'a tab stands here where blanks should indent'
    if problem.startswith('did not find expected key') and line.endswith("'"):
        return "the text ends at the quote before this; within single quotes, a quote is written twice: ''"
    if problem.startswith('did not find expected key') and line.endswith('"'):
        return 'the text ends at the quote before this; within double quotes, a quote is written \\"'
    if problem.startswith('mapping values are not allowed') and line[:1] == ' ' and ': ' not in line:
        return 'this key is indented further than the one before it'
    return ''


def _has_line_end(text: str, start: int, end: int) -> bool:
    return '\n' in text[start:end] or '\r' in text[start:end]
