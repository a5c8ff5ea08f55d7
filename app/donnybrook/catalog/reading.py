"""Reads records out of a catalog: films, scenes whole and as rows, covers. Never writes, and knows no query."""

import json
import os
from collections.abc import Collection, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from donnybrook.catalog.clocks import FileClock
from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.records import (
    Beat,
    Character,
    Code,
    Combatant,
    Cover,
    Film,
    FilmIdentifier,
    MediaFile,
    Performer,
    Scene,
    SceneRow,
    SceneTerm,
    Side,
    Version,
    WeaponUse,
    Wielding,
)
from donnybrook.catalog.scene_fields import SCENE_FIELDS, SceneFields


def _named(connection: Connection, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Run a query whose columns go by the names of a record's fields."""
    cursor = connection.execute(sql, tuple(parameters))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _by_scene(connection: Connection, sql: str, among: str) -> dict[int, list[dict[str, Any]]]:
    groups: dict[int, list[dict[str, Any]]] = {}
    for row in _named(connection, sql, (among,)):
        groups.setdefault(row.pop("scene_id"), []).append(row)
    return groups


def read_films(connection: Connection, film_ids: Sequence[int] | None = None) -> list[Film]:
    """Read films by title; all of them when no ids are given."""
    condition = "" if film_ids is None else f"WHERE film.id {AMONG}"
    parameters = () if film_ids is None else (json.dumps(list(film_ids)),)
    titles: dict[int, list[str]] = {}
    for film_id, title in connection.execute("SELECT film_id, title FROM film_title ORDER BY id"):
        titles.setdefault(film_id, []).append(title)
    identifiers: dict[int, list[FilmIdentifier]] = {}
    for film_id, *identifier in connection.execute("SELECT film_id, scheme, value FROM film_identifier ORDER BY id"):
        identifiers.setdefault(film_id, []).append(FilmIdentifier(*identifier))
    sql = f"""
        SELECT film.id, film.uuid, film.title, film.year, film.country, film.note, (
            SELECT count(*) FROM scene JOIN version ON version.id = scene.version_id
            WHERE version.film_id = film.id AND scene.deleted_at IS NULL) AS scene_count
        FROM film {condition} ORDER BY film.title COLLATE NOCASE, film.year
    """  # noqa: S608 - the condition is one of two of our own
    return [
        Film(
            **row,
            alternative_titles=tuple(titles.get(row["id"], ())),
            identifiers=tuple(identifiers.get(row["id"], ())),
        )
        for row in _named(connection, sql, parameters)
    ]


def read_film_ids(connection: Connection, uuids: Sequence[str]) -> list[int]:
    """Return the ids of those films, named by UUID, that are here."""
    sql = f"SELECT id FROM film WHERE uuid {AMONG}"  # noqa: S608 - no part of it comes from outside
    return [row[0] for row in connection.execute(sql, (json.dumps(list(uuids)),))]


def read_films_of(connection: Connection, scene_ids: Sequence[int]) -> list[int]:
    """Return the ids of the films that some scenes, which may be thousands, are of, each once."""
    sql = f"""SELECT DISTINCT v.film_id FROM (SELECT DISTINCT version_id FROM scene WHERE id {AMONG}) s
        JOIN version v ON v.id = s.version_id"""  # noqa: S608 - no part of it comes from outside
    return [row[0] for row in connection.execute(sql, (json.dumps(list(scene_ids)),))]


def read_media_files(
    connection: Connection, film_id: int | None = None, *, uuid: str | None = None, fingerprint: str | None = None
) -> list[MediaFile]:
    """Read the files of one film, or of all, in the order they were added; only those of that UUID or fingerprint."""
    sql = """
        SELECT m.id, m.uuid, v.film_id, v.id AS version_id, m.path, m.size_bytes, m.mtime_ns, m.fingerprint,
            m.rate_num, m.rate_den, m.variable_rate, m.start_us, m.duration_us, m.width_px, m.height_px,
            m.container, m.video_codec, m.audio_codec, m.offset_us, m.speed_num, m.speed_den, m.sha256,
            m.verified_at
        FROM media_file m JOIN version v ON v.id = m.version_id WHERE (?1 IS NULL OR v.film_id = ?1)
            AND (?2 IS NULL OR m.uuid = ?2) AND (?3 IS NULL OR m.fingerprint = ?3) ORDER BY m.id
    """
    return [_media_file(row) for row in _named(connection, sql, (film_id, uuid, fingerprint))]


def read_file_titles(connection: Connection) -> list[tuple[str, str]]:
    """Return the UUID of every film file and the title of its film; looks at no disk."""
    sql = (
        "SELECT m.uuid, f.title FROM media_file m JOIN version v ON v.id = m.version_id JOIN film f ON f.id = v.film_id"
    )
    return [(str(uuid), str(title)) for uuid, title in connection.execute(sql)]


def _media_file(row: dict[str, Any]) -> MediaFile:
    num, den = row.pop("rate_num"), row.pop("rate_den")
    row["path"] = Path(os.fsdecode(row["path"]))
    row["variable_rate"] = bool(row["variable_rate"])
    clock = FileClock(row.pop("offset_us"), Fraction(row.pop("speed_num"), row.pop("speed_den")))
    return MediaFile(**row, rate=None if num is None else Fraction(num, den), clock=clock)


_VERSION_NAME = """CASE (SELECT count(*) FROM version o WHERE o.film_id = v.film_id) WHEN 1 THEN '' ELSE
    coalesce(nullif(v.label, ''), 'version ' ||
        (SELECT count(*) FROM version o WHERE o.film_id = v.film_id AND o.id <= v.id)) END"""


def read_versions(connection: Connection, film_id: int | None = None) -> list[Version]:
    """Read the versions of a film, or of all, each film's first one before its others."""
    sql = f"SELECT v.id, v.uuid, v.film_id, v.label, {_VERSION_NAME} AS name FROM version v"  # noqa: S608 - our own
    if film_id is None:
        return [Version(**row) for row in _named(connection, f"{sql} ORDER BY v.id")]
    return [Version(**row) for row in _named(connection, f"{sql} WHERE v.film_id = ? ORDER BY v.id", (film_id,))]


def read_scene_rows(connection: Connection, scene_ids: Sequence[int]) -> list[SceneRow]:
    """Read scenes as lists show them, in the order of the ids; ids that are not there are left out."""
    among = (json.dumps(list(scene_ids)),)
    weapons: dict[int, list[WeaponUse]] = {}
    sql = f"""
        SELECT w.scene_id, w.weapon_id, c.pref_label, max(w.improvised) FROM wielding w
        JOIN concept c ON c.id = w.weapon_id WHERE w.scene_id {AMONG}
        GROUP BY w.scene_id, w.weapon_id ORDER BY min(w.position)
    """  # noqa: S608 - no part of it comes from outside
    for scene_id, concept_id, label, improvised in connection.execute(sql, among):
        weapons.setdefault(scene_id, []).append(WeaponUse(concept_id, label, bool(improvised)))
    sql = f"""
        SELECT s.id, s.uuid, f.id AS film_id, f.title AS film_title, f.year AS film_year, s.title, s.in_us, s.out_us,
            coalesce(c.pref_label, '') AS location, s.place_name, (SELECT t.picture FROM thumbnail t
                WHERE t.scene_id = s.id AND t.is_cover = 1 ORDER BY t.id DESC LIMIT 1) AS cover, s.rating
        FROM scene s JOIN version v ON v.id = s.version_id JOIN film f ON f.id = v.film_id
        LEFT JOIN concept c ON c.id = s.location_id WHERE s.id {AMONG}
    """  # noqa: S608 - no part of it comes from outside
    found = {
        row["id"]: SceneRow(**row, weapons=tuple(weapons.get(row["id"], ()))) for row in _named(connection, sql, among)
    }
    return [found[scene_id] for scene_id in scene_ids if scene_id in found]


_SIDES = "SELECT scene_id, id, label, role FROM side WHERE scene_id {among} ORDER BY position, id"
_COMBATANTS = """SELECT scene_id, id, label, side_id, character_id, headcount, outcome, note FROM combatant
    WHERE scene_id {among} ORDER BY position, id"""
_BEATS = """SELECT scene_id, id, in_us, out_us, label, note, upper_hand_side_id FROM beat
    WHERE scene_id {among} ORDER BY in_us, position, id"""
_WIELDINGS = """SELECT w.scene_id, w.id, w.beat_id, w.combatant_id, w.weapon_id, c.pref_label AS weapon,
    w.from_us, w.to_us, w.acquired, w.ended, w.manner, w.improvised, w.certainty, w.previous_id
    FROM wielding w JOIN concept c ON c.id = w.weapon_id WHERE w.scene_id {among} ORDER BY w.position, w.id"""
_TARGETS = """SELECT w.scene_id, t.wielding_id, t.combatant_id FROM wielding_target t
    JOIN wielding w ON w.id = t.wielding_id WHERE w.scene_id {among} ORDER BY t.id"""
_TERMS = """SELECT t.scene_id, t.id, c.scheme, c.id AS concept_id, c.pref_label AS label, t.beat_id, t.combatant_id
    FROM scene_term t JOIN concept c ON c.id = t.concept_id WHERE t.scene_id {among} ORDER BY t.id"""
_SCENES = """SELECT s.id, s.uuid, f.id AS film_id, v.id AS version_id, {version} AS version,
    f.title AS film_title, f.year AS film_year,
    coalesce(c.pref_label, '') AS location, coalesce(k.name, '') AS coder, s.created_at, s.deleted_at,
    coalesce((SELECT max(e.made_at) FROM change h JOIN edit e ON e.id = h.edit_id WHERE h.scene_uuid = s.uuid
        AND e.kind <> 'merge'),
        s.created_at) AS modified_at,
    {fields}
    FROM scene s JOIN version v ON v.id = s.version_id JOIN film f ON f.id = v.film_id
    LEFT JOIN concept c ON c.id = s.location_id LEFT JOIN coder k ON k.id = s.coder_id WHERE s.id {among}"""


def read_scenes(connection: Connection, scene_ids: Sequence[int]) -> list[Scene]:
    """Read whole scenes, in the order of the ids; ids that are not there are left out."""
    among = json.dumps(list(scene_ids))
    parts = {
        name: _by_scene(connection, sql.format(among=AMONG), among)
        for name, sql in (("sides", _SIDES), ("combatants", _COMBATANTS), ("beats", _BEATS), ("terms", _TERMS))
    }
    wieldings = _read_wieldings(connection, among)
    names = [field.name for field in SCENE_FIELDS]
    sql = _SCENES.format(version=_VERSION_NAME, fields=", ".join(f"s.{name}" for name in names), among=AMONG)
    found = {}
    for row in _named(connection, sql, (among,)):
        fields = SceneFields(**{name: row.pop(name) for name in names})
        found[row["id"]] = Scene(
            **row,
            fields=fields,
            sides=tuple(Side(**each) for each in parts["sides"].get(row["id"], ())),
            combatants=tuple(Combatant(**each) for each in parts["combatants"].get(row["id"], ())),
            beats=tuple(Beat(**each) for each in parts["beats"].get(row["id"], ())),
            wieldings=tuple(wieldings.get(row["id"], ())),
            terms=tuple(SceneTerm(**each) for each in parts["terms"].get(row["id"], ())),
        )
    return [found[scene_id] for scene_id in scene_ids if scene_id in found]


def _read_wieldings(connection: Connection, among: str) -> dict[int, list[Wielding]]:
    targets: dict[int, list[int]] = {}
    for group in _by_scene(connection, _TARGETS.format(among=AMONG), among).values():
        for target in group:
            targets.setdefault(target["wielding_id"], []).append(target["combatant_id"])
    rows = _by_scene(connection, _WIELDINGS.format(among=AMONG), among)
    return {scene_id: [_wielding(row, targets) for row in group] for scene_id, group in rows.items()}


def _wielding(row: dict[str, Any], targets: dict[int, list[int]]) -> Wielding:
    row["improvised"] = bool(row["improvised"])
    return Wielding(**row, target_ids=tuple(targets.get(row["id"], ())))


def read_scene_ids(
    connection: Connection, film_id: int, version_id: int | None = None, among: Collection[int] | None = None
) -> list[int]:
    """Return the scenes of a film (or of one version of it) as they are fought; those from memory come last.

    Only those ``among`` some are looked for, where these are given.
    """
    only = "" if among is None else f"AND s.id {AMONG.replace('?', '?3')}"
    first = "JOIN" if among is None else "CROSS JOIN"  # which has SQLite begin with those few scenes
    sql = f"""
        SELECT s.id FROM scene s {first} version v ON v.id = s.version_id
        WHERE v.film_id = ?1 AND (?2 IS NULL OR v.id = ?2) AND s.deleted_at IS NULL {only}
        ORDER BY s.in_us IS NULL, s.in_us, s.id
    """  # noqa: S608 - no part of it comes from outside
    parameters = (film_id, version_id) if among is None else (film_id, version_id, json.dumps(list(among)))
    return [row[0] for row in connection.execute(sql, parameters)]


def read_cover(connection: Connection, scene_id: int) -> Cover | None:
    """Read a scene's cover, if it has one."""
    sql = """
        SELECT t.picture, t.time_us, p.width_px, p.height_px, p.jpeg FROM thumbnail t
        JOIN picture p ON p.sha256 = t.picture WHERE t.scene_id = ? AND t.is_cover = 1 ORDER BY t.id DESC LIMIT 1
    """
    row = connection.execute(sql, (scene_id,)).fetchone()
    return Cover(*row) if row else None


def read_cover_times(connection: Connection, scene_ids: Sequence[int]) -> dict[int, tuple[int | None, int]]:
    """Read which file, and which of its times, the covers show that nobody picked, by scene."""
    sql = f"""SELECT scene_id, media_file_id, time_us FROM thumbnail
        WHERE is_cover = 1 AND chosen = 0 AND scene_id {AMONG} ORDER BY id"""  # noqa: S608 - no part of it comes from outside
    return {row[0]: (row[1], row[2]) for row in connection.execute(sql, (json.dumps(list(scene_ids)),))}


def read_earlier_covers(
    connection: Connection, media_file_id: int, scene_ids: Sequence[int]
) -> dict[int, list[tuple[int, int]]]:
    """Read the pictures of a file that scenes had as covers before, and nobody picked: by scene, the newest first.

    Each is the thumbnail's id and its time in the file.
    """
    sql = f"""SELECT scene_id, id, time_us FROM thumbnail
        WHERE is_cover = 0 AND chosen = 0 AND media_file_id = ? AND scene_id {AMONG} ORDER BY id DESC"""  # noqa: S608 - no part of it comes from outside
    found: dict[int, list[tuple[int, int]]] = {}
    for scene_id, *picture in connection.execute(sql, (media_file_id, json.dumps(list(scene_ids)))):
        found.setdefault(scene_id, []).append((picture[0], picture[1]))
    return found


def read_picture(connection: Connection, name: str) -> bytes | None:
    """Read a picture's JPEG by its name."""
    row = connection.execute("SELECT jpeg FROM picture WHERE sha256 = ?", (name,)).fetchone()
    return bytes(row[0]) if row else None


def read_codes(connection: Connection, name: str) -> list[Code]:
    """Read a closed list, in its order."""
    sql = "SELECT code, label FROM code WHERE list = ? ORDER BY position"
    return [Code(*row) for row in connection.execute(sql, (name,))]


def read_names(connection: Connection, film_id: int | None = None) -> list[str]:
    """Return the names of combatants and characters, most used first; of one film, or of all."""
    sql = """
        SELECT label FROM (
            SELECT c.label AS label, v.film_id AS film_id FROM combatant c
            JOIN scene s ON s.id = c.scene_id JOIN version v ON v.id = s.version_id
            UNION ALL SELECT name, film_id FROM character)
        WHERE ?1 IS NULL OR film_id = ?1 GROUP BY label ORDER BY count(*) DESC, label
    """
    return [row[0] for row in connection.execute(sql, (film_id,))]


def read_layers(connection: Connection) -> list[str]:
    """Return the layers that hold scenes which are not in the trash, by name."""
    return [
        row[0] for row in connection.execute("SELECT DISTINCT layer FROM scene WHERE deleted_at IS NULL ORDER BY 1")
    ]


def read_cast(connection: Connection, film_id: int) -> list[Character]:
    """Return a film's characters by name, each with those who play it."""
    sql = """
        SELECT h.id, h.name, p.name, r.role FROM character h LEFT JOIN portrayal r ON r.character_id = h.id
        LEFT JOIN person p ON p.id = r.person_id WHERE h.film_id = ? ORDER BY h.name, h.id, r.id
    """
    names: dict[int, str] = {}
    performers: dict[int, list[Performer]] = {}
    for character_id, name, *played in connection.execute(sql, (film_id,)):
        names[character_id] = name
        if played[0] is not None:
            performers.setdefault(character_id, []).append(Performer(*played))
    return [Character(each, name, tuple(performers.get(each, ()))) for each, name in names.items()]


def read_people(connection: Connection) -> list[str]:
    """Return the names of all performers, most seen first."""
    sql = """
        SELECT p.name FROM person p LEFT JOIN portrayal r ON r.person_id = p.id
        GROUP BY p.name ORDER BY count(r.id) DESC, p.name
    """
    return [row[0] for row in connection.execute(sql)]
