"""Tells whether a film file is still what it was when it was added: before the times of its fights lie. No screen."""

import os
from enum import StrEnum

from donnybrook.catalog import MediaFile
from donnybrook.catalog.edits.films import readable
from donnybrook.media import FilmProblem, FilmWorker


class Standing(StrEnum):
    """What became of a file."""

    AS_KNOWN = "as known"
    MISSING = "missing"
    CHANGED = "changed"


def look_at(worker: FilmWorker, file: MediaFile) -> Standing:
    """Say what became of a file; it is only read (3 MiB of it) when its time of change is another than was known."""
    try:
        status = file.path.stat()
    except (OSError, ValueError):
        return Standing.MISSING
    if not file.fingerprint:  # never read; of an empty file nothing at all was known
        return Standing.AS_KNOWN if file.size_bytes in (None, 0, status.st_size) else Standing.CHANGED
    if file.size_bytes != status.st_size:
        return Standing.CHANGED
    if file.mtime_ns == status.st_mtime_ns:
        return Standing.AS_KNOWN
    try:
        same = worker.fingerprint(file.path) == file.fingerprint
    except FilmProblem:
        return Standing.CHANGED if os.path.lexists(file.path) else Standing.MISSING
    return Standing.AS_KNOWN if same else Standing.CHANGED


TAKEN = "is taken as it is now: look whether its fights' times still fit"


def changed_sentence(file: MediaFile) -> str:
    """Say that a file is no longer what it was, and what to do."""
    return (
        f"“{readable(file.path.name)}” has changed since it was added, so the times of its fights may no longer fit."
        " Nothing was changed in the catalog. Put the old file back, or add the file again to take it as it is now."
    )
