"""Phrases: what they match, that the automaton loses none of it, and what is wrong with them."""

from __future__ import annotations

import pickle
import sys

import pytest
import regex
from conftest import cases, unmarked
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lintjob import matcher
from lintjob.matcher import Index, Phrases
from lintjob.phrase import PatternError, expand, fold, leading_literals

# ---------------------------------------------------------------- the automaton against finditer

LETTERS = 'abikswßſıİK\u212aσςΣµμ'
SIGNS = "0-' \u2019\u2010!/"
# A few letters come often, so that texts hold what phrases ask for.
CHARS = st.sampled_from('aaaabbbb11' + LETTERS + SIGNS)
ATOMS = st.one_of(
    CHARS,
    st.text(CHARS, min_size=2, max_size=4),
    st.sampled_from(
        (
            r'\d',
            r'\w',
            r'\.',
            r'\-',
            r'\’',
            r'\ ',
            r'\b',
            '.',
            r'\p{L}',
            r'\s',
            '[ab]',
            '[a-c]',
            '[^a]',
            '[ -]',
            r'[\d,]',
            r'[\w]',
            r'[a\-]',
            '[a-]',
            '[]a]',
        )
    ),
)


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Pieces of patterns made of smaller ones."""
    several = st.lists(inner, min_size=1, max_size=3)
    opened = st.sampled_from(('(?:', '(?-i:', '(?i:', '(?>', '(', '(?P<x>'))
    return st.one_of(
        several.map(''.join),
        st.tuples(opened, several).map(lambda pair: f'{pair[0]}{"|".join(pair[1])})'),
        st.tuples(opened, inner, st.sampled_from(('?', '??', '?+', '+', '*', '{0,2}', '{2}', '+?'))).map(
            lambda parts: f'{parts[0]}{parts[1]}){parts[2]}'
        ),
        st.tuples(CHARS, st.sampled_from(('?', '*', '+'))).map(''.join),
        st.tuples(st.sampled_from(('(?=', '(?!', '(?<=', '(?<!')), inner, inner).map(
            lambda parts: f'{parts[0]}{parts[1]}){parts[2]}'
        ),
    )


PHRASE = st.recursive(ATOMS, combined, max_leaves=6)
TEXT = st.text(st.sampled_from('aaaaaabbbbbb1111' + LETTERS + SIGNS + '.,\n\t\u2060\u00a0\u3000\\'), max_size=40)


def is_set(phrases: list[str]) -> bool:
    """Whether phrases can be compiled."""
    try:
        Phrases(phrases)
    except PatternError:
        return False
    return True


def plainly(phrases: Phrases, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """What finditer finds, without the automaton."""
    found = phrases.pattern.finditer(text, start, len(text) if end is None else end)
    return [match.span() for match in found if match.end() > match.start()]


@settings(max_examples=400)
@given(st.lists(st.lists(PHRASE, min_size=1, max_size=3), min_size=1, max_size=3), TEXT, st.booleans(), st.booleans())
def test_the_automaton_loses_nothing(sets, text, bounded, ignorecase):
    assume(all(map(is_set, sets)))
    index = Index(
        {str(number): Phrases(phrases, bounded=bounded, ignorecase=ignorecase) for number, phrases in enumerate(sets)}
    )
    hits = index.scan(text)
    for name, phrases in index.phrases.items():
        assert [tuple(span) for span in hits[name]] == plainly(phrases, text)


@settings(max_examples=100)
@given(st.lists(PHRASE, min_size=1, max_size=3), TEXT, st.data())
def test_nor_in_a_part_of_the_text(phrases, text, data):
    assume(is_set(phrases))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = Phrases(phrases)
    found = [match.span() for match in Index({'x': made}).scan(text).find('x', start, end)]
    assert found == plainly(made, text, start, end)


@settings(max_examples=300)
@given(PHRASE, TEXT, st.booleans())
def test_every_match_begins_with_a_leading_literal(phrase, text, bounded):
    assume(is_set([phrase]))
    heads = leading_literals(phrase)
    for start, end in plainly(Phrases([phrase], bounded=bounded), text):
        assert heads is None or fold(text[start:end]).startswith(tuple(heads))


@settings(max_examples=100)
@given(st.text(st.sampled_from(LETTERS), min_size=2, max_size=5), st.data())
def test_a_word_is_found_in_whatever_case_it_is_written(word, data):
    written = ''.join(data.draw(st.sampled_from([char, char.upper(), char.lower(), char.swapcase()])) for char in word)
    if len(written) != len(word) or not regex.fullmatch(regex.escape(word), written, regex.IGNORECASE):
        return
    assert Index({'x': Phrases([word])}).scan(f'- {written} -')['x'] == ((2, 2 + len(word)),)


@pytest.mark.parametrize(
    ('phrase', 'heads'),
    [
        ('hybrid', {'hybrid'}),
        ('Colou?r', {'color', 'colour'}),
        ('(?:up|down) to', {'up', 'down'}),
        ('(?:up|down)(?:ward)?s', {'ups', 'downs', 'upwards', 'downwards'}),
        (r'\$\d+', {f'${digit}' for digit in range(10)}),
        ('[€£] ?9', {'€', '£'}),
        ('(?<=a )remote(?=:)', {'remote'}),
        ('(?=:)x+', None),
        ('(?-i:USA)', {'usa'}),
        ('(?P<code>IC)3', {'ic3'}),
        (r'\’tis', {"'tis"}),
        ('a', None),
        ('a?b', None),
        (r'\w+ed', None),
        ('.x', None),
        ('(?s:ab)', None),
        ('[a-z]b', None),
        ('abc*', {'ab'}),
        ('ab{2}', None),
        ('on-site', {'on-site', 'on\\-site', 'on\u2060-site'}),
        ('', None),
        ('a|', None),
    ],
)  # fmt: skip
def test_leading_literals(phrase, heads):
    found = leading_literals(phrase)
    if heads is None:
        assert found is None
    else:
        assert found is not None
        heads = set(map(fold, heads))
        assert all(literal.startswith(tuple(heads)) for literal in found), 'it should tell more'
        assert all(any(literal.startswith(head) for literal in found) for head in heads), 'it misses some'


def test_fold_keeps_the_length_of_every_character():
    everything = ''.join(map(chr, range(sys.maxunicode + 1)))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert all(fold(char) == folded[at] for at, char in enumerate(everything))


def test_fold_makes_one_of_what_a_pattern_takes_for_the_same():
    cased = [char for char in map(chr, range(sys.maxunicode + 1)) if char.lower() != char or char.upper() != char]
    text = ''.join(cased)
    for char in cased:
        alike = regex.findall(regex.escape(char), text, regex.IGNORECASE)
        assert {fold(other) for other in alike} == {fold(char)}, char


def test_letters_within_words_are_those_of_the_patterns():
    letters = regex.compile(r'[^\W_]')
    for char in map(chr, range(sys.maxunicode + 1)):
        for pair in ('a' + char, char + 'a'):
            if pair.isalnum() and matcher._is_inside_word(pair):
                assert letters.match(char), hex(ord(char))


# ---------------------------------------------------------------- tolerance, as data


@pytest.mark.parametrize('case', cases('phrases'))
def test_phrases(case):
    text, spans = unmarked(case['text'])
    options = {'bounded': not case.get('nonword', False), 'ignorecase': case.get('ignorecase', True)}
    hits = Index({'x': Phrases(case['phrases'], **options)}).scan(text)
    assert [tuple(span) for span in hits['x']] == spans


def test_the_first_phrase_of_several_wins():
    (match,) = Phrases(['hybrid', 'hybrid role']).find('a hybrid role')
    assert match.group() == 'hybrid'


# ---------------------------------------------------------------- hits


def test_hits_by_name():
    index = Index(
        {'pay.period.hour': Phrases(['an hour']), 'pay.period.year': Phrases(['a year', 'yearly']), 'x': Phrases(['£'])}
    )
    hits = index.scan('£9 an hour, £20,000 a year, paid yearly')
    assert hits.named('pay.period') == [((3, 10), 'hour'), ((20, 26), 'year'), ((33, 39), 'year')]
    assert hits.within('pay.period.year', 20, 38) == ((20, 26),)
    assert hits.within('pay.period.year', 21, 39) == ((33, 39),)
    assert [match.group() for match in hits.find('x', 1)] == ['£']
    assert list(hits.find('unknown')) == []
    assert hits['unknown'] == ()
    assert hits.named('pay.perio') == []


def test_an_index_survives_being_kept():
    index = Index({'a': Phrases(['competitive']), 'b': Phrases([r'\w+ly'], ignorecase=False)})
    again = pickle.loads(pickle.dumps(index))
    text = 'Competitive, nearly; EARLY'
    assert again.scan(text)['a'] == index.scan(text)['a'] == ((0, 11),)
    assert again.scan(text)['b'] == index.scan(text)['b'] == ((13, 19),)


def test_no_phrases_find_nothing():
    assert Index({}).scan('text')['x'] == ()
    assert Index({'x': Phrases([])}).scan('text')['x'] == ()


# ---------------------------------------------------------------- patterns that run for ever


@pytest.mark.parametrize('phrase', [r'(?:a|b|ab)*c', 'ab(?:a|b|ab)*c'])
def test_a_catastrophic_pattern_is_stopped(phrase, monkeypatch):
    monkeypatch.setattr(matcher, 'TIME_LIMIT', 0.05)
    phrases = Phrases([phrase])
    with pytest.raises(TimeoutError):
        list(Index({'x': phrases}).scan('ab' * 50 + 'd c')['x'])


def test_the_limit_is_for_a_text_not_for_a_place_in_it(monkeypatch):
    monkeypatch.setattr(matcher, 'TIME_LIMIT', 0.2)
    phrases = Phrases(['!(?:a|b|ab)*c'])
    assert phrases.heads == ({'!'},)
    text = ('!' + 'ab' * 10 + 'd ') * 2000 + 'c'
    with pytest.raises(TimeoutError):
        list(Index({'x': phrases}).scan(text)['x'])


@pytest.mark.parametrize('phrase', ['ab ? ? ? ? ? ?c', '(?<=ab ?)(?: ?| )* ?c'])
@pytest.mark.parametrize('blanks', [' ' * 79, ' ' * 40 + '\n' + ' ' * 40, '\u00a0\t' * 40, ' ' * 20_000])
def test_a_long_blank_is_not_shared_out_in_every_way(phrase, blanks, monkeypatch):
    monkeypatch.setattr(matcher, 'TIME_LIMIT', 0.5)
    assert Index({'x': Phrases([phrase])}).scan(f'c ab{blanks}d')['x'] == ()


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ('phrases', 'number', 'position', 'message'),
    [
        (['fine', 'a(b'], 1, 3, 'missing )'),
        (['fine', 'a)b'], 1, 1, 'unbalanced parenthesis'),
        (['a)|(b'], 0, 1, 'unbalanced parenthesis'),
        (['fine', '[a'], 1, 2, 'unterminated character set'),
        (['*a'], 0, 0, 'nothing to repeat'),
        (['ok', 'ok', 'a\\'], 2, 2, 'bad escape (end of pattern)'),
        (['fine', '(?i)a'], 1, 0, '(?i) holds for all phrases; write (?i:...) around what it is for'),
        (['fine', 'x{{y}}', '{z}'], 2, 0, 'nothing to repeat'),
        (['(a)', r'(b) \1'], 1, 4, r'\1 counts the groups of all phrases; name the group, (?P<x>...), and write (?P=x)'),
        (['fine', r'\p{Nonsense}'], 1, 0, 'unknown property'),
    ],
)  # fmt: skip
def test_a_mistake_is_located(phrases, number, position, message):
    with pytest.raises(PatternError) as caught:
        Phrases(phrases)
    assert (caught.value.number, str(caught.value)) == (number, message)
    assert abs(caught.value.position - position) <= 12


@pytest.mark.parametrize(
    'phrase', [r'(\w+) \1', r'(?P<w>\w+) (?P=w)', r'(?#why)ab', r'a(?|b|c)', '(?>ab|a)c', '(?1)(ab)']
)
def test_all_that_a_lone_pattern_may_hold(phrase):
    assert regex.compile(expand(phrase))
    Phrases([phrase])


@given(st.text(st.sampled_from('ab()[]{}?*+|\\^$-:!<=>P# '), max_size=8))
def test_whatever_is_written_is_a_pattern_or_a_pattern_error(phrase):
    try:
        made = Phrases(['fine', phrase])
    except PatternError as error:
        assert error.number == 1
        assert 0 <= error.position <= len(phrase)
    else:
        made.pattern.fullmatch('ab')
