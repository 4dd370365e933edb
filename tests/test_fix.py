"""``--fix`` and ``--diff`` from end to end: what is mended, what is left alone, and how files are written."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys

import pytest
from adverts import ADVERTS, files
from conftest import ROOT
from test_writing import NAMES, listing_in
from test_writing import write as written

from lintjob.cli import fix
from lintjob.cli.difference import unified
from lintjob.cli.replacing import replace
from lintjob.linter import Linter
from lintjob.mending import Mended
from lintjob.source import Span
from lintjob.stream import Stream

ADVERT = """\
Baker

Company: Example Bread
Location: Leeds, United Kingdom

We bake bread for the the whole town , and cakes on Sundays for all who like them.
You will work with the the other two bakers and an apprentice, five days a week.
"""
MENDED = """\
Baker

Company: Example Bread
Location: Leeds, United Kingdom

We bake bread for the whole town, and cakes on Sundays for all who like them.
You will work with the other two bakers and an apprentice, five days a week.
"""
DAMAGE = ('--isolated', '--select', 'damage')
SWAP = """\
extends: substitution
message: 'write "{replacement}" instead of "{match}"'
description: Made for a test.
level: warning
since: '0.1'
languages: [en]
swap: {%s: %s}
action: {name: replace, safe: false}
examples: {invalid: [the <<%s>> town], valid: [a town]}
"""

is_posix = pytest.mark.skipif(os.name != 'posix', reason='modes and links are those of POSIX')


@pytest.fixture
def read(tmp_path):
    """A function that gives a file's bytes."""
    return lambda name: (tmp_path / name).read_bytes()


# ---------------------------------------------------------------- what is mended


@pytest.mark.parametrize('name', NAMES)
def test_every_format(run, write, read, name: str):
    """A word that is written twice is gone, and the file is, byte for byte, what it was before it came to be."""
    for advert in ADVERTS[::3]:
        data = files(advert)[name]
        source = Stream(name, [data]).whole()
        listing = listing_in(name, source.text)
        assert listing
        at = listing.text.index(' the ', listing.body.start) + 1
        doubled = written(source.text, listing, Span(at, at + 3), 'the the')
        assert doubled
        if data.startswith(b'\xef\xbb\xbf'):
            damaged = doubled.encode('utf-8-sig')
        else:
            damaged = doubled.encode('utf-16' if data[:1] == b'\xff' else 'utf-8')
        write(name, damaged)
        code, out, err = run('check', '--fix', '--isolated', '--select', 'damage.doubled-word', name)
        assert (code, err) == (0, ''), err
        assert 'fixed 1 problem' in out
        assert read(name) == data
        assert 'fixed' not in run('check', '--fix', '--isolated', '--select', 'damage.doubled-word', name)[1]
        assert read(name) == data


@pytest.mark.parametrize('damaged', ['Sta\u200brt', 'DÃ©but', 'When this job  begins'])
@pytest.mark.parametrize('name', ['a.txt', 'a.json'])
def test_a_label_that_was_none_for_its_damage(run, write, read, name: str, damaged: str):
    text = (
        f'# Baker\n\nYou bake bread for the town of Leeds.\n\n{damaged}: in June\n\nYou are at home in a small team.\n'
    )
    if name == 'a.json':
        write(name, json.dumps({'title': 'Baker', 'company': 'Example Bread', 'description': text}))
    else:
        write(name, text)
    run('check', '--fix', *DAMAGE, name)
    made = read(name).decode()
    assert (json.loads(made)['description'] if name == 'a.json' else made) == text.replace('\u200b', '').replace(
        'Ã©', 'é'
    ).replace('job  b', 'job b')


@pytest.mark.parametrize('end', ['\n', '\r\n', '\r'])
@pytest.mark.parametrize('encoding', ['utf-8', 'utf-8-sig', 'utf-16', 'utf-16-be', 'cp1252'])
@pytest.mark.parametrize('is_ended', [True, False])
def test_every_encoding_and_line_end(run, write, read, end: str, encoding: str, is_ended: bool):
    def encoded(text: str) -> bytes:
        text = text.replace('Leeds', 'Köln').replace('\n', end)
        return (text if is_ended else text.removesuffix(end)).encode(encoding)

    write('a.txt', encoded(ADVERT))
    run('check', '--fix', *DAMAGE, 'a.txt')
    assert read('a.txt') == encoded(MENDED)


