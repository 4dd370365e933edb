"""Ctrl-C and being told to end: a run is broken off between two listings, and what it found so far is whole.

The first signal raises KeyboardInterrupt where the run is, or, while something is being written, as soon as that is
written (``held``). Who asks again, a moment later, does not want to wait for anything: then it is raised at once.
"""

from __future__ import annotations

# The public module makes enumerations of all signals first, which takes a millisecond of each start.
import _signal as signal  # type: ignore[import-not-found]
import contextlib
import time
from collections.abc import Iterable, Iterator
from types import FrameType, TracebackType
from typing import TypeVar

T = TypeVar('T')

#: The exit code that shells know for a program ended by a signal is this and the signal's number.
ENDED_BY = 128
#: A signal sent to a terminal's programs may come twice, once more through the program that started this one. In seconds.
_SAME = 0.5


class _State:
    """What the process has been asked to do; signals are sent to a process, so there is one."""

    number = 0  # of the first signal, 0 for none
    at = 0.0
    is_due = False  # KeyboardInterrupt is still to be raised, or has been and nobody has met it
    is_impatient = False  # it was asked again
    depth = 0  # of held parts


def _ask(number: int, frame: FrameType | None) -> None:
    """What is done on a signal."""
    del frame
    now = time.monotonic()
    if not _State.number:
        _State.number = number
        _State.at = now
        _State.is_due = True
        if not _State.depth:
            raise KeyboardInterrupt
    elif now - _State.at > _SAME:
        _State.is_impatient = True
        raise KeyboardInterrupt


def listen() -> None:
    """From now on take Ctrl-C and the signal to end as this module does, unless who started the program has them ignored."""
    _State.number = _State.depth = 0
    _State.is_due = _State.is_impatient = False
    # Only the main thread is told of signals, and only it may ask to be.
    with contextlib.suppress(ValueError):
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) in (signal.default_int_handler, signal.SIG_DFL):
                signal.signal(number, _ask)


def leave() -> None:
    """Let signals do again what they do by themselves; to be called at the end, when nothing is left to be kept whole."""
    with contextlib.suppress(ValueError):
        for number, default in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)):
            if signal.getsignal(number) is _ask:
                signal.signal(number, default)


def ignore() -> None:
    """Let signals do nothing: a program that was broken off, and is about to end, ends with its exit code."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def met() -> None:
    """Say that KeyboardInterrupt was met, so that what is to be done because of it is not broken off as well.

    Raises it again where nothing more is to be done, since it was asked for twice: what was held may be half done.
    """
    _State.is_due = False
    if _State.is_impatient:
        raise KeyboardInterrupt


def code() -> int:
    """The exit code of a run that was broken off: 130 by Ctrl-C, 143 by the signal to end."""
    return ENDED_BY + int(_State.number or signal.SIGINT)


class _Held:
    """A part that is not broken off."""

    def __enter__(self) -> None:
        _State.depth += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _State.depth -= 1
        # Also where it was raised and lost: Python prints and forgets what is raised while it tidies up an object.
        if _State.is_due and not _State.depth and kind is None:
            raise KeyboardInterrupt


#: ``with held:`` is around what must be done wholly or not at all, and does not take long.
held = _Held()


def breakable(items: Iterable[T]) -> Iterator[T]:
    """The items, each made where a signal breaks off at once, though what is done with it be held."""
    iterator = iter(items)
    while True:
        if _State.is_due:
            raise KeyboardInterrupt
        depth, _State.depth = _State.depth, 0
        try:
            item = next(iterator)
        except StopIteration:
            return
        finally:
            _State.depth = depth
        yield item
