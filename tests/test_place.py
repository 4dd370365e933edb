"""Places: read where they are plain, and not where they could be two."""

from pathlib import Path

import pytest
import regex
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lintjob import gazetteer, readers, vocabulary
from lintjob.facts import place
from lintjob.listing import Field, Listing
from lintjob.source import Source, Span

CASES = yaml.safe_load((Path(__file__).parent / 'cases' / 'place.yaml').read_text('utf-8'))
INDEX = vocabulary.index(['en'])


def read(text, **fields):
    view, placed = '', {}
    for name, value in fields.items():
        placed[name] = Field(name, value, Span(len(view), len(view) + len(value)))
        view += value + '\n'
    view += text
    listing = Listing(Source('x.txt', view), view, [], placed, Span(len(view) - len(text), len(view)))
    return place.read(listing, INDEX.scan(view)), view


@pytest.mark.parametrize(('value', 'country', 'region', 'city'), CASES['locations'])
def test_locations(value, country, region, city):
    found, view = read('text', location=value)
    assert found is not None
    assert (found.country, found.region or '', found.city or '') == (country, region, city)
    assert view[found.span.start : found.span.end] == value


@pytest.mark.parametrize('value', CASES['nothing'])
def test_what_could_be_two_places_is_none(value):
    assert read('text', location=value)[0] is None


@pytest.mark.parametrize(('title', 'country'), CASES['titles'])
def test_titles(title, country):
    found, view = read('text', title=title)
    assert found is not None
    assert found.country == country
    assert view[found.span.start : found.span.end] == title


@pytest.mark.parametrize('title', CASES['titles_of_nowhere'])
def test_titles_of_nowhere(title):
    assert read('text', title=title)[0] is None


@pytest.mark.parametrize(('line', 'country'), CASES['lines'])
def test_labelled_lines(line, country):
    found, view = read(f'About us.\n{line}\nMore text.', title='Cook')
    assert found is not None
    assert found.country == country
    assert 'text' not in view[found.span.start : found.span.end]
    assert 'Salary' not in view[found.span.start : found.span.end]


@pytest.mark.parametrize('line', CASES['lines_of_nowhere'])
def test_lines_of_nowhere(line):
    assert read(f'About us.\n{line}\nMore text.', title='Cook')[0] is None


@pytest.mark.parametrize(('location', 'company', 'title', 'country', 'region'), CASES['beside'])
def test_a_lone_state_beside_a_county(location, company, title, country, region):
    found = read('text', title=title, company=company, location=location)[0]
    assert ((found.country, found.region or '') if found else ('', '')) == (country, region)


FILLING = 'We brew tea by hand and we have done so for years ' * 14


@pytest.mark.parametrize(('words', 'country'), CASES['flattened'])
def test_labels_in_a_flattened_text(words, country):
    found, view = read(f'{words} {FILLING}', title='Brewer')
    assert found is not None
    assert found.country == country
    assert 'brew' not in view[found.span.start : found.span.end]


@pytest.mark.parametrize('words', CASES['flattened_of_nowhere'])
def test_labels_of_nowhere_in_a_flattened_text(words):
    assert read(f'{words} {FILLING}', title='Brewer')[0] is None


def test_labels_in_the_middle_count_in_long_lines_near_the_beginning_only():
    words = 'Full time, 40 hoursLocation: Leeds, UK. Start: May. '
    assert read(words, title='Brewer')[0] is None
    assert read(words + FILLING, title='Brewer')[0] is not None
    assert read(FILLING * 3 + words, title='Brewer')[0] is None


def test_the_field_comes_before_the_line_and_the_line_before_the_title():
    text = 'Location: Leeds, UK'
    assert read(text, title='Cook - Berlin', location='Madrid')[0].country == 'ES'
    assert read(text, title='Cook - Berlin', location='Remote')[0].country == 'GB'
    assert read('', title='Cook - Berlin', location='Remote')[0].country == 'DE'


def test_a_field_that_names_two_countries_is_not_overruled():
    assert read('Location: Leeds, UK', title='Cook - Berlin', location='UK or Spain')[0] is None


def test_through_the_reader():
    listing = readers.read(Source('x.md', '---\ntitle: Cook\nlocation: Boise, Idaho\n---\n\nText.\n'))[0]
    found = place.read(listing, INDEX.scan(listing.text))
    assert found[:3] == ('US', 'US-ID', 'Boise')
    assert listing.text[found.span.start : found.span.end] == 'Boise, Idaho'


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from('LondSUKCATX,;/()- 19\n🇩🇪📍:|&é'), max_size=80))
def test_no_text_is_too_odd(text):
    found, view = read('Location: ' + text, location=text, title=text)
    assert found is None or 0 <= found.span.start <= found.span.end <= len(view)


