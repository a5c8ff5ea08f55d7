"""The snowed-in village at dusk, seen from its street; knows houses and weather, nothing of duels."""

from __future__ import annotations

from donnybrook.media.canvas import Canvas
from donnybrook.sample import palette as ink
from donnybrook.sample.motion import Point
from donnybrook.sample.palette import Colour, shaded
from donnybrook.sample.stages.backdrop import Backdrop, draw_lamp, draw_pine, draw_ridge
from donnybrook.sample.weather import Haze, Snowfall

GROUND_PX = 610.0
_PEAKS: list[Point] = [
    (-500, 360),
    (-300, 190),
    (-130, 300),
    (90, 90),
    (300, 310),
    (470, 200),
    (640, 320),
    (860, 110),
    (1060, 300),
    (1240, 180),
    (1420, 320),
    (1700, 140),
    (1900, 360),
]
_HILLS: list[Point] = [
    (-500, 430),
    (-200, 360),
    (150, 420),
    (500, 350),
    (850, 420),
    (1150, 340),
    (1500, 420),
    (1900, 380),
]
_HOUSES: tuple[tuple[float, float, float, float, Colour], ...] = (
    (-330, 512, 240, 150, (112, 70, 58)),
    (-60, 520, 210, 170, (84, 92, 118)),
    (176, 508, 190, 130, (146, 88, 64)),
    (830, 510, 210, 150, (96, 68, 66)),
    (1060, 522, 250, 176, (120, 84, 68)),
    (1340, 512, 220, 150, (84, 92, 118)),
)


def _paint(canvas: Canvas) -> None:
    canvas.gradient(
        [
            (0, (22, 32, 58)),
            (0.3, (58, 72, 114)),
            (0.52, (170, 112, 116)),
            (0.64, (232, 150, 108)),
            (1, (232, 150, 108)),
        ]
    )
    whole = canvas.view
    with canvas.seen(whole.through(0.25)):
        draw_ridge(canvas, _PEAKS, 560, (74, 88, 128), (214, 188, 196))
    with canvas.seen(whole.through(0.45)):
        draw_ridge(canvas, _HILLS, 600, (104, 118, 158))
        for i in range(-10, 40):
            draw_pine(canvas, (i * 47, 470 - (i * 29) % 34), 66 + (i * 37) % 34, (40, 54, 82), (140, 156, 190))
    with canvas.seen(whole.through(0.7)):
        _paint_church(canvas, (640, 505))
        for x, y, width, height, wall in _HOUSES:
            draw_house(canvas, (x, y), width, height, wall)
    _paint_ground(canvas)


