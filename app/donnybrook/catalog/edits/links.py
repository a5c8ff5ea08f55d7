"""Edits of rows that only say that things belong together: whom a wielding is aimed at, which term a scene has.

Such a row has the identity of what it says, so two people who say the same on two copies say it once.
"""

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.identity import derived_uuid, new_uuid


def aim(tx: Transaction, /, wielding_id: int, combatant_id: int) -> int:
    """Say that a wielding goes against a combatant, and return the row's id."""
    names = (tx.images.uuid_of("wielding", wielding_id), tx.images.uuid_of("combatant", combatant_id))
    identity = free_identity(tx, "wielding_target", derived_uuid("target", *names))
    return tx.insert("wielding_target", uuid=identity, wielding_id=wielding_id, combatant_id=combatant_id)


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
    except LookupError:
        return identity
    return new_uuid()