def places(location, text=''):
    view = f'{location}\n{text}'
    fields = {'location': Field('location', location, Span(0, len(location)))} if location else {}
    listing = Listing(Source('x.txt', view), view, [], fields, Span(len(location) + 1, len(view)))
    return [(each.region or each.country, each.city or '') for each in place.every(listing, INDEX.scan(view))]


def test_several_places_stand_each_for_itself():
    assert places('Leeds, UK or Boise, Idaho') == [('GB-ENG', 'Leeds'), ('US-ID', 'Boise')]
    assert places('Portland, OR, Vancouver, WA') == [('US-OR', 'Portland'), ('US-WA', 'Vancouver')]
    assert places('Remote (TX, ID, UT)') == [('US-TX', ''), ('US-ID', ''), ('US-UT', '')]
    assert places('Remote') == places('Georgia') == places('') == []


def test_a_later_statement_tells_more_where_it_agrees():
    text = 'You bake bread.\nLocation: Boise, Idaho\n'
    assert places('United States', text) == [('US', ''), ('US-ID', 'Boise')]
    assert places('Leeds, UK', text) == [('GB-ENG', 'Leeds')]
    assert places('UK', text) == [('GB', '')]
    assert places('Remote', text) == places('', text) == [('US-ID', 'Boise')]


@pytest.mark.parametrize(
    ('text', 'region'),
    [
        ('The position is based in Boise, Idaho. You bake.', 'US-ID'),
        ('This role will be located at our Boise, Idaho bakery and hybrid.', 'US-ID'),
        ('You must live in Idaho to apply.', 'US-ID'),
        ('Our company is based in Boise, Idaho.', ''),
        ('We sell to bakeries located in Idaho.', ''),
    ],
)
def test_sentences_that_say_where_the_job_is(text, region):
    assert [each[0] for each in places('', f'Baker\n\n{text}\n')] == ([region] if region else [])


def test_much_of_anything_is_read():
    for text in (
        'The role is based in Boise, Idaho, ' * 3000,
        'Location: London, ' * 6000,
        'Location:\n' * 10_000,
        '📍 ' * 50_000,
        'London / ' * 11_000,
    ):
        read(text, location=text, title=text)
        places(text[:700], text)


# ---------------------------------------------------------------- the data


def lines_of(section):
    within = False
    for line in Path(gazetteer.FILE).read_text('utf-8').splitlines():
        if line.startswith('['):
            within = line == f'[{section}]'
        elif within and line and not line.startswith('#'):
            yield line


def test_codes_are_codes():
    countries = [line.split(' ')[0] for line in lines_of('countries')]
    assert len(countries) == len(set(countries)) == 250
    regions = [line.split(' ')[0] for line in lines_of('regions')]
    assert len(regions) == len(set(regions))
    for code in regions:
        assert regex.fullmatch('[A-Z]{2}-[A-Z0-9]{1,3}', code)
        assert code[:2] in countries
    for line in lines_of('cities'):
        code = line.split(' ')[0]
        assert code in regions or code in countries, code


def test_no_name_has_blanks_at_its_edge():
    for section in ('countries', 'regions', 'cities', 'wide', 'around', 'no town'):
        for line in lines_of(section):
            for name in line.partition(' ')[2].split('; '):
                assert name.strip() == name, line
                assert name, line
                assert ';' not in name, line


def test_a_city_that_is_known_in_two_countries_counts_in_one():
    seen = {}
    for line in lines_of('cities'):
        code, _, names = line.partition(' ')
        for name in names.split('; '):
            if not name.startswith('~'):
                assert seen.setdefault(name.casefold(), code[:2]) == code[:2], name


def test_the_us_and_canada_are_complete():
    regions = [line.split(' ')[0] for line in lines_of('regions')]
    assert sum(code.startswith('US-') for code in regions) == 52
    assert sum(code.startswith('CA-') for code in regions) == 13
    assert sum(code.startswith('AU-') for code in regions) == 8
    assert sum(code.startswith('DE-') for code in regions) == 16
    assert sum(code.startswith('AT-') for code in regions) == 9
    assert sum(code.startswith('CH-') for code in regions) == 26
    assert sum(code.startswith('GB-') for code in regions) == 4
