"""What the first bytes of a SQLite file say of the rest of it, read without harm to who has it open.

Closing any handle on a file drops the locks this process holds on it (POSIX), so a file that is open here is left to
SQLite.
"""

import os
from pathlib import Path

from donnybrook.records import dataclass

_MAGIC = b"SQLite format 3\0"
_MOST_HANDLES = 4096


@dataclass(frozen=True, slots=True)
class FileHeader:
    """What a SQLite file says of itself (sqlite.org/fileformat2.html §1.3)."""

    keeps_log: bool  # written through a log beside it; at rest, and closed cleanly, a catalog never is
    whole_bytes: int  # how long the file should be; 0 if it does not say
    size_bytes: int

    @property
    def is_cut_short(self) -> bool:
        """Whether the end of the file is missing."""
        return self.size_bytes < self.whole_bytes


def read_header(path: Path) -> FileHeader | None:
    """Read the header of a file; ``None`` if it is no SQLite file, can't be read, or is open in this process."""
    if is_open_here(path):
        return None
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size_bytes = os.fstat(file.fileno()).st_size
    except OSError:
        return None
    if len(head) < 100 or not head.startswith(_MAGIC):
        return None
    page_size = int.from_bytes(head[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    said = head[24:28] == head[92:96]  # the count of pages holds only if the same writer set both
    pages = int.from_bytes(head[28:32], "big") if said else 0
    return FileHeader(head[18] == 2, pages * page_size, size_bytes)


def is_open_here(path: Path) -> bool:
    """Whether this process has the file open."""
    if os.name == "nt":  # there a handle's locks are its own
        return False
    try:
        wanted = path.stat()
    except OSError:
        return False
    try:
        handles = [int(entry.name) for entry in Path("/dev/fd").iterdir() if entry.name.isdecimal()]
    except OSError:
        handles = list(range(_MOST_HANDLES))
    return any(_is_same(handle, wanted) for handle in handles)


def _is_same(handle: int, wanted: os.stat_result) -> bool:
    try:
        found = os.fstat(handle)
    except OSError:
        return False
    return (found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino)
