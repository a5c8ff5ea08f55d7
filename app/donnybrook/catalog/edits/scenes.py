"""Edits of scenes as wholes: add one from a draft, complete one, change its fields, put it in the trash."""

from collections.abc import Sequence
from dataclasses import asdict

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.drafts import BeatDraft, CombatantDraft, SceneDraft, WieldingDraft
from donnybrook.catalog.edits.cast import add_character, find_character
from donnybrook.catalog.edits.codes import check_codes
from donnybrook.catalog.edits.films import first_version
from donnybrook.catalog.edits.links import aim_all, put_term
from donnybrook.catalog.images import Value
from donnybrook.catalog.presence import Present, PresentFighter, PresentUse, found_in
from donnybrook.catalog.problems import EntryProblem, Gone
from donnybrook.catalog.scene_fields import SCENE_FIELDS, FieldValue

_NOBODY: frozenset[int] = frozenset()
_FIELD_NAMES = frozenset(field.name for field in SCENE_FIELDS)


def add_scene(tx: Transaction, /, film_id: int, draft: SceneDraft, *, version_id: int | None = None) -> int:
    """Add a scene to a version of a film (its first, if none is given) and return the scene's id.

    Raises:
        EntryProblem: the times are impossible, or a value is none of its closed list.
    """
    fields = asdict(draft.fields)
    check_times(draft.fields.in_us, draft.fields.out_us)
    check_codes(tx, "scene", fields)
    scene_id = tx.insert(
        "scene",
        version_id=first_version(tx, film_id) if version_id is None else version_id,
        coder_id=tx.coder_id,
        created_at=tx.started_at,
        **fields,
    )
    complete_scene(tx, scene_id, draft)
    return scene_id


def complete_scene(tx: Transaction, /, scene_id: int, draft: SceneDraft, *, beat_id: int | None = None) -> None:
    """Add the sides, combatants, beats, wieldings and terms of a draft to a scene.

    Combatants that the scene already has, by label, are taken as the same, and so are sides by label or by who is on
    them. A use that it already has (who, with what, against whom, in which part) is not a second one. The draft's
    fields are left alone. ``beat_id``: the beat of the scene in which wieldings and terms are that the draft puts on no
    beat of its own.

    Raises:
        EntryProblem: a beat or a use has impossible times, or a value is none of its closed list.
    """
    _check_contents(tx, draft)
    film_id = tx.value("SELECT film_id FROM version v JOIN scene s ON s.version_id = v.id WHERE s.id = ?", (scene_id,))
    if film_id is None:
        raise Gone(f"no scene {scene_id}")
    found = found_in(draft, _present(tx, scene_id), beat_id)
    sides = _sides(tx, scene_id, draft.sides, found.sides)
    strange = [who for who, known in zip(draft.combatants, found.combatants, strict=True) if known is None]
    added = iter(
        _insert_in_order(tx, "combatant", scene_id, [_combatant(tx, int(str(film_id)), who, sides) for who in strange])
    )
    combatants = [next(added) if known is None else known for known in found.combatants]
    beats = _insert_in_order(tx, "beat", scene_id, [_beat(each, sides) for each in draft.beats])
    parts = [beat_id if each.beat is None else beats[each.beat] for each in draft.wieldings]
    _add_uses(tx, scene_id, draft.wieldings, found.uses, combatants, parts)
    for term in draft.terms:
        in_beat = beat_id if term.beat is None else beats[term.beat]
        about = {"beat_id": in_beat, "combatant_id": _at(combatants, term.who)}
        put_term(tx, scene_id, term.concept_id, **about)


def change_scene(tx: Transaction, /, scene_id: int, **values: FieldValue) -> bool:
    """Change entered fields, named as in ``SceneFields``; returns whether any value is now another than before."""
    unknown = set(values) - _FIELD_NAMES
    if unknown:
        raise LookupError(f"a scene has no field {', '.join(sorted(unknown))}")
    row = tx.rows("SELECT in_us, out_us FROM scene WHERE id = ?", (scene_id,))
    if not row:
        raise Gone(f"no scene {scene_id}")
    in_us, out_us = values.get("in_us", row[0][0]), values.get("out_us", row[0][1])
    check_times(in_us, out_us)
    check_codes(tx, "scene", values)
    return tx.update("scene", scene_id, **values)


def trash_scene(tx: Transaction, /, scene_id: int) -> None:
    """Put a scene in the trash: it leaves lists and search, and nothing of it is lost."""
    tx.update("scene", scene_id, deleted_at=tx.started_at)


def restore_scene(tx: Transaction, /, scene_id: int) -> None:
    """Take a scene out of the trash."""
    tx.update("scene", scene_id, deleted_at=None)


def check_times(begin_us: FieldValue, end_us: FieldValue, begin: str = "in_us", end: str = "out_us") -> None:
    """Raise ``EntryProblem`` unless the end, if there is one, lies after the beginning; by the names of the fields."""
    if end_us is None:
        return
    if begin_us is None:
        raise EntryProblem(begin, "An out point needs an in point before it.")
    if int(end_us) <= int(begin_us):
        raise EntryProblem(end, "The out point must lie after the in point.")


def next_position(tx: Transaction, /, table: str, scene_id: int) -> Value:
    """Return the place after the last of a scene's sides, combatants, beats or wieldings."""
    sql = f"SELECT coalesce(max(position), -1) + 1 FROM {table} WHERE scene_id = ?"  # noqa: S608 - names are the code's own
    return tx.value(sql, (scene_id,))


