"""Copies of a scene and of what is in it, column by column as the file declares them. Knows no particular field.

What a copy refers to inside its scene are the copies there; what lies outside, such as a term, stays the same.
"""

from collections.abc import Collection, Mapping, Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.links import aim, put_term
from donnybrook.catalog.images import Value

type Copies = dict[str, dict[int, int]]
"""By table, the ids of rows and of their copies; a row may be its own."""


def copy_scene_row(tx: Transaction, scene_id: int, **changed: Value) -> int:
    """Add a scene with the entered fields of another, but for those that are given, and return its id."""
    values = _values(tx, "scene", [scene_id])[scene_id]
    made: dict[str, Value] = {"coder_id": tx.coder_id, "created_at": tx.started_at, "deleted_at": None}
    return tx.insert("scene", **{**values, **made, **changed})


def copy_rows(
    tx: Transaction, table: str, row_ids: Sequence[int], scene_id: int, copies: Copies, **changed: Value
) -> None:
    """Copy rows into a scene, with other values where they are given, and note the copies."""
    rows = _values(tx, table, row_ids)
    references = tx.images.shape(table).references
    made: list[dict[str, Value]] = []
    for row_id in row_ids:
        values = {**rows[row_id], **changed, "scene_id": scene_id}
        for column, target in references:
            if target in copies and values.get(column) is not None:
                values[column] = copies[target].get(int(str(values[column])), values[column])
        made.append(values)
    ids = tx.insert_many(table, made)
    copies.setdefault(table, {}).update(zip(row_ids, ids, strict=True))


def copy_targets(tx: Transaction, wielding_ids: Collection[int], copies: Copies) -> None:
    """Aim the copies of uses at the copies of those whom the uses go against."""
    for wielding_id in wielding_ids:
        for (combatant_id,) in tx.rows(_AIMED, (wielding_id,)):
            aim(tx, copies["wielding"][wielding_id], copies["combatant"][combatant_id])


def copy_term(tx: Transaction, term_id: int, scene_id: int, copies: Copies) -> None:
    """Say of a scene, or of the copies of a beat and of a combatant there, what a term says."""
    ((concept_id, beat_id, combatant_id),) = tx.rows(_TERM, (term_id,))
    about = {"beat_id": _copy(copies, "beat", beat_id), "combatant_id": _copy(copies, "combatant", combatant_id)}
    put_term(tx, scene_id, concept_id, **about)


def duplicate_scene(tx: Transaction, /, scene_id: int) -> int:
    """Add a scene that is as another one is, with all that is in it and its picture, and return its id."""
    new_id = copy_scene_row(tx, scene_id)
    copies: Copies = {}
    for table in ("side", "beat", "combatant", "wielding", "thumbnail"):
        copy_rows(tx, table, ids_in(tx, table, scene_id), new_id, copies)
    later = {copies["wielding"][row[0]]: row[1] for row in tx.rows(_FOLLOWING, (scene_id,))}
    follows = {row_id: {"previous_id": copies["wielding"].get(before, before)} for row_id, before in later.items()}
    tx.update_many("wielding", follows)
    copy_targets(tx, copies["wielding"], copies)
    for term_id in ids_in(tx, "scene_term", scene_id):
        copy_term(tx, term_id, new_id, copies)
    return new_id


def ids_in(tx: Transaction, table: str, scene_id: int) -> list[int]:
    """Return the rows of a table that are in a scene, in the order in which they were added."""
    return [row[0] for row in tx.rows(f"SELECT id FROM {table} WHERE scene_id = ? ORDER BY id", (scene_id,))]  # noqa: S608 - our names


_AIMED = "SELECT combatant_id FROM wielding_target WHERE wielding_id = ? ORDER BY id"
_TERM = "SELECT concept_id, beat_id, combatant_id FROM scene_term WHERE id = ?"
_FOLLOWING = "SELECT id, previous_id FROM wielding WHERE scene_id = ? AND previous_id IS NOT NULL"


def _values(tx: Transaction, table: str, row_ids: Sequence[int]) -> dict[int, dict[str, Value]]:
    names = [name for name in tx.images.shape(table).columns if name not in ("id", "uuid")]
    rows = tx.images.read(table, ("id", *names), row_ids)
    return {row_id: dict(zip(names, rows[row_id][1:], strict=True)) for row_id in row_ids}


def _copy(copies: Mapping[str, Mapping[int, int]], table: str, row_id: int | None) -> int | None:
    return None if row_id is None else copies.get(table, {}).get(row_id, row_id)
