"""The command that hands out a fight's picture."""

from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.cli.changed_files import tell_if_changed
from donnybrook.cli.naming import scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.exchange.whole_file import whole_file
from donnybrook.ingest.covers import file_of_scene, read_cover, store_cover
from donnybrook.media import FilmWorker
from donnybrook.problems import Problem


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("scene", type=TEXT)
@click.argument("picture", metavar="OUT.jpg", type=click.Path(path_type=Path))
def thumb(catalog: Path, scene: str, picture: Path) -> None:
    """Write the thumbnail of a fight to OUT.jpg.

    A fight that has none yet gets it from the film's file; later the file may be absent.
    """
    if picture.suffix.lower() not in (".jpg", ".jpeg"):
        raise Problem(f"“{plain(picture.name)}” does not end in .jpg, and a thumbnail is a JPEG.")
    with opened_catalog(catalog) as opened:
        jpeg = _jpeg(opened, scene_named(opened, scene))
    with whole_file(picture) as file:
        file.write(jpeg)
    click.echo(f"{plain(str(picture))} is written.")


def _jpeg(catalog: Catalog, scene_id: int) -> bytes:
    cover = catalog.cover(scene_id)
    if cover:
        return cover.jpeg
    scene = catalog.scene(scene_id)
    if scene.fields.in_us is None:
        raise Problem("This fight was catalogued from memory: without an in point it has no picture.")
    media_file = file_of_scene(catalog, scene)
    if media_file is None:
        raise Problem(
            f"This fight has no thumbnail yet, and no file of {plain(scene.film_title)} is there to take it from."
            " Add the film's file again from where it is now."
        )
    with FilmWorker() as worker:
        tell_if_changed(worker, media_file)
        thumbnail = read_cover(worker, media_file, scene.fields.in_us, scene.fields.out_us)
    if not catalog.read_only:
        store_cover(catalog, scene_id, media_file.id, thumbnail)
    return thumbnail.jpeg


COMMANDS = (thumb,)
