"""Makes a new catalog file: whole, or not at all. Knows no record."""

from contextlib import closing
from functools import cache
from pathlib import Path
from threading import Lock

from donnybrook.catalog.door import now_text
from donnybrook.catalog.driver import Connection, DatabaseError, connect, connect_memory
from donnybrook.catalog.identity import new_uuid
from donnybrook.catalog.migrations import migrate
from donnybrook.catalog.problems import CatalogProblem

_BLANK = "blank"
_one_makes_the_blank = Lock()


def create_file(path: Path) -> None:
    """Make a new, seeded catalog at ``path``; raises ``CatalogProblem`` if something is there or can't be."""
    path = path.absolute()
    if path.exists():
        raise CatalogProblem(f"{path.name} is there already, and was left as it is. Choose another name, or open it.")
    if not path.parent.is_dir():
        raise CatalogProblem(f"There is no folder {path.parent}. Make it first, or choose another place.")
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        connection = connect(part, mode="rwc")
    except (OSError, DatabaseError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else fault
        raise CatalogProblem(
            f"No catalog can be made in {path.parent}: {reason}. Choose a folder you may write to."
        ) from fault
    try:
        with _one_makes_the_blank:
            _blank()
        with closing(connect_memory(_BLANK)) as blank:
            blank.backup(connection)
        connection.execute("UPDATE catalog SET uuid = ?, created_at = ?", (new_uuid(), now_text()))
        connection.close()
        part.rename(path)
    except (OSError, DatabaseError) as fault:
        connection.close()
        part.unlink(missing_ok=True)
        raise CatalogProblem(f"{path.name} could not be written: {fault}. Nothing was left behind.") from fault


@cache  # several are made in a row where something is made aside, imported or tried
def _blank() -> Connection:
    """Return a new catalog in memory; it is there, to be copied, for as long as this connection to it."""
    connection = connect_memory(_BLANK)
    connection.execute("PRAGMA auto_vacuum = NONE")  # it would move the tables' beginnings to the file's end
    migrate(connection)
    connection.execute("VACUUM")  # the schema to the file's beginning: half a copy can be read as far as it goes
    return connection
