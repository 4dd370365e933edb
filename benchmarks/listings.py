"""Listings to measure with: made up, and the real ones where there are any."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

_PLACES = ('Sheffield, England', 'Cork, Ireland', 'Ghent, Belgium', 'Portland, Oregon', 'Halifax, Canada', 'Leeds')
_TITLES = ('Baker', 'Staff Nurse', 'Software Engineer II', 'Planning Officer', 'Warehouse Operative', 'Account Manager')
_PAY = (
    'Salary: £31,000 to £36,000 a year', 'Pay: $24.50 - $29.00 per hour', 'Salary: competitive',
    'Compensation: €48.000 – €62.000', 'Salary depending on experience', 'Up to £45k DOE', 'A friendly atmosphere',
)  # fmt: skip
_WORKPLACE = (
    'Hybrid working: three days a week in the office.', 'This is a hybrid role.', 'The work is on site.',
    'You can work fully remotely from anywhere in Ireland.', 'Some work from home is possible.', 'Ask us anything.',
)  # fmt: skip
_LEVEL = ('This is an L5 role.', 'You join as IC3.', 'The post is at NHS Band 6.', 'Four years of experience.', '')
_SENTENCES = (
    'You work with a team of {n} people who have known each other for a long time.',
    'Each morning begins with a short round in which everybody says what is in the way.',
    'We look after about {n}00 customers, most of them small firms in the region.',
    'You plan the week together with your colleagues and keep an eye on stock and dates.',
    'If something breaks on a Friday afternoon, we mend it on Monday morning, calmly.',
    'Our building stands beside the river, {n} minutes by bicycle from the station.',
    'You write down what you found out, so that the next person does not have to ask.',
    'We have been doing this for {n} years and still change our minds now and then.',
    'Experience with similar work is welcome, and so is a good reason for not having any.',
    'There is coffee, tea, and a garden in which nobody holds meetings.',
)
_ITEMS = (
    'Answer questions by telephone and in writing', 'Keep records that others can read', 'Train {n} new colleagues a year',
    'Check deliveries and invoices', 'Take part in the rota for late shifts', '{n} days of holiday a year',
    'A pension to which we contribute', 'Prepare the figures for the monthly report',
)  # fmt: skip
_ENDINGS = (
    'Write to jobs@example.com.',
    'Apply at https://example.com/jobs.',
    'We look forward to hea',
    'The team is ...',
)


def generated(count: int, seed: int = 1) -> list[tuple[str, str]]:
    """Names and texts of ``count`` listings in Markdown of 3 to 5 KB, the same for the same seed."""
    chance = random.Random(seed)
    return [(f'listing-{number:04}.md', _listing(chance)) for number in range(count)]


def real() -> list[tuple[str, str]]:
    """Names and texts of the listings of 3 to 5 KB in the folder LINTJOB_CORPUS; none where it is not set."""
    folder = os.environ.get('LINTJOB_CORPUS')
    if not folder:
        return []
    lines = Path(folder, 'listings.jsonl').read_text(encoding='utf-8').splitlines()
    found = ((f'{row["id"]}.txt', f'{row["title"] or "Job"}\n\n{row["text"]}') for row in map(json.loads, lines))
    return [(name, text) for name, text in found if 3000 <= len(text.encode()) <= 5000]


def _listing(chance: random.Random) -> str:
    def some(texts: tuple[str, ...], count: int) -> list[str]:
        return [chance.choice(texts).format(n=chance.randint(2, 40)) for _ in range(count)]

    title, place = chance.choice(_TITLES), chance.choice(_PLACES)
    parts = [f'---\ntitle: {title}\ncompany: Example {chance.randint(1, 99)}\nlocation: {place}\n---\n\n# {title}\n']
    size = chance.randint(3000, 4700)
    headings = [
        'About us',
        'What you will do',
        'What you need',
        'How we work',
        'What we offer',
        'The team',
        'Your week',
    ]
    chance.shuffle(headings)
    stated = [*some(_PAY, 1), *some(_WORKPLACE, 1), *some(_LEVEL, 1)]
    chance.shuffle(stated)
    while sum(map(len, parts)) < size:
        parts.append(f'## {headings.pop() if headings else "More"}\n\n')
        parts.append(' '.join(some(_SENTENCES, chance.randint(2, 5))) + '\n\n')
        parts += [f'- {item}\n' for item in some(_ITEMS, chance.randint(3, 7))]
        parts.append(f'\n{stated.pop()}\n\n' if stated else '\n')
    return ''.join([*parts, chance.choice(_ENDINGS), '\n'])
