"""Commands on the versions of a film and the files of each: one group, ``donnybrook version CATALOG …``."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import click

from donnybrook.catalog import Catalog, FileClock, Film, MediaFile, Version
from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits import versions as edits
from donnybrook.catalog.reading import read_versions
from donnybrook.cli.naming import film_named, first_version_of
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import Bar
from donnybrook.cli.text import film_text, plain
from donnybrook.cli.typed import OFFSET, SPEED, TEXT
from donnybrook.ingest.films import read_film_file
from donnybrook.ingest.versions import (
    ClockProposal,
    Place,
    file_to_compare,
    known_cuts,
    propose_clock,
    put_file,
    read_cuts,
)
from donnybrook.media import FilmWorker
from donnybrook.problems import Problem
from donnybrook.times import format_seconds


@click.group(invoke_without_command=True)
@click.argument("catalog", type=click.Path(path_type=Path))
@click.pass_context
def version(context: click.Context, catalog: Path) -> None:
    """List and change the versions of films, and their files.

    Fights are timed on the clock of a film's version. Another file of it, such as a PAL disc with a logo in front,
    follows that clock by an offset and a speed, and every fight falls in its place on it. What is cut differently is
    a version of its own, with fights of its own. Every change can be undone.

    Without a command, all files are listed.
    """
    context.obj = catalog
    if context.invoked_subcommand is None:
        context.invoke(list_versions)


@version.command("list")
@click.argument("film", type=TEXT, required=False)
@click.pass_obj
def list_versions(catalog: Path, film: str | None) -> None:
    """List the versions and files, of FILM or of all films; a film's only version has no name."""
    with opened_catalog(catalog) as opened:
        click.echo("film\tversion\tfile\toffset_s\tspeed\tstate")
        for each in [film_named(opened, film)] if film is not None else opened.films():
            for cells in _rows(opened, each):
                click.echo("\t".join(plain(cell) for cell in cells))


def _rows(catalog: Catalog, film: Film) -> Iterator[tuple[str, ...]]:
    files = catalog.media_files(film.id)
    for each in catalog.read(read_versions, film.id):
        title, of_it = film_text(film.title, film.year), [file for file in files if file.version_id == each.id]
        for file in of_it:
            clock, state = file.clock, "" if file.path.is_file() else "missing"
            yield title, each.name, str(file.path), format_seconds(clock.offset_us), str(clock.speed), state
        if not of_it:
            yield title, each.name, "", "", "", "no file"


