"""Opens a catalog for a command, and tells what is the matter with it. Knows no command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.backups import BackupProblem, Keeper
from donnybrook.cli.text import plain


@contextmanager
def opened_catalog(path: Path, *, coder: str | None = None, read_only: bool = False) -> Iterator[Catalog]:
    """Open a catalog and close it; what a person should know of it goes to standard error.

    ``coder`` is whose edits are made and undone, where it is not whoever types. Where something was entered, and the
    last backup is an hour old, one is made afterwards.

    Raises:
        CatalogProblem: there is nothing that could be shown.
    """
    with Catalog.open(path, coder=coder, read_only=read_only) as catalog:
        if catalog.notice:
            click.echo(f"donnybrook: {plain(catalog.notice)}", err=True)
        yield catalog
    if catalog.was_edited:
        _back_up(Keeper(path))


def _back_up(keeper: Keeper) -> None:
    try:
        if keeper.due(patient=True):
            keeper.back_up("hourly")
    except BackupProblem as problem:
        click.echo(f"donnybrook: What was entered is kept, but {problem}", err=True)
