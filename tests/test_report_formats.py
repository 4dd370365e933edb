"""Formats for programs: read again by their parsers, the problems come out as they went in; any text gives valid output."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reports import COMPLAINTS, ODD, RULES, listing_of, problem_of, report, run, summary

from lintjob.errors import Complaint
from lintjob.problem import Fix, Level
from lintjob.reporters import FORMATS, Look, Summary, wire
from lintjob.reporters.json import KEYS
from lintjob.reporters.markdown import LONGEST
from lintjob.source import Start

LOOK = Look(100, colour=False, quiet=False, rules=RULES)
RUN = run()
PROBLEMS = [problem for _, problems in RUN for problem in problems]
BROKEN = summary(RUN)._replace(complaints=COMPLAINTS)
ALL = [name for name in FORMATS if name != 'html']


def said(name: str, found=None, **changes) -> str:
    return report(name, LOOK._replace(**changes), RUN if found is None else found)


def tree(data: bytes) -> ET.Element:
    """The root of an XML document."""
    return ET.fromstring(data)  # noqa: S314


def legal(text: str) -> str:
    """A text as XML can hold it."""
    return re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]', '\ufffd', text)


# ---------------------------------------------------------------- read again


def as_object(problem) -> dict:
    fix = problem.fix
    return {
        **{key: getattr(problem, key) for key in KEYS},
        'level': str(problem.level),
        'fix': fix and {'start': fix.start, 'end': fix.end, 'text': fix.text, 'safe': fix.is_safe},
    }


def test_json_and_jsonl_have_the_documented_keys_and_all_of_a_problem():
    wanted = [as_object(problem) for problem in PROBLEMS]
    assert [tuple(item) for item in wanted] == [KEYS] * len(wanted)
    assert json.loads(said('json')) == wanted
    lines = said('jsonl').splitlines()
    assert [json.loads(line) for line in lines] == wanted


@pytest.mark.parametrize('count', [0, 1, 2, 3])
def test_json_is_whole_however_many_there_are(count):
    text = said('json', RUN[:count])
    assert len(json.loads(text)) == count
    assert text.endswith(']\n')
    assert len(text.splitlines()) == (count + 2 if count else 1)


COMMAND = re.compile(r'::(?P<name>error|warning|notice) (?P<properties>[^:\r\n]*)::(?P<message>[^\r\n]*)')


def unescaped(text: str) -> str:
    return text.replace('%0A', '\n').replace('%0D', '\r').replace('%25', '%')


def test_github_commands_read_by_the_rules_of_the_runner():
    lines = said('github').split('\n')
    assert lines[-2].startswith('Found 24 problems')
    assert not lines[-1]
    for line, problem in zip(lines[:-2], PROBLEMS, strict=True):
        command = COMMAND.fullmatch(line)
        pairs = (pair.split('=', 1) for pair in command['properties'].split(','))
        found = {name: unescaped(value.replace('%3A', ':').replace('%2C', ',')) for name, value in pairs}
        levels = {'error': Level.ERROR, 'warning': Level.WARNING, 'notice': Level.SUGGESTION}
        assert levels[command['name']] is problem.level
        assert (found['file'], int(found['line']), found['title']) == (problem.path, problem.line, problem.rule)
        assert int(found['endLine']) == problem.end_line
        if problem.line == problem.end_line:
            assert (int(found['col']), int(found['endColumn'])) == (problem.column, problem.end_column)
        else:
            assert {'col', 'endColumn'}.isdisjoint(found)
        place = f'{problem.path}:{problem.line}:{problem.column}'
        assert unescaped(command['message']) == f'{place}: {problem.message} ({problem.rule})'


def test_gitlab_has_what_the_report_needs_and_no_fingerprint_twice():
    found = json.loads(said('gitlab'))
    for issue, problem in zip(found, PROBLEMS, strict=True):
        levels = {'major': Level.ERROR, 'minor': Level.WARNING, 'info': Level.SUGGESTION}
        assert levels[issue['severity']] is problem.level
        assert (issue['check_name'], issue['description']) == (problem.rule, problem.message)
        assert issue['location'] == {'path': problem.path, 'lines': {'begin': problem.line, 'end': problem.end_line}}
        assert issue['type'] == 'issue'
        assert re.fullmatch('[0-9a-f]{32,64}', issue['fingerprint'])
    assert len({issue['fingerprint'] for issue in found}) == len(found)


def sarif_problem(result: dict) -> tuple:
    place = result['locations'][0]['physicalLocation']
    region = place['region']
    start = region['charOffset']
    fixes = [
        Fix(
            where['deletedRegion']['charOffset'],
            where['deletedRegion']['charOffset'] + where['deletedRegion']['charLength'],
            where['insertedContent']['text'],
            fix['properties']['safe'],
        )
        for fix in result.get('fixes', [])
        for change in fix['artifactChanges']
        for where in change['replacements']
    ]
    return (
        unquote(place['artifactLocation']['uri']), region['startLine'], region['startColumn'], region['endLine'],
        region['endColumn'], result['ruleId'], result['message']['text'],
        {'error': Level.ERROR, 'warning': Level.WARNING, 'note': Level.SUGGESTION}[result['level']],
        result['properties']['listing'], result['properties']['match'], start, start + region['charLength'],
        fixes[0] if fixes else None,
    )  # fmt: skip


def test_sarif_read_again():
    (found,) = json.loads(said('sarif'))['runs']
    ids = [rule['id'] for rule in found['tool']['driver']['rules']]
    assert ids == list(RULES)
    assert found['columnKind'] == 'unicodeCodePoints'
    for result, problem in zip(found['results'], PROBLEMS, strict=True):
        assert sarif_problem(result) == (
            problem.path, problem.line, problem.column, problem.end_line, problem.end_column, problem.rule,
            problem.message, problem.level, problem.listing, problem.match, problem.start, problem.end, problem.fix,
        )  # fmt: skip
        assert ids[result['ruleIndex']] == problem.rule
        snippet = result['locations'][0]['physicalLocation']['region'].get('snippet')
        assert (snippet or {'text': ''})['text'] == (problem.match if len(problem.match) <= 1000 else '')
        assert result['locations'][0]['physicalLocation']['artifactLocation']['uriBaseId'] == '%SRCROOT%'
    prints = [json.dumps(result['partialFingerprints']) for result in found['results']]
    assert len(set(prints)) == len(prints)


def test_sarif_keeps_to_its_schema():
    """Every property is known to the schema and of its kind: what its classes read, they write again."""
    models = pytest.importorskip('sarif_pydantic', reason='sarif-pydantic is not installed')
    for text in (said('sarif'), said('sarif', []), report('sarif', LOOK, RUN, BROKEN)):
        again = models.Sarif.model_validate_json(text).model_dump(mode='json', by_alias=True, exclude_none=True)
        assert lacking(json.loads(text), again) == []


def lacking(wanted: object, found: object, way: str = '') -> list[str]:
    """Where ``found`` lacks something of ``wanted``, or says something else."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return [fault for key in wanted for fault in lacking(wanted[key], found.get(key), f'{way}/{key}')]
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        return [
            fault for number, each in enumerate(wanted) for fault in lacking(each, found[number], f'{way}/{number}')
        ]
    return [] if wanted == found else [way]


