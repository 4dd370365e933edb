"""Conditions on a value: ``where: {kind: [range, fixed], spread: '> 2', currency: unstated}``."""

from __future__ import annotations

import operator
from collections.abc import Callable

from lintjob.typed import NamedTuple
from lintjob.yamlfile import Node

_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    '>=': operator.ge,
    '<=': operator.le,
    '>': operator.gt,
    '<': operator.lt,
}
_SAID = {'>=': 'at least', '<=': 'at most', '>': 'more than', '<': 'less than'}


class Condition(NamedTuple):
    """What a value must be: one of ``values``, or on the right side of ``limit``.

    ``stated`` and ``unstated`` among the values stand for any value and for none (None, '' and an
    empty sequence); ``true`` and ``false`` for the two truths.
    """

    values: tuple[str, ...]
    comparison: str
    limit: float

    def __str__(self) -> str:
        """The condition as a person would say it: ``range or fixed``, ``more than 2``."""
        if self.comparison:
            return f'{_SAID[self.comparison]} {as_text(self.limit)}'
        return ' or '.join(self.values)

    def holds(self, value: object) -> bool:
        """Whether ``value`` is what the condition asks for."""
        if self.comparison:
            return isinstance(value, (int, float)) and _COMPARISONS[self.comparison](value, self.limit)
        if value is None or value in ('', ()):
            return 'unstated' in self.values
        return 'stated' in self.values or as_text(value) in self.values


def as_text(value: object) -> str:
    """A fact's attribute as a rule file and a message write it: ``true``, ``40000``, ``2.5``, ``monday and tuesday``."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f'{value:,.0f}' if value.is_integer() else f'{value:,.2f}'.rstrip('0')
    if isinstance(value, tuple):
        return ' and '.join(map(str, value))
    return '' if value is None else str(value)


def parse(node: Node) -> Condition | None:
    """The condition that a rule file writes; None, after a complaint, for one that can't be read."""
    texts = [text for text, _ in node.texts()]
    if len(texts) == 1:
        for sign in _COMPARISONS:
            if texts[0].startswith(sign):
                try:
                    return Condition((), sign, float(texts[0][len(sign) :]))
                except ValueError:
                    node.complain(f'"{texts[0]}" should compare with a number, as in "{sign} 2"')
                    return None
    if not texts:
        node.complain('this condition is empty')
        return None
    return Condition(tuple(texts), '', 0.0)
