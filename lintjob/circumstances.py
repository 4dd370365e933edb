"""What is so of a run and stands in no advert: the day, how large the employer is, whose adverts these are."""

from __future__ import annotations

import time

from lintjob.typed import NamedTuple

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Circumstances(NamedTuple):
    """``today`` is an ISO date, '' for the clock's; ``employees`` None where their number is not known.

    ``are_copies``: the adverts are copies of what others wrote, as those of a board that gathers them. ``place`` is where
    the job is if the advert names no place: ISO 3166, as in ``GB`` or ``US-NY``; '' where that is not known.
    """

    today: str = ''
    employees: int | None = None
    are_copies: bool = False
    place: str = ''

    @property
    def day(self) -> str:
        """The day of the run, an ISO date."""
        return self.today or time.strftime('%Y-%m-%d')


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, written as in 2026-01-31."""
    parts = text.split('-')
    if [len(part) for part in parts] != [4, 2, 2] or not all(part.isascii() and part.isdigit() for part in parts):
        return False
    year, month, day = map(int, parts)
    if not (1900 <= year <= 2100 and 1 <= month <= 12):
        return False
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= _DAYS[month - 1] + (is_leap and month == 2)