def test_fixed_twice_is_fixed_once(run, write, read):
    write('a.txt', ADVERT)
    assert run('check', '--fix', *DAMAGE, 'a.txt')[0] == 0
    assert read('a.txt') == MENDED.encode()
    code, out, err = run('check', '--fix', *DAMAGE, 'a.txt')
    assert (code, out, err) == (0, 'Found no problems in 1 listing.\n', '')
    assert read('a.txt') == MENDED.encode()


def test_only_what_is_left_is_reported(run, write):
    write('a.txt', ADVERT + 'We offer a competitive salary.\n')
    code, out, _ = run('check', '--fix', '--isolated', '--format', 'concise', 'a.txt')
    assert code == 1
    assert 'damage.' not in out
    assert 'salary.vague' in out


def test_a_feed_is_mended_record_by_record(run, write, read):
    rows = [
        f'{{"title": "Baker", "company": "Example {n}", "description": "{{}} bakes bread for Leeds \\u00e9"}}'
        for n in range(30)
    ]
    text = '\n'.join(rows) + '\n'
    write('a.jsonl', text.replace('{}', 'This one works with the the others and'))
    run('check', '--fix', *DAMAGE, 'a.jsonl')
    assert read('a.jsonl').decode() == text.replace('{}', 'This one works with the others and')


def test_what_is_said_to_be_fixed_is_what_was_shown(run, write, read):
    """The same text stands there twice; without its fault the one is shorter, so that the other comes to be read."""
    text = ADVERT.replace('\n', ' ').replace('bake', 'bake, knead and sell', 1)
    short = {'title': 'Baker', 'company': 'Example Bread', 'description': text, 'content': text}
    write('a.json', json.dumps([short, {**short, 'title': 'Cook'}]))
    shown = json.loads(run('check', '--format', 'json', *DAMAGE, 'a.json')[1])
    _, out, _ = run('check', '--fix', *DAMAGE, 'a.json')
    assert f'fixed {len(shown)} problems in 1 file' in out
    assert b'the the' not in read('a.json')


def test_only_what_was_mended_is_judged_again(run, write, read, monkeypatch):
    judged: list[int] = []
    lint = Linter.lint
    monkeypatch.setattr(Linter, 'lint', lambda self, facts: judged.append(facts.listing.number) or lint(self, facts))
    text = 'We bake bread and rolls for Leeds, each day of the week. Pay: competitive.'
    rows = [{'title': 'Baker', 'company': f'Example {n}', 'description': text} for n in range(9)]
    rows[4]['description'] = text.replace('for', 'for the the city of')
    write('a.jsonl', '\n'.join(map(json.dumps, rows)))
    run('check', '--diff', *DAMAGE, 'a.jsonl')
    assert judged == [*range(9), 4]
    del judged[:]
    run('check', '--fix', *DAMAGE, 'a.jsonl')
    assert judged == [*range(9), 4, *range(9)]
    assert read('a.jsonl').count(b'the the') == 0


def test_only_rules_that_mend_are_asked_before(run, write, monkeypatch):
    asked: list[set[str]] = []
    lint = Linter.lint
    monkeypatch.setattr(
        Linter,
        'lint',
        lambda self, facts: asked.append({rule.fix for rule in self.ruleset.rules}) or lint(self, facts),
    )
    write('a.txt', ADVERT)
    run('check', '--diff', '--isolated', 'a.txt')
    assert asked == [{'safe'}, {'safe'}]


def test_what_is_suppressed_is_told_once(run, write):
    write(
        'a.md', '# Baker\n\nWe bake.\n\n<!-- lintjob: disable-next-line damage: a name -->\nWe bake for the the town.\n'
    )
    assert run('check', '--fix', '--verbose', '--select', 'damage', 'a.md')[2].count('is suppressed by') == 1


def test_a_run_that_is_broken_off_says_what_was_mended(run, write, read, monkeypatch):
    for name in ('a.txt', 'b.txt'):
        write(name, ADVERT)
    done = fix.replace

    def breaking(name: str, before: bytes, after: bytes) -> str:
        if name == 'b.txt':
            raise KeyboardInterrupt
        return done(name, before, after)

    monkeypatch.setattr(fix, 'replace', breaking)
    code, _, err = run('check', '--fix', *DAMAGE, 'a.txt', 'b.txt')
    assert (code, err) == (130, 'Broken off; 1 file was mended.\n')
    assert (read('a.txt'), read('b.txt')) == (MENDED.encode(), ADVERT.encode())
    code, _, err = run('check', '--fix', *DAMAGE, 'b.txt')
    assert (code, err) == (130, 'Broken off; nothing was changed.\n')


