"""What the law of the place asks of the pay in an advert, and what of it the advert does not give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from lintjob.circumstances import Circumstances
from lintjob.facts.pay import Pay
from lintjob.gazetteer import folded
from lintjob.laws import Row, Sum, table
from lintjob.matcher import Hits
from lintjob.source import Span
from lintjob.typed import NamedTuple

if TYPE_CHECKING:
    from lintjob.facts.place import Place

# A message names so many laws; an advert for twenty places is asked the same by all of them.
_MOST_NAMED = 3

#: Whom a rule reaches of those who work elsewhere: where it is one of these, and sure, it holds for a remote job
#: of which the advert says that it may be done in the place.
REACHES = ('could be done there', 'reports there', 'open to residents')

# No state's law binds the federal government of the United States.
_STATES = 'US-'

#: Where employees are counted in the place alone, the number that an employer has in all does not tell.
_ALL = ('anywhere', 'unclear')

_MONTHS = {'year': 12.0, 'month': 1.0}


class Law(NamedTuple):
    """A rule that holds for an advert: ``name`` as in "Colorado's Equal Pay for Equal Work Act".

    ``jurisdiction`` is a code as of ``lintjob.laws``, ``since`` an ISO date, ``threshold`` the number of
    employees from which it is asked. ``missing``: what it asks and the advert does not give: ``pay``,
    ``minimum``, ``maximum``, ``width`` (the range is too wide for it) or ''. ``doubt``: '' or why it may
    not be asked of this employer. ``limit`` is how wide a range may be, in words, where it says so. ``span``
    is the place in the text for which it holds.
    """

    jurisdiction: str
    name: str
    since: str
    threshold: int
    missing: str
    doubt: str
    limit: str
    span: Span


class Asked(NamedTuple):
    """What laws ask of the pay in an advert and it does not give.

    ``missing`` as of ``Law``, '' for nothing. ``lack`` and ``asked`` say it in words: what is not given,
    and which law asks it of whom. ``doubt``: '' or why that may not hold for this employer. ``has_slot``:
    the advert has a place for the pay. ``span`` is where the problem stands.
    """

    missing: str
    lack: str
    asked: str
    doubt: str
    has_slot: bool
    span: Span


# ---------------------------------------------------------------- which hold


def read(
    pay: Pay,
    places: Iterable[Place],
    hits: Hits,
    mode: Callable[[], str],
    day: Callable[[], str],
    circumstances: Circumstances,
) -> tuple[Law, ...]:
    """The laws that hold for an advert, in the order of its places.

    ``places`` are where the job is, ``mode`` is how it is worked and ``day`` the ISO date that is judged;
    these two are asked for only where a place has a row at all.
    """
    rows: dict[Row, Span] = {}
    for place in places:
        for row in _of(place):
            rows.setdefault(row, place.span)
    if rows and hits['law.federal']:
        rows = {row: span for row, span in rows.items() if not row.id.startswith(_STATES)}
    if not rows:
        return ()
    is_remote, judged = mode() == 'remote', day()
    return tuple(
        Law(
            row.id,
            row.name,
            row.since,
            row.employees or 1,
            missing(row, pay),
            _doubt(row, circumstances),
            _limit(row),
            span,
        )
        for row, span in rows.items()
        if row.holds(judged)
        and not (is_remote and (row.remote not in REACHES or 'remote' in row.unsure))
        and not (circumstances.employees is not None and circumstances.employees < (row.employees or 1))
    )


def _of(place: Place) -> Iterable[Row]:
    """The rows for a place: those of its country, its region and its city.

    An area around a city may reach into another state, and certainly into another town.
    """
    is_blurred = place.is_about and not place.is_region_named
    for row in table().rows:
        if row.id == place.country or (row.id == place.region and not is_blurred):
            if row.is_sure:
                yield row
        elif row.region and row.region == place.region and not place.is_about and row.is_sure and _is_city(row, place):
            yield row


def _is_city(row: Row, place: Place) -> bool:
    names = {folded(name) for name in row.cities}
    city = folded(place.city or '')
    return city in names or (place.is_region_named and f'~{city}' in names)


def _doubt(row: Row, circumstances: Circumstances) -> str:
    if circumstances.are_copies:
        return 'an employer does not answer for copies'
    if row.only:
        return f'it is asked of {row.only} alone'
    if row.employees != 1:
        if circumstances.employees is None:
            return 'the size of the employer is not known'
        if row.counted not in _ALL:
            return f'how many of its employees are {row.counted} is not known'
    return ''


def _limit(row: Row) -> str:
    if row.widest_ratio:
        return f'a top of no more than {row.widest_ratio:g} times the bottom'
    if row.widest:
        return f'no more than {row.widest.currency} {row.widest.amount:,.0f} a {row.widest.period} between its ends'
    return ''


# ---------------------------------------------------------------- what is missing


def may_lack(pay: Pay) -> bool:
    """Whether any law of the table could ask for more than ``pay``, wherever the job is."""
    if pay.kind == 'range':
        return any(_is_too_wide(row, pay) for row in table().rows)
    return pay.kind in ('none', 'open_ended')


def missing(row: Row, pay: Pay) -> str:
    """What a row asks of the pay and the advert does not give, as of ``Law``."""
    if row.not_above and _in_unit(pay.maximum or pay.minimum, pay, row.not_above) > row.not_above.amount:
        return ''
    if pay.kind == 'none':
        return 'minimum' if row.asks == 'minimum' else 'pay'
    if pay.kind == 'open_ended':
        if row.asks == 'minimum':
            return 'minimum' if pay.minimum is None and pay.maximum is not None else ''
        if row.open_ended == 'refused' and 'open' not in row.unsure:
            return 'maximum' if pay.maximum is None else 'minimum' if pay.minimum is None else ''
    if pay.kind == 'range' and _is_too_wide(row, pay):
        return 'width'
    return ''


def _is_too_wide(row: Row, pay: Pay) -> bool:
    if pay.minimum is None or pay.maximum is None:
        return False
    if row.widest_ratio:
        return pay.spread is not None and pay.spread > row.widest_ratio
    return row.widest is not None and _in_unit(pay.maximum - pay.minimum, pay, row.widest) > row.widest.amount


def _in_unit(amount: float | None, pay: Pay, unit: Sum) -> float:
    """An amount of the pay for the period of ``unit``; 0 where it is of another currency or can't be told."""
    if not amount or pay.currency != unit.currency or pay.period not in _MONTHS:
        return 0.0
    return amount * _MONTHS[unit.period] / _MONTHS[pay.period]


