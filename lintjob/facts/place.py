"""Where a job is: country, region and city.

A place decides which law and which currency hold, so a wrong one is worse than none: what is said
in parts ("Madison, WI", "Bengaluru / Chennai, India") must agree on one country, and a name that
is more often something else counts only beside another that says the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from lintjob.expression import Expression
from lintjob.gazetteer import LETTERED, Sense, folded, gazetteer
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.phrase import HIDDEN, LINK
from lintjob.source import Span


class Place(NamedTuple):
    """A place: ISO 3166-1 alpha-2 ``country``, ISO 3166-2 ``region`` (``US-CO``), ``city`` as written; None for unknown."""

    country: str | None
    region: str | None
    city: str | None
    span: Span


class _Part(NamedTuple):
    """A piece of a place between commas: what it can mean, and what of it stands for a name."""

    text: str
    senses: tuple[Sense, ...]
    is_wide: bool
    is_town_like: bool
    is_county: bool = False  # "Kings County": the United States, where the rest allows it


class _Said(NamedTuple):
    """What a phrase says of the place. ``known`` is False where it says nothing; no country: it contradicts itself."""

    known: bool
    country: str | None = None
    region: str | None = None
    city: str | None = None


_NOTHING = _Said(False)
_CONTRADICTION = _Said(True)

# A longer value is prose, and no name stands below these few words of a label.
_LONGEST = 200
_MOST_LABELS = 8


def read(listing: Listing, hits: Hits) -> Place | None:
    """The place of the job, from its location field, a labelled line or its title; None where none names one country."""
    field = listing.fields.get('location')
    if field and field.value:
        said = _phrase(field.value)
        if not said.region:
            said = _beside_county(field.value, listing) or said
        if said.known:
            return _place(said, field.span)
    for span in _labelled(listing, hits):
        said = _phrase(listing.text[span.start : span.end])
        if said.known:
            return _place(said, span)
    glued = _glued(listing)
    if glued:
        return glued
    title = listing.fields.get('title')
    if title and title.value:
        return _place(_of_title(title.value), title.span)
    return None


def _place(said: _Said, span: Span) -> Place | None:
    return Place(said.country, said.region, said.city, span) if said.country else None


# The words by which the offices of the United States name themselves, and no other country's do.
_STATE_OFFICE = Expression(r'\p{Lu}[\p{L}\p{M}’\'.-]* County\b(?! (?:Council|Durham|Hall))|\bSecretary of State\b')


def _beside_county(value: str, listing: Listing) -> _Said | None:
    """The state that a lone name means ("Georgia", "Washington") where a county of one, or its office, employs."""
    parts = [_part(piece) for piece in value.split('|')[:3] if piece.strip()]
    named = [_in_states(part) for part in parts if not part.is_county]
    regions = {sense.region for part in named for sense in part.senses if sense.country == 'US'}
    if len(named) != 1 or len(regions) != 1 or all(sense.kind == 'city' for sense in named[0].senses):
        return None
    is_in_county = any(part.is_county for part in parts)
    if not is_in_county and not any(
        _STATE_OFFICE.search(listing.field(name)[:_LONGEST]) for name in ('company', 'title')
    ):
        return None
    return _Said(True, 'US', regions.pop())


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
    found = _VALUE.match(text, start, start + _LONGEST)
    return Span(start, found.end() if found else start)


# A text that lost its line breaks: labels stand behind the end of a sentence, a bracket or a value.
_FLAT = 600
_FLAT_HEAD = 1500
_GLUED_LABEL = Expression(
    r'(?<=[.!?)\]:]\s{0,3}|(?<=[\p{Ll}\d])(?=\p{Lu}))'
    r'(?:(?:Job|Work|Working|Primary|Office) ?)?(?:Locations?|Place of [Ww]ork|Standort|Arbeitsort|Dienstort|Einsatzort|Lieu(?: de travail)?)'
    r'\s?[:：]\s{0,3}(?:\|\s{0,3})?'
)
_GLUED_VALUE = Expression(
    r'.{2,80}?(?=(?<=[\p{Ll}\d)])\p{Lu}|(?<=\b\p{Lu}{2})\p{Lu}\p{Ll}|[.!?](?:\s|\Z)|\s*[|(\n]|\s{2,}|\s[-–—•]\s|\sI\s|(?<!,)\s\p{Lu}[\w-]*(?: [\w-]+){0,3}:|\s*\Z)'
)


def _glued(listing: Listing) -> Place | None:
    """What the labels within a flattened text say, where that is one country."""
    text = listing.text
    start = listing.body.start
    end = min(start + _FLAT_HEAD, listing.body.end)
    found: list[Place] = []
    for label in itertools.islice(_GLUED_LABEL.finditer(text, start, end), _MOST_LABELS):
        line_end = text.find('\n', label.end())
        if (len(text) if line_end < 0 else line_end) - (text.rfind('\n', 0, label.start()) + 1) <= _FLAT:
            continue
        value = _GLUED_VALUE.match(text, label.end(), label.end() + _LONGEST)
        words = value[0] if value else ''
        said = _phrase(words)
        # What is no place at its end may be the begin of a sentence, and the place another: "Vienna, Virginia We are".
        if not value or not said.known or not all(map(_ends_in_place, _alternatives(words))):
            continue
        if not said.country:
            return None
        found.append(Place(said.country, said.region, said.city, Span(value.start(), value.end())))
    return found[0] if found and len({place.country for place in found}) == 1 else None


def _ends_in_place(words: str) -> bool:
    parts = [part for part in _parts(words) if part.text]
    return bool(parts) and (bool(parts[-1].senses) or parts[-1].is_wide)


_TITLE_PIECES = Expression(r'\s[-–—|@•·:]+\s|[()\[\]|]|,\s')
_TITLE_TAIL = Expression(r'.*\s(?:in|à|en|em)\s(.+)')


def _of_title(title: str) -> _Said:
    """What a title says after the role: "Data Engineer - London", "Data Engineer (Berlin)"."""
    if len(title) > _LONGEST:
        return _NOTHING
    said = []
    pieces = _TITLE_PIECES.split(title)
    for at, piece in enumerate(pieces):
        tail = _TITLE_TAIL.fullmatch(piece.strip())
        name = tail[1] if tail else piece if at else ''
        found = _title_name(name.strip(), pieces[at + 1].strip() if at + 1 < len(pieces) else '')
        if found.known:
            said.append(found)
    return _together(said, is_whole=False)


def _title_name(name: str, after: str) -> _Said:
    """What a piece of a title says: it must be a name from end to end, and letters count only beside a town."""
    words = [_part(piece) for piece in _alternatives(name)]
    if any(not part.senses and not part.is_wide for part in words):
        return _NOTHING
    strong = [part for part in words if part.is_wide or any(sense.kind != 'code' for sense in part.senses)]
    if len(strong) < len(words):
        return _NOTHING
    follower = _part(after) if after.isupper() and len(after) <= 3 else None
    if len(words) == 1 and follower and follower.senses:
        return _group([words[0], follower])
    return _together([_group([part]) for part in words], is_whole=False)


# ---------------------------------------------------------------- what a phrase says

_SEPARATORS = Expression(r'[;/|•\n\r]+|\s(?:or|and|und|oder|et|ou|y|o|e|&|\+)\s+(?!\d)', regex.IGNORECASE)
_COMMAS = Expression(r'\s*[,()\[\]:·>@，、]\s*|\s+[-–—]+(?:\s+|$)|^[-–—]+\s')
_PART_SIGNS = ',;(\n'
_DASHED_LETTERS = Expression(r'\s[-–]\s+[A-Z]{2,3}\b')
_FLAG = Expression('[\U0001f1e6-\U0001f1ff]{2}')


def _phrase(value: str) -> _Said:
    """What the value of a location field says."""
    if len(value) > _LONGEST * 4:
        return _NOTHING
    value = value.strip()
    whole = _part(value)
    if whole.senses or whole.is_wide:
        return _group([whole])
    return _together(
        [_group(list(_parts(group)), _DASHED_LETTERS.search(group) is not None) for group in _alternatives(value)],
        is_whole=True,
    )


def _alternatives(value: str) -> list[str]:
    """The places of a value that names several; a name with such a sign within ("Tyne & Wear") stays whole."""
    found, start = [], 0
    for separator in _SEPARATORS.finditer(value):
        before = max(value.rfind(sign, 0, separator.start()) for sign in _PART_SIGNS) + 1
        after = min(at for sign in _PART_SIGNS if (at := value.find(sign, separator.end())) >= 0 or (at := len(value)))
        if not _part(value[before:after]).senses:
            found.append(value[start : separator.start()])
            start = separator.end()
    found.append(value[start:])
    return [piece for piece in found if piece.strip(' \t()[]')]


def _together(said: list[_Said], is_whole: bool) -> _Said:
    """What several places have in common. ``is_whole``: one that is not known may be another town."""
    known = [one for one in said if one.known]
    if not known:
        return _NOTHING
    countries = {one.country for one in known}
    if len(countries) > 1 or None in countries:
        return _CONTRADICTION
    regions = {one.region for one in known}
    cities = {one.city for one in known}
    is_sure = not is_whole or all(one.known or one.city is None for one in said)
    return _Said(
        True,
        known[0].country,
        regions.pop() if len(regions) == 1 and is_sure else None,
        cities.pop() if len(cities) == 1 and is_sure else None,
    )


def _parts(group: str) -> Iterator[_Part]:
    """The parts of one place, between commas, brackets and dashes."""
    for piece in _COMMAS.split(group):
        if not piece.strip():
            continue
        part = _part(piece)
        if part.senses or part.is_wide:
            yield part
            continue
        rest, _, letters = part.text.rpartition(' ')
        if rest and len(letters) <= 3 and letters.isupper() and _part(rest).senses and _part(letters).senses:
            yield from (_part(rest), _part(letters))  # "Austin TX"
            continue
        smaller = [_part(word) for word in piece.split('-') if word.strip()]
        known = [one for one in smaller if one.senses]
        # "US-Remote", but not "Weston-super-Mare": all of it must be known words.
        if known and all(one.senses or not one.is_town_like for one in smaller):
            yield from smaller
        else:
            yield part


def _group(parts: list[_Part], is_dashed: bool = False) -> _Said:
    """What the parts of one place say together. ``is_dashed``: letters stand after a dash, not a comma.

    Such letters are as often a Brazilian state as any other: beside an unknown town they say nothing.
    """
    count = sum(1 for part in parts if part.senses)
    parts = list(dict.fromkeys(parts))  # "Hanover, VA, VA": some boards say the state twice
    known = [part for part in parts if part.senses]
    is_repeated = len(known) < count
    town = _unknown_town(parts)
    if town is None and len(known) == 1 and (is_repeated or any(_ZIP.fullmatch(part.text) for part in parts[:1])):
        town = ''  # "80204, CO", "1 High Street, OR, OR": what stands in a town's stead
    if any(part.is_county for part in parts):
        known = [_in_states(part) for part in known]
        parts = [_in_states(part) for part in parts]
    if is_dashed and len(known) == 1 and _is_code(known[0]):
        return _Said(False, city=town)
    if any(part.is_wide for part in parts):
        is_within = any(sense.kind == 'city' for part in known for sense in part.senses)
        if not is_within:
            return _CONTRADICTION
    if not known:
        return _Said(False, city=town)
    countries = _countries(known, town)
    if not countries:
        names = [part for part in known if any(sense.kind == 'city' for sense in part.senses)]
        firm = [part for part in known if part not in names or _is_code(part)]
        # "Valencia, CA": a namesake of the town that is known.
        if len(names) == 1 and firm and names[0] is known[0] and names[0] not in firm:
            town = names[0].text
            known = firm
            countries = _countries(known, town)
    if len(countries) != 1:
        is_lone_code = all(_is_code(part) or all(sense.weak for sense in part.senses) for part in known)
        return _NOTHING if is_lone_code else _CONTRADICTION
    country = countries[0]
    return _Said(True, country, _region(known, country), _city(known, country) or _town_before(parts, country))


def _in_states(part: _Part) -> _Part:
    """What a part means beside a county of the United States: the state, if it can be one."""
    states = tuple(sense for sense in part.senses if sense.country == 'US' and sense.region and sense.kind != 'city')
    return part._replace(senses=states) if states else part


def _countries(known: list[_Part], town: str | None) -> list[str]:
    """The countries that all parts allow: the one of most parts, or several between which nothing decides."""
    scores = {}
    for country in {sense.country for part in known for sense in part.senses}:
        agreeing = [part for part in known if any(sense.country == country for sense in part.senses)]
        if any(part not in agreeing for part in known if _is_code(part) or _is_firm(part)):
            continue
        senses = [sense for part in agreeing for sense in part.senses if sense.country == country]
        is_named = any(not sense.weak and sense.kind != 'code' for sense in senses)
        is_lettered = (town is not None or len(agreeing) > 1) and any(not sense.weak for sense in senses)
        if is_named or is_lettered or (len(agreeing) > 1 and not any(_is_firm(part) for part in known)):
            scores[country] = (len(agreeing), _is_in_one_region(agreeing, country))
    best = max(scores.values(), default=None)
    countries = [country for country, score in scores.items() if score == best]
    if countries and len(known) == 1 and _is_code(known[0]) and len(known[0].senses) > 1:
        state = _state_of_code(known[0], countries)
        return [state] if state else []
    return countries


def _is_firm(part: _Part) -> bool:
    return any(not sense.weak for sense in part.senses)


def _is_code(part: _Part) -> bool:
    return all(sense.kind == 'code' for sense in part.senses)


def _is_in_one_region(parts: list[_Part], country: str) -> bool:
    regions = [_regions(part, country) for part in parts]
    stated = [each for each in regions if each]
    return not stated or bool(frozenset.intersection(*stated))


def _state_of_code(part: _Part, countries: list[str]) -> str | None:
    """The country whose state the letters beside an unknown town mean ("Hoopeston, IL")."""
    if part.text in gazetteer().doubtful:
        return None
    states = [sense.country for sense in part.senses if sense.region and sense.country in countries and not sense.weak]
    return next((country for country in LETTERED if country in states), None)


def _regions(part: _Part, country: str) -> frozenset[str]:
    senses = [sense for sense in part.senses if sense.country == country]
    if any(sense.region is None and sense.kind != 'city' for sense in senses):
        return frozenset()
    return frozenset(sense.region for sense in senses if sense.region)


def _region(known: list[_Part], country: str) -> str | None:
    named = {
        sense.region
        for part in known
        for sense in part.senses
        if sense.country == country and sense.kind in ('region', 'code') and sense.region
    }
    # A name that counts only beside another tells no region beside a mere country: it has more namesakes than are known.
    telling = [
        part for part in known if named or any(sense.country == country and not sense.weak for sense in part.senses)
    ]
    stated = [regions for part in telling if (regions := _regions(part, country))]
    common = frozenset.intersection(*stated) if stated else frozenset()
    if not common and stated:
        firm = {
            sense.region
            for part in known
            for sense in part.senses
            if sense.region in named and sense.country == country and not sense.weak and sense.kind != 'city'
        }
        return firm.pop() if len(firm) == 1 else None
    return next(iter(common)) if len(common) == 1 else None


def _city(known: list[_Part], country: str) -> str | None:
    names = {
        part.text for part in known if any(sense.country == country and sense.kind == 'city' for sense in part.senses)
    }
    return names.pop() if len(names) == 1 else None


def _unknown_town(parts: list[_Part]) -> str | None:
    """The part that stands where a town stands: right before the first one that is known."""
    first = next((at for at, part in enumerate(parts) if part.senses), len(parts))
    return parts[first - 1].text if first and parts[first - 1].is_town_like else None


def _town_before(parts: list[_Part], country: str) -> str | None:
    """The town right before the first part that is in ``country``, be it unknown or another's namesake ("Camden, London")."""
    first = next(at for at, part in enumerate(parts) if any(sense.country == country for sense in part.senses))
    if first == 0 or any(sense.kind == 'city' for sense in parts[first].senses if sense.country == country):
        return None
    before = parts[first - 1]
    if before.is_county:
        before = parts[first - 2] if first > 1 else before
        if before.is_county:
            return None
    is_namesake = any(sense.kind == 'city' for sense in before.senses)
    letters = ' ' + parts[first].text
    return before.text.removesuffix(letters) if before.is_town_like or is_namesake else None


