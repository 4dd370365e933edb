"""``sarif``: SARIF 2.1.0, which code hosts and editors read: rules with their reasons, problems, and how to mend them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from urllib.parse import quote

from lintjob import __version__
from lintjob.errors import Complaint
from lintjob.fingerprint import VERSION, Fingerprints
from lintjob.listing import Listing
from lintjob.problem import About, Fix, Level, Problem
from lintjob.reporters import Look, Summary
from lintjob.reporters.full import which
from lintjob.reporters.lines import numbered
from lintjob.reporters.wire import Paths, as_json
from lintjob.source import Source

_SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
_ROOT = '%SRCROOT%'
_LEVELS = {Level.ERROR: 'error', Level.WARNING: 'warning', Level.SUGGESTION: 'note'}
#: What GitHub sorts by.
_SEVERITIES = {Level.ERROR: 'error', Level.WARNING: 'warning', Level.SUGGESTION: 'recommendation'}
_LINE_ENDS = ('\r\n', '\n', '\r')
#: Characters of a match that are quoted. Some problems are about a whole text.
_LONGEST_SNIPPET = 1000


class Reporter:
    """One run. Rules come first, then results as listings are linted, then how the run went."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._paths = Paths(look.root)
        self._prints = Fingerprints(look.root)
        self._numbers: Mapping[str, int] = {}
        self._any = False

    def begin(self) -> Iterator[str]:
        """The tool and its rules."""
        abouts = list(self.look.rules.values())
        self._numbers = {about.id: number for number, about in enumerate(abouts)}
        driver = {
            'name': 'lintjob',
            'fullName': f'lintjob {__version__}',
            'version': __version__,
            'rules': [_rule(about) for about in abouts],
        }
        yield f'{{\n"$schema": {as_json(_SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n'
        yield f'"tool": {as_json({"driver": driver})},\n'
        yield '"columnKind": "unicodeCodePoints",\n'
        yield f'"newlineSequences": {as_json(_LINE_ENDS)},\n'
        root = {_ROOT: {'description': {'text': 'The root of the repository.'}}}
        yield f'"originalUriBaseIds": {as_json(root)},\n"results": ['

    def listing(self, listing: Listing, problems: Sequence[Problem]) -> Iterator[str]:
        """A result for each problem."""
        for problem in problems:
            yield (',\n' if self._any else '\n') + as_json(self._result(listing, problem))
            self._any = True

    def end(self, summary: Summary) -> Iterator[str]:
        """Whether all could be read, to the end."""
        said = []
        if summary.failed:
            said.append(f'{numbered(summary.failed, "file")} could not be read')
        if summary.is_cut:
            said.append('the run was broken off')
        notes: list[dict[str, object]] = [{'level': 'error', 'message': {'text': each}} for each in said]
        notes += [self._notification(complaint) for complaint in summary.complaints]
        went = {'executionSuccessful': not notes, **({'toolExecutionNotifications': notes} if notes else {})}
        yield f'\n],\n"invocations": {as_json([went])}\n}}]\n}}\n'

    def _notification(self, complaint: Complaint) -> dict[str, object]:
        place: dict[str, object] = {'artifactLocation': _artifact(self._paths.of(complaint.path))}
        if complaint.line:
            place['region'] = {'startLine': complaint.line, 'startColumn': complaint.column}
        message = {'text': complaint.message}
        return {'level': 'error', 'message': message, 'locations': [{'physicalLocation': place}]}

    def _result(self, listing: Listing, problem: Problem) -> dict[str, object]:
        source = listing.source
        artifact = _artifact(self._paths.of(problem.path))
        region = _region(source, problem.start, problem.end)
        match = source.text[problem.start - source.begin.offset : problem.end - source.begin.offset]
        if match and len(match) <= _LONGEST_SNIPPET:
            region['snippet'] = {'text': match}
        place: dict[str, object] = {'physicalLocation': {'artifactLocation': artifact, 'region': region}}
        if listing.is_record:
            place['logicalLocations'] = [{'name': which(listing), 'kind': 'record'}]
        number = self._numbers.get(problem.rule)
        return {
            'ruleId': problem.rule,
            **({} if number is None else {'ruleIndex': number}),
            'level': _LEVELS[problem.level],
            'message': {'text': problem.message},
            'locations': [place],
            'partialFingerprints': {VERSION: self._prints.of(listing, problem)},
            **({'fixes': [_fix(source, problem.fix, artifact)]} if problem.fix else {}),
            'properties': {'listing': problem.listing, 'match': problem.match},
        }


