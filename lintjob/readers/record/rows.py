"""Rows: the fields of a record, one line each, as the head of its view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lintjob.expression import Expression
from lintjob.listing import Block, Field
from lintjob.passage import Masked, Passage, Weaver, Writing
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.readers.record.wording import worded
from lintjob.readers.text import inline
from lintjob.readers.text.mask import Mask
from lintjob.readers.tree import Value
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Told(NamedTuple):
    """A value that a field is made of.

    ``field``: the field's name. ``path``: the keys that lead to it, as written; ``place``: where the last of them stands.
    ``value``: its text without blanks at the edges. ``group``: the element of a list that it is in; ``number``: its place
    among all values.
    """

    field: str
    path: tuple[str, ...]
    value: str
    node: Value
    place: Span
    group: int = 0
    number: int = 0

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return self.node.span


class Rows(NamedTuple):
    """Fields, their blocks, and where in the view each value was put, by its number."""

    fields: dict[str, Field]
    blocks: list[Block]
    spans: dict[int, Span]


#: The order of the rows.
ORDER = (
    *('title', 'company', 'location', 'workplace', 'remote', 'employment_type', 'level', 'experience'),
    *('salary', 'salary_minimum', 'salary_maximum', 'salary_currency', 'salary_period', 'posted', 'closes'),
    *('language', 'apply'),
)
#: Fields that are pieces of another's row.
PARTS = ('city', 'region', 'country')

_LINE = Expression(r'\S(?:[^\r\n]*[^\s])?+')


def hidden(weaver: Weaver, passage: Passage, place: Span, mark: str = HIDDEN) -> Span:
    """Put one character that is no prose, in a row of its own, for a place of a passage."""
    if weaver.size:
        weaver.gap('\n')
    start = weaver.size
    weaver.turn(passage)
    weaver.put(mark, *place)
    return Span(start, weaver.size)


def stand_in(weaver: Weaver, passage: Passage, node: Value | None, place: Span, mark: str = HIDDEN) -> Span:
    """Put such a character for a value; for its key's ``place`` in the source's text where it is empty."""
    if node is not None and node.text and not node.text.isspace():
        return hidden(weaver, node.passage, Span(0, len(node.text)), mark)
    return hidden(weaver, passage, place, mark)


def weave(weaver: Weaver, passage: Passage, told: Mapping[str, Sequence[Told]]) -> Rows:
    """Append a row for each field; ``passage`` is the source's text, of which all places are offsets."""
    made = Rows({}, [], {})
    for name in ORDER:
        leaves = told.get(name)
        if leaves:
            _row(weaver, passage, made, name, leaves)
    return made


#: How many values of one field are shown: no advert has more, whatever a broken export says.
_MOST_VALUES = 60


def _row(weaver: Weaver, passage: Passage, made: Rows, name: str, leaves: Sequence[Told]) -> None:
    filled = [(leaf, words) for leaf in leaves if (words := worded(leaf.field, leaf.path[-1], leaf.value))]
    label = '.'.join(leaves[0].path)
    if not filled:
        span = stand_in(weaver, passage, leaves[0].node, leaves[0].place)
        made.fields[name] = Field(name, '', span, label)
        made.spans.update((leaf.number, span) for leaf in leaves)
        return
    first = filled[0][0]
    if name == 'language' or (name == 'apply' and ' ' not in first.value):
        mark = HIDDEN if name == 'language' or '@' in first.value else LINK
        span = stand_in(weaver, passage, first.node, first.place, mark)
        made.fields[name] = Field(name, first.value, span, '.'.join(first.path))
        made.spans[first.number] = span
        return
    del filled[_MOST_VALUES:]
    if name == 'location' and len(filled) > 1:
        filled = _distinct(filled)
    if weaver.size:
        weaver.gap('\n')
    start = weaver.size
    values: list[str] = []
    group = filled[0][0].group
    for leaf, words in filled:
        if values:
            is_other = name == 'location' and leaf.group != group and not (leaf.field in PARTS and not leaf.group)
            values.append(' | ' if is_other else ', ')
            weaver.gap(values[-1])
        group = leaf.group
        at = weaver.size
        value = _value(weaver, leaf, words)
        values.append(value)
        span = Span(at, weaver.size)
        made.spans[leaf.number] = span
        if leaf.field in PARTS and leaf.field not in made.fields:
            made.fields[leaf.field] = Field(leaf.field, value, span, '.'.join(leaf.path))
    span = Span(start, weaver.size)
    made.fields[name] = Field(name, ''.join(values), span, label)
    made.blocks.append(Block('heading' if name == 'title' else 'row', span))


