"""The tidy sheets of what is in fights: scenes, sides, combatants, beats, wieldings, terms. Runs nothing."""

from collections.abc import Iterator

from donnybrook.catalog.scene_fields import SCENE_FIELDS, SceneField
from donnybrook.catalog.sheets.columns import (
    OF_FILM,
    RATE,
    Sheet,
    SheetColumn,
    coded,
    identity,
    in_scene,
    own,
    reference,
    stretch,
    text,
    timecode,
    told,
)
from donnybrook.catalog.sheets.word_sheets import PATHS

_FILM = (
    told("film_id", "f.uuid", "The film, as in films.", "id"),
    told("film", "f.title", "The film's title."),
    told("year", "f.year", "The film's year.", "integer"),
)
_OF_SCENE = (
    reference("scene_id", "scene", "The fight, as in scenes.", sql="s.uuid"),
    told("scene", "s.title", "What the fight is called."),
    *_FILM,
)
_POSITION = own("position", "integer", "Its place among those of the fight, from 0.")


def _entered(field: SceneField) -> Iterator[SheetColumn]:
    name = field.export_as or field.name.removesuffix("_us").removesuffix("_id")
    match field.kind:
        case "time":
            yield own(f"{name}_s", "seconds", f"{field.label}, in seconds from the film's start.", stores=field.name)
            yield told(f"{name}_timecode", timecode(f"t.{field.name}"), f"{name}_s, as HH:MM:SS:FF.", "timecode")
        case "concept":
            kept = f"FROM concept o WHERE o.id = t.{field.name}"
            yield reference(f"{name}_id", "concept", f"{field.label}, as in vocabulary.", stores=field.name)
            yield told(f"{name}_code", f"(SELECT o.notation {kept})", f"{field.label}: its code in the vocabulary.")
            yield told(name, f"(SELECT o.pref_label {kept})", f"{field.label}: the kind of place, in words.")
        case "code":
            yield from coded(name, field.source, f"{field.label}, as entered.")
        case _:
            yield text(name, f"{field.label}, as entered.")


SCENES = Sheet(
    name="scenes",
    table="scene",
    one="fight",
    source=f"scene t {OF_FILM.format(scene='t')} {RATE}",
    scene="t",
    order="t.id",
    columns=(
        identity("scene_id", "The fight's own identity, the same in every copy of the catalog."),
        *_FILM,
        reference("version_id", "version", "The film's version that the times are of, as in versions.", sql="v.uuid"),
        *(column for field in SCENE_FIELDS for column in _entered(field)),
        told("duration_s", "t.out_us - t.in_us", "out_s - in_s.", "seconds"),
        reference("coder_id", "coder", "Who entered it, as in coders."),
        told("coder", "(SELECT o.name FROM coder o WHERE o.id = t.coder_id)", "Who entered it."),
        own("created_at", "moment", "When it was entered, UTC."),
        own("deleted_at", "moment", "When it was put in the trash, UTC; empty: it is not there."),
    ),
)
SIDES = Sheet(
    name="sides",
    table="side",
    one="side of a fight",
    source=in_scene("side"),
    columns=(
        identity("side_id", "The side's own identity."),
        *_OF_SCENE,
        _POSITION,
        text("label", "What the side is called."),
        *coded("role", "side_role", "What the side does in the fight."),
    ),
)
COMBATANTS = Sheet(
    name="combatants",
    table="combatant",
    one="character or group in a fight",
    source=f"""{in_scene("combatant")} LEFT JOIN side d ON d.id = t.side_id
        LEFT JOIN character h ON h.id = t.character_id""",
    columns=(
        identity("combatant_id", "The combatant's own identity."),
        *_OF_SCENE,
        _POSITION,
        text("label", "Who they are."),
        reference("side_id", "side", "The side they are on, as in sides.", sql="d.uuid"),
        told("side", "d.label", "What the side is called."),
        reference("character_id", "character", "The character of the film, as in characters.", sql="h.uuid"),
        told("character", "h.name", "The character's name."),
        own("headcount", "integer", "How many they are; empty: many, not counted."),
        *coded("outcome", "outcome", "How they came off."),
        text("note", "What else there is to say of them."),
    ),
)
BEATS = Sheet(
    name="beats",
    table="beat",
    one="stretch inside a fight",
    source=f"{in_scene('beat')} {RATE} LEFT JOIN side d ON d.id = t.upper_hand_side_id",
    columns=(
        identity("beat_id", "The beat's own identity."),
        *_OF_SCENE,
        _POSITION,
        text("label", "What the beat is called."),
        *stretch("in", "out", "the beat"),
        reference("upper_hand_side_id", "side", "The side that has the upper hand, as in sides.", sql="d.uuid"),
        told("upper_hand", "d.label", "What the side that has the upper hand is called."),
        text("note", "The beat's note."),
    ),
)
_AIMED_AT = """(SELECT {{joined}} FROM (SELECT o.{what} AS item FROM wielding_target g
    JOIN combatant o ON o.id = g.combatant_id WHERE g.wielding_id = t.id ORDER BY g.id))"""
