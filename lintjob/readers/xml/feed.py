"""Feeds: where the records of an XML file begin and end, found in its text as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from lintjob.expression import Expression
from lintjob.layout import Path
from lintjob.readers import fields
from lintjob.typed import NamedTuple

CDATA = '<![CDATA['
#: What is no element, and how it ends.
SECTIONS = {'<!--': '-->', CDATA: ']]>', '<?': '?>'}
DOCTYPE = '<!DOCTYPE'
ENTITY = '<!ENTITY'

# A tag ends at ">", which may stand in the quotes of an attribute; "<" may not, so that no tag is looked for
# farther than the next one.
_REST = r'(?:[^"\'<>]++|"[^"<]*+"|\'[^\'<]*+\')*+>'
_TOKEN = Expression(
    r'<(?:!--|!\[CDATA\[|\?|(?i:!DOCTYPE\b|!ENTITY\b)|(/)?+([^\s<>/?!"\'=]++)' + _REST + ')',
)
# What may stand in the internal part of a document type.
_DECLARED = Expression(r'(?i:<!ENTITY)|<!--|"[^"]*+"|\'[^\']*+\'|\]\s*+>')
_TYPE = Expression(r'(?i:<!DOCTYPE)(?:[^"\'<>\[]++|"[^"]*+"|\'[^\']*+\')*+([>\[])')

# Names of elements that hold a record, without prefixes, dashes and underscores.
_RECORD_NAMES = (
    'job position item entry vacancy posting jobposting jobad jobadvert offer joboffer advert ad advertisement listing'
    ' joblisting record row opening jobopening requisition stelle stellenangebot stellenanzeige anzeige annonce offre'
    ' offreemploi oferta empleo vaga vacature annuncio offerta lavoro'
)
_RECORDS = frozenset(_RECORD_NAMES.split())
#: Elements of exports whose name is none of data, and the attributes that hold it: ``<field name="title">``.
FIELDS = frozenset(('field', 'column', 'property', 'param'))
FIELD_NAMES = ('name', 'key')
_ATTRIBUTE = Expression(r'\s([^\s=<>"\'/]++)\s*+=\s*+(?|"([^"<]{0,99}+)|\'([^\'<]{0,99}+))')
_LEAST_ATTRIBUTE = len('< a="b">')
_FEEDS = frozenset(('rss', 'feed', 'rdf'))  # whose records are known by their names alone
_SURE = 2  # the last rank of those that look like records
_DEEPEST = 12
_MOST_TOKENS = 20_000


class Token(NamedTuple):
    """A tag, or the beginning of something that is no element.

    ``mark``: one of SECTIONS, DOCTYPE, ENTITY; ``<`` for a tag that opens, ``</`` for one that closes,
    ``<>`` for an element of one tag. ``end`` is the end of the whole section, -1 where the text ends within it.
    """

    mark: str
    name: str
    start: int
    end: int


class Shape(NamedTuple):
    """What a feed's records are: the name of the element, as written, and how many elements stand around it.

    ``is_sure``: they were told, or look like records; else they are only what repeats.
    """

    name: str
    depth: int
    is_sure: bool


def tokens(text: str, at: int, ignored: frozenset[str]) -> Iterator[Token]:
    """The tags and sections of a text from an offset on; the last one may be cut. Sections in ``ignored`` are passed over."""
    match = _TOKEN.search(text, at)
    while match:
        start, end = match.span()
        name = match[2]
        if name:
            closing = text[end - 2] == '/' and not match[1]
            yield Token('</' if match[1] else '<>' if closing else '<', name, start, end)
        else:
            mark = match[0].upper()
            if mark in SECTIONS:
                if mark not in ignored:
                    end = end_of_section(text, mark, end)
                    yield Token(mark, '', start, end)
            else:
                end = _end_of_type(text, start) if mark == DOCTYPE else end
                yield Token(mark, '', start, end)
            if end < 0:
                return
        match = _TOKEN.search(text, end)


def broken_tag(text: str) -> int:
    """Where a "<" stands that begins no tag, -1 for nowhere."""
    at = 0
    for token in tokens(text, 0, frozenset()):
        found = text.find('<', at, token.start)
        if found >= 0 or token.end < 0:
            return found if found >= 0 else token.start
        at = token.end
    return text.find('<', at)


def end_of_section(text: str, mark: str, at: int) -> int:
    """Where a section that has begun ends, -1 for nowhere."""
    closing = SECTIONS[mark]
    end = text.find(closing, at)
    return end + len(closing) if end >= 0 else -1


def _end_of_type(text: str, start: int) -> int:
    """Where a document type ends, -1 for nowhere."""
    return next((at for mark, at in _declarations(text, start) if not mark), -1)


def entity(text: str, start: int) -> int:
    """Where a document type declares an entity first, -1 for nowhere."""
    return next((at for mark, at in _declarations(text, start) if mark), -1)


def _declarations(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The entities that a document type declares, by where they do; at last '' and where it ends."""
    head = _TYPE.match(text, start)
    if head and head[1] == '>':
        yield '', head.end()
    found = _DECLARED.search(text, head.end()) if head and head[1] == '[' else None
    while found:
        mark, at = found[0], found.end()
        if mark[0] == ']':
            yield '', at
            return
        if mark == '<!--':
            at = end_of_section(text, mark, at)
            if at < 0:
                return
        elif mark[0] == '<':
            yield mark, found.start()
        found = _DECLARED.search(text, at)


