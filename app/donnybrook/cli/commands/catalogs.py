"""Commands on a catalog as a whole: make one, list it."""

from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.concepts import SCHEMES
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.tables import print_scenes
from donnybrook.cli.text import plain


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
def new(catalog: Path) -> None:
    """Make a new, empty CATALOG (NAME.fights).

    The starter vocabulary is in it: weapons, techniques, camera terms, places.
    """
    with Catalog.create(catalog) as made:
        words = sum(len(made.vocabulary.concepts(scheme)) for scheme in SCHEMES)
    click.echo(f"{plain(str(catalog))} is made, with {words} terms in its vocabulary.")


@click.command("list")
@click.argument("catalog", type=click.Path(path_type=Path))
def list_fights(catalog: Path) -> None:
    """List the films of CATALOG with their fights.

    On a terminal a table; into a pipe or a file, lines of tab-separated values.
    """
    with opened_catalog(catalog) as opened:
        films = opened.films()
        scene_ids = [scene_id for film in films for scene_id in opened.scene_ids_of_film(film.id)]
        print_scenes(opened.scene_rows(scene_ids), [film for film in films if not film.scene_count])


COMMANDS = (new, list_fights)
