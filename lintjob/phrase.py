r"""The syntax of phrases: how the words of rules and languages are written.

A phrase is a regular expression of the ``regex`` package, read with a little tolerance, so that
``on-site role`` finds what a person would call the same words:

* a space stands for any run of blanks and at most one line break (never across a blank line);
* a hyphen stands for the hyphens that people type, an apostrophe for both apostrophes;
* ``\d`` is one of the digits 0 to 9;
* upper and lower case are the same, unless ``(?-i:...)`` says otherwise;
* letters, digits and in-word hyphens bound a phrase: ``competitive`` is not in ``non-competitive``; but two words
  that were run together, as in ``teamHybrid working``, are two.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from lintjob.expression import Expression

#: What a reader puts over characters that are no prose, so that a view keeps its length.
HIDDEN = '\ufffc'  # code, images, comments
LINK = '\ufff9'  # the address a link leads to
JOINER = '\u2060'  # the backslash of an escape, inside or beside a word

# Possessive, since two of them side by side, each of which may be missing, would try every way to share a long
# blank; and bounded, since a look-behind would go over all of it from every place in it.
SPACE = r'(?:[^\S\n]{1,80}+(?:\n[^\S\n]{0,80}+)?|\n[^\S\n]{0,80}+)'
HYPHEN = rf'[{JOINER}\\]?[-\u2010\u2011]'
# Where two words were run together, as flattened lists are: "teamHybrid working". Names such as GitHub and PayPal are one word.
GLUED = r'(?<=(?-i:\p{Ll}{3}))(?=(?-i:\p{Lu}\p{Ll}{2}))'
BEGIN = rf'(?:(?![^\W_])|(?<![^\W_])(?<![^\W_]{HYPHEN})|{GLUED})'
END = rf'(?:(?<![^\W_])|(?![^\W_])(?!{HYPHEN}[^\W_])|{GLUED})'


class PatternError(ValueError):
    """A phrase that is no regular expression.

    ``position`` is the offset of the mistake in the phrase, ``number`` which phrase of the set it is.
    """

    def __init__(self, message: str, position: int, number: int = 0) -> None:
        super().__init__(message)
        self.position = position
        self.number = number


# All that SPACE matches a run of.
_BLANKS = '\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000' + ''.join(
    map(chr, range(0x2000, 0x200B))
)
# The letters that a pattern takes for the same though lower case does not make them so; all blanks, hyphens and digits.
_ALIKE = {
    **dict(zip(
        '\u0130\u0131\u017f\u1e9e\u2019\u00b5\u0345\u1fbe\u1fd3\u1fe3\u03d0\u03d1\u03f4\u03d5\u03d6\u03f0\u03f1\u03f5'
        '\u03a3\u03c2\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88\u1e9b\ufb06',
        "iis\u00df'\u03bc\u03b9\u03b9\u0390\u03b0βθθφπκρεσσвдосттъѣ\ua64bṡ\ufb05",
        strict=True,
    )),
    **dict.fromkeys(_BLANKS, ' '),
    **dict.fromkeys('\u2010\u2011', '-'),
    **dict.fromkeys('123456789', '0'),
}  # fmt: skip
del _ALIKE[' ']
_ODD = frozenset(_ALIKE)


def fold(text: str) -> str:
    """``text`` in lower case and of the same length, letter by letter; all blanks, hyphens and digits made one kind.

    It may take more for equal than a pattern would, never less: what it finds are candidates.
    """
    # One by one is quicker than to look up each character of a text, which holds a dozen of them.
    for odd in set(text) & _ODD:
        text = text.replace(odd, _ALIKE[odd])
    return text.lower()


def compiled(pattern: str, flags: int, number: int = 0) -> regex.Pattern[str]:
    """Compile a pattern; raises PatternError that says it is of the phrase of a ``number``."""
    try:
        return regex.compile(pattern, flags)
    except regex.error as error:
        raise PatternError(str(getattr(error, 'msg', error)), getattr(error, 'pos', None) or 0, number) from None


def check_shape(phrase: str, number: int, count: int) -> None:
    """Raise PatternError for a phrase that changes its meaning when others stand beside it: ``a)|(b``, ``(?i)a``."""
    tokens = list(_tokens(phrase))
    at = 0
    for kind, text in tokens:
        if kind == 'flags':
            raise PatternError(
                f'{text} holds for all phrases; write {text[:-1]}:...) around what it is for', at, number
            )
        if count > 1 and kind == 'escape' and text[1:2] in tuple('123456789'):
            raise PatternError(
                f'{text} counts the groups of all phrases; name the group, (?P<x>...), and write (?P=x)', at, number
            )
        at += len(text)
    try:
        _alternatives(tokens, 0)
    except ValueError as error:
        compiled(phrase, 0, number)
        raise PatternError(str(error), 0, number) from None


def expand(phrase: str) -> str:
    """The regular expression that a phrase stands for: its blanks, hyphens and apostrophes made tolerant."""
    return ''.join(_expanded(kind, text) for kind, text in _tokens(phrase))


def _expanded(kind: str, text: str) -> str:
    if kind == 'literal':
        if text == ' ':
            return SPACE
        if text == '-':
            return f'(?:{HYPHEN})'
        if text in "'\u2019":
            return "['\u2019]"
    if kind == 'class':
        return _ESCAPE.sub(lambda escape: '0-9' if escape[0] == r'\d' else escape[0], text)
    return '[0-9]' if text == r'\d' else text


_ESCAPE = Expression(r'\\.', regex.DOTALL)
# What stands behind an opening bracket: look-around, a name, the flags that hold in the group.
_MARKS = Expression(r'\?(?:<?[=!]|P?<\w+>|>|\||[a-zA-Z0-9]*(?:-[a-zA-Z]+)?:)')
# What looks like a group and holds none: flags for all the pattern, a call of a group, a comment.
_NO_GROUP = Expression(r'\(\?(?:(?P<call>P[=>]\w+|&\w+|[+-]?\d+|R|#[^)]*)|[a-zA-Z0-9]*(?:-[a-zA-Z]+)?)\)')


def _tokens(pattern: str) -> Iterator[tuple[str, str]]:
    """The pieces of a regular expression: literal, class, escape, open, flags, or operator."""
    at, size = 0, len(pattern)
    while at < size:
        char = pattern[at]
        if char == '\\':
            end = at + 2
            if pattern[at + 1 : at + 2] in ('p', 'P', 'N', 'L', 'x', 'u', 'U') and pattern[at + 2 : at + 3] == '{':
                end = (pattern.find('}', at) + 1) or size
            yield 'escape', pattern[at:end]
            at = end
        elif char == '[':
            end = at + 1
            if pattern[end : end + 1] == '^':
                end += 1
            if pattern[end : end + 1] == ']':
                end += 1
            while end < size and pattern[end] != ']':
                end += 2 if pattern[end] == '\\' else 1
            yield 'class', pattern[at : end + 1]
            at = end + 1
        elif char == '(':
            found = _NO_GROUP.match(pattern, at)
            if found:
                kind = 'flags' if found['call'] is None else 'escape'
            else:
                kind, found = 'open', _MARKS.match(pattern, at + 1)
            end = found.end() if found else at + 1
            yield kind, pattern[at:end]
            at = end
        elif char == '{':
            end = (pattern.find('}', at) + 1) or size
            yield 'operator', pattern[at:end]
            at = end
        elif char in '|)*+?.^$':
            yield 'operator', char
            at += 1
        else:
            yield 'literal', char
            at += 1


# A literal of so many characters is rare enough; where that makes too many of them, shorter ones must do.
_LENGTHS = (10, 6, 4, 3)
_MOST_HEADS = 120
# All that HYPHEN and SPACE match, folded: of a run of blanks the first two.
_HYPHENS = {'-', f'{JOINER}-', '\\-'}


def leading_literals(phrase: str) -> set[str] | None:
    """Folded literals, one of which every match of ``phrase`` begins with; None where that can't be told.

    It understands literals, escaped punctuation, small classes, groups of alternatives and ``?``
    after any of these; whatever else ends a literal. A single letter is too common to be of use.
    """
    heads = _heads(phrase)
    if heads is None or any(not head or (len(head) == 1 and (head.isalpha() or head.isspace())) for head in heads):
        return None
    return heads


def _heads(phrase: str) -> set[str] | None:
    try:
        branches, rest = _alternatives(list(_tokens(phrase)), 0)
    except ValueError:
        return None
    if rest != -1:
        return None
    found: set[str] = set()
    for length in _LENGTHS:
        found = {literal for branch in branches for literal, _ in _beginnings(branch, length)}
        if len(found) <= _MOST_HEADS:
            break
    return found if len(found) <= 4 * _MOST_HEADS else None


# A piece of a branch: what it can be (characters, branches, or None: can't be told), and whether
# it may be missing.
_Piece = tuple['set[str] | list[list[_Piece]] | None', bool]
_NOTHING: _Piece = ([[]], False)
_UNKNOWN: _Piece = (None, False)
_SPACES: list[list[_Piece]] = [[({' '}, False)], [({'  '}, False), (None, False)]]


def _alternatives(tokens: list[tuple[str, str]], at: int, depth: int = 0) -> tuple[list[list[_Piece]], int]:
    """The branches from token ``at`` on, and the token after them; -1 at the end of the pattern."""
    branches: list[list[_Piece]] = [[]]
    while at < len(tokens):
        kind, text = tokens[at]
        branch = branches[-1]
        at += 1
        if kind == 'open':
            inner, at = _alternatives(tokens, at, depth + 1)
            if text in ('(?=', '(?!', '(?<=', '(?<!'):
                branch.append(_NOTHING)  # it takes no room: what follows it still begins the match
            elif text in ('(', '(?:', '(?i:', '(?-i:', '(?>') or (text[:3] in ('(?P', '(?<') and text[-1] == '>'):
                branch.append((inner, False))
            else:
                branch.append(_UNKNOWN)
        elif kind == 'operator' and text == '|':
            branches.append([])
        elif kind == 'operator' and text == ')':
            if not depth:
                raise ValueError('unbalanced')
            return branches, at
        elif kind == 'operator' and text[0] in '?*+{':
            if not branch:
                raise ValueError('nothing to repeat')
            value, _ = branch.pop()
            if text == '?':
                branch.append((value, True))
            elif text == '+':
                branch += [(value, False), _UNKNOWN]
            else:
                branch.append(_UNKNOWN)
            if at < len(tokens) and tokens[at] in (('operator', '?'), ('operator', '+')):
                at += 1
        else:
            branch.append(_piece(kind, text))
    if depth:
        raise ValueError('unbalanced')
    return branches, -1


def _piece(kind: str, text: str) -> _Piece:
    if kind == 'literal' and text == '-':
        return _HYPHENS, False
    if kind == 'literal' and text == ' ':
        return _SPACES, False
    if kind == 'literal':
        return {fold(text)}, False
    if text == r'\d':
        return {'0'}, False
    if text in (r'\b', '^', '$'):
        return _NOTHING
    if kind == 'escape' and len(text) == 2 and not text[1].isalnum():
        return {fold(text[1])}, False
    inside = text[1:-1]
    if (
        kind == 'class'
        and 0 < len(inside) <= 6
        and inside[0] not in '^['
        and '\\' not in inside
        and '-' not in inside[1:-1]
    ):
        return {fold(char) for char in inside}, False
    return _UNKNOWN


def _beginnings(branch: list[_Piece], length: int) -> set[tuple[str, bool]]:
    """The literals a branch begins with, of ``length`` characters or few more, each with whether it is all of it."""
    done: set[tuple[str, bool]] = set()
    growing = {''}
    for value, optional in branch:
        if value is None:
            break
        ways = {(char, True) for char in value} if isinstance(value, set) else set()
        for inner in () if isinstance(value, set) else value:
            ways |= _beginnings(inner, length)
        grown = set(growing) if optional else set()
        for head in growing:
            for tail, whole in ways:
                if whole and len(head) + len(tail) < length:
                    grown.add(head + tail)
                else:
                    done.add((head + tail, False))
        growing = grown
        if len(growing) + len(done) > 10 * _MOST_HEADS:
            break
    else:
        return done | {(head, True) for head in growing}
    return done | {(head, False) for head in growing}
