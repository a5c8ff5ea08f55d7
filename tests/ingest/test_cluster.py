"""The same jobs on a Dask cluster, of which workers die in the middle: nothing is done twice, nothing is missing.

Two controls show that the check would see it: one loses what a dead worker had, one does over what was done.
"""

import os
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from donnybrook import Catalog
from donnybrook.catalog.jobs import JobBook
from donnybrook.catalog.shots import read_files_with_shots
from donnybrook.ingest.adding import add_folders
from donnybrook.ingest.job_run import JobRun, Progress, RunReport
from donnybrook.ingest.pools import Pool, cluster_pool
from donnybrook.media import FilmWorker, SurveyCache
from media.numbered_films import Recipe, draw_film

FILMS = 4
distributed = pytest.importorskip("distributed")
dask = pytest.importorskip("dask")
pytestmark = pytest.mark.filterwarnings("default")  # a cluster that loses workers warns of it


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers on this computer, each a process with a nurse that starts it anew."""
    with _made(n_workers=2) as made:
        yield made


def _made(n_workers: int) -> Any:
    return distributed.LocalCluster(
        n_workers=n_workers, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50
    )


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """A catalog in which films have appeared."""
    folder = tmp_path / "films"
    folder.mkdir()
    first = draw_film(folder / "film0.mkv", Recipe("film0.mkv", "libx264", ticks=range(48)))
    for number in range(1, FILMS):
        (folder / f"film{number}.mkv").write_bytes(first.read_bytes() + bytes(number))
    (folder / "broken.mkv").write_text("no film")
    _forget()
    with Catalog.create(tmp_path / "a.fights", coder="Ana") as made, FilmWorker() as worker:
        add_folders(made, worker, [folder])
        yield made


def _forget() -> None:
    shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]) / "donnybrook" / "films", ignore_errors=True)


@dataclass(slots=True)
class Killing:
    """Kills one worker of a cluster as soon as the first film is looked through, and notes what ends."""

    cluster: Any
    killed: list[int] = field(default_factory=list)
    ended: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, progress: Progress) -> None:
        if progress.outcome is None:
            return
        self.ended.append((progress.outcome.title, progress.outcome.key.kind))
        if not self.killed and progress.outcome.key.kind == "survey":
            self.killed.append(next(worker.pid for worker in self.cluster.workers.values() if worker.pid))
            os.kill(self.killed[0], signal.SIGKILL)


def _run(catalog: Catalog, pool: Pool, killing: Killing) -> RunReport:
    with JobBook.of(catalog.uuid, catalog.path) as book:
        return JobRun(catalog, book, SurveyCache(), pool, told=killing).run()


def _wrong(catalog: Catalog, killing: Killing) -> list[str]:
    """Say what is missing, and what was done twice."""
    with_shots = catalog.read(read_files_with_shots)
    wrong = [
        f"{file.path.name} is missing something"
        for file in catalog.media_files()
        if file.path.stem != "broken"
        and not (file.width_px == 320 and file.id in with_shots and SurveyCache().has(file.fingerprint))
    ]
    wrong += [f"{title}: {kind} ended {n} times" for (title, kind), n in Counter(killing.ended).items() if n > 1]
    sql = "SELECT label, count(*) FROM edit WHERE kind = 'auto' GROUP BY label HAVING count(*) > 1"
    recorded = catalog.read(lambda connection: connection.execute(sql).fetchall())
    return sorted(wrong) + [f"{label} was recorded {count} times" for label, count in recorded]


def test_workers_that_die_in_the_middle_take_no_job_with_them(catalog: Catalog, cluster: Any) -> None:
    killing = Killing(cluster)
    assert len(_wrong(catalog, killing)) == FILMS
    with cluster_pool(cluster.scheduler_address) as pool:
        report = _run(catalog, pool, killing)
    assert killing.killed
    assert (report.finished, report.failed, report.left) == (2 * FILMS, 1, 0)
    assert len(killing.ended) == 2 * FILMS + 1
    assert _wrong(catalog, killing) == []
    with JobBook.of(catalog.uuid, catalog.path) as book:
        (sentence,) = [job.sentence for job in book.jobs() if job.sentence]
    assert "broken.mkv" in sentence


def test_the_check_sees_what_is_lost_where_a_dead_worker_s_jobs_are_not_done_again(catalog: Catalog) -> None:
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), _made(n_workers=1) as cluster:
        killing = Killing(cluster)
        with _pool_that_gives_up(cluster.scheduler_address) as pool:
            report = _run(catalog, pool, killing)
    assert killing.killed
    lost = [each for each in _wrong(catalog, killing) if "is missing something" in each]
    assert len(lost) == report.failed - 1 > 0  # and the broken one


@contextmanager
def _pool_that_gives_up(address: str) -> Iterator[Pool]:
    with distributed.Client(address, set_as_default=False) as client:
        losses = (distributed.scheduler.KilledWorker,)
        yield Pool(client.get_executor(pure=False, retries=0), 2, is_local=False, losses=losses)


def test_the_check_sees_what_is_done_twice_where_a_result_was_not_kept(catalog: Catalog, cluster: Any) -> None:
    killing = Killing(cluster)
    with cluster_pool(cluster.scheduler_address) as pool:
        _run(catalog, pool, killing)
        _forget()
        _run(catalog, pool, killing)
    assert _wrong(catalog, killing) == [f"Film{number}: survey ended 2 times" for number in range(FILMS)]
