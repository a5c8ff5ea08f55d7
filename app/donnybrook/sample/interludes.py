"""What happens between the reel's fights: cards, establishing shots, quiet moments; so that fights have edges."""

from __future__ import annotations

from donnybrook.media.canvas import Canvas
from donnybrook.media.view import View
from donnybrook.sample import palette as ink
from donnybrook.sample.cards import end_card, shouldered, title_card
from donnybrook.sample.fights import academy_bout, bakery_baguette, rink_poses, rink_skates
from donnybrook.sample.figures import costume as wear
from donnybrook.sample.figures import props
from donnybrook.sample.figures.body import Skeleton
from donnybrook.sample.figures.player import Player, draw_players, running
from donnybrook.sample.motion import Key, Pose, Track, tween
from donnybrook.sample.shot import Cue, Draw, Passage, Shot
from donnybrook.sample.stages.bakery import GROUND_PX as BAKERY_GROUND_PX
from donnybrook.sample.stages.bakery import Bakery
from donnybrook.sample.stages.rink import GROUND_PX, Rink
from donnybrook.sample.stages.studio import GROUND_PX as STUDIO_GROUND_PX
from donnybrook.sample.stages.studio import Studio
from donnybrook.sample.stages.village import Village
from donnybrook.sample.weather import Haze, Snowfall

_WALK = Pose(hip_y=47, lean=4)


def _rink_at_night() -> Draw:
    rink, snow = Rink(), Snowfall(321, 60, wind_px=-0.6)
    glide = Pose(
        hip_y=40,
        lean=26,
        near_x=-14,
        near_y=46,
        far_x=20,
        far_y=62,
        near_foot_x=-34,
        near_foot_y=14,
        far_foot_x=5,
        near_toe=20,
    )
    track = Track(Key(0, glide.at(240)), Key(60, glide.at(760).but(near_foot_x=-40, near_foot_y=22, lean=34), "linear"))
    skater = Player(wear.HEROINE, track, 1, GROUND_PX, height_px=200, grip=shouldered)

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(560 + frame * 1.6, tween(frame, (0, 300), (60, 350)), 1.0)
        rink.show(canvas)
        draw_players(canvas, [skater], frame, rink_skates.SHADOW)
        rink.finish(canvas, frame)
        snow.draw(canvas, frame)

    return draw


def _skating_off() -> Draw:
    rink = Rink()
    walk = Player(
        wear.HEROINE,
        lambda frame: running(_WALK.at(660 + frame * 5.2), frame * 0.3, stride=17, lift=7),
        1,
        GROUND_PX,
        height_px=350,
        grip=shouldered,
    )
    fallen = [(wear.KNIFEMAN, 210.0, 1), (wear.STICKMAN, 1050.0, -1), (wear.BATMAN_IN_BLUE, 470.0, -1)]
    players = [
        Player(costume, Track(Key(0, rink_poses.DOWN.at(x))), facing, GROUND_PX, height_px=335)
        for costume, x, facing in fallen
    ]

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(640, 370, 1.0 - frame * 0.001)
        rink.show(canvas)
        draw_players(canvas, [*players, walk], frame, rink_skates.SHADOW)
        rink.finish(canvas, frame)

    return draw


def _village_at_dusk() -> Draw:
    village = Village(331, flakes=190)

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(tween(frame, (0, 500), (60, 700)), 330, 1.0)
        village.show(canvas, frame)
        village.finish(canvas, frame)

    return draw


def _village_at_rest() -> Draw:
    village = Village(341, flakes=190)
    steam = Haze(342, ink.SNOW, drift=(0.3, -1.2), alpha=0.35)

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(640, 300, 1.25 - frame * 0.002)
        village.show(canvas, frame)
        steam.rise((760, 560), 26, spread=60)
        steam.draw(canvas)
        village.finish(canvas, frame)

    return draw


def _empty_studio() -> Draw:
    studio = Studio()

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(tween(frame, (0, 330), (64, 560)), 360, 1.02)
        studio.show(canvas, [])
        studio.finish(canvas)

    return draw


def _hand_up() -> Draw:
    studio = Studio()
    reach = Pose(hip_y=40, lean=34, near_x=30, near_y=40, far_x=-8, far_y=50, near_foot_x=-14, far_foot_x=16)
    hers = Track(
        Key(0, academy_bout.STAND.at(560)),
        Key(14, reach.at(580)),
        Key(22, reach.at(580)),
        Key(36, academy_bout.STAND.at(560).but(near_x=24, near_y=58)),
    )
    sitting = Pose(hip_y=10, lean=-14, near_x=22, near_y=34, far_x=-22, far_y=4, near_foot_x=30, far_foot_x=36)
    his = Track(
        Key(0, sitting.at(760)),
        Key(16, sitting.at(760).but(near_x=32, near_y=38, lean=4)),
        Key(36, academy_bout.STAND.at(742).but(near_x=26, near_y=56), "smooth"),
    )
    players = [
        Player(wear.PARTNER, his, -1, STUDIO_GROUND_PX, height_px=378, wind_px=0.0),
        Player(wear.STUDENT, hers, 1, STUDIO_GROUND_PX, height_px=340, wind_px=0.0),
    ]

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(650, 400, 1.2)
        for player in players:
            player.place(frame)
        studio.show(canvas, players)
        for player in players:
            player.draw_shadow(canvas, academy_bout.SHADOW)
            player.draw(canvas)
        studio.finish(canvas)

    return draw


