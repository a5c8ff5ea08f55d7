"""The shape of each table as the catalog file itself declares it: columns and references. Knows no row."""

from dataclasses import dataclass

from donnybrook.catalog.driver import Connection

# Derived at each edit, so never part of what a person changed.
_UNJOURNALLED = frozenset({"id", "modified_at"})


@dataclass(frozen=True, slots=True)
class TableShape:
    """A journalled table: its columns, and which of them refer to which table."""

    name: str
    columns: tuple[str, ...]
    blobs: frozenset[str]
    references: tuple[tuple[str, str], ...]  # (column, table it refers to by id)

    @property
    def journalled(self) -> tuple[str, ...]:
        """The columns whose values go into the journal."""
        return tuple(column for column in self.columns if column not in _UNJOURNALLED)


def read_shape(connection: Connection, table: str) -> TableShape:
    """Read the shape of ``table`` from the schema; raises ``LookupError`` for a table the journal can't hold."""
    declared = connection.execute(f"PRAGMA table_info({table})").fetchall()
    columns = tuple(row[1] for row in declared)
    if "uuid" not in columns:
        raise LookupError(f"{table} is no journalled table")
    references = tuple(
        (row[3], row[2]) for row in connection.execute(f"PRAGMA foreign_key_list({table})") if row[4] in (None, "id")
    )
    return TableShape(table, columns, frozenset(row[1] for row in declared if row[2] == "BLOB"), references)
