"""Sets of phrases, looked for in one pass.

One pass of an automaton over the text finds the literals that phrases begin with, and only there
are the phrases tried that begin with them. What is found is exactly what ``finditer`` of one
pattern of all the phrases would find; a property test holds the two together.
"""

from __future__ import annotations

import pickle
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from time import monotonic

import ahocorasick
import regex

from lintjob.phrase import BEGIN, END, PatternError, check_shape, compiled, expand, fold, leading_literals
from lintjob.source import Span

#: Seconds that one pattern may take on one text before it is given up and named.
TIME_LIMIT = 1.0
#: No match is longer, in characters: a pattern would look through all the rest of a text for what it must end with.
_LONGEST = 2000

# What stands between the literals of a phrase, and between phrases, where they are kept as one text.
_LITERAL, _PHRASE = '\0', '\1'

#: A place where some phrases of a set, by their numbers, can begin.
Candidate = tuple[int, tuple[int, ...]]


class Phrases:
    """A set of phrases, found as one pattern would be: the leftmost match, the first phrase of several.

    Where the literals are known that each phrase begins with, every phrase is a pattern of its own, and
    only those are tried that can begin at a place; otherwise the set is one pattern, which can begin anywhere.
    """

    __slots__ = ('_flags', '_heads', '_kept', '_patterns', '_whole', 'bounded', 'is_anywhere')

    def __init__(
        self, phrases: Sequence[str], *, bounded: bool = True, ignorecase: bool = True, local: bool = False
    ) -> None:
        """Compile ``phrases``; raises PatternError for the first that is no regular expression.

        ``bounded``: words bound a match. ``ignorecase``: upper and lower case are the same. ``local``: they
        are only asked for in a few characters around something else, and are not looked for in all of a text.
        """
        self.bounded = bounded
        self._flags = int(regex.MULTILINE | (regex.IGNORECASE if ignorecase else 0))
        for number, phrase in enumerate(phrases):
            check_shape(phrase, number, len(phrases))
        expanded = list(map(expand, phrases))
        heads = [None if local else leading_literals(phrase) for phrase in phrases]
        self._whole = self._framed('|'.join(expanded))
        #: Whether a match can begin with anything, so that there are no literals to look for.
        self.is_anywhere = None in heads
        # As one text: thousands of small ones take long to load, and few runs ask for them.
        self._heads = '' if self.is_anywhere else _PHRASE.join(_LITERAL.join(sorted(its or ())) for its in heads)
        wanted = [self._whole] if self.is_anywhere else list(map(self._framed, expanded))
        self._kept: list[bytes] = []
        try:
            self._patterns: list[regex.Pattern[str] | None] = [
                compiled(pattern, self._flags, number) for number, pattern in enumerate(wanted)
            ]
        except PatternError:
            for number, phrase in enumerate(phrases):
                compiled(phrase, self._flags, number)
            raise

    def _framed(self, pattern: str) -> str:
        return f'{BEGIN}(?:{pattern}){END}' if self.bounded else f'(?:{pattern})'

    def _pattern(self, number: int) -> regex.Pattern[str]:
        """The pattern of a phrase, or of all of them. Out of the cache it is unpacked when first asked for."""
        pattern = self._patterns[number]
        if pattern is None:
            pattern = self._patterns[number] = pickle.loads(self._kept[number])  # noqa: S301
        return pattern

    @property
    def heads(self) -> tuple[frozenset[str], ...]:
        """Folded literals by phrase, one of which every match of it begins with; nothing where that can't be told."""
        if self.is_anywhere or not self._patterns:
            return ()
        return tuple(frozenset(its.split(_LITERAL)) for its in self._heads.split(_PHRASE))

    @property
    def pattern(self) -> regex.Pattern[str]:
        """The one pattern of all the phrases. It is compiled for the question: a run does without it."""
        return compiled(self._whole, self._flags)

    @property
    def can_be_empty(self) -> bool:
        """Whether one of the phrases matches an empty text."""
        return any(self._pattern(number).fullmatch('') for number in range(len(self._patterns)))

    def __getstate__(self) -> tuple[bool, int, str, str, bool, list[bytes]]:
        kept = [
            self._kept[number] if pattern is None else pickle.dumps(pattern)
            for number, pattern in enumerate(self._patterns)
        ]
        return self.bounded, self._flags, self._whole, self._heads, self.is_anywhere, kept

    def __setstate__(self, state: tuple[bool, int, str, str, bool, list[bytes]]) -> None:
        self.bounded, self._flags, self._whole, self._heads, self.is_anywhere, self._kept = state
        self._patterns = [None] * len(self._kept)

    def find(
        self,
        text: str,
        start: int = 0,
        end: int | None = None,
        at: Sequence[Candidate] | None = None,
        limit: float | None = TIME_LIMIT,
    ) -> Iterator[regex.Match[str]]:
        """The matches in ``text[start:end]``, in order, none overlapping another.

        What stands before ``start`` is seen by look-behinds, what stands after ``end`` is not.
        ``at`` are the only places where a match can begin, in order. Raises TimeoutError when it
        takes longer than ``limit`` seconds; None for patterns that are known to be quick.
        """
        end = len(text) if end is None else end
        if at is None:
            pattern = self._pattern(0) if self.is_anywhere else self.pattern
            if limit is None:
                matches = pattern.finditer(text, start, end)
            else:
                matches = pattern.finditer(text, start, end, timeout=limit)
            for match in matches:
                if match.end() > match.start():
                    yield match
            return
        until = 0.0 if limit is None else monotonic() + limit
        for number in range(bisect_left(at, (start,)), len(at)):
            offset, phrases = at[number]
            if offset >= end:
                return
            if offset < start:
                continue
            left = None if limit is None else max(until - monotonic(), 0.0)
            found = self.match(text, offset, min(end, offset + _LONGEST), phrases, left)
            if found and found.end() > offset:
                yield found
                start = found.end()

    def match(
        self, text: str, offset: int, end: int, phrases: Sequence[int] = (0,), limit: float | None = TIME_LIMIT
    ) -> regex.Match[str] | None:
        """The match in ``text[:end]`` that begins at ``offset``, of the first of ``phrases`` that has one there."""
        for phrase in phrases:
            # To be timed takes longer than most matches do.
            pattern = self._patterns[phrase] or self._pattern(phrase)
            found = (
                pattern.match(text, offset, end) if limit is None else pattern.match(text, offset, end, timeout=limit)
            )
            if found:
                return found
        return None

    def is_phrase(self, words: str, phrases: Sequence[int] = (0,)) -> bool:
        """Whether the whole of ``words`` is one of ``phrases``, of which a set that can begin anywhere has one."""
        return any(self._pattern(phrase).fullmatch(words) for phrase in phrases)


