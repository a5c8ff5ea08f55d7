"""The command that searches."""

from pathlib import Path

import click

from donnybrook.catalog.query.fields import FIELDS, FLAGS, OPERATORS
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.tables import print_scenes
from donnybrook.cli.typed import TEXT
from donnybrook.cli.window import Windows
from donnybrook.exchange.json_rows import json_array

_FIELDS = "\n".join(f"{field.name + ':':12}{field.summary}, as in {field.example}" for field in FIELDS)
_SIGNS = "\n".join(f"{sign.text:12}{sign.summary}, as in {sign.example}" for sign in (*FLAGS, *OPERATORS))
_HELP = f"""Find the fights of CATALOG that answer QUERY.

They come newest first; without a QUERY, all of them. A plain word is looked for in any text, weapon (with what is
narrower), person, place, film. What can't be understood is said, and the rest still runs. In a shell, put the whole
QUERY in single quotes.

\b
{_FIELDS}

\b
{_SIGNS}
"""


@click.command(context_settings={"ignore_unknown_options": True}, help=_HELP)
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1, type=TEXT)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, with the columns of the CSV as keys.")
@click.option("--play", is_flag=True, help="Open the window and play what was found, one after the other.")
@click.pass_obj
def search(windows: Windows, catalog: Path, query: tuple[str, ...], as_json: bool, play: bool) -> int:
    asked = " ".join(query)
    if play:
        return windows.catalog(catalog, query=asked, play=True)
    with opened_catalog(catalog) as opened:
        found = opened.search(asked)
        for problem in found.problems:
            click.echo(f"donnybrook: {problem}", err=True)
        if as_json:
            for line in json_array(opened.scenes(found.scene_ids)):
                click.echo(line)
        else:
            print_scenes(opened.scene_rows(found.scene_ids))
    return 0


COMMANDS = (search,)
