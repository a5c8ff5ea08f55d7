"""Writes a folder whole or not at all: into one beside it, which then takes its name. Knows no format."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from donnybrook.exchange.whole_file import part_beside
from donnybrook.problems import Problem


@contextmanager
def whole_folder(path: Path, *, wrote: Callable[[str], bool], kind: str) -> Iterator[Path]:
    """Give an empty folder to write into, which takes the place of ``path`` when the block ends well.

    A folder that is there already is replaced only if it is empty, or holds nothing but what an earlier run put there:
    ``wrote`` says so of each file in it, however deep, by its path inside (``data/index.js``), and of each empty folder
    (``data/``). ``kind`` is what such a folder is called. When the block raises, or the disk refuses, what was at
    ``path`` before is still there.

    Raises:
        Problem: the folder can't be written, or holds something else.
    """
    path = path.absolute()
    _check(path, wrote, kind)
    try:
        part = part_beside(path, sign=".")
        part.mkdir()
        try:
            yield part
            _check(path, wrote, kind)  # somebody may have put something there meanwhile
            _take_place(part, path)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as fault:
        raise Problem(
            f"{path} can't be written ({fault.strerror or fault}). What was there before is untouched."
        ) from fault


def _check(path: Path, wrote: Callable[[str], bool], kind: str) -> None:
    if not path.parent.is_dir():
        raise Problem(f"There is no folder {path.parent}. Make it first, or choose another place.")
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise Problem(f"{path} is no folder. Give the name of a new one.")
    strange = sorted(each for each in _inside(path) if not wrote(each)) if path.is_dir() else []
    if strange:
        raise Problem(
            f"{path} holds what is no part of {kind}: {', '.join(strange[:3])}{' …' if strange[3:] else ''}."
            " Nothing was written. Give the name of a new or an empty folder."
        )


def _inside(path: Path) -> Iterator[str]:
    for folder, folders, names in path.walk(on_error=_raise):
        for name in names:
            yield (folder / name).relative_to(path).as_posix()
        if not folders and not names and folder != path:
            yield f"{folder.relative_to(path).as_posix()}/"


def _raise(fault: OSError) -> None:
    raise Problem(f"{fault.filename} can't be read ({fault.strerror or fault}). Nothing was written.") from fault


def _take_place(part: Path, path: Path) -> None:
    if not path.exists():
        part.rename(path)
        return
    old = part_beside(path, sign=".", ending=".old")
    path.rename(old)
    try:
        part.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)