def test_unsafe_fixes_are_made_when_asked_for(run, write, read):
    write('rules/test/swap.yaml', SWAP % ('whole', 'entire', 'whole'))
    write('a.txt', ADVERT)
    options = ('--isolated', '--rules', 'rules', '--select', 'test.swap')
    assert run('check', '--fix', *options, 'a.txt')[0] == 1
    assert read('a.txt') == ADVERT.encode()
    assert run('check', '--fix', '--unsafe-fixes', *options, 'a.txt')[0] == 0
    assert read('a.txt') == ADVERT.replace('whole', 'entire').encode()


def test_unsafe_fixes_alone_are_a_mistake(run, write):
    write('a.txt', ADVERT)
    code, out, err = run('check', '--unsafe-fixes', 'a.txt')
    assert (code, out) == (2, '')
    assert '--unsafe-fixes: error: ' in err
    assert '--fix' in err


def test_what_never_comes_to_an_end_is_left_off(run, write, read):
    write('rules/test/one.yaml', SWAP % ('whole', 'entire', 'whole'))
    write('rules/test/two.yaml', SWAP % ('entire', 'whole', 'entire'))
    write('a.txt', ADVERT)
    _, _, err = run('check', '--fix', '--unsafe-fixes', '--isolated', '--rules', 'rules', '--select', 'test', 'a.txt')
    assert f'after {fix.MOST_PASSES} passes' in err


# ---------------------------------------------------------------- what is not mended


def test_what_is_suppressed_is_not_mended(run, write, read):
    text = '# Baker\n\nWe bake for the the town.\n\n<!-- lintjob: disable-next-line damage.doubled-word: a name -->\nWe bake for the the town.\n'
    write('a.md', text)
    run('check', '--fix', '--select', 'damage', 'a.md')
    assert read('a.md').decode() == text.replace('the the', 'the', 1)
    run('check', '--fix', '--select', 'damage', '--no-suppress', 'a.md')
    assert 'the the' not in read('a.md').decode()


def test_what_the_baseline_holds_is_not_mended(run, write, read):
    write('a.txt', ADVERT)
    run('baseline', '--select', 'damage', 'a.txt')
    run('check', '--fix', '--select', 'damage', 'a.txt')
    assert read('a.txt') == ADVERT.encode()
    run('check', '--fix', '--select', 'damage', '--no-baseline', 'a.txt')
    assert read('a.txt') == MENDED.encode()


def test_what_is_packed_is_not_mended(run, write, read):
    data = gzip.compress(ADVERT.encode(), mtime=0)
    write('a.txt.gz', data)
    for option in ('--fix', '--diff', '--quiet'):
        code, out, err = run('check', option, '--exit-zero', *DAMAGE, 'a.txt.gz')
        assert (code, err) == (0, 'Would fix nothing.\n' if option == '--diff' else '')
        assert 'can be fixed' not in out
        assert read('a.txt.gz') == data
    found = json.loads(run('check', '--format', 'json', *DAMAGE, 'a.txt.gz')[1])
    assert len(found) == 3
    assert not any(problem.get('fix') for problem in found)


def test_what_is_too_large_is_not_mended(run, write, read, monkeypatch):
    monkeypatch.setattr(fix, 'LARGEST', 20)
    write('a.txt', ADVERT)
    code, _, err = run('check', '--fix', *DAMAGE, 'a.txt')
    assert code == 2
    assert 'too large (over 20 bytes)' in err
    assert read('a.txt') == ADVERT.encode()


def test_standard_input_is_not_written(run, monkeypatch):
    monkeypatch.setattr(sys, 'stdin', io.TextIOWrapper(io.BytesIO(ADVERT.encode())))
    code, out, err = run('check', '--fix', *DAMAGE, '-')
    assert code == 2
    assert 'damage.doubled-word' in out
    assert '--diff shows' in err


def test_a_file_that_would_be_broken_stays(run, write, read, monkeypatch):
    write(
        'a.json', '{"title": "Baker", "company": "Example", "description": "We bake for the the town, day and night."}'
    )
    before = read('a.json')
    monkeypatch.setattr(fix, 'mended', lambda data, fixes: Mended(data[:-2], tuple(fixes)))
    code, _, err = run('check', '--fix', *DAMAGE, 'a.json')
    assert code == 2
    assert 'a.json: error: this was not mended: it would not be read as before' in err
    assert read('a.json') == before


