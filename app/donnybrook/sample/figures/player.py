"""A player in a shot: body, costume, movement and what is in hand, drawn frame by frame; knows nothing of the set."""

from __future__ import annotations

import math
from collections.abc import Callable

from donnybrook.media.canvas import Canvas
from donnybrook.sample.figures.body import Body, Skeleton
from donnybrook.sample.figures.costume import Costume
from donnybrook.sample.figures.dress import draw_figure, draw_shadow
from donnybrook.sample.motion import Pose, Track
from donnybrook.sample.palette import Colour

type Grip = Callable[[Canvas, Skeleton, Skeleton], None]
type Moves = Callable[[int], Pose]


class Player:
    """One figure with its own movement; ``joints`` are where it is in the frame last placed."""

    def __init__(
        self,
        costume: Costume,
        moves: Track | Moves,
        facing: int | Callable[[int], int],
        ground_px: float,
        *,
        height_px: float = 340.0,
        grip: Grip | None = None,
        far_grip: Grip | None = None,
        wind_px: float = -0.35,
    ) -> None:
        """``grip`` draws what is in hand, given the joints now and a frame ago; ``far_grip`` draws behind the body."""
        self._costume = costume
        self._moves = moves.at if isinstance(moves, Track) else moves
        self._facing = facing
        self._grip = grip
        self._far_grip = far_grip
        self._ground_px = ground_px
        self._body = Body(height_px, ground_px, wind_px=wind_px)
        self.joints = self.before = self._posed(0)

    def place(self, frame: int) -> Skeleton:
        """Move to a frame; frames come in order."""
        self.before, self.joints = self.joints, self._posed(frame)
        if self.before.facing != self.joints.facing:
            self.before = self.joints
        return self.joints

    def draw_shadow(self, canvas: Canvas, colour: Colour, alpha: float = 0.3) -> None:
        """Draw the shadow on the ground."""
        draw_shadow(canvas, self.joints, self._ground_px, colour, alpha)

    def draw(self, canvas: Canvas) -> None:
        """Draw the figure and what it holds."""
        draw_figure(
            canvas, self.joints, self._costume, behind=self._gripped(self._far_grip), held=self._gripped(self._grip)
        )

    def _posed(self, frame: int) -> Skeleton:
        facing = self._facing if isinstance(self._facing, int) else self._facing(frame)
        return self._body.posed(self._moves(frame), facing)

    def _gripped(self, grip: Grip | None) -> Callable[[Canvas, Skeleton], None] | None:
        if grip is None:
            return None
        before = self.before
        return lambda canvas, joints: grip(canvas, joints, before)


def running(pose: Pose, phase: float, *, stride: float = 24.0, lift: float = 16.0, arms: bool = True) -> Pose:
    """A pose put into the run's step at ``phase`` (radians; two steps make a turn of 2π)."""
    near, far = math.sin(phase), math.sin(phase + math.pi)
    step = pose.but(
        hip_y=pose.hip_y + 2.2 * abs(math.cos(phase)),
        near_foot_x=near * stride,
        near_foot_y=max(0.0, math.cos(phase)) * lift,
        near_toe=max(0.0, -near) * 30,
        far_foot_x=far * stride,
        far_foot_y=max(0.0, -math.cos(phase)) * lift,
        far_toe=max(0.0, -far) * 30,
    )
    if not arms:
        return step
    return step.but(near_x=12 - near * 20, near_y=58 + abs(near) * 6, far_x=12 - far * 20, far_y=58 + abs(far) * 6)


def draw_players(canvas: Canvas, players: list[Player], frame: int, shadow: Colour, alpha: float = 0.3) -> None:
    """Place all players at a frame, draw their shadows, then them, the last in front."""
    for player in players:
        player.place(frame)
        player.draw_shadow(canvas, shadow, alpha)
    for player in players:
        player.draw(canvas)
