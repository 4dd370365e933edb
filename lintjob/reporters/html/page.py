"""What stands around the adverts: the head of the page, the summary, the controls, the index."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence

from lintjob.problem import About, Level
from lintjob.reporters import Summary
from lintjob.reporters.html.advert import Entry, sign, tallies
from lintjob.reporters.html.words import escaped
from lintjob.reporters.lines import numbered

_MOST_RULES = 8
_BAR = 120
_MOST_COMPLAINTS = 50


def head() -> Iterator[str]:
    """The page up to the first advert. Everything that it needs is in it; nothing else may be loaded or run."""
    style, script = _asset('report.css'), _asset('report.js')
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="generator" content="lintjob">\n<title>Job listings: what lintjob found</title>\n'
        f'<style>{style}</style>\n<script>{script}</script>\n</head>\n<body>\n'
    )
    yield (
        '<header class="top"><nav class="skips" aria-label="Shortcuts"><a href="#summary">To the summary</a> '
        '<a href="#index">To the list of listings</a></nav>'
        '<h1>Job listings <span>what lintjob found</span></h1>'
        '<div class="tools" hidden><button type="button" id="theme" aria-pressed="false">Dark</button>'
        '<button type="button" id="help" aria-haspopup="dialog">Keys</button></div></header>\n'
        '<main id="adverts" tabindex="-1">\n'
    )


def tail(
    summary: Summary, flagged: Sequence[Entry], clean: Sequence[Entry], rules: Mapping[str, About]
) -> Iterator[str]:
    """The page behind the last advert."""
    if not flagged:
        done = 'No problems. Nothing to do here.'
        if not summary.listings:
            done = 'Nothing was checked.'
        elif summary.complaints:
            done = 'No problems in what could be read.'
        yield f'<p class="nothing">{done}</p>\n'
    yield '<p class="none" id="none" hidden>No problem fits the filters. <button type="button" id="all">Show all</button></p>\n</main>\n'
    yield from _summary(summary, flagged, rules)
    yield from _side(summary, flagged)
    yield from _clean(clean)
    yield '<p id="live" class="unseen-text" role="status" aria-live="polite"></p>\n'
    yield from _help()
    yield '</body>\n</html>\n'


def _summary(summary: Summary, flagged: Sequence[Entry], rules: Mapping[str, About]) -> Iterator[str]:
    counts = {level: summary.counts.get(level, 0) for level in reversed(Level)}
    total = sum(counts.values())
    yield '<section class="summary" id="summary" tabindex="-1" aria-labelledby="summary-title"><h2 id="summary-title">Summary</h2>\n'
    if summary.is_cut:
        yield '<p class="cut"><strong>The run was broken off.</strong> This is what it came to until then.</p>\n'
    if summary.complaints:
        yield '<div class="cut"><p><strong>Not all could be checked.</strong></p><ul>'
        for path, line, column, message in summary.complaints[:_MOST_COMPLAINTS]:
            place = f', line {line}, column {column}' if line else ''
            yield f'<li><bdi>{escaped(path)}</bdi>{place}: {escaped(message)}</li>'
        if len(summary.complaints) > _MOST_COMPLAINTS:
            yield f'<li>and {len(summary.complaints) - _MOST_COMPLAINTS:,} more</li>'
        yield '</ul></div>\n'
    listings = numbered(summary.listings, 'listing')
    # A file of suppressions can have problems too, and is no listing.
    where = f'{len(flagged):,} of {listings}' if len(flagged) <= summary.listings else numbered(len(flagged), 'file')
    said = f'{numbered(total, "problem")} in {where}' if total else f'No problems in {listings}'
    yield f'<p class="total">{said}</p>\n'
    if total:
        yield f'<p class="tallies">{tallies(counts)}</p>\n'
    remarks = list(_remarks(summary))
    if remarks:
        yield '<ul class="remarks">' + ''.join(f'<li>{escaped(remark)}</li>' for remark in remarks) + '</ul>\n'
    ranked = sorted(summary.rules.items(), key=lambda item: (-item[1], item[0]))
    if ranked:
        yield '<h3>Rules that flagged most</h3>\n<ol class="rules">\n'
        most = ranked[0][1]
        for rule, count in ranked[:_MOST_RULES]:
            width = max(round(count * _BAR / most), 2)
            yield (
                f'<li><code class="rule" data-rule="{escaped(rule)}">{escaped(rule)}</code>'
                f'<svg class="bar {_level(rule, rules)}" viewBox="0 0 {_BAR} 8" preserveAspectRatio="none" aria-hidden="true">'
                f'<rect width="{width}" height="8"/></svg><span class="count">{count:,}</span></li>\n'
            )
        yield '</ol>\n'
        if len(ranked) > _MOST_RULES:
            rest = ranked[_MOST_RULES:]
            yield f'<p class="rest-rules">and {numbered(len(rest), "other rule")} with {numbered(sum(n for _, n in rest), "problem")}</p>\n'
    yield '</section>\n'


def _level(rule: str, rules: Mapping[str, About]) -> str:
    return str(rules[rule].level) if rule in rules else ''


def _remarks(summary: Summary) -> Iterator[str]:
    """What else is to be known of a run, a sentence each."""
    mended = f' in {numbered(summary.mended, "file")}' if summary.mended else ''
    problems = (
        (summary.fixed, f'{{was}} mended{mended} before this check.'),
        (summary.fixable, 'can be mended with lintjob check --fix.'),
        (summary.unsafely, 'can be mended with lintjob check --fix --unsafe-fixes; read what it changes.'),
        (summary.suppressed, '{was} suppressed, by a comment in the advert or in .lintjob-ignore.yaml.'),
        (summary.held, '{was} held back: the baseline knows {it}.'),
        (summary.gone, 'of the baseline {is} gone; lintjob baseline --prune forgets {it}.'),
    )
    listings = (
        (count, f'{{is}} in {language}, for which only the rules of any language hold.')
        for language, count in sorted(summary.unread.items())
    )
    files = (
        (summary.passed_over, '{was} passed over, as no job listing.'),
        (summary.excluded, '{was} left alone, since the settings exclude {it}.'),
        (0 if summary.complaints else summary.failed, 'could not be read, or not all of {it}.'),
    )
    for noun, remarks in (('problem', problems), ('listing', listings), ('file', files)):
        for count, says in remarks:
            if count:
                words = _ONE if count == 1 else _MANY
                yield f'{numbered(count, noun)} {says.format_map(words)}'


_ONE = {'is': 'is', 'was': 'was', 'it': 'it'}
_MANY = {'is': 'are', 'was': 'were', 'it': 'them'}


def _side(summary: Summary, flagged: Sequence[Entry]) -> Iterator[str]:
    """The controls, which a script shows, and the index."""
    yield (
        '<aside class="side" id="side" aria-label="Filters and listings">\n<form class="filters" id="filters" role="search" hidden>\n'
        '<p><label for="search">Search titles and files</label><input id="search" type="search" autocomplete="off"></p>\n'
        '<p><label for="rule">Rule</label><select id="rule"><option value="">All rules</option>'
    )
    for rule, count in sorted(summary.rules.items()):
        yield f'<option value="{escaped(rule)}">{escaped(rule)} ({count:,})</option>'
    yield '</select></p>\n<fieldset><legend>Levels</legend>'
    for level in reversed(Level):
        if summary.counts.get(level):
            yield (
                f'<label class="{level}"><input type="checkbox" name="level" value="{level}" checked>'
                f'{sign(level)}{str(level).capitalize()}s</label>'
            )
    yield '</fieldset>\n<p class="shown"><span id="shown"></span> <button type="reset" id="clear" hidden>Clear filters</button></p></form>\n'
    if flagged:
        yield (
            '<details class="index" id="index"><summary>'
            f'{numbered(len(flagged), "listing")} with problems</summary>\n<ol>\n'
        )
        for each in flagged:
            short = ', '.join(numbered(count, str(level)) for level, count in each.counts.items() if count)
            signs = ''.join(
                f'<span class="{level}">{sign(level)}{count}</span>' for level, count in each.counts.items() if count
            )
            yield (
                f'<li data-l="{each.id}"><a href="#l{each.id}"><span class="name" lang="" dir="auto">{escaped(each.title)}</span>'
                f'<span class="file"><bdi>{escaped(each.place)}</bdi></span>'
                f'<span class="counts" aria-hidden="true">{signs}</span><span class="unseen-text">{short}</span></a></li>\n'
            )
        yield '</ol></details>\n'
    else:
        yield '<p id="index">No listing has a problem.</p>\n'
    yield '</aside>\n'


def _clean(clean: Sequence[Entry]) -> Iterator[str]:
    if not clean:
        return
    yield f'<details class="clean" id="clean"><summary>{numbered(len(clean), "listing")} without problems</summary>\n<ul>\n'
    for each in clean:
        yield (
            f'<li><span class="name" lang="" dir="auto">{escaped(each.title)}</span> '
            f'<span class="file"><bdi>{escaped(each.place)}</bdi></span></li>\n'
        )
    yield '</ul></details>\n'


_KEYS = (
    ('j, →', 'next problem'),
    ('k, ←', 'previous problem'),
    ('J', 'next listing'),
    ('K', 'previous listing'),
    ('/', 'search titles and files'),
    ('t', 'light or dark'),
    ('?', 'this help'),
    ('Esc', 'close this, or clear the filters'),
)


def _help() -> Iterator[str]:
    yield '<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2>\n<dl>'
    for key, does in _KEYS:
        names = ' '.join(f'<kbd>{escaped(name)}</kbd>' for name in key.split(', '))
        yield f'<div><dt>{names}</dt><dd>{does}</dd></div>'
    yield (
        '</dl>\n<p><label><input type="checkbox" id="single" checked> Use these keys</label></p>'
        '<form method="dialog"><button>Close</button></form></dialog>\n'
    )


def _asset(name: str) -> str:
    """The text of a file beside this module, with the line ends that a browser counts for the digest."""
    with open(os.path.join(os.path.dirname(__file__), name), encoding='utf-8') as file:
        return '\n' + file.read().strip() + '\n'


def _digest(text: str) -> str:
    return 'sha256-' + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
