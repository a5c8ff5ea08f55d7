"""A decoding process that is a copy of its parent is as well walled off from it as one that was started anew."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from donnybrook.media.forked_process import can_fork

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")

_BEGIN = """
import os, sys, threading
from pathlib import Path
from donnybrook.media import FilmProblem, FilmWorker
film = Path(sys.argv[1])
held = film.with_name("held.txt").open("w")
def started_with(number):
    return Path(f"/proc/{number}/cmdline").read_bytes()
def files_of(films):
    return [os.readlink(each) for each in Path(f"/proc/{films.process_id}/fd").iterdir()]
"""


def _told(script: str, film: Path, folder: Path) -> list[str]:
    """Run a script in a process of its own, which has one thread, and return the lines it prints."""
    copy = folder / film.name
    copy.hardlink_to(film)
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", _BEGIN + script, str(copy)], capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_a_copy_reads_films_and_keeps_nothing_else_that_its_parent_has_open(
    drawn_films: dict[str, Path], tmp_path: Path
) -> None:
    script = """
with FilmWorker(forks=True, memory_bytes=3_000_000_000) as films:
    print(films.probe(film).width_px > 0, films.process_id != os.getpid())
    print(started_with(films.process_id) == started_with(os.getpid()))
    print(str(held.name) in files_of(films), "3000000000" in Path(f"/proc/{films.process_id}/limits").read_text())
    with FilmWorker() as others:
        others.probe(film)
        print(len(files_of(films)) == len(files_of(others)))
print(films.process_id)
"""
    asked = ["True True", "True", "False True", "True", "None"]
    assert _told(script, drawn_films["plain.mp4"], tmp_path) == asked


def test_a_copy_that_a_film_kills_is_made_again(drawn_films: dict[str, Path], tmp_path: Path) -> None:
    script = """
with FilmWorker(forks=True) as films:
    films.probe(film)
    first = films.process_id
    os.kill(first, 11)
    print(films.probe(film).width_px > 0, films.process_id != first)
    print(started_with(films.process_id) == started_with(os.getpid()))
"""
    assert _told(script, drawn_films["plain.mp4"], tmp_path) == ["True True", "True"]


def test_a_process_with_another_thread_is_not_copied_but_starts_one_anew(
    drawn_films: dict[str, Path], tmp_path: Path
) -> None:
    script = """
wait = threading.Event()
threading.Thread(target=wait.wait).start()
with FilmWorker(forks=True) as films:
    print(films.probe(film).width_px > 0, started_with(films.process_id) == started_with(os.getpid()))
wait.set()
"""
    assert _told(script, drawn_films["plain.mp4"], tmp_path) == ["True False"]


def test_a_copy_ends_with_its_parent(drawn_films: dict[str, Path], tmp_path: Path) -> None:
    script = """
films = FilmWorker(forks=True)
films.probe(film)
print(films.process_id, flush=True)
os._exit(0)
"""
    (process_id,) = _told(script, drawn_films["plain.mp4"], tmp_path)
    deadline_s = time.monotonic() + 5
    while Path(f"/proc/{process_id}/exe").exists() and time.monotonic() < deadline_s:
        time.sleep(0.02)
    assert not Path(f"/proc/{process_id}/exe").exists()


def test_a_copy_ends_in_peace_where_the_system_is_to_forget_children(
    drawn_films: dict[str, Path], tmp_path: Path
) -> None:
    script = """
import signal
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
with FilmWorker(forks=True) as films:
    print(films.probe(film).width_px > 0)
print(films.process_id)
"""
    assert _told(script, drawn_films["plain.mp4"], tmp_path) == ["True", "None"]


def test_what_a_copy_can_not_be_told_ends_it_and_what_it_prints_is_kept(tmp_path: Path) -> None:
    script = """
from donnybrook.media.forked_process import ForkedProcess
with film.with_name("printed").open("w+b") as printed:
    copy = ForkedProcess(["no ticket"], printed, ())
    print(copy.wait(20), copy.poll(), copy.kill())
    printed.seek(0)
    print("ValueError" in printed.read().decode())
"""
    film = tmp_path / "films" / "none.mp4"
    film.parent.mkdir()
    film.touch()
    assert _told(script, film, tmp_path) == ["1 1 None", "True"]


def test_a_process_whose_standard_files_are_closed_is_not_copied(tmp_path: Path) -> None:
    assert not can_fork((0,))
    script = "import os; os.close(0); from donnybrook.media.forked_process import can_fork; print(can_fork(()))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True)
    assert run.stdout.split() == ["False"]
