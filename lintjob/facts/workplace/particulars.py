"""What makes a hybrid or remote job plain: which office, who decides on the days, where one may live and when one works."""

from __future__ import annotations

from collections.abc import Iterable

from lintjob.expression import Expression
from lintjob.facts.workplace import towns
from lintjob.facts.workplace.attendance import around
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.source import Span

#: Who may decide which days are in the office, the first that is named.
DECIDERS = ('employee', 'team', 'manager', 'employer')

#: A place right behind remote, by its shape: "Remote - CO", "remote/Leeds".
_PLACE_AFTER = Expression(r'\s?(?:[(,\u2013-]\s?\p{Lu}{2,3}\b|/\s?\p{Lu}\p{Ll}+)')
# How far behind "remote" a country may stand that no word of `region` names.
_REACH = 60


def office(hits: Hits, spans: Iterable[Span]) -> str:
    """The town of the office that statements name, '' where they name none."""
    text = hits.text
    for span in spans:
        clause = around(text, span)
        for match in hits.find('workplace.at.office', *clause):
            town = towns.after(text, match.end(), clause.end) or towns.before(text, match.start())
            if town:
                return _quote(text, town)
        town = towns.after(text, span.end, clause.end) or next(towns.within(text, *span, ('city',)), None)
        if town:
            return _quote(text, town)
    return ''


def decided_by(hits: Hits, spans: Iterable[Span]) -> str:
    """Who decides on the days in the office, one of ``DECIDERS``; '' where it is not said."""
    clauses = {around(hits.text, span) for span in spans}
    for name in DECIDERS:
        if any(any(hits.find(f'workplace.decided.{name}', *clause)) for clause in clauses):
            return name
    return ''


def time_zone(hits: Hits) -> str:
    """The words that say in which time zone one has to work."""
    found = next(hits.find('workplace.time_zone'), None)
    return _quote(hits.text, Span(*found.span())) if found else ''


def region(listing: Listing, hits: Hits, remotes: Iterable[Span]) -> str:
    """The words that say where a remote worker may live, beside the word ``remote`` or as a condition."""
    text = listing.text
    for span in remotes:
        clause = around(text, span)
        found = next(hits.find('workplace.region', *clause), None)
        if found:
            return _quote(text, Span(*found.span()))
        place = _PLACE_AFTER.match(text, span.end, span.end + 20)
        if place:
            return _quote(text, Span(*place.span())).lstrip('(,/\u2013- ')
        land = next(towns.within(text, span.end, min(clause.end, span.end + _REACH), ('country', 'region')), None)
        if land:
            return _quote(text, land)
    condition = next(hits.find('workplace.resident'), None)
    if condition:
        return _quote(text, Span(*condition.span()))
    for each in listing.markup.properties if listing.markup else ():
        if each.path[0] == 'applicantLocationRequirements' and each.value and each.path[-1] != '@type':
            return each.value
    location = listing.fields.get('location')
    found = next(hits.find('workplace.region', *location.span), None) if location else None
    return _quote(text, Span(*found.span())) if found else ''


def _quote(text: str, span: Span) -> str:
    return ' '.join(text[span.start : span.end].split())
