"""A film that lies about its size or its counts is refused with a sentence, and one that kills the decoder left alone.

Films whose bytes are mutated at random are in ``tests/faults``.
"""

import struct
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmProblem, FilmWorker
from media.numbered_films import HEIGHT_PX, WIDTH_PX, Recipe, draw_film

# A decoder that dies at once of any film whose name says so, and is as it should be otherwise.
_MORTAL = """
import os, sys
from donnybrook.media import film_desk
answer = film_desk.FilmDesk.answer
def mortal(desk, request):
    if "killer" in request.path:
        os.kill(os.getpid(), 9)
    return answer(desk, request)
film_desk.FilmDesk.answer = mortal
from donnybrook.media.worker_process import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("side_px", [8192, 9000])
def test_a_film_of_too_many_pixels_is_refused(side_px: int, tmp_path: Path, worker: FilmWorker) -> None:
    path = tmp_path / "huge.avi"
    draw_film(path, Recipe("huge.avi", "mjpeg", rate=Fraction(25), ticks=range(3), layout="yuvj420p"))
    film = path.read_bytes()
    film = film.replace(struct.pack("<II", WIDTH_PX, HEIGHT_PX), struct.pack("<II", side_px, side_px))
    film = film.replace(struct.pack(">HH", HEIGHT_PX, WIDTH_PX), struct.pack(">HH", side_px, side_px))
    path.write_bytes(film)
    for ask in (worker.probe, worker.survey, lambda path: worker.frame(path, 0)):
        with pytest.raises(FilmProblem, match="up to 64 megapixels are taken") as told:
            ask(path)
        assert told.value.reason == "too_big"


@pytest.mark.parametrize("count", [100_000_000, 0x7FFFFFFF, 0xFFFFFFFF])
@pytest.mark.parametrize(
    "places",
    [
        ("stts", (4,)),
        ("stts", (8,)),
        ("stsz", (4, 8)),
        ("stsc", (8, 12)),
        ("elst", (4,)),
        ("mvhd", (16,)),
    ],
    ids=lambda places: f"{places[0]}{places[1][-1]}",
)
def test_absurd_counts_are_answered_at_once(
    places: tuple[str, tuple[int, ...]], count: int, drawn_films: dict[str, Path], tmp_path: Path, worker: FilmWorker
) -> None:
    box, offsets = places
    film = bytearray(drawn_films["plain.mp4"].read_bytes())
    at = film.index(box.encode()) + 4
    for offset in offsets:
        film[at + offset : at + offset + 4] = struct.pack(">I", count)
    path = tmp_path / "counts.mp4"
    path.write_bytes(film)
    for ask in (
        worker.probe,
        worker.survey,
        worker.frame_times,
        worker.chapters,
        lambda path: worker.frame(path, 1_000_000),
    ):
        began_s = time.monotonic()
        problem = problem_with(path, ask)
        assert time.monotonic() - began_s < 10
        if problem is not None:
            assert problem.reason in {"broken", "too_big", "not_a_film", "no_frame"}
            assert not getattr(problem, "__notes__", [])


def problem_with(path: Path, ask: Callable[[Path], object]) -> FilmProblem | None:
    """Ask something of a film; return what is told to be wrong with it."""
    try:
        ask(path)
    except FilmProblem as problem:
        return problem
    return None


@pytest.mark.usefixtures("no_leftover_processes")
def test_a_film_that_kills_the_decoder_twice_is_left_alone_and_the_queue_goes_on(
    drawn_films: dict[str, Path], tmp_path: Path
) -> None:
    killer = tmp_path / "killer.mp4"
    killer.write_bytes(drawn_films["plain.mp4"].read_bytes())
    queue = [drawn_films["plain.mp4"], killer, drawn_films["uneven.mkv"], killer, drawn_films["program.mpg"]]
    refused: list[tuple[str, str]] = []
    with Catalog.create(tmp_path / "a.fights") as catalog, FilmWorker(command=[sys.executable, "-c", _MORTAL]) as films:
        for path in queue:
            try:
                add_film_file(catalog, films, path)
            except FilmProblem as problem:
                refused.append((path.name, problem.reason))
        living = films.process_id
        with pytest.raises(FilmProblem, match="left alone until the file changes"):
            films.survey(killer)
        assert films.process_id == living
        added = {each.path.name for each in catalog.media_files()}
    assert refused == [("killer.mp4", "crashed"), ("killer.mp4", "quarantined")]
    assert added == {"plain.mp4", "uneven.mkv", "program.mpg"}
