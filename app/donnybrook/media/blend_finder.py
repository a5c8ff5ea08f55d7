"""Finds fades and dissolves: stretches whose every picture is a blend of the first and the last; knows no film.

In a dissolve from A to B each picture is share·A + (1 - share)·B, and the share falls evenly from 1 to 0. Nothing else
in a film looks so: a pan's middle is no blend of its ends, a cut's share falls at once, and a light that goes down
leaves the same picture. A fade is a blend whose one end is black.
"""

from collections.abc import Iterable
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from donnybrook.media.likeness import Look, correlation
from donnybrook.records import dataclass

type Way = Literal["into black", "out of black", "across"]

_WIDE, _HIGH = 24, 14
# Stretches that are tried, in pictures; longer fades and dissolves show themselves in a part of their length.
_LENGTHS = (6, 9, 14, 22, 34, 48)
_KEPT = 64
# The ends must differ by so many of 255 levels, and be different pictures.
_LEAST_CHANGE = 9.0
_MOST_ALIKE = 0.6
# A title that comes and goes is no other shot: so much of the picture must change, and not only a little.
_LEAST_PART, _PART_CHANGES = 0.4, 0.15
# How far the share may be off an even fall, by its greatest step back or forward, and how much no blend explains.
_MOST_BACK, _MOST_AT_ONCE, _MOST_BEND = 0.06, 0.3, 0.2
_MIDDLE_LEAST, _MIDDLE_MOST = 0.05, 0.95
_MOST_UNEXPLAINED = 0.12
_WHITE_MEAN = 180.0
# Clouds that are panned over may pass for blends, but their middle is found again, shifted, in both ends; half a
# picture over half of another has a correlation of 0.71 with each.
_MOST_FOLLOWED = 0.8


@dataclass(frozen=True, slots=True)
class Blend:
    """A stretch that is one long blend: its first and last pictures' numbers, which way, and how well it is one."""

    since: int
    until: int
    way: Way
    score: float


class BlendFinder:
    """Takes looks in order and gathers the blends among them, by the number of the look."""

    def __init__(self) -> None:
        self._room = np.zeros((4 * _KEPT, _WIDE * _HIGH), np.float32)
        self._filled = 0
        self._looks: list[Look] = []
        self._blends: list[Blend] = []
        self._seen = 0

    def see(self, look: Look) -> None:
        """Take the next look."""
        small = cv2.resize(look.picture, (_WIDE, _HIGH), interpolation=cv2.INTER_AREA)
        if self._filled == len(self._room):
            self._room[:_KEPT] = self._room[-_KEPT:]
            self._filled = _KEPT
        self._room[self._filled] = small.ravel()
        self._filled += 1
        self._looks = [*self._looks[-_KEPT + 1 :], look]
        self._seen += 1
        for length in _LENGTHS:
            if self._seen > length and self._seen % (1 + length // 6) == 0:
                self._try(length)

    def blends(self) -> list[Blend]:
        """Return what was found, in order: the parts of one blend put together, what is part of a fade left out."""
        fades = _joined(blend for blend in self._blends if blend.way != "across")
        others = _joined(blend for blend in self._blends if blend.way == "across")
        dissolves = [blend for blend in others if not any(_touch(blend, fade) for fade in fades)]
        return sorted([*fades, *dissolves], key=lambda each: each.since)

    def _try(self, length: int) -> None:
        stretch = self._room[self._filled - length - 1 : self._filled]
        change = stretch[0] - stretch[-1]
        energy = float(change @ change)
        if energy < _LEAST_CHANGE**2 * len(change):
            return
        shares = (stretch - stretch[-1]) @ change / energy
        if not _falls_evenly(shares):
            return
        unexplained = _unexplained(stretch, shares, energy)
        first, last = self._looks[-length - 1], self._looks[-1]
        if unexplained > _MOST_UNEXPLAINED or not _differ(first, last, change):
            return
        way = _way(first, last)
        middle = self._looks[int(np.abs(shares - 0.5).argmin()) - length - 1]
        if way == "across" and _is_followed(first, middle, last):
            return
        since, until = _extent(shares)
        offset = self._seen - length - 1
        self._blends.append(Blend(offset + since, offset + until, way, 1 - unexplained))


def _joined(blends: Iterable[Blend]) -> list[Blend]:
    joined: list[Blend] = []
    for blend in sorted(blends, key=lambda each: each.since):
        last = joined[-1] if joined else None
        if last is not None and last.way == blend.way and _touch(last, blend):
            joined[-1] = Blend(last.since, max(last.until, blend.until), last.way, max(last.score, blend.score))
        else:
            joined.append(blend)
    return joined


def _falls_evenly(shares: npt.NDArray[np.float32]) -> bool:
    if not _MIDDLE_LEAST < shares[len(shares) // 2] < _MIDDLE_MOST:
        return False
    falls = shares[:-1] - shares[1:]
    if falls.min() < -_MOST_BACK or falls.max() > _MOST_AT_ONCE:
        return False
    moving = shares[(shares > 0.03) & (shares < 0.97)]
    even = np.linspace(moving[0], moving[-1], len(moving)) if len(moving) else moving
    return len(moving) >= 3 and float(np.abs(moving - even).max()) < _MOST_BEND


def _unexplained(stretch: npt.NDArray[np.float32], shares: npt.NDArray[np.float32], energy: float) -> float:
    """The largest part of any picture that no blend of the two ends gives, by the difference of the ends."""
    blends = shares[:, None] * stretch[0] + (1 - shares[:, None]) * stretch[-1]
    return float(((stretch - blends) ** 2).sum(axis=1).max()) / energy


def _extent(shares: npt.NDArray[np.float32]) -> tuple[int, int]:
    """The last place before the share begins to fall, and the first where it has fallen."""
    moving = np.flatnonzero((shares > 0.03) & (shares < 0.97))
    return max(int(moving[0]) - 1, 0), min(int(moving[-1]) + 1, len(shares) - 1)


def _differ(first: Look, last: Look, change: npt.NDArray[np.float32]) -> bool:
    if first.is_black or last.is_black:
        return first.is_black != last.is_black
    if any(end.is_flat and end.mean > _WHITE_MEAN for end in (first, last)):
        return True
    size = np.abs(change)
    is_whole = float(np.mean(size > _PART_CHANGES * size.max())) > _LEAST_PART
    return is_whole and correlation(first, last) < _MOST_ALIKE


def _is_followed(first: Look, middle: Look, last: Look) -> bool:
    if first.is_flat or last.is_flat:
        return False
    return min(correlation(first, middle), correlation(middle, last)) > _MOST_FOLLOWED


def _way(first: Look, last: Look) -> Way:
    if last.is_black:
        return "into black"
    return "out of black" if first.is_black else "across"


def _touch(one: Blend, other: Blend) -> bool:
    return one.since <= other.until and other.since <= one.until
