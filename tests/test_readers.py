"""Plain text, front matter, and what holds for every reader and any text."""

import pytest
from conftest import cases
from hypothesis import example, given
from hypothesis import strategies as st

from lintjob import readers
from lintjob.errors import LintjobError
from lintjob.listing import FIELD_NAMES, SCOPES, Listing
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.readers.text import mask, places, toml
from lintjob.source import Source, Span

MARKS = {HIDDEN: '▒', LINK: '§', JOINER: '¬'}
SHOWN = str.maketrans(MARKS)
NAMES = ('advert.txt', 'advert.md')


def read(text: str, name: str = 'advert.txt') -> Listing:
    (listing,) = readers.read(Source(name, text))
    hold(listing)
    return listing


def hold(listing: Listing) -> None:
    """What is true of the listing in any text file."""
    text, view = listing.source.text, listing.text
    assert len(view) == len(text)
    for seen, written in zip(view, text, strict=True):
        assert seen == written or (seen in MARKS or seen == ' ')
        assert written not in '\r\n' or seen == written
    whole = Span(0, len(text))
    for block in listing.blocks:
        assert whole.start <= block.span.start < block.span.end <= whole.end
        assert not view[block.span.start].isspace()
        assert not view[block.span.end - 1].isspace()
    for name, field in listing.fields.items():
        assert field.name == name
        assert name in FIELD_NAMES
        assert whole.start <= field.span.start <= field.span.end <= whole.end
    assert whole.start <= listing.body.start <= listing.body.end <= whole.end
    for scope in SCOPES:
        for start, end in listing.regions(scope):
            assert whole.start <= start <= end <= whole.end


def shown(text: str) -> str:
    return text.translate(SHOWN)


def compare(case: dict, name: str) -> None:
    listing = read(case['text'], name)
    view = shown(listing.text)
    fields = {name: field.value for name, field in listing.fields.items()}
    if 'fields' in case and not case.get('fields_more'):
        assert fields == case['fields']
    for field_name, value in case.get('fields', {}).items():
        assert fields[field_name] == value
    if 'blocks' in case:
        blocks = [[block.kind, view[slice(*block.span)]] for block in listing.blocks]
        if case.get('more'):
            assert blocks[: len(case['blocks'])] == case['blocks']
        else:
            assert blocks == case['blocks']
    for words in case.get('view', ()):
        assert str(words) in view
    for words in case.get('hidden', ()):
        assert words not in view
    if 'body' in case:
        assert case['text'][listing.body.start :].lstrip().startswith(case['body'].lstrip())
        assert listing.text[slice(*listing.body)].lstrip('# ').startswith(case['body'].lstrip('# '))
    for field_name, label in case.get('label', {}).items():
        assert listing.fields[field_name].label == label
    for field_name, raw in case.get('spans', {}).items():
        assert case['text'][slice(*listing.fields[field_name].span)] == raw


@pytest.mark.parametrize('case', cases('reader_plain'))
def test_plain(case):
    compare(case, 'advert.txt')


@pytest.mark.parametrize('case', cases('reader_frontmatter'))
def test_front_matter(case):
    if 'error' not in case:
        compare(case, 'advert.md')
        return
    with pytest.raises(LintjobError) as caught:
        readers.read(Source('advert.md', case['text']))
    assert str(caught.value) == f'advert.md:{case["error"]}'


def test_an_advert_within_the_front_matter_is_a_record():
    text = (
        '---\ntitle: "The \\"Night\\" Baker"\ndescription: |\n  ## The job\n\n  - bake **bread**\n  - sell it\n'
        'responsibilities:\n  - feed\n    the hens\n  - lock up\n---\n'
    )
    (listing,) = readers.read(Source('advert.md', text))
    assert listing.field('title') == 'The "Night" Baker'
    assert [(kind, listing.words(span)) for kind, span in listing.blocks] == [
        ('heading', 'The "Night" Baker'), ('heading', 'The job'), ('item', 'bake bread'), ('item', 'sell it'),
        ('item', 'feed the hens'), ('item', 'lock up'),
    ]  # fmt: skip
    assert [text[slice(*listing.place(span))] for _, span in listing.blocks] == [
        'The \\"Night\\" Baker', 'The job', 'bake **bread', 'sell it', 'feed\n    the hens', 'lock up',
    ]  # fmt: skip
    assert listing.body.start == listing.text.index('The job')
    assert (listing.is_record, listing.number) == (False, 0)


@pytest.mark.parametrize('name', ['a.md', 'A.MD', 'a.markdown', 'a.mdown', 'a.mkd'])
def test_markdown_is_known_by_its_name(name):
    assert read('# Baker\n\nWe bake.', name).blocks[0].kind == 'heading'
    assert '#' not in read('# Baker\n\nWe bake.', name).text


@pytest.mark.parametrize('name', ['a.txt', 'a', '<stdin>', 'a.md.txt'])
def test_all_else_is_plain_text(name):
    assert '`code`' in read('We `code`.', name).text


def test_fields_stand_where_they_are_written():
    text = 'Senior Baker\n\nCrumb & Sons\nLeedsPosted 3 May 2026\n\nJob Description\n\nWe bake.'
    for field in read(text).fields.values():
        assert text[slice(*field.span)] == field.value


class TestMask:
    """Covers laid over a text."""

    def test_what_begins_first_wins(self):
        covered = mask.Mask('abcdef')
        covered.cover(2, 5, 'x')
        covered.cover(1, 3, 'y')
        covered.cover(4, 5, 'z')
        assert covered.view() == 'ayyxxf'

    def test_line_ends_stay(self):
        covered = mask.Mask('a\r\nb\rc')
        covered.cover(0, 6, 'x')
        assert covered.view() == 'x\r\nx\rx'

    def test_nothing_covered(self):
        assert mask.Mask('abc').view() == 'abc'


