"""The command that exports."""

from pathlib import Path

import click

from donnybrook.catalog.numbers import counted
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import watched
from donnybrook.cli.text import plain
from donnybrook.cli.typed import TEXT
from donnybrook.exchange.exporting import export_found
from donnybrook.exchange.formats import formats
from donnybrook.problems import Problem


def _help() -> str:
    known = "\n".join(f"    {each.ending:8} {each.summary}" for each in formats())
    return f"""Export the fights of CATALOG to OUT.

    The ending of OUT's name says in which format:

    \b
{known}

    The file takes its name only once it is whole."""


@click.command(help=_help())
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--query", type=TEXT, default="", help="Export what this query finds, instead of everything.")
def export(catalog: Path, out: Path, query: str) -> None:
    with opened_catalog(catalog) as opened:
        # Of a query that is half understood, too much is found: no file should say it is the answer.
        problems = opened.search(query, limit=1).problems
        if problems:
            raise Problem(" ".join((*problems, "Nothing was written.")))
        done = export_found(opened, out, query, watch=lambda scenes, count: watched(scenes, count, "Exporting"))
    click.echo(f"{counted(done.scene_count, 'fight')} written to {plain(str(out))}.")


COMMANDS = (export,)