def test_what_cannot_be_read_is_said_once(run, write):
    write('a.json', '{"title": ')
    code, _, err = run('check', '--fix', *DAMAGE, 'a.json', 'gone.txt')
    assert code == 2
    assert err.count('a.json:') == err.count('gone.txt') == 1


# ---------------------------------------------------------------- how files are written


@is_posix
@pytest.mark.parametrize('mode', [0o600, 0o644, 0o755])
def test_the_mode_is_kept(run, write, tmp_path, mode: int):
    write('a.txt', ADVERT)
    os.chmod(tmp_path / 'a.txt', mode)
    run('check', '--fix', *DAMAGE, 'a.txt')
    assert stat.S_IMODE(os.stat(tmp_path / 'a.txt').st_mode) == mode
    assert os.listdir(tmp_path) == ['a.txt']


@is_posix
def test_what_is_read_only_stays(run, write, read, tmp_path):
    write('a.txt', ADVERT)
    write('b.txt', ADVERT)
    os.chmod(tmp_path / 'a.txt', 0o444)
    code, _, err = run('check', '--fix', *DAMAGE, 'a.txt', 'b.txt')
    assert code == 2
    assert err == 'a.txt: error: this was not mended: it is read-only\n'
    assert (read('a.txt'), read('b.txt')) == (ADVERT.encode(), MENDED.encode())


@is_posix
def test_links(run, write, read, tmp_path, tmp_path_factory):
    outside = tmp_path_factory.mktemp('outside')
    (outside / 'out.txt').write_text(ADVERT)
    write('in/real.txt', ADVERT)
    os.symlink('in/real.txt', tmp_path / 'inner.txt')
    os.symlink(outside / 'out.txt', tmp_path / 'outer.txt')
    os.symlink(outside, tmp_path / 'folder')
    code, _, err = run('check', '--fix', *DAMAGE, 'inner.txt', 'outer.txt')
    assert code == 2
    assert 'outer.txt: error: this was not mended: it is a link' in err
    assert os.path.islink(tmp_path / 'inner.txt')
    assert os.path.islink(tmp_path / 'outer.txt')
    assert read('in/real.txt') == MENDED.encode()
    assert run('check', '--fix', *DAMAGE, 'folder/out.txt')[0] == 2
    assert (outside / 'out.txt').read_text() == ADVERT
    # A file that is named and stands elsewhere is written, unless it leads out of its own folder.
    assert run('check', '--fix', *DAMAGE, str(outside / 'out.txt'))[0] == 0
    assert (outside / 'out.txt').read_text() == MENDED
    write('more.txt', ADVERT)
    os.symlink(tmp_path / 'more.txt', outside / 'back.txt')
    assert run('check', '--fix', *DAMAGE, str(outside / 'back.txt'))[0] == 2
    assert read('more.txt') == ADVERT.encode()


