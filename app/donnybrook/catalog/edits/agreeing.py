"""Edits that make one reading of a fight say what another says, in one thing. Knows no measure of agreement."""

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.bulk import take_weapon_off
from donnybrook.catalog.edits.contents import add_wielding, change_wielding
from donnybrook.catalog.edits.copying import duplicate_scene
from donnybrook.catalog.edits.scenes import change_scene


def copy_into_layer(tx: Transaction, /, scene_id: int, layer: str) -> int:
    """Add a fight to another layer as it is, with all that is in it, and return its id there."""
    copy = duplicate_scene(tx, scene_id)
    change_scene(tx, copy, layer=layer)
    return copy


def say_same_weapon(tx: Transaction, /, weapon_id: int, of_scene_id: int, scene_id: int) -> int:
    """Have a scene say of one weapon what another says: its uses there, or none; returns how many uses it says now.

    Combatants are the same who go by the same name; where there is none, nobody is named. A beat is the same that has
    the same label and times. A use that went on from one of another weapon goes on from none.
    """
    take_weapon_off(tx, [scene_id], weapon_id)
    names: dict[str, int] = dict(
        tx.rows("SELECT label, min(id) FROM combatant WHERE scene_id = ? GROUP BY label", (scene_id,))
    )
    found = tx.rows(_USES, (of_scene_id, weapon_id, scene_id))
    made: dict[int, int] = {}
    for wielding_id, who, improvised, _, *said in found:
        targets = [names[label] for (label,) in tx.rows(_TARGETS, (wielding_id,)) if label in names]
        made[wielding_id] = add_wielding(
            tx,
            scene_id,
            weapon_id,
            target_ids=tuple(targets),
            improvised=bool(improvised),
            combatant_id=names.get(who),
            **dict(zip(_SAID, said, strict=True)),
        )
    for wielding_id, _, _, previous_id, *_ in found:
        if previous_id in made:
            change_wielding(tx, made[wielding_id], previous_id=made[previous_id])
    return len(found)


_SAID = ("from_us", "to_us", "acquired", "ended", "manner", "certainty", "beat_id")
_USES = """
    SELECT w.id, c.label, w.improvised, w.previous_id, w.from_us, w.to_us, w.acquired, w.ended, w.manner, w.certainty,
        (SELECT min(same.id) FROM beat b JOIN beat same ON same.label = b.label AND same.in_us IS b.in_us
            AND same.out_us IS b.out_us WHERE b.id = w.beat_id AND same.scene_id = ?3)
    FROM wielding w LEFT JOIN combatant c ON c.id = w.combatant_id
    WHERE w.scene_id = ?1 AND w.weapon_id = ?2 ORDER BY w.position, w.id
"""
_TARGETS = """
    SELECT c.label FROM wielding_target t JOIN combatant c ON c.id = t.combatant_id
    WHERE t.wielding_id = ? ORDER BY t.id
"""
