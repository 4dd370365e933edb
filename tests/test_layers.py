"""The floors of the package: nothing imports upward, nothing goes round in a circle, start-up stays light."""

from __future__ import annotations

import ast
import functools
import os
from pathlib import Path

import pytest
from conftest import ROOT, python

from lintjob.reporters import FORMATS

#: The floors, lowest first. Modules of one floor do not know each other, but for those in ``TOGETHER``.
FLOORS = [
    ['lintjob'],
    ['lintjob.typed'],
    ['lintjob.errors', 'lintjob.circumstances'],
    ['lintjob.source', 'lintjob.layout'],
    ['lintjob.stream', 'lintjob.passage'],
    ['lintjob.expression', 'lintjob.problem', 'lintjob.gazetteer', 'lintjob.pathglob', 'lintjob.paths'],
    ['lintjob.phrase', 'lintjob.toml'],
    ['lintjob.matcher', 'lintjob.yamlfile', 'lintjob.listing'],
    ['lintjob.laws'],
    ['lintjob.vocabulary', 'lintjob.readers', 'lintjob.facts'],
    ['lintjob.rule', 'lintjob.advert'],
    ['lintjob.checks'],
    ['lintjob.rulefile'],
    ['lintjob.git', 'lintjob.fingerprint', 'lintjob.mending'],
    [
        'lintjob.ruleset',
        'lintjob.config',
        'lintjob.cache',
        'lintjob.finder',
        'lintjob.suppress',
        'lintjob.baseline',
        'lintjob.changes',
    ],
    ['lintjob.linter'],
    ['lintjob.examples', 'lintjob.explain', 'lintjob.schemas'],
    ['lintjob.reporters'],
    ['lintjob.cli'],
    ['lintjob.__main__'],
]
#: Packages whose modules may use one another.
TOGETHER = (
    *('lintjob.readers', 'lintjob.facts', 'lintjob.checks', 'lintjob.reporters', 'lintjob.cli'),
    *('lintjob.config', 'lintjob.suppress', 'lintjob.schemas'),
)


def modules(root: Path) -> dict[str, Path]:
    """All modules of the package in a folder, by name."""
    found = {}
    for path in sorted((root / 'lintjob').rglob('*.py')):
        parts = path.relative_to(root).with_suffix('').parts
        found['.'.join(parts[:-1] if parts[-1] == '__init__' else parts)] = path
    return found


@functools.cache
def importing(text: str) -> list[tuple[ast.AST, bool]]:
    """What may import something in a module, and whether it does so later, in a function; most are asked for again and again."""
    found = []

    def look(node: ast.AST, is_later: bool) -> None:
        for inner in ast.iter_child_nodes(node):
            if isinstance(inner, ast.Import | ast.ImportFrom | ast.Call):
                found.append((inner, is_later or isinstance(inner, ast.Call)))
            look(inner, is_later or isinstance(inner, ast.FunctionDef))

    look(ast.parse(text), False)
    return found


def imports(name: str, text: str, known: set[str], *, at_once: bool = False) -> set[str]:
    """The modules of the package that a module imports, in whatever way and wherever in its text.

    ``at_once``: only those that it imports while it is itself imported.
    """
    found: set[str] = set()
    is_package = any(other.startswith(f'{name}.') for other in known)
    package = name if is_package else name.rpartition('.')[0]
    for node, is_later in importing(text):
        if at_once and is_later:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ''
            if node.level:
                above = package.split('.')[: len(package.split('.')) - node.level + 1]
                base = '.'.join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f'{base}.{alias.name}'
                found.add(inner if inner in known else base)
        elif isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, 'id', '')
            if called in ('import_module', '__import__'):
                found |= called_with(node.args[0], known)
    return {module for module in found if module == 'lintjob' or module.startswith('lintjob.')} - {name}


def called_with(argument: ast.expr, known: set[str]) -> set[str]:
    """What a call imports: a name that is written out, or all that an f-string may stand for."""
    if isinstance(argument, ast.Constant):
        return {str(argument.value)}
    if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[0], ast.Constant):
        return {module for module in known if module.startswith(argument.values[0].value)}
    return set()


def floor(name: str) -> tuple[int, str] | None:
    """The floor of a module, and the name that stands for it there: its own or its package's."""
    while name:
        for number, names in enumerate(FLOORS):
            if name in names and (name != 'lintjob'):
                return number, name
        if name == 'lintjob':
            return 0, name
        name = name.rpartition('.')[0] if name.rpartition('.')[0] != 'lintjob' else ''
    return None


