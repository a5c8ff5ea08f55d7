"""Previews an import into a catalog and carries it out; run away from the window's thread."""

from dataclasses import dataclass
from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan
from donnybrook.exchange.import_telling import fights_sentence
from donnybrook.exchange.importing import import_file, preview_import


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did, in words, and whether it changed anything."""

    words: str
    is_edit: bool


def previewed(mine: Path, file: Path, choices: ImportChoices) -> ImportPlan:
    """Return what importing ``file`` would do; raises ``Problem`` for one that can't be read."""
    with Catalog.open(mine, read_only=True) as catalog:
        return preview_import(catalog, file, choices)


def take_file(mine: Path, file: Path, choices: ImportChoices) -> Taken:
    """Import ``file`` after a backup; raises ``Problem``, and then nothing was changed."""
    with Catalog.open(mine) as catalog:
        done = import_file(catalog, file, choices)
        return Taken(fights_sentence(done.plan, done=True), done.changes is not None)
