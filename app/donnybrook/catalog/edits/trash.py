"""Empties the trash: scenes in it, and everything in them, are deleted row by row, so that undo brings them back."""

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import Connection

_TRASHED = "SELECT id FROM scene WHERE deleted_at IS NOT NULL"
_WIELDINGS = f"SELECT id FROM wielding WHERE scene_id IN ({_TRASHED})"  # noqa: S608 - no part of it comes from outside
# What is in a scene; whatever refers to a row goes before it.
_INSIDE = ("wielding_target", "scene_term", "thumbnail", "wielding", "combatant", "beat", "side")


def read_trash(connection: Connection) -> list[int]:
    """Return the scenes in the trash, the last deleted first."""
    return [row[0] for row in connection.execute(f"{_TRASHED} ORDER BY deleted_at DESC, id DESC")]


def empty_trash(tx: Transaction, /) -> int:
    """Delete the scenes in the trash for good (undo alone brings them back); returns how many there were."""
    scene_ids = [row[0] for row in tx.rows(_TRASHED)]
    # The same object may have been used before in another scene, or later in a row with a smaller id.
    for (wielding_id,) in tx.rows(f"SELECT id FROM wielding WHERE previous_id IN ({_WIELDINGS})"):  # noqa: S608
        tx.update("wielding", wielding_id, previous_id=None)
    for table in _INSIDE:
        inside = f"SELECT id FROM {table} WHERE scene_id IN ({_TRASHED})"  # noqa: S608 - our names
        if table == "wielding_target":
            inside = f"SELECT id FROM wielding_target WHERE wielding_id IN ({_WIELDINGS})"  # noqa: S608
        tx.delete_many(table, [row[0] for row in tx.rows(inside)])
    tx.delete_many("scene", scene_ids)
    return len(scene_ids)
