"""Streams: the text of a file, read piece by piece, so that a feed of any size takes no more memory than a record.

UTF-8 with or without a byte order mark, or UTF-16. What is not UTF-8 is read as Windows-1252, byte by
byte, and remembered as stray: so a file that is mostly UTF-8 stays legible.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable

from lintjob.errors import Complaint, LintjobError
from lintjob.source import Source, Start

#: How much of a file is read at a time, in bytes.
PIECE = 1 << 18
#: How long a record of a feed may be, in characters: a quote that is never closed must not swallow a file of any size.
LONGEST_RECORD = 1 << 24
#: How much compressed data may come to where a file is read whole, in characters: a few bytes can be blown up to anything.
LONGEST_WHOLE = 1 << 28

_MARKS = ((codecs.BOM_UTF8, 'utf-8'), (codecs.BOM_UTF16_LE, 'utf-16-le'), (codecs.BOM_UTF16_BE, 'utf-16-be'))


class Stream:
    """A file's text as it comes. ``text`` is a window on it, which ``more`` widens and ``take`` steps through.

    Where the data is binary or broken, the text ends, so that what stands before it is read all the same;
    ``error`` then says what is wrong.
    """

    def __init__(self, name: str, pieces: Iterable[bytes]) -> None:
        self.name = name
        #: What has been read and not been taken yet stands from ``at`` on.
        self.text = ''
        self.at = 0
        self._pieces = iter(pieces)
        self._decoder: _Decoder | None = None
        self._begin = Start()
        self._strays: list[int] = []  # offsets in the file
        self._is_done = False
        self.error: LintjobError | None = None

    @classmethod
    def of(cls, source: Source) -> Stream:
        """The stream of a text that is there already."""
        stream = cls(source.name, ())
        stream.text = source.text
        stream._begin = source.begin
        stream._strays = [at + source.begin.offset for at in source.strays]
        stream._is_done = True
        return stream

    def more(self) -> bool:
        """Widen the window; False where the file ends. What has been taken leaves the window: ``at`` is 0 again."""
        if self._is_done:
            return False
        if self.at:
            self.text = self.text[self.at :]
            self.at = 0
        before = len(self.text)
        self._widen(self._piece())
        return len(self.text) > before or not self._is_done

    def _piece(self) -> bytes | None:
        try:
            return next(self._pieces, None)
        except LintjobError as error:
            self.error = error
            return None

    def double(self) -> bool:
        """Make the window twice as wide; False where the file ends first.

        What is read again each time so takes no more than linear time.
        """
        size = len(self.text) - self.at
        while self.more():
            if len(self.text) >= 2 * size:
                return True
        return len(self.text) - self.at > size

    def _widen(self, data: bytes | None) -> None:
        """Add data to the window; None where the file ends."""
        self._is_done = data is None
        if self._decoder is None:
            # What a file is shows in its first bytes; a pipe may give fewer of them at a time.
            while data is not None and len(data) < _TELLING and (behind := self._piece()):
                data += behind
            self._decoder = _Decoder(data or b'')
        piece, strays = self._decoder.decode(data or b'', final=data is None)
        before = len(self.text)
        self._strays += [at + self._begin.offset + before for at in strays]
        self.text += piece
        if '\0' in piece:
            at = self.text.index('\0', before)
            self.error = LintjobError([self.complaint(at, _BINARY)])
            self.text = self.text[:at]
            self._is_done = True

    @property
    def is_full(self) -> bool:
        """Whether the window holds more than a record can."""
        return len(self.text) - self.at > LONGEST_RECORD

    def take(self, end: int) -> Source:
        """The window's text from ``at`` to ``end``, as a source of its own; the window goes on behind it."""
        start = self.at
        text = self.text[start:end]
        begin = self._begin
        strays = (
            tuple(at - begin.offset for at in self._strays if at < begin.offset + len(text)) if self._strays else ()
        )
        del self._strays[: len(strays)]
        self.at = end
        self._begin = _behind(self.text, start, end, begin)
        return Source(self.name, text, begin, strays)

    def whole(self, longest: int | None = None) -> Source:
        """All that is left, as one source. Raises LintjobError for broken data and for more than ``longest`` bytes."""
        parts: list[bytes] = []
        size = 0
        for piece in self._pieces:
            parts.append(piece)
            size += len(piece)
            if longest is not None and size > longest:
                message = f'this is too large to be read whole (over {longest:,} bytes); give it as JSON Lines or CSV'
                raise LintjobError([Complaint(self.name, 0, 0, message)])
        if parts:
            self._widen(b''.join(parts))
        if not self._is_done:
            self._widen(None)
        if self.error:
            raise self.error
        return self.take(len(self.text))

    def complaint(self, offset: int, message: str) -> Complaint:
        """What is said of a mistake at an offset of the window."""
        place = _behind(self.text, self.at, min(offset, len(self.text)), self._begin)
        return Complaint(self.name, place.line, place.column, message)


