"""The program's own regular expressions, compiled once and kept between runs."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import regex


class Expression:
    """A regular expression of the program's own (figures, codes, markup), compiled when first used.

    It has the methods of a compiled pattern. Compiling takes longer than reading a listing does, so
    what was compiled is kept between runs: ``compiled`` gives it, ``prime`` takes it back.
    """

    __slots__ = ('_pattern', 'flags', 'source')
    _all: ClassVar[dict[tuple[str, int], Expression]] = {}
    _ready: ClassVar[dict[tuple[str, int], bytes]] = {}

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = int(flags)
        self._pattern: regex.Pattern[str] | None = None
        Expression._all[source, self.flags] = self

    @property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled pattern."""
        if self._pattern is None:
            kept = Expression._ready.get((self.source, self.flags))
            # It comes from the user's own cache; see lintjob.cache.
            self._pattern = pickle.loads(kept) if kept else regex.compile(self.source, self.flags)  # noqa: S301
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
    def compiled(cls) -> dict[tuple[str, int], bytes]:
        """All expressions of the modules that are imported, compiled, in a form that can be kept."""
        return {key: pickle.dumps(regex.compile(*key)) for key in cls._all}

    @classmethod
    def prime(cls, ready: dict[tuple[str, int], bytes]) -> None:
        """Take over what was compiled in another run, also for modules that are imported later."""
        cls._ready = ready
