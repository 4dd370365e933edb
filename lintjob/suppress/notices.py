"""What can be wrong with a suppression. Notices are reported like the problems of rules, and can be left out like them."""

from __future__ import annotations

from lintjob.problem import About, Level

PACK = 'suppression'
UNKNOWN = f'{PACK}.unknown-rule'
UNUSED = f'{PACK}.unused'
EXPIRED = f'{PACK}.expired'
MALFORMED = f'{PACK}.malformed'
NO_REASON = f'{PACK}.no-reason'

NOTICES = (
    About(
        EXPIRED,
        Level.WARNING,
        'this entry held until a day that is over',
        'An entry of .lintjob-ignore.yaml with an until-date was meant to be looked at again: from the day after, it '
        'suppresses nothing.',
        'Mend what it suppressed and delete the entry, or give it a new day and say in its reason what changed.',
    ),
    About(
        MALFORMED,
        Level.WARNING,
        "this comment to lintjob can't be understood",
        "A comment that lintjob can't read suppresses nothing, whatever its writer meant.",
        'Write <!-- lintjob: disable-next-line RULE: reason -->, or disable, enable or disable-file in the same way. '
        'Rules are separated by commas.',
    ),
    About(
        NO_REASON,
        Level.SUGGESTION,
        'this suppression gives no reason',
        'Whoever comes upon a suppression a year later wants to know whether it still holds.',
        'Put the reason behind a colon: <!-- lintjob: disable-next-line salary.missing: paid by the hour, see below -->.',
    ),
    About(
        UNKNOWN,
        Level.WARNING,
        'this suppression names no rule',
        'A name that fits no rule suppresses nothing: a slip of the pen, or a rule that has another name by now.',
        'Give the id of a rule, its pack, or the beginning of its id; `lintjob rules` lists them.',
    ),
    About(
        UNUSED,
        Level.WARNING,
        'nothing is suppressed by this',
        'A suppression that outlives what it was made for hides the next problem of its kind. It is judged only where the '
        'rules that it names were applied and the files that it is about were linted.',
        'Delete it, or move it to where the problem is.',
    ),
)  # fmt: skip
