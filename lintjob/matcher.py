"""Sets of phrases, looked for in one pass.

One pass of an automaton over the text finds the literals that phrases begin with, and only there
is a pattern tried. What is found is exactly what ``finditer`` of each pattern would find; a
property test holds the two together.
"""

from __future__ import annotations

import pickle
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from time import monotonic

import ahocorasick
import regex

from lintjob.phrase import BEGIN, END, PatternError, check_shape, compiled, expand, fold, leading_literals
from lintjob.source import Span

#: Seconds that one pattern may take on one text before it is given up and named.
TIME_LIMIT = 1.0


class Phrases:
    """A set of phrases, found as one pattern: the leftmost match, the first phrase of several.

    Where the literals are known that matches begin with, there is a pattern for each first letter or two,
    of the phrases that can begin so: a candidate is then tried against a few, not against all.
    """

    __slots__ = ('_flags', '_kept', '_literals', '_patterns', '_whole', '_width', 'bounded')

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
        self._whole = self._joined(expanded)
        groups = {_ANY: self._whole}
        self._width = 0
        # As one text: thousands of small ones take long to load, and a run does not ask for them.
        self._literals: str | None = None
        if None not in heads:
            literals = sorted({literal for its in heads for literal in its or ()})
            self._literals = _BETWEEN.join(literals)
            longest = min(_MOST_WIDTH, min(map(len, literals), default=0))
            for self._width in range(longest, -1, -1):
                parts: dict[str, list[str]] = {}
                for one, its in zip(expanded, heads, strict=True):
                    for first in {head[: self._width] for head in its or ()}:
                        parts.setdefault(first, []).append(one)
                # A phrase that can begin in many ways is part of as many patterns, which take long to compile.
                if sum(map(len, chain.from_iterable(parts.values()))) <= _MOST_TIMES * len(self._whole):
                    break
            groups = {first: self._joined(its) for first, its in parts.items()}
        self._kept: dict[str, bytes] = {}
        try:
            self._patterns = {first: compiled(pattern, self._flags) for first, pattern in groups.items()}
        except PatternError:
            for number, phrase in enumerate(phrases):
                compiled(phrase, self._flags, number)
            raise

    @property
    def literals(self) -> frozenset[str] | None:
        """Folded literals one of which every match begins with; None where that can't be told."""
        if self._literals is None:
            return None
        return frozenset(self._literals.split(_BETWEEN) if self._literals else ())

    @property
    def is_anywhere(self) -> bool:
        """Whether a match can begin with anything, so that there are no literals to look for."""
        return self._literals is None

    def _joined(self, expanded: Sequence[str]) -> str:
        joined = '|'.join(expanded)
        return f'{BEGIN}(?:{joined}){END}' if self.bounded else f'(?:{joined})'

    def _pattern(self, text: str, offset: int) -> regex.Pattern[str] | None:
        """The pattern of the phrases that can begin at an offset; out of the cache it is unpacked when asked for."""
        key = _folded_head(text[offset : offset + self._width])
        pattern = self._patterns.get(key)
        if pattern is None and key in self._kept:
            pattern = self._patterns[key] = pickle.loads(self._kept[key])  # noqa: S301
        return pattern

    @property
    def pattern(self) -> regex.Pattern[str]:
        """The one pattern of all the phrases. It is compiled for the question: a run does without it."""
        return compiled(self._whole, self._flags)

    def __getstate__(self) -> tuple[bool, int, str, int, str | None, dict[str, bytes]]:
        kept = {first: pickle.dumps(pattern) for first, pattern in self._patterns.items()}
        return self.bounded, self._flags, self._whole, self._width, self._literals, {**self._kept, **kept}

    def __setstate__(self, state: tuple[bool, int, str, int, str | None, dict[str, bytes]]) -> None:
        self.bounded, self._flags, self._whole, self._width, self._literals, self._kept = state
        self._patterns = {}

    def match(self, text: str, offset: int, end: int) -> regex.Match[str] | None:
        """The match in ``text[:end]`` that begins at ``offset``. Raises TimeoutError as ``find`` does."""
        pattern = self._pattern(text, offset)
        return pattern.match(text, offset, end, timeout=TIME_LIMIT) if pattern is not None else None

    def is_phrase(self, words: str) -> bool:
        """Whether the whole of ``words`` is one of the phrases."""
        pattern = self._pattern(words, 0)
        return pattern is not None and pattern.fullmatch(words) is not None

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
            pattern = self._pattern(text, 0) if self.is_anywhere else self.pattern
            for match in pattern.finditer(text, start, end, timeout=TIME_LIMIT) if pattern is not None else ():
                if match.end() > match.start():
                    yield match
            return
        if not at:
            return
        until = monotonic() + TIME_LIMIT
        for number in range(bisect_left(at, start), len(at)):
            offset = at[number]
            if offset >= end:
                return
            if offset < start:
                continue
            pattern = self._pattern(text, offset)
            if pattern is None:
                continue
            found = pattern.match(text, offset, min(end, offset + _LONGEST), timeout=max(until - monotonic(), 0.0))
            if found and found.end() > offset:
                yield found
                start = found.end()


