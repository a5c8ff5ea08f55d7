"""The third fight: fire hose against flamethrower, seen from overhead, and the villain drenched."""

from __future__ import annotations

import math

from donnybrook.media.canvas import Canvas
from donnybrook.media.view import View
from donnybrook.sample import palette as ink
from donnybrook.sample.elements import Fire, Water
from donnybrook.sample.fights.village_flames import LOW, SHADOW, STANCE, lance, nozzle_of
from donnybrook.sample.figures import costume as wear
from donnybrook.sample.figures import props
from donnybrook.sample.figures.body import Skeleton
from donnybrook.sample.figures.overhead import OverheadPlayer, Stand
from donnybrook.sample.figures.player import Player, draw_players
from donnybrook.sample.motion import Key, Point, Pose, Track, tween
from donnybrook.sample.shot import Cue, Draw, Passage, Shot
from donnybrook.sample.stages.village import GROUND_PX, Village
from donnybrook.sample.stages.village_overhead import HYDRANT, VillageOverhead, draw_hose, melted
from donnybrook.sample.weather import Haze

_COLD = Pose(hip_y=44, lean=4, near_x=14, near_y=60, far_x=9, far_y=56, near_foot_x=-6, far_foot_x=7, swing=-50)
_FELLED = Pose(
    hip_y=11, lean=-4, near_x=14, near_y=60, far_x=9, far_y=56, near_foot_x=-6, far_foot_x=7, swing=-50, roll=-84
)


class _Duel:
    """Both players from above, the two streams, and the steam where they meet."""

    def __init__(self, seed: int) -> None:
        self.village = VillageOverhead(seed)
        self._heroine = OverheadPlayer(wear.HEROINE, 80)
        self._villain = OverheadPlayer(wear.VILLAIN, 104)
        self._fire = Fire(seed + 1, size=1.25, lift=0.0)
        self._water = Water(seed + 2, size=1.5, fall=0.0)
        self._steam = Haze(seed + 3, ink.SNOW, drift=(0.4, -1.2), alpha=0.5)
        self._wet: list[tuple[Point, float]] = []

    def draw(self, canvas: Canvas, frame: int, hers: Stand, his: Stand, share: float) -> None:
        """Draw a frame; ``share`` is how far along the line from her to him the streams meet."""
        self.village.show(canvas)
        melted(canvas, self._wet[-60:], (88, 108, 152))
        water_end, fire_end = self._heroine.nozzle(hers), self._villain.nozzle(his)
        meeting = (
            water_end[0] + (fire_end[0] - water_end[0]) * share,
            water_end[1] + (fire_end[1] - water_end[1]) * share,
        )
        if frame % 2 == 0:
            self._wet.append(
                (
                    (meeting[0] + 14 * math.sin(frame), meeting[1] + 10 * math.cos(frame * 1.3)),
                    34 + 8 * math.sin(frame * 0.7),
                )
            )
        draw_hose(canvas, _hose(self._heroine.grip(hers), frame))
        self._heroine.draw(canvas, hers, ink.HONEY)
        self._villain.draw(canvas, his, (74, 80, 96))
        self._fire.spray(fire_end, meeting, math.dist(fire_end, meeting) * 1.08, 8)
        self._water.spray(water_end, meeting, math.dist(water_end, meeting) * 1.02, 10)
        self._fire.draw(canvas)
        self._water.draw(canvas)
        self._water.splash(meeting, 7, 12)
        self._steam.rise(meeting, 30, amount=1, spread=22)
        self._steam.draw(canvas)
        canvas.glow(meeting, 330, (84, 44, 16), 0.8)
        self.village.finish(canvas, frame)


def _hose(grip: Point, frame: int) -> list[Point]:
    points = []
    out, back = (HYDRANT[0] + 150, HYDRANT[1] + 130), (grip[0] - 110, grip[1] + 170)
    for i in range(33):
        t = i / 32
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        x = a * HYDRANT[0] + b * out[0] + c * back[0] + d * grip[0]
        y = a * HYDRANT[1] + b * out[1] + c * back[1] + d * grip[1]
        wave = math.sin(t * math.pi) * 9 * math.sin(t * 13 - frame * 0.22)
        points.append((x + wave * 0.4, y + wave))
    return points


def _from_overhead() -> Draw:
    duel = _Duel(101)

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(640, 372, tween(frame, (0, 1.0), (110, 1.16)), tween(frame, (0, -5.0), (110, 4.0)))
        advance = tween(frame, (0, 0), (46, 0), (110, 1), ease="linear")
        step = max(0, frame - 46) * 0.36
        hers = Stand(250 + 130 * advance, 402, 3 - 5 * advance + math.sin(frame * 0.2), step)
        his = Stand(1046 + 30 * advance, 380, 180 + 2 * math.sin(frame * 0.17), -step * 0.7)
        duel.draw(canvas, frame, hers, his, tween(frame, (0, 0.36), (30, 0.46), (60, 0.46), (110, 0.72)))

    return draw


