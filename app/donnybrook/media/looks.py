"""What a picture looks like, in a few bytes that can be compared: its colours, and where it is bright. Knows no film.

Eight measures for the hues (how much of the picture's colour is red, orange, yellow, green, cyan, blue, violet, pink)
and twelve for the brightness of its parts, three rows of four. Hues go from 0 to 255, brightness to 102, so that the
mean difference of two looks weighs both alike.
"""

import cv2
import numpy as np

from donnybrook.media.pictures import Pixels

_HUES, _ROWS, _COLUMNS = 8, 3, 4  # which make ``LOOK_LENGTH``
_SMALL_PX = (64, 36)


def look_of(bgr: Pixels) -> bytes:
    """Return the look of a picture, blue first: ``LOOK_LENGTH`` bytes."""
    small = cv2.resize(bgr, _SMALL_PX, interpolation=cv2.INTER_AREA)
    hue, saturation, value = cv2.split(cv2.cvtColor(small, cv2.COLOR_BGR2HSV_FULL))
    # A dark or a grey pixel has a hue only by accident.
    strength = saturation.astype(np.float32) * value.astype(np.float32) / 255**2
    step = 256 // _HUES
    bins = (hue.astype(np.int64) + step // 2) // step % _HUES
    colours = np.sqrt(np.bincount(bins.ravel(), strength.ravel(), _HUES) / strength.size)
    parts = cv2.resize(value, (_COLUMNS, _ROWS), interpolation=cv2.INTER_AREA)
    return np.rint(colours * 255).astype(np.uint8).tobytes() + (parts // 5 * 2).tobytes()
