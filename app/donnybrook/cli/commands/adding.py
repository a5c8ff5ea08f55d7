"""The command that adds films to a catalog: single files, or folders with all that is in them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.films import EARLIEST_YEAR, LATEST_YEAR
from donnybrook.catalog.jobs import JobBook
from donnybrook.catalog.numbers import counted
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import watched
from donnybrook.cli.text import film_text, plain
from donnybrook.cli.typed import TEXT
from donnybrook.cli.working import detector_option, do_jobs
from donnybrook.ingest.adding import AddedFolders, add_folders
from donnybrook.ingest.films import AddedFilm, add_film_file
from donnybrook.ingest.job_plan import choose_detector
from donnybrook.media import FilmProblem, FilmWorker


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("paths", nargs=-1, required=True, metavar="FILE_OR_FOLDER...", type=click.Path(path_type=Path))
@click.option("--title", type=TEXT, help="The film's title; without it, the file's name says it.")
@click.option("--year", type=click.IntRange(EARLIEST_YEAR, LATEST_YEAR), help="The film's year.")
@click.option("--later", is_flag=True, help="Leave reading the films through for later (‘donnybrook jobs’).")
@click.option("--scheduler", metavar="ADDRESS", type=TEXT, help="Read the films on a Dask cluster: tcp://HOST:8786.")
@detector_option
def add(
    catalog: Path,
    paths: tuple[Path, ...],
    title: str | None,
    year: int | None,
    scheduler: str | None,
    detector: str | None,
    *,
    later: bool,
) -> int:
    """Add film files, and whole folders of them, to CATALOG.

    All films of a folder appear at once, by their names, as one edit. Then each is read through: its length and size,
    its shots, its sound, its strip of pictures. That can be stopped at any time (Ctrl-C) and goes on with
    ‘donnybrook jobs CATALOG --run’, or in the window.

    A film of that title that was catalogued from memory gets the file; a file that was moved is found again; a second
    copy of a film becomes a second file of it.
    """
    if title is not None and (len(paths) > 1 or paths[0].is_dir()):
        raise click.UsageError("--title is for one file at a time", click.get_current_context())
    with opened_catalog(catalog) as opened:
        if detector is not None:
            with JobBook.of(opened.uuid, opened.path) as book:
                choose_detector(book, detector)
        adding = _Adding(opened)
        adding.add(paths, title, year)
        if not later and adding.media_file_ids:
            uuids = [each.uuid for each in opened.media_files() if each.id in adding.media_file_ids]
            adding.refused += not do_jobs(opened, scheduler=scheduler, only=uuids)
    return 1 if adding.refused else 0


class _Adding:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.media_file_ids: set[int] = set()
        self.refused = 0

    def add(self, paths: Sequence[Path], title: str | None, year: int | None) -> None:
        """Add files one by one, then folders together, and say of each film what became of it."""
        folders = [path for path in paths if path.is_dir()]
        files = [path for path in paths if path not in folders]
        with FilmWorker() as worker:
            for path in watched(files, len(files), "Adding films"):
                try:
                    self._tell_film(add_film_file(self._catalog, worker, path, title=title, year=year))
                except FilmProblem as problem:
                    click.echo(f"donnybrook: {problem}", err=True)
                    self.refused += 1
            if folders:
                self._tell_folders(add_folders(self._catalog, worker, folders))

    def _tell_film(self, added: AddedFilm) -> None:
        self.media_file_ids.add(added.media_file_id)
        known = ", which was there already" if added.already_there else ""
        known += ", and whose file has changed since: look whether its fights' times still fit" * added.has_changed
        self._tell(added.film_id, known or _same(added.same_as))

    def _tell_folders(self, added: AddedFolders) -> None:
        for each in added.files:
            self.media_file_ids.add(each.media_file_id)
            self._tell(each.film_id, ", which was there already" if each.already_there else _same(each.same_as))
        for path in added.found.unreadable:
            click.echo(f"donnybrook: “{plain(str(path))}” can't be read by you, so it was left out.", err=True)
            self.refused += 1
        click.echo(" ".join(_summary(added)))

    def _tell(self, film_id: int, more: str) -> None:
        film = self._catalog.film(film_id)
        click.echo(f"{film.id}\t{film_text(film.title, film.year)}{more}")


def _same(path: Path | None) -> str:
    return f", whose bytes are those of {plain(str(path))}: this is another copy" if path else ""


def _summary(added: AddedFolders) -> Iterator[str]:
    new = sum(not each.already_there for each in added.files)
    found = added.found
    yield f"{counted(new, 'film')} added" + (
        f", {len(added.files) - new:,} known before." if new < len(added.files) else "."
    )
    if found.others:
        yield f"{counted(found.others, 'other file was', 'other files were')} left alone: not called like films."
    if found.linked_folders:
        yield f"{counted(found.linked_folders, 'link to a folder was', 'links to folders were')} not followed."
    if found.same:
        yield f"{counted(len(found.same), 'file is', 'files are')} the same under another name."


COMMANDS = (add,)
