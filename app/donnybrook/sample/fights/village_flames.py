"""The second fight: flamethrower against flamethrower in the snow, until hers is knocked away."""

from __future__ import annotations

from donnybrook.media.canvas import Canvas
from donnybrook.media.view import View
from donnybrook.sample import palette as ink
from donnybrook.sample.elements import Fire
from donnybrook.sample.figures import costume as wear
from donnybrook.sample.figures import props
from donnybrook.sample.figures.body import Skeleton
from donnybrook.sample.figures.player import Player, draw_players, running
from donnybrook.sample.marks import burst_lines
from donnybrook.sample.motion import Key, Point, Pose, Track, tween
from donnybrook.sample.shot import Cue, Draw, Passage, Shot
from donnybrook.sample.stages.village import GROUND_PX, Village
from donnybrook.sample.weather import Haze, Sparks

STANCE = Pose(hip_y=42, lean=8, near_x=17, near_y=61, far_x=27, far_y=66, near_foot_x=-18, far_foot_x=18, swing=6)
BRACED = Pose(
    hip_x=-3, hip_y=38, lean=17, near_x=17, near_y=57, far_x=28, far_y=62, near_foot_x=-25, far_foot_x=20, swing=4
)
LOW = Pose(hip_y=45, lean=4, near_x=12, near_y=52, far_x=20, far_y=50, near_foot_x=-12, far_foot_x=12, swing=-34)
BLOWN = Pose(
    hip_y=44,
    lean=-24,
    near_x=26,
    near_y=84,
    far_x=22,
    far_y=92,
    near_foot_x=20,
    near_foot_y=20,
    far_foot_x=26,
    far_foot_y=26,
    roll=-40,
    near_toe=-30,
    far_toe=-30,
)
TUMBLED = Pose(
    hip_y=14,
    lean=10,
    near_x=10,
    near_y=30,
    far_x=-10,
    far_y=28,
    near_foot_x=26,
    near_foot_y=16,
    far_foot_x=22,
    far_foot_y=6,
    roll=-200,
)
KNEELING = Pose(
    hip_y=22, lean=22, near_x=20, near_y=4, far_x=-6, far_y=30, near_foot_x=-20, far_foot_x=16, head=-16, near_toe=40
)
SHADOW = (74, 92, 138)
HER_X, HIS_X = 285.0, 985.0


