"""Catalog files as others send them: of another shape, hostile. Knows how to make each, not what comes of it."""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from donnybrook import Catalog
from donnybrook.catalog import BeatDraft, CombatantDraft, MediaFacts, SceneDraft, SceneFields, TermDraft, WieldingDraft
from donnybrook.catalog.edits import pictures

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8


def make_catalog(path: Path, cache_folder: Path, *, scenes: int = 3) -> None:
    """Make a small catalog with something of everything in it, and close it."""
    with Catalog.create(path, coder="Ana", cache_folder=cache_folder) as catalog:
        skates = catalog.vocabulary.lookup("weapon", "ice skates")
        strangle = catalog.vocabulary.concepts("technique")[0].id
        assert skates is not None
        film_id = catalog.add_film("Ballerina", year=2025, alternative_titles=("Eve",)).value
        catalog.attach_file(film_id, MediaFacts(path=Path("/films/b.mp4"), duration_us=10**9))
        for number in range(scenes):
            draft = SceneDraft(
                fields=SceneFields(title=f"Fight {number}", in_us=number * 10**6, out_us=(number + 1) * 10**6),
                sides=("Eve", "cult"),
                combatants=(
                    CombatantDraft(label="Eve", side=0, character="Eve", performer="Ana de Armas"),
                    CombatantDraft(label="villain", side=1),
                ),
                beats=(BeatDraft(label="first", in_us=number * 10**6, out_us=number * 10**6 + 500_000, upper_hand=0),),
                wieldings=(
                    WieldingDraft(weapon_id=skates, who=0, against=(1,), beat=0, improvised=True),
                    WieldingDraft(weapon_id=skates, who=1, previous=0),
                ),
                terms=(TermDraft(concept_id=strangle, beat=0),),
            )
            scene_id = catalog.add_scene(film_id, draft).value
            catalog.edit("Cover", pictures.set_cover, scene_id, jpeg=JPEG, width_px=320, height_px=180, time_us=0)
            catalog.change_scene(scene_id, note=f"by the well {number}")


def run_sql(path: Path, *statements: str | tuple[str, tuple[object, ...]]) -> None:
    """Do to a closed file what another program might."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            if isinstance(statement, tuple):
                connection.execute(*statement)
            else:
                connection.execute(statement)
    finally:
        connection.close()


def rewrite_schema(path: Path, table: str, old: str, new: str) -> None:
    """Change the text of a table's definition behind SQLite's back."""
    run_sql(
        path,
        "PRAGMA writable_schema = ON",
        ("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, table)),
    )


def digest_of_folder(folder: Path) -> dict[str, str]:
    """Return what each file in a folder holds, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def _replace_table_by_view(path: Path, table: str, select: str) -> None:
    run_sql(path, f"ALTER TABLE {table} RENAME TO {table}_old", f"CREATE VIEW {table} AS {select}")


def _loosen(path: Path) -> None:
    rewrite_schema(path, "film", ") STRICT", ")")
    run_sql(path, "UPDATE film SET year = 'two thousand', note = x'00ff'")


_ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
_SCENE_COLUMNS = (
    "x AS id, 'u' || x AS uuid, 1 AS version_id, 't' AS title, 0 AS in_us, 1 AS out_us, NULL AS location_id,"
    " '' AS place_name, '' AS interior, '' AS time_of_day, '' AS note, '' AS status, '' AS certainty, '' AS layer,"
    " NULL AS coder_id, '' AS created_at, '' AS modified_at, NULL AS deleted_at"
)

HOSTILE: dict[str, Callable[[Path], None]] = {
    "a trigger that deletes": lambda path: run_sql(
        path, "CREATE TRIGGER t AFTER UPDATE ON scene BEGIN DELETE FROM scene WHERE id <> new.id; END"
    ),
    "a view without end in place of the scenes": lambda path: _replace_table_by_view(
        path,
        "scene",
        f"{_ENDLESS} SELECT {_SCENE_COLUMNS} FROM n",  # noqa: S608
    ),
    "a worked-out column of 900 MB": lambda path: run_sql(
        path, "ALTER TABLE scene ADD COLUMN big BLOB GENERATED ALWAYS AS (zeroblob(900000000)) VIRTUAL"
    ),
    "a note worked out without end": lambda path: _replace_table_by_view(
        path,
        "film",
        f"SELECT id, uuid, title, year, country, ({_ENDLESS} SELECT count(*) FROM n) AS note FROM film_old",  # noqa: S608
    ),
    "a check that costs 900 MB": lambda path: rewrite_schema(
        path,
        "film",
        "note    TEXT NOT NULL DEFAULT ''",
        "note TEXT NOT NULL DEFAULT '' CHECK (zeroblob(900000000) > 1)",
    ),
    "a table of another kind": lambda path: run_sql(path, "CREATE VIRTUAL TABLE f USING fts5(a)"),
    "an index that works": lambda path: run_sql(path, "CREATE INDEX i ON scene (upper(title))"),
    "a column more": lambda path: run_sql(path, "ALTER TABLE scene ADD COLUMN stars INTEGER"),
    "a table less": lambda path: run_sql(path, "DROP TABLE wielding_target"),
    "loose types with words for numbers": _loosen,
    "an id that is the largest there is": lambda path: run_sql(
        path,
        "CREATE VIEW v AS SELECT 1",
        "INSERT INTO scene (id, uuid, version_id, created_at) VALUES (9223372036854775807, 'last-one', 1, '')",
    ),
    "a circle of concepts": lambda path: run_sql(
        path,
        "CREATE VIEW v AS SELECT 1",
        "UPDATE concept SET broader_id = 2 WHERE id = 1",
        "UPDATE concept SET broader_id = 1 WHERE id = 2",
    ),
}
