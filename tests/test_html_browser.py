"""The HTML report in a browser: filters, keys, highlights, colours, paper. Skipped where there is no browser.

It needs the package playwright, and its Chromium, one on the PATH, or one that LINTJOB_BROWSER names.
"""

from __future__ import annotations

import os
import re
import shutil
from itertools import pairwise

import pytest
from conftest import ROOT
from test_html_report import ABOUTS, listing_of, problem, written

from lintjob.listing import Block
from lintjob.problem import Level
from lintjob.reporters import Summary
from lintjob.source import Span

playwright = pytest.importorskip('playwright.sync_api', reason='the package playwright is not installed')

NAMES = ('chromium', 'chromium-browser', 'google-chrome', 'chrome')
#: The words that each problem of an advert flags, its rule and its level.
FLAGGED = (
    ('a competitive salary', 'pay.vague', Level.WARNING),
    ('competitive', 'pay.missing', Level.ERROR),
    ('salary and', 'clarity.words', Level.SUGGESTION),
    ('Cake', 'pay.vague', Level.WARNING),
)
TEXT = 'Baker {}\n\nWe offer a competitive salary and more.\n\n- Bread\n- Cake\n\n' + 'Long words follow here. ' * 60
#: Reads the colours of all that holds text: of the words, and of what they stand on.
COLOURS = """() => {
  const over = (above, below) => above.map((value, at) => at < 3 ? value * above[3] + below[at] * (1 - above[3]) : value + below[3] * (1 - value));
  const read = (colour) => {
    const [r, g, b, a] = colour.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a ?? 1];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.matches('option')) continue;
    let ground = [0, 0, 0, 0];
    for (let each = element; each && ground[3] < 1; each = each.parentElement) {
      ground = over(ground, read(getComputedStyle(each).backgroundColor));
    }
    found.push([walker.currentNode.data.trim().slice(0, 30), read(getComputedStyle(element).color), ground]);
  }
  return found;
}"""


@pytest.fixture(scope='module')
def browser():
    """A browser without a window."""
    named = os.environ.get('LINTJOB_BROWSER') or next(filter(None, map(shutil.which, NAMES)), None)
    with playwright.sync_playwright() as engine:
        try:
            options = ['--no-sandbox', '--no-zygote', '--disable-gpu']
            found = engine.chromium.launch(executable_path=named, args=options)
        except playwright.Error as error:
            pytest.skip(f'no browser: {str(error).splitlines()[0]}')
        yield found
        found.close()


@pytest.fixture(scope='module')
def report(tmp_path_factory):
    """A report on three adverts with four problems each, and one without."""
    found = []
    for name in ('alpha', 'beta', 'gamma'):
        text = TEXT.format(name)
        blocks = [
            Block('item' if line in ('Bread', 'Cake') else 'paragraph', Span(at, at + len(line)))
            for line in (re.sub('^- ', '', part) for part in text.split('\n') if part)
            for at in (text.index(line),)
        ]
        listing = listing_of(text, blocks, f'jobs/{name}.txt')
        problems = [
            problem(listing, Span(text.index(words), text.index(words) + len(words)), rule, level)
            for words, rule, level in FLAGGED
        ]
        found.append((listing, sorted(problems, key=lambda each: each.span)))
    found.append((listing_of('Nothing', (), 'jobs/clean.txt'), []))
    counts = {Level.ERROR: 3, Level.WARNING: 6, Level.SUGGESTION: 3}
    rules = {'pay.vague': 6, 'pay.missing': 3, 'clarity.words': 3}
    path = tmp_path_factory.mktemp('report') / 'report.html'
    path.write_text(written(found, Summary(4, counts, 0, 0, {}, rules), ABOUTS), encoding='utf-8')
    return path.as_uri()


