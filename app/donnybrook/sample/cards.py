"""The title card and the end card."""

from __future__ import annotations

import math

from donnybrook.media.canvas import Canvas
from donnybrook.media.view import View
from donnybrook.sample import palette as ink
from donnybrook.sample.figures import costume as wear
from donnybrook.sample.figures import props
from donnybrook.sample.figures.body import Skeleton
from donnybrook.sample.figures.player import Player, draw_players, running
from donnybrook.sample.motion import Pose, curve, tween
from donnybrook.sample.palette import shaded
from donnybrook.sample.shot import Draw
from donnybrook.sample.stages.backdrop import draw_pine, draw_ridge
from donnybrook.sample.weather import Snowfall

TITLE = "Donnybrook"
SUBTITLE = "The Sample Reel"
_WALK = Pose(hip_y=47, lean=4)


def title_card() -> Draw:
    """The reel's title over a snowy night, a pair of skates swaying on its laces."""
    snow = Snowfall(301, 170, wind_px=-0.9)

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View()
        canvas.gradient([(0, ink.NIGHT), (0.55, (52, 76, 112)), (1, (132, 108, 122))])
        draw_ridge(
            canvas,
            [(-60, 620), (120, 470), (300, 600), (520, 420), (760, 610), (960, 450), (1180, 600), (1400, 480)],
            760,
            (58, 80, 114),
            (156, 178, 204),
        )
        for i in range(30):
            draw_pine(
                canvas,
                (i * 46 - 10, 730 + 12 * math.sin(i * 2.1)),
                110 + 34 * math.sin(i * 1.3),
                (22, 34, 54),
                (64, 86, 116),
            )
        _draw_hanging_skates(canvas, frame)
        _centred(canvas, TITLE, 330, 136, ink.CREAM, 800)
        rule = tween(frame, (8, 0), (30, 290))
        canvas.rectangle(640 - rule, 366, rule * 2, 6, ink.EMBER)
        if frame > 16:
            _centred(canvas, SUBTITLE, 428, 46, ink.EMBER, 600)
        snow.draw(canvas, frame)

    return draw


def _draw_hanging_skates(canvas: Canvas, frame: int) -> None:
    for lag, x, reach in ((0.0, 1118.0, 250.0), (0.7, 1160.0, 320.0)):
        sway = 13 * math.sin(frame * 0.085 - lag)
        angle = math.radians(90 + sway)
        cuff = (x + math.cos(angle) * reach, -60 + math.sin(angle) * reach)
        canvas.line(curve((x, -60), cuff, (-sway * 0.9, 0)), 5, ink.HONEY)
        props.draw_skate(canvas, cuff, -90 - sway, 5.2, 1)


def end_card() -> Draw:
    """The end: the heroine walks off into the dawn."""
    snow = Snowfall(311, 140, wind_px=-0.9)
    walker = Player(
        wear.HEROINE,
        lambda frame: running(_WALK.at(210 + frame * 3.4), frame * 0.26, stride=15, lift=6),
        1,
        628,
        height_px=190,
        grip=shouldered,
        wind_px=-0.5,
    )

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View()
        canvas.gradient([(0, ink.NIGHT), (0.6, (60, 84, 120)), (1, (200, 142, 120))])
        canvas.glow((960, 560), 420, (90, 54, 30), 0.9)
        draw_ridge(
            canvas,
            [(-60, 640), (180, 500), (420, 630), (640, 520), (900, 640), (1150, 480), (1400, 620)],
            760,
            (66, 88, 122),
            (170, 186, 208),
        )
        canvas.polygon([(-20, 640), (400, 620), (900, 632), (1300, 612), (1300, 740), (-20, 740)], (176, 190, 218))
        draw_players(canvas, [walker], frame, (96, 116, 158))
        _centred(canvas, "The End", 300, 120, ink.CREAM, 800)
        if frame > 12:
            _centred(canvas, "drawn, frame by frame, by Donnybrook itself", 366, 30, ink.EMBER, 500)
        snow.draw(canvas, frame)

    return draw


def _centred(canvas: Canvas, words: str, base_px: int, size_px: int, colour: tuple[int, int, int], weight: int) -> None:
    left = (canvas.width_px - canvas.text_width_px(words, size_px, weight=weight)) / 2
    canvas.text(words, (left + 3, base_px + 4), size_px, shaded(ink.NIGHT, 0.7), weight=weight)
    canvas.text(words, (left, base_px), size_px, colour, weight=weight)


def shouldered(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    """The skates hanging over a shoulder, at rest."""
    shoulder = joints.off(joints.shoulder, -4, 1)
    for reach, aside in ((17, -7), (21, -4)):
        cuff = (shoulder[0] + aside * joints.unit, shoulder[1] + reach * joints.unit)
        canvas.line([shoulder, cuff], 1.2 * joints.unit, ink.HONEY)
        props.draw_skate(canvas, cuff, -96, joints.unit * 0.8, joints.facing)
