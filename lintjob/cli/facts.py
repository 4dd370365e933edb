"""``lintjob facts``: what was read from each listing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping

from lintjob import cli
from lintjob.cli.inputs import Inputs, given_up
from lintjob.cli.settings import lexicon, settings
from lintjob.facts import Facts
from lintjob.linter import Linter
from lintjob.listing import Listing
from lintjob.ruleset import make
from lintjob.source import Span

Object = dict[str, object]


def run(arguments: argparse.Namespace) -> int:
    """Print the facts of the listings at the paths; gives the exit code."""
    linter = Linter(make(()), lexicon(use_cache=not arguments.no_cache), settings(arguments).language)
    inputs = Inputs(arguments, linter)
    first = True
    write = sys.stdout.write
    for _, read in inputs:
        for facts in read:
            try:
                found = as_object(facts)
            except TimeoutError:
                inputs.fail([given_up(facts.listing.source.name)])
                continue
            if arguments.format == 'json':
                write(('[\n ' if first else ',\n ') + json.dumps(found, ensure_ascii=False))
            else:
                write(('' if first else '\n') + as_text(found) + '\n')
            first = False
    if arguments.format == 'json':
        write('[]\n' if first else '\n]\n')
    return cli.FAILED if inputs.failed else cli.CLEAN


def as_object(facts: Facts) -> Object:
    """The facts of a listing as an object; what it does not state is None. Every fact has its line and column."""
    listing = facts.listing
    pay, workplace, ending, place, dates = facts.pay, facts.workplace, facts.ending, facts.place, facts.dates
    return {
        'path': listing.source.name,
        'listing': listing.number,
        'language': facts.language,
        'title': _field(listing, 'title'),
        'company': _field(listing, 'company'),
        'place': None
        if place is None
        else {'country': place.country, 'region': place.region, 'city': place.city, **_at(listing, place.span)},
        'posted': None
        if dates.posted is None
        else {'date': dates.posted.day.isoformat(), **_at(listing, dates.posted.span)},
        'closes': None
        if dates.closes is None
        else {'date': dates.closes.day.isoformat(), **_at(listing, dates.closes.span)},
        'pay': None
        if pay.kind == 'none'
        else {
            'kind': pay.kind,
            'minimum': pay.minimum,
            'maximum': pay.maximum,
            'currency': pay.currency,
            'period': pay.period,
            **_at(listing, pay.span),
        },
        'workplace': None
        if workplace.mode == 'unstated'
        else {
            'mode': workplace.mode,
            'days_in_office': workplace.days_in_office,
            'days': list(workplace.days),
            **_at(listing, workplace.span),
        },
        'levels': [
            {'code': level.code, 'scale': level.scale, 'explained': level.is_explained, **_at(listing, level.span)}
            for level in facts.levels
        ],
        'ending': {'state': ending.state, 'sign': ending.sign or None, **_at(listing, ending.span)},
    }


def as_text(found: Object) -> str:
    """The facts of a listing, a line each, for a person."""
    lines = [f'{found["path"]}']
    for name, value in found.items():
        if name in ('path', 'listing'):
            continue
        if isinstance(value, list):
            lines += [_line(name.rstrip('s'), item) for item in value] or [_line(name, None)]
        else:
            lines.append(_line(name, value))
    return '\n'.join(lines)


_WIDTH = 10


def _line(name: str, value: object) -> str:
    if value is None:
        return f'  {name:{_WIDTH}} not stated'
    if not isinstance(value, Mapping):
        return f'  {name:{_WIDTH}} {value}'
    words = ', '.join(
        f'{key.replace("_", " ")} {_said(item)}'
        for key, item in value.items()
        if key not in ('line', 'column', 'text') and item not in (None, [])
    )
    text = value.get('text')
    quoted = f' "{text}"' if text else ''
    return f'  {name:{_WIDTH}} {words} ({value["line"]}:{value["column"]}{quoted})'


def _said(item: object) -> str:
    if isinstance(item, bool):
        return 'yes' if item else 'no'
    if isinstance(item, float):
        return f'{item:,.0f}' if item.is_integer() else f'{item:,.2f}'.rstrip('0')
    return ', '.join(map(str, item)) if isinstance(item, list) else str(item)


def _field(listing: Listing, name: str) -> Object | None:
    field = listing.fields.get(name)
    if field is None or not field.value:
        return None
    return {'value': field.value, **_at(listing, field.span)}


def _at(listing: Listing, span: Span) -> Object:
    place = listing.place(span)
    line, column = listing.source.position(place.start)
    text = ' '.join(listing.source.text[place.start : place.end].split())
    return {'line': line, 'column': column, 'text': text}
