"""What JobPosting data lacks of what search engines ask for."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.facts.markup.fault import Data, Fault, Stated, one_of
from lintjob.facts.markup.values import means_remote

#: The properties without which a posting is not shown; the place of the job is asked for by itself.
_REQUIRED = ('title', 'description', 'datePosted', 'hiringOrganization')
#: Those that every advert has a value for, or should.
_RECOMMENDED = ('employmentType', 'validThrough', 'identifier')
_SALARY = 'baseSalary'
_AMOUNTS = (_SALARY, 'value', 'minValue', 'maxValue', 'price', 'minPrice', 'maxPrice')
#: What they are, in words.
_CALLED = {
    'datePosted': 'day it was posted',
    'hiringOrganization': 'employer',
    'jobLocation': 'place of work',
    _SALARY: 'pay',
    'employmentType': 'kind of contract',
    'validThrough': 'last day',
    'identifier': 'number of the job',
}
_NAME = ('name', 'legalName')
_CURRENCIES = frozenset(('currency', 'priceCurrency', 'salaryCurrency'))
_UNITS = frozenset(('unitText', 'unitCode'))
_COUNTRY = 'addressCountry'


def is_remote(data: Data) -> bool:
    """Whether the data says that the whole job is done from home."""
    return any(each.value.upper() == 'TELECOMMUTE' for each in data.at('jobLocationType'))


def faults(data: Data, facts: Stated) -> Iterator[Fault]:
    """What is missing: all that should stand in the posting itself in one fault, as all have the same place.

    What the whole listing lacks, its text and its pay, is what other rules speak of.
    """
    span = data.markup.span
    has_place = data.says('jobLocation')
    missing = tuple(name for name in _REQUIRED if not data.says(name))
    if 'description' in missing and facts.ending.state == 'empty':
        missing = tuple(name for name in missing if name != 'description')
    if not has_place and not any(means_remote(each.value) for each in data.at('jobLocationType')):
        missing = (*missing, 'jobLocation')
    if missing:
        yield Fault('missing-required', missing, '', _in_words(missing), '', span)
    recommended = tuple(name for name in _RECOMMENDED if not data.says(name))
    if not _has_amount(data) and facts.pay.kind != 'none':
        recommended = (_SALARY, *recommended)
    # Machines alone miss the number of a job.
    if recommended not in ((), ('identifier',)):
        yield Fault('missing-recommended', recommended, '', _in_words(recommended), '', span)
    yield from _without_name(data)
    yield from _without_unit(data, facts)
    has_country = has_place and _has_country(data)
    if is_remote(data):
        if not has_country and not data.says('applicantLocationRequirements'):
            place = data.at('jobLocationType')[0]
            names = ('applicantLocationRequirements',)
            yield Fault('remote-without-country', names, place.value, '', '', place.span)
    elif has_place and not has_country:
        names = (f'jobLocation.address.{_COUNTRY}',)
        said = 'the country of the place of work (jobLocation.address.addressCountry)'
        yield Fault('missing-part', names, '', said, '', data.place('jobLocation'))


def _in_words(names: tuple[str, ...]) -> str:
    return one_of(tuple(f'{_CALLED[name]} ({name})' if name in _CALLED else name for name in names))


def _has_amount(data: Data) -> bool:
    return any(each.path[-1] in _AMOUNTS for each in data.below(_SALARY)) or data.is_elsewhere(_SALARY)


def _without_name(data: Data) -> Iterator[Fault]:
    path = ('hiringOrganization',)
    if not data.says(*path) or data.at(*path) or data.is_elsewhere(*path):
        return
    if not any(data.at(*path, name) for name in _NAME):
        names = ('hiringOrganization.name',)
        yield Fault('missing-part', names, '', "the employer's name (hiringOrganization.name)", '', data.place(*path))


def _without_unit(data: Data, facts: Stated) -> Iterator[Fault]:
    """What an amount of pay lacks though the text says it; where nobody does, the rules on pay speak of it."""
    if not any(each.path[-1] in _AMOUNTS and len(each.path) > 1 for each in data.below(_SALARY)):
        return
    stated = {each.path[-1] for each in data.below(_SALARY)} | {each.path[-1] for each in data.below('salaryCurrency')}
    for names, is_said, said in (
        (_CURRENCIES, facts.pay.currency, 'the currency of the pay (baseSalary.currency)'),
        (_UNITS, facts.pay.period, 'the time that the pay is for (baseSalary.value.unitText)'),
    ):
        if is_said and not stated & names:
            yield Fault('missing-part', (_SALARY,), '', said, '', data.place(_SALARY))


def _has_country(data: Data) -> bool:
    if data.is_elsewhere('jobLocation'):
        return True
    return any(_COUNTRY in each.path and each.path[-1] != '@type' for each in data.below('jobLocation'))
