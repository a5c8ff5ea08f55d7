"""How unlike two glimpses are, whatever moved between them; knows no film and no time."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from donnybrook.media.glimpses import Glimpse
from donnybrook.media.pictures import Pixels

# A picture may have moved by so much of its width and height between two frames, and still be the same picture.
_SHIFT_SHARE = 1 / 12
_BINS = 16
_FLAT = 3.0


@dataclass(frozen=True, slots=True)
class Look:
    """What a glimpse is compared by: its picture without black bars, histograms of its quarters, its light."""

    time_us: int
    picture: Pixels
    histogram: npt.NDArray[np.float32]
    mean: float
    spread: float


def look_at(glimpse: Glimpse, inside: tuple[slice, slice]) -> Look:
    """Return the look of a glimpse within rows and columns of its luma."""
    rows, columns = inside
    luma = np.ascontiguousarray(glimpse.luma[rows, columns])
    mean, spread = cv2.meanStdDev(luma)
    return Look(glimpse.time_us, luma, _histogram(glimpse, luma, inside), float(mean[0, 0]), float(spread[0, 0]))


def _histogram(glimpse: Glimpse, luma: Pixels, inside: tuple[slice, slice]) -> npt.NDArray[np.float32]:
    """Shares of 16 shades in each quarter of the luma, and of each colour difference: (96,), summing to 1 each."""
    middle_row, middle_column = luma.shape[0] // 2, luma.shape[1] // 2
    rows, columns = (slice(each.start // 2, max(each.stop // 2, each.start // 2 + 1)) for each in inside)
    parts = [
        luma[:middle_row, :middle_column],
        luma[:middle_row, middle_column:],
        luma[middle_row:, :middle_column],
        luma[middle_row:, middle_column:],
    ]
    counted = [cv2.calcHist([part], [0], None, [_BINS], [0, 256]).ravel() / max(part.size, 1) for part in parts]
    for plane in (glimpse.blue, glimpse.red):
        part = plane[rows, columns]
        # Colour differences keep near the middle, so only the middle half of their range is told apart.
        counted.append(cv2.calcHist([part], [0], None, [_BINS], [64, 192]).ravel() / max(part.size, 1))
    return np.concatenate(counted).astype(np.float32)


def unlikeness(one: Look, other: Look) -> float:
    """Return 0 for the same picture, also if panned, shaken or lit otherwise; up to 1 for another one."""
    shades = float(np.abs(one.histogram - other.histogram).sum()) / 12
    return 0.5 * (1 - correlation(one, other)) + 0.5 * shades


def correlation(one: Look, other: Look) -> float:
    """Return how well the middle of one picture is found again somewhere near in the other: 1 exactly, 0 not at all."""
    if one.picture.shape != other.picture.shape or one.spread < _FLAT or other.spread < _FLAT:
        return max(0.0, 1 - abs(one.mean - other.mean) / 32 - abs(one.spread - other.spread) / 32)
    high, wide = one.picture.shape
    down, across = int(high * _SHIFT_SHARE) + 1, int(wide * _SHIFT_SHARE) + 1
    core = other.picture[down : high - down, across : wide - across]
    return max(0.0, float(cv2.matchTemplate(one.picture, core, cv2.TM_CCOEFF_NORMED).max()))
