"""Takes the terms of a file into a catalog, after a backup; run away from the window's thread."""

from dataclasses import dataclass
from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.catalog.numbers import counted
from donnybrook.exchange.vocabulary_files import import_vocabulary


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought, in words, and a sentence for each thing that was left out."""

    words: str
    left_out: tuple[str, ...]


def import_terms(mine: Path, file: Path, scheme: str) -> Imported:
    """Take the terms of ``file``; those that don't say their kind are of ``scheme``. Raises ``Problem``."""
    with Catalog.open(mine) as catalog:
        taken = import_vocabulary(catalog, file, scheme).value
    left = f" {counted(len(taken.skipped), 'thing')} left out." if taken.skipped else ""
    words = f"{counted(taken.added, 'term')} added, {taken.changed} changed, {taken.same} as they were.{left}"
    return Imported(words, tuple(f"{each.label or 'A term'} {each.reason}." for each in taken.skipped))