@pytest.fixture
def open_page(browser, report):
    """A function that opens the report; whatever the page complains of, or asks the network for, fails the test."""
    contexts, faults = [], []

    def opened(width=1280, height=900, **options):
        context = browser.new_context(viewport={'width': width, 'height': height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on('console', lambda message: faults.append(message.text))
        page.on('pageerror', lambda error: faults.append(str(error)))
        page.on('request', lambda request: faults.append(request.url) if request.url != report else None)
        page.goto(report)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


def notes(page) -> int:
    return page.locator('.note:visible').count()


def test_filters_by_level_rule_and_words(open_page):
    page = open_page()
    assert notes(page) == 12
    page.get_by_label('Warnings').uncheck()
    assert notes(page) == 6
    assert page.locator('#shown').inner_text() == '6 problems of 12, in 3 listings'
    page.select_option('#rule', 'pay.missing')
    assert notes(page) == 3
    assert page.locator('mark:not(.plain)').all_text_contents() == ['competitive'] * 3
    page.fill('#search', 'BETA')
    page.locator('.ad:visible').nth(1).wait_for(state='detached')
    assert page.locator('.ad:visible h2').all_inner_texts() == ['Baker beta']
    assert page.locator('#index li:visible').count() == 1
    page.fill('#search', 'nowhere')
    page.get_by_text('No problem fits').wait_for()
    page.get_by_role('button', name='Show all').click()
    assert notes(page) == 12
    assert page.locator('#shown').inner_text() == '12 problems in 3 listings'


def test_a_rule_of_the_summary_filters_and_again_frees(open_page):
    page = open_page()
    rule = page.locator('.rules').get_by_role('button', name='pay.missing')
    rule.click()
    assert (notes(page), rule.get_attribute('aria-pressed')) == (3, 'true')
    rule.click()
    assert (notes(page), rule.get_attribute('aria-pressed')) == (12, 'false')


def focused(page) -> str:
    return page.evaluate('document.activeElement.id')


def test_keys_lead_from_problem_to_problem(open_page):
    page = open_page(height=500)
    for key, note in (('j', 'p1'), ('j', 'p2'), ('ArrowRight', 'p3'), ('k', 'p2'), ('ArrowLeft', 'p1'), ('k', 'p1')):
        page.keyboard.press(key)
        assert focused(page) == note
    for key, note in (('Shift+J', 'p5'), ('Shift+J', 'p9'), ('Shift+J', 'p9'), ('Shift+K', 'p5')):
        page.keyboard.press(key)
        assert focused(page) == note
    assert ''.join(page.locator('mark.now').all_text_contents()) == 'a competitive salary'
    assert page.locator('#p5').is_visible()
    page.wait_for_timeout(100)
    for place in ('mark.now >> nth=0', '#p5'):
        box = page.locator(place).bounding_box()
        assert 0 <= box['y'] <= 500
    assert page.locator('#index a[aria-current]').inner_text().startswith('Baker beta')


def test_keys_pass_over_what_is_filtered_out(open_page):
    page = open_page()
    page.select_option('#rule', 'clarity.words')
    page.locator('main').focus()
    reached = []
    for _ in range(3):
        page.keyboard.press('j')
        reached.append(focused(page))
    assert reached == ['p3', 'p7', 'p11']


def test_search_help_and_escape(open_page):
    page = open_page()
    page.keyboard.press('/')
    assert focused(page) == 'search'
    page.keyboard.type('j?t gamma')
    assert page.input_value('#search') == 'j?t gamma'
    page.keyboard.press('Escape')
    assert page.input_value('#search') == ''
    page.keyboard.press('?')
    dialog = page.get_by_role('dialog', name='Keys')
    assert dialog.is_visible()
    page.keyboard.press('Escape')
    assert dialog.is_hidden()
    page.keyboard.press('?')
    page.get_by_label('Use these keys').uncheck()
    page.keyboard.press('Escape')
    page.keyboard.press('j')
    assert focused(page) != 'p1'


def test_a_click_on_words_leads_to_their_note_and_back(open_page):
    page = open_page()
    page.locator('mark', has_text='Cake').first.click()
    assert focused(page) == 'p4'
    page.locator('#p4 .number').click()
    assert page.url.endswith('#r4')


def test_while_a_note_is_read_the_others_of_its_advert_are_brief(open_page):
    page = open_page()
    why = page.locator('#l1 .note .where')
    assert why.locator('visible=true').count() == 4
    page.keyboard.press('j')
    page.keyboard.press('j')
    assert [each.is_visible() for each in why.all()] == [False, True, False, False]
    page.locator('#p3 .says').click()
    assert [each.is_visible() for each in why.all()] == [False, False, True, False]
    page.keyboard.press('Escape')
    assert why.locator('visible=true').count() == 4


@pytest.mark.parametrize('width', [320, 390, 800, 1200, 1440])
def test_nothing_is_wider_than_the_window(open_page, width):
    page = open_page(width)
    assert page.evaluate('document.documentElement.scrollWidth') <= width
    words = page.locator('.ad mark').first.bounding_box()
    note = page.locator('.note').first.bounding_box()
    if width < 800:
        assert note['y'] > words['y'] + words['height'] - 1
    else:
        assert note['x'] > words['x'] + words['width']
        assert abs(note['y'] - words['y']) < 60
    boxes = [each.bounding_box() for each in page.locator('#l1 .note').all()]
    for above, below in pairwise(boxes):
        assert below['y'] >= above['y'] + above['height'] - 1


def test_what_is_read_first_stands_first(open_page):
    page = open_page()
    order = page.evaluate('Array.from(document.body.children, (each) => each.id).filter(Boolean)')
    assert order.index('summary') < order.index('side') < order.index('adverts') < order.index('clean')


def luminance(colour) -> float:
    parts = [value / 255 for value in colour[:3]]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_all_words_can_be_read_in_both_schemes(open_page, scheme):
    page = open_page(color_scheme=scheme)
    page.keyboard.press('j')
    found = page.evaluate(COLOURS)
    assert len(found) > 60
    for words, colour, ground in found:
        one, other = sorted((luminance(colour), luminance(ground)))
        assert (other + 0.05) / (one + 0.05) >= 4.5, (words, colour, ground)


@pytest.mark.parametrize(('scheme', 'other'), [('light', 'dark'), ('dark', 'light')])
def test_the_scheme_is_that_of_the_system_until_it_is_turned(open_page, scheme, other):
    page = open_page(color_scheme=scheme)
    ground = 'getComputedStyle(document.documentElement).colorScheme'
    assert page.evaluate(ground) == scheme
    page.get_by_role('button', name='Dark').click()
    assert page.evaluate(ground) == other
    page.keyboard.press('t')
    assert page.evaluate(ground) == scheme


def test_it_can_be_read_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator('.note:visible').count() == 12
    assert page.locator('#filters').is_hidden()
    summary, main = page.locator('#summary').bounding_box(), page.locator('main').bounding_box()
    assert summary['y'] < main['y']
    page.locator('#index summary').click()
    assert page.locator('#index li:visible').count() == 3


def test_on_paper_all_is_shown_and_the_notes_stand_behind_the_advert(open_page):
    page = open_page()
    page.select_option('#rule', 'pay.missing')
    page.emulate_media(media='print')
    assert notes(page) == 12
    assert page.locator('#filters').is_hidden()
    end = page.locator('#l1 .rest > p').last.bounding_box()
    assert page.locator('#p1').bounding_box()['y'] >= end['y'] + end['height']
    for mark in page.locator('#l1 mark').all():
        style = mark.evaluate('(each) => [getComputedStyle(each).textDecorationLine, getComputedStyle(each).color]')
        assert style == ['underline', 'rgb(0, 0, 0)']


def test_no_rule_of_accessibility_is_broken(open_page):
    """With axe-core, where LINTJOB_AXE names its script."""
    path = os.environ.get('LINTJOB_AXE')
    if not path:
        pytest.skip('LINTJOB_AXE does not name the script of axe-core')
    with open(ROOT / path, encoding='utf-8') as file:
        script = file.read()
    for options in ({'width': 390}, {'width': 1440}, {'width': 1440, 'color_scheme': 'dark'}):
        page = open_page(**options)
        page.keyboard.press('j')
        page.evaluate(script)
        found = page.evaluate('axe.run({resultTypes: ["violations"]})')
        assert [(each['id'], each['nodes'][0]['html']) for each in found['violations']] == []