def texts() -> dict[str, str]:
    """The texts of all modules of the package, by name."""
    return {name: path.read_text(encoding='utf-8') for name, path in modules(ROOT).items()}


def faults(found: dict[str, str]) -> list[str]:
    """What is wrong with the imports of modules, given as texts by name."""
    known = set(found)
    graph = {name: imports(name, text, known) for name, text in found.items()}
    wrong = []
    for name, targets in graph.items():
        mine = floor(name)
        if mine is None:
            wrong.append(f'{name} stands on no floor')
            continue
        for target in targets:
            its = floor(target)
            if its is None:
                wrong.append(f'{name} imports {target}, which stands on no floor')
            elif its[1] == mine[1] and its[1] in TOGETHER:
                continue
            elif its[0] >= mine[0]:
                wrong.append(f'{name} imports {target}')
    at_once = {name: imports(name, text, known, at_once=True) for name, text in found.items()}
    wrong += [f'{" -> ".join(circle)} is a circle' for circle in circles(at_once)]
    return sorted(wrong)


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The circles in a graph of imports."""
    done: set[str] = set()
    found: list[list[str]] = []

    def visit(name: str, way: list[str]) -> None:
        if name in way:
            found.append([*way[way.index(name) :], name])
            return
        if name in done:
            return
        for target in sorted(graph.get(name, ())):
            visit(target, [*way, name])
        done.add(name)

    for name in sorted(graph):
        visit(name, [])
    return found


def test_nothing_imports_upward():
    assert faults(texts()) == []


@pytest.mark.parametrize(
    ('where', 'line', 'fault'),
    [
        ('facts/pay/bound.py', 'import lintjob.cli', 'lintjob.facts.pay.bound imports lintjob.cli'),
        ('facts/pay/bound.py', 'from lintjob.readers.text import plain', 'lintjob.facts.pay.bound imports lintjob.readers.text.plain'),
        ('readers/text/plain.py', 'from lintjob.facts import Facts', 'lintjob.readers.text.plain imports lintjob.facts'),
        ('readers/text/plain.py', 'from lintjob import linter', 'lintjob.readers.text.plain imports lintjob.linter'),
        ('reporters/json.py', 'from ..listing import Listing', None),
        ('reporters/json.py', 'from lintjob.cli import main', 'lintjob.reporters.json imports lintjob.cli'),
        ('source.py', 'from . import matcher', 'lintjob.source imports lintjob.matcher'),
        ('source.py', 'def f():\n    from .cli import main', 'lintjob.source imports lintjob.cli'),
        ('checks/existence.py', 'import lintjob.ruleset as r', 'lintjob.checks.existence imports lintjob.ruleset'),
        ('checks/existence.py', 'from ..cli.check import run', 'lintjob.checks.existence imports lintjob.cli.check'),
        ('matcher.py', 'import importlib\nimportlib.import_module("lintjob.rule")', 'lintjob.matcher imports lintjob.rule'),
        ('matcher.py', '__import__("lintjob.rule")', 'lintjob.matcher imports lintjob.rule'),
        ('matcher.py', 'from importlib import import_module\nn = "x"\nimport_module(f"lintjob.reporters.{n}")', 'lintjob.matcher imports lintjob.reporters.full'),
        ('errors.py', 'if True:\n    try:\n        from lintjob.problem import Level\n    except ImportError:\n        pass', 'lintjob.errors imports lintjob.problem'),
        ('brand_new.py', 'x = 1', 'lintjob.brand_new stands on no floor'),
        ('problem.py', 'from lintjob import matcher', 'lintjob.problem imports lintjob.matcher'),
        ('readers/text/plain.py', 'from lintjob.readers.text import markdown', None),
    ],
)  # fmt: skip
def test_a_planted_import_is_seen(where, line, fault):
    found = texts()
    name = f'lintjob.{where.removesuffix(".py").replace("/", ".")}'
    found = faults({**found, name: f'{found.get(name, "")}\n{line}\n'})
    assert fault in found if fault else not [wrong for wrong in found if not wrong.endswith('a circle')]


def test_a_planted_circle_is_seen():
    planted = {
        'lintjob.cli.a': 'from lintjob.cli import b',
        'lintjob.cli.b': 'from . import a',
        'lintjob.cli.c': 'def f():\n    from . import c, a',
    }
    assert faults(planted) == ['lintjob.cli.a -> lintjob.cli.b -> lintjob.cli.a is a circle']
    assert circles({'a': {'b'}, 'b': {'c'}, 'c': {'a'}}) == [['a', 'b', 'c', 'a']]
    assert circles({'a': {'b', 'c'}, 'b': {'c'}, 'c': set()}) == []


def test_only_the_command_line_prints_and_opens_listings():
    for name, path in modules(ROOT).items():
        for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not name.startswith('lintjob.cli'):
                assert node.func.id not in ('print', 'input', 'exit'), f'{name} calls {node.func.id}'
                # The report's own style sheet and script stand beside the module.
                if node.func.id == 'open' and name != 'lintjob.reporters.html.page':
                    assert not name.startswith(
                        ('lintjob.readers.text.plain', 'lintjob.checks', 'lintjob.reporters', 'lintjob.linter')
                    )


def test_named_tuples_are_made_quickly():
    """Python's own class of this name compiles the type of each field, at each start."""
    taken = {
        (name, node.module)
        for name, text in texts().items()
        for node, _ in importing(text)
        if isinstance(node, ast.ImportFrom) and any(alias.name == 'NamedTuple' for alias in node.names)
    }
    assert {name for name, module in taken if module != 'lintjob.typed'} == {'lintjob.typed'}


