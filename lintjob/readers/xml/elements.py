"""Elements: an XML element as a tree, with the place of each value.

The parser (expat) says whether the element is well-formed, and where its parts begin. It is given each character as
one byte, so that its places are those of the text; what is read is taken from the text itself.
"""

from __future__ import annotations

import codecs
from xml.parsers import expat

from lintjob.expression import Expression
from lintjob.passage import Passage, Weaver, Woven, Writing
from lintjob.readers.html.entities import ENTITY, decode, encode, unescape
from lintjob.readers.tree import Entry, Object, Value
from lintjob.readers.xml.feed import CDATA, FIELD_NAMES, FIELDS, SECTIONS
from lintjob.source import Source, Span
from lintjob.typed import NamedTuple

_DEEPEST = 40  # what is deeper stands in the tree as it is written
# Elements of HTML whose names are none of data: what is made of them is a text.
_MARKUP_NAMES = (
    'a abbr b big blockquote br center code dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q s'
    ' small span strike strong sub sup table tbody td th thead tr tt u ul'
)
_MARKUP = frozenset(_MARKUP_NAMES.split())
_PIECE = Expression(rf'<!\[CDATA\[|<!--|<\?|{ENTITY}')
_ATTRIBUTE = Expression(r'\s++([^\s=<>"\'/]++)\s*+=\s*+(?:"([^"]*+)"|\'([^\']*+)\')')
#: What XML does not take as it is.
_SIGNS = Expression(r'[<>&]')
_LOOSE = Expression(r'&(?!(?:amp|lt|gt|quot|apos|#[0-9]++|#x[0-9a-fA-F]++);)')
_WIDE_NAME = Expression(r'</?+[^\x00-\xff]')
_BEFORE_MISTAKE = 64  # how far the "&" is looked for that made a mistake


class Mistake(NamedTuple):
    """Why an element can't be read: where, and what is wrong there."""

    offset: int
    reason: str


def parse(source: Source) -> Object | Mistake:
    """The element that a source holds.

    Elements below it are entries, by their names without prefixes. One of text alone is a value. So is one of text
    among elements, or of elements of HTML: its value is what stands between its tags, as written. Attributes are
    entries with an ``@`` before their names; where the element is a value, they stand in an object behind it, under the
    same name.
    """
    text = source.text
    # Characters that are no single byte become question marks, or letters where names may be made of them, which takes longer.
    if not text.isascii() and _WIDE_NAME.search(text):
        return _parse(text, 'lintjob.letters')
    found = _parse(text, 'replace')
    if isinstance(found, Mistake) and text[found.offset : found.offset + 1] > '\xff':
        found = _parse(text, 'lintjob.letters')
    return found


def _parse(text: str, others: str) -> Object | Mistake:
    """``others`` says what becomes of characters that are no single byte."""
    parser = expat.ParserCreate('iso-8859-1')
    # Then entities that are not declared, as those of HTML, are no mistake. Nothing is fetched: no handler would do it.
    parser.UseForeignDTD(True)
    builder = _Builder(text, parser)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    try:
        parser.Parse(text.encode('iso-8859-1', others), True)
    except expat.ExpatError as error:
        return _mistake(text, error.code, parser.ErrorByteIndex, builder.names)
    return builder.root


class _Text(Passage):
    """What an element says that stands in the source without entities."""

    __slots__ = ()

    def encoded(self, span: Span, text: str) -> str | None:
        """How an element writes a text."""
        del span
        return encode(text)


class _Written(Passage):
    """What stands in an element as it is written: a text put there must be well-formed already."""

    __slots__ = ()

    def encoded(self, span: Span, text: str) -> str | None:
        """The text itself, None where it is not well-formed."""
        whole = self.text[: span.start] + text + self.text[span.end :]
        return None if '<' in text or _LOOSE.search(text) or whole.count(']]>') > self.text.count(']]>') else text


class _Section(Passage):
    """What a CDATA section says."""

    __slots__ = ()

    def encoded(self, span: Span, text: str) -> str | None:
        """The text itself, None where the section would end in it."""
        whole = self.text[: span.start] + text + self.text[span.end :]
        return None if ']]>' in whole else text


class _Attribute(Passage):
    """What stands between the quotes of an attribute, as it is written."""

    __slots__ = ()

    def encoded(self, span: Span, text: str) -> str | None:
        """How an attribute writes a text in which signs of XML are entities already."""
        del span
        return None if _LOOSE.search(text) else text.replace('"', '&quot;').replace("'", '&#39;').replace('<', '&lt;')


