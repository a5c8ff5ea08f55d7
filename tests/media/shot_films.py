"""Draws films of many shots, and copies films at another speed, size and shape: the truth to test versions with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame

type Pixels = npt.NDArray[np.uint8]
# Lengths in frames; fights have short ones.
SHOT_FRAMES = (31, 12, 47, 20, 9, 64, 17, 38, 25, 14, 52, 28)


@dataclass(frozen=True, slots=True)
class Copy:
    """How a copy differs from its film: rate, size, black frames in front, black bars, what is cut off at the sides."""

    rate: Fraction
    width_px: int = 320
    height_px: int = 180
    black_frames: int = 0
    bar_px: int = 0
    cropped_px: int = 0


def draw_shots(path: Path, seed: int, *, shots: Sequence[int] = SHOT_FRAMES, rate: Fraction = Fraction(24)) -> Path:
    """Write a film of shots of such lengths, each a drifting picture of its own."""
    chance = np.random.default_rng(seed)

    def frames() -> Iterator[Pixels]:
        for length in shots:
            coarse = chance.integers(20, 235, (6, 12, 3), np.uint8)
            ground = coarse.repeat(30, axis=0).repeat(40, axis=1)
            for number in range(length):
                yield np.ascontiguousarray(ground[:, number : number + 320])

    return _written(path, frames(), Copy(rate))


def copy_film(film: Path, path: Path, copy: Copy) -> Path:
    """Write the frames of a film again, one for one, as another version of it has them."""

    def frames() -> Iterator[Pixels]:
        yield from [np.zeros((copy.height_px, copy.width_px, 3), np.uint8)] * copy.black_frames
        inner_px = copy.height_px - 2 * copy.bar_px
        with av.open(str(film)) as source:
            for frame in source.decode(video=0):
                wide = frame.reformat(copy.width_px + 2 * copy.cropped_px, inner_px, "rgb24").to_ndarray()
                inner = wide[:, copy.cropped_px : copy.cropped_px + copy.width_px]
                yield np.pad(inner, ((copy.bar_px, copy.bar_px), (0, 0), (0, 0)))

    return _written(path, frames(), copy)


def _written(path: Path, frames: Iterator[Pixels], copy: Copy) -> Path:
    with av.open(str(path), "w") as film:
        picture = film.add_stream("libx264", rate=copy.rate)
        picture.width, picture.height, picture.pix_fmt = copy.width_px, copy.height_px, "yuv420p"
        picture.options = {"preset": "ultrafast", "crf": "28"}
        picture.codec_context.time_base = 1 / copy.rate
        for number, pixels in enumerate(frames):
            frame = VideoFrame.from_ndarray(np.ascontiguousarray(pixels), "rgb24")
            frame.pts, frame.time_base = number, 1 / copy.rate
            film.mux(picture.encode(frame))
        film.mux(picture.encode(None))
    return path
