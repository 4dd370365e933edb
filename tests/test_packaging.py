"""The rules and the words are found wherever lintjob runs from, and the packages hold what they should."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

import lintjob

ROOT = Path(__file__).parents[1]
FLAWED = 'Gardener\nRowan Park Trust\nDundee, Scotland\n\nYou look after the rose beds. We pay a competitive salary.\n'


class Place(NamedTuple):
    """A Python that has lintjob in one of the ways, and where its package should stand."""

    python: Path
    package: Path


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, check=False, capture_output=True,
        encoding='utf-8', stdin=subprocess.DEVNULL,
    )  # fmt: skip


def build(kind: str, source: Path, folder: Path) -> Path:
    """A package of ``source``, made by the build backend in this environment: no index is asked."""
    program = f'import hatchling.build as b, sys; print(b.build_{kind}(sys.argv[1]))'
    done = run(sys.executable, '-c', program, folder, cwd=source)
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.strip().splitlines()[-1]


def environment(folder: Path, *first: Path) -> tuple[Path, Path]:
    """A virtual environment with the dependencies of this one, and its site-packages.

    The folders of this environment are only added to the path, after ``first``: the way lintjob
    itself is installed in them has no effect (their .pth files are not read).
    """
    venv.create(folder, with_pip=False, symlinks=os.name != 'nt')
    python = folder / ('Scripts/python.exe' if os.name == 'nt' else 'bin/python')
    done = run(python, '-c', 'import sysconfig; print(sysconfig.get_path("purelib"))', cwd=folder)
    packages = Path(done.stdout.strip())
    here = [path for path in sys.path if path.endswith(('site-packages', 'dist-packages'))]
    (packages / 'zz-dependencies.pth').write_text('\n'.join([*map(str, first), *here]) + '\n', encoding='utf-8')
    return python, packages


def install(package: Path, packages: Path) -> None:
    """What an installer does with a wheel that has no scripts to write."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(packages)


@pytest.fixture(scope='module')
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build('wheel', ROOT, tmp_path_factory.mktemp('wheel'))


@pytest.fixture(scope='module')
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build('sdist', ROOT, tmp_path_factory.mktemp('sdist'))


@pytest.fixture(params=['wheel', 'wheel of the sdist', 'editable install', 'source tree'])
def place(request: pytest.FixtureRequest, tmp_path: Path, wheel: Path, sdist: Path) -> Place:
    folder = tmp_path / 'environment'
    if request.param == 'source tree':
        python, _ = environment(folder, ROOT)
        return Place(python, ROOT / 'lintjob')
    python, packages = environment(folder)
    if request.param == 'editable install':
        install(build('editable', ROOT, tmp_path), packages)
        return Place(python, ROOT / 'lintjob')
    if request.param == 'wheel of the sdist':
        with tarfile.open(sdist) as archive:
            # Older Pythons do not know the filter, newer ones ask for it.
            safely = {'filter': 'data'} if hasattr(tarfile, 'data_filter') else {}
            archive.extractall(tmp_path / 'unpacked', **safely)
        wheel = build('wheel', next((tmp_path / 'unpacked').iterdir()), tmp_path)
    install(wheel, packages)
    return Place(python, packages / 'lintjob')


def test_a_flawed_listing_is_flagged(place: Place, tmp_path: Path) -> None:
    (tmp_path / 'gardener.txt').write_text(FLAWED, encoding='utf-8')
    env = {name: value for name, value in os.environ.items() if not name.startswith('PYTHON')}
    where = run(place.python, '-c', 'import lintjob; print(lintjob.__file__)', cwd=tmp_path, env=env)
    assert Path(where.stdout.strip()).parent.resolve() == place.package.resolve(), where.stderr
    said = run(
        place.python, '-m', 'lintjob', 'check', '--isolated', '--no-cache', '--format', 'concise', 'gardener.txt',
        cwd=tmp_path, env=env,
    )  # fmt: skip
    assert said.returncode == 1, said.stderr
    assert 'gardener.txt:5:40: warning: ' in said.stdout
    assert '(salary.vague)' in said.stdout
    assert '(salary.missing)' in said.stdout
    assert said.stderr == ''


def test_the_wheel_holds_the_rules_and_the_words(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    rules = {f'lintjob/{path.relative_to(ROOT).as_posix()}' for path in (ROOT / 'rules').rglob('*.yaml')}
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / 'lintjob').rglob('*')
        if path.is_file() and path.suffix != '.pyc'
    }
    assert rules
    assert {'lintjob/languages/en.yaml', 'lintjob/py.typed'} <= package
    inside = {name for name in names if name.startswith('lintjob/')}
    assert inside == rules | package
    outside = {name.split('/')[0] for name in names - inside}
    assert outside == {f'lintjob-{lintjob.__version__}.dist-info'}


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        about = f'lintjob-{lintjob.__version__}.dist-info'
        metadata = archive.read(f'{about}/METADATA').decode()
        assert 'lintjob = lintjob.cli:run' in archive.read(f'{about}/entry_points.txt').decode()
        assert archive.read(f'{about}/licenses/LICENSE').startswith(b'MIT License')
    assert 'License-Expression: MIT\n' in metadata
    assert 'Requires-Python: >=3.10\n' in metadata


def test_the_sdist_holds_what_a_developer_needs(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition('/')[2] for name in archive.getnames()}
    for name in ('README.md', 'CHANGELOG.md', 'LICENSE', 'pyproject.toml', '.pre-commit-hooks.yaml', '.ci/run',
                 'docs/generate.py', 'examples/baker.md', 'tests/test_packaging.py', 'benchmarks/README.md'):  # fmt: skip
        assert name in names, name
    assert not [name for name in names if '__pycache__' in name or name.startswith('.git/')]
