"""Takes back what was exported whole, tables or a catalog's JSON, and tells what came of it. Knows no command."""

import json
from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.sheets.taking import TakenRows
from donnybrook.cli.progress import Bar
from donnybrook.exchange.import_telling import whole_sentence
from donnybrook.exchange.set_reading import rehearse_whole, take_whole


def import_whole(catalog: Catalog, path: Path, *, preview: bool, as_json: bool) -> None:
    """Take a set or a catalog's JSON into a catalog, or with ``preview`` only say what that would do."""
    with Bar("Reading") as bar:

        def tell(done: int) -> None:
            bar.show(done, None)

        taken = rehearse_whole(catalog, path, tell) if preview else take_whole(catalog, path, tell).value
    if as_json:
        click.echo(_json(path, taken, done=not preview))
        return
    click.echo(whole_sentence(taken, done=not preview))


def _json(path: Path, taken: TakenRows, *, done: bool) -> str:
    said = {
        "file": path.name,
        "fights": taken.scenes,
        "rows_added": taken.added,
        "rows_there_already": taken.same,
        "rows_left_as_they_were": taken.other,
        "imported": done,
    }
    return json.dumps(said, ensure_ascii=False, indent=1)
