"""Tells, when a film's file is opened, that it is no longer the one that was added. Knows no command."""

import click

from donnybrook.catalog import MediaFile
from donnybrook.cli.text import plain
from donnybrook.ingest.standing import Standing, changed_sentence, look_at
from donnybrook.media import FilmWorker


def tell_if_changed(worker: FilmWorker, file: MediaFile) -> None:
    """Tell of a file with other bytes than it had, on standard error."""
    if look_at(worker, file) == Standing.CHANGED:
        click.echo(f"donnybrook: {plain(changed_sentence(file))}", err=True)
