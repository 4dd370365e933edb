"""The HTML reader: what is seen of a page, what each line of it is, and where each character stands."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lintjob.layout import ANY
from lintjob.listing import Block, Listing
from lintjob.passage import Passage, Weaver
from lintjob.phrase import HIDDEN, LINK
from lintjob.readers.html import entities, fragment, reader
from lintjob.source import Source, Span

CASES = yaml.safe_load((Path(__file__).parent / 'cases' / 'reader_html.yaml').read_text(encoding='utf-8'))


def woven(text: str) -> tuple[Passage, list[Block]]:
    """The view of a piece of HTML and its blocks."""
    passage = Passage(text)
    weaver = Weaver(passage)
    blocks = fragment.weave(weaver, passage)
    return weaver.done(), blocks


def listing(text: str) -> Listing:
    """The one listing of a page."""
    (found,) = reader.read(Source('page.html', text), ANY)
    assert isinstance(found, Listing)
    return found


def seen(text: str, blocks: list[Block] | tuple[Block, ...]) -> list[str]:
    """Blocks as a case writes them."""
    marks = str.maketrans({LINK: '~', HIDDEN: '#', '\xa0': '_'})
    return [f'{kind}: {text[its.start : its.end]}'.translate(marks) for kind, its in blocks]


@pytest.mark.parametrize('case', CASES['pieces'], ids=lambda case: case['name'])
def test_pieces(case: dict[str, Any]) -> None:
    view, blocks = woven(case['html'])
    assert seen(view.text, blocks) == case['blocks']
    if 'view' in case:
        assert view.text == case['view']


@pytest.mark.parametrize('case', CASES['pages'], ids=lambda case: case['name'])
def test_pages(case: dict[str, Any]) -> None:
    found = listing(case['html'])
    if 'blocks' in case:
        assert seen(found.text, found.blocks) == case['blocks']
    for name, value in case.get('fields', {}).items():
        assert found.field(name) == value, name
    for word, place in case.get('places', {}).items():
        at = found.text.index(word)
        start, end = found.place(Span(at, at + len(word)))
        assert case['html'][start:end] == place
    if 'body' in case:
        assert found.text[found.body.start :].startswith(case['body'])
    for word in case.get('unseen', ()):
        assert word not in found.text
    if 'mistake' in case:
        assert found.markup is not None
        assert case['mistake'] in found.markup.mistake
        start, end = found.place(found.markup.span)
        assert case['html'][start:].startswith(case['at'])
        assert end > start


def test_several_postings_are_a_listing_each() -> None:
    """A page of several postings is read as its data says, each by itself; one that says the same again is none."""
    posting = '{"@type": "JobPosting", "title": "%s", "description": "<p>You %s.</p>"}'
    postings = ', '.join(posting % pair for pair in (('Baker', 'bake'), ('Driver', 'drive'), ('Baker', 'bake')))
    text = f'<h1>Jobs</h1><script type="application/ld+json">{{"@graph": [{postings}]}}</script>'
    found = list(reader.read(Source('page.html', text), ANY))
    assert all(isinstance(each, Listing) and each.markup and each.markup.page is None for each in found)
    assert [
        (each.number, each.field('title'), each.text[each.body.start : each.body.end])
        for each in found
        if isinstance(each, Listing)
    ] == [(0, 'Baker', 'You bake.'), (1, 'Driver', 'You drive.')]


def test_the_markup_of_a_page() -> None:
    """The data's values have places, the shown text is the page, and the description is not in the view again."""
    prose = 'We bake bread and cake in a small shop near the station, from four in the morning until noon. ' * 4
    text = (
        f'<h1>Baker</h1><p>{prose}</p><script type="application/ld+json">{{"@type": "JobPosting", "title": "Baker", '
        '"description": "<p>We bake.</p><p>You sell.</p>"}</script>'
    )
    found = listing(text)
    markup = found.markup
    assert markup is not None
    assert markup.page is not None
    assert found.text[markup.page.start :].startswith('Baker\n\nWe bake')
    assert markup.description == 'We bake.\n\nYou sell.'
    assert 'You sell' not in found.text
    start, end = found.place(markup.span)
    assert text[start:end].strip('"') == 'JobPosting'
    assert found.place(found.fields['title'].span) == Span(4, 9)