@pytest.mark.parametrize(
    'words',
    ['London', 'Madison, WI', 'Leeds, Upper Wopping, UK', 'Remote', 'Remote - US', 'Remote (Europe)', 'London (Hybrid)', 'Berlin or Munich',
     'Anywhere in the World -', '1010 Vienna, Austria', 'Bengaluru / Pune, India', 'Hybrid - London'],
)  # fmt: skip
def test_a_place_by_its_form(words):
    assert places.is_place(words)


@pytest.mark.parametrize(
    'words',
    ['', 'A', 'Crumb & Sons', 'About us', 'Full-time', 'Remote work is not possible for this job.', 'Baker', 'we are in London', 'The City Bakery',
     'Apply now'],
)  # fmt: skip
def test_no_place_by_its_form(words):
    assert not places.is_place(words)


class TestToml:
    """The reader of TOML on its own."""

    @given(st.text('abc =[]{}"\'\n\\.,#0123:-_t', max_size=60))
    def test_it_reads_or_complains_in_its_place(self, text):
        source = Source('a.md', f'+++\n{text}\n+++\n')
        try:
            leaves = toml.read(source, 4, len(source.text) - 5)
        except LintjobError as error:
            (complaint,) = error.complaints
            assert 1 <= complaint.line <= text.count('\n') + 3
            assert complaint.column >= 1
        else:
            for leaf in leaves:
                assert 4 <= leaf.span.start <= leaf.span.end <= len(source.text)

    @pytest.mark.parametrize(
        'value', ['1', '-1', '+1_000', '1.5e3', '0xff', 'true', 'inf', '2026-05-01', '2026-05-01 10:00:00', '10:30', '"a"', "'a'", '[]', '[1, [2]]', '{a = 1}']
    )  # fmt: skip
    def test_values(self, value):
        source = Source('a.md', f'key = {value}')
        assert toml.read(source, 0, len(source.text)) is not None

    @pytest.mark.parametrize(
        'value',
        ['', '01x', 'yes', '"a', "'a", '[1', '{a = 1', '{a}', '2026-05', '1.', '"""a""', '[1 2]', '{a=1 b=2}'],
    )
    def test_what_is_no_value(self, value):
        source = Source('a.md', f'key = {value}')
        with pytest.raises(LintjobError):
            toml.read(source, 0, len(source.text))


PIECES = st.sampled_from([
    *('# ', '## ', '- ', '* ', '1. ', '> ', '**', '__', '*', '_', '`', '```\n', '~~~\n', '[', '](', ')', '![', '<!--', '-->', '<b>', '</b>', '<'),
    *('{{', '}}', '{%', '%}', '\\', '\\n', '|', '|-|-|\n', '---\n', '+++\n', '===\n', '\n', '\n\n', '\r', '\r\n', '\t', '    ', ' ', '\x0b', '\u2028'),
    *('a', 'Baker', 'Pay: £30k', 'Location: Leeds', 'Company', 'Posted 3 May 2026', 'Remote', 'https://example.com/a', 'a@example.com', '🍞', '…', '...'),
    *('title: x\n', 'title = "x"\n', 'salary:\n', '"', "'", ':', '.', '&amp;', 'é', '\u200b', HIDDEN, LINK, JOINER, '=== A ===\n', ' | ', ' · '),
])  # fmt: skip


@pytest.mark.parametrize('name', NAMES)
@given(text=st.one_of(st.lists(PIECES, max_size=40).map(''.join), st.text(max_size=200)))
@example(text='---\na: &a [*a]\n---\n')
@example(text='---\na: [b\n')
@example(text='---\n? [x]\n: y\n---\n')
@example(text='---\n"a\\\n  b": "c\\\n  d"\n---\n')
def test_any_text_reads_or_is_complained_of(name, text):
    try:
        read(text, name)
    except LintjobError as error:
        for complaint in error.complaints:
            assert complaint.path == name
            assert 1 <= complaint.line <= text.count('\n') + text.count('\r') + 1
            assert complaint.column >= 1


RUNS = ['[', '*', '<!--', 'x<!--', '(', '`', '` ``', '](', '[a](', '[](a "', '\\', '_', '<a', '<a ', '{{', '{%', '@', 'a@', 'http://', 'http://a)',
        'http://a(', 'www.', 'a.com/', '.', '. a', '#', '- ', '=', '|', '||\n|-|\n', '> ', '\n', '\r', 'A: b\n', 'a | ', '---\n', '\\n', '**a**\n', '```\n',
        '!\n', 'a · ', 'word ', 'x```\n', '"', 'A, ', '$1 ']  # fmt: skip


@pytest.mark.parametrize('name', NAMES)
@pytest.mark.parametrize('run', RUNS)
def test_much_of_anything_is_read(name, run):
    (listing,) = readers.read(Source(name, (run * (60_000 // len(run) + 1))[:60_000]))
    assert all(span.start < span.end for span in listing.regions('sentence'))


@pytest.mark.parametrize(
    'front',
    ['# c\n' * 20_000, 'a: b\n' * 8_000, 'a: ' + '[' * 20_000, 'a: "' + '\\"' * 10_000, 'a: b\r' * 8_000, 'x' * 40_000],
    ids=['comments', 'keys', 'lists', 'escapes', 'returns', 'word'],
)
@pytest.mark.parametrize('fence', ['---', '+++'])
def test_odd_front_matter_is_read_or_refused(front, fence):
    for text in (f'{fence}\nt: x\n{front}\n{fence}\nWe bake.', f'{fence}\n{front}'):
        try:
            readers.read(Source('a.md', text))
        except LintjobError as error:
            assert error.complaints
