"""The command ``donnybrook`` itself: finds its commands, shows help and versions. Knows no command."""

from importlib import import_module

import click

from donnybrook.cli import commands


class _Program(click.Group):
    """The commands by name; the file of one is loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*_FILES, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _FILES and cmd_name not in self.commands:
            for command in import_module(f"{commands.__name__}.{_FILES[cmd_name]}").COMMANDS:
                self.add_command(command)
        return super().get_command(ctx, cmd_name)


_FILES = {name: file for file, names in commands.NAMES.items() for name in names}


def _print_versions(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from donnybrook.cli.versions import version_lines

    for line in version_lines():
        click.echo(line)
    context.exit()


program = _Program(
    "donnybrook",
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
