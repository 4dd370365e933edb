"""XML feeds: records are found, each value's characters stand where they are said to, and what is broken hides nothing else."""

from xml.etree import ElementTree as ET

import pytest
from conftest import cases, keeper
from hypothesis import given
from hypothesis import strategies as st

from lintjob.errors import Complaint
from lintjob.layout import Layout
from lintjob.readers.tree import Object, Value
from lintjob.readers.xml import elements
from lintjob.readers.xml import reader as xml
from lintjob.source import Source, Span
from lintjob.stream import Stream


@pytest.fixture
def records(monkeypatch):
    """What is handed over to be made a listing of: source, tree and number of each record."""
    found = []
    monkeypatch.setattr(xml.record, 'listing', keeper(found))
    return found


def read(text, layout=None, size=0, found=None):
    """What is complained of; the records are added to ``found``."""
    data = text.encode('utf-8', 'surrogatepass') if isinstance(text, str) else text
    pieces = [data[at : at + size] for at in range(0, len(data), size)] if size else [data]
    with pytest.MonkeyPatch.context() as patch:
        if found is not None:
            patch.setattr(xml.record, 'listing', keeper(found))
        each = list(xml.read(Stream('x.xml', pieces), layout or Layout('xml')))
    return [str(one).removeprefix('x.xml:') for one in each if isinstance(one, Complaint)]


def shown(node):
    if isinstance(node, Value):
        return node.text
    return [{entry.key: shown(entry.node)} for entry in node.entries]


def values(node):
    for entry in node.entries:
        if isinstance(entry.node, Value):
            yield entry.key, entry.node
        else:
            yield from values(entry.node)


@pytest.mark.parametrize('case', cases('reader_xml'))
def test_case(case, records):
    layout = Layout('xml', tuple(case['path'].split('/')) if 'path' in case else None)
    assert read(case['text'], layout) == case.get('complaints', [])
    assert [shown(node) for _, node, _ in records] == case.get('records', [])
    if 'numbers' in case:
        assert [number for _, _, number in records] == case['numbers']
    if 'lines' in case:
        assert [source.position(0).line for source, _, _ in records] == case['lines']
    for source, node, _ in records:
        for _, value in values(node):
            assert 0 <= value.span.start <= value.span.end <= len(source.text)


NAMED = {
    '<': '&lt;',
    '>': '&gt;',
    '&': '&amp;',
    '"': '&quot;',
    "'": '&apos;',
    '\xa0': '&nbsp;',
    '\u20ac': '&euro;',
    '\xe9': '&eacute;',
}
CHARS = st.one_of(
    st.sampled_from('ab <>&"\'\xa0\u20ac\xe9\U0001f600\u0142\n;#]-'),
    st.characters(codec='utf-8', exclude_categories=['Cc', 'Cs', 'Cn']),
)


@st.composite
def written(draw, text, *, in_attribute=False):
    """The characters of a text, each as it may be written in XML; in a CDATA section, with what is between two."""
    pieces = []
    for char in text:
        ways = ['decimal', 'hex']
        ways += ['plain'] * 3 if char not in '<>&"\'' else []
        ways += ['named'] if char in NAMED else []
        ways += [] if in_attribute else ['cdata', 'comment']
        way = draw(st.sampled_from(ways))
        pieces.append(
            {
                'decimal': f'&#{ord(char)};',
                'hex': f'&#x{ord(char):X};',
                'plain': char,
                'named': NAMED.get(char, ''),
                'cdata': f'<![CDATA[{char}]]>',
                'comment': f'<!-- & <p> --><?note no > text?>&#{ord(char)};',
            }[way]
        )
    return pieces


@st.composite
def feeds(draw):
    """A feed, the texts of its records, and how each character of them is written."""
    said, wrote = [], []
    out = [
        draw(
            st.sampled_from(
                ['', '<?xml version="1.0" encoding="ISO-8859-1"?>\n', '<!-- <job> -->', '<!DOCTYPE source>\n']
            )
        ),
        '<source>\r\n',
    ]
    for _ in range(draw(st.integers(1, 3))):
        texts = draw(st.lists(st.text(CHARS, min_size=1, max_size=8), min_size=2, max_size=3))
        out.append(draw(st.sampled_from(['<job>', '<job  >', '<job\n>'])))
        for text in texts:
            pieces = draw(written(text))
            out += ['<ns:title>', *pieces, draw(st.sampled_from(['</ns:title>', '</ns:title >\n']))]
            said.append(text)
            wrote.append(pieces)
        pieces = draw(written(texts[0], in_attribute=True))
        out += ['<pay per="', *pieces, '"/>']
        said.append(texts[0])
        wrote.append(pieces)
        out.append('</job>\n')
    out.append('</source>')
    return ''.join(out), said, wrote


@given(feeds(), st.integers(1, 50))
def test_each_character_stands_where_it_is_said_to(feed, size):
    text, said, wrote = feed
    found = []
    assert read(text, size=size, found=found) == []
    leaves = [(source, value) for source, node, _ in found for _, value in values(node)]
    assert len(leaves) == len(said)
    for (source, value), whole, pieces in zip(leaves, said, wrote, strict=True):
        assert value.text.strip() == whole.strip()
        assert text[source.begin.offset :].startswith(source.text)
        lead = len(whole) - len(whole.lstrip()) - (len(value.text) - len(value.text.lstrip()))
        for number, char in enumerate(value.text):
            start, end = value.passage.place(Span(number, number + 1))
            assert char == whole[lead + number]
            assert value.span.start <= start < end <= value.span.end
            assert source.text[start:end] in pieces[lead + number]
            assert source.text[start:end] == char or source.text[start] == '&'


