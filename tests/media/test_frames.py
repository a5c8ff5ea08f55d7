"""The frame at a time is always the right one, whatever the film: held against a plain decoding of all of it."""

import random
from bisect import bisect_right
from itertools import islice
from pathlib import Path

import pytest

from donnybrook.media.frames import FrameReader
from donnybrook.media.problems import FilmProblem
from donnybrook.media.running import keyframe, run_from
from media.numbered_films import AWKWARD, RECIPES, Recipe, digest, plain_truth


def nothing() -> None:
    """Take no notice."""


def asked_times(times: list[int], count: int) -> list[int]:
    """Before the first, the first, the last, after it, on frames, between frames, one microsecond before frames."""
    chance = random.Random(len(times))
    picked = [chance.choice(times) for _ in range(count)]
    between = [chance.randrange(times[0], times[-1] + 1) for _ in range(count)]
    return [0, times[0], times[-1], times[-1] + 20_000, *picked, *between, *(time_us - 1 for time_us in picked[:4])]


def check_random_access(path: Path, count: int) -> None:
    truth = plain_truth(path)
    times = [time_us for time_us, _ in truth]
    reader = FrameReader(path, nothing)
    for time_us in asked_times(times, count):
        expected_us, expected_picture = truth[max(bisect_right(times, time_us) - 1, 0)]
        shown = reader.at(time_us)
        assert shown.time_us == expected_us, f"asked for {time_us}"
        assert digest(shown.picture) == expected_picture, f"asked for {time_us}"
    reader.close()


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_random_access_in_drawn_films_is_exact(recipe: Recipe, drawn_films: dict[str, Path]) -> None:
    check_random_access(drawn_films[recipe.name], 20)


def check_runs(path: Path, length: int) -> None:
    truth = plain_truth(path)
    times = [time_us for time_us, _ in truth]
    reader = FrameReader(path, nothing)
    chance = random.Random(len(times))
    for time_us in [0, times[-1], *(chance.randrange(times[0], times[-1] + 1) for _ in range(3))]:
        here = max(bisect_right(times, time_us) - 1, 0)
        run = (shown for shown in run_from(reader, time_us) if shown is not None)
        assert [(shown.time_us, digest(shown.picture)) for shown in islice(run, length)] == truth[here : here + length]
        soon = keyframe(reader, time_us, -1)
        assert soon is not None
        assert soon.time_us in times[: here + 1]
        again = keyframe(reader, time_us, soon.time_us)
        assert again is None or again.time_us == soon.time_us
    reader.close()


@pytest.mark.parametrize("name", AWKWARD)
def test_runs_through_real_films_are_exact(name: str, shared_media: Path) -> None:
    check_runs(shared_media / "awkward" / name, 40)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_runs_through_drawn_films_are_exact(recipe: Recipe, drawn_films: dict[str, Path]) -> None:
    check_runs(drawn_films[recipe.name], 60)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_all_times_and_durations_are_those_of_a_plain_decoding(recipe: Recipe, drawn_films: dict[str, Path]) -> None:
    times = [time_us for time_us, _ in plain_truth(drawn_films[recipe.name])]
    reader = FrameReader(drawn_films[recipe.name], nothing)
    assert list(reader.times()) == times
    for number in (0, 1, 30, len(times) - 2):
        assert reader.at(times[number]).duration_us == times[number + 1] - times[number]
    reader.close()


def test_late_pictures_count_from_the_start_of_the_sound(drawn_films: dict[str, Path]) -> None:
    reader = FrameReader(drawn_films["starts_late.mp4"], nothing)
    first_us = reader.at(0).time_us
    reader.close()
    assert first_us == pytest.approx(40 * 1001 / 24000 * 1e6, abs=2)


def test_a_time_past_the_end_is_refused_and_one_at_the_end_is_not(drawn_films: dict[str, Path]) -> None:
    reader = FrameReader(drawn_films["plain.mp4"], nothing)
    last_us = reader.times()[-1]
    assert reader.at(last_us + 900_000).time_us == last_us
    with pytest.raises(FilmProblem, match=r"ends at 0:00:05\.005, so it has no frame at 0:00:30\.000") as told:
        reader.at(30_000_000)
    reader.close()
    assert told.value.reason == "no_frame"


def test_long_work_gives_signs_of_life(drawn_films: dict[str, Path]) -> None:
    signs: list[int] = []
    reader = FrameReader(drawn_films["long_gop.mkv"], lambda: signs.append(1))
    reader.at(4_000_000)
    reader.close()
    assert len(signs) > 90
