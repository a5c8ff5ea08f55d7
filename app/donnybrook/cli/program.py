"""The command ``donnybrook`` itself: finds its commands, shows help and versions. Knows no command by name."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import click

from donnybrook.cli import commands


def _found_commands() -> Iterator[click.Command]:
    for module in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}."):
        yield from import_module(module.name).COMMANDS


def _print_versions(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from donnybrook.cli.versions import version_lines

    for line in version_lines():
        click.echo(line)
    context.exit()


program = click.Group(
    "donnybrook",
    commands=list(_found_commands()),
    context_settings={"max_content_width": 100},
    help="""The fight-scene catalog: tag the fights of films to the frame, find them by weapon, export clean data.

    Without a command, or with a catalog alone (donnybrook MY.fights), the window opens. FILM is a film's title, its
    number, or the path of its file. SCENE is a fight's number or scene_id, or the beginning of a scene_id. A TIME is
    seconds (16.5), H:MM:SS.mmm, or a timecode (HH:MM:SS:FF).""",
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_versions,
            help="Print the versions of Donnybrook and of what it stands on.",
        )
    ],
)
