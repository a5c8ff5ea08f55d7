"""A strip is keyframes from all over a film, each with its own time; a contact sheet is exact frames in one picture."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from donnybrook.media import FilmProblem, FilmWorker
from media.numbered_films import RECIPES, draw_film


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_a_strip_is_keyframes_in_order_each_once(
    threads: int, drawn_films: dict[str, Path], worker: FilmWorker
) -> None:
    path = drawn_films["plain.mp4"]
    strip = worker.strip(path, 40, threads=threads)
    times = [picture.time_us for picture in strip]
    assert times == sorted(set(times))
    assert set(times) == set(worker.survey(path).keyframe_times)
    for picture in strip:
        assert picture == worker.thumbnail(path, picture.time_us)


def test_each_picture_of_a_strip_of_a_program_stream_has_its_own_time(tmp_path: Path, worker: FilmWorker) -> None:
    recipe = next(recipe for recipe in RECIPES if recipe.name == "program.mpg")
    path = draw_film(tmp_path / recipe.name, replace(recipe, ticks=range(600)))
    for count in (100, 151, 200):
        strip = worker.strip(path, count)
        assert len(strip) > 30
        assert [picture for picture in strip if picture != worker.thumbnail(path, picture.time_us)] == []


def test_a_strip_of_a_film_whose_keyframes_are_never_shown_is_its_first_picture(
    shared_media: Path, worker: FilmWorker
) -> None:
    path = shared_media / "awkward" / "editlist_cut.mp4"
    assert worker.strip(path, 5) == (worker.thumbnail(path, 0),)


def test_a_contact_sheet_has_rows_of_ten(shared_media: Path, worker: FilmWorker) -> None:
    sheet = cv2.imdecode(np.frombuffer(worker.contact_sheet(shared_media / "cityCC0.mpg", 12), np.uint8), 1)
    assert sheet is not None
    high, wide = 180, 320
    assert sheet.shape == (2 * high + 4, 10 * (wide + 4) - 4, 3)
    assert sheet[high + 4 :, : 2 * (wide + 4) - 4].mean() > 20
    assert sheet[high + 4 :, 2 * (wide + 4) :].max() < 20


def test_what_is_no_film_has_no_strip(shared_media: Path, worker: FilmWorker) -> None:
    for ask in (worker.strip, worker.contact_sheet):
        with pytest.raises(FilmProblem, match="holds no moving picture"):
            ask(shared_media / "awkward" / "audio_only.mp4", 5)
