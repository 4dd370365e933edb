"""Which end of the pay a single figure is, and whether a figure is a board's guess."""

from __future__ import annotations

from lintjob.expression import Expression
from lintjob.facts.pay.money import Money
from lintjob.facts.pay.pair import bound_before
from lintjob.facts.pay.words import TRIM, Clause, Words, between, has_letters
from lintjob.phrase import JOINER
from lintjob.source import Span


def bound_of(words: Words, sum_: Money, clause: Clause) -> tuple[str, Span | None]:
    """Which end of the pay a single figure is: ``least``, ``most`` or '' for neither, and the words that say so."""
    text = words.text
    start, end = sum_.span
    hits = words.hits
    begin = clause.label.start if clause.label else clause.start
    # A line may end, or bold type begin, between the word and the figure.
    direct = bound_before(words, start)
    if direct:
        return direct
    for name, bound in (('pay.ceiling', 'most'), ('pay.floor', 'least')):
        word = words.last(name, begin, start)
        if word:
            return bound, None
    more = words.first('pay.more', end, min(clause.end, end + 30))
    if more and len(text[end : more.start].strip(TRIM + '(/')) <= 3:
        return 'least', more
    most = words.first('pay.most', end, min(clause.end, end + 30))
    if most and len(text[end : most.start].strip(TRIM + '(/')) == 0:
        return 'most', most
    follows = between(words.periods, end + 1, end + 3)
    if text[end : end + 1] == '+' and (follows or not has_letters(text, end + 1, min(clause.end, end + 12))):
        return 'least', Span(end, end + 1)
    target = words.first('pay.target', end, min(clause.end, end + 25))
    if target and _SUM.match(text, target.end):
        target = None  # "£30k, OTE £50k"
    if target or (target := words.last('pay.target', max(begin, start - 25), start)):
        return 'most', target
    if hits['pay.overpay']:
        return 'least', None
    return '', None


# Another sum behind a word, which is then about that one.
_SUM = Expression(r'[\s:(\u2013\u2014-]{0,4}[^\w\s]?\d')


def guess_at(words: Words, sum_: Money, clause: Clause, end: int) -> Span | None:
    """Where it is said that a sum is a board's guess."""
    text = words.text
    behind = words.first('pay.estimate', end, end + 30)
    if behind:
        gap = text[end : behind.start]
        if _GUESSED.match(gap) and '\n\n' not in gap:
            return behind
    before = words.last('pay.estimate', max(clause.start - 1, sum_.span.start - 40), sum_.span.start)
    if before and not has_letters(text, before.end, sum_.span.start) and _begins_value(text, before.start):
        return before
    return None


_GUESSED = Expression(rf'[\s\\{JOINER}]*[(\u2013\u2014-]')


def _begins_value(text: str, at: int) -> bool:
    """Whether what stands at ``at`` is the first of a field's or a label's value."""
    head = text[max(0, at - 6) : at].rstrip(' "\'(*')
    return not head or head[-1] in ':\n|' or text[at].isupper()
