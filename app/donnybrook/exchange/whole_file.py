"""Writes files whole or not at all: to a ``.part`` beside each, flushed to the disk, then renamed. Knows no format."""

import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from donnybrook.problems import Problem

_LONGEST_NAME = 55  # signs, each of up to four bytes, of the 255 that a name may have


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
    with whole_paths([path]) as parts, refusals_of(path):
        yield parts[path]


@contextmanager
def whole_paths(paths: Sequence[Path]) -> Iterator[Mapping[Path, Path]]:
    """Name a file to write to for each path; all of them take their places when the block ends well, or none does.

    Raises:
        Problem: one of the files can't be written.
    """
    for path in paths:
        _check(path)
    with ExitStack() as stack:
        parts = {path: stack.enter_context(_part_path(path)) for path in paths}
        yield parts
        for path, part in parts.items():
            _check(path)  # somebody may have put something there meanwhile
            with refusals_of(path):
                _make_ready(part, path)
        _take_places(parts)


@contextmanager
def refusals_of(path: Path) -> Iterator[None]:
    """Make what the system refuses of a file a ``Problem``."""
    try:
        yield
    except OSError as fault:
        raise unwritable(path, fault.strerror or str(fault)) from fault


def unwritable(path: Path, reason: str) -> Problem:
    """Return what to say of a file that the system refused to have written; ``reason`` is in its words."""
    return Problem(f"{path} can't be written ({reason}). What was there before is untouched.")


def _check(path: Path) -> None:
    # Unlike those of a path, these say no where the system refuses to say.
    if os.path.isdir(path):  # noqa: PTH112
        raise Problem(f"{path} is a folder. Give the name of a file in it.")
    if not os.path.isdir(path.parent):  # noqa: PTH112
        raise Problem(f"There is no folder {path.parent}. Make it first, or choose another place.")


@contextmanager
def _part_path(path: Path) -> Iterator[Path]:
    """Make an empty file beside a path, and take it away if it is still there afterwards."""
    with refusals_of(path):
        part = part_beside(path)
        part.touch(exist_ok=False)  # with the rights that any new file gets here
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _make_ready(part: Path, path: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if os.path.exists(path):  # noqa: PTH110 - as above
        part.chmod(path.stat().st_mode & 0o777)


def _take_places(parts: Mapping[Path, Path]) -> None:
    """Rename files; where one can't be, or somebody interrupts it, those before it give way to what was there."""
    kept = {path: part.with_suffix(".old") for path, part in parts.items() if len(parts) > 1 and os.path.lexists(path)}
    with ExitStack() as back:
        for path, part in parts.items():
            if len(parts) > 1:  # one alone takes its place or does not
                back.callback(_go_back, path, kept.get(path))
            with refusals_of(path):
                if path in kept:
                    path.replace(kept[path])
                part.replace(path)
        back.pop_all()
    for old in kept.values():
        with suppress(OSError):  # the new files are there, and that is what was asked
            old.unlink()


def _go_back(path: Path, old: Path | None) -> None:
    if old is None:
        with suppress(OSError):  # it may never have come to be
            path.unlink()
    elif os.path.lexists(old):
        old.replace(path)


def part_beside(path: Path, *, sign: str = "", ending: str = ".part") -> Path:
    """Return a name beside a file or folder, which nothing has, for what is to take its place; ``sign`` begins it."""
    return path.with_name(f"{sign}{path.name[:_LONGEST_NAME]}.{secrets.token_hex(4)}{ending}")
