"""What a resolved tagging line says that its fight has already, for whoever is typing it. Reads and writes nothing."""

from donnybrook.catalog.drafts import SceneDraft
from donnybrook.catalog.presence import Found, Present, PresentFighter, PresentUse, found_in
from donnybrook.catalog.records import Beat, Scene, Wielding
from donnybrook.catalog.tagging.drafting import NAMELESS, draft_of
from donnybrook.catalog.tagging.resolve import ResolvedLine
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class SaidAgain:
    """``words`` for each use, term, place and note that is there; ``is_all``: the line would change nothing."""

    words: tuple[str, ...] = ()
    is_all: bool = False


def said_again(line: ResolvedLine, scene: Scene, beat: Beat | None = None) -> SaidAgain:
    """Return what of a line is said of a scene already, or of one beat of it."""
    if line.unknown or line == ResolvedLine():
        return SaidAgain()
    beat_id, note = (None, scene.fields.note) if beat is None else (beat.id, beat.note)
    draft = draft_of(line)
    found = found_in(draft, _present(scene), beat_id)
    terms = {each.concept_id for each in scene.terms if each.beat_id == beat_id and each.combatant_id is None}
    has_place = bool(line.location or line.place_name)
    is_there = {
        "place": has_place and _place(line) == (scene.fields.location_id, scene.fields.place_name),
        "note": bool(line.note) and with_note(note, line.note) == note,
    }
    words = [
        *_uses(line, draft, found),
        *(each.label for each in line.terms if each.concept_id in terms),
        *([f"at {line.place_name or line.location}"] if is_there["place"] else []),
        *(["the note"] if is_there["note"] else []),
    ]
    is_all = (
        None not in found.sides + found.combatants + found.uses
        and all(each.concept_id in terms for each in line.terms)
        and is_there["place"] == has_place
        and is_there["note"] == bool(line.note)
        and _has_times(line, scene, beat)
    )
    return SaidAgain(tuple(dict.fromkeys(words)), is_all)


def with_note(present: str, note: str) -> str:
    """Return a note with another after it, which is not repeated where it is all of it, its beginning or its end."""
    if present == note or present.startswith(f"{note} ") or present.endswith(f" {note}"):
        return present
    return f"{present} {note}".strip()


def _present(scene: Scene) -> Present:
    return Present(
        tuple((side.id, side.label) for side in scene.sides),
        tuple(PresentFighter(each.id, each.label, each.side_id) for each in scene.combatants),
        tuple((use.id, _present_use(use)) for use in scene.wieldings),
    )


def _present_use(use: Wielding) -> PresentUse:
    return PresentUse(use.combatant_id, use.weapon_id, use.improvised, use.beat_id, frozenset(use.target_ids))


def _uses(line: ResolvedLine, draft: SceneDraft, found: Found) -> list[str]:
    labels = {weapon.concept_id: weapon.label for side in line.sides for weapon in side.weapons}
    words = []
    for use, use_id in zip(draft.wieldings, found.uses, strict=True):
        who = "" if use.who is None else draft.combatants[use.who].label
        if use_id is not None:
            words.append(labels[use.weapon_id] if who in ("", NAMELESS) else f"{labels[use.weapon_id]} by {who}")
    return words


def _place(line: ResolvedLine) -> tuple[int | None, str]:
    return line.location_id, line.place_name


def _has_times(line: ResolvedLine, scene: Scene, beat: Beat | None) -> bool:
    about = scene.fields if beat is None else beat
    return line.in_us in (None, about.in_us) and line.out_us in (None, about.out_us)
