"""The command that fills in a fight's own fields."""

from pathlib import Path

import click

from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.cli.describing.entering import around_scene, part_doubts
from donnybrook.cli.describing.fields import fields_help
from donnybrook.cli.describing.kinds import BEATS
from donnybrook.cli.describing.scene_values import TYPED_FIELDS, read_scene_values, scene_lines
from donnybrook.cli.naming import scene_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.typed import TEXT


@click.command(
    "set",
    context_settings={"ignore_unknown_options": True},
    help=f"""Fill in fields of one fight of CATALOG. FIELD= alone empties a field.

    \b
    {fields_help(TYPED_FIELDS).replace(chr(10), chr(10) + "    ")}

    Its sides, combatants, beats, wieldings and terms have commands of their own: ‘donnybrook beat’ and so on.""",
)
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("scene", type=TEXT)
@click.argument("said", nargs=-1, required=True, metavar="FIELD=VALUE...", type=TEXT)
def set_fields(catalog: Path, scene: str, said: tuple[str, ...]) -> None:
    with opened_catalog(catalog) as opened:
        scene_id = scene_named(opened, scene)
        with around_scene(opened, scene_id) as around:
            values = read_scene_values(around, TYPED_FIELDS, said)
            names = ", ".join(field.help for field in TYPED_FIELDS if field.key in values)
            edited = opened.edit(f"Change {names}", change_scene, scene_id, **values)
            if not edited.changes:
                click.echo("That was so already.")
            elif around.marks and values.keys() & {"in_us", "out_us"}:
                around.marks.take_cover(scene_id)
        with around_scene(opened, scene_id) as around:
            click.echo(next(scene_lines(around)))
            for doubt in part_doubts(around, BEATS) if values.keys() & {"in_us", "out_us"} else ():
                click.echo(f"donnybrook: {doubt}", err=True)


COMMANDS = (set_fields,)
