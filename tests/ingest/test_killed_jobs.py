"""Jobs killed with signal 9, in a process of their own: nothing is done twice after that, nothing is missing."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from donnybrook import Catalog
from donnybrook.catalog.jobs import JobBook, JobState
from donnybrook.catalog.shots import read_files_with_shots
from donnybrook.ingest.adding import add_folders
from donnybrook.ingest.job_plan import plan_jobs
from donnybrook.ingest.job_run import JobRun
from donnybrook.ingest.pools import local_pool
from donnybrook.media import FilmWorker, SurveyCache
from media.numbered_films import Recipe, draw_film

FILMS = 6
_PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Films of the same picture but different bytes."""
    made = tmp_path_factory.mktemp("films")
    first = draw_film(made / "film0.mkv", Recipe("film0.mkv", "libx264", ticks=range(48)))
    for number in range(1, FILMS):
        (made / f"film{number}.mkv").write_bytes(first.read_bytes() + bytes(number))
    return made


@pytest.fixture
def path(folder: Path, tmp_path: Path) -> Path:
    """A catalog in which the films have appeared, and nothing else has been done."""
    made = tmp_path / "a.fights"
    shutil.copytree(folder, tmp_path / "films")
    with Catalog.create(made, coder="Ana") as catalog, FilmWorker() as worker:
        add_folders(catalog, worker, [tmp_path / "films"])
        with JobBook.of(catalog.uuid, made) as book:
            plan_jobs(catalog, book, SurveyCache())
    # What other tests surveyed must not be found.
    shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]) / "donnybrook" / "films", ignore_errors=True)
    return made


def _begin(path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "donnybrook", "jobs", str(path), "--run"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _kill_when(path: Path, is_due: Callable[[Counter[str]], bool]) -> Counter[str]:
    """Begin the jobs, kill them when it is due, and return how many jobs stood how."""
    process = _begin(path)
    deadline_s = time.monotonic() + _PATIENCE_S
    try:
        with Catalog.open(path, read_only=True) as catalog, JobBook.of(catalog.uuid, path) as book:
            while process.poll() is None and time.monotonic() < deadline_s:
                if is_due(Counter(f"{job.key.kind} {job.state}" for job in book.jobs())):
                    break
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
            process.wait()
            return Counter(job.state.value for job in book.jobs())
    finally:
        process.kill()
        process.wait()


def _run(path: Path) -> None:
    with Catalog.open(path, coder="Ana") as catalog, JobBook.of(catalog.uuid, path) as book, local_pool(2) as pool:
        assert JobRun(catalog, book, SurveyCache(), pool).run().left == 0


def _missing(path: Path) -> list[str]:
    """Say what should have been done and was not."""
    cache = SurveyCache()
    with Catalog.open(path, read_only=True) as catalog:
        with_shots = catalog.read(read_files_with_shots)
        return [
            f"{file.path.name} {what}"
            for file in catalog.media_files()
            for what, is_there in (
                ("facts", file.width_px == 320),
                ("shots", file.id in with_shots),
                ("survey", cache.has(file.fingerprint) and cache.load(file.fingerprint) is not None),
            )
            if not is_there
        ]


def _twice(path: Path, in_flight: int) -> list[str]:
    """Say what was recorded twice, or begun oftener than the kills explain."""
    with Catalog.open(path, read_only=True) as catalog, JobBook.of(catalog.uuid, path) as book:
        begun_again = sum(job.tries - 1 for job in book.jobs())
        sql = "SELECT label, count(*) FROM edit WHERE kind = 'auto' GROUP BY label HAVING count(*) > 1"
        recorded = catalog.read(lambda connection: connection.execute(sql).fetchall())
        sql = "SELECT media_file_id, in_us FROM shot GROUP BY 1, 2 HAVING count(*) > 1"
        shots = catalog.read(lambda connection: connection.execute(sql).fetchall())
    said = [f"{label} was recorded {count} times" for label, count in recorded] + [f"shot {shot}" for shot in shots]
    return said + [f"{begun_again} jobs were begun again, of {in_flight} that ran"] * (begun_again > in_flight)


def test_after_a_kill_in_the_middle_the_rest_is_done_and_nothing_twice(path: Path) -> None:
    in_flight = 0
    moments: tuple[Callable[[Counter[str]], bool], ...] = (
        lambda jobs: jobs["probe done"] >= 2,
        lambda jobs: jobs["survey done"] >= 2,
    )
    for moment in moments:
        states = _kill_when(path, moment)
        assert states[JobState.DONE] < 2 * FILMS
        in_flight += states[JobState.RUNNING]
        assert _missing(path), "the kill came too late to tell anything"
    _run(path)
    assert _missing(path) == []
    assert _twice(path, in_flight) == []


def test_the_harness_sees_work_that_is_missing_and_work_that_is_done_twice(path: Path) -> None:
    _run(path)
    assert (_missing(path), _twice(path, 0)) == ([], [])
    shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]) / "donnybrook" / "films")
    assert len(_missing(path)) == FILMS
    _run(path)
    assert _twice(path, 0) == [f"{FILMS} jobs were begun again, of 0 that ran"]
