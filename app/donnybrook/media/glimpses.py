"""Shrinks decoded pictures to the few thousand samples that shots are told by; knows no film and no shot."""

from dataclasses import dataclass

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from av.video.reformatter import Interpolation, VideoReformatter

from donnybrook.media.pictures import Pixels

WIDE, HIGH = 96, 54
# One row is looked at for each that is kept, and so many columns: most of a plane is never touched.
_COLUMNS_EACH = 5
_EIGHT_BITS = ("yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuv440p", "yuv411p", "yuv410p")
_TEN_BITS = ("yuv420p10le", "yuv422p10le", "yuv444p10le")


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
        name = picture.format.name
        if name not in _EIGHT_BITS and name not in _TEN_BITS:
            picture = self._scaler.reformat(
                picture, 2 * WIDE, 2 * HIGH, "yuv420p", interpolation=Interpolation.FAST_BILINEAR
            )
            name = "yuv420p"
        luma, blue, red = (_rows(plane, name in _TEN_BITS) for plane in picture.planes[:3])
        return Glimpse(
            time_us, _shrunk(luma, WIDE, HIGH), *(_shrunk(each, WIDE // 2, HIGH // 2) for each in (blue, red))
        )


def _rows(plane: VideoPlane, is_wide: bool) -> Pixels:
    """The samples of a plane as 8 bits, every so manyth row and column of a large one."""
    down, across = max(1, plane.height // HIGH), max(1, plane.width // (_COLUMNS_EACH * WIDE))
    if is_wide:
        samples = np.frombuffer(plane, np.uint16).reshape(plane.height, plane.line_size // 2)
        return (samples[::down, : plane.width : across] >> 2).astype(np.uint8)
    return np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[::down, : plane.width : across]


def _shrunk(samples: Pixels, wide: int, high: int) -> Pixels:
    return np.asarray(cv2.resize(np.ascontiguousarray(samples), (wide, high), interpolation=cv2.INTER_AREA), np.uint8)
