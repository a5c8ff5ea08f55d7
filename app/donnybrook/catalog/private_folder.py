"""A folder for one process alone, among the temporary ones; what ended processes left of theirs is taken away.

A folder is in use as long as its lock is held. The system lets go of that however a process ends, and others see it on
every machine that shares the place. Knows nothing of what lies in one.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from types import TracebackType
from typing import Self

from donnybrook.catalog.driver import Connection, DatabaseError, OperationalError, connect

_PREFIX = "donnybrook-"
_LOCK = "in-use"
_PATIENCE_S = 5.0  # whoever looks whether a folder is in use holds its lock for a moment


class PrivateFolder:
    """The folder at ``path``, which goes when it is closed."""

    def __init__(self) -> None:
        """Make one, once what others left behind is gone."""
        clear_left_behind()
        self._folder, self._lock = _made()
        self.path = Path(self._folder.name)

    def close(self) -> None:
        """Take it away, with all that lies in it; what can't be is left to the next. Closing twice does no harm."""
        with suppress(OSError):
            _empty(self.path)
        self._lock.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def clear_left_behind() -> None:
    """Take away the folders that processes of this user left behind; one that can't be taken away stays."""
    for lock in Path(gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        with suppress(OSError):
            if _is_ours(lock.parent):
                _clear(lock)


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder of this user's: what others put there may lead anywhere."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def _made() -> tuple[TemporaryDirectory[str], Connection]:
    while True:
        folder = TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
        lock = Path(folder.name) / _LOCK
        held = None
        try:
            held = connect(lock, mode="rwc", patience_s=_PATIENCE_S)
            held.execute("BEGIN EXCLUSIVE")
        except OperationalError:
            if lock.exists():
                raise
        if held is not None and lock.exists():
            return folder, held
        # Another process saw it before its lock was held, and took it for one that was left behind.
        if held is not None:
            held.close()
        folder.cleanup()


def _clear(lock: Path) -> None:
    with _held(lock) as is_free:
        if not is_free:
            return
        _empty(lock.parent)
    shutil.rmtree(lock.parent, ignore_errors=True)


def _empty(folder: Path) -> None:
    """Take away what lies in a folder whose lock is held."""
    for each in folder.iterdir():
        if each.name != _LOCK:  # goes last: whoever is cut off in the midst of this leaves the rest to the next
            each.unlink()
    with suppress(PermissionError):  # on Windows, where no file goes that is open
        (folder / _LOCK).unlink()


@contextmanager
def _held(lock: Path) -> Iterator[bool]:
    """Hold a lock, if nobody else does."""
    held = None
    try:
        held = connect(lock, patience_s=0)
        held.execute("BEGIN EXCLUSIVE")
        is_free = True
    except DatabaseError:  # held, or no lock of ours
        is_free = False
    try:
        yield is_free
    finally:
        if held is not None:
            held.close()
