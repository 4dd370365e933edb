"""Values that machines write, in the words that people use for them."""

from __future__ import annotations

import time

import regex

from lintjob.expression import Expression
from lintjob.readers.fields import folded

#: Values that say that there is none.
EMPTY = frozenset(('n/a', 'na', 'n.a.', 'none', 'null', 'nil', 'nan', 'undefined', '-', '--', '\u2013', '\u2014', '?'))
_YES = frozenset(('true', 'yes', '1', 'on', 'y', 'ja', 'oui', 'si', 's\xed', 'sim', 's\xec'))
_NO = frozenset(('false', 'no', '0', 'off', 'n', 'nein', 'non', 'n\xe3o', 'nee'))

_MODES = {
    'telecommute': 'remote',
    'fully': 'remote',
    'full': 'remote',
    'fullremote': 'remote',
    'remoteonly': 'remote',
    'remote': 'remote',
    'hybrid': 'hybrid',
    'partial': 'hybrid',
    'onsite': 'on-site',
    'inoffice': 'on-site',
    'office': 'on-site',
    'none': 'on-site',
    'unspecified': '',
    'notspecified': '',
    'unknown': '',
}
#: What a flag of such a name means where it is set.
_FLAGS = {
    'hybrid': 'hybrid',
    'ishybrid': 'hybrid',
    'onsite': 'on-site',
    'isonsite': 'on-site',
    'homeoffice': 'home office',
    'telework': 'telework',
}
_TYPES = {
    'fulltime': 'full-time',
    'parttime': 'part-time',
    'contractor': 'contractor',
    'contract': 'contract',
    'temporary': 'temporary',
    'intern': 'internship',
    'internship': 'internship',
    'volunteer': 'volunteer',
    'perdiem': 'per diem',
    'permanent': 'permanent',
    'permanentemployee': 'permanent',
    'freelance': 'freelance',
    'trainee': 'trainee',
    'workingstudent': 'working student',
    'other': 'other',
    'full': 'full-time',
    'part': 'part-time',
    'fulltimepermanent': 'full-time, permanent',
    'parttimepermanent': 'part-time, permanent',
    'fulltimefixedterm': 'full-time, fixed-term',
    'parttimefixedterm': 'part-time, fixed-term',
    'fulltimetemporary': 'full-time, temporary',
    'parttimetemporary': 'part-time, temporary',
}
#: Types that are those of a record, not of a contract.
_NO_TYPES = frozenset(
    [
        *('job', 'jobs', 'jobposting', 'posting', 'position', 'item', 'post', 'vacancy', 'joblisting', 'joblistings'),
        *(
            'comment',
            'story',
            'page',
            'doc',
            'document',
            'entry',
            'external',
            'internal',
            'opening',
            'careers',
            'career',
        ),
        *(
            'article',
            'joboffer',
            'jobopening',
            'jobopenings',
            'offer',
            'listing',
            'record',
            'richtext',
            'select',
            'text',
        ),
    ]
)
#: What stands where a name should: a reference to another record.
_REFERENCE = Expression(
    r'rec[0-9A-Za-z]{14}|[0-9a-f]{24}|[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|[0-9]++'
)
_NAMED = frozenset(('title', 'company', 'location', 'city', 'region', 'country'))
_NO_DATES = frozenset(('true', 'false', 'yes', 'no'))
_PERIOD = Expression(
    r'(?:per|1)?[-_ ]?(year|annum|month|fortnight|week|day|hour)(?:ly)?(?:[-_ ](?:salary|wage|rate|pay))?',
    regex.IGNORECASE,
)
#: Periods of the federal job board of the United States.
_RATES = {'PA': 'year', 'PM': 'month', 'BW': 'fortnight', 'PW': 'week', 'PD': 'day', 'PH': 'hour'}
_CODE = Expression(r'[A-Z]+(?:_[A-Z]+)*|[a-z]+(?:_[a-z]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+')
_WHOLE = Expression(r'([0-9]+)\.0{1,2}')
_YEARS = Expression(r'(lt|gt)-([0-9]{1,2})|([0-9]{1,2}-[0-9]{1,2})')
_MONTHS = ('jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec')
_MAIL_DATE = Expression(r'(?:[A-Z][a-z]{2}, )?([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4})\b.*')
_MOST_DIGITS = 30
_SECONDS = range(9, 11)
_MILLISECONDS = range(12, 14)


