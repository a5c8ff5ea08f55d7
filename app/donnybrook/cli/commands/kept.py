"""Commands on what is kept of searching: ``donnybrook saved CATALOG …`` and ``donnybrook collection CATALOG …``."""

from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits import keeping as edits
from donnybrook.catalog.kept import (
    Collection,
    SavedQuery,
    read_collected,
    read_collections,
    read_saved_queries,
)
from donnybrook.catalog.numbers import counted
from donnybrook.cli.answers import answered
from donnybrook.cli.naming import one_called, scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.tables import print_scenes
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT

_SCENES = click.argument("scenes", nargs=-1, required=True, metavar="SCENE...", type=TEXT)


@click.group(invoke_without_command=True)
@click.argument("catalog", type=click.Path(path_type=Path))
@click.pass_context
def saved(context: click.Context, catalog: Path) -> None:
    """List and change the saved searches of CATALOG.

    Without a command they are listed, each with how many fights it finds now.
    """
    context.obj = catalog
    if context.invoked_subcommand is None:
        with opened_catalog(catalog) as opened:
            click.echo("name\tfights\tquery")
            for each in opened.read(read_saved_queries):
                answered(opened, each.query, limit=1)
                count = opened.questions.count(each.query)
                click.echo(f"{plain(each.name)}\t{count}\t{plain(each.query)}")


@saved.command("keep", context_settings={"ignore_unknown_options": True})
@click.argument("name", type=TEXT)
@click.argument("query", type=TEXT)
@click.pass_obj
def keep_query(catalog: Path, name: str, query: str) -> None:
    """Save QUERY under NAME, in place of what had that name. What can't be understood is not saved."""
    with opened_catalog(catalog) as opened:
        opened.search(query, limit=1).whole("Nothing was saved.")
        opened.edit(f"Save search {name}", edits.save_query, name, query)
    click.echo(f"Saved as {plain(name)}.")


@saved.command("show")
@click.argument("name", type=TEXT)
@click.pass_obj
def show_saved(catalog: Path, name: str) -> None:
    """List the fights that the saved search NAME finds now."""
    with opened_catalog(catalog) as opened:
        print_scenes(opened.scene_rows(answered(opened, _saved(opened, name).query).scene_ids))


@saved.command("rename")
@click.argument("name", type=TEXT)
@click.argument("new_name", type=TEXT)
@click.pass_obj
def rename_saved(catalog: Path, name: str, new_name: str) -> None:
    """Call a saved search otherwise."""
    with opened_catalog(catalog) as opened:
        opened.edit(f"Rename search {name}", edits.rename_query, _saved(opened, name).id, new_name)
    click.echo(f"{plain(name)} is called {plain(new_name)} now.")


@saved.command("forget")
@click.argument("name", type=TEXT)
@click.pass_obj
def forget_saved(catalog: Path, name: str) -> None:
    """Delete a saved search; the fights it finds stay."""
    with opened_catalog(catalog) as opened:
        opened.edit(f"Forget search {name}", edits.forget_query, _saved(opened, name).id)
    click.echo(f"{plain(name)} is forgotten.")


@click.group(invoke_without_command=True)
@click.argument("catalog", type=click.Path(path_type=Path))
@click.pass_context
def collection(context: click.Context, catalog: Path) -> None:
    """List and change the collections of CATALOG.

    They are fights gathered, and ordered by hand. ‘donnybrook search CATALOG collection:NAME’ searches in one.
    """
    context.obj = catalog
    if context.invoked_subcommand is None:
        with opened_catalog(catalog) as opened:
            click.echo("name\tfights\tnote")
            for each in opened.read(read_collections):
                click.echo(f"{plain(each.name)}\t{each.scenes}\t{plain(each.note)}")


@collection.command("new")
@click.argument("name", type=TEXT)
@click.option("--note", default="", type=TEXT, help="What it is for.")
@click.pass_obj
def new_collection(catalog: Path, name: str, note: str) -> None:
    """Make a collection called NAME."""
    with opened_catalog(catalog) as opened:
        opened.edit(f"Add collection {name}", edits.add_collection, name, note)
    click.echo(f"{plain(name)} is there, and empty.")


@collection.command("show")
@click.argument("name", type=TEXT)
@click.pass_obj
def show_collection(catalog: Path, name: str) -> None:
    """List the fights of a collection, in its order."""
    with opened_catalog(catalog) as opened:
        print_scenes(opened.scene_rows(opened.read(read_collected, _collection(opened, name).id)))


@collection.command("add")
@click.argument("name", type=TEXT)
@_SCENES
@click.pass_obj
def add_to_collection(catalog: Path, name: str, scenes: tuple[str, ...]) -> None:
    """Put fights at the end of a collection."""
    with opened_catalog(catalog) as opened:
        chosen = [scene_named(opened, each) for each in scenes]
        found = _collection(opened, name)
        added = opened.edit(f"Collect in {found.name}", edits.collect, found.id, chosen).value
    click.echo(f"{counted(added, 'fight')} put into {plain(found.name)}.")


@collection.command("remove")
@click.argument("name", type=TEXT)
@_SCENES
@click.pass_obj
def remove_from_collection(catalog: Path, name: str, scenes: tuple[str, ...]) -> None:
    """Take fights out of a collection; they stay in the catalog."""
    with opened_catalog(catalog) as opened:
        chosen = [scene_named(opened, each) for each in scenes]
        found = _collection(opened, name)
        gone = opened.edit(f"Take out of {found.name}", edits.leave_out, found.id, chosen).value
    click.echo(f"{counted(gone, 'fight')} taken out of {plain(found.name)}.")


@collection.command("move")
@click.argument("name", type=TEXT)
@click.argument("scene", type=TEXT)
@click.argument("place", type=click.IntRange(min=1))
@click.pass_obj
def move_in_collection(catalog: Path, name: str, scene: str, place: int) -> None:
    """Give SCENE the PLACE in a collection: 1 is the first."""
    with opened_catalog(catalog) as opened:
        found, scene_id = _collection(opened, name), scene_named(opened, scene)
        opened.edit(f"Order {found.name}", edits.move_in_collection, found.id, [scene_id], place - 1)
        at = opened.read(read_collected, found.id).index(scene_id) + 1
    click.echo(f"Fight {scene_id} is number {at} of {plain(found.name)} now.")


@collection.command("rename")
@click.argument("name", type=TEXT)
@click.argument("new_name", type=TEXT)
@click.pass_obj
def rename_collection(catalog: Path, name: str, new_name: str) -> None:
    """Call a collection otherwise."""
    with opened_catalog(catalog) as opened:
        opened.edit(f"Rename collection {name}", edits.rename_collection, _collection(opened, name).id, new_name)
    click.echo(f"{plain(name)} is called {plain(new_name)} now.")


@collection.command("delete")
@click.argument("name", type=TEXT)
@click.pass_obj
def delete_collection(catalog: Path, name: str) -> None:
    """Delete a collection; its fights stay in the catalog."""
    with opened_catalog(catalog) as opened:
        opened.edit(f"Delete collection {name}", edits.delete_collection, _collection(opened, name).id)
    click.echo(f"{plain(name)} is deleted; its fights are where they were.")


def _saved(catalog: Catalog, name: str) -> SavedQuery:
    return one_called(catalog.read(read_saved_queries), name, "saved search")


def _collection(catalog: Catalog, name: str) -> Collection:
    return one_called(catalog.read(read_collections), name, "collection")


COMMANDS = (saved, collection)
