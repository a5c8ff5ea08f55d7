"""Edits that take people and sides by their names, as forms do: whoever is not in the scene yet is put into it."""

from collections.abc import Sequence

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.contents import add_combatant, add_side, change_combatant, change_wielding, set_targets


def combatant_named(tx: Transaction, /, scene_id: int, name: str) -> int:
    """Return the id of the scene's combatant of that name, added if need be; raises ``EntryProblem`` for no name."""
    sql = "SELECT id FROM combatant WHERE scene_id = ? AND label = ? ORDER BY position LIMIT 1"
    found = tx.value(sql, (scene_id, name.strip()))
    return int(str(found)) if found is not None else add_combatant(tx, scene_id, name)


def join_side(tx: Transaction, /, scene_id: int, combatant_id: int, label: str) -> None:
    """Put a combatant on the side of that name, made if need be; on none for an empty one."""
    label = label.strip()
    side_id: int | None = None
    if label:
        found = tx.value("SELECT id FROM side WHERE scene_id = ? AND label = ? LIMIT 1", (scene_id, label))
        side_id = int(str(found)) if found is not None else add_side(tx, scene_id, label)
    change_combatant(tx, combatant_id, side_id=side_id)


def wield_by(tx: Transaction, /, scene_id: int, wielding_id: int, name: str) -> None:
    """Say by name who wields; nobody, for an empty one."""
    combatant_id = combatant_named(tx, scene_id, name) if name.strip() else None
    change_wielding(tx, wielding_id, combatant_id=combatant_id)


def aim_at(tx: Transaction, /, scene_id: int, wielding_id: int, names: Sequence[str]) -> None:
    """Say by their names against whom a wielding goes."""
    wanted = dict.fromkeys(combatant_named(tx, scene_id, name) for name in names if name.strip())
    set_targets(tx, wielding_id, tuple(wanted))
