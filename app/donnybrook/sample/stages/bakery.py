"""The bakery before dawn: shelves of loaves, a glowing oven, a snowy window; knows nothing of the fencing."""

from __future__ import annotations

import math

from donnybrook.media.canvas import Canvas
from donnybrook.sample import palette as ink
from donnybrook.sample.motion import Point
from donnybrook.sample.palette import shaded
from donnybrook.sample.stages.backdrop import Backdrop
from donnybrook.sample.weather import Haze

GROUND_PX = 612.0
_FLOOR_TOP = 486.0
_CRUST = (206, 134, 66)


def _paint(canvas: Canvas) -> None:
    canvas.gradient([(0, (112, 74, 66)), (0.6, (164, 108, 82)), (1, (164, 108, 82))])
    for row in range(9):
        for column in range(-6, 26):
            canvas.rectangle(
                column * 84 - (row % 2) * 42,
                row * 54,
                81,
                51,
                ((150, 98, 78), (158, 104, 82), (144, 92, 74))[(row * 7 + column * 3) % 3],
            )
    _paint_window(canvas, 84, 116)
    for y in (150, 268):
        _paint_shelf(canvas, 404, y, 470)
    _paint_oven(canvas, 960)
    _paint_counter(canvas)
    _paint_floor(canvas)
    canvas.line([(400, 60), (880, 60)], 6, ink.INK)
    for x, size in ((440, 26), (520, 34), (610, 24), (700, 36), (800, 28)):
        canvas.line([(x, 60), (x, 84)], 3, ink.INK)
        canvas.circle((x, 84 + size), size, (58, 62, 76))
        canvas.circle((x - 2, 82 + size), size * 0.78, (84, 92, 110))


def _paint_window(canvas: Canvas, x: float, y: float) -> None:
    canvas.rectangle(x - 12, y - 12, 264, 264, ink.UMBER)
    canvas.rectangle(x, y, 240, 240, (56, 78, 116))
    canvas.polygon(
        [
            (x, y + 170),
            (x + 70, y + 96),
            (x + 130, y + 180),
            (x + 190, y + 130),
            (x + 240, y + 180),
            (x + 240, y + 240),
            (x, y + 240),
        ],
        (96, 118, 154),
    )
    canvas.polygon([(x, y + 214), (x + 240, y + 200), (x + 240, y + 240), (x, y + 240)], ink.SNOW)
    canvas.circle((x + 180, y + 52), 22, ink.CREAM)
    canvas.rectangle(x + 116, y, 9, 240, ink.UMBER)
    canvas.rectangle(x, y + 116, 240, 9, ink.UMBER)
    for i in range(6):
        left = x - 22 + i * 48
        canvas.polygon(
            [(left, y - 34), (left + 48, y - 34), (left + 48, y + 16), (left + 24, y + 30), (left, y + 16)],
            ink.COAL if i % 2 else ink.CREAM,
        )


