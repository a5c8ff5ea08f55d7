"""Copies the rows of a catalog, as they stand at one moment, into a file of their own, and looks the copy over.

It reads a snapshot, so edits go on meanwhile. Of pictures only the names are copied, of shots nothing: both are kept
once for all backups (see ``pictures`` and ``shots``).
"""

from pathlib import Path

from donnybrook.catalog.backups.halting import Halt
from donnybrook.catalog.backups.records import BackupProblem, TableCount
from donnybrook.catalog.driver import APPLICATION_ID, Connection, connect, file_uri
from donnybrook.records import dataclass

_PICTURE_NAMES = "INSERT INTO main.picture SELECT sha256, width_px, height_px, x'' FROM live.picture"


_PRAGMAS = (
    "auto_vacuum = NONE",
    "journal_mode = OFF",
    "synchronous = OFF",
    "foreign_keys = OFF",
    "cache_size = -1000",  # so that it is written as it is made, not all at the end
)


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds."""

    catalog_uuid: str
    last_edit_id: int
    last_edit_uuid: str
    tables: tuple[TableCount, ...]


def copy_rows(catalog: Path, part: Path, mode: str, halt: Halt) -> Copied:
    """Copy a catalog's rows to the new file ``part``; ``mode`` is how the catalog is opened.

    Raises ``BackupProblem`` if the copy is not what the catalog holds.
    """
    connection = connect(part, mode="rwc")
    try:
        halt.watch(connection)
        # The part is nobody's yet: it is thrown away if anything fails, and brought to the disk at the end.
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("ATTACH ? AS live", (file_uri(catalog, mode),))
        # A catalog can only be gone back to, through a log that is open, from pages of its own size.
        connection.execute(f"PRAGMA main.page_size = {int(connection.execute('PRAGMA live.page_size').fetchone()[0])}")
        connection.execute("BEGIN")
        tables = _copy_tables(connection, halt)
        copied = Copied(*_identity(connection), tables)
        for pragma in ("application_id", "user_version"):
            value = int(connection.execute(f"PRAGMA live.{pragma}").fetchone()[0])
            connection.execute(f"PRAGMA main.{pragma} = {value}")
        connection.execute("COMMIT")
        connection.execute("DETACH live")
        look_over(connection, copied)
    finally:
        halt.watch(None)
        connection.close()
    return copied


def look_over(connection: Connection, expected: Copied) -> None:
    """Raise ``BackupProblem`` unless a copy is sound, a catalog, and holds as many rows as were there."""
    sound = connection.execute("PRAGMA main.integrity_check(1)").fetchone()[0]
    application = connection.execute("PRAGMA main.application_id").fetchone()[0]
    counts = {count.table: _count(connection, f"main.{_quoted(count.table)}") for count in expected.tables}
    if sound != "ok" or application != APPLICATION_ID or any(counts[c.table] != c.rows for c in expected.tables):
        raise BackupProblem(
            "The copy that was to be a backup is not sound, so it was thrown away; the backups from before are all"
            " there. The catalog itself may be damaged: look it over with ‘donnybrook check’."
        )


def _copy_tables(connection: Connection, halt: Halt) -> tuple[TableCount, ...]:
    listed = connection.execute("PRAGMA live.table_list").fetchall()
    ours = [row[1] for row in listed if row[0] == "live" and row[2] == "table" and not row[1].startswith("sqlite_")]
    for kind in ("table", "index"):
        sql = "SELECT tbl_name, sql FROM live.sqlite_schema WHERE type = ? AND sql IS NOT NULL ORDER BY rowid"
        for table, statement in connection.execute(sql, (kind,)).fetchall():
            if table in ours:
                connection.execute(statement)
    counts = []
    for table in ours:
        halt.check()
        name = _quoted(table)
        # Without a list of columns SQLite moves whole rows as they are: a fifth of the time.
        sql = f"INSERT INTO main.{name} SELECT * FROM live.{name}"  # noqa: S608 - a table's own name, quoted
        if table == "shot":  # kept once for all backups, as pictures are
            counts.append(TableCount(table, 0))
            continue
        connection.execute(_PICTURE_NAMES if table == "picture" else sql)
        counts.append(TableCount(table, _count(connection, f"live.{name}")))
    connection.execute("DELETE FROM main.sqlite_sequence")
    connection.execute("INSERT INTO main.sqlite_sequence SELECT * FROM live.sqlite_sequence")
    return tuple(counts)


def _identity(connection: Connection) -> tuple[str, int, str]:
    uuid = str(connection.execute("SELECT uuid FROM live.catalog").fetchone()[0])
    last = connection.execute("SELECT id, uuid FROM live.edit ORDER BY id DESC LIMIT 1").fetchone() or (0, "")
    return uuid, int(last[0]), str(last[1])


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - quoted by the caller


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
