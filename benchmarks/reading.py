"""How fast each format is read, bytes in and listings out; and how much memory a long feed takes.

    python benchmarks/reading.py                  the formats, over made-up listings
    python benchmarks/reading.py --feed MEGABYTES  the peak memory of `lintjob check` on a JSON Lines feed of that size
    python benchmarks/reading.py --odd             how long 1 MB of one odd piece takes, by format

With LINTJOB_CORPUS, a folder with real files, those are read as well.
"""

from __future__ import annotations

import argparse
import csv
import html
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from listings import generated

from lintjob import readers
from lintjob.errors import LintjobError
from lintjob.layout import FORMATS, Layout
from lintjob.listing import Listing
from lintjob.readers.csv import reader as table_reader
from lintjob.source import Source, Span
from lintjob.stream import PIECE, Stream

ROUNDS = 7
#: Megabytes a second that are wanted, by format.
WANTED = {'html': 8, 'json': 6, 'jsonl': 6, 'csv': 20, 'tsv': 20}
ODD = (
    *('<a "', '<!--', '&', '<', '>', '<p>', '<div>', '<script>', '<li><b>', '</', '<a href=', '&#', '&amp', '<![CDATA[', '<!'),
    *('"', "'", '\\', '{', '[', '{"a":', '[1,', '"\\u', ',', ';', '\t', '\r', '\n', ' ', 'a', '- ', '- - ', 'a: ', '? ', '| ', '&a ', '*a '),
    *('<?', '<item>', '<a b="', ']]>', '""', '"a" ', 'é', '\ufeff', '\U0001f600'),
)  # fmt: skip


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--feed', metavar='MEGABYTES', type=int)
    parser.add_argument('--odd', action='store_true')
    arguments = parser.parse_args()
    if arguments.feed:
        memory(arguments.feed)
    elif arguments.odd:
        odd()
    else:
        speed()
    return 0


# ---------------------------------------------------------------- speed


def speed() -> None:
    """Print megabytes and listings a second, by format, the best of some rounds."""
    print(f'{"":34}{"MB":>7}{"listings":>10}{"MB/s":>8}{"wanted":>8}{"listings/s":>12}')
    for name, data in files():
        form = readers.format_of(Stream(name, [data]))
        count = listings_in(name, data)
        best = min(seconds(lambda name=name, data=data: listings_in(name, data)) for _ in range(ROUNDS))
        wanted = WANTED.get(form, '')
        size = len(data) / 1e6
        print(f'{name[-33:]:34}{size:7.2f}{count:10,}{size / best:8.1f}{wanted:>8}{count / best:12,.0f}')
        if form in ('csv', 'tsv'):
            with rows_alone():
                best = min(seconds(lambda name=name, data=data: listings_in(name, data)) for _ in range(ROUNDS))
            print(f'{"  its rows alone":34}{size:7.2f}{count:10,}{size / best:8.1f}{"":>8}{count / best:12,.0f}')


@contextmanager
def rows_alone() -> Iterator[None]:
    """Read tables without making listings of their rows: each is given as the same empty one."""
    whole = table_reader.record.listing
    empty = Listing(Source('', ''), '', (), {}, Span(0, 0))
    table_reader.record.listing = lambda *_, **__: empty
    try:
        yield
    finally:
        table_reader.record.listing = whole


