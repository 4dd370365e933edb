"""The schema of .lintjob-ignore.yaml."""

from __future__ import annotations

from lintjob.schemas.config import known_names
from lintjob.schemas.parts import SCALAR, WORDS, Schema, mapping, one_of, some
from lintjob.suppress.keys import ENTRY_KEYS, NEEDED
from lintjob.suppress.notices import PACK

_OURS = {'not': {'pattern': f'^{PACK}'}}


def schema() -> Schema:
    """The schema of a list of suppressions; an empty file is one too."""
    names = [name for name in known_names() if not name.startswith(PACK)]
    values: dict[str, Schema] = {
        'path': {'type': 'string', 'pattern': r'^(?!\s*/)(?!(.*/)?\s*\.\.(/|\s*$))[^\\]*[^\\\s][^\\]*$'},
        'rule': some({'anyOf': [one_of(names), {**WORDS, **_OURS}]}, 1),
        'text': SCALAR,
        'reason': SCALAR,
        'until': {'type': 'string', 'pattern': r'^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'},
    }
    its = {key: {'description': about, **values[key]} for key, about in ENTRY_KEYS.items()}
    return {'type': ['array', 'null'], 'items': mapping(its, NEEDED)}
