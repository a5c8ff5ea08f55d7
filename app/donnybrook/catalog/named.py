"""Films and scenes by what people call them: an id, a UUID, a title, the path of a file. Knows no query."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.records import MediaFile


def find_film_ids(connection: Connection, text: str, files: Callable[[], Iterable[MediaFile]]) -> list[int]:
    """Return the films ``text`` names: a title or another title, an id or a UUID, or a file's path.

    ``files`` are all there are, and are read only for a path that the catalog does not say: one may be beside it.
    """
    names = {os.fsencode(Path(text)), os.fsencode(Path(text).absolute()), os.fsencode(Path(text).resolve())}
    found = _film_ids(connection, names, text)
    if not found and os.sep in text:
        beside = (each for each in files() if each.moved_from and os.fsencode(each.path) in names)
        found = list(dict.fromkeys(each.film_id for each in beside))
    return found


def find_scene_id(connection: Connection, text: str) -> int | None:
    """Return the id of the scene with this UUID (or the beginning of one, if no other begins so) or id."""
    sql = """
        SELECT id FROM scene WHERE uuid = ?1 OR CAST(id AS TEXT) = ?1
        UNION ALL SELECT id FROM scene WHERE length(?1) >= 8 AND substr(uuid, 1, length(?1)) = ?1
    """
    readable = text.lower().encode("utf-8", "replace").decode("utf-8")
    found = {row[0] for row in connection.execute(sql, (readable,))}
    return found.pop() if len(found) == 1 else None


def _film_ids(connection: Connection, path_names: Iterable[bytes], text: str) -> list[int]:
    sql = """
        SELECT id FROM film WHERE uuid = ?1 OR CAST(id AS TEXT) = ?1
        UNION SELECT id FROM film WHERE title = ?1 COLLATE NOCASE
        UNION SELECT film_id FROM film_title WHERE title = ?1 COLLATE NOCASE
    """
    # A path may hold bytes that are no text; no title does.
    found = [row[0] for row in connection.execute(sql, (text.encode("utf-8", "replace").decode("utf-8"),))]
    for name in path_names:
        sql = "SELECT v.film_id FROM media_file m JOIN version v ON v.id = m.version_id WHERE m.path = ?"
        found += [row[0] for row in connection.execute(sql, (name,))]
    return list(dict.fromkeys(found))
