"""Steam, smoke, snow and the bits that fly off a blow; the same seed gives the same weather."""

from __future__ import annotations

import math
import random

from donnybrook.media.canvas import Canvas
from donnybrook.sample import palette as ink
from donnybrook.sample.motes import Mote, stepped
from donnybrook.sample.motion import Point
from donnybrook.sample.palette import Colour, mixed


class Haze:
    """Soft clouds that swell, drift and thin out: steam, smoke, breath, dust, powder snow."""

    def __init__(self, seed: int, colour: Colour, *, drift: Point = (0.0, -0.8), alpha: float = 0.4) -> None:
        """``drift`` is in px a frame."""
        self._random = random.Random(seed)
        self._motes: list[Mote] = []
        self._colour = colour
        self._drift = drift
        self._alpha = alpha

    def rise(self, place: Point, size: float, *, amount: int = 1, spread: float = 0.0, life: int = 34) -> None:
        """Let clouds of ``size`` px begin at a place."""
        for _ in range(amount):
            x, y = (
                place[0] + self._random.uniform(-spread, spread),
                place[1] + self._random.uniform(-spread, spread) * 0.5,
            )
            pace = self._random.uniform(0.6, 1.4)
            self._motes.append(
                Mote(
                    x,
                    y,
                    self._drift[0] * pace + self._random.gauss(0, 0.4),
                    self._drift[1] * pace,
                    size * self._random.uniform(0.7, 1.2),
                    life,
                )
            )

    def draw(self, canvas: Canvas) -> None:
        """Draw all clouds and move them on by one frame."""
        alphas = [self._alpha * (1 - m.share) * min(1.0, m.age / 4 + 0.3) for m in self._motes]
        canvas.haze(
            [(m.x, m.y) for m in self._motes],
            [m.size * (0.7 + 1.1 * m.share) for m in self._motes],
            alphas,
            self._colour,
        )
        self._motes = stepped(self._motes, 0.97, 0.0)


class Sparks:
    """Bright bits thrown off by a blow: ice chips, splinters, crumbs, embers."""

    def __init__(self, seed: int, colour: Colour, *, fall: float = 0.7) -> None:
        """``fall`` is their weight in px a frame a frame."""
        self._random = random.Random(seed)
        self._motes: list[Mote] = []
        self._colour = colour
        self._fall = fall

    def burst(self, place: Point, amount: int = 14, speed: float = 13.0, *, size: float = 3.6) -> None:
        """Throw bits in all directions, more of them upwards."""
        for _ in range(amount):
            angle, pace = self._random.uniform(-math.pi * 1.1, math.pi * 0.1), speed * self._random.uniform(0.3, 1.0)
            self._motes.append(
                Mote(
                    *place,
                    math.cos(angle) * pace,
                    math.sin(angle) * pace,
                    size * self._random.uniform(0.5, 1.3),
                    self._random.randrange(8, 18),
                )
            )

    def draw(self, canvas: Canvas) -> None:
        """Draw all bits and move them on by one frame."""
        for mote in self._motes:
            radius = mote.size * (1 - mote.share * 0.7)
            canvas.limb(
                (mote.x - mote.dx * 1.2, mote.y - mote.dy * 1.2), (mote.x, mote.y), radius * 0.3, radius, self._colour
            )
        self._motes = stepped(self._motes, 0.94, -self._fall)


class Snowfall:
    """Falling snow in three depths; where each flake is follows from the frame alone."""

    def __init__(self, seed: int, flakes: int, *, wind_px: float = -1.4, colour: Colour = ink.SNOW) -> None:
        """``wind_px`` is how far the nearest flakes are blown sideways in a frame."""
        source = random.Random(seed)
        self._flakes = [
            (
                source.uniform(0, 1400),
                source.uniform(0, 760),
                source.choice((0.45, 0.7, 0.7, 1.0)),
                source.uniform(0, math.tau),
            )
            for _ in range(flakes)
        ]
        self._wind_px = wind_px
        self._colour = colour

    def draw(self, canvas: Canvas, frame: int) -> None:
        """Draw every flake as it is at a frame; the camera does not move them."""
        view = canvas.view
        canvas.view = type(view)(canvas.width_px / 2, canvas.height_px / 2)
        for depth in (0.45, 0.7, 1.0):
            near = [flake for flake in self._flakes if flake[2] == depth]
            places = [
                (
                    (x + self._wind_px * depth * frame + 9 * depth * math.sin(phase + frame * 0.06)) % 1400 - 60,
                    (y + 3.4 * depth * frame) % 760 - 20,
                )
                for x, y, _, phase in near
            ]
            canvas.circles(places, [4.2 * depth**1.5] * len(near), mixed(ink.MIST, self._colour, depth))
        canvas.view = view
