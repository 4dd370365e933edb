"""Named tuples that are made quickly: dozens of them stand between the start of a run and its first listing."""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

__all__ = ['NamedTuple']

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Meta(type):
        """What makes a named tuple of a class body."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            # The types are what they are in the text. Python's own class of this name compiles each of them, which for
            # all that a run imports takes longer than to read a listing; whether they are right, mypy says.
            types = body.pop('__annotations__', {})
            defaults = [body.pop(field) for field in types if field in body]
            made = namedtuple(name, types, defaults=defaults, module=body['__module__'])
            made.__annotations__ = types
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Meta):
        """As ``typing.NamedTuple``, for the class statement alone."""
