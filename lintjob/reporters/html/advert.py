"""One advert of the page: its heading, its text with the highlights, and the notes beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from lintjob.facts import language
from lintjob.listing import Listing, sentences
from lintjob.problem import About, Level, Problem
from lintjob.reporters.html.marks import Note, marked
from lintjob.reporters.html.pieces import Piece, pieces, touches
from lintjob.reporters.html.words import advice, clipped, escaped, flat, shown
from lintjob.reporters.lines import numbered
from lintjob.source import Span
from lintjob.typed import NamedTuple

_LONGEST_TITLE = 120
_MARKS = {Level.ERROR: '■', Level.WARNING: '▲', Level.SUGGESTION: '●'}
_TAGS = {'heading': 'h3', 'item': 'li', 'paragraph': 'p', 'row': 'p'}


class Entry(NamedTuple):
    """What the index says of a listing: its number on the page, its title, the place where it begins, problems by level."""

    id: int
    title: str
    place: str
    counts: Mapping[Level, int]


def entry(number: int, listing: Listing, problems: Sequence[Problem]) -> Entry:
    """What the index says of a listing."""
    title = clipped(shown(listing.field('title') or listing.words(listing.head)), _LONGEST_TITLE)
    place = listing.source.name
    if listing.is_record:
        place += f' #{listing.number + 1}'
    counts = {level: sum(problem.level is level for problem in problems) for level in reversed(Level)}
    if not title:
        # What is no advert, such as a file of suppressions, is called by its name.
        title = os.path.basename(listing.source.name) if listing.text.strip() else '(no text)'
    return Entry(number, title, place, counts)


def tallies(counts: Mapping[Level, int]) -> str:
    """Problems by level, in signs and words."""
    return ' '.join(
        f'<span class="tally {level}">{sign(level)}{escaped(numbered(count, str(level)))}</span>'
        for level, count in counts.items()
        if count
    )


def sign(level: Level) -> str:
    """The sign of a level, which stands beside its name."""
    return f'<span class="sign" aria-hidden="true">{_MARKS[level]}</span>'


def article(seen: Entry, listing: Listing, notes: Sequence[Note], rules: Mapping[str, About]) -> Iterator[str]:
    """The whole of an advert with problems."""
    lang = f'lang="{escaped(language.read(listing))}" dir="auto"'
    parts = list(pieces(listing, [note.problem for note in notes]))
    left = list(notes)
    explained: dict[str, Note] = {}
    title = escaped(seen.title)
    own: list[Note] = []
    # The title is not shown twice: what stands first in the text becomes the heading, with what is wrong in it.
    if parts and flat(shown(listing.text[slice(*parts[0].span)])) == seen.title:
        first = parts.pop(0)
        own = [note for note in left if touches(note.problem.span, first.span)]
        left = [note for note in left if note not in own]
        title = ''.join(marked(listing, first.span, own, own))
    yield (
        f'<article class="ad" id="l{seen.id}" tabindex="-1" aria-labelledby="t{seen.id}">\n<header>'
        f'<h2 id="t{seen.id}" {lang}>{title}</h2>'
        f'<p class="place"><bdi>{escaped(seen.place)}</bdi></p><p class="tallies">{tallies(seen.counts)}</p></header>\n'
        '<div class="text">\n'
    )
    is_open = bool(own)
    in_list = False
    if own:
        yield '<div class="seg">'
        yield from _aside(own, listing, explained, rules)
        yield '<div class="rest">'
    for piece in parts:
        own = [note for note in left if touches(note.problem.span, piece.span)]
        here = [note for note in notes if note in own or _runs_on(note.problem.span, piece.span)]
        left = [note for note in left if note not in own]
        if own or not is_open:
            yield ('</ul>' if in_list else '') + ('</div></div>\n' if is_open else '') + '<div class="seg">'
            in_list = False
            is_open = True
            if not own:
                yield '<div class="rest">'
        if (piece.kind == 'item') != in_list:
            in_list = not in_list
            yield f'<ul {lang}>' if in_list else '</ul>'
        yield _element(listing, piece, here, own, lang)
        if own:
            yield '</ul>' if in_list else ''
            in_list = False
            yield from _aside(own, listing, explained, rules)
            yield '<div class="rest">'
    yield ('</ul>' if in_list else '') + ('</div></div>\n' if is_open else '')
    yield '</div></article>\n'


def _runs_on(problem: Span, piece: Span) -> bool:
    """Whether the words of a problem go on in a piece."""
    return problem.start < problem.end and touches(problem, piece)


def _element(listing: Listing, piece: Piece, here: Sequence[Note], own: Sequence[Note], lang: str) -> str:
    tag = _TAGS[piece.kind]
    label = f'<span class="label" lang="en">{escaped(piece.label)}</span> ' if piece.label else ''
    kind = ' class="row"' if piece.kind == 'row' else '' if listing.blocks else ' class="raw"'
    spoken = '' if piece.kind == 'item' else f' {lang}'
    return f'<{tag}{kind}{spoken}>{label}{"".join(marked(listing, piece.span, here, own))}</{tag}>\n'


def _aside(
    notes: Sequence[Note], listing: Listing, explained: dict[str, Note], rules: Mapping[str, About]
) -> Iterator[str]:
    yield '<ol class="notes">\n'
    for note in notes:
        yield _note(note, listing.source.name, explained.get(note.problem.rule), rules.get(note.problem.rule))
        explained.setdefault(note.problem.rule, note)
    yield '</ol>'


def _note(note: Note, path: str, before: Note | None, about: About | None) -> str:
    """``path`` is where the advert is, which its heading says; ``before`` is a note that says already what ``about`` says."""
    problem = note.problem
    level = problem.level
    parts = [
        f'<li class="note {level}" id="p{note.id}" data-rule="{escaped(problem.rule)}" data-level="{level}" tabindex="-1">',
        (
            f'<p class="head"><a class="number" href="#r{note.id}" aria-label="back to the words of {note.number}">{note.number}</a>'
            f' <span class="level">{sign(level)}{str(level).capitalize()}</span></p>'
            f'<p class="says"><bdi>{escaped(problem.message[:1].upper() + problem.message[1:])}</bdi></p>'
        ),
    ]
    if about and not before:
        if about.instead:
            parts.append(f'<p class="instead"><strong>Write instead</strong> {advice(about.instead)}</p>')
        parts.append(_why(flat(about.why)))
        if about.link.startswith(('https://', 'http://')):
            parts.append(
                f'<p class="more"><a href="{escaped(about.link)}" rel="noreferrer noopener">More on this</a></p>'
            )
    if problem.fix:
        option = '--fix' if problem.fix.is_safe else '--unsafe-fixes'
        parts.append(f'<p class="fix">lintjob can mend this: <code>lintjob check {option}</code></p>')
    elsewhere = '' if problem.path == path else f'<bdi>{escaped(problem.path)}</bdi>, '
    same = f'<span>see <a href="#p{before.id}">note {before.number}</a></span>' if before and about else ''
    parts.append(
        f'<p class="where"><code>{escaped(problem.rule)}</code>'
        f' <span>{elsewhere}line {problem.line}, column {problem.column}</span>{same}</p></li>\n'
    )
    return ''.join(parts)


def _why(text: str) -> str:
    """Why it matters: the first sentence, and the rest in a fold, since an advert has many notes."""
    if not text:
        return ''
    first = next((span.end for span in sentences(text, Span(0, len(text)))), len(text))
    title = f'<strong>Why</strong> {advice(text[:first])}'
    rest = text[first:].strip()
    if not rest:
        return f'<p class="why">{title}</p>'
    return f'<details class="why"><summary>{title}</summary><p>{advice(rest)}</p></details>'
