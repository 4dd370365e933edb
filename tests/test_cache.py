"""What was made ready is kept for the user alone, and used only where it is the very same."""

from __future__ import annotations

import marshal
import os
import pickle
import random
import sys
import zlib
from pathlib import Path

import pytest
from conftest import python, shipped, vocabularies

from lintjob import cache, ruleset, vocabulary
from lintjob.cli import main

FILES = [('a.yaml', b'one'), ('b.yaml', b'two')]
posix = pytest.mark.skipif(sys.platform == 'win32', reason='the modes of POSIX')


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A cache home of the test's own, and a working folder that must stay empty."""
    monkeypatch.setenv('XDG_CACHE_HOME', str(tmp_path / 'cache'))
    (tmp_path / 'work').mkdir()
    monkeypatch.chdir(tmp_path / 'work')
    return tmp_path / 'cache'


class Maker:
    """Something that makes values, and counts how often it was asked to."""

    def __init__(self, value: object = 'made') -> None:
        self.value, self.calls = value, 0

    def make(self) -> object:
        self.calls += 1
        return self.value

    def other(self) -> object:
        return 'other'


def entries(home: Path) -> list[Path]:
    """The files of the cache."""
    return sorted((home / 'lintjob').iterdir())


def test_what_was_made_is_not_made_again(home):
    maker = Maker({'x': [1, 'é']})
    assert [cache.made(FILES, maker.make) for _ in range(3)] == [{'x': [1, 'é']}] * 3
    assert maker.calls == 1
    assert cache.folder() == str(home / 'lintjob')
    assert len(entries(home)) == 1
    assert os.listdir('.') == []


@posix
def test_it_is_for_the_user_alone(home):
    cache.made(FILES, Maker().make)
    assert (home / 'lintjob').stat().st_mode & 0o777 == 0o700
    assert entries(home)[0].stat().st_mode & 0o777 == 0o600


def test_other_content_is_made_anew(home):
    maker = Maker()
    for files in (FILES, [('a.yaml', b'ONE'), FILES[1]], [('z.yaml', b'one'), FILES[1]], FILES[:1], [], FILES[::-1]):
        cache.made(files, maker.make)
    assert maker.calls == 6
    assert cache.made(FILES, maker.other) == 'other', 'what one function makes was taken for what another does'
    assert cache.made(FILES, maker.make) == 'made'
    assert maker.calls == 6


@pytest.mark.parametrize('what', ['__version__', 'regex'])
def test_another_version_is_made_anew(home, monkeypatch, what):
    maker = Maker()
    cache.made(FILES, maker.make)
    monkeypatch.setattr(cache, '__version__', '0.0.0') if what == '__version__' else monkeypatch.setattr(
        cache.regex, '__version__', '0'
    )
    cache.made(FILES, maker.make)
    assert maker.calls == 2


def test_without_it_nothing_is_touched(home):
    maker = Maker()
    assert [cache.made(FILES, maker.make, use=False) for _ in range(2)] == ['made'] * 2
    assert maker.calls == 2
    assert not home.exists()


@posix
@pytest.mark.parametrize('mode', [0o755, 0o770, 0o701, 0o777])
def test_a_folder_that_others_can_use_is_not_used(home, mode):
    (home / 'lintjob').mkdir(parents=True)
    (home / 'lintjob').chmod(mode)
    maker = Maker()
    for _ in range(2):
        cache.made(FILES, maker.make)
    assert maker.calls == 2
    assert entries(home) == []


@posix
def test_nor_is_an_entry_that_others_can_read_or_write(home):
    maker = Maker()
    cache.made(FILES, maker.make)
    entries(home)[0].chmod(0o644)
    cache.made(FILES, maker.make)
    assert maker.calls == 2
    assert entries(home)[0].stat().st_mode & 0o777 == 0o600


@posix
def test_nor_a_folder_that_is_a_link(home, tmp_path):
    cache.made(FILES, Maker().make)
    (home / 'lintjob').rename(tmp_path / 'elsewhere')
    (home / 'lintjob').symlink_to(tmp_path / 'elsewhere')
    maker = Maker()
    for number in range(2):
        cache.made(FILES, maker.make)
        cache.made([('other', b'%d' % number)], maker.make)
    assert maker.calls == 4
    assert len(os.listdir(tmp_path / 'elsewhere')) == 1


