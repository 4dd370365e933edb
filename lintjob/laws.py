"""What laws ask of the pay in an advert: a dated, sourced table, a row a jurisdiction."""

from __future__ import annotations

import os
from collections.abc import Callable

from lintjob.circumstances import is_day
from lintjob.expression import Expression
from lintjob.source import Source, decode
from lintjob.typed import NamedTuple
from lintjob.yamlfile import Node, Reading

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'data', 'pay_laws.yaml')

STATUSES = ('in force', 'enacted', 'partial', 'bill', 'none', 'ended', 'on request')
ASKS = ('range', 'range or sum', 'minimum', 'nothing')
OPEN_ENDED = ('refused', 'allowed', 'unclear')
COUNTED = ('anywhere', 'in the state', 'in the province', 'in the district', 'in the city', 'unclear')
REMOTE = ('done there', 'could be done there', 'reports there', 'open to residents', 'employer there', 'unclear')
BASES = ('sourced', 'mixed', 'memory')
UNSURE = ('since', 'law', 'employees', 'status', 'remote', 'open', 'deadline', 'benefits')
ALSO = ('benefits', 'other pay')
PERIODS = ('year', 'month')

#: With one of these in doubt, or all of it from memory, a row says nothing of an advert.
DECISIVE = ('since', 'law', 'employees', 'status')


class Sum(NamedTuple):
    """An amount of a currency (ISO 4217) for a year or a month."""

    amount: float
    currency: str
    period: str


