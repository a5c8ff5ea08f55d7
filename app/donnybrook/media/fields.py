"""Takes the combs out of an interlaced picture, for showing it; knows no film, and leaves times and frames alone.

The two fields of such a picture were taken one after the other, as its even and its odd rows. Where something moved
between them, every other row is off. There the odd rows are drawn anew from the even ones around them; everywhere else
the picture keeps all its rows. It looks at one picture alone, so a frame looks the same however it was come to.
"""

import cv2
import numpy as np
from av.video.frame import VideoFrame

from donnybrook.media.planes import Samples, depth_bits, samples

# A row is off if it is brighter, or darker, than both its neighbours by more than so many of 256 levels.
_OFF = 8
# In a comb so many rows on end are off by turns; a fine line or an edge is off once.
_ROWS_ON_END = np.ones((3, 1), np.uint8)
# What moved is wider than its combs: from a comb so many rows and columns around it are drawn anew.
_AROUND = np.ones((9, 15), np.uint8)
# Where so much of a picture is combed the camera moves, and what is left is combed too, only fainter.
_MOST_APART = 0.2


def without_combs(picture: VideoFrame) -> VideoFrame:
    """Return an interlaced picture without its combs; the very same picture if it has none, or is of a rare layout."""
    bits = depth_bits(picture) if picture.interlaced_frame else None
    if bits is None or picture.height < 4:
        return picture
    combed = _combed(samples(picture.planes[0], bits), _OFF << (bits - 8))
    if not combed.any():
        return picture
    mended = VideoFrame(picture.width, picture.height, picture.format.name)
    mended.colorspace, mended.color_range = picture.colorspace, picture.color_range
    mended.color_trc, mended.color_primaries = picture.color_trc, picture.color_primaries
    for plane, target in zip(picture.planes, mended.planes, strict=True):
        _mend(samples(plane, bits), combed, samples(target, bits))
    return mended


def _combed(luma: Samples, off: int) -> Samples:
    """Where the rows of a plane are off by turns, and around there: 1 and 0, uint8, of the plane's shape."""
    above, here, below = luma[:-2], luma[1:-1], luma[2:]
    over = cv2.subtract(here, cv2.max(above, below))
    under = cv2.subtract(cv2.min(above, below), here)
    is_off = np.zeros(luma.shape, np.uint8)
    is_off[1:-1] = np.asarray(cv2.max(over, under)) > off
    combed = np.asarray(cv2.dilate(cv2.erode(is_off, _ROWS_ON_END), _AROUND))
    if cv2.countNonZero(combed) > _MOST_APART * combed.size:
        combed[:] = 1
    return combed


def _mend(plane: Samples, combed: Samples, target: Samples) -> None:
    """Copy a plane, with the odd rows where it is combed halfway between the even rows around them."""
    target[:] = plane
    even = plane[::2]
    odd = target[1::2]
    above = even[: len(odd)]
    below = np.concatenate([even[1:], even[-1:]])[: len(odd)]
    where = cv2.resize(combed, plane.shape[::-1], interpolation=cv2.INTER_NEAREST)[1::2]
    np.copyto(odd, cv2.addWeighted(above, 0.5, below, 0.5, 0), where=where > 0)
