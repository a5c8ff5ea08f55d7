"""Edits of what is inside a scene: sides, combatants, beats, wieldings, terms, one row at a time."""

import json
from collections.abc import Mapping, Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.codes import check_codes
from donnybrook.catalog.edits.links import aim, put_term
from donnybrook.catalog.edits.scenes import check_times, next_position
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import EntryProblem, Gone


def add_side(tx: Transaction, /, scene_id: int, label: str, *, role: str = "") -> int:
    """Add a side and return its id; raises ``EntryProblem`` for a role that is none."""
    check_codes(tx, "side", {"role": role})
    position = next_position(tx, "side", scene_id)
    return tx.insert("side", scene_id=scene_id, label=label.strip(), role=role, position=position)


def change_side(tx: Transaction, /, side_id: int, **values: Value) -> bool:
    """Change a side's ``label`` or ``role``; raises ``EntryProblem`` for an empty label, or a role that is none."""
    if "label" in values:
        values["label"] = str(values["label"]).strip()
        if not values["label"]:
            raise EntryProblem("label", "A side needs a name.")
    check_codes(tx, "side", values)
    return tx.update("side", side_id, **values)


def add_combatant(tx: Transaction, /, scene_id: int, label: str, **values: Value) -> int:
    """Add a combatant and return their id; ``values`` and what is refused are as in ``change_combatant``.

    Who has the name of a character of the film is that character.
    """
    _check_combatant(tx, {**values, "label": label})
    position = next_position(tx, "combatant", scene_id)
    sql = """
        SELECT c.id FROM character c JOIN version v USING (film_id) JOIN scene s ON s.version_id = v.id
        WHERE s.id = ? AND c.name = ?
    """
    said: dict[str, Value] = {
        "label": label.strip(),
        "headcount": 1,
        "character_id": tx.value(sql, (scene_id, label.strip())),
    }
    return tx.insert("combatant", scene_id=scene_id, position=position, **{**said, **values})


def change_combatant(tx: Transaction, /, combatant_id: int, **values: Value) -> bool:
    """Change a combatant's ``label``, ``side_id``, ``headcount``, ``outcome`` or ``note``.

    Raises ``EntryProblem`` for an empty label, a headcount below 1, or an outcome that is none.
    """
    _check_combatant(tx, values)
    return tx.update("combatant", combatant_id, **values)


def _check_combatant(tx: Transaction, values: Mapping[str, Value]) -> None:
    if not str(values.get("label", "-")).strip():
        raise EntryProblem("label", "A combatant needs a name, or words for who they are.")
    headcount = values.get("headcount")
    if headcount is not None and int(str(headcount)) < 1:
        raise EntryProblem("headcount", "A headcount is at least 1.")
    check_codes(tx, "combatant", values)


def remove_combatant(tx: Transaction, /, combatant_id: int) -> None:
    """Remove a combatant with what they wield; what was aimed at them, or done by them, stays without them."""
    for (wielding_id,) in tx.rows("SELECT id FROM wielding WHERE combatant_id = ?", (combatant_id,)):
        remove_wielding(tx, wielding_id)
    for (target_id,) in tx.rows("SELECT id FROM wielding_target WHERE combatant_id = ?", (combatant_id,)):
        tx.delete("wielding_target", target_id)
    for (term_id,) in tx.rows("SELECT id FROM scene_term WHERE combatant_id = ?", (combatant_id,)):
        credit_term(tx, term_id, None)
    tx.delete("combatant", combatant_id)


def remove_side(tx: Transaction, /, side_id: int) -> None:
    """Remove a side; its combatants stay, on no side."""
    for (combatant_id,) in tx.rows("SELECT id FROM combatant WHERE side_id = ?", (side_id,)):
        tx.update("combatant", combatant_id, side_id=None)
    for (beat_id,) in tx.rows("SELECT id FROM beat WHERE upper_hand_side_id = ?", (side_id,)):
        tx.update("beat", beat_id, upper_hand_side_id=None)
    tx.delete("side", side_id)


