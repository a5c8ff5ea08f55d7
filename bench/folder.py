"""Takes a folder of 500 short films, 20 of them broken, through its whole life, and says what was lost or done twice.

They are added, read through, killed in the middle, paused and gone on with, interrupted, finished; one broken film is
mended and retried. Then the same folder is dropped on a window, whose thread's longest work without a break is taken
while the films appear and are read. Homes of their own are used, so that nothing was read before.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.catalog.jobs import Job, JobBook, JobState
from donnybrook.catalog.shots import read_files_with_shots
from make_films import bench_folder
from make_folder import make_folder

_MEDIA = Path(__file__).resolve().parents[2] / "shared" / "media"
_CLIPS = ("sintel_trailer-720p.mp4", "bbb_0_30.webm", "cityCC0.mpg")
_LOOK_S = 0.5
_WANTED_S = 0.1


class Life:
    """One catalog in a home of its own, worked on by children that can be killed."""

    def __init__(self, home: Path) -> None:
        self.path = home / "many.fights"
        places = {"HOME": home, "XDG_CACHE_HOME": home / "c", "XDG_STATE_HOME": home / "s", "XDG_DATA_HOME": home / "d"}
        self._surroundings = {**os.environ, **{name: str(place) for name, place in places.items()}}

    def run(self, *arguments: str | Path) -> None:
        """Run a command of the program to its end."""
        command = self._command(*arguments)
        subprocess.run(command, env=self._surroundings, stdout=subprocess.DEVNULL, check=True)

    def begin(self) -> subprocess.Popen[bytes]:
        """Begin to do the jobs."""
        command = self._command("jobs", self.path, "--run")
        return subprocess.Popen(command, env=self._surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def states(self) -> Counter[str]:
        """Return how many jobs stand how."""
        return Counter(job.state.value for job in self.jobs())

    def jobs(self) -> list[Job]:
        """Return the jobs as they stand."""
        with Catalog.open(self.path, read_only=True) as catalog:
            uuid = catalog.uuid
        with JobBook.of(uuid, self.path, folder=self.path.parent / "s" / "donnybrook") as book:
            return book.jobs()

    def paths(self) -> dict[str, Path]:
        """Return the films' files by their UUIDs."""
        with Catalog.open(self.path, read_only=True) as catalog:
            return {file.uuid: file.path for file in catalog.media_files()}

    def wait(self, process: subprocess.Popen[bytes], done: int) -> None:
        """Wait until so many jobs are done, or the child has ended."""
        while process.poll() is None and self.states()["done"] < done:
            time.sleep(_LOOK_S)

    @staticmethod
    def _command(*arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "donnybrook", *map(str, arguments)]


def whole_life(folder: Path, home: Path, count: int, broken: int) -> list[str]:
    """Take the folder through all of it; returns what went wrong."""
    life = Life(home)
    life.run("new", life.path)
    began_s = time.perf_counter()
    life.run("add", life.path, folder, "--later")
    print(f"{count} films added in {time.perf_counter() - began_s:.1f} s, with the start of the program")
    began_s = time.perf_counter()
    in_flight = _interrupted(life, 2 * (count - broken))
    life.begin().wait()
    print(f"read in {time.perf_counter() - began_s:.0f} s, with four interruptions: {dict(life.states())}")
    wrong = _wrong(life, count, broken, in_flight)
    mended = next(folder.glob(f"Film {count - broken:03}.*"))
    shutil.copy(folder / "Film 000.mkv", mended)
    life.run("jobs", life.path, "--retry")
    life.begin().wait()
    states = life.states()
    print(f"one film mended and all retried: {dict(states)}")
    if states["failed"] != broken - 1 or states["done"] != 2 * (count - broken + 1):
        wrong.append(f"after the retry: {dict(states)}")
    return wrong


def _interrupted(life: Life, jobs: int) -> int:
    """Kill, pause and interrupt runs; returns how many jobs ran when they were ended."""
    in_flight = 0
    for at, how in ((0.2, "kill"), (0.55, "kill"), (0.65, "pause"), (0.8, "interrupt")):
        process = life.begin()
        life.wait(process, int(at * jobs))
        running = life.states()["running"]
        if how == "kill":
            process.kill()
        elif how == "interrupt":
            process.send_signal(signal.SIGINT)
        else:
            life.run("jobs", life.path, "--pause")
        began_s = time.perf_counter()
        process.wait()
        in_flight += max(1, running)
        print(f"{how} at {life.states()['done']} of {jobs}: ended after {time.perf_counter() - began_s:.1f} s")
        if how == "pause":
            paused = life.states()
            life.begin().wait()
            print("paused: a run does nothing" if life.states() == paused else "PAUSED, BUT WORK WENT ON")
            life.run("jobs", life.path, "--resume")
    return in_flight


