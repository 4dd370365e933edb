"""What a listing states, fact by fact: in words with the text below them, and as data."""

from __future__ import annotations

from collections.abc import Iterator

from lintjob.checks.condition import as_text as written
from lintjob.facts import Facts, language
from lintjob.facts.pay import Pay
from lintjob.facts.place import Place
from lintjob.facts.workplace import Workplace
from lintjob.listing import Listing
from lintjob.reporters import Look
from lintjob.reporters.explanation import at, heading, underlined
from lintjob.reporters.lines import paint, visible
from lintjob.source import Span
from lintjob.typed import NamedTuple

Object = dict[str, object]

_WIDTH = 10
_INDENT = ' ' * (_WIDTH + 3)
#: Where what is absent would be looked for.
_BELONGS = {
    'title': 'in the first line, or as "title"',
    'company': 'in a line below the title, or as "company"',
    'place': 'in a line below the title, or as "location"',
    'posted': 'in a line of its own, or as "posted"',
    'closes': 'in a line of its own, or as "closes"',
}


class Statement(NamedTuple):
    """A fact under its name, in words. ``span`` is where it was read, or where it is missed; None for nowhere."""

    name: str
    says: str
    span: Span | None = None


# ---------------------------------------------------------------- for people


def as_text(facts: Facts, look: Look) -> Iterator[str]:
    """The facts of a listing for a person, each with its words underlined."""
    listing = facts.listing
    yield heading(listing, look) + '\n'
    for name, says, span in statements(facts):
        place = ''
        if span is not None:
            line, column = listing.source.position(listing.place(span).start)
            place = f' ({line}:{column})'
        yield f'  {paint(f"{name:{_WIDTH}}", "1", look)} {visible(says)}{place}\n'
        if span is not None:
            yield from underlined(listing.source, listing.place(span), _INDENT, look)


def statements(facts: Facts) -> Iterator[Statement]:
    """All facts, in the order in which a person looks for them."""
    listing, pay, workplace, ending = facts.listing, facts.pay, facts.workplace, facts.ending
    yield Statement('language', ', '.join(language.name(code) for code in facts.languages))
    for name in ('title', 'company'):
        field = listing.fields.get(name)
        yield Statement(name, field.value, field.span) if field and field.value else _absent(name)
    place = facts.place
    yield Statement('place', _place(place), place.span) if place else _no_place(facts)
    for name, dated in (('posted', facts.dates.posted), ('closes', facts.dates.closes)):
        yield Statement(name, dated.day.isoformat(), dated.span) if dated else _absent(name)
    yield Statement('pay', _missed(has_slot=pay.has_slot) if pay.kind == 'none' else _pay(pay), pay.span)
    if workplace.mode == 'unstated':
        yield Statement('workplace', _missed(has_slot=workplace.has_slot), workplace.span)
    else:
        yield Statement('workplace', _workplace(workplace), workplace.span)
        if workplace.conflict:
            says = f'but this contradicts it ({workplace.conflict}: {workplace.contrary})'
            yield Statement('', says, workplace.conflict_span)
    for level in facts.levels:
        scale = f'on the scale {level.scale}' if level.scale else 'on no scale that is known'
        explained = 'explained' if level.is_explained else 'not explained'
        yield Statement('level', f'{level.code}, {scale}, {explained}', level.span)
    if not facts.levels:
        yield Statement('level', 'no level code')
    yield Statement('ending', f'cut ({ending.sign})' if ending.state == 'cut' else ending.state, ending.span)
    yield from _laws(facts)


def _absent(name: str) -> Statement:
    return Statement(name, f'not stated; it is looked for {_BELONGS[name]}')


def _no_place(facts: Facts) -> Statement:
    if not facts.default_place:
        return _absent('place')
    return Statement('place', f'not stated; {facts.circumstances.place} by the settings')


def _missed(*, has_slot: bool) -> str:
    return 'not stated, though this is the place for it' if has_slot else 'not stated; it is missed here'


def _place(place: Place) -> str:
    return ', '.join(part for part in (place.city, place.region, place.country) if part)


