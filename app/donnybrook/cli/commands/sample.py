"""The command that draws the sample film and makes its catalog."""

from pathlib import Path

import click

from donnybrook.cli.progress import Bar
from donnybrook.cli.text import plain
from donnybrook.sample.catalog import write_sample


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Make it anew, over a sample that is there.")
def sample(folder: Path, force: bool) -> None:
    """Draw a sample film into DIR, with its catalog.

    That is sample.mp4, truth.json (its cuts and fights) and sample.fights. A sample that is there is left as it is.
    """
    with Bar("Drawing the sample film") as bar:
        made = write_sample(folder, force=force, progress=lambda share: bar.show(share, 1.0))
    for path in (made.film, made.truth, made.catalog):
        click.echo(plain(str(path)))
    if not made.made_now:
        click.echo("donnybrook: This sample was there already, and was left as it is.", err=True)


COMMANDS = (sample,)
