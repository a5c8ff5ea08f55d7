"""Looks over what refers to what: rows that are not there, parts of other scenes, circles, pictures. Knows no text."""

import hashlib
from collections.abc import Iterator

from donnybrook.catalog.checking.findings import Finding, Remedy, Severity, set_empty, take_out
from donnybrook.catalog.circles import rows_in_circles
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.numbers import counted

# What belongs to one scene may refer only to what belongs to the same: (table, column, referred table).
_WITHIN_SCENE = (
    ("beat", "upper_hand_side_id", "side"),
    ("combatant", "side_id", "side"),
    ("wielding", "beat_id", "beat"),
    ("wielding", "combatant_id", "combatant"),
    ("scene_term", "beat_id", "beat"),
    ("scene_term", "combatant_id", "combatant"),
)
_TARGETS = """
    SELECT t.id, w.scene_id FROM wielding_target t JOIN wielding w ON w.id = t.wielding_id
    JOIN combatant c ON c.id = t.combatant_id WHERE c.scene_id <> w.scene_id
"""
_CHARACTERS = """
    SELECT b.id, b.scene_id FROM combatant b JOIN character c ON c.id = b.character_id
    JOIN scene s ON s.id = b.scene_id JOIN version v ON v.id = s.version_id WHERE v.film_id <> c.film_id
"""
_SCHEMES = """
    SELECT 'wielding', w.id, w.scene_id, k.pref_label, k.scheme FROM wielding w
        JOIN concept k ON k.id = w.weapon_id WHERE k.scheme <> 'weapon'
    UNION ALL SELECT 'scene', s.id, s.id, k.pref_label, k.scheme FROM scene s
        JOIN concept k ON k.id = s.location_id WHERE k.scheme <> 'location'
"""
_BROADER = "SELECT id, broader_id FROM concept WHERE broader_id IS NOT NULL"
_PREVIOUS = "SELECT id, previous_id FROM wielding WHERE previous_id IS NOT NULL"
_UNSHOWN = """
    SELECT count(*), coalesce(sum(length(jpeg)), 0) FROM picture WHERE sha256 NOT IN (
        SELECT picture FROM thumbnail UNION SELECT picture FROM concept WHERE picture IS NOT NULL
        UNION SELECT after ->> 'picture' FROM change WHERE table_name IN ('thumbnail', 'concept')
            AND after ->> 'picture' NOT NULL
        UNION SELECT before ->> 'picture' FROM change WHERE table_name IN ('thumbnail', 'concept')
            AND before ->> 'picture' NOT NULL)
"""


def look(connection: Connection) -> Iterator[Finding]:
    """Look over the references."""
    yield from _dangling(connection)
    yield from _across_scenes(connection)
    for row_id, scene_id, label, scheme in _four(connection):
        sentence = f"Fight {scene_id} uses the {scheme} term “{label}” as something else."
        yield Finding(sentence, Severity.FAULT, "scene", row_id)
    yield from _circles(connection, "concept", "broader_id", _BROADER, "The term {row} is broader than itself")
    yield from _circles(connection, "wielding", "previous_id", _PREVIOUS, "The wielding {row} comes before itself")
    yield from _same_uuids(connection)
    yield from _pictures(connection)


def _four(connection: Connection) -> list[tuple[int, int, str, str]]:
    return [(row[1], row[2], row[3], row[4]) for row in connection.execute(_SCHEMES)]


def _dangling(connection: Connection) -> Iterator[Finding]:
    for table, row_id, parent, key in connection.execute("PRAGMA foreign_key_check").fetchall():
        reference = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        column = next(str(row[3]) for row in reference if row[0] == key)
        declared = connection.execute(f"PRAGMA table_info({table})").fetchall()
        required = any(row[1] == column and row[3] for row in declared)
        remedy = None
        if row_id is not None and not required:
            remedy = Remedy("It can be emptied.", set_empty(table, row_id, column))
        elif row_id is not None:
            remedy = Remedy("It can be taken out.", take_out(table, row_id))
        sentence = f"The {column} of {table} {row_id} refers to a {parent} that is not there."
        yield Finding(sentence, Severity.FAULT, table, row_id, remedy)


def _across_scenes(connection: Connection) -> Iterator[Finding]:
    for table, column, other in _WITHIN_SCENE:
        sql = (
            f"SELECT a.id, a.scene_id FROM {table} a JOIN {other} b ON b.id = a.{column} WHERE b.scene_id <> a.scene_id"  # noqa: S608
        )
        for row_id, scene_id in connection.execute(sql).fetchall():
            sentence = f"In fight {scene_id}, a {table} refers to a {other} of another fight."
            remedy = Remedy("It can be emptied.", set_empty(table, row_id, column))
            yield Finding(sentence, Severity.FAULT, table, row_id, remedy)
    for row_id, scene_id in connection.execute(_TARGETS).fetchall():
        sentence = f"In fight {scene_id}, a weapon is used against a combatant of another fight."
        remedy = Remedy("It can be taken out.", take_out("wielding_target", row_id))
        yield Finding(sentence, Severity.FAULT, "wielding_target", row_id, remedy)
    for row_id, scene_id in connection.execute(_CHARACTERS).fetchall():
        sentence = f"In fight {scene_id}, a combatant is a character of another film."
        remedy = Remedy("The character can be emptied.", set_empty("combatant", row_id, "character_id"))
        yield Finding(sentence, Severity.FAULT, "combatant", row_id, remedy)


def _circles(connection: Connection, table: str, column: str, sql: str, told: str) -> Iterator[Finding]:
    above: dict[int, int] = dict(connection.execute(sql).fetchall())
    for row in rows_in_circles(above):
        remedy = Remedy("The circle can be opened there.", set_empty(table, row, column))
        yield Finding(f"{told.format(row=row)}, in a circle.", Severity.FAULT, table, row, remedy)


def _same_uuids(connection: Connection) -> Iterator[Finding]:
    listed = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    tables = [
        name
        for (name,) in listed
        if name not in ("catalog", "conflict", "edit", "shot")  # shots are many, and their table sees to it
        and any(row[1] == "uuid" for row in connection.execute(f"PRAGMA table_info({name})"))
    ]
    union = " UNION ALL ".join(f"SELECT '{table}' AS name, uuid FROM {table}" for table in tables)  # noqa: S608
    sql = f"SELECT uuid, group_concat(name, ' and ') FROM ({union}) GROUP BY uuid HAVING count(*) > 1"  # noqa: S608
    for uuid, names in connection.execute(sql).fetchall():
        yield Finding(f"Two rows, of {names}, have the same identity {uuid}.", Severity.FAULT)


def _pictures(connection: Connection) -> Iterator[Finding]:
    for name, jpeg in connection.execute("SELECT sha256, jpeg FROM picture"):
        if not jpeg:
            yield Finding(f"The picture {name[:12]}… is empty: no backup had it.", Severity.FAULT, "picture")
        elif hashlib.sha256(jpeg).hexdigest() != name:
            yield Finding(
                f"The picture {name[:12]}… is not what it was when it was stored.", Severity.DAMAGE, "picture"
            )
    count, size = connection.execute(_UNSHOWN).fetchone()
    if count:
        yield Finding(f"{counted(count, 'picture')} shown nowhere: {size / 1000:,.0f} kB.", Severity.ODDITY, "picture")
