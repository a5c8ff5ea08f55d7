"""The vocabulary a new catalog is born with: ``db/vocabulary`` put into tables, inside a migration's transaction."""

import csv
from collections.abc import Iterator
from pathlib import Path

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.identity import derived_uuid, new_uuid
from donnybrook.files import db_folder

_SCHEMES = {
    "weapon": "weapons.csv",
    "technique": "techniques.csv",
    "camera": "camera_terms.csv",
    "location": "locations.csv",
}
_AUTHORITIES = {
    "wikidata": "wikidata",
    "aat": "aat",
    "oewn_synset": "oewn",
    "ada_uri": "ada",
    "cinescale_code": "cinescale",
}


def seed(connection: Connection, created_at: str) -> None:
    """Give a new, empty catalog its identity, its vocabulary and its code lists."""
    connection.execute("INSERT INTO catalog (id, uuid, created_at) VALUES (1, ?, ?)", (new_uuid(), created_at))
    for scheme, name in _SCHEMES.items():
        _seed_scheme(connection, scheme, list(_rows(db_folder() / "vocabulary" / name)))
    codes = [
        (row["list"], int(row["order"]), row["code"], row["label"])
        for row in _rows(db_folder() / "vocabulary" / "code_lists.csv")
    ]
    connection.executemany("INSERT INTO code (list, position, code, label) VALUES (?, ?, ?, ?)", codes)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text, strict=True)


def _seed_scheme(connection: Connection, scheme: str, rows: list[dict[str, str]]) -> None:
    ids: dict[str, int] = {}
    for row in rows:
        sql = (
            "INSERT INTO concept (uuid, scheme, notation, pref_label, scope_note, made_as, attack_mode)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        identity = derived_uuid("concept", scheme, row["notation"])
        kind = (row["made_as"], row["attack_mode"])
        values = (identity, scheme, row["notation"], row["pref_label"], row["scope_note"], *kind)
        ids[row["notation"]] = int(connection.execute(sql, values).lastrowid or 0)
    broader = [(ids[row["broader"]], ids[row["notation"]]) for row in rows if row["broader"]]
    connection.executemany("UPDATE concept SET broader_id = ? WHERE id = ?", broader)
    for row in rows:
        _seed_labels(connection, ids[row["notation"]], scheme, row)
        _seed_matches(connection, ids[row["notation"]], scheme, row)


def _seed_labels(connection: Connection, concept_id: int, scheme: str, row: dict[str, str]) -> None:
    labels = [label.strip() for label in row["alt_labels"].split(";") if label.strip()]
    connection.executemany(
        "INSERT INTO concept_label (uuid, concept_id, label) VALUES (?, ?, ?)",
        [(derived_uuid("label", scheme, row["notation"], label), concept_id, label) for label in labels],
    )


def _seed_matches(connection: Connection, concept_id: int, scheme: str, row: dict[str, str]) -> None:
    matches = [
        (
            derived_uuid("match", scheme, row["notation"], authority),
            concept_id,
            authority,
            row[column],
            row["id_source"],
        )
        for column, authority in _AUTHORITIES.items()
        if row[column]
    ]
    sql = "INSERT INTO concept_match (uuid, concept_id, authority, value, source) VALUES (?, ?, ?, ?, ?)"
    connection.executemany(sql, matches)
