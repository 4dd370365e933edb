"""What every pass over lines does with the blocks it finds."""

from __future__ import annotations

from collections.abc import Iterable

from lintjob.listing import Block, BlockKind
from lintjob.source import Span

#: A block as a pass finds it: its kind, where it begins and ends. Its edges may still hold marks that are covered in the view.
Rough = tuple[BlockKind, int, int]


class Blocks:
    """The blocks found so far and the one that is being read: its kind, None between blocks, and its place so far."""

    def __init__(self) -> None:
        self.found: list[Rough] = []
        self.kind: BlockKind | None = None
        self.start = self.end = 0

    def open(self, kind: BlockKind, start: int, end: int) -> None:
        """Begin a block, which ends the one before."""
        if self.kind is not None:
            self.found.append((self.kind, self.start, self.end))
        self.kind, self.start, self.end = kind, start, end

    def close(self) -> None:
        """End the block that is being read, if one is."""
        if self.kind is not None:
            self.found.append((self.kind, self.start, self.end))
            self.kind = None


def rough(blocks: Iterable[Block]) -> list[Rough]:
    """Blocks as a pass would have found them."""
    return [(kind, start, end) for kind, (start, end) in blocks]


def finished(found: Iterable[Rough], shift: int = 0) -> list[Block]:
    """The blocks that were found, at their places in a text in which theirs begins at ``shift``."""
    make = tuple.__new__  # a named tuple's own way takes twice as long, and a text has many blocks
    return [make(Block, (kind, make(Span, (start + shift, end + shift)))) for kind, start, end in found]
