"""What the players hold, drawn at a hand; knows shapes of weapons, nothing of who is winning."""

from __future__ import annotations

import math

import numpy as np

from donnybrook.media.canvas import Canvas
from donnybrook.media.outlines import smoothed
from donnybrook.sample import palette as ink
from donnybrook.sample.figures.body import Skeleton
from donnybrook.sample.figures.dress import Shape
from donnybrook.sample.marks import swoosh
from donnybrook.sample.motion import Point, curve
from donnybrook.sample.palette import Colour, shaded

_SKATE_BOOT: Shape = smoothed(
    [(-6.2, 13), (5.0, 13), (5.6, 5.5), (13.5, 2.0), (15.6, -2.4), (14.6, -4.6), (-6.6, -4.6), (-7.4, 3)], 2
)
_SKATE_BLADE: Shape = np.array([(-10, -9.6), (17, -9.6), (20, -7.0), (18.6, -6.4), (16, -8.0), (-9.4, -8.0)])
_PISTOL: Shape = np.array([(-2, 3.4), (14, 3.4), (14, -0.4), (4.4, -0.8), (2.6, -8.0), (-2.6, -7.4), (-1.2, -0.4)])
_KNIFE: Shape = np.array([(1, 1.5), (14, 1.6), (19, -0.6), (14, -2.0), (1, -1.5)])


def at_hand(shape: Shape, hand: Point, turn_deg: float, unit: float, facing: int = 1) -> Shape:
    """A shape (along, up; in body units) set at a hand and turned: 0 points forwards, 90 up."""
    angle = math.radians(turn_deg)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    moved: Shape = (shape @ turn) * (unit * facing, -unit) + hand
    return moved


def along(hand: Point, turn_deg: float, reach: float, unit: float, facing: int) -> Point:
    """The point ``reach`` body units from a hand in a direction (0 forwards, 90 up)."""
    angle = math.radians(turn_deg)
    return hand[0] + math.cos(angle) * reach * unit * facing, hand[1] - math.sin(angle) * reach * unit


def draw_skate(
    canvas: Canvas, cuff: Point, hang_deg: float, unit: float, facing: int, trim: Colour = ink.EMBER
) -> None:
    """One ice skate, its cuff at ``cuff``, its blade ``hang_deg`` away from there (0 forwards, 90 up)."""
    turn = hang_deg + 90
    sole = along(cuff, hang_deg, 13, unit, facing)

    def part(shape: Shape, colour: Colour) -> None:
        canvas.polygon(at_hand(shape, sole, turn, unit, facing), colour)

    part(np.array([(-6, -4), (-3, -4), (-3, -9), (-6, -9)]), ink.STEEL)
    part(np.array([(9, -4), (12, -4), (12, -9), (9, -9)]), ink.STEEL)
    part(_SKATE_BLADE, ink.FROST)
    part(np.array([(-8, -9.6), (13, -9.6), (13, -9.0), (-8, -9.0)]), ink.SNOW)
    part(_SKATE_BOOT, ink.SNOW)
    part(np.array([(-7.0, -3.2), (15.4, -3.2), (14.6, -5.4), (-7.0, -5.4)]), shaded(ink.STEEL, 0.6))
    part(np.array([(-6.4, 13.4), (5.4, 13.4), (5.6, 9.6), (-6.8, 9.6)]), trim)
    for up in (7.4, 4.6, 2.0):
        part(np.array([(1.0, up), (6.6, up - 0.6), (6.6, up - 2.0), (1.0, up - 1.4)]), trim)


def draw_skates_on_laces(
    canvas: Canvas,
    skeleton: Skeleton,
    hand: Point,
    swing_deg: float,
    before_deg: float,
    *,
    lace: float = 38.0,
    size: float = 1.0,
) -> None:
    """A pair of skates on long laces flung round a hand; ``before_deg`` is where they were a frame ago."""
    unit, facing = skeleton.unit, skeleton.facing
    speed = swing_deg - before_deg
    lag = max(-34.0, min(34.0, speed * 0.7))
    lags = (lag + (22 if lag >= 0 else -22), 0.0)
    for behind, reach, dim in ((lags[0], lace * 0.86, 0.86), (lags[1], lace, 1.0)):
        angle = swing_deg - behind
        if abs(speed) > 9:
            radius = (reach + 16 * size) * unit
            start, end = (-(angle - speed * 2.2), -angle) if facing > 0 else (180 + angle - speed * 2.2, 180 + angle)
            swoosh(canvas, hand, radius, start, end, 34 * unit * size, ink.SNOW, 0.30 * dim)
        cuff = along(hand, angle, reach, unit, facing)
        sag = max(-9.0, min(9.0, -speed * 0.25)) * unit
        normal = math.radians(angle + 90)
        bow = curve(hand, cuff, (math.cos(normal) * sag * facing, -math.sin(normal) * sag))
        canvas.line(bow, 1.5 * unit, ink.HONEY)
        draw_skate(canvas, cuff, angle, unit * size * (0.9 + 0.1 * dim), facing)