def add_wielding(
    tx: Transaction,
    /,
    scene_id: int,
    weapon_id: int,
    *,
    target_ids: tuple[int, ...] = (),
    improvised: bool = False,
    **values: Value,
) -> int:
    """Add a wielding and return its id; ``values`` and what is refused are as in ``change_wielding``."""
    said: dict[str, Value] = {"scene_id": scene_id, "weapon_id": weapon_id, "improvised": int(improvised)}
    check_times(_us(values.get("from_us")), _us(values.get("to_us")), "from_us", "to_us")
    check_codes(tx, "wielding", values)
    position = next_position(tx, "wielding", scene_id)
    wielding_id = tx.insert("wielding", position=position, **{**values, **said})
    if values.get("previous_id") is not None:
        _check_previous(tx, wielding_id, int(str(values["previous_id"])))
    set_targets(tx, wielding_id, target_ids)
    return wielding_id


def add_weapon_to(tx: Transaction, /, scene_ids: Sequence[int], weapon_id: int, *, improvised: bool = False) -> int:
    """Say of many scenes that a weapon is used in them, by nobody named; returns how many did not have it so yet."""
    among = json.dumps(sorted(scene_ids))  # in the order of the file
    sql = """
        SELECT s.id, s.uuid, (SELECT coalesce(max(position), -1) + 1 FROM wielding w WHERE w.scene_id = s.id)
        FROM json_each(?1) wanted JOIN scene s ON s.id = wanted.value
        WHERE NOT EXISTS (SELECT 1 FROM wielding w WHERE w.scene_id = s.id AND w.weapon_id = ?2)
    """
    found = tx.rows(sql, (among, weapon_id))
    tx.images.learn("scene", [row[:2] for row in found])
    said: dict[str, Value] = {"weapon_id": weapon_id, "improvised": int(improvised)}
    uses = [{"scene_id": scene_id, "position": position, **said} for scene_id, _, position in found]
    tx.insert_many("wielding", uses)
    return len(uses)


def change_wielding(tx: Transaction, /, wielding_id: int, **values: Value) -> bool:
    """Change columns of a wielding, such as ``weapon_id``, ``combatant_id``, ``improvised``, ``acquired``.

    ``previous_id`` is the use before this one of the same object. Raises ``EntryProblem`` if the times are impossible,
    a code is none of its list, or an object would have been in the hands it is in before it came there.
    """
    row = tx.rows("SELECT from_us, to_us FROM wielding WHERE id = ?", (wielding_id,))
    if not row:
        raise Gone(f"no wielding {wielding_id}")
    check_times(_us(values.get("from_us", row[0][0])), _us(values.get("to_us", row[0][1])), "from_us", "to_us")
    check_codes(tx, "wielding", values)
    if values.get("previous_id") is not None:
        _check_previous(tx, wielding_id, int(str(values["previous_id"])))
    return tx.update("wielding", wielding_id, **values)


def _check_previous(tx: Transaction, wielding_id: int, previous_id: int) -> None:
    # UNION, not UNION ALL: an end even where two merged copies have closed a circle.
    sql = """
        WITH RECURSIVE earlier (id) AS (
            VALUES (?1) UNION SELECT w.previous_id FROM wielding w JOIN earlier USING (id) WHERE w.previous_id NOT NULL)
        SELECT (SELECT count(*) FROM earlier WHERE id = ?2),
            (SELECT count(DISTINCT scene_id) FROM wielding WHERE id IN (?1, ?2))
    """
    (comes_round, scenes) = tx.rows(sql, (previous_id, wielding_id))[0]
    if comes_round:
        raise EntryProblem("previous_id", "The object can't have been in these hands before it came into them.")
    if scenes != 1:
        raise EntryProblem("previous_id", "The same object can only be followed inside one fight.")


def set_targets(tx: Transaction, /, wielding_id: int, target_ids: tuple[int, ...]) -> None:
    """Say against whom a wielding goes."""
    sql = "SELECT combatant_id, id FROM wielding_target WHERE wielding_id = ?"
    present: dict[int, int] = dict(tx.rows(sql, (wielding_id,)))
    for combatant_id in set(present) - set(target_ids):
        tx.delete("wielding_target", present[combatant_id])
    for combatant_id in dict.fromkeys(target_ids):
        if combatant_id not in present:
            aim(tx, wielding_id, combatant_id)


