"""The book of jobs: what was decided and what failed outlives a restart, and only one holds it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from donnybrook.catalog.jobs import JobBook, JobKey, JobState, Wanted
from donnybrook.catalog.jobs.book import book_path

ONE, TWO = JobKey("one", "survey"), JobKey("two", "survey")


def _wanted(*keys: JobKey, content: str = "1:1") -> list[Wanted]:
    return [Wanted(key, content) for key in keys]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.jobs"


@pytest.fixture
def book(path: Path) -> Iterator[JobBook]:
    with JobBook(path) as opened:
        opened.plan(_wanted(ONE, TWO), [])
        yield opened


def _states(book: JobBook) -> list[JobState]:
    return [job.state for job in book.jobs()]


def test_what_failed_or_was_cancelled_stays_so_over_a_restart_until_its_file_changes(book: JobBook, path: Path) -> None:
    book.fail(ONE, "It is broken.")
    book.cancel(["two"])
    with JobBook(path) as again:
        again.plan(_wanted(ONE, TWO), [])
        assert _states(again) == [JobState.FAILED, JobState.CANCELLED]
        assert again.jobs()[0].sentence == "It is broken."
        again.plan(_wanted(ONE, TWO, content="2:2"), [])
        assert _states(again) == [JobState.WAITING, JobState.WAITING]


def test_what_is_done_waits_again_when_what_it_made_is_gone_and_what_is_not_wanted_is_struck_out(book: JobBook) -> None:
    book.plan([], _wanted(ONE, TWO))
    assert _states(book) == [JobState.DONE, JobState.DONE]
    book.plan(_wanted(ONE), [])
    assert [(job.key, job.state) for job in book.jobs()] == [(ONE, JobState.WAITING)]


def test_jobs_are_claimed_once_and_none_while_paused(book: JobBook, path: Path) -> None:
    with JobBook(path) as other:
        assert [job.key for job in book.claim("survey", 1)] == [ONE]
        other.pause()
        assert book.is_paused
        assert book.claim("survey", 5) == []
        other.resume()
        assert [job.key for job in other.claim("survey", 5)] == [TWO]
        assert book.claim("survey", 5) == []


def test_a_cancelled_job_is_not_put_back(book: JobBook) -> None:
    book.claim("survey", 2)
    assert book.cancel(["one"]) == 1
    book.put_back(ONE)
    book.put_back(TWO)
    assert _states(book) == [JobState.CANCELLED, JobState.WAITING]
    assert book.retry() == 1


def test_the_book_is_held_by_one_and_free_again_when_that_one_is_killed(book: JobBook, path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from donnybrook.catalog.jobs import JobBook\n"
        "book = JobBook(Path(sys.argv[1]))\n"
        "with book.held() as held:\n    book.begin(); book.claim('survey', 1); print(held, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        with book.held() as is_held:
            assert not is_held
        assert book.holder == process.pid
    finally:
        process.kill()
        process.communicate()
    assert _states(book)[0] == JobState.RUNNING
    with book.held() as is_held:
        assert is_held
        book.begin()
    assert _states(book) == [JobState.WAITING, JobState.WAITING]
    assert book.holder is None


def test_a_book_that_can_t_be_read_is_made_anew(tmp_path: Path) -> None:
    path = book_path(tmp_path, "uuid", tmp_path / "a.fights")
    path.parent.mkdir()
    path.write_bytes(b"no database at all, but long enough to be looked at " * 100)
    with JobBook(path) as book:
        assert book.jobs() == []
        book.plan(_wanted(ONE), [])
        assert book.counts() == {JobState.WAITING: 1}


def test_a_copy_of_a_catalog_has_a_book_of_its_own(tmp_path: Path) -> None:
    names = {book_path(tmp_path, "uuid", tmp_path / name) for name in ("a.fights", "b.fights")}
    assert len(names) == 2
