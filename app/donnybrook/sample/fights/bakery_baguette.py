"""The fifth fight: a baguette against a rapier, and a frying pan for the last word."""

from __future__ import annotations

from collections.abc import Callable

from donnybrook.media.canvas import Canvas
from donnybrook.media.view import View
from donnybrook.sample import palette as ink
from donnybrook.sample.figures import costume as wear
from donnybrook.sample.figures import props
from donnybrook.sample.figures.body import Skeleton
from donnybrook.sample.figures.player import Grip, Player, draw_players
from donnybrook.sample.marks import burst_lines
from donnybrook.sample.motion import Key, Pose, Track, tween
from donnybrook.sample.shot import Cue, Draw, Passage, Shot
from donnybrook.sample.stages.bakery import GROUND_PX, Bakery
from donnybrook.sample.weather import Haze, Sparks

EN_GARDE = Pose(hip_y=40, lean=4, near_x=27, near_y=70, far_x=-24, far_y=82, near_foot_x=-20, far_foot_x=20, swing=14)
LUNGE = Pose(
    hip_x=6,
    hip_y=33,
    lean=20,
    near_x=42,
    near_y=74,
    far_x=-34,
    far_y=62,
    near_foot_x=-34,
    far_foot_x=32,
    swing=2,
    near_toe=12,
)
PARRY = Pose(
    hip_x=-4, hip_y=41, lean=-8, near_x=20, near_y=80, far_x=-22, far_y=70, near_foot_x=-20, far_foot_x=16, swing=58
)
SLASH_UP = Pose(hip_y=43, lean=-8, near_x=6, near_y=102, far_x=-20, far_y=70, near_foot_x=-18, far_foot_x=16, swing=110)
SLASHED = Pose(
    hip_x=4, hip_y=37, lean=24, near_x=34, near_y=58, far_x=-24, far_y=60, near_foot_x=-24, far_foot_x=24, swing=-26
)
AGHAST = Pose(
    hip_y=45, lean=-6, near_x=20, near_y=74, far_x=12, far_y=86, near_foot_x=-10, far_foot_x=12, swing=50, head=8
)
PAN_UP = Pose(hip_y=44, lean=-12, near_x=-6, near_y=104, far_x=16, far_y=66, near_foot_x=-20, far_foot_x=18, swing=130)
PAN_DOWN = Pose(
    hip_x=4, hip_y=40, lean=22, near_x=30, near_y=84, far_x=-14, far_y=60, near_foot_x=-24, far_foot_x=22, swing=14
)
DAZED = Pose(
    hip_x=-4,
    hip_y=43,
    lean=-14,
    near_x=4,
    near_y=50,
    far_x=-12,
    far_y=52,
    near_foot_x=-8,
    far_foot_x=12,
    swing=-70,
    head=-12,
)
TOPPLED = Pose(
    hip_y=9,
    lean=-6,
    near_x=8,
    near_y=46,
    far_x=-18,
    far_y=44,
    near_foot_x=4,
    near_foot_y=-37,
    far_foot_x=-2,
    far_foot_y=-38,
    roll=-88,
    swing=10,
)
CONTENT = Pose(hip_y=48, lean=0, near_x=14, near_y=74, far_x=3, far_y=50, near_foot_x=-6, far_foot_x=7, swing=70)
SHADOW = (90, 50, 44)


