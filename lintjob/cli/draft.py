"""Drafts: files that take their name when they are whole."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, 'O_BINARY', 0) | getattr(os, 'O_CLOEXEC', 0)


class Draft:
    """A file that is being written beside the place it is meant for; what stands there stays until ``finish``.

    ``file`` takes text, in UTF-8 and with the line ends that it has; bytes go into its ``buffer``. Of a link, what it
    leads to is replaced. Mode and, where possible, owner of what is replaced are kept.
    """

    def __init__(self, path: str) -> None:
        """Missing folders are made. Raises OSError where nothing can be written."""
        self._place = os.path.realpath(path)
        folder = os.path.dirname(self._place)
        os.makedirs(folder, exist_ok=True)
        # Hidden, so that a run that looks for listings in the folder finds nothing half written there.
        number = 0
        while True:
            self._name = os.path.join(folder, f'.lintjob-{os.getpid()}-{number}')
            try:
                opened = os.open(self._name, _NEW, 0o666)
            except FileExistsError:
                number += 1
            else:
                break
        self.file = open(opened, 'w', encoding='utf-8', errors='surrogateescape', newline='\n')  # noqa: SIM115
        with suppress(OSError):  # there is none, or it is another's and can be replaced all the same
            state = os.stat(self._place)
            if hasattr(os, 'fchown'):
                with suppress(OSError):
                    os.fchown(opened, state.st_uid, state.st_gid)
            # After the owner: to give a file away takes bits of its mode.
            os.chmod(self._name, stat.S_IMODE(state.st_mode))

    def finish(self) -> None:
        """Put the file in its place, all at once. Raises OSError where that fails; the draft is gone then."""
        try:
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()
            os.replace(self._name, self._place)
        except BaseException:
            self.drop()
            raise

    def drop(self) -> None:
        """Leave the place as it is."""
        with suppress(OSError):
            self.file.close()
        with suppress(OSError):
            os.unlink(self._name)
