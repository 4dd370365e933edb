"""The names under which people file what belongs to an advert, and the fields that come of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import regex

from lintjob.expression import Expression
from lintjob.listing import Block, Field
from lintjob.phrase import HIDDEN, JOINER
from lintjob.readers.mask import Mask
from lintjob.source import Span


class Leaf(NamedTuple):
    """A value somewhere in a tree of keys: the keys that lead to it as written, its text, and where its characters stand.

    ``is_escaped``: a backslash among the characters stands for something else.
    """

    path: tuple[str, ...]
    value: str
    span: Span
    is_escaped: bool = False


# The names of each field, the best first; case, blanks and punctuation do not matter.
_NAMES = {
    'title': 'title, job title, position, role, roles, job, job name, headline, vacancy, position title, working title,'
    ' name, classification title, stelle, titel, stellentitel, jobtitel, poste, titre, intitule, puesto, functie, functietitel',
    'company': 'company, company name, employer, organisation, organization, hiring organization, hiring organisation,'
    ' hiring company, agency, startup, unternehmen, firma, arbeitgeber, entreprise, employeur, empresa, bedrijf, werkgever',
    'location': 'location, locations, job location, job locations, place, work location, place of work, office location,'
    ' headquarters, duty station, standort, arbeitsort, einsatzort, ort, dienstort, lieu, localisation, lieu de travail,'
    ' ubicacion, lugar, locatie, standplaats',
    'city': 'city, town, address locality, stadt, ville, ciudad, stad',
    'region': 'region, state, province, county, address region, bundesland',
    'country': 'country, address country, land, pays, pais',
    'posted': 'date posted, posted, posted on, posted date, posted at, publication date, publish date, published at,'
    ' date published, published on, publication, opening date, published, pub date, date, created, created at,'
    ' veroffentlicht, veroffentlicht am, date de publication',
    'closes': 'closing date, closes, closes on, closing, application deadline, deadline, apply by, applications close,'
    ' valid through, expires, expires on, expires at, expiry, expiry date, expiration date, end date, application end date,'
    ' closing date for applications, last date, last date to apply, application closing date, bewerbungsfrist, bewerbungsschluss,'
    ' date limite, fecha limite, sluitingsdatum',
    'salary': 'salary, salary range, pay, pay range, compensation, compensation range, base salary, base pay, wage, wages,'
    ' remuneration, rate, day rate, daily rate, hourly rate, pay rate, hourly wage, annual salary, starting salary, hiring range,'
    ' starting pay, salary details, stipend, salary info, estimated salary, salary package, package, ctc, gehalt, vergutung,'
    ' entgelt, gehaltsspanne, salaire, remuneracion, salario, sueldo, salaris',
    'salary_minimum': 'salary min, min salary, salary minimum, minimum salary, salary from, salary low, pay min, compensation min',
    'salary_maximum': 'salary max, max salary, salary maximum, maximum salary, salary to, salary high, pay max, compensation max',
    'salary_currency': 'salary currency, currency, pay currency, currency code, wahrung, devise',
    'salary_period': 'salary period, pay period, salary unit, salary type, salary frequency, salary interval, pay frequency, per',
    'workplace': 'workplace, workplace type, work mode, work type, work model, work arrangement, work place type, working model,'
    ' job location type, location type, remote type, remote policy, remote status, work style, telework, telework eligible,'
    ' working arrangement, work setting, on site, hybrid, arbeitsmodell, home office, homeoffice, teletravail, teletrabajo',
    'remote': 'remote, is remote, remote friendly, remote ok, remote allowed, remote possible, remote work, telecommute, wfh',
    'employment_type': 'employment type, employment, job type, contract type, type of employment, type of contract, contract,'
    ' position type, appointment type, employment status, commitment, type, schedule type, anstellungsart, beschaftigungsart,'
    ' vertragsart, type de contrat, tipo de contrato, dienstverband',
    'level': 'level, job level, seniority, seniority level, grade, pay grade, salary grade, experience level, career level, job grade,'
    ' band, pay band, salary band, pay scale, pay scale & grade, karrierestufe, niveau',
    'experience': 'experience, years of experience, experience required, required experience, min experience, berufserfahrung',
    'language': 'language, lang, locale, in language, sprache, langue',
    'apply': 'apply, apply url, application url, apply link, application link, how to apply, url, link, job url, direct apply url,'
    ' external url, apply at, apply here, bewerbungslink',
    'summary': 'description, job description, summary, excerpt, abstract, lead, intro, introduction, teaser, overview,'
    ' subtitle, beschreibung, stellenbeschreibung, zusammenfassung',
}

# Names of prose that is part of the advert though it stands beside the text: seen, but no field.
_PROSE = (
    'responsibilities, requirements, qualifications, eligibility criteria, eligibility, benefits, perks, duties, tasks,'
    ' key responsibilities, about, about us, about the role, about the company, company description, what you will do, nice to have,'
    ' working days, working hours, work hours, hours, schedule, shift, job timing, timing, start date, duration, travel, notes,'
    ' preferred qualifications, minimum qualifications, what we offer, offer, details, content, body, text,'
    ' aufgaben, profil, anforderungen, wir bieten, missions, avantages'
)

# What a key says below one of these, ``salary: {min: 1}``; its own name is read before it.
_BELOW = {
    'salary': {
        'salary_minimum': 'min, minimum, min value, from, low, lower, start, bottom, min amount',
        'salary_maximum': 'max, maximum, max value, to, high, upper, end, top, max amount',
        'salary_currency': 'currency, currency code',
        'salary_period': 'period, unit, unit text, per, interval, frequency, type, rate, basis',
        'salary': 'value, amount, text, range, display, label, description',
    },
    'location': {
        'city': 'city, town, locality, address locality',
        'region': 'region, state, province, county, address region',
        'country': 'country, address country',
        'remote': 'remote, is remote',
        'workplace': 'type, mode',
        'location': 'name, address, location, text, display, label, office',
    },
    'company': {'company': 'name, title, legal name, display name'},
    'apply': {'apply': 'url, link, email, href'},
    'level': {'level': 'name, title, code'},
    'experience': {'experience': 'min, max, minimum, maximum, years, text, level'},
    'remote': {'remote': 'allowed, ok, policy, type'},
    'workplace': {'workplace': 'type, mode, policy, days'},
    'closes': {'closes': 'date'},
    'posted': {'posted': 'date'},
}

# Keys that only hold others together.
_WRAPPERS = frozenset(
    ['params', 'extra', 'job', 'jobposting', 'meta', 'details', 'posting', 'vacancy', 'value', 'address']
)

_NOT_A_DATE = frozenset(['true', 'false', 'yes', 'no'])


def _folded(name: str) -> str:
    # Letters with marks are compared without them, so that both spellings of a name are one.
    return ''.join(filter(str.isalnum, name.casefold().translate(_UNMARKED)))


_UNMARKED = str.maketrans('àáâäãåçèéêëìíîïñòóôöõùúûü', 'aaaaaaceeeeiiiinooooouuuu')


@cache
def _fields() -> dict[str, tuple[str, int]]:
    return {
        _folded(name): (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names.split(','))
    }


@cache
def _prose_names() -> frozenset[str]:
    return frozenset(map(_folded, _PROSE.split(',')))


@cache
def _fields_below() -> dict[str, dict[str, str]]:
    return {
        parent: {_folded(name): field for field, names in below.items() for name in names.split(',')}
        for parent, below in _BELOW.items()
    }


def named(label: str) -> str:
    """The field that a label means, '' for none."""
    return _fields().get(_folded(label), ('', 0))[0]


def _known(path: Sequence[str]) -> tuple[str, int]:
    """The field that a path of keys leads to, and how well its name says so; '' for none."""
    keys = [_folded(key) for key in path]
    while len(keys) > 1 and keys[0] in _WRAPPERS:
        del keys[0]
    if not keys:
        return '', 0
    field, rank = _fields().get(keys[0], ('', 0))
    if len(keys) == 1 or not field:
        return field, rank
    below = _fields_below().get(field)
    if below is None:
        return '', 0
    rest = [key for key in keys[1:] if key not in _WRAPPERS] or keys[-1:]
    return below.get(rest[-1], ''), rank


def gather(text: str, leaves: Iterable[Leaf]) -> dict[str, Field]:
    """The fields that the leaves of a tree make, by name."""
    groups: dict[str, dict[tuple[int, str], list[Leaf]]] = {}
    for leaf in leaves:
        name, rank = _known(leaf.path)
        if not name or (name in ('posted', 'closes') and leaf.value.lower() in _NOT_A_DATE):
            continue
        top = _known(leaf.path[:1])[0] if len(leaf.path) > 1 else ''
        groups.setdefault(name, {}).setdefault((rank, leaf.path[0]), []).append(leaf)
        if top == 'location' and name in ('city', 'region', 'country'):
            groups.setdefault('location', {}).setdefault((rank, leaf.path[0]), []).append(leaf)
    _place_from_parts(groups)
    found = {}
    for name, group in groups.items():
        filled = {key: its_leaves for key, its_leaves in group.items() if any(leaf.value for leaf in its_leaves)}
        _, its_leaves = min((filled or group).items(), key=lambda entry: entry[0][0])
        found[name] = _joined(name, its_leaves)
    _split_salary(found, groups)
    return found


def _place_from_parts(groups: dict[str, dict[tuple[int, str], list[Leaf]]]) -> None:
    """Where a city and a country stand on their own, the location is made of them."""
    if 'location' not in groups:
        parts = [
            leaf for name in ('city', 'region', 'country') for its in groups.get(name, {}).values() for leaf in its
        ]
        if parts:
            groups['location'] = {(0, parts[0].path[0]): sorted(parts, key=lambda leaf: leaf.span)}


def _split_salary(found: dict[str, Field], groups: dict[str, dict[tuple[int, str], list[Leaf]]]) -> None:
    """A list of two figures is a minimum and a maximum."""
    for its_leaves in groups.get('salary', {}).values():
        if len(its_leaves) == 2 and all(leaf.value.replace('.', '', 1).isdigit() for leaf in its_leaves):
            for name, leaf in zip(('salary_minimum', 'salary_maximum'), its_leaves, strict=True):
                found.setdefault(name, _joined(name, [leaf]))
            if found.get('salary') and found['salary'].span.start == its_leaves[0].span.start:
                del found['salary']
            return


def _joined(name: str, leaves: list[Leaf]) -> Field:
    filled = [leaf for leaf in leaves if leaf.value] or leaves[:1]
    if name in ('title', 'salary_minimum', 'salary_maximum', 'salary_currency', 'salary_period'):
        filled = filled[:1]
    start, end = filled[0].span.start, max(leaf.span.end for leaf in filled)
    return Field(name, ', '.join(leaf.value for leaf in filled), Span(start, end), '.'.join(filled[0].path))


_ESCAPED = Expression(r'\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)', regex.DOTALL)


def show(mask: Mask, end: int, leaves: Iterable[Leaf]) -> tuple[list[Block], list[Span]]:
    """Cover all before ``end`` but the values that belong to the advert.

    Gives those of one line as blocks; and the places of longer ones, whose blocks are to be read.
    """
    blocks: list[Block] = []
    longer: list[Span] = []
    at = 0
    for leaf in sorted(leaves, key=lambda leaf: leaf.span):
        start, stop = leaf.span
        is_prose = _folded(leaf.path[-1]) in _prose_names() if leaf.path else False
        if start < at or start == stop or not (is_prose or _known(leaf.path)[0]):
            continue
        mask.cover(at, start, HIDDEN)
        at = stop
        if leaf.is_escaped:
            _cover_escapes(mask, leaf.span)
        if '\n' in mask.text[start:stop] or '\r' in mask.text[start:stop]:
            longer.append(leaf.span)
        else:
            blocks.append(Block('item' if is_prose else 'row', leaf.span))
    mask.cover(at, end, HIDDEN)
    return blocks, longer


def _cover_escapes(mask: Mask, span: Span) -> None:
    for found in _ESCAPED.finditer(mask.text, *span):
        if found[0][1] in '"\'\\/':
            mask.cover(found.start(), found.start() + 1, JOINER)
        else:
            mask.cover(*found.span())
