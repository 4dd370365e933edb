"""Files of any format on the command line: feeds, packed files, folders of all kinds of files, settings for odd shapes."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys

import pytest

BODY = (
    'We offer a competitive salary. You work with a team of five on our records, and we will show you how it is done.'
)
RECORD = {'title': 'Clerk', 'company': 'Fernhill Payments', 'location': 'Leeds', 'description': BODY}
LINE = json.dumps(RECORD) + '\n'
PAGE = f'<html><head><title>x</title></head><body><h1>Clerk</h1><p>{BODY}</p></body></html>\n'


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Writes a file of text or bytes in the working folder."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, data: bytes | str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    return write


def vague(out: str) -> list[str]:
    """Where vague pay is reported in concise output."""
    return [line.split(': ')[0] for line in out.splitlines() if line.endswith('(salary.vague)')]


def check(run, *arguments: str) -> tuple[int, list[str], str]:
    """Exit code, places of vague pay, standard error."""
    code, out, err = run('check', '--format', 'concise', *arguments)
    return code, vague(out), err


# ---------------------------------------------------------------- feeds


COLUMN = LINE.index('competitive') + 1


def test_a_broken_record_loses_no_other(run, put):
    put('feed.jsonl', LINE + '{"title": "Clerk", \n\n' + LINE + '[1]\n' + LINE)
    code, places, err = check(run, 'feed.jsonl')
    assert code == 2
    assert places == [f'feed.jsonl:{line}:{COLUMN}' for line in (1, 4, 6)]
    assert [line.split(': error: ')[0] for line in err.splitlines()] == ['feed.jsonl:2:1', 'feed.jsonl:5:1']


def test_a_broken_feed_counts_as_one_file(run, put):
    put('feed.jsonl', LINE + '{\n' * 3)
    code, out, err = run('check', 'feed.jsonl')
    assert (code, len(err.splitlines())) == (2, 3)
    assert 'could not read 1 file' in out


def test_records_have_numbers_and_titles(run, put):
    other = {**RECORD, 'title': 'Porter', 'description': BODY.replace('competitive salary', 'pension')}
    put('feed.jsonl', LINE + json.dumps(other) + '\n' + LINE)
    out = run('check', 'feed.jsonl', '--select', 'salary.vague')[1]
    assert [line for line in out.splitlines() if line.startswith('#')] == ['#1 Clerk', '#3 Clerk']
    found = json.loads(run('check', 'feed.jsonl', '--select', 'salary.vague', '--format', 'json')[1])
    assert [(each['listing'], each['line'], each['match']) for each in found] == [
        (0, 1, 'competitive salary'), (2, 3, 'competitive salary'),
    ]  # fmt: skip
    assert [each['title'] for each in json.loads(run('check', 'feed.jsonl', '--explain', 'salary.vague', '--format', 'json')[1])] == [
        'Clerk', 'Porter', 'Clerk',
    ]  # fmt: skip
    facts = json.loads(run('facts', 'feed.jsonl', '--format', 'json')[1])
    assert [(each['listing'], each['title']['line'], each['title']['start']) for each in facts[:2]] == [
        (0, 1, 11),
        (1, 2, len(LINE) + 11),
    ]


def test_a_title_without_end_is_cut(run, put):
    put('feed.jsonl', json.dumps({**RECORD, 'title': 'Clerk ' * 10_000}) + '\n')
    first = run('check', 'feed.jsonl', '--select', 'salary.vague')[1].splitlines()[0]
    assert first.startswith('#1 Clerk Clerk')
    assert len(first) < 120
    assert first.endswith('…')


def test_a_page_has_no_number(run, put):
    put('page.html', PAGE)
    assert run('check', 'page.html')[1].startswith('page.html:1:')


# ---------------------------------------------------------------- packed files


@pytest.mark.parametrize(
    'data',
    [gzip.compress(LINE.encode()), gzip.compress(LINE[:30].encode()) + gzip.compress(LINE[30:].encode()) + b'\0' * 20],
)
@pytest.mark.parametrize('name', ['feed.jsonl.gz', 'feed.jsonl'])
def test_gzip(run, put, name, data):
    put(name, data)
    assert check(run, name) == (1, [f'{name}:1:{COLUMN}'], '')


def test_gzip_on_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, 'stdin', io.TextIOWrapper(io.BytesIO(gzip.compress(LINE.encode()))))
    assert check(run, '-') == (1, [f'stdin:1:{COLUMN}'], '')


@pytest.mark.parametrize(
    'change', [lambda data: data[:-12], lambda data: data[:-9] + b'xxxx' + data[-5:], lambda data: data + b'more']
)
def test_gzip_that_is_broken(run, put, change):
    put('feed.jsonl.gz', change(gzip.compress((LINE * 3).encode())))
    code, _, err = check(run, 'feed.jsonl.gz')
    assert code == 2
    assert err.splitlines()[-1].startswith('feed.jsonl.gz: error: this is packed with gzip, and broken: ')


def test_what_stands_before_broken_data_is_read(run, put):
    put('cut.jsonl.gz', gzip.compress((LINE * 50).encode(), 0)[:-200])
    code, places, err = check(run, 'cut.jsonl.gz')
    assert (code, len(places)) == (2, 49)
    assert 'broken: it breaks off' in err
    put('zero.jsonl', LINE.encode() * 3 + b'{"title": "x\0"}\n' + LINE.encode())
    code, places, err = check(run, 'zero.jsonl')
    assert (code, len(places)) == (2, 3)
    assert 'zero.jsonl:4:13: error: this is no text file: it holds a zero byte' in err


def test_little_data_that_becomes_much_is_not_read_whole(run, put, monkeypatch):
    monkeypatch.setattr('lintjob.readers.LONGEST_WHOLE', 100_000)
    put('page.html.gz', gzip.compress(b'<p>' + b' ' * 200_000))
    code, _, err = check(run, 'page.html.gz')
    assert (code, len(err.splitlines())) == (2, 1)
    assert 'too large to be read whole' in err


# ---------------------------------------------------------------- encodings


def test_what_is_not_utf_8_is_a_problem_and_is_read(run, put):
    put('advert.txt', 'Clerk\n\nPay: £13 an hour in our café, Mondays off.\n'.encode('cp1252'))
    code, out, err = run('check', '--format', 'concise', '--select', 'damage', 'advert.txt')
    assert (code, err) == (1, '')
    (line,) = out.splitlines()
    assert line.startswith('advert.txt:3:6: warning: "£" in "£13" is not UTF-8')
    assert json.loads(run('facts', '--format', 'json', 'advert.txt')[1])[0]['pay']['currency'] == 'GBP'


def test_each_record_that_is_not_utf_8_is_a_problem(run, put):
    cafe = json.dumps({**RECORD, 'title': 'Café chef'}, ensure_ascii=False).encode() + b'\n'
    put('feed.jsonl', cafe.decode().encode('cp1252') + cafe + cafe.decode().encode('cp1252'))
    out = run('check', '--format', 'concise', '--select', 'damage', 'feed.jsonl')[1]
    assert [line.split(': ')[0] for line in out.splitlines()] == ['feed.jsonl:1:12', 'feed.jsonl:3:12']


def test_bytes_that_nobody_sees_are_no_problem(run, put):
    put('page.html', PAGE.replace('x</title>', 'caf\xe9</title><!-- \xe9 -->').encode('latin-1'))
    assert run('check', '--select', 'damage', 'page.html')[0] == 0


# ---------------------------------------------------------------- formats that are asked for


def test_the_format_may_be_said(run, put):
    put('advert.txt', LINE)
    assert check(run, '--input-format', 'jsonl', 'advert.txt')[1] == [f'advert.txt:1:{COLUMN}']
    put('page.md', PAGE)
    assert 'title' in json.loads(run('facts', '--format', 'json', '--input-format', 'html', 'page.md')[1])[0]
    assert run('check', '--input-format', 'docx', 'advert.txt')[0] == 2


def test_a_format_that_is_not_read(run, put):
    put('advert.docx', b'PK')
    put('bad.jsonl', LINE)
    code, places, err = check(run, 'advert.docx', 'bad.jsonl')
    assert (code, len(places)) == (2, 1)
    assert err.startswith('advert.docx: error: .docx files are not read; give the advert as text')


# ---------------------------------------------------------------- folders


def test_a_folder_holds_many_files_that_are_no_listings(run, put):
    put('site/jobs.json', json.dumps([RECORD, RECORD]))
    put('site/clerk.html', PAGE)
    put(
        'site/feed.xml',
        f'<rss><channel><item><title>Clerk</title><description>{BODY}</description></item></channel></rss>',
    )
    put(
        'site/package.json',
        '{"name": "site", "version": "1.0.0", "description": "Our site", "scripts": {"build": "x"}}',
    )
    put('site/tsconfig.json', '{\n  // comments\n  "compilerOptions": {},\n}\n')
    put('site/config.yaml', 'baseURL: https://example.com\ntitle: Example\nparams: {mainSections: [jobs]}\n')
    put('site/broken.yml', 'a: [\n')
    put('site/people.csv', 'name,age\nA,1\n')
    put('site/sitemap.xml', '<urlset><url><loc>https://example.com/</loc></url></urlset>')
    put('site/about.html', '<html><body><h1>About us</h1><p>We have made maps since 1950.</p></body></html>')
    code, places, err = check(run, 'site')
    assert err == ''
    assert code == 1
    assert [place.split(':')[0] for place in places] == [
        'site/clerk.html',
        'site/feed.xml',
        'site/jobs.json',
        'site/jobs.json',
    ]
    out, said = run('check', '--verbose', 'site')[1:]
    assert 'passed over 7 files that are no listings' in out
    assert sorted(line.split(': ')[0] for line in said.splitlines()) == [
        f'site/{name}' for name in ('about.html', 'broken.yml', 'config.yaml', 'package.json', 'people.csv', 'sitemap.xml', 'tsconfig.json')
    ]  # fmt: skip


def test_a_table_of_people_is_no_feed(run, put):
    put('site/team.csv', 'name,title,location\nA,Head Baker,Leeds\nB,Junior Engineer,Cork\n')
    assert run('check', 'site') == (0, 'Found no problems in 0 listings; passed over 1 file that is no listing.\n', '')


def test_a_broken_file_of_listings_is_not_passed_over(run, put):
    put('jobs/a.json', json.dumps(RECORD)[:-20])
    put('jobs/b.jsonl', '{"title": \n' + LINE)
    code, places, err = check(run, 'jobs')
    assert code == 2
    assert places == [f'jobs/b.jsonl:2:{COLUMN}']
    assert [line.split(':')[0] for line in err.splitlines()] == ['jobs/a.json', 'jobs/b.jsonl']


# ---------------------------------------------------------------- settings for odd shapes


ODD = {
    'result': {
        'rows': [
            {
                'kopf': {'was': 'Clerk', 'wo': 'Leeds'},
                'teile': [{'a': BODY}, {'a': 'The work is on site, from Monday to Friday.'}],
            }
        ]
    }
}
SETTINGS = """\
inputs:
  - files: ['odd/*.json']
    format: json
    records: result.rows
    fields:
      title: kopf.was
      location: kopf.wo
      description: teile.a
  - files: '*.dat'
    format: jsonl
