"""The one SQLite the program uses, and how a connection to a catalog is set up. Knows no table.

SQLite 3.7.0-3.51.2 can corrupt a WAL database with two writers (sqlite.org/wal.html#walresetbug), so the driver is
``pysqlite3``, which brings a sound version of its own. Where no wheel of it exists, the standard module serves, with
journal mode TRUNCATE when its SQLite is one of the affected ones.
"""

import json
import os
import time
from collections.abc import Sequence
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:  # no wheel for this machine
        import sqlite3

Connection = sqlite3.Connection
DatabaseError = sqlite3.DatabaseError
IntegrityError = sqlite3.IntegrityError
OperationalError = sqlite3.OperationalError
# SQLite's message may quote bytes of a damaged file, and the driver then fails to read the message.
UNREADABLE = (DatabaseError, UnicodeDecodeError)
SQLITE_VERSION: str = sqlite3.sqlite_version
complete_statement = sqlite3.complete_statement
type Row = tuple[Any, ...]

# To ask for rows of any number: the parameter is a JSON array of what is wanted.
AMONG = "IN (SELECT value FROM json_each(?))"
APPLICATION_ID = 0x444F4E59  # "DONY", at byte 68 of the file
# What stands for itself in a URI.
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:")
_LOOK_AGAIN_S = 0.02
WAL_IS_SOUND = sqlite3.sqlite_version_info >= (3, 51, 3)


def among(wanted: Sequence[int] | Sequence[str]) -> tuple[str, int | str]:
    """Return what a column is compared with, and the parameter, to be one of those wanted."""
    return ("= ?", wanted[0]) if len(wanted) == 1 else (AMONG, json.dumps(wanted))


def file_uri(path: Path, mode: str) -> str:
    """Name ``path`` to SQLite (also for ATTACH); ``mode`` is ``rw``, ``rwc``, ``ro`` or ``immutable``.

    ``immutable`` takes no lock, leaves a log beside the file alone, and is for a file that nobody writes.
    """
    # As ``Path.as_uri`` has it, without loading all that reads addresses of the web.
    name = "".join(chr(each) if each in _PLAIN else f"%{each:02X}" for each in os.fsencode(path.absolute().as_posix()))
    return f"file:/{name.lstrip('/')}?{'mode=ro&immutable=1' if mode == 'immutable' else f'mode={mode}'}"


def connect(path: Path, *, mode: str = "rw", patience_s: float = 5.0) -> Connection:
    """Open ``path``; for ``mode`` see ``file_uri``. The driver begins no transaction by itself.

    ``patience_s`` is how long to wait for another that holds the file.
    """
    connection = sqlite3.connect(file_uri(path, mode), uri=True, isolation_level=None, timeout=patience_s)
    connection.text_factory = _readable
    try:
        for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "cache_size = -32000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


# One text that is no UTF-8 would otherwise end the whole listing it stands in.
_readable = methodcaller("decode", "utf-8", "replace")


def connect_memory(name: str) -> Connection:
    """Open a database that lives in memory and is shared, by ``name``, within this process."""
    return sqlite3.connect(f"file:/{name}?vfs=memdb", uri=True, isolation_level=None, timeout=5.0)


def make_durable(connection: Connection, *, patience_s: float = 5.0) -> None:
    """Choose the journal mode under which an acknowledged commit survives a power cut.

    ``patience_s`` is how long to wait for others that open or close the file: SQLite does not wait by itself here,
    where two who change the mode at once would wait for each other.
    """
    deadline_s = time.monotonic() + patience_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL" if WAL_IS_SOUND else "PRAGMA journal_mode = TRUNCATE")
            break
        except OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() > deadline_s:
                raise
            time.sleep(_LOOK_AGAIN_S)
    connection.execute("PRAGMA synchronous = FULL")


def settle(connection: Connection) -> None:
    """Fold the write-ahead log back, so that the file at rest is one self-contained file.

    Another open window keeps the log alive; then it is only cut short, and the last one to close settles it. This waits
    for nobody: it would keep all others from writing while it waited for one that reads. Nor does the connection from
    then on, so it is to be closed next.
    """
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # holds nobody up, and leaves the next little
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except OperationalError:
        return
