"""What the page tells of one fight when somebody asks: who, with what, beat by beat. Knows no list and no file."""

from collections.abc import Mapping, Sequence

from donnybrook.catalog import Character, Combatant, Scene, Side, Vocabulary
from donnybrook.catalog.english import people
from donnybrook.catalog.fight_sentences import Chip, Piece, Sentence, beat_sentences, fight_sentences
from donnybrook.exchange.gallery.scripts import Json


def details(scene: Scene, vocabulary: Vocabulary, cast: Mapping[int, Character]) -> dict[str, Json]:
    """Return what is told of a fight beside what its index says; sentences are lists of a kind and a text."""
    settings = (scene.fields.interior, scene.fields.time_of_day)
    told: dict[str, Json] = {
        "id": scene.uuid,
        "version": scene.version,
        "setting": ", ".join(each for each in settings if each and each != "unknown"),
        "certainty": "" if scene.fields.certainty == "certain" else scene.fields.certainty,
        "sides": [*_sides(scene, cast)],
        "uses": _told(fight_sentences(scene, vocabulary)),
        "beats": _told(beat_sentences(scene)),
    }
    return {key: value for key, value in told.items() if value not in ("", [])}


def _sides(scene: Scene, cast: Mapping[int, Character]) -> list[Json]:
    sides: list[Side | None] = [*scene.sides, None]
    told: list[Json] = []
    for side in sides:
        members = [each for each in scene.combatants if each.side_id == (side.id if side else None)]
        if side or members:
            named: dict[str, Json] = {"members": [_member(each, cast) for each in members]}
            if side and side.label:
                named["name"] = side.label
            told.append(named)
    return told


def _member(combatant: Combatant, cast: Mapping[int, Character]) -> Json:
    character = cast.get(combatant.character_id or 0)
    told: dict[str, Json] = {
        "name": people(combatant.label, combatant.headcount),
        "as": character.name if character and character.name != combatant.label else "",
        "by": [each.name for each in character.performers] if character else [],
        "outcome": "" if combatant.outcome == "unknown" else combatant.outcome,
        "note": combatant.note,
    }
    return {key: value for key, value in told.items() if value not in ("", [])}


def _told(sentences: Sequence[Sentence]) -> list[Json]:
    return [[_piece(piece) for piece in sentence] for sentence in sentences]


def _piece(piece: Piece) -> Json:
    if isinstance(piece, Chip):
        return [f"chip {piece.token}{' improvised' if piece.improvised else ''}", piece.text]
    return [piece.tone, piece.text]
