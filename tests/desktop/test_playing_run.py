"""What is played when: every frame in its order and at its moment, lap after lap. The clock here is the test's own."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from donnybrook.desktop.services.playing_run import PlayingRun, Queued, Run, sound_us
from donnybrook.media import FilmWorker, PlayingFilm, playing_worker
from media.numbered_films import AWKWARD, CLIPS, RECIPES, draw_film, plain_truth

_TICK_US = 10_000
_LONGEST_US = 60_000_000


@pytest.fixture(scope="module")
def worker() -> Iterator[FilmWorker]:
    with playing_worker() as made:
        yield made


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    recipe = next(recipe for recipe in RECIPES if recipe.name == "plain.mp4")
    return draw_film(tmp_path_factory.mktemp("plain") / recipe.name, recipe)


def played(film: PlayingFilm, wish: Run, until_us: int = _LONGEST_US) -> tuple[list[Queued], PlayingRun, int]:
    """Play without waiting; return what came onto the screen, the run, and the bytes of sound taken."""
    run, shown, heard, now_us = PlayingRun(wish), list[Queued](), 0, 0
    while now_us < until_us:
        while run.advance(film):
            pass
        due = run.take_due(now_us)
        assert all(queued.due_us > now_us - _TICK_US for queued in due)
        shown += due
        heard += len(run.take_sound(4 * 48 * _TICK_US // 1000))
        if run.over_us is not None and now_us >= run.over_us:
            break
        now_us += _TICK_US
    return shown, run, heard


def times_of(path: Path) -> list[int]:
    return [time_us for time_us, _ in plain_truth(path)]


def check(path: Path, worker: FilmWorker, rate: float) -> None:
    times = times_of(path)
    film = PlayingFilm(worker, path, 320, 180)
    begins_us = 0 if rate > 0 else times[-1]
    shown, _, _ = played(film, Run(begins_us, rate, None, None, has_sound=False))
    assert [queued.picture.time_us for queued in shown] == times[:: 1 if rate > 0 else -1]
    for queued in shown:
        assert queued.due_us == pytest.approx(max(0, (queued.picture.time_us - begins_us) / rate), abs=2)


@pytest.mark.parametrize("rate", [1.0, 4.0, -1.0])
@pytest.mark.parametrize(
    "name", ["av1.webm", "editlist_cut.mp4", "interlaced_pal.mpg", "start1h.ts", "truncated_media.mp4", "vfr.mkv"]
)
def test_every_frame_is_shown_in_order_and_when_it_is_due(
    name: str, rate: float, shared_media: Path, worker: FilmWorker
) -> None:
    check(shared_media / "awkward" / name, worker, rate)


@pytest.mark.soak
@pytest.mark.parametrize("rate", [0.25, 0.5, 1.0, 1.5, 2.0, 4.0, -0.5, -1.0, -2.0, -4.0])
@pytest.mark.parametrize("name", [*AWKWARD, *CLIPS])
def test_every_frame_of_every_film_is_shown_at_every_rate(
    name: str, rate: float, shared_media: Path, worker: FilmWorker
) -> None:
    check(shared_media / name if name in CLIPS else shared_media / "awkward" / name, worker, rate)


@pytest.mark.parametrize("rate", [1.0, 0.25, 2.0])
def test_laps_of_a_loop_follow_each_other_without_a_seam(rate: float, plain: Path, worker: FilmWorker) -> None:
    times = times_of(plain)
    loop = (times[30], times[38])
    film = PlayingFilm(worker, plain, 320, 180)
    shown, _, _ = played(film, Run(times[34], rate, loop, None, has_sound=False), round(1_200_000 / rate))
    numbers = [times.index(queued.picture.time_us) for queued in shown]
    assert numbers[:14] == [34, 35, 36, 37, *range(30, 38), 30, 31]
    steps = [later.due_us - earlier.due_us for earlier, later in pairwise(shown)]
    assert steps == pytest.approx([1_001_000 / 24 / rate] * len(steps), abs=3)


def test_a_loop_played_backward_begins_again_at_its_end(plain: Path, worker: FilmWorker) -> None:
    times = times_of(plain)
    film = PlayingFilm(worker, plain, 320, 180)
    shown, _, _ = played(film, Run(times[32], -1.0, (times[30], times[36]), None, has_sound=False), 500_000)
    numbers = [times.index(queued.picture.time_us) for queued in shown]
    assert numbers[:11] == [32, 31, 30, 35, 34, 33, 32, 31, 30, 35, 34]


def test_a_stretch_is_over_when_its_last_frame_is(plain: Path, worker: FilmWorker) -> None:
    times = times_of(plain)
    film = PlayingFilm(worker, plain, 320, 180)
    shown, run, _ = played(film, Run(times[20], 1.0, None, times[24], has_sound=False))
    assert [queued.picture.time_us for queued in shown] == times[20:24]
    assert run.over_us == times[24] - times[20]


def test_a_film_is_over_when_its_last_frame_is(plain: Path, worker: FilmWorker) -> None:
    times = times_of(plain)
    film = PlayingFilm(worker, plain, 320, 180)
    _, run, _ = played(film, Run(times[-3], 1.0, None, None, has_sound=False))
    assert run.over_us == pytest.approx(3 * 1_001_000 / 24, abs=1_000)


@pytest.mark.parametrize("rate", [1.0, 0.5, 4.0])
def test_sound_lasts_as_long_as_the_pictures(rate: float, shared_media: Path, worker: FilmWorker) -> None:
    film = PlayingFilm(worker, shared_media / "sintel_trailer-720p.mp4", 320, 180)
    shown, run, heard = played(film, Run(16_500_000, rate, None, 17_500_000, has_sound=True))
    assert run.over_us == round(1_000_000 / rate)
    assert sound_us(heard) == pytest.approx(1_000_000 / rate, abs=_TICK_US + 1)
    assert len(shown) == 24


def test_a_decoder_that_lags_leaves_out_pictures_and_catches_up(plain: Path, worker: FilmWorker) -> None:
    times = times_of(plain)
    film = PlayingFilm(worker, plain, 320, 180)
    run = PlayingRun(Run(0, 2.0, None, None, has_sound=False))
    fetched = []
    for now_us in (0, 400_000, 1_550_000, 1_550_000):
        run.take_due(now_us)
        run.advance(film)
        assert run._last is not None
        fetched.append(run._last.picture.time_us)
    # The first soon to come; then the next keyframe, all before it being hopelessly late; and on from there.
    assert fetched == [times[0], times[24], times[48], times[80]]


@pytest.mark.parametrize("rate", [1.0, -1.0])
def test_without_sound_no_picture_is_left_out_however_late_it_comes(
    rate: float, plain: Path, worker: FilmWorker
) -> None:
    times = times_of(plain)[10:30]
    film = PlayingFilm(worker, plain, 320, 180)
    run = PlayingRun(Run(times[0] if rate > 0 else times[-1], rate, None, None, has_sound=False))
    shown, now_us = list[int](), 0
    while len(shown) < len(times):
        run.advance(film)
        shown += [queued.picture.time_us for queued in run.take_due(now_us)[-1:]]
        now_us += 400_000
    assert shown == (times if rate > 0 else times[::-1])


def test_pictures_that_come_late_are_shown_for_a_moment_each_and_only_hopeless_ones_left_out(
    plain: Path, worker: FilmWorker
) -> None:
    times = times_of(plain)
    film = PlayingFilm(worker, plain, 320, 180)
    run = PlayingRun(Run(0, 1.25, None, None, has_sound=False))
    while run.advance(film):
        pass
    # The window looks when six frames are due, and again and again after that: only two of them are too late.
    looks = [[queued.picture.time_us for queued in run.take_due(times[5] * 4 // 5 + 1000)] for _ in range(5)]
    assert looks == [times[:3], times[3:4], times[4:5], times[5:6], []]


def test_pictures_that_follow_each_other_faster_than_a_screen_shows_them_are_left_out_when_late(
    plain: Path, worker: FilmWorker
) -> None:
    times = times_of(plain)
    film = PlayingFilm(worker, plain, 320, 180)
    run = PlayingRun(Run(0, 4.0, None, None, has_sound=False))
    while run.advance(film):
        pass
    assert [queued.picture.time_us for queued in run.take_due(times[4] // 4 + 1000)] == times[:5]
