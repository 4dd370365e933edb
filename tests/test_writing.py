"""What is written into a source so that its view reads otherwise: in every format, through all its escapes."""

from __future__ import annotations

import functools
import gzip
import json
import random
import re
from collections import Counter

import pytest
from adverts import ADVERTS, Advert, files
from hypothesis import given
from hypothesis import strategies as st

from lintjob import readers
from lintjob.listing import Listing
from lintjob.passage import Masked, Passage, Table, Woven
from lintjob.phrase import JOINER
from lintjob.readers.json.escapes import passage as json_text
from lintjob.readers.yaml.scalars import passage as scalar
from lintjob.source import Span
from lintjob.stream import Stream

NAMES = tuple(name for name in files(ADVERTS[0]) if not name.endswith('.gz'))


def listing_in(name: str, text: str) -> Listing | None:
    """The one listing of a text; None where it is read as anything else."""
    found = list(readers.listings(Stream(name, [text.encode()])))
    return found[0] if len(found) == 1 and isinstance(found[0], Listing) else None


def write(text: str, listing: Listing, span: Span, new: str) -> str | None:
    """The text of a file with ``new`` in the place of a span of its listing's view."""
    written = listing.view.write(span, new)
    if written is None:
        return None
    begin = listing.source.begin.offset
    (start, end), words = written
    return text[: begin + start] + words + text[begin + end :]


@functools.cache
def opened(name: str, advert: Advert) -> tuple[str, Listing]:
    """The text of a file and its listing."""
    text = Stream(name, [files(advert)[name]]).whole().text
    listing = listing_in(name, text)
    assert listing
    return text, listing


def bare(text: str) -> str:
    """A view without what hides the backslashes of escapes."""
    return text.replace(JOINER, '')


def assert_written(name: str, text: str, listing: Listing, span: Span, new: str) -> bool:
    """Whether it can be written; then the view must be the old one with the span replaced, and all else as it was."""
    made = write(text, listing, span, new)
    if made is None:
        return False
    again = listing_in(name, made)
    said = (name, listing.text[span.start : span.end], new)
    assert again, said
    assert bare(again.text) == bare(listing.text[: span.start] + new + listing.text[span.end :]), said
    # What stands in the header says what the other lines of it are.
    for field, its in listing.fields.items() if span.start >= listing.body.start else ():
        if its.span.end < span.start or span.end < its.span.start:
            assert again.field(field) == its.value, (*said, field)
    return True


def test_what_would_be_a_label_is_not_written():
    """What is bold before a capital is a label, whether or not a blank is replaced with it."""
    text = (
        '<h1>Baker</h1>\n<p><b>Salary</b>\n fair and paid weekly, as for all of us.</p>\n<p>Company: Example Bread</p>'
    )
    listing = listing_in('a.html', text)
    assert listing
    at = listing.text.index(' fair')
    assert write(text, listing, Span(at, at + 5), 'Bread') is None
    assert write(text, listing, Span(at + 1, at + 5), 'Bread') is None
    assert assert_written('a.html', text, listing, Span(at + 1, at + 5), 'good')


# ---------------------------------------------------------------- all formats

WORDS = ('town', 'Bread', 'seven 7 words', '')
SIGNS = (
    *('R&D', '<b>', '"so"', "it's", 'a, b', 'é’🎉', '*x*', 'a_b_c', 'x: y', '# z', '&amp;', 'C:\\n', '- x', ']]>', '</script>'),
    *(' x', 'x ', '[a](b)', '`x`', 'x;y', 'x\ty', 'a\nb', '{x}', '~~x~~', '\u200b', '\xa0', '1.', '***', 'true'),
)  # fmt: skip


