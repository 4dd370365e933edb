"""The texts of a record: which of its values are the advert's own words, and in which order they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from lintjob.expression import Expression
from lintjob.readers.fields import folded
from lintjob.readers.names import CONTENTS, HEADINGS, PROSE, SNIPPETS, TEXTS, VARIANTS
from lintjob.readers.tree import Array, Node, Object, Value
from lintjob.typed import NamedTuple

_DEEPEST = 5
_LONGEST_HEADING = 200
#: How much of two texts is compared.
_SAME = 48
_SEARCHED = 4000
#: A text that is this many times shorter than another, and broken off, is its beginning or a part of it.
_TIMES = 2
_CUT = Expression(r'(?:\.\.\.|\u2026|&#8230;|&#x2026;|&hellip;)\]?\s*+(?:</?[a-z]+>\s*+)*\Z')
_TAG = Expression(r'(?:<|&lt;)[^<>&]{0,300}(?:>|&gt;)|&[a-zA-Z#0-9]{1,8};|\\.')


#: A date, a figure.
_NO_WORDS = Expression(r'[\d\s.,:/+-]*+(?:T[\d:.]++(?:Z|[+-][\d:]++)?+)?+\s*+')


class Piece(NamedTuple):
    """A value that belongs to the text: a ``heading``, an ``item`` of a list or a whole ``text``."""

    kind: str
    node: Value


class Text(NamedTuple):
    """What stands under one key. ``kind``: ``main``, ``part`` or ``snippet``; ``variant``: how good, 0 is best."""

    kind: str
    stem: str
    variant: int
    pieces: list[Piece]

    @property
    def size(self) -> int:
        """How long it is."""
        return sum(len(piece.node.text) for piece in self.pieces)


@cache
def _stems() -> dict[str, str]:
    found = dict.fromkeys(map(folded, PROSE.split(',')), 'part')
    # In data, notes are those of whoever keeps it.
    found.pop('notes', None)
    found.update(dict.fromkeys(map(folded, SNIPPETS.split(',')), 'snippet'))
    found.update(dict.fromkeys(map(folded, TEXTS.split(',')), 'main'))
    return found


@cache
def kind_of(name: str) -> tuple[str, str, int]:
    """What a key (folded) says of the text under it: its kind ('' for no text), its stem and its variant."""
    stems = _stems()
    if name in stems:
        return stems[name], name, VARIANTS.index('')
    for number, ending in enumerate(VARIANTS):
        stem = name.removesuffix(ending)
        if ending and stem != name and stem in stems:
            return stems[stem], stem, number
    return '', '', 0


def of_name(name: str, node: Node) -> Text | None:
    """The text under a key (folded), None where it has none."""
    kind, stem, variant = kind_of(name)
    if not kind:
        return None
    found = list(pieces(node))
    if kind == 'part' and all(_NO_WORDS.fullmatch(piece.node.text) for piece in found):
        return None
    return Text(kind, stem, variant, found) if found else None


def chosen(texts: Iterable[Text]) -> list[Text]:
    """Those to be read: of the variants of one text the best, a piece of the text only where there is no more."""
    texts = list(texts)
    if len(texts) < 2:
        return texts
    best: dict[str, Text] = {}
    for text in texts:
        other = best.get(text.stem)
        if other is None or _is_better(text, other):
            best[text.stem] = text
    found: list[Text] = []
    for text in best.values():
        if text.kind != 'snippet':
            _add(found, text)
    if any(text.kind == 'main' for text in found):
        return found
    # A few words on the hours are no text.
    snippets = [text for text in best.values() if text.kind == 'snippet']
    if snippets and sum(text.size for text in found) < max(text.size for text in snippets):
        found.insert(0, max(snippets, key=lambda text: text.size))
    return found


def _is_better(one: Text, two: Text) -> bool:
    """Whether the first of two variants is the fuller, or as full and of the better kind."""
    return one.size > two.size / _TIMES if one.variant < two.variant else two.size < one.size / _TIMES


def _add(found: list[Text], text: Text) -> None:
    """Add a text unless it is there; of two that begin alike, the longer stays."""
    for number, other in enumerate(found):
        if 'main' in (text.kind, other.kind) and _is_same(text, other):
            if _is_longer(text, other):
                found[number] = text
            return
    found.append(text)


def _is_longer(one: Text, two: Text) -> bool:
    return one.size > two.size


def _is_same(one: Text, two: Text) -> bool:
    """Whether one text is the other, its beginning, or a part of it that was cut off."""
    short, long = (one, two) if one.size < two.size else (two, one)
    words = _letters(short, _SAME)
    if len(words) >= _SAME // 2 and words in _letters(long, _SEARCHED):
        return True
    return short.size * _TIMES < long.size and _CUT.search(short.pieces[-1].node.text[-60:]) is not None


def _letters(text: Text, most: int) -> str:
    """The first letters and figures of a text, without tags and entities."""
    words = ' '.join(piece.node.text[: 30 * most] for piece in text.pieces[:3])[: 30 * most]
    return ''.join(filter(str.isalnum, _TAG.sub('', words))).casefold()[:most]


def pieces(node: Node, depth: int = 0) -> Iterator[Piece]:
    """The pieces of a text: a value, a list of them, parts with headings."""
    if isinstance(node, Value):
        if node.is_text and node.text and not node.text.isspace():
            yield Piece('text', node)
    elif depth > _DEEPEST:
        return
    elif isinstance(node, Array):
        are_items = len(node.items) > 1 and all(isinstance(item, Value) for item in node.items)
        for item in node.items:
            for piece in pieces(item, depth + 1):
                yield Piece('item', piece.node) if are_items else piece
    else:
        yield from _part(node, depth)


def _part(node: Object, depth: int) -> Iterator[Piece]:
    """A part with its heading, or an object of such parts."""
    named = {folded(entry.key.rpartition(':')[2]): entry.node for entry in reversed(node.entries)}
    content = next((name for name in CONTENTS if name in named and any(pieces(named[name], depth + 1))), None)
    heading = next((named[name] for name in HEADINGS if name in named and name != content), None)
    if content is None:
        # The text of an XML element that has attributes.
        own = next((entry.node for entry in node.entries if not folded(entry.key)), None)
        if own is not None:
            yield from pieces(own, depth + 1)
        elif heading is None or not isinstance(heading, Value):
            for entry in node.entries:
                if not entry.key.startswith('@'):
                    yield from pieces(entry.node, depth + 1)
        return
    if isinstance(heading, Value) and heading.text.strip() and len(heading.text) <= _LONGEST_HEADING:
        yield Piece('heading', heading)
    yield from pieces(named[content], depth + 1)