def _check_contents(tx: Transaction, draft: SceneDraft) -> None:
    for who in draft.combatants:
        check_codes(tx, "combatant", {"outcome": who.outcome})
    for beat in draft.beats:
        check_times(beat.in_us, beat.out_us)
    for use in draft.wieldings:
        check_times(use.from_us, use.to_us, "from_us", "to_us")
        check_codes(tx, "wielding", {"acquired": use.acquired, "ended": use.ended, "certainty": use.certainty})


def _at(ids: Sequence[int | None], place: int | None) -> int | None:
    return None if place is None else ids[place]


_SIDES = "SELECT id, label FROM side WHERE scene_id = ? ORDER BY id"
_FIGHTERS = "SELECT id, label, side_id FROM combatant WHERE scene_id = ? ORDER BY position, id"
_USES = """
    SELECT w.id, w.combatant_id, w.weapon_id, w.improvised, w.beat_id, group_concat(t.combatant_id)
    FROM wielding w LEFT JOIN wielding_target t ON t.wielding_id = w.id WHERE w.scene_id = ? GROUP BY w.id
"""


def _present(tx: Transaction, scene_id: int) -> Present:
    sides = tuple((row[0], row[1]) for row in tx.rows(_SIDES, (scene_id,)))
    fighters = tuple(PresentFighter(*row) for row in tx.rows(_FIGHTERS, (scene_id,)))
    rows = tx.rows(_USES, (scene_id,)) if fighters else ()
    uses = []
    for use_id, who, weapon_id, improvised, part, targets in rows:
        against = frozenset(map(int, targets.split(","))) if targets else _NOBODY
        uses.append((use_id, PresentUse(who, weapon_id, bool(improvised), part, against)))
    return Present(sides, fighters, tuple(uses))


def _insert_in_order(tx: Transaction, table: str, scene_id: int, rows: Sequence[dict[str, Value]]) -> list[int]:
    """Add rows of a scene after those it has, in this order, and return their ids."""
    if not rows:
        return []
    first = int(str(next_position(tx, table, scene_id)))
    placed = [{"scene_id": scene_id, "position": position, **row} for position, row in enumerate(rows, first)]
    return tx.insert_many(table, placed)


def _sides(tx: Transaction, scene_id: int, labels: Sequence[str], known: Sequence[int | None]) -> list[int]:
    """Return the sides of these labels, those that are not known added; one label is one side."""
    strange = [(place, label) for place, label in enumerate(labels) if known[place] is None]
    firsts = {label or place: place for place, label in reversed(strange)}  # without a label, each is its own
    new = [place for place, label in strange if firsts[label or place] == place]
    ids = _insert_in_order(tx, "side", scene_id, [{"label": labels[place]} for place in new])
    made = dict(zip(new, ids, strict=True))
    return [made[firsts[labels[place] or place]] if side is None else side for place, side in enumerate(known)]


def _combatant(tx: Transaction, film_id: int, draft: CombatantDraft, sides: list[int]) -> dict[str, Value]:
    return {
        "side_id": _at(sides, draft.side),
        "character_id": _character(tx, film_id, draft),
        "label": draft.label,
        "headcount": draft.headcount,
        "outcome": draft.outcome,
        "note": draft.note,
    }


def _beat(draft: BeatDraft, sides: list[int]) -> dict[str, Value]:
    return {
        "label": draft.label,
        "in_us": draft.in_us,
        "out_us": draft.out_us,
        "note": draft.note,
        "upper_hand_side_id": _at(sides, draft.upper_hand),
    }


def _character(tx: Transaction, film_id: int, draft: CombatantDraft) -> int | None:
    if draft.character:
        return add_character(tx, film_id, draft.character, performer=draft.performer)
    return find_character(tx, film_id, draft.label)


def _add_uses(
    tx: Transaction,
    scene_id: int,
    drafts: Sequence[WieldingDraft],
    known: Sequence[int | None],
    combatants: list[int],
    parts: Sequence[int | None],
) -> None:
    """Add the uses that are not known, each in its part of the scene, and say whom they are aimed at."""
    ids = list(known)
    aims: list[tuple[int, int]] = []
    waiting: list[int] = []  # places of those that are added together, of which none goes on from another

    def add_waiting() -> None:
        rows = [_wielding(drafts[place], combatants, parts[place], ids) for place in waiting]
        for place, use_id in zip(waiting, _insert_in_order(tx, "wielding", scene_id, rows), strict=True):
            ids[place] = use_id
            aims.extend((use_id, combatants[who]) for who in dict.fromkeys(drafts[place].against))
        waiting.clear()

    for place, each in enumerate(drafts):
        if each.previous in waiting:
            add_waiting()
        if known[place] is None:
            waiting.append(place)
    add_waiting()
    aim_all(tx, list(dict.fromkeys(aims)))


def _wielding(
    draft: WieldingDraft, combatants: list[int], beat_id: int | None, earlier: Sequence[int | None]
) -> dict[str, Value]:
    return {
        "beat_id": beat_id,
        "combatant_id": _at(combatants, draft.who),
        "weapon_id": draft.weapon_id,
        "from_us": draft.from_us,
        "to_us": draft.to_us,
        "acquired": draft.acquired,
        "ended": draft.ended,
        "manner": draft.manner,
        "improvised": int(draft.improvised),
        "certainty": draft.certainty,
        "previous_id": _at(earlier, draft.previous),
    }
