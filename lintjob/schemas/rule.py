"""The schema of rule files."""

from __future__ import annotations

from lintjob.checks import scope
from lintjob.checks.fact import attributes
from lintjob.checks.kinds import KINDS
from lintjob.checks.metric import METRICS
from lintjob.facts import CHOICES, FACTS
from lintjob.problem import LEVELS
from lintjob.rulefile import COMMON, ENCODINGS, NEEDED
from lintjob.schemas.parts import SCALAR, WORDS, Schema, mapping, one_of, some

_LANGUAGE = {'type': 'string', 'pattern': '^[a-z]{2}$'}
_PHRASES = some(SCALAR, 1)
_BY_LANGUAGE: Schema = {
    'anyOf': [
        _PHRASES,
        {'type': 'object', 'propertyNames': {'pattern': r'^([a-z]{2}|\*)$'}, 'additionalProperties': _PHRASES},
    ]
}
_COUNT = {'type': 'integer', 'minimum': 1}
_COMPARISON = {'type': 'string', 'pattern': r'^(>=|<=|>|<)\s*[+-]?[0-9.]+'}

#: What each key of a rule holds.
VALUES: dict[str, Schema] = {
    'extends': {'description': 'The kind of check.', **one_of(KINDS)},
    'message': {'description': 'What is said of a problem, in one line; {match} is what was found.', **WORDS},
    'description': {'description': 'Why it matters to readers, and what to write instead.', **WORDS},
    'level': {'description': 'How much a problem matters.', **one_of(LEVELS)},
    'languages': {'description': 'The languages that the rule is for (ISO 639-1); any without it.', **some(_LANGUAGE)},
    'link': {'description': 'Where more stands.', **WORDS},
    'since': {'description': 'The version since which there is this rule.', **SCALAR},
    'instead': {'description': 'What to write instead, as a sentence.', **WORDS},
    'examples': {
        'description': 'What the rule flags, between << and >>, and what it leaves alone.',
        **mapping(
            {
                'invalid': some(WORDS, 1),
                'valid': some(WORDS, 1),
                'fixed': some({'type': 'string'}),
                'encoding': one_of(ENCODINGS),
            },
            ['invalid', 'valid'],
        ),
    },
    'scope': {'description': 'Where the check looks.', **one_of(scope.NAMES)},
    'tokens': {'description': 'Phrases: a list, or lists by language.', **_BY_LANGUAGE},
    'exceptions': {'description': 'Phrases that are left alone: a list, or lists by language.', **_BY_LANGUAGE},
    'first': {'description': 'Phrases that call for others.', **_BY_LANGUAGE},
    'second': {'description': 'The others, one of which must stand there.', **_BY_LANGUAGE},
    'ignorecase': {'description': 'Whether capitals make no difference; true without it.', 'type': 'boolean'},
    'nonword': {'description': 'Whether a phrase may begin or end within a word.', 'type': 'boolean'},
    'swap': {
        'description': 'Phrases, each with what is better.',
        'type': 'object',
        'minProperties': 1,
        'additionalProperties': SCALAR,
    },
    'either': {
        'description': 'Phrases, each with its other forms.',
        'type': 'object',
        'minProperties': 1,
        'additionalProperties': _PHRASES,
    },
    'min': {'description': 'How often the phrases must stand there.', **_COUNT},
    'max': {'description': 'How often they may.', 'type': 'integer', 'minimum': 0},
    'metric': {'description': 'The figure of textstat.', **one_of(METRICS)},
    'condition': {'description': "What is flagged, as in '> 60'.", **_COMPARISON},
    'words': {'description': 'How many words of prose there must be.', **_COUNT},
    'sentence_length': {'description': 'The mean length of a sentence that must be reached.', 'type': 'number'},
    'fact': {'description': 'What the rule is about.', **one_of(FACTS)},
    'where': {'description': 'What must be so of the fact.', 'type': 'object', 'additionalProperties': some(SCALAR, 1)},
    'absent': {'description': 'Whether the rule is on something that is missing.', 'type': 'boolean'},
    'at': {'description': 'The place of the fact where the problem stands.', 'type': 'string'},
    'action': {
        'description': 'How a problem is mended.',
        **mapping(
            {'name': one_of(('replace', 'remove', 'none')), 'params': some(SCALAR, 1), 'safe': {'type': 'boolean'}},
            ['name'],
        ),
    },
}

#: The keys that a rule of each kind can't do without, beside those of all rules.
_NEEDED_BY_KIND: dict[str, tuple[str, ...]] = {
    'existence': ('tokens',),
    'substitution': ('swap',),
    'occurrence': ('tokens',),
    'conditional': ('first', 'second'),
    'repetition': ('tokens',),
    'consistency': ('either',),
    'metric': ('metric', 'condition'),
    'fact': ('fact', 'where'),
}


def schema() -> Schema:
    """The schema of a rule file: the keys of all kinds, and by ``extends`` which of them a rule may have."""
    keys = dict.fromkeys((*COMMON, *(key for kind in KINDS.values() for key in kind.keys)))
    return {
        **mapping({key: VALUES[key] for key in keys}, NEEDED),
        'allOf': [*map(_of_kind, KINDS), *map(_of_fact, FACTS)],
    }


def _of_kind(kind: str) -> Schema:
    its: Schema = {
        'propertyNames': one_of((*COMMON, *KINDS[kind].keys)),
        'required': list(_NEEDED_BY_KIND[kind]),
    }
    if kind == 'occurrence':
        its['anyOf'] = [{'required': ['min']}, {'required': ['max']}]
    return _if('extends', kind, its)


def _of_fact(fact: str) -> Schema:
    known = attributes(fact)
    where: Schema = {'propertyNames': one_of(known)}
    choices = {name: values for (its, name), values in CHOICES.items() if its == fact}
    if choices:
        where['properties'] = {name: some(one_of((*its, 'stated', 'unstated'))) for name, its in choices.items()}
    spans = one_of(name for name in known if name.endswith('span'))
    return _if('fact', fact, {'properties': {'where': where, 'at': spans}})


def _if(key: str, value: str, then: Schema) -> Schema:
    return {'if': {'properties': {key: {'const': value}}, 'required': [key]}, 'then': then}
