"""Writes a file whole or not at all: to a ``.part`` beside it, flushed to the disk, then renamed. Knows no format."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from donnybrook.problems import Problem


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its place, and its name, when the block ends well.

    When the block raises, or the disk refuses, what was at ``path`` before is still there.

    Raises:
        Problem: the file can't be written.
    """
    if path.is_dir():
        raise Problem(f"{path} is a folder. Give the name of a file in it.")
    if not path.parent.is_dir():
        raise Problem(f"There is no folder {path.parent}. Make it first, or choose another place.")
    try:
        with _part_file(path) as file:
            yield file
    except OSError as fault:
        raise Problem(
            f"{path} can't be written ({fault.strerror or fault}). What was there before is untouched."
        ) from fault


@contextmanager
def _part_file(path: Path) -> Iterator[BinaryIO]:
    number, name = tempfile.mkstemp(prefix=f"{path.name[:100]}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Return the rights of the file that is replaced, or those that a new file gets here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
