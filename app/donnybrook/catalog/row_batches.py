"""Rows that are written together, sorted by what is said of them. Knows no particular table.

A value that is not handed over costs nothing: SQLite's driver takes as long for three values as for a row.
"""

from collections.abc import Mapping, Sequence

from donnybrook.catalog.identity import new_uuid, new_uuids
from donnybrook.catalog.images import Columns, Value, by_columns
from donnybrook.catalog.shapes import TableShape


def by_said_columns(shape: TableShape, rows: Sequence[dict[str, Value]]) -> Columns:
    """Return rows by their columns, new UUIDs among them, without the columns that hold but what the table declares."""
    kinds = {tuple(row) for row in rows}
    defaults = dict(zip(shape.journalled, shape.defaults, strict=True))
    if len(kinds) > 1:
        given = {name: defaults[name] for names in kinds for name in names if name != "uuid"}
        rows = [given | {"uuid": row.get("uuid") or new_uuid()} | row for row in rows]
    columns = by_columns(rows[0], map(dict.values, rows))
    said = {name: column for name, column in columns.items() if column.count(defaults[name]) < len(rows)}
    return said if "uuid" in said else {"uuid": new_uuids(len(rows)), **said}


def by_columns_set(rows: Mapping[int, Mapping[str, Value]]) -> dict[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return the parameters of updates, by the columns they set."""
    alike: dict[tuple[str, ...], list[tuple[Value, ...]]] = {}
    for row_id, values in rows.items():
        if values:
            alike.setdefault(tuple(values), []).append((*values.values(), row_id))
    return alike
