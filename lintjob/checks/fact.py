"""``fact``: conditions on what a listing states, however it is worded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lintjob.checks import action
from lintjob.checks.action import Action
from lintjob.checks.condition import Condition, as_text
from lintjob.checks.condition import parse as parse_condition
from lintjob.checks.occurrence import CUT
from lintjob.checks.parts import Parts
from lintjob.errors import did_you_mean
from lintjob.facts import CHOICES, FACTS, Facts, type_of
from lintjob.matcher import Hits, Phrases
from lintjob.problem import Level
from lintjob.rule import Finding, Log, Mend, Reason
from lintjob.source import Span
from lintjob.yamlfile import Node

#: What an explanation says of a fact that was read, by kind.
_READ = {
    'pay': 'this is the pay that was read',
    'workplace': 'this is the workplace that was read',
    'level': 'this is a level code that was read',
    'ending': 'this is how the text ends',
    'law': 'this is where a law asks for more',
    'markup': 'this is where the JobPosting data has a fault',
    'encoding': 'this is the first character that is not UTF-8',
    'damage': 'this looks damaged',
}
#: Of a kind that may be missing: the attribute and value that say so, and what an explanation says then.
_MISSED = {
    'pay': ('kind', 'none', 'no pay was read; this is where it is missed'),
    'workplace': ('mode', 'unstated', 'no workplace was read; this is where it is missed'),
    'law': ('missing', '', 'no law was found that asks for more than stands here'),
}
#: Of a kind of which there may be none at all.
_NONE = {
    'level': 'no level code was read in the text',
    'markup': 'there is no JobPosting data, or not this fault in it',
    'encoding': 'the text is UTF-8 throughout',
    'damage': 'nothing in the text looks damaged in this way',
}

_MOST_OTHERS = 5

KEYS = ('fact', 'where', 'absent', 'at', action.KEY)


class FactCheck:
    """Finds the facts of one kind for which all conditions hold.

    A fact's attributes may stand in the message, ``{minimum}``. ``absent`` marks a rule on something
    missing: on a text that was cut it is a suggestion and says so, unless the listing has the place
    for it (``has_slot``) and nothing stands there; so it is on a fact with a ``doubt``. ``at`` is the attribute that says where the
    problem stands.
    """

    phrases: Mapping[str, Phrases] = {}

    def __init__(
        self, fact: str, where: Mapping[str, Condition], at: str, act: Action | None = None, *, absent: bool
    ) -> None:
        self.fact = fact
        self.where = where
        self.at = at
        self.absent = absent
        self.action = act
        self.placeholders = frozenset(attributes(fact)) if fact else frozenset[str]()

    def find(self, facts: Facts, hits: Hits, log: Log | None = None) -> Iterator[Finding]:
        """A finding for each fact that is so."""
        for fact in facts.all(self.fact):
            is_so = all(condition.holds(getattr(fact, name)) for name, condition in self.where.items())
            # The faults of data are many, and what another rule is about explains nothing here.
            if log is not None and (is_so or self.fact not in ('markup', 'damage')):
                self._explain(log, fact)
                if self.fact in _MORE:
                    _MORE[self.fact](log, facts)
            if not is_so:
                continue
            span: Span = getattr(fact, self.at)
            words = _Words(fact)
            if not self.absent:
                yield Finding(span, words, mend=self._mend(facts, fact, span))
            elif facts.ending.state == 'cut' and not getattr(fact, 'has_slot', False):
                if log is not None:
                    log.append(Reason(f'a suggestion only{CUT}', None, (facts.ending.span,)))
                yield Finding(span, words, Level.SUGGESTION, CUT)
            elif facts.ending.state != 'empty':
                doubt = getattr(fact, 'doubt', '')
                if doubt and log is not None:
                    log.append(Reason(f'a suggestion only; {doubt}'))
                yield Finding(span, words, Level.SUGGESTION, f'; but {doubt}') if doubt else Finding(span, words)
            elif log is not None:
                log.append(Reason('the listing has no text at all, which truncated.empty reports', False))
        if log is not None and not log:
            log.append(Reason(_NONE[self.fact], False))

    def _mend(self, facts: Facts, fact: object, span: Span) -> Mend | None:
        text = facts.listing.text
        if self.action is None or not action.is_own(text, span):
            return None
        words = {
            name: None if getattr(fact, name) is None else as_text(getattr(fact, name))
            for name in attributes(self.fact)
        }
        return self.action.fill(span, text, {**words, 'match': text[span.start : span.end]})

    def _explain(self, log: Log, fact: Any) -> None:  # noqa: ANN401
        """What was read, and each condition beside the value that it meets."""
        attribute, nothing, missed = _MISSED.get(self.fact, ('span', None, ''))
        says = missed if getattr(fact, attribute) == nothing else _READ[self.fact]
        log.append(Reason(says, None, (fact.span,)))
        for name, condition in self.where.items():
            value = getattr(fact, name)
            says = f'{name} is {as_text(value) or "unstated"}; the rule flags: {condition}'
            log.append(Reason(says, condition.holds(value)))
        place: Span = getattr(fact, self.at)
        if place != fact.span:
            log.append(Reason('this is where a problem would stand', None, (place,)))


def _explain_pay(log: Log, facts: Facts) -> None:
    """What else speaks of the pay: the words that one may have taken for it."""
    others = [span for span in facts.pay_statements if not span.overlaps(facts.pay.span)]
    if others:
        log.append(
            Reason('this speaks of pay too, without a figure that counts more', None, tuple(others[:_MOST_OTHERS]))
        )


def _explain_laws(log: Log, facts: Facts) -> None:
    """The places of the job that are known, and the laws that hold there."""
    places = tuple(place.span for place in facts.places if not place.is_default)
    log.append(Reason('this is where the job is' if places else 'no place of the job was read', None, places))
    if facts.default_place and not places:
        log.append(Reason(f'the settings say that it is {facts.circumstances.place} where the advert names no place'))
    for law in facts.laws:
        who = f'{law.name} holds for employers with {law.threshold} or more since {law.since}'
        log.append(Reason(f'{who} and {"asks for more" if law.missing else "asks for no more than is there"}'))
    if not facts.laws:
        log.append(Reason('no law on pay in adverts is known to hold there'))


#: What an explanation adds on a kind of fact.
_MORE = {'pay': _explain_pay, 'law': _explain_laws}


class _Words(Mapping[str, str]):
    """A fact's attributes as words, made when a message asks for them."""

    def __init__(self, fact: object) -> None:
        self._fact = fact

    def __getitem__(self, name: str) -> str:
        return as_text(getattr(self._fact, name))

    def __iter__(self) -> Iterator[str]:
        return iter(_attributes(type(self._fact)))

    def __len__(self) -> int:
        return len(_attributes(type(self._fact)))


