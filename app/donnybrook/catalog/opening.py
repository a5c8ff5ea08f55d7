"""Opens and makes catalog files, and says in a sentence why one can't be opened. Knows no record."""

import os
from pathlib import Path

from donnybrook.catalog.driver import APPLICATION_ID, Connection, DatabaseError, connect
from donnybrook.catalog.migrations import migrate, newest_version, schema_version
from donnybrook.catalog.problems import CatalogProblem
from donnybrook.catalog.search.index import SearchIndex


def create_file(path: Path) -> None:
    """Make a new, seeded catalog at ``path``: whole, or not at all."""
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
        raise CatalogProblem(
            f"No catalog can be made in {path.parent}: {fault}. Choose a folder you may write to."
        ) from fault
    try:
        connection.execute("PRAGMA synchronous = FULL")
        migrate(connection)
        connection.close()
        part.rename(path)
    except (OSError, DatabaseError) as fault:
        connection.close()
        part.unlink(missing_ok=True)
        raise CatalogProblem(f"{path.name} could not be written: {fault}. Nothing was left behind.") from fault


def open_file(path: Path) -> tuple[Connection, bool]:
    """Open a catalog for reading; returns the connection and whether the file may be written too."""
    check_path(path)
    connection, writable = _connect(path)
    try:
        writable = _check(connection, path) and writable
        connection.execute("PRAGMA query_only = ON")
    except DatabaseError as fault:
        connection.close()
        raise CatalogProblem(
            f"{path.name} can't be read ({fault}). Nothing was changed in it. If another program holds it, close that"
            " and try again; otherwise open a copy of it from before."
        ) from fault
    except BaseException:
        connection.close()
        raise
    return connection, writable


def open_index(path: Path | None) -> SearchIndex:
    """Open the search index at ``path``, or one in memory where no file can be kept."""
    try:
        return SearchIndex(path)
    except (OSError, DatabaseError):
        return SearchIndex(None)


def check_path(path: Path) -> None:
    """Raise ``CatalogProblem`` unless there is a file.

    Its bytes are left to SQLite: a plain ``open()`` of a catalog that is open in this process would drop its locks.
    """
    if not path.exists():
        raise CatalogProblem(f"There is no file {path}. If it was moved, open it from where it is now.")
    if not path.is_file():
        raise CatalogProblem(f"{path} is not a file, so it can't be a catalog.")


def _connect(path: Path) -> tuple[Connection, bool]:
    fault: DatabaseError | None = None
    for mode, writable in (("rw", True), ("ro", False)):
        try:
            connection = connect(path, mode=mode)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except DatabaseError as failed:
            fault = failed
        else:
            return connection, writable and _may_write(path)
    if "not a database" in str(fault):
        raise CatalogProblem(f"{path.name} is not a Donnybrook catalog. It was left as it is.") from fault
    raise CatalogProblem(f"{path.name} can't be opened ({fault}). Nothing was changed in it.") from fault


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _check(connection: Connection, path: Path) -> bool:
    """Whether the catalog is of the shape this program writes; migrates an older one; raises for what is no catalog."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    present, known = schema_version(connection), newest_version()
    if application != APPLICATION_ID or present == 0:
        raise CatalogProblem(
            f"{path.name} is a database of another program, not a Donnybrook catalog. It was left as it is."
        )
    if present > known:
        return False
    if present < known:
        migrate(connection)
    return True
