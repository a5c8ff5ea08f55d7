"""Edits that a tagging line makes: a new scene, or more of one; with new terms of the vocabulary if they are wanted."""

from collections.abc import Sequence
from dataclasses import replace

from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.contents import change_beat
from donnybrook.catalog.edits.scenes import add_scene, change_scene, complete_scene
from donnybrook.catalog.edits.vocabulary import add_concept
from donnybrook.catalog.folding import fold
from donnybrook.catalog.images import Value
from donnybrook.catalog.problems import EntryProblem
from donnybrook.catalog.scene_fields import FieldValue
from donnybrook.catalog.tagging.drafting import draft_of
from donnybrook.catalog.tagging.places import name_place
from donnybrook.catalog.tagging.resolve import ResolvedLine
from donnybrook.catalog.tagging.said_again import with_note


def tag_film(tx: Transaction, /, film_id: int, line: ResolvedLine, *, version_id: int | None = None) -> int:
    """Add the scene that a line describes to a version of a film (its first, if none is given) and return its id.

    Words without a concept become new terms.

    Raises:
        EntryProblem: the times are impossible.
    """
    return add_scene(tx, film_id, draft_of(add_terms(tx, line)), version_id=version_id)


def tag_scene(tx: Transaction, /, scene_id: int, line: ResolvedLine) -> None:
    """Complete a scene with what a line says: people, weapons and terms are added, times and place replaced.

    A note is put after the one that is there. What the scene has already is not said twice. Words without a concept
    become new terms.

    Raises:
        EntryProblem: the times are impossible.
    """
    line = add_terms(tx, line)
    draft = draft_of(line)
    values: dict[str, FieldValue] = {}
    if line.in_us is not None:
        values |= {"in_us": line.in_us}
    if line.out_us is not None:
        values |= {"out_us": line.out_us}
    if line.location or line.place_name:
        values |= {"location_id": line.location_id, "place_name": line.place_name}
    if line.note:
        present = str(tx.value("SELECT note FROM scene WHERE id = ?", (scene_id,)) or "")
        values |= {"note": with_note(present, line.note)}
    if values:
        change_scene(tx, scene_id, **values)
    complete_scene(tx, scene_id, draft)


def tag_scenes(tx: Transaction, /, scene_ids: Sequence[int], line: ResolvedLine) -> int:
    """Complete many scenes with what a line says; returns how many. Raises ``EntryProblem`` for a line with times."""
    if line.in_us is not None:
        raise EntryProblem("in_us", "A time can be said of one fight at a time.")
    line = add_terms(tx, line)
    for scene_id in scene_ids:
        tag_scene(tx, scene_id, line)
    return len(scene_ids)


def tag_beat(tx: Transaction, /, scene_id: int, beat_id: int, line: ResolvedLine) -> None:
    """Complete one beat of a scene with what a line says: uses and terms are in the beat, times and the note are its.

    People and the place are the scene's; the note is put after the one that is there.

    Raises:
        EntryProblem: the times are impossible.
    """
    line = add_terms(tx, line)
    values: dict[str, Value] = {}
    if line.in_us is not None:
        values |= {"in_us": line.in_us}
    if line.out_us is not None:
        values |= {"out_us": line.out_us}
    if line.note:
        present = str(tx.value("SELECT note FROM beat WHERE id = ?", (beat_id,)) or "")
        values |= {"note": with_note(present, line.note)}
    if values:
        change_beat(tx, beat_id, **values)
    if line.location or line.place_name:
        change_scene(tx, scene_id, location_id=line.location_id, place_name=line.place_name)
    complete_scene(tx, scene_id, draft_of(line), beat_id=beat_id)


def add_terms(tx: Transaction, /, line: ResolvedLine) -> ResolvedLine:
    """Make each weapon and term of a line that has no concept a new one, once; returns the line with all of them.

    A place without a concept is a place's name.
    """
    line = name_place(line)
    made: dict[tuple[str, str], int] = {}

    def concept(scheme: str, concept_id: int | None, label: str) -> int:
        if concept_id is not None:
            return concept_id
        key = (scheme, fold(label))
        if key not in made:
            made[key] = add_concept(tx, scheme, label)
        return made[key]

    sides = tuple(
        replace(
            side,
            weapons=tuple(
                replace(each, concept_id=concept("weapon", each.concept_id, each.label)) for each in side.weapons
            ),
        )
        for side in line.sides
    )
    terms = tuple(replace(each, concept_id=concept(each.scheme, each.concept_id, each.label)) for each in line.terms)
    return replace(line, sides=sides, terms=terms, unknown=())
