"""What a kind of check is read from: the keys of a rule file that are its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import regex

from lintjob.checks import scope as scopes
from lintjob.facts import Facts
from lintjob.matcher import Hits, Phrases
from lintjob.phrase import PatternError
from lintjob.source import Span
from lintjob.yamlfile import Node

#: The language of phrases that are meant for every language of the rule.
ANY = '*'


class Parts:
    """The values of a rule's own keys, read one by one; a wrong one is a complaint and gives a default.

    ``owner`` is the rule's id, which makes the names of its phrase sets unique.
    """

    def __init__(self, owner: str, root: Node, values: Mapping[str, Node], languages: Iterable[str]) -> None:
        self.owner = owner
        self.root = root
        self.languages = tuple(languages)
        self._values = values

    def get(self, key: str) -> Node | None:
        """The value of a key that may be missing."""
        return self._values.get(key)

    def need(self, key: str) -> Node | None:
        """The value of a key that must be there."""
        found = self._values.get(key)
        if found is None:
            self.root.complain(f'the key "{key}" is missing')
        return found

    def scope(self, default: str = 'listing') -> str:
        """Where the check looks."""
        node = self.get('scope')
        return (node.choice(scopes.NAMES, 'scope') if node else None) or default

    def flag(self, key: str, *, default: bool) -> bool:
        """A key that is true or false."""
        node = self.get(key)
        value = node.flag() if node else None
        return default if value is None else value

    def number(self, key: str) -> float | None:
        """A number, None where the key is missing."""
        node = self.get(key)
        return node.number(float) if node else None

    def phrases(self, key: str, *, needed: bool = True) -> dict[str, Phrases]:
        """Sets of phrases by language: a list, for every language of the rule, or a mapping of lists."""
        node = self.need(key) if needed else self.get(key)
        if node is None:
            return {}
        lists = {ANY: node} if not node.is_mapping else node.mapping()
        return {language: made for language, value in lists.items() if (made := self.compile(value.texts(), value))}

    def compile(self, texts: list[tuple[str, Node]], node: Node) -> Phrases | None:
        """One set of phrases; None, after complaints, where one of them is no pattern."""
        if not texts:
            node.complain('this list is empty; it should hold at least one phrase')
            return None
        broken = False
        for text, its_node in texts:
            if not text.strip():
                its_node.complain('this phrase is empty')
                broken = True
        if broken:
            return None
        options = {
            'bounded': not self.flag('nonword', default=False),
            'ignorecase': self.flag('ignorecase', default=True),
        }
        try:
            made = Phrases([text for text, _ in texts], **options)
        except PatternError as first:
            errors = [error for number in range(len(texts)) if (error := _mistake(texts, number, options))] or [first]
            for error in errors:
                text, its_node = texts[error.number]
                its_node.complain(f'"{text}" is no pattern: {error} (at its character {error.position + 1})')
            return None
        if made.can_be_empty:
            for text, its_node in texts:
                if Phrases([text], **options).can_be_empty:
                    its_node.complain(f'"{text}" matches an empty text, so it would be found everywhere')
            return None
        return made


def _mistake(texts: Sequence[tuple[str, Node]], number: int, options: Mapping[str, bool]) -> PatternError | None:
    try:
        Phrases([texts[number][0]], **options)
    except PatternError as error:
        error.number = number
        return error
    return None


class Words:
    """The sets of phrases that one key of a rule gives, by language, under names unique among all rules."""

    def __init__(self, owner: str, key: str, sets: Mapping[str, Phrases]) -> None:
        self._names = {language: f'{owner}/{key}/{language}' for language in sets}
        self.phrases = {self._names[language]: phrases for language, phrases in sets.items()}

    def name(self, language: str) -> str | None:
        """The name of the set that is meant for listings in a language; None for none."""
        return self._names.get(language) or self._names.get(ANY)

    def find(self, facts: Facts, hits: Hits, region: Span) -> Iterator[regex.Match[str]]:
        """The matches within a region of the sets for the listing's languages and the English one, in order."""
        names = self._of(facts)
        if len(names) == 1:
            yield from hits.find(names[0], *region)
            return
        end = 0
        for match in sorted(
            (match for name in names for match in hits.find(name, *region)), key=lambda its: (its.start(), -its.end())
        ):
            if match.start() >= end:
                yield match
                end = match.end()

    def stand(self, facts: Facts, hits: Hits) -> bool:
        """Whether any of the sets for the listing's languages, or the English one, is found at all."""
        return any(hits[name] for name in self._of(facts))

    def touch(self, facts: Facts, hits: Hits, span: Span) -> Span | None:
        """The first phrase that overlaps ``span``, None for none: exceptions are made so."""
        return next((other for name in self._of(facts) for other in hits[name] if span.overlaps(other)), None)

    def _of(self, facts: Facts) -> list[str]:
        # Adverts of any language mix English in.
        names = (self.name(language) for language in (*facts.languages, 'en'))
        return list(dict.fromkeys(name for name in names if name))
