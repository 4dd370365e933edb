"""What a listing states: read once, when first asked for, and shared by all rules."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lintjob.circumstances import Circumstances
from lintjob.facts import ending, level, pay, workplace
from lintjob.listing import Listing
from lintjob.matcher import Hits
from lintjob.phrase import JOINER
from lintjob.source import Span

if TYPE_CHECKING:
    # Asked for where the pay may lack something that a law asks, and seldom else.
    from lintjob.facts import damage, dates, encoding, law, markup
    from lintjob.facts.place import Place

#: The kinds of facts that rules may speak of, by name.
FACTS = ('pay', 'workplace', 'level', 'ending', 'law', 'markup', 'encoding', 'damage')

#: The kinds of which a listing has any number, and the attribute that holds them.
SEVERAL = {'level': 'levels', 'markup': 'markup', 'encoding': 'encoding', 'damage': 'damage'}

#: The values of attributes that can only have certain ones, by kind of fact and attribute.
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ('pay', 'kind'): ('range', 'fixed', 'open_ended', 'estimate', 'none'),
    ('pay', 'period'): ('hour', 'day', 'week', 'fortnight', 'month', 'year'),
    ('pay', 'conflict'): ('amount', 'currency', 'period'),
    ('workplace', 'conflict'): (
        *('remote-in-office', 'days-do-not-add-up', 'hybrid-all-office', 'field-against-text', 'field-against-field'),
    ),
    ('workplace', 'mode'): ('onsite', 'hybrid', 'remote', 'choice', 'unstated'),
    ('workplace', 'decided_by'): ('employee', 'team', 'manager', 'employer'),
    ('ending', 'state'): ('whole', 'cut', 'empty'),
    ('law', 'missing'): ('pay', 'minimum', 'maximum', 'width'),
    ('ending', 'sign'): ('marker', 'word', 'clause', 'bracket', 'limit'),
    ('damage', 'kind'): ('entity', 'mojibake', 'zero-width', 'doubled-space', 'space-before-punctuation'),
    ('markup', 'kind'): (
        *('unreadable', 'missing-required', 'missing-part', 'missing-recommended', 'remote-without-country'),
        *('employment-type', 'location-type', 'direct-apply', 'date', 'ends-before', 'expired'),
        *('bare-salary', 'salary-amount', 'pay-unit', 'currency', 'salary-unshown', 'salary-contradiction'),
        *('description-is-title', 'short-description', 'title-clutter', 'title-place', 'remote-contradiction'),
    ),
}


_UNKNOWN = Circumstances()

#: Of each kind of damage one sign that a text with it holds, and few others do. To look for each takes less than for all at once.
_DAMAGED = ('&', '  ', ' ,', ' .')
_ODD = tuple('\xc2\xc3\xc4\xc5\xc8\xce\xcf\xd0\xd1\xe1\xe2\xef\xf0\u200b\u200c\u200d\ufeff')


class Facts:
    """The facts of one listing. Each carries the spans (offsets into the listing's view) it was read from."""

    def __init__(
        self, listing: Listing, languages: tuple[str, ...], hits: Hits, circumstances: Circumstances = _UNKNOWN
    ) -> None:
        """``languages`` are what the listing is written in (ISO 639-1), the main one first.

        ``hits`` are where the words of these languages stand in ``listing.text``. ``circumstances`` are those of the run.
        """
        self.listing = listing
        self.languages = languages
        self.language = languages[0]
        self.hits = hits
        self.circumstances = circumstances

    @cached_property
    def pay(self) -> pay.Pay:
        """What the advert says of the pay for this job."""
        return pay.read(self.listing, self.hits, lambda: self.place)

    @cached_property
    def pay_statements(self) -> tuple[Span, ...]:
        """The clauses and lines that speak of the pay for this job, with figures or without."""
        return pay.statements(self.listing, self.hits)

    @cached_property
    def workplace(self) -> workplace.Workplace:
        """Where the work is done."""
        return workplace.read(self.listing, self.hits)

    @cached_property
    def levels(self) -> tuple[level.LevelCode, ...]:
        """The job level codes, in the order of the text."""
        return level.read(self.listing, self.hits)

    @cached_property
    def ending(self) -> ending.Ending:
        """Whether the text is whole."""
        return ending.read(self.listing, self.hits)

    @cached_property
    def encoding(self) -> tuple[encoding.Encoding, ...]:
        """The first byte of the listing that was no UTF-8, if there is one."""
        if not self.listing.source.strays:
            return ()
        from lintjob.facts import encoding  # noqa: PLC0415

        return encoding.read(self.listing)

    @cached_property
    def damage(self) -> tuple[damage.Damage, ...]:
        """What was broken on the way into the text."""
        text, source = self.listing.text, self.listing.source.text
        if not any(map(text.__contains__, _DAMAGED)):
            if text.isascii():
                return ()
            # Views hold joiners of their own; and what is read whole may hold thousands of listings, so it comes last.
            if not any(map(text.__contains__, _ODD)) and not (
                JOINER in text and (JOINER in source or '\\u2060' in source)
            ):
                return ()
        from lintjob.facts import damage  # noqa: PLC0415

        return damage.read(self.listing)

    @cached_property
    def markup(self) -> tuple[markup.Fault, ...]:
        """What is wrong with the JobPosting data of the page."""
        if self.listing.markup is None:
            return ()
        from lintjob.facts import markup  # noqa: PLC0415

        return markup.read(self)

    @cached_property
    def prose(self) -> Facts:
        """What is stated in the text that people read, beside what JobPosting data says; all of it where there is none."""
        markup = self.listing.markup
        if markup is None:
            return self
        from lintjob.facts.markup.page import shown  # noqa: PLC0415

        seen = shown(self.listing, markup.page or self.listing.body)
        return Facts(seen, self.languages, self.hits.again(seen.text), self.circumstances)

    @cached_property
    def place(self) -> Place | None:
        """The country, region and city of the job, as far as the advert gives them."""
        from lintjob.facts import place  # noqa: PLC0415

        return place.read(self.listing, self.hits)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All places where the job may be, each for itself; that of the settings where the advert names none."""
        from lintjob.facts import place  # noqa: PLC0415

        return place.every(self.listing, self.hits) or ((self.default_place,) if self.default_place else ())

    @cached_property
    def default_place(self) -> Place | None:
        """The place that the settings give a job of which the advert names none."""
        if not self.circumstances.place:
            return None
        from lintjob.facts import place  # noqa: PLC0415

        return place.default(self.listing, self.hits, self.circumstances.place)

    @cached_property
    def dates(self) -> dates.Dates:
        """When the advert was posted and when it closes."""
        from lintjob.facts import dates  # noqa: PLC0415

        return dates.read(self.listing, self.hits)

    @cached_property
    def laws(self) -> tuple[law.Law, ...]:
        """The laws on pay in adverts that hold for this one."""
        from lintjob.facts import law  # noqa: PLC0415

        return law.read(self.pay, self.places, self.hits, lambda: self.workplace.mode, self._day, self.circumstances)

    @cached_property
    def law(self) -> law.Asked:
        """What these laws ask and the advert does not give."""
        from lintjob.facts import law  # noqa: PLC0415

        return law.asked(self.pay, self.laws if law.may_lack(self.pay) else ())

    def _day(self) -> str:
        """The day on which the advert is judged: when it was posted, else that of the run."""
        # Reading dates takes a module more, and most adverts give none.
        words = ('dates.posted.label', 'dates.posted.phrase')
        is_dated = 'posted' in self.listing.fields or any(self.hits[name] for name in words)
        posted = self.dates.posted if is_dated else None
        return posted.day.isoformat() if posted else self.circumstances.day

    def all(self, kind: str) -> tuple[object, ...]:
        """The facts of one kind (a key of FACTS): one, but any number for those in SEVERAL."""
        if kind in SEVERAL:
            found: tuple[object, ...] = getattr(self, SEVERAL[kind])
            return found
        return (getattr(self, kind),)


def type_of(fact: str) -> type:
    """The named tuple that holds a kind of fact (one of FACTS)."""
    if fact == 'law':
        from lintjob.facts import law  # noqa: PLC0415

        return law.Asked
    if fact == 'markup':
        from lintjob.facts.markup.fault import Fault  # noqa: PLC0415

        return Fault
    if fact == 'damage':
        from lintjob.facts import damage  # noqa: PLC0415

        return damage.Damage
    if fact == 'encoding':
        from lintjob.facts import encoding  # noqa: PLC0415

        return encoding.Encoding
    kinds: dict[str, type] = {
        'pay': pay.Pay,
        'workplace': workplace.Workplace,
        'level': level.LevelCode,
        'ending': ending.Ending,
    }
    return kinds[fact]
