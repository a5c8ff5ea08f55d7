"""Prints the table of a measure: aligned on a terminal, tab-separated for other programs. Knows no measure."""

import sys

import click

from donnybrook.analysis.measure import Result
from donnybrook.analysis.saying import cell_text, header, shown
from donnybrook.cli.text import plain


def print_table(result: Result) -> None:
    """Print it as people read it on a terminal, and elsewhere with the values of the CSV."""
    if sys.stdout.isatty():
        _print_aligned(result)
        return
    click.echo("\t".join(header(column) for column in result.columns))
    for row in result.rows:
        values = (cell_text(cell.value, column.kind) for cell, column in zip(row, result.columns, strict=True))
        click.echo("\t".join(plain(value) for value in values))


def _print_aligned(result: Result) -> None:
    # Cells are Text, never markup: a title may hold square brackets.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in result.columns:
        table.add_column(Text(column.name), justify="left" if column.kind == "text" else "right")
    for row in result.rows:
        values = (shown(cell.value, column.kind) for cell, column in zip(row, result.columns, strict=True))
        table.add_row(*(Text(plain(value)) for value in values))
    Console().print(table)
