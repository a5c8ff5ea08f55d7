"""The cover of a scene is a frame of it that shows it: sharp, lit, still."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import numpy.typing as npt
import pytest
from av.video.frame import VideoFrame

from donnybrook.media import FilmWorker

RATE = Fraction(25)
_RNG = np.random.default_rng(5)
_SCENERY = cv2.resize(_RNG.integers(30, 220, (18, 32, 3), dtype=np.uint8), (320, 180), interpolation=cv2.INTER_NEAREST)

type Pixels = npt.NDArray[np.uint8]


def scenery(number: int) -> Pixels:
    """Black, then a blur, then a shake, then one second of sharp calm, then white, by the second."""
    second = number // 25
    if second == 0:
        return np.zeros_like(_SCENERY)
    if second == 1:
        return np.asarray(cv2.GaussianBlur(_SCENERY, (0, 0), 12), np.uint8)
    if second == 2:
        return np.roll(_SCENERY, number % 2 * 90, axis=1)
    return np.asarray(_SCENERY, np.uint8) if second == 3 else np.full_like(_SCENERY, 255)


def draw(path: Path, pictures: Iterable[Pixels], group: int) -> Path:
    """Write a film with a keyframe every so many frames, and none elsewhere."""
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = 320, 180, "yuv420p", group
        stream.options = {"preset": "ultrafast", "bf": "2", "sc_threshold": "0"}
        for number, picture in enumerate(pictures):
            frame = VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def mixed_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("covers") / "mixed.mp4"
    return draw(path, (scenery(number % 125) for number in range(50 * 25)), 12)


@pytest.mark.parametrize("group", [12, 110, 400])
def test_a_long_scene_is_looked_at_all_over_also_with_keyframes_far_apart(
    group: int, tmp_path: Path, worker: FilmWorker
) -> None:
    pictures = [scenery(25 if number < 150 or number >= 300 else 75) for number in range(400)]
    film = draw(tmp_path / "rare.mp4", pictures, group)
    assert 6 <= worker.cover(film, 0, 16_000_000).time_us / 1_000_000 < 12


@pytest.mark.parametrize("scene_s", [(0, 5), (1, 5), (0.5, 4.6), (5, 10), (0, 50), (7, 42)])
def test_the_cover_is_sharp_lit_and_still(scene_s: tuple[float, float], mixed_film: Path, worker: FilmWorker) -> None:
    in_us, out_us = (int(second * 1_000_000) for second in scene_s)
    cover = worker.cover(mixed_film, in_us, out_us)
    assert in_us <= cover.time_us < out_us
    assert cover.time_us // 1_000_000 % 5 == 3


@pytest.mark.parametrize("scene_s", [(0.1, 0.9), (0.2, 0.21), (0.2, 0.2), (49.98, 50.2), (-1, 0.1)])
def test_every_scene_gets_a_cover_of_its_own_frames(
    scene_s: tuple[float, float], mixed_film: Path, worker: FilmWorker
) -> None:
    in_us, out_us = (int(second * 1_000_000) for second in scene_s)
    cover = worker.cover(mixed_film, in_us, out_us)
    assert cover.jpeg.startswith(b"\xff\xd8")
    assert in_us - 40_000 <= cover.time_us <= out_us


def test_a_real_fight_gets_a_cover_from_between_its_marks(shared_media: Path, worker: FilmWorker) -> None:
    cover = worker.cover(shared_media / "sintel_trailer-720p.mp4", 16_500_000, 17_500_000)
    assert 16_500_000 <= cover.time_us < 17_500_000
    assert (cover.width_px, cover.height_px) == (320, 180)


def test_a_film_that_goes_on_in_another_size_has_a_cover(tmp_path: Path, worker: FilmWorker) -> None:
    path = tmp_path / "sizes.ts"
    with av.open(str(path), "w") as film:
        tracks = [film.add_stream("mpeg2video", rate=25), av.CodecContext.create("mpeg2video", "w")]
        for place, coder in enumerate(tracks):
            _draw(film, tracks[0], coder, 25 * place, (96 + 64 * place, 64 + 32 * place))
    for in_us, out_us in ((0, 2_000_000), (800_000, 1_200_000)):
        assert in_us <= worker.cover(path, in_us, out_us).time_us < out_us


def _draw(film: Any, track: Any, coder: Any, first: int, size_px: tuple[int, int]) -> None:
    coder.width, coder.height, coder.pix_fmt, coder.time_base = *size_px, "yuv420p", Fraction(1, 25)
    coder.framerate = Fraction(25)
    for number in range(first, first + 25):
        shades = np.full((size_px[1], size_px[0], 3), 40 + 3 * number, np.uint8)
        frame = av.VideoFrame.from_ndarray(shades, format="rgb24")
        frame.pts, frame.time_base = number, Fraction(1, 25)
        _mux(film, track, coder.encode(frame))
    _mux(film, track, coder.encode(None))


def _mux(film: Any, track: Any, packets: Any) -> None:
    for packet in packets:
        packet.stream = track
        film.mux(packet)
