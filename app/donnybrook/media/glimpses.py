"""Shrinks decoded pictures to the few thousand samples that shots are told by; knows no film and no shot."""

from dataclasses import dataclass

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from av.video.reformatter import Interpolation, VideoReformatter

from donnybrook.media.pictures import Pixels
from donnybrook.media.planes import depth_bits, samples

WIDE, HIGH = 96, 54
# One row is looked at for each that is kept, and so many columns: most of a plane is never touched.
_COLUMNS_EACH = 5


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One picture, small: ``luma`` (54, 96), ``blue`` and ``red`` differences (27, 48), 8 bits, as coded."""

    time_us: int
    luma: Pixels
    blue: Pixels
    red: Pixels


class Glimpser:
    """Makes glimpses of one film's pictures, keeping the scaler's tables between calls."""

    def __init__(self) -> None:
        self._scaler = VideoReformatter()

    def glimpse(self, picture: VideoFrame, time_us: int) -> Glimpse:
        """Return a picture's glimpse: straight from its planes where their layout is known."""
        bits = depth_bits(picture)
        if bits is None:
            bits = 8
            picture = self._scaler.reformat(
                picture, 2 * WIDE, 2 * HIGH, "yuv420p", interpolation=Interpolation.FAST_BILINEAR
            )
        luma, blue, red = (_rows(plane, bits) for plane in picture.planes[:3])
        return Glimpse(
            time_us, _shrunk(luma, WIDE, HIGH), *(_shrunk(each, WIDE // 2, HIGH // 2) for each in (blue, red))
        )


def _rows(plane: VideoPlane, bits: int) -> Pixels:
    """The samples of a plane as 8 bits, every so manyth row and column of a large one."""
    down, across = max(1, plane.height // HIGH), max(1, plane.width // (_COLUMNS_EACH * WIDE))
    some = samples(plane, bits)[::down, ::across]
    return some if bits == 8 else (some >> (bits - 8)).astype(np.uint8)


def _shrunk(samples: Pixels, wide: int, high: int) -> Pixels:
    return np.asarray(cv2.resize(np.ascontiguousarray(samples), (wide, high), interpolation=cv2.INTER_AREA), np.uint8)