def draw_pistol(canvas: Canvas, skeleton: Skeleton, hand: Point, aim_deg: float) -> Point:
    """A pistol; returns its muzzle."""
    canvas.polygon(at_hand(_PISTOL, hand, aim_deg, skeleton.unit * 1.15, skeleton.facing), (24, 28, 38))
    canvas.polygon(
        at_hand(_PISTOL[:3] * (0.9, 0.5) + (1, 1.6), hand, aim_deg, skeleton.unit * 1.15, skeleton.facing), ink.STEEL
    )
    return along(hand, aim_deg, 17.5, skeleton.unit, skeleton.facing)


def draw_knife(canvas: Canvas, skeleton: Skeleton, hand: Point, aim_deg: float) -> None:
    """A knife."""
    unit, facing = skeleton.unit, skeleton.facing
    canvas.limb(
        along(hand, aim_deg, -5, unit, facing), along(hand, aim_deg, 4, unit, facing), 1.8 * unit, 1.8 * unit, ink.UMBER
    )
    canvas.polygon(at_hand(_KNIFE * 1.2 + (2, 0), hand, aim_deg, unit, facing), ink.SNOW)
    canvas.polygon(at_hand(_KNIFE * (1.2, 0.5) + (2, -1.2), hand, aim_deg, unit, facing), ink.MIST)


def draw_bat(canvas: Canvas, skeleton: Skeleton, hand: Point, aim_deg: float) -> None:
    """A baseball bat."""
    unit, facing = skeleton.unit, skeleton.facing
    points = [along(hand, aim_deg, reach, unit, facing) for reach in (-8, 8, 20, 38, 44)]
    canvas.ribbon(points, [2.6 * unit, 2.6 * unit, 4.2 * unit, 6.4 * unit, 5.2 * unit], ink.WOOD)
    canvas.circle(points[-1], 2.6 * unit, ink.WOOD)
    canvas.ribbon(points[:2], [3.0 * unit, 3.0 * unit], ink.COAL)


def draw_hockey_stick(canvas: Canvas, skeleton: Skeleton, hand: Point, aim_deg: float) -> None:
    """A hockey stick, its blade turned forwards."""
    unit, facing = skeleton.unit, skeleton.facing
    butt, heel = along(hand, aim_deg, -20, unit, facing), along(hand, aim_deg, 52, unit, facing)
    toe = along(heel, aim_deg + 62, 17, unit, facing)
    canvas.line([butt, heel], 3.0 * unit, (226, 178, 110))
    canvas.line([heel, toe], 4.6 * unit, (226, 178, 110))
    canvas.line([along(heel, aim_deg + 62, 5, unit, facing), toe], 4.8 * unit, ink.INK)


def draw_lance(canvas: Canvas, skeleton: Skeleton, hand: Point, aim_deg: float, *, with_feed: bool = True) -> Point:
    """A flamethrower's lance with its pilot flame and, if wanted, the feed from the tank; returns the nozzle."""
    unit, facing = skeleton.unit, skeleton.facing
    butt, nozzle = along(hand, aim_deg, -16, unit, facing), along(hand, aim_deg, 30, unit, facing)
    if with_feed:
        tank = skeleton.off(skeleton.hip, -12, 4, skeleton.spine_deg)
        canvas.line(curve(butt, tank, (0, 9 * unit)), 2.4 * unit, (34, 34, 44))
    canvas.line([butt, nozzle], 3.8 * unit, (58, 66, 80))
    canvas.line([along(hand, aim_deg, -14, unit, facing), along(hand, aim_deg, -2, unit, facing)], 6.2 * unit, ink.COAL)
    canvas.line([along(hand, aim_deg, 19, unit, facing), nozzle], 6.4 * unit, (34, 38, 50))
    canvas.line(
        [along(hand, aim_deg, 8, unit, facing), along(hand, aim_deg - 80, 7, unit, facing)], 2.6 * unit, (34, 38, 50)
    )
    canvas.circle(along(nozzle, aim_deg + 50, 3.0, unit, facing), 2.2 * unit, ink.FLAME)
    canvas.glow(nozzle, 16 * unit, (90, 40, 12), 0.5)
    return nozzle


