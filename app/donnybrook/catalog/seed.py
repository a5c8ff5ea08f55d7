"""The vocabulary a new catalog is born with: ``db/vocabulary`` put into tables, inside a migration's transaction."""

import csv
from collections.abc import Iterator
from functools import cache
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

_TABLES = {
    "concept": "id, uuid, scheme, notation, pref_label, scope_note, made_as, attack_mode",
    "concept_label": "uuid, concept_id, label",
    "concept_match": "uuid, concept_id, authority, value, source",
}


def seed(connection: Connection, created_at: str) -> None:
    """Give a new, empty catalog its identity, its vocabulary and its code lists."""
    connection.execute("INSERT INTO catalog (id, uuid, created_at) VALUES (1, ?, ?)", (new_uuid(), created_at))
    seeds, broader = _vocabulary()
    for table, columns in _TABLES.items():
        places = ", ".join("?" * (columns.count(",") + 1))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", seeds[table])  # noqa: S608
    connection.executemany("UPDATE concept SET broader_id = ? WHERE id = ?", broader)
    codes = [
        (row["list"], int(row["order"]), row["code"], row["label"])
        for row in _rows(db_folder() / "vocabulary" / "code_lists.csv")
    ]
    connection.executemany("INSERT INTO code (list, position, code, label) VALUES (?, ?, ?, ?)", codes)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text, strict=True)


@cache  # several are made in a row where something is made aside, imported or tried
def _vocabulary() -> tuple[dict[str, list[tuple[str | int, ...]]], list[tuple[int, int]]]:
    """Return the rows of each table, and what is broader than what: the id of that, and of this."""
    seeds: dict[str, list[tuple[str | int, ...]]] = {table: [] for table in _TABLES}
    broader: list[tuple[int, int]] = []
    for scheme, name in _SCHEMES.items():
        rows = list(_rows(db_folder() / "vocabulary" / name))
        ids = {row["notation"]: number for number, row in enumerate(rows, 1 + len(seeds["concept"]))}
        for row in rows:
            concept_id = ids[row["notation"]]
            seeds["concept"].append((concept_id, *_concept(scheme, row)))
            seeds["concept_label"] += _labels(concept_id, scheme, row)
            seeds["concept_match"] += _matches(concept_id, scheme, row)
        broader += [(ids[row["broader"]], ids[row["notation"]]) for row in rows if row["broader"]]
    return seeds, broader


def _concept(scheme: str, row: dict[str, str]) -> tuple[str, ...]:
    identity = derived_uuid("concept", scheme, row["notation"])
    kind = (row["made_as"], row["attack_mode"])
    return (identity, scheme, row["notation"], row["pref_label"], row["scope_note"], *kind)


def _labels(concept_id: int, scheme: str, row: dict[str, str]) -> list[tuple[str | int, ...]]:
    labels = [label.strip() for label in row["alt_labels"].split(";") if label.strip()]
    return [(derived_uuid("label", scheme, row["notation"], label), concept_id, label) for label in labels]


def _matches(concept_id: int, scheme: str, row: dict[str, str]) -> list[tuple[str | int, ...]]:
    return [
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
