"""Makes a new catalog file: whole, or not at all. Knows no record."""

from pathlib import Path

from donnybrook.catalog.driver import DatabaseError, connect
from donnybrook.catalog.migrations import migrate
from donnybrook.catalog.problems import CatalogProblem


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
        connection.execute("PRAGMA auto_vacuum = NONE")  # it would move the tables' beginnings to the file's end
        connection.execute("PRAGMA synchronous = OFF")  # if this is broken off, nothing of it is used
        migrate(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("VACUUM")  # the schema to the file's beginning: half a copy can be read as far as it goes
        connection.close()
        part.rename(path)
    except (OSError, DatabaseError) as fault:
        connection.close()
        part.unlink(missing_ok=True)
        raise CatalogProblem(f"{path.name} could not be written: {fault}. Nothing was left behind.") from fault
