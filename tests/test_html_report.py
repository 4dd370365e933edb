"""The HTML report without a browser: well formed, whole, the right words marked, nothing of an advert run.

After a wanted change of the page: UPDATE_GOLDEN=1 python -m pytest tests/test_html_report.py
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from html.parser import HTMLParser

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from lintjob.listing import Block, Field, Listing, Markup
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.problem import About, Fix, Level, Problem
from lintjob.reporters import Look, Summary, reporter
from lintjob.source import Source, Span

GOLDEN = ROOT / 'tests' / 'golden' / 'report.html'
VOID = {'meta', 'input', 'br', 'hr', 'img', 'link', 'rect'}
COVERS = HIDDEN + LINK + JOINER
ABOUTS = {
    'pay.vague': About(
        'pay.vague',
        Level.WARNING,
        'says',
        'Nobody knows the pay. So they go.',
        'Write a range.',
        'https://example.com/pay',
    ),
    'pay.missing': About('pay.missing', Level.ERROR, 'says', 'One sentence.', '', 'javascript:alert(1)'),
}


class Page(HTMLParser):
    """A page, read strictly: every element is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.words: list[tuple[str, list[tuple[str, dict[str, str]]]]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        assert len(values) == len(attrs), attrs
        self.elements.append((tag, values))
        if 'id' in values:
            self.ids.append(values['id'])
        if tag == 'p':
            assert not any(name == 'p' for name, _ in self.open), 'a paragraph in a paragraph'
        if tag not in VOID:
            self.open.append((tag, values))

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.words.append((data, list(self.open)))

    def text(self, wanted) -> str:
        """All text whose line of elements is wanted."""
        return ''.join(data for data, line in self.words if wanted(line))


def has(line, tag: str, kind: str = '') -> bool:
    return any(name == tag and (not kind or kind in (values.get('class') or '').split()) for name, values in line)


def problem(listing: Listing, span: Span, rule='pay.vague', level=Level.WARNING, message='says nothing', fix=None):
    start, end = listing.place(span)
    places = (*listing.source.position(start), *listing.source.position(end))
    return Problem(
        listing.source.name, *places, rule, level, message, listing.words(span), listing.number, start, end, span, fix
    )


def written(found, summary=None, rules=ABOUTS) -> str:
    report = reporter('html', Look(100, colour=False, quiet=False, rules=rules))
    pieces = [*report.begin()]
    counts = dict.fromkeys(Level, 0)
    names: dict[str, int] = {}
    for listing, problems in found:
        pieces += report.listing(listing, problems)
        for each in problems:
            counts[each.level] += 1
            names[each.rule] = names.get(each.rule, 0) + 1
    pieces += report.end(summary or Summary(len(found), counts, 0, 0, {}, names))
    assert all(piece.endswith('\n') or not piece for piece in pieces)
    return ''.join(pieces)


def listing_of(text: str, blocks=(), name='jobs/baker.txt', **more) -> Listing:
    return Listing(Source(name, text), text, blocks, more.pop('fields', {}), Span(0, len(text)), **more)


def checked(text: str) -> Page:
    """A page of which all holds that holds of every report."""
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    for tag, values in page.elements:
        assert tag not in ('img', 'link', 'iframe', 'object', 'embed', 'base', 'video', 'audio')
        assert not [name for name in values if name.startswith('on') or name in ('style', 'src', 'srcset', 'action')]
        if tag == 'a':
            link = values['href']
            assert link.startswith('https://') or link.removeprefix('#') in page.ids, link
        for name in ('aria-labelledby', 'for'):
            if name in values:
                assert values[name] in page.ids
    assert not re.search('[\ud800-\udfff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]', text)
    return page


def test_a_page_holds_all_that_it_needs_and_may_load_nothing():
    page = checked(written([]))
    (policy,) = [values['content'] for _, values in page.elements if 'http-equiv' in values]
    assert policy.startswith("default-src 'none'; ")
    assert 'unsafe' not in policy
    for tag, name in (('style', 'style-src'), ('script', 'script-src')):
        body = page.text(lambda line, tag=tag: has(line, tag))
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
        assert sum(each == tag for each, _ in page.elements) == 1
        assert not re.search(r'url\(|@import|https?:|fetch|XMLHttp|import\(|innerHTML|eval|document\.write', body)


def test_golden():
    # Imported here: it asks for formats that this module does not need.
    from test_reporters import everything

    found = [(Listing(source, source.text, [], {}, Span(0, len(source.text))), [each]) for source, each in everything()]
    text = re.sub(r"'sha256-[^']*'", "'DIGEST'", written(found))
    said = re.sub(r'<(style|script)>.*?</\1>', r'<\1></\1>', text, flags=re.DOTALL)
    if os.environ.get('UPDATE_GOLDEN'):
        GOLDEN.write_text(said, encoding='utf-8', newline='')
    with open(GOLDEN, encoding='utf-8', newline='') as wanted:
        assert said == wanted.read()


# ---------------------------------------------------------------- highlights

TEXT = 'Baker\n\nWe offer a competitive salary and more.\n\n- Bread\n- Cake\n'
BLOCKS = [
    Block('heading', Span(0, 5)),
    Block('paragraph', Span(7, 46)),
    Block('item', Span(50, 55)),
    Block('item', Span(58, 62)),
]


def marks(page: Page, number: int) -> str:
    """What is highlighted for the problem of a number."""

    def wanted(line):
        return any(name == 'mark' and str(number) in values['data-p'].split() for name, values in line)

    return page.text(lambda line: wanted(line) and not has(line, 'span', 'caret'))


def test_overlapping_and_nested_words_are_each_marked_whole():
    listing = listing_of(TEXT, BLOCKS)
    spans = [Span(18, 36), Span(18, 29), Span(30, 45), Span(16, 36), Span(7, 46), Span(18, 36)]
    problems = [problem(listing, span) for span in sorted(spans)]
    page = checked(written([(listing, problems)]))
    assert [marks(page, number) for number in range(1, 7)] == [TEXT[slice(*span)] for span in sorted(spans)]
    references = [values['href'] for tag, values in page.elements if tag == 'a' and 'ref' in values.get('class', '')]
    assert sorted(references) == [f'#p{number}' for number in range(1, 7)]


def test_words_across_blocks_are_marked_in_each_and_noted_once():
    listing = listing_of(TEXT, BLOCKS)
    page = checked(written([(listing, [problem(listing, Span(37, 62))])]))
    assert marks(page, 1) == 'and more.BreadCake'
    assert page.ids.count('p1') == 1


def test_something_missing_is_marked_at_its_place():
    listing = listing_of(TEXT, BLOCKS)
    text = written([(listing, [problem(listing, Span(46, 46), 'pay.missing', Level.ERROR)])])
    assert 'and more.<mark class="error missing" data-p="1">' in text
    assert marks(checked(text), 1) == ''


@pytest.mark.parametrize('text', ['', '\n\n', ' '])
def test_an_advert_without_text_has_its_note(text):
    listing = listing_of(text)
    page = checked(written([(listing, [problem(listing, Span(0, 0))])]))
    assert 'p1' in page.ids
    assert '(no text)' in page.text(lambda line: has(line, 'h2'))


def test_what_no_reader_sees_is_named():
    text = f'Baker\n\n{HIDDEN * 6}\n\nBread'
    source = Source('x.html', text.replace(HIDDEN * 6, '"GBPP"'))
    span = Span(7, 13)
    markup = Markup((), {('baseSalary', 'currency'): span}, Span(0, 0), '', None)
    listing = Listing(
        source, text, [Block('heading', Span(0, 5)), Block('paragraph', Span(15, 20))], {}, span, markup=markup
    )
    page = checked(written([(listing, [problem(listing, span)])]))
    assert marks(page, 1) == '"GBPP"'
    assert 'baseSalary.currency' in page.text(lambda line: has(line, 'span', 'label'))


def test_an_address_that_is_covered_is_shown():
    text = f'Write to {HIDDEN * 16} or {HIDDEN * 7} now'
    source = Source('x.md', 'Write to jobs@example.com or `clock` now')
    listing = Listing(source, text, [Block('paragraph', Span(0, len(text)))], {}, Span(0, len(text)))
    page = checked(written([(listing, [problem(listing, Span(0, 5))])]))
    assert 'to jobs@example.com or   now' in page.text(lambda line: has(line, 'h2'))


@st.composite
def adverts(draw):
    """An advert of any blocks with problems anywhere."""
    text = draw(st.text(st.sampled_from('abc de<&>"\'\n\u200bé🥐' + COVERS), max_size=60))
    edges = st.integers(0, len(text))
    pairs = st.tuples(edges, edges).map(lambda pair: Span(*sorted(pair)))
    kinds = st.sampled_from(['heading', 'item', 'paragraph', 'row'])
    blocks = draw(st.lists(st.builds(Block, kinds, pairs), max_size=5))
    listing = listing_of(text, sorted(blocks, key=lambda block: block.span))
    levels = st.sampled_from(list(Level))
    rules = st.sampled_from([*ABOUTS, 'other.rule'])
    problems = [
        problem(listing, span, rule, level)
        for span, rule, level in draw(st.lists(st.tuples(pairs, rules, levels), min_size=1, max_size=6))
    ]
    return listing, sorted(problems, key=lambda each: each.span)


def solid(text: str) -> str:
    """A text without blanks, and without what covers markup."""
    return ''.join(char for char in text if not char.isspace() and char not in COVERS + '\u200b')


@given(adverts())
def test_any_words_are_marked_and_no_others(advert):
    listing, problems = advert
    page = checked(written([(listing, problems)]))
    assert not set(COVERS) & set(page.text(lambda line: has(line, 'body')))
    for number, each in enumerate(problems, 1):
        words = solid(listing.text[slice(*each.span)])
        seen = page.text(
            lambda line, number=number: (
                any(
                    name == 'mark' and str(number) in values['data-p'].split() and 'unseen' not in values['class']
                    for name, values in line
                )
                and not has(line, 'span', 'caret')
            )
        )
        # Of what stands between blocks, signs alone are left out.
        letters = ''.join(filter(str.isalnum, solid(seen)))
        assert letters == ''.join(filter(str.isalnum, words))
        assert solid(seen) in words or all(char in words for char in solid(seen))
        assert f'p{number}' in page.ids
        assert any(tag == 'mark' and str(number) in values['data-p'].split() for tag, values in page.elements)


@given(adverts())
def test_any_advert_is_shown_whole_and_once(advert):
    listing, problems = advert
    page = Page(written([(listing, problems)]))
    added = (('ol', 'notes'), ('a', 'ref'), ('span', 'label'), ('mark', 'unseen'))

    def letters(*place: str) -> str:
        shown = page.text(
            lambda line: has(line, 'article') and has(line, *place) and not any(has(line, *each) for each in added)
        )
        return ''.join(filter(str.isalnum, shown))

    whole = ''.join(filter(str.isalnum, listing.text))
    # A title that stands first in the text is the heading, and does not stand there again.
    assert whole in (letters('div', 'text'), letters('h2') + letters('div', 'text'))


def test_the_title_is_shown_once_with_what_is_wrong_in_it():
    listing = listing_of(TEXT, BLOCKS)
    found = [problem(listing, Span(0, 5)), problem(listing, Span(18, 29))]
    page = checked(written([(listing, found)]))
    assert page.text(lambda line: has(line, 'h2') and has(line, 'article')) == 'Baker1'
    assert marks(page, 1) == 'Baker'
    seen = page.text(lambda line: has(line, 'div', 'text') and not has(line, 'ol', 'notes'))
    assert 'Baker' not in seen
    assert 'We offer a competitive2 salary' in seen


def test_a_title_that_stands_elsewhere_too_is_kept_there():
    text = f'We need you\n\n{TEXT}'
    fields = {'title': Field('title', 'Baker', Span(13, 18), '')}
    listing = listing_of(text, [Block('paragraph', Span(0, 11)), Block('heading', Span(13, 18))], fields=fields)
    page = checked(written([(listing, [problem(listing, Span(13, 18))])]))
    assert page.text(lambda line: has(line, 'h2') and has(line, 'article')) == 'Baker'
    assert 'Baker' in page.text(lambda line: has(line, 'div', 'text') and has(line, 'h3'))


# ---------------------------------------------------------------- hostile texts

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'</style>--><!--]]>&lt;\x00\x1b\ud83d\u202e'


def test_nothing_of_an_advert_becomes_markup():
    text = f'{HOSTILE}\n\n{HOSTILE}'
    fields = {
        'title': Field('title', HOSTILE, Span(0, len(HOSTILE)), HOSTILE),
        'company': Field('company', HOSTILE, Span(len(HOSTILE) + 2, len(text)), HOSTILE),
        'language': Field('language', '"><script>', Span(0, 0), ''),
    }
    blocks = [Block('row', Span(0, len(HOSTILE))), Block('row', Span(len(HOSTILE) + 2, len(text)))]
    rules = {HOSTILE: About(HOSTILE, Level.ERROR, HOSTILE, HOSTILE, HOSTILE, 'https://example.com/"><script>')}
    listing = listing_of(text, blocks, HOSTILE, fields=fields)
    plain = [(listing_of('Baker', (), 'x'), [])]
    expected = Page(written([(listing_of(text.replace(HOSTILE, 'x' * len(HOSTILE)), blocks, 'x', fields={}), [])]))
    page = checked(
        written(
            [(listing, [problem(listing, Span(3, 20), HOSTILE, Level.ERROR, HOSTILE)]), (listing, []), *plain],
            Summary(3, {Level.ERROR: 1}, 0, 0, {HOSTILE: 1}, {HOSTILE: 1}),
            rules,
        )
    )
    assert sum(tag == 'script' for tag, _ in page.elements) == sum(tag == 'script' for tag, _ in expected.elements) == 1
    assert all(tag != 'img' for tag, _ in page.elements)
    assert page.text(lambda line: has(line, 'body')).count('<script>alert(1)</script>') > 8


def test_a_link_is_one_to_the_web():
    listing = listing_of(TEXT, BLOCKS)
    found = [problem(listing, Span(7, 9)), problem(listing, Span(10, 15), 'pay.missing')]
    page = checked(written([(listing, found)]))
    outer = [values['href'] for tag, values in page.elements if tag == 'a' and not values['href'].startswith('#')]
    assert outer == ['https://example.com/pay']


# ---------------------------------------------------------------- notes and summary


def test_a_note_says_all_and_the_next_of_its_rule_refers_to_it():
    listing = listing_of(TEXT, BLOCKS, number=2, is_record=True)
    found = [problem(listing, Span(7, 9), fix=Fix(7, 9, 'We', is_safe=True)), problem(listing, Span(18, 29))]
    text = written([(listing, found)])
    said = checked(text).text(lambda line: has(line, 'li', 'note'))
    for words in (
        '1',
        'Warning',
        'Says nothing',
        'Write instead',
        'Write a range.',
        'Nobody knows the pay.',
        'So they go.',
    ):
        assert words in said
    assert 'pay.vague line 3, column 1' in said
    assert 'lintjob check --fix' in said
    assert said.count('Nobody knows the pay.') == 1
    assert 'see <a href="#p1">note 1</a>' in text
    assert 'jobs/baker.txt #3' in text


def test_the_text_has_its_language_and_the_notes_theirs():
    words = 'Wir suchen einen Bäcker für unsere Backstube. Die Arbeit beginnt um vier, und das Gehalt ist gut.'
    listing = listing_of(words, [Block('paragraph', Span(0, len(words)))])
    text = written([(listing, [problem(listing, Span(4, 10))])])
    assert '<p lang="de" dir="auto">Wir <mark' in text
    assert '<article class="ad" id="l1" tabindex="-1"' in text


@pytest.mark.parametrize(
    ('summary', 'words'),
    [
        (Summary(0, {}, 0, 0), ['No problems in 0 listings', 'Nothing was checked']),
        (Summary(2, {}, 3, 1), ['No problems in 2 listings', '3 files were passed over', '1 file could not be read']),
        (Summary(1, {}, 0, 0, {'Welsh': 1}), ['1 listing is in Welsh']),
        (Summary(9, {}, 0, 0, excluded=1, mended=2, fixed=3, fixable=4, unsafely=1),
         ['1 file was left alone', '3 problems were mended in 2 files', '4 problems can be mended with lintjob check --fix.',
          '1 problem can be mended with lintjob check --fix --unsafe-fixes']),
        (Summary(9, {}, 0, 0, {}, {}, 2, 1, 3, 4, True),
         ['The run was broken off', '2 problems were suppressed', '1 problem was held back', '3 problems of the baseline are gone',
          '4 problems were mended']),
    ],
)  # fmt: skip
def test_the_summary(summary, words):
    said = checked(written([], summary)).text(lambda line: has(line, 'main') or has(line, 'section'))
    for each in words:
        assert each in said


def test_the_rules_that_flagged_most_come_first_and_the_rest_is_counted():
    rules = {f'pack.rule{number:02}': number for number in range(1, 13)}
    page = checked(written([], Summary(5, {Level.WARNING: 78}, 0, 0, {}, rules)))
    shown = [values['data-rule'] for tag, values in page.elements if tag == 'code' and 'data-rule' in values]
    assert shown == [f'pack.rule{number:02}' for number in range(12, 4, -1)]
    assert '4 other rules with 10 problems' in page.text(lambda line: True)


def test_listings_without_problems_are_named_in_a_fold_without_their_text():
    listing = listing_of(TEXT, BLOCKS)
    page = checked(written([(listing, [])]))
    assert '1 listing without problems' in page.text(lambda line: has(line, 'summary'))
    assert 'Baker jobs/baker.txt' in ' '.join(page.text(lambda line: has(line, 'details', 'clean')).split())
    assert 'competitive' not in page.text(lambda line: has(line, 'body'))


def test_the_command_line_writes_a_page(run, write):
    write('a.txt')
    code, _, errors = run('check', '--isolated', 'a.txt', '--output', 'html=out/report.html', '--exit-zero')
    assert (code, errors) == (0, '')
    with open('out/report.html', encoding='utf-8') as file:
        checked(file.read())