def attributes(fact: str) -> list[str]:
    """The attributes of a kind of fact that conditions and messages may speak of."""
    return _attributes(type_of(fact))


def _attributes(kind: Any) -> list[str]:  # noqa: ANN401
    own = [name for name, value in vars(kind).items() if isinstance(value, property)]
    return [name for name in dict.fromkeys((*kind._fields, *own)) if not name.startswith('_')]


def parse(parts: Parts) -> FactCheck:
    """The check that a rule file describes."""
    node = parts.need('fact')
    fact = (node.choice(FACTS, 'fact') if node else None) or ''
    known = attributes(fact) if fact else []
    where = {}
    conditions = parts.need('where')
    if conditions is not None:
        for name, key, value in conditions.pairs():
            if fact and name not in known:
                key.complain(f'unknown attribute "{name}" of {fact}{_near(name, known)}')
                continue
            condition = parse_condition(value)
            if condition:
                where[name] = condition
                _check_values(fact, name, condition, value)
    at_node = parts.get('at')
    at = (at_node.text() if at_node else None) or 'span'
    if fact and at_node and not (at in known and at.endswith('span')):
        at_node.complain(f'"{at}" is no place of {fact}{_near(at, [name for name in known if name.endswith("span")])}')
    absent = parts.flag('absent', default=False)
    act = action.parse(parts, ('replace',), placeholders=('match', *known))
    node = parts.get(action.KEY)
    if node is not None and absent and act:
        node.complain('what is absent has no place to mend; leave out "absent" or "action"')
    return FactCheck(fact, where, at, act, absent=absent)


def _check_values(fact: str, name: str, condition: Condition, node: Node) -> None:
    choices = CHOICES.get((fact, name), ())
    for value in condition.values if choices else ():
        if value not in (*choices, 'stated', 'unstated'):
            node.complain(f'"{value}" is no {name} of {fact}{_near(value, choices)}')


def _near(word: str, known: Iterable[str]) -> str:
    return did_you_mean(word, known) or f'; expected one of {", ".join(known)}'