def _rapier(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    props.draw_rapier(canvas, joints, joints.near_arm.tip, joints.swing)


def _pan(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    props.draw_frying_pan(canvas, joints, joints.near_arm.tip, joints.swing)


def _baguette(reach: Callable[[], float]) -> Grip:
    def grip(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
        props.draw_baguette(canvas, joints, joints.near_arm.tip, joints.swing, reach())

    return grip


def _duel(hers: Track, his: Track, grip: Grip) -> list[Player]:
    fencer = Player(wear.FENCER, his, -1, GROUND_PX, height_px=350, grip=_rapier, wind_px=0.0)
    return [fencer, Player(wear.BAKER, hers, 1, GROUND_PX, height_px=322, grip=grip, wind_px=0.0)]


def _en_garde() -> Draw:
    bakery, crumbs = Bakery(201), Sparks(202, ink.HONEY)
    hers = Track(
        Key(0, EN_GARDE.at(420).but(swing=70)),
        Key(14, EN_GARDE.at(420)),
        Key(34, EN_GARDE.at(452)),
        Key(41, PARRY.at(440), "snap"),
        Key(50, EN_GARDE.at(470)),
        Key(57, LUNGE.at(486), "snap"),
        Key(66, EN_GARDE.at(440)),
        Key(73, PARRY.at(430), "snap"),
    )
    his = Track(
        Key(0, EN_GARDE.at(880).but(swing=90)),
        Key(12, EN_GARDE.at(880)),
        Key(32, EN_GARDE.at(840)),
        Key(40, LUNGE.at(800), "snap"),
        Key(50, EN_GARDE.at(840)),
        Key(56, PARRY.at(850), "snap"),
        Key(64, EN_GARDE.at(840)),
        Key(72, LUNGE.at(786), "snap"),
    )
    players = _duel(hers, his, _baguette(lambda: 54.0))

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(640, 388, tween(frame, (0, 1.06), (78, 1.2)))
        bakery.show(canvas, frame)
        draw_players(canvas, players, frame, SHADOW)
        for hit, x, y in ((40, 572, 330), (57, 712, 340), (72, 560, 330)):
            if frame == hit:
                crumbs.burst((x, y), 16, 12)
            burst_lines(canvas, (x, y), 60, ink.SPARK, (frame - hit) / 5)
        crumbs.draw(canvas)
        bakery.finish(canvas)

    return draw


def _sliced() -> Draw:
    bakery, crumbs = Bakery(211), Sparks(212, ink.HONEY)
    cuts = (8, 14, 20)
    now = [0]
    hers = Track(
        Key(0, PARRY.at(520).but(swing=30)),
        Key(8, PARRY.at(516).but(swing=24)),
        Key(22, AGHAST.at(500)),
        Key(38, AGHAST.at(496).but(head=16, swing=60)),
    )
    slashes = [Key(0, SLASH_UP.at(800))]
    for cut in cuts:
        slashes += [Key(cut, SLASHED.at(800), "snap"), Key(cut + 3, SLASH_UP.at(800))]
    players = _duel(
        hers,
        Track(*slashes, Key(32, EN_GARDE.at(820))),
        _baguette(lambda: 54.0 - 12 * sum(now[0] >= cut for cut in cuts)),
    )

    def draw(canvas: Canvas, frame: int) -> None:
        now[0] = frame
        canvas.view = View(640, 400, 1.5)
        bakery.show(canvas, frame)
        draw_players(canvas, players, frame, SHADOW)
        for i, cut in enumerate(cuts):
            since = frame - cut
            if since == 0:
                crumbs.burst((690 - i * 36, 330), 14, 11)
            if since >= 0:
                _draw_slice(
                    canvas,
                    (690 - i * 36 + since * (3 + i), 320 - since * 9 + since * since * 0.62),
                    since * (23 + i * 7),
                )
            burst_lines(canvas, (690 - i * 36, 330), 56, ink.SPARK, since / 5)
        crumbs.draw(canvas)
        bakery.finish(canvas)

    return draw


def _draw_slice(canvas: Canvas, place: tuple[float, float], turn_deg: float) -> None:
    canvas.ellipse(place, 25, 17, (206, 134, 66), turn_deg=turn_deg)
    canvas.ellipse(place, 20, 13, ink.CREAM, turn_deg=turn_deg)


def _the_pan() -> Draw:
    bakery, stars = Bakery(221), Sparks(222, ink.SPARK, fall=0.2)
    dust = Haze(223, ink.CREAM, alpha=0.4)
    hers = Track(
        Key(0, PAN_UP.at(470)),
        Key(10, PAN_UP.at(480)),
        Key(16, PARRY.at(486).but(swing=80, near_x=26), "snap"),
        Key(26, PAN_UP.at(520)),
        Key(34, PAN_UP.at(560).but(hip_y=50)),
        Key(38, PAN_DOWN.at(592), "snap"),
        Key(56, PAN_DOWN.at(590).but(near_y=70, lean=8, hip_y=45)),
        Key(80, CONTENT.at(580).but(near_y=60)),
    )
    his = Track(
        Key(0, EN_GARDE.at(840)),
        Key(9, EN_GARDE.at(830)),
        Key(16, LUNGE.at(790), "snap"),
        Key(24, EN_GARDE.at(800)),
        Key(32, EN_GARDE.at(806).but(swing=74, near_x=14, near_y=62)),
        Key(38, EN_GARDE.at(806).but(swing=78, near_x=12, near_y=62, lean=-4)),
        Key(41, DAZED.at(816), "snap"),
        Key(54, DAZED.at(820).but(lean=-6, head=10)),
        Key(60, DAZED.at(822).but(lean=-18)),
        Key(68, TOPPLED.at(850), "in"),
    )
    players = _duel(hers, his, _pan)

    def draw(canvas: Canvas, frame: int) -> None:
        shake = 8 * (frame % 2 * 2 - 1) if 38 <= frame < 43 or 68 <= frame < 71 else 0
        canvas.view = View(660, 396 + shake, tween(frame, (0, 1.16), (38, 1.3), (80, 1.24)))
        bakery.show(canvas, frame)
        draw_players(canvas, players, frame, SHADOW)
        for hit, x, y, size in ((16, 580, 300, 70), (38, 776, 290, 120)):
            if frame == hit:
                stars.burst((x, y), 16, 14)
            burst_lines(canvas, (x, y), size, ink.SPARK, (frame - hit) / 7)
        if frame == 68:
            dust.rise((900, GROUND_PX - 6), 40, amount=12, spread=110, life=24)
        stars.draw(canvas)
        dust.draw(canvas)
        bakery.finish(canvas)

    return draw


FIGHT = Passage(
    key="baguette",
    title="Baguette against rapier",
    shots=(
        Shot("en garde", 78, _en_garde, (Cue(0, "drum", 190, 0.8), Cue(10, "whoosh", gain=0.4),
            Cue(38, "whoosh", gain=0.7), Cue(40, "crunch"), Cue(55, "whoosh", gain=0.7), Cue(57, "crunch"),
            Cue(70, "whoosh", gain=0.7), Cue(72, "crunch"))),
        Shot("sliced", 38, _sliced, (Cue(7, "whoosh"), Cue(8, "crunch"), Cue(13, "whoosh"), Cue(14, "crunch"),
            Cue(19, "whoosh"), Cue(20, "crunch"))),
        Shot("the frying pan", 80, _the_pan, (Cue(14, "whoosh", gain=0.7), Cue(16, "clang", gain=0.8),
            Cue(36, "whoosh"), Cue(38, "clang", gain=1.4), Cue(38, "thud"), Cue(68, "thud", gain=1.2))),
    ),
)  # fmt: skip