def local(name: str) -> str:
    """A name without its prefix."""
    return name[name.rfind(':') + 1 :]


def _folded(name: str) -> str:
    return local(name).casefold().replace('-', '').replace('_', '')


def _is_title(name: str) -> bool:
    """Whether an element may hold the title of a record. Names such as "job" are also those of records."""
    return fields.named(local(name)) == 'title' and _folded(name) not in _RECORDS


def _titles(text: str, token: Token) -> tuple[bool, bool]:
    """Whether an attribute of an element holds a title, and whether it names the element itself a title.

    The second is that of exports: ``<column name="title">``.
    """
    if token.end - token.start < len(token.name) + _LEAST_ATTRIBUTE:
        return False, False
    told = _ATTRIBUTE.findall(text, token.start, token.end)
    if _folded(token.name) in FIELDS:
        return False, any(key in FIELD_NAMES and _is_title(value) for key, value in told)
    return any(_is_title(key) for key, _ in told), False


class _Seen:
    """An element as often as it was seen at a place in the tree."""

    __slots__ = ('count', 'has_elements', 'has_title', 'name', 'path', 'titles_below')

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        self.count = 0
        self.has_elements = False
        self.has_title = False
        self.titles_below = False  # in an element of it

    @property
    def is_named(self) -> bool:
        """Whether its name is that of records."""
        return _folded(self.name) in _RECORDS

    def rank(self) -> int:
        """How much it looks like a record, 0 for most."""
        is_root = len(self.path) == 1
        if self.is_named and (self.has_title or (self.titles_below and not is_root)):
            return 0
        if self.has_title and self.count > 1:
            return 1
        if self.is_named and not is_root:
            return 2
        if self.has_title:
            return 3
        return 4 if self.count > 1 else 5 + (not is_root)


def look(text: str) -> tuple[list[_Seen], str]:
    """The elements that hold others at the beginning of a feed, and the name of the root, '' for none."""
    seen: dict[Path, _Seen] = {}
    stack: list[str] = []
    root = ''
    for number, token in enumerate(tokens(text, 0, frozenset())):
        if number > _MOST_TOKENS:
            break
        if token.mark == '</':
            if stack:
                stack.pop()
        elif token.mark in ('<', '<>'):
            root = root or token.name
            path = (*stack[:_DEEPEST], token.name)
            each = seen.setdefault(path, _Seen(token.name, path))
            each.count += 1
            has_title, is_title = _titles(text, token)
            if has_title:
                each.has_title = each.has_elements = True
                above = seen.get(path[:-1])
                if above:
                    above.titles_below = True
            parent = seen.get(path[:-1])
            if parent:
                parent.has_elements = True
                if _is_title(token.name) or is_title:
                    parent.has_title = True
                    above = seen.get(path[:-2])
                    if above:
                        above.titles_below = True
            if token.mark == '<':
                stack.append(token.name)
    return list(seen.values()), root


