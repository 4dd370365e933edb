"""One YAML file becomes one rule."""

from __future__ import annotations

import os
import string
from collections.abc import Mapping

from lintjob.checks.kinds import KINDS
from lintjob.checks.parts import ANY, Parts
from lintjob.errors import LintjobError, did_you_mean
from lintjob.problem import LEVELS
from lintjob.rule import Example, Rule
from lintjob.source import Source, Span
from lintjob.yamlfile import Node, Reading

#: The keys of every rule, and those that none can do without.
COMMON = ('extends', 'message', 'description', 'level', 'languages', 'link', 'since', 'examples', 'instead')
NEEDED = ('extends', 'message', 'description', 'level', 'since', 'examples')
_ID_PART = frozenset(string.ascii_lowercase + string.digits + '-')

OPEN, CLOSE = '<<', '>>'

#: The encodings in which the examples of a rule may be given, beside UTF-8.
ENCODINGS = ('windows-1252', 'utf-16')


def parse(source: Source) -> Rule:
    """The rule in a file; its id is made of the file's folder and name.

    Raises LintjobError with every mistake in the file, each at its place.
    """
    reading = Reading(source)
    name = identify(source.name)
    parts = name.split('.')
    if len(parts) != 2 or not all(part[:1].isalpha() and set(part) <= _ID_PART for part in parts):
        reading.complain(f'"{name}" should be two words of small letters and hyphens: folder/name.yaml', 0)
    root = reading.root()
    rule = _Parser(reading, root, name).rule() if root else None
    if rule is None and not reading.complaints:
        reading.complain('this file is empty; a rule should stand here', 0)
    if rule is None or reading.complaints:
        raise LintjobError(sorted(set(reading.complaints)))
    return rule


def identify(path: str) -> str:
    """The id of the rule in a file: ``rules/salary/missing.yaml`` holds ``salary.missing``."""
    folder, name = os.path.split(path)
    return f'{os.path.basename(folder)}.{os.path.splitext(name)[0]}'


_NO_LANGUAGE = '"{}" should be a language code of two letters (ISO 639-1), as in "en"'