def _pushed_back() -> Draw:
    duel = _Duel(121)

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(770, 390, 1.36, tween(frame, (0, 7.0), (54, 3.0)))
        hers = Stand(470 + frame * 1.4, 410, 357 + 2 * math.sin(frame * 0.3), frame * 0.4)
        slide = tween(frame, (0, 0), (20, 10), (54, 92))
        his = Stand(1010 + slide, 384, 180 + 5 * math.sin(frame * 0.5), -frame * 0.5)
        duel.draw(canvas, frame, hers, his, tween(frame, (0, 0.62), (20, 0.78), (54, 1.0)))

    return draw


def _hose_in_hand(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    hand, unit = joints.near_arm.tip, joints.unit
    canvas.line(
        [
            (joints.ground[0] - 420, GROUND_PX + 8),
            (joints.ground[0] - 190, GROUND_PX + 2),
            (joints.ground[0] - 80, GROUND_PX - 60),
            (hand[0] - 8 * unit, hand[1] + 2 * unit),
        ],
        15,
        ink.HONEY,
    )
    props.draw_nozzle(canvas, joints, hand, joints.swing)


def _drenched() -> Draw:
    village, water, steam, fire = (
        Village(141),
        Water(142),
        Haze(143, ink.SNOW, drift=(0.2, -1.6), alpha=0.5),
        Fire(144, size=0.7),
    )
    hers = Track(Key(0, STANCE.at(270).but(lean=14)), Key(26, STANCE.at(290)), Key(38, LOW.at(290)))
    his = Track(
        Key(0, STANCE.at(930)),
        Key(8, _COLD.at(955), "snap"),
        Key(40, _COLD.at(955).but(lean=1)),
        Key(50, _FELLED.at(975), "in"),
        Key(66, _FELLED.at(975)),
    )
    heroine = Player(wear.HEROINE, hers, 1, GROUND_PX, height_px=345, grip=_hose_in_hand)
    villain = Player(wear.VILLAIN, his, -1, GROUND_PX, height_px=400, grip=lance)

    def draw(canvas: Canvas, frame: int) -> None:
        shiver = 3 * (frame % 2 * 2 - 1) if 28 < frame < 42 else 0
        canvas.view = View(640 + shiver * 0.4, 392, 1.1)
        village.show(canvas, frame)
        draw_players(canvas, [villain, heroine], frame, SHADOW)
        chest = villain.joints.shoulder
        if frame < 28:
            mouth = props.along(heroine.joints.near_arm.tip, heroine.joints.swing, 19, 3.45, 1)
            water.spray(mouth, (chest[0] - 20, chest[1] + 10), chest[0] - mouth[0], 9)
            water.splash((chest[0] - 30, chest[1] + 10), 6, 12)
        if 12 <= frame < 44:
            _freeze(canvas, villain, min(1.0, (frame - 12) / 18))
        water.draw(canvas)
        if frame < 6 or frame in (33, 34, 37):
            fire.burn(nozzle_of(villain), 8, 2)
        fire.draw(canvas)
        if frame < 46:
            steam.rise((chest[0], chest[1] - 20), 26, spread=50)
        if frame in (50, 51, 52):
            steam.rise((villain.joints.ground[0] + 120, GROUND_PX), 60, amount=5, spread=120)
        steam.draw(canvas)
        village.finish(canvas, frame)

    return draw


def _freeze(canvas: Canvas, player: Player, share: float) -> None:
    joints = player.joints
    for i, (forwards, up) in enumerate(((11, 4), (7, -2), (2, -4), (-5, -5), (-9, 0))):
        root = joints.off(joints.shoulder, forwards, up, joints.spine_deg)
        reach = (8 + (i * 5) % 7) * joints.unit * share
        canvas.polygon([(root[0] - 5, root[1]), (root[0] + 5, root[1]), (root[0], root[1] + reach)], ink.FROST)
    for limb in (joints.near_arm, joints.far_arm):
        for spot in (limb.joint, limb.tip):
            canvas.polygon(
                [(spot[0] - 5, spot[1] + 6), (spot[0] + 5, spot[1] + 6), (spot[0], spot[1] + 6 + 30 * share)], ink.FROST
            )
    crown = joints.off(joints.head, -1, 9.5, joints.head_deg)
    canvas.ellipse(crown, 36 * share, 15 * share, ink.SNOW)


FIGHT = Passage(
    key="hose",
    title="Fire hose against flamethrower",
    shots=(
        Shot("from overhead", 110, _from_overhead, (Cue(0, "drum", 210), Cue(0, "hose", 110, 0.9, -0.3),
            Cue(0, "fire", 110, 0.7, 0.3))),
        Shot("pushed back", 54, _pushed_back, (Cue(0, "hose", 54, 1.0, -0.1), Cue(0, "fire", 44, 0.7, 0.2),
            Cue(48, "splash"))),
        Shot("drenched", 66, _drenched, (Cue(0, "hose", 28, 1.0), Cue(4, "splash"), Cue(34, "scrape", 6, 0.3),
            Cue(50, "thud", gain=1.3, pan=0.4), Cue(51, "crunch", pan=0.4))),
    ),
)  # fmt: skip