def _bakery_before_dawn() -> Draw:
    bakery = Bakery(351)
    carry = _WALK.but(near_x=18, near_y=70, swing=62)

    def walk(frame: int) -> Pose:
        step = running(carry.at(120 + frame * 5.0), frame * 0.3, stride=15, lift=6, arms=False)
        return step if frame < 52 else carry.at(120 + 52 * 5.0)

    baker = Player(wear.BAKER, walk, 1, BAKERY_GROUND_PX, height_px=322, grip=_carried, wind_px=0.0)

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(tween(frame, (0, 560), (52, 640)), 366, 1.0)
        bakery.show(canvas, frame)
        draw_players(canvas, [baker], frame, bakery_baguette.SHADOW)
        bakery.finish(canvas)

    return draw


def _carried(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    props.draw_baguette(canvas, joints, joints.near_arm.tip, joints.swing, 54)


def _last_bite() -> Draw:
    bakery, crumbs = Bakery(361), Haze(362, ink.HONEY, drift=(0.4, 1.2), alpha=0.3)
    munch = [Key(0, bakery_baguette.CONTENT.at(620).but(swing=20))]
    munch += [
        Key(
            10 + 6 * i,
            bakery_baguette.CONTENT.at(620).but(near_x=14, near_y=83 - i % 2 * 2, swing=10, head=-4 + i % 2 * 6),
        )
        for i in range(6)
    ]
    baker = Player(wear.BAKER, Track(*munch), 1, BAKERY_GROUND_PX, height_px=322, grip=_leftover, wind_px=0.0)

    def draw(canvas: Canvas, frame: int) -> None:
        canvas.view = View(650, 360, 2.0 + frame * 0.004)
        bakery.show(canvas, frame)
        draw_players(canvas, [baker], frame, bakery_baguette.SHADOW)
        if frame > 10 and frame % 6 == 0:
            crumbs.rise(baker.joints.off(baker.joints.head, 10, -8), 6, amount=2, spread=6, life=14)
        crumbs.draw(canvas)
        bakery.finish(canvas)

    return draw


def _leftover(canvas: Canvas, joints: Skeleton, _: Skeleton) -> None:
    props.draw_baguette(canvas, joints, joints.near_arm.tip, joints.swing, 15)


OPENING = Passage((
    Shot("title", 72, title_card, (Cue(4, "chime"), Cue(0, "wind", 72, 0.4)), fade_in=14),
    Shot("the rink at night", 60, _rink_at_night, (Cue(0, "wind", 60, 0.4), Cue(8, "scrape", 40, 0.2))),
))  # fmt: skip
AFTER_THE_RINK = Passage((
    Shot("leaving the ice", 44, _skating_off,
        tuple(Cue(frame, "crunch", gain=0.35) for frame in range(4, 40, 10)), fade_out=16),
    Shot("the village at dusk", 62, _village_at_dusk, (Cue(0, "wind", 62, 0.6),
        Cue(22, "chime", gain=0.3)), fade_in=16),
))  # fmt: skip
AFTER_THE_VILLAGE = Passage((
    Shot("the village at rest", 52, _village_at_rest, (Cue(0, "wind", 52, 0.5),)),
    Shot("the studio", 62, _empty_studio, (Cue(14, "chime", gain=0.35),), dissolve_in=20),
))  # fmt: skip
AFTER_THE_BOUT = Passage((
    Shot("a hand up", 48, _hand_up, (Cue(34, "thud", gain=0.25),), fade_out=12),
    Shot("the bakery before dawn", 54, _bakery_before_dawn, (Cue(0, "fire", 54, 0.2),
        *(Cue(frame, "crunch", gain=0.15) for frame in range(6, 50, 10))), fade_in=12),
))  # fmt: skip
ENDING = Passage((
    Shot("the last bite", 44, _last_bite, tuple(Cue(frame, "crunch", gain=0.3) for frame in range(12, 44, 12))),
    Shot("end", 72, end_card, (Cue(4, "chime"), Cue(0, "wind", 72, 0.4)), fade_out=20),
))  # fmt: skip