"""


def test_settings_say_where_fields_stand(run, put):
    put('odd/feed.json', json.dumps(ODD))
    put('other.dat', LINE)
    assert check(run, 'odd/feed.json')[0] == 2
    put('.lintjob.yaml', SETTINGS)
    code, places, err = check(run, 'odd/feed.json', 'other.dat')
    column = json.dumps(ODD).index('competitive') + 1
    assert (code, places, err) == (1, [f'odd/feed.json:1:{column}', f'other.dat:1:{COLUMN}'], '')
    facts = json.loads(run('facts', '--format', 'json', 'odd/feed.json')[1])[0]
    assert (facts['title']['value'], facts['place']['city'], facts['workplace']['mode']) == ('Clerk', 'Leeds', 'onsite')
    assert check(run, '--isolated', 'odd/feed.json')[0] == 2


@pytest.mark.parametrize(
    ('settings', 'said'),
    [
        ('inputs: x\n', '1:9: error: this should be a list, not text'),
        ('inputs:\n  - format: json\n', '2:5: error: "files" is missing: the globs of the files that this is about'),
        ('inputs:\n  - files: a\n    format: jsn\n', '3:13: error: unknown format "jsn"; did you mean "json"?'),
        ('inputs:\n  - files: a\n    record: a\n', '3:5: error: unknown key "record"; did you mean "records"?'),
        ('inputs:\n  - files: a\n    fields: {titel: a}\n', '3:14: error: unknown key "titel"; did you mean "title"?'),
        (
            'inputs:\n  - files: a\n    fields: {title: a..b}\n',
            '3:21: error: "a..b" is no path; it is written as the keys',
        ),
    ],
)
def test_mistakes_in_settings_are_located(run, put, settings, said):
    put('.lintjob.yaml', settings)
    put('a.txt', BODY)
    code, _, err = check(run, 'a.txt')
    assert code == 2
    assert err.startswith(f'.lintjob.yaml:{said}') or f'.lintjob.yaml:{said}' in err


def test_the_shape_of_records_may_hide_all_fields_in_objects(run, put):
    put(
        '.lintjob.yaml',
        'inputs:\n  - files: a.json\n    records: rows\n    fields: {title: head.what, description: parts.body}\n',
    )
    put('a.json', json.dumps({'rows': [{'head': {'what': 'Clerk'}, 'parts': {'body': BODY}}]}))
    code, places, err = check(run, 'a.json')
    assert (code, len(places), err) == (1, 1, '')


def test_what_settings_speak_of_is_as_good_as_named(run, put):
    put('.lintjob.yaml', "inputs:\n  - files: '*.dat'\n    format: jsonl\n  - files: feeds/*.json\n    records: rowz\n")
    put('feeds/one.dat', LINE)
    put('feeds/two.json', json.dumps({'rows': [RECORD]}))
    code, places, err = check(run, '.')
    assert code == 2
    assert places == [f'{os.path.join("feeds", "one.dat")}:1:{COLUMN}']
    assert 'two.json:1:1: error: ' in err
    assert 'did you mean "rows"?' in err


@pytest.mark.parametrize(
    ('name', 'data'),
    [
        ('a.json', '[]'), ('a.json', '{"jobs": [], "meta": {"total": 0}}'), ('a.jsonl', ''), ('a.csv', 'title,company,description\n'),
        ('a.rss', '<rss><channel><title>Jobs</title></channel></rss>'),
    ],
)  # fmt: skip
def test_a_feed_without_listings_is_no_mistake(run, put, name, data):
    put(name, data)
    assert run('check', name) == (0, 'Found no problems in 0 listings.\n', '')


@pytest.mark.parametrize(
    'data',
    [
        'title,company,location,description\nClerk,Fernhill,Leeds,"We offer a competitive salary."\n',
        'Stellentitel;Firma;Ort;Beschreibung\nClerk;Fernhill;Leeds;We offer a competitive salary.\n',
        'title\tcompany\tdescription\nClerk\tFernhill\tWe offer a competitive salary.\n',
        '- title: Clerk\n  description: We offer a competitive salary.\n',
        'jobs:\n  - title: Clerk\n    description: We offer a competitive salary.\n',
        '<!-- made by hand -->\n<jobs><job><title>Clerk</title><description>We offer a competitive salary.</description></job></jobs>',
    ],
)
def test_standard_input_is_read_by_what_it_looks_like(run, monkeypatch, data):
    monkeypatch.setattr(sys, 'stdin', io.TextIOWrapper(io.BytesIO(data.encode())))
    found = json.loads(run('check', '--format', 'json', '--select', 'salary.vague', '-')[1])
    before = data[: data.index('competitive')]
    assert [(each['line'], each['column']) for each in found] == [
        (before.count('\n') + 1, len(before) - before.rfind('\n'))
    ]
    monkeypatch.setattr(sys, 'stdin', io.TextIOWrapper(io.BytesIO(data.encode())))
    assert json.loads(run('facts', '--format', 'json', '-')[1])[0]['title']['value'] == 'Clerk'


def test_entities_in_fields_without_tags_are_what_they_stand_for(run, put):
    put(
        'a.json',
        json.dumps(
            {
                **RECORD,
                'title': 'R&amp;D Clerk',
                'description': 'Pay: &pound;30,000 to &pound;34,000 a year. See ?a=1&copy=2.',
            }
        ),
    )
    (facts,) = json.loads(run('facts', '--format', 'json', 'a.json')[1])
    assert (facts['title']['value'], facts['pay']['currency'], facts['pay']['maximum']) == ('R&D Clerk', 'GBP', 34_000)


def test_a_field_of_endless_values_takes_no_endless_time(run, put):
    places = ''.join(f'<location>v{number}</location>' for number in range(100_000))
    put('a.xml', f'<jobs><job><title>Clerk</title>{places}<description>{BODY}</description></job></jobs>')
    assert len(check(run, 'a.xml')[1]) == 1