@pytest.mark.parametrize(
    ('end', 'notes'),
    [
        (Summary(3, {}, 0, 0), []),
        (Summary(3, {}, 0, 2), ['2 files could not be read']),
        (Summary(3, {}, 0, 1, is_cut=True), ['1 file could not be read', 'the run was broken off']),
    ],
)
def test_sarif_says_how_the_run_went(end, notes):
    (found,) = json.loads(report('sarif', LOOK, [], end))['runs']
    (went,) = found['invocations']
    assert went['executionSuccessful'] is not bool(notes)
    assert [each['message']['text'] for each in went.get('toolExecutionNotifications', [])] == notes


def test_sarif_rules_have_texts_to_show():
    (found,) = json.loads(said('sarif', []))['runs']
    first, second, third = found['tool']['driver']['rules']
    assert first['shortDescription'] == {'text': '"…" says nothing; say more'}
    assert first['helpUri'] == RULES['pack.rule'].link
    assert '**What to write instead.** Write a sum' in first['help']['markdown']
    assert [rule['defaultConfiguration']['level'] for rule in (first, second, third)] == ['warning', 'error', 'note']
    assert second['name'] == 'PackOther'
    assert 'helpUri' not in second
    assert third['help']['text'] == third['fullDescription']['text'] == 'nothing said'


