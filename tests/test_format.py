"""Which format a file is taken to be in."""

from __future__ import annotations

import pytest

from lintjob import readers
from lintjob.errors import LintjobError
from lintjob.layout import FORMATS, Layout
from lintjob.pathglob import matches
from lintjob.readers import format as formats
from lintjob.stream import Stream

OBJECT = '{"title": "Baker"}'


@pytest.mark.parametrize(
    ('name', 'text', 'form'),
    [
        ('a.txt', '<p>Baker</p>', 'text'),
        ('a.md', '{}', 'markdown'),
        ('A.HTML', 'Baker', 'html'),
        ('a.json', OBJECT, 'json'),
        ('a.json', f'{OBJECT}\n{OBJECT}\n', 'jsonl'),
        ('a.jsonl', OBJECT, 'jsonl'),
        ('a.jsonl.gz', OBJECT, 'jsonl'),
        ('a.jsonl', '\n{\n  "title": "Baker"\n}\n', 'json'),
        ('a.ndjson', '[\r\n{}]', 'json'),
        ('a.b.yml', '', 'yaml'),
        ('a.csv', 'title\nBaker\n', 'csv'),
        ('a.tsv.gz', '', 'tsv'),
        ('a.xml', '<rss/>', 'xml'),
        ('a.xml', '<!DOCTYPE html>\n<html>', 'html'),
        ('a.rss', '<x/>', 'xml'),
        # A name that says nothing: the beginning of the text does.
        ('advert', 'Baker\n\nWe bake.', 'text'),
        ('stdin', '  [\n  {"title": "Baker"}]', 'json'),
        ('stdin', f'{OBJECT}\r\n{OBJECT}\r\n', 'jsonl'),
        ('stdin', '{company}: Baker', 'text'),
        ('stdin', '[Baker](x)', 'text'),
        ('stdin', '<?xml version="1.0"?><a/>', 'xml'),
        ('stdin', '\n<source><job>', 'xml'),
        ('stdin', '<!-- note --><div>Baker</div>', 'html'),
        ('stdin', '<company name> is hiring', 'text'),
        ('stdin', '---\ntitle: Baker\n---\n', 'markdown'),
        ('stdin', '# Baker\n', 'markdown'),
        ('stdin', '#1 bakery in town', 'text'),
        ('stdin', '', 'text'),
    ],
)
@pytest.mark.parametrize('size', [1, 1000])
def test_format(name, text, form, size):
    data = text.encode()
    stream = Stream(name, [data[at : at + size] for at in range(0, len(data), size)])
    assert readers.format_of(stream) == form
    assert stream.whole().text == text


@pytest.mark.parametrize('form', FORMATS)
def test_what_the_owner_says_holds(form):
    assert readers.format_of(Stream('a.pdf', [b'# x']), Layout(form)) == form


@pytest.mark.parametrize('name', ['a.pdf', 'a.DOCX', 'a.toml', 'jobs.zip', 'jobs.xlsx.gz'])
def test_what_is_not_read_is_refused(name):
    with pytest.raises(LintjobError, match='files are not read; give the advert as text'):
        list(readers.listings(Stream(name, [b'Baker'])))


def test_every_format_has_a_suffix_and_a_reader():
    assert tuple(formats.SUFFIXES) == FORMATS
    for form in FORMATS:
        for each in readers.listings(Stream('x', [b'']), Layout(form)):
            assert each


@pytest.mark.parametrize(
    ('pattern', 'path', 'fits'),
    [
        ('*.json', 'a.json', True),
        ('*.json', 'feeds/deep/a.json', True),
        ('*.json', 'a.jsonl', False),
        ('feeds/*.json', 'feeds/a.json', True),
        ('feeds/*.json', 'feeds/deep/a.json', False),
        ('feeds/*.json', 'old/feeds/a.json', False),
        ('feeds/**/*.json', 'feeds/a.json', True),
        ('feeds/**/*.json', 'feeds/b/c/a.json', True),
        ('**/feeds/*', 'old/feeds/a.json', True),
        ('feeds', 'feeds/b/a.json', True),
        ('feeds/', 'old/feeds/a.json', True),
        ('/feeds', 'old/feeds/a.json', False),
        ('./feeds/a.?son', 'feeds/a.json', True),
        ('a.json', 'xa.json', False),
        ('a[1].json', 'a[1].json', True),
        ('a[1].json', 'a1.json', False),
        ('feeds/**', 'feeds/b/c', True),
        ('**', 'a', True),
    ],
)
def test_globs(pattern, path, fits):
    assert matches(pattern, path) is fits