@pytest.mark.parametrize('text', CASES['html'])
def test_is_html(text: str) -> None:
    assert fragment.is_html(text)
    assert not fragment.is_escaped_html(text)


@pytest.mark.parametrize('text', CASES['not html'])
def test_is_no_html(text: str) -> None:
    assert not fragment.is_html(text)


@pytest.mark.parametrize('text', CASES['escaped'])
def test_is_escaped_html(text: str) -> None:
    assert fragment.is_escaped_html(text)
    assert fragment.is_html(entities.unescape(Passage(text)).text)


@pytest.mark.parametrize('case', CASES['entities'], ids=lambda case: case[0])
def test_entities(case: tuple[str, str]) -> None:
    written, shown = case
    assert entities.unescape(Passage(written)).text == shown
    view, _ = woven(f'<p>x{written}x')
    assert view.text == f'x{shown}x'


# A document around known words: what is shown of each of them, and how it is written.
SHOWN = 's'
OTHER = 'o'
_LETTERS = st.sampled_from(
    [*'abcxyz', 'é', 'ß', '漢', ('é', '&eacute;'), ('ü', '&uuml'), ('€', '&#128;'), ('½', '&#xBD;'), ('&', '&amp;')]
)
_WORD = st.lists(_LETTERS, min_size=1, max_size=5)
_BLANK = st.sampled_from(
    [' ', '\n', '  ', ' \r\n\t', '&#32;', '&#10;  ', '&nbsp;', '<!-- no -->', '<br>', '<br />\n', '\t']
)
_ATTRIBUTES = st.sampled_from(
    [
        '',
        '',
        ' class="a b"',
        " title='it > is'",
        ' data-x=1',
        ' href="/a?b=1&c=2"',
        ' checked',
        ' style="color: red"',
        '\n id=x ',
    ]
)
_NOTHING = st.sampled_from(
    [
        '<script>no("<p>no</p>")</script>',
        '<style>no { no: no }</style>',
        '<!-- <p>no -->',
        '<nav><ul><li>no<li>no</ul></nav>',
        '<div hidden><div>no</div>no</div>',
        '<span style="display: none">no</span>',
        '<svg><title>no</title><path d="M0"/></svg>',
        '<i><button type=button>no</button></i>',
        '<select><option>no</select>',
        '<?no no?>',
        '<template><p>no</p></template>',
        '<div role="navigation">no <a href="#">no</a></div>',
        '<input value="no">',
        '<img alt="no" src="no">',
    ]
)
_INLINES = st.sampled_from(['b', 'i', 'a', 'span', 'strong', 'em', 'u', 'font', 'code', 'x-y'])
_BLOCKS = st.sampled_from(
    ['p', 'div', 'h1', 'h2', 'section', 'ul', 'li', 'table', 'tr', 'td', 'dl', 'dt', 'dd', 'pre', 'blockquote']
)

Piece = tuple[str, Any]


def _joined(pieces: list[list[Piece]]) -> list[Piece]:
    return [piece for part in pieces for piece in part]


def _element(name: str, attributes: str, inner: list[Piece], is_closed: bool) -> list[Piece]:
    end = [(OTHER, f'</{name}>')] if is_closed else []
    return [(OTHER, f'<{name}{attributes}>'), *inner, *end]


_leaf: st.SearchStrategy[list[Piece]] = st.one_of(
    _WORD.map(lambda word: [(SHOWN, word)]),
    _BLANK.map(lambda blank: [(OTHER, blank)]),
    _NOTHING.map(lambda no: [(OTHER, no)]),
)
_documents = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(_element, _INLINES, _ATTRIBUTES, st.lists(inner, max_size=4).map(_joined), st.just(True)),
        st.builds(_element, _BLOCKS, _ATTRIBUTES, st.lists(inner, max_size=4).map(_joined), st.booleans()),
    ),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_documents, max_size=6).map(_joined))
