"""Reads plain values out of a database that is not trusted: no view, trigger, function or worked-out column acts.

It stops at a deadline, and gives what it could read of a damaged table. Knows no table of ours.
"""

import contextlib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from donnybrook.catalog.driver import UNREADABLE, Connection, Row, connect
from donnybrook.catalog.schema import quoted

# Of what SQLite asks an authorizer (sqlite.org/c3ref/c_alter_table.html), this much is let through.
_OK, _DENY, _PRAGMA, _READ, _SELECT = 0, 1, 19, 20, 21
_PRAGMAS = frozenset({"table_xinfo", "table_list", "application_id", "user_version"})
_STEPS = 10_000


@contextmanager
def guarded(path: Path, *, limit_s: float) -> Iterator[Connection]:
    """Open a private copy of a file for reading under guard."""
    connection = connect(path, mode="immutable")
    deadline = time.monotonic() + limit_s
    try:
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # says at once if nothing can be read
        connection.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS)
        connection.set_authorizer(_authorize)
        yield connection
    finally:
        connection.close()


def rows(connection: Connection, table: str, columns: Sequence[str]) -> Iterator[Row]:
    """Give the rows of a plain table; of a damaged one those before and behind the damage."""
    names = ", ".join(quoted(column) for column in columns)
    sql = f"SELECT {names} FROM main.{quoted(table)}"  # noqa: S608 - quoted
    try:
        yield from connection.execute(sql)
    except UNREADABLE:
        # Where the two ends meet can't be known; a row that comes twice is the same row, by its UUID.
        with contextlib.suppress(*UNREADABLE):
            yield from connection.execute(f"{sql} NOT INDEXED ORDER BY rowid DESC")


def _authorize(action: int, first: str | None, _second: str | None, _where: str | None, within: str | None) -> int:
    if within is not None:  # asked for by a view or a trigger
        return _DENY
    if action == _PRAGMA:
        return _OK if first in _PRAGMAS else _DENY
    return _OK if action in (_READ, _SELECT) else _DENY
