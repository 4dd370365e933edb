"""Values in JobPosting data that its properties can't have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

from lintjob.circumstances import is_day
from lintjob.expression import Expression
from lintjob.facts.markup import currency
from lintjob.facts.markup.fault import Data, Fault, one_of
from lintjob.facts.pay.iso import ISO
from lintjob.listing import Property
from lintjob.matcher import Hits

EMPLOYMENT_TYPES = (
    'FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY', 'INTERN', 'VOLUNTEER', 'PER_DIEM', 'OTHER',
)  # fmt: skip
UNITS = ('HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR')
REMOTE = 'TELECOMMUTE'

#: What people and programs write for them, in small letters without marks, blanks and punctuation.
_TYPE_WORDS = {
    'FULL_TIME': (
        'full fulltime fulltimejob fulltimepermanent permanentfulltime vollzeit tempsplein tempscomplet'
        ' tiempocompleto jornadacompleta tempointegral tempopieno voltijd voltijds'
    ),
    'PART_TIME': (
        'part parttime parttimejob teilzeit tempspartiel tiempoparcial mediajornada jornadaparcial tempoparcial'
        ' meioperiodo tempoparziale deeltijd deeltijds'
    ),
    'CONTRACTOR': 'contract contractor contracting freelance freelancer independentcontractor freiberuflich autonomo',
    'TEMPORARY': (
        'temp temporary seasonal fixedterm fixedtermcontract befristet interim cdd temporal temporario'
        ' tempodeterminato tijdelijk determinato'
    ),
    'INTERN': 'intern internship internships praktikum praktikant stage stagiaire practicas becario estagio tirocinio',
    'VOLUNTEER': 'volunteer volunteering voluntary ehrenamt ehrenamtlich benevole benevolat voluntario volontario',
    'PER_DIEM': 'perdiem',
    'OTHER': 'other others sonstige autre otro outro altro overig',
}
_TYPES = {word: name for name, words in _TYPE_WORDS.items() for word in words.split()}
_UNIT_WORDS = {
    'HOUR': 'hour hours hourly hr hrs perhour anhour ph stunde stundlich heure horaire hora ora uur houronly',
    'DAY': 'day days daily perday aday pd tag taglich jour jornalier dia diario giorno dag',
    'WEEK': 'week weeks weekly perweek aweek pw woche wochentlich semaine semana settimana',
    'MONTH': 'month months monthly permonth amonth pm pcm mo monat monatlich mois mensuel mes mensual mese maand',
    'YEAR': 'year years yearly annual annually annum perannum peryear ayear pa yr jahr jahrlich an annee annuel ano'
    ' anual anno annuo jaar',
}
_UNITS = {word: name for name, words in _UNIT_WORDS.items() for word in words.split()}
_REMOTE_WORDS = (
    'telecommute telecommuting remote fullyremote remotework workfromhome wfh homeoffice teletravail teletrabajo'
    ' teletrabalho fullremote remoto virtual 100remote'
)


def faults(data: Data, hits: Hits) -> Iterator[Fault]:
    """The values that are not allowed, in no order."""
    yield from _employment_types(data)
    yield from _location_types(data)
    for each in data.below('baseSalary'):
        name = each.path[-1]
        if name == 'unitText' and each.value not in UNITS:
            yield _fault('pay-unit', each, unit(each.value) or one_of(UNITS))
        elif name == 'currency':
            yield from _currency(each, hits)
    for each in data.at('salaryCurrency'):
        yield from _currency(each, hits)
    for name in ('datePosted', 'validThrough'):
        for each in data.at(name)[:1]:
            if not day_of(each.value):
                yield _fault('date', each, _better_date(each.value))
    for each in data.at('directApply'):
        word = each.value.rpartition('/')[2].lower()
        if word not in ('true', 'false'):
            yield _fault(
                'direct-apply', each, {'1': 'true', 'yes': 'true', '0': 'false', 'no': 'false'}.get(word, _TRUTHS)
            )


_TRUTHS = 'true or false'


def _fault(kind: str, each: Property, expected: str) -> Fault:
    return Fault(kind, ('.'.join(each.path),), each.value, expected, '', each.span)


def _folded(text: str) -> str:
    plain = unicodedata.normalize('NFKD', text.casefold())
    return ''.join(filter(str.isalnum, plain))


# ---------------------------------------------------------------- words


_BETWEEN = Expression(r'\s*(?:[,;|/&]|\band\b|\bor\b)\s*')


def _employment_types(data: Data) -> Iterator[Fault]:
    for each in data.at('employmentType'):
        if each.value in EMPLOYMENT_TYPES:
            continue
        whole = _type(each.value)
        parts = [_type(part) for part in _BETWEEN.split(each.value[:200])]
        expected = whole or one_of(EMPLOYMENT_TYPES)
        if not whole and len(parts) > 1 and all(parts):
            listed = ', '.join(f'"{part}"' for part in dict.fromkeys(parts))
            expected = f'[{listed}]'
        yield _fault('employment-type', each, expected)


def _type(word: str) -> str:
    folded = _folded(word)
    return next((name for name in EMPLOYMENT_TYPES if _folded(name) == folded), _TYPES.get(folded, ''))


def _location_types(data: Data) -> Iterator[Fault]:
    for each in data.at('jobLocationType'):
        if each.value != REMOTE:
            expected = REMOTE if means_remote(each.value) else f'{REMOTE} or leave it out'
            yield _fault('location-type', each, expected)


def means_remote(value: str) -> bool:
    """Whether a value is, or was meant for, the one that jobLocationType has."""
    return value == REMOTE or _folded(value) in _REMOTE_WORDS.split()


def unit(value: str) -> str:
    """The unit that a value is or means, one of UNITS; '' for none."""
    return value if value in UNITS else _UNITS.get(_folded(value), '')


def _currency(each: Property, hits: Hits) -> Iterator[Fault]:
    if each.value not in ISO:
        yield _fault('currency', each, currency.expected(each.value, hits))


# ---------------------------------------------------------------- dates

#: As ISO 8601 has it: a day, in one of three ways, and perhaps a time; a blank before the time is forgiven.
_ISO = Expression(
    r'(?P<year>[1-9][0-9]{3})(?:-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})|(?P<month_>[0-9]{2})(?P<day_>[0-9]{2})'
    r'|-?W(?P<week>[0-9]{2})-?(?P<weekday>[1-7])|-(?P<nth>[0-9]{3}))'
    r'(?:[Tt ](?:[01]?[0-9]|2[0-4])(?::?[0-5][0-9]){0,2}(?:[.,][0-9]{1,9})?\s?(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?|UTC|GMT)?)?'
)
_YEAR_FIRST = Expression(r'(?P<year>[12][0-9]{3})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?![0-9]).*')
_DAY_FIRST = Expression(r'(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[12][0-9]{3})(?![0-9]).*')


def day_of(value: str) -> str:
    """The day that a date or a time by ISO 8601 is of, an ISO date; '' for what is none or no day of the calendar."""
    found = _ISO.fullmatch(value)
    if not found:
        return ''
    year = int(found['year'])
    # Programs write 9999-12-31 for what has no end.
    if year < 1900:
        return ''
    try:
        if found['week']:
            return date.fromisocalendar(year, int(found['week']), int(found['weekday'])).isoformat()
        if found['nth']:
            first = date(year, 1, 1)
            other = date.fromordinal(first.toordinal() + int(found['nth']) - 1)
            return other.isoformat() if other.year == year and found['nth'] != '000' else ''
        month, day = found['month'] or found['month_'], found['day'] or found['day_']
        return date(year, int(month), int(day)).isoformat()
    except ValueError:
        return ''


def _better_date(value: str) -> str:
    """How a date should be written, where it can be told which is meant."""
    for form in (_YEAR_FIRST, _DAY_FIRST):
        found = form.fullmatch(value[:40])
        if found:
            written = f'{found["year"]}-{int(found["month"]):02}-{int(found["day"]):02}'
            return written if is_day(written) else 'a day that the calendar has'
    return 'the day as in 2026-01-31'
