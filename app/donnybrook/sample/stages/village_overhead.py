"""The village from straight above: snowy roofs, a crossing of lanes, pines, a fire engine; knows no duel."""

from __future__ import annotations

import math

from donnybrook.media.canvas import Canvas
from donnybrook.sample import palette as ink
from donnybrook.sample.motion import Point
from donnybrook.sample.palette import Colour, shaded
from donnybrook.sample.stages.backdrop import Backdrop
from donnybrook.sample.weather import Haze

HYDRANT: Point = (236.0, 520.0)
_ROOFS: tuple[tuple[float, float, float, float, float], ...] = (
    (120, 60, 300, 190, -6),
    (560, 10, 270, 150, 3),
    (1010, 70, 320, 190, 8),
    (1250, 420, 230, 250, 4),
    (1010, 715, 340, 180, -5),
    (560, 745, 300, 150, 2),
    (60, 730, 300, 200, 7),
    (-110, 330, 220, 230, -4),
    (1500, 120, 240, 260, 0),
)
_PINES: tuple[tuple[float, float, float], ...] = (
    (330, 80, 50),
    (380, 140, 38),
    (780, 60, 44),
    (840, 116, 34),
    (330, 690, 46),
    (800, 690, 44),
    (1190, 260, 40),
    (60, 520, 36),
    (1240, 620, 36),
    (20, 180, 40),
)


def _paint(canvas: Canvas) -> None:
    canvas.fill((146, 164, 202))
    canvas.polygon(
        [
            (-400, 270),
            (200, 250),
            (640, 262),
            (1180, 250),
            (1800, 280),
            (1800, 520),
            (1180, 500),
            (640, 514),
            (200, 524),
            (-400, 500),
        ],
        (124, 144, 186),
    )
    canvas.polygon([(830, -200), (960, -200), (900, 380), (930, 1000), (760, 1000), (800, 380)], (124, 144, 186))
    canvas.polygon(
        [(-400, 340), (300, 326), (900, 344), (1800, 340), (1800, 430), (900, 440), (300, 446), (-400, 420)],
        (108, 128, 172),
    )
    for i in range(64):
        step_x, step_y = -200 + i * 27, 372 + 22 * math.sin(i * 0.35) + (12 if i % 2 else -12)
        canvas.ellipse((step_x, step_y), 8, 4.6, (90, 110, 154))
    for x, y, size in _PINES:
        _paint_pine(canvas, (x, y), size)
    for x, y, width, depth, turn in _ROOFS:
        _paint_roof(canvas, (x, y), width, depth, turn)
    _paint_engine(canvas, (150, 560))
    for x, y in ((470.0, 300.0), (1120.0, 470.0)):
        canvas.circle((x, y), 9, ink.INK)
        canvas.circle((x, y), 5, ink.SPARK)
        canvas.glow((x, y), 120, (84, 50, 18), 0.8)


def _paint_pine(canvas: Canvas, place: Point, size: float) -> None:
    canvas.ellipse((place[0] + size * 0.35, place[1] + size * 0.35), size * 0.95, size * 0.9, (76, 96, 142), alpha=0.5)
    for scale, colour in ((1.0, (38, 58, 82)), (0.72, (62, 88, 112)), (0.45, (150, 170, 202)), (0.2, (206, 218, 240))):
        star = []
        for i in range(18):
            angle, reach = i * math.tau / 18, size * scale * (1.0 if i % 2 else 0.74)
            star.append((place[0] + math.cos(angle) * reach, place[1] + math.sin(angle) * reach))
        canvas.polygon(star, colour)


def _box(place: Point, width: float, depth: float, turn_deg: float) -> list[Point]:
    angle = math.radians(turn_deg)
    cosine, sine = math.cos(angle), math.sin(angle)
    corners = ((-width / 2, -depth / 2), (width / 2, -depth / 2), (width / 2, depth / 2), (-width / 2, depth / 2))
    return [(place[0] + x * cosine - y * sine, place[1] + x * sine + y * cosine) for x, y in corners]


