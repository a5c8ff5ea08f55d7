"""What an animator draws over the action: stars of blows, smears of swings, flashes of shots."""

from __future__ import annotations

import math

from donnybrook.media.canvas import Canvas
from donnybrook.sample import palette as ink
from donnybrook.sample.motion import Point
from donnybrook.sample.palette import Colour


def burst_lines(
    canvas: Canvas, centre: Point, radius: float, colour: Colour, share: float, *, rays: int = 9, turn: float = 0.0
) -> None:
    """The drawn star of a blow: short rays that fly outwards as ``share`` runs from 0 to 1."""
    if not 0 <= share < 1:
        return
    inner, outer = radius * (0.35 + 0.65 * share), radius * (0.75 + 0.5 * share)
    for i in range(rays):
        angle = turn + i * math.tau / rays
        reach = outer * (1.2 if i % 2 else 0.85)
        a = (centre[0] + math.cos(angle) * inner, centre[1] + math.sin(angle) * inner)
        b = (centre[0] + math.cos(angle) * reach, centre[1] + math.sin(angle) * reach)
        canvas.limb(a, b, radius * 0.075 * (1 - share), radius * 0.02, colour)


def swoosh(
    canvas: Canvas,
    pivot: Point,
    radius: float,
    from_deg: float,
    to_deg: float,
    width: float,
    colour: Colour,
    alpha: float = 0.5,
) -> None:
    """The smear of a swing: a crescent about ``pivot`` that ends, thick, at ``to_deg`` (0 right, 90 down)."""
    if abs(to_deg - from_deg) < 4:
        return
    steps = 12
    angles = [math.radians(from_deg + (to_deg - from_deg) * i / steps) for i in range(steps + 1)]
    outer = [(pivot[0] + math.cos(a) * radius, pivot[1] + math.sin(a) * radius) for a in angles]
    inner = []
    for i, angle in enumerate(angles):
        depth = radius - width * (i / steps) ** 1.5
        inner.append((pivot[0] + math.cos(angle) * depth, pivot[1] + math.sin(angle) * depth))
    canvas.polygon(outer + inner[::-1], colour, alpha)


def muzzle_flash(canvas: Canvas, muzzle: Point, facing: int, share: float, size: float = 1.0) -> None:
    """The flash of a shot, as ``share`` runs from 0 to 1; it lights the whole picture for a moment."""
    if not 0 <= share < 1:
        return
    reach = size * (1.15 - share)
    x, y = muzzle
    for colour, scale in ((ink.EMBER, 1.0), (ink.FLAME, 0.75), (ink.SPARK, 0.45)):
        k = reach * scale
        star = [(0, -9), (26, -26), (24, -8), (74, -3), (28, 7), (28, 28), (4, 10), (-10, 0)]
        canvas.polygon([(x + px * k * facing, y + py * k) for px, py in star], colour)
    canvas.glow(muzzle, 620 * size, (150, 112, 60), 0.9 * (1 - share))
