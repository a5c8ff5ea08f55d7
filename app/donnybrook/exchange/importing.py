"""Imports the fights of a file that another program made, as one edit. Knows no particular format."""

from pathlib import Path

from donnybrook.catalog import Catalog, Changes, Edited, Transaction, Vocabulary
from donnybrook.exchange.entering import Entering
from donnybrook.exchange.formats import read_format_for
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan, plan_import
from donnybrook.exchange.import_rates import rates_for
from donnybrook.exchange.import_telling import nothing_sentence
from donnybrook.exchange.table_imports import preview_table, take_table
from donnybrook.exchange.wanted import Tell, silent
from donnybrook.problems import Problem
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: what had been planned, the scenes that were made, and the change (``None`` for none)."""

    plan: ImportPlan
    scene_ids: tuple[int, ...]
    changes: Changes | None


def preview_import(catalog: Catalog, path: Path, choices: ImportChoices, tell: Tell = silent) -> ImportPlan:
    """Return what importing a file would do; ``tell`` hears how many rows or fights are read. Writes nothing.

    Raises ``Problem`` for a file that can't be read.
    """
    form = choices.form or read_format_for(path)
    if form.read_rows is not None:
        return preview_table(catalog, path, form, choices, tell)
    if form.read is None:
        raise Problem(f"{form.name} can be written, not read. Nothing was imported.")
    foreign = form.read(path, rates_for(catalog, path.name, choices))
    return plan_import(catalog, foreign, path.name, form.name, choices, tell)


def import_file(catalog: Catalog, path: Path, choices: ImportChoices, tell: Tell = silent) -> Imported:
    """Import the fights of a file, as ``preview_import`` says, as one edit; ``tell`` hears how many are entered.

    Raises ``Problem`` for a file that can't be read or has nothing to take, and what ``tell`` raises; then nothing was
    changed.
    """
    form = choices.form or read_format_for(path)
    if form.read_rows is not None:
        catalog.back_up_before("import")
        done = catalog.edit(f"Import {path.name}", take_table, catalog, path, form, choices, tell)
        return Imported(done.value.plan, done.value.scene_ids, done.changes or None)
    return carry_out(catalog, preview_import(catalog, path, choices, lambda _done, _total: tell(0, 0)), tell)


def carry_out(catalog: Catalog, plan: ImportPlan, tell: Tell = silent) -> Imported:
    """Do what was planned just now; a backup is made before. Raises ``Problem`` if there is nothing to take."""
    if not plan.scenes:
        if plan.there_already:
            return Imported(plan, (), None)
        raise Problem(nothing_sentence(plan))
    catalog.back_up_before("import")
    label, vocabulary = f"Import {plan.name}", catalog.vocabulary
    done: Edited[tuple[int, ...]] = catalog.edit(label, _enter, plan, vocabulary, tell)
    return Imported(plan, done.value, done.changes)


def _enter(tx: Transaction, /, plan: ImportPlan, vocabulary: Vocabulary, tell: Tell) -> tuple[int, ...]:
    return tuple(Entering(tx, vocabulary, tell, new_words=plan.new_words).enter(plan))
