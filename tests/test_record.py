"""Records: what is read from the tree of a JSON file, where it stands, and which of its objects are adverts."""

import json

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st

from lintjob import readers
from lintjob.errors import Complaint
from lintjob.layout import ANY, Layout
from lintjob.listing import FIELD_NAMES, Listing
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.readers.json import parser as jsontree
from lintjob.readers.record import jobposting
from lintjob.source import Source, Span
from lintjob.stream import Stream

SHOWN = str.maketrans({HIDDEN: '▒', LINK: '§', JOINER: '¬'})


def read(text: str, layout: Layout = ANY) -> list[Listing | Complaint]:
    found = list(readers.listings(Stream.of(Source('jobs.json', text)), layout))
    for each in found:
        if isinstance(each, Listing):
            hold(each)
    return found


def hold(listing: Listing) -> None:
    """What is true of any listing that was a record."""
    whole = Span(0, len(listing.text))
    for block in listing.blocks:
        assert whole.start <= block.span.start < block.span.end <= whole.end
        assert listing.text[slice(*block.span)].strip()
    for name, field in listing.fields.items():
        assert field.name == name
        assert name in FIELD_NAMES
        assert whole.start <= field.span.start < field.span.end <= whole.end
        start, end = listing.place(field.span)
        assert 0 <= start < end <= len(listing.source.text)
    assert whole.start <= listing.body.start <= listing.body.end <= whole.end


def layout_of(case: dict) -> Layout:
    told = case.get('layout')
    if not told:
        return ANY
    fields = {name: tuple(map(tuple, paths)) for name, paths in told.get('fields', {}).items()}
    return Layout('', tuple(told['records']) if 'records' in told else None, fields)


@pytest.mark.parametrize('case', cases('reader_record'))
def test_record(case):
    found = read(case['json'], layout_of(case))
    assert len(found) == case.get('count', 1)
    listing = found[0]
    assert isinstance(listing, Listing)
    assert {name: field.value for name, field in listing.fields.items()} == case['fields']
    view = listing.text.translate(SHOWN)
    if 'view' in case:
        assert [line for line in view.split('\n') if line not in ('▒', '§')] == case['view']
    if 'body' in case:
        assert view[slice(*listing.body)] == case['body']
    if 'blocks' in case:
        blocks = [[kind, view[slice(*span)]] for kind, span in listing.blocks if span.start >= listing.body.start]
        assert blocks == case['blocks']
    for name, raw in case.get('raw', {}).items():
        assert case['json'][slice(*listing.place(listing.fields[name].span))] == raw


@pytest.mark.parametrize(
    ('text', 'words'),
    [
        ('{"a": 1, "b": [{"x": "y"}]}', 'there are a, b'),
        ('{"name": "x"}', 'no listing is found'),
        ('[1]', 'no listing is found'),
        ('"text"', 'no listing is found'),
        ('{"title": "", "description": "short"}', 'no listing is found'),
        ('[{"title": "Home", "url": "https://example.com", "date": "2026-01-01"}]', 'there are title, url, date'),
        (
            '{"name": "leftpad", "description": "Pads on the left", "version": "1.0"}',
            'there are name, description, version',
        ),
        ('{"scripts": {"test": "x"}, "name": "package", "dependencies": {"y": "1"}}', 'no listing is found'),
    ],
)
def test_no_advert_is_one_complaint(text, words):
    (complaint,) = read(text)
    assert isinstance(complaint, Complaint)
    assert (complaint.line, complaint.column) == (1, 1)
    assert words in complaint.message
    assert '"records"' in complaint.message


@pytest.mark.parametrize(
    ('records', 'place', 'words'),
    [
        (('jobz',), (1, 1), 'did you mean "jobs"?'),
        (('jobs', 'itens'), (1, 10), 'jobs has no key "itens"; did you mean "items"?'),
        (('other',), (1, 1), 'there are jobs'),
    ],
)
def test_a_wrong_path_to_the_records(records, place, words):
    text = '{"jobs": {"items": [{"title": "Baker", "location": "Leeds"}]}}'
    (complaint,) = read(text, Layout('', records))
    assert isinstance(complaint, Complaint)
    assert (complaint.line, complaint.column) == place
    assert words in complaint.message


@pytest.mark.parametrize(
    ('path', 'words'),
    [
        (('pay', 'amout'), '"salary" is said to stand at pay.amout, but no record has that; did you mean "amount"?'),
        (('wage',), 'but no record has that; there are title, pay'),
    ],
)
def test_a_wrong_path_to_a_field(path, words):
    text = '[{"title": "Baker", "pay": {"amount": "£12 an hour"}}]'
    complaint, listing = read(text, Layout('', None, {'salary': (path,)}))
    assert isinstance(complaint, Complaint)
    assert (complaint.line, complaint.column) == (1, 2)
    assert words in complaint.message
    assert listing.field('title') == 'Baker'


def test_one_of_several_paths_to_a_field_is_enough():
    text = '[{"title": "Baker", "a": {"b": "Leeds"}}, {"title": "Cook", "c": "York"}]'
    found = read(text, Layout('', None, {'location': (('a', 'b'), ('c',))}))
    assert [listing.field('location') for listing in found] == ['Leeds', 'York']