def _pay(pay: Pay) -> str:
    low, high = written(pay.minimum), written(pay.maximum)
    sums = f'{low} to {high}'
    if not (low and high):
        sums = f'from {low}' if low else f'up to {high}'
    elif low == high:
        sums = low
    currency = f' {pay.currency}' if pay.currency else ''
    period = f' a {pay.period}' if pay.period else ''
    period = period.replace(' a hour', ' an hour')
    unknown = [name for name, known in (('currency', pay.currency), ('period', pay.period)) if not known]
    left = f', {" and ".join(unknown)} not stated' if unknown else ''
    return f'{pay.kind.replace("_", "-")}: {sums}{currency}{period}{left}'


def _workplace(workplace: Workplace) -> str:
    says = workplace.mode
    if workplace.mode == 'choice':
        says += f' of {" and ".join(workplace.offers)}' if workplace.offers else ''
    if workplace.days_in_office is not None and workplace.mode != 'remote':
        days = written(float(workplace.days_in_office))
        says += f', {days} day{"" if days == "1" else "s"} a week in the office'
    elif workplace.offers_hybrid:
        says += ', how often is said in other words' if workplace.has_amount else ', days in the office not stated'
    if workplace.days:
        says += f' ({written(workplace.days)})'
    if workplace.has_region:
        says += ', and where one may live'
    return says


def _laws(facts: Facts) -> Iterator[Statement]:
    asked = facts.law
    for law in facts.laws:
        who = f'for employers with {law.threshold} or more, since {law.since}'
        yield Statement('law', f'{law.name}, {who}: {"asks for more" if law.missing else "nothing to add"}')
    if asked.missing:
        yield Statement('', f'{asked.lack}{f"; but {asked.doubt}" if asked.doubt else ""}', asked.span)
    if not facts.laws:
        yield Statement('law', 'none is known to ask for the pay in this advert')


# ---------------------------------------------------------------- for programs


def as_object(facts: Facts) -> Object:
    """The facts of a listing as an object; what it does not state is None. Every fact has its place."""
    listing = facts.listing
    pay, workplace, ending, dates = facts.pay, facts.workplace, facts.ending, facts.dates
    place, law = facts.place or facts.default_place, facts.law
    return {
        'path': listing.source.name,
        'listing': listing.number,
        'language': facts.language,
        'title': _field(listing, 'title'),
        'company': _field(listing, 'company'),
        'place': place
        and {
            'country': place.country,
            'region': place.region,
            'city': place.city,
            'default': place.is_default,
            **at(listing, place.span),
        },
        'posted': dates.posted and {'date': dates.posted.day.isoformat(), **at(listing, dates.posted.span)},
        'closes': dates.closes and {'date': dates.closes.day.isoformat(), **at(listing, dates.closes.span)},
        'pay': None
        if pay.kind == 'none'
        else {
            'kind': pay.kind,
            'minimum': pay.minimum,
            'maximum': pay.maximum,
            'currency': pay.currency,
            'period': pay.period,
            **at(listing, pay.span),
        },
        'workplace': None
        if workplace.mode == 'unstated'
        else {
            'mode': workplace.mode,
            'days_in_office': workplace.days_in_office,
            'days': list(workplace.days),
            'has_amount': workplace.has_amount,
            'has_region': workplace.has_region,
            **at(listing, workplace.span),
        },
        'levels': [
            {'code': level.code, 'scale': level.scale, 'explained': level.is_explained, **at(listing, level.span)}
            for level in facts.levels
        ],
        'ending': {'state': ending.state, 'sign': ending.sign or None, **at(listing, ending.span)},
        'languages': list(facts.languages),
        'laws': [
            {
                'jurisdiction': each.jurisdiction,
                'name': each.name,
                'since': each.since,
                'employees': each.threshold,
                'missing': each.missing or None,
                'doubt': each.doubt or None,
                **at(listing, law.span),
            }
            for each in facts.laws
        ],
    }


def _field(listing: Listing, name: str) -> Object | None:
    field = listing.fields.get(name)
    return {'value': field.value, **at(listing, field.span)} if field and field.value else None
