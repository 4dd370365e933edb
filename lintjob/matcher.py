r"""Phrases: how the words of rules and languages are written, compiled and found in a text.

A phrase is a regular expression of the ``regex`` package, read with a little tolerance, so that
``on-site role`` finds what a person would call the same words:

* a space stands for any run of blanks and at most one line break (never across a blank line);
* a hyphen stands for the hyphens that people type, an apostrophe for both apostrophes;
* ``\d`` is one of the digits 0 to 9;
* upper and lower case are the same, unless ``(?-i:...)`` says otherwise;
* letters, digits and in-word hyphens bound a phrase: ``competitive`` is not in ``non-competitive``.

Many sets of phrases are searched at once: one pass of an automaton over the text finds the
literals that phrases begin with, and only there is a pattern tried. What is found is exactly what
``finditer`` of each pattern would find; a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

import ahocorasick
import regex

from lintjob.source import Span

#: What a reader puts over characters that are no prose, so that a view keeps its length.
HIDDEN = '\ufffc'  # code, images, comments
LINK = '\ufff9'  # the address a link leads to
JOINER = '\u2060'  # the backslash of an escape, inside or beside a word

SPACE = r'(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)'
HYPHEN = rf'{JOINER}?[-\u2010\u2011]'
_BEGIN = rf'(?:(?![^\W_])|(?<![^\W_])(?<![^\W_]{HYPHEN}))'
_END = rf'(?:(?<![^\W_])|(?![^\W_])(?!{HYPHEN}[^\W_]))'

#: Seconds that one pattern may take on one text before it is given up and named.
TIME_LIMIT = 1.0


class Expression:
    """A regular expression of the program's own (figures, codes, markup), compiled when first used.

    It has the methods of a compiled pattern. Compiling takes longer than reading a listing does, so
    what was compiled is kept between runs: ``compiled`` gives it, ``prime`` takes it back.
    """

    __slots__ = ('_pattern', 'flags', 'source')
    _all: ClassVar[dict[tuple[str, int], Expression]] = {}

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = int(flags)
        self._pattern: regex.Pattern[str] | None = None
        Expression._all[source, self.flags] = self

    @property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled pattern."""
        if self._pattern is None:
            self._pattern = regex.compile(self.source, self.flags)
        return self._pattern

    @property
    def search(self) -> Callable[..., regex.Match[str] | None]:
        """As of a compiled pattern: ``search(text, start, end)``."""
        return self.pattern.search

    @property
    def match(self) -> Callable[..., regex.Match[str] | None]:
        """As of a compiled pattern: ``match(text, start, end)``."""
        return self.pattern.match

    @property
    def fullmatch(self) -> Callable[..., regex.Match[str] | None]:
        """As of a compiled pattern: ``fullmatch(text, start, end)``."""
        return self.pattern.fullmatch

    @property
    def finditer(self) -> Callable[..., Iterator[regex.Match[str]]]:
        """As of a compiled pattern: ``finditer(text, start, end)``."""
        return self.pattern.finditer

    @property
    def sub(self) -> Callable[..., str]:
        """As of a compiled pattern: ``sub(replacement, text)``."""
        return self.pattern.sub

    @property
    def split(self) -> Callable[..., list[str]]:
        """As of a compiled pattern: ``split(text)``."""
        return self.pattern.split

    @property
    def findall(self) -> Callable[..., list[Any]]:
        """As of a compiled pattern: ``findall(text)``."""
        return self.pattern.findall

    @classmethod
    def compiled(cls) -> dict[tuple[str, int], regex.Pattern[str]]:
        """All expressions of the modules that are imported, compiled."""
        return {key: regex.compile(*key) for key in cls._all}

    @classmethod
    def prime(cls, ready: dict[tuple[str, int], regex.Pattern[str]]) -> None:
        """Take over what was compiled in another run."""
        for key, pattern in ready.items():
            if key in cls._all:
                cls._all[key]._pattern = pattern  # noqa: SLF001


class PatternError(ValueError):
    """A phrase that is no regular expression.

    ``position`` is the offset of the mistake in the phrase, ``number`` which phrase of the set it is.
    """

    def __init__(self, message: str, position: int, number: int = 0) -> None:
        super().__init__(message)
        self.position = position
        self.number = number