# A listing is looked through twice, for the words of facts and for those of rules.
_folded = lru_cache(maxsize=1)(fold)

#: How many words an index remembers the sense of: a bound for what is no advert.
_MOST_SENSES = 20_000
#: A text up to this length, in characters, is not timed where the patterns are known to be quick.
_SHORT = 20_000


class Index:
    """Sets of phrases under names, made ready to be looked for in one pass."""

    def __init__(self, phrases: dict[str, Phrases], most: int | None = None) -> None:
        """``most``: of each literal and each set only so many places are looked at, a bound for what is no advert.

        Sets that have one are the program's own, and known to be quick on any text of a common length.
        """
        self.phrases = phrases
        self.most = most
        self.literals = _Literals(phrases)
        self._below: dict[str, tuple[tuple[str, str], ...]] = {}
        self._senses: dict[tuple[str, str], str | None] = {}

    def scan(self, text: str) -> Hits:
        """Look for all sets in ``text``; patterns are tried when a set is asked for."""
        return Hits(text, self, self.literals.scan(text))

    def limit(self, text: str) -> float | None:
        """How many seconds a set may take on a text; None where that need not be watched."""
        return None if self.most is not None and len(text) <= _SHORT else TIME_LIMIT

    def below(self, branch: str) -> tuple[tuple[str, str], ...]:
        """The names of the sets below ``branch`` (``pay.period``), each with what follows it (``hour``)."""
        names = self._below.get(branch)
        if names is None:
            start = branch + '.'
            names = tuple((name, name[len(start) :]) for name in self.phrases if name.startswith(start))
            self._below[branch] = names
        return names

    def sense(self, branch: str, word: str) -> str | None:
        """Of which set below ``branch`` the whole of ``word`` is a phrase: what follows the branch in its name."""
        key = branch, word
        if key not in self._senses:
            if len(self._senses) >= _MOST_SENSES:
                self._senses.clear()
            hits = self.scan(word)
            self._senses[key] = next((last for name, last in self.below(branch) if hits.is_whole(name)), None)
        return self._senses[key]

    def __getstate__(self) -> tuple[dict[str, Phrases], int | None, _Literals]:
        return self.phrases, self.most, self.literals

    def __setstate__(self, state: tuple[dict[str, Phrases], int | None, _Literals]) -> None:
        self.phrases, self.most, self.literals = state
        self._below = {}
        self._senses = {}


class _Literals:
    """The literals that phrases begin with, each under a number, with the sets and phrases that each is of.

    It is kept with its automaton: to load that takes a tenth of the time that building it does.
    """

    def __init__(self, phrases: dict[str, Phrases]) -> None:
        of: dict[str, dict[str, list[int]]] = {}
        for name, its in phrases.items():
            for number, heads in enumerate(its.heads):
                for literal in heads:
                    of.setdefault(literal, {}).setdefault(name, []).append(number)
        # Most literals are of the same few phrases: one tuple for all of them.
        shared: dict[object, tuple[tuple[str, tuple[int, ...]], ...]] = {}
        self.phrases = [
            shared.setdefault(key, key)
            for key in (tuple((name, tuple(numbers)) for name, numbers in its.items()) for its in of.values())
        ]
        self.lengths = list(map(len, of))
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS) if of else None
        if self._automaton is not None:
            for number, literal in enumerate(of):
                self._automaton.add_word(literal, number)
            self._automaton.make_automaton()

    def scan(self, text: str) -> dict[int, list[int]]:
        """The numbers of the literals that stand in ``text``, each with the offsets of its last characters."""
        at: defaultdict[int, list[int]] = defaultdict(list)
        if self._automaton is not None:
            for last, number in self._automaton.iter(_folded(text)):
                at[number].append(last)
        return at


