"""XML: feeds of job boards and hiring systems, RSS and Atom, a record at a time; and a file of one record.

Where records begin and end is found in the text as it comes (``feed``); each is then parsed by itself (``elements``). So a
feed of any size takes no more memory than a record, and one that is broken does not hide the others. The encoding that
a file declares is passed over: what it is shows in its bytes. Nothing is ever fetched, and no entity that a file declares
is expanded.
"""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.errors import Complaint
from lintjob.layout import Layout, Path
from lintjob.listing import Listing
from lintjob.readers.html import reader as html
from lintjob.readers.record import record
from lintjob.readers.record.silent import Silent
from lintjob.readers.record.unmet import Unmet
from lintjob.readers.xml import elements, feed
from lintjob.stream import LONGEST_WHOLE, Stream

# How much is looked at to find out what the records are, in characters; the more if the first does not show it.
_LOOKED = (1 << 16, 1 << 20)
_ENTITIES = 'this file declares entities, which are not expanded: it is not read'
_CUT = 'the file ends within this record'
_ENDS_EARLY = 'the file ends before its elements are closed: records may be missing'
_NO_RECORD = 'no record of an advert is found; looked for elements such as <job>, <position>, <item> or <entry>'
_NO_ELEMENT = 'this is no XML: there is no element in it'
_NO_TAG = 'this tag does not end, or is too long to be read'
_TOO_LONG = 'this is too long to be a record'


def read(stream: Stream, layout: Layout) -> Iterator[Listing | Complaint]:
    """The listings of an XML file; each has the number of its record, from 0.

    Records are found where the layout says, else by the names of elements and by what repeats. A record that is not
    well-formed is a complaint, and the rest is read. A file that declares entities is refused; one that is HTML is
    read as such.
    """
    look = _look(stream, layout)
    if isinstance(look, Complaint):
        yield look
    elif look == 'html':
        yield from html.read(stream.whole(LONGEST_WHOLE), layout)
    elif isinstance(look, feed.Shape):
        yield from _Feed(stream, look).listings(layout)


def _look(stream: Stream, layout: Layout) -> feed.Shape | Complaint | str:
    """What a file is by its beginning, which stays in the window; '' for one without records."""
    root = ''
    shape = None
    for size in _LOOKED:
        while len(stream.text) - stream.at < size and stream.more():
            pass
        head = stream.text[stream.at : stream.at + size]
        for token in feed.tokens(head, 0, frozenset()):
            refused = _refused(stream, token._replace(start=token.start + stream.at))
            if refused:
                return refused
            if token.mark in ('<', '<>'):
                root = token.name
                break
        if root.casefold() == 'html':
            return 'html'
        shape = feed.shape(head, layout.records)
        if shape and shape.depth:
            return shape
    if shape:
        return shape
    if layout.records:
        return stream.complaint(stream.at, _no_records(head, layout.records))
    if not root:
        begins = stream.text[stream.at :].lstrip()[:1]
        hint = f'{_NO_ELEMENT}; it looks like JSON' if begins in ('{', '[') else _NO_ELEMENT
        return stream.complaint(stream.at, hint)
    broken = feed.broken_tag(head)
    return '' if broken < 0 else stream.complaint(stream.at + broken, _NO_TAG)


def _no_records(head: str, path: Path) -> str:
    """What is said of a path that the owner gave, to which nothing leads."""
    # Imported here: a path is seldom wrong.
    from difflib import get_close_matches  # noqa: PLC0415

    names = list(dict.fromkeys(feed.local(each.name) for each in feed.look(head)[0]))
    missing = next((step for step in path if step not in names), path[-1])
    close = get_close_matches(missing, names, 1, 0.6)
    hint = f'; did you mean "{close[0]}"?' if close and close[0] != missing else ''
    return f'"records" says {".".join(path)}, but there is no element {"/".join(path)}{hint}'


def _refused(stream: Stream, token: feed.Token) -> Complaint | None:
    """What is said of a declaration of an entity, None where there is none."""
    at = token.start
    if token.mark == feed.DOCTYPE:
        at = feed.entity(stream.text, at)
    elif token.mark != feed.ENTITY:
        at = -1
    return stream.complaint(at, _ENTITIES) if at >= 0 else None


