"""The plain way to read front matter, held to what the YAML parser reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintjob.errors import LintjobError
from lintjob.readers.text import frontmatter
from lintjob.source import Source

PIECES = st.sampled_from(
    [
        *('title', 'salary', 'a-b', ':', ': ', ' ', '\n', '\r\n', '"', "'", '#', ' #', '- ', '-', '[', ']', '{', ','),
        *('|', '>', '&x', '*x', '!', '%', '@', '`', '\\', '\t', '~', 'null', 'yes', '12:30', '£30,000 - £40,000'),
        *('London (Hybrid)', '?', '...', '---', '<<', 'é', '\u00a0', '\u2028', '\x85', '1', '.5', 'a: b', 'x y'),
    ]
)
LINES = st.lists(st.lists(PIECES, max_size=6).map(''.join), max_size=5).map('\n'.join)
KEYED = st.lists(
    st.tuples(st.sampled_from(['title', 'Pay', 'a-b', 'x_1']), st.lists(PIECES, max_size=4).map(''.join)), max_size=5
).map(lambda pairs: '\n'.join(f'{key}: {value}' for key, value in pairs))


def parsed(text):
    """What the YAML parser makes of front matter; None where it is none."""
    try:
        tree = frontmatter.parsed(Source('advert.md', text), 0, len(text))
    except LintjobError:
        return None
    return [] if tree is None else list(frontmatter._leaves(text, tree, (), set()))


@given(LINES | KEYED)
def test_the_plain_way_reads_what_the_parser_reads(text):
    leaves = frontmatter.plain(text, 0, len(text))
    assert leaves is None or leaves == parsed(text)


@pytest.mark.parametrize(
    'text',
    [
        'title: Baker\nsalary: £30,000 - £40,000 a year\n',
        'title: "Baker: nights"\r\nlocation: \'Leeds, England\'  \r\n\r\n# a note\r\nremote: true\r\n',
        'posted: 2026-11-01\ntime: 12:30\nurl: https://example.com/#top\ntag: C#\n',
    ],
)
def test_what_people_write_is_read_the_plain_way(text):
    leaves = frontmatter.plain(text, 0, len(text))
    assert leaves
    assert leaves == parsed(text)


@pytest.mark.parametrize(
    'text',
    [
        'tags: [a, b]\n',
        'tags:\n  - a\n',
        'text: |\n  a\n',
        'text: a\n  b\n',
        'title: "a \\" b"\n',
        "title: 'it''s'\n",
        'title: &x a\n',
        'title: a # b\n',
        'title: a: b\n',
        '- a\n',
        'title:\n',
        'title: a:\n',
    ],
)
def test_what_is_not_plain_is_the_parser_s(text):
    assert frontmatter.plain(text, 0, len(text)) is None