class Hits:
    """Where sets of phrases stand in one text. Each set is matched once, when first asked for."""

    __slots__ = ('_by_offset', '_candidates', '_found', '_index', '_lasts', '_limit', '_of', 'text')

    def __init__(self, text: str, index: Index, lasts: Mapping[int, list[int]]) -> None:
        """``lasts`` are the literals of ``index`` that stand in ``text``, by number, with where each ends."""
        self.text = text
        self._index = index
        self._lasts = lasts
        self._limit = index.limit(text)
        self._found: dict[str, tuple[Span, ...]] = {}
        self._candidates: dict[str, list[Candidate]] = {}
        self._by_offset: dict[str, dict[int, tuple[int, ...]]] = {}
        self._of: defaultdict[str, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        for number in lasts:
            for name, phrases in index.literals.phrases[number]:
                self._of[name].append((number, phrases))

    def again(self, text: str) -> Hits:
        """Where the same sets stand in another text."""
        return self._index.scan(text)

    def _where(self, name: str) -> list[Candidate]:
        """Where a match of a set can begin, and with which of its phrases."""
        found = self._candidates.get(name)
        if found is not None:
            return found
        text = self.text
        most = self._index.most
        is_bounded = self._index.phrases[name].bounded
        at: dict[int, tuple[int, ...]] = {}
        for number, phrases in self._of.get(name, ()):
            before = self._index.literals.lengths[number] - 1
            for last in self._lasts[number][:most]:
                start = last - before
                if is_bounded and start:
                    # In the middle of a word, where most literals are met, nothing that is bounded begins.
                    pair = text[start - 1 : start + 1]
                    if pair.isalnum() and _is_inside_word(pair):
                        continue
                known = at.get(start)
                at[start] = phrases if known is None else tuple(sorted({*known, *phrases}))
        found = self._candidates[name] = sorted(at.items())[:most]
        return found

    def find(self, name: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """The matches of the set ``name`` in ``text[start:end]``; nothing for an unknown name."""
        phrases = self._index.phrases.get(name)
        if phrases is None:
            return iter(())
        return phrases.find(self.text, start, end, None if phrases.is_anywhere else self._where(name), self._limit)

    def at(self, name: str, offset: int, end: int | None = None) -> regex.Match[str] | None:
        """The match of the set ``name`` that begins at ``offset``, in ``text[:end]``; None where none does."""
        phrases = self._index.phrases.get(name)
        if phrases is None:
            return None
        end = len(self.text) if end is None else end
        if phrases.is_anywhere:
            return phrases.match(self.text, offset, end, limit=self._limit)
        numbers = self._beginning(name, offset)
        return phrases.match(self.text, offset, min(end, offset + _LONGEST), numbers, self._limit)

    def _beginning(self, name: str, offset: int) -> tuple[int, ...]:
        """Which phrases of a set can begin at an offset."""
        by_offset = self._by_offset.get(name)
        if by_offset is None:
            by_offset = self._by_offset[name] = dict(self._where(name))
        return by_offset.get(offset, ())

    def is_whole(self, name: str) -> bool:
        """Whether the whole text is a phrase of the set ``name``."""
        phrases = self._index.phrases[name]
        return phrases.is_phrase(self.text, (0,) if phrases.is_anywhere else self._beginning(name, 0))

    def __getitem__(self, name: str) -> tuple[Span, ...]:
        """The places of the set ``name`` in the whole text, in order."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = tuple(Span(*match.span()) for match in self.find(name))
        return found

    def named(self, prefix: str, most: int | None = None) -> list[tuple[Span, str]]:
        """The places of all sets below ``prefix``, each with the last part of its set's name, in order.

        ``most``: of each set only the first so many.
        """
        found = []
        for name, last in self._index.below(prefix):
            if name in self._of or self._index.phrases[name].is_anywhere:
                found += [(Span(*match.span()), last) for match in islice(self.find(name), most)]
        found.sort()
        return found

    def sense(self, branch: str, word: str) -> str | None:
        """Of which set below ``branch`` the whole of ``word`` is a phrase: what follows the branch in its name."""
        return self._index.sense(branch, word)

    def within(self, name: str, start: int, end: int) -> tuple[Span, ...]:
        """The places of the set ``name`` that lie wholly in ``text[start:end]``."""
        return tuple(span for span in self[name] if start <= span.start and span.end <= end)


def _is_inside_word(pair: str) -> bool:
    """Whether no word begins between two letters or digits."""
    if pair.isalpha() or all(char.isalpha() or char.isdecimal() for char in pair):
        # A capital behind a small letter can begin a word that was run together with the one before.
        return not (pair[1].isupper() and pair[0].islower())
    return False
