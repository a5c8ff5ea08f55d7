"""Commands on a film's pictures as a whole: its shots, and a strip of small pictures. Knows no catalog."""

import json
from pathlib import Path

import click

from donnybrook.cli.progress import Bar
from donnybrook.cli.text import plain
from donnybrook.cli.typed import DETECTOR
from donnybrook.exchange.whole_file import whole_file
from donnybrook.media import USUAL_DETECTOR, FilmWorker, Shot, detectors
from donnybrook.problems import Problem
from donnybrook.times import SECOND_US, format_clock

_MOST_PICTURES = 1000


def _list_detectors(context: click.Context, _option: click.Parameter, is_wanted: bool) -> None:
    if not is_wanted:
        return
    click.echo("detector\tversion\tfinds")
    for plug in detectors():
        click.echo("\t".join(map(plain, (plug.name, plug.version, plug.words))))
    context.exit()


@click.command()
@click.argument("video", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--detector", type=DETECTOR, default=USUAL_DETECTOR, show_default=True, help="What finds the shots.")
@click.option(
    "--detectors", is_flag=True, is_eager=True, expose_value=False, callback=_list_detectors, help="List what can."
)
def shots(video: Path, as_json: bool, detector: str) -> None:
    """List the shots of a VIDEO, and how each begins.

    That is by a cut, a fade or a dissolve, or with the film (start). A shot that fades in begins when it is black no
    more, one that is dissolved to begins in the middle of the dissolve.
    """
    with FilmWorker() as worker, Bar("Finding shots") as bar:
        found = worker.survey(video, told=lambda share: bar.show(share, 1.0), detector=detector).shots
    if as_json:
        click.echo(json.dumps([_as_json(shot) for shot in found], indent=1))
        return
    click.echo("in\tout\tin_frame\tkind")
    for shot in found:
        click.echo(f"{format_clock(shot.in_us)}\t{format_clock(shot.out_us)}\t{shot.in_frame}\t{shot.kind}")


@click.command()
@click.argument("video", type=click.Path(path_type=Path))
@click.argument("picture", metavar="OUT.jpg", type=click.Path(path_type=Path))
@click.option(
    "--count", type=click.IntRange(1, _MOST_PICTURES), default=20, show_default=True, help="How many pictures."
)
def strip(video: Path, picture: Path, count: int) -> None:
    """Write pictures from all over a VIDEO as one JPEG.

    They are small, side by side in rows of ten.
    """
    if picture.suffix.lower() not in (".jpg", ".jpeg"):
        raise Problem(f"“{plain(picture.name)}” does not end in .jpg, and a strip is a JPEG.")
    with FilmWorker() as worker, Bar("Taking pictures") as bar:
        jpeg = worker.contact_sheet(video, count, told=lambda share: bar.show(share, 1.0))
    with whole_file(picture) as file:
        file.write(jpeg)
    click.echo(f"{plain(str(picture))} is written.")


def _as_json(shot: Shot) -> dict[str, str | int | float]:
    return {
        "in_s": shot.in_us / SECOND_US,
        "out_s": shot.out_us / SECOND_US,
        "in_frame": shot.in_frame,
        "kind": shot.kind,
        "since_s": shot.since_us / SECOND_US,
        "until_s": shot.until_us / SECOND_US,
        "score": shot.score,
    }


COMMANDS = (shots, strip)