def test_what_somebody_else_changed_stays(write, read, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write('a.txt', 'theirs')
    assert 'changed by somebody else' in replace('a.txt', b'before', b'after')
    assert read('a.txt') == b'theirs'
    assert os.listdir(tmp_path) == ['a.txt']


def test_a_write_that_fails_loses_nothing(run, write, read, tmp_path, monkeypatch):
    write('a.txt', ADVERT)

    def full(number: int) -> None:
        raise OSError(28, 'No space left on device')

    monkeypatch.setattr(os, 'fsync', full)
    code, _, err = run('check', '--fix', *DAMAGE, 'a.txt')
    assert code == 2
    assert 'a.txt: error: this was not mended: No space left on device' in err
    assert read('a.txt') == ADVERT.encode()
    assert os.listdir(tmp_path) == ['a.txt']


# ---------------------------------------------------------------- the difference


def test_the_difference(run, write, read):
    write('a.txt', ADVERT)
    write('b.txt', MENDED)
    code, out, err = run('check', '--diff', *DAMAGE, 'a.txt', 'b.txt')
    assert code == 1
    assert out.splitlines()[:3] == ['--- a.txt', '+++ a.txt', '@@ -3,5 +3,5 @@']
    assert '-We bake bread for the the whole town , and' in out
    assert '+We bake bread for the whole town, and' in out
    assert err == 'Would fix 3 problems in 1 file.\n'
    assert read('a.txt') == ADVERT.encode()
    run('check', '--fix', *DAMAGE, 'a.txt', 'b.txt')
    assert ''.join(unified('a.txt', ADVERT.encode(), read('a.txt'))) == out


def test_beside_a_difference_no_problems_are_shown(run, write):
    write('a.txt', ADVERT)
    options = ('--output', 'json=b.json', '--format', 'json', '--statistics', '--group-by', 'rule')
    code, out, err = run('check', '--diff', *options, 'a.txt')
    assert (code, out) == (2, '')
    assert err.count('does not go with --diff') == 4
    assert run('check', '--diff', '--exit-zero', '--format', 'full', *DAMAGE, 'a.txt')[0] == 0


@pytest.mark.skipif(not shutil.which('patch'), reason='patch is not installed')
@pytest.mark.parametrize('end', ['\n', '\r\n', '\r'])
@pytest.mark.parametrize('encoding', ['utf-8', 'utf-8-sig', 'cp1252'])
def test_patch_takes_the_difference(write, read, tmp_path, end: str, encoding: str):
    def encoded(text: str) -> bytes:
        return text.replace('Leeds', 'Köln').replace('\n', end).encode(encoding)

    write('a.txt', encoded(ADVERT))
    command = [sys.executable, '-m', 'lintjob', 'check', '--diff', *DAMAGE, 'a.txt']
    shown = subprocess.run(
        command, env={**os.environ, 'PYTHONPATH': str(ROOT)}, capture_output=True, check=False, cwd=tmp_path
    )
    subprocess.run(['patch', '-p0', '--binary'], input=shown.stdout, check=True, capture_output=True, cwd=tmp_path)
    assert read('a.txt') == encoded(MENDED)


def test_no_difference(run, write):
    write('a.txt', MENDED)
    assert run('check', '--diff', *DAMAGE, 'a.txt') == (0, '', 'Would fix nothing.\n')


def test_the_difference_of_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, 'stdin', io.TextIOWrapper(io.BytesIO(ADVERT.encode())))
    code, out, _ = run('check', '--diff', *DAMAGE, '--stdin-filename', 'jobs/x.txt', '-')
    assert code == 1
    assert out.startswith('--- jobs/x.txt\n+++ jobs/x.txt\n')


def test_the_difference_says_what_could_not_be_done(run, write):
    write('a.txt', ADVERT)
    code, out, err = run('check', '--diff', *DAMAGE, 'a.txt', 'gone.txt')
    assert code == 2
    assert out.startswith('--- a.txt')
    assert 'gone.txt: error: ' in err


@pytest.mark.parametrize(
    ('before', 'after', 'shown'),
    [
        ('a\nb', 'a\nc', '@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n'),
        ('a\r\nb\r\n', 'a\r\nc\r\n', '@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n'),
        ('a\x0cb\n', 'a\x0cc\n', '@@ -1 +1 @@\n-a\x0cb\n+a\x0cc\n'),
    ],
)
def test_line_ends_in_a_difference(before: str, after: str, shown: str):
    assert ''.join(unified('x', before.encode(), after.encode())) == f'--- x\n+++ x\n{shown}'


# ---------------------------------------------------------------- the page on mending


def test_what_the_page_shows_is_so(run, write):
    page = (ROOT / 'docs' / 'fixing.md').read_text(encoding='utf-8')
    for name, text in re.findall(r'^```markdown (\S+)\n(.*?)^```', page, re.MULTILINE | re.DOTALL):
        write(name, text)
    shown = re.findall(r'^```console\n\$ lintjob (.*?)\n(.*?)^```', page, re.MULTILINE | re.DOTALL)
    assert len(shown) > 1
    for words, said in shown:
        _, out, err = run(*words.split())
        assert out + err == said
    assert f'{fix.LARGEST:,} bytes' in page


@pytest.mark.skipif(shutil.which('git') is None, reason='needs git')
def test_only_changed_lines_are_mended(run, write, read):
    def git(*words: str) -> None:
        subprocess.run(
            ['git', '-c', 'user.name=x', '-c', 'user.email=x@example.com', *words], check=True, capture_output=True
        )

    git('init', '-q')
    write('a.txt', ADVERT)
    git('add', '.')
    git('commit', '-qm', 'x')
    write('a.txt', ADVERT + 'We also bake for the the villages around.\n')
    run('check', '--fix', '--since', 'HEAD', *DAMAGE, 'a.txt')
    assert read('a.txt').decode() == ADVERT + 'We also bake for the villages around.\n'