def draw_nozzle(canvas: Canvas, skeleton: Skeleton, hand: Point, aim_deg: float) -> Point:
    """A fire hose's brass nozzle; returns its mouth."""
    unit, facing = skeleton.unit, skeleton.facing
    mouth = along(hand, aim_deg, 18, unit, facing)
    canvas.ribbon([along(hand, aim_deg, -8, unit, facing), hand, mouth], [6 * unit, 7 * unit, 4 * unit], ink.HONEY)
    canvas.line([along(hand, aim_deg, 15, unit, facing), mouth], 5.4 * unit, ink.COAL)
    return mouth


def draw_baguette(canvas: Canvas, skeleton: Skeleton, hand: Point, aim_deg: float, reach: float = 52.0) -> Point:
    """A baguette (what is left of it); returns its end."""
    unit, facing = skeleton.unit, skeleton.facing
    end = along(hand, aim_deg, reach, unit, facing)
    canvas.limb(along(hand, aim_deg, -9, unit, facing), end, 4.6 * unit, 4.8 * unit, (206, 134, 66))
    canvas.limb(
        along(hand, aim_deg, -7, unit, facing),
        along(hand, aim_deg, reach - 1.5, unit, facing),
        3.0 * unit,
        3.0 * unit,
        (236, 176, 98),
    )
    for step in range(4, int(reach), 9):
        spot = along(hand, aim_deg, step, unit, facing)
        canvas.limb(
            along(spot, aim_deg + 55, 2.6, unit, facing),
            along(spot, aim_deg + 235, 2.6, unit, facing),
            1.0 * unit,
            1.0 * unit,
            (252, 222, 166),
        )
    if reach < 50:
        canvas.circle(end, 4.2 * unit, ink.CREAM)
    return end


def draw_rapier(canvas: Canvas, skeleton: Skeleton, hand: Point, aim_deg: float) -> Point:
    """A rapier with a swept guard; returns its point."""
    unit, facing = skeleton.unit, skeleton.facing
    point = along(hand, aim_deg, 62, unit, facing)
    canvas.ribbon([along(hand, aim_deg, 3, unit, facing), point], [2.0 * unit, 0.9 * unit], ink.SNOW)
    canvas.line([along(hand, aim_deg, -6, unit, facing), hand], 2.6 * unit, ink.INK)
    guard = along(hand, aim_deg, 3.5, unit, facing)
    canvas.line(
        [along(guard, aim_deg + 90, 6.5, unit, facing), along(guard, aim_deg - 90, 6.5, unit, facing)],
        1.8 * unit,
        ink.HONEY,
    )
    canvas.line(
        curve(along(guard, aim_deg - 90, 6, unit, facing), along(hand, aim_deg, -7, unit, facing), (0, 3.4 * unit)),
        1.5 * unit,
        ink.HONEY,
    )
    return point


def draw_frying_pan(canvas: Canvas, skeleton: Skeleton, hand: Point, aim_deg: float) -> Point:
    """A frying pan, face on; returns the middle of its face."""
    unit, facing = skeleton.unit, skeleton.facing
    canvas.line(
        [along(hand, aim_deg, -6, unit, facing), along(hand, aim_deg, 20, unit, facing)], 3.4 * unit, (44, 46, 56)
    )
    middle = along(hand, aim_deg, 31, unit, facing)
    canvas.circle(middle, 14.5 * unit, (38, 42, 54))
    canvas.circle(middle, 11.6 * unit, (66, 74, 90))
    canvas.ellipse(along(middle, 120, 5, unit, 1), 4.4 * unit, 2.2 * unit, (104, 116, 136), turn_deg=-25)
    return middle
