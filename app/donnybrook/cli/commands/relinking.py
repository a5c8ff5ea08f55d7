"""The command that finds film files again that were moved or renamed."""

from collections.abc import Iterator
from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.films import readable
from donnybrook.catalog.numbers import counted
from donnybrook.cli.naming import film_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import Bar
from donnybrook.cli.text import film_text, plain
from donnybrook.cli.typed import TEXT
from donnybrook.ingest.relinking import RelinkReport, relink
from donnybrook.ingest.standing import changed_sentence
from donnybrook.media import FilmWorker


@click.command("relink")
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument(
    "paths", nargs=-1, required=True, metavar="FOLDER_OR_FILE...", type=click.Path(path_type=Path, exists=True)
)
@click.option(
    "--film", "films", multiple=True, type=TEXT, help="Look for the files of this FILM only; may be repeated."
)
def relink_films(catalog: Path, paths: tuple[Path, ...], films: tuple[str, ...]) -> int:
    """Find film files again that were moved or renamed.

    They are known by size and samples of their bytes, whatever they are called now. All that are found are one edit.
    Ends with 1 if a film is still missing.
    """
    with opened_catalog(catalog) as opened, FilmWorker() as worker, Bar("Looking for films") as bar:
        film_ids = [film_named(opened, name).id for name in films] or None
        report = relink(opened, worker, paths, film_ids=film_ids, told=bar.show)
        for line in _lines(opened, report):
            click.echo(line)
        for path in report.unreadable:
            click.echo(
                f"donnybrook: “{plain(str(path))}” can't be read by you, so it was not looked through.", err=True
            )
        for file in report.changed:
            click.echo(f"donnybrook: {plain(changed_sentence(file))}", err=True)
    return 1 if report.missing or report.changed else 0


def _lines(catalog: Catalog, report: RelinkReport) -> Iterator[str]:
    films = {film.id: film_text(film.title, film.year) for film in catalog.films()}
    for each in report.found:
        doubt = "" if each.is_sure else " (by name and size alone: it had never been read)"
        yield f"{each.film_id}\t{films[each.film_id]}\tfound: {plain(readable(each.new))}{doubt}"
    for file in report.missing:
        yield f"{file.film_id}\t{films[file.film_id]}\tmissing: {plain(readable(file.path))}"
    said = [f"{counted(len(report.found), 'film file')} found again", f"{len(report.missing):,} still missing"]
    said += [f"{len(report.changed):,} changed"] if report.changed else []
    yield f"{', '.join(said)}; {report.there:,} {'is' if report.there == 1 else 'are'} where the catalog says."


COMMANDS = (relink_films,)