def test_numbers_count_what_is_in_the_list():
    text = json.dumps([{'title': 'Baker', 'location': 'Leeds'}, None, {'x': 1}, {'title': 'Cook', 'location': 'York'}])
    assert [(each.number, each.field('title')) for each in read(text)] == [(0, 'Baker'), (3, 'Cook')]


def test_only_files_of_several_are_records():
    one = {'title': 'Baker', 'location': 'Leeds'}
    assert [each.is_record for each in read(json.dumps(one))] == [False]
    assert [each.is_record for each in read(json.dumps([one]))] == [True]


def test_a_posting_alone_has_its_data_and_no_page():
    text = """{"@context": "https://schema.org", "@type": "JobPosting", "title": "Baker",
     "description": "<p>You bake &amp; sell.</p>", "hiringOrganization": {"@type": "Organization", "name": "Example"},
     "employmentType": ["FULL_TIME", "PART_TIME"], "validThrough": null, "directApply": true, "image": []}"""
    (listing,) = read(text)
    markup = listing.markup
    assert markup.page is None
    assert markup.description == 'You bake & sell.'
    assert text[slice(*listing.place(markup.span))] == 'JobPosting'
    values = {each.path: (each.value, each.is_text) for each in markup.properties}
    assert values['title',] == ('Baker', True)
    assert values['validThrough',] == ('', False)
    assert values['directApply',] == ('true', False)
    assert [each.value for each in markup.properties if each.path == ('employmentType',)] == ['FULL_TIME', 'PART_TIME']
    assert set(markup.names) >= {('hiringOrganization',), ('hiringOrganization', 'name'), ('image',), ('@context',)}

    def raw(span: Span) -> str:
        return text[slice(*listing.place(span))]

    assert raw(markup.names['hiringOrganization',]) == 'hiringOrganization'
    assert raw(markup.names['hiringOrganization', 'name']) == 'Example'
    assert raw(markup.names['validThrough',]) == 'validThrough'
    assert raw(markup.names['image',]) == 'image'
    assert raw(markup.names['directApply',]) == 'true'
    # What is not shown touches no words.
    assert all(line.strip(HIDDEN) == '' or HIDDEN not in line for line in listing.text.split('\n'))


@pytest.mark.parametrize(
    ('text', 'count'),
    [
        ('{"@type": "JobPosting"}', 1),
        ('{"@type": ["Thing", "https://schema.org/JobPosting"]}', 1),
        ('{"@graph": [{"@type": "JobPosting"}, {"@type": "schema:JobPosting"}]}', 2),
        ('{"@type": "WebPage", "mainEntity": {"@type": "JobPosting"}}', 1),
        ('{"@type": "JobPostings"}', 0),
        ('["JobPosting"]', 0),
        ('{"@type": "JobPosting", "similar": {"@type": "JobPosting"}}', 1),
    ],
)
def test_postings_are_found(text, count):
    assert len(jobposting.postings(jsontree.parse(Source('x.json', text)))) == count


CHARS = st.characters(codec='utf-8', exclude_categories=['Cc', 'Cs', 'Cn', 'Co', 'Cf', 'Zs', 'Zl', 'Zp'])
WORDS = st.text(CHARS | st.sampled_from('"\\/é€\U0001f600'), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=3, max_size=40), st.booleans())
def test_each_character_of_the_text_stands_where_its_place_says(words, is_ascii):
    body = 'We bake. ' + ' '.join(words)
    text = json.dumps({'id': 1, 'title': 'Baker', 'description': body, 'x': 'y'}, ensure_ascii=is_ascii)
    (listing,) = read(text)
    for at in range(*listing.body):
        seen = listing.text[at]
        raw = text[slice(*listing.place(Span(at, at + 1)))]
        written = json.loads(f'"{raw}"') if raw.startswith('\\') or (raw.isprintable() and raw != '"') else raw
        assert seen in (*SHOWN_AS, written) or (seen in ' \n' and not written.isalnum()), (seen, raw)


SHOWN_AS = (HIDDEN, LINK, JOINER, ' ')

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=30)
KEYS = st.sampled_from(
    [
        *(
            'title',
            'name',
            'text',
            'description',
            'descriptionHtml',
            'salary',
            'min',
            'max',
            'location',
            'city',
            'jobs',
        ),
        *('categories', 'hostedUrl', 'content', 'absolute_url', '@type', 'jobAd', 'sections', 'remote', 'posted', 'x'),
    ]
)
TREES = st.recursive(
    LEAVES
    | st.sampled_from(['JobPosting', '<p>a</p>', '&lt;p&gt;a', '# a\n\n- b', 'N/A', '2026-01-01', '99999999999']),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)


@given(TREES)
def test_any_tree_is_read_without_a_traceback(tree):
    for each in read(json.dumps(tree)):
        assert isinstance(each, (Listing, Complaint))


def test_a_deep_tree_and_a_long_list():
    deep: object = {'title': 'Baker', 'location': 'Leeds'}
    for _ in range(60):
        deep = {'a': deep}
    assert len(read(json.dumps(deep))) == 1
    assert len(read(json.dumps([{'title': 'Baker', 'tags': list(range(5000)), 'location': ['Leeds'] * 5000}]))) == 1


def test_a_sum_that_python_makes_no_number_of():
    (found,) = read(f'{{"title": "Baker", "description": "You bake.", "salary": {{"min_cents": {"9" * 5000}}}}}')
    assert isinstance(found, Listing)
    assert found.fields['salary_minimum'].value == '9' * 5000
