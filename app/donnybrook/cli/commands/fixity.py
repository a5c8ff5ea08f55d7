"""The command that verifies film files: against what is known, and against a manifest; and puts them into a bag."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from importlib import metadata
from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.films import readable
from donnybrook.catalog.jobs import JobBook
from donnybrook.cli.naming import film_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.progress import Bar
from donnybrook.cli.text import film_text, plain
from donnybrook.cli.typed import TEXT
from donnybrook.exchange.bags import Packed, read_manifest, write_bag
from donnybrook.ingest.fixity import Fixity, Progress, Verified, accept_changed, verify
from donnybrook.ingest.manifests import Listed, check_manifest
from donnybrook.ingest.standing import TAKEN
from donnybrook.media import FilmProblem, FilmWorker
from donnybrook.records import dataclass

_SPAN = re.compile(r"(\d{1,5})\s*([hdw])")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_BAD = (Fixity.CHANGED, Fixity.MISSING)


class _Span(click.ParamType[timedelta]):
    name = "span"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        match = _SPAN.fullmatch(value.strip().lower())
        if match is None:
            self.fail(f"“{plain(value)}” is no span of time. Say 12h, 90d or 4w", param, ctx)
        return timedelta(**{_UNITS[match[2]]: int(match[1])})


@dataclass(frozen=True, slots=True)
class _Row:
    film_id: int | None
    film: str
    path: str
    status: str
    sha256: str
    sentence: str


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("films", nargs=-1, metavar="[FILM]...", type=TEXT)
@click.option("--older-than", type=_Span(), help="Only what was not verified for so long: 12h, 90d, 4w.")
@click.option("--accept", is_flag=True, help="Take changed files as they are now.")
@click.option(
    "--against", type=click.Path(path_type=Path, exists=True), help="Compare with a bag or a manifest-sha256.txt."
)
@click.option("--bag", type=click.Path(path_type=Path), help="Copy the films into a new BagIt bag, a folder.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def fixity(
    catalog: Path,
    films: tuple[str, ...],
    older_than: timedelta | None,
    against: Path | None,
    bag: Path | None,
    *,
    accept: bool,
    as_json: bool,
) -> int:
    """Verify that film files still have the bytes they had.

    Each file's SHA-256 is read and compared: ok, changed, missing, or new, which has none yet and is given it. It can
    be stopped at any time (Ctrl-C); the next run goes on where it was. Ends with 1 if a file is changed or missing.
    """
    with opened_catalog(catalog) as opened, FilmWorker() as worker, JobBook.of(opened.uuid, opened.path) as book:
        film_ids = [film_named(opened, name).id for name in films] or None
        if against is not None:
            rows = _rows_of_manifest(opened, against)
        else:
            rows = _verified(opened, worker, book, older_than, film_ids, accept=accept)
        for line in _as_json(rows) if as_json else _lines(rows):
            click.echo(line)
        bad = any(row.status in _BAD for row in rows)
        if bag is not None:
            bad = not _bagged(opened, bag, film_ids) or bad
    return 1 if bad else 0


def _verified(
    catalog: Catalog,
    worker: FilmWorker,
    book: JobBook,
    older_than: timedelta | None,
    film_ids: Sequence[int] | None,
    *,
    accept: bool,
) -> list[_Row]:
    with Bar("Verifying films") as bar:

        def tell(progress: Progress) -> bool:
            bar.show(progress.done_bytes, progress.all_bytes)
            return True

        report = verify(catalog, worker, book, older_than=older_than, film_ids=film_ids, told=tell)
    if report.resumed_at:
        click.echo(f"donnybrook: The verification begun at {report.resumed_at} was gone on with.", err=True)
    return [_row(catalog, _accepted(catalog, worker, each) if accept else each) for each in report.files]


def _accepted(catalog: Catalog, worker: FilmWorker, verified: Verified) -> Verified:
    if not verified.can_be_accepted:
        return verified
    try:
        accept_changed(catalog, worker, verified)
    except FilmProblem as problem:
        return replace(verified, sentence=str(problem))
    return replace(verified, fixity=Fixity.NEW, sentence=f"It was changed, and {TAKEN}.")


def _row(catalog: Catalog, verified: Verified) -> _Row:
    film = catalog.film(verified.file.film_id)
    path = readable(verified.file.path)
    return _Row(
        film.id, film_text(film.title, film.year), path, verified.fixity.value, verified.sha256, verified.sentence
    )


def _rows_of_manifest(catalog: Catalog, against: Path) -> list[_Row]:
    lines = read_manifest(against)
    listed = [Listed(line.path, line.sha256) for line in lines]
    folder = against if against.is_dir() else against.absolute().parent
    with Bar("Comparing with the manifest") as bar:
        checked = check_manifest(catalog, folder.absolute(), listed, lambda done: bar.show(done, len(listed)))
    films = {film.id: film_text(film.title, film.year) for film in catalog.films()}
    return [
        _Row(
            each.film_id,
            films.get(each.film_id or 0, ""),
            readable(each.path),
            each.fixity.value,
            each.sha256,
            each.sentence,
        )
        for each in checked
    ]


def _bagged(catalog: Catalog, folder: Path, film_ids: Sequence[int] | None) -> bool:
    files = [file for file in catalog.media_files() if film_ids is None or file.film_id in film_ids]
    there = [Packed(file.path, file.sha256) for file in files if file.path.is_file()]
    size_bytes = sum(each.path.stat().st_size for each in there)
    with Bar("Copying into the bag") as bar:
        agent = f"Donnybrook {metadata.version('donnybrook')}"
        bagged = write_bag(folder, there, agent=agent, told=lambda done: bar.show(done, size_bytes))
    for path in bagged.left_out:
        click.echo(f"donnybrook: “{plain(str(path))}” is left out of the bag: its bytes have changed.", err=True)
    for file in files:
        if not file.path.is_file():
            click.echo(f"donnybrook: “{plain(str(file.path))}” is left out of the bag: it is not there.", err=True)
    click.echo(f"donnybrook: {len(bagged.names)} of {len(files)} films are in the bag {plain(str(folder))}.", err=True)
    return len(bagged.names) == len(files)


def _lines(rows: Sequence[_Row]) -> Iterator[str]:
    yield "\t".join(("status", "film_id", "film", "path", "sha256", "sentence"))
    for row in rows:
        cells = (row.status, str(row.film_id or ""), row.film, row.path, row.sha256, row.sentence)
        yield "\t".join(plain(cell) for cell in cells)


def _as_json(rows: Sequence[_Row]) -> Iterator[str]:
    told = [
        {
            "status": row.status,
            "film_id": row.film_id,
            "film": row.film,
            "path": row.path,
            "sha256": row.sha256 or None,
            "sentence": row.sentence or None,
        }
        for row in rows
    ]
    yield json.dumps(told, ensure_ascii=False, indent=1)


COMMANDS = (fixity,)
