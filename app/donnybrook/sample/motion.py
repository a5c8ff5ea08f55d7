"""Poses, keys and eases, and things that trail behind; knows bodies as numbers, nothing of how they are drawn."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import pairwise
from typing import Literal

from donnybrook.records import dataclass

type Point = tuple[float, float]
type Ease = Literal["smooth", "snap", "in", "linear", "hold", "bounce"]


@dataclass(frozen=True, slots=True)
class Pose:
    """A body in hundredths of its own height, forwards and up from where it stands; angles in degrees, forwards."""

    x: float = 0.0
    y: float = 0.0
    hip_x: float = 0.0
    hip_y: float = 47.0
    lean: float = 4.0
    head: float = 0.0
    near_x: float = 8.0
    near_y: float = 46.0
    far_x: float = -2.0
    far_y: float = 46.0
    near_foot_x: float = -7.0
    near_foot_y: float = 0.0
    far_foot_x: float = 9.0
    far_foot_y: float = 0.0
    near_toe: float = 0.0
    far_toe: float = 0.0
    roll: float = 0.0
    swing: float = 0.0

    def at(self, x: float, y: float = 0.0) -> Pose:
        """The same pose standing at a place in world pixels (``y`` is the height above the ground)."""
        return replace(self, x=x, y=y)

    def but(self, **changes: float) -> Pose:
        """The same pose with some numbers changed."""
        return replace(self, **changes)


_NAMES = tuple(field.name for field in fields(Pose))


def blended(a: Pose, b: Pose, share: float) -> Pose:
    """The pose ``share`` of the way from ``a`` to ``b``; shares beyond 0 and 1 overshoot."""
    return Pose(*(getattr(a, name) + (getattr(b, name) - getattr(a, name)) * share for name in _NAMES))


def eased(share: float, ease: Ease) -> float:
    """Where a movement is when ``share`` of its time has passed."""
    share = min(1.0, max(0.0, share))
    if ease == "smooth":
        return share * share * (3.0 - 2.0 * share)
    if ease == "snap":
        rest = 1 - share
        return 1 - rest * rest * rest * (1 - 2.2 * share)
    if ease == "in":
        return share * share * share
    if ease == "bounce":
        return 1 - abs(math.cos(share * math.pi * 1.5)) * (1 - share) * math.sqrt(1 - share)
    return share if ease == "linear" else float(share >= 1)


@dataclass(frozen=True, slots=True)
class Key:
    """A pose reached at a frame of the shot, and how the way to it is eased."""

    frame: int
    pose: Pose
    ease: Ease = "smooth"


class Track:
    """A movement through keys, in order of frames."""

    def __init__(self, *keys: Key) -> None:
        """Hold the keys; the first holds before its frame, the last after its own."""
        self._keys = keys
        self._frames = [key.frame for key in keys]

    def at(self, frame: float) -> Pose:
        """The pose at a frame (or between frames) of the shot."""
        index = bisect_right(self._frames, frame)
        if index == 0:
            return self._keys[0].pose
        if index == len(self._keys):
            return self._keys[-1].pose
        before, after = self._keys[index - 1], self._keys[index]
        share = eased((frame - before.frame) / (after.frame - before.frame), after.ease)
        return blended(before.pose, after.pose, share)


def tween(frame: float, *keys: tuple[float, float], ease: Ease = "smooth") -> float:
    """A number moving through (frame, value) keys."""
    if frame <= keys[0][0]:
        return keys[0][1]
    for (start, a), (end, b) in pairwise(keys):
        if frame < end:
            return a + (b - a) * eased((frame - start) / (end - start), ease)
    return keys[-1][1]


class Trail:
    """A chain of points that follows its root with drag and weight: hair, a scarf, a lace, a coat's tail."""

    def __init__(
        self, count: int, length: float, *, weight: float = 0.9, drag: float = 0.82, wind: Point = (0.0, 0.0)
    ) -> None:
        """A chain of ``count`` links of ``length`` world pixels; ``weight`` and ``wind`` in pixels a frame a frame."""
        self._count = count
        self._length = length
        self._weight = weight
        self._drag = drag
        self._wind = wind
        self._now: list[Point] = []
        self._before: list[Point] = []

    def follow(self, root: Point, rest: Point) -> tuple[Point, ...]:
        """Move on by one frame: the chain hangs from ``root``; when it is new it lies along the direction ``rest``."""
        if not self._now:
            reach = math.hypot(*rest) or 1.0
            step = (rest[0] / reach * self._length, rest[1] / reach * self._length)
            self._now = [(root[0] + step[0] * i, root[1] + step[1] * i) for i in range(self._count + 1)]
            self._before = list(self._now)
        moved = [
            self._drifted(now, before, i) for i, (now, before) in enumerate(zip(self._now, self._before, strict=True))
        ]
        moved[0] = root
        for i in range(1, len(moved)):
            moved[i] = _reach(moved[i - 1], moved[i], self._length)
        self._before, self._now = self._now, moved
        return tuple(moved)

    def _drifted(self, now: Point, before: Point, index: int) -> Point:
        flutter = 1 + 0.4 * math.sin(index * 1.7 + now[0] * 0.02)
        x = now[0] + (now[0] - before[0]) * self._drag + self._wind[0] * flutter
        y = now[1] + (now[1] - before[1]) * self._drag + self._weight + self._wind[1]
        return x, y


def _reach(anchor: Point, point: Point, length: float) -> Point:
    x, y = point[0] - anchor[0], point[1] - anchor[1]
    distance = math.hypot(x, y) or 1.0
    return anchor[0] + x / distance * length, anchor[1] + y / distance * length


def bent(root: Point, tip: Point, upper: float, lower: float, turn: float) -> tuple[Point, Point]:
    """The middle joint and the reached tip of a two-part limb; ``turn`` (+1 or -1) says to which side it bends."""
    x, y = tip[0] - root[0], tip[1] - root[1]
    distance = math.hypot(x, y) or 1e-6
    reach = min(max(distance, abs(upper - lower) + 1e-3), (upper + lower) * 0.999)
    along = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    aside = math.sqrt(max(0.0, upper * upper - along * along)) * turn
    ux, uy = x / distance, y / distance
    joint = (root[0] + ux * along - uy * aside, root[1] + uy * along + ux * aside)
    return joint, (root[0] + ux * reach, root[1] + uy * reach)


def curve(a: Point, b: Point, sag: Point, count: int = 10) -> list[Point]:
    """Points of a quadratic curve from ``a`` to ``b`` whose middle is drawn aside by ``sag``."""
    middle = ((a[0] + b[0]) / 2 + sag[0] * 2, (a[1] + b[1]) / 2 + sag[1] * 2)
    points = []
    for i in range(count + 1):
        t = i / count
        points.append(
            tuple((1 - t) ** 2 * p + 2 * t * (1 - t) * m + t * t * q for p, m, q in zip(a, middle, b, strict=True))
        )
    return [(p[0], p[1]) for p in points]


def turned(points: Sequence[Point], degrees: float) -> list[Point]:
    """Points turned about the origin, clockwise on a screen whose y runs down."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x * cosine - y * sine, x * sine + y * cosine) for x, y in points]