class _Feed:
    """The records of a feed."""

    def __init__(self, stream: Stream, shape: feed.Shape) -> None:
        self._stream = stream
        self._shape = shape
        self._depth = 0  # how many elements are open
        self._is_broken = False  # something was wrong: what is open is no longer known for sure
        self._is_over = False
        self._ignored: frozenset[str] = frozenset()  # sections of which one never ended: others are passed over

    def listings(self, layout: Layout) -> Iterator[Listing | Complaint]:
        """The listings of the records."""
        stream = self._stream
        number = 0
        silent = Silent()
        unmet = Unmet(layout)
        has_any = self._shape.is_sure
        while True:
            complaint = self._find()
            if complaint:
                yield complaint
                continue
            if self._is_over:
                break
            end = self._end()
            if end.is_cut or end.broken:
                if end.broken or not self._is_broken:
                    yield stream.complaint(end.at if end.broken else stream.at, end.broken or _CUT)
                self._is_broken = has_any = True
                stream.take((end.at if end.broken else stream.at) + 1)
            else:
                source = stream.take(end.at)
                found = elements.parse(source)
                if isinstance(found, elements.Mistake):
                    has_any = True
                    yield source.complaint(found.offset, f"this record can't be read: {found.reason}")
                else:
                    unmet.add(source, found)
                    listing = record.listing(source, found, number, layout)
                    if listing is not None:
                        has_any = True
                        yield listing
                    elif has_any:
                        yield from silent.add(source, found)
            number += 1
        yield from unmet.rest()
        yield from silent.rest()
        if not has_any:
            yield Complaint(stream.name, 1, 1, _NO_RECORD)

    def _find(self) -> Complaint | None:
        """Go to the next record, or to the end of the file; gives what is wrong on the way, after which it is to be called again."""
        stream = self._stream
        while not self._is_over:
            cut = ''
            rest = stream.at
            for token in feed.tokens(stream.text, stream.at, self._ignored):
                refused = _refused(stream, token)
                if refused:
                    self._is_over = True
                    return refused
                if token.end < 0:
                    cut, rest = token.mark, token.start
                    break
                if token.mark in ('<', '<>') and token.name == self._shape.name and self._is_deep_enough:
                    stream.take(token.start)
                    return None
                rest = token.end
                self._depth = max(self._depth + _STEPS.get(token.mark, 0), 0)
            if not cut:
                # What has not ended yet may be a tag.
                last = stream.text.rfind('<', max(rest, len(stream.text) - _LONGEST_TAG))
                rest = last if last >= 0 else len(stream.text)
            stream.take(rest)
            is_full = stream.is_full
            if not is_full and stream.double():
                continue
            if cut:
                # At the end of the file, it may only be what is left of a record that was complained of.
                said = stream.complaint(stream.at, f'this {_CALLED[cut]} is never closed')
                complaint = said if is_full or not self._is_broken else None
                self._ignored |= {cut}
                # What a document type declares is not known then.
                self._is_over = cut == feed.DOCTYPE
                stream.take(stream.at + 1)
            else:
                self._is_over = True
                complaint = None if self._is_broken or not self._depth else stream.complaint(stream.at, _ENDS_EARLY)
            self._is_broken = True
            if complaint:
                return complaint
        return None

    @property
    def _is_deep_enough(self) -> bool:
        return self._depth >= self._shape.depth or self._is_broken

    def _end(self) -> feed.End:
        """Where the record at which the window begins ends."""
        stream = self._stream
        while True:
            end = feed.end_of_record(stream.text, stream.at, self._shape, self._ignored)
            if not end.is_cut:
                return end
            if stream.is_full and stream.more():
                return feed.End(stream.at, broken=_TOO_LONG)
            if stream.is_full or not stream.double():
                self._ignored |= {end.mark} - {''}
                return end


_LONGEST_TAG = 1 << 16
_STEPS = {'<': 1, '</': -1}
_CALLED = {
    '<!--': 'comment',
    feed.CDATA: 'CDATA section',
    '<?': 'processing instruction',
    feed.DOCTYPE: 'document type',
}
