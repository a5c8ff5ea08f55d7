"""The first fight: a pair of skates swung by their laces, against a knife, a pistol, a bat and a hockey stick."""

from __future__ import annotations

from donnybrook.media.canvas import Canvas
from donnybrook.media.view import View
from donnybrook.sample import palette as ink
from donnybrook.sample.fights import rink_poses as act
from donnybrook.sample.figures import costume as wear
from donnybrook.sample.figures import props
from donnybrook.sample.figures.body import Skeleton
from donnybrook.sample.figures.player import Grip, Player, draw_players, running
from donnybrook.sample.marks import burst_lines, muzzle_flash
from donnybrook.sample.motion import Key, Pose, Track, tween
from donnybrook.sample.shot import Cue, Draw, Passage, Shot
from donnybrook.sample.stages.rink import GROUND_PX, Rink
from donnybrook.sample.weather import Haze, Sparks

SHADOW = (70, 100, 134)


def skates(size: float = 1.0, lace: float = 38.0) -> Grip:
    """The pair on its laces, swung as the pose says."""

    def grip(canvas: Canvas, joints: Skeleton, before: Skeleton) -> None:
        props.draw_skates_on_laces(
            canvas, joints, joints.near_arm.tip, joints.swing, before.swing, lace=lace, size=size
        )

    return grip