class Phrases:
    """A set of phrases, found as one pattern: the leftmost match, the first phrase of several."""

    __slots__ = ('literals', 'pattern')

    def __init__(self, phrases: Sequence[str], *, bounded: bool = True, ignorecase: bool = True) -> None:
        """Compile ``phrases``; raises PatternError for the first that is no regular expression.

        ``bounded``: words bound a match. ``ignorecase``: upper and lower case are the same.
        """
        flags = regex.MULTILINE | (regex.IGNORECASE if ignorecase else 0)
        joined = '|'.join(map(expand, phrases))
        try:
            if not all(map(_is_balanced, phrases)):
                raise PatternError('unbalanced', 0)
            self.pattern = _compile(f'{_BEGIN}(?:{joined}){_END}' if bounded else f'(?:{joined})', flags)
        except PatternError:
            for number, phrase in enumerate(phrases):
                _compile(phrase, flags, number)
            raise
        starts: set[str] | None = set()
        for phrase in phrases:
            heads = leading_literals(phrase)
            if heads is None or starts is None:
                starts = None
            else:
                starts |= heads
        #: Folded literals one of which every match begins with; None where that can't be told.
        self.literals: frozenset[str] | None = None if starts is None else frozenset(starts)

    def find(
        self, text: str, start: int = 0, end: int | None = None, at: Sequence[int] | None = None
    ) -> Iterator[regex.Match[str]]:
        """The matches in ``text[start:end]``, in order, none overlapping another.

        What stands before ``start`` is seen by look-behinds, what stands after ``end`` is not.
        ``at`` are the only offsets where a match can begin, ascending. Raises TimeoutError when
        the pattern takes longer than TIME_LIMIT.
        """
        end = len(text) if end is None else end
        if at is None:
            for match in self.pattern.finditer(text, start, end, timeout=TIME_LIMIT):
                if match.end() > match.start():
                    yield match
            return
        match_at = self.pattern.match
        for offset in at:
            if offset < start:
                continue
            if offset >= end:
                return
            found = match_at(text, offset, end, timeout=TIME_LIMIT)
            if found and found.end() > offset:
                yield found
                start = found.end()


class Index:
    """Sets of phrases under names, made ready to be looked for in one pass."""

    def __init__(self, phrases: dict[str, Phrases]) -> None:
        self.phrases = phrases
        self._automaton = _automaton(phrases)

    def scan(self, text: str) -> Hits:
        """Look for all sets in ``text``; patterns are tried when a set is asked for."""
        at: dict[str, list[int]] = {}
        if self._automaton is not None:
            for last, (length, names) in self._automaton.iter(fold(text)):
                for name in names:
                    at.setdefault(name, []).append(last - length + 1)
        return Hits(text, self.phrases, at)

    def __getstate__(self) -> dict[str, Phrases]:
        return self.phrases

    def __setstate__(self, phrases: dict[str, Phrases]) -> None:
        self.phrases = phrases
        self._automaton = _automaton(phrases)


