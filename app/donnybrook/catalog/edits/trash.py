"""Deletes scenes and everything in them, row by row, so that undo brings them back: those in the trash, or others."""

import json
from collections.abc import Collection, Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import AMONG, Connection

_TRASHED = "SELECT id FROM scene WHERE deleted_at IS NOT NULL"
_WIELDINGS = f"SELECT id FROM wielding WHERE scene_id {AMONG}"  # noqa: S608 - no part of it comes from outside
# What is in a scene; whatever refers to a row goes before it.
_INSIDE = ("wielding_target", "scene_term", "thumbnail", "collection_scene", "wielding", "combatant", "beat", "side")


def read_trash(connection: Connection) -> list[int]:
    """Return the scenes in the trash, the last deleted first."""
    return [row[0] for row in connection.execute(f"{_TRASHED} ORDER BY deleted_at DESC, id DESC")]


def empty_trash(tx: Transaction, /, only: Collection[int] | None = None) -> int:
    """Delete the scenes in the trash for good (undo alone brings them back); returns how many there were.

    Where ``only`` some are meant, others in the trash stay there.
    """
    scene_ids = [row[0] for row in tx.rows(_TRASHED) if only is None or row[0] in only]
    delete_scenes(tx, scene_ids)
    return len(scene_ids)


def delete_scenes(tx: Transaction, /, scene_ids: Sequence[int]) -> None:
    """Delete scenes for good, wherever they are; undo alone brings them back."""
    among = (json.dumps(list(scene_ids)),)
    # The same object may have been used before in another scene, or later in a row with a smaller id.
    for (wielding_id,) in tx.rows(f"SELECT id FROM wielding WHERE previous_id IN ({_WIELDINGS})", among):  # noqa: S608
        tx.update("wielding", wielding_id, previous_id=None)
    for table in _INSIDE:
        inside = f"SELECT id FROM {table} WHERE scene_id {AMONG}"  # noqa: S608 - our names
        if table == "wielding_target":
            inside = f"SELECT id FROM wielding_target WHERE wielding_id IN ({_WIELDINGS})"  # noqa: S608
        tx.delete_many(table, [row[0] for row in tx.rows(inside, among)])
    tx.delete_many("scene", list(scene_ids))
