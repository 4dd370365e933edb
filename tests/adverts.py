"""Adverts as they are meant, and how each format writes them."""

from __future__ import annotations

import gzip
import html
import json
from collections.abc import Callable
from typing import NamedTuple


class Advert(NamedTuple):
    """An advert: its particulars, and its text as paragraphs (``p``), headings (``h``) and list items (``li``)."""

    title: str
    company: str
    location: str
    text: tuple[tuple[str, str], ...]


ADVERTS = (
    Advert(
        'Staff Data Engineer',
        'Fernhill Payments',
        'Bristol, United Kingdom',
        (
            ('p', 'We build R&D tools for people who don’t read manuals; our team of 12 looks after “Ledger & Sons”.'),
            ('h', 'What you will do'),
            ('li', 'Own the pipelines that feed our reports <daily> — and mend them.'),
            ('li', 'Help our L60 engineers to plan the work.'),
            ('h', 'What we offer'),
            ('p', 'A competitive salary, 28 days of holiday & a pension. We work in a hybrid way.'),
            ('p', 'You can reach us by e-mail, and we will tell you more about the team, the work and the'),
        ),
    ),
    Advert(
        'Bäckerin (m/w/d)',
        'Backhaus Müller GmbH',
        'Augsburg, Deutschland',
        (
            ('p', 'Für unsere Backstube in Augsburg suchen wir ab sofort Verstärkung, gern auch in Teilzeit.'),
            ('h', 'Das bieten wir'),
            ('li', 'Eine attraktive Vergütung und „frisches Brot“ jeden Tag'),
            ('li', '30 Tage Urlaub & ein Team, das zusammenhält'),
            ('p', 'Hybrides Arbeiten ist nach Absprache möglich. Wir freuen uns auf deine Bewerbung.'),
        ),
    ),
    Advert(
        'Comptable',
        'Société Exemple',
        'Lyon, France',
        (
            ('p', 'Vous tenez la comptabilité de nos « clients » et préparez les bilans avec l’équipe 🎉 de Lyon.'),
            ('h', 'Votre profil'),
            ('li', 'Vous aimez les chiffres & l’ordre.'),
            ('li', 'Vous avez une expérience d’au moins deux ans.'),
            ('p', 'Rémunération attractive selon profil. Poste en CDI, télétravail partiel.'),
        ),
    ),
    Advert(
        'Warehouse Operative',
        'Harbour Logistics',
        'Cork, Ireland',
        (
            ('p', 'You pick and pack orders in our warehouse, four days a week, with a break every two hours.'),
            ('h', 'Pay and hours'),
            ('p', 'The pay is €15 to €17 an hour. You work on site, from 8:00 to 16:00.'),
            ('p', 'Write to us until the end of the month; we answer everybody who does.'),
        ),
    ),
)


def as_text(advert: Advert, end: str = '\n') -> str:
    """Plain text, with its particulars in lines."""
    head = [advert.title, '', f'Company: {advert.company}', f'Location: {advert.location}', '']
    return end.join([*head, *_body(advert)]) + end


def _body(advert: Advert) -> list[str]:
    lines: list[str] = []
    before = ''
    for kind, words in advert.text:
        if lines and not (kind == before == 'li'):
            lines.append('')
        lines.append(f'- {words}' if kind == 'li' else f'{words}:' if kind == 'h' else words)
        before = kind
    return lines


def as_markdown(advert: Advert) -> str:
    """Markdown with front matter."""
    lines = ['---', f'title: {advert.title}', f'company: {advert.company}', f'location: {advert.location}', '---', '']
    for kind, words in advert.text:
        shown = words.replace('<', '\\<')
        lines += [f'- {shown}'] if kind == 'li' else ['', f'## {shown}' if kind == 'h' else shown, '']
    return '\n'.join(lines) + '\n'


def escaped(words: str) -> str:
    """Words as HTML writes them, with some entities that need not be."""
    return (
        html.escape(words)
        .replace('—', '&mdash;')
        .replace('ü', '&uuml;')
        .replace('’', '&#8217;')
        .replace('“', '&#x201C;')
    )


def as_fragment(advert: Advert, escape: Callable[[str], str] = escaped) -> str:
    """The text as HTML, over several lines and with tags within paragraphs."""
    parts: list[str] = []
    before = ''
    for kind, words in advert.text:
        if (kind == 'li') != (before == 'li'):
            parts.append('<ul class="list">' if kind == 'li' else '</ul>' if before == 'li' else '')
        first, _, rest = escape(words).partition(' ')
        inner = f'<b>{first}</b>\n   {rest}' if kind == 'p' else f'{first} {rest}'.strip()
        parts.append({'p': '<p>{}</p>', 'h': '<h3 id="x">{}</h3>', 'li': '  <li>{}</li>'}[kind].format(inner))
        before = kind
    if before == 'li':
        parts.append('</ul>')
    return '\n'.join(parts)


