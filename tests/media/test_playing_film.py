"""Going through a film for playing hits every frame, to and fro, wherever it begins: held against a plain decoding."""

import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from donnybrook.media import FilmWorker, Picture, PlayingFilm, playing_worker
from media.numbered_films import HEIGHT_PX, RECIPES, WIDTH_PX, draw_film, number_on, plain_truth


@pytest.fixture(scope="module")
def playing() -> Iterator[FilmWorker]:
    with playing_worker() as worker:
        yield worker


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    recipe = next(recipe for recipe in RECIPES if recipe.name == "plain.mp4")
    return draw_film(tmp_path_factory.mktemp("plain") / recipe.name, recipe)


def walked(film: PlayingFilm, picture: Picture, way: int) -> Iterator[int]:
    there: Picture | None = picture
    while there is not None:
        yield there.time_us
        there = film.after(there) if way > 0 else film.before(there)


def check(path: Path, worker: FilmWorker) -> None:
    times = [time_us for time_us, _ in plain_truth(path)]
    film = PlayingFilm(worker, path, 320, 180)
    chance = random.Random(len(times))
    for time_us in [times[-1], 0, *(chance.randrange(times[-1] + 50_000) for _ in range(4))]:
        assert film.at(time_us).time_us == times[max(0, bisect_right(times, time_us) - 1)]
    assert list(walked(film, film.at(0), 1)) == times
    assert list(walked(film, film.at(times[-1]), -1)) == times[::-1]


@pytest.mark.parametrize(
    "name",
    [
        "av1.mp4",
        "editlist_cut.mp4",
        "interlaced_pal.mpg",
        "opengop_bframes.mp4",
        "start1h.ts",
        "truncated_media.mp4",
        "vfr.mkv",
        "vp9_noduration.webm",
    ],
)
def test_every_frame_of_an_awkward_film_is_stepped_on(name: str, shared_media: Path, playing: FilmWorker) -> None:
    check(shared_media / "awkward" / name, playing)


def test_pictures_keep_their_numbers_while_places_are_used_anew(plain: Path, playing: FilmWorker) -> None:
    film = PlayingFilm(playing, plain, 4000, 4000)
    assert film.cache.capacity < 10
    times = [time_us for time_us, _ in plain_truth(plain)]
    for number in (5, 6, 7, 60, 59, 58, 4, 3):
        picture = film.at(times[number])
        rgb = bytes(byte for place, byte in enumerate(picture.pixels.tobytes()) if place % 4 != 3)
        assert (picture.time_us, number_on(rgb)) == (times[number], number)


def test_the_picture_that_is_kept_does_not_give_way(plain: Path, playing: FilmWorker) -> None:
    film = PlayingFilm(playing, plain, 4000, 4000)
    kept = film.at(1_000_000)
    before = kept.pixels.tobytes()
    film.kept_us = lambda: {kept.time_us}
    for picture in range(2 * film.cache.capacity):
        film.at(2_000_000 + 41_709 * picture)
    assert kept.pixels.tobytes() == before
    film.kept_us = set
    for picture in range(2 * film.cache.capacity):
        film.at(3_000_000 + 41_709 * picture)
    assert kept.pixels.tobytes() != before


def test_a_frame_seen_in_passing_right_after_a_jump_has_its_own_time(tmp_path: Path, playing: FilmWorker) -> None:
    # FFmpeg gives a frame of a program stream the time of a later one there.
    recipe = next(recipe for recipe in RECIPES if recipe.name == "program.mpg")
    path = draw_film(tmp_path / recipe.name, replace(recipe, ticks=range(400)))
    film = PlayingFilm(playing, path, WIDTH_PX, HEIGHT_PX)
    times = [time_us for time_us, _ in plain_truth(path)]
    off = 0
    for time_us in times[::4]:
        passing = film.keyframe(time_us)
        assert passing is not None
        off += number_of(passing) != times.index(passing.time_us)
        shown = film.at(passing.time_us)
        assert number_of(shown) == times.index(shown.time_us)
    assert off == 0


def number_of(picture: Picture) -> int:
    pixels = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height_px, picture.width_px, 4)
    return number_on(np.ascontiguousarray(pixels[..., :3]), picture.width_px, picture.height_px)
