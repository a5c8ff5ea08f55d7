"""The commands that publish a catalog for others to look at."""

from pathlib import Path

import click

from donnybrook.catalog.numbers import counted
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import Bar, watched
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.exchange.datasette import RUN
from donnybrook.exchange.datasette import publish as publish_database
from donnybrook.exchange.gallery.writing import GalleryOptions, write_gallery

_OTHERWISE = "Nothing was written."


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--query", type=TEXT, default="", help="Show what this query finds, instead of everything.")
@click.option("--title", type=TEXT, default="", help="What the gallery is called; the catalog's name, if not said.")
@click.option("--spoiler-safe", is_flag=True, help="Keep back pictures, titles and what happens, until asked.")
def gallery(catalog: Path, folder: Path, query: str, title: str, spoiler_safe: bool) -> None:
    """Write the fights of CATALOG as web pages into FOLDER.

    Open its index.html in any browser, from the disk or on any web server: search, filters, pictures and all that is
    told of each fight are in the folder, and it asks no network and no film. A gallery that is there is replaced.
    """
    with opened_catalog(catalog) as opened:
        scene_ids = opened.search(query).whole(_OTHERWISE).scene_ids
        options = GalleryOptions(title or catalog.stem, spoiler_safe)
        written = write_gallery(
            opened,
            folder,
            scene_ids,
            options,
            watch=lambda scenes, count: watched(scenes, count, "Writing the gallery"),
        )
    shown = f"{counted(written.scene_count, 'fight')} with {counted(written.picture_count, 'picture')}"
    click.echo(f"{shown} written to {plain(str(written.page))}. Open it in a browser.")


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--query", type=TEXT, default="", help="Publish what this query finds, instead of everything.")
@click.option("--title", type=TEXT, default="", help="What it is called; the catalog's name, if not said.")
def publish(catalog: Path, folder: Path, query: str, title: str) -> None:
    """Write the fights of CATALOG into FOLDER for Datasette.

    Many can query them there.

    It is a copy for reading, with words in place of codes, views and ready-made queries; names of coders, places of
    files and the trash are not in it. What was published there is replaced.
    """
    with opened_catalog(catalog) as opened, Bar("Publishing") as bar:
        scene_ids = opened.search(query).whole(_OTHERWISE).scene_ids
        published = publish_database(opened, folder, scene_ids, title or catalog.stem, bar.show)
    click.echo(f"{counted(published.scene_count, 'fight')} written to {plain(str(published.folder))}.")
    click.echo(f"Serve it from there: {RUN}")


COMMANDS = (gallery, publish)
