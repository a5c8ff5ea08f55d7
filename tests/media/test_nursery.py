"""A decoding process that is born of a nursery is there sooner, and as well walled off as one that is started anew."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from donnybrook.media import FilmWorker, Nursery

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone"),
    pytest.mark.usefixtures("no_leftover_processes"),
]


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


def _parent(number: int | None) -> int:
    return int(Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


def _files_of(worker: FilmWorker) -> list[str]:
    """Return what it has open, without the numbers of what has no name."""
    told = (str(each.readlink()) for each in Path(f"/proc/{worker.process_id}/fd").iterdir())
    return sorted(re.sub(r"(:|/#).*", "", each) for each in told)


def _limits_of(worker: FilmWorker) -> str:
    return Path(f"/proc/{worker.process_id}/limits").read_text(encoding="utf-8")


def _is_there(number: int) -> bool:
    return Path(f"/proc/{number}/exe").exists()


def _wait_for_end(number: int) -> None:
    until_s = time.monotonic() + 20
    while _is_there(number) and time.monotonic() < until_s:
        time.sleep(0.01)
    assert not _is_there(number)


def test_all_are_copies_of_one_process_that_is_started_when_it_is_first_asked(
    nursery: Nursery, drawn_films: dict[str, Path]
) -> None:
    film = drawn_films["plain.mp4"]
    with FilmWorker(nursery=nursery) as one, FilmWorker(nursery=nursery) as other:
        assert nursery.process_id is None
        assert one.probe(film) == other.probe(film)
        assert {_parent(one.process_id), _parent(other.process_id)} == {nursery.process_id}
        assert one.process_id != other.process_id
        with FilmWorker() as anew:
            assert one.frame(film, 0) == anew.frame(film, 0)


def test_what_is_born_has_limits_of_its_own_and_nothing_open_but_what_it_is_handed(
    nursery: Nursery, drawn_films: dict[str, Path]
) -> None:
    film = drawn_films["plain.mp4"]
    with (
        FilmWorker(nursery=nursery, memory_bytes=3_000_000_000) as one,
        FilmWorker(nursery=nursery) as other,
        FilmWorker() as anew,
    ):
        for each in (one, other, anew):
            each.probe(film)
        assert "3000000000" in _limits_of(one)
        assert "3000000000" not in _limits_of(other)
        assert _files_of(one) == _files_of(other) == _files_of(anew)


def test_one_that_a_film_kills_is_born_again_and_harms_no_other(nursery: Nursery, drawn_films: dict[str, Path]) -> None:
    film = drawn_films["plain.mp4"]
    with FilmWorker(nursery=nursery) as one, FilmWorker(nursery=nursery) as other:
        one.probe(film)
        other.probe(film)
        first, second = one.process_id, other.process_id
        assert first is not None
        os.kill(first, signal.SIGSEGV)
        assert one.probe(film).width_px > 0
        assert one.process_id != first
        assert _parent(one.process_id) == nursery.process_id
        assert other.process_id == second
        _wait_for_end(first)
    assert second is not None
    _wait_for_end(second)


def test_one_can_be_killed_while_another_thread_waits_for_its_end_and_after(
    nursery: Nursery, drawn_films: dict[str, Path]
) -> None:
    with FilmWorker(nursery=nursery) as worker:
        worker.probe(drawn_films["plain.mp4"])
        link = worker._link
        assert link is not None
        process = link._process
        waiting = [Thread(target=process.wait, args=(20,)) for _ in range(4)]
        for each in waiting:
            each.start()
        process.kill()
        for each in waiting:
            each.join()
        process.kill()
        assert process.poll() == 0


def test_where_nothing_can_be_born_a_process_is_started_anew(drawn_films: dict[str, Path]) -> None:
    film = drawn_films["plain.mp4"]
    for barren in (Nursery((sys.executable, "-c", "")), Nursery(("/no/such/program",))):
        with FilmWorker(nursery=barren) as worker:
            assert worker.probe(film).width_px > 0
            assert _parent(worker.process_id) == os.getpid()
            assert barren.process_id is None


def test_a_nursery_that_is_killed_takes_nobody_along_and_is_not_asked_again(
    nursery: Nursery, drawn_films: dict[str, Path]
) -> None:
    film = drawn_films["plain.mp4"]
    with FilmWorker(nursery=nursery) as born, FilmWorker(nursery=nursery) as later:
        born.probe(film)
        number, killed = born.process_id, nursery.process_id
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        assert later.probe(film).width_px > 0
        assert _parent(later.process_id) == os.getpid()
        assert born.probe(film).width_px > 0
        assert born.process_id == number


def test_a_closed_nursery_bears_nothing_and_leaves_what_it_bore(drawn_films: dict[str, Path]) -> None:
    film, nursery = drawn_films["plain.mp4"], Nursery()
    with FilmWorker(nursery=nursery) as born, FilmWorker(nursery=nursery) as later:
        born.probe(film)
        nursery.close()
        assert nursery.process_id is None
        assert born.probe(film) == later.probe(film)
        assert _parent(later.process_id) == os.getpid()
    nursery.close()


def test_all_of_them_end_with_the_program(drawn_films: dict[str, Path]) -> None:
    script = """
import os, sys
from pathlib import Path
from donnybrook.media import FilmWorker, Nursery
nursery = Nursery()
worker = FilmWorker(nursery=nursery)
worker.probe(Path(sys.argv[1]))
print(nursery.process_id, worker.process_id, flush=True)
os._exit(0)
"""
    command = [sys.executable, "-c", script, str(drawn_films["plain.mp4"])]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    for number in run.stdout.split():
        _wait_for_end(int(number))