def _rule(about: About) -> dict[str, object]:
    """What is said of a rule: its message, why it matters, what to write instead."""
    texts = [each.strip() for each in (about.why, about.instead) if each.strip()]
    link = about.link if about.link.startswith(('https://', 'http://')) else ''
    help_text = '\n\n'.join([*texts, *([f'More: {link}'] if link else [])]) or about.says
    return {
        'id': about.id,
        'name': ''.join(part.capitalize() for part in about.id.replace('.', '-').split('-')),
        'shortDescription': {'text': _title(about)},
        'fullDescription': {'text': about.why.strip() or _title(about)},
        'help': {'text': help_text, 'markdown': _help(about, link) or help_text},
        **({'helpUri': link} if link else {}),
        'defaultConfiguration': {'level': _LEVELS[about.level]},
        'properties': {
            'tags': ['job-listings', about.id.split('.', 1)[0]],
            'problem.severity': _SEVERITIES[about.level],
            **({'languages': list(about.languages)} if about.languages else {}),
        },
    }


def _title(about: About) -> str:
    """The message of a rule without what it is filled in with."""
    parts = [text + ('…' if name is not None else '') for text, name, _, _ in Formatter().parse(about.says)]
    return ''.join(parts) or about.id


def _help(about: About, link: str) -> str:
    parts = [
        *([f'**Why it matters.** {about.why.strip()}'] if about.why.strip() else []),
        *([f'**What to write instead.** {about.instead.strip()}'] if about.instead.strip() else []),
        *([f'[More]({link})'] if link else []),
    ]
    return '\n\n'.join(parts)


def _artifact(path: str) -> dict[str, object]:
    """Where a file is: from the root of the repository, or of the disk for one that is outside."""
    uri = quote(path.encode('utf-8', 'surrogateescape' if _has_bytes(path) else 'replace'))
    if path.startswith('/'):
        return {'uri': f'file://{uri}'}
    if path[1:3] == ':/':
        return {'uri': f'file:///{path[0]}:{uri[4:]}'}
    return {'uri': uri, 'uriBaseId': _ROOT}


def _has_bytes(path: str) -> bool:
    """Whether all that is odd in a path are bytes that were no UTF-8, which a URI can hold."""
    return all(not '\ud800' <= char <= '\udfff' or '\udc80' <= char <= '\udcff' for char in path)


def _region(source: Source, start: int, end: int) -> dict[str, object]:
    first = source.position(start - source.begin.offset)
    last = source.position(end - source.begin.offset)
    return {
        'startLine': first.line,
        'startColumn': first.column,
        'endLine': last.line,
        'endColumn': last.column,
        'charOffset': start,
        'charLength': end - start,
    }


def _fix(source: Source, fix: Fix, artifact: dict[str, object]) -> dict[str, object]:
    change = {
        'artifactLocation': artifact,
        'replacements': [
            {'deletedRegion': _region(source, fix.start, fix.end), 'insertedContent': {'text': fix.text}},
        ],
    }
    says = 'Mends it with no judgement.' if fix.is_safe else 'Mends it; look at it afterwards.'
    return {
        'description': {'text': says},
        'artifactChanges': [change],
        'properties': {'safe': fix.is_safe},
    }
