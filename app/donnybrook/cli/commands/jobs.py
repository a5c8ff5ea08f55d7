"""The command that lists and steers the work on the films of a catalog."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.films import readable
from donnybrook.catalog.jobs import Job, JobBook, JobKey, JobState
from donnybrook.catalog.numbers import counted
from donnybrook.cli.naming import film_named
from donnybrook.cli.opening import opened_catalog
from donnybrook.cli.text import film_text, plain
from donnybrook.cli.typed import TEXT
from donnybrook.cli.working import detector_option, do_jobs
from donnybrook.ingest.job_plan import choose_detector, plan_jobs
from donnybrook.ingest.tasks import KINDS
from donnybrook.media import SurveyCache
from donnybrook.records import dataclass

_HEADER = ("film_id", "film", "path", "job", "state", "done", "sentence")


@click.command()
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("films", nargs=-1, metavar="[FILM]...", type=TEXT)
@click.option("--run", "action", flag_value="run", help="Do what waits, until it is done.")
@click.option("--pause", "action", flag_value="pause", help="Begin nothing more, in any window, and stop what runs.")
@click.option("--resume", "action", flag_value="resume", help="Undo --pause.")
@click.option("--cancel", "action", flag_value="cancel", help="Give up what waits or runs.")
@click.option("--retry", "action", flag_value="retry", help="Let what failed or was cancelled wait again.")
@click.option("--scheduler", metavar="ADDRESS", type=TEXT, help="With --run: on a Dask cluster, tcp://HOST:8786.")
@detector_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def jobs(
    catalog: Path,
    films: tuple[str, ...],
    action: str | None,
    scheduler: str | None,
    detector: str | None,
    *,
    as_json: bool,
) -> int:
    """List or steer the work on CATALOG's films.

    What waits, runs, failed and why, or is done is listed. Each film file is read twice: ‘probe’ finds its length,
    rate and size and knows it again when it moves; ‘survey’ reads it through for its shots, sound and strip. With
    FILMs, all is about these alone.
    """
    if scheduler is not None and action != "run":
        raise click.UsageError("--scheduler goes with --run", click.get_current_context())
    with opened_catalog(catalog) as opened, JobBook.of(opened.uuid, opened.path) as book:
        if detector is not None:
            choose_detector(book, detector)
        only = _files_of(opened, films)
        plan_jobs(opened, book, SurveyCache())
        well = do_jobs(opened, scheduler=scheduler, only=only) if action == "run" else _decide(book, action, only)
        told = _told(opened, book, only)
        for line in _as_json(told) if as_json else _lines(told) if action is None else _summary(book, told):
            click.echo(line)
    return 0 if well else 1


def _decide(book: JobBook, action: str | None, only: Sequence[str] | None) -> bool:
    if action == "pause":
        book.pause()
    elif action == "resume":
        book.resume()
    elif action == "cancel":
        book.cancel(only)
    elif action == "retry":
        book.retry(only)
    return True


def _files_of(catalog: Catalog, names: Sequence[str]) -> list[str] | None:
    if not names:
        return None
    return [file.uuid for name in names for file in catalog.media_files(film_named(catalog, name).id)]


@dataclass(frozen=True, slots=True)
class _Told:
    film_id: int
    film: str
    path: str
    job: Job


def _told(catalog: Catalog, book: JobBook, only: Sequence[str] | None) -> list[_Told]:
    films = {film.id: film_text(film.title, film.year) for film in catalog.films()}
    jobs_of = {job.key: job for job in book.jobs()}
    return [
        _Told(file.film_id, films[file.film_id], readable(file.path), job)
        for file in catalog.media_files()
        if only is None or file.uuid in only
        for kind in KINDS
        if (job := jobs_of.get(JobKey(file.uuid, kind))) is not None
    ]


def _lines(told: Sequence[_Told]) -> Iterator[str]:
    yield "\t".join(_HEADER)
    for each in told:
        job = each.job
        cells = (str(each.film_id), each.film, each.path, job.key.kind, job.state, f"{job.share:.0%}", job.sentence)
        yield "\t".join(plain(cell) for cell in cells)


def _as_json(told: Sequence[_Told]) -> Iterator[str]:
    rows = [
        {
            "film_id": each.film_id,
            "film": each.film,
            "path": each.path,
            "job": each.job.key.kind,
            "state": each.job.state.value,
            "done": round(each.job.share, 3),
            "sentence": each.job.sentence or None,
            "tries": each.job.tries,
            "changed_at": each.job.changed_at,
        }
        for each in told
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=1)


def _summary(book: JobBook, told: Sequence[_Told]) -> Iterator[str]:
    counts = {state: sum(each.job.state == state for each in told) for state in JobState}
    said = ", ".join(f"{count:,} {state.value}" for state, count in counts.items() if count)
    paused = " They are paused." if book.is_paused else ""
    yield f"{counted(len(told), 'job')}{f': {said}' if said else ''}.{paused}"


COMMANDS = (jobs,)
