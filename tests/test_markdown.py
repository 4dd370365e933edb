"""Markdown: its blocks, and that prose is seen whatever markup stands around it."""

import pytest
from conftest import cases
from hypothesis import given
from hypothesis import strategies as st
from test_readers import compare, read

WORDS = st.lists(
    st.sampled_from(['bread', 'hens', 'garden', 'night', 'pay', 'London', 'L60', '£30,000', 'year']),
    min_size=1,
    max_size=8,
)

WRAPS = [
    '{}', '# {}', '## {} ##', '- {}', '* {}', '1. {}', '> {}', '> - {}', '**{}**', '*{}*', '_{}_', '***{}***', '~~{}~~', '[{}](https://example.com)',
    '[{}][ref]', '<b>{}</b>', '<p>{}</p>', '<li class="x">{}</li>', '| {} |\n|---|', '{}\n---', '- [ ] {}', '**Pay:** {}', '{}  ', '{}\\', '`x` {} `y`',
    '<!-- x --> {}', '![x](y.png) {}', '{} <https://example.com>', '\\*{}\\*', '({})', '"{}"', '{{% raw %}}x{{% endraw %}} {}', '```\nx\n```\n{}',
]  # fmt: skip


@pytest.mark.parametrize('case', cases('reader_markdown'))
def test_markdown(case):
    compare(case, 'advert.md')


@given(
    st.lists(st.tuples(st.sampled_from(WRAPS), WORDS), min_size=1, max_size=6), st.sampled_from(['\n', '\r\n', '\r'])
)
def test_prose_is_seen_in_any_markup(parts, end):
    lines = [(wrap.format(' '.join(words)), ' '.join(words)) for wrap, words in parts]
    text = '\n\n'.join(line for line, _ in lines).replace('\n', end)
    listing = read(text, 'advert.md')
    at = 0
    for line, words in lines:
        # Where the words stand in the text they are seen in the view, and within a block.
        at = text.index(words, at + line.replace('\n', end).index(words))
        assert listing.text[at : at + len(words)] == words
        assert any(span.start <= at and at + len(words) <= span.end for _, span in listing.blocks)


@given(st.lists(st.sampled_from(['`{}`', '```\n{}\n```', '<!-- {} -->', '![{}](x.png)', '[x](https://example.com/{})', '    {}', '<https://example.com/{}>',
                                 '{{% raw %}}{}{{% endraw %}}', '[x]: https://example.com/{}', '~~~ text\n\n{}\n~~~', '<style>{}</style>',
                                 'https://example.com/{}', '<a href="{}">x</a>', '{}@example.com', '{{{{< x {} >}}}}']),
                min_size=1, max_size=6))  # fmt: skip
def test_what_is_no_prose_is_not_seen(parts):
    text = '\n\nWe bake.\n\n'.join(part.format('L60') for part in parts)
    listing = read(f'{text}\n\nWe bake.', 'advert.md')
    assert 'L60' not in listing.text
    assert listing.text.count('We bake.') == len(parts)