def lance(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    """A flamethrower aimed as the pose says."""
    props.draw_lance(canvas, joints, joints.near_arm.tip, joints.swing)


def nozzle_of(player: Player) -> Point:
    """Where the flames of a player's lance come out."""
    joints = player.joints
    return props.along(joints.near_arm.tip, joints.swing, 31, joints.unit, joints.facing)


def _duellists(hers: Track, his: Track) -> tuple[Player, Player]:
    heroine = Player(wear.HEROINE_WITH_FLAMES, hers, 1, GROUND_PX, height_px=345, grip=lance, wind_px=-0.5)
    return heroine, Player(wear.VILLAIN, his, -1, GROUND_PX, height_px=400, grip=lance, wind_px=0.4)


def _face_off() -> Draw:
    village = Village(41)
    hers = Track(Key(0, LOW.at(HER_X)), Key(20, LOW.at(HER_X)), Key(30, STANCE.at(HER_X), "snap"))
    his = Track(Key(0, LOW.at(HIS_X)), Key(24, LOW.at(HIS_X)), Key(34, STANCE.at(HIS_X), "snap"))
    heroine, villain = _duellists(hers, his)
    fires = (Fire(42), Fire(43))

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(640, 368, tween(frame, (0, 1.0), (54, 1.1)))
        village.show(canvas, frame)
        draw_players(canvas, [villain, heroine], frame, SHADOW)
        for player, fire, start in ((heroine, fires[0], 32), (villain, fires[1], 37)):
            if frame > start:
                nozzle = nozzle_of(player)
                fire.spray(nozzle, (nozzle[0] + player.joints.facing, nozzle[1] - 0.1), 60 + (frame - start) * 7, 4)
            fire.draw(canvas)
        village.finish(canvas, frame)

    return draw


def _streams_meet() -> Draw:
    village, clash, sparks = Village(44), Fire(47, size=1.0), Sparks(48, ink.FLAME)
    hers = Track(
        Key(0, STANCE.at(HER_X)),
        Key(14, BRACED.at(HER_X)),
        Key(44, BRACED.at(HER_X - 10)),
        Key(66, BRACED.at(HER_X - 34).but(lean=4)),
    )
    his = Track(Key(0, STANCE.at(HIS_X)), Key(14, BRACED.at(HIS_X)), Key(66, BRACED.at(HIS_X - 40)))
    heroine, villain = _duellists(hers, his)
    fires = (Fire(45), Fire(46, size=1.1))

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(636, 392 + 3 * (frame % 2), 1.1)
        village.show(canvas, frame)
        middle = (tween(frame, (0, 640), (40, 640), (66, 560)), 394.0)
        canvas.ellipse((middle[0], 622), 90 + frame * 2.2, 9 + frame * 0.2, (66, 84, 128), alpha=0.6)
        draw_players(canvas, [villain, heroine], frame, SHADOW)
        for player, fire in zip((heroine, villain), fires, strict=True):
            nozzle = nozzle_of(player)
            fire.spray(nozzle, middle, abs(middle[0] - nozzle[0]) * 1.06, 6)
            fire.draw(canvas)
        clash.burst(middle, 3, 8)
        clash.draw(canvas)
        canvas.glow(middle, 560, (110, 60, 26), 0.8 + 0.1 * (frame % 3))
        if frame % 2:
            sparks.burst(middle, 4, 17)
        sparks.draw(canvas)
        village.finish(canvas, frame)

    return draw


def _close(costume: wear.Costume, facing: int, seed: int) -> Draw:
    village, fire = Village(seed), Fire(seed + 1, size=2.6)
    pose = BRACED.at(640).but(lean=10)
    track = Track(Key(0, pose), Key(24, pose.but(lean=14, head=-3)))
    height = 400 if costume is wear.VILLAIN else 345
    player = Player(costume, track, facing, GROUND_PX, height_px=height, grip=lance, wind_px=-1.2 * facing)

    def draw(canvas: Canvas, frame: int) -> None:
        joints = player.joints
        canvas.view = View(joints.head[0] + 66 * facing, joints.head[1] + 34, 2.75 + frame * 0.008)
        village.show(canvas, frame)
        draw_players(canvas, [player], frame, SHADOW)
        nozzle = nozzle_of(player)
        fire.spray((nozzle[0] + 8 * facing, nozzle[1]), (nozzle[0] + 100 * facing, nozzle[1] - 8), 420, 4)
        fire.draw(canvas)
        canvas.glow((nozzle[0], nozzle[1] - 30), 190, (104, 52, 18), 0.8 + 0.15 * (frame % 2))
        village.finish(canvas, frame)

    return draw


def _her_face() -> Draw:
    return _close(wear.HEROINE_WITH_FLAMES, 1, 51)


def _his_face() -> Draw:
    return _close(wear.VILLAIN, -1, 56)


def _knocked_away() -> Draw:
    village, blast, powder = Village(61), Fire(63, size=1.3), Haze(64, ink.SNOW, drift=(0, -0.7), alpha=0.6)
    hers = Track(
        Key(0, BRACED.at(HER_X + 120)), Key(15, BRACED.at(HER_X + 90).but(lean=2)),
            Key(22, BLOWN.at(HER_X - 10, 60), "snap"),
        Key(34, TUMBLED.at(HER_X - 120, 10), "linear"), Key(42, KNEELING.at(HER_X - 140).but(roll=-360), "smooth"),
            Key(66, KNEELING.at(HER_X - 142).but(roll=-360, head=-22)),
    )  # fmt: skip
    his = Track(Key(0, BRACED.at(HIS_X - 60)), Key(66, STANCE.at(HIS_X - 130)))
    heroine, villain = _duellists(hers, his)
    bare = Player(wear.HEROINE, hers, 1, GROUND_PX, height_px=345)
    fires = (Fire(65), Fire(66, size=1.25))

    def draw(canvas: Canvas, frame: int) -> None:
        shake = (8 - abs(frame - 19)) * (frame % 2 * 2 - 1) if 15 <= frame < 26 else 0
        canvas.view = View(600, 386 + shake, 1.08)
        village.show(canvas, frame)
        draw_players(canvas, [villain, heroine if frame < 16 else bare], frame, SHADOW)
        nozzle, mark = nozzle_of(villain), nozzle_of(heroine) if frame < 17 else (360.0, 400.0)
        if frame < 16:
            fires[0].spray(mark, nozzle, 170 - frame * 8, 4)
        if frame < 34:
            fires[1].spray(nozzle, mark, abs(mark[0] - nozzle[0]) * 0.95, 6)
        if frame == 16:
            blast.burst(mark, 44, 30)
        for fire in (*fires, blast):
            fire.draw(canvas)
        if 16 <= frame < 20:
            canvas.glow(mark, 640, (210, 160, 90), 1.1 - (frame - 16) * 0.25)
        burst_lines(canvas, mark, 190, ink.SPARK, (frame - 16) / 8, rays=13)
        if frame >= 16:
            _spin_lance(canvas, heroine.joints, frame - 16)
        if 30 <= frame < 44:
            powder.rise((heroine.joints.hip[0], GROUND_PX - 8), 34, amount=2, spread=30)
        powder.draw(canvas)
        village.finish(canvas, frame)

    return draw


def _spin_lance(canvas: Canvas, joints: Skeleton, since: int) -> None:
    share = min(1.0, since / 24)
    place = (400 + 190 * share, 400 - 330 * share + 520 * share * share)
    turn = since * 41 if share < 1 else 24 * 41
    props.draw_lance(canvas, joints, place, turn, with_feed=False)


def _in_the_snow() -> Draw:
    village, steam, fire = Village(71), Haze(72, ink.SNOW, drift=(0.6, -2.2), alpha=0.5), Fire(73, size=0.6)
    stand_in = Player(wear.HEROINE, Track(Key(0, LOW.at(-900))), 1, GROUND_PX, height_px=345)

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(640, 560, 2.5 + frame * 0.01)
        village.show(canvas, frame)
        foot = (610.0, 640.0)
        canvas.ellipse((622, 643), 74, 9, (92, 110, 156))
        props.draw_lance(canvas, stand_in.joints, (foot[0] + 44, foot[1] - 100), 247, with_feed=False)
        canvas.polygon([(560, 652), (584, 632), (612, 626), (640, 630), (668, 652)], (190, 204, 232))
        if frame < 14:
            fire.burn((604, 626), 12, 1)
        fire.draw(canvas)
        steam.rise((606, 622), 15, spread=12)
        steam.draw(canvas)
        village.finish(canvas, frame)

    return draw


def _to_the_hydrant() -> Draw:
    village, fire, powder = Village(81), Fire(82, size=1.2), Haze(83, ink.SNOW, alpha=0.5)
    grab = KNEELING.but(hip_y=30, near_x=25, near_y=30, far_x=20, far_y=34)
    end = Track(
        Key(25, running(STANCE, 25 * 0.62).at(300)), Key(31, grab.at(330), "snap"), Key(44, grab.at(330).but(head=-26))
    )

    def dash(frame: int) -> Pose:
        return running(STANCE.but(lean=22).at(60 + frame * 9.6), frame * 0.62) if frame < 25 else end.at(frame)

    heroine = Player(wear.HEROINE, dash, 1, GROUND_PX, height_px=345)

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(tween(frame, (0, 300), (40, 430)), 440, 1.35)
        village.show(canvas, frame)
        if frame < 32:
            target = (heroine.joints.hip[0] - 150, heroine.joints.hip[1] + 30)
            fire.spray((900, 430), target, 900 - target[0], 11)
        fire.draw(canvas)
        draw_players(canvas, [heroine], frame, SHADOW)
        if frame < 26 and frame % 3 == 0:
            powder.rise((heroine.joints.ground[0] - 20, GROUND_PX - 4), 24, spread=10, life=22)
        powder.draw(canvas)
        canvas.rectangle(382, 548, 34, 66, ink.COAL)
        canvas.ellipse((399, 548), 20, 13, ink.EMBER)
        canvas.rectangle(374, 566, 50, 13, ink.EMBER)
        canvas.ellipse((399, 536), 15, 8, ink.SNOW)
        canvas.line([(378, 574), (356, 588), (364, 612), (330, 618), (300, 612)], 9, ink.HONEY)
        village.finish(canvas, frame)

    return draw


FIGHT = Passage(
    key="flames",
    title="Flame against flame",
    shots=(
        Shot("they face each other", 54, _face_off, (Cue(0, "drum", 300), Cue(22, "whoosh", gain=0.5, pan=-0.4),
            Cue(32, "fire", 22, 0.7), Cue(26, "whoosh", gain=0.5, pan=0.4))),
        Shot("the streams meet", 66, _streams_meet, (Cue(0, "fire", 66, 1.0), Cue(8, "boom", gain=0.6))),
        Shot("her face", 24, _her_face, (Cue(0, "fire", 24, 0.8, -0.3),)),
        Shot("his face", 24, _his_face, (Cue(0, "fire", 24, 0.8, 0.3),)),
        Shot("hers is knocked away", 66, _knocked_away, (Cue(0, "fire", 34, 1.0), Cue(16, "boom", gain=1.2),
            Cue(18, "whoosh"), Cue(24, "whoosh", gain=0.6), Cue(36, "thud", pan=-0.5), Cue(40, "crunch", pan=-0.1)),
            flashes=(16,)),
        Shot("a lance in the snow", 26, _in_the_snow, (Cue(0, "hose", 26, 0.25),)),
        Shot("to the hydrant", 44, _to_the_hydrant, (*(Cue(frame, "crunch", gain=0.5) for frame in range(2, 26, 5)),
            Cue(0, "fire", 30, 0.7, 0.4), Cue(31, "clang", gain=0.6))),
    ),
)  # fmt: skip
