"""Edits of what is kept of searching: saved searches, and collections of scenes in an order made by hand.

A scene stands in a collection once, under an identity that says just that, so that two people who put it there on two
copies put it there once. Places are numbers with room between them: moving a scene changes that one row.
"""

from collections.abc import Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.links import free_identity
from donnybrook.catalog.edits.names import checked_name, row_called
from donnybrook.catalog.identity import derived_uuid
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import EntryProblem

_CLOSEST = 1e-6  # places that lie closer are spread out anew


def save_query(tx: Transaction, /, name: str, query: str) -> int:
    """Save a search under a name, in place of one that had it; returns its id. Raises ``EntryProblem`` for no name."""
    named = row_called(tx, "saved_query", name)
    if named is not None:
        tx.update("saved_query", named, query=query)
        return named
    return tx.insert("saved_query", name=checked_name(name), query=query, position=_last(tx, "saved_query"))


def rename_query(tx: Transaction, /, query_id: int, name: str) -> None:
    """Call a saved search otherwise; raises ``EntryProblem`` for a taken name, for none, or if it is gone."""
    _rename(tx, "saved_query", query_id, name)


def forget_query(tx: Transaction, /, query_id: int) -> None:
    """Delete a saved search; raises ``EntryProblem`` if it is gone."""
    _check_there(tx, "saved_query", query_id)
    tx.delete("saved_query", query_id)


def add_collection(tx: Transaction, /, name: str, note: str = "") -> int:
    """Make a collection and return its id; raises ``EntryProblem`` if there is one of that name, or it is none."""
    if row_called(tx, "collection", name) is not None:
        raise EntryProblem("name", f"There is a collection “{name.strip()}” already.")
    return tx.insert("collection", name=checked_name(name), note=note, position=_last(tx, "collection"))


def rename_collection(tx: Transaction, /, collection_id: int, name: str) -> None:
    """Call a collection otherwise; raises ``EntryProblem`` for a taken name, for none, or if it is gone."""
    _rename(tx, "collection", collection_id, name)


def delete_collection(tx: Transaction, /, collection_id: int) -> None:
    """Delete a collection; its scenes stay where they are. Raises ``EntryProblem`` if it is gone."""
    _check_there(tx, "collection", collection_id)
    rows = tx.rows("SELECT id FROM collection_scene WHERE collection_id = ?", (collection_id,))
    tx.delete_many("collection_scene", [row[0] for row in rows])
    tx.delete("collection", collection_id)


def collect(tx: Transaction, /, collection_id: int, scene_ids: Sequence[int]) -> int:
    """Put scenes at the end of a collection, in the order given; returns how many were not in it yet.

    Scenes that are gone are left out. Raises ``EntryProblem`` if the collection is gone.
    """
    _check_there(tx, "collection", collection_id)
    present = {
        row[0] for row in tx.rows("SELECT scene_id FROM collection_scene WHERE collection_id = ?", (collection_id,))
    }
    there = tx.images.uuids_of("scene", frozenset(scene_ids))
    fresh = [each for each in dict.fromkeys(scene_ids) if each in there and each not in present]
    last = tx.value("SELECT coalesce(max(position), 0) FROM collection_scene WHERE collection_id = ?", (collection_id,))
    collection = tx.images.uuid_of("collection", collection_id)
    rows: list[dict[str, Value]] = [
        {
            "uuid": _identity(tx, collection, scene_id),
            "collection_id": collection_id,
            "scene_id": scene_id,
            "position": float(str(last)) + place,
        }
        for place, scene_id in enumerate(fresh, 1)
    ]
    tx.insert_many("collection_scene", rows)
    return len(rows)


def leave_out(tx: Transaction, /, collection_id: int, scene_ids: Sequence[int]) -> int:
    """Take scenes out of a collection; returns how many were in it."""
    wanted = set(scene_ids)
    rows = tx.rows("SELECT id, scene_id FROM collection_scene WHERE collection_id = ?", (collection_id,))
    gone = [row_id for row_id, scene_id in rows if scene_id in wanted]
    tx.delete_many("collection_scene", gone)
    return len(gone)


def move_in_collection(tx: Transaction, /, collection_id: int, scene_ids: Sequence[int], place: int) -> None:
    """Give scenes another place in a collection, one after the other: 0 is the first, as counted without them.

    What is in the trash is not counted. Raises ``EntryProblem`` if one is not in it, or is in the trash.
    """
    rows = tx.rows(_IN_ORDER, (collection_id,))
    by_scene = {row[1]: row for row in rows}
    if not all(each in by_scene for each in scene_ids):
        raise EntryProblem("scene", "The fight is not in that collection.")
    moved = [by_scene[each] for each in dict.fromkeys(scene_ids)]
    if any(row[3] is not None for row in moved):
        raise EntryProblem("scene", "The fight is in the trash. Take it out of there first.")
    staying = [row for row in rows if row not in moved]
    others = [row for row in staying if row[3] is None]
    place = max(0, min(place, len(others)))
    step = 1 / (len(moved) + 1)
    low = others[place - 1][2] if place else (others[0][2] - 1 / step if others else 0)
    high = others[place][2] if place < len(others) else low + 1 / step
    if (high - low) * step > _CLOSEST:
        positions = {row[0]: {"position": low + (high - low) * step * at} for at, row in enumerate(moved, 1)}
        tx.update_many("collection_scene", positions)
        return
    at = staying.index(others[place]) if place < len(others) else len(staying)
    order = [*staying[:at], *moved, *staying[at:]]
    tx.update_many("collection_scene", {row[0]: {"position": float(at)} for at, row in enumerate(order, 1)})


_IN_ORDER = """
    SELECT k.id, k.scene_id, k.position, s.deleted_at FROM collection_scene k JOIN scene s ON s.id = k.scene_id
    WHERE k.collection_id = ? ORDER BY k.position, k.id
"""


def _identity(tx: Transaction, collection: str, scene_id: int) -> str:
    return free_identity(
        tx, "collection_scene", derived_uuid("collected", collection, tx.images.uuid_of("scene", scene_id))
    )


_CALLED = {"saved_query": "saved search", "collection": "collection"}


def _rename(tx: Transaction, table: str, row_id: int, name: str) -> None:
    _check_there(tx, table, row_id)
    named = row_called(tx, table, name)
    if named not in (None, row_id):
        raise EntryProblem("name", f"There is a {_CALLED[table]} “{checked_name(name)}” already: choose another name.")
    tx.update(table, row_id, name=checked_name(name))


def _check_there(tx: Transaction, table: str, row_id: int) -> None:
    if not tx.rows(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)):  # noqa: S608 - our names
        raise EntryProblem("name", f"That {_CALLED[table]} is there no longer: it was deleted meanwhile.")


def _last(tx: Transaction, table: str) -> Value:
    return tx.value(f"SELECT coalesce(max(position), -1) + 1 FROM {table}")  # noqa: S608 - our names
