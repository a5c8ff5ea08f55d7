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
    with whole_path(path) as part, part.open("wb") as file:
        yield file


@contextmanager
def whole_path(path: Path) -> Iterator[Path]:
    """Name a file to write to, which is there already and empty; as ``whole_file``, for who writes by name.

    Raises:
        Problem: the file can't be written.
    """
    if path.is_dir():
        raise Problem(f"{path} is a folder. Give the name of a file in it.")
    if not path.parent.is_dir():
        raise Problem(f"There is no folder {path.parent}. Make it first, or choose another place.")
    try:
        with _part_path(path) as part:
            yield part
    except OSError as fault:
        raise unwritable(path, fault.strerror or str(fault)) from fault


def unwritable(path: Path, reason: str) -> Problem:
    """Return what to say of a file that the system refused to have written; ``reason`` is in its words."""
    return Problem(f"{path} can't be written ({reason}). What was there before is untouched.")


@contextmanager
def _part_path(path: Path) -> Iterator[Path]:
    number, name = tempfile.mkstemp(prefix=f"{path.name[:100]}.", suffix=".part", dir=path.parent)
    os.close(number)
    part = Path(name)
    try:
        yield part
        with part.open("rb+") as file:
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
