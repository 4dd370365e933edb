"""What words say of a place: the countries, regions and cities that they name.

What is said in parts ("Madison, WI", "Bengaluru / Chennai, India") must agree on one country, and a
name that is more often something else counts only beside another that says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lintjob.expression import Expression
from lintjob.gazetteer import LETTERED, Sense, folded, gazetteer
from lintjob.phrase import HIDDEN
from lintjob.typed import NamedTuple

# A longer value is prose.
LONGEST = 200


class Part(NamedTuple):
    """A piece of a place between commas: what it can mean, and what of it stands for a name."""

    text: str
    senses: tuple[Sense, ...]
    is_wide: bool
    is_town_like: bool
    is_county: bool = False  # "Kings County": the United States, where the rest allows it
    is_about: bool = False


class Said(NamedTuple):
    """What a phrase says of the place. ``known`` is False where it says nothing; no country: it contradicts itself."""

    known: bool
    country: str | None = None
    region: str | None = None
    city: str | None = None
    is_region_named: bool = False
    is_about: bool = False


NOTHING = Said(False)
CONTRADICTION = Said(True)

# ---------------------------------------------------------------- what a phrase says

_SEPARATORS = Expression(r'[;/|•\n\r]+|\s(?P<word>\p{L}{1,4}|&|\+)\s+(?!\d)')
_COMMAS = Expression(r'\s*[,()\[\]:·>@，、]\s*|\s+[-–—]+(?:\s+|$)|^[-–—]+\s')
_PART_SIGNS = ',;(\n'
_DASHED_LETTERS = Expression(r'\s[-–]\s+[A-Z]{2,3}\b')
_FLAG = Expression('[\U0001f1e6-\U0001f1ff]{2}')


def phrase(value: str) -> Said:
    """What the value of a location field says."""
    if len(value) > LONGEST * 4:
        return NOTHING
    value = value.strip()
    whole = part_of(value)
    if whole.senses or whole.is_wide:
        return group([whole])
    return together(
        [group(list(_parts(piece)), _DASHED_LETTERS.search(piece) is not None) for piece in alternatives(value)],
        is_whole=True,
    )


def sites(value: str) -> list[Said]:
    """What a value says of each of the places that it names."""
    if len(value) > LONGEST * 4:
        return []
    value = value.strip()
    whole = part_of(value)
    if whole.senses or whole.is_wide:
        return [group([whole])]
    found = []
    for piece in alternatives(value):
        parts = list(_parts(piece))
        said = group(parts, _DASHED_LETTERS.search(piece) is not None)
        found += (_listed(parts, said.country) if said.country and not said.region else []) or [said]
    return found


def _listed(parts: list[Part], country: str) -> list[Said]:
    """The places of a list with commas between ("CA, CO, NY", "Denver, CO, Austin, TX"), if that is what it is."""
    found: list[Said] = []
    lone: list[bool] = []  # of the regions without a city, which are letters
    rest = [part for part in parts if part.is_town_like or (part.senses and None not in _named_regions(part, country))]
    while rest:
        part = rest.pop(0)
        regions = _named_regions(part, country)
        cities = {sense.region for sense in part.senses if sense.country == country and sense.kind == 'city'}
        following = _named_regions(rest[0], country) if rest else set()
        if len(following) == 1 and (following <= cities or not part.senses):
            rest.pop(0)
            found.append(Said(True, country, following.pop(), part.text, is_region_named=True))
        elif len(regions) == 1 and not cities:
            lone.append(_is_code(part))
            found.append(Said(True, country, regions.pop(), is_region_named=True, is_about=part.is_about))
        elif len(cities) == 1 and any(sense.kind == 'city' and not sense.weak for sense in part.senses):
            found.append(Said(True, country, cities.pop(), part.text, is_about=part.is_about))
        else:
            return []
    # Towns bear the names of states: "California, Maryland" is one, and so is "Nevada, MO".
    is_town = len(set(lone)) > 1 or (len(lone) == len(found) == 2 and not any(lone))
    return found if len(found) > 1 and not is_town else []


def alternatives(value: str) -> list[str]:
    """The places of a value that names several; a name with such a sign within ("Tyne & Wear") stays whole."""
    found, start = [], 0
    joining = gazetteer().joining
    # A word of a list ("Leeds or York") begins with the blank that ends the word before it.
    for separator in _SEPARATORS.finditer(value, overlapped=True):
        if separator.start() < start or (separator['word'] and separator['word'].casefold() not in joining):
            continue
        before = max(value.rfind(sign, 0, separator.start()) for sign in _PART_SIGNS) + 1
        after = min(at for sign in _PART_SIGNS if (at := value.find(sign, separator.end())) >= 0 or (at := len(value)))
        if not part_of(value[before:after]).senses:
            found.append(value[start : separator.start()])
            start = separator.end()
    found.append(value[start:])
    return [piece for piece in found if piece.strip(' \t()[]')]


def together(said: list[Said], is_whole: bool) -> Said:
    """What several places have in common. ``is_whole``: one that is not known may be another town."""
    known = [one for one in said if one.known]
    if not known:
        return NOTHING
    countries = {one.country for one in known}
    if len(countries) > 1 or None in countries:
        return CONTRADICTION
    regions = {one.region for one in known}
    cities = {one.city for one in known}
    is_sure = not is_whole or all(one.known or one.city is None for one in said)
    return Said(
        True,
        known[0].country,
        regions.pop() if len(regions) == 1 and is_sure else None,
        cities.pop() if len(cities) == 1 and is_sure else None,
    )


def ends_in_place(words: str) -> bool:
    """Whether what stands last in a phrase is the name of a place."""
    parts = [part for part in _parts(words) if part.text]
    return bool(parts) and (bool(parts[-1].senses) or parts[-1].is_wide)


def _parts(value: str) -> Iterator[Part]:
    """The parts of one place, between commas, brackets and dashes."""
    for piece in _COMMAS.split(value):
        if not piece.strip():
            continue
        part = part_of(piece)
        if part.senses or part.is_wide:
            yield part
            continue
        rest, _, letters = part.text.rpartition(' ')
        if rest and len(letters) <= 3 and letters.isupper() and part_of(rest).senses and part_of(letters).senses:
            yield from (part_of(rest), part_of(letters))  # "Austin TX"
            continue
        smaller = [part_of(word) for word in piece.split('-') if word.strip()]
        known = [one for one in smaller if one.senses]
        # "US-Remote", but not "Weston-super-Mare": all of it must be known words.
        if known and all(one.senses or not one.is_town_like for one in smaller):
            yield from smaller
        else:
            yield part


def group(parts: list[Part], is_dashed: bool = False) -> Said:
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
        known = [in_states(part) for part in known]
        parts = [in_states(part) for part in parts]
    if is_dashed and len(known) == 1 and _is_code(known[0]):
        return Said(False, city=town)
    if any(part.is_wide for part in parts):
        is_within = any(sense.kind == 'city' for part in known for sense in part.senses)
        if not is_within:
            return CONTRADICTION
    if not known:
        return Said(False, city=town)
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
        return NOTHING if is_lone_code else CONTRADICTION
    country = countries[0]
    region = _region(known, country)
    city = _city(known, country) or _town_before(parts, country)
    is_named = region is not None and (
        is_repeated
        or any(part.text != city and not part.is_about and region in _named_regions(part, country) for part in known)
    )
    return Said(True, country, region, city, is_named, any(part.is_about for part in parts))


def in_states(part: Part) -> Part:
    """What a part means beside a county of the United States: the state, if it can be one."""
    states = tuple(sense for sense in part.senses if sense.country == 'US' and sense.region and sense.kind != 'city')
    return part._replace(senses=states) if states else part


def _countries(known: list[Part], town: str | None) -> list[str]:
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


def _is_firm(part: Part) -> bool:
    return any(not sense.weak for sense in part.senses)


def _is_code(part: Part) -> bool:
    return all(sense.kind == 'code' for sense in part.senses)


def _is_in_one_region(parts: list[Part], country: str) -> bool:
    regions = [_regions(part, country) for part in parts]
    stated = [each for each in regions if each]
    return not stated or bool(frozenset.intersection(*stated))


def _state_of_code(part: Part, countries: list[str]) -> str | None:
    """The country whose state the letters beside an unknown town mean ("Hoopeston, IL")."""
    if part.text in gazetteer().doubtful:
        return None
    states = [sense.country for sense in part.senses if sense.region and sense.country in countries and not sense.weak]
    return next((country for country in LETTERED if country in states), None)


def _regions(part: Part, country: str) -> frozenset[str]:
    senses = [sense for sense in part.senses if sense.country == country]
    if any(sense.region is None and sense.kind != 'city' for sense in senses):
        return frozenset()
    return frozenset(sense.region for sense in senses if sense.region)


def _region(known: list[Part], country: str) -> str | None:
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


def _named_regions(part: Part, country: str) -> set[str | None]:
    return {sense.region for sense in part.senses if sense.country == country and sense.kind in ('region', 'code')}


def _city(known: list[Part], country: str) -> str | None:
    names = {
        part.text for part in known if any(sense.country == country and sense.kind == 'city' for sense in part.senses)
    }
    return names.pop() if len(names) == 1 else None


def _unknown_town(parts: list[Part]) -> str | None:
    """The part that stands where a town stands: right before the first one that is known."""
    first = next((at for at, part in enumerate(parts) if part.senses), len(parts))
    return parts[first - 1].text if first and parts[first - 1].is_town_like else None


def _town_before(parts: list[Part], country: str) -> str | None:
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
_COUNTY = Expression(r"\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2}")
_EDGES = ' \t\r\n*_,.;:!"()[]' + HIDDEN


@lru_cache(maxsize=1024)
def part_of(text: str) -> Part:
    """What a piece of text between two commas can mean."""
    flag = _FLAG.search(text)
    is_about = False
    words = [word for word in _FLAG.sub(' ', text).strip(_EDGES).split() if not _NUMBERS.fullmatch(word)]
    places = gazetteer()
    plain = ' '.join(words)
    if not words and _ZIP.fullmatch(text.strip()):
        return Part(text.strip(), (), False, False)
    while words:
        name = ' '.join(words)
        senses, is_wide = _look_up(name)
        if senses or is_wide:
            return Part(name, senses, is_wide, False, is_about=is_about)
        if (around := words[0].strip('.,').casefold()) in places.around:
            words = words[1:]
        elif (around := words[-1].strip('.,').casefold()) in places.around:
            words = words[:-1]
        else:
            break
        is_about = is_about or around in places.about
    if flag and not words:
        code = ''.join(chr(ord(letter) - 0x1F1E6 + ord('A')) for letter in flag[0])
        senses = tuple(sense._replace(kind='country') for sense in places.codes.get(code, ()) if sense.region is None)
        return Part(code, senses, False, False)
    is_town_like = bool(_TOWN.fullmatch(plain)) and not any(
        word.strip('.,').casefold() in places.no_town for word in plain.split()
    )
    name, _, last = plain.rpartition(' ')
    is_county = last in places.county and bool(_COUNTY.fullmatch(name))
    return Part(plain, (), False, is_town_like or is_county, is_county)


def _look_up(name: str) -> tuple[tuple[Sense, ...], bool]:
    places = gazetteer()
    key = folded(name)
    if len(key) <= 3 and name[0].islower():
        return (), False
    senses = places.names.get(key, ())
    if len(name) <= 3 and name.isupper():
        senses += places.codes.get(name, ())
    return senses, key in places.wide
