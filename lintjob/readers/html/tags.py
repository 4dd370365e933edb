"""Tags: where those of a piece of HTML stand, which belong together, and which hold nothing that people read."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from lintjob.expression import Expression

#: A tag: where it begins and ends, its name (``p``, ``/p``; '' for what is neither text nor a tag), and its attributes.
Tag = tuple[int, int, str, str]

# Read as browsers do: a quote means something behind an equals sign alone. Group 3 is empty where the tag is not closed.
# Not an Expression: `re` takes half of the time that `regex` does. From the name on it matches whatever stands there, so
# that it is never gone back into.
_TAG = re.compile(
    r'<(?:(/?[A-Za-z][^\s/>]*)((?:[^>=]+|=\s*(?:"[^"]*"|\'[^\']*\'|(?!["\'])))*)(>?)|[!?]|/(?=[^\sA-Za-z]))'
)
_ATTRIBUTE = Expression(r'([^\s=/"\'<>]++)(?:\s*+=\s*+(?:"([^"]*+)"|\'([^\']*+)\'|([^\s>]*+)))?')
_UNSHOWN = Expression(r'display\s*+:\s*+none', regex.IGNORECASE)

# Elements whose text is no HTML, or is none that people read: passed over up to their closing tags.
_RAW_NAMES = (
    'script style noscript template svg textarea title iframe object canvas math select button audio video noembed '
    'noframes datalist map'
)
_RAW = frozenset(_RAW_NAMES.split())
# Without a closing tag, these swallow the rest.
_GREEDY = frozenset(('script', 'style', 'textarea', 'title', 'noscript'))
_HEADINGS = frozenset(('h1', 'h2', 'h3', 'h4', 'h5', 'h6'))

_AMP = ('amp-sidebar', 'amp-consent', 'amp-user-notification', 'amp-list', 'amp-ad', 'amp-social-share')
#: Elements that may stand beside a page's text: what they hold decides for some.
BESIDE = frozenset(('nav', 'footer', 'aside', 'dialog', 'form', 'header', *_AMP))
_ALWAYS_BESIDE = frozenset(('nav', 'footer', 'aside', 'dialog', *_AMP))
_ASIDE_ROLES = frozenset(('navigation', 'banner', 'contentinfo', 'search', 'dialog', 'alertdialog'))
_WHOLE = frozenset(('html', 'body', 'main'))

_VOID_NAMES = 'area base br col embed hr img input link meta param source track wbr'
_VOID = frozenset(_VOID_NAMES.split())
# Elements that end whatever is open in them when they end.
_STRONG_NAMES = (
    'amp-sidebar amp-consent amp-user-notification amp-list '
    'html body main article section div nav footer header aside dialog form ul ol dl table fieldset details '
    'blockquote figure'
)
_STRONG = frozenset(_STRONG_NAMES.split())
# How far another element's beginning is looked for behind others that were not closed.
_NEAR = 8


def tags(text: str, start: int, end: int) -> list[Tag]:
    """The tags of ``text[start:end]`` in their order. What holds no text for people is one tag without a name."""
    found: list[Tag] = []
    add = found.append
    missing: set[str] = set()
    marks: list[Tag] = []  # where CDATA ends
    at = start
    while True:
        for tag in _TAG.finditer(text, at, end):
            name, attributes, close = tag.group(1, 2, 3)
            begin, stop = tag.span()
            if name is None:
                at = _declared(text, begin, end, missing)
                if at == begin:
                    continue
                if text.startswith('<![CDATA[', begin) and ']]>' not in missing:
                    close = text.find(']]>', at, end)
                    if close < 0:
                        missing.add(']]>')
                    elif not marks or marks[-1][0] < close:
                        marks.append((close, close + 3, '', ''))
            elif not close:
                # A quote is never closed, or the tag is not.
                at = text.find('>', begin, end) + 1
                if not at:
                    return found
                add((begin, at, name.lower(), ''))
                break
            else:
                name = name.lower()
                if name not in _RAW or (name == 'button' and found and found[-1][2] in _HEADINGS):
                    add((begin, stop, name, attributes))
                    continue
                at = _raw_end(text, name, stop, end, missing) if attributes[-1:] != '/' or name != 'svg' else stop
            add((begin, at, '', ''))
            break
        else:
            return sorted(found + marks) if marks else found


def _declared(text: str, begin: int, end: int, missing: set[str]) -> int:
    """Where a comment ends, or a declaration; what was meant as CDATA is text, and only its mark is passed over."""
    if text.startswith('<!--', begin):
        if text.startswith(('<!-->', '<!--->'), begin):
            return text.index('>', begin) + 1
        stop = text.find('-->', begin + 4, end)
        return stop + 3 if stop >= 0 else end
    if text.startswith('<![CDATA[', begin):
        return min(begin + 9, end)
    stop = -1 if '>' in missing else text.find('>', begin, end)
    if stop < 0:
        missing.add('>')
        return begin
    return stop + 1


def _raw_end(text: str, name: str, start: int, end: int, missing: set[str]) -> int:
    """Where an element ends that holds no text for people: behind its closing tag."""
    stop = -1
    if name not in missing:
        stop = text.find(f'</{name}', start, end)
        if stop < 0:
            other = regex.compile(f'</{name}', regex.IGNORECASE).search(text, start, end)
            stop = other.start() if other else -1
    if stop < 0:
        missing.add(name)
        return end if name in _GREEDY else start
    close = text.find('>', stop, end)
    return close + 1 if close >= 0 else end


def ends(tags: Sequence[Tag], end: int) -> dict[int, int]:
    """Where the elements end that may be left out, or hold others: behind their closing tags, or with what they stand in.

    They go by where their tags begin.
    """
    names = _STRONG.union(('h1',), (tag[2] for tag in tags if tag[3] and _is_suspicious(tag[3]))) - _VOID
    closing = {f'/{name}': name for name in names}
    open_ = _Open()
    for begin, stop, name, _ in tags:
        if name in names:
            open_.open(name, begin)
        elif name in closing:
            open_.close(closing[name], begin, stop)
    open_.close_all(end)
    return open_.ends


class _Open:
    """The elements that are open at a place."""

    def __init__(self) -> None:
        self.ends: dict[int, int] = {}
        self._names: list[str] = []
        self._begins: list[int] = []
        self._counts = dict.fromkeys(_STRONG, 0)

    def open(self, name: str, begin: int) -> None:
        self._names.append(name)
        self._begins.append(begin)
        if name in self._counts:
            self._counts[name] += 1

    def close(self, name: str, begin: int, stop: int) -> None:
        names, counts = self._names, self._counts
        if name in counts:
            while counts[name]:
                is_it = names[-1] == name
                self._pop(stop if is_it else begin)
                if is_it:
                    return
            return
        for back in range(1, min(_NEAR, len(names)) + 1):
            its_name = names[-back]
            if its_name == name:
                for _ in range(back - 1):
                    self._pop(begin)
                self._pop(stop)
                return
            if its_name in counts:
                return

    def close_all(self, end: int) -> None:
        while self._names:
            self._pop(end)

    def _pop(self, end: int) -> None:
        name = self._names.pop()
        if name in self._counts:
            self._counts[name] -= 1
        self.ends[self._begins.pop()] = end


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, their names in small letters; the first of a name counts. Entities stay as they are."""
    found: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(written):
        name, *values = attribute.groups()
        found.setdefault(name.lower(), next((value for value in values if value is not None), ''))
    return found


def is_beside(name: str, written: str) -> bool:
    """Whether an element stands beside a page's text, or is not shown."""
    if name in _ALWAYS_BESIDE:
        return True
    if name in _WHOLE or not _is_suspicious(written):
        return False
    found = attributes(written)
    return (
        ('hidden' in found and found['hidden'] != 'until-found')
        or found.get('role', '').lower() in _ASIDE_ROLES
        or ('style' in found and _UNSHOWN.search(found['style']) is not None)
    )


def _is_suspicious(written: str) -> bool:
    """Whether attributes may say that an element is not shown, or stands beside the text."""
    return 'none' in written or 'hidden' in written or 'role' in written or 'NONE' in written
