"""Sizes of sums: what wages are, in any currency, told from other money in an advert."""

from __future__ import annotations

from lintjob.facts.pay.money import Money

#: A sum of this size is plausible as a year's pay and as little else in an advert.
_SALARY = 12_000
#: What a unit of a currency is worth against a euro, where it is far from one: for telling wages from other sums.
_WORTH = {
    'INR': 15,
    'JPY': 100,
    'KRW': 1000,
    'HUF': 300,
    'CZK': 20,
    'SEK': 9,
    'NOK': 9,
    'DKK': 6,
    'kr': 6,
    'RUB': 50,
    'PHP': 25,
    'VND': 10000,
    'IDR': 8000,
    'PKR': 100,
    'BRL': 1,
    'ZAR': 8,
    'THB': 15,
    'TWD': 25,
    'CNY': 4,
    'PLN': 1,
}
#: The least and the most that a job pays for a period, in euros or thereabouts.
_WAGES = {
    'hour': (4.0, 500.0),
    'day': (40.0, 4000.0),
    'week': (150.0, 10_000.0),
    'fortnight': (300.0, 20_000.0),
    'month': (400.0, 50_000.0),
    'year': (7_000.0, 900_000.0),
}
#: No job in any country pays so little for the period.
_SHORT = {'year': 500.0, 'month': 10.0}


def is_wage(sum_: Money) -> bool:
    """Whether a sum is of the size of a year's pay."""
    return sum_.low >= _SALARY * _WORTH.get(sum_.currency, 1)


def is_plausible(sum_: Money, period: str) -> bool:
    """Whether a job may pay a sum for a period."""
    worth = _WORTH.get(sum_.currency, 1)
    low, high = _WAGES[period]
    return low * worth <= sum_.low and (sum_.high or sum_.low) <= high * worth


def is_short(low: float, currency: str, period: str | None) -> bool:
    """Whether a figure for a year or a month is so small that it must have lost its thousands: 48 to 55 euros a year."""
    return period in _SHORT and low < _SHORT[period] * _WORTH.get(currency, 1)
