"""Players seen from straight above: shoulders, head, arms, feet; knows nothing of the village below them."""

from __future__ import annotations

import math

from donnybrook.media.canvas import Canvas
from donnybrook.records import dataclass
from donnybrook.sample import palette as ink
from donnybrook.sample.figures.costume import Costume
from donnybrook.sample.motion import Point, Trail
from donnybrook.sample.palette import shaded


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a player stands, seen from above, which way it turns (degrees, 90 is down the screen), and its step."""

    x: float
    y: float
    turn_deg: float
    step: float = 0.0


class OverheadPlayer:
    """One figure from above, holding something in both hands."""

    def __init__(self, costume: Costume, size: float) -> None:
        """``size`` is the breadth of the shoulders in world pixels."""
        self._costume = costume
        self._size = size
        self._scarf = Trail(5, size * 0.22, weight=0.0, drag=0.86, wind=(-0.25, 0.1))
        self._hair = Trail(3, size * 0.2, weight=0.0, drag=0.7)

    def nozzle(self, stand: Stand) -> Point:
        """Where what it holds points out."""
        return self._spot(stand, 1.5, 0.08)

    def grip(self, stand: Stand) -> Point:
        """Where its hands are."""
        return self._spot(stand, 0.62, 0.1)

    def draw(self, canvas: Canvas, stand: Stand, tool: tuple[int, int, int]) -> None:
        """Draw the figure one frame on, with a lance or nozzle of a colour."""
        size, costume = self._size, self._costume
        canvas.ellipse(
            (stand.x + size * 0.5, stand.y + size * 0.42),
            size * 0.72,
            size * 0.5,
            (60, 78, 122),
            turn_deg=stand.turn_deg,
            alpha=0.45,
        )
        for side, phase in ((-0.26, stand.step), (0.26, stand.step + math.pi)):
            foot = self._spot(stand, 0.12 + 0.34 * math.sin(phase), side)
            toe = self._spot(stand, 0.34 + 0.34 * math.sin(phase), side)
            canvas.limb(foot, toe, size * 0.13, size * 0.11, costume.boots)
        back = self._spot(stand, -0.3, 0)
        if costume.scarf is not None:
            away = (back[0] - stand.x, back[1] - stand.y)
            points = self._scarf.follow(back, away)
            canvas.ribbon(points, [size * 0.2] * len(points), shaded(costume.scarf, 0.85))
        self._draw_shoulders(canvas, stand)
        canvas.line([self._spot(stand, 0.3, 0.1), self._spot(stand, 1.1, 0.09)], size * 0.13, shaded(tool, 0.75))
        canvas.line([self._spot(stand, 0.95, 0.09), self.nozzle(stand)], size * 0.19, tool)
        for side, hand in ((-0.5, 0.95), (0.5, 0.55)):
            elbow = self._spot(stand, 0.34, side * 1.1)
            grip = self._spot(stand, hand, 0.08)
            canvas.limb(self._spot(stand, 0.0, side), elbow, size * 0.17, size * 0.14, costume.sleeve)
            canvas.limb(elbow, grip, size * 0.14, size * 0.10, costume.sleeve)
            canvas.circle(grip, size * 0.115, costume.skin)
        self._draw_head(canvas, stand)

    def _draw_shoulders(self, canvas: Canvas, stand: Stand) -> None:
        size, costume = self._size, self._costume
        canvas.limb(
            self._spot(stand, 0, -0.46), self._spot(stand, 0, 0.46), size * 0.24, size * 0.24, shaded(costume.top, 0.86)
        )
        canvas.limb(self._spot(stand, 0.04, -0.4), self._spot(stand, 0.04, 0.4), size * 0.19, size * 0.19, costume.top)
        if costume.pack is not None:
            for side in (-0.17, 0.17):
                canvas.limb(
                    self._spot(stand, -0.42, side),
                    self._spot(stand, -0.2, side),
                    size * 0.16,
                    size * 0.16,
                    costume.pack,
                )
                canvas.circle(self._spot(stand, -0.34, side), size * 0.06, shaded(costume.pack, 1.4))

    def _draw_head(self, canvas: Canvas, stand: Stand) -> None:
        size, costume = self._size, self._costume
        if costume.scarf is not None:
            canvas.circle(self._spot(stand, 0.02, 0), size * 0.29, costume.scarf)
        if costume.hair_style == "ponytail":
            root = self._spot(stand, -0.16, 0)
            points = self._hair.follow(root, (root[0] - stand.x, root[1] - stand.y))
            canvas.ribbon(points, [size * 0.15, size * 0.2, size * 0.15, size * 0.03], shaded(costume.hair, 0.9))
        canvas.circle(self._spot(stand, 0.2, 0), size * 0.11, costume.skin)
        crown = costume.hair if costume.hair_style != "none" else costume.gear
        canvas.circle(self._spot(stand, 0.05, 0), size * 0.25, crown)
        canvas.ellipse(
            self._spot(stand, 0.0, -0.07), size * 0.1, size * 0.06, shaded(crown, 1.3), turn_deg=stand.turn_deg
        )
        if costume.head_gear == "goggles":
            canvas.line([self._spot(stand, 0.27, -0.16), self._spot(stand, 0.27, 0.16)], size * 0.12, ink.EMBER)

    def _spot(self, stand: Stand, forwards: float, aside: float) -> Point:
        angle = math.radians(stand.turn_deg)
        cosine, sine = math.cos(angle), math.sin(angle)
        return stand.x + (forwards * cosine - aside * sine) * self._size, stand.y + (
            forwards * sine + aside * cosine
        ) * self._size
