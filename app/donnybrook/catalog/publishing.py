"""Writes a catalog's fights into a database for reading: in words, without coders and places of files.

Its shape is ``db/publishing/tables.sql``. Knows no server and no page.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import batched
from pathlib import Path

from donnybrook.catalog.driver import AMONG, Connection, connect
from donnybrook.files import db_folder

type Told = Callable[[int, int], None]
"""Is told how many fights are written, out of so many; may raise to stop."""

_SOME = 500
_FILMS = """SELECT id, title, year, country,
    (SELECT group_concat(t.title, '; ') FROM film_title t WHERE t.film_id = f.id)
    FROM film f WHERE id IN (SELECT v.film_id FROM scene s JOIN version v ON v.id = s.version_id WHERE s.id {among})"""
_TERMS = """SELECT c.id, c.pref_label, c.scheme, c.broader_id,
    (SELECT group_concat(l.label, '; ') FROM concept_label l WHERE l.concept_id = c.id), nullif(c.scope_note, '')
    FROM concept c ORDER BY c.id"""
_ABOVE = """WITH RECURSIVE up (term, above) AS (
        SELECT id, id FROM concept
        UNION SELECT up.term, c.broader_id FROM up JOIN concept c ON c.id = up.above WHERE c.broader_id IS NOT NULL)
    SELECT term, above FROM up ORDER BY term, above"""
# What is written of some fights, in the order in which one refers to another.
_OF_FIGHTS = {
    "fight": """SELECT s.id, s.title, v.film_id, nullif(v.label, ''), s.in_us / 1e6, s.out_us / 1e6, s.location_id,
        nullif(s.place_name, ''), nullif(s.interior, ''), nullif(s.time_of_day, ''), nullif(s.note, ''), s.status,
        s.certainty, CAST(nullif(s.rating, '') AS INTEGER), s.layer, s.uuid
        FROM scene s JOIN version v ON v.id = s.version_id WHERE s.id {among} ORDER BY s.id""",
    "combatant": """SELECT c.id, c.label, c.scene_id, coalesce(nullif(d.label, ''), 'side ' || (d.position + 1)),
        h.name, (SELECT group_concat(p.name, '; ') FROM portrayal r JOIN person p ON p.id = r.person_id
            WHERE r.character_id = h.id), c.headcount, nullif(c.outcome, ''), nullif(c.note, '')
        FROM combatant c LEFT JOIN side d ON d.id = c.side_id LEFT JOIN character h ON h.id = c.character_id
        WHERE c.scene_id {among} ORDER BY c.id""",
    "beat": """SELECT b.id, nullif(b.label, ''), b.scene_id, b.in_us / 1e6, b.out_us / 1e6, nullif(b.note, ''), d.label
        FROM beat b LEFT JOIN side d ON d.id = b.upper_hand_side_id WHERE b.scene_id {among} ORDER BY b.id""",
    "wielding": """SELECT id, scene_id, combatant_id, weapon_id, beat_id, improvised, nullif(acquired, ''),
        nullif(ended, ''), nullif(manner, ''), from_us / 1e6, to_us / 1e6, certainty, previous_id
        FROM wielding WHERE scene_id {among} ORDER BY id""",
    "aim": """SELECT DISTINCT t.wielding_id, t.combatant_id
        FROM wielding_target t JOIN wielding w ON w.id = t.wielding_id WHERE w.scene_id {among}""",
    "fight_term": """SELECT id, scene_id, concept_id, beat_id, combatant_id FROM scene_term WHERE scene_id {among}
        ORDER BY id""",
}


def write_published(connection: Connection, scene_ids: Sequence[int], path: Path, told: Told | None = None) -> None:
    """Write some scenes, with all that they refer to, into a new database at ``path``; the same give the same bytes."""
    target = connect(path, mode="rwc")
    try:
        # A use may be named before the one it follows; and a half-written copy is thrown away in any case.
        for pragma in ("foreign_keys = OFF", "journal_mode = OFF", "synchronous = OFF"):
            target.execute(f"PRAGMA {pragma}")
        target.executescript((db_folder() / "publishing" / "tables.sql").read_text(encoding="utf-8"))
        target.execute("BEGIN")
        _write(target, "film", connection.execute(_FILMS.format(among=AMONG), (json.dumps(list(scene_ids)),)))
        _write(target, "term", connection.execute(_TERMS))
        _write(target, "term_above", connection.execute(_ABOVE))
        for done, some in _counted(scene_ids):
            for table, sql in _OF_FIGHTS.items():
                _write(target, table, connection.execute(sql.format(among=AMONG), (json.dumps(some),)))
            if told:
                told(done, len(scene_ids))
        target.execute("COMMIT")
        target.execute("VACUUM")
    finally:
        target.close()


def _counted(scene_ids: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    done = 0
    for some in batched(scene_ids, _SOME):
        done += len(some)
        yield done, list(some)


def _write(target: Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    columns = len(target.execute(f"PRAGMA table_info({table})").fetchall())
    target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)  # noqa: S608 - of our own
