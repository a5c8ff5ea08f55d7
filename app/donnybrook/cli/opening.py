"""Opens a catalog for a command, and tells what is the matter with it. Knows no command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.cli.text import plain


@contextmanager
def opened_catalog(path: Path) -> Iterator[Catalog]:
    """Open a catalog and close it; what a person should know of it goes to standard error.

    Raises:
        CatalogProblem: there is nothing that could be shown.
    """
    with Catalog.open(path) as catalog:
        if catalog.notice:
            click.echo(f"donnybrook: {plain(catalog.notice)}", err=True)
        yield catalog
