"""The attitudes of the fight on the rink: hers with the skates, theirs with what they brought."""

from __future__ import annotations

from donnybrook.sample.motion import Pose

READY = Pose(hip_y=42, lean=8, near_x=10, near_y=99, far_x=-16, far_y=64, near_foot_x=-17, far_foot_x=18)
WINDUP = Pose(hip_y=39, lean=-8, near_x=-10, near_y=99, far_x=18, far_y=72, near_foot_x=-20, far_foot_x=16, head=6)
SWUNG = Pose(hip_x=4, hip_y=40, lean=22, near_x=31, near_y=74, far_x=-18, far_y=58, near_foot_x=-24, far_foot_x=22)
CROUCH = Pose(
    hip_y=21, lean=30, near_x=22, near_y=44, far_x=-22, far_y=26, near_foot_x=-16, far_foot_x=30, head=-14, far_toe=-8
)
SPIN = Pose(hip_y=45, lean=-3, near_x=14, near_y=102, far_x=-20, far_y=86, near_foot_x=-4, far_foot_x=7, far_foot_y=10)
MENACE = Pose(hip_y=43, lean=10, near_x=24, near_y=68, far_x=18, far_y=58, near_foot_x=-14, far_foot_x=15)
STAB = Pose(hip_x=3, hip_y=40, lean=26, near_x=34, near_y=70, far_x=-10, far_y=56, near_foot_x=-22, far_foot_x=22)
AIM = Pose(hip_y=44, lean=2, near_x=33, near_y=75, far_x=27, far_y=71, near_foot_x=-13, far_foot_x=14)
RECOIL = Pose(
    hip_y=44, lean=-6, near_x=27, near_y=84, far_x=22, far_y=78, near_foot_x=-13, far_foot_x=14, head=-4, swing=24
)
STRUCK = Pose(
    hip_x=-6,
    hip_y=42,
    lean=-30,
    near_x=10,
    near_y=92,
    far_x=-30,
    far_y=80,
    near_foot_x=-8,
    far_foot_x=22,
    far_foot_y=12,
    head=-18,
    far_toe=-30,
)
FLUNG = Pose(
    hip_y=40,
    lean=-20,
    near_x=18,
    near_y=92,
    far_x=-22,
    far_y=88,
    near_foot_x=24,
    near_foot_y=22,
    far_foot_x=14,
    far_foot_y=30,
    roll=-62,
    near_toe=-30,
    far_toe=-20,
)
DOWN = Pose(
    hip_y=8,
    lean=-6,
    near_x=8,
    near_y=46,
    far_x=-18,
    far_y=40,
    near_foot_x=4,
    near_foot_y=-37,
    far_foot_x=-2,
    far_foot_y=-38,
    roll=-88,
    near_toe=10,
)
CHOP_UP = Pose(hip_y=43, lean=-10, near_x=-2, near_y=102, far_x=2, far_y=98, near_foot_x=-16, far_foot_x=16, swing=120)
CHOP_DOWN = Pose(hip_y=38, lean=30, near_x=30, near_y=56, far_x=26, far_y=52, near_foot_x=-20, far_foot_x=20, swing=-25)