def remove_wielding(tx: Transaction, /, wielding_id: int) -> None:
    """Remove a wielding; an object that went on from it comes from the hands before."""
    for (target_id,) in tx.rows("SELECT id FROM wielding_target WHERE wielding_id = ?", (wielding_id,)):
        tx.delete("wielding_target", target_id)
    before = tx.value("SELECT previous_id FROM wielding WHERE id = ?", (wielding_id,))
    for (later_id,) in tx.rows("SELECT id FROM wielding WHERE previous_id = ?", (wielding_id,)):
        tx.update("wielding", later_id, previous_id=before)
    tx.delete("wielding", wielding_id)


def remove_term(tx: Transaction, /, term_id: int) -> None:
    """Take a term off."""
    tx.delete("scene_term", term_id)


def credit_term(tx: Transaction, /, term_id: int, combatant_id: int | None) -> None:
    """Say by whom a technique or camera term is; where that is said already, it is said once."""
    sql = """
        SELECT o.id FROM scene_term t JOIN scene_term o ON o.scene_id = t.scene_id AND o.concept_id = t.concept_id
            AND o.beat_id IS t.beat_id AND o.combatant_id IS ?2 AND o.id <> t.id WHERE t.id = ?1
    """
    if tx.value(sql, (term_id, combatant_id)) is None:
        tx.update("scene_term", term_id, combatant_id=combatant_id)
    else:
        remove_term(tx, term_id)


def change_term(tx: Transaction, /, term_id: int, **values: Value) -> int:
    """Change a term's ``concept_id``, ``beat_id`` or ``combatant_id``, and return the id of the row that says so now.

    What is said already is said once.
    """
    names = ("scene_id", "concept_id", "beat_id", "combatant_id")
    row = tx.rows(f"SELECT {', '.join(names)} FROM scene_term WHERE id = ?", (term_id,))  # noqa: S608 - our own names
    if not row:
        raise Gone(f"no term {term_id}")
    before = dict(zip(names, row[0], strict=True))
    said = {name: values.get(name, value) for name, value in before.items()}
    if said == before:
        return term_id
    remove_term(tx, term_id)
    scene_id, concept_id, beat_id, combatant_id = said.values()
    return put_term(tx, scene_id, concept_id, beat_id=beat_id, combatant_id=combatant_id)


def add_beat(tx: Transaction, /, scene_id: int, **values: Value) -> int:
    """Add a beat and return its id; ``values`` and what is refused are as in ``change_beat``."""
    check_times(_us(values.get("in_us")), _us(values.get("out_us")))
    return tx.insert("beat", scene_id=scene_id, position=next_position(tx, "beat", scene_id), **values)


def change_beat(tx: Transaction, /, beat_id: int, **values: Value) -> bool:
    """Change a beat's ``in_us``, ``out_us``, ``label``, ``note`` or ``upper_hand_side_id``.

    Raises ``EntryProblem`` if the times are impossible.
    """
    row = tx.rows("SELECT in_us, out_us FROM beat WHERE id = ?", (beat_id,))
    if not row:
        raise Gone(f"no beat {beat_id}")
    check_times(_us(values.get("in_us", row[0][0])), _us(values.get("out_us", row[0][1])))
    return tx.update("beat", beat_id, **values)


def _us(value: Value) -> int | None:
    return None if value is None else int(str(value))


def remove_beat(tx: Transaction, /, beat_id: int) -> None:
    """Remove a beat with the terms that were on it alone; what was wielded in it stays in the scene."""
    for (wielding_id,) in tx.rows("SELECT id FROM wielding WHERE beat_id = ?", (beat_id,)):
        tx.update("wielding", wielding_id, beat_id=None)
    for (term_id,) in tx.rows("SELECT id FROM scene_term WHERE beat_id = ?", (beat_id,)):
        tx.delete("scene_term", term_id)
    tx.delete("beat", beat_id)