def test_modules_are_small():
    sizes = {name: len(path.read_text(encoding='utf-8').splitlines()) for name, path in modules(ROOT).items()}
    assert {name: size for name, size in sizes.items() if size > 620} == {}


# ---------------------------------------------------------------- start-up

HEAVY = {
    'textstat', 'yaml', 'dataclasses', 'inspect', 'hypothesis', 'difflib', 'json', 'subprocess', 'asyncio', 'logging',
    'urllib.request', 'email', 'unittest', 'tomllib', 'html', 'xml', 'typing_extensions', 'pkg_resources',
}  # fmt: skip


#: What a run has no use for that is given a file and nothing else.
LATER = {
    *('lintjob.explain', 'lintjob.examples', 'lintjob.cli.explain', 'lintjob.cli.statements', 'lintjob.cli.progress'),
    *('lintjob.config.reader', 'lintjob.config.keys', 'lintjob.toml', 'lintjob.schemas', 'lintjob.pathglob'),
    *('lintjob.suppress', 'lintjob.suppress.notices', 'lintjob.suppress.suppressions', 'lintjob.readers.text.remarks'),
    *(
        'lintjob.baseline',
        'lintjob.changes',
        'lintjob.fingerprint',
        'lintjob.git',
        'lintjob.mending',
        'lintjob.cli.fix',
    ),
    *(f'lintjob.reporters.{name}' for name in FORMATS if name not in ('full', 'concise')),
    *('lintjob.reporters.statistics', 'lintjob.reporters.groups', 'hashlib'),
}


def imported(*arguments: str, home: Path) -> set[str]:
    """The modules that a run imports, without those that Python and its site packages bring along."""
    code = (
        'import sys\nbefore = set(sys.modules)\nfrom lintjob.cli import main\n'
        f'try:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass\n'
        'sys.stderr.write("\\n" + " ".join(set(sys.modules) - before))'
    )
    done = python('-c', code, env={'XDG_CACHE_HOME': str(home)}, cwd=home)
    assert done.returncode == 0, done.stderr.decode()
    return set(done.stderr.decode().splitlines()[-1].split())


def test_nothing_heavy_is_imported_to_say_the_version(tmp_path):
    found = imported('--version', home=tmp_path)
    assert found & HEAVY == set()
    assert found & {'regex', 'ahocorasick', 'lintjob.linter', 'lintjob.readers', 'lintjob.checks'} == set()


def test_nor_to_check_a_listing_when_the_rules_are_kept(tmp_path):
    (tmp_path / 'advert.txt').write_text('Baker\n\nWe offer a competitive salary.\n', encoding='utf-8')
    imported('check', 'advert.txt', home=tmp_path)
    found = imported('check', 'advert.txt', home=tmp_path)
    assert found & HEAVY == set()
    assert found & LATER == set()
    assert 'json' in imported('check', '--format', 'json', 'advert.txt', home=tmp_path)


def test_the_tests_run_on_this_checkout():
    done = python('-c', 'import lintjob; print(lintjob.__file__)')
    assert Path(os.fsdecode(done.stdout).strip()).parent.parent == ROOT
