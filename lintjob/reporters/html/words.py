"""Text of strangers as text of a page: nothing in it can become markup, script or an order to the browser."""

from __future__ import annotations

import html
import re
import unicodedata

from lintjob.phrase import HIDDEN, JOINER, LINK

# Half of a character, which UTF-8 cannot hold, and characters that no page may hold or that no reader sees.
_ODD = re.compile('[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]')
_COVERS = re.compile(f'[{HIDDEN}{LINK}]+')
_BLANKS = re.compile(r'\s+')
_CODE = re.compile(r'`([^`]+)`')
MORE = '…'


def escaped(text: str) -> str:
    """``text`` for the inside of an element or of a quoted attribute."""
    return html.escape(_ODD.sub('\ufffd', text))


def shown(text: str) -> str:
    """A piece of a view as its reader sees it: without what covers markup."""
    return _COVERS.sub(' ', text.replace(JOINER, ''))


def is_seen(text: str) -> bool:
    """Whether there is anything in a piece of a view that a reader sees."""
    return any(not char.isspace() and unicodedata.category(char) not in ('Cc', 'Cf') for char in shown(text))


def clipped(text: str, most: int) -> str:
    """``text`` on one line, of at most ``most`` characters."""
    line = flat(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + MORE


def flat(text: str) -> str:
    """``text`` on one line."""
    return _BLANKS.sub(' ', text).strip()


def advice(text: str) -> str:
    """What a rule says, on one line and escaped; names between backticks become code."""
    return _CODE.sub(r'<code>\1</code>', escaped(flat(text)))