def test_a_path_outside_the_repository_is_whole_in_sarif():
    def artifact(path):
        source, problem = problem_of(path, '<<a>>')
        (found,) = json.loads(said('sarif', [(listing_of(source), [problem])]))['runs']
        return found['results'][0]['locations'][0]['physicalLocation']['artifactLocation']

    assert artifact('/srv/a b.txt') == {'uri': 'file:///srv/a%20b.txt'}
    assert artifact('C:/jobs/a.txt') == {'uri': 'file:///C:/jobs/a.txt'}
    assert artifact('b\udcfcr:o.txt') == {'uri': 'b%FCr%3Ao.txt', 'uriBaseId': '%SRCROOT%'}


def junit_problem(case) -> tuple:
    (failure,) = case.findall('failure')
    rule, place = re.search(r'(\S+) at (\d+:\d+)$', case.get('name')).groups()
    return case.get('classname'), rule, place, failure.get('type'), failure.get('message')


def test_junit_read_again():
    root = tree(said('junit').encode())
    suites = root.findall('testsuite')
    assert [suite.get('name') for suite in suites] == list(dict.fromkeys(item.source.name for item, _ in RUN))
    cases = [case for suite in suites for case in suite.findall('testcase')]
    failed = [case for case in cases if case.find('failure') is not None]
    assert [case.get('name') for case in cases if case not in failed] == ['no problems', '#3 Cook: no problems']
    assert [junit_problem(case) for case in failed] == [
        (problem.path, problem.rule, f'{problem.line}:{problem.column}', str(problem.level), legal(problem.message))
        for problem in PROBLEMS
    ]
    for suite in suites:
        assert int(suite.get('tests')) == len(suite.findall('testcase'))
        assert int(suite.get('failures')) == len(suite.findall('testcase/failure'))


def test_junit_is_read_by_a_parser_of_test_reports():
    junitparser = pytest.importorskip('junitparser', reason='junitparser is not installed')
    found = junitparser.JUnitXml.fromstring(said('junit').encode())
    assert sum(suite.tests for suite in found) == len(PROBLEMS) + 2
    failures = [result for suite in found for case in suite for result in case.result]
    assert {type(failure) for failure in failures} == {junitparser.Failure}
    assert [failure.message for failure in failures] == [legal(problem.message) for problem in PROBLEMS]
    assert [failure.type for failure in failures] == [str(problem.level) for problem in PROBLEMS]


def test_junit_tells_what_could_not_be_read_from_what_failed():
    junitparser = pytest.importorskip('junitparser', reason='junitparser is not installed')
    found = junitparser.JUnitXml.fromstring(report('junit', LOOK, RUN, BROKEN).encode())
    results = [result for suite in found for case in suite for result in case.result]
    errors = [result.message for result in results if isinstance(result, junitparser.Error)]
    assert errors == [legal(complaint.message) for complaint in COMPLAINTS]
    assert len(results) - len(errors) == len(PROBLEMS)
    assert sum(suite.errors for suite in found) == len(COMPLAINTS)
    names = [(case.classname, case.name) for suite in found for case in suite]
    assert len(set(names)) == len(names)


def test_checkstyle_read_again():
    root = tree(said('checkstyle').encode())
    levels = {'error': Level.ERROR, 'warning': Level.WARNING, 'info': Level.SUGGESTION}
    found = [
        (file.get('name'), int(error.get('line')), int(error.get('column')), levels[error.get('severity')],
         error.get('message'), error.get('source').removeprefix('lintjob.'))
        for file in root.findall('file') for error in file.findall('error')
    ]  # fmt: skip
    assert found == [
        (problem.path, problem.line, problem.column, problem.level, legal(problem.message), problem.rule)
        for problem in PROBLEMS
    ]
    assert len(root.findall('file')) == len({problem.path for problem in PROBLEMS})


def bytes_at(text: str, place: dict) -> int:
    """The byte of a text in UTF-8 that a place of reviewdog's is."""
    lines = re.split('(?<=\n)|(?<=\r)(?!\n)', text)
    return len(''.join(lines[: place['line'] - 1]).encode()) + place['column'] - 1