def test_each_character_knows_its_place(document: list[Piece]) -> None:
    """Every letter of every word is in the view, in order, and stands where it was written; nothing hidden is in it."""
    source = ''
    letters: list[tuple[str, int, str]] = []
    for kind, what in document:
        for letter in what if kind == SHOWN else ():
            shown, written = letter if isinstance(letter, tuple) else (letter, letter)
            letters.append((shown, len(source), written))
            source += written
        if kind == SHOWN:
            # An entity that needs no semicolon must not go on.
            source += ''
        else:
            source += what
    view, blocks = woven(source)
    gaps = 0
    at = 0
    for shown, place, written in letters:
        while view.text[at] != shown:
            assert view.text[at] in ' \n\xa0:', (source, view.text, at)
            at += 1
            gaps += 1
        assert view.place(Span(at, at + 1)) == Span(place, place + len(written)), (source, view.text, at)
        at += 1
    assert not view.text[at:].strip(' \n\xa0:')
    assert 'no' not in view.text
    for _, span in blocks:
        assert view.text[span.start : span.end].strip() == view.text[span.start : span.end] != ''
    assert all(before.span.end <= after.span.start for before, after in pairwise(blocks))


_SCRAPS = st.sampled_from(
    [
        *(
            '<',
            '>',
            '&',
            ';',
            '"',
            "'",
            '=',
            '/',
            '!',
            '-',
            '--',
            ' ',
            '\n',
            '\r',
            'a',
            '#',
            '<!--',
            '-->',
            ']]>',
            '\\n',
            '*',
            '_',
        ),
        *(
            '<p',
            '<b>',
            '</b>',
            '<li>',
            '<ul>',
            '</ul>',
            '<tr>',
            '<td>',
            '<table>',
            '</table>',
            '<dl>',
            '<dt>',
            '<dd>',
            '<h1>',
        ),
        *(
            '<script>',
            '</script>',
            '<svg',
            '<![CDATA[',
            '<?',
            '</',
            '&amp',
            '&#',
            '&#x',
            '&#128;',
            '&#99999999999;',
            '&shy;',
        ),
        *(
            '<nav>',
            ' hidden',
            ' style="display:none"',
            '<form>',
            '<input',
            '<pre>',
            '</pre>',
            '<br>',
            '<main>',
            '<article>',
        ),
        *(
            '<title>',
            '<meta property="og:title" content="',
            '<script type="application/ld+json">',
            '{"@type": "JobPosting"',
        ),
        *(
            ', "title": "a"}',
            ' itemtype="/JobPosting"',
            'Location: Leeds',
            '- a',
            '\u2022',
            '\xad',
            '\xa0',
            '\ufffc',
            '====',
            '<button>',
        ),
        *(
            '<body>',
            '<html>',
            ' role=main',
            '<summary>',
            '</title>',
            '<header>',
            '1. ',
            'JobPosting',
            'https://a.example/b',
        ),
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.one_of(_SCRAPS, st.text(max_size=4)), max_size=40).map(''.join))
@example('<td><td>')
@example('<script type="application/ld+json">{"@type": "JobPosting"')
def test_never_raises(text: str) -> None:
    """Whatever a file holds is read, and every place is one in it."""
    for found in reader.read(Source('page.html', text), ANY):
        assert isinstance(found, Listing)
        for at in range(len(found.text)):
            start, end = found.place(Span(at, at + 1))
            assert 0 <= start <= end <= len(text)
        for _, span in found.blocks:
            assert 0 <= span.start < span.end <= len(found.text)
        assert 0 <= found.body.start <= found.body.end <= len(found.text)
        for field in found.fields.values():
            assert 0 <= field.span.start <= field.span.end <= len(found.text)
    fragment.is_html(text)
    if fragment.is_escaped_html(text):
        weaver = Weaver(Passage(text))
        fragment.weave(weaver, entities.unescape(Passage(text)))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    '&lt;',
                    '&amp;',
                    '&quot;',
                    '&#39;',
                    '&nbsp;',
                    'é',
                    '&eacute;',
                    '&',
                    'lt;',
                    '&NotEqualTilde;',
                    '&notit;',
                ]
            ),
            st.text('ab;#& <', max_size=3),
        )
    ).map(''.join)
)
def test_unescaped_places(text: str) -> None:
    """Each character of an unescaped text is what its place says by itself."""
    passage = entities.unescape(Passage(text))
    end = 0
    for at, char in enumerate(passage.text):
        place = passage.place(Span(at, at + 1))
        assert char in entities.unescape(Passage(text[place.start : place.end])).text
        assert place.start >= end or place.start < place.end
        end = max(end, place.start)