def _clocked(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say a clock and a version."""
    for option in reversed(
        (
            click.option("--offset", type=OFFSET, help="Where in FILE the version begins: 3, 0:03 or -1.5."),
            click.option("--speed", type=SPEED, help="How fast FILE plays: 25/24, or pal for that."),
            click.option("--propose", is_flag=True, help="Find both from the pictures, and only say them."),
            click.option("--accept", is_flag=True, help="Find both from the pictures, and take them."),
            click.option("--to", "label", type=TEXT, help="The version, by its name, where the film has several."),
            click.option("--new", "new_label", type=TEXT, help="A new version of this name, cut differently."),
        )
    ):
        command = option(command)
    return command


@version.command()
@click.argument("film", type=TEXT)
@click.argument("file", type=click.Path(path_type=Path))
@_clocked
@click.pass_obj
def attach(catalog: Path, /, film: str, file: Path, **said: str | int | Fraction | bool | None) -> None:
    """Attach another FILE to FILM; one that came as a film of its own moves over."""
    with opened_catalog(catalog) as opened, FilmWorker() as worker:
        named = film_named(opened, film)
        facts = read_film_file(worker, file)
        place = _place(opened, named, FileClock(), said)
        if said["propose"] or said["accept"]:
            place = _proposed(opened, worker, facts.path, place, taken=bool(said["accept"]))
            if not said["accept"]:
                return
        put_file(opened, facts, place)
    click.echo(f"{plain(file.name)} is a file of {film_text(named.title, named.year)} now: {_clock_text(place.clock)}.")


@version.command()
@click.argument("file", type=click.Path(path_type=Path))
@_clocked
@click.pass_obj
def change(catalog: Path, /, file: Path, **said: str | int | Fraction | bool | None) -> None:
    """Change the offset, the speed or the version of a FILE of the catalog."""
    with opened_catalog(catalog) as opened, FilmWorker() as worker:
        media_file = _file_named(opened, file)
        film = opened.film(media_file.film_id)
        place = _place(opened, film, media_file.clock, said, media_file.version_id)
        if said["propose"] or said["accept"]:
            place = _proposed(opened, worker, media_file.path, place, taken=bool(said["accept"]))
            if not said["accept"]:
                return
        opened.edit(f"Set the clock of {media_file.path.name}", _changed, media_file.id, place)
    click.echo(f"{plain(file.name)} of {film_text(film.title, film.year)}: {_clock_text(place.clock)}.")


def _changed(tx: Transaction, /, media_file_id: int, place: Place) -> None:
    version_id = edits.add_version(tx, place.film_id, place.new_label) if place.new_label else place.version_id
    edits.move_file(tx, media_file_id, version_id, place.clock)


@version.command()
@click.argument("film", type=TEXT)
@click.argument("name", metavar="VERSION", type=TEXT)
@click.argument("label", type=TEXT)
@click.pass_obj
def name(catalog: Path, film: str, name: str, label: str) -> None:
    """Call a VERSION of FILM by another LABEL."""
    with opened_catalog(catalog) as opened:
        named = film_named(opened, film)
        version_id = _version_named(opened, named, name).id
        opened.edit(f"Name version {label}", edits.name_version, version_id, label)
    click.echo(f"{plain(name)} of {film_text(named.title, named.year)} is “{plain(label)}” now.")


def _place(
    catalog: Catalog, film: Film, clock: FileClock, said: dict[str, str | int | Fraction | bool | None], at: int = 0
) -> Place:
    offset_us, speed, label, new_label = said["offset"], said["speed"], said["label"], said["new_label"]
    if (said["propose"] or said["accept"]) and (offset_us is not None or speed is not None or new_label):
        raise click.UsageError("--propose and --accept find the clock themselves; leave out --offset, --speed, --new")
    if label and new_label:
        raise click.UsageError("say --to for a version that is there, or --new for a new one")
    version_id = at or first_version_of(catalog, film)
    if isinstance(label, str):
        version_id = _version_named(catalog, film, label).id
    return Place(
        film.id,
        version_id,
        FileClock(
            offset_us if isinstance(offset_us, int) else clock.offset_us,
            1 / speed if isinstance(speed, Fraction) else clock.stretch,
        ),
        str(new_label or ""),
    )


def _proposed(catalog: Catalog, worker: FilmWorker, path: Path, place: Place, *, taken: bool) -> Place:
    compared = file_to_compare(catalog, place, path)
    if compared is None:
        raise Problem("No other file of this version is there to compare with. Give the offset and the speed yourself.")
    with Bar("Comparing the two files") as bar:
        known = known_cuts(catalog, worker, compared, told=lambda share: bar.show(share / 2, 1))
        other = read_cuts(worker, path, told=lambda share: bar.show(0.5 + share / 2, 1))
        proposal = propose_clock(worker, known, other)
    click.echo(_proposal_text(proposal, compared))
    if not taken:
        click.echo("Nothing was changed; say --accept to take it.")
    return Place(place.film_id, place.version_id, proposal.clock)


def _proposal_text(proposal: ClockProposal, compared: MediaFile) -> str:
    return (
        f"Against {plain(compared.path.name)}: {_clock_text(proposal.clock)}."
        f" {proposal.cuts_agreeing} of {proposal.cuts_compared} cuts agree, and"
        f" {proposal.pictures_alike} of {proposal.pictures_compared} pictures are alike:"
        f" {proposal.confidence:.0%} sure."
    )


def _clock_text(clock: FileClock) -> str:
    if clock.is_own:
        return "its clock is the film’s"
    begins = f"the film begins at {format_seconds(clock.offset_us)} s"
    if clock.speed == 1:
        return begins
    percent = f"{abs(float(clock.speed) - 1):.1%}".replace("%", " %")
    return f"{begins}, and runs {percent} {'faster' if clock.speed > 1 else 'slower'} ({clock.speed})"


def _version_named(catalog: Catalog, film: Film, label: str) -> Version:
    versions = catalog.read(read_versions, film.id)
    found = next((each for each in versions if label.casefold() in (each.name.casefold(), each.label.casefold())), None)
    if found is None:
        known = ", ".join(f"“{plain(each.name)}”" for each in versions) if len(versions) > 1 else "only one version"
        raise Problem(f"{film_text(film.title, film.year)} has no version “{plain(label)}”. It has {known}.")
    return found


def _file_named(catalog: Catalog, file: Path) -> MediaFile:
    paths = (file.absolute(), file.resolve())
    found = next((each for each in catalog.media_files() if each.path in paths), None)
    if found is None:
        raise Problem(f"“{plain(file.name)}” is no file of this catalog. Attach it to its film first.")
    return found


COMMANDS = (version,)