def test_rdjsonl_counts_bytes_and_carries_what_to_write():
    found = [json.loads(line) for line in said('rdjsonl').splitlines()]
    sources = [listing.source for listing, problems in RUN for _ in problems]
    columns = 0
    for item, problem, source in zip(found, PROBLEMS, sources, strict=True):
        levels = {'ERROR': Level.ERROR, 'WARNING': Level.WARNING, 'INFO': Level.SUGGESTION}
        assert levels[item['severity']] is problem.level
        assert (item['message'], item['location']['path']) == (problem.message, problem.path)
        assert item['code']['value'] == problem.rule
        place = item['location']['range']
        assert (place['start']['line'], place['end']['line']) == (problem.line, problem.end_line)
        if source.begin.column > 1:
            assert 'column' not in place['start'] | place['end']
            assert 'suggestions' not in item
            continue
        columns += 1
        if source.begin.line == 1:
            text = source.text.encode()
            assert (
                text[bytes_at(source.text, place['start']) : bytes_at(source.text, place['end'])].decode()
                == problem.match
            )
        if problem.fix:
            assert item['suggestions'] == [{'range': place, 'text': problem.fix.text}]
        else:
            assert 'suggestions' not in item
    assert columns == len(found) - 1


# ---------------------------------------------------------------- paths


def test_paths_start_from_the_root(tmp_path):
    paths = wire.Paths(str(tmp_path))
    inside = tmp_path / 'jobs' / 'a.txt'
    assert paths.of(str(inside)) == 'jobs/a.txt'
    assert paths.of(str(tmp_path.parent / 'b.txt')) == (tmp_path.parent / 'b.txt').as_posix()
    assert wire.Paths().of('./jobs/a.txt') == 'jobs/a.txt'
    assert wire.Paths().of('../a.txt') == '../a.txt'
    assert wire.Paths().of('stdin') == 'stdin'


# ---------------------------------------------------------------- any text

TEXT = st.text(
    st.one_of(st.sampled_from('ab \n\r\t\x00\x1b\x85\u2028\ufffe\ud800\udcff🥐é%:,|`<>&"\'@#[]\\{}'), st.characters()),
    max_size=40,
)


@given(TEXT, TEXT, TEXT, TEXT, st.integers(0, 40), st.integers(0, 40), st.sampled_from(Level), st.booleans())
@example('\ud83d', '\ude00', '\ud83d\ude00', '', 0, 1, Level.ERROR, True)
def test_any_text_in_any_place_gives_valid_output(path, text, message, fix, start, length, level, is_record):
    path = path.replace('\0', '') or 'x'
    # The marks of a match are no part of a text.
    text = text.translate({ord('<'): '(', ord('>'): ')'})
    start = min(start, len(text))
    end = min(start + length, len(text))
    marked = f'{text[:start]}<<{text[start:end]}>>{text[end:]}'
    source, problem = problem_of(path, marked, level, message, fix=(fix, is_record))
    found = [(listing_of(source, title=message if is_record else None), [problem])]
    for name in ALL:
        made = said(name, found)
        # What standard output and files are written with.
        data = made.encode('utf-8', 'surrogateescape')
        if name not in ('full', 'concise', 'github'):
            data.decode('utf-8')
        check(name, data, problem)


def joined(value: object) -> object:
    """A value as JSON gives it back: two halves of a surrogate pair that stand together are one character."""
    return json.loads(json.dumps(value))


def check(name: str, data: bytes, problem) -> None:
    """Whether output is what its format asks for."""
    text = data.decode('utf-8', 'surrogateescape')
    if name == 'json':
        assert json.loads(text) == joined([as_object(problem)])
    elif name == 'jsonl':
        (line,) = text.splitlines()
        assert json.loads(line) == joined(as_object(problem))
    elif name == 'gitlab':
        assert json.loads(text)[0]['description'] == wire.whole(problem.message)
    elif name == 'sarif':
        (result,) = json.loads(text)['runs'][0]['results']
        assert result['message']['text'] == wire.whole(problem.message)
        assert not re.search(r'[^!-~]', result['locations'][0]['physicalLocation']['artifactLocation']['uri'])
    elif name == 'rdjsonl':
        (line,) = text.splitlines()
        assert json.loads(line)['message'] == wire.whole(problem.message)
    elif name == 'junit':
        (failure,) = tree(data).iter('failure')
        assert failure.get('message') == legal(wire.whole(problem.message))
    elif name == 'checkstyle':
        (error,) = tree(data).iter('error')
        assert error.get('message') == legal(wire.whole(problem.message))
    elif name == 'github':
        command, closing, rest = text.split('\n')
        assert COMMAND.fullmatch(command)
        assert closing.startswith('Found')
        assert not rest
    elif name == 'markdown':
        rows = [line for line in text.split('\n') if line.startswith('| ') and not line.startswith('| ---')]
        assert len(rows) == 2
        assert len({len(re.findall(r'(?<!\\)\|', row)) for row in rows}) == 1
    else:
        assert len(re.findall(r'\(pack\.rule\)', text)) >= 1


