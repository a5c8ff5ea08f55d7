"""Commands that make two fights of one, one of two, or the same one again."""

from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.copying import duplicate_scene
from donnybrook.catalog.edits.splitting import split_scene
from donnybrook.catalog.edits.uniting import unite_scenes
from donnybrook.cli.describing.entering import around_scene
from donnybrook.cli.describing.scene_values import scene_lines
from donnybrook.cli.naming import scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.typed import TEXT


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("scene", type=TEXT)
@click.argument("time", type=TEXT)
def split(catalog: Path, scene: str, time: str) -> None:
    """Make two fights of one, at a TIME inside it.

    Beats and uses go to the half they lie in; what lies across the cut is in both. docs/tagging.md tells all of it.
    The new fight's scene_id is printed.
    """
    with opened_catalog(catalog) as opened:
        scene_id = scene_named(opened, scene)
        with around_scene(opened, scene_id) as around:
            assert around.marks is not None
            at_us = around.marks.typed(time)
            second_id = opened.edit(f"Split {_name(opened, scene_id)}", split_scene, scene_id, at_us).value
            for each in (scene_id, second_id):
                around.marks.take_cover(each)
        click.echo(opened.scene(second_id).uuid)


@click.command("merge-fights")
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("scene", type=TEXT)
@click.argument("other", type=TEXT)
def merge_fights(catalog: Path, scene: str, other: str) -> None:
    """Make one fight of two of a film.

    All that is said of OTHER is said of SCENE then, and OTHER goes into the trash. docs/tagging.md tells all of it.
    """
    with opened_catalog(catalog) as opened:
        scene_id, other_id = scene_named(opened, scene), scene_named(opened, other)
        label = f"Merge {_name(opened, other_id)} into {_name(opened, scene_id)}"
        opened.edit(label, unite_scenes, scene_id, other_id)
        with around_scene(opened, scene_id) as around:
            if around.marks is not None:
                around.marks.take_cover(scene_id)
            click.echo(next(scene_lines(around)))


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("scene", type=TEXT)
def duplicate(catalog: Path, scene: str) -> None:
    """Add a fight that is as SCENE is.

    All that is in it comes along; the new fight's scene_id is printed.
    """
    with opened_catalog(catalog) as opened:
        scene_id = scene_named(opened, scene)
        new_id = opened.edit(f"Duplicate {_name(opened, scene_id)}", duplicate_scene, scene_id).value
        click.echo(opened.scene(new_id).uuid)


def _name(catalog: Catalog, scene_id: int) -> str:
    return catalog.scene(scene_id).fields.title or "fight"


COMMANDS = (split, merge_fights, duplicate)