#: No match is longer, in characters: a pattern would look through all the rest of a text for what it must end with.
_LONGEST = 2000
#: By how many letters at most a set is parted, and how many times as long as the set the parts may be in all.
_MOST_WIDTH = 2
_MOST_TIMES = 3
#: What stands between literals that are kept as one text. No literal holds it.
_BETWEEN = '\0'
#: The key of the one pattern of a set whose matches can begin with anything.
_ANY = ''
_folded_head = lru_cache(maxsize=8192)(fold)

# A listing is looked through twice, for the words of facts and for those of rules.
_folded = lru_cache(maxsize=1)(fold)


#: How many words an index remembers the sense of: a bound for what is no advert.
_MOST_SENSES = 20_000


class Index:
    """Sets of phrases under names, made ready to be looked for in one pass."""

    def __init__(self, phrases: dict[str, Phrases], most: int | None = None) -> None:
        """``most``: of each literal and each set only so many places are looked at, a bound for what is no advert."""
        self.phrases = phrases
        self.most = most
        self.literals = _Literals(phrases)
        self._below: dict[str, tuple[tuple[str, str], ...]] = {}
        self._senses: dict[tuple[str, str], str | None] = {}

    def scan(self, text: str) -> Hits:
        """Look for all sets in ``text``; patterns are tried when a set is asked for."""
        return Hits(text, self, self.literals.scan(text))

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
            self._senses[key] = next(
                (last for name, last in self.below(branch) if self.phrases[name].is_phrase(word)), None
            )
        return self._senses[key]

    def __getstate__(self) -> tuple[dict[str, Phrases], int | None, _Literals]:
        return self.phrases, self.most, self.literals

    def __setstate__(self, state: tuple[dict[str, Phrases], int | None, _Literals]) -> None:
        self.phrases, self.most, self.literals = state
        self._below = {}
        self._senses = {}


class _Literals:
    """The literals that phrases begin with, each under a number, and the sets that each is of.

    It is kept with its automaton: to load that takes a tenth of the time that building it does.
    """

    def __init__(self, phrases: dict[str, Phrases]) -> None:
        names: dict[str, list[str]] = {}
        for name, its in phrases.items():
            for literal in its.literals or ():
                names.setdefault(literal, []).append(name)
        # Most literals are of the same few sets: one tuple for all of them.
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.names = [shared.setdefault(its, its) for its in map(tuple, names.values())]
        self.lengths = list(map(len, names))
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS) if names else None
        if self._automaton is not None:
            for number, literal in enumerate(names):
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

    __slots__ = ('_found', '_index', '_lasts', '_of', '_starts', 'text')

    def __init__(self, text: str, index: Index, lasts: Mapping[int, list[int]]) -> None:
        """``lasts`` are the literals of ``index`` that stand in ``text``, by number, with where each ends."""
        self.text = text
        self._index = index
        self._lasts = lasts
        self._found: dict[str, tuple[Span, ...]] = {}
        self._starts: dict[str, list[int]] = {}
        self._of: defaultdict[str, list[int]] = defaultdict(list)
        for number in lasts:
            for name in index.literals.names[number]:
                self._of[name].append(number)

    def _candidates(self, name: str) -> list[int]:
        """Where a match of a set can begin."""
        starts = self._starts.get(name)
        if starts is None:
            text = self.text
            is_bounded = self._index.phrases[name].bounded
            starts = []
            for number in self._of.get(name, ()):
                before = self._index.literals.lengths[number] - 1
                for last in self._lasts[number][: self._index.most]:
                    start = last - before
                    if is_bounded and start:
                        # In the middle of a word, where most literals are met, nothing that is bounded begins.
                        pair = text[start - 1 : start + 1]
                        if pair.isalnum() and _is_inside_word(pair):
                            continue
                    starts.append(start)
            starts = self._starts[name] = sorted(set(starts))[: self._index.most]
        return starts

    def find(self, name: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """The matches of the set ``name`` in ``text[start:end]``; nothing for an unknown name."""
        phrases = self._index.phrases.get(name)
        if phrases is None:
            return iter(())
        return phrases.find(self.text, start, end, None if phrases.is_anywhere else self._candidates(name))

    def at(self, name: str, offset: int, end: int | None = None) -> regex.Match[str] | None:
        """The match of the set ``name`` that begins at ``offset``, in ``text[:end]``; None where none does."""
        phrases = self._index.phrases.get(name)
        if phrases is None:
            return None
        return phrases.match(self.text, offset, len(self.text) if end is None else end)

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
