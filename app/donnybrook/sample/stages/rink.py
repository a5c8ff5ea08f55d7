"""The ice rink at night: mountains, pines, boards, a string of lamps, ice that mirrors; knows nothing of who skates."""

from __future__ import annotations

import math

import numpy as np

from donnybrook.media.canvas import Canvas
from donnybrook.media.outlines import Points
from donnybrook.sample import palette as ink
from donnybrook.sample.motion import Point, curve
from donnybrook.sample.palette import mixed, shaded
from donnybrook.sample.stages.backdrop import Backdrop, draw_pine, draw_ridge

GROUND_PX = 606.0
_ICE_TOP_PX = 470.0
_FAR_PEAKS: list[Point] = [
    (-400, 330),
    (-250, 210),
    (-120, 300),
    (60, 150),
    (230, 290),
    (360, 220),
    (520, 300),
    (720, 120),
    (930, 290),
    (1060, 200),
    (1210, 300),
    (1400, 160),
    (1700, 330),
]
_NEAR_PEAKS: list[Point] = [
    (-400, 380),
    (-180, 300),
    (40, 370),
    (240, 290),
    (440, 370),
    (700, 310),
    (860, 370),
    (1100, 280),
    (1330, 370),
    (1700, 320),
]
_ICE_FAR, _ICE_NEAR = (196, 216, 232), (134, 164, 192)


def _paint(canvas: Canvas) -> None:
    canvas.gradient([(0, ink.NIGHT), (0.35, (34, 52, 82)), (0.62, (84, 112, 146)), (1, (84, 112, 146))])
    whole = canvas.view
    with canvas.seen(whole.through(0.15)):
        _paint_sky(canvas)
    with canvas.seen(whole.through(0.35)):
        draw_ridge(canvas, _FAR_PEAKS, 500, (58, 80, 112), (170, 194, 216))
    with canvas.seen(whole.through(0.55)):
        draw_ridge(canvas, _NEAR_PEAKS, 500, (42, 60, 88))
        for i in range(-8, 34):
            draw_pine(
                canvas, (i * 52 + 17 * math.sin(i * 2.3), 432), 96 + 30 * math.sin(i * 1.7), (26, 40, 60), (74, 98, 126)
            )
    _paint_boards(canvas)
    _paint_ice(canvas)


def _paint_sky(canvas: Canvas) -> None:
    for i in range(60):
        x, y = (i * 397) % 1500 - 100, (i * 211) % 330
        canvas.circle((x, y), 1.0 + (i % 3) * 0.5, (150, 172, 198))
    canvas.glow((1010, 110), 150, (60, 74, 92), 0.8)
    canvas.circle((1010, 110), 46, (244, 238, 214))
    canvas.circle((1024, 100), 9, (226, 218, 192))
    canvas.circle((996, 124), 6, (226, 218, 192))
    canvas.shine()


def _paint_boards(canvas: Canvas) -> None:
    left, width = -700, 2700
    canvas.rectangle(left, 388, width, 86, (220, 230, 238))
    canvas.rectangle(left, 452, width, 22, ink.COAL)
    canvas.rectangle(left, 382, width, 10, ink.SLATE)
    for x in range(left, left + width, 190):
        canvas.rectangle(x, 392, 3, 62, ink.MIST)
    for x in range(left + 40, left + width, 570):
        canvas.rectangle(x, 404, 116, 34, ink.EMBER)
        canvas.polygon([(x + 18, 430), (x + 42, 410), (x + 66, 430)], ink.CREAM)
        canvas.rectangle(x + 74, 414, 28, 5, ink.CREAM)
        canvas.rectangle(x + 74, 424, 20, 5, ink.CREAM)
        canvas.rectangle(x + 300, 404, 130, 34, ink.STEEL)
        canvas.circle((x + 330, 421), 10, ink.SNOW)
        canvas.rectangle(x + 350, 412, 60, 6, ink.SNOW)
        canvas.rectangle(x + 350, 424, 40, 6, ink.SNOW)


def _scratch(i: int) -> Points:
    x, y = (i * 331) % 2300 - 500, 486 + (i * 97) % 240
    reach = 30 + (i * 53) % 110
    return np.array(curve((x, y), (x + reach, y + (i % 5) - 2), (0, (i % 3 - 1) * 3), 5), np.float64)


_SCRATCHES = tuple(_scratch(i) for i in range(46))


def _paint_ice(canvas: Canvas) -> None:
    bands = 14
    for i in range(bands):
        top = _ICE_TOP_PX + (900 - _ICE_TOP_PX) * i / bands
        canvas.rectangle(-700, top, 2700, (900 - _ICE_TOP_PX) / bands + 1, mixed(_ICE_FAR, _ICE_NEAR, i / bands))
    canvas.ellipse((640, 610), 330, 62, shaded(ink.COAL, 1.0), alpha=0.42)
    canvas.ellipse((640, 610), 320, 58, mixed(_ICE_FAR, _ICE_NEAR, 0.4))
    canvas.polygon([(622, _ICE_TOP_PX), (658, _ICE_TOP_PX), (686, 900), (594, 900)], ink.COAL, 0.42)
    for scratch in _SCRATCHES:
        canvas.line(scratch, 1.2, ink.SNOW, 0.55)


class Rink:
    """The set of the first fight."""

    def __init__(self) -> None:
        """Nothing is painted before the first frame."""
        self._backdrop = Backdrop(_paint)

    def show(self, canvas: Canvas) -> None:
        """Cover the canvas with the set."""
        self._backdrop.show(canvas)

    def finish(self, canvas: Canvas, frame: int) -> None:
        """Mirror the players in the ice and hang the lamps in front."""
        ground = round(float(canvas.seat([(640, GROUND_PX)])[0][1]))
        if 0 < ground < canvas.height_px:
            canvas.mirror_floor(ground, 240, 0.34)
        with canvas.seen(canvas.view.through(0.8)):
            for start in range(-600, 1900, 420):
                rope = curve((start, 62), (start + 420, 62), (0, 34), 12)
                canvas.line(rope, 2.4, ink.INK)
                for i, spot in enumerate(rope[1::2]):
                    pulse = 0.8 + 0.2 * math.sin(frame * 0.13 + i * 2 + start)
                    canvas.circle((spot[0], spot[1] + 9), 7, ink.SPARK)
                    canvas.glow((spot[0], spot[1] + 9), 62, (84, 56, 22), pulse)