def _paint_shelf(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.rectangle(x, y + 62, width, 12, ink.UMBER)
    canvas.rectangle(x, y + 62, width, 4, ink.WOOD)
    for i in range(6):
        middle = (x + 44 + i * 76, y + 40)
        if (i + round(y)) % 3 == 0:
            for lean in (-14, 0, 14):
                canvas.limb(
                    (middle[0] + lean, y + 60),
                    (middle[0] + lean * 2.2, y - 24),
                    9,
                    8,
                    shaded(_CRUST, 0.9 + lean * 0.008),
                )
            canvas.rectangle(middle[0] - 26, y + 26, 52, 36, ink.WOOD)
        else:
            canvas.ellipse(middle, 34, 23, _CRUST)
            canvas.ellipse((middle[0], middle[1] - 4), 28, 16, (232, 170, 94))
            for cut in (-12, 0, 12):
                canvas.limb(
                    (middle[0] + cut - 4, middle[1] - 12), (middle[0] + cut + 4, middle[1] - 1), 2, 2, ink.CREAM
                )


def _paint_oven(canvas: Canvas, x: float) -> None:
    canvas.polygon(
        [(x - 30, 486), (x - 30, 190), (x + 40, 120), (x + 300, 120), (x + 370, 190), (x + 370, 486)], (122, 70, 62)
    )
    canvas.rectangle(x + 110, -40, 130, 170, (104, 60, 56))
    arch: list[Point] = [
        (x + 170 + 116 * math.cos(a), 330 - 116 * math.sin(a)) for a in (i * math.pi / 14 for i in range(15))
    ]
    canvas.polygon([*arch, (x + 54, 410), (x + 286, 410)], (60, 34, 36))
    inner: list[Point] = [
        (x + 170 + 92 * math.cos(a), 332 - 92 * math.sin(a)) for a in (i * math.pi / 14 for i in range(15))
    ]
    canvas.polygon([*inner, (x + 78, 400), (x + 262, 400)], ink.COAL)
    canvas.polygon(
        [(x + 82, 400), (x + 120, 330), (x + 150, 372), (x + 176, 310), (x + 206, 368), (x + 230, 336), (x + 258, 400)],
        ink.EMBER,
    )
    canvas.polygon(
        [
            (x + 110, 400),
            (x + 140, 362),
            (x + 164, 386),
            (x + 182, 350),
            (x + 204, 388),
            (x + 224, 370),
            (x + 236, 400),
        ],
        ink.FLAME,
    )
    canvas.rectangle(x - 40, 410, 420, 18, shaded(ink.UMBER, 0.8))


def _paint_counter(canvas: Canvas) -> None:
    canvas.rectangle(330, 398, 560, 92, ink.RUST)
    canvas.rectangle(330, 398, 560, 30, shaded(ink.RUST, 0.8))
    canvas.rectangle(312, 384, 596, 20, ink.WOOD)
    canvas.rectangle(312, 384, 596, 6, ink.HONEY)
    for x in range(350, 880, 130):
        canvas.rectangle(x, 440, 110, 40, shaded(ink.RUST, 1.25))


def _paint_floor(canvas: Canvas) -> None:
    for row in range(6):
        top, bottom = _FLOOR_TOP + row * row * 7 + row * 16, _FLOOR_TOP + (row + 1) ** 2 * 7 + (row + 1) * 16
        near, far = 70 + row * 14, 70 + (row + 1) * 14
        for column in range(-16, 18):
            colour = (216, 190, 160) if (row + column) % 2 else (152, 96, 76)
            canvas.polygon(
                [
                    (640 + column * near, top),
                    (640 + (column + 1) * near, top),
                    (640 + (column + 1) * far, bottom),
                    (640 + column * far, bottom),
                ],
                colour,
            )


class Bakery:
    """The set of the last fight."""

    def __init__(self, seed: int) -> None:
        """``seed`` sets the steam."""
        self._backdrop = Backdrop(_paint)
        self._steam = Haze(seed, ink.CREAM, drift=(0.2, -1.2), alpha=0.22)

    def show(self, canvas: Canvas, frame: int) -> None:
        """Cover the canvas with the set, its oven alight."""
        self._backdrop.show(canvas)
        flicker = 0.8 + 0.12 * math.sin(frame * 0.7) + 0.08 * math.sin(frame * 1.9)
        canvas.glow((1130, 360), 430, (104, 52, 18), flicker)
        if frame % 5 == 0:
            self._steam.rise((470 + (frame * 37) % 380, 190), 20, life=40)
        self._steam.draw(canvas)

    def finish(self, canvas: Canvas) -> None:
        """Let the tiles shine."""
        ground = round(float(canvas.seat([(640, GROUND_PX)])[0][1]))
        if 0 < ground < canvas.height_px:
            canvas.mirror_floor(ground, 120, 0.14)
