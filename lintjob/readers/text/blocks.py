"""What every pass over lines does with the blocks it finds."""

from __future__ import annotations

from lintjob.listing import Block, BlockKind
from lintjob.source import Span


class Blocks:
    """The blocks found so far and the one that is being read: its kind, None between blocks, and its place so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.kind: BlockKind | None = None
        self.start = self.end = 0

    def open(self, kind: BlockKind, start: int, end: int) -> None:
        """Begin a block, which ends the one before."""
        if self.kind is not None:
            self.close()
        self.kind, self.start, self.end = kind, start, end

    def close(self) -> None:
        """End the block that is being read, if one is."""
        if self.kind is not None:
            make = tuple.__new__  # a named tuple's own way takes twice as long
            self.blocks.append(make(Block, (self.kind, make(Span, (self.start, self.end)))))
            self.kind = None
