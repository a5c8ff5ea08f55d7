"""Draws a posed body in its costume; knows shapes of clothes and heads, nothing of fights."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from donnybrook.media.canvas import Canvas
from donnybrook.media.outlines import smoothed
from donnybrook.sample import palette as ink
from donnybrook.sample.figures.body import Limb, Skeleton
from donnybrook.sample.figures.costume import Costume
from donnybrook.sample.motion import Point
from donnybrook.sample.palette import Colour, shaded

type Held = Callable[[Canvas, Skeleton], None]
type Shape = npt.NDArray[np.float64]

_TORSO: Shape = smoothed(
    [
        (-7.2, -4),
        (-6.6, 8),
        (-8.4, 20),
        (-7.0, 28),
        (-2, 31),
        (4, 30.5),
        (8.4, 25),
        (8.8, 18),
        (6.4, 8),
        (7.0, -4),
        (0, -7),
    ]
)
_TORSO_SHADE: Shape = smoothed(
    [(-7.2, -4), (-6.6, 8), (-8.4, 20), (-7.0, 28), (-3.5, 30), (-2.6, 20), (-2.2, 8), (-1.6, -6)]
)
_APRON: Shape = smoothed([(0.5, -22), (0.5, 18), (3.0, 24), (8.6, 22), (8.0, 6), (10.5, -22)])
_HEAD: Shape = smoothed(
    [
        (8.6, 3),
        (9.0, 0.4),
        (11.0, -1.6),
        (8.8, -3.4),
        (8.8, -6.4),
        (6.2, -9.6),
        (0.5, -8.6),
        (-6.6, -6.4),
        (-9.4, 0),
        (-8.2, 7),
        (0, 10.6),
        (6.6, 8.4),
    ]
)
_HAIR: Shape = smoothed(
    [
        (9.6, 4.0),
        (4.6, 4.6),
        (2.2, 1.0),
        (0.2, -3.4),
        (-3.0, -5.6),
        (-8.4, -7.0),
        (-11.2, 0),
        (-9.6, 8.6),
        (-1.5, 12.6),
        (7.0, 11.0),
        (11.2, 7.0),
    ]
)
_CROP: Shape = smoothed(
    [
        (8.8, 4.6),
        (3.6, 5.4),
        (1.0, 1.2),
        (-1.4, -2.6),
        (-7.8, -5.0),
        (-10.4, 0),
        (-9.2, 8.2),
        (-1, 12.0),
        (6.6, 10.6),
        (9.8, 7.4),
    ]
)
_BALACLAVA: Shape = smoothed(
    [
        (9.2, 3),
        (9.4, 0),
        (10.6, -2),
        (9.4, -5),
        (7.0, -10.4),
        (0, -10.6),
        (-7.4, -8.4),
        (-10.2, 0),
        (-9, 8),
        (0, 11.6),
        (7.2, 9.2),
    ]
)
_EYE_SLIT: Shape = smoothed([(9.4, 3.4), (9.6, -0.4), (3.6, -0.6), (2.4, 1.4), (3.4, 3.4)])
_BEANIE: Shape = smoothed([(10.0, 3.4), (0, 2.0), (-10.6, 0.6), (-10.4, 9.0), (-2, 14.6), (6.0, 13.0), (10.2, 8.0)], 1)
_TOQUE: Shape = smoothed(
    [(8.6, 5.0), (-8.8, 3.6), (-9.6, 12), (-14.6, 18), (-10, 25), (-2, 27), (7, 26), (13, 20), (9.2, 13)]
)
_TRICORNE: Shape = smoothed(
    [(16.5, 6.2), (4, 4.6), (-15.5, 6.8), (-9, 10.6), (-7.4, 16.4), (4.8, 16.0), (7.6, 10.2)], 1
)
_HELMET: Shape = smoothed(
    [(10.6, 3.2), (2.4, 3.0), (0.6, -4.4), (-10.8, -5.4), (-11.6, 4), (-8, 11.8), (0, 14), (8, 12.0)], 1
)
_MOUSTACHE: Shape = smoothed([(8.4, -3.8), (12.6, -3.4), (14.0, -1.6), (13.0, -5.0), (9.4, -6.4), (6.6, -5.0)], 1)
_BOOT: Shape = smoothed([(-3.6, 6), (-4.0, -3.0), (9.2, -3.0), (9.8, -0.8), (6.0, 1.4), (3.6, 6)], 1)
_TANK: Shape = smoothed([(-4.6, -12), (-5, 12), (0, 16), (5, 12), (4.6, -12), (0, -14)], 1)


def placed(shape: Shape, skeleton: Skeleton, origin: Point, turn_deg: float) -> Shape:
    """A shape in body units (forwards, up) set at ``origin`` in world pixels and turned forwards."""
    angle = np.radians(turn_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    moved: Shape = (shape @ turn) * (skeleton.unit * skeleton.facing, -skeleton.unit) + origin
    return moved


def draw_figure(
    canvas: Canvas, skeleton: Skeleton, costume: Costume, *, behind: Held | None = None, held: Held | None = None
) -> None:
    """Draw one player from the far side on; ``behind`` comes before the body, ``held`` before the near arm."""
    bulk = costume.bulk
    _draw_arm(canvas, skeleton, skeleton.far_arm, shaded(costume.sleeve, 0.72), shaded(costume.skin, 0.82), bulk)
    if behind is not None:
        behind(canvas, skeleton)
    _draw_leg(canvas, skeleton, skeleton.far_leg, shaded(costume.trousers, 0.72), shaded(costume.boots, 0.75), bulk)
    if costume.pack is not None:
        _draw_tank(canvas, skeleton, costume.pack, bulk)
    if costume.hair_style == "ponytail":
        _draw_ponytail(canvas, skeleton, costume.hair)
    _draw_leg(canvas, skeleton, skeleton.near_leg, costume.trousers, costume.boots, bulk)
    if costume.coat is not None:
        _draw_coat_tail(canvas, skeleton, costume.coat, bulk)
    _draw_torso(canvas, skeleton, costume)
    _draw_head(canvas, skeleton, costume)
    if costume.scarf is not None:
        _draw_scarf(canvas, skeleton, costume.scarf)
    if held is not None:
        held(canvas, skeleton)
    _draw_arm(canvas, skeleton, skeleton.near_arm, costume.sleeve, costume.skin, bulk)


def draw_shadow(canvas: Canvas, skeleton: Skeleton, floor_px: float, colour: Colour, alpha: float = 0.35) -> None:
    """Draw the flat shadow under a figure on the row ``floor_px``, fainter the higher it is off the floor."""
    height = max(0.0, floor_px - skeleton.hip[1]) / skeleton.unit
    spread = 17 + max(0.0, 46 - height) * 0.35
    canvas.ellipse((skeleton.hip[0], floor_px + 2), spread * skeleton.unit, 2.6 * skeleton.unit, colour, alpha=alpha)


def _draw_leg(canvas: Canvas, skeleton: Skeleton, leg: Limb, cloth: Colour, boot: Colour, bulk: float) -> None:
    unit = skeleton.unit * (0.6 + 0.4 * bulk)
    canvas.limb(leg.root, leg.joint, 6.4 * unit, 4.7 * unit, cloth)
    canvas.limb(leg.joint, leg.tip, 4.6 * unit, 3.2 * unit, cloth)
    canvas.limb(
        ((leg.joint[0] + leg.tip[0] * 2) / 3, (leg.joint[1] + leg.tip[1] * 2) / 3),
        leg.tip,
        3.9 * unit,
        3.5 * unit,
        boot,
    )
    canvas.polygon(placed(_BOOT, skeleton, leg.tip, leg.end_deg), boot)


def _draw_arm(canvas: Canvas, skeleton: Skeleton, arm: Limb, cloth: Colour, skin: Colour, bulk: float) -> None:
    unit = skeleton.unit * (0.4 + 0.6 * bulk)
    canvas.limb(arm.root, arm.joint, 4.6 * unit, 3.6 * unit, cloth)
    canvas.limb(arm.joint, arm.tip, 3.6 * unit, 2.7 * unit, cloth)
    canvas.circle(arm.tip, 3.3 * unit, skin)


def _draw_torso(canvas: Canvas, skeleton: Skeleton, costume: Costume) -> None:
    wide = np.array([costume.bulk, 1.0])
    canvas.polygon(placed(_TORSO * wide, skeleton, skeleton.hip, skeleton.spine_deg), costume.top)
    canvas.polygon(placed(_TORSO_SHADE * wide, skeleton, skeleton.hip, skeleton.spine_deg), shaded(costume.top, 0.84))
    if costume.apron is not None:
        canvas.polygon(placed(_APRON, skeleton, skeleton.hip, skeleton.spine_deg), costume.apron)
    if costume.belt is not None:
        back = skeleton.off(skeleton.hip, -6.4 * costume.bulk, 2, skeleton.spine_deg)
        front = skeleton.off(skeleton.hip, 6.4 * costume.bulk, 2, skeleton.spine_deg)
        canvas.limb(back, front, 1.7 * skeleton.unit, 1.7 * skeleton.unit, costume.belt)


def _draw_coat_tail(canvas: Canvas, skeleton: Skeleton, colour: Colour, bulk: float) -> None:
    unit = skeleton.unit * bulk
    widths = [13 * unit, 15 * unit, 17 * unit, 18 * unit][: len(skeleton.tail)]
    canvas.ribbon(skeleton.tail, widths, shaded(colour, 0.86))


def _draw_ponytail(canvas: Canvas, skeleton: Skeleton, colour: Colour) -> None:
    unit = skeleton.unit
    canvas.ribbon(skeleton.hair, [4.2 * unit, 7.4 * unit, 6.6 * unit, 4.4 * unit, 0.8 * unit], shaded(colour, 0.9))
    canvas.circle(skeleton.hair[0], 2.6 * unit, ink.CREAM)


def _draw_scarf(canvas: Canvas, skeleton: Skeleton, colour: Colour) -> None:
    unit = skeleton.unit
    canvas.ribbon(
        skeleton.scarf, [5.5 * unit, 6.0 * unit, 6.6 * unit, 7 * unit, 7.2 * unit, 6.8 * unit], shaded(colour, 0.82)
    )
    neck = (
        skeleton.off(skeleton.shoulder, -5.2, 2.2, skeleton.spine_deg),
        skeleton.off(skeleton.shoulder, 6.2, 1.4, skeleton.spine_deg),
    )
    canvas.limb(neck[0], neck[1], 3.6 * unit, 3.8 * unit, colour)


def _draw_tank(canvas: Canvas, skeleton: Skeleton, colour: Colour, bulk: float) -> None:
    for aside, level in ((-15.5 * bulk, 0.8), (-11.0 * bulk, 1.0)):
        origin = skeleton.off(skeleton.hip, aside, 16, skeleton.spine_deg)
        canvas.polygon(placed(_TANK * (1.1, 1.15), skeleton, origin, skeleton.spine_deg), shaded(colour, level))
    top, bottom = (skeleton.off(skeleton.hip, -12.8 * bulk, up, skeleton.spine_deg) for up in (24, 6))
    canvas.limb(top, bottom, 1.1 * skeleton.unit, 1.1 * skeleton.unit, shaded(colour, 1.3))


def _draw_head(canvas: Canvas, skeleton: Skeleton, costume: Costume) -> None:
    neck = skeleton.off(skeleton.shoulder, 0.5, -1, skeleton.spine_deg)
    canvas.limb(neck, skeleton.head, 4.0 * skeleton.unit, 4.2 * skeleton.unit, shaded(costume.skin, 0.82))

    def part(shape: Shape, colour: Colour) -> None:
        canvas.polygon(placed(shape, skeleton, skeleton.head, skeleton.head_deg), colour)

    def spot(forwards: float, up: float) -> Point:
        return skeleton.off(skeleton.head, forwards, up, skeleton.head_deg)

    unit = skeleton.unit
    part(_HEAD, costume.skin)
    canvas.puff(spot(4.6, -3.8), 3.4 * unit, ink.EMBER, 0.35)
    if costume.head_gear != "goggles":
        canvas.limb(spot(5.9, 1.9), spot(5.9, 0.1), 0.95 * unit, 0.95 * unit, ink.INK)
        canvas.limb(spot(4.0, 4.7), spot(8.2, 3.6), 0.7 * unit, 0.6 * unit, shaded(costume.hair, 0.6))
    canvas.limb(spot(6.6, -6.2), spot(8.2, -6.0), 0.45 * unit, 0.45 * unit, shaded(costume.skin, 0.55))
    if costume.hair_style != "none":
        part(_CROP if costume.hair_style == "short" else _HAIR, costume.hair)
        canvas.circle(spot(-1.4, -1.0), 1.9 * unit, shaded(costume.skin, 0.9))
    if costume.hair_style == "bun":
        canvas.circle(spot(-9.0, 9.5), 5.2 * unit, shaded(costume.hair, 0.9))
    if costume.moustache:
        part(_MOUSTACHE, costume.hair)
    _draw_head_gear(canvas, skeleton, costume)


def _draw_head_gear(canvas: Canvas, skeleton: Skeleton, costume: Costume) -> None:
    def part(shape: Shape, colour: Colour) -> None:
        canvas.polygon(placed(shape, skeleton, skeleton.head, skeleton.head_deg), colour)

    def spot(forwards: float, up: float) -> Point:
        return skeleton.off(skeleton.head, forwards, up, skeleton.head_deg)

    unit, gear = skeleton.unit, costume.gear
    if costume.head_gear == "balaclava":
        part(_BALACLAVA, gear)
        part(_EYE_SLIT, costume.skin)
        canvas.limb(spot(6.4, 2.2), spot(6.4, 0.6), 0.95 * unit, 0.95 * unit, ink.INK)
        canvas.limb(spot(4.2, 4.4), spot(9.2, 2.9), 0.8 * unit, 0.7 * unit, shaded(gear, 0.7))
    elif costume.head_gear == "goggles":
        part(_BALACLAVA, gear)
        canvas.limb(spot(-9.6, 2.2), spot(7, 2.2), 1.6 * unit, 1.6 * unit, shaded(gear, 1.9))
        canvas.circle(spot(6.2, 1.8), 4.4 * unit, (88, 78, 86))
        canvas.circle(spot(6.6, 1.8), 3.3 * unit, ink.EMBER)
        canvas.limb(spot(5.6, 3.0), spot(6.8, 3.4), 0.8 * unit, 0.6 * unit, ink.SPARK)
        canvas.limb(spot(6.5, -5.5), spot(10.8, -6.0), 3.4 * unit, 2.8 * unit, (72, 66, 78))
    elif costume.head_gear == "beanie":
        part(_BEANIE, gear)
        canvas.limb(spot(-10.0, 2.6), spot(9.6, 4.8), 2.5 * unit, 2.3 * unit, shaded(gear, 0.78))
        canvas.circle(spot(-2.5, 15), 3.2 * unit, ink.FROST)
    elif costume.head_gear == "toque":
        part(_TOQUE, gear)
        canvas.limb(spot(-8.6, 6.0), spot(8.2, 7.6), 3.0 * unit, 3.0 * unit, shaded(gear, 0.9))
    elif costume.head_gear == "tricorne":
        part(_TRICORNE, gear)
        canvas.limb(spot(-14.0, 7.6), spot(15.4, 7.0), 1.1 * unit, 1.1 * unit, ink.HONEY)
        canvas.ribbon([spot(-7, 10), spot(-16, 17), spot(-24, 14)], [3 * unit, 6 * unit, 1 * unit], ink.EMBER)
    elif costume.head_gear == "helmet":
        part(_HELMET, gear)
        canvas.limb(spot(2.4, 3.6), spot(10.4, 3.6), 1.4 * unit, 1.0 * unit, shaded(gear, 0.75))
