"""Commands on film files: look into one, take one frame out."""

import json
from pathlib import Path

import click

from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT, typed_time
from donnybrook.media import FilmFacts, FilmWorker, write_png
from donnybrook.problems import Problem
from donnybrook.times import format_clock, format_rate, format_seconds


@click.command()
@click.argument("video", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def probe(video: Path, as_json: bool) -> None:
    """Say what a VIDEO file is: length, frame rate, size, codecs."""
    with FilmWorker() as worker:
        facts = worker.probe(video)
    if as_json:
        click.echo(json.dumps(_as_json(facts), indent=1))
        return
    for name, value in _as_words(facts):
        click.echo(f"{name}: {value}")


@click.command()
@click.argument("video", type=click.Path(path_type=Path))
@click.argument("time", type=TEXT)
@click.argument("picture", metavar="OUT.png", type=click.Path(path_type=Path))
def frame(video: Path, time: str, picture: Path) -> None:
    """Write the frame VIDEO shows at TIME to OUT.png.

    That is the last frame that begins at or before TIME. Its own time is printed, in seconds.
    """
    if picture.suffix.lower() != ".png":
        raise Problem(f"“{plain(picture.name)}” does not end in .png, and a frame is written as PNG.")
    with FilmWorker() as worker:
        shown = worker.frame(video, typed_time(time, lambda: worker.probe(video).rate))
    write_png(shown, picture)
    click.echo(format_seconds(shown.time_us))


def _as_words(facts: FilmFacts) -> list[tuple[str, str]]:
    size = f"{facts.display_width_px} × {facts.display_height_px}"
    coded = f"{facts.width_px} × {facts.height_px}"
    turned = f", turned by {facts.rotation_deg}°" if facts.rotation_deg else ""
    shaped = f", pixels {facts.pixel_aspect.numerator}:{facts.pixel_aspect.denominator}"
    odd = f" (coded {coded}{turned}{shaped if facts.pixel_aspect != 1 else ''})" if size != coded or turned else ""
    rate = f"{format_rate(facts.rate)} frames a second" if facts.rate else "not known"
    return [
        ("length", format_clock(facts.duration_us) if facts.duration_us is not None else "not known"),
        ("rate", f"{rate}, variable" if facts.is_variable_rate else rate),
        ("size", f"{size}{odd}"),
        ("video", facts.video_codec),
        ("sound", facts.audio_codec or "none"),
        ("container", facts.container),
        ("start", f"{format_seconds(facts.start_us)} s on the container's own clock"),
        ("first frame", f"{format_seconds(facts.first_frame_us)} s"),
        ("bytes", str(facts.size_bytes)),
    ]


def _as_json(facts: FilmFacts) -> dict[str, str | int | float | bool | None]:
    return {
        "duration_s": None if facts.duration_us is None else facts.duration_us / 1_000_000,
        "rate": None if facts.rate is None else f"{facts.rate.numerator}/{facts.rate.denominator}",
        "variable_rate": facts.is_variable_rate,
        "width_px": facts.display_width_px,
        "height_px": facts.display_height_px,
        "coded_width_px": facts.width_px,
        "coded_height_px": facts.height_px,
        "rotation_deg": facts.rotation_deg,
        "pixel_aspect": f"{facts.pixel_aspect.numerator}/{facts.pixel_aspect.denominator}",
        "video_codec": facts.video_codec,
        "audio_codec": facts.audio_codec,
        "container": facts.container,
        "start_s": facts.start_us / 1_000_000,
        "first_frame_s": facts.first_frame_us / 1_000_000,
        "size_bytes": facts.size_bytes,
    }


COMMANDS = (probe, frame)
