"""The academy's dance studio: mirror, barre, tall windows, a wooden floor that shines; knows nothing of the bout."""

from __future__ import annotations

from donnybrook.media.canvas import Canvas
from donnybrook.sample import palette as ink
from donnybrook.sample.figures.player import Player
from donnybrook.sample.palette import mixed, shaded
from donnybrook.sample.stages.backdrop import Backdrop

GROUND_PX = 612.0
_FLOOR_TOP = 470.0
_WALL = (222, 196, 174)
_MIRROR = (330.0, 96.0, 860.0, 334.0)
_GLASS = (176, 196, 208)


def _paint(canvas: Canvas) -> None:
    canvas.fill(_WALL)
    canvas.rectangle(-900, -300, 3200, 380, (206, 176, 156))
    canvas.rectangle(-900, 74, 3200, 8, ink.CREAM)
    canvas.rectangle(-900, _FLOOR_TOP - 26, 3200, 26, (150, 104, 82))
    for x in (-560.0, -290.0, 0.0):
        _paint_window(canvas, x)
    _paint_mirror(canvas)
    _paint_floor(canvas)
    for x in (-560.0, -290.0, 0.0):
        canvas.polygon([(x + 30, 120), (x + 220, 120), (x + 700, 760), (x + 380, 760)], (255, 226, 180), 0.16)


def _paint_window(canvas: Canvas, x: float) -> None:
    canvas.rectangle(x + 22, 100, 206, 346, ink.CREAM)
    canvas.rectangle(x + 32, 110, 186, 326, (168, 200, 224))
    canvas.polygon(
        [(x + 32, 330), (x + 90, 270), (x + 150, 340), (x + 218, 290), (x + 218, 436), (x + 32, 436)], (198, 216, 230)
    )
    canvas.polygon([(x + 32, 390), (x + 218, 370), (x + 218, 436), (x + 32, 436)], ink.SNOW)
    for offset in (122, 0):
        canvas.rectangle(x + offset, 110, 7, 326, ink.CREAM)
    for y in (200, 300):
        canvas.rectangle(x + 32, y, 186, 6, ink.CREAM)
    canvas.polygon([(x + 6, 88), (x + 60, 88), (x + 30, 300), (x + 14, 446), (x - 6, 446)], shaded(ink.COAL, 0.9))
    canvas.polygon(
        [(x + 244, 88), (x + 190, 88), (x + 222, 300), (x + 238, 446), (x + 258, 446)], shaded(ink.COAL, 0.78)
    )


def _paint_mirror(canvas: Canvas) -> None:
    x, y, width, height = _MIRROR
    canvas.rectangle(x - 12, y - 12, width + 24, height + 24, ink.HONEY)
    canvas.rectangle(x - 4, y - 4, width + 8, height + 8, shaded(ink.HONEY, 0.7))
    canvas.rectangle(x, y, width, height, _GLASS)
    canvas.rectangle(x, y + height - 84, width, 84, mixed(ink.WOOD, _GLASS, 0.45))
    canvas.rectangle(x + 60, y + 30, 110, 190, (212, 226, 234))
    canvas.rectangle(x + 640, y + 40, 90, 180, (196, 212, 222))


def _paint_floor(canvas: Canvas) -> None:
    canvas.rectangle(-900, _FLOOR_TOP, 3200, 700, (198, 134, 88))
    for i in range(-26, 44):
        near, far = 640 + (i - 9) * 150, 640 + (i - 9) * 64
        canvas.polygon(
            [(far, _FLOOR_TOP), (far + 64, _FLOOR_TOP), (near + 150, 900), (near, 900)],
            ((198, 134, 88), (188, 124, 80), (206, 142, 96))[i % 3],
        )
    for y, thick in ((500, 1.5), (548, 2), (612, 2.5), (690, 3)):
        canvas.rectangle(-900, y, 3200, thick, (160, 102, 66), 0.55)


def _paint_barre(canvas: Canvas) -> None:
    for x in range(-500, 1900, 300):
        canvas.rectangle(x, 330, 10, 120, shaded(ink.STEEL, 0.8))
        canvas.ellipse((x + 5, 330), 12, 10, shaded(ink.STEEL, 0.8))
    canvas.line([(-900, 326), (2300, 326)], 13, (150, 92, 60))
    canvas.line([(-900, 323), (2300, 323)], 4, (206, 146, 100))


class Studio:
    """The set of the academy bout."""

    def __init__(self) -> None:
        """Nothing is painted before the first frame."""
        self._backdrop = Backdrop(_paint)

    def show(self, canvas: Canvas, players: list[Player]) -> None:
        """Cover the canvas with the set, the players' reflections in its mirror, and the barre before it."""
        self._backdrop.show(canvas)
        x, y, width, height = _MIRROR
        low, high = canvas.seat([(x, y), (x + width, y + height)])
        left, top = max(0, round(float(low[0]))), max(0, round(float(low[1])))
        right, bottom = min(canvas.width_px, round(float(high[0]))), min(canvas.height_px, round(float(high[1])))
        if left < right and top < bottom:
            kept = canvas.pixels.copy()
            self._draw_reflections(canvas, players)
            kept[top:bottom, left:right] = canvas.pixels[top:bottom, left:right]
            canvas.paste(kept)
        canvas.polygon([(x + 260, y), (x + 330, y), (x + 190, y + height), (x + 120, y + height)], ink.SNOW, 0.16)
        canvas.polygon([(x + 350, y), (x + 372, y), (x + 232, y + height), (x + 210, y + height)], ink.SNOW, 0.16)
        _paint_barre(canvas)

    def finish(self, canvas: Canvas) -> None:
        """Let the floor shine."""
        ground = round(float(canvas.seat([(640, GROUND_PX)])[0][1]))
        if 0 < ground < canvas.height_px:
            canvas.mirror_floor(ground, 170, 0.2)

    def _draw_reflections(self, canvas: Canvas, players: list[Player]) -> None:
        view = canvas.view
        shrink = 0.72
        focus_x, focus_y = 640.0, 250.0
        farther = type(view)(
            (view.x - focus_x) / shrink + focus_x, (view.y - focus_y) / shrink + focus_y + 30, view.zoom * shrink
        )
        with canvas.seen(farther):
            for player in players:
                player.draw(canvas)
        x, y, width, height = _MIRROR
        canvas.rectangle(x, y, width, height, _GLASS, 0.42)
