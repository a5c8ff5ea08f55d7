"""Lists fights: a table on a terminal, tab-separated lines for other programs. Knows no query."""

import sys
from collections.abc import Sequence

import click

from donnybrook.catalog import Film, SceneRow
from donnybrook.cli.text import clock, film_text, plain

_HEADER = ("scene_id", "film", "year", "in", "out", "title", "weapons", "location", "number")


def print_scenes(rows: Sequence[SceneRow], idle_films: Sequence[Film] = ()) -> None:
    """Print fights, and films that have none, in the order given."""
    if sys.stdout.isatty():
        _print_table(rows, idle_films)
        return
    click.echo("\t".join(_HEADER))
    for row in rows:
        click.echo("\t".join(plain(cell) for cell in (row.uuid, *_cells(row), str(row.id))))
    for film in idle_films:
        click.echo("\t".join(plain(cell) for cell in ("", film.title, _year(film.year), *[""] * 6)))


def _cells(row: SceneRow) -> tuple[str, ...]:
    weapons = "; ".join(f"{use.label}{'!' if use.improvised else ''}" for use in row.weapons)
    place = row.place_name or row.location
    return row.film_title, _year(row.film_year), clock(row.in_us), clock(row.out_us), row.title, weapons, place


def _year(year: int | None) -> str:
    return "" if year is None else str(year)


def _print_table(rows: Sequence[SceneRow], idle_films: Sequence[Film]) -> None:
    # Cells are Text, never markup: a title may hold square brackets.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("No.", justify="right")
    for name in ("Film", "In", "Out", "Fight", "Weapons", "Place"):
        table.add_column(name)
    for row in rows:
        _, _, in_text, out_text, *rest = _cells(row)
        cells = (str(row.id), film_text(row.film_title, row.film_year), in_text, out_text, *rest)
        table.add_row(*(Text(plain(cell)) for cell in cells))
    for film in idle_films:
        table.add_row(
            Text(), Text(film_text(film.title, film.year)), Text(), Text(), Text("no fights yet", style="dim")
        )
    Console().print(table)
