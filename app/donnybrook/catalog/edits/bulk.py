"""Edits of many scenes at once, row by row under the journal: each is one thing to undo. Knows no query."""

import json
from collections.abc import Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.edits.codes import check_codes
from donnybrook.catalog.edits.contents import remove_wielding
from donnybrook.catalog.edits.links import term_identity
from donnybrook.catalog.edits.retiming import retime_scenes
from donnybrook.catalog.edits.vocabulary import scheme_of
from donnybrook.catalog.identity import derived_uuid
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import EntryProblem
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


def replace_weapon(tx: Transaction, /, scene_ids: Sequence[int], weapon_id: int, other_id: int) -> int:
    """Say another weapon wherever one is used in many scenes; who uses it and how stays. Returns how many uses.

    Raises ``EntryProblem`` if the other is a term of another kind.
    """
    _check_kinds(tx, weapon_id, other_id)
    sql = f"SELECT id FROM wielding WHERE weapon_id = ? AND scene_id {AMONG}"  # noqa: S608 - ours
    rows = [row[0] for row in tx.rows(sql, (weapon_id, json.dumps(list(scene_ids))))]
    return tx.update_many("wielding", {row: {"weapon_id": other_id} for row in rows})


def replace_term(tx: Transaction, /, scene_ids: Sequence[int], concept_id: int, other_id: int) -> int:
    """Say another term wherever one is said of many scenes, of their beats and people; returns how many said so.

    Where the other is said already, it is said once. Raises ``EntryProblem`` if the other is of another kind.
    """
    _check_kinds(tx, concept_id, other_id)
    if concept_id == other_id:
        return 0
    sql = """
        SELECT t.id, EXISTS (SELECT 1 FROM scene_term o WHERE o.scene_id = t.scene_id AND o.concept_id = ?2
            AND o.beat_id IS t.beat_id AND o.combatant_id IS t.combatant_id)
        FROM scene_term t WHERE t.concept_id = ?1 AND t.scene_id IN (SELECT value FROM json_each(?3))
    """
    found = tx.rows(sql, (concept_id, other_id, json.dumps(list(scene_ids))))
    tx.delete_many("scene_term", [row_id for row_id, is_there in found if is_there])
    tx.update_many("scene_term", {row_id: {"concept_id": other_id} for row_id, is_there in found if not is_there})
    return len(found)


def _check_kinds(tx: Transaction, concept_id: int, other_id: int) -> None:
    if scheme_of(tx, concept_id) != scheme_of(tx, other_id):
        raise EntryProblem("concept", "Only a term of the same kind can take its place.")


def move_scenes(tx: Transaction, /, scene_ids: Sequence[int], by_us: int) -> int:
    """Move many scenes in time, with all that is in them; returns how many times were moved.

    Raises ``EntryProblem`` if one would come to lie before the film.
    """
    return retime_scenes(tx, scene_ids, lambda time_us: time_us + by_us)


def assign_coder(tx: Transaction, /, scene_ids: Sequence[int], name: str) -> int:
    """Say who coded many scenes; returns of how many it was somebody else. Raises ``EntryProblem`` without a name."""
    if not name.strip():
        raise EntryProblem("coder", "A coder needs a name.")
    coder_id = tx.bring_coder(derived_uuid("coder", name.strip()), name.strip())
    return tx.update_many("scene", {scene_id: {"coder_id": coder_id} for scene_id in sorted(scene_ids)})


def trash_scenes(tx: Transaction, /, scene_ids: Sequence[int]) -> int:
    """Put many scenes in the trash; returns how many were not there yet."""
    fresh = f"SELECT id FROM scene WHERE deleted_at IS NULL AND id {AMONG}"  # noqa: S608 - ours
    rows = [row[0] for row in tx.rows(fresh, (json.dumps(list(scene_ids)),))]
    return tx.update_many("scene", {row: {"deleted_at": tx.started_at} for row in rows})


def restore_scenes(tx: Transaction, /, scene_ids: Sequence[int]) -> int:
    """Take many scenes out of the trash; returns how many were there."""
    return tx.update_many("scene", {scene_id: {"deleted_at": None} for scene_id in scene_ids})
