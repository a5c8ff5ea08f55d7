"""A jointed body: from a pose to joints on the screen; knows bones and trailing hair, not clothes or colours."""

from __future__ import annotations

import math

from donnybrook.records import dataclass
from donnybrook.sample.motion import Point, Pose, Trail, bent

_TORSO, _NECK, _HEAD = 28.0, 4.0, 9.5
_THIGH, _SHIN, _UPPER_ARM, _FOREARM = 25.5, 25.0, 16.5, 17.0


@dataclass(frozen=True, slots=True)
class Limb:
    """A limb's three joints in world pixels, and the angle of what it ends in (degrees, down is positive)."""

    root: Point
    joint: Point
    tip: Point
    end_deg: float


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A posed figure's joints in world pixels; ``unit`` is a hundredth of its height, ``facing`` +1 right, -1 left."""

    unit: float
    facing: int
    ground: Point
    hip: Point
    shoulder: Point
    spine_deg: float
    head: Point
    head_deg: float
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb
    swing: float
    hair: tuple[Point, ...] = ()
    scarf: tuple[Point, ...] = ()
    tail: tuple[Point, ...] = ()

    def off(self, origin: Point, forwards: float, up: float, turn_deg: float = 0.0) -> Point:
        """A point given in body units from ``origin``, turned forwards by ``turn_deg``."""
        cosine, sine = math.cos(math.radians(turn_deg)), math.sin(math.radians(turn_deg))
        x, y = forwards * cosine + up * sine, up * cosine - forwards * sine
        return origin[0] + x * self.unit * self.facing, origin[1] - y * self.unit


class Body:
    """One player's body, which remembers from frame to frame how its hair, scarf and coat hang."""

    def __init__(self, height_px: float, ground_px: float, *, wind_px: float = 0.0) -> None:
        """A body ``height_px`` tall whose feet stand on the world's row ``ground_px``."""
        self._unit = height_px / 100
        self._ground_px = ground_px
        wind = (wind_px, 0.0)
        self._hair = Trail(4, 5.2 * self._unit, weight=0.26 * self._unit, drag=0.78, wind=wind)
        self._scarf = Trail(5, 5.0 * self._unit, weight=0.16 * self._unit, drag=0.84, wind=(wind_px * 1.3, 0.0))
        self._tail = Trail(3, 10.0 * self._unit, weight=0.3 * self._unit, drag=0.74, wind=wind)

    def posed(self, pose: Pose, facing: int) -> Skeleton:
        """The joints for a pose, one frame on from the last call."""
        frame = _Frame(self._unit, facing, (pose.x, self._ground_px - pose.y), (pose.hip_x, pose.hip_y), pose.roll)
        lean, nod = math.radians(pose.lean), math.radians(pose.lean * 0.4 + pose.head)
        shoulder = (pose.hip_x + _TORSO * math.sin(lean), pose.hip_y + _TORSO * math.cos(lean))
        head_base = (shoulder[0] + _NECK * math.sin(lean), shoulder[1] + _NECK * math.cos(lean))
        head = (head_base[0] + _HEAD * math.sin(nod) + 0.8, head_base[1] + _HEAD * math.cos(nod))
        far_shoulder = (shoulder[0] + 2.2, shoulder[1] - 3.5)
        near_shoulder = (shoulder[0] - 2.0, shoulder[1] - 4.0)
        near_hip, far_hip = (pose.hip_x - 1.4, pose.hip_y), (pose.hip_x + 1.4, pose.hip_y)
        head_deg = pose.lean * 0.4 + pose.head + pose.roll
        root = frame.world(head_base)
        crown = frame.world((head[0] - 7.5, head[1] + 4.0))
        waist = frame.world((pose.hip_x - 3, pose.hip_y + 4))
        away = (-facing * 1.0, 0.6)
        return Skeleton(
            unit=self._unit,
            facing=facing,
            ground=frame.ground,
            hip=frame.world((pose.hip_x, pose.hip_y)),
            shoulder=frame.world(shoulder),
            spine_deg=pose.lean + pose.roll,
            head=frame.world(head),
            head_deg=head_deg,
            near_arm=frame.arm(near_shoulder, (pose.near_x, pose.near_y)),
            far_arm=frame.arm(far_shoulder, (pose.far_x, pose.far_y)),
            near_leg=frame.leg(near_hip, (pose.near_foot_x, pose.near_foot_y + 3.0), pose.near_toe),
            far_leg=frame.leg(far_hip, (pose.far_foot_x, pose.far_foot_y + 3.0), pose.far_toe),
            swing=pose.swing,
            hair=self._hair.follow(crown, away),
            scarf=self._scarf.follow(root, away),
            tail=self._tail.follow(waist, (-facing * 0.35, 1.0)),
        )


@dataclass(frozen=True, slots=True)
class _Frame:
    unit: float
    facing: int
    ground: Point
    pivot: Point
    roll_deg: float

    def world(self, local: Point) -> Point:
        x, y = local
        if self.roll_deg:
            angle = math.radians(self.roll_deg)
            dx, dy = x - self.pivot[0], y - self.pivot[1]
            x = self.pivot[0] + dx * math.cos(angle) + dy * math.sin(angle)
            y = self.pivot[1] + dy * math.cos(angle) - dx * math.sin(angle)
        return self.ground[0] + x * self.unit * self.facing, self.ground[1] - y * self.unit

    def arm(self, root: Point, hand: Point) -> Limb:
        elbow, hand = bent(root, hand, _UPPER_ARM, _FOREARM, -1.0)
        angle = math.degrees(math.atan2(hand[1] - elbow[1], hand[0] - elbow[0]))
        return Limb(self.world(root), self.world(elbow), self.world(hand), self.roll_deg - angle)

    def leg(self, root: Point, foot: Point, toe_deg: float) -> Limb:
        knee, foot = bent(root, foot, _THIGH, _SHIN, 1.0)
        return Limb(self.world(root), self.world(knee), self.world(foot), toe_deg + self.roll_deg)
