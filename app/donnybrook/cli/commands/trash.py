"""Commands on what is deleted: into the trash, out of it again, and away for good."""

from pathlib import Path

import click

from donnybrook.catalog import Catalog, Scene
from donnybrook.catalog.edits.bulk import restore_scenes, trash_scenes
from donnybrook.catalog.edits.trash import empty_trash, read_trash
from donnybrook.catalog.numbers import counted
from donnybrook.cli.naming import scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.tables import print_scenes
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.problems import Problem


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
def trash(catalog: Path) -> None:
    """List the trash of CATALOG, the last deleted first.

    ‘donnybrook search CATALOG in:trash …’ searches among them.
    """
    with opened_catalog(catalog) as opened:
        print_scenes(opened.scene_rows(opened.read(read_trash)))


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("scenes", nargs=-1, required=True, metavar="SCENE...", type=TEXT)
def delete(catalog: Path, scenes: tuple[str, ...]) -> None:
    """Put fights of CATALOG into the trash.

    Nothing of them is lost: ‘donnybrook undelete’ takes them out again.
    """
    with opened_catalog(catalog) as opened:
        chosen = _chosen(opened, scenes, in_trash=False)
        if len(chosen) > 1:
            opened.back_up_before("deleting many")
        opened.edit(f"Delete {_named(chosen)}", trash_scenes, [scene.id for scene in chosen])
    click.echo(f"{counted(len(chosen), 'fight')} put into the trash.")


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("scenes", nargs=-1, required=True, metavar="SCENE...", type=TEXT)
def undelete(catalog: Path, scenes: tuple[str, ...]) -> None:
    """Take fights of CATALOG out of the trash."""
    with opened_catalog(catalog) as opened:
        chosen = _chosen(opened, scenes, in_trash=True)
        opened.edit(f"Undelete {_named(chosen)}", restore_scenes, [scene.id for scene in chosen])
    click.echo(f"{counted(len(chosen), 'fight')} taken out of the trash.")


@click.command("empty-trash")
@click.argument("catalog", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do it; without this it only says what would go.")
def empty(catalog: Path, yes: bool) -> None:
    """Delete the fights in the trash of CATALOG.

    A backup is made before, and ‘donnybrook undo’ brings them back.
    """
    with opened_catalog(catalog) as opened:
        count = len(opened.read(read_trash))
        if not count:
            click.echo("The trash is empty.")
            return
        if not yes:
            raise Problem(f"{counted(count, 'fight')} would be deleted. Say --yes to do it.")
        opened.back_up_before("emptying the trash")
        opened.edit("Empty the trash", empty_trash)
    click.echo(f"{counted(count, 'fight')} deleted.")


def _chosen(catalog: Catalog, names: tuple[str, ...], *, in_trash: bool) -> list[Scene]:
    scenes = [catalog.scene(scene_id) for scene_id in dict.fromkeys(scene_named(catalog, name) for name in names)]
    for scene in scenes:
        if (scene.deleted_at is not None) != in_trash:
            told = "is not in the trash" if in_trash else "is in the trash already"
            raise Problem(f"Fight {scene.id} ({plain(scene.fields.title) or scene.uuid}) {told}. Nothing was changed.")
    return scenes


def _named(scenes: list[Scene]) -> str:
    return (scenes[0].fields.title or "fight") if len(scenes) == 1 else counted(len(scenes), "fight")


COMMANDS = (trash, delete, undelete, empty)
