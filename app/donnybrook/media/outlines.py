"""Outlines as arrays of points: capsules, ellipses, strokes, cut corners; knows no pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

type Point = tuple[float, float]
type Points = npt.NDArray[np.float64]
type Outline = Sequence[Point] | Points

_ARC = np.linspace(-math.pi / 2, math.pi / 2, 9)
_ARC_COS, _ARC_SIN = np.cos(_ARC), np.sin(_ARC)
_TURN = np.linspace(0, 2 * math.pi, 33)[:-1]
_TURN_COS, _TURN_SIN = np.cos(_TURN), np.sin(_TURN)
_SHARPEST = 0.5


def capsule(a: Point, b: Point, a_radius: float, b_radius: float) -> Points:
    """A capsule from ``a`` to ``b`` whose round ends have their own radii, float64 (18, 2)."""
    angle = math.atan2(b[1] - a[1], b[0] - a[0])
    cosine, sine = math.cos(angle), math.sin(angle)
    x, y = _ARC_COS * cosine - _ARC_SIN * sine, _ARC_COS * sine + _ARC_SIN * cosine
    outline = np.empty((18, 2))
    outline[:9, 0], outline[:9, 1] = b[0] + b_radius * x, b[1] + b_radius * y
    outline[9:, 0], outline[9:, 1] = a[0] - a_radius * x, a[1] - a_radius * y
    return outline


def ellipse(centre: Point, x_radius: float, y_radius: float, turn_deg: float) -> Points:
    """An ellipse turned clockwise, float64 (32, 2)."""
    x, y = _TURN_COS * x_radius, _TURN_SIN * y_radius
    cosine, sine = math.cos(math.radians(turn_deg)), math.sin(math.radians(turn_deg))
    return np.stack([centre[0] + x * cosine - y * sine, centre[1] + x * sine + y * cosine], axis=1)


def stroke(points: Outline, widths: Sequence[float]) -> Points:
    """The outline of a stroke of given widths along points; repeated points are dropped, fewer than two give none."""
    spine = np.asarray(points, np.float64).reshape(-1, 2)
    breadth = np.asarray(widths, np.float64)
    steps = spine[1:] - spine[:-1]
    moving = np.abs(steps).sum(axis=1) > 1e-6
    if not moving.all():
        kept = np.concatenate([[True], moving])
        spine, breadth = spine[kept], breadth[kept]
        steps = spine[1:] - spine[:-1]
    count = len(spine)
    if count < 2:
        return np.empty((0, 2))
    steps /= np.hypot(steps[:, 0], steps[:, 1])[:, None]
    across = np.empty((count, 2))
    across[:-1], across[-1] = steps, steps[-1]
    across[0] += steps[0]
    across[1:] += steps
    share = breadth / np.maximum(np.hypot(across[:, 0], across[:, 1]), _SHARPEST) / 2
    outline = np.empty((2 * count, 2))
    edge_x, edge_y = -across[:, 1] * share, across[:, 0] * share
    left, right = outline[:count], outline[: count - 1 : -1]
    left[:, 0], left[:, 1] = spine[:, 0] + edge_x, spine[:, 1] + edge_y
    right[:, 0], right[:, 1] = spine[:, 0] - edge_x, spine[:, 1] - edge_y
    return outline


def smoothed(points: Outline, rounds: int = 2) -> npt.NDArray[np.float64]:
    """A closed outline with its corners cut ``rounds`` times (Chaikin's corner cutting), float64 (n, 2)."""
    outline = np.asarray(points, np.float64)
    for _ in range(rounds):
        ahead = np.roll(outline, -1, axis=0)
        outline = np.stack([0.75 * outline + 0.25 * ahead, 0.25 * outline + 0.75 * ahead], axis=1).reshape(-1, 2)
    return outline