def _paint_church(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    canvas.rectangle(x - 26, y - 190, 52, 190, (206, 190, 180))
    canvas.rectangle(x - 26, y - 190, 18, 190, (170, 156, 158))
    canvas.polygon([(x - 34, y - 186), (x, y - 300), (x + 34, y - 186)], (70, 62, 78))
    canvas.polygon([(x - 34, y - 186), (x, y - 300), (x - 4, y - 190)], ink.SNOW)
    canvas.line([(x, y - 300), (x, y - 328)], 4, ink.HONEY)
    canvas.line([(x - 9, y - 317), (x + 9, y - 317)], 4, ink.HONEY)
    canvas.circle((x, y - 150), 14, ink.CREAM)
    canvas.line([(x, y - 160), (x, y - 150), (x + 6, y - 146)], 2.4, ink.INK)
    canvas.rectangle(x + 26, y - 90, 120, 90, (190, 174, 168))
    canvas.polygon([(x + 16, y - 84), (x + 44, y - 134), (x + 140, y - 134), (x + 158, y - 84)], ink.SNOW)


def draw_house(canvas: Canvas, foot: Point, width: float, height: float, wall: Colour) -> None:
    """A house with a snowy roof, lit windows, a door and a chimney; ``foot`` is the lower left corner."""
    x, y = foot
    eaves, ridge = y - height * 0.56, y - height * 1.15
    canvas.rectangle(x + width * 0.66, ridge - 4, width * 0.10, height * 0.4, shaded(wall, 0.6))
    canvas.rectangle(x + width * 0.64, ridge - 12, width * 0.14, 12, ink.SNOW)
    canvas.rectangle(x, eaves, width, height * 0.56, wall)
    canvas.rectangle(x, eaves, width * 0.3, height * 0.56, shaded(wall, 0.84))
    for beam in (0.0, 0.31, 0.64, 0.97):
        canvas.rectangle(x + width * beam, eaves, width * 0.03, height * 0.56, shaded(wall, 0.58))
    roof = [
        (x - width * 0.1, eaves + 6),
        (x + width * 0.12, ridge),
        (x + width * 0.88, ridge),
        (x + width * 1.1, eaves + 6),
    ]
    canvas.polygon(roof, (206, 216, 238))
    canvas.polygon([roof[0], roof[1], (x + width * 0.2, ridge), (x + width * 0.1, eaves + 6)], (166, 180, 214))
    canvas.polygon(
        [
            (roof[0][0], roof[0][1]),
            (roof[3][0], roof[3][1]),
            (roof[3][0], roof[3][1] + 9),
            (roof[0][0], roof[0][1] + 9),
        ],
        (138, 152, 190),
    )
    for i in range(9):
        drop = x + width * (i * 0.125)
        canvas.polygon([(drop, eaves + 14), (drop + 7, eaves + 14), (drop + 3, eaves + 22 + (i * 7) % 13)], ink.FROST)
    for share in (0.12, 0.72):
        _paint_window(canvas, (x + width * share, eaves + height * 0.16), width * 0.16)
    canvas.rectangle(x + width * 0.42, eaves + height * 0.2, width * 0.16, height * 0.36, ink.RUST)
    canvas.circle((x + width * 0.55, eaves + height * 0.4), 3, ink.HONEY)


def _paint_window(canvas: Canvas, corner: Point, size: float) -> None:
    x, y = corner
    canvas.rectangle(x - 4, y - 4, size + 8, size + 8, ink.UMBER)
    canvas.rectangle(x, y, size, size, (255, 206, 118))
    canvas.rectangle(x + size * 0.46, y, size * 0.08, size, ink.UMBER)
    canvas.rectangle(x, y + size * 0.46, size, size * 0.08, ink.UMBER)
    canvas.rectangle(x - 6, y + size + 2, size + 12, 7, ink.SNOW)
    canvas.glow((x + size / 2, y + size / 2), size * 1.9, (80, 46, 14), 0.7)


def _paint_ground(canvas: Canvas) -> None:
    canvas.shine()
    canvas.polygon([(-800, 505), (300, 494), (900, 500), (2100, 505), (2100, 1000), (-800, 1000)], (138, 154, 194))
    canvas.polygon(
        [(-800, 552), (100, 540), (640, 556), (1240, 540), (2100, 556), (2100, 1000), (-800, 1000)], (160, 176, 212)
    )
    canvas.polygon([(-800, 640), (200, 648), (900, 640), (2100, 652), (2100, 1000), (-800, 1000)], (126, 144, 186))
    for i in range(26):
        canvas.ellipse(
            ((i * 173) % 2400 - 500, 560 + (i * 61) % 150), 26 + (i * 17) % 40, 4, (134, 152, 192), alpha=0.7
        )
    for x in (66, 1210):
        draw_lamp(canvas, (x, 560), 250)
    canvas.rectangle(380, 536, 30, 40, ink.COAL)
    canvas.ellipse((395, 536), 18, 8, ink.EMBER)
    canvas.rectangle(372, 548, 46, 10, ink.EMBER)
    canvas.ellipse((395, 528), 10, 6, ink.SNOW)


class Village:
    """The set of the duel of flames."""

    def __init__(self, seed: int, *, flakes: int = 150) -> None:
        """``seed`` sets the snow and the smoke."""
        self._backdrop = Backdrop(_paint)
        self._snow = Snowfall(seed, flakes)
        self._smoke = Haze(seed, (226, 226, 238), drift=(-0.7, -1.9), alpha=0.34)

    def show(self, canvas: Canvas, frame: int) -> None:
        """Cover the canvas with the set and its chimney smoke."""
        self._backdrop.show(canvas)
        with canvas.seen(canvas.view.through(0.7)):
            if frame % 3 == 0:
                for x, y, width, height, _ in _HOUSES:
                    self._smoke.rise((x + width * 0.71, y - height * 1.2), 15, life=52)
            self._smoke.draw(canvas)

    def finish(self, canvas: Canvas, frame: int) -> None:
        """Let the snow fall in front of the players."""
        self._snow.draw(canvas, frame)
