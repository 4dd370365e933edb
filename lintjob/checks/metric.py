"""``metric``: a readability figure of the prose, by textstat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lintjob.checks.condition import Condition, as_text
from lintjob.checks.condition import parse as parse_condition
from lintjob.checks.parts import Parts
from lintjob.facts import Facts
from lintjob.listing import is_prose, sentences
from lintjob.matcher import Hits, Phrases
from lintjob.rule import Finding, Log, Reason
from lintjob.source import Span

KEYS = ('metric', 'condition', 'words', 'sentence_length')

#: The metrics that need no word list and suit prose in any of our languages.
METRICS = ('automated_readability_index', 'coleman_liau_index', 'lix', 'rix')

#: Words of a sentence: what is shorter is a heading, what is longer nearly always a list that lost its line breaks.
_SHORTEST_SENTENCE = 4
_LONGEST_SENTENCE = 60


class Metric:
    """Finds listings whose prose has a metric beyond a limit, and sentences longer than a limit.

    Only whole sentences of paragraphs count: list items and headings are no sentences, nor is what is
    so long that it can only be a list. ``words`` is
    how much prose there must be for a figure to mean anything, ``sentence_length`` the mean number
    of words a sentence that must be reached as well: it costs nothing to know, and spares most
    listings the metric. ``{value}`` is the metric, ``{words}`` the mean length of a sentence.
    """

    placeholders = frozenset({'value', 'words'})
    phrases: Mapping[str, Phrases] = {}

    def __init__(self, metric: str, condition: Condition, words: int, sentence_length: float) -> None:
        self.metric = metric
        self.condition = condition
        self.words = words
        self.sentence_length = sentence_length

    def find(self, facts: Facts, hits: Hits, log: Log | None = None) -> Iterator[Finding]:
        """A finding at the longest sentence, where the listing is beyond the limit."""
        text = facts.listing.text
        spans: list[Span] = []
        lengths: list[int] = []
        for block in facts.listing.blocks:
            if block.kind != 'paragraph':
                continue
            for span in sentences(text, block.span):
                length = len(text[span.start : span.end].split())
                if text[span.end - 1] in '.!?…' and _SHORTEST_SENTENCE <= length <= _LONGEST_SENTENCE:
                    spans.append(span)
                    lengths.append(length)
        total = sum(lengths)
        is_long = total >= self.words
        mean = total / len(lengths) if lengths else 0.0
        if log is not None:
            log.append(
                Reason(f'whole sentences have {total} words; the rule needs at least {self.words} to judge', is_long)
            )
            if is_long and self.sentence_length:
                says = (
                    f'a sentence has {mean:.1f} words on average; the rule looks further from {self.sentence_length:g}'
                )
                log.append(Reason(says, mean >= self.sentence_length))
        if not is_long or mean < self.sentence_length:
            return
        value = _measure(self.metric, ' '.join(_prose(text, span) for span in spans))
        is_beyond = self.condition.holds(value)
        longest = spans[lengths.index(max(lengths))]
        if log is not None:
            says = f'{self.metric} is {as_text(round(value, 2))}; the rule flags what is {self.condition}'
            log.append(Reason(says, is_beyond))
            log.append(Reason('this is the longest sentence', None, (longest,)))
        if is_beyond:
            yield Finding(longest, {'value': f'{value:.0f}', 'words': f'{mean:.0f}'})


def _prose(text: str, span: Span) -> str:
    return ''.join(char if is_prose(char) else ' ' for char in text[span.start : span.end])


def _measure(metric: str, prose: str) -> float:
    # Imported here: it takes longer than all the rest of a run, and few listings need it.
    import textstat  # noqa: PLC0415

    return float(getattr(textstat, metric)(prose))


def parse(parts: Parts) -> Metric:
    """The check that a rule file describes."""
    node = parts.need('metric')
    metric = (node.choice(METRICS, 'metric') if node else None) or METRICS[0]
    node = parts.need('condition')
    condition = parse_condition(node) if node else None
    if node and condition and not condition.comparison:
        node.complain('this should compare with a number, as in "> 60"')
    words_node = parts.get('words')
    words = words_node.number(int) if words_node else 100
    if words_node and words is not None and words < 1:
        words_node.complain('"words" should be 1 or more')
    return Metric(metric, condition or Condition((), '>', 0.0), words or 100, parts.number('sentence_length') or 0.0)
