"""Makes a folder of short real films, no two alike, and some that are broken: stretches of a few clips, joined anew.

They are small, so that five hundred of them are made in minutes; each has cuts, a container and a codec of its own.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.video.stream import VideoStream

WIDE_PX, HIGH_PX = 320, 180
RATE = Fraction(24)
MOST_OF_A_CLIP = 1000
BREAKS = ("empty", "text", "headless", "half")
_CODERS = (("mkv", "libx264"), ("mp4", "libx264"), ("avi", "mpeg4"), ("mov", "libx264"), ("mpg", "mpeg2video"))

type Pixels = npt.NDArray[np.uint8]


def make_folder(folder: Path, clips: Sequence[Path], count: int, broken: int) -> None:
    """Make ``count`` films in ``folder``, the last ``broken`` of them broken in turn as ``BREAKS`` says.

    A folder that holds as many files already is taken as it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if sum(1 for _ in folder.iterdir()) == count:
        return
    pool = [_pictures(clip) for clip in clips]
    for number in range(count - broken):
        ending, codec = _CODERS[number % len(_CODERS)]
        _write(folder / f"Film {number:03}.{ending}", codec, _joined(pool, number))
    for number in range(count - broken, count):
        _break(folder / f"Film {number:03}.mp4", BREAKS[number % len(BREAKS)], folder / "Film 001.mp4", number)


def _pictures(clip: Path) -> list[Pixels]:
    with av.open(str(clip)) as film:
        shown: list[Pixels] = []
        for frame in film.decode(video=0):
            small = frame.reformat(WIDE_PX, HIGH_PX, format="yuv420p")
            shown.append(np.asarray(small.to_ndarray(), np.uint8))
            if len(shown) == MOST_OF_A_CLIP:
                break
    return shown


def _joined(pool: Sequence[list[Pixels]], number: int) -> list[Pixels]:
    """Three to six stretches of one to four seconds, some of them mirrored."""
    chance = np.random.default_rng(number)
    film: list[Pixels] = []
    for _ in range(int(chance.integers(3, 7))):
        clip = pool[int(chance.integers(len(pool)))]
        length = int(chance.integers(24, 97))
        start = int(chance.integers(0, max(1, len(clip) - length)))
        turned = bool(chance.integers(2))
        film += [_mirrored(each) if turned else each for each in clip[start : start + length]]
    return film


def _mirrored(picture: Pixels) -> Pixels:
    luma = cv2.flip(picture[:HIGH_PX], 1)
    chroma = picture[HIGH_PX:].reshape(2, HIGH_PX // 2, WIDE_PX // 2)
    turned = np.stack([cv2.flip(each, 1) for each in chroma]).reshape(HIGH_PX // 2, WIDE_PX)
    return np.ascontiguousarray(np.concatenate([luma, turned]), np.uint8)


def _write(path: Path, codec: str, pictures: Sequence[Pixels]) -> None:
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=RATE)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = WIDE_PX, HIGH_PX, "yuv420p"
        stream.bit_rate = 400_000
        if codec == "libx264":
            stream.options = {"preset": "ultrafast", "threads": "1"}
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
            frame.pts = number
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def _break(path: Path, how: str, whole: Path, number: int) -> None:
    content = whole.read_bytes() + bytes(number)  # each its own bytes
    path.write_bytes(
        {
            "empty": b"",
            "text": f"{path.stem} is no film.".encode(),
            "headless": bytes(64) + content[4096:],
            "half": content[: len(content) // 2],
        }[how]
    )
