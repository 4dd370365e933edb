"""Sets of phrases, looked for in one pass.

One pass of an automaton over the text finds the literals that phrases begin with, and only there
is a pattern tried. What is found is exactly what ``finditer`` of each pattern would find; a
property test holds the two together.
"""

from __future__ import annotations

import pickle
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from time import monotonic

import ahocorasick
import regex

from lintjob.phrase import BEGIN, END, PatternError, check_shape, compiled, expand, fold, leading_literals
from lintjob.source import Span

#: Seconds that one pattern may take on one text before it is given up and named.
TIME_LIMIT = 1.0


class Phrases:
    """A set of phrases, found as one pattern: the leftmost match, the first phrase of several."""

    __slots__ = ('_kept', '_pattern', 'bounded', 'literals')

    def __init__(
        self, phrases: Sequence[str], *, bounded: bool = True, ignorecase: bool = True, local: bool = False
    ) -> None:
        """Compile ``phrases``; raises PatternError for the first that is no regular expression.

        ``bounded``: words bound a match. ``ignorecase``: upper and lower case are the same. ``local``: they
        are only asked for in a few characters around something else, and are not looked for in all of a text.
        """
        self.bounded = bounded
        flags = regex.MULTILINE | (regex.IGNORECASE if ignorecase else 0)
        joined = '|'.join(map(expand, phrases))
        for number, phrase in enumerate(phrases):
            check_shape(phrase, number, len(phrases))
        try:
            self._pattern: regex.Pattern[str] | None = compiled(
                f'{BEGIN}(?:{joined}){END}' if bounded else f'(?:{joined})', flags
            )
        except PatternError:
            for number, phrase in enumerate(phrases):
                compiled(phrase, flags, number)
            raise
        starts: set[str] | None = None if local else set()
        for phrase in () if local else phrases:
            heads = leading_literals(phrase)
            if heads is None or starts is None:
                starts = None
            else:
                starts |= heads
        self._kept = b''
        #: Folded literals one of which every match begins with; None where that can't be told.
        self.literals: frozenset[str] | None = None if starts is None else frozenset(starts)

    @property
    def pattern(self) -> regex.Pattern[str]:
        """The one pattern of all the phrases. Out of the cache it is unpacked when first asked for."""
        if self._pattern is None:
            self._pattern = pickle.loads(self._kept)  # noqa: S301
        return self._pattern

    def __getstate__(self) -> tuple[bool, frozenset[str] | None, bytes]:
        return self.bounded, self.literals, self._kept or pickle.dumps(self._pattern)

    def __setstate__(self, state: tuple[bool, frozenset[str] | None, bytes]) -> None:
        self.bounded, self.literals, self._kept = state
        self._pattern = None

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
        if not at:
            return
        match_at = self.pattern.match
        until = monotonic() + TIME_LIMIT
        for number in range(bisect_left(at, start), len(at)):
            offset = at[number]
            if offset >= end:
                return
            if offset < start:
                continue
            found = match_at(text, offset, end, timeout=max(until - monotonic(), 0.0))
            if found and found.end() > offset:
                yield found
                start = found.end()


# A listing is looked through twice, for the words of facts and for those of rules.
_folded = lru_cache(maxsize=1)(fold)


class Index:
    """Sets of phrases under names, made ready to be looked for in one pass."""

    def __init__(self, phrases: dict[str, Phrases]) -> None:
        self.phrases = phrases
        self._automaton = _automaton(phrases)

    def scan(self, text: str) -> Hits:
        """Look for all sets in ``text``; patterns are tried when a set is asked for."""
        at: dict[str, list[int]] = {}
        if self._automaton is not None:
            for last, (length, anywhere, bounded) in self._automaton.iter(_folded(text)):
                start = last - length + 1
                for name in anywhere:
                    at.setdefault(name, []).append(start)
                # In the middle of a word, where most literals are met, nothing that is bounded begins.
                if bounded and not (start and _is_letter(text[start]) and _is_letter(text[start - 1])):
                    for name in bounded:
                        at.setdefault(name, []).append(start)
        return Hits(text, self.phrases, {name: sorted(set(offsets)) for name, offsets in at.items()})

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
        return phrases.find(self.text, start, end, None if phrases.literals is None else self._at.get(name, ()))

    def at(self, name: str, offset: int, end: int | None = None) -> regex.Match[str] | None:
        """The match of the set ``name`` that begins at ``offset``, in ``text[:end]``; None where none does."""
        phrases = self._phrases.get(name)
        if phrases is None:
            return None
        return phrases.pattern.match(self.text, offset, len(self.text) if end is None else end, timeout=TIME_LIMIT)

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
    names: dict[str, tuple[int, list[str], list[str]]] = {}
    for name, its_phrases in phrases.items():
        for literal in its_phrases.literals or ():
            _, anywhere, bounded = names.setdefault(literal, (len(literal), [], []))
            (bounded if its_phrases.bounded else anywhere).append(name)
    if not names:
        return None
    automaton = ahocorasick.Automaton()
    for literal, its_names in names.items():
        automaton.add_word(literal, its_names)
    automaton.make_automaton()
    return automaton


def _is_letter(char: str) -> bool:
    return char.isalpha() or char.isdecimal()