class _BareAttribute(_Attribute):
    """What an attribute says that stands in the source without entities."""

    __slots__ = ()

    def encoded(self, span: Span, text: str) -> str | None:
        """How an attribute writes a text."""
        return super().encoded(span, encode(text))


def _attribute(words: str, start: int) -> Passage:
    return unescape(_Attribute(words, start)) if '&' in words else _BareAttribute(words, start)


class _Open:
    """An element that has begun."""

    __slots__ = ('attributes', 'content', 'entries', 'is_html', 'is_markup', 'is_mixed', 'key', 'last', 'place')

    def __init__(self, key: str, place: Span, content: int) -> None:
        self.key = key
        self.place = place
        self.content = content  # where its content begins
        self.last = content  # where its last child ends
        self.entries: list[Entry] = []
        self.attributes: list[Entry] = []
        self.is_mixed = False  # text among elements
        self.is_html = key in _MARKUP  # what it holds is no data
        self.is_markup = True  # elements of HTML alone


class _Builder:
    """The tree that grows as the parser goes through a text."""

    __slots__ = ('_inner', '_parser', '_stack', '_text', 'root')

    def __init__(self, text: str, parser: expat.XMLParserType) -> None:
        self.root = Object((), Span(0, len(text)))
        self._text = text
        self._parser = parser
        self._stack: list[_Open] = []
        self._inner: list[str] = []  # elements that are open and stay as they are written

    @property
    def names(self) -> list[str]:
        """The elements that are open, from the outermost."""
        text = self._text
        outer = [text[text.rfind('<', 0, each.place.start) + 1 : each.place.end] for each in self._stack]
        return outer + self._inner

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag that opens an element."""
        stack = self._stack
        if self._inner or len(stack) >= _DEEPEST or (stack and stack[-1].is_html):
            stack[-1].is_mixed = True
            self._inner.append(name)
            return
        text = self._text
        at = self._parser.CurrentByteIndex
        begin, end = at + 1, at + 1 + len(name)
        key = text[begin:end]
        if stack:
            parent = stack[-1]
            if at > parent.last and not parent.is_mixed and _is_text(text[parent.last : at]):
                parent.is_mixed = True
            if parent.is_markup and key not in _MARKUP:
                parent.is_markup = False
        if ':' in key:
            key = key[key.rindex(':') + 1 :] or key
            begin = end - len(key)
        found = _Open(key, Span(begin, end), 0)
        if not stack:
            # A record is data, whatever it is called: databases write tables.
            found.is_html = False
        behind = end
        if attributes:
            while told := _ATTRIBUTE.match(text, behind):
                behind = told.end()
                place = Span(*told.span(1))
                value = Span(*told.span(2 if told[2] is not None else 3))
                passage = _attribute(text[slice(*value)], value.start)
                local = told[1][told[1].rfind(':') + 1 :]
                if not told[1].startswith('xmlns'):
                    found.attributes.append(Entry('@' + local, place, Value(passage, value)))
        found.content = found.last = text.index('>', behind) + 1
        stack.append(found)

    def end(self, _: str) -> None:
        """A tag that closes one."""
        if self._inner:
            self._inner.pop()
            return
        text = self._text
        done = self._stack.pop()
        content = done.content
        if text[content - 2] == '/':
            at = end = content
        else:
            at = self._parser.CurrentByteIndex
            end = text.index('>', at) + 1
        if done.entries and at > done.last and not done.is_mixed and self._stack and _is_text(text[done.last : at]):
            done.is_mixed = True
        is_text = not done.entries or done.is_markup or (done.is_mixed and bool(self._stack))
        if is_text and (at > content or not done.attributes):
            value = _value(text, content, at, is_raw=done.is_mixed or bool(done.entries))
            entries = _named(done, value, Span(done.place.start, end))
            node = Object(tuple(entries), Span(0, end))
        else:
            node = Object((*done.attributes, *done.entries), Span(done.place.start - 1, end))
            entries = [Entry(done.key, done.place, node)]
        if self._stack:
            self._stack[-1].entries += entries
            self._stack[-1].last = end
        else:
            self.root = node


def _named(done: _Open, value: Value, span: Span) -> list[Entry]:
    """An element that is a value, and its attributes; the one of a database's export is called what its attribute says."""
    if done.key in FIELDS and len(done.attributes) == 1:
        key, _, node = done.attributes[0]
        if key[1:] in FIELD_NAMES and isinstance(node, Value) and node.text:
            return [Entry(node.text, node.span, value)]
    entry = Entry(done.key, done.place, value)
    if not done.attributes:
        return [entry]
    return [entry, Entry(done.key, done.place, Object(tuple(done.attributes), span))]