WIELDINGS = Sheet(
    name="wieldings",
    table="wielding",
    one="use of one weapon by one combatant",
    before=PATHS,
    source=f"""{in_scene("wielding")} CROSS JOIN concept c ON c.id = t.weapon_id {RATE}
        LEFT JOIN combatant k ON k.id = t.combatant_id LEFT JOIN side d ON d.id = k.side_id
        LEFT JOIN path p ON p.id = t.weapon_id""",
    columns=(
        identity("wielding_id", "The use's own identity."),
        *_OF_SCENE,
        _POSITION,
        reference("beat_id", "beat", "The beat it is part of, as in beats."),
        reference("combatant_id", "combatant", "Who uses the weapon, as in combatants.", sql="k.uuid"),
        told("combatant", "k.label", "Who uses the weapon."),
        told("side", "d.label", "The side of who uses it."),
        reference("weapon_id", "concept", "The weapon, as in vocabulary.", sql="c.uuid"),
        told("weapon_code", "c.notation", "The weapon's code in the vocabulary."),
        told("weapon", "c.pref_label", "The weapon."),
        told("weapon_class", "p.class", "The class of weapons it belongs to."),
        told("weapon_path", "p.path", "The weapon under all that is broader, the broadest first."),
        told("weapon_made_as", "c.made_as", "What the thing was made as.", "code"),
        own("improvised", "boolean", "TRUE if what was not made as a weapon is used as one."),
        text("manner", "How it is used."),
        *coded("acquired", "acquired", "How the combatant came by it."),
        *coded("ended", "ended", "How the use ended."),
        *coded("certainty", "certainty", "How sure the coder was."),
        *stretch("from", "to", "the use"),
        reference("previous_id", "wielding", "The use before this one of the same object."),
        told("target_ids", _AIMED_AT.format(what="uuid"), "Whom it goes against, as in combatants.", "list"),
        told("targets", _AIMED_AT.format(what="label"), "Whom it goes against.", "list"),
    ),
)
TARGETS = Sheet(
    name="wielding_targets",
    table="wielding_target",
    one="combatant whom the use of a weapon goes against",
    source=f"""scene s CROSS JOIN wielding w ON w.scene_id = s.id CROSS JOIN wielding_target t ON t.wielding_id = w.id
        {OF_FILM.format(scene="s")} LEFT JOIN combatant k ON k.id = t.combatant_id""",
    order="s.id, w.id, t.id",
    columns=(
        identity("target_id", "The row's own identity."),
        told("scene_id", "s.uuid", "The fight, as in scenes.", "id"),
        reference("wielding_id", "wielding", "The use, as in wieldings.", sql="w.uuid"),
        reference("combatant_id", "combatant", "Whom it goes against, as in combatants.", sql="k.uuid"),
        told("combatant", "k.label", "Whom it goes against."),
    ),
)
TERMS = Sheet(
    name="scene_terms",
    table="scene_term",
    one="term said of a fight, a beat or a combatant",
    source=f"""{in_scene("scene_term")} CROSS JOIN concept c ON c.id = t.concept_id
        LEFT JOIN combatant k ON k.id = t.combatant_id""",
    columns=(
        identity("scene_term_id", "The row's own identity."),
        *_OF_SCENE,
        told("scheme", "c.scheme", "What kind of term it is: technique, camera, theme.", "code"),
        reference("concept_id", "concept", "The term, as in vocabulary.", sql="c.uuid"),
        told("concept_code", "c.notation", "The term's code in the vocabulary."),
        told("concept", "c.pref_label", "The term."),
        reference("beat_id", "beat", "The beat it is said of, as in beats."),
        reference("combatant_id", "combatant", "Who does it, as in combatants.", sql="k.uuid"),
        told("combatant", "k.label", "Who does it."),
    ),
)
THUMBNAILS = Sheet(
    name="thumbnails",
    table="thumbnail",
    one="picture of a fight",
    source=in_scene("thumbnail"),
    columns=(
        identity("thumbnail_id", "The row's own identity."),
        *_OF_SCENE,
        reference("media_file_id", "media_file", "The film file it was taken from, as in media_files."),
        own("time_s", "seconds", "When its frame is shown, in seconds of the film file.", stores="time_us"),
        own("picture", "text", "The picture: the SHA-256 of the file of that name in the folder pictures."),
        own("is_cover", "boolean", "TRUE if it is the one that stands for the fight."),
        own("chosen", "boolean", "TRUE if a person chose it."),
    ),
)