class Row(NamedTuple):
    """What one jurisdiction asks. ``id`` is ISO 3166-1 or 3166-2, for a city or county with letters of our own after it.

    Dates are ISO 8601. ``asks`` is what the advert must give of the pay, one of ASKS. ``employees``:
    how many an employer has from whom it is asked, None where that is not known; they are ``counted``
    in a place. ``widest`` and ``widest_ratio`` are the width of a range that is still taken. Beyond
    ``not_above`` nothing is asked. ``only``: the adverts it is asked of, where that can't be told from
    a text. ``cities`` are the names that mean the place; after ``~`` they do so beside its state.
    ``unsure``: what is to be looked up again.
    """

    id: str
    place: str
    law: str
    reference: str
    status: str
    since: str
    until: str
    amended: tuple[str, ...]
    asks: str
    open_ended: str
    widest: Sum | None
    widest_ratio: float | None
    not_above: Sum | None
    employees: int | None
    counted: str
    remote: str
    also: tuple[str, ...]
    only: str
    cities: tuple[str, ...]
    basis: str
    unsure: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether what is known of it is enough to say something of an advert."""
        return self.basis != 'memory' and not any(doubt in DECISIVE for doubt in self.unsure)

    @property
    def name(self) -> str:
        """The place and the law, as in "Colorado's Equal Pay for Equal Work Act"."""
        return f"{self.place}'s {self.law}"

    @property
    def region(self) -> str:
        """The code of what a city or county lies in (``US-NY``); '' for a country or state."""
        return self.id.rpartition('-')[0] if self.id.count('-') > 1 else ''

    def holds(self, day: str) -> bool:
        """Whether adverts were asked for the pay on a day."""
        return (
            self.status in ('in force', 'enacted', 'ended')
            and self.asks != 'nothing'
            and bool(self.since)
            and self.since <= day
            and not (self.until and self.until <= day)
        )


class Table(NamedTuple):
    """All rows, in the order of the file, and the day (ISO 8601) for which they were looked up."""

    as_of: str
    rows: tuple[Row, ...]


_ready: list[Table] = []
_ways: list[Callable[[], Table]] = []


def table() -> Table:
    """The table of the data file, read when it is first asked for."""
    if not _ready:
        _ready.append((_ways[-1] if _ways else parse)())
    return _ready[0]


def get_by(way: Callable[[], Table]) -> None:
    """Have the table read in another way than by ``parse``, which needs a YAML parser: from a cache."""
    _ways.append(way)


def parse() -> Table:
    """The table of the data file. Raises LintjobError with every mistake in it, each at its place."""
    with open(FILE, 'rb') as file:
        return read(decode(FILE, file.read()))


def read(source: Source) -> Table:
    """The table that a source holds. Raises LintjobError with every mistake in it, each at its place."""
    reading = Reading(source)
    root = reading.root()
    if root is None:
        reading.complain('this table is empty', 0)
        reading.raise_complaints()
    values = root.mapping(('as-of', 'jurisdictions')) if root else {}
    for key in ('as-of', 'jurisdictions'):
        if root and key not in values:
            root.complain(f'the key "{key}" is missing')
    as_of = _day(values.get('as-of'))
    pairs = list(values['jurisdictions'].pairs()) if 'jurisdictions' in values else []
    rows = [_Reader(name, key, node).row() for name, key, node in pairs]
    reading.raise_complaints()
    return Table(as_of, tuple(rows))


_KEYS = (
    'place', 'law', 'reference', 'status', 'since', 'until', 'amended', 'asks', 'open-ended', 'widest', 'not-above',
    'employees', 'counted', 'remote', 'also', 'only', 'cities', 'basis', 'unsure', 'sources',
)  # fmt: skip
_NEEDED = ('place', 'law', 'status', 'asks', 'basis')
_ID = Expression(r'[A-Z]{2}(?:-[A-Z0-9]{1,3}(?:-[A-Z]{3})?)?')
_ADDRESS = Expression(r'https?://[^\s<>]+')
_CURRENCY = Expression(r'[A-Z]{3}')


class _Reader:
    """One row being read."""

    def __init__(self, name: str, key: Node, node: Node) -> None:
        self.name = name
        self.node = node
        self.values = node.mapping(_KEYS)
        if not _ID.fullmatch(name):
            key.complain(f'"{name}" is no code of a country, a state or a city in one')
        for needed in _NEEDED if node.is_mapping else ():
            if needed not in self.values:
                node.complain(f'the key "{needed}" is missing')

    def row(self) -> Row:
        status, asks = self.choice('status', STATUSES), self.choice('asks', ASKS)
        widest, ratio = self.width()
        sources = self.texts('sources', _ADDRESS.fullmatch, 'address')
        row = Row(
            self.name, self.text('place'), self.text('law'), self.text('reference'), status,
            _day(self.values.get('since')), _day(self.values.get('until')), self.texts('amended', is_day, 'date'),
            asks, self.choice('open-ended', OPEN_ENDED, 'unclear'), widest, ratio, self.sum('not-above'),
            self.whole('employees'), self.choice('counted', COUNTED, 'unclear'),
            self.choice('remote', REMOTE, 'unclear'), self.choices('also', ALSO), self.text('only'),
            self.texts('cities'), self.choice('basis', BASES), self.choices('unsure', UNSURE), sources,
        )  # fmt: skip
        if status in ('in force', 'ended') and asks != 'nothing' and not row.since and row.is_sure:
            self.node.complain(f'a rule that is {status} needs the day since when ("since")')
        if status in ('in force', 'enacted') and asks != 'nothing' and row.is_sure:
            if row.employees is None:
                self.node.complain('a rule in force needs the number of employees ("employees")')
            if not sources:
                self.node.complain('a rule in force needs a source')
        if row.region and not row.cities and status in ('in force', 'enacted') and row.is_sure:
            self.node.complain('a city needs the names that mean it ("cities")')
        return row

    def text(self, key: str) -> str:
        node = self.values.get(key)
        return (node.text() if node else None) or ''

    def choice(self, key: str, choices: tuple[str, ...], default: str = '') -> str:
        node = self.values.get(key)
        return (node.choice(choices, key) if node else None) or default

    def choices(self, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
        node = self.values.get(key)
        items = list(node.items()) if node else []
        return tuple(text for item in items if (text := item.choice(choices, key)) is not None)

    def texts(self, key: str, form: Callable[[str], object] | None = None, what: str = '') -> tuple[str, ...]:
        node = self.values.get(key)
        found = node.texts() if node else []
        for text, its_node in found:
            if form and not form(text):
                its_node.complain(f'"{text}" is no {what}')
        return tuple(text for text, _ in found)

    def whole(self, key: str) -> int | None:
        node = self.values.get(key)
        number = node.number(int) if node else None
        if node and number is not None and number < 1:
            node.complain(f'"{number}" should be 1 or more')
        return number

    def sum(self, key: str) -> Sum | None:
        node = self.values.get(key)
        return _sum(node, node.mapping(('amount', 'currency', 'period'))) if node else None

    def width(self) -> tuple[Sum | None, float | None]:
        node = self.values.get('widest')
        if node is None:
            return None, None
        parts = node.mapping(('amount', 'currency', 'period', 'ratio'))
        if 'ratio' in parts and len(parts) == 1:
            return None, parts['ratio'].number(float)
        return _sum(node, parts), None


def _sum(node: Node, parts: dict[str, Node]) -> Sum | None:
    missing = [key for key in ('amount', 'currency', 'period') if key not in parts]
    if missing:
        node.complain(f'the key "{missing[0]}" is missing')
        return None
    amount = parts['amount'].number(float)
    currency = parts['currency'].text() or ''
    if not _CURRENCY.fullmatch(currency):
        parts['currency'].complain(f'"{currency}" is no code of a currency (ISO 4217)')
    period = parts['period'].choice(PERIODS, 'period')
    return Sum(amount, currency, period) if amount and period else None


def _day(node: Node | None) -> str:
    text = (node.text() if node else None) or ''
    if node and not is_day(text):
        node.complain(f'"{text}" is no date; it is written as in 2026-01-31')
    return text