WORDS = (
    '<job> </job> <title> </title> Baker <b/> <p> </p> &amp; & &#65; &x < > " \' <![CDATA[ ]]> <!-- --> <? ?> <job />'
    ' <source> </source> a=" <!ENTITY ]> \u20ac \x01 \ufffe \U0001f600 <\u0142> </\u0142> <html> <item> </item>'
    ' <job_id="1"> _ \r \n <!DOCTYPE_x_[ <!ENTITY_a_"b">'
)
BITS = st.lists(st.sampled_from(WORDS.split(' ')).map(lambda bit: bit.replace('_', ' ')), max_size=40)


@given(BITS, st.integers(1, 9))
def test_no_text_raises_and_pieces_do_not_matter(bits, size):
    text = '<source>' + ''.join(bits)
    whole, parts = [], []
    complaints = read(text, found=whole)
    assert read(text, size=size, found=parts) == complaints
    assert [shown(node) for _, node, _ in whole] == [shown(node) for _, node, _ in parts]
    assert [source.begin for source, _, _ in whole] == [source.begin for source, _, _ in parts]
    read(''.join(bits))


PIECES = st.sampled_from(
    [
        'Baker',
        ' ',
        '\n',
        '&amp;',
        '&#65;',
        '&#x20ac;',
        '\u20ac',
        "'",
        '<![CDATA[<b> & ]]>',
        '<!-- <a> -->',
        '<?note ?>',
        ']',
        '\U0001f600',
    ]
)
TREES = st.recursive(
    st.lists(PIECES, max_size=5).map(''.join),
    lambda inner: st.lists(
        st.tuples(st.sampled_from(['title', 'pay', 'x-y', '\u0142']), inner), min_size=1, max_size=4
    ),
    max_leaves=8,
)


def rendered(tree):
    if isinstance(tree, str):
        return tree
    return ''.join(f'\n<{name} >{rendered(inner)}</{name}><!-- & -->' for name, inner in tree)


def plain(element):
    if not len(element):
        return ' '.join((element.text or '').split())
    return [{child.tag: plain(child)} for child in element]


def squeezed(tree):
    if isinstance(tree, str):
        return ' '.join(tree.split())
    return [{key: squeezed(inner)} for each in tree for key, inner in each.items()]


@given(TREES)
def test_what_is_well_formed_is_read_as_elementtree_reads_it(tree):
    text = f'<job><id>1</id>{rendered(tree if isinstance(tree, list) else [("title", tree)])}</job>'
    found = elements.parse(Source('x.xml', text))
    assert isinstance(found, Object)
    assert squeezed(shown(found)) == plain(ET.fromstring(text))  # noqa: S314


def test_a_page_is_read_as_html():
    text = '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><body><h1>Baker</h1><p>We bake bread.<br>Every night.</p></body></html>'
    (listing,) = xml.read(Stream('x.xml', [text.encode()]), Layout('xml'))
    assert 'We bake bread.\nEvery night.' in listing.text


def test_any_bytes_are_read(records):
    text = '<jobs><job><title>B\xe4cker</title></job></jobs>'
    for data in (text.encode('utf-8-sig'), text.encode('utf-16'), text.encode('cp1252')):
        records.clear()
        assert read(data) == []
        assert [shown(node) for _, node, _ in records] == [[{'title': 'B\xe4cker'}]]


def test_elements_deeper_than_any_feed_are_text(records):
    deep = 10_000
    assert read('<jobs><job><title>Baker</title>' + '<a>' * deep + 'x' + '</a>' * deep + '</job></jobs>') == []
    assert len(records) == 1


def test_a_record_that_never_ends_is_one_complaint(monkeypatch, records):
    monkeypatch.setattr('lintjob.stream.LONGEST_RECORD', 2000)
    monkeypatch.setattr(xml, '_LOOKED', (500, 500))
    good = '<job><title>Baker</title></job>\n'
    text = f'<jobs>\n{good}<job><title>{"x" * 5000}</title></job>\n{good}<!-- {"y" * 5000}\n{good}</jobs>'
    found = read(text, size=100)
    assert [line.split(': error: ')[0] for line in found] == ['3:1', '5:1']
    assert [number for _, _, number in records] == [0, 2, 3]


def test_records_that_are_no_listings_are_named(monkeypatch):
    monkeypatch.setattr(xml.record, 'listing', lambda *_: None)
    found = read('<jobs>\n' + '<job><age>1</age></job>\n' * 6 + '</jobs>')
    assert [line.split(': error: ')[0] for line in found] == ['2:1', '3:1', '4:1', '7:1']
    found = read('<urlset>\n' + '<url><loc>https://example.com</loc></url>\n' * 6 + '</urlset>')
    assert found == [
        '1:1: error: no record of an advert is found; looked for elements such as <job>, <position>, <item> or <entry>'
    ]