# ---------------------------------------------------------------- names

_NUMBERS = Expression(
    r'(?:[A-Z]{1,2}-)?[0-9]+(?:-[0-9]+)?|[A-Z]{1,2}[0-9][A-Z0-9]?|[0-9][A-Z]{2}|[A-Z][0-9][A-Z]|\+[0-9]+'
)
_TOWN = Expression(r"\p{Lu}[\p{L}\p{M}'’.-]*(?: [\p{L}'’.-][\p{L}\p{M}'’.-]*){0,4}")
_ZIP = Expression(r'[0-9]{5}(?:-[0-9]{4})?')
_COUNTY = Expression(r"(?:\p{Lu}[\p{L}'’.-]* ){1,3}County")
_EDGES = ' \t\r\n*_,.;:!"()[]' + HIDDEN


@lru_cache(maxsize=1024)
def _part(text: str) -> _Part:
    flag = _FLAG.search(text)
    words = [word for word in _FLAG.sub(' ', text).strip(_EDGES).split() if not _NUMBERS.fullmatch(word)]
    places = gazetteer()
    plain = ' '.join(words)
    if not words and _ZIP.fullmatch(text.strip()):
        return _Part(text.strip(), (), False, False)
    while words:
        name = ' '.join(words)
        senses, is_wide = _look_up(name)
        if senses or is_wide:
            return _Part(name, senses, is_wide, False)
        if words[0].strip('.,').casefold() in places.around:
            words = words[1:]
        elif words[-1].strip('.,').casefold() in places.around:
            words = words[:-1]
        else:
            break
    if flag and not words:
        code = ''.join(chr(ord(letter) - 0x1F1E6 + ord('A')) for letter in flag[0])
        senses = tuple(sense._replace(kind='country') for sense in places.codes.get(code, ()) if sense.region is None)
        return _Part(code, senses, False, False)
    is_town_like = bool(_TOWN.fullmatch(plain)) and not any(
        word.strip('.,').casefold() in places.no_town for word in plain.split()
    )
    is_county = bool(_COUNTY.fullmatch(plain))
    return _Part(plain, (), False, is_town_like or is_county, is_county)


def _look_up(name: str) -> tuple[tuple[Sense, ...], bool]:
    places = gazetteer()
    key = folded(name)
    if len(key) <= 3 and name[0].islower():
        return (), False
    senses = places.names.get(key, ())
    if len(name) <= 3 and name.isupper():
        senses += places.codes.get(name, ())
    return senses, key in places.wide
