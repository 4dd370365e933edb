"""JSON Schemas of the files that people write for lintjob, made from the tables by which these files are read.

Editors complete and check by them. They are of draft 7, which all of those understand. What depends on more than
the file itself, such as whether a folder or a rule of one's own is there, lintjob alone can tell.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable

from lintjob.schemas import config, ignore, rule
from lintjob.schemas.parts import Schema

#: The schemas, by name: what makes each, and what it describes.
SCHEMAS: dict[str, tuple[Callable[[], Schema], str]] = {
    'config': (config.schema, 'Settings of lintjob: .lintjob.yaml, or [tool.lintjob] in pyproject.toml.'),
    'rule': (rule.schema, 'A rule of lintjob: one file of a folder of rules.'),
    'ignore': (ignore.schema, 'What lintjob is to leave alone: .lintjob-ignore.yaml.'),
}


def made(name: str) -> Schema:
    """The schema of a name, made anew."""
    make, about = SCHEMAS[name]
    return {
        '$schema': 'http://json-schema.org/draft-07/schema#',
        'title': f'lintjob: {name}',
        'description': about,
        **make(),
    }


def text(name: str) -> str:
    """The schema of a name, made anew, as the text of a file."""
    return json.dumps(made(name), ensure_ascii=False, indent=1) + '\n'


def path(name: str) -> str:
    """The file in which the schema of a name is shipped."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return os.path.join(package, 'data', f'{name}.schema.json')
