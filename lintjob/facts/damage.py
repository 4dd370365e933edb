"""What was broken on the way into the file: entities that are not decoded, letters that were decoded wrongly, stray blanks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from html.entities import html5
from itertools import islice

import regex

from lintjob.expression import Expression
from lintjob.listing import Listing, is_prose
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Damage(NamedTuple):
    """A broken place. ``kind``: ``entity``, ``mojibake``, ``zero-width``, ``doubled-space`` or ``space-before-punctuation``.

    ``mended`` is what should stand at ``span`` instead, None where that is not certain. ``name`` and ``sign`` are what can't be
    seen by its name: a character, or which sign of punctuation it is about.
    """

    kind: str
    mended: str | None
    span: Span
    name: str = ''

    @property
    def sign(self) -> str:
        """The sign of punctuation that a blank stands before: ``comma`` or ``full stop``, else ''."""
        if self.kind != 'space-before-punctuation' or not self.mended:
            return ''
        return 'comma' if self.mended[-1] == ',' else 'full stop'


#: How many are named of each kind: a bound for what is no advert.
_MOST = 1000
#: How far around a fault its word is looked for.
_LONGEST = 40
_OPENING, _CLOSING = '([{"\u201c\u201e\xab', '.,;:!?)]}"\u201d\u201c\xbb'

_Find = Callable[[Listing], Iterator[Damage]]


def read(listing: Listing) -> tuple[Damage, ...]:
    """All damage of the text that a listing shows, kind by kind."""
    text = listing.text
    found: list[Damage] = []
    if '&' in text and not listing.is_rendered:
        found += islice(_entities(listing), _MOST)
    if not text.isascii():
        if any(map(text.__contains__, _LEADS)):
            found += islice(_mojibake(listing), _MOST)
        if any(map(text.__contains__, _NAMES)):
            found += islice(_invisible(listing), _MOST)
    if '  ' in text and not listing.is_rendered:
        found += islice(_doubled(listing), _MOST)
    if ' ,' in text or ' .' in text:
        found += islice(_spaced(listing), _MOST)
    return tuple(found)


def _stands(listing: Listing, span: Span) -> bool:
    """Whether a span of the view stands in the file as it is: it is neither covered markup nor written in another way."""
    start, end = listing.place(span)
    return listing.source.text[start:end] == listing.text[span.start : span.end]


def _word(text: str, start: int, end: int) -> Span:
    """The word around a place, so that the reader sees what it is about; without the signs around the word."""
    first, last = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    inner = Span(start, end)
    while start > first and not text[start - 1].isspace() and is_prose(text[start - 1]):
        start -= 1
    while end < last and not text[end].isspace() and is_prose(text[end]):
        end += 1
    while start < inner.start and text[start] in _OPENING and (text[start] != '(' or ')' not in text[start:end]):
        start += 1
    while end > inner.end and text[end - 1] in _CLOSING:
        end -= 1
    return Span(start, end)


# ---------------------------------------------------------------- entities

_ENTITY = Expression(r'&(?:amp;)*(?:#[xX][0-9a-fA-F]{2,6}|#[0-9]{2,7}|[A-Za-z][A-Za-z0-9]{1,30});')


def _entities(listing: Listing) -> Iterator[Damage]:
    text = listing.text
    for match in _ENTITY.finditer(text):
        char = _meant(match.group())
        if char:
            span = Span(*match.span())
            yield Damage('entity', None if _is_risky(char) else char, span)


def _meant(entity: str) -> str:
    """What an entity stands for, also one that was escaped more than once; '' for what is none."""
    while entity.startswith('&amp;') and entity != '&amp;':
        entity = '&' + entity[5:]
    if entity[1] != '#' and entity[1:] not in html5:
        return ''
    char = unescape(entity)
    return '' if char == '\ufffd' or not char.strip('\0') else char


def _is_risky(char: str) -> bool:
    """Whether a sign could be markup once it is decoded, break the line, or not be seen."""
    return char in '<>' or (char not in ' \xa0' and (char.isspace() or not char.isprintable()))


# ---------------------------------------------------------------- letters that were decoded wrongly

#: The bytes of UTF-8 as they look when they are read as Windows-1252, or where that has no sign for one, as Latin-1.
_BYTES = {
    char: byte
    for byte in range(0x80, 0x100)
    for char in {bytes([byte]).decode('cp1252', 'ignore') or chr(byte), chr(byte)}
}
_LATER = '\x80-\xbf' + ''.join(char for char, byte in _BYTES.items() if byte < 0xC0 and char > '\xff')
# What a word may well end with and be right: a closing quote, a dash, the dots that break off.
_ENDS = '\xa0\xab\xb7\xbb\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2022\u2026\u2039\u203a\u2122'
_LOOSE = f'[{_LATER}--[{_ENDS}]]'
_SEQUENCE = Expression(
    # Signs and letters of Western Europe; what is left of a non-breaking space that became a plain one.
    rf'[\xc2\xc3]{_LOOSE}|(?<![\p{{Lu}}\xab\u201c\u201e])\xc2[{_ENDS}]|(?<=\p{{Ll}})\xc3[{_ENDS}]|\xc3[{_ENDS}](?=\p{{Ll}})|(?<=[\p{{Ll}}\d.,;:!?)])\xc2(?= |$)'
    # Those of Central Europe, and Romanian's.
    rf'|[\xc4\xc5]{_LOOSE}|(?<=\p{{Ll}})[\xc4\xc5][{_ENDS}]|[\xc4\xc5][{_ENDS}](?=\p{{Ll}})|\xc8[\x98-\x9b\u02dc\u0161\u2122\u203a]'
    # Dashes, quotes, dots and bullets; the euro and the trade mark; arrows and ticks.
    rf'|\xe2[\u20ac\x80][{_LATER}]|\xe2[\u201a\x82]\xac|\xe2[\u201e\x84]\xa2|\xe2[\u2020\x86][\u2018\u2019\u201c\u201d\x91-\x94]'
    rf'|\xe2[\u0153\x9c][\u201c\u201d\u2026\xa8\x93\x94\x85]|\xe2[\u2014\x97][\x8f\u2039\x8b]'
    # Vietnamese; the mark that begins a file; emoji.
    rf'|\xe1[\xba\xbb]{_LOOSE}|\xef\xbb\xbf|\xf0[\u0178\x9f][{_LATER}]{{2}}'
    # Cyrillic and Greek, of which one letter alone is too little.
    rf'|(?:[\xd0\xd1][{_LATER}]){{3,}}|(?:[\xce\xcf][{_LATER}]){{3,}}',
    regex.V1,
)
_BLANKS = '\xa0\xad\u2002\u2003\u2009\u200a\u202f'
#: What a sequence begins with.
_LEADS = '\xc2\xc3\xc4\xc5\xc8\xce\xcf\xd0\xd1\xe1\xe2\xef\xf0'
#: What is wrong twice is mended in two steps; three is what one meets at worst.
_STEPS = 3


def _mojibake(listing: Listing) -> Iterator[Damage]:
    text = listing.text
    end = 0
    for match in _SEQUENCE.finditer(text):
        if match.start() < end or _decoded(match) == match.group():
            continue
        span = _word(text, *match.span())
        end = span.end
        mended = text[span.start : span.end]
        for _ in range(_STEPS):
            mended = _SEQUENCE.sub(_decoded, mended)
        if mended != text[span.start : span.end]:
            yield Damage('mojibake', mended, span)


def _decoded(match: regex.Match[str]) -> str:
    """What a sequence was before it was read wrongly; itself where that is nothing that one writes."""
    found: str = match.group()
    if found == '\xc2':
        return ''
    try:
        meant = bytes(map(_BYTES.__getitem__, found)).decode()
    except UnicodeDecodeError:
        return found
    # What nobody sees is not worth having back.
    meant = meant.replace('\ufeff', '').replace('\u200b', '')
    return meant if all(char.isprintable() or char in _BLANKS for char in meant) else found


# ---------------------------------------------------------------- characters that nobody sees

_SIDE = r'[\p{Latin}\p{Greek}\p{Cyrillic}\p{Common}]'
_INVISIBLE = Expression(
    # Behind a slash and the like it says where a long word may be broken.
    rf'(?<![/_@\u200b\u2060\ufeff])(?:(?<={_SIDE})|^)[\u200b\u2060\ufeff]++(?={_SIDE}|$)'
    r'|(?<=\p{Latin})[\u200c\u200d]++(?=\p{Latin})'
)
#: Where it parts what would run together without it, and perhaps stands for a lost break.
_PARTING = Expression(
    r'(?<=[\p{L}\p{N}.:!?)])[\u200b\u2060\ufeff]++(?=[\p{Lu}\p{N}])|(?<=\p{N})[\u200b\u2060\ufeff]++(?=\p{L})'
)
# As they are, or as JSON, YAML and XML write them. In HTML, where they say where a word may be broken, they are read over.
_WRITTEN = Expression(
    r'(?:[\u200b-\u200d\u2060\ufeff]|(?:\\u|&#[xX]0*)(?:200[b-dB-D]|2060|[fF][eE][fF]{2});?|&#0*(?:820[345]|8288|65279);)+'
)
_NAMES = {
    '\u200b': 'zero width space',
    '\u200c': 'zero width non-joiner',
    '\u200d': 'zero width joiner',
    '\u2060': 'word joiner',
    '\ufeff': 'zero width no-break space',
}


def _invisible(listing: Listing) -> Iterator[Damage]:
    text = listing.text
    end = 0
    for match in _INVISIBLE.finditer(text):
        if match.start() < end or not _WRITTEN.fullmatch(listing.source.text, *listing.place(Span(*match.span()))):
            continue
        span = _word(text, *match.span())
        end = span.end
        word = text[span.start : span.end]
        mended = _INVISIBLE.sub('', word)
        # Alone on a line it is a spacer, which looks as it is meant to.
        if any(char.isalnum() for char in mended) and mended != word:
            yield Damage('zero-width', None if _PARTING.search(word) else mended, span, _NAMES[match.group()[0]])


# ---------------------------------------------------------------- blanks

# Between two small letters: in front of a capital it may be a lost line break, or the gap of a table.
_GAP = Expression(r'  (?<=[\p{Ll}\d,;)]  ) ?(?=\p{Ll})')
# One letter alone is what is left where signs were lost: "C++", "R&D".
_BEFORE = r'(?<=[\p{L}\p{N})\]%"\u201d\u2019] {1,3}[,.])(?<!(?<![\p{L}\p{N}])\p{L} {1,3}[,.])'
# The two signs are looked for by turns: what begins with fixed signs is found many times as fast.
_SPACED = (Expression(rf' ,(?=\s){_BEFORE}'), Expression(rf' \.(?=[^\S\n\r]*[\n\r]|[^\S\n]+\p{{Lu}}|\Z){_BEFORE}'))
_WIDE = Expression(r'\S {2,}(?=\S)')


def _doubled(listing: Listing) -> Iterator[Damage]:
    text = listing.text
    for match in _GAP.finditer(text):
        start, end = match.span()
        if _is_aligned(text, start, end) or not _stands(listing, Span(start, end)):
            continue
        word = Span(_word(text, start - 1, start).start, _word(text, end, end + 1).end)
        yield Damage('doubled-space', f'{text[word.start : start]} {text[end : word.end]}', word)


def _is_aligned(text: str, start: int, end: int) -> bool:
    """Whether a gap is one of a table: there are several in its line, or one that ends in the same column beside it."""
    begin, stop = text.rfind('\n', 0, start) + 1, text.find('\n', end)
    stop = len(text) if stop < 0 else stop
    if len(_WIDE.findall(text[begin:stop])) > 1:
        return True
    column = end - begin
    before = text[text.rfind('\n', 0, max(begin - 1, 0)) + 1 : max(begin - 1, 0)]
    behind = text[stop + 1 : stop + 1 + 2 * column + _LONGEST].partition('\n')[0]
    return any(line[column - 2 : column] == '  ' and line[column : column + 1].strip() for line in (before, behind))


def _spaced(listing: Listing) -> Iterator[Damage]:
    text = listing.text
    for match in (match for each in _SPACED for match in each.finditer(text)):
        start, end = match.span()
        while text[start - 1] == ' ':
            start -= 1
        if _stands(listing, Span(start, end)):
            word = Span(_word(text, start - 1, start).start, end)
            yield Damage('space-before-punctuation', text[word.start : start] + text[end - 1], word)