@given(TEXT, TEXT, st.sampled_from([(0, 0), (3, 7)]))
@example('\ud83d', '\ud83d\ude00', (3, 7))
def test_any_text_of_what_could_not_be_read_gives_valid_output(path, message, place):
    end = Summary(0, {}, 0, 1, complaints=[Complaint(path.replace('\0', '') or 'x', *place, message)])
    for name in ALL:
        data = report(name, LOOK, [], end).encode('utf-8', 'surrogateescape')
        text = data.decode('utf-8', 'surrogateescape')
        if name == 'gitlab':
            assert [each['description'] for each in json.loads(text)] == [wire.whole(message)]
        elif name == 'sarif':
            notes = json.loads(text)['runs'][0]['invocations'][0]['toolExecutionNotifications']
            assert notes[-1]['message']['text'] == wire.whole(message)
        elif name == 'rdjsonl':
            (line,) = text.splitlines()
            assert json.loads(line)['message'] == wire.whole(message)
        elif name in ('junit', 'checkstyle'):
            (error,) = tree(data).iter('error')
            assert error.get('message') == legal(wire.whole(message))
        elif name == 'github':
            command, closing, rest = text.split('\n')
            assert COMMAND.fullmatch(command)
            assert (closing.startswith('Found'), rest) == (True, '')
        elif name == 'markdown':
            assert len([line for line in text.split('\n') if line]) == 3
        elif name in ('json', 'jsonl'):
            assert text in ('', '[]\n')


# ---------------------------------------------------------------- markdown


def test_markdown_makes_no_markup_of_a_text():
    for message in ODD.values():
        source, problem = problem_of('a.txt', '<<a>>', Level.ERROR, message, rule='pack.other')
        text = said('markdown', [(listing_of(source), [problem])])
        row = text.strip().split('\n')[-1]
        for mark in ('<b>', ' *now*', '[a](b)', '@you', '#12', 'https://ex', '<!--', ' `c`'):
            assert mark not in row


def test_markdown_is_never_longer_than_a_comment_and_says_what_it_leaves_out():
    found = []
    for number in range(2000):
        level = Level.ERROR if number > 1900 else Level(number % 2)
        source, problem = problem_of(f'jobs/{number // 3}.txt', '<<a>>', level, f'message {number} ' + 'x' * 90)
        found.append((listing_of(source), [problem]))
    for group in ('', 'rule'):
        text = report('markdown', LOOK._replace(group=group), found, summary(found))
        assert 0.8 * LONGEST < len(text) <= LONGEST
        assert text.startswith('## lintjob: 2,000 problems\n')
        rows = re.findall(r'^\| .*message (\d+) ', text, re.MULTILINE)
        assert {str(number) for number in range(1901, 2000)} <= set(rows)
        left = int(re.search(r'^([\d,]+) more problems are left out', text, re.MULTILINE)[1].replace(',', ''))
        assert left == 2000 - len(rows)
        assert text.count('<details>') == text.count('</details>') > 0


def test_a_short_markdown_is_open():
    text = said('markdown', RUN[:3])
    assert '<details>' not in text
    assert '### <code>plain.txt</code>' in text
    assert said('markdown', RUN[:3], quiet=True).startswith('## lintjob: 3 problems\n\n###')


def test_a_record_that_begins_within_a_line_has_its_columns():
    source, problem = problem_of('feed.xml', 'é <<a>> b', begin=Start(10, 1, 11))
    assert (problem.line, problem.column) == (1, 13)
    (item,) = json.loads(said('json', [(listing_of(source), [problem])]))
    assert (item['column'], item['end_column']) == (13, 14)
    assert said('full', [(listing_of(source), [problem])]).splitlines()[1:3] == ['    é a b', '      ^']