def shape(text: str, records: Path | None) -> Shape | None:
    """What the records of a feed are, by its beginning; None where there are none in it.

    ``records``: the names that lead to them, if they were told.
    """
    seen, root = look(text)
    if records is not None:
        names = [(tuple(map(local, each.path)), each) for each in seen]
        told = [each for path, each in names if records and path[-len(records) :] == tuple(records)]
        return _shape(min(told, key=lambda each: len(each.path)), is_sure=True) if told else None
    candidates = [each for each in seen if each.has_elements]
    if not candidates:
        return None
    best = min(candidates, key=lambda each: (each.rank(), len(each.path), -each.count))
    if local(root).casefold() in _FEEDS and not best.is_named:
        return None
    return _shape(best, is_sure=best.rank() <= _SURE)


def _shape(seen: _Seen, *, is_sure: bool) -> Shape:
    return Shape(seen.name, len(seen.path) - 1, is_sure)


class End(NamedTuple):
    """Where a record ends, or why it does not: where the text ends within it (``is_cut``), or what is ``broken`` and where."""

    at: int
    is_cut: bool = False
    broken: str = ''
    mark: str = ''  # of the section in which the text ends


_NEVER_CLOSED = 'this record is never closed'
_MOST_NESTED = 4  # records within records


def end_of_record(text: str, at: int, shape: Shape, ignored: frozenset[str]) -> End:
    """Where the record that begins at an offset ends.

    A record within another one (of the same name) means that the outer one was not closed, unless it stands in an element of
    that one. A section in ``ignored`` is known not to end.
    """
    opening = _TOKEN.match(text, at)
    if not opening:
        return End(at, is_cut=True)
    if text[opening.end() - 2] == '/':
        return End(opening.end())
    search = _boundary(shape.name).search
    nested = 0
    place = opening.end()
    first = -1
    while found := search(text, place):
        start, place = found.span()
        mark = found[0]
        if mark in SECTIONS:
            place = end_of_section(text, mark, place) if mark not in ignored else -1
            if place < 0:
                return End(start, is_cut=True, mark=mark)
            inner = text.find(CDATA, start + 1, place) if mark == CDATA else -1
            if inner >= 0 and text.find(f'</{shape.name}', start, inner) >= 0:
                return End(start, broken='this CDATA section is never closed')
            continue
        place = text.find('>', place) + 1
        if not place:
            return End(start, is_cut=True)
        if mark[1] == '/':
            if not nested:
                return End(place)
            nested -= 1
        elif text[place - 2] != '/':
            if first < 0:
                first = start
                if _stands_in(text, opening.end(), start) == 0 and not _is_leaf(text, place, shape):
                    return End(at, broken=_NEVER_CLOSED)
            nested += 1
            if nested > _MOST_NESTED:
                return End(at, broken=_NEVER_CLOSED)
    return End(at, is_cut=True)


@cache
def _boundary(name: str) -> Expression:
    return Expression(rf'<(?:!--|!\[CDATA\[|\?|/?+{regex.escape(name)}(?=[\s/>]))')


def _stands_in(text: str, start: int, end: int) -> int:
    """How many elements that begin behind ``start`` are still open at ``end``."""
    depth = 0
    for token in tokens(text[start:end], 0, frozenset()):
        if token.mark == '<':
            depth += 1
        elif token.mark == '</':
            depth -= 1
    return depth


def _is_leaf(text: str, at: int, shape: Shape) -> bool:
    """Whether an element whose content begins at an offset holds no others."""
    token = next((token for token in tokens(text, at, frozenset()) if token.mark not in SECTIONS), None)
    return token is not None and token.mark == '</' and token.name == shape.name
