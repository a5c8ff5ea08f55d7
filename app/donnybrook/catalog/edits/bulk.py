"""Edits of many scenes at once, row by row under the journal: each is one thing to undo. Knows no query."""

import json
from collections.abc import Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.edits.codes import check_codes
from donnybrook.catalog.edits.contents import remove_wielding
from donnybrook.catalog.edits.links import term_identity
from donnybrook.catalog.images import Value
from donnybrook.catalog.scene_fields import FieldValue

_WITH = {
    "weapon": f"SELECT DISTINCT scene_id FROM wielding WHERE weapon_id = ? AND scene_id {AMONG}",  # noqa: S608 - ours
    "term": f"SELECT DISTINCT scene_id FROM scene_term WHERE concept_id = ? AND scene_id {AMONG}",  # noqa: S608 - ours
}
_ON_THE_WHOLE = "AND beat_id IS NULL AND combatant_id IS NULL"
_WITH["term on the whole"] = f"{_WITH['term']} {_ON_THE_WHOLE}"


def scenes_with(connection: Connection, kind: str, concept_id: int, scene_ids: Sequence[int]) -> list[int]:
    """Return those of some scenes that have a ``weapon``, a ``term``, or a ``term on the whole``: on no beat alone."""
    rows = connection.execute(_WITH[kind], (concept_id, json.dumps(list(scene_ids))))
    present = {row[0] for row in rows}
    return [each for each in scene_ids if each in present]


def change_scenes(tx: Transaction, /, scene_ids: Sequence[int], **values: FieldValue) -> int:
    """Change entered fields of many scenes alike, but for their times; returns how many are now other than before.

    Raises ``EntryProblem`` for a value that its closed list does not have.
    """
    check_codes(tx, "scene", values)
    said: dict[str, Value] = {**values}
    return tx.update_many("scene", dict.fromkeys(sorted(scene_ids), said))


def put_term_on(tx: Transaction, /, scene_ids: Sequence[int], concept_id: int) -> int:
    """Put a technique, camera term or theme on many scenes; returns how many did not have it as a whole yet."""
    having = set(scenes_with(tx.connection, "term on the whole", concept_id, scene_ids))
    lacking = sorted(set(scene_ids) - having)  # in the order of the file
    found = tx.rows(f"SELECT id, uuid FROM scene WHERE id {AMONG} ORDER BY id", (json.dumps(lacking),))  # noqa: S608
    tx.images.learn("scene", found)
    concept = tx.images.uuid_of("concept", concept_id)
    identities = [term_identity(tx, scene, concept) for _, scene in found]
    rows: list[dict[str, Value]] = [
        {"uuid": identity, "scene_id": scene_id, "concept_id": concept_id}
        for (scene_id, _), identity in zip(found, identities, strict=True)
    ]
    tx.insert_many("scene_term", rows)
    return len(rows)


def take_term_off(tx: Transaction, /, scene_ids: Sequence[int], concept_id: int) -> int:
    """Take a term off many scenes and their beats; returns how many rows said so."""
    sql = f"SELECT id FROM scene_term WHERE concept_id = ? AND scene_id {AMONG}"  # noqa: S608 - ours
    rows = [row[0] for row in tx.rows(sql, (concept_id, json.dumps(list(scene_ids))))]
    tx.delete_many("scene_term", rows)
    return len(rows)


def take_weapon_off(tx: Transaction, /, scene_ids: Sequence[int], weapon_id: int) -> int:
    """Remove every wielding of a weapon from many scenes; returns how many there were."""
    sql = f"SELECT id FROM wielding WHERE weapon_id = ? AND scene_id {AMONG}"  # noqa: S608 - ours
    rows = [row[0] for row in tx.rows(sql, (weapon_id, json.dumps(list(scene_ids))))]
    for row in rows:
        remove_wielding(tx, row)
    return len(rows)


def trash_scenes(tx: Transaction, /, scene_ids: Sequence[int]) -> int:
    """Put many scenes in the trash; returns how many were not there yet."""
    fresh = f"SELECT id FROM scene WHERE deleted_at IS NULL AND id {AMONG}"  # noqa: S608 - ours
    rows = [row[0] for row in tx.rows(fresh, (json.dumps(list(scene_ids)),))]
    return tx.update_many("scene", {row: {"deleted_at": tx.started_at} for row in rows})


def restore_scenes(tx: Transaction, /, scene_ids: Sequence[int]) -> int:
    """Take many scenes out of the trash; returns how many were there."""
    return tx.update_many("scene", {scene_id: {"deleted_at": None} for scene_id in scene_ids})
