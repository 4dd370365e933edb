"""What a problem is by its content, wherever it stands: the same after an edit above it, in another order, on another machine.

Five things tell problems apart: the file, the advert, the rule, the words that it flags, and the words around those, all as
a reader sees them, with single blanks. Lines, markup, line ends and the wording of the rule's message do not.
The recipe of a print is ``VERSION``, file, advert (of a file that can hold several), rule, flagged words and words around,
and the number of equal ones before it in the file, joined by zero characters, as UTF-8, by SHA-256, the first 32 hex digits.
"""

from __future__ import annotations

import os

from lintjob.listing import Listing, sentences
from lintjob.paths import inside
from lintjob.problem import Problem
from lintjob.source import Span
from lintjob.typed import NamedTuple

#: Which recipe prints are made by. Another recipe gives other prints for the same problems, so it takes another number.
VERSION = 'lintjob/1'

_PRINT = 32
#: How much of a title an advert is called by, and how many digits tell adverts of one title apart.
_TITLE, _DIGITS = 40, 10
#: So many of the flagged words must stand in a message for it to name them.
_QUOTED = 20


class Identity(NamedTuple):
    """What a problem is. ``path`` is seen from a folder, with ``/``; ``listing`` is what ``called`` says of its advert.

    ``match`` are the words that are flagged, ``near`` the sentence around them, or what else they stand in.
    """

    path: str
    listing: str
    rule: str
    match: str
    near: str


def digest(*parts: str) -> str:
    """The SHA-256 of some texts, in hex digits; other texts, or the same ones parted elsewhere, give another."""
    # Imported here: most runs ask for no digest.
    import hashlib  # noqa: PLC0415

    joined = '\0'.join(part.replace('\0', '\\0') for part in parts)
    # Names of files may hold bytes that are no text, which Python writes as lone surrogates.
    return hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()


def called(listing: Listing) -> str:
    """What tells an advert from others: the beginning of its title, and digits for title, employer, place and link."""
    title = _plain(listing.field('title'))
    place = [listing.field(name) for name in ('location', 'city', 'region', 'country')]
    link = _lasting(listing.field('apply'))
    its = digest(title, _plain(listing.field('company')), _plain(' '.join(place)), link)[:_DIGITS]
    return f'{title[:_TITLE].strip()} #{its}' if title else f'#{its}'


def identity(listing: Listing, problem: Problem, home: str = '') -> Identity:
    """What a problem of a listing is, its file seen from ``home`` (an absolute path; '' for the working folder)."""
    path = inside(problem.path, home or os.getcwd())
    return Identity(path, called(listing), problem.rule, problem.match, around(listing, problem.span))


def around(listing: Listing, span: Span) -> str:
    """The words around a place of a listing's view: its sentences, else the field that it stands in, else its own words."""
    found = [
        listing.words(sentence)
        for block in listing.blocks
        if _touch(block.span, span)
        for sentence in sentences(listing.text, block.span)
        if _touch(sentence, span)
    ]
    if found:
        return ' '.join(found)
    for field in listing.fields.values():
        if field.value and _touch(field.span, span):
            return listing.words(field.span)
    return listing.words(span)


def is_whole(listing: Listing, problem: Problem) -> bool:
    """Whether a problem is of the advert as a whole (its pay is missing, say), and shown at its title for want of a place.

    One that is of the words of the title names them in its message.
    """
    return problem.span == listing.head and problem.match[:_QUOTED] not in problem.message


class Fingerprints:
    """The prints of a run's problems, which come file by file. Equal problems of a file are counted through."""

    def __init__(self, home: str = '') -> None:
        """``home`` is the folder that paths are seen from (an absolute path); '' for the working folder."""
        self._home = home or os.getcwd()
        self._path = ''
        self._seen: dict[Identity, int] = {}

    def of(self, listing: Listing, problem: Problem) -> str:
        """The print of a problem, hex digits. To be asked once for each problem, in the order of the run."""
        found = identity(listing, problem, self._home)
        if not listing.is_record:
            # The file says which advert it is; that its title was mended makes no other problem of it.
            found = found._replace(listing='')
        if found.path != self._path:
            self._path = found.path
            self._seen.clear()
        before = self._seen.get(found, 0)
        self._seen[found] = before + 1
        return digest(VERSION, *found, str(before))[:_PRINT]


def _touch(whole: Span, part: Span) -> bool:
    """Whether a place stands in another, or both share something."""
    return whole.overlaps(part) or (part.start == part.end and whole.start <= part.start <= whole.end)


def _plain(text: str) -> str:
    return ' '.join(text.split())


def _lasting(link: str) -> str:
    """A link without what changes from one export to the next."""
    address, _, query = link.partition('#')[0].partition('?')
    kept = [part for part in query.split('&') if part and not part.lower().startswith(('utm_', 'gclid=', 'fbclid='))]
    return _plain(f'{address}?{"&".join(kept)}' if kept else address)
