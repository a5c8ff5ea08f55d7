"""The samples of a decoded picture's planes, as arrays that share its memory; knows no film and no colours."""

from typing import Any

import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane

_EIGHT_BITS = ("yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuv440p", "yuv411p", "yuv410p")
_TEN_BITS = ("yuv420p10le", "yuv422p10le", "yuv444p10le")

type Samples = npt.NDArray[Any]


def depth_bits(picture: VideoFrame) -> int | None:
    """Return how many bits a sample has, 8 or 10, in a layout of one plane each for light and two colour differences.

    None for every other layout.
    """
    if picture.format.name in _EIGHT_BITS:
        return 8
    return 10 if picture.format.name in _TEN_BITS else None


def samples(plane: VideoPlane, bits: int) -> Samples:
    """Return the samples of a plane, shape (height, width): uint8, or uint16 for more than 8 bits."""
    kind, size_bytes = (np.uint8, 1) if bits == 8 else (np.uint16, 2)
    return np.frombuffer(plane, kind).reshape(plane.height, plane.line_size // size_bytes)[:, : plane.width]