def damaged(data: bytes) -> list[bytes]:
    """An entry, cut and overwritten in many ways."""
    draw = random.Random(7)
    some = [b'', b'\0', b'not marshal', data[:-1], data[: len(data) // 2], data[1:], data * 2, pickle.dumps('x')]
    some += [marshal.dumps(value) for value in (None, 1, ('key',), ('key', b''), (1, 2, 3), ['key', 'x'])]
    some.append(marshal.dumps((marshal.loads(data)[0], b'no pickle')))
    some.append(marshal.dumps((marshal.loads(data)[0], 'no bytes')))
    for _ in range(20):
        at = draw.randrange(len(data) // 2, len(data))
        some.append(data[:at] + bytes(draw.randrange(256) for _ in range(4)))
    return some


def test_a_damaged_entry_is_made_anew(home):
    maker = Maker(['x' * 100])
    cache.made(FILES, maker.make)
    (entry,) = entries(home)
    whole = entry.read_bytes()
    for data in damaged(whole):
        with open(entry, 'r+b') as file:
            file.truncate(0)
            file.write(data)
        assert cache.made(FILES, maker.make) == ['x' * 100]
    assert entries(home) == [entry]


def test_a_planted_entry_with_another_key_is_not_loaded(home):
    maker = Maker('genuine')
    cache.made(FILES, maker.make)
    (entry,) = entries(home)
    key, _ = marshal.loads(entry.read_bytes())
    for other in ((*key[:-1], b'TWO'), (), None, key[1:], list(key)):
        with open(entry, 'r+b') as file:
            file.truncate(0)
            file.write(marshal.dumps((other, pickle.dumps('planted'))))
        assert cache.made(FILES, maker.make) == 'genuine'


def test_names_that_collide_do_not_mix(home, monkeypatch):
    monkeypatch.setattr(cache.zlib, 'crc32', lambda data: 1)
    assert zlib.crc32(b'') == 1
    assert cache.made(FILES, Maker('one').make) == 'one'
    assert cache.made([], Maker('two').make) == 'two'
    assert cache.made(FILES, Maker('three').make) == 'three'


def test_only_so_many_entries_are_kept(home):
    for number in range(cache.MOST_ENTRIES + 5):
        cache.made([('a', b'%d' % number)], Maker().make)
    assert len(entries(home)) == cache.MOST_ENTRIES


@posix
@pytest.mark.skipif(os.geteuid() == 0, reason='the superuser can write everywhere')
def test_a_home_that_is_not_writable_is_no_mistake(home):
    home.mkdir(mode=0o500)
    assert cache.made(FILES, Maker().make) == 'made'


def test_a_home_that_is_a_file_is_no_mistake(home):
    home.write_text('x')
    assert cache.made(FILES, Maker().make) == 'made'


@pytest.mark.skipif(sys.platform in ('win32', 'darwin'), reason='the custom of Linux')
@pytest.mark.parametrize(('value', 'place'), [('', '.cache'), ('relative', '.cache'), (None, '.cache')])
def test_where_it_is_without_a_home_for_caches(value, place, tmp_path, monkeypatch):
    monkeypatch.setenv('HOME', str(tmp_path))
    monkeypatch.delenv('XDG_CACHE_HOME')
    if value is not None:
        monkeypatch.setenv('XDG_CACHE_HOME', value)
    assert cache.folder() == str(tmp_path / place / 'lintjob')


def test_without_any_home_nothing_is_kept(home, monkeypatch):
    monkeypatch.setattr(cache.os.path, 'expanduser', lambda path: path)
    monkeypatch.delenv('XDG_CACHE_HOME')
    maker = Maker()
    for _ in range(2):
        cache.made(FILES, maker.make)
    assert maker.calls == 2
    assert os.listdir('.') == []


def test_rules_and_words_come_back_the_same():
    kept = pickle.loads(pickle.dumps(shipped(), pickle.HIGHEST_PROTOCOL))
    assert [rule.id for rule in kept.rules] == [rule.id for rule in shipped().rules]
    assert kept.phrases.phrases.keys() == shipped().phrases.phrases.keys()
    for name, phrases in kept.phrases.phrases.items():
        mine = shipped().phrases.phrases[name]
        assert (phrases.pattern.pattern, phrases.heads) == (mine.pattern.pattern, mine.heads)
    for language in vocabularies():
        index = vocabulary.index((language,))
        assert pickle.loads(pickle.dumps(index)).phrases.keys() == index.phrases.keys()


def test_a_run_writes_nothing_beside_the_listings(home, tmp_path, capsys):
    listing = Path('advert.txt')
    listing.write_text('Baker\n\nWe offer a competitive salary.\n', encoding='utf-8')
    outputs = []
    for arguments in (
        ['check', 'advert.txt'],
        ['check', 'advert.txt'],
        ['check', '--no-cache', 'advert.txt'],
        ['facts', '.'],
    ):
        main(arguments)
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] == outputs[2]
    assert os.listdir('.') == ['advert.txt']
    assert sorted(path.name for path in home.iterdir()) == ['lintjob']


def test_no_cache_touches_nothing(home, capsys):
    Path('advert.txt').write_text('Baker\n', encoding='utf-8')
    main(['check', '--no-cache', 'advert.txt'])
    main(['facts', '--no-cache', 'advert.txt'])
    assert not home.exists()


def test_no_rules_do_not_come_back_as_something_else(home, monkeypatch, capsys):
    """Nothing was read is the same as nothing was given: the key must tell what was made of it."""
    Path('advert.txt').write_text('Baker\n', encoding='utf-8')
    assert main(['check', 'advert.txt']) != 2
    monkeypatch.setattr(ruleset, 'shipped_folder', lambda: 'nowhere')
    capsys.readouterr()
    for _ in range(2):
        assert main(['check', 'advert.txt']) == 2
        assert capsys.readouterr().err == 'nowhere: error: there is no such file or folder of rules\n'
    monkeypatch.undo()


def test_the_second_run_compiles_nothing(home, tmp_path):
    advert = tmp_path / 'advert.txt'
    advert.write_text('Baker\n\nWe offer a competitive salary.\n', encoding='utf-8')
    code = (
        'import sys, regex\n'
        'compile, seen = regex.compile, []\n'
        'regex.compile = lambda *a, **k: (seen.append(a[0]), compile(*a, **k))[1]\n'
        'from lintjob.cli import main\n'
        'before = len(seen)\n'
        f'main(["check", {str(advert)!r}])\n'
        'print(len(seen) - before, "yaml" in sys.modules, file=sys.stderr)\n'
    )
    env = {'XDG_CACHE_HOME': str(home)}
    first, second = (python('-c', code, env=env).stderr.decode().split() for _ in range(2))
    assert int(first[0]) > 50
    assert first[1] == 'True'
    assert second == ['0', 'False']


def test_all_code_that_decides_what_is_kept_is_part_of_the_key():
    package = Path(cache.__file__).parent
    folders = {Path(*folder) for folder in cache.FOLDERS}
    for path in package.rglob('*.py'):
        folder = path.parent.relative_to(package)
        assert folder in folders or folder.parts[0] in ('cli', 'reporters', 'config', 'suppress', 'schemas'), path
