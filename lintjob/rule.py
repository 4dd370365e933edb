"""A rule, and what it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.problem import About, Level
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Mend(NamedTuple):
    """How a fault is mended: ``text`` takes the place of ``span``, both in the view. ``is_safe``: that takes no judgement."""

    span: Span
    text: str
    is_safe: bool


class Finding(NamedTuple):
    """A place that a check found fault with.

    ``words`` fill the message's placeholders, beside ``{match}``. ``level``, where given, is lower
    than the rule's own; ``note`` says why and is added to the message. ``mend`` mends it, where that is known.
    """

    span: Span
    words: Mapping[str, str] = {}  # a named tuple's default, never written to
    level: Level | None = None
    note: str = ''
    mend: Mend | None = None


class Reason(NamedTuple):
    """Something that a check looked at, for an explanation. ``spans`` are the words it is about.

    ``speaks`` is True where it speaks for a finding, False where it speaks against one, None where it does neither.
    """

    says: str
    speaks: bool | None = None
    spans: tuple[Span, ...] = ()


#: Where a check puts its reasons, in their order.
Log = list[Reason]


class Check(Protocol):
    """How a rule decides. One of a small closed set of kinds; see ``lintjob.checks``."""

    @property
    def placeholders(self) -> frozenset[str]:
        """The names a message may use in braces, beside ``match``."""

    @property
    def phrases(self) -> Mapping[str, Phrases]:
        """The sets of phrases to look for in each listing, by names that are unique among all rules."""

    def find(self, facts: Facts, hits: Hits, log: Log | None = None) -> Iterator[Finding]:
        """The findings in a listing; ``hits`` are where the sets of phrases stand in its view.

        With a ``log`` it also says what it looked at, and why it found or did not.
        """


class Example(NamedTuple):
    """A text that shows what a rule flags, or leaves alone.

    ``text`` is without the marks, ``spans`` are what they enclosed; ``line`` and ``column`` are
    the example's place in the rule file. ``encoding`` is that of a file that would hold it, '' for UTF-8.
    ``fixed`` is what it should be after mending, None where the rule file does not say.
    """

    text: str
    spans: tuple[Span, ...]
    line: int
    column: int
    encoding: str = ''
    fixed: str | None = None


class Rule(NamedTuple):
    """A rule as its file gives it. ``languages`` is empty for a rule that suits every language.

    ``instead`` says what to write instead of what is flagged, '' where the message says all of it.
    """

    id: str
    path: str
    level: Level
    message: str
    description: str
    link: str
    since: str
    kind: str
    languages: tuple[str, ...]
    check: Check
    invalid: tuple[Example, ...]
    valid: tuple[Example, ...]
    instead: str = ''

    @property
    def pack(self) -> str:
        """The first part of the id."""
        return self.id.split('.', 1)[0]

    @property
    def fix(self) -> str:
        """Whether the rule can mend what it flags: ``safe``, ``unsafe``, '' for no."""
        action = getattr(self.check, 'action', None)
        return '' if action is None else 'safe' if action.is_safe else 'unsafe'

    @property
    def about(self) -> About:
        """What a reporter says of the rule."""
        return About(self.id, self.level, self.message, self.description, self.instead, self.link, self.languages)

    def speaks(self, language: str) -> bool:
        """Whether the rule is meant for listings in a language (ISO 639-1)."""
        return not self.languages or language in self.languages
