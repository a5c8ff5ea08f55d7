"""The command that plays a film."""

from pathlib import Path

import click

from donnybrook.cli.typed import TEXT, typed_time
from donnybrook.cli.window import Windows
from donnybrook.media import FilmWorker


@click.command()
@click.argument("video", type=click.Path(path_type=Path))
@click.option("--at", "time", metavar="T", type=TEXT, default="0", help="The time to begin at.")
@click.pass_obj
def play(windows: Windows, video: Path, time: str) -> int:
    """Play a VIDEO file in a plain window.

    \b
    Space       play, pause            J K L              back, stop, on; again: faster
    ← →         a frame back, on       Shift+← Shift+→    a second back, on
    Esc         close
    """  # noqa: D301 - click reads the backspace
    with FilmWorker() as worker:
        facts = worker.probe(video)
    return windows.film(video, facts, typed_time(time, lambda: facts.rate))


COMMANDS = (play,)