def _distinct(filled: Sequence[tuple[Told, str]]) -> list[tuple[Told, str]]:
    """The pieces of a place without those that others say already: "Leeds" beside "Leeds, UK"."""
    found: list[tuple[Told, str]] = []
    seen: dict[int, list[str]] = {}
    parts: set[tuple[int, str]] = set()
    wholes = [words.casefold() for leaf, words in filled if leaf.field == 'location' or leaf.group]
    for leaf, words in filled:
        name = words.casefold()
        others = seen.setdefault(leaf.group, [])
        if name in others or (
            leaf.field != 'location' and not leaf.group and any(_holds(whole, name) for whole in wholes)
        ):
            continue
        others.append(name)
        if leaf.field != 'location' and leaf.group:
            # Beside the name of a country stands its code.
            if (leaf.group, leaf.field) in parts:
                continue
            parts.add((leaf.group, leaf.field))
        found.append((leaf, words))
    return found


def _holds(whole: str, name: str) -> bool:
    at = whole.find(name)
    return at >= 0 and not whole[at - 1 : at].isalnum() and not whole[at + len(name) : at + len(name) + 1].isalnum()


def _value(weaver: Weaver, leaf: Told, words: str) -> str:
    """Append a value; gives its words."""
    passage = leaf.node.passage
    if words != leaf.value:
        _put_for(weaver, passage, words)
        return words
    if '<' in words:
        passage = _without_tags(passage)
    text = passage.text
    words = text.strip()
    start = text.find(words)
    if '@' in words or '**' in words or '](' in words or '://' in words or 'www.' in words:
        mask = Mask(text)
        inline.cover(mask, start, start + len(words), plain=True)
        covered = mask.view()[start : start + len(words)]
        words = _without_address(covered, leaf.field).strip()
        start += len(covered) - len(covered.lstrip())
    if not words:
        _put_for(weaver, leaf.node.passage, HIDDEN)
        return ''
    if leaf.field == 'company':
        # Who is called so in the first line may be rated in the second.
        words = words.splitlines()[0].rstrip()
    weaver.turn(Masked(text, passage, lambda its: _encode(its, leaf)))
    if '\n' not in words and '\r' not in words:
        weaver.put(words, start, start + len(words))
        return plain_words(words)
    at = 0
    for found in _LINE.finditer(words):
        if at:
            weaver.gap(' ')
        at = found.end()
        weaver.put(found[0], start + found.start(), start + at)
    return plain_words(words)


def _encode(its: Writing, leaf: Told) -> str | None:
    """How a value takes other words; None for such as would be put in words again, or say nothing."""
    # Imported here: few files are written.
    from lintjob.readers.text import writing  # noqa: PLC0415

    value = (its.origin[: its.span.start] + its.text + its.origin[its.span.end :]).strip()
    return writing.field(its) if value and worded(leaf.field, leaf.path[-1], value) == value else None


def _put_for(weaver: Weaver, passage: Passage, words: str) -> None:
    """Append words that stand for a value as a whole."""
    text = passage.text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    weaver.turn(passage)
    if len(words) == end - start:
        # Twice, since words as long as their place would stand there character by character.
        weaver.put(words[:1], start, end)
        weaver.put(words[1:], start, end)
    else:
        weaver.put(words, start, end)


def _without_tags(passage: Passage) -> Passage:
    """What a value shows where it is HTML."""
    # Imported here: it is seldom that a field is.
    from lintjob.readers.html import fragment  # noqa: PLC0415

    if not fragment.is_html(passage.text):
        return passage
    weaver = Weaver(passage)
    fragment.weave(weaver, passage)
    return weaver.done()


def _without_address(words: str, field: str) -> str:
    """A name without the address behind it: ``Example (https://example.com)``."""
    cut = words.find(LINK)
    if cut > 0 and (field == 'company' or (field == 'title' and not words[cut:].strip(LINK + ' )>]'))):
        return words[:cut].rstrip(' (<[-')
    return words


def plain_words(words: str) -> str:
    """Words of a view as a reader sees them, on one line."""
    if words.isascii():
        return ' '.join(words.split())
    return ' '.join(words.replace(JOINER, '').replace(HIDDEN, ' ').replace(LINK, ' ').split())
