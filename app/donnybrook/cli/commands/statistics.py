"""The command that measures fights."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.query.building import narrowed
from donnybrook.cli.idle_options import refuse_idle
from donnybrook.cli.naming import film_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import Bar
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.exchange.whole_file import whole_file
from donnybrook.problems import Problem
from donnybrook.records import dataclass

if TYPE_CHECKING:  # numpy waits until something is measured
    from donnybrook.analysis.measure import Measure, Result


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be measured, and how it is to be printed."""

    query: str
    film_name: str | None
    as_csv: bool
    as_json: bool
    plot: Path | None
    define: bool


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("measure", required=False, type=TEXT)
@click.option("--query", type=TEXT, default="", help="Measure what this query finds, instead of everything.")
@click.option("--film", "film_name", type=TEXT, metavar="FILM", help="Measure the fights of one film.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV: lengths in seconds, shares from 0 to 1.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: each number with the query that finds its fights.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Draw it into a file whose name ends in .svg, .png or .pdf.",
)
@click.option("--define", is_flag=True, help="Print how the measure is defined, and whose idea it is.")
def stats(catalog: Path, measure: str | None, **said: Any) -> None:
    """Measure the fights of CATALOG.

    Screen time per weapon, match-ups, lengths of shots, and more.

    Without a MEASURE, all there are are listed.
    """
    from donnybrook.analysis.registry import measure_named, measures

    wanted = _Wanted(**said)
    _refuse_idle(wanted, has_measure=measure is not None)
    if measure is None:
        click.echo("measure\ttitle")
        for each in measures():
            click.echo(f"{each.name}\t{each.title}")
        return
    chosen = measure_named(measure)
    if wanted.define:
        click.echo(f"{chosen.title}\n\n{chosen.definition}")
        return
    if wanted.plot is not None:
        from donnybrook.analysis.plots.files import checked

        checked(wanted.plot.suffix)
    with opened_catalog(catalog) as opened:
        query = _query(opened, wanted)
        with Bar("Measuring") as bar:
            from donnybrook.analysis.material import measure as work_out

            result = work_out(opened, chosen, query, bar.show)
    _print(chosen, query, result, wanted)


def _refuse_idle(wanted: _Wanted, *, has_measure: bool) -> None:
    of_figures = {
        "--query": wanted.query,
        "--film": wanted.film_name,
        "--csv": wanted.as_csv,
        "--json": wanted.as_json,
        "--plot": wanted.plot,
    }
    if not has_measure:
        refuse_idle({**of_figures, "--define": wanted.define}, "without a MEASURE")
    if wanted.define:
        refuse_idle(of_figures, "beside --define, which measures nothing")
    if wanted.as_json:
        refuse_idle({"--csv": wanted.as_csv}, "beside --json")


def _query(opened: Catalog, wanted: _Wanted) -> str:
    opened.search(wanted.query, limit=1).whole("Nothing was measured.")
    if wanted.film_name is None:
        return wanted.query
    from donnybrook.analysis.material import film_query

    return narrowed(wanted.query, film_query(film_named(opened, wanted.film_name)))


def _print(chosen: "Measure", query: str, result: "Result", wanted: _Wanted) -> None:
    from donnybrook.analysis import tables
    from donnybrook.analysis.plots.files import plot_bytes

    if wanted.plot is not None and not result.rows:
        raise Problem(" ".join((*result.notes, "There is nothing to draw, so nothing was written.")))
    for note in result.notes:
        click.echo(f"donnybrook: {plain(note)}", err=True)
    if wanted.plot is not None:
        drawn = plot_bytes(result.plot, wanted.plot.suffix)
        with whole_file(wanted.plot) as file:
            file.write(drawn)
        click.echo(f"{chosen.title} drawn into {plain(str(wanted.plot))}.")
    if wanted.as_csv:
        click.echo(tables.csv_text(result), nl=False)
    elif wanted.as_json:
        click.echo(tables.json_text(chosen, query, result))
    elif wanted.plot is None:
        from donnybrook.cli.figures import print_table

        print_table(result)


COMMANDS = (stats,)
