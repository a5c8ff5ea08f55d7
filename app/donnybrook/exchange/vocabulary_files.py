"""Exports the vocabulary to a file and imports it from one, in the format of its ending. Knows neither format."""

from pathlib import Path

from donnybrook.catalog import Catalog, Edited
from donnybrook.catalog.concepts import read_entries
from donnybrook.catalog.edits.vocabulary_taking import TakenVocabulary, take_vocabulary
from donnybrook.exchange.vocabulary_csv import read_csv, write_csv
from donnybrook.exchange.vocabulary_turtle import read_turtle, write_turtle
from donnybrook.exchange.whole_file import whole_file
from donnybrook.problems import Problem

_WRITERS = {".csv": write_csv, ".ttl": write_turtle}
_READERS = {".csv": read_csv, ".ttl": read_turtle}
_LARGEST_BYTES = 64 * 1024 * 1024


def export_vocabulary(catalog: Catalog, path: Path, scheme: str | None = None) -> int:
    """Write all terms, or those of one scheme, and return how many; raises ``Problem`` if the file can't be written."""
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise _unknown(path)
    entries = catalog.read(read_entries, scheme)
    with whole_file(path) as file:
        write(entries, file)
    return len(entries)


def import_vocabulary(catalog: Catalog, path: Path, scheme: str = "") -> Edited[TakenVocabulary]:
    """Take the terms of a file into the catalog as one edit; ``scheme`` is that of terms that don't say theirs.

    A backup is made before. Raises ``Problem`` if the file can't be read, or no backup be made; then nothing was
    changed.
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise _unknown(path)
    if not path.is_file():
        raise Problem(f"There is no file {path}. Nothing was imported.")
    if path.stat().st_size > _LARGEST_BYTES:
        raise Problem(f"{path.name} is larger than any vocabulary (over 64 MiB). Nothing was imported.")
    with path.open("rb") as file:
        entries = read(file, scheme)
    catalog.back_up_before("import")
    return catalog.edit(f"Import vocabulary {path.name}", take_vocabulary, entries)


def _unknown(path: Path) -> Problem:
    return Problem(f"“{path.name}” ends neither in .csv (a table) nor in .ttl (SKOS in Turtle). Choose one of these.")
