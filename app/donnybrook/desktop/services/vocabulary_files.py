"""Takes the terms of a file into a catalog, after a backup; run away from the window's thread."""

from pathlib import Path

from donnybrook.catalog import Catalog, Changes
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.marked_words import translate
from donnybrook.exchange.vocabulary_files import import_vocabulary
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought, in words, what it changed, if anything, and a sentence for each thing left out."""

    words: str
    changes: Changes | None
    left_out: tuple[str, ...]


def import_terms(mine: Path, file: Path, scheme: str) -> Imported:
    """Take the terms of ``file``; those that don't say their kind are of ``scheme``. Raises ``Problem``."""
    with Catalog.open(mine) as catalog:
        imported = import_vocabulary(catalog, file, scheme)
    taken = imported.value
    words = translate("VocabularyFiles", "{terms} added, {changed} changed, {same} as they were.")
    words = words.format(terms=counted(taken.added, "term"), changed=taken.changed, same=taken.same)
    if taken.skipped:
        left = translate("VocabularyFiles", " {things} left out.")
        words += left.format(things=counted(len(taken.skipped), "thing"))
    nameless = translate("VocabularyFiles", "A term")
    left_out = tuple(f"{each.label or nameless} {each.reason}." for each in taken.skipped)
    return Imported(words, imported.changes or None, left_out)