def as_page(advert: Advert) -> str:
    """A page, with all that stands around an advert."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Jobs</title>\n'
        '<style>p { color: red }</style><script>let pay = "<p>competitive salary</p>";</script></head>\n'
        '<body><nav><a href="/">Home</a> <a href="/jobs">Hybrid jobs</a></nav>\n<main>\n'
        f'<h1>{escaped(advert.title)}</h1>\n<p>Company: {escaped(advert.company)}</p>\n'
        f'<p>Location: {escaped(advert.location)}</p>\n{as_fragment(advert)}\n</main>\n'
        '<form><button>Apply</button></form><footer>© Example, a competitive salary for all</footer></body></html>\n'
    )


def as_posting(advert: Advert) -> dict[str, object]:
    """The advert as schema.org's JobPosting."""
    return {
        '@context': 'https://schema.org',
        '@type': 'JobPosting',
        'title': advert.title,
        'hiringOrganization': {'@type': 'Organization', 'name': advert.company},
        'jobLocation': {
            '@type': 'Place',
            'address': {
                '@type': 'PostalAddress',
                'addressLocality': advert.location.split(', ')[0],
                'addressCountry': advert.location.split(', ')[1],
            },
        },
        'description': as_fragment(advert),
    }


def as_marked_page(advert: Advert) -> str:
    """A page whose script shows the advert: all it says stands in its data."""
    data = json.dumps(as_posting(advert)).replace('</', '<\\/')
    return (
        '<html><head><title>Jobs</title>\n'
        f'<script type="application/ld+json">{data}</script></head><body><div id="app"></div></body></html>\n'
    )


def as_record(advert: Advert, description: str) -> dict[str, str]:
    """The advert as an object of a feed."""
    return {
        'id': '4711',
        'title': advert.title,
        'company': advert.company,
        'location': advert.location,
        'url': 'https://example.com/jobs/4711',
        'description': description,
    }


def as_yaml(advert: Advert, style: str) -> str:
    """A list of one in YAML; the text as a block (``|``), folded (``>``) or quoted."""
    lines = [f'- title: {advert.title}', f'  company: "{advert.company}"', f"  location: '{advert.location}'"]
    if style == '|':
        lines += ['  description: |', *(f'    {line}' if line else '' for line in _body(advert))]
    elif style == '>':
        # A folded text parts its paragraphs by an empty line more, and its lines may break anywhere.
        lines += ['  description: >-', *(f'    {line}'.rstrip() for line in _folded(as_fragment(advert, html.escape)))]
    else:
        lines += [f'  description: {json.dumps(as_fragment(advert))}']
    return '\n'.join(lines) + '\n'


def _folded(text: str) -> list[str]:
    return [
        part
        for line in text.split('\n')
        for part in (*line.strip().split(' of ', 1)[:1], *(f'of {rest}' for rest in line.strip().split(' of ', 1)[1:]))
        if part
    ]


def as_table(advert: Advert, delimiter: str, description: str) -> str:
    """A table of one row, whose cells hold quotes, delimiters and line ends."""
    record = as_record(advert, description)
    cells = ['"' + value.replace('"', '""') + '"' for value in record.values()]
    return delimiter.join(record) + '\r\n' + delimiter.join(cells) + '\r\n'


def as_rss(advert: Advert, *, cdata: bool) -> str:
    """An RSS feed of one item."""
    text = as_fragment(advert)
    shown = f'<![CDATA[{text}]]>' if cdata else html.escape(text)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Jobs</title>\n'
        f'<item><title>{html.escape(advert.title)}</title><link>https://example.com/jobs/4711</link>\n'
        f'<company>{html.escape(advert.company)}</company><location>{html.escape(advert.location)}</location>\n'
        f'<description>{shown}</description></item>\n</channel></rss>\n'
    )


def _dumped(data: object, **options: object) -> str:
    return json.dumps(data, **options) + '\n'  # type: ignore[arg-type]


def files(advert: Advert) -> dict[str, bytes]:
    """The advert in every format, by names that say how."""
    plain = '\n'.join(_body(advert))
    fragment = as_fragment(advert)
    written = {
        'plain.txt': as_text(advert),
        'windows.txt': as_text(advert, '\r\n'),
        'old-mac.txt': as_text(advert, '\r'),
        'front-matter.md': as_markdown(advert),
        'page.html': as_page(advert),
        'marked-page.html': as_marked_page(advert),
        'posting.json': _dumped(as_posting(advert), indent=2),
        'graph.jsonld': _dumped(
            {'@graph': [{'@type': 'WebPage', 'name': 'Jobs'}, as_posting(advert)]}, ensure_ascii=False
        ),
        'record.json': _dumped(as_record(advert, plain)),
        'html.json': _dumped([as_record(advert, fragment)], ensure_ascii=False, indent='\t'),
        'escaped.json': _dumped({'jobs': [as_record(advert, html.escape(fragment))]}),
        'unicode.json': _dumped(as_record(advert, fragment)).replace('<', '\\u003c').replace('/', '\\/'),
        'feed.jsonl': _dumped(as_record(advert, fragment)),
        'literal.yaml': as_yaml(advert, '|'),
        'folded.yaml': as_yaml(advert, '>'),
        'quoted.yml': as_yaml(advert, '"'),
        'table.csv': as_table(advert, ',', plain),
        'excel.csv': as_table(advert, ';', fragment),
        'table.tsv': as_table(advert, '\t', fragment),
        'cdata.xml': as_rss(advert, cdata=True),
        'escaped.xml': as_rss(advert, cdata=False),
    }
    data = {name: text.encode() for name, text in written.items()}
    data['mark.csv'] = as_table(advert, ',', plain).encode('utf-8-sig')
    data['wide.json'] = _dumped(as_record(advert, fragment), ensure_ascii=False).encode('utf-16')
    data['feed.jsonl.gz'] = gzip.compress(data['feed.jsonl'])
    data['page.html.gz'] = gzip.compress(data['page.html'])
    return data
