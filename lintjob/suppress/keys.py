"""What an entry of .lintjob-ignore.yaml is made of."""

from __future__ import annotations

#: The keys of an entry and what each is for.
ENTRY_KEYS = {
    'path': 'The file, or a glob of files, relative to the folder of this file, with / between names.',
    'rule': 'The rule by its id, its pack or the beginning of its id; several as a list.',
    'text': 'The words that are flagged, as they are reported; without it, all problems of the rule in the file.',
    'reason': 'Why this is to be left alone.',
    'until': 'The last day on which this holds, as in 2026-12-31.',
}
#: Those that an entry can't do without.
NEEDED = ('path', 'rule', 'reason')
