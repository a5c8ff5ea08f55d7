"""Commands for two people on two copies: merge them, list what they disagree on, settle it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from donnybrook.catalog.merging.conflicts import settle_conflict
from donnybrook.catalog.merging.telling import came_over
from donnybrook.catalog.wording import ToldConflict, told_conflicts
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import plain
from donnybrook.problems import Problem


@click.command()
@click.argument("mine", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
def merge(mine: Path, theirs: Path) -> None:
    """Bring what is in THEIRS into MINE. THEIRS is not changed.

    Nothing that either typed is lost; doing it twice, or the other way round, makes no difference. Where both changed
    one value apart, the later one stands, and both are listed until someone settles it (‘donnybrook conflicts’). A
    backup of MINE is made before. The whole merge is one edit: ‘donnybrook undo’ takes it back.
    """
    with opened_catalog(mine) as ours, opened_catalog(theirs, read_only=True) as their_catalog:
        merged = ours.merge(their_catalog)
        told = ours.read(told_conflicts, ours.conflicts())
    click.echo(plain(came_over(merged, theirs.name)))
    for line in _lines(told):
        click.echo(line)
    if told:
        click.echo("‘donnybrook settle’ with a number and --keep or --take-other settles one.")


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def conflicts(catalog: Path, as_json: bool) -> None:
    """List the conflicts of CATALOG that nobody has settled yet.

    Those are values that two people changed apart.
    """
    with opened_catalog(catalog) as opened:
        told = opened.read(told_conflicts, opened.conflicts())
    for line in _json(told) if as_json else _lines(told) or ["There is nothing to settle."]:
        click.echo(line)


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("number", type=int)
@click.option("--keep/--take-other", default=None, help="Keep the value that stands, or take the other one.")
def settle(catalog: Path, number: int, keep: bool | None) -> None:
    """Settle one conflict of CATALOG.

    NUMBER is the conflict's, as ‘donnybrook conflicts’ lists it.
    """
    if keep is None:
        raise click.UsageError("say --keep or --take-other", click.get_current_context())
    with opened_catalog(catalog) as opened:
        told = next(
            (each for each in opened.read(told_conflicts, opened.conflicts()) if each.conflict.id == number), None
        )
        if told is None:
            raise Problem(f"No open conflict has the number {number}. ‘donnybrook conflicts’ lists them.")
        opened.edit(f"Settle {told.field.lower()}", settle_conflict, number, take_other=not keep)
    click.echo(f"{plain(told.field)} is {_quoted(told.kept if keep else told.other)}.")


def _lines(told: Sequence[ToldConflict]) -> list[str]:
    return [
        f"{each.conflict.id}\t{plain(each.where)}: {each.field} is {_quoted(each.kept)}{_by(each.conflict.kept_by)},"
        f" and was {_quoted(each.other)}{_by(each.conflict.other_by)}"
        for each in told
    ]


def _json(told: Sequence[ToldConflict]) -> Iterator[str]:
    rows = [
        {
            "number": each.conflict.id,
            "scene_id": each.conflict.scene_uuid,
            "of": each.where,
            "field": each.field,
            "kept": each.kept or None,
            "kept_by": each.conflict.kept_by or None,
            "other": each.other or None,
            "other_by": each.conflict.other_by or None,
        }
        for each in told
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=1)


def _quoted(text: str) -> str:
    return f"“{plain(text)}”" if text else "empty"


def _by(coder: str) -> str:
    return f" (by {plain(coder)})" if coder else ""


COMMANDS = (merge, conflicts, settle)
