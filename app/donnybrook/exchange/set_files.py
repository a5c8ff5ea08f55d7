"""The files of a set, in a folder or a ZIP file, opened for reading. Knows nothing of what is in them."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from donnybrook.exchange.places import DESCRIPTION
from donnybrook.problems import Problem

_DAMAGE = (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, lzma.LZMAError)


class SetFiles(Protocol):
    """The files of a set, by name."""

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading."""


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path

    def has(self, name: str) -> bool:
        return (self._path / name).is_file()

    def open(self, name: str) -> BinaryIO:
        return (self._path / name).open("rb")


class _Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())

    def has(self, name: str) -> bool:
        return name in self._names

    def open(self, name: str) -> BinaryIO:
        try:
            return cast("BinaryIO", self._archive.open(name))
        except RuntimeError as fault:  # so it says that a file is encrypted
            raise Problem(f"The ZIP file can't be read ({fault}). Nothing was imported.") from fault


def is_set(path: Path) -> bool:
    """Whether a folder or a ZIP file is a set of tables with its description; looks at no table."""
    if path.is_dir():
        return (path / DESCRIPTION).is_file()
    try:
        if not zipfile.is_zipfile(path):
            return False
        with zipfile.ZipFile(path) as archive:
            return DESCRIPTION in archive.namelist()
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        return False


@contextmanager
def set_files(path: Path) -> Iterator[SetFiles]:
    """Open a set. Raises ``Problem`` if it can't be read."""
    try:
        if path.is_dir():
            yield _Folder(path)
            return
        with zipfile.ZipFile(path) as archive:
            yield _Zip(archive)
    except _DAMAGE as fault:
        raise Problem(f"{path} can't be read ({fault}). Nothing was imported.") from fault
