"""The shots of all backups of one catalog, each reading of a file kept once. Knows no picture.

A reading is known by the film file, its bytes (by fingerprint) and the detector, and never changes. With 500 films, the
rows of their shots were fifty times those that people had entered, in each backup anew.
"""

from donnybrook.catalog.backups.halting import Halt
from donnybrook.catalog.driver import Connection

_TABLE = """
    CREATE TABLE IF NOT EXISTS shot (
        file_uuid TEXT NOT NULL, fingerprint TEXT NOT NULL, detector TEXT NOT NULL, detector_version TEXT NOT NULL,
        in_us INTEGER NOT NULL, out_us INTEGER NOT NULL, transition TEXT NOT NULL, score REAL, uuid TEXT NOT NULL,
        since_us INTEGER, until_us INTEGER,
        PRIMARY KEY (file_uuid, fingerprint, detector, detector_version, in_us)
    ) STRICT, WITHOUT ROWID
"""
_READINGS = """
    SELECT DISTINCT m.uuid, m.fingerprint, s.detector, s.detector_version, m.id
    FROM live.media_file m CROSS JOIN live.shot s ON s.media_file_id = m.id
"""
_IS_KEPT = """
    SELECT 1 FROM main.shot WHERE file_uuid = ? AND fingerprint = ? AND detector = ? AND detector_version = ? LIMIT 1
"""
_FORGET_OLDER = "DELETE FROM main.shot WHERE file_uuid = ? AND fingerprint = ? AND detector = ?"
_KEEP = """
    INSERT INTO main.shot SELECT ?1, ?2, ?3, ?4, in_us, out_us, transition, score, uuid, {spans} FROM live.shot
    WHERE media_file_id = ?5 AND detector = ?3 AND detector_version = ?4
"""
_PUT_BACK = """
    INSERT OR IGNORE INTO main.shot
    (uuid, media_file_id, in_us, out_us, transition, score, detector, detector_version, since_us, until_us)
    SELECT k.uuid, m.id, k.in_us, k.out_us, k.transition, k.score, k.detector, k.detector_version, {spans}
    FROM main.media_file m CROSS JOIN store.shot k ON k.file_uuid = m.uuid AND k.fingerprint = m.fingerprint
    ORDER BY m.id, k.detector, k.in_us
"""
_NO_SPANS = "NULL, NULL"
_HAS_SHOTS = "SELECT 1 FROM store.sqlite_schema WHERE type = 'table' AND name = 'shot'"


def prepare_shots(connection: Connection) -> None:
    """Make the table of a store's shots, or give that of an older one what it lacks."""
    connection.execute(_TABLE)
    if _spans_in(connection, "main") == _NO_SPANS:
        for name in ("since_us", "until_us"):
            connection.execute(f"ALTER TABLE main.shot ADD COLUMN {name} INTEGER")


def _spans_in(connection: Connection, schema: str) -> str:
    """Return how the spans are read from a ``shot`` table, which an older program may have made."""
    names = {row[1] for row in connection.execute(f"PRAGMA {schema}.table_info(shot)")}
    return "since_us, until_us" if "since_us" in names else _NO_SPANS


def keep_shots(connection: Connection, halt: Halt) -> None:
    """Copy the readings of a catalog (attached as ``live``) that the store lacks, each in a transaction of its own."""
    for *reading, media_file_id in connection.execute(_READINGS).fetchall():
        halt.check()
        if connection.execute(_IS_KEPT, reading).fetchone():
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(_FORGET_OLDER, reading[:3])
            connection.execute(_KEEP.format(spans=_spans_in(connection, "live")), (*reading, media_file_id))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def put_back_shots(connection: Connection) -> None:
    """Fill in the shots of a catalog made from a backup, from what is attached as ``store``."""
    if connection.execute(_HAS_SHOTS).fetchone():
        connection.execute(_PUT_BACK.format(spans=_spans_in(connection, "store")))
