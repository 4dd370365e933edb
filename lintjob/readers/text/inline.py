"""Markup within lines: emphasis, links, code, tags, escapes and addresses, covered in a mask."""

from __future__ import annotations

import regex

from lintjob.expression import Expression
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.readers.text.mask import BLANK, Mask

# Each branch begins with a literal, so that the search skips over prose at the speed of a set.
_TOKEN = Expression(r'\\(?:[!-/:-@\[-`{-~nrt])?|\*\**|__*|``*|!\[|\[|\]|<|\{|~~')
_PLAIN_TOKEN = Expression(r'\\(?:[!-/:-@\[-`{-~nrt])?|\*\**|__*|!\[|\[|\]')
# One of these is in each token. To look for them takes nothing beside the search, and many a text has none.
_SIGNS = '\\*_`[]<{~'
_PLAIN_SIGNS = '\\*_[]'

_TARGET = Expression(
    r'\(\s*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s+(?:"[^"\n]*"|\'[^\'\n]*\'|\([^()\n]*\)))?\s*\)'
)
_REFERENCE = Expression(r'\[[^\[\]\n]{0,100}\]')
_LONGEST_LINK_TEXT = 1000

_TAG = Expression(r'</?([A-Za-z][A-Za-z0-9:-]*)([^<>]*)>')
_AUTOLINK = Expression(r'<(?:https?://|ftp://)[^<>\s]*>', regex.IGNORECASE)
_INLINE_NAMES = 'a abbr b big cite del em font i ins kbd mark s small span strike strong sub sup tt u'
_BLOCK_NAMES = (
    'address article aside blockquote body br button caption center code col colgroup dd details dialog div dl '
    'dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe img input label '
    'legend li link main meta nav noscript object ol optgroup option p picture pre q samp script section select '
    'source style summary svg table tbody td textarea tfoot th thead time title tr track ul var video wbr'
)
_INLINE_TAGS = frozenset(_INLINE_NAMES.split())
_TAGS = _INLINE_TAGS | frozenset(_BLOCK_NAMES.split())

_TEMPLATE = Expression(r'\{\{\s*(?:(?:site|page|jekyll|include|layout|post|collection)\.|[.$/#^&>!]|[^{}\n]*[|(])')

_STOP = Expression(r'[\s<>"|`\u201c\u201d\u00ab\u00bb\ufffc()\[\]]|\\(?=n)')
_SCHEME = Expression(r'(?:https?|ftps?)\Z', regex.IGNORECASE)
_DOMAIN = Expression(
    r'\.(?:com|org|net|io|gov|edu|co|uk|de|fr|eu|ai|app|dev|jobs|careers|me|nl|es|it|ch|at|be|ie|ca|us|au|in|ly|gg|to|so|tech)\Z',
    regex.IGNORECASE,
)
_LONGEST_DOMAIN = len('.careers')
_PATH = Expression(r'/[\w?#~]')
# Read backwards from where they end: forwards, they would be tried at each character before it.
_HOST = Expression(r'(?r)[A-Za-z0-9][A-Za-z0-9.-]*')
_MAILBOX = Expression(r'(?r)[\w.+%-]+')
_MAIL_HOST = Expression(r'@[\w-]+(?:\.[\w-]+)+')
_TRAILING = '.,;:!?\'"*_)]}\u2019'
_MOST_BEFORE = 80


def has_literal_breaks(text: str) -> bool:
    """Whether line breaks have become two characters, a backslash and an n, on the way here."""
    return '\\' in text and text.count('\\n') >= 2


def cover(mask: Mask, start: int, end: int, *, plain: bool) -> None:
    """Cover the markup of ``mask.text[start:end]``.

    ``plain``: the text is not meant to be Markdown, though pieces of it may be left in it; code
    spans, tags and template expressions are then what the reader sees, and stay.
    """
    literal_breaks = has_literal_breaks(mask.text)
    _cover_addresses(mask, start, end, literal_breaks)
    if any(map(mask.text.__contains__, _PLAIN_SIGNS if plain else _SIGNS)):
        _Inline(mask, start, end, plain, literal_breaks).run()