def _knife(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    props.draw_knife(canvas, joints, joints.near_arm.tip, joints.swing)


def _pistol(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    props.draw_pistol(canvas, joints, joints.near_arm.tip, joints.swing)


def _bat(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    props.draw_bat(canvas, joints, joints.near_arm.tip, joints.swing)


def _stick(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    props.draw_hockey_stick(canvas, joints, joints.near_arm.tip, joints.swing)


def _felled(frame: int, x: float, direction: int) -> tuple[Key, Key, Key]:
    return (
        Key(frame, act.STRUCK.at(x), "snap"),
        Key(frame + 9, act.FLUNG.at(x + 110 * direction, 70), "smooth"),
        Key(frame + 18, act.DOWN.at(x + 210 * direction), "in"),
    )


def _surrounded() -> Draw:
    rink, breath = Rink(), Haze(5, ink.SNOW, drift=(0.5, -0.6), alpha=0.3)
    heroine = Track(
        Key(0, act.READY.at(640).but(swing=-80)),
        Key(16, act.READY.at(640).but(swing=-100)),
        Key(60, act.READY.at(640).but(swing=-100 + 360 * 3, hip_y=40), "in"),
    )

    def closing(start: float, end: float, pose: Pose) -> Track:
        return Track(
            Key(0, pose.at(start)),
            Key(34, pose.at(end)),
            Key(60, pose.at(end + (end - start) * 0.08).but(hip_y=pose.hip_y - 2)),
        )

    players = [
        Player(
            wear.BATMAN_IN_BLUE,
            closing(-120, 150, act.CHOP_UP.but(swing=100)),
            1,
            GROUND_PX - 26,
            height_px=330,
            grip=_bat,
        ),
        Player(
            wear.STICKMAN,
            closing(1400, 1120, act.MENACE.but(swing=-48)),
            -1,
            GROUND_PX - 26,
            height_px=330,
            grip=_stick,
        ),
        Player(wear.KNIFEMAN, closing(40, 330, act.MENACE.but(swing=20)), 1, GROUND_PX, grip=_knife),
        Player(wear.GUNMAN, closing(1240, 950, act.AIM.but(swing=0)), -1, GROUND_PX, grip=_pistol),
        Player(wear.HEROINE, heroine, lambda frame: 1 if frame < 26 else -1, GROUND_PX, height_px=350, grip=skates()),
    ]

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(640, 360 + frame * 0.25, 1.0 + frame * 0.0016)
        rink.show(canvas)
        draw_players(canvas, players, frame, SHADOW)
        if frame % 20 < 3:
            for player in players:
                breath.rise(player.joints.off(player.joints.head, 14, -4), 12)
        breath.draw(canvas)
        rink.finish(canvas, frame)

    return draw


def _knifeman_falls() -> Draw:
    rink, chips = Rink(), Sparks(11, ink.SNOW)
    x = 720.0
    heroine = Track(
        Key(0, act.READY.at(x).but(swing=620)),
        Key(14, act.WINDUP.at(x + 14).but(swing=330), "linear"),
        Key(21, act.WINDUP.at(x + 10).but(swing=180), "linear"),
        Key(25, act.SWUNG.at(x - 26).but(swing=-2), "linear"),
        Key(30, act.SWUNG.at(x - 30).but(swing=-120, lean=28), "linear"),
        Key(48, act.READY.at(x - 10).but(swing=-450)),
    )
    stab = Track(
        Key(13, act.STAB.at(430).but(swing=6)),
        Key(21, act.STAB.at(486).but(swing=4)),
        Key(25, act.STAB.at(500)),
        *_felled(29, 455, -1),
    )

    def rush(frame: int) -> Pose:
        return (
            running(act.STAB.but(swing=10).at(150 + frame * 21.5), frame * 0.55, arms=False)
            if frame < 13
            else stab.at(frame)
        )

    knifeman = Player(
        wear.KNIFEMAN,
        rush,
        1,
        GROUND_PX,
        grip=lambda c, j, b: _knife(c, j, b) if j.ground[0] > 440 or j.hip[1] < 480 else None,
    )
    players = [knifeman, Player(wear.HEROINE, heroine, -1, GROUND_PX, height_px=350, grip=skates(1.1))]

    def draw(canvas: Canvas, frame: int) -> None:
        shake = 7 * (frame % 2 * 2 - 1) if 25 <= frame < 30 else 0
        canvas.view = View(590 - frame * 0.8, 430 + shake, 1.42)
        rink.show(canvas)
        draw_players(canvas, players, frame, SHADOW)
        if frame == 25:
            chips.burst((486, 380), 26, 19)
        chips.draw(canvas)
        burst_lines(canvas, (500, 370), 95, ink.SPARK, (frame - 25) / 6)
        rink.finish(canvas, frame)

    return draw


def _blade() -> Draw:
    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View()
        canvas.gradient([(0, ink.DEEP), (0.5, ink.STEEL), (1, ink.DEEP)])
        for i in range(26):
            y = (i * 137 + frame * 61) % 760 - 20
            reach = 300 + (i * 83) % 500
            x = (i * 311 - frame * 160) % 1700 - 300
            canvas.limb((x, y), (x + reach, y - reach * 0.10), 1, 4 + i % 4, ink.MIST if i % 3 else ink.SNOW, 0.5)
        cuff = (1120 - frame * 88, 250 + frame * 12)
        canvas.line([(1400, 60), (cuff[0] + 120, cuff[1] - 60), cuff], 12, ink.HONEY)
        props.draw_skate(canvas, cuff, 215 + frame * 5, 13.0, 1)
        glint = (cuff[0] - 330 + frame * 14, cuff[1] + 130)
        burst_lines(canvas, glint, 120 + 16 * frame, ink.SNOW, 0.1 + frame * 0.08, rays=4, turn=0.4 + frame * 0.1)

    return draw


def _gunman_tripped() -> Draw:
    rink, chips = Rink(), Sparks(21, ink.SNOW)
    dust = Haze(22, ink.SNOW, drift=(-1.0, -0.8), alpha=0.45)
    heroine = Track(
        Key(0, act.READY.at(110).but(swing=200)),
        Key(8, act.CROUCH.at(210).but(swing=160), "snap"),
        Key(34, act.CROUCH.at(700).but(swing=190), "linear"),
        Key(40, act.CROUCH.at(770).but(swing=-30, lean=44, near_x=34, near_y=30), "snap"),
        Key(48, act.CROUCH.at(800).but(swing=30, near_x=20, near_y=40)),
        Key(60, act.READY.at(815).but(swing=-70)),
    )
    aim = act.AIM.at(1010)
    gunman = Track(
        Key(10, aim), Key(12, act.RECOIL.at(1014), "snap"), Key(18, aim),
            Key(22, aim.but(near_y=64, far_y=61, swing=-12)),
        Key(24, act.RECOIL.at(1018).but(near_y=76, swing=8), "snap"), Key(32, aim.but(near_y=58, far_y=56, swing=-20)),
            Key(39, aim.but(near_y=58, far_y=56, swing=-20)),
        Key(46, act.FLUNG.at(990, 60).but(roll=70, near_x=30, near_y=80, far_x=26, far_y=86), "snap"),
            Key(56, act.DOWN.at(960).but(roll=88, near_foot_y=-36, near_x=14, near_y=64), "in"),
    )  # fmt: skip
    gun = Player(wear.GUNMAN, gunman, -1, GROUND_PX, grip=_pistol)
    players = [gun, Player(wear.HEROINE, heroine, 1, GROUND_PX, height_px=350, grip=skates(1.05, 44))]

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(tween(frame, (0, 560), (40, 700)), 420, 1.18)
        rink.show(canvas)
        draw_players(canvas, players, frame, SHADOW)
        if 8 < frame < 40:
            chips.burst((players[1].joints.near_leg.tip[0], GROUND_PX), 3, 8)
            dust.rise((players[1].joints.near_leg.tip[0] - 10, GROUND_PX - 4), 20, spread=8, life=20)
        dust.draw(canvas)
        chips.draw(canvas)
        for shot in (10, 22):
            muzzle_flash(
                canvas, props.along(gun.joints.near_arm.tip, gun.joints.swing, 19, 3.4, -1), -1, (frame - shot) / 3, 1.2
            )
        burst_lines(canvas, (985, 580), 80, ink.SPARK, (frame - 39) / 6)
        rink.finish(canvas, frame)

    return draw


def _whirl() -> Draw:
    rink, chips = Rink(), Sparks(31, ink.SNOW)
    heroine = Track(
        Key(0, act.READY.at(640).but(swing=-60)),
        Key(12, act.SPIN.at(640).but(swing=240), "in"),
        Key(50, act.SPIN.at(640).but(swing=240 + 360 * 5), "linear"),
        Key(58, act.SWUNG.at(640).but(swing=240 + 360 * 5 + 100, near_y=60), "snap"),
        Key(78, act.READY.at(640).but(swing=240 + 360 * 5 + 210, near_x=14, near_y=78, hip_y=46, lean=0)),
    )
    stick = Track(
        Key(0, act.CHOP_UP.at(1160)),
        Key(16, act.CHOP_UP.at(960)),
        Key(23, act.CHOP_DOWN.at(900), "snap"),
        *_felled(27, 905, 1),
    )
    bat = Track(
        Key(6, act.CHOP_UP.at(90)),
        Key(26, act.CHOP_UP.at(330)),
        Key(34, act.CHOP_DOWN.at(388), "snap"),
        *_felled(38, 380, -1),
    )
    players = [
        Player(wear.STICKMAN, stick, -1, GROUND_PX, grip=_stick),
        Player(wear.BATMAN_IN_BLUE, bat, 1, GROUND_PX, grip=_bat),
        Player(
            wear.HEROINE,
            heroine,
            lambda frame: -1 if 12 <= frame < 50 and (frame // 5) % 2 else 1,
            GROUND_PX,
            height_px=350,
            grip=skates(1.1, 44),
        ),
    ]

    def draw(canvas: Canvas, frame: int) -> None:
        shake = 6 * (frame % 2 * 2 - 1) if 27 <= frame < 31 or 38 <= frame < 42 else 0
        canvas.view = View(640, 392 + shake, tween(frame, (0, 1.06), (40, 1.16), (78, 1.22)))
        rink.show(canvas)
        draw_players(canvas, players, frame, SHADOW)
        for hit, x in ((27, 880), (38, 408)):
            if frame == hit:
                chips.burst((x, 370), 26, 19)
            burst_lines(canvas, (x, 360), 95, ink.SPARK, (frame - hit) / 6)
        chips.draw(canvas)
        rink.finish(canvas, frame)

    return draw


FIGHT = Passage(
    key="skates",
    title="Skates on the rink",
    shots=(
        Shot("surrounded", 60, _surrounded, (Cue(0, "drum", 270), Cue(30, "whoosh", gain=0.5),
            Cue(42, "whoosh", gain=0.7), Cue(52, "whoosh"))),
        Shot("the knifeman falls", 48, _knifeman_falls, (Cue(2, "whoosh", gain=0.6), Cue(20, "whoosh"),
            Cue(25, "clang", pan=-0.3), Cue(25, "thud"), Cue(46, "thud", gain=0.6, pan=-0.5))),
        Shot("the blade", 8, _blade, (Cue(0, "whoosh", gain=1.2), Cue(2, "scrape", 6, 0.7))),
        Shot("the gunman is tripped", 66, _gunman_tripped, (Cue(6, "scrape", 34, 0.6), Cue(10, "shot", pan=0.4),
            Cue(22, "shot", pan=0.4), Cue(36, "whoosh"), Cue(39, "thud"), Cue(55, "thud", pan=0.3)), flashes=(10, 22)),
        Shot("the whirl", 78, _whirl, (Cue(12, "whoosh"), Cue(20, "whoosh"), Cue(27, "clang", pan=0.4),
            Cue(27, "thud"), Cue(33, "whoosh"), Cue(38, "thud", pan=-0.4), Cue(45, "thud", gain=0.5),
            Cue(56, "thud", gain=0.5), Cue(62, "scrape", 10, 0.3))),
    ),
)  # fmt: skip
