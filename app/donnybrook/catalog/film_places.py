"""Where a film's file is: where the catalog says, or beside the catalog if both were copied. Reads no film."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from donnybrook.catalog.records import MediaFile

_DEEPEST = 3  # FILE, FOLDER/FILE, FOLDER/FOLDER/FILE beside the catalog


def found_beside(files: Iterable[MediaFile], folder: Path) -> list[MediaFile]:
    """Return files with the path of one of the same name and size in ``folder``, if theirs leads nowhere."""
    return [_found_beside(file, folder) for file in files]


def file_there(files: Iterable[MediaFile], version_id: int) -> MediaFile | None:
    """Return the first file of a version that is there now, if one is."""
    return next((each for each in files if each.version_id == version_id and each.path.is_file()), None)


def _found_beside(file: MediaFile, folder: Path) -> MediaFile:
    if _is_there(file.path):
        return file
    for depth in range(1, min(_DEEPEST, len(file.path.parts) - 1) + 1):
        path = folder.joinpath(*file.path.parts[-depth:])
        if path != file.path and _may_be(path, file):
            return replace(file, path=path, moved_from=file.path)
    return file


def _may_be(path: Path, file: MediaFile) -> bool:
    try:
        return path.is_file() and file.size_bytes in (None, path.stat().st_size)
    except (OSError, ValueError):
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
