"""Does the jobs on a catalog's films in the foreground, with a bar, and tells what came of them. Knows no command."""

from collections.abc import Callable, Collection

import click

from donnybrook.catalog import Catalog
from donnybrook.catalog.jobs import JobBook
from donnybrook.catalog.numbers import counted
from donnybrook.cli.progress import Bar
from donnybrook.cli.text import plain
from donnybrook.cli.typed import DETECTOR
from donnybrook.ingest.job_run import JobRun, Progress
from donnybrook.ingest.pools import cluster_pool, local_pool
from donnybrook.media import SurveyCache


def detector_option(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that reads films a choice of the shot detector."""
    words = "Find shots with this one from now on, also in films that were read (‘donnybrook shots --detectors’)."
    return click.option("--detector", type=DETECTOR, help=words)(command)


def do_jobs(catalog: Catalog, *, scheduler: str | None = None, only: Collection[str] | None = None) -> bool:
    """Do the jobs that wait, of some film files or of all; returns whether all of them were done and none failed."""
    name = plain(catalog.path.name)
    with JobBook.of(catalog.uuid, catalog.path) as book, Bar("Reading films") as bar:

        def tell(progress: Progress) -> None:
            outcome = progress.outcome
            if outcome and outcome.sentence:
                click.echo(f"donnybrook: {plain(outcome.title)}: {plain(outcome.sentence)}", err=True)
            bar.show(progress.share, 1)

        with cluster_pool(scheduler) if scheduler else local_pool() as pool:
            run = JobRun(catalog, book, SurveyCache(), pool, told=tell, only=only)
            try:
                report = run.run()
            except KeyboardInterrupt:
                click.echo(f"donnybrook: What is done is kept; ‘donnybrook jobs {name} --run’ goes on.", err=True)
                raise
    if report.held_by is not None:
        click.echo(
            f"donnybrook: Another Donnybrook (process {report.held_by}) reads the films of {name} already, and takes"
            " these on as well.",
            err=True,
        )
    elif report.is_paused and report.left:
        waiting = f"{counted(report.left, 'job')} on films {'waits' if report.left == 1 else 'wait'}"
        click.echo(
            f"donnybrook: {waiting}, because they are paused. ‘donnybrook jobs {name} --resume’ lets them go on.",
            err=True,
        )
    return not report.failed and not report.left
