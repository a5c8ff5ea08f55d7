"""Reads the seed vocabulary for tests, straight from its files."""

import csv
from collections.abc import Iterator

from donnybrook.catalog.labels import LabelIndex
from donnybrook.catalog.records import Concept
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.files import db_folder

FILES = {"weapon": "weapons", "technique": "techniques", "camera": "camera_terms", "location": "locations"}


def rows(name: str) -> list[dict[str, str]]:
    with (db_folder() / "vocabulary" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def labels(row: dict[str, str]) -> list[str]:
    return [row["pref_label"], *(label for label in row["alt_labels"].split(";") if label)]


def pairs(scheme: str) -> Iterator[tuple[str, str]]:
    for row in rows(FILES[scheme]):
        for label in labels(row):
            yield label, row["notation"]


def index(scheme: str) -> LabelIndex[str]:
    return LabelIndex(pairs(scheme))


def vocabulary() -> Vocabulary:
    """Return the seed vocabulary as a catalog holds it."""
    every = [(scheme, row) for scheme, name in FILES.items() for row in rows(name)]
    ids = {(scheme, row["notation"]): number for number, (scheme, row) in enumerate(every, 1)}
    return Vocabulary(
        Concept(
            id=ids[scheme, row["notation"]],
            uuid=f"{scheme}/{row['notation']}",
            scheme=scheme,
            notation=row["notation"],
            label=row["pref_label"],
            broader_id=ids.get((scheme, row["broader"])),
            synonyms=tuple(labels(row)[1:]),
            scope_note=row["scope_note"],
            made_as=row["made_as"],
            attack_mode=row["attack_mode"],
            retired=False,
        )
        for scheme, row in every
    )
