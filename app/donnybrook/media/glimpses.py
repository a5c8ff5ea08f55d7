"""Shrinks decoded pictures to the few thousand samples that shots are told by; knows no film and no shot."""

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from av.video.reformatter import Interpolation, VideoReformatter

from donnybrook.media.pictures import Pixels
from donnybrook.media.planes import depth_bits, samples
from donnybrook.records import dataclass

WIDE, HIGH = 96, 54
# One row is looked at for each that is kept, and so many columns: most of a plane is never touched.
_COLUMNS_EACH = 5


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One picture, small: ``luma`` (54, 96), ``blue`` and ``red`` differences (27, 48), 8 bits, as coded.

    ``picture`` is a larger one in blue, green and red (height, width, 3), for detectors that want it.
    """

    time_us: int
    luma: Pixels
    blue: Pixels
    red: Pixels
    picture: Pixels | None = None


class Glimpser:
    """Makes glimpses of one film's pictures, keeping the scaler's tables between calls."""

    def __init__(self, picture_px: int = 0) -> None:
        """``picture_px`` is how wide the larger pictures are at most; 0 for none."""
        self._picture_px = picture_px
        self._scaler = VideoReformatter()

    def glimpse(self, picture: VideoFrame, time_us: int) -> Glimpse:
        """Return a picture's glimpse: straight from its planes where their layout is known."""
        larger = self._larger(picture) if self._picture_px else None
        bits = depth_bits(picture)
        if bits is None:
            bits = 8
            picture = self._scaler.reformat(
                picture, 2 * WIDE, 2 * HIGH, "yuv420p", interpolation=Interpolation.FAST_BILINEAR
            )
        luma, blue, red = (_rows(plane, bits) for plane in picture.planes[:3])
        blue, red = (_shrunk(each, WIDE // 2, HIGH // 2) for each in (blue, red))
        return Glimpse(time_us, _shrunk(luma, WIDE, HIGH), blue, red, larger)

    def _larger(self, picture: VideoFrame) -> Pixels:
        wide = min(self._picture_px, picture.width)
        high = max(1, round(picture.height * wide / picture.width))
        # Unsmoothed, as the detectors that want such pictures are used to: smoothed, they find other cuts.
        scaled = self._scaler.reformat(picture, wide, high, "bgr24", interpolation=Interpolation.POINT)
        return np.asarray(scaled.to_ndarray(), np.uint8)


def _rows(plane: VideoPlane, bits: int) -> Pixels:
    """The samples of a plane as 8 bits, every so manyth row and column of a large one."""
    down, across = max(1, plane.height // HIGH), max(1, plane.width // (_COLUMNS_EACH * WIDE))
    some = samples(plane, bits)[::down, ::across]
    return some if bits == 8 else (some >> (bits - 8)).astype(np.uint8)


def _shrunk(samples: Pixels, wide: int, high: int) -> Pixels:
    return np.asarray(cv2.resize(np.ascontiguousarray(samples), (wide, high), interpolation=cv2.INTER_AREA), np.uint8)