def _is_text(words: str) -> bool:
    """Whether what stands between two elements is text: neither blanks nor comments."""
    words = words.strip()
    return bool(words) and (words[0] != '<' or bool(_value(words, 0, len(words), is_raw=False).text.strip()))


def _value(text: str, start: int, end: int, *, is_raw: bool) -> Value:
    """What stands between two tags, without blanks at its edges. ``is_raw``: tags and entities in it stay."""
    words = text[start:end].strip()
    if words:
        start = text.index(words[0], start)
    span = Span(start, start + len(words))
    if '<' in words and not (is_raw and CDATA not in words):
        return Value(_without_sections(_Written(words, start), is_raw=is_raw), span)
    if is_raw:
        return Value(_Written(words, start), span)
    return Value(unescape(_Written(words, start)) if '&' in words else _Text(words, start), span)


def _without_sections(passage: Passage, *, is_raw: bool) -> Passage:
    """A text without the marks of its CDATA sections, and without comments; its entities decoded unless it is raw."""
    words = passage.text
    size = len(CDATA)
    if words.startswith(CDATA) and words.endswith(']]>') and words.find(']]>') == len(words) - 3:
        inner = words[size:-3]
        trimmed = inner.strip()
        return _Section(trimmed, passage.shift + size + (inner.index(trimmed[0]) if trimmed else 0))
    weaver = Weaver(passage)
    at = 0
    while found := _PIECE.search(words, at):
        mark = found[0]
        weaver.copy(at, found.start())
        at = found.end()
        if mark[0] == '&':
            chars, used = ('', 0) if is_raw else decode(mark)
            if used:
                weaver.put(chars, found.start(), found.start() + used)
                at = found.start() + used
            else:
                weaver.copy(found.start(), at)
        else:
            # The element is well-formed: what begins ends.
            end = words.find(SECTIONS[mark], at)
            end = end if end >= 0 else len(words)
            if mark == CDATA:
                weaver.copy(at, end)
            at = min(end + 3 if mark != '<?' else end + 2, len(words))
    weaver.copy(at, len(words))
    woven = weaver.done()
    return Woven(woven.text, lambda: woven.table, _in_section)


def _in_section(writing: Writing) -> str | None:
    """A text among CDATA sections, comments and entities: what is written alike in all of them."""
    return None if '<' in writing.was or _SIGNS.search(writing.text) else writing.text


def _mistake(text: str, code: int, offset: int, names: list[str]) -> Mistake:
    """What is wrong with an element, in plain words, and where; ``offset`` is where the parser noticed it."""
    offset = min(max(offset, 0), len(text))
    if code == _MISMATCHED and names:
        start = max(text.rfind('</', 0, offset), 0)
        found = _NAME.match(text, offset)
        return Mistake(start, f'</{found[0] if found else ""}> where </{names[-1]}> should be')
    if code == _INVALID:
        bare = _BARE.search(text[max(offset - _BEFORE_MISTAKE, 0) : offset])
        if text[offset : offset + 1] == '&':
            return Mistake(offset, _AMPERSAND)
        if text[:offset].rstrip(' \t\r\n')[-1:] == '=' and text[offset : offset + 1].isalnum():
            return Mistake(offset, 'the value of an attribute stands in quotes')
        if bare:
            return Mistake(max(offset - _BEFORE_MISTAKE, 0) + bare.start(), _AMPERSAND if bare[0][0] == '&' else _LESS)
        char = text[offset : offset + 1]
        if char == '<':
            return Mistake(offset, _LESS)
        if char and not char.isprintable():
            return Mistake(offset, f'XML does not allow this character (U+{ord(char):04X})')
        return Mistake(offset, f'"{char}" may not stand here' if char else _REASONS[_UNENDED])
    return Mistake(offset, _REASONS.get(code) or expat.ErrorString(code) or 'it is not well-formed')


_INVALID, _UNENDED, _MISMATCHED = 4, 5, 7  # expat's numbers
_AMPERSAND = 'a bare "&", which is written "&amp;"'
_LESS = 'a bare "<", which is written "&lt;"'
_NAME = Expression(r'[^\s<>/]*+')
_BARE = Expression(r'&[^\s;&<>]*+\Z|<\Z')
_REASONS = {
    3: 'it is never closed',
    _UNENDED: 'a tag or an entity does not end',
    8: 'an attribute is given twice',
    14: 'this stands for no character that XML allows',
    20: 'a CDATA section does not end',
}


def _as_letters(error: UnicodeError) -> tuple[str, int]:
    """Characters that are no single byte become letters, of which names can be."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return '\xe9' * (error.end - error.start), error.end


codecs.register_error('lintjob.letters', _as_letters)
