"""What schemas are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

#: A JSON Schema, as the object that it is.
Schema = dict[str, Any]

#: A text that says something.
WORDS: Schema = {'type': 'string', 'pattern': r'\S'}
#: What a person may write for a text: an editor takes 401 for a number and true for a truth; lintjob takes all for text.
SCALAR: Schema = {'anyOf': [WORDS, {'type': ['number', 'boolean']}]}


def some(item: Schema, least: int = 0) -> Schema:
    """A list, or a lone value that stands for a list of one."""
    return {'anyOf': [item, {'type': 'array', 'items': item, **({'minItems': least} if least else {})}]}


def one_of(values: Iterable[str]) -> Schema:
    """One of some words."""
    return {'enum': list(dict.fromkeys(values))}


def mapping(properties: dict[str, Schema], needed: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no others."""
    required = list(needed)
    return {
        'type': 'object',
        'additionalProperties': False,
        **({'required': required} if required else {}),
        'properties': properties,
    }


def plain(words: str) -> str:
    """Words without what Markdown makes of them: links and signs of code."""
    while '](' in words:
        before, _, rest = words.partition('](')
        behind = rest.partition(')')[2]
        start = before.rindex('[')
        words = before[:start] + before[start + 1 :] + behind
    return words.replace('`', '')
