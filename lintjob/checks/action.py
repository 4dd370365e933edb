"""What a rule does about its findings: the key ``action``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from lintjob.checks.parts import Parts
from lintjob.errors import did_you_mean
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.rule import Mend
from lintjob.source import Span
from lintjob.typed import NamedTuple
from lintjob.yamlfile import Node

#: The key of a rule file that is read here.
KEY = 'action'

_KEYS = ('name', 'params', 'safe')
#: Signs that stand behind a word without a blank before them.
_CLOSING = frozenset('.,;:!?)]}\u2026')


class Action(NamedTuple):
    """How findings are mended. ``name``: ``replace`` or ``remove``; ``text`` is what replaces, '' where the check knows it.

    ``is_safe``: mending takes no judgement.
    """

    name: str
    text: str = ''
    is_safe: bool = False

    def replace(self, span: Span, text: str | None = None) -> Mend:
        """A mend that puts ``text``, or else the action's own, in the place of a span."""
        return Mend(span, self.text if text is None else text, self.is_safe)

    def fill(self, span: Span, text: str, words: Mapping[str, str | None]) -> Mend | None:
        """A mend that puts the action's text, filled in with ``words``, in the place of a span of ``text``.

        What is the same at both ends stays as it is. None where a word that is asked for is None.
        """
        asked = (name for _, name, _, _ in _fields(self.text) if name)
        if any(words[name] is None for name in asked):
            return None
        new = self.text.format_map(words)
        start, end = span
        head = _shared(text[start:end], new)
        tail = _shared(text[start + head : end][::-1], new[head:][::-1])
        return Mend(Span(start + head, end - tail), new[head : len(new) - tail], self.is_safe)

    def remove(self, span: Span, text: str, region: Span) -> Mend:
        """A mend that takes a span of ``text`` out, with as many of the blanks around it as are then too many.

        Nothing is taken from outside of ``region``.
        """
        start, end = span
        before, behind = start, end
        while before > region.start and text[before - 1] in ' \t':
            before -= 1
        while behind < region.end and text[behind] in ' \t':
            behind += 1
        if before == region.start or text[before - 1] == '\n':
            end = behind
        elif (
            behind == region.end
            or text[behind] == '\n'
            or text[behind] in _CLOSING
            or (before < start and behind > end)
        ):
            start = before
        return Mend(Span(start, end), '', self.is_safe)


def _fields(text: str) -> Iterable[tuple[str, str | None, str | None, str | None]]:
    """The pieces of a text with placeholders, as ``string.Formatter`` gives them. Raises ValueError for lone braces."""
    # Imported here: a run in which nothing is mended does without it.
    from string import Formatter  # noqa: PLC0415

    return Formatter().parse(text)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def is_own(text: str, span: Span) -> bool:
    """Whether nothing in a span of a view covers markup: a mend would take that away."""
    return not any(sign in text[span.start : span.end] for sign in (HIDDEN, LINK, JOINER))


def parse(
    parts: Parts, names: Collection[str], *, default: Action | None = None, params: bool = True,
    placeholders: Collection[str] = (),
) -> Action | None:  # fmt: skip
    """What a rule file gives as its action, None for none; a mistake is a complaint.

    ``names`` are those that the kind of check knows, beside ``none``; ``default`` is what is done without the key.
    ``params``: whether ``replace`` must be told what to put; ``placeholders`` may then stand in it.
    """
    node = parts.get(KEY)
    if node is None:
        return default
    pairs = node.mapping(_KEYS)
    if not node.is_mapping:
        return None
    name_node, texts_node, safe_node = (pairs.get(key) for key in _KEYS)
    if name_node is None:
        node.complain('the key "name" is missing')
        return None
    name = name_node.choice((*names, 'none'), 'action')
    is_safe = bool(safe_node.flag()) if safe_node else False
    if name is None:
        return None
    if texts_node is not None and (name != 'replace' or not params):
        texts_node.complain(f'"{name}" takes no params here{"" if params else "; swap says what to write"}')
        return None
    if name == 'none':
        if safe_node is not None:
            safe_node.complain('"none" mends nothing, which is neither safe nor unsafe')
        return None
    text = ''
    if name == 'replace' and params:
        found = _param(node, texts_node)
        if found is None or not _is_filled(*found, placeholders):
            return None
        text = found[0]
    return Action(name, text, is_safe)


def _param(node: Node, texts: Node | None) -> tuple[str, Node] | None:
    """The one text that replaces."""
    if texts is None:
        node.complain('the key "params" is missing: what to write instead')
        return None
    found = texts.texts()
    if len(found) != 1:
        texts.complain('"params" should be one text: what to write instead')
        return None
    if not found[0][0].strip():
        found[0][1].complain('this text is empty; to take words out, write "name: remove"')
        return None
    return found[0]


def _is_filled(text: str, node: Node, placeholders: Collection[str]) -> bool:
    """Whether all placeholders in a text are known; where there are none, braces are braces."""
    if not placeholders:
        return True
    try:
        fields = [field for field in _fields(text) if field[1] is not None]
    except ValueError as error:
        node.complain(f"this text can't be filled in: {error}; write {{{{ for a brace")
        return False
    for _, name, form, conversion in fields:
        if name not in placeholders:
            near = did_you_mean(name or '', placeholders) or f'; known are {", ".join(sorted(placeholders))}'
            node.complain(f'unknown word "{{{name}}}" in the text{near}')
            return False
        if form or conversion:
            node.complain(f'"{{{name}}}" in the text stands for itself, without a ! or a : behind the word')
            return False
    return True
