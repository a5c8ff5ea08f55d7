"""Reads the seed vocabulary for tests, straight from its files."""

import csv
from collections.abc import Iterator

from donnybrook.catalog.labels import LabelIndex
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
