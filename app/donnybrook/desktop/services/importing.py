"""Previews an import into a catalog and carries it out; run away from the window's thread."""

from dataclasses import dataclass
from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.catalog.sheets.taking import TakenRows
from donnybrook.exchange.csv_reading import read_header
from donnybrook.exchange.foreign import TableLayout
from donnybrook.exchange.formats import read_format_for
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan
from donnybrook.exchange.import_telling import fights_sentence, whole_sentence
from donnybrook.exchange.importing import import_file, preview_import
from donnybrook.exchange.set_reading import is_whole, rehearse_whole, take_whole
from donnybrook.exchange.table_columns import Mapped, usual_columns


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did, in words, and whether it changed anything."""

    words: str
    is_edit: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file is: the columns of a table and which are known by their names; of any other file, nothing."""

    header: tuple[str, ...] = ()
    found: tuple[Mapped, ...] = ()


def look_at(file: Path) -> Looked:
    """Return what a file is; raises ``Problem`` for a table that can't be read."""
    if is_whole(file) or read_format_for(file).read_rows is None:
        return Looked()
    header = tuple(read_header(file, TableLayout()))
    return Looked(header, usual_columns(header))


def previewed(mine: Path, file: Path, choices: ImportChoices) -> ImportPlan | TakenRows:
    """Return what importing ``file`` would do; raises ``Problem`` for one that can't be read."""
    if is_whole(file):
        with Catalog.open(mine) as catalog:  # rehearsed as an edit that goes back
            return rehearse_whole(catalog, file)
    with Catalog.open(mine, read_only=True) as catalog:
        return preview_import(catalog, file, choices)


def take_file(mine: Path, file: Path, choices: ImportChoices) -> Taken:
    """Import ``file`` after a backup; raises ``Problem``, and then nothing was changed."""
    with Catalog.open(mine) as catalog:
        if is_whole(file):
            whole = take_whole(catalog, file)
            return Taken(whole_sentence(whole.value, done=True), bool(whole.changes))
        done = import_file(catalog, file, choices)
        return Taken(fights_sentence(done.plan, done=True), done.changes is not None)