@given(st.sampled_from(NAMES), st.sampled_from(ADVERTS), st.data())
def test_any_words_of_any_format(name: str, advert: Advert, data):
    text, listing = opened(name, advert)
    words = [found.span() for found in re.finditer(r'\S+', listing.text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = min(first + data.draw(st.integers(0, 3)), len(words) - 1)
    blank = data.draw(st.integers(0, 1))
    span = Span(words[first][0] - min(blank, words[first][0]), words[last][1])
    assert_written(name, text, listing, span, data.draw(st.sampled_from(WORDS + SIGNS) | st.text(max_size=6)))


@given(st.sampled_from(NAMES), st.sampled_from(ADVERTS), st.data())
def test_any_span(name: str, advert: Advert, data):
    text, listing = opened(name, advert)
    start = data.draw(st.integers(0, len(listing.text)))
    end = min(start + data.draw(st.integers(0, 12)), len(listing.text))
    assert_written(name, text, listing, Span(start, end), data.draw(st.sampled_from(WORDS + SIGNS)))


@pytest.mark.parametrize('name', NAMES)
def test_plain_words_can_be_written(name: str):
    chance = random.Random(name)
    done: Counter[bool] = Counter()
    for advert in ADVERTS:
        text, listing = opened(name, advert)
        words = list(re.finditer(r'(?<!\S)[a-z]{3,}(?!\S)', listing.text))
        for found in chance.sample(words, min(len(words), 8)):
            done[assert_written(name, text, listing, Span(*found.span()), 'bread')] += 1
    assert done[True] >= 0.95 * done.total(), done


@pytest.mark.parametrize('name', NAMES)
def test_what_is_written_twice_can_be_taken_out(name: str):
    """The word and the blank before it are gone, and what was there first is back, byte for byte."""
    for advert in ADVERTS:
        text, listing = opened(name, advert)
        at = listing.text.index(' ', listing.body.start + 40)
        word = re.compile(r'(?<=\s)[a-z]{3,}(?= )').search(listing.text, at)
        assert word
        made = write(text, listing, Span(*word.span()), f'{word[0]} {word[0]}')
        again = listing_in(name, made or '')
        assert made
        assert again
        assert write(made, again, Span(word.end(), word.end() + 1 + len(word[0])), '') == text


def test_packed_files_read_the_same():
    text, listing = opened('feed.jsonl', ADVERTS[0])
    (packed,) = readers.listings(Stream('x.jsonl', [gzip.decompress(files(ADVERTS[0])['feed.jsonl.gz'])]))
    assert isinstance(packed, Listing)
    assert packed.view.write(Span(0, 5), 'Chief') == listing.view.write(Span(0, 5), 'Chief')
    assert '"title": "Staff' in text


# ---------------------------------------------------------------- what each of them writes

BODY = 'We bake bread for the whole town, every day of the week, and cakes on Sundays for all who like them.'
TEXT = f'Baker\n\nCompany: Example Bread\nLocation: Leeds\n\n{BODY}\n'


def record(description: str) -> dict[str, str]:
    return {'title': 'Baker', 'company': 'Example Bread', 'location': 'Leeds', 'description': description}


def yaml_of(value: str) -> str:
    return f'title: Baker\ncompany: Example Bread\nlocation: Leeds\ndescription: {value}\n'


@pytest.mark.parametrize(
    ('name', 'text', 'old', 'new', 'written'),
    [
        ('a.txt', TEXT, 'bread', 'R&D <b> *', 'R&D <b> *'),
        ('a.txt', TEXT, 'bread', '**bread**', None),
        ('a.txt', TEXT, 'We', '-', None),
        ('a.txt', TEXT, 'bread', 'a\nb', None),
        ('a.md', f'# Baker\n\n{BODY}\n', 'bread', '*bread* & <b>rolls', '\\*bread\\* & \\<b\\>rolls'),
        ('a.md', f'# Baker\n\n{BODY}\n', 'bread', '&amp;', None),
        ('a.md', f'# Baker\n\n{BODY}\n', 'We', '#', None),
        ('a.md', f'# Baker\n\n{BODY}\n', 'We', '1.', None),
        ('a.md', f'# Baker\n\n{BODY}\n'.replace('bread', '`bread`'), 'for', 'with', 'with'),
        ('a.md', f'---\ntitle: Baker\ncompany: Example\n---\n\n{BODY}\n', 'Baker', 'Baker & cook', 'Baker & cook'),
        ('a.md', f'---\ntitle: Baker\ncompany: Example\n---\n\n{BODY}\n', 'Baker', 'Cook: x', None),
        ('a.md', f'---\ntitle: Baker\ncompany: Example\n---\n\n{BODY}\n', 'Baker', 'true', None),
        ('a.md', f'---\ntitle: Baker\ncompany: Example\n---\n\n{BODY}\n', 'Baker', '', None),
        ('a.md', f'---\ntitle: "Baker"\ncompany: Example\n---\n\n{BODY}\n', 'Baker', 'Cook: x', 'Cook: x'),
        ('a.md', f'---\ntitle: "Baker"\ncompany: Example\n---\n\n{BODY}\n', 'Baker', 'the "x"', None),
        ('a.md', f'+++\ntitle = "Baker"\ncompany = "Example"\n+++\n\n{BODY}\n', 'Baker', 'Cook: x', 'Cook: x'),
        ('a.html', f'<h1>Baker</h1><p>{BODY}</p>', 'bread', 'R&D <x>', 'R&amp;D &lt;x&gt;'),
        ('a.html', f'<h1>Baker</h1><p>{BODY}</p>', 'bread', 'a  b', None),
        ('a.html', f'<h1>Baker</h1><p>{BODY}</p>'.replace('the whole', 'the &amp; whole'), '&', '+', '+'),
        ('a.html', f'<h1>Baker</h1><p>{BODY}</p>'.replace('bread', '<b>bread</b>'), 'bread', 'rolls', 'rolls'),
        ('a.html', f'<h1>Baker</h1><p>{BODY}</p>'.replace('bread', 'br<b>ead</b>'), 'bread', 'rolls', None),
        ('a.html', f'<h1>Baker</h1><p>{BODY}</p>'.replace('bread', 'bread <!-- x -->'), 'bread for', 'x', None),
        ('a.html', f'<h1>Baker</h1><p>{BODY}</p>'.replace(' bread', '\n  bread'), 'bake bread', 'make', 'make'),
        ('a.json', json.dumps(record(BODY)), 'bread', 'a "b" \\ é', 'a \\"b\\" \\\\ é'),
        ('a.json', json.dumps(record(BODY + ' é')), 'bread', 'é🎉', '\\u00e9\\ud83c\\udf89'),
        ('a.json', json.dumps(record(BODY + ' é'), ensure_ascii=False), 'bread', '"é', '\\"é'),
        ('a.json', json.dumps(record(f'<p>{BODY}</p>')), 'bread', 'R&D', 'R&amp;D'),
        ('a.json', json.dumps(record(f'&lt;p&gt;{BODY}&lt;/p&gt;')), 'bread', 'R&D', 'R&amp;amp;D'),
        ('a.json', json.dumps(record(BODY + ' &euro;')), 'bread', 'R&D', 'R&amp;D'),
        ('a.json', json.dumps(record('🎉 ' + BODY)), '🎉', 'x', 'x'),
        ('a.csv', f'title,company,location,description\nBaker,Example,Leeds,"{BODY}"\n', 'bread', 'a, "b"', 'a, ""b""'),
        ('a.csv', f'title;company;description\nBaker;Example;{BODY}\n', 'bread', 'rolls & é', 'rolls & é'),
        ('a.csv', f'title;company;description\nBaker;Example;{BODY}\n', 'bread', 'a; b', None),
        ('a.xml', f'<jobs><job><title>Baker</title><description>{BODY}</description></job></jobs>', 'bread', 'R&D', 'R&amp;D'),
        ('a.xml', f'<jobs><job><title>Baker</title><description>R&amp;D {BODY}</description></job></jobs>', 'bread', 'a<5', 'a&lt;5'),
        ('a.xml', f'<jobs><job><title>Baker</title><description><![CDATA[{BODY}]]></description></job></jobs>', 'bread', 'R&D', 'R&D'),
        ('a.xml', f'<jobs><job><title>Baker</title><description><![CDATA[{BODY}]]></description></job></jobs>', 'bread', ']]>', None),
        ('a.xml', f'<jobs><job title="Baker"><description>{BODY}</description></job></jobs>', 'Baker', 'Cook "B" & C', 'Cook &quot;B&quot; &amp; C'),
        ('a.yaml', yaml_of(BODY), 'bread', 'rolls', 'rolls'),
        ('a.yaml', yaml_of(BODY), 'bread', 'a: b', None),
        ('a.yaml', yaml_of(BODY), 'bread', 'a #b', None),
        ('a.yaml', yaml_of(BODY), 'bread', 'it\'s "x"', 'it\'s "x"'),
        ('a.yaml', yaml_of(f"'{BODY}'"), 'bread', "it's # x", "it''s # x"),
        ('a.yaml', yaml_of(f'"{BODY}"'), 'bread', 'a "b" \\', 'a \\"b\\" \\\\'),
        ('a.yaml', yaml_of(f'|\n  {BODY}'), 'bread', 'a "b" #c', 'a "b" #c'),
        ('a.yaml', yaml_of(f'|\n  {BODY}'), 'We ', '', ''),
        ('a.yaml', yaml_of(f'|\n  {BODY}'), 'We', ' x', None),
        ('a.yaml', yaml_of(f'>\n  {BODY}'.replace(' every', '\n  every')), 'every', '', None),
    ],
)  # fmt: skip
def test_as_each_format_writes_it(name: str, text: str, old: str, new: str, written: str | None):
    listing = listing_in(name, text)
    assert listing
    at = listing.text.index(old)
    span = Span(at, at + len(old))
    found = listing.view.write(span, new)
    assert (found[1] if found else None) == written
    if found:
        assert assert_written(name, text, listing, span, new)


@pytest.mark.parametrize(
    ('record', 'words'),
    [({'remote': True}, 'remote'), ({'salary': {'amount_cents': 3000000}}, '30000'), ({'type': 'FULL_TIME'}, 'full-time')],
)  # fmt: skip
def test_what_is_said_in_other_words_is_not_written(record: dict, words: str):
    text = json.dumps({'title': 'Baker', 'company': 'Example', **record, 'description': BODY})
    listing = listing_in('a.json', text)
    assert listing
    at = listing.text.find(words)
    if at >= 0:
        assert listing.view.write(Span(at, at + len(words)), 'x') is None


@pytest.mark.parametrize('new', ['NIL', 'n/a', '-'])
def test_a_value_goes_on_saying_something(new: str):
    listing = listing_in('a.json', json.dumps(record(BODY)))
    assert listing
    assert listing.text.startswith('Baker\n')
    assert listing.view.write(Span(0, 5), new) is None
    assert listing.view.write(Span(0, 5), 'Cook')


# ---------------------------------------------------------------- pieces


def test_whole_pieces_only():
    text = '"\\ud83c\\udf89 \\u0041b"'
    made = json_text(Passage(text), 1, len(text) - 1, '🎉 Ab')
    assert made.write(Span(0, 1), 'x') == ((1, 13), 'x')
    assert made.write(Span(2, 3), 'B') == ((14, 20), 'B')
    assert made.write(Span(3, 4), '') == ((20, 21), '')
    table = Table()
    table.add(0, Passage('&fjlig;s'), 0, 7)
    table.add(2, Passage('&fjlig;s'), 7, 8)
    two = Woven('fjs', lambda: table, lambda writing: writing.text)
    assert two.write(Span(0, 1), 'x') is None
    assert two.write(Span(0, 2), 'x') == ((0, 7), 'x')
    assert two.write(Span(1, 3), 'x') is None


def test_what_is_covered_is_not_written():
    made = Masked('a  b', Passage('a**b', 5), lambda writing: writing.text)
    assert made.write(Span(0, 1), 'x') == ((5, 6), 'x')
    assert made.write(Span(0, 2), 'x') is None
    assert made.write(Span(4, 4), 'x') == ((9, 9), 'x')


@given(
    st.sampled_from(['', "'", '"', '|', '>']),
    st.text('ab c:#\'"\\é,-\t', max_size=8),
    st.integers(0, 12),
    st.integers(0, 5),
)
def test_scalars_of_every_style(style: str, new: str, start: int, size: int):
    import yaml

    value = 'two words of bread'
    written = f'{style}{value}{style}' if style in ('', "'", '"') else f'{style}-\n  {value}'
    text = f'key: {written}\nmore: yes\n'
    place = Span(text.index(written), text.index(written) + len(written))
    made = scalar(Passage(text), *place, style, value).write(Span(start, start + size), new)
    if made:
        (begin, end), words = made
        expected = value[:start] + new + value[start + size :]
        assert yaml.safe_load(text[:begin] + words + text[end:]) == {'key': expected, 'more': True}