def _wrong(life: Life, count: int, broken: int, in_flight: int) -> list[str]:
    jobs, paths = life.jobs(), life.paths()
    failed = [(_number(paths[job.key.file_uuid]), job.sentence) for job in jobs if job.state == JobState.FAILED]
    wrong = [f"film {number}: no reason is given" for number, sentence in failed if not sentence]
    wrong += [f"film {number}: {sentence}" for number, sentence in failed if number < count - broken]
    if len(failed) != broken:
        wrong.append(f"{len(failed)} failed, {broken} are broken")
    begun_again = sum(job.tries - 1 for job in jobs)
    if begun_again > in_flight:
        wrong.append(f"{begun_again} jobs were begun again, of {in_flight} that ran when a run was ended")
    with Catalog.open(life.path, read_only=True) as catalog:
        with_shots = catalog.read(read_files_with_shots)
        sound = [file for file in catalog.media_files() if _number(file.path) < count - broken]
        wrong += [f"{file.path.name} has no shots" for file in sound if file.id not in with_shots]
        wrong += [f"{file.path.name} was not read" for file in sound if file.duration_us is None]
        sql = "SELECT label, count(*) FROM edit WHERE kind = 'auto' GROUP BY label HAVING count(*) > 1"
        rows = catalog.read(lambda connection: connection.execute(sql).fetchall())
        wrong += [f"{label} was recorded {times} times" for label, times in rows]
    print(f"failed with a reason: {dict(Counter(sentence.split('”')[-1] for _, sentence in failed))}")
    print(f"{begun_again} jobs begun again, {in_flight} were running when a run was ended")
    return wrong


def _number(path: Path) -> int:
    return int(path.stem.split()[-1])


# ---------------------------------------------------------------- the window


def window_child(folder: Path, home: Path, seconds: int) -> int:
    """Drop the folder on a window, and print how long its thread worked without a break meanwhile."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from make_window import opened_window

    path = home / "window.fights"
    Catalog.create(path).close()
    with opened_window(path, home) as program:
        assert program.desk is not None
        program.desk.show_workplace("tag")
        spans = _Spans()
        tick = QTimer(interval=1)
        tick.timeout.connect(spans.note)

        def drop() -> None:
            spans.begin()
            tick.start()
            program.window.files_dropped.emit([folder])

        QTimer.singleShot(2_000, drop)
        QTimer.singleShot(8_000, lambda: program.window.actions_.run("films.work"))

        def tell() -> None:
            assert program.desk is not None
            films, words = len(program.desk.session.catalog.films()), program.window.status.job_words
            print(json.dumps({"films": films, "words": words, "longest_s": spans.longest_s, "over": spans.over}))
            QApplication.quit()

        QTimer.singleShot(seconds * 1000, tell)
        QApplication.exec()
    sys.stdout.flush()
    os._exit(0)


class _Spans:
    """How long the window's thread works without coming back to its events, by its own processor time."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        self.over = 0
        self._last_s = time.thread_time()

    def begin(self) -> None:
        self._last_s = time.thread_time()

    def note(self) -> None:
        now_s = time.thread_time()
        self.longest_s = max(self.longest_s, now_s - self._last_s)
        self.over += now_s - self._last_s > _WANTED_S
        self._last_s = now_s


def in_the_window(folder: Path, home: Path, seconds: int) -> list[str]:
    """Measure the window in a process of its own; returns what went wrong."""
    command = [sys.executable, __file__, "--window", str(folder), "--home", str(home), "--seconds", str(seconds)]
    names = ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **{name: str(home / name) for name in names}}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        return [f"the window said nothing: {done.stderr[-500:]}"]
    said = json.loads(done.stdout.splitlines()[-1])
    print(
        f"window, {seconds} s with {said['films']} films ({said['words']}): longest work without a break"
        f" {said['longest_s'] * 1000:.0f} ms, {said['over']} over {_WANTED_S * 1000:.0f} ms"
    )
    return [f"the window worked {said['longest_s']:.3f} s without a break"] if said["over"] else []


def main() -> int:
    """Print the figures, and return 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=500)
    parser.add_argument("--broken", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=40, help="how long the window is watched")
    parser.add_argument("--media", type=Path, default=_MEDIA, help="where the clips are that films are made of")
    parser.add_argument("--window", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    # A shell's background jobs, and the children of them, would ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if asked.window is not None:
        return window_child(asked.window, asked.home, asked.seconds)
    clips = [asked.media / name for name in _CLIPS]
    if not all(clip.is_file() for clip in clips):
        print(f"There are no clips in {asked.media} to make films of.")
        return 0
    folder = bench_folder() / f"folder_{asked.films}"
    make_folder(folder, clips, asked.films, asked.broken)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        for name in ("life", "window"):
            Path(made, name).mkdir()
        films = Path(shutil.copytree(folder, Path(made, "films")))
        wrong += in_the_window(films, Path(made, "window"), asked.seconds)
        wrong += whole_life(films, Path(made, "life"), asked.films, asked.broken)
    for sentence in wrong:
        print(f"MISS {sentence}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
