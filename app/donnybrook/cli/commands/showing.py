"""The command that shows one fight."""

from pathlib import Path

import click

from donnybrook.analysis.scene_rhythm import rhythm_of_scene
from donnybrook.cli.describing.entering import around_scene
from donnybrook.cli.describing.scene_values import scene_json, scene_lines
from donnybrook.cli.naming import scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.sentences import scene_sentences
from donnybrook.cli.typed import TEXT


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


COMMANDS = (show,)
