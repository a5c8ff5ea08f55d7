"""Where a set of files is written: a folder or a ZIP file, always the same bytes. Knows nothing of what is in them."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from donnybrook.records import dataclass

DESCRIPTION = "datapackage.json"
PICTURES_FOLDER = "pictures"
PICTURE_NAME = re.compile(r"pictures/[0-9a-f]{64}\.jpg")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP file knows: the time of day must not make two exports differ


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the set: its name, how many bytes it has, and their SHA-256."""

    name: str
    size_bytes: int
    sha256: str


class Place(Protocol):
    """Where files go."""

    written: list[Written]

    def open(self, name: str) -> "MeasuredFile":
        """Begin a file, which must be closed before the next begins; folders in its name are made.

        Pictures are not among what was ``written``: there may be as many as fights.
        """


class MeasuredFile:
    """A file that is written, and measured on the way; a context manager."""

    def __init__(self, place: Place, name: str, file: BinaryIO) -> None:
        self._place, self._name, self._file = place, name, file
        self._size_bytes, self._digest = 0, hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Write bytes."""
        self._size_bytes += len(data)
        self._digest.update(data)
        return self._file.write(data)

    @property
    def closed(self) -> bool:
        """Whether nothing more can be written."""
        return self._file.closed

    def flush(self) -> None:
        """Do nothing: who opened it closes it."""

    def __enter__(self) -> "MeasuredFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._file.close()
        if kind is None and not PICTURE_NAME.fullmatch(self._name):
            self._place.written.append(Written(self._name, self._size_bytes, self._digest.hexdigest()))


class _Folder:
    def __init__(self, path: Path) -> None:
        self.written: list[Written] = []
        self._path = path

    def open(self, name: str) -> MeasuredFile:
        path = self._path / name
        path.parent.mkdir(exist_ok=True)
        return MeasuredFile(self, name, path.open("xb"))


class _Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.written: list[Written] = []
        self._archive = archive

    def open(self, name: str) -> MeasuredFile:
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_STORED if name.endswith(".jpg") else zipfile.ZIP_DEFLATED
        entry.create_system, entry.external_attr = 3, 0o100644 << 16
        return MeasuredFile(self, name, self._archive.open(entry, "w", force_zip64=True))  # type: ignore[arg-type]


@contextmanager
def zip_in(file: BinaryIO) -> Iterator[Place]:
    """Have files go into a ZIP file that is written to ``file``."""
    with zipfile.ZipFile(file, "w", compresslevel=6) as archive:
        yield _Zip(archive)


def picture_file(name: str) -> str:
    """Return what the file of a picture is called in a set."""
    return f"{PICTURES_FOLDER}/{name}.jpg"


def folder_in(path: Path) -> Place:
    """Have files go into an empty folder."""
    return _Folder(path)


def wrote_in(path: Path) -> Callable[[str], bool]:
    """Return what says whether an earlier export put a file into a folder; of none, if there was no export."""
    try:
        listed = json.loads((path / DESCRIPTION).read_text(encoding="utf-8"))["donnybrook"]["files"]
        names = frozenset({DESCRIPTION, *map(str, listed)})
    except (OSError, ValueError, LookupError, TypeError):
        return lambda _: False
    return lambda name: name in names or PICTURE_NAME.fullmatch(name) is not None
