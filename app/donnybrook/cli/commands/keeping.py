"""Commands that keep a catalog safe: back it up, list the backups, go back to one, look it over."""

from pathlib import Path

import click

from donnybrook.catalog.backups import Backup, BackupProblem, Keeper
from donnybrook.catalog.backups.telling import changed_since, holding
from donnybrook.catalog.checking import Looked, look_over, mend
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.opening import check_path
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import plain


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
def backup(catalog: Path) -> None:
    """Make a backup of CATALOG now.

    Donnybrook makes them by itself too, and keeps them in your data folder.
    """
    check_path(catalog)
    made = Keeper(catalog).back_up("by hand")
    click.echo(f"{plain(catalog.name)} is backed up: {holding(made)}, in {plain(str(made.path))}.")


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
def backups(catalog: Path) -> None:
    """List the backups of CATALOG.

    The newest stands first, each with what has changed since.
    """
    keeper = Keeper(catalog)
    found = keeper.backups()
    for number, each in enumerate(found, 1):
        when = each.moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        click.echo(f"{number:3}  {when}  {plain(each.reason)}: {holding(each)}. {_changed(keeper, each)}")
    if not found:
        click.echo(f"There is no backup of {plain(catalog.name)} yet.")


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("which", default="1")
def restore(catalog: Path, which: str) -> None:
    """Make CATALOG what it was at a backup.

    WHICH is its number in ‘donnybrook backups’ (1, the newest, if left out) or the beginning of its file's name. The
    state there is now becomes a backup first, so that this too can be gone back on.
    """
    keeper = Keeper(catalog)
    chosen = keeper.find(which)
    restored = keeper.restore(chosen)
    when = chosen.moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    click.echo(f"{plain(catalog.name)} is as it was on {when}: {holding(chosen)}.")
    if restored.before:
        click.echo(f"What it was just now is a backup too: {plain(restored.before.name)}.")
    if restored.aside:
        click.echo(f"The damaged file that was there is kept as {plain(str(restored.aside))}.")
    if restored.pictures_missing:
        click.echo(f"{restored.pictures_missing} pictures are in no backup; make their thumbnails anew.")


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.option("--mend", "wants_mending", is_flag=True, help="Mend what can be mended, after making a backup.")
@click.pass_context
def check(context: click.Context, catalog: Path, *, wants_mending: bool) -> None:
    """Look CATALOG over for anything that is wrong.

    Its structure, references, times, text, journal and search index are looked at. Says in sentences what is wrong
    and what can be mended. Ends with 1 if something is left that is wrong.
    """
    looked = look_over(catalog)
    for finding in looked.findings:
        remedy = f" {finding.remedy.sentence}" if finding.remedy else ""
        click.echo(f"{plain(finding.sentence)}{plain(remedy)}")
    click.echo(_summary(catalog, looked))
    if not looked.findings:
        return
    if wants_mending and looked.mendable:
        _mend(catalog, looked)
        looked = look_over(catalog)
        click.echo(_summary(catalog, looked))
    if looked.findings:
        context.exit(1)


def _mend(path: Path, looked: Looked) -> None:
    with opened_catalog(path) as opened:
        done = mend(opened, looked.findings, Keeper(path))
    if done.backup:
        click.echo(f"Before mending, a backup was made: {plain(done.backup.name)}.")
    for finding in done.mended:
        click.echo(f"Mended: {plain(finding.sentence)}")
    for finding in done.left:
        click.echo(f"Could not be mended: {plain(finding.sentence)}")


def _summary(catalog: Path, looked: Looked) -> str:
    said = f"{plain(catalog.name)}: looked at {', '.join(looked.looked_at) or 'nothing'}"
    said += f"; not at {', '.join(looked.left_out)}" if looked.left_out else ""
    if not looked.findings:
        return f"{said}. Everything is in order."
    mendable = f", {len(looked.mendable)} can be mended (‘donnybrook check --mend’)" if looked.mendable else ""
    return f"{said}. {counted(len(looked.findings), 'thing')} found{mendable}."


def _changed(keeper: Keeper, backup: Backup) -> str:
    try:
        return plain(changed_since(keeper.since(backup)))
    except BackupProblem:
        return "The catalog itself can't be read now."


COMMANDS = (backup, backups, restore, check)
