"""Finds how two files of one film lie against each other, from when their shots begin; knows no file and no decoder.

Where shots are cut says more of a film than any one picture, and survives cropping, scaling and another coding. For
each usual speed all distances between a cut here and a cut there are counted; where the two are the same film, most
cuts lie at one and the same distance, and elsewhere few do by chance.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from donnybrook.media.black_bars import lit
from donnybrook.media.facts import Frame
from donnybrook.records import dataclass

# Stretches of file time against version time, the likeliest first: the same, PAL and back, NTSC and back, both at once.
STRETCHES = (
    Fraction(1),
    Fraction(24, 25),
    Fraction(25, 24),
    Fraction(1001, 1000),
    Fraction(1000, 1001),
    Fraction(24000, 25025),
    Fraction(25025, 24000),
)
# Two cuts are the same one if they lie no farther apart than about a frame.
_TOLERANCE_US = 45_000
_BIN_US = 15_000
_PEAKS = 6
_LEAST_AGREEING = 5
_LEAST_SHARE = 0.5

_GRID_HIGH, _GRID_WIDE = 18, 32
_FLAT = 4.0

type Times = npt.NDArray[np.int64]
type Picture = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alignment:
    """File time is ``offset_us`` plus version time × ``stretch``; so many of the ``compared`` cuts say so.

    ``compared`` are the cuts of the file that has fewer of them where both have film. ``pairs`` are the times, in the
    version and in the file, at which the agreeing shots begin.
    """

    offset_us: int
    stretch: Fraction
    agreeing: int
    compared: int
    pairs: tuple[tuple[int, int], ...]


def align(version_cuts: Sequence[int], file_cuts: Sequence[int]) -> Alignment | None:
    """Return how a file's cuts lie against a version's, both in µs; None where they have too little in common."""
    ours, theirs = (np.unique(np.asarray(cuts, np.int64)) for cuts in (version_cuts, file_cuts))
    if min(len(ours), len(theirs)) < _LEAST_AGREEING:
        return None
    best: tuple[float, Alignment] | None = None
    for stretch in STRETCHES:
        stretched = np.rint(ours * float(stretch)).astype(np.int64)
        for offset_us in _peaks(stretched, theirs):
            score, found = _judged(ours, stretched, theirs, offset_us, stretch)
            if best is None or score > best[0] * 1.02:
                best = (score, found)
    if best is None or best[1].agreeing < _LEAST_AGREEING or best[1].agreeing < _LEAST_SHARE * best[1].compared:
        return None
    return best[1]


def _peaks(stretched: Times, theirs: Times) -> list[int]:
    """The distances that occur most often, give or take a frame."""
    distances = (theirs[None, :] - stretched[:, None]).ravel()
    low = int(distances.min())
    counts = np.bincount((distances - low) // _BIN_US).astype(np.float64)
    smooth = np.convolve(counts, (0.3, 0.7, 1.0, 0.7, 0.3), mode="same")
    places = np.argsort(smooth)[::-1][: 4 * _PEAKS]
    return [low + int(place) * _BIN_US + _BIN_US // 2 for place in places]


def _judged(ours: Times, stretched: Times, theirs: Times, offset_us: int, stretch: Fraction) -> tuple[float, Alignment]:
    """Settle an offset on the cuts that agree about it, and count them; the nearer they agree, the higher the score."""
    for _ in range(2):
        near, apart_us = _nearest(stretched + offset_us, theirs)
        agrees = np.abs(apart_us) <= _TOLERANCE_US
        if agrees.any():
            offset_us += int(np.rint(np.median(apart_us[agrees])))
    near, apart_us = _nearest(stretched + offset_us, theirs)
    agrees = np.abs(apart_us) <= _TOLERANCE_US
    score = float((1 - np.abs(apart_us[agrees]) / (2 * _TOLERANCE_US)).sum())
    pairs = tuple(zip(ours[agrees].tolist(), theirs[near[agrees]].tolist(), strict=True))
    return score, Alignment(offset_us, stretch, int(agrees.sum()), _comparable(stretched + offset_us, theirs), pairs)


def _nearest(expected: Times, theirs: Times) -> tuple[Times, Times]:
    """Which of their cuts is nearest to each expected one, and how much later it is."""
    right = np.clip(np.searchsorted(theirs, expected), 1, len(theirs) - 1)
    left = right - 1
    near = np.where(expected - theirs[left] <= theirs[right] - expected, left, right)
    return near, theirs[near] - expected


def _comparable(expected: Times, theirs: Times) -> int:
    from_us, until_us = max(expected[0], theirs[0]) - _TOLERANCE_US, min(expected[-1], theirs[-1]) + _TOLERANCE_US
    inside = [int(((cuts >= from_us) & (cuts <= until_us)).sum()) for cuts in (expected, theirs)]
    return max(1, min(inside))


def likeness(one: Frame, other: Frame) -> float | None:
    """Return how alike two pictures are, whatever their bars, size and light: 1 the same; None where one is flat.

    Where one was cropped to another shape than the other, the middle of the wider one is compared.
    """
    pictures = [_within_bars(frame) for frame in (one, other)]
    shapes = [wide / high for high, wide in (each.shape for each in pictures)]
    narrower = min(shapes)
    found = []
    for crop in {False, abs(shapes[0] - shapes[1]) > 0.05 * narrower}:
        grids = [_gridded(_middle(each, narrower) if crop else each) for each in pictures]
        if min(grid.std() for grid in grids) < _FLAT:
            return None
        found.append(float(np.corrcoef(grids[0].ravel(), grids[1].ravel())[0, 1]))
    return max(found)


def _within_bars(frame: Frame) -> Picture:
    rgb = np.frombuffer(frame.rgb, np.uint8).reshape(frame.height_px, frame.width_px, 3)
    luma: Picture = rgb @ np.array([0.299, 0.587, 0.114])
    rows, columns = (lit(luma.max(axis=axis)) for axis in (1, 0))
    return luma[rows, columns]


def _middle(luma: Picture, shape: float) -> Picture:
    wide = min(luma.shape[1], max(1, round(luma.shape[0] * shape)))
    left = (luma.shape[1] - wide) // 2
    return luma[:, left : left + wide]


def _gridded(luma: Picture) -> Picture:
    """The picture as 18 × 32 samples, each the mean of what lies around it."""
    high, wide = luma.shape
    sums = np.zeros((high + 1, wide + 1))
    sums[1:, 1:] = luma.cumsum(axis=0).cumsum(axis=1)
    (top, bottom), (left, right) = _edges(high, _GRID_HIGH), _edges(wide, _GRID_WIDE)
    corners = sums[np.ix_(bottom, right)] - sums[np.ix_(top, right)] - sums[np.ix_(bottom, left)]
    areas = (bottom - top)[:, None] * (right - left)[None, :]
    return np.asarray((corners + sums[np.ix_(top, left)]) / areas, np.float64)


def _edges(size: int, cells: int) -> tuple[Times, Times]:
    """Where each of so many cells begins and ends; at least one sample each."""
    begin = np.minimum(np.arange(cells) * size // cells, size - 1).astype(np.int64)
    return begin, np.maximum(np.arange(1, cells + 1) * size // cells, begin + 1).astype(np.int64)
