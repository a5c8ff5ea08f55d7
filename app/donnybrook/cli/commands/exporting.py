"""The command that exports."""

from pathlib import Path

import click

from donnybrook.catalog.numbers import counted
from donnybrook.cli.naming import film_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import watched
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.exchange.exporting import export_found
from donnybrook.exchange.formats import format_named, written_formats
from donnybrook.problems import Problem


def _help() -> str:
    known = "\n".join(f"    {each.ending:14} {each.summary}" for each in written_formats())
    return f"""Export the fights of CATALOG to OUT.

    The ending of OUT's name says in which format:

    \b
{known}

    The file takes its name only once it is whole. A format for one film takes --film, or a folder as OUT together with
    --as, which gets a file for each film."""


@click.command(help=_help())
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--query", type=TEXT, default="", help="Export what this query finds, instead of everything.")
@click.option("--film", type=TEXT, help="Export the fights of this film alone: a title, a number, or its file.")
@click.option("--as", "form", type=TEXT, help="The format, where OUT's name does not tell.")
def export(catalog: Path, out: Path, query: str, film: str | None, form: str | None) -> None:
    with opened_catalog(catalog) as opened:
        # Of a query that is half understood, too much is found: no file should say it is the answer.
        problems = opened.search(query, limit=1).problems
        if problems:
            raise Problem(" ".join((*problems, "Nothing was written.")))
        done = export_found(
            opened,
            out,
            query,
            film_id=None if film is None else film_named(opened, film).id,
            form=None if form is None else format_named(form, written_formats()),
            watch=lambda scenes, count: watched(scenes, count, "Exporting"),
        )
    files = f", in {counted(done.file_count, 'file')}" if done.file_count != 1 else ""
    left = f" {counted(done.untimed_count, 'fight')} without times left out." if done.untimed_count else ""
    click.echo(f"{counted(done.scene_count, 'fight')} written to {plain(str(out))}{files}.{left}")


COMMANDS = (export,)
