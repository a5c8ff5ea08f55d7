"""The same jobs on a Dask cluster, of which workers die in the middle: nothing is done twice, nothing is missing."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from donnybrook import Catalog
from donnybrook.catalog.jobs import JobBook
from donnybrook.catalog.shots import read_files_with_shots
from donnybrook.ingest.adding import add_folders
from donnybrook.ingest.job_run import JobRun, Progress
from donnybrook.ingest.pools import cluster_pool
from donnybrook.media import FilmWorker, SurveyCache
from media.numbered_films import Recipe, draw_film

FILMS = 4
distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")  # a cluster that loses workers warns of it


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers on this computer, each a process with a nurse that starts it anew."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """A catalog in which films have appeared."""
    folder = tmp_path / "films"
    folder.mkdir()
    first = draw_film(folder / "film0.mkv", Recipe("film0.mkv", "libx264", ticks=range(48)))
    for number in range(1, FILMS):
        (folder / f"film{number}.mkv").write_bytes(first.read_bytes() + bytes(number))
    (folder / "broken.mkv").write_text("no film")
    shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]) / "donnybrook" / "films", ignore_errors=True)
    with Catalog.create(tmp_path / "a.fights", coder="Ana") as made, FilmWorker() as worker:
        add_folders(made, worker, [folder])
        yield made


def test_workers_that_die_in_the_middle_take_no_job_with_them(catalog: Catalog, cluster: Any) -> None:
    killed: list[int] = []
    ended: list[tuple[str, str]] = []

    def kill_one(progress: Progress) -> None:
        if progress.outcome is None:
            return
        ended.append((progress.outcome.title, progress.outcome.key.kind))
        if not killed and progress.outcome.key.kind == "survey":
            killed.append(next(worker.pid for worker in cluster.workers.values() if worker.pid))
            os.kill(killed[0], signal.SIGKILL)

    assert len(_missing(catalog)) == FILMS
    with JobBook.of(catalog.uuid, catalog.path) as book, cluster_pool(cluster.scheduler_address) as pool:
        report = JobRun(catalog, book, SurveyCache(), pool, told=kill_one).run()
        sentences = [job.sentence for job in book.jobs() if job.sentence]
    assert killed
    assert (report.finished, report.failed, report.left) == (2 * FILMS, 1, 0)
    assert len(ended) == len(set(ended)) == 2 * FILMS + 1
    assert len(sentences) == 1
    assert "broken.mkv" in sentences[0]
    assert _missing(catalog) == []
    sql = "SELECT count(*), count(DISTINCT label) FROM edit WHERE kind = 'auto'"
    count, labels = catalog.read(lambda connection: connection.execute(sql).fetchone())
    assert (count, labels) == (FILMS, FILMS)


def _missing(catalog: Catalog) -> list[str]:
    """Return the names of the films of which something is not known that should be."""
    with_shots = catalog.read(read_files_with_shots)
    return [
        file.path.name
        for file in catalog.media_files()
        if file.path.stem != "broken"
        and not (file.width_px == 320 and file.id in with_shots and SurveyCache().has(file.fingerprint))
    ]