class Hits:
    """Where sets of phrases stand in one text. Each set is matched once, when first asked for."""

    __slots__ = ('_at', '_found', '_phrases', 'text')

    def __init__(self, text: str, phrases: dict[str, Phrases], at: dict[str, list[int]]) -> None:
        self.text = text
        self._phrases = phrases
        self._at = at
        self._found: dict[str, tuple[Span, ...]] = {}

    def find(self, name: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """The matches of the set ``name`` in ``text[start:end]``; nothing for an unknown name."""
        phrases = self._phrases.get(name)
        if phrases is None:
            return iter(())
        at = None if phrases.literals is None else sorted(set(self._at.get(name, ())))
        return phrases.find(self.text, start, end, at)

    def __getitem__(self, name: str) -> tuple[Span, ...]:
        """The places of the set ``name`` in the whole text, in order."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = tuple(Span(*match.span()) for match in self.find(name))
        return found

    def named(self, prefix: str) -> list[tuple[Span, str]]:
        """The places of all sets below ``prefix``, each with the last part of its set's name, in order."""
        below = prefix + '.'
        return sorted(
            (span, name[len(below) :]) for name in self._phrases if name.startswith(below) for span in self[name]
        )

    def within(self, name: str, start: int, end: int) -> tuple[Span, ...]:
        """The places of the set ``name`` that lie wholly in ``text[start:end]``."""
        return tuple(span for span in self[name] if start <= span.start and span.end <= end)


def _automaton(phrases: dict[str, Phrases]) -> ahocorasick.Automaton | None:
    names: dict[str, list[str]] = {}
    for name, its_phrases in phrases.items():
        for literal in its_phrases.literals or ():
            names.setdefault(literal, []).append(name)
    if not names:
        return None
    automaton = ahocorasick.Automaton()
    for literal, its_names in names.items():
        automaton.add_word(literal, (len(literal), its_names))
    automaton.make_automaton()
    return automaton


_ODD = {'İ': 'i', 'ı': 'i', 'ſ': 's', 'ẞ': 'ß', '\u2019': "'"}
_FOLD_ODD = str.maketrans(_ODD)


def fold(text: str) -> str:
    """``text`` in lower case and of the same length, letter by letter.

    It may take more for equal than a pattern would, never less: what it finds are candidates.
    """
    if text.isascii():
        return text.lower()
    folded = text.translate(_FOLD_ODD).lower()
    if len(folded) == len(text):
        return folded
    return ''.join(low if len(low := char.lower()) == 1 else char for char in text.translate(_FOLD_ODD))


def _compile(pattern: str, flags: int, number: int = 0) -> regex.Pattern[str]:
    try:
        return regex.compile(pattern, flags)
    except regex.error as error:
        raise PatternError(str(getattr(error, 'msg', error)), getattr(error, 'pos', None) or 0, number) from None


def _is_balanced(phrase: str) -> bool:
    """Whether a phrase stays whole when others stand beside it: ``a)|(b`` does not."""
    try:
        return _alternatives(list(_tokens(phrase)), 0)[1] == -1
    except ValueError:
        return False


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
    return '[0-9]' if text == r'\d' else text


def _tokens(pattern: str) -> Iterator[tuple[str, str]]:
    """The pieces of a regular expression: literal, class, escape, open, or operator."""
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
            end = at + 1
            if pattern[end : end + 1] == '?':
                end += 1
                while end < size and (pattern[end].isalnum() or pattern[end] in '<>=!|-_&P'):
                    end += 1
                    if pattern[end - 1] in '>=!':
                        break
                if pattern[end : end + 1] in (':', ')'):
                    end += 1
            yield 'open', pattern[at:end]
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


_MOST_HEADS = 64


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
    found = {literal for branch in branches for literal, _ in _beginnings(branch)}
    return found if len(found) <= _MOST_HEADS else None


# A piece of a branch: what it can be (characters, branches, or None: can't be told), and whether
# it may be missing.
_Piece = tuple['set[str] | list[list[_Piece]] | None', bool]
_NOTHING: _Piece = ([[]], False)
_UNKNOWN: _Piece = (None, False)


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
    if kind == 'literal' and text not in " -'\u2019":
        return {fold(text)}, False
    if text == r'\d':
        return set('0123456789'), False
    if text in (r'\b', '^', '$'):
        return _NOTHING
    if kind == 'escape' and len(text) == 2 and not text[1].isalnum():
        return {text[1]}, False
    inside = text[1:-1]
    if kind == 'class' and 0 < len(inside) <= 6 and inside[0] != '^' and not set(inside[1:-1]) & set('\\-['):
        return {fold(char) for char in inside}, False
    return _UNKNOWN


def _beginnings(branch: list[_Piece]) -> set[tuple[str, bool]]:
    """The literals a branch begins with, each with whether it is all of the branch."""
    done: set[tuple[str, bool]] = set()
    growing = {''}
    for value, optional in branch:
        if value is None:
            return done | {(head, False) for head in growing}
        ways = {(char, True) for char in value} if isinstance(value, set) else set()
        for inner in () if isinstance(value, set) else value:
            ways |= _beginnings(inner)
        grown = set(growing) if optional else set()
        for head in growing:
            for tail, whole in ways:
                if whole:
                    grown.add(head + tail)
                else:
                    done.add((head + tail, False))
        if len(grown) > _MOST_HEADS:
            return done | {(head, False) for head in growing}
        growing = grown
    return done | {(head, True) for head in growing}
