"""A run of jobs heeds what is decided while it runs, and goes on when a film ends the decoder."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from donnybrook import Catalog
from donnybrook.catalog.jobs import JobBook, JobState
from donnybrook.ingest.adding import add_folders
from donnybrook.ingest.job_run import JobRun, Progress, RunReport
from donnybrook.ingest.pools import local_pool
from donnybrook.media import FilmWorker, SurveyCache
from media.numbered_films import Recipe, draw_film


@pytest.fixture
def catalog(shared_media: Path, tmp_path: Path) -> Iterator[Catalog]:
    """A catalog with a film that takes seconds to read through, and two short ones after it."""
    folder = tmp_path / "films"
    folder.mkdir()
    shutil.copy(shared_media / "sintel_trailer-720p.mp4", folder / "a_long.mp4")
    short = draw_film(folder / "b_short.mkv", Recipe("b.mkv", "libx264", ticks=range(24)))
    (folder / "c_short.mkv").write_bytes(short.read_bytes() + b"other")
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path / "cache") as made, FilmWorker() as worker:
        add_folders(made, worker, [folder])
        yield made


def _run(catalog: Catalog, cache: Path, during: Callable[[JobRun, Progress], None]) -> RunReport:
    with JobBook.of(catalog.uuid, catalog.path) as book, local_pool(1) as pool:
        run = JobRun(catalog, book, SurveyCache(cache), pool, told=lambda progress: during(run, progress))
        return run.run()


def _states(catalog: Catalog, kind: str) -> dict[str, JobState]:
    names = {file.uuid: file.path.stem for file in catalog.media_files()}
    with JobBook.of(catalog.uuid, catalog.path) as book:
        return {names[job.key.file_uuid]: job.state for job in book.jobs() if job.key.kind == kind}


def _is_surveying(catalog: Catalog) -> bool:
    return _states(catalog, "survey").get("a_long") == JobState.RUNNING


def test_a_run_that_is_stopped_ends_soon_and_what_it_had_begun_waits(catalog: Catalog, tmp_path: Path) -> None:
    asked_s: list[float] = []

    def stop(run: JobRun, _: Progress) -> None:
        if not asked_s and _is_surveying(catalog):
            asked_s.append(time.monotonic())
            run.stop()

    report = _run(catalog, tmp_path, stop)
    assert time.monotonic() - asked_s[0] < 5
    assert report.left == 3
    assert set(_states(catalog, "survey").values()) == {JobState.WAITING}


def test_a_film_that_is_cancelled_while_it_is_read_is_let_go_and_the_others_go_on(
    catalog: Catalog, tmp_path: Path
) -> None:
    long_uuid = next(file.uuid for file in catalog.media_files() if file.path.stem == "a_long")

    def cancel(_: JobRun, __: Progress) -> None:
        if _is_surveying(catalog):
            with JobBook.of(catalog.uuid, catalog.path) as other:
                other.cancel([long_uuid])

    report = _run(catalog, tmp_path, cancel)
    assert (report.failed, report.left) == (0, 0)
    assert _states(catalog, "survey") == {
        "a_long": JobState.CANCELLED,
        "b_short": JobState.DONE,
        "c_short": JobState.DONE,
    }


def test_a_film_that_ends_the_decoder_twice_is_listed_and_the_others_go_on(catalog: Catalog, tmp_path: Path) -> None:
    def kill_decoders(run: JobRun, _: Progress) -> None:
        for key, worker in list(run._hands._busy.items()):
            if key.kind == "survey" and _is_surveying(catalog) and worker.process_id is not None:
                os.kill(worker.process_id, signal.SIGKILL)

    report = _run(catalog, tmp_path, kill_decoders)
    assert (report.failed, report.left) == (1, 0)
    states = _states(catalog, "survey")
    assert states == {"a_long": JobState.FAILED, "b_short": JobState.DONE, "c_short": JobState.DONE}
    with JobBook.of(catalog.uuid, catalog.path) as book:
        assert [job.sentence for job in book.jobs() if job.state == JobState.FAILED] == [
            "“a_long.mp4” made the decoder crash. Nothing else was harmed. Try it in a player, or copy it again."
        ]