def _is_language(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalpha() and text.islower()


class _Parser:
    def __init__(self, reading: Reading, root: Node, name: str) -> None:
        self._reading = reading
        self._root = root
        self._name = name
        self._values: Mapping[str, Node] = {}

    def rule(self) -> Rule | None:
        if not self._root.is_mapping:
            self._root.complain('this should be a rule (a mapping of keys to values)')
            return None
        pairs = self._root.mapping()
        kind_node = pairs.get('extends')
        kind_name = kind_node.choice(KINDS, 'kind of check') if kind_node else None
        kind = KINDS[kind_name] if kind_name else None
        known = (*COMMON, *(kind.keys if kind else {key for each in KINDS.values() for key in each.keys}))
        self._values = self._root.mapping(known)
        for key in NEEDED:
            if key not in self._values:
                self._root.complain(f'the key "{key}" is missing')
        level_node = self._values.get('level')
        level = level_node.choice(LEVELS, 'level') if level_node else None
        languages = self._languages()
        check = kind.parse(Parts(self._name, self._root, self._values, languages)) if kind else None
        if check:
            self._check_message(check.placeholders)
        invalid, valid = self._examples()
        if check is None or kind_name is None or level is None:
            return None
        return Rule(
            self._name, self._reading.source.name, LEVELS[level], self._text('message'), self._text('description'),
            self._text('link'), self._text('since'), kind_name, languages, check, tuple(invalid), tuple(valid), self._text('instead'),
        )  # fmt: skip

    def _text(self, key: str) -> str:
        node = self._values.get(key)
        text = node.text() if node else None
        if node and text is not None and not text.strip():
            node.complain(f'"{key}" is empty')
        return ' '.join((text or '').split())

    def _languages(self) -> tuple[str, ...]:
        node = self._values.get('languages')
        found: dict[str, None] = {}
        for text, its_node in node.texts() if node else ():
            if _is_language(text):
                found[text] = None
            else:
                its_node.complain(_NO_LANGUAGE.format(text))
        for key in ('tokens', 'exceptions', 'first', 'second'):
            value = self._values.get(key)
            for language, its_node, _ in value.pairs() if value is not None and value.is_mapping else ():
                if language != ANY and not _is_language(language):
                    its_node.complain(_NO_LANGUAGE.format(language))
                elif node is not None and language not in found and language != ANY:
                    its_node.complain(f'"{language}" is not among the rule\'s languages')
        return tuple(found)

    def _check_message(self, placeholders: frozenset[str]) -> None:
        node = self._values.get('message')
        message = node.text() if node else None
        if node is None or message is None:
            return
        if '\n' in message.strip():
            node.complain('a message is one line')
        try:
            fields = [field for field in string.Formatter().parse(message) if field[1] is not None]
        except ValueError as error:
            node.complain(f"this message can't be filled in: {error}; write {{{{ for a brace")
            return
        known = sorted({'match', *placeholders})
        for _, name, form, conversion in fields:
            if name not in known:
                near = did_you_mean(name or '', known) or f'; known are {", ".join(known)}'
                node.complain(f'unknown word "{{{name}}}" in the message{near}')
            elif form or conversion:
                node.complain(f'"{{{name}}}" in the message stands for itself, without a ! or a : behind the word')

    def _examples(self) -> tuple[list[Example], list[Example]]:
        node = self._values.get('examples')
        if node is None:
            return [], []
        lists = node.mapping(('invalid', 'valid', 'encoding', 'fixed'))
        encoding_node = lists.get('encoding')
        encoding = (encoding_node.choice(ENCODINGS, 'encoding') if encoding_node else None) or ''
        both: list[list[Example]] = []
        for polarity in ('invalid', 'valid'):
            found: list[Example] = []
            value = lists.get(polarity)
            if value is None and node.is_mapping:
                node.complain(f'there is no {polarity} example; a rule shows what it flags and what it leaves alone')
            for text, its_node in value.texts() if value else ():
                example = self._example(text, its_node, encoding)
                if example and polarity == 'invalid' and not example.spans:
                    its_node.complain(f'an invalid example should mark what is flagged: {OPEN}like this{CLOSE}')
                elif example and polarity == 'valid' and example.spans:
                    its_node.complain(f'a valid example should mark nothing ({OPEN}...{CLOSE})')
                elif example:
                    found.append(example)
            if value is not None and value.is_list and not any(True for _ in value.items()):
                value.complain(f'there is no {polarity} example here')
            both.append(found)
        fixed = lists.get('fixed')
        if fixed is not None:
            both[0] = self._fixed(both[0], fixed, lists.get('invalid'))
        return both[0], both[1]

    def _fixed(self, invalid: list[Example], node: Node, beside: Node | None) -> list[Example]:
        """The invalid examples with what becomes of them by mending."""
        texts = node.texts()
        count = len(beside.texts()) if beside is not None else 0
        if not node.is_text and not node.is_list:
            return invalid
        if len(texts) != count:
            node.complain(
                f'"fixed" holds {len(texts)} texts beside {count} invalid examples; it should hold one for each'
            )
            return invalid
        for text, its_node in texts:
            if OPEN in text or CLOSE in text:
                its_node.complain(f'a fixed example should mark nothing ({OPEN}...{CLOSE})')
        return [example._replace(fixed=text) for example, (text, _) in zip(invalid, texts, strict=False)]

    def _example(self, marked: str, node: Node, encoding: str) -> Example | None:
        place = self._reading.source.position(self._reading.offset + node.start)
        pieces: list[str] = []
        spans: list[Span] = []
        size, rest = 0, marked
        while OPEN in rest:
            before, _, after = rest.partition(OPEN)
            inside, close, rest = after.partition(CLOSE)
            if not close or OPEN in inside:
                node.complain(f'a {OPEN} in this example is not closed by {CLOSE}')
                return None
            if not inside:
                node.complain(f'{OPEN}{CLOSE} in this example marks nothing')
                return None
            spans.append(Span(size + len(before), size + len(before) + len(inside)))
            pieces += [before, inside]
            size += len(before) + len(inside)
        if CLOSE in rest:
            node.complain(f'a {CLOSE} in this example is not opened by {OPEN}')
            return None
        text = ''.join([*pieces, rest])
        if encoding and not _fits(text, encoding):
            node.complain(f'this example holds characters that {encoding} has no bytes for')
            return None
        return Example(text, tuple(spans), place.line, place.column, encoding)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