def files() -> Iterator[tuple[str, bytes]]:
    """Names and contents of files to read."""
    rows = [record(text, number) for number, (_, text) in enumerate(generated(300))]
    page = '<!doctype html>\n<html><head><title>Jobs</title></head><body><main>\n{}\n</main></body></html>\n'
    yield (
        'page.html',
        page.format('\n'.join(f'<h1>{row["title"]}</h1>{row["description"]}' for row in rows[:20])).encode(),
    )
    yield 'plain.json', json.dumps([{**row, 'description': row['plain']} for row in without(rows, 'flat')]).encode()
    yield 'html.json', json.dumps(without(rows, 'plain', 'flat'), ensure_ascii=False, indent=1).encode()
    escaped = [{**row, 'description': html.escape(row['description'])} for row in without(rows, 'plain', 'flat')]
    yield 'escaped.json', json.dumps(escaped).encode()
    yield 'feed.jsonl', ''.join(json.dumps(row) + '\n' for row in without(rows, 'plain', 'flat')).encode()
    for name, dialect, of in (
        ('feed.csv', 'excel', 'plain'),
        ('flat.csv', 'excel', 'flat'),
        ('html.csv', 'excel', 'description'),
        ('feed.tsv', 'excel-tab', 'plain'),
    ):
        table = io.StringIO()
        writer = csv.writer(table, dialect)
        keys = ('id', 'title', 'company', 'location', 'description')
        writer.writerow(keys)
        writer.writerows([*(row[key] for key in keys[:-1]), row[of]] for row in rows)
        yield name, table.getvalue().encode()
    items = ''.join(
        f'<item><title>{row["title"]}</title><description><![CDATA[{row["description"]}]]></description></item>\n'
        for row in rows
    )
    yield 'feed.xml', f'<?xml version="1.0"?>\n<rss version="2.0"><channel>\n{items}</channel></rss>\n'.encode()
    lines = (f'- title: {row["title"]}\n  description: {json.dumps(row["description"])}\n' for row in rows)
    yield 'list.yaml', ''.join(lines).encode()
    folder = os.environ.get('LINTJOB_CORPUS')
    endings = tuple(f'*.{ending}' for ending in ('html', 'json', 'jsonl', 'xml', 'csv'))
    found = (path for ending in endings for path in sorted(Path(folder or '.', 'files').rglob(ending)))
    for path in found if folder else ():
        if path.stat().st_size > 100_000 or path.suffix != '.html':
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def record(text: str, number: int) -> dict[str, str]:
    """A made-up listing as an object: its text plain, as HTML of the kind that hiring systems write, and in one paragraph.

    Job boards export the last: the line breaks were lost on the way.
    """
    _, front, body = text.split('---\n', 2)
    fields = dict(line.split(': ', 1) for line in front.splitlines())
    blocks = [block for block in body.strip().split('\n\n') if not block.startswith('# ')]
    made = []
    for block in blocks:
        if block.startswith('## '):
            made.append(f'<h2><strong>{html.escape(block[3:])}</strong></h2>')
        elif block.startswith('- '):
            items = ''.join(f'<li>{html.escape(line[2:])}</li>\n' for line in block.split('\n'))
            made.append(f'<ul>\n{items}</ul>')
        else:
            made.append(f'<p class="text">{html.escape(block)}&nbsp;</p>')
    flat = ' '.join(line.removeprefix('## ').removeprefix('- ') for block in blocks for line in block.split('\n'))
    return {
        'id': str(number),
        **fields,
        'description': '\n'.join(made),
        'plain': '\n\n'.join(blocks),
        'flat': flat,
    }


def without(rows: Iterable[dict[str, str]], *keys: str) -> list[dict[str, str]]:
    """The rows without some of their keys."""
    return [{name: value for name, value in row.items() if name not in keys} for row in rows]


def listings_in(name: str, data: bytes, layout: Layout = Layout()) -> int:  # noqa: B008
    """How many listings are read from a file."""
    pieces = [data[at : at + PIECE] for at in range(0, len(data), PIECE)]
    return sum(1 for _ in readers.listings(Stream(name, pieces), layout))


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes, in seconds of the processor."""
    began = time.process_time()
    work()
    return time.process_time() - began


# ---------------------------------------------------------------- odd text


def odd() -> None:
    """Print the odd pieces that take longest, by format."""
    print(
        '1 MB of one odd piece, milliseconds, the slowest by format; in brackets how many times as long as half of it'
    )
    for form in FORMATS:
        found = sorted(((odd_seconds(form, piece, 1_000_000), piece) for piece in ODD), reverse=True)[:4]
        said = '   '.join(
            f'{took * 1e3:7.0f} {piece!r} ({took / max(odd_seconds(form, piece, 500_000), 1e-6):.1f}x)'
            for took, piece in found
        )
        print(f'  {form:9} {said}', flush=True)


def odd_seconds(form: str, piece: str, size: int) -> float:
    """How long that much of a piece takes to read."""
    data = (piece * (size // len(piece.encode()))).encode()

    def work() -> None:
        with suppress(LintjobError):
            listings_in('odd', data, Layout(form))

    return seconds(work)


# ---------------------------------------------------------------- memory


def memory(megabytes: int) -> None:
    """Print the peak memory of a run over a feed of that size, and of one over a feed of a tenth of it."""
    rows = [json.dumps(record(text, number)) + '\n' for number, (_, text) in enumerate(generated(200))]
    block = ''.join(rows).encode()
    for size in (megabytes / 10, megabytes):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'feed.jsonl')
            with open(path, 'wb') as file:
                file.writelines(block for _ in range(int(size * 1e6 / len(block)) + 1))
            code = (
                'import resource, sys; from lintjob.cli import main; '
                f'code = main(["check", "--isolated", "--select", "truncated", "--quiet", "--format", "json", {path!r}]); '
                'sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)); sys.exit(code == 2)'
            )
            began = time.monotonic()
            done = subprocess.run(
                [sys.executable, '-c', code], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True
            )
            took = time.monotonic() - began
            peak = int(done.stderr) / (1024 if sys.platform != 'darwin' else 1024 * 1024)
            print(f'{os.path.getsize(path) / 1e6:8.0f} MB: {peak:6.0f} MB of memory at most, {took:6.0f} s', flush=True)


if __name__ == '__main__':
    raise SystemExit(main())
