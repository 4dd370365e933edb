"""Where a job is: country, region and city.

A place decides which law and which currency hold, so a wrong one is worse than none: what is said
in parts ("Madison, WI", "Bengaluru / Chennai, India") must agree on one country, and a name that
is more often something else counts only beside another that says the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from lintjob.expression import Expression
from lintjob.facts import placename
from lintjob.facts.placename import LONGEST, NOTHING, Said
from lintjob.gazetteer import gazetteer
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.phrase import HIDDEN, LINK
from lintjob.source import Span
from lintjob.typed import NamedTuple


class Place(NamedTuple):
    """A place: ISO 3166-1 alpha-2 ``country``, ISO 3166-2 ``region`` (``US-CO``), ``city`` as written; None for unknown.

    ``is_region_named``: the region stands there beside the city. ``is_about``: it is an area around the
    place ("Greater New York"), which may reach into another region. ``is_default``: no advert says so, the settings do;
    ``span`` is then an empty one.
    """

    country: str | None
    region: str | None
    city: str | None
    span: Span
    is_region_named: bool = False
    is_about: bool = False
    is_default: bool = False


# No name stands below these few words of a label.
_MOST_LABELS = 8


def read(listing: Listing, hits: Hits) -> Place | None:
    """The place of the job, from its location field, a labelled line, its title or a sentence of the text.

    None where none names one country.
    """
    for span, said in _statements(listing, hits):
        joint = placename.together(said, is_whole=True)
        if joint.known:
            return _place(joint, span)
    return None


def _place(said: Said, span: Span) -> Place | None:
    return Place(*said[1:4], span, *said[4:]) if said.country else None


def every(listing: Listing, hits: Hits) -> tuple[Place, ...]:
    """All places where the job may be, each for itself: those of the first of its statements that names a region.

    A statement that comes later counts where it agrees with the countries of those before.
    """
    found: dict[Place, None] = {}
    for span, said in _statements(listing, hits):
        countries = {place.country for place in found}
        places = [place for one in said if (place := _place(one, span))]
        if countries and not all(place.country in countries for place in places):
            continue
        if not places and any(one.known for one in said):
            return tuple(found)
        found.update(dict.fromkeys(places))
        if any(place.region for place in places):
            break
    return tuple(found)


def default(listing: Listing, hits: Hits, code: str) -> Place | None:
    """The place of an ISO 3166 ``code``, for a listing that says of no place that the job is there.

    None where it names one, though it be one that is not known or that contradicts another.
    """
    field = listing.fields.get('location')
    stated = [*([field.span] if field else []), *_labelled(listing, hits)]
    if not code or not all(_is_no_name(listing.text, span, hits) for span in stated):
        return None
    if any(one.known for _, said in _statements(listing, hits) for one in said):
        return None
    country, dash, _ = code.partition('-')
    start = listing.head.start
    return Place(country, code if dash else None, None, Span(start, start), is_region_named=bool(dash), is_default=True)


def _is_no_name(text: str, span: Span, hits: Hits) -> bool:
    """Whether what stands where a place belongs says how the work is done ("on site", "hybrid, two days in the office")."""
    value = text[span.start : span.end]
    if not any(map(str.isalpha, value)):
        return True
    ways = [way for way, _ in hits.named('workplace') if way.overlaps(span)]
    rest = [char for at, char in enumerate(value, span.start) if not any(way.start <= at < way.end for way in ways)]
    return bool(ways) and not any(char.isalpha() and not char.islower() for char in rest)


def _statements(listing: Listing, hits: Hits) -> Iterator[tuple[Span, list[Said]]]:
    text = listing.text
    field = listing.fields.get('location')
    if field and field.value:
        said = placename.sites(field.value)
        beside = None if any(one.region for one in said) else _beside_county(field.value, listing, hits)
        yield field.span, [beside] if beside else said
    for span in _labelled(listing, hits):
        yield span, placename.sites(text[span.start : span.end])
    glued = _glued(listing, hits)
    if glued:
        yield glued.span, placename.sites(text[glued.span.start : glued.span.end])
    title = listing.fields.get('title')
    if title and title.value:
        yield title.span, [_of_title(title.value)]
    for span in _based(listing, hits):
        yield span, placename.sites(text[span.start : span.end])


def _beside_county(value: str, listing: Listing, hits: Hits) -> Said | None:
    """The state that a lone name means ("Georgia", "Washington") where a county of one, or its office, employs."""
    parts = [placename.part_of(piece) for piece in value.split('|')[:3] if piece.strip()]
    named = [placename.in_states(part) for part in parts if not part.is_county]
    regions = {sense.region for part in named for sense in part.senses if sense.country == 'US'}
    if len(named) != 1 or len(regions) != 1 or all(sense.kind == 'city' for sense in named[0].senses):
        return None
    is_in_county = any(part.is_county for part in parts)
    if not is_in_county and not any(
        next(hits.find('place.state_office', field.span.start, min(field.span.end, field.span.start + LONGEST)), None)
        for name in ('company', 'title')
        if (field := listing.fields.get(name))
    ):
        return None
    return Said(True, 'US', regions.pop())


# ---------------------------------------------------------------- where a place stands

_LEAD = rf'[^\w\n{LINK}]{{0,12}}'
_BEFORE_LABEL = Expression(rf'(?:\A|\n)[^\S\n]*{_LEAD}\Z')
_AFTER_LABEL = Expression(
    rf'[\s*_{HIDDEN}]{{0,4}}[:：][*_{HIDDEN}]{{0,3}}\s{{0,3}}|[^\S\n]{{1,2}}[-–—][^\S\n]{{1,2}}|[^\S\n]*\n[^\S\n]*(?:\n[^\S\n]*)?'
)
_VALUE = Expression(r'[^\n\r]*?(?=\s+\|\s|[^\S\n]{3,}|\s[\p{Lu}][\w-]*(?: [\w-]+){0,2}[:：]|\s*(?:[\n\r]|\Z))')
_SIGN = '📍'


def _labelled(listing: Listing, hits: Hits) -> Iterator[Span]:
    """The values of labelled lines ("Location: ...", "📍 ...")."""
    text = listing.text
    for label in hits['place.label'][:_MOST_LABELS]:
        if not _BEFORE_LABEL.search(text, max(0, label.start - 16), label.start):
            continue
        after = _AFTER_LABEL.match(text, label.end, label.end + 20)
        if after:
            yield _value(text, after.end())
    at = text.find(_SIGN)
    for _ in range(_MOST_LABELS):
        if at < 0:
            return
        start = at + len(_SIGN)
        while start < len(text) and text[start] in ' \t\ufe0f*_:':
            start += 1
        yield _value(text, start)
        at = text.find(_SIGN, at + 1)


def _value(text: str, start: int) -> Span:
    found = _VALUE.match(text, start, start + LONGEST)
    return Span(start, found.end() if found else start)


# The sets of words that stand before a place with a colon.
_LABELS = ('label', 'glued')

# A text that lost its line breaks: labels stand behind the end of a sentence, a bracket or a value.
_FLAT = 600
_FLAT_HEAD = 1500
_GLUED_LABEL = Expression(
    r'(?:(?<=[.!?)\]:]\s{0,3})|(?<=[\p{Ll}\d])(?=\p{Lu}))(?P<label>\p{Lu}[\p{L}\p{M}]*(?: [\p{L}\p{M}]+){0,3})\s?[:：]\s{0,3}(?:\|\s{0,3})?'
)
_GLUED_VALUE = Expression(
    r'.{2,80}?(?=(?<=[\p{Ll}\d)])\p{Lu}|(?<=\b\p{Lu}{2})\p{Lu}\p{Ll}|[.!?](?:\s|\Z)|\s*[|(\n]|\s{2,}|\s[-–—•]\s|\sI\s|(?<!,)\s\p{Lu}[\w-]*(?: [\w-]+){0,3}:|\s*\Z)'
)


def _glued(listing: Listing, hits: Hits) -> Place | None:
    """What the labels within a flattened text say, where that is one country."""
    text = listing.text
    found: list[Place] = []
    for label in itertools.islice(_in_lines(listing, hits), _MOST_LABELS):
        value = _GLUED_VALUE.match(text, label.end, label.end + LONGEST)
        words = value[0] if value else ''
        said = placename.phrase(words)
        # What is no place at its end may be the begin of a sentence, and the place another: "Vienna, Virginia We are".
        if not value or not said.known or not all(map(placename.ends_in_place, placename.alternatives(words))):
            continue
        if not said.country:
            return None
        found.append(Place(said.country, said.region, said.city, Span(value.start(), value.end())))
    return found[0] if found and len({place.country for place in found}) == 1 else None


def _in_lines(listing: Listing, hits: Hits) -> Iterator[Span]:
    """The labels with their colons that stand in the middle of the long lines near the beginning of the text."""
    text = listing.text
    start = listing.body.start
    head = min(start + _FLAT_HEAD, listing.body.end)
    while start < head:
        end = text.find('\n', start)
        end = len(text) if end < 0 else end
        if end - start > _FLAT:
            for found in _GLUED_LABEL.finditer(text, start, min(end, head), overlapped=True):
                if hits.sense('place', found['label']) in _LABELS:
                    yield Span(*found.span())
        start = end + 1


# What follows "the job is based in": names and what stands between them.
_NAMES = Expression(
    r"(?P<names>\p{Lu}[\p{L}\p{M}.'’-]*+(?:(?:, ?|,? \p{Ll}{1,3} |,? & | ?/ ?| )\p{Lu}[\p{L}\p{M}.'’-]*+){0,12})"
)
_STOP = Expression(r'(?<=\p{Ll}{3})\.\s')
_BEFORE_NAMES = Expression(r'\s+(?:(?!\p{Lu})\p{L}+\s){0,2}')
_MOST_SENTENCES = 12


def _based(listing: Listing, hits: Hits) -> Iterator[Span]:
    """The names after "this job is based in" and the like."""
    text = listing.text
    for phrase in hits['place.based'][:_MOST_SENTENCES]:
        gap = _BEFORE_NAMES.match(text, phrase.end, phrase.end + 24)
        names = _NAMES.match(text, gap.end(), gap.end() + LONGEST) if gap else None
        if not names:
            continue
        stop = _STOP.search(text, *names.span())
        span = Span(names.start(), stop.start() if stop else names.end())
        words = text[span.start : span.end]
        if all(map(placename.ends_in_place, placename.alternatives(words))):
            yield span


_TITLE_PIECES = Expression(r'\s[-–—|@•·:]+\s|[()\[\]|]|,\s')


def _after_last(pieces: list[str], words: frozenset[str]) -> str:
    """What stands after the last of ``words``, as "Berlin" in "Cook in Berlin"."""
    at = max((at for at, piece in enumerate(pieces) if at and piece in words), default=len(pieces))
    return ' '.join(pieces[at + 1 :])


def _of_title(title: str) -> Said:
    """What a title says after the role: "Data Engineer - London", "Data Engineer (Berlin)"."""
    if len(title) > LONGEST:
        return NOTHING
    said = []
    words = gazetteer().before
    pieces = _TITLE_PIECES.split(title)
    for at, piece in enumerate(pieces):
        tail = _after_last(piece.split(), words)
        name = tail or (piece if at else '')
        found = _title_name(name.strip(), pieces[at + 1].strip() if at + 1 < len(pieces) else '')
        if found.known:
            said.append(found)
    return placename.together(said, is_whole=False)


def _title_name(name: str, after: str) -> Said:
    """What a piece of a title says: it must be a name from end to end, and letters count only beside a town."""
    words = [placename.part_of(piece) for piece in placename.alternatives(name)]
    if any(not part.senses and not part.is_wide for part in words):
        return NOTHING
    strong = [part for part in words if part.is_wide or any(sense.kind != 'code' for sense in part.senses)]
    if len(strong) < len(words):
        return NOTHING
    follower = placename.part_of(after) if after.isupper() and len(after) <= 3 else None
    if len(words) == 1 and follower and follower.senses:
        return placename.group([words[0], follower])
    return placename.together([placename.group([part]) for part in words], is_whole=False)
