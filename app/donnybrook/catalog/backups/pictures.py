"""The pictures of all backups of one catalog, each kept once under its content's name. Knows no scene.

Pictures never change, so a backup of the rows names them and this store holds them: a backup costs what its rows cost.
No picture is ever deleted from the store. The shots of film files are kept beside them (see ``shots``).
"""

import time
from pathlib import Path

from donnybrook.catalog.backups.halting import Halt
from donnybrook.catalog.backups.shots import keep_shots, prepare_shots, put_back_shots
from donnybrook.catalog.driver import UNREADABLE, Connection, connect, file_uri

STORE_NAME = "pictures.store"
_AT_ONCE = 50  # half a megabyte: what is saved meanwhile waits for no more than that
_PAUSE_S = 0.005
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS picture (sha256 TEXT PRIMARY KEY, width_px INTEGER NOT NULL,
        height_px INTEGER NOT NULL, jpeg BLOB NOT NULL) STRICT
"""
_NEW = "SELECT rowid FROM live.picture WHERE sha256 NOT IN (SELECT sha256 FROM main.picture) AND length(jpeg) > 0"
_KEEP = """
    INSERT OR IGNORE INTO main.picture SELECT sha256, width_px, height_px, jpeg FROM live.picture
    WHERE rowid BETWEEN ? AND ? AND sha256 NOT IN (SELECT sha256 FROM main.picture) AND length(jpeg) > 0
"""


def keep_pictures(store: Path, catalog: Path, mode: str, halt: Halt) -> int:
    """Copy the pictures and shots of a catalog that the store lacks, some at a time; returns how many pictures.

    ``mode`` is how the catalog is opened. A store that can't be read is set aside and begun anew.
    """
    connection = _open_store(store)
    try:
        halt.watch(connection)
        connection.execute("ATTACH ? AS live", (file_uri(catalog, mode),))
        row_ids = [row[0] for row in connection.execute(_NEW)]
        row_ids.sort()
        for first in range(0, len(row_ids), _AT_ONCE):
            some = row_ids[first : first + _AT_ONCE]
            connection.execute(_KEEP, (some[0], some[-1]))
            time.sleep(_PAUSE_S)
            halt.check()
        keep_shots(connection, halt)
    finally:
        halt.watch(None)
        connection.close()
    return len(row_ids)


def put_back(store: Path, connection: Connection) -> int:
    """Fill in the pictures and shots of a catalog made from a backup; returns how many pictures are in no store."""
    if store.exists():
        connection.execute("ATTACH ? AS store", (file_uri(store, "ro"),))
        sql = """
            UPDATE main.picture SET jpeg = s.jpeg FROM store.picture AS s
            WHERE s.sha256 = main.picture.sha256 AND length(main.picture.jpeg) = 0
        """
        connection.execute(sql)
        put_back_shots(connection)
        connection.execute("DETACH store")
    return int(connection.execute("SELECT count(*) FROM main.picture WHERE length(jpeg) = 0").fetchone()[0])


def _open_store(store: Path) -> Connection:
    try:
        return _connected(store)
    except UNREADABLE:
        aside = store.with_name(f"{store.name}.damaged")
        store.replace(aside)
        return _connected(store)


def _connected(store: Path) -> Connection:
    connection = connect(store, mode="rwc")
    try:
        connection.execute("PRAGMA busy_timeout = 60000")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(_SCHEMA)
        prepare_shots(connection)
    except UNREADABLE:
        connection.close()
        raise
    return connection
