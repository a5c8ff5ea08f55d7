"""Edits that make one reading of a fight say what another says, in one thing. Knows no measure of agreement."""

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.bulk import take_weapon_off
from donnybrook.catalog.edits.contents import (
    add_beat,
    add_combatant,
    add_side,
    add_wielding,
    change_beat,
    change_wielding,
    remove_combatant,
)
from donnybrook.catalog.edits.copying import duplicate_scene
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.catalog.folding import fold
from donnybrook.catalog.records import Beat, Combatant


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


def bring_combatant(tx: Transaction, /, scene_id: int, said: Combatant, side: str) -> int:
    """Add a combatant as another reading has them, on the side that is called so there; returns their id."""
    values = {"headcount": said.headcount, "outcome": said.outcome, "note": said.note}
    return add_combatant(tx, scene_id, said.label, side_id=_side(tx, scene_id, side), **values)


def send_combatant_off(tx: Transaction, /, scene_id: int, label: str) -> int:
    """Take who goes by a name out of a scene; returns how many did. What they wielded stays, in nobody's hands."""
    called = tx.rows("SELECT id, label FROM combatant WHERE scene_id = ?", (scene_id,))
    found = [combatant_id for combatant_id, name in called if fold(name) == fold(label)]
    for combatant_id in found:
        for (wielding_id,) in tx.rows("SELECT id FROM wielding WHERE combatant_id = ?", (combatant_id,)):
            change_wielding(tx, wielding_id, combatant_id=None)
        remove_combatant(tx, combatant_id)
    return len(found)


def bring_beat(tx: Transaction, /, scene_id: int, said: Beat, upper_hand: str) -> int:
    """Add a beat as another reading has it; ``upper_hand`` is what the side is called that has it. Returns its id."""
    beat_id = add_beat(tx, scene_id, in_us=said.in_us, out_us=said.out_us, label=said.label, note=said.note)
    give_upper_hand(tx, scene_id, beat_id, upper_hand)
    return beat_id


def give_upper_hand(tx: Transaction, /, scene_id: int, beat_id: int, side: str) -> bool:
    """Say which side has the upper hand in a beat, by what it is called; '' is none."""
    return change_beat(tx, beat_id, upper_hand_side_id=_side(tx, scene_id, side))


def _side(tx: Transaction, scene_id: int, label: str) -> int | None:
    """Return the side of a scene that is called so, made if need be; None for ''."""
    if not label:
        return None
    sides = tx.rows("SELECT id, label FROM side WHERE scene_id = ? ORDER BY position, id", (scene_id,))
    found = next((int(side_id) for side_id, name in sides if fold(name) == fold(label)), None)
    return add_side(tx, scene_id, label) if found is None else found


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
