"""Edits that mark with one term: a fight begins with it, or it is said of a fight that is there."""

from typing import Literal

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.drafts import SceneDraft
from donnybrook.catalog.edits.contents import add_beat, add_wielding
from donnybrook.catalog.edits.links import put_term
from donnybrook.catalog.edits.scenes import add_scene, change_scene
from donnybrook.catalog.edits.vocabulary import scheme_of
from donnybrook.catalog.scene_fields import SceneFields
from donnybrook.records import dataclass

type MarkedAs = Literal["use", "fight", "beat", "new beat", "place"]


@dataclass(frozen=True, slots=True)
class Marked:
    """What a term was put on, and whether it was not there already."""

    scene_id: int
    as_what: MarkedAs
    is_new: bool


def mark_fight_with(
    tx: Transaction,
    /,
    film_id: int,
    concept_id: int,
    *,
    version_id: int | None = None,
    fight: tuple[int | None, int | None] = (None, None),
    stretch: tuple[int | None, int | None] = (None, None),
) -> Marked:
    """Add a fight with one term in it. ``fight`` is the in and out of the fight, ``stretch`` as in ``mark_with``.

    Raises ``EntryProblem`` if the times are impossible.
    """
    fields = SceneFields(in_us=fight[0], out_us=fight[1])
    scene_id = add_scene(tx, film_id, SceneDraft(fields=fields), version_id=version_id)
    return mark_with(tx, scene_id, concept_id, stretch=stretch)


def mark_with(
    tx: Transaction, /, scene_id: int, concept_id: int, *, stretch: tuple[int | None, int | None] = (None, None)
) -> Marked:
    """Say of a scene that a weapon is used in it, that a term is found in it, or that it is fought at a place.

    ``stretch`` says from when to when: a weapon is used from its beginning on; another term stands on the innermost
    beat there, if there is one, and with an end it makes a beat of its own. Raises ``EntryProblem`` if it can't be.
    """
    from_us, to_us = stretch
    scheme = scheme_of(tx, concept_id)
    if scheme == "weapon":
        if to_us is None and _is_used(tx, scene_id, concept_id, from_us):
            return Marked(scene_id, "use", is_new=False)
        add_wielding(tx, scene_id, concept_id, from_us=from_us, to_us=to_us)
        return Marked(scene_id, "use", is_new=True)
    if scheme == "location":
        return Marked(scene_id, "place", is_new=change_scene(tx, scene_id, location_id=concept_id))
    if to_us is not None:
        beat_id = add_beat(tx, scene_id, in_us=from_us, out_us=to_us)
        put_term(tx, scene_id, concept_id, beat_id=beat_id)
        return Marked(scene_id, "new beat", is_new=True)
    beat = tx.value(_INNERMOST, (scene_id, from_us))
    before = tx.value(_SAID, (scene_id, concept_id, beat))
    put_term(tx, scene_id, concept_id, beat_id=None if beat is None else int(str(beat)))
    return Marked(scene_id, "fight" if beat is None else "beat", is_new=before is None)


_INNERMOST = """
    SELECT id FROM beat WHERE scene_id = ?1 AND in_us <= ?2 AND (out_us IS NULL OR out_us > ?2)
    ORDER BY in_us DESC, out_us IS NULL, out_us, id DESC LIMIT 1
"""
_SAID = "SELECT id FROM scene_term WHERE scene_id = ? AND concept_id = ? AND beat_id IS ? AND combatant_id IS NULL"
_USED = """
    SELECT 1 FROM wielding WHERE scene_id = ?1 AND weapon_id = ?2
    AND (?3 IS NULL OR ((from_us IS NULL OR from_us <= ?3) AND (to_us IS NULL OR to_us > ?3))) LIMIT 1
"""


def _is_used(tx: Transaction, scene_id: int, concept_id: int, at_us: int | None) -> bool:
    return tx.value(_USED, (scene_id, concept_id, at_us)) is not None
