"""How unlike two glimpses are, whatever moved or was lit between them; knows no film and no detector."""

import cv2
import numpy as np
import numpy.typing as npt

from donnybrook.media.glimpses import HIGH, WIDE, Glimpse
from donnybrook.media.pictures import Pixels
from donnybrook.records import dataclass

# A picture may have moved by so much of its width and height between two frames, and still be the same picture.
_SHIFT_SHARE = 1 / 10
# Below this spread of its shades a picture has nothing that could be found again.
FLAT = 1.5
_FLAT_SCALE = 48.0
# Levels of 255 that pictures differ by which are the same but for grain.
_STILL = 1.2
_DARK, _LEAST_LIT = 28, 0.1
# Light and dark are broad over so many of a look's 48 columns.
_BROAD = 9
_SHADES = 16
_QUARTERS = 4
_PLANES = _QUARTERS + 2
# Colour differences keep near the middle, so only the middle half of their range is told apart.
_NEAR = ((np.clip(np.arange(256), 64, 191) - 64) >> 3).astype(np.uint8)
_BLUES, _REDS = _NEAR + np.uint8(_SHADES * _QUARTERS), _NEAR + np.uint8(_SHADES * (_QUARTERS + 1))
# Shades count in part only where the picture can't be followed, and fully from this difference on.
_SHADE_LEAST, _SHADE_ENOUGH = 0.4, 0.5

type Inside = tuple[slice, slice]


@dataclass(frozen=True, slots=True)
class Look:
    """What a glimpse is compared by: its picture at half size without black bars, its shades, its light.

    ``lit`` is the share of it that is not dark. ``detail`` is the picture without its broad light and dark, which
    alike places have in common.
    """

    time_us: int
    picture: Pixels
    detail: npt.NDArray[np.float32]
    shades: npt.NDArray[np.float32]
    mean: float
    spread: float
    lit: float

    @property
    def is_black(self) -> bool:
        """Whether it is black but for a letter or two."""
        return self.lit < _LEAST_LIT

    def is_still_after(self, before: "Look") -> bool:
        """Whether hardly anything differs from the picture before, place for place."""
        if self.picture.shape != before.picture.shape:
            return False
        return float(cv2.norm(self.picture, before.picture, cv2.NORM_L1)) < _STILL * self.picture.size

    @property
    def is_flat(self) -> bool:
        """Whether it shows nothing: black, white, one colour."""
        return self.spread < FLAT


class Eye:
    """Makes looks, keeping the map of a picture's quarters for as long as its bars stay the same."""

    def __init__(self) -> None:
        self._inside: Inside = (slice(0, HIGH), slice(0, WIDE))
        self._quarters = _quarters(HIGH // 2, WIDE // 2)

    def look(self, glimpse: Glimpse, inside: Inside) -> Look:
        """Return the look of a glimpse within rows and columns of its luma."""
        luma = glimpse.luma[inside]
        if inside != self._inside:
            self._inside, self._quarters = inside, _quarters(luma.shape[0] // 2, luma.shape[1] // 2)
        half = cv2.resize(luma, (luma.shape[1] // 2, luma.shape[0] // 2), interpolation=cv2.INTER_AREA)
        broad = cv2.blur(half, (_BROAD, _BROAD))
        mean, spread = cv2.meanStdDev(half)
        return Look(
            glimpse.time_us,
            np.asarray(half, np.uint8),
            np.asarray(cv2.subtract(half, broad, dtype=cv2.CV_32F), np.float32),
            self._shades(glimpse, np.asarray(half, np.uint8)),
            float(mean[0, 0]),
            float(spread[0, 0]),
            float(np.mean(np.asarray(half) > _DARK)),
        )

    def _shades(self, glimpse: Glimpse, half: Pixels) -> npt.NDArray[np.float32]:
        """How often each of 16 shades is in each quarter and in each colour difference: (96,), six shares of 1."""
        luma = ((half >> 4) + self._quarters).ravel()
        shades = np.concatenate([luma, _BLUES[glimpse.blue].ravel(), _REDS[glimpse.red].ravel()])
        counted = np.bincount(shades, minlength=_SHADES * _PLANES).astype(np.float32)
        counted[: _SHADES * _QUARTERS] *= _QUARTERS / luma.size
        counted[_SHADES * _QUARTERS :] *= 1 / glimpse.blue.size
        return counted


def unlikeness(one: Look, other: Look) -> float:
    """Return 0 for the same picture, also if panned, shaken or lit otherwise; up to 1 for another one."""
    shades = float(np.abs(one.shades - other.shades).sum()) / 12
    weight = _SHADE_LEAST + (1 - _SHADE_LEAST) * min(1.0, shades / _SHADE_ENOUGH)
    return (1 - correlation(one, other)) * weight


def correlation(one: Look, other: Look) -> float:
    """Return how well the middle of one picture is found again somewhere near in the other: 1 exactly, 0 not at all."""
    if one.picture.shape != other.picture.shape or one.is_flat or other.is_flat:
        return max(0.0, 1 - (abs(one.mean - other.mean) + abs(one.spread - other.spread)) / _FLAT_SCALE)
    high, wide = one.picture.shape
    down, across = round(high * _SHIFT_SHARE), round(wide * _SHIFT_SHARE)
    core = other.picture[down : high - down, across : wide - across]
    return max(0.0, float(cv2.matchTemplate(one.picture, core, cv2.TM_CCOEFF_NORMED).max()))


def detail_unlikeness(one: Look, other: Look) -> float:
    """Return how badly the fine detail of one picture is found again somewhere near in the other: 0 to 1."""
    if one.detail.shape != other.detail.shape or one.is_flat or other.is_flat:
        return 1 - correlation(one, other)
    high, wide = one.detail.shape
    down, across = round(high * _SHIFT_SHARE), round(wide * _SHIFT_SHARE)
    core = other.detail[down : high - down, across : wide - across]
    return 1 - max(0.0, float(cv2.matchTemplate(one.detail, core, cv2.TM_CCOEFF_NORMED).max()))


def _quarters(high: int, wide: int) -> Pixels:
    """The first of the 16 places that each pixel's quarter has in the count of shades."""
    quarters = np.zeros((high, wide), np.uint8)
    quarters[: high // 2, wide // 2 :] = _SHADES
    quarters[high // 2 :, : wide // 2] = 2 * _SHADES
    quarters[high // 2 :, wide // 2 :] = 3 * _SHADES
    return quarters
