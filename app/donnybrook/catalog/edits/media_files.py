"""Edits of many film files at once: add what was found in folders, move, verify. Knows no disk."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.films import first_version, readable
from donnybrook.catalog.images import Value
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class NewFile:
    """A film file to be added, as far as it is known before anyone has read it.

    It belongs to the film ``film_id``; or it is a copy of another file of the same list, or of the catalog's file
    ``same_id``, and goes by that one's version and clock; or it is a new film.
    """

    path: Path
    size_bytes: int
    mtime_ns: int
    title: str
    year: int | None
    fingerprint: str = ""
    film_id: int | None = None
    copy_of: int | None = None  # the other file's place in the list; it stands before this one
    same_id: int | None = None


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where a film file is now, and when it was changed last."""

    path: Path
    mtime_ns: int


def add_files(tx: Transaction, /, files: Sequence[NewFile], moved: Mapping[int, FilePlace]) -> list[tuple[int, int]]:
    """Add film files, and note new places of others (by media file id); returns film id and media file id of each.

    One whose film was removed since it was looked for is a film of its own.
    """
    files = [each if _is_there(tx, each) else replace(each, film_id=None, same_id=None) for each in files]
    fresh = [place for place, each in enumerate(files) if (each.film_id, each.copy_of, each.same_id) == (None,) * 3]
    film_ids = tx.insert_many("film", [{"title": files[place].title, "year": files[place].year} for place in fresh])
    versions = dict(zip(fresh, tx.insert_many("version", [{"film_id": each} for each in film_ids]), strict=True))
    homes = {place: _Home(film_id, versions[place]) for place, film_id in zip(fresh, film_ids, strict=True)}
    for place, each in enumerate(files):
        if each.same_id is not None:
            homes[place] = _home_of(tx, each.same_id)
        elif each.copy_of is not None:
            homes[place] = homes[each.copy_of]
        elif each.film_id is not None:
            homes[place] = _Home(each.film_id, first_version(tx, each.film_id))
    rows = [_row(each, homes[place]) for place, each in enumerate(files)]
    media_file_ids = tx.insert_many("media_file", rows)
    move_files(tx, moved)
    return [(homes[place].film_id, media_file_id) for place, media_file_id in enumerate(media_file_ids)]


@dataclass(frozen=True, slots=True)
class _Home:
    film_id: int
    version_id: int
    offset_us: int = 0
    speed_num: int = 1
    speed_den: int = 1


def _is_there(tx: Transaction, file: NewFile) -> bool:
    for table, row_id in (("film", file.film_id), ("media_file", file.same_id)):
        if row_id is not None and not tx.rows(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)):  # noqa: S608 - our names
            return False
    return True


def _home_of(tx: Transaction, media_file_id: int) -> _Home:
    sql = """
        SELECT v.film_id, v.id, m.offset_us, m.speed_num, m.speed_den
        FROM media_file m JOIN version v ON v.id = m.version_id WHERE m.id = ?
    """
    return _Home(*tx.rows(sql, (media_file_id,))[0])


def _row(file: NewFile, home: _Home) -> dict[str, Value]:
    return {
        "version_id": home.version_id,
        "path": os.fsencode(file.path),
        "path_text": readable(file.path),
        "size_bytes": file.size_bytes,
        "mtime_ns": file.mtime_ns,
        "fingerprint": file.fingerprint,
        "offset_us": home.offset_us,
        "speed_num": home.speed_num,
        "speed_den": home.speed_den,
    }


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
