"""What looking a catalog over finds: a sentence, how bad it is, where, and how it can be mended. Knows no check."""

from collections.abc import Callable
from dataclasses import field
from enum import Enum

from donnybrook.catalog.door import Transaction
from donnybrook.records import dataclass


class Severity(Enum):
    """How bad a finding is; the values are for sorting, worst first."""

    DAMAGE = 0  # the file itself is wrong, and more may be lost
    FAULT = 1  # something in it contradicts something else
    ODDITY = 2  # it may well be meant so


@dataclass(frozen=True, slots=True)
class Remedy:
    """How a finding can be mended: in words, and as an edit."""

    sentence: str
    edit: Callable[[Transaction], object] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    sentence: str
    severity: Severity
    table: str = ""
    row_id: int | None = None
    remedy: Remedy | None = None


def set_empty(table: str, row_id: int, column: str) -> Callable[[Transaction], object]:
    """Return the edit that empties one value."""
    return lambda tx: tx.update(table, row_id, **{column: None})


def set_value(table: str, row_id: int, column: str, value: str | int) -> Callable[[Transaction], object]:
    """Return the edit that replaces one value."""
    return lambda tx: tx.update(table, row_id, **{column: value})


def take_out(table: str, row_id: int) -> Callable[[Transaction], object]:
    """Return the edit that deletes one row, and what can't be without it."""
    return lambda tx: _take_out(tx, table, row_id)


def _take_out(tx: Transaction, table: str, row_id: int) -> None:
    if table == "shot":
        tx.shots.delete(row_id)
        return
    for (other,) in tx.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        required = {row[1] for row in tx.rows(f"PRAGMA table_info({other})") if row[3]}
        for reference in tx.rows(f"PRAGMA foreign_key_list({other})"):
            column = reference[3]
            if reference[2] != table or reference[4] not in (None, "id"):
                continue
            for (other_id,) in tx.rows(f"SELECT id FROM {other} WHERE {column} = ?", (row_id,)):  # noqa: S608
                if column in required:
                    _take_out(tx, other, other_id)
                else:
                    tx.update(other, other_id, **{column: None})
    if tx.rows(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)):  # noqa: S608 - the schema's own names
        tx.delete(table, row_id)
