"""Commands on a catalog as a whole: make one, list it, show one fight of it."""

from pathlib import Path

import click

from donnybrook.analysis.scene_rhythm import rhythm_of_scene
from donnybrook.catalog import Catalog
from donnybrook.catalog.concepts import SCHEMES
from donnybrook.cli.describing.entering import around_scene
from donnybrook.cli.describing.scene_values import scene_json, scene_lines
from donnybrook.cli.naming import scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.sentences import scene_sentences
from donnybrook.cli.tables import print_scenes
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT


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


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("scene", type=TEXT)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(catalog: Path, scene: str, as_json: bool) -> None:
    """Show all that CATALOG knows of one fight.

    First in sentences, then line by line with the names and numbers by which ‘donnybrook set’, ‘side’, ‘combatant’,
    ‘beat’, ‘wielding’ and ‘term’ change it.
    """
    with opened_catalog(catalog) as opened:
        scene_id = scene_named(opened, scene)
        kept, cover = opened.scene(scene_id), opened.cover(scene_id)
        cut = rhythm_of_scene(opened, kept)
        with around_scene(opened, scene_id) as around:
            if as_json:
                click.echo(scene_json(around, cover, cut))
                return
            lines = [*scene_sentences(kept, cover, cut), "", *scene_lines(around)]
    for line in lines:
        click.echo(line)


COMMANDS = (new, list_fights, show)