# ---------------------------------------------------------------- in words

_LACKS = {
    'pay': 'the advert gives no pay range',
    'minimum': 'the advert does not say what the job pays at the least',
    'maximum': 'the advert does not say what the job pays at the most',
    'width': 'the pay range is wider than asked',
}
_ASKS = {
    'pay': 'has required it of {whom} since {since}',
    'minimum': 'has required it of {whom} since {since}',
    'maximum': 'has required it of {whom} since {since}',
    'width': 'has required {limit} of {whom} since {since}',
}


def _whom(law: Law) -> str:
    return f'employers with {law.threshold} or more employees' if law.threshold > 1 else 'every employer'


def asked(pay: Pay, laws: Iterable[Law]) -> Asked:
    """What the laws that hold for an advert ask of its pay and it does not give."""
    lacking = sorted((law for law in laws if law.missing), key=lambda law: bool(law.doubt))
    span = pay.figures_span if pay.kind == 'range' else pay.span
    has_slot = pay.has_slot or pay.kind != 'none'
    if not lacking:
        return Asked('', '', '', '', has_slot, span)
    what = 'pay' if any(law.missing == 'pay' for law in lacking) else lacking[0].missing
    words = [
        f'{law.name} {_ASKS[law.missing].format(whom=_whom(law), limit=law.limit, since=law.since)}' for law in lacking
    ]
    more = len(words) - _MOST_NAMED
    named = [*words[:_MOST_NAMED], *([f'{more} more require it as well'] if more > 0 else [])]
    return Asked(what, _LACKS[what], ', and '.join(named), lacking[0].doubt, has_slot, span)