class _Inline:
    """One pass over the tokens of a piece of text."""

    def __init__(self, mask: Mask, start: int, end: int, plain: bool, literal_breaks: bool) -> None:
        self.mask = mask
        self.text = mask.text
        self.start = start
        self.end = end
        self.plain = plain
        self.literal_breaks = literal_breaks
        self.opened: list[tuple[int, bool]] = []
        self.star = -1  # the lone star that opened emphasis
        # Closing marks that do not come any more: looked for once, not from every opening.
        self.missing: set[str | int] = set()

    def run(self) -> None:
        text, cover = self.text, self.mask.cover
        after = self.start
        tokens = _PLAIN_TOKEN if self.plain else _TOKEN
        for token in tokens.finditer(text, self.start, self.end):
            at, stop = token.span()
            if at < after:
                continue
            char = text[at]
            if char in '*_':
                self.emphasis(char, at, stop)
            elif char == '\\':
                self.escape(at, stop)
            elif char in '![':
                self.opened.append((at, char == '!'))
            elif char == ']':
                after = self.close(at) or after
            elif char == '<':
                after = self.tag(at) or after
            elif char == '`':
                after = self.code(at, stop) or after
            elif char == '{':
                after = self.template(at) or after
            else:
                cover(at, stop)

    def emphasis(self, char: str, at: int, stop: int) -> None:
        before = self.text[at - 1] if at > self.start else ' '
        behind = self.text[stop] if stop < self.end else ' '
        if before.isspace() and behind.isspace():
            return
        if char == '*' and stop - at == 1 and not self.pairs(at, before, behind):
            return
        inside = before.isalnum() and behind.isalnum()
        if inside and (char == '_' or stop - at == 1):
            return  # snake_case, 2*3, Mitarbeiter*in
        if char == '_' and stop - at > 3:
            return  # a line to write on
        self.mask.cover(at, stop)

    def pairs(self, at: int, before: str, behind: str) -> bool:
        """Whether a lone star is one of a pair: not so in ``(m/w/*)`` and ``Salary*``."""
        if self.star >= 0 and not before.isspace() and at - self.star < _LONGEST_LINK_TEXT:
            self.star = -1
            return True
        if before.isalnum() or (not behind.isalnum() and behind not in '"\'(\u201c[\u00a3$\u20ac#@&'):
            return False
        self.star = at
        return True

    def escape(self, at: int, stop: int) -> None:
        char = self.text[at + 1] if stop - at == 2 else ''
        if char in ('n', 'r', 't'):
            if self.literal_breaks:
                self.mask.cover(at, stop)
        elif char:
            self.mask.cover(at, at + 1, JOINER)
        elif at + 1 >= self.end or self.text[at + 1] in '\r\n':
            self.mask.cover(at, stop)

    def close(self, at: int) -> int:
        """Cover the link or image that ends with the bracket at ``at``; returns where it ends, 0 for none."""
        if not self.opened:
            return 0
        opened, is_image = self.opened.pop()
        behind = self.text[at + 1 : at + 2]
        if behind not in ('(', '[') or at - opened > _LONGEST_LINK_TEXT:
            return 0
        found = (_TARGET if behind == '(' else _REFERENCE).match(self.text, at + 1, self.end)
        if not found or '\n\n' in self.text[opened:at]:
            return 0
        if is_image:
            self.mask.cover(opened, found.end(), HIDDEN)
        else:
            self.mask.cover(opened, opened + 1)
            self.mask.cover(at, at + 1)
            self.mask.cover(at + 1, found.end(), LINK)
        return found.end()

    def code(self, at: int, stop: int) -> int:
        size = stop - at
        if size in self.missing:
            return stop
        fence = self.text[at:stop]
        close = self.text.find(fence, stop, self.end)
        while close >= 0:
            end = close + size
            if self.text[end : end + 1] != '`':
                break
            while self.text[end : end + 1] == '`':
                end += 1
            close = self.text.find(fence, end, self.end)
        if close < 0:
            self.missing.add(size)
            return stop
        if _has_empty_line(self.text, stop, close):
            return stop
        self.mask.cover(at, close + size, HIDDEN)
        return close + size

    def tag(self, at: int) -> int:
        text = self.text
        found = _AUTOLINK.match(text, at, self.end) if text[at + 1 : at + 2] in 'hHfF' else None
        if found:
            self.mask.cover(at, found.end(), LINK)
            return found.end()
        found = _TAG.match(text, at, self.end)
        if not found:
            return 0
        name, rest = found[1].lower(), found[2]
        if name not in _TAGS and '=' not in rest:
            return 0  # <company name>: left to be filled in, and seen by the reader
        self.mask.cover(at, found.end(), BLANK if name in _INLINE_TAGS else HIDDEN)
        return found.end()

    def template(self, at: int) -> int:
        two = self.text[at : at + 2]
        if two == '{%':
            return self.until('%}', at)
        if two == '{{':
            three = self.text[at : at + 3]
            if three in ('{{<', '{{%'):
                return self.until('>}}' if three[2] == '<' else '%}}', at)
            return self.until('}}', at) if _TEMPLATE.match(self.text, at, self.end) else at + 2
        if two in ('{:', '{#', '{.'):
            close = self.text.find('}', at, min(self.end, at + 200))
            if close > 0 and '\n' not in self.text[at:close]:
                self.mask.cover(at, close + 1, HIDDEN)
                return close + 1
        return 0

    def until(self, closing: str, at: int) -> int:
        """Cover all up to ``closing``; returns where it ends, 0 if it does not come."""
        found = -1 if closing in self.missing else self.text.find(closing, at, self.end)
        if found < 0:
            self.missing.add(closing)
            return 0
        end = found + len(closing)
        self.mask.cover(at, end, HIDDEN)
        return end