def _between(a: Point, b: Point, share: float = 0.5) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _paint_roof(canvas: Canvas, place: Point, width: float, depth: float, turn_deg: float) -> None:
    canvas.polygon([(x + 26, y + 26) for x, y in _box(place, width, depth, turn_deg)], (76, 96, 142), 0.6)
    a, b, c, d = _box(place, width, depth, turn_deg)
    west, east = _between(_between(a, d), _between(b, c), 0.16), _between(_between(b, c), _between(a, d), 0.16)
    canvas.polygon([a, b, east, west], (206, 218, 240))
    canvas.polygon([d, c, east, west], (152, 168, 208))
    canvas.polygon([a, west, d], (178, 192, 224))
    canvas.polygon([b, east, c], (132, 150, 194))
    canvas.line([west, east], 4, (232, 238, 250))
    for share in (0.2, 0.5, 0.8):
        eave = _between(d, c, share)
        canvas.line([eave, _between(eave, _between(west, east, share), 0.5)], 2.4, (134, 150, 192))
    canvas.polygon([d, c, (c[0], c[1] + 10), (d[0], d[1] + 10)], shaded(ink.WOOD, 0.75))
    chimney = _between(west, east, 0.7)
    canvas.polygon(_box(chimney, 34, 34, turn_deg), (150, 82, 62))
    canvas.polygon(_box(chimney, 20, 20, turn_deg), (54, 40, 48))


def _paint_engine(canvas: Canvas, place: Point) -> None:
    canvas.polygon([(x + 16, y + 18) for x, y in _box(place, 200, 84, -8)], (76, 96, 142), 0.6)
    canvas.polygon(_box(place, 200, 84, -8), ink.COAL)
    canvas.polygon(_box((place[0] - 14, place[1] + 2), 150, 60, -8), ink.EMBER)
    canvas.polygon(_box((place[0] + 76, place[1] - 11), 26, 72, -8), ink.DEEP)
    for offset in (-18.0, 0.0, 18.0):
        canvas.polygon(_box((place[0] - 20 + offset * 0.14, place[1] + offset), 150, 4, -8), ink.FROST)
    for step in range(-84, 60, 18):
        canvas.polygon(_box((place[0] + step, place[1] - step * 0.14), 4, 36, -8), ink.FROST)
    canvas.polygon(_box((place[0] + 52, place[1] - 7), 14, 46, -8), ink.WATER)
    canvas.circle(HYDRANT, 13, ink.HONEY)
    canvas.circle(HYDRANT, 7, ink.UMBER)


def draw_hose(canvas: Canvas, points: list[Point]) -> None:
    """The hose on the snow: a long tube, with its shadow and seam."""
    canvas.line([(x + 4, y + 5) for x, y in points], 13, (76, 96, 142), 0.7)
    canvas.line(points, 13, shaded(ink.HONEY, 0.8))
    canvas.line(points, 8, ink.HONEY)
    canvas.line(points, 2, ink.CREAM)


def melted(canvas: Canvas, places: list[tuple[Point, float]], colour: Colour) -> None:
    """Patches of wet ground where fire has been."""
    for place, size in places:
        canvas.ellipse(place, size, size * 0.8, colour, alpha=0.5)


class VillageOverhead:
    """The set of the duel of hose and flames."""

    def __init__(self, seed: int) -> None:
        """``seed`` sets the smoke."""
        self._backdrop = Backdrop(_paint)
        self._smoke = Haze(seed, (240, 240, 248), drift=(1.3, -0.9), alpha=0.42)

    def show(self, canvas: Canvas) -> None:
        """Cover the canvas with the set."""
        self._backdrop.show(canvas)

    def finish(self, canvas: Canvas, frame: int) -> None:
        """Let the chimneys smoke towards the camera."""
        if frame % 7 == 0:
            for x, y, width, _, _ in _ROOFS:
                self._smoke.rise((x + width * 0.14, y), 30, life=40)
        self._smoke.draw(canvas)
