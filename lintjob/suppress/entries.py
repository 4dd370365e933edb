"""The entries of .lintjob-ignore.yaml: suppressions that do not touch the adverts."""

from __future__ import annotations

import os

from lintjob import pathglob
from lintjob.circumstances import is_day
from lintjob.paths import from_here, inside, is_outside
from lintjob.source import Source, Span, load
from lintjob.suppress.directives import Named
from lintjob.suppress.keys import ENTRY_KEYS, NEEDED
from lintjob.suppress.notices import PACK
from lintjob.typed import NamedTuple
from lintjob.yamlfile import Node, Reading


class Entry(NamedTuple):
    """What is to be left alone. ``text`` is '' for whatever is flagged, ``until`` '' for ever.

    ``span`` is the entry's first line in its file, ``until_span`` the place of its day.
    """

    path: str
    names: tuple[Named, ...]
    text: str
    reason: str
    until: str
    span: Span
    until_span: Span

    @property
    def is_glob(self) -> bool:
        """Whether the path is a pattern."""
        return any(sign in self.path for sign in '*?')

    @property
    def folder(self) -> str:
        """The folder in which all that the path may fit stands, '' for that of the file of entries."""
        path = self.path.removeprefix('./')
        if '/' not in path.rstrip('/'):
            return ''
        fixed = []
        for name in path.strip('/').split('/')[:-1]:
            if any(sign in name for sign in '*?'):
                break
            fixed.append(name)
        return '/'.join(fixed)

    def is_over(self, today: str) -> bool:
        """Whether the entry's day is over; ``today`` is an ISO date."""
        return bool(self.until) and today > self.until

    def fits(self, path: str) -> bool:
        """Whether a file is meant, whose path is relative to the folder of the file of entries."""
        return pathglob.matches(self.path, path)

    def names_rule(self, rule: str) -> bool:
        """Whether a rule is meant."""
        return any(name.fits(rule) for name in self.names)


class Entries(NamedTuple):
    """The entries of a file, and the folder that their paths are relative to."""

    source: Source
    home: str
    entries: tuple[Entry, ...]

    def inside(self, path: str) -> str | None:
        """The path of a file, relative to the folder and with ``/``; None for one outside of it."""
        seen = inside(path, self.home)
        return None if is_outside(seen) else seen


def one_line(words: str) -> str:
    """Words with one blank between them."""
    return ' '.join(words.split())


def read(path: str) -> Entries:
    """The entries in a file. Raises LintjobError with every mistake in it, each at its place."""
    home = os.path.dirname(os.path.abspath(path))
    source = load(path, from_here(path))
    reading = Reading(source)
    root = reading.root()
    found = [_entry(node, source) for node in root.items()] if root else []
    reading.raise_complaints()
    return Entries(source, home, tuple(entry for entry in found if entry))


def _entry(node: Node, source: Source) -> Entry | None:
    values = node.mapping(ENTRY_KEYS)
    if not node.is_mapping:
        return None
    for key in NEEDED:
        if key not in values:
            node.complain(f'"{key}" is missing: {ENTRY_KEYS[key][0].lower()}{ENTRY_KEYS[key][1:].rstrip(".")}')
    texts = {key: _text(values[key]) for key in ('path', 'text', 'reason', 'until') if key in values}
    path = texts.get('path', '')
    if path and (os.path.isabs(path) or path[0] == '/' or '\\' in path or '..' in path.split('/')):
        values['path'].complain(f'"{path}" should be relative to the folder of this file, with / between names')
    until = texts.get('until', '')
    if until and not is_day(until):
        values['until'].complain(f'"{until}" is no day; it is written as in 2026-12-31')
    names = tuple(_names(values['rule'])) if 'rule' in values else ()
    line = min((at for at in map(source.text.find, '\r\n', (node.start,) * 2) if at >= 0), default=node.end)
    end = len(source.text[: min(line, node.end)].rstrip())
    until_span = Span(values['until'].start, values['until'].end) if until else Span(node.start, end)
    return Entry(
        path, names, one_line(texts.get('text', '')), texts.get('reason', ''), until, Span(node.start, end), until_span
    )  # fmt: skip


def _text(node: Node) -> str:
    text = node.text()
    if text is not None and not text.strip():
        node.complain('this is empty')
    return (text or '').strip()


def _names(node: Node) -> list[Named]:
    names = []
    given = node.texts()
    if not given and node.is_list:
        node.complain('no rule is named here')
    for text, its_node in given:
        if not text.strip():
            its_node.complain('this name is empty')
        elif text.startswith(PACK):
            its_node.complain(f"problems of {PACK} can't be suppressed, but left out by ignore in the settings")
        names.append(Named(text.strip(), Span(its_node.start, its_node.end)))
    return names
