"""Looks over all text: bytes that are no UTF-8, control characters, texts longer than a person types."""

import re
from collections.abc import Iterator

from donnybrook.catalog.checking.findings import Finding, Remedy, Severity, set_value
from donnybrook.catalog.driver import Connection

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST = 100_000
_JOURNAL = frozenset({"change", "edit", "conflict", "picture", "catalog", "code", "coder"})


def look(connection: Connection) -> Iterator[Finding]:
    """Look over the text of every table a person writes in."""
    listed = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for (table,) in listed:
        declared = connection.execute(f"PRAGMA table_info({table})").fetchall()
        columns = [row[1] for row in declared if row[2] == "TEXT" and row[1] != "uuid"]
        if table not in _JOURNAL and columns and any(row[1] == "uuid" for row in declared):
            yield from _look_at(connection, table, columns)


def _look_at(connection: Connection, table: str, columns: list[str]) -> Iterator[Finding]:
    # As bytes: the program reads what is no UTF-8 as if it were.
    chosen = ", ".join(f"CAST({column} AS BLOB)" for column in columns)
    for row_id, *values in connection.execute(f"SELECT id, {chosen} FROM {table}"):  # noqa: S608 - our names
        for column, value in zip(columns, values, strict=True):
            finding = None if value is None else _judged(table, row_id, column, value)
            if finding:
                yield finding


def _judged(table: str, row_id: int, column: str, value: bytes) -> Finding | None:
    place = f"The {column} of {table} {row_id}"
    text = value.decode("utf-8", "replace")
    clean = _CONTROL.sub("\ufffd", text)
    remedy = Remedy("They can be replaced by “�”.", set_value(table, row_id, column, clean))
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return Finding(f"{place} has bytes that are no text.", Severity.FAULT, table, row_id, remedy)
    if clean != text:
        return Finding(f"{place} has control characters in it.", Severity.FAULT, table, row_id, remedy)
    if len(text) > _LONGEST:
        return Finding(f"{place} has {len(text):,} characters.", Severity.ODDITY, table, row_id)
    return None
