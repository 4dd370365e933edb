'use strict';
document.addEventListener('DOMContentLoaded', () => {
  const find = (choice, inside = document) => inside.querySelector(choice);
  const all = (choice, inside = document) => Array.from(inside.querySelectorAll(choice));
  const byId = (id) => document.getElementById(id);
  const main = byId('adverts');
  const side = byId('side');
  const form = byId('filters');
  const keys = byId('keys');

  // A page that is opened as a file may not be allowed to keep anything.
  const kept = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name);
      localStorage.setItem(name, value);
    } catch { /* Then it holds until the page is closed. */ }
    return null;
  };

  // What is known only at the end stands at the end of the file; it is read first.
  if (main && side) main.before(byId('summary'), side);
  const index = byId('index');
  if (index && 'open' in index) index.open = matchMedia('(min-width: 75rem)').matches;

  // ---- light and dark
  const theme = byId('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? 'dark' : 'light')) === 'dark';
  const showTheme = () => theme.setAttribute('aria-pressed', String(isDark()));
  const turn = () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    kept('lintjob-theme', document.documentElement.dataset.theme);
    showTheme();
  };
  const wished = kept('lintjob-theme');
  if (wished === 'light' || wished === 'dark') document.documentElement.dataset.theme = wished;
  theme.addEventListener('click', turn);
  dark.addEventListener('change', showTheme);
  showTheme();
  find('.tools').hidden = false;

  // ---- what there is
  const marks = all('mark', main);
  const marksOf = new Map();
  for (const mark of marks) {
    mark.of = mark.dataset.p.split(' ');
    for (const id of mark.of) marksOf.set(id, [...(marksOf.get(id) || []), mark]);
  }
  const entries = new Map(all('#index li').map((item) => [item.dataset.l, item]));
  // What is written there, without the numbers of notes.
  const written = (element) => {
    const copy = element.cloneNode(true);
    for (const reference of all('.ref', copy)) reference.remove();
    return copy.textContent;
  };
  const adverts = all('.ad', main).map((element) => ({
    element,
    entry: entries.get(element.id.slice(1)),
    words: all('h2, .place', element).map(written).join(' ').toLowerCase(),
    notes: all('.note', element).map((note) => ({
      element: note, id: note.id.slice(1), list: note.parentElement, reference: byId('r' + note.id.slice(1)),
    })),
  }));
  // ---- notes beside their words, each below the one before
  const wide = matchMedia('(min-width: 50rem)');
  const GAP = 12;
  const layOut = (advert) => {
    const text = find('.text', advert.element);
    const lists = all('.notes:not(.off)', text);
    text.classList.toggle('beside', wide.matches);
    text.style.minHeight = '';
    if (!wide.matches) {
      for (const list of lists) list.style.top = '';
      return;
    }
    const top = text.getBoundingClientRect().top;
    const places = lists.map((list) => [
      list, list.parentElement.getBoundingClientRect().top - top, list.getBoundingClientRect().height,
    ]);
    let end = 0;
    for (const [list, wish, height] of places) {
      const at = Math.max(wish, end);
      list.style.top = `${at}px`;
      end = at + height + GAP;
    }
    text.style.minHeight = `${end}px`;
  };
  const near = new Set();
  const watch = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      const advert = adverts.find((each) => each.element === target);
      if (!isIntersecting) near.delete(advert);
      else if (!near.has(advert)) {
        near.add(advert);
        layOut(advert);
      }
    }
  }, { rootMargin: '800px 0px' });
  for (const advert of adverts) watch.observe(advert.element);
  adverts.slice(0, 40).forEach(layOut);
  const layAll = () => near.forEach(layOut);
  addEventListener('resize', layAll);
  if (document.fonts) document.fonts.ready.then(layAll);

  const total = adverts.reduce((sum, advert) => sum + advert.notes.length, 0);
  const figure = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

  // ---- filters
  const search = byId('search');
  const rule = byId('rule');
  const levels = all('input[name=level]', form);
  let shown = [];
  const sift = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(levels.filter((box) => box.checked).map((box) => box.value));
    const seen = new Set();
    let listings = 0;
    shown = [];
    for (const advert of adverts) {
      const fits = words.every((word) => advert.words.includes(word));
      const lists = new Map();
      let any = false;
      for (const note of advert.notes) {
        const { rule: its, level } = note.element.dataset;
        const on = fits && wanted.has(level) && (!rule.value || its === rule.value);
        note.element.classList.toggle('off', !on);
        if (note.reference) note.reference.classList.toggle('off', !on);
        lists.set(note.list, lists.get(note.list) || on);
        if (on) {
          any = true;
          seen.add(note.id);
          shown.push(note);
        }
      }
      for (const [list, on] of lists) list.classList.toggle('off', !on);
      advert.element.classList.toggle('off', !any);
      if (advert.entry) advert.entry.classList.toggle('off', !any);
      listings += any;
    }
    for (const mark of marks) mark.classList.toggle('plain', !mark.of.some((id) => seen.has(id)));
    layAll();
    const filtered = shown.length < total;
    const said = filtered
      ? `${figure(shown.length, 'problem')} of ${total.toLocaleString('en')}, in ${figure(listings, 'listing')}`
      : `${figure(total, 'problem')} in ${figure(listings, 'listing')}`;
    byId('shown').textContent = said;
    byId('live').textContent = said;
    byId('clear').hidden = !filtered && !search.value && !rule.value;
    byId('none').hidden = !total || shown.length > 0;
    for (const button of all('.rules button')) button.setAttribute('aria-pressed', String(button.dataset.rule === rule.value));
  };
  const clear = () => {
    form.reset();
    sift();
  };
  let pause = 0;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(sift));
  form.addEventListener('change', sift);
  search.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(sift, 120);
  });
  byId('all').addEventListener('click', () => {
    clear();
    main.focus();
  });
  for (const name of all('code.rule')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name.textContent;
    button.dataset.rule = name.dataset.rule;
    button.title = 'Show only this rule';
    button.addEventListener('click', () => {
      rule.value = rule.value === button.dataset.rule ? '' : button.dataset.rule;
      sift();
    });
    name.replaceWith(button);
  }
  form.hidden = !total;
  sift();

  // ---- from problem to problem
  let now = null;
  const here = () => {
    const at = document.activeElement && document.activeElement.closest('.note');
    if (at) return shown.findIndex((note) => note.element === at);
    return now ? shown.indexOf(now) : -1;
  };
  const light = (note) => {
    for (const mark of all('mark.now', main)) mark.classList.remove('now');
    now = note;
    for (const mark of (note && marksOf.get(note.id)) || []) mark.classList.add('now');
    const advert = note && advertOf(note);
    for (const link of all('#index a[aria-current]')) link.removeAttribute('aria-current');
    const link = advert && advert.entry && find('a', advert.entry);
    if (!link) return;
    link.setAttribute('aria-current', 'true');
    // Only the index scrolls for it, not the page.
    if (side.scrollHeight > side.clientHeight + 1) {
      const row = link.getBoundingClientRect();
      const frame = side.getBoundingClientRect();
      if (row.top < frame.top || row.bottom > frame.bottom) side.scrollTop += row.top - frame.top - frame.height / 2;
    }
  };
  const advertOf = (note) => adverts.find((advert) => advert.notes.includes(note));
  let picked = null;
  const pick = (note) => {
    const before = picked && advertOf(picked);
    if (before) {
      picked.element.classList.remove('chosen');
      find('.text', before.element).classList.remove('picked');
    }
    picked = note;
    const advert = note && advertOf(note);
    if (advert) {
      note.element.classList.add('chosen');
      find('.text', advert.element).classList.add('picked');
    }
    if (before && before !== advert) layOut(before);
    if (advert) layOut(advert);
  };
  const go = (note) => {
    if (!note) return;
    const first = (marksOf.get(note.id) || [])[0];
    const bring = () => {
      (first || note.element).scrollIntoView({ block: 'center' });
      note.element.scrollIntoView({ block: 'nearest' });
    };
    pick(note);
    note.element.focus({ preventScroll: true });
    light(note);
    bring();
    // What was not laid out until now has another height than was thought.
    requestAnimationFrame(() => requestAnimationFrame(bring));
  };
  const step = (by) => {
    const at = here();
    if (at < 0) go(shown[by > 0 ? 0 : shown.length - 1]);
    else go(shown[Math.min(Math.max(at + by, 0), shown.length - 1)]);
  };
  const leap = (by) => {
    const left = adverts.filter((advert) => !advert.element.classList.contains('off'));
    const note = shown[here()];
    const at = note ? left.findIndex((advert) => advert.notes.includes(note)) : by > 0 ? -1 : left.length;
    const to = left[Math.min(Math.max(at + by, 0), left.length - 1)];
    if (to) go(to.notes.find((each) => !each.element.classList.contains('off')));
  };
  const noteOf = (id) => shown.find((note) => note.id === id);
  main.addEventListener('click', (event) => {
    const own = event.target.closest('.note');
    const clicked = own && shown.find((each) => each.element === own);
    if (clicked && picked && clicked !== picked && advertOf(clicked) === advertOf(picked)) pick(clicked);
    const mark = event.target.closest('mark, .ref');
    if (!mark || !String(getSelection()).match(/^\s*$/)) return;
    const ids = mark.dataset.p.split(' ');
    const note = ids.map(noteOf).filter(Boolean).pop();
    if (!note) return;
    event.preventDefault();
    go(note);
  });
  main.addEventListener('focusin', (event) => {
    const at = event.target.closest('.note');
    const note = at && shown.find((each) => each.element === at);
    if (note && note !== now) light(note);
  });

  main.addEventListener('mouseover', (event) => {
    for (const mark of all('mark.near', main)) mark.classList.remove('near');
    const at = event.target.closest('.note');
    for (const mark of (at && marksOf.get(at.id.slice(1))) || []) mark.classList.add('near');
  });

  // ---- keys
  const single = byId('single');
  single.checked = kept('lintjob-keys') !== 'off';
  single.addEventListener('change', () => kept('lintjob-keys', single.checked ? 'on' : 'off'));
  byId('help').addEventListener('click', () => keys.showModal());
  const doings = {
    j: () => step(1), ArrowRight: () => step(1), k: () => step(-1), ArrowLeft: () => step(-1),
    J: () => leap(1), K: () => leap(-1), t: turn, '?': () => keys.showModal(),
    '/': () => {
      search.focus();
      search.select();
    },
  };
  document.addEventListener('keydown', (event) => {
    if (keys.open || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest && event.target.closest('input:not([type=checkbox]), select, textarea');
    if (event.key === 'Escape') {
      clear();
      if (typing) typing.blur();
      pick(null);
      light(null);
      return;
    }
    if (typing || !single.checked || !Object.hasOwn(doings, event.key)) return;
    event.preventDefault();
    doings[event.key]();
  });

  main.addEventListener('toggle', (event) => {
    const advert = adverts.find((each) => each.element === event.target.closest('.ad'));
    if (advert) layOut(advert);
  }, true);

  // A printer gets all of it.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('details.clean:not([open]), details.why:not([open])');
    for (const fold of folded) fold.open = true;
  });
  addEventListener('afterprint', () => {
    for (const fold of folded) fold.open = false;
  });
});
