"""Fire and water as they leave a nozzle; the same seed gives the same stream."""

from __future__ import annotations

import math
import random

from donnybrook.media.canvas import Canvas
from donnybrook.sample import palette as ink
from donnybrook.sample.motes import Mote, stepped
from donnybrook.sample.motion import Point
from donnybrook.sample.palette import Colour


class Fire:
    """Flames: blobs thrown out of a nozzle that swell, rise and die, in three flat layers with a glow."""

    def __init__(self, seed: int, *, size: float = 1.0, lift: float = 0.35) -> None:
        """``size`` 1 suits a figure 340 px tall; ``lift`` is how flames rise (0 for a view from overhead)."""
        self._random = random.Random(seed)
        self._motes: list[Mote] = []
        self._size = size
        self._lift = lift

    def spray(self, nozzle: Point, towards: Point, reach: float, amount: int = 7) -> None:
        """Throw new flames from ``nozzle`` so that they die about ``reach`` px away in the direction of ``towards``."""
        angle = math.atan2(towards[1] - nozzle[1], towards[0] - nozzle[0])
        life = 15
        speed = reach / (1 - 0.92**life) * 0.08
        for i in range(amount):
            bend = angle + self._random.gauss(0, 0.055)
            pace = speed * self._random.uniform(0.82, 1.12)
            start = i / amount
            x, y = nozzle[0] + math.cos(bend) * pace * start, nozzle[1] + math.sin(bend) * pace * start
            span = life + self._random.randrange(-4, 4)
            self._motes.append(
                Mote(
                    x, y, math.cos(bend) * pace, math.sin(bend) * pace, self._random.uniform(15, 25) * self._size, span
                )
            )

    def burn(self, place: Point, width: float, amount: int = 2) -> None:
        """Let flames lick up from a place."""
        for _ in range(amount):
            x = place[0] + self._random.uniform(-width, width) / 2
            life = self._random.randrange(10, 20)
            self._motes.append(
                Mote(
                    x,
                    place[1],
                    self._random.gauss(0, 0.6),
                    -self._random.uniform(1, 3),
                    self._random.uniform(9, 17) * self._size,
                    life,
                )
            )

    def burst(self, place: Point, amount: int, speed: float) -> None:
        """A ball of flame."""
        for _ in range(amount):
            angle, pace = self._random.uniform(0, math.tau), speed * self._random.uniform(0.2, 1.0)
            life = self._random.randrange(9, 20)
            self._motes.append(
                Mote(
                    *place,
                    math.cos(angle) * pace,
                    math.sin(angle) * pace,
                    self._random.uniform(20, 40) * self._size,
                    life,
                )
            )

    def draw(self, canvas: Canvas) -> None:
        """Draw all flames and move them on by one frame."""
        smoke = [mote for mote in self._motes[::4] if mote.share > 0.55 and self._lift > 0]
        canvas.haze(
            [(m.x, m.y - 26 * self._size) for m in smoke],
            [m.size * 2.2 for m in smoke],
            [0.3 * (1.3 - m.share) for m in smoke],
            (40, 34, 44),
        )
        layers: tuple[tuple[Colour, float, float], ...] = (
            (ink.COAL, 1.0, 1.0),
            (ink.EMBER, 0.80, 0.9),
            (ink.FLAME, 0.56, 0.72),
            (ink.SPARK, 0.34, 0.5),
        )
        for colour, width, until in layers:
            alive = [mote for mote in self._motes if mote.share < until]
            radii = [mote.size * width * _swell(mote.share / until) for mote in alive]
            canvas.circles([(mote.x, mote.y) for mote in alive], radii, colour)
        for mote in self._motes[::6]:
            canvas.glow((mote.x, mote.y), mote.size * 6.5, (104, 50, 16), 1.0 - mote.share)
        self._motes = stepped(self._motes, 0.92, self._lift)


def _swell(share: float) -> float:
    grown = 0.28 + 1.25 * math.sin(math.pi * min(1.0, share * 0.94) ** 0.8)
    return max(0.12, grown) * (1 - share**5)


class Water:
    """A jet: a hard core, streaks that break up, droplets and spray; steam where it meets fire."""

    def __init__(self, seed: int, *, size: float = 1.0, fall: float = 0.25) -> None:
        """``size`` 1 suits a figure 340 px tall; ``fall`` is its weight (0 for a view from overhead)."""
        self._random = random.Random(seed)
        self._motes: list[Mote] = []
        self._size = size
        self._fall = fall

    def spray(self, nozzle: Point, towards: Point, reach: float, amount: int = 9) -> None:
        """Throw water that reaches about ``reach`` px in the direction of ``towards``."""
        angle = math.atan2(towards[1] - nozzle[1], towards[0] - nozzle[0])
        for i in range(amount):
            bend = angle + self._random.gauss(0, 0.028)
            pace = reach / 11 * self._random.uniform(0.9, 1.08)
            x, y = nozzle[0] + math.cos(bend) * pace * i / amount, nozzle[1] + math.sin(bend) * pace * i / amount
            self._motes.append(
                Mote(
                    x,
                    y,
                    math.cos(bend) * pace,
                    math.sin(bend) * pace,
                    self._random.uniform(3.0, 6.5) * self._size,
                    self._random.randrange(9, 13),
                )
            )

    def splash(self, place: Point, amount: int, speed: float) -> None:
        """Drops flying off where the jet strikes."""
        for _ in range(amount):
            angle, pace = self._random.uniform(0, math.tau), speed * self._random.uniform(0.3, 1.0)
            drop = Mote(
                *place,
                math.cos(angle) * pace,
                math.sin(angle) * pace,
                self._random.uniform(2, 5) * self._size,
                self._random.randrange(6, 14),
            )
            self._motes.append(drop)

    def draw(self, canvas: Canvas) -> None:
        """Draw all water and move it on by one frame."""
        spray = self._motes[::5]
        canvas.haze(
            [(m.x, m.y) for m in spray],
            [(10 + 34 * m.share) * self._size for m in spray],
            [0.22] * len(spray),
            ink.SNOW,
        )
        ends = [(m.x, m.y) for m in self._motes]
        for colour, width, back in (((52, 116, 200), 2.9, 0.95), (ink.WATER, 1.9, 0.85), (ink.SNOW, 0.8, 0.6)):
            starts = [(m.x - m.dx * back, m.y - m.dy * back) for m in self._motes]
            canvas.streaks(starts, ends, [m.size * width * (1.15 - 0.5 * m.share) for m in self._motes], colour)
        self._motes = stepped(self._motes, 0.985, -self._fall)
