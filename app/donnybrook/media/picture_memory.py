"""The stretch of memory that two processes share for one picture at a time; knows no pictures.

It has no name in the file system (on Windows: only one that dies with its holders), so nothing of it can be left
behind, however either process ends.
"""

import mmap
import os
import sys
import tempfile
import uuid
from contextlib import suppress


class PictureMemory:
    """Shared bytes, made by one process and joined by another through ``ticket``."""

    def __init__(self, size_bytes: int) -> None:
        """Make the memory; pages are taken from the system only once they are written to."""
        self.size_bytes = size_bytes
        self._handle: int | None = None
        if sys.platform == "win32":
            self.ticket = f"donnybrook-{uuid.uuid4()}"
            self.bytes = mmap.mmap(-1, size_bytes, tagname=self.ticket)
        else:
            self._handle = _nameless_file(size_bytes)
            self.ticket = str(self._handle)
            self.bytes = mmap.mmap(self._handle, size_bytes)

    @property
    def handles(self) -> tuple[int, ...]:
        """The file descriptors that the other process must inherit, to join."""
        return () if self._handle is None else (self._handle,)

    def read(self, size_bytes: int) -> bytes:
        """Return a copy of the first bytes; raises ``ValueError`` when there are not so many."""
        if not 0 <= size_bytes <= self.size_bytes:
            raise ValueError("The decoding process claims more bytes than there is room for.")
        return self.bytes[:size_bytes]

    def close(self) -> None:
        """Let go of the memory; the system frees it once both sides have, and nothing that lies in it is shown."""
        with suppress(BufferError):
            self.bytes.close()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def join(ticket: str, size_bytes: int) -> mmap.mmap:
    """Return the memory that another process made."""
    if sys.platform == "win32":
        return mmap.mmap(-1, size_bytes, tagname=ticket)
    handle = int(ticket)
    memory = mmap.mmap(handle, size_bytes)
    os.close(handle)
    return memory


def _nameless_file(size_bytes: int) -> int:
    if sys.platform == "linux":
        handle = os.memfd_create("donnybrook-picture")
    else:
        handle, path = tempfile.mkstemp(prefix="donnybrook-")
        os.unlink(path)  # noqa: PTH108 (a path that is a str already)
    os.ftruncate(handle, size_bytes)
    return handle
