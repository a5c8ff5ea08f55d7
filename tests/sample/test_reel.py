"""The reel's film is what its truth says, decoded by the program's own worker; drawn twice it is the same."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from donnybrook.media import FilmWorker, Frame
from donnybrook.media.soft import Pixels
from donnybrook.sample.programme import placed_shots
from donnybrook.sample.reel import RATE, frames, write_film
from donnybrook.sample.strip import read_frame_number
from donnybrook.times import frame_start_us

_PREFIX = 150


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reel") / "prefix.mp4"
    write_film(path, _PREFIX)
    return path


@pytest.fixture(scope="module")
def first_pictures() -> list[Pixels]:
    return [pixels[::8, ::8].copy() for pixels in frames(placed_shots(), _PREFIX)]


def _number(frame: Frame) -> int | None:
    return read_frame_number(np.frombuffer(frame.rgb, np.uint8).reshape(frame.height_px, frame.width_px, 3))


def test_the_film_is_h264_and_aac_at_the_rate_of_cinema(film: Path) -> None:
    with FilmWorker() as worker:
        facts = worker.probe(film)
    assert (facts.video_codec, facts.audio_codec) == ("h264", "aac")
    assert facts.rate == Fraction(24000, 1001)
    assert not facts.is_variable_rate
    assert (facts.width_px, facts.height_px, facts.start_us, facts.first_frame_us) == (1280, 720, 0, 0)


def test_every_frame_asked_for_is_the_frame_got(film: Path) -> None:
    with FilmWorker() as worker:
        for frame in (0, 1, 2, 47, 48, 71, 72, 100, 131, 132, 149):
            got = worker.frame(film, frame_start_us(frame, RATE))
            assert (_number(got), got.time_us) == (frame, frame_start_us(frame, RATE))


def test_every_frame_is_there_at_its_own_time(film: Path) -> None:
    with FilmWorker() as worker:
        times = worker.frame_times(film)
    assert list(times) == [frame_start_us(frame, RATE) for frame in range(_PREFIX)]


def test_numbers_survive_compression_at_thumbnail_size(film: Path) -> None:
    with FilmWorker() as worker:
        small = worker.frame(film, frame_start_us(120, RATE), max_width_px=320)
    assert _number(small) == 120


def test_the_film_drawn_twice_is_the_same_to_the_byte(tmp_path: Path) -> None:
    for name in ("a.mp4", "b.mp4"):
        write_film(tmp_path / name, 40)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_a_cut_changes_the_picture_more_than_the_frames_beside_it(first_pictures: list[Pixels]) -> None:
    change = [float(np.abs(a.astype(int) - b.astype(int)).mean()) for a, b in pairwise(first_pictures)]
    for cut in (72, 132):
        assert change[cut - 1] > 4 * max(change[cut - 3], change[cut + 1])


def test_the_film_fades_in_from_black(first_pictures: list[Pixels]) -> None:
    levels = [float(pixels[:-4].mean()) for pixels in first_pictures[:14]]
    assert levels[0] < 2
    assert levels == sorted(levels)


def test_progress_runs_up_to_one(tmp_path: Path) -> None:
    shares: list[float] = []
    write_film(tmp_path / "short.mp4", 5, progress=shares.append)
    assert shares == [0.2, 0.4, 0.6, 0.8, 1.0]