def _has_empty_line(text: str, start: int, end: int) -> bool:
    return '\n\n' in text[start:end] or '\r\n\r\n' in text[start:end]


def _cover_addresses(mask: Mask, start: int, end: int, literal_breaks: bool) -> None:
    text = mask.text
    after = start
    has_slash = '/' in text
    at = text.find('://', start, end) if has_slash else -1
    while at >= 0:
        scheme = _SCHEME.search(text, max(after, at - 6), at)
        if scheme:
            after = _address_end(text, at + 3, end, literal_breaks)
            mask.cover(scheme.start(), after, LINK)
        at = text.find('://', max(at + 3, after), end)
    for prefix in ('www.', 'WWW.'):
        after = start
        at = text.find(prefix, start, end)
        while at >= 0:
            after = at + 4
            if (at == start or not (text[at - 1].isalnum() or text[at - 1] in '/.@')) and text[
                after : after + 1
            ].isalnum():
                after = _address_end(text, after, end, literal_breaks)
                mask.cover(at, after, LINK)
            at = text.find(prefix, after, end)
    if has_slash:
        _cover_bare(mask, start, end, literal_breaks)
    at = text.find('@', start, end)
    while at >= 0:
        is_mail = text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
        host = _MAIL_HOST.match(text, at, end) if is_mail else None
        box = host and _MAILBOX.match(text, max(start, at - _MOST_BEFORE), at)
        if host and box:
            mask.cover(box.start(), host.end(), HIDDEN)
        at = text.find('@', host.end() if host else at + 1, end)


def _cover_bare(mask: Mask, start: int, end: int, literal_breaks: bool) -> None:
    """Cover addresses without a scheme that lead somewhere: ``example.com/jobs``."""
    text = mask.text
    after = start
    # There are far fewer slashes in a text than stops, and there is one in each such address.
    at = text.find('/', start, end)
    while at >= 0:
        domain = _DOMAIN.search(text, max(start, at - _LONGEST_DOMAIN), at) if _PATH.match(text, at, end) else None
        if domain and domain.start() >= after:
            host = _HOST.match(text, max(after, domain.start() - _MOST_BEFORE), domain.start())
            if host and (host.start() == start or text[host.start() - 1] not in '/@:'):
                after = _address_end(text, at + 1, end, literal_breaks)
                mask.cover(host.start(), after, LINK)
        at = text.find('/', at + 1, end)


def _address_end(text: str, at: int, end: int, literal_breaks: bool) -> int:
    """Where an address ends whose host begins at ``at``: with all that is glued to it, but no closing punctuation."""
    stop = at
    opened = {')': 0, ']': 0}
    while True:
        found = _STOP.search(text, stop, end)
        stop = found.start() if found else end
        char = text[stop] if found else ''
        if char in ('(', '['):
            opened[')' if char == '(' else ']'] += 1
        elif opened.get(char):
            opened[char] -= 1
        elif char != '\\' or literal_breaks:
            break
        stop += 1
    address = text[at:stop]
    if not address.endswith(('...', '\u2026')):
        address = address.rstrip(_TRAILING if not address.endswith(')') or '(' not in address else '.,;:!?*_')
    return at + len(address)