_BINARY = 'this is no text file: it holds a zero byte'
_TELLING = 4  # bytes


def _behind(text: str, start: int, end: int, begin: Start) -> Start:
    """Where ``end`` of a window stands in the file, of which ``start`` stands at ``begin``."""
    feeds = text.count('\n', start, end)
    # A carriage return and a line feed are one line end, which an edge may part: it counts where it is over.
    last = max(text.rfind('\n', start, end), _last_return(text, start, end))
    returns = text.count('\r', start, end)
    lines = feeds + returns - text.count('\r\n', start, min(end + 1, len(text))) if returns else feeds
    offset = begin.offset + end - start
    if last < 0:
        return Start(offset, begin.line, begin.column + end - start)
    return Start(offset, begin.line + lines, end - last)


def _last_return(text: str, start: int, end: int) -> int:
    """The last carriage return that ends a line by itself, -1 for none."""
    at = text.rfind('\r', start, end)
    while at >= 0 and text[at + 1 : at + 2] == '\n':
        at = text.rfind('\r', start, at)
    return at


def encoding_of(head: bytes) -> tuple[bytes, str]:
    """The byte order mark that data begins with, and its encoding: ``utf-8``, ``utf-16-le`` or ``utf-16-be``."""
    mark, encoding = next(((mark, its) for mark, its in _MARKS if head.startswith(mark)), (b'', 'utf-8'))
    if not mark and len(head) >= _TELLING:
        # No mark, and every other byte is zero, as those of Latin letters are in UTF-16.
        zeros = ''.join('x' if byte else '0' for byte in head[:_TELLING])
        encoding = _BY_ZEROS.get(zeros, encoding)
    return mark, encoding


class _Decoder:
    """Bytes become text, a piece at a time; where they are not UTF-8, the text comes with the places that were not."""

    def __init__(self, head: bytes) -> None:
        """``head`` is how the data begins."""
        mark, encoding = encoding_of(head)
        self._decode: Callable[[bytes, str, bool], tuple[str, int]] | None = _WIDE.get(encoding)
        self._skip = len(mark)
        self._rest = b''
        self._return = ''

    def decode(self, data: bytes, *, final: bool) -> tuple[str, list[int]]:
        """The text of the next bytes, and the offsets in it of characters that were no UTF-8."""
        data = self._rest + data[self._skip :]
        self._skip = 0
        strays: list[int] = []
        if self._decode:
            text, used = self._decode(data, 'replace', final)
        else:
            try:
                text, used = codecs.utf_8_decode(data, 'strict', final)
            except UnicodeDecodeError:
                text, used, strays = _with_strays(data, final=final)
        self._rest = data[used:]
        # A line end of two characters is not parted: half of it would count as one.
        if self._return:
            text = self._return + text
            strays = [at + 1 for at in strays]
        self._return = '\r' if text.endswith('\r') and not final else ''
        return text[: len(text) - len(self._return)], strays


_BY_ZEROS = {'x0x0': 'utf-16-le', '0x0x': 'utf-16-be'}
_WIDE = {'utf-16-le': codecs.utf_16_le_decode, 'utf-16-be': codecs.utf_16_be_decode}
# Five bytes stand for nothing in Windows-1252.
_WINDOWS = [bytes([code]).decode('cp1252', 'replace') for code in range(256)]


def _with_strays(data: bytes, *, final: bool) -> tuple[str, int, list[int]]:
    """Text, how many bytes it took, and the offsets in it of characters that were no UTF-8."""
    wrong: list[tuple[int, int]] = []

    def read(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        wrong.append((error.start, error.end))
        return ''.join(_WINDOWS[byte] for byte in data[error.start : error.end]), error.end

    codecs.register_error('lintjob.windows', read)
    text, used = codecs.utf_8_decode(data, 'lintjob.windows', final)
    strays: list[int] = []
    at = size = 0
    for start, end in wrong:
        size += len(data[at:start].decode('utf-8'))
        strays += range(size, size + end - start)
        size += end - start
        at = end
    return text, used, strays
