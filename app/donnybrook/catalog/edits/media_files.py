"""Edits of many film files at once: add what was found in folders, move, verify. Knows no disk."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.films import first_version, readable
from donnybrook.catalog.images import Value


@dataclass(frozen=True, slots=True)
class NewFile:
    """A film file to be added, as far as it is known before anyone has read it.

    It belongs to the film ``film_id``, or to that of another file of the same list, ``copy_of``, or to a new one.
    """

    path: Path
    size_bytes: int
    mtime_ns: int
    title: str
    year: int | None
    fingerprint: str = ""
    film_id: int | None = None
    copy_of: int | None = None  # the other file's place in the list; it stands before this one


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where a film file is now, and when it was changed last."""

    path: Path
    mtime_ns: int


def add_files(tx: Transaction, /, files: Sequence[NewFile], moved: Mapping[int, FilePlace]) -> list[tuple[int, int]]:
    """Add film files, and note new places of others (by media file id); returns film id and media file id of each."""
    fresh = [place for place, each in enumerate(files) if each.film_id is None and each.copy_of is None]
    film_ids = tx.insert_many("film", [{"title": files[place].title, "year": files[place].year} for place in fresh])
    versions = dict(zip(fresh, tx.insert_many("version", [{"film_id": each} for each in film_ids]), strict=True))
    films = dict(zip(fresh, film_ids, strict=True))
    for place, each in enumerate(files):
        if each.film_id is not None:
            films[place], versions[place] = each.film_id, first_version(tx, each.film_id)
        elif each.copy_of is not None:
            films[place], versions[place] = films[each.copy_of], versions[each.copy_of]
    rows: list[dict[str, Value]] = [
        {
            "version_id": versions[place],
            "path": os.fsencode(each.path),
            "path_text": readable(each.path),
            "size_bytes": each.size_bytes,
            "mtime_ns": each.mtime_ns,
            "fingerprint": each.fingerprint,
        }
        for place, each in enumerate(files)
    ]
    media_file_ids = tx.insert_many("media_file", rows)
    move_files(tx, moved)
    return [(films[place], media_file_id) for place, media_file_id in enumerate(media_file_ids)]


def move_files(tx: Transaction, /, moved: Mapping[int, FilePlace]) -> int:
    """Note where film files are now, by media file id; returns how many were elsewhere before."""
    rows: dict[int, dict[str, Value]] = {
        media_file_id: {
            "path": os.fsencode(place.path),
            "path_text": readable(place.path),
            "mtime_ns": place.mtime_ns,
        }
        for media_file_id, place in moved.items()
    }
    return tx.update_many("media_file", rows)


def note_digest(tx: Transaction, /, media_file_id: int, sha256: str, verified_at: str) -> None:
    """Put down that a film file has these bytes, and when that was found."""
    tx.update("media_file", media_file_id, sha256=sha256, verified_at=verified_at)
