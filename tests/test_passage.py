"""Places through texts that are made of other texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lintjob.passage import Passage, Weaver
from lintjob.source import Span


def woven(origin: Passage, *steps: tuple) -> Passage:
    """A text put together by steps: a pair copies, a triple puts, a string is a gap."""
    weaver = Weaver(origin)
    for step in steps:
        if isinstance(step, str):
            weaver.gap(step)
        elif len(step) == 2:
            weaver.copy(*step)
        else:
            weaver.put(*step)
    made = weaver.done()
    assert weaver.size == len(made.text)
    return made


def places(passage: Passage) -> list[tuple[int, int]]:
    """The place of each character."""
    return [tuple(passage.place(Span(at, at + 1))) for at in range(len(passage.text))]


def test_a_slice():
    passage = Passage('and', 10)
    assert places(passage) == [(10, 11), (11, 12), (12, 13)]
    assert passage.place(Span(1, 3)) == (11, 13)
    assert passage.place(Span(3, 3)) == (13, 13)
    assert [passage.find(at) for at in (9, 10, 12, 13)] == [None, 0, 2, None]
    assert passage.extent == (10, 13)


def test_pieces():
    origin = Passage('R&amp;D <b>lab</b>', 100)
    made = woven(origin, (0, 1), ('&', 1, 6), (6, 8), (11, 14), '\n')
    assert made.text == 'R&D lab\n'
    assert places(made) == [
        (100, 101),
        (101, 106),
        (106, 107),
        (107, 108),
        (111, 112),
        (112, 113),
        (113, 114),
        (114, 114),
    ]
    assert made.place(Span(0, 7)) == (100, 114)
    assert made.place(Span(1, 2)) == (101, 106)
    assert made.place(Span(4, 4)) == (111, 111)
    assert made.place(Span(8, 8)) == (114, 114)
    assert [made.find(100 + at) for at in (0, 1, 5, 6, 8, 11, 13, 14)] == [0, 1, 1, 2, None, 4, 6, None]
    assert made.extent == (100, 114)


def test_a_text_of_a_text_of_a_text():
    raw = Passage(r'x\u0026lt;p\u0026gt;Hi', 50)
    string = woven(raw, (0, 1), ('&', 1, 7), (7, 10), (10, 11), ('&', 11, 17), (17, 22))
    assert string.text == 'x&lt;p&gt;Hi'
    html = woven(string, (0, 1), ('<', 1, 5), (5, 6), ('>', 6, 10), (10, 12))
    assert html.text == 'x<p>Hi'
    view = woven(html, (0, 1), ' ', (4, 6))
    assert view.text == 'x Hi'
    assert places(view) == [(50, 51), (51, 51), (70, 71), (71, 72)]
    assert html.place(Span(1, 4)) == (51, 70)


def test_pieces_out_of_order_have_no_text_between_them():
    made = woven(Passage('salary: 5, title: Baker'), (18, 23), '\n', (8, 9))
    assert made.text == 'Baker\n5'
    assert made.place(Span(0, 7)) == (18, 19)
    assert made.place(Span(6, 7)) == (8, 9)
    assert made.extent == (8, 23)


def test_nothing():
    made = Weaver(Passage('abc')).done()
    assert (made.text, made.place(Span(0, 0)), made.find(1), made.extent) == ('', (0, 0), None, (0, 0))


@given(st.data())
def test_each_character_stands_where_its_piece_does(data):
    """A text in which some characters are written as three and some are left out."""
    origin = Passage(data.draw(st.text('abc', max_size=20)), data.draw(st.integers(0, 5)))
    weaver, known = Weaver(origin), []
    at = 0
    while at < len(origin.text):
        size = data.draw(st.integers(1, 4))
        kind = data.draw(st.sampled_from(['copy', 'put', 'skip', 'gap']))
        end = min(at + size, len(origin.text))
        if kind == 'copy':
            weaver.copy(at, end)
            known += [(origin.shift + each, origin.shift + each + 1) for each in range(at, end)]
        elif kind == 'put' and end - at > 1:
            weaver.put('x', at, end)
            known.append((origin.shift + at, origin.shift + end))
        elif kind == 'gap':
            known.append((known[-1][1], known[-1][1]) if known else (origin.shift, origin.shift))
            weaver.gap('\n')
        at = end
    made = weaver.done()
    assert places(made) == known
    for at, (start, end) in enumerate(known):
        if start < end:
            assert made.find(start) == at
            assert made.find(end - 1) == at
