"""Edits of rows that only say that things belong together: whom a wielding is aimed at, which term a scene has.

Such a row has the identity of what it says, so two people who say the same on two copies say it once.
"""

from collections.abc import Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.identity import derived_uuid, new_uuid
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import Gone


def aim(tx: Transaction, /, wielding_id: int, combatant_id: int) -> int:
    """Say that a wielding goes against a combatant, and return the row's id."""
    return aim_all(tx, [(wielding_id, combatant_id)])[0]


def aim_all(tx: Transaction, /, aims: Sequence[tuple[int, int]]) -> list[int]:
    """Say so of several wieldings, each with a combatant, and return the rows' ids; nothing may be said twice."""
    uses = tx.images.uuids_of("wielding", {wielding_id for wielding_id, _ in aims})
    people = tx.images.uuids_of("combatant", {combatant_id for _, combatant_id in aims})
    gone = next(((use, who) for use, who in aims if use not in uses or who not in people), None)
    if gone is not None:
        raise Gone(f"no wielding {gone[0]}, or no combatant {gone[1]}")
    named = [derived_uuid("target", uses[use], people[who]) for use, who in aims]
    taken = tx.images.ids_of("wielding_target", named)
    rows: list[dict[str, Value]] = [
        {"uuid": new_uuid() if uuid in taken else uuid, "wielding_id": use, "combatant_id": who}
        for uuid, (use, who) in zip(named, aims, strict=True)
    ]
    return tx.insert_many("wielding_target", rows)


def put_term(
    tx: Transaction, /, scene_id: int, concept_id: int, *, beat_id: int | None = None, combatant_id: int | None = None
) -> int:
    """Put a technique, camera term or theme on a scene or a beat, once, and return the row's id."""
    sql = "SELECT id FROM scene_term WHERE scene_id = ? AND concept_id = ? AND beat_id IS ? AND combatant_id IS ?"
    found = tx.value(sql, (scene_id, concept_id, beat_id, combatant_id))
    if found is not None:
        return int(str(found))
    names = [tx.images.uuid_of("scene", scene_id), tx.images.uuid_of("concept", concept_id)]
    names.append("" if beat_id is None else tx.images.uuid_of("beat", beat_id))
    names.append("" if combatant_id is None else tx.images.uuid_of("combatant", combatant_id))
    identity = term_identity(tx, *names)
    values = {"concept_id": concept_id, "beat_id": beat_id, "combatant_id": combatant_id}
    return tx.insert("scene_term", uuid=identity, scene_id=scene_id, **values)


def term_identity(tx: Transaction, scene: str, concept: str, beat: str = "", combatant: str = "") -> str:
    """Return the identity of the row that puts a term on a scene; all are named by their UUIDs."""
    return free_identity(tx, "scene_term", derived_uuid("term", scene, concept, beat, combatant))


def free_identity(tx: Transaction, table: str, identity: str) -> str:
    """Return an identity that says what a row means, or a new one where another row has it."""
    # A row may have been changed to say something else since (its concept merged into another).
    try:
        tx.images.id_of(table, identity)
    except Gone:
        return identity
    return new_uuid()
