"""A painted set kept as a picture while the camera stands still; knows nothing of what is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from donnybrook.media.canvas import Canvas
from donnybrook.media.soft import Pixels
from donnybrook.media.view import View
from donnybrook.sample import palette as ink
from donnybrook.sample.motion import Point
from donnybrook.sample.palette import Colour, mixed

_FIR_HALF = ((0.03, 0.0), (0.03, 0.06), (0.26, 0.06), (0.12, 0.36), (0.20, 0.34), (0.09, 0.6), (0.14, 0.58), (0.0, 1.0))
_FIR = np.array([(x, -y) for x, y in _FIR_HALF] + [(-x, -y) for x, y in reversed(_FIR_HALF)])
_FIR_SNOW_RIGHT = (
    (0, 1),
    (0.07, 0.76),
    (0.01, 0.7),
    (0.03, 0.6),
    (0.13, 0.42),
    (0.02, 0.46),
    (0.07, 0.32),
    (0.17, 0.16),
)
_FIR_SNOW_LEFT = ((0.04, 0.2), (-0.03, 0.36), (-0.06, 0.42), (-0.02, 0.62), (-0.05, 0.7))
_FIR_SNOW = -np.array([*_FIR_SNOW_RIGHT, *_FIR_SNOW_LEFT])

type Painter = Callable[[Canvas], None]


class Backdrop:
    """Paints a set, or pastes the last painting when the view has not moved since."""

    def __init__(self, paint: Painter) -> None:
        """``paint`` must cover the whole frame and depend on the view alone."""
        self._paint = paint
        self._view: View | None = None
        self._picture: Pixels | None = None

    def show(self, canvas: Canvas) -> None:
        """Cover the canvas with the set as its view sees it."""
        if self._picture is not None and canvas.view == self._view:
            canvas.paste(self._picture)
            return
        self._paint(canvas)
        self._picture = canvas.pixels.copy() if canvas.view == self._view else None
        self._view = canvas.view


def draw_ridge(canvas: Canvas, peaks: Sequence[Point], foot: float, rock: Colour, snow: Colour | None = None) -> None:
    """A mountain ridge down to the row ``foot``; with ``snow`` every second point wears a cap."""
    canvas.polygon([(peaks[0][0], foot), *peaks, (peaks[-1][0], foot)], rock)
    if snow is None:
        return
    for left, top, right in zip(peaks, peaks[1:], peaks[2:], strict=False):
        if top[1] < left[1] and top[1] < right[1]:
            canvas.polygon(_cap(left, top, right), snow)
            canvas.polygon(_cap(left, top, (top[0], right[1])), mixed(snow, rock, 0.35))


def _cap(left: Point, top: Point, right: Point) -> list[Point]:
    def towards(end: Point, share: float) -> Point:
        return top[0] + (end[0] - top[0]) * share, top[1] + (end[1] - top[1]) * share

    a, b = towards(left, 0.42), towards(right, 0.42)
    width = b[0] - a[0]
    low = max(a[1], b[1])
    return [
        a,
        top,
        b,
        (b[0] - width * 0.25, low - 6),
        (b[0] - width * 0.42, low + 14),
        (b[0] - width * 0.66, low - 8),
        (a[0] + width * 0.14, low + 10),
    ]


def draw_pine(canvas: Canvas, foot: Point, height: float, green: Colour, snow: Colour | None = None) -> None:
    """A fir of three tiers, with snow on each when given."""
    canvas.polygon(_FIR * height + foot, green)
    if snow is not None:
        canvas.polygon(_FIR_SNOW * height + foot, snow)


def draw_lamp(canvas: Canvas, foot: Point, height: float) -> None:
    """A street lamp and its light."""
    x, y = foot
    head = (x, y - height)
    canvas.line([(x, y), head], height * 0.03, ink.INK)
    canvas.polygon(
        [
            (x - height * 0.055, head[1]),
            (x + height * 0.055, head[1]),
            (x + height * 0.035, head[1] + height * 0.1),
            (x - height * 0.035, head[1] + height * 0.1),
        ],
        ink.SPARK,
    )
    canvas.polygon([(x - height * 0.08, head[1]), (x, head[1] - height * 0.06), (x + height * 0.08, head[1])], ink.SNOW)
    canvas.glow((x, head[1] + height * 0.05), height * 0.55, (96, 62, 26), 0.8)
