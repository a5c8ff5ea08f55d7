"""Copies a stranger's file to a private place, so that nothing ever touches the file itself."""

import hashlib
import shutil
from pathlib import Path

from donnybrook.catalog.file_header import is_open_here, read_header
from donnybrook.catalog.problems import CatalogProblem

_MOST_PADDING = 2**30


def copy_privately(path: Path, folder: Path) -> Path:
    """Copy the main file alone (a log beside it may be another's) into ``folder`` and return where it is.

    A file cut short is filled up with zeros: SQLite refuses it otherwise, whole as the rest may be.
    """
    if is_open_here(path):
        raise CatalogProblem(f"{path.name} is open in this program. Close it there, and try again.")
    target = folder / "theirs"
    try:
        shutil.copyfile(path, target)
    except OSError as fault:
        raise CatalogProblem(
            f"{path.name} could not be copied to {folder} to be looked at ({fault}). Nothing was changed in it."
        ) from fault
    header = read_header(target)
    if header and header.is_cut_short and header.whole_bytes - header.size_bytes <= _MOST_PADDING:
        with target.open("r+b") as file:
            file.truncate(header.whole_bytes)
    return target


def content_name(path: Path) -> str:
    """Return the SHA-256 of a private copy."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
