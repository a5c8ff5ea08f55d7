"""The wide sheet: one row a fight, with several values in a cell, for spreadsheets. Runs nothing."""

from donnybrook.catalog.scene_fields import SCENE_FIELDS
from donnybrook.catalog.sheets.columns import OF_FILM, Sheet, SheetColumn, told

# Each once, in the order in which it comes first.
_WEAPONS = """(SELECT {{joined}} FROM (SELECT c.pref_label AS item FROM wielding w JOIN concept c ON c.id = w.weapon_id
    WHERE w.scene_id = t.id{only} GROUP BY c.pref_label ORDER BY min((w.position << 32) + w.id)))"""
_TERMS = """(SELECT {{joined}} FROM (SELECT c.pref_label AS item FROM scene_term w JOIN concept c ON c.id = w.concept_id
    WHERE w.scene_id = t.id AND c.scheme = '{scheme}' GROUP BY c.pref_label ORDER BY min(w.id)))"""
_COMBATANTS = """(SELECT {joined} FROM (SELECT label AS item FROM combatant w WHERE w.scene_id = t.id
    ORDER BY w.position, w.id))"""
_USES = """(SELECT {joined} FROM (SELECT iif(ifnull(k.label, '') = '', '', k.label || ': ') || c.pref_label
        || iif(w.improvised, '!', '') AS item
    FROM wielding w JOIN concept c ON c.id = w.weapon_id
    LEFT JOIN combatant k ON k.id = w.combatant_id AND k.scene_id = w.scene_id
    WHERE w.scene_id = t.id GROUP BY item ORDER BY min((w.position << 32) + w.id)))"""
_PLACE = "(SELECT o.pref_label FROM concept o WHERE o.id = t.location_id)"
_IMPROVISED = "EXISTS (SELECT 1 FROM wielding w WHERE w.scene_id = t.id AND w.improvised)"
_CODER = "(SELECT o.name FROM coder o WHERE o.id = t.coder_id)"


def _said(name: str, column: str, description: str) -> SheetColumn:
    return told(name, f"nullif(t.{column}, '')", description)


def _listed(name: str, sql: str, description: str) -> SheetColumn:
    return told(name, sql, description, "list")


FIGHTS = Sheet(
    name="fights",
    table="scene",
    one="fight, with several values in a cell",
    source=f"scene t {OF_FILM.format(scene='t')}",
    scene="t",
    order="t.id",
    columns=(
        told("scene_id", "t.uuid", "The fight's own identity, the same in every copy of the catalog (UUID).", "id"),
        told("film", "f.title", "The film's title."),
        told("year", "f.year", "The film's year.", "integer"),
        _said("title", "title", "What the fight is called."),
        told(
            "in",
            "t.in_us",
            "Where the fight begins, H:MM:SS.mmm from the film's start; empty if it was catalogued from memory.",
            "clock",
        ),
        told("out", "t.out_us", "Where it ends (this moment is no longer part of it), H:MM:SS.mmm.", "clock"),
        told("in_s", "t.in_us", "As in, in seconds, exact to the microsecond.", "seconds"),
        told("out_s", "t.out_us", "As out, in seconds, exact to the microsecond.", "seconds"),
        told("duration_s", "t.out_us - t.in_us", "out_s - in_s.", "seconds"),
        told("location", f"nullif({_PLACE}, '')", "The kind of place, a term of the vocabulary."),
        _listed("weapons", _WEAPONS.format(only=""), "The weapons used, each once, in order of use."),
        _listed("combatants", _COMBATANTS, "Who fights: characters and groups."),
        _listed("techniques", _TERMS.format(scheme="technique"), "The techniques seen."),
        _listed("camera", _TERMS.format(scheme="camera"), "The camera terms."),
        SheetColumn(
            name="improvised",
            kind="boolean",
            sql=_IMPROVISED,
            description="true if something that was not made as a weapon is used as one, else false.",
            words=("true", "false"),
        ),
        _said("note", "note", "The choreography note."),
        _listed(
            "improvised_weapons",
            _WEAPONS.format(only=" AND w.improvised"),
            "Which of the weapons were improvised.",
        ),
        _listed("uses", _USES, "Who uses what, as “who: weapon”; an improvised use ends in “!”."),
        _listed("themes", _TERMS.format(scheme="theme"), "The themes."),
        *(
            _said(field.export_as, field.name, f"{field.label}, as entered.")
            for field in SCENE_FIELDS
            if field.export_as
        ),
        told("coder", f"nullif({_CODER}, '')", "Who entered it."),
    ),
)
