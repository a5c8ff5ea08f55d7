"""Imports the fights of a file that another program made, as one edit. Knows no particular format."""

from collections.abc import Callable, Iterator
from pathlib import Path

from donnybrook.catalog import Catalog, Changes, Transaction
from donnybrook.exchange.entering import Entering
from donnybrook.exchange.formats import read_format_for
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan, plan_import
from donnybrook.exchange.import_rates import rates_for
from donnybrook.exchange.import_telling import nothing_sentence
from donnybrook.exchange.table_imports import preview_table, take_table
from donnybrook.exchange.wanted import Look, Tell, silent, unasked
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_IDS = 10_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: what had been planned, the first of the scenes made, and the change (``None`` for none)."""

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


def import_file(
    catalog: Catalog, path: Path, choices: ImportChoices, tell: Tell = silent, look: Look = unasked
) -> Imported:
    """Import the fights of a file, as ``preview_import`` says, as one edit; ``tell`` hears how many are entered.

    Raises ``Problem`` for a file that can't be read or has nothing to take, and what ``tell`` and ``look`` raise; then
    nothing was changed.
    """
    form = choices.form or read_format_for(path)
    if form.read_rows is not None:
        catalog.back_up_before("import")
        done = catalog.aside.edit(
            f"Import {path.name}", lambda tx: take_table(tx, catalog, path, form, choices, tell), look
        )
        return Imported(done.value, tuple(sorted(done.changes.scenes)[:_IDS]), done.changes or None)
    if form.read is None:
        raise Problem(f"{form.name} can be written, not read. Nothing was imported.")
    foreign = form.read(path, rates_for(catalog, path.name, choices))

    def plan() -> ImportPlan:
        return plan_import(catalog, foreign, path.name, form.name, choices, lambda _done, _total: tell(0, 0))

    return carry_out(catalog, plan, tell, look)


def carry_out(
    catalog: Catalog, planned: Callable[[], ImportPlan], tell: Tell = silent, look: Look = unasked
) -> Imported:
    """Do what ``planned`` plans, which is asked again if others change anything meanwhile; a backup is made before.

    Raises ``Problem`` if there is nothing to take.
    """
    catalog.noticed_changes()  # from here on
    first = planned()
    if not first.scenes:
        if first.there_already:
            return Imported(first, (), None)
        raise Problem(nothing_sentence(first))
    catalog.back_up_before("import")
    plans = _with_what_came(catalog, first, planned)

    def enter(tx: Transaction) -> ImportPlan:
        plan = next(plans)
        Entering(tx, catalog.vocabulary, tell, new_words=plan.new_words).enter(plan)
        return plan

    done = catalog.aside.edit(f"Import {first.name}", enter, look)
    return Imported(done.value, tuple(sorted(done.changes.scenes)), done.changes or None)


def _with_what_came(catalog: Catalog, first: ImportPlan, planned: Callable[[], ImportPlan]) -> Iterator[ImportPlan]:
    yield planned() if catalog.noticed_changes() else first
    while True:
        catalog.noticed_changes()
        yield planned()
