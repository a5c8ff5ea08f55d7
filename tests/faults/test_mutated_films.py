"""Mutated films: no death, no request over ten seconds, a worker of bounded memory, a sentence for every refusal."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from donnybrook.media import FilmCutter, FilmProblem, FilmWorker, PlayingFilm, Take
from faults.film_mutations import mutated_film
from faults.rounds import slices
from faults.small_films import SMALL_FILMS, draw_small_film

_LONGEST_S = 10.0
# What one worker may take at most, looking at films of this size.
_MOST_BYTES = 1024**3
_REAL_ONE_IN = 8
_REAL_BYTES = 400_000


@dataclass
class Toll:
    """What came of asking about mutated films."""

    asked: int = 0
    refused: int = 0
    deaths_of_workers: int = 0
    most_bytes: int = 0
    longest_s: float = 0.0
    slow: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)


def look_at_mutated(
    originals: Sequence[Path], count: int, folder: Path, *, command: Sequence[str] | None = None, patience_s: float = 10
) -> Toll:
    """Ask a worker about so many mutated films, in eight ways by turns."""
    toll = Toll()
    contents = [path.read_bytes() for path in originals]
    with FilmWorker(command=command, patience_s=patience_s) as worker:
        for number in range(count):
            place = number % len(originals)
            path = folder / f"{number}-{originals[place].name}"
            path.write_bytes(mutated_film(contents[place], number))
            _ask_all(worker, path, number, toll)
            path.unlink()
    return toll


def _ask_all(worker: FilmWorker, path: Path, number: int, toll: Toll) -> None:
    for ask in _questions(worker, path, number):
        before, began_s = worker.process_id, time.perf_counter()
        toll.asked += 1
        try:
            ask()
        except FilmProblem as problem:
            _note(problem, path, toll)
        took_s = time.perf_counter() - began_s
        toll.longest_s = max(toll.longest_s, took_s)
        if took_s > _LONGEST_S:
            toll.slow.append(f"{path.name}: {took_s:.1f} s")
        if worker.process_id is None or before not in (None, worker.process_id):
            toll.deaths_of_workers += 1
    toll.most_bytes = max(toll.most_bytes, _most_bytes_of(worker.process_id))


def _questions(worker: FilmWorker, path: Path, number: int) -> Iterator[Callable[[], object]]:
    yield lambda: worker.probe(path)
    yield lambda: worker.frame(path, number * 37_000 % 1_300_000)
    others: tuple[Callable[[], object], ...] = (
        lambda: _play(PlayingFilm(worker, path, 320, 180), 400_000, 1.0 + number % 3),
        lambda: worker.cover(path, 100_000, 1_000_000),
        lambda: worker.survey(path),
        lambda: worker.thumbnail(path, 600_000),
        lambda: worker.frame_times(path),
        lambda: worker.chapters(path),
        lambda: worker.survey(path, detector="donnybrook-fast"),
        lambda: FilmCutter(worker).clip(Take(path, 300_000, 800_000), path.with_suffix(".cut"), ".mp4", _unheard),
        lambda: FilmCutter(worker).copy(Take(path, 300_000, 800_000), path.with_suffix(".cut"), ".mp4", _unheard),
    )
    yield others[number // 7 % len(others)]


def _unheard(_share: float) -> None:
    """Hear of the share that is done, and do nothing about it."""


def _play(film: PlayingFilm, time_us: int, rate: float) -> None:
    """Go to and fro in a film, and listen to it."""
    film.sound(time_us, rate, 100_000)
    film.keyframe(time_us)
    picture = film.at(time_us)
    film.before(picture)
    for _ in range(3):
        picture = film.after(picture, ahead=2) or picture


def _note(problem: FilmProblem, path: Path, toll: Toll) -> None:
    toll.refused += 1
    toll.reasons[problem.reason] += 1
    if problem.reason in ("crashed", "timeout", "quarantined"):
        toll.crashed.append(f"{path.name}: {problem.reason}: {getattr(problem, '__notes__', '')}")
    elif getattr(problem, "__notes__", None):
        toll.surprises.append(f"{path.name}: {problem.__notes__}")
    if not str(problem).isprintable() or not str(problem).endswith("."):
        toll.surprises.append(f"{path.name}: {problem!s}")


def _most_bytes_of(process_id: int | None) -> int:
    """Return the most memory that a process has had in use at once; 0 where the system does not say."""
    status = Path(f"/proc/{process_id}/status")
    if not status.exists():
        return 0
    said = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(said.split()[1]) * 1024


@pytest.fixture(scope="session")
def small_films(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("small")
    return [draw_small_film(folder, film) for film in SMALL_FILMS]


@pytest.mark.parametrize("count_of_films", slices(150, 10_000))
def test_no_mutated_film_ends_hangs_or_fills_the_program(
    count_of_films: int, small_films: list[Path], shared_media: Path, tmp_path: Path, count: Callable[[str], None]
) -> None:
    real = [path for path in sorted((shared_media / "awkward").iterdir()) if 0 < path.stat().st_size < _REAL_BYTES]
    tolls = [
        look_at_mutated(small_films, count_of_films - count_of_films // _REAL_ONE_IN, tmp_path),
        look_at_mutated(real, count_of_films // _REAL_ONE_IN, tmp_path),
    ]
    for toll in tolls:
        count(
            f"{toll.asked} requests, {toll.refused} refused, {toll.deaths_of_workers} workers died,"
            f" longest {toll.longest_s:.1f} s, most memory {toll.most_bytes / 2**20:.0f} MiB, {dict(toll.reasons)}"
            f" {toll.crashed}"
        )
    assert [each for toll in tolls for each in toll.slow] == []
    assert [each for toll in tolls for each in toll.surprises] == []
    assert [each for toll in tolls for each in toll.crashed] == []
    assert sum(toll.asked for toll in tolls) == 3 * count_of_films
    assert max(toll.most_bytes for toll in tolls) < _MOST_BYTES


_BAD_WORKER = (
    "import os, sys, time\nfrom donnybrook.media import wire\nwire.send(sys.stdout.buffer, wire.Answer('ready'))\n"
    "while request := wire.receive_request(sys.stdin.buffer):\n    {deed}\n"
)


@pytest.mark.parametrize(
    ("deed", "reason"), [("os.abort()", "crashed"), ("time.sleep(60)", "timeout"), ("os._exit(0)", "crashed")]
)
@pytest.mark.usefixtures("no_leftover_processes")
def test_the_harness_sees_a_worker_that_dies_or_hangs(
    deed: str, reason: str, small_films: list[Path], tmp_path: Path
) -> None:
    command = [sys.executable, "-c", _BAD_WORKER.format(deed=deed)]
    toll = look_at_mutated(small_films[:1], 1, tmp_path, command=command, patience_s=0.3)
    assert toll.crashed
    assert toll.reasons[reason] >= 1
    assert toll.deaths_of_workers >= 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.usefixtures("no_leftover_processes")
def test_the_harness_sees_a_worker_that_grows(small_films: list[Path], tmp_path: Path) -> None:
    refusal = "wire.Answer('problem', text='No.', reason='broken')"
    deed = f"grown = bytearray(os.urandom(1)) * (1100 * 2**20); wire.send(sys.stdout.buffer, {refusal})"
    command = [sys.executable, "-c", _BAD_WORKER.format(deed=deed)]
    assert look_at_mutated(small_films[:1], 1, tmp_path, command=command).most_bytes > _MOST_BYTES
