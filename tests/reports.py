"""A run for reporters: listings of every odd make with problems in them, and what a reporter says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lintjob.errors import Complaint
from lintjob.listing import Field, Listing
from lintjob.problem import About, Fix, Level, Problem
from lintjob.reporters import Look, Summary, reporter
from lintjob.source import Source, Span, Start

LINE = ' '.join(f'word{number:03}' for number in range(500)) + ' end'
#: Texts with the match between << and >>, by what is odd about them.
TEXTS = {
    'plain.txt': 'Baker\n\nWe offer a <<competitive salary>> and a pension.\n',
    'start.txt': '<<Baker>> wanted\n',
    'end.txt': 'Baker\n\nYou will bake <<bread and>>',
    'whole.txt': 'Baker\n\n<<We offer a competitive salary>>\n',
    'indented.txt': 'Baker\n\n        - a <<competitive salary>>\n',
    'tabs.txt': 'Baker\n\n\tPay:\t<<competitive\tsalary>>\tand\tmore\n',
    'emoji.txt': 'Baker 🥐\n\n🎉🎉 Great: 💰 <<salary 💰 DOE>> 🎉\n',
    'accents.txt': 'Ba\u0301cker\n\ne\u0301te\u0301 <<sala\u0301rio>> fim\n',
    'wide.md': '# 面包师\n\n我们提供<<有竞争力的薪水>>和养老金。\n',
    'feed/long.txt': LINE.replace('word250', '<<word250>>', 1) + '\n',
    'feed/long-start.txt': LINE.replace('word001 word002', '<<word001 word002>>', 1) + '\n',
    'feed/long-end.txt': LINE.replace(' end', ' <<end>>', 1) + '\n',
    'feed/long-match.txt': LINE.replace('word200', '<<word200', 1).replace('word300', 'word300>>', 1) + '\n',
    'lines.txt': 'Baker\r\n\r\nA <<competitive\r\nsalary>> for you.\r\n',
    'empty-place.txt': 'Baker\n\nSalary: <<>>\n',
    'nothing.txt': '<<>>',
    'blank-line.txt': 'Baker\n<<>>\nText.\n',
    'control.txt': 'Baker \x1b[31mred\x07 <<pay \x9b32m\u200b\u202e>> end\n',
}
#: Names and messages that some format takes for something else.
ODD = {
    'odd names/a,b:c%20#1 & <"x">\'`|*.txt': 'see "100%, 1:2::x" | *now* <b>_@you_</b> #12 [a](b) `c` \\ ~d~ &amp; https://example.com\nand more',
    'zwei\u2028Zeilen ü.txt': '::error::no command\r\n%0A ]]> <!-- --> \ufffe\x00\x85\u2029 ${{ github.token }}',
}
#: What could not be read, of which a run says nothing if it is not told to.
COMPLAINTS = (
    Complaint('binary.md', 0, 0, 'this is no text'),
    *(Complaint(name, 3, 7, message) for name, message in ODD.items()),
    Complaint('feed.jsonl', 2, 4, 'a string is not closed'),
    Complaint('feed.jsonl', 5, 4, 'a string is not closed'),
)
RULES = {
    'pack.rule': About(
        'pack.rule', Level.WARNING, '"{match}" says nothing; say more', 'Readers stop here.\nThey do not come back.',
        'Write a sum, as in "£30,000 a year".', 'https://example.com/rules?a=1&b=2', ('en', 'de'),
    ),
    'pack.other': About('pack.other', Level.ERROR, 'the text is cut', 'Half a <sentence> is *no* sentence.'),
    'pack.quiet': About('pack.quiet', Level.SUGGESTION, 'nothing said', ''),
}  # fmt: skip


def problem_of(
    name: str,
    marked: str,
    level: Level = Level.WARNING,
    message: str | None = None,
    *,
    rule: str = 'pack.rule',
    begin: Start = Start(),  # noqa: B008
    number: int = 0,
    fix: tuple[str, bool] | None = None,
) -> tuple[Source, Problem]:
    """A source, and a problem at the place that is marked in it."""
    before, rest = marked.split('<<')
    match, after = rest.split('>>')
    source = Source(name, before + match + after, begin)
    start, end = len(before), len(before) + len(match)
    said = f'"{" ".join(match.split())[:40]}" says nothing; say more' if message is None else message
    places = (*source.position(start), *source.position(end))
    offsets = (begin.offset + start, begin.offset + end)
    mending = Fix(*offsets, *fix) if fix else None
    return source, Problem(name, *places, rule, level, said, match, number, *offsets, Span(start, end), mending)


def everything() -> list[tuple[Source, Problem]]:
    """A problem in each of the texts, of all levels in turn."""
    return [problem_of(name, text, list(Level)[number % 3]) for number, (name, text) in enumerate(TEXTS.items())]


def listing_of(source: Source, *, number: int = 0, title: str | None = None) -> Listing:
    """The listing of a source; a record of a file if it is given a title."""
    fields = {'title': Field('title', title, Span(0, 0))} if title is not None else {}
    view = Span(0, len(source.text))
    return Listing(source, source.text, [], fields, view, number, is_record=title is not None)


def run() -> list[tuple[Listing, list[Problem]]]:
    """A whole run: the texts, odd names and messages, fixes, records of feeds, and listings without problems."""
    found = [(listing_of(source), [problem]) for source, problem in everything()]
    for name, message in ODD.items():
        source, problem = problem_of(name, TEXTS['emoji.txt'], Level.ERROR, message, rule='pack.other')
        found.append((listing_of(source), [problem]))
    found.append((listing_of(Source('good.txt', 'Baker\n\nBread.\n')), []))
    text = TEXTS['emoji.txt']
    source, first = problem_of('fixed.md', text, fix=('£30,000 "a year" 🥐', True))
    _, second = problem_of('fixed.md', text, Level.ERROR, rule='pack.other', fix=('', False))
    found.append((listing_of(source), [first, second]))
    for number, title in enumerate(['Baker | *night*', '']):
        # A record that begins its line, and one that stands behind another in it.
        begin = (Start(20, 2, 1), Start(90, 2, 71))[number]
        source, problem = problem_of('feed.json', text.replace('\n', ' '), begin=begin, number=number, fix=('x', True))
        found.append((listing_of(source, number=number, title=title), [problem]))
    found.append((listing_of(Source('feed.json', 'Cook'), number=2, title='Cook'), []))
    return found


def summary(found: Sequence[tuple[Listing, Sequence[Problem]]]) -> Summary:
    """What a run came to."""
    problems = [problem for _, each in found for problem in each]
    counts = {level: sum(problem.level is level for problem in problems) for level in Level}
    return Summary(len(found), counts, 2, 1, rules=Counter(problem.rule for problem in problems))


def report(
    name: str, look: Look, found: Sequence[tuple[Listing, Sequence[Problem]]], end: Summary | None = None
) -> str:
    """All that a reporter says of a run."""
    made = reporter(name, look)
    pieces = [*made.begin()]
    for listing, problems in found:
        pieces += made.listing(listing, problems)
    return ''.join([*pieces, *made.end(end or summary(found))])


def output(name: str, look: Look, found: Sequence[tuple[Source, Problem]]) -> str:
    """All that a reporter says of problems, each in a listing of its own."""
    return report(name, look, [(listing_of(source), [problem]) for source, problem in found])
