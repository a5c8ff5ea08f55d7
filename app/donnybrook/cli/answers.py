"""Searches that tell at once, beside what is printed, what of a query could not be understood. Knows no layout."""

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.search.finding import Found
from donnybrook.cli.text import plain


def answered(catalog: Catalog, query: str, *, order: str = "newest", limit: int | None = None) -> Found:
    """Return what a query finds; what could not be understood is told on stderr, and the rest still ran."""
    found = catalog.search(query, order=order, limit=limit)
    for problem in found.problems:
        click.echo(f"donnybrook: {plain(problem)}", err=True)
    return found