def is_flag(text: str) -> bool:
    """Whether a value says yes or no, and nothing else."""
    return len(text) < 6 and (text.lower() in _YES or text.lower() in _NO)


def is_set(text: str) -> bool:
    """Whether a flag says yes."""
    return text.lower() in _YES


def is_other(name: str, text: str) -> bool:
    """Whether a value says something else than the name of its key, which data gives to many things: a type, a date."""
    if name == 'employment_type':
        return text.isdigit() or folded(text) in _NO_TYPES
    if name in ('posted', 'closes'):
        return text.lower() in _NO_DATES
    return name in _NAMED and _REFERENCE.fullmatch(text) is not None


def worded(name: str, key: str, text: str) -> str:
    """What stands in the view for the value ``text`` of the field ``name``, which is filed under ``key``.

    The text itself where it is fit to be read; '' where it says nothing.
    """
    reading = _READINGS.get(name)
    if reading:
        text = reading(key, text)
    return '' if text.lower() in EMPTY else text


def _mode(key: str, text: str) -> str:
    if is_flag(text):
        if not is_set(text):
            return 'no' if folded(key) not in _FLAGS else ''
        return _FLAGS.get(folded(key), 'remote')
    mode = _MODES.get(folded(text), text)
    return text if mode == text.lower() and not text.isupper() else mode


def _type(_: str, text: str) -> str:
    name = folded(text)
    if is_flag(text):
        return ''
    made = _TYPES.get(name, text) if text == name or _CODE.fullmatch(text) else text
    return text if made == text.lower() and not text.isupper() else made


def _period(_: str, text: str) -> str:
    if text in _RATES:
        return _RATES[text]
    found = _PERIOD.fullmatch(text)
    if not found:
        return text
    unit: str = found[1].lower()
    return 'year' if unit == 'annum' else unit


def _sum(key: str, text: str) -> str:
    # A number of thousands of digits is no sum, and not made a number by Python.
    if folded(key).endswith('cents') and len(text) < _MOST_DIGITS and text.isascii() and text.isdigit():
        whole, rest = divmod(int(text), 100)
        return f'{whole}.{rest:02d}' if rest else str(whole)
    found = _WHOLE.fullmatch(text)
    return str(found[1]) if found else text


def _date(_: str, text: str) -> str:
    if text.isdigit() and text.isascii():
        if len(text) in _MILLISECONDS:
            text = text[:-3]
        if len(text) in _SECONDS:
            moment = time.gmtime(int(text))
            return f'{moment.tm_year:04d}-{moment.tm_mon:02d}-{moment.tm_mday:02d}'
        return '' if not text.strip('0') else text
    found = _MAIL_DATE.fullmatch(text)
    if found and found[2].lower() in _MONTHS:
        return f'{found[3]}-{_MONTHS.index(found[2].lower()) + 1:02d}-{int(found[1]):02d}'
    return text


def _experience(key: str, text: str) -> str:
    found = _YEARS.fullmatch(text)
    if found:
        if found[3]:
            return f'{found[3]} years'
        words = 'less than' if found[1] == 'lt' else 'more than'
        return f'{words} {found[2]} {"year" if found[2] == "1" else "years"}'
    if text.isdigit():
        name = folded(key)
        unit = 'month' if 'month' in name else 'year' if 'year' in name else ''
        return f'{text} {unit}{"" if text == "1" else "s"}' if unit else text
    return _level(key, text)


def _country(_: str, text: str) -> str:
    return text.upper() if len(text) == 2 and text.isascii() else text


def _level(_: str, text: str) -> str:
    return text.replace('_', ' ').lower() if '_' in text and _CODE.fullmatch(text) else text


_READINGS = {
    'level': _level,
    'workplace': _mode,
    'remote': _mode,
    'employment_type': _type,
    'salary_period': _period,
    'salary': _sum,
    'salary_minimum': _sum,
    'salary_maximum': _sum,
    'posted': _date,
    'closes': _date,
    'experience': _experience,
    'country': _country,
}
