"""True conflicts: one value that two copies changed apart. The later one stands, the other is kept until settled."""

import json
from collections.abc import Iterable
from dataclasses import replace

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import Connection, IntegrityError
from donnybrook.catalog.identity import derived_uuid
from donnybrook.catalog.images import Value
from donnybrook.catalog.merging.journal import Journal, RowKey
from donnybrook.catalog.merging.states import StampedChange, final_state, last_values
from donnybrook.catalog.merging.stretches import POINTS
from donnybrook.catalog.problems import CatalogProblem, Gone
from donnybrook.catalog.shapes import TABLES_IN_ORDER
from donnybrook.records import dataclass

_QUIET = frozenset({"position", "notation", "created_at"})  # follow from other things: nobody typed them
_MOMENTS = frozenset({"deleted_at", "retired_at"})  # that it was done is said by them; when, is no quarrel


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
        if others:
            count += _note_set_aside(tx, row, mine.changes_of(row))
    return count


def _note_set_aside(tx: Transaction, row: RowKey, changes: list[StampedChange]) -> int:
    """Write down an in or out point that was typed, and had to give way to one that the other copy typed."""
    state, count = final_state(changes), 0
    for column, (value, change) in last_values(changes).items():
        if column in POINTS and state.alive and state.image[column] != value:
            kept = replace(change, stamp=("~", change.stamp[1]), coder="")  # it stands, whenever it was typed
            count += _note(tx, row, column, (state.image[column], kept), (value, change))
    return count


def _note(
    tx: Transaction,
    row: RowKey,
    column: str,
    ours: tuple[Value, StampedChange],
    others: tuple[Value, StampedChange],
) -> int:
    if ours[0] == others[0] or (column in _MOMENTS and ours[0] and others[0]):
        return 0
    kept, other = sorted((ours, others), key=lambda value: value[1].stamp, reverse=True)
    identity = derived_uuid("conflict", *row, column, *sorted((kept[1].stamp[1], other[1].stamp[1])))
    if tx.value("SELECT 1 FROM conflict WHERE uuid = ?", (identity,)) is not None:
        return 0
    scene_uuid = tx.value("SELECT scene_uuid FROM change WHERE row_uuid = ? LIMIT 1", (row[1],))
    readings = (_json(tx, row[0], column, value) for value in (kept[0], other[0]))
    tx.note_conflict((identity, *row, scene_uuid, column, *readings, kept[1].coder, other[1].coder, None))
    return 1


def take_conflicts(tx: Transaction, there: Connection) -> None:
    """Take over the conflicts another copy knows of; one that is settled there is settled here."""
    sql = (
        "SELECT uuid, table_name, row_uuid, scene_uuid, column_name, kept, other, kept_by, other_by, settled_at"
        " FROM conflict"
    )
    for row in there.execute(sql).fetchall():
        if row[1] in TABLES_IN_ORDER and row[4] in tx.images.shape(row[1]).names:
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
    """Settle a conflict: leave the value that stands, or take the other one.

    Raises ``Gone`` if there is no such open conflict, ``CatalogProblem`` if the other value can't be taken.
    """
    sql = "SELECT table_name, row_uuid, column_name, other FROM conflict WHERE id = ? AND settled_at IS NULL"
    found = tx.rows(sql, (conflict_id,))
    if not found:
        raise Gone(f"no open conflict {conflict_id}")
    if take_other:
        _take_other(tx, *found[0])
    tx.update("conflict", conflict_id, settled_at=tx.started_at)


def _take_other(tx: Transaction, table: str, row_uuid: str, column: str, other: str) -> None:
    try:
        image = tx.images.decode(table, f"{{{json.dumps(column)}:{other}}}")
        tx.update(table, tx.images.id_of(table, row_uuid), **tx.images.values(table, image))
    except (LookupError, IntegrityError) as fault:
        raise CatalogProblem(
            "The other value can't be taken any more: what it belongs to has been removed, or changed so that it no"
            " longer fits. Nothing was changed; the value that stands can still be kept."
        ) from fault


def _json(tx: Transaction, table: str, column: str, value: Value) -> str:
    """Return a value as the journal would write it."""
    return json.dumps(json.loads(tx.images.encode(table, {column: value}))[column], ensure_ascii=False)
