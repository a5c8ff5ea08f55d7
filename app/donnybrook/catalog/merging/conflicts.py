"""True conflicts: one value that two copies changed apart. The later one stands, the other is kept until settled."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.identity import derived_uuid
from donnybrook.catalog.images import Value
from donnybrook.catalog.merging.journal import Journal, RowKey
from donnybrook.catalog.merging.states import StampedChange, last_values

_QUIET = frozenset({"position", "notation", "created_at"})  # follow from other things: nobody typed them


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that two people changed apart: what stands now, and what the other entered. References are UUIDs."""

    id: int
    table: str
    row_uuid: str
    scene_uuid: str | None
    column: str
    kept: object
    other: object
    kept_by: str
    other_by: str


def note_conflicts(
    tx: Transaction,
    mine: Journal,
    theirs: Journal,
    rows: Iterable[RowKey],
    my_own: frozenset[int],
    their_new: frozenset[int],
) -> int:
    """Write down each value that edits known only here and edits known only there left different; returns how many."""
    count = 0
    for row in rows:
        ours = last_values(mine.changes_of(row, my_own))
        if not ours:
            continue
        others = last_values(theirs.changes_of(row, their_new))
        for column in sorted(set(ours) & set(others) - _QUIET - {"uuid"}):
            count += _note(tx, row, column, ours[column], others[column])
    return count


def _note(
    tx: Transaction,
    row: RowKey,
    column: str,
    ours: tuple[Value, StampedChange],
    others: tuple[Value, StampedChange],
) -> int:
    if ours[0] == others[0]:
        return 0
    kept, other = sorted((ours, others), key=lambda value: value[1].stamp, reverse=True)
    identity = derived_uuid("conflict", *row, column, *sorted((kept[1].stamp[1], other[1].stamp[1])))
    if tx.value("SELECT 1 FROM conflict WHERE uuid = ?", (identity,)) is not None:
        return 0
    scene_uuid = tx.value("SELECT scene_uuid FROM change WHERE row_uuid = ? LIMIT 1", (row[1],))
    tx.note_conflict(
        (identity, *row, scene_uuid, column, _json(kept[0]), _json(other[0]), kept[1].coder, other[1].coder, None)
    )
    return 1


def take_conflicts(tx: Transaction, there: Connection) -> None:
    """Take over the conflicts another copy knows of; one that is settled there is settled here."""
    sql = (
        "SELECT uuid, table_name, row_uuid, scene_uuid, column_name, kept, other, kept_by, other_by, settled_at"
        " FROM conflict"
    )
    for row in there.execute(sql).fetchall():
        tx.note_conflict(tuple(row))


def open_conflicts(connection: Connection) -> list[Conflict]:
    """Return the conflicts nobody has settled yet, oldest first."""
    sql = """
        SELECT id, table_name, row_uuid, scene_uuid, column_name, kept, other, kept_by, other_by FROM conflict
        WHERE settled_at IS NULL ORDER BY id
    """
    return [
        Conflict(row_id, table, row_uuid, scene_uuid, column, json.loads(kept), json.loads(other), kept_by, other_by)
        for row_id, table, row_uuid, scene_uuid, column, kept, other, kept_by, other_by in connection.execute(sql)
    ]


def settle_conflict(tx: Transaction, /, conflict_id: int, *, take_other: bool) -> None:
    """Settle a conflict: leave the value that stands, or take the other one."""
    sql = "SELECT table_name, row_uuid, column_name, other FROM conflict WHERE id = ? AND settled_at IS NULL"
    found = tx.rows(sql, (conflict_id,))
    if not found:
        raise LookupError(f"no open conflict {conflict_id}")
    table, row_uuid, column, other = found[0]
    if take_other:
        row_id = tx.images.id_of(table, row_uuid)
        tx.update(table, row_id, **tx.images.values(table, {column: json.loads(other)}))
    tx.settle_conflict(conflict_id)


def _json(value: Value) -> str:
    return json.dumps(value.hex() if isinstance(value, bytes) else value, ensure_ascii=False)
