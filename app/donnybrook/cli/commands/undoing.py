"""Commands that go back: undo, redo, and the history of a catalog or of one fight."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from donnybrook.catalog import Catalog, history
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.wording import ToldValue, told_history
from donnybrook.cli.naming import scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.problems import Problem

_coder = click.option("--coder", type=TEXT, default=None, help="Whose edits: everyone takes back their own.")


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.option("--times", type=click.IntRange(1), default=1, help="How many edits to take back.")
@_coder
def undo(catalog: Path, times: int, coder: str | None) -> None:
    """Take back the last edit of CATALOG, or the last few.

    There is no limit, and it makes no difference how long ago they were. ‘donnybrook redo’ does them again.
    """
    with opened_catalog(catalog, coder=coder) as opened:
        for done in range(times):
            undone = opened.undo()
            if undone is None:
                _say_end("There is nothing left to take back.", done)
                return
            _tell("Taken back", undone.changes.label.removeprefix("Undo "), undone.value)


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.option("--times", type=click.IntRange(1), default=1, help="How many edits to do again.")
@_coder
def redo(catalog: Path, times: int, coder: str | None) -> None:
    """Do again what was undone last in CATALOG."""
    with opened_catalog(catalog, coder=coder) as opened:
        for done in range(times):
            redone = opened.redo()
            if redone is None:
                _say_end("There is nothing to do again.", done)
                return
            _tell("Done again", redone.changes.label.removeprefix("Redo "), redone.value)


@click.command("history")
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("scene", type=TEXT, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--limit", type=click.IntRange(1), default=50, help="How many edits of the catalog (without SCENE).")
@click.option(
    "--bring-back",
    nargs=2,
    type=TEXT,
    metavar="EDIT FIELD",
    help="Give FIELD (its name, or its number in that edit) the value it had before EDIT.",
)
def show_history(
    catalog: Path, scene: str | None, as_json: bool, limit: int, bring_back: tuple[str, str] | None
) -> None:
    """Show who changed what in CATALOG, or in one SCENE.

    For a SCENE: every value, newest first, from what to what. Without: the edits of the whole catalog.
    """
    if bring_back and scene is None:
        raise click.UsageError("--bring-back needs a SCENE", click.get_current_context())
    with opened_catalog(catalog) as opened:
        if scene is None:
            lines = opened.read(history.read_journal, limit)
            for line in _journal_json(lines) if as_json else _journal_lines(lines):
                click.echo(line)
            return
        told = opened.read(told_history, opened.scene_history(scene_named(opened, scene)))
        if bring_back:
            _bring_back(opened, told, *bring_back)
            return
        for line in _json(told) if as_json else _lines(told):
            click.echo(line)


def _say_end(sentence: str, done: int) -> None:
    if not done:
        raise Problem(sentence)
    click.echo(sentence)


def _tell(what: str, label: str, kept: int) -> None:
    left = f" {counted(kept, 'value')} changed since then {'was' if kept == 1 else 'were'} left alone." if kept else ""
    click.echo(f"{what}: {plain(label)}.{left}")


def _bring_back(catalog: Catalog, told: Sequence[ToldValue], edit: str, field: str) -> None:
    wanted = [each for each in told if str(each.past.edit_id) == edit and _goes_by(each, field)]
    if not wanted:
        raise Problem(
            f"Edit {plain(edit)} changed no field “{plain(field)}” of this fight. Leave --bring-back out to see."
        )
    if len(wanted) > 1:
        listed = "; ".join(f"{each.number} is that of {plain(each.row) or 'the fight itself'}" for each in wanted)
        raise Problem(f"Edit {plain(edit)} changed {len(wanted)} fields “{plain(field)}”. Give a number: {listed}.")
    one = wanted[0]
    if catalog.edit(f"Bring back {one.field.lower()}", history.bring_back, one.past).value:
        click.echo(f"{one.field}: {_quoted(one.before)} again.")
    else:
        click.echo(f"{one.field} is {_quoted(one.before)} already.")


def _goes_by(told: ToldValue, field: str) -> bool:
    return field.casefold() in (told.field.casefold(), told.past.column) or field == str(told.number)


def _journal_lines(lines: Sequence[history.JournalLine]) -> Iterator[str]:
    for line in lines:
        fights = counted(line.scenes, "fight") if line.scenes else ""
        cells = (str(line.id), line.made_at, line.coder, line.label, fights, "undone" if line.undone else "")
        yield "\t".join(plain(cell) for cell in cells).rstrip("\t")


def _journal_json(lines: Sequence[history.JournalLine]) -> Iterator[str]:
    yield json.dumps(
        [
            {
                "edit": line.id,
                "edit_id": line.uuid,
                "at": line.made_at,
                "coder": line.coder or None,
                "label": line.label,
                "kind": line.kind,
                "undone": line.undone,
                "fights": line.scenes,
            }
            for line in lines
        ],
        ensure_ascii=False,
        indent=1,
    )


def _lines(told: Sequence[ToldValue]) -> Iterator[str]:
    for edit_id, of_edit in groupby(told, key=lambda each: each.past.edit_id):
        values = list(of_edit)
        past = values[0].past
        yield "\t".join(plain(cell) for cell in (str(edit_id), past.made_at, past.coder, past.label))
        for (_, row), of_row in groupby(values, key=lambda each: (each.past.row_uuid, each.row)):
            yield from _row_lines(row, list(of_row))


def _row_lines(row: str, values: Sequence[ToldValue]) -> Iterator[str]:
    row_was = values[0].past.row_was
    if row_was != "changed":
        said = "; ".join(f"{each.field} {_quoted(each.after or each.before)}" for each in values)
        yield f"    {row_was} {plain(row) or 'fight'}: {said}"
        return
    for each in values:
        where = f"{plain(row)}: " if row else ""
        yield f"    {each.number}. {where}{each.field}: {_quoted(each.before)} → {_quoted(each.after)}"


def _json(told: Sequence[ToldValue]) -> Iterator[str]:
    yield json.dumps(
        [
            {
                "edit": each.past.edit_id,
                "at": each.past.made_at,
                "coder": each.past.coder or None,
                "label": each.past.label,
                "number": each.number,
                "of": each.row or "fight",
                "was": each.past.row_was,
                "field": each.field,
                "before": each.before or None,
                "after": each.after or None,
            }
            for each in told
        ],
        ensure_ascii=False,
        indent=1,
    )


def _quoted(text: str) -> str:
    return f"“{plain(text)}”" if text else "nothing"


COMMANDS = (undo, redo, show_history)
