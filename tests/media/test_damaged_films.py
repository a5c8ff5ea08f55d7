"""Whatever is wrong inside a film, the answer is a picture or a sentence, and the program goes on."""

import random
import struct
from fractions import Fraction
from pathlib import Path

import pytest

from donnybrook.media import FilmProblem, FilmWorker
from media.numbered_films import HEIGHT_PX, RECIPES, WIDTH_PX, Recipe, draw_film

DAMAGES_A_FILM = 10


def damaged(original: bytes, chance: random.Random) -> bytes:
    """Return bytes with a part cut off, doubled, zeroed, or with some flipped, often in the header."""
    film = bytearray(original)
    place = chance.randrange(min(len(film), 4096)) if chance.random() < 0.6 else chance.randrange(len(film))
    kind = chance.randrange(5)
    if kind == 0:
        return bytes(film[:place])
    if kind == 1:
        film[place:place] = film[place : place + 64]
    elif kind == 2:
        film[place : place + chance.randrange(1, 200)] = bytes(chance.randrange(1, 200))
    elif kind == 3:
        film[place : place + 4] = chance.choice([b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"\0\0\0\1"])
    else:
        for _ in range(chance.randrange(1, 40)):
            film[chance.randrange(len(film))] ^= 1 << chance.randrange(8)
    return bytes(film)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_a_damaged_film_gives_a_picture_or_a_sentence(
    recipe: Recipe, drawn_films: dict[str, Path], tmp_path: Path, worker: FilmWorker
) -> None:
    chance = random.Random(recipe.name)
    original = drawn_films[recipe.name].read_bytes()
    for number in range(DAMAGES_A_FILM):
        path = tmp_path / f"{number}-{recipe.name}"
        path.write_bytes(damaged(original, chance))
        problem = problem_with(path, worker)
        if problem is not None:
            assert problem.reason not in {"crashed", "timeout", "quarantined"}
            assert not getattr(problem, "__notes__", [])
            assert str(problem).isprintable()


def problem_with(path: Path, worker: FilmWorker) -> FilmProblem | None:
    """Ask everything of a film; return what is told to be wrong with it."""
    try:
        worker.probe(path)
        frame = worker.frame(path, 1_700_000)
        worker.neighbour(path, frame.time_us, 3)
        worker.cover(path, 500_000, 2_500_000)
        worker.frame_times(path)
    except FilmProblem as problem:
        return problem
    assert len(frame.rgb) == 3 * frame.width_px * frame.height_px
    return None


def test_a_film_of_too_many_pixels_is_refused(tmp_path: Path, worker: FilmWorker) -> None:
    path = tmp_path / "huge.avi"
    draw_film(path, Recipe("huge.avi", "mjpeg", rate=Fraction(25), ticks=range(3), layout="yuvj420p"))
    film = path.read_bytes()
    film = film.replace(struct.pack("<II", WIDTH_PX, HEIGHT_PX), struct.pack("<II", 9000, 9000))
    film = film.replace(struct.pack(">HH", HEIGHT_PX, WIDTH_PX), struct.pack(">HH", 9000, 9000))
    path.write_bytes(film)
    with pytest.raises(FilmProblem, match="more than the 64 megapixels that are taken") as told:
        worker.probe(path)
    assert told.value.reason == "too_big"
