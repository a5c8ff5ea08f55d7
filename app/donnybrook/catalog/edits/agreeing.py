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
from donnybrook.catalog.records import Beat, Combatant, Scene


def copy_into_layer(tx: Transaction, /, scene_id: int, layer: str) -> int:
    """Add a fight to another layer as it is, with all that is in it, and return its id there."""
    copy = duplicate_scene(tx, scene_id)
    change_scene(tx, copy, layer=layer)
    return copy


def say_same_weapon(tx: Transaction, /, weapon_id: int, word: str, said: Scene, scene_id: int) -> int:
    """Have a scene say of one weapon what another reading says, which may be of another catalog; returns how many uses.

    ``word`` is the weapon's folded label there. Combatants are the same who go by the same name; where there is none,
    nobody is named. A beat is the same that has the same label and times. A use that went on from one of another weapon
    goes on from none.
    """
    take_weapon_off(tx, [scene_id], weapon_id)
    here = _Here(tx, scene_id, said)
    uses = [use for use in said.wieldings if fold(use.weapon) == word]
    made: dict[int, int] = {}
    for use in uses:
        made[use.id] = add_wielding(
            tx,
            scene_id,
            weapon_id,
            target_ids=tuple(filter(None, map(here.combatant, use.target_ids))),
            improvised=use.improvised,
            combatant_id=here.combatant(use.combatant_id),
            beat_id=here.beat(use.beat_id),
            **{name: getattr(use, name) for name in _SAID},
        )
    for use in uses:
        if use.previous_id in made:
            change_wielding(tx, made[use.id], previous_id=made[use.previous_id])
    return len(uses)


class _Here:
    """Finds in a scene who and what another reading of it speaks of."""

    def __init__(self, tx: Transaction, scene_id: int, said: Scene) -> None:
        combatants = tx.rows("SELECT id, label FROM combatant WHERE scene_id = ? ORDER BY id DESC", (scene_id,))
        beats = tx.rows("SELECT id, label, in_us, out_us FROM beat WHERE scene_id = ? ORDER BY id DESC", (scene_id,))
        named = {fold(label): combatant_id for combatant_id, label in combatants}
        alike = {tuple(values): beat_id for beat_id, *values in beats}
        self._combatants = {each.id: named.get(fold(each.label)) for each in said.combatants}
        self._beats = {each.id: alike.get((each.label, each.in_us, each.out_us)) for each in said.beats}

    def combatant(self, their_id: int | None) -> int | None:
        return None if their_id is None else self._combatants.get(their_id)

    def beat(self, their_id: int | None) -> int | None:
        return None if their_id is None else self._beats.get(their_id)


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


_SAID = ("from_us", "to_us", "acquired", "ended", "manner", "certainty")
